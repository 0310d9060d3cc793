"""Journey 8.1: a detective completes a milestone, is corrected, is overtaken, undoes it; by keyboard alone."""

from datetime import date
from pathlib import Path

from tests.cores import ACCOUNT, SUPERVISOR, case_file, milestone
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of, rows_of
from tests.journeys.the_unit import LATE, at, complete
from tests.ui.keyboard import focused
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.terms import ClockState, MilestoneState

INTERVIEW = "ABE interview"


def open_interview(desk: Desk) -> None:
    """Open the case whose interview is late, and put the cursor on the interview."""
    desk.find(LATE)
    desk.press("Return")
    desk.find(INTERVIEW)


def case_of(core: Tracker, reference: str) -> str:
    rows = core.ask(CaseloadQuestion(SUPERVISOR, with_closed=True)).rows
    return str(next(row.case_id for row in rows if row.reference == reference))


def limits_alerted(core: Tracker) -> set[str]:
    return {row.limit_id for row in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows if row.reference == LATE}


def test_a_detective_completes_a_milestone(detective: Desk, place: Path, time: StoppedTime) -> None:
    desk = detective
    assert {row["Case"] for row in rows_of(desk.list())} == {"44NI/00305/26", "44NI/00306/26"}
    before = desk.waiting()
    assert before is not None
    open_interview(desk)
    row = row_of(desk.list(), Milestone=INTERVIEW)
    assert (row["State"], row["Due"], row["Happened"]) == ("overdue", "12 Nov 26", "")
    desk.press("C")
    desk.retype("17/11")
    desk.press("Return")
    assert desk.said() == "Completed: ABE interview, 3 working days late."
    assert desk.window.status.undo_button.isVisible()
    assert desk.page().drawer() is None
    desk.find(INTERVIEW)
    row = row_of(desk.list(), Milestone=INTERVIEW)
    assert (row["State"], row["Happened"], row["Days late"]) == ("done late", "17 Nov 26", "3")
    # the interview itself, and the first investigative action, which it was
    assert desk.waiting() == before - 2
    desk.go_to("caseload")
    (shown,) = [row for row in rows_of(desk.list()) if row["Case"] == LATE]
    assert shown["Next"] != INTERVIEW
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = case_of(core, LATE)
        stored = milestone(core, case_id, "abe_interview")
        assert (stored.state, stored.happened_on) == (MilestoneState.DONE, date(2026, 11, 17))
        assert {clock.state for clock in stored.clocks} == {ClockState.STOPPED}
        assert "ABE-02" not in limits_alerted(core)
        entry = case_file(core, case_id).history[0]
        assert (entry.who, entry.what.startswith("Completed: ABE interview")) == ("DC 3312 Patel", True)


def test_a_broken_rule_stands_beside_the_date_and_the_form_stays(
    detective: Desk, place: Path, time: StoppedTime
) -> None:
    desk = detective
    open_interview(desk)
    desk.press("C")
    for typed, reason in (
        ("21/11/26", "Sat 21 Nov 2026 is in the future. Enter the day it happened."),
        ("1/11/26", "Sun 1 Nov 2026 is before the report on Mon 2 Nov 2026."),
        ("no day", "Enter the day it happened."),
    ):
        desk.retype(typed)
        desk.press("Return")
        assert desk.problem("on") == reason
        assert focused().accessibleName() == "Happened on"
        assert desk.said() == ""
    with another_workstation(place, time, ACCOUNT) as core:
        assert milestone(core, case_of(core, LATE), "abe_interview").state is MilestoneState.OPEN
    desk.retype("fri")
    desk.press("Return")
    assert desk.said() == "Completed: ABE interview, 6 working days late."


def test_who_was_overtaken_is_told_by_whom_and_goes_on_after_a_reload(
    detective: Desk, place: Path, time: StoppedTime
) -> None:
    desk = detective
    open_interview(desk)
    desk.press("C")
    desk.retype("17/11")
    desk.press("Tab")
    desk.write("held at the suite")
    time.move_to(at(11, 20, 10, 42))
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = case_of(core, LATE)
        complete(core, case_id, "abe_interview", date(2026, 11, 13))
        done = milestone(core, case_id, "abe_interview")
        core.do(ReopenMilestone(SUPERVISOR, case_id, done.milestone_id, done.version, "another child"))
    desk.press("Ctrl+Return")
    assert desk.problem() == "Changed by DS 902 Ade at Fri 20 Nov 2026 10:42. Reload, then try again."
    desk.press("Space")
    assert desk.problem() == ""
    desk.tab_to("Complete")
    desk.press("Space")
    assert desk.said() == "Completed: ABE interview, 3 working days late."
    with another_workstation(place, time, ACCOUNT) as core:
        stored = milestone(core, case_of(core, LATE), "abe_interview")
        assert (stored.happened_on, stored.note) == (date(2026, 11, 17), "held at the suite")


def test_undo_reopens_and_both_entries_stay(detective: Desk, place: Path, time: StoppedTime) -> None:
    desk = detective
    before = desk.waiting()
    open_interview(desk)
    desk.press("C")
    desk.retype("17/11")
    desk.press("Return")
    desk.press("Ctrl+Z")
    assert desk.said() == "Reopened: ABE interview."
    assert not desk.window.status.undo_button.isVisible()
    desk.find(INTERVIEW)
    row = row_of(desk.list(), Milestone=INTERVIEW)
    assert (row["State"], row["Due"], row["Happened"]) == ("overdue", "12 Nov 26", "")
    assert desk.waiting() == before
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = case_of(core, LATE)
        stored = milestone(core, case_id, "abe_interview")
        assert (stored.state, stored.happened_on) == (MilestoneState.OPEN, None)
        assert "ABE-02" in limits_alerted(core)
        reopened, completed = case_file(core, case_id).history[:2]
        assert reopened.what.startswith("Reopened: ABE interview")
        assert completed.what.startswith("Completed: ABE interview")
        assert reopened.who == completed.who == "DC 3312 Patel"
