"""Two cases are linked by keyboard, the other one is opened from there, and the link is taken back."""

from pathlib import Path

from tests.cores import ACCOUNT, open_a_case
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of
from tests.journeys.test_bail import choose
from tests.journeys.test_reschedule_and_delay import open_milestone
from tests.journeys.the_unit import LATE
from ui.pages.case_file.case_file_page import CaseFilePage

OTHER = "44NI/00877/26"


def turn_to_links(desk: Desk) -> CaseFilePage:
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    while page.tabs.currentWidget() is not page.links:
        desk.press("Ctrl+Shift+Tab")
    desk.tab_to("Linked cases")
    return page


def test_two_cases_are_linked_and_the_link_is_taken_back(supervisor: Desk, place: Path, time: StoppedTime) -> None:
    with another_workstation(place, time, ACCOUNT) as core:
        open_a_case(core, reference=OTHER, team_id=None, by=core.person.officer_id)
    desk = supervisor
    open_milestone(desk, LATE)
    page = turn_to_links(desk)
    assert page.links.words() == "This case is linked with no other."

    desk.press("F4")
    desk.write("0877")
    desk.tab_to("How they belong together")
    choose(desk, "Same address or household")
    desk.tab_to("Reason")
    desk.write("both live at the address")
    desk.press("Return")
    assert desk.said() == f"Linked with {OTHER}: same address or household."
    row = row_of(page.links.view, Case=OTHER)
    assert (row["How"], row["Reason"]) == ("Same address or household", "both live at the address")
    desk.press("Ctrl+Z")
    assert desk.said() == "Link taken back."
    assert row_of(page.links.view, Case=OTHER)["Taken back"] == "DS 902 Ade: Entry undone"

    desk.press("F4")
    desk.write("877 26")
    desk.tab_to("How they belong together")
    choose(desk, "Same child")
    desk.tab_to("Reason")
    desk.write("the number is the same")
    desk.press("Return")
    turn_to_links(desk)
    desk.press("Home", "Return")
    assert desk.case().reference == OTHER
    turn_to_links(desk)
    desk.press("Shift+F4")
    desk.write("two numbers after all")
    desk.press("Return")
    assert desk.said() == f"No longer linked with {LATE}."
    desk.press("Ctrl+Z")
    assert desk.said() == f"Linked again with {LATE}."
