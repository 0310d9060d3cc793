"""The tab key alone: through a form to its buttons, and round the window without leaving the case."""

from PySide6.QtWidgets import QApplication

from tests.journeys.desk import Desk, called
from tests.journeys.the_unit import LATE
from tests.ui.keyboard import focused
from ui.pages.case_file.case_file_page import CaseFilePage


def open_the_case(desk: Desk) -> None:
    desk.find(LATE)
    desk.press("Return")
    desk.find("ABE interview")


def test_from_the_last_field_the_tab_key_comes_to_the_buttons(detective: Desk) -> None:
    detective_opens = {
        "C": ["Happened on", "Note, if one is needed", "Complete", "Cancel"],
        "D": [
            "Why it waits",
            "Who is awaited",
            "Since",
            "Next step",
            "Note, if one is needed",
            "Record delay",
            "Cancel",
        ],
        "R": ["New date", "Reason", "Re-plan", "Cancel"],
    }
    open_the_case(detective)
    for key, expected in detective_opens.items():
        detective.press(key)
        order = []
        for _ in expected:
            order.append(called(focused()))
            detective.press("Tab")
        assert order == expected
        assert detective.page().drawer() is not None
        detective.tab_to(expected[0])
        detective.press("Escape")


def test_going_round_by_tab_never_leaves_the_case(detective: Desk) -> None:
    open_the_case(detective)
    detective.press("C")
    passed: list[object] = []
    while focused() not in passed:
        passed.append(focused())
        detective.press("Tab")
        assert isinstance(detective.page(), CaseFilePage)
    assert detective.window.navigation in passed
    assert len(passed) > 10


def test_the_list_of_pages_leads_to_the_first_page_by_an_arrow(detective: Desk) -> None:
    open_the_case(detective)
    detective.tab_to("Pages")
    assert isinstance(detective.page(), CaseFilePage)
    detective.press("Down")
    assert detective.page().page_name == "today"
    detective.press("Return")
    assert QApplication.focusWidget() is detective.list()
