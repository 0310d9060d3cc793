"""Papers of how things stand: within scope, as things are, numbered by kind, logged with the cases in them."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.cores import DETECTIVE, NORTH, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.reviews import review
from tests.statements import count_statements
from tests.tracker.reports.paper_rows import read
from tracker.actions.add_note import AddNote
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.open_case import NewChild
from tracker.actions.print_paper import SERIES, PrintPaper
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.actions.set_bail_conditions import NewCondition, SetBailConditions
from tracker.actions.set_contact_safety import SetContactSafety
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken
from tracker.jobs.tick import tick
from tracker.rows.papers import LAST, About, DrawnPaper, PaperQuestion, PrintedPaper
from tracker.storage.tables import audit_content, audit_entry, protection_standing
from tracker.terms import BailConditionKind, BailEventKind, BailState, PaperKind, SafeToContact

TODAY = date(2026, 11, 20)
NORTHS, SOUTHS = "44NI/00305/26", "44NI/00402/26"
LISTS = (PaperKind.TODO, PaperKind.CASELOAD, PaperKind.BAIL_REGISTER, PaperKind.DEVICES, PaperKind.DIGEST)


def drawn(core: Tracker, kind: PaperKind, by: str = SUPERVISOR, **about: Any) -> str:
    found = core.ask(PaperQuestion(by, About(kind, **about)))
    assert isinstance(found, DrawnPaper)
    return " ".join(read(found.pdf))


def printed(core: Tracker, kind: PaperKind, by: str = SUPERVISOR, **about: Any) -> PrintedPaper:
    found = core.do(PrintPaper(by, About(kind, **about), "inspector", "meeting")).result
    assert isinstance(found, PrintedPaper)
    return found


@pytest.fixture
def cases(core: Tracker) -> dict[str, str]:
    """Two cases: of team North with its officer and somebody on bail, and of team South."""
    two = (NewChild("AB", age_at_report=8), NewChild("CD", age_at_report=6))
    found = {NORTHS: open_a_case(core, children=two), SOUTHS: open_a_case(core, reference=SOUTHS, team_id=SOUTH)}
    case = case_file(core, found[NORTHS])
    core.do(AllocateCase(SUPERVISOR, case.case_id, case.version, DETECTIVE))
    suspect = next(row.subject_id for row in case.subjects if row.label == "S1")
    core.do(RecordArrest(SUPERVISOR, case.case_id, suspect, date(2026, 11, 2), BailEventKind.RELEASED_ON_BAIL))
    bail = case_file(core, case.case_id).bail[0]
    kept = (NewCondition(BailConditionKind.NO_CONTACT),)
    core.do(SetBailConditions(SUPERVISOR, case.case_id, bail.arrest_id, bail.arrest_version, date(2026, 11, 2), kept))
    return found


def test_each_kind_has_numbers_of_its_own_and_the_log_has_the_cases_in_it(core: Tracker, cases: dict[str, str]) -> None:
    numbers = [printed(core, kind).number for kind in (PaperKind.CASELOAD, PaperKind.CASELOAD, PaperKind.DEVICES)]
    assert numbers == ["CL-1", "CL-2", "DW-1"]
    of_a_case = printed(core, PaperKind.CHRONOLOGY, case=NORTHS)
    assert of_a_case.number == f"CH-{NORTHS}-1"
    assert "Printed the chronology: meeting, inspector" in [row.what for row in case_file(core, cases[NORTHS]).history]
    with core.database.read() as connection:
        (entry,) = connection.execute(
            select(audit_content.c.content)
            .join(audit_entry, audit_entry.c.place == audit_content.c.place)
            .where(audit_entry.c.action == "print_devices")
        ).scalars()
    assert all(case_id in str(entry) for case_id in cases.values())
    assert SERIES.keys() == set(PaperKind)
    assert len(set(SERIES.values())) == len(SERIES)


def test_nobody_gets_on_paper_what_they_may_not_see(core: Tracker, cases: dict[str, str]) -> None:
    hidden = open_a_case(core, reference="44NI/00900/26", restricted=True)
    for kind in LISTS:
        about = {"team_id": NORTH} if kind is PaperKind.TODO else {}
        assert SOUTHS not in drawn(core, kind, by=DETECTIVE, officer_id=DETECTIVE if not about else "")
        assert "44NI/00900/26" not in drawn(core, kind, **about)
    with pytest.raises(NotFound):
        drawn(core, PaperKind.CHRONOLOGY, by=DETECTIVE, case=SOUTHS)
    with pytest.raises(NotFound):
        drawn(core, PaperKind.CHRONOLOGY, case=hidden)
    with pytest.raises(NotFound):
        drawn(core, PaperKind.CASELOAD, team_id="nobody")
    with pytest.raises(NotFound):
        drawn(core, PaperKind.CASELOAD, officer_id="nobody")


def test_a_to_do_has_what_is_next_in_each_case_and_what_to_mind_before_contact(
    core: Tracker, cases: dict[str, str]
) -> None:
    said = drawn(core, PaperKind.TODO, by=DETECTIVE)
    assert "DC 3312 Patel: to do" in said
    assert NORTHS in said
    assert "AB: what to mind before contact is not on record" in said
    child = next(row.subject_id for row in case_file(core, cases[NORTHS]).subjects if row.label == "AB")
    core.do(SetContactSafety(SUPERVISOR, cases[NORTHS], child, frozenset({SafeToContact.NO_MESSAGE})))
    team = drawn(core, PaperKind.TODO, team_id=NORTH)
    assert "AB: Do not leave a message" in team
    assert "CD: what to mind before contact is not on record" in team
    assert "DS 902 Ade has no open case." in drawn(core, PaperKind.TODO)
    with pytest.raises(RuleBroken, match="not_allowed"):
        drawn(core, PaperKind.TODO, by=DETECTIVE, officer_id=SUPERVISOR)
    with pytest.raises(NotFound):
        drawn(core, PaperKind.TODO, team_id="nobody")


def test_the_caseload_says_what_is_next_and_that_nothing_protects_a_child(core: Tracker, cases: dict[str, str]) -> None:
    assert "Protection was never checked" in drawn(core, PaperKind.CASELOAD)
    tick(core, core.time.now(), core.machine)
    said = drawn(core, PaperKind.CASELOAD, team_id=SOUTH)
    assert SOUTHS in said
    assert NORTHS not in said
    assert "none since 1 Oct 26" in said
    assert "Caseload: DC 3312 Patel" in drawn(core, PaperKind.CASELOAD, officer_id=DETECTIVE)


def test_the_bail_register_has_conditions_and_that_nobody_checked_them(core: Tracker, cases: dict[str, str]) -> None:
    said = drawn(core, PaperKind.BAIL_REGISTER)
    for words in ("S1 high risk", "No contact never checked on record", "inspector or above, by"):
        assert words in said


def test_conditions_of_bail_that_has_run_out_are_not_told_as_kept(
    core: Tracker, time: StoppedTime, cases: dict[str, str]
) -> None:
    time.move_to(time.now().replace(year=2027, month=6))
    assert case_file(core, cases[NORTHS]).bail[0].state is BailState.PASSED
    said = drawn(core, PaperKind.BAIL_REGISTER)
    assert "S1" in said
    assert "No contact" not in said
    assert "never checked on record" not in said


def test_since_when_nothing_protects_is_told_of_children_of_whom_it_is_known(
    core: Tracker, cases: dict[str, str]
) -> None:
    tick(core, core.time.now(), core.machine)
    table = protection_standing
    of_case = update(table).where(table.c.case_id == cases[NORTHS])
    children = {row.label: row.subject_id for row in case_file(core, cases[NORTHS]).subjects}
    with core.database.write() as connection:
        connection.execute(of_case.values(protected=False, since=date(2026, 11, 9)))
        silent = of_case.where(table.c.child_id == children["AB"])
        connection.execute(silent.values(known=False, since=date(2026, 10, 1)))
    assert "none since 9 Nov 26" in drawn(core, PaperKind.CASELOAD, team_id=NORTH)
    with core.database.write() as connection:
        connection.execute(of_case.where(table.c.child_id == children["CD"]).values(protected=True))
    said = drawn(core, PaperKind.CASELOAD, team_id=NORTH)
    assert "not known" in said
    assert "none since" not in said
    assert "0 in which nothing on record protects a child" in said


def test_case_26_a_date_moved_six_times_is_told_with_each_reason_and_the_same_drift(
    core: Tracker, cases: dict[str, str]
) -> None:
    case_id = cases[NORTHS]
    drift_before = clock_of(core, case_id).drift_days
    for place in range(6):
        clock = clock_of(core, case_id)
        to = TODAY + timedelta(days=7 * (place + 1))
        request = RescheduleMilestone(
            SUPERVISOR, case_id, clock.clock_id, clock.version, clock.due, to, f"reason {place}"
        )
        core.do(request)
    row = milestone(core, case_id, "crime_recorded")
    core.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, date(2026, 11, 2)))
    core.do(AddNote(SUPERVISOR, case_id, "\n".join(f"{number} <b>&" for number in range(50))))
    clock = clock_of(core, case_id)
    assert (clock.drift, clock.drift_days) == (drift_before, drift_before)
    said = drawn(core, PaperKind.CHRONOLOGY, case=case_id)
    for place in range(6):
        assert f". reason {place}" in said
    age = case_file(core, case_id).age_days
    assert f"= {age} days, the age of the case." in said
    assert "6 times" in said
    assert f"{clock.slip} working days later" in said
    assert "Mon 2 Nov 2026 entered 20 Nov 26 Crime recorded DS 902 Ade" in said
    assert "49 <b>&" in said


def clock_of(core: Tracker, case_id: str) -> Any:
    return milestone(core, case_id, "strategy_discussion").clocks[0]


def test_a_review_is_printed_as_it_was_held_or_to_be_filled_in(core: Tracker, cases: dict[str, str]) -> None:
    blank = drawn(core, PaperKind.REVIEW, case=NORTHS)
    assert "to be filled in" in blank
    assert "S1: " in blank
    with pytest.raises(NotFound):
        drawn(core, PaperKind.REVIEW, case=NORTHS, part=LAST)
    review(core, cases[NORTHS], "review_sergeant", TODAY)
    said = drawn(core, PaperKind.REVIEW, case=NORTHS, part=LAST)
    for words in ("held Fri 20 Nov 2026 by DS 902 Ade", "phone open, house-to-house closed", "12. The next review"):
        assert words in said
    with pytest.raises(NotFound):
        drawn(core, PaperKind.REVIEW, case=NORTHS, part="nobody's")


def test_the_drift_of_a_review_is_that_of_the_case_file_and_not_of_what_need_not_be_done(
    core: Tracker, cases: dict[str, str]
) -> None:
    before = case_file(core, cases[NORTHS])
    for row in before.milestones:
        if any(clock.drift_days == before.open_drift for clock in row.clocks):
            file = case_file(core, before.case_id)
            version = next(one.version for one in file.milestones if one.milestone_id == row.milestone_id)
            core.do(MarkNotRequired(SUPERVISOR, before.case_id, row.milestone_id, version, "done elsewhere"))
    now = case_file(core, before.case_id).open_drift
    assert 0 < now < before.open_drift
    assert f"drift {now} working days." in drawn(core, PaperKind.REVIEW, case=NORTHS)


def test_an_inspection_pack_has_its_figures_and_the_same_lot_each_time(core: Tracker, cases: dict[str, str]) -> None:
    for number in range(1, 9):
        open_a_case(core, reference=f"44NI/{number:05}/26", reported_on=date(2026, 11, 2))
    period = {"first": date(2026, 10, 24), "last": TODAY}
    whole = drawn(core, PaperKind.INSPECTION, **period)
    for words in ("10 cases open", "8 reported", NORTHS, "Sat 24 Oct 2026 to Fri 20 Nov 2026", "= 50 days", "none now"):
        assert words in whole, words
    some = drawn(core, PaperKind.INSPECTION, **period, sample=3, seed="2026-11")
    assert some == drawn(core, PaperKind.INSPECTION, **period, sample=3, seed="2026-11")
    assert "3 cases of 10, drawn by lot" in some
    assert some != drawn(core, PaperKind.INSPECTION, **period, sample=3, seed="2026-12")
    with pytest.raises(RuleBroken, match="not_allowed"):
        drawn(core, PaperKind.INSPECTION, by=DETECTIVE)
    with pytest.raises(RuleBroken, match="period_backwards"):
        drawn(core, PaperKind.INSPECTION, first=TODAY, last=date(2026, 11, 1))
    with pytest.raises(RuleBroken, match="as_at_in_future"):
        drawn(core, PaperKind.INSPECTION, last=TODAY + timedelta(days=1))


def test_a_pack_of_too_many_cases_asks_for_a_lot(core: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        open_a_case(core, reference=f"44NI/{number:05}/26")
    monkeypatch.setattr("tracker.queries.inspection_paper.MOST", 1)
    with pytest.raises(RuleBroken, match="sample_needed"):
        drawn(core, PaperKind.INSPECTION)
    assert "1 case of 2" in drawn(core, PaperKind.INSPECTION, sample=1)


def test_more_cases_cost_no_more_statements(core: Tracker) -> None:
    counts = []
    for first in (1, 4):
        for number in range(first, 2 * first + 1):
            case_id = open_a_case(core, reference=f"44NI/{number:05}/26")
            core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
        with count_statements(core.database) as seen:
            for kind in LISTS:
                drawn(core, kind, **({"officer_id": DETECTIVE} if kind is PaperKind.TODO else {}))
        counts.append(len(seen))
    assert counts[0] == counts[1]
