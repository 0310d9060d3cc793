"""A victim is told of the arrest, by keyboard alone: what to mind first, then the contact; its clock stops that day."""

from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, row_of
from tests.journeys.test_bail import choose, record_arrest
from tests.journeys.the_unit import LATE, at
from ui.pages.case_file.case_file_page import CaseFilePage


def open_contact(desk: Desk) -> CaseFilePage:
    """Open the case, and turn to contact."""
    desk.window.go_to("caseload")
    desk.settle()
    desk.find(LATE)
    desk.press("Return")
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    while page.tabs.currentWidget() is not page.contact:
        desk.press("Ctrl+Tab")
    desk.tab_to("Children, by how long ago the last contact was")
    return page


def test_the_victim_is_told_of_the_arrest(supervisor: Desk, time: StoppedTime) -> None:
    desk = supervisor
    page = open_contact(desk)
    row = row_of(page.contact.view, Child="AB")
    assert (row["Last contact"], row["To mind"]) == ("none, 18 days since the report", "not said yet")
    record_arrest(desk, "today", "Released on bail")
    assert "Victim told of the arrest" in "\n".join(page.contact.account.lines())

    desk.press("F7")
    assert desk.said() == "Say first what must be minded before contact."
    desk.tab_to("To mind: Do not leave a message")
    desk.press("Space")
    desk.tab_to("Agreed: every so many days")
    desk.write("14")
    desk.press("Return")
    assert desk.said() == "Saved what to mind: AB."
    assert row_of(page.contact.view, Child="AB")["To mind"] == "Do not leave a message"

    time.move_to(at(11, 23))
    desk.press("F7")
    desk.press("Tab")
    choose(desk, "Phone")
    desk.press("Tab")
    choose(desk, "Parent")
    desk.tab_to("Told of: The arrest")
    desk.press("Space")
    desk.press("Return")
    assert desk.said() == "Contact recorded: AB."
    row = row_of(page.contact.view, Child="AB")
    assert (row["Last contact"], row["Agreed"], row["Update due"]) == ("0 days ago", "every 14 days", "21 Dec 26")
    assert row_of(page.contact.contacts, Day="Mon 23 Nov 2026")["Told of"] == "the arrest"
    still = "\n".join(page.contact.account.lines())
    assert "Victim told of the arrest" not in still
    assert "Victim told of the release" in still
    told = next(one for one in page.milestones.model.rows if one.kind == "victim_told_of_arrest")
    assert str(told.happened_on) == "2026-11-23"
    assert told.state_key == "done"
