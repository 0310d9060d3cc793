"""Who is on bail or under investigation: what ends first, who must act next, and who may see it; on both engines."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tests.bail_cases import arrest, by_court, extend, record, suspect_of
from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, open_a_case
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.close_case import CloseCase
from tracker.actions.record_event import RecordEvent
from tracker.bootstrap import Tracker
from tracker.rows.bail_register import BailRegister, BailRegisterQuestion
from tracker.rows.why import WhyQuestion
from tracker.storage.tables import case_record, look
from tracker.terms import BailEventKind, BailState

Kind = BailEventKind
REPORTED = date(2025, 12, 1)


def a_case(core: Tracker, number: int, **other: Any) -> str:
    return open_a_case(core, reference=f"44NI/{number:05}/26", reported_on=REPORTED, **other)


def register(core: Tracker, by: str = SUPERVISOR, **other: Any) -> BailRegister:
    found: BailRegister = core.ask(BailRegisterQuestion(by, **other))
    return found


def of(found: BailRegister) -> tuple[list[str], list[str]]:
    return [row.reference[5:10] for row in found.ending], [row.reference[5:10] for row in found.others]


def test_what_ends_first_stands_first_with_who_must_act(core: Tracker) -> None:
    arrest(core, a_case(core, 1), date(2026, 11, 10), Kind.RELEASED_ON_BAIL)
    soon = a_case(core, 2)
    arrest(core, soon, date(2026, 8, 25), Kind.RELEASED_ON_BAIL)
    passed = a_case(core, 3)
    arrest(core, passed, date(2026, 8, 1), Kind.RELEASED_ON_BAIL)
    with_cps = a_case(core, 4)
    of_cps = arrest(core, with_cps, date(2026, 8, 28), Kind.RELEASED_ON_BAIL)
    record(core, with_cps, of_cps, Kind.RELEASED_FOR_CHARGING, date(2026, 10, 1))
    found = register(core)
    assert of(found) == (["00003", "00002"], ["00001", "00004"])
    over, ends = found.ending
    assert over.spans == ()
    assert (over.state, over.state_key, over.days_left, over.following) == (BailState.PASSED, "overdue", -19, ())
    assert (ends.ends, ends.days_left, ends.state_key, ends.oic, ends.team) == (
        date(2026, 11, 25), 5, "due_soon", "", "North",
    )  # fmt: skip
    (step,) = ends.following
    assert (step.what, step.rank, step.by, step.to) == (
        "First extension of bail, to 6 months", "inspector or above", date(2026, 11, 25), date(2027, 2, 25),
    )  # fmt: skip
    assert (step.authority, step.records, step.limit_id) == ("inspector", Kind.EXTENDED, "BAIL-03")
    suspended = found.others[1]
    assert (suspended.state, suspended.state_key, suspended.days_left) == (BailState.SUSPENDED, "paused", None)
    assert "the CPS has the file" in suspended.why_no_end
    assert [len(row.following) for row in found.others] == [1, 1]
    assert of(register(core, days=90))[0] == ["00003", "00002", "00001"]


def test_the_court_and_the_highest_rank_are_both_ways_on(core: Tracker) -> None:
    case_id = a_case(core, 1)
    made = arrest(core, case_id, date(2026, 3, 10), Kind.RELEASED_ON_BAIL)
    extend(core, case_id, made, date(2026, 6, 1), "inspector")
    extend(core, case_id, made, date(2026, 9, 1), "superintendent")
    (row,) = register(core).ending
    court, complex_case = row.following
    assert (court.rank, court.records, court.to, court.longer_to) == (
        "magistrates' court", Kind.COURT_EXTENDED, date(2027, 3, 10), date(2027, 9, 10),
    )  # fmt: skip
    assert court.lodge_by is not None
    assert court.lodge_by < row.ends == date(2026, 12, 10)
    assert complex_case.authority == "assistant_chief_constable"
    assert complex_case.rank.startswith("assistant chief constable")
    assert "DPP must first designate" in complex_case.note
    assert (court.why, complex_case.why) == ("", "")


def test_a_court_without_a_day_to_lodge_by_says_why(core: Tracker) -> None:
    case_id = a_case(core, 1)
    made = arrest(core, case_id, date(2026, 2, 25), Kind.RELEASED_ON_BAIL)
    extend(core, case_id, made, date(2026, 5, 1), "inspector")
    extend(core, case_id, made, date(2026, 8, 1), "superintendent")
    court = register(core).ending[0].following[0]
    assert (court.by, court.lodge_by) == (date(2026, 11, 25), None)
    assert court.why == "the day to lodge the papers, Wed 11 Nov 2026, has passed"
    by_court(core, case_id, made, Kind.COURT_EXTENDED, date(2026, 11, 18), 12)
    (row,) = register(core, days=365).ending
    assert (row.following[0].what, row.following[0].records) == (
        "Later court extension, 3 months more", Kind.COURT_ADDED,
    )  # fmt: skip


def test_released_under_investigation_with_the_reviews_and_the_days_since(core: Tracker) -> None:
    long_ago, lately = a_case(core, 1), a_case(core, 2)
    arrest(core, long_ago, date(2026, 8, 28), Kind.RELEASED_UNDER_INVESTIGATION)
    suspect = suspect_of(core, lately)
    core.do(RecordEvent(SUPERVISOR, lately, "released_under_investigation", date(2026, 8, 29), suspect))
    found = register(core, days=2000)
    assert of(found) == (["00001", "00002"], [])
    first, second = found.ending
    assert (first.since_release, first.long_since_release, first.state) == (84, True, BailState.UNDER_INVESTIGATION)
    assert (second.since_release, second.long_since_release, second.arrest_id) == (83, False, "")
    assert [(step.what, step.rank, step.limit_id) for step in first.following] == [
        ("Sergeant's review: released under investigation", "sergeant or above", "RUI-02"),
        ("Inspector's review: released under investigation", "inspector or above", "RUI-03"),
        ("Superintendent's review: released under investigation", "superintendent or above", "RUI-04"),
    ]
    assert all(step.to_be_confirmed for step in first.following)
    assert (first.state_key, first.following[0].by) == ("overdue", date(2026, 9, 25))
    for case_id in (long_ago, lately):
        core.do(RecordEvent(SUPERVISOR, case_id, "charged", date(2026, 10, 1), suspect_of(core, case_id)))
    assert of(register(core)) == ([], [])


def test_what_ended_bail_late_says_so_in_the_register_and_on_the_case_file(core: Tracker) -> None:
    words = "; the period had ended on Tue 25 Aug 2026, before that"
    released = a_case(core, 1)
    made = arrest(core, released, date(2026, 5, 25), Kind.RELEASED_ON_BAIL)
    record(core, released, made, Kind.RELEASED_UNDER_INVESTIGATION, date(2026, 10, 1))
    (row,) = register(core).ending
    assert row.why_no_end == f"released under investigation on Thu 1 Oct 2026: no period runs{words}"
    assert (row.steps[-1].what, row.steps[-1].basis) == (
        "the period had ended on Tue 25 Aug 2026, before this", "PACE 1984 ss.47ZB(1)(b), 50A",
    )  # fmt: skip
    charged = a_case(core, 2)
    made = arrest(core, charged, date(2026, 5, 25), Kind.RELEASED_ON_BAIL)
    record(core, charged, made, Kind.CHARGED, date(2026, 11, 2))
    (row,) = case_file(core, charged).bail
    assert row.had_ended == date(2026, 8, 25)
    assert (row.state, row.why_no_end) == (BailState.ENDED, f"bail ended on Mon 2 Nov 2026{words}")
    assert row.steps[-1].what == "the period had ended on Tue 25 Aug 2026, before this"
    (why,) = core.ask(WhyQuestion(SUPERVISOR, charged, "bail_ended"))
    assert [step.what for step in why.steps if step.code == "period_had_ended"] == [row.steps[-1].what]
    told = next(step for step in why.steps if step.code == "bail_charged")
    assert told.recorded.endswith("by DS 902 Ade")


def test_what_is_over_or_closed_is_left_out_but_stays_on_the_case_file(core: Tracker) -> None:
    case_id, closed = a_case(core, 1), a_case(core, 2)
    made = arrest(core, case_id, date(2026, 8, 25), Kind.RELEASED_ON_BAIL)
    record(core, case_id, made, Kind.CHARGED, date(2026, 9, 1))
    arrest(core, closed, date(2026, 8, 25), Kind.RELEASED_ON_BAIL)
    core.do(
        CloseCase(
            SUPERVISOR,
            closed,
            case_file(core, closed).version,
            "18",
            date(2026, 11, 1),
            without_review="held in the meeting",
        )
    )
    assert of(register(core)) == ([], [])
    (row,) = case_file(core, case_id).bail
    assert (row.state, row.state_key, row.why_no_end) == (BailState.ENDED, "done", "bail ended on Tue 1 Sep 2026")
    assert [(span.since, span.state) for span in row.spans] == [
        (date(2026, 8, 25), BailState.RUNNING), (date(2026, 9, 1), BailState.ENDED),
    ]  # fmt: skip


def test_the_scope_of_who_asks_and_what_is_restricted(core: Tracker) -> None:
    north, south = a_case(core, 1), a_case(core, 2, team_id=SOUTH)
    hidden = a_case(core, 3)
    for case_id in (north, south, hidden):
        arrest(core, case_id, date(2026, 8, 25), Kind.RELEASED_ON_BAIL)
    with core.database.write() as connection:
        connection.execute(case_record.update().where(case_record.c.id == hidden).values(restricted=True))

    def seen(by: str, **other: Any) -> tuple[list[str], int]:
        found = register(core, by, **other)
        return of(found)[0], found.restricted_not_shown

    assert seen(SUPERVISOR) == (["00001", "00002"], 1)
    assert seen(SUPERVISOR, team_id=SOUTH) == (["00002"], 0)
    core.do(AllocateCase(SUPERVISOR, north, case_file(core, north).version, DETECTIVE))
    assert seen(SUPERVISOR, oic_id=DETECTIVE) == (["00001"], 0)
    assert seen(DETECTIVE) == (["00001"], 1)


def test_the_look_is_on_record(core: Tracker) -> None:
    case_id = a_case(core, 1)
    arrest(core, case_id, date(2026, 8, 25), Kind.RELEASED_ON_BAIL)
    register(core, DETECTIVE)
    with core.database.read() as connection:
        seen = connection.execute(select(look).where(look.c.actor == DETECTIVE)).one()
    assert (seen.what, seen.records) == ("BailRegister", [case_id])
