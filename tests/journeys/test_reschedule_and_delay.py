"""A date is re-planned and a wait recorded by keyboard; the first date and the lateness stay on record."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.cores import ACCOUNT, SUPERVISOR, case_file, milestone
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, labels_of, row_of, rows_of
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, EARLY, LATE, at
from tests.ui.keyboard import focused
from tracker.bootstrap import Tracker
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.weekly_drift import WeeklyDriftQuestion
from tracker.terms import DelayReason, Holder
from ui.widgets.choice_field import ChoiceField

INTERVIEW, REFERRAL = "ABE interview", "Referred to social care"


def open_milestone(desk: Desk, reference: str, milestone: str = INTERVIEW) -> None:
    desk.go_to("caseload")
    desk.find(reference)
    desk.press("Return")
    desk.find(milestone)


def case_of(core: Tracker, reference: str) -> str:
    rows = core.ask(CaseloadQuestion(SUPERVISOR)).rows
    return str(next(row.case_id for row in rows if row.reference == reference))


def replan(desk: Desk, to: str, reason: str) -> None:
    desk.press("R")
    desk.write(to)
    desk.press("Tab")
    desk.write(reason)
    desk.press("Ctrl+Return")


def test_a_target_is_replanned_and_its_first_date_stays(detective: Desk, place: Path, time: StoppedTime) -> None:
    desk = detective
    before = desk.waiting()
    assert before is not None
    open_milestone(desk, LATE)
    desk.press("R")
    desk.press("Ctrl+Return")
    assert desk.problem("to") == "Enter the new date."
    desk.write("19/11/26")
    desk.press("Return")
    assert desk.problem("reason") == "A reason is needed."
    desk.write("the child is unwell")
    desk.press("Ctrl+Return")
    assert desk.problem("to") == "Thu 19 Nov 2026 has already passed. Give a day from today on."
    assert focused().accessibleName() == "New date"
    desk.retype("24/11/26")
    desk.press("Return")
    assert desk.said() == "Re-planned: ABE interview."
    row = row_of(desk.list(), Milestone=INTERVIEW)
    assert (row["Due"], row["First due"], row["Moves"], row["Days late"]) == ("24 Nov 26", "12 Nov 26", "1", "6")
    assert row["State"] != "overdue"
    assert desk.waiting() == before - 1
    replan(desk, "25/11/26", "again")
    assert desk.said() == "Nothing is changed yet. It waits for a supervisor's approval: ABE interview."
    with another_workstation(place, time, ACCOUNT) as core:
        clock = milestone(core, case_of(core, LATE), "abe_interview").clocks[0]
        assert (clock.first_due, clock.due, clock.moves) == (date(2026, 11, 12), date(2026, 11, 24), 1)
        assert clock.overdue_since is not None
        assert "ABE-02" not in {row.limit_id for row in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows}
        time.move_to(at(11, 23))
        paper = core.ask(WeeklyDriftQuestion(SUPERVISOR, date(2026, 11, 16)))
        (moved,) = paper.moved
        assert (moved.reference, moved.milestone, moved.overdue_since) == (LATE, INTERVIEW, date(2026, 11, 13))


def test_a_supervisor_may_go_further(supervisor: Desk, place: Path, time: StoppedTime) -> None:
    desk = supervisor
    open_milestone(desk, LATE)
    replan(desk, "29/1/27", "the family is abroad")
    assert desk.said() == "Re-planned: ABE interview."
    replan(desk, "1/2/27", "a later flight")
    row = row_of(desk.list(), Milestone=INTERVIEW)
    assert (row["Due"], row["First due"], row["Moves"]) == ("1 Feb 27", "12 Nov 26", "2")


def test_a_date_of_law_or_code_is_not_replanned(supervisor: Desk) -> None:
    desk = supervisor
    open_milestone(desk, LATE)
    desk.find("Referral to victim support")
    desk.press("R")
    assert desk.page().drawer() is None
    assert desk.said().startswith(
        "No date of Referral to victim support can be re-planned: VIC-07 is fixed by statutory code (Victims' Code"
    )


def test_a_wait_hands_the_case_to_who_is_awaited(
    sit_down: Callable[[str], Desk], no_ticks: None, place: Path, time: StoppedTime
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    open_milestone(desk, EARLY, REFERRAL)
    assert "Held by: Our unit" in labels_of(desk.page())
    assert f"Next: {REFERRAL}" in labels_of(desk.page())
    desk.press("D")
    desk.press("Return")
    assert desk.problem("reason") == "Choose why it waits."
    choose(desk, "Third-party material")
    desk.press("Tab")
    choose(desk, "Another force")
    desk.press("Return")
    assert desk.problem("next_step") == "Say what happens next."
    desk.write("ring the duty manager")
    desk.press("Return")
    assert desk.said() == f"Delay recorded: {REFERRAL}."
    assert "Held by: Another force" in labels_of(desk.page())
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = case_of(core, EARLY)
        (delay,) = next(row for row in case_file(core, case_id).milestones if row.name == REFERRAL).delays
        assert (delay.reason, delay.awaited) == (DelayReason.THIRD_PARTY_MATERIAL, Holder.ANOTHER_FORCE)
        assert (delay.since, delay.next_step) == (date(2026, 11, 20), "ring the duty manager")
        assert case_file(core, case_id).held_by is Holder.ANOTHER_FORCE
    desk.leave()
    other = sit_down(ACCOUNT)
    other.go_to("caseload")
    (row,) = [row for row in rows_of(other.list()) if row["Case"] == EARLY]
    assert row["Held by"] == "Another force"


def choose(desk: Desk, words: str) -> None:
    """Choose from a list of choices by typing the first word."""
    field = focused()
    assert isinstance(field, ChoiceField)
    desk.write(words.split(maxsplit=1)[0])
    assert field.currentText() == words
