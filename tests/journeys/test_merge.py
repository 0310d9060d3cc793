"""A crime recorded twice: the duplicate is merged by keyboard, leads to the case that stays, and is found by it."""

from datetime import date
from pathlib import Path

from tests.cores import ACCOUNT, SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, labels_of
from tests.journeys.test_bail import choose
from tests.journeys.test_reschedule_and_delay import case_of
from tests.journeys.the_unit import LATE
from tracker.actions.open_case import NewChild, NewSuspect
from ui.dialogs.merge_dialogs import MergeCasesDialog

GOES = "44NI/00877/26"


def open_case(desk: Desk, reference: str) -> None:
    desk.go_to("caseload")
    desk.find(reference)
    desk.press("Return")


def test_a_duplicate_is_merged_and_leads_to_the_case_that_stays(
    supervisor: Desk, place: Path, time: StoppedTime
) -> None:
    with another_workstation(place, time, ACCOUNT) as core:
        children = (NewChild("AB", age_at_report=8), NewChild("CD", age_at_report=5))
        goes = open_a_case(
            core, reference=GOES, reported_on=date(2026, 11, 4), children=children, suspects=(NewSuspect("X1"),)
        )
        stays = case_of(core, LATE)
        due = {clock.due for row in case_file(core, goes).milestones if row.subject == "CD" for clock in row.clocks}
    desk = supervisor
    desk.press("F5")
    open_case(desk, GOES)
    desk.press("Ctrl+F8")
    desk.press("Return")
    assert desk.problem("into_id") == "Choose the case that stays: type a part of its reference."
    desk.write("305")
    desk.press("Return")
    form = desk.form(MergeCasesDialog)
    assert "Child AB of the duplicate" in labels_of(form)
    assert "EX1 is called EX1 2 there." in form.told()
    assert "AB is called AB 2 there." in form.told()
    desk.tab_to("Child AB of the duplicate")
    choose(desk, "is the same as AB")
    assert "AB is called" not in form.told()
    assert "– Child seen and spoken to alone (AB): due there" in form.told()
    assert "– Child seen and spoken to alone (CD): due" in form.told()
    desk.tab_to("Type the reference of the duplicate")
    desk.write(LATE)
    desk.press("Return")
    assert desk.problem("typed") == f"This is not the reference of the duplicate, {GOES}."
    desk.retype(GOES.lower())
    desk.press("Return")
    assert desk.said() == f"Merged: {GOES} is now {LATE}."
    assert desk.case().reference == LATE

    desk.press("Alt+Left")
    assert "This is a duplicate" in labels_of(desk.page())
    desk.press("Return")
    assert desk.case().reference == LATE
    open_case(desk, GOES)
    assert desk.case().reference == LATE
    with another_workstation(place, time, ACCOUNT) as core:
        file = case_file(core, stays, SUPERVISOR)
        assert {one.label for one in file.subjects} == {"AB", "CD", "S1", "X1", "EX1", "EX1 2"}
        assert {
            clock.due for row in file.milestones if row.subject == "CD" for clock in row.clocks
        } == due  # fmt: skip
