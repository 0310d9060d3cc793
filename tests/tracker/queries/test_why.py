"""Why the dates of a case are what they are: the same answer on both engines, within scope, in words and as data."""

from datetime import UTC, date, datetime

import pytest

from tests.bad_cases.in_a_unit import allocate, arrest, complete, happened, london, replan, the_clock
from tests.cores import SUPERVISOR, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.reviews import review
from tracker.actions.pause_clock import PauseClock
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.bootstrap import Tracker
from tracker.domain.people import Officer
from tracker.errors import NotFound
from tracker.rows.why import StepRow, Why, WhyQuestion
from tracker.storage.people_store import PeopleStore
from tracker.terms import BailCondition, BailEventKind, ClockState, DelayReason, Rank, Representations, Role

CLERK = Officer("officer-clerk", "1", "Moss", Rank.POLICE_STAFF, frozenset({Role.ADMINISTRATOR}), None)


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case whose strategy discussion was on Fri 2 October, recorded a month later."""
    time.move_to(london(2026, 11, 2))
    opened = open_a_case(core)
    complete(core, opened, "strategy_discussion", date(2026, 10, 2))
    return opened


def why_of(core: Tracker, case_id: str, kind: str, limit: str = "") -> Why:
    whys: tuple[Why, ...] = core.ask(WhyQuestion(SUPERVISOR, case_id, kind))
    return next(why for why in whys if not limit or why.limit_id == limit)


def step(why: Why, code: str) -> StepRow:
    return next(step for step in why.steps if step.code == code)


def test_what_happened_on_which_day_recorded_when_and_by_whom(core: Tracker, case_id: str) -> None:
    start = why_of(core, case_id, "abe_interview").steps[0]
    assert (start.on, start.what) == ("Fri 2 Oct 2026", "strategy discussion")
    assert start.recorded == "recorded Mon 2 Nov 2026 09:00 GMT by DS 902 Ade"
    assert (start.day, start.values["event"]) == (date(2026, 10, 2), "strategy discussion")


def test_where_a_limit_comes_from_and_how_sure_it_is(core: Tracker, case_id: str) -> None:
    why = why_of(core, case_id, "abe_interview", "ABE-02")
    assert why.source == "local target, from memory, to be confirmed by the force"
    assert (why.limit_version, why.calendar_version) == (1, 2)
    assert why.known_to == date(2030, 12, 31)
    support = why_of(core, case_id, "victim_support_referral")
    assert support.source == "statutory code, read in a secondary text"


def test_every_clock_of_a_case_comes_out_at_its_stored_date(core: Tracker, case_id: str) -> None:
    whys: tuple[Why, ...] = core.ask(WhyQuestion(SUPERVISOR, case_id))
    assert len(whys) > 10
    for why in whys:
        given = [step.gives_day for step in why.steps if step.gives_day is not None]
        assert given[-1] == (why.due_at or why.due), why


def test_a_pause_and_a_replanned_date_say_who_why_and_what_they_did(core: Tracker, case_id: str) -> None:
    clock = the_clock(core, case_id, "abe_interview")
    core.do(
        PauseClock(
            SUPERVISOR,
            case_id,
            clock.clock_id,
            clock.version,
            date(2026, 10, 3),
            date(2026, 10, 12),
            "on holiday",
            DelayReason.VICTIM_NEEDS_TIME,
            ours=False,
            review_on=None,
        )
    )
    replan(core, case_id, "abe_interview", date(2026, 11, 20), "an intermediary is free then")
    clock = the_clock(core, case_id, "abe_interview")
    core.do(
        PauseClock(
            SUPERVISOR,
            case_id,
            clock.clock_id,
            clock.version,
            date(2026, 11, 2),
            None,
            "ill",
            DelayReason.OFFICER_ABSTRACTED,
            ours=True,
            review_on=date(2026, 11, 9),
        )
    )
    why = why_of(core, case_id, "abe_interview", "ABE-02")
    paused, still_paused = (step for step in why.steps if step.code == "pause")
    assert paused.what == (
        "paused until Mon 12 Oct 2026: The child or family needs time; on holiday; the wait is not ours"
    )
    assert paused.recorded == "recorded and approved Mon 2 Nov 2026 09:00 GMT by DS 902 Ade"
    assert step(why, "resumed_added").what == "runs again; 9 calendar days not counted"
    replanned = step(why, "rescheduled")
    assert replanned.what == "re-planned: an intermediary is free then; before: Tue 13 Oct 2026"
    assert (replanned.gives_day, why.first_due) == (date(2026, 11, 20), date(2026, 10, 5))
    assert still_paused.what == (
        "paused: Officer abstracted; ill; the wait is ours; to be looked at again on Mon 9 Nov 2026"
    )
    assert why.state is ClockState.PAUSED


def test_bail_is_told_by_the_ledger_of_its_arrest(core: Tracker, case_id: str) -> None:
    arrest(core, case_id, date(2026, 10, 30))
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        (held,) = work.cases.get(case_id).arrests.values()
    core.do(
        RecordBailEvent(
            SUPERVISOR,
            case_id,
            held.id,
            held.version,
            BailEventKind.EXTENDED,
            date(2026, 11, 2),
            authority="inspector",
            authorised_by="DI 77 Lewis",
            conditions=frozenset(BailCondition),
            informed_on=date(2026, 11, 1),
            representations=Representations.NONE_MADE,
        )
    )
    why = why_of(core, case_id, "bail_ended")
    assert [step.code for step in why.steps] == [
        "bail_arrested", "bail_released", "months_same", "bail_extended", "earlier_reading",
    ]  # fmt: skip
    extended = step(why, "bail_extended")
    assert (extended.basis, extended.gives_day) == ("PACE 1984 s.47ZD", why.due)
    assert extended.recorded == "recorded Mon 2 Nov 2026 09:00 GMT by DS 902 Ade; authorised by DI 77 Lewis"
    assert (why.due, why.alarm) == (date(2027, 4, 30), date(2027, 4, 29))


def test_a_date_that_is_not_known_says_why_in_words(core: Tracker, time: StoppedTime) -> None:
    time.move_to(london(2030, 12, 20))
    late = open_a_case(core, reference="44NI/00306/30", reported_on=date(2030, 12, 20))
    why = why_of(core, late, "victim_support_referral")
    assert why.due == date(2030, 12, 24)
    time.move_to(london(2030, 12, 31))
    last = open_a_case(core, reference="44NI/00307/30", reported_on=date(2030, 12, 31))
    why = why_of(core, last, "victim_support_referral")
    assert why.due is None
    assert why.unknown == (
        "the calendar of England and Wales working days ends on Tue 31 Dec 2030, before the days it would have to count"
    )
    assert why.steps[-1].what.startswith("not known: the calendar of England and Wales working days ends")


def test_hours_across_summer_time_say_so(core: Tracker, case_id: str) -> None:
    happened(core, case_id, "police_protection_started", date(2026, 10, 24), "AB")
    why = why_of(core, case_id, "police_protection_ended", "SG-13")
    assert step(why, "clocks_back").what == (
        "the clocks went back in between: the hours run on, so it ends at 23:00, not at 00:00"
    )
    assert why.due_at == datetime(2026, 10, 26, 23, tzinfo=UTC)


def test_what_recurs_is_counted_from_the_last_time(core: Tracker, case_id: str) -> None:
    allocate(core, case_id)
    first = milestone(core, case_id, "review_sergeant")
    review(core, case_id, "review_sergeant", date(2026, 11, 2))
    whys: tuple[Why, ...] = core.ask(WhyQuestion(SUPERVISOR, case_id, "review_sergeant"))
    again = next(why for why in whys if why.milestone_id != first.milestone_id)
    assert (again.steps[0].on, again.steps[0].what) == ("Mon 2 Nov 2026", first.name.lower())


def test_nobody_is_told_of_a_case_they_may_not_see(core: Tracker, case_id: str) -> None:
    with core.database.write() as connection:
        PeopleStore(connection).add_officer(CLERK)
    for question in (
        WhyQuestion(CLERK.id, case_id), WhyQuestion(SUPERVISOR, "44NI/99999/26"), WhyQuestion(SUPERVISOR, case_id, "x"),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            core.ask(question)
