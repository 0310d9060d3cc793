"""A case is entered by hand, put right, and followed to the person's other cases; by keyboard alone."""

from pathlib import Path

from tests.cores import ACCOUNT, SUPERVISOR, case_file
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, rows_of
from tests.journeys.the_unit import EARLY, LATE
from tests.ui.keyboard import focused
from tracker.rows.case_facts import CaseFactsQuestion
from tracker.rows.caseload import CaseloadQuestion
from tracker.terms import CaseKind, RiskGrade
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.person.person_page import PersonPage

NEW, NUMBER = "44NI/09001/26", "7001234"


def to_subjects(desk: Desk) -> None:
    """Go to the children, suspects and devices of the case, and to the suspect among them."""
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    page.tabs.setCurrentWidget(page.subjects)
    page.subjects.view.setFocus()
    desk.settle()
    page.subjects.view.select_key(next(one.subject_id for one in desk.case().subjects if one.label == "S1"))
    desk.settle()


def test_a_supervisor_enters_a_case_and_puts_it_right(supervisor: Desk, place: Path, time: StoppedTime) -> None:
    desk = supervisor
    desk.press("Ctrl+N")
    desk.write(NEW)
    desk.press("Tab", "Down", "Down", "Down", "Tab", "Tab", "Tab", "Tab")
    desk.write("Larkspur")
    desk.press("Tab")
    desk.write("AB")
    desk.press("Tab", "Tab")
    desk.write("S1")
    desk.press("Return")
    assert desk.said() == "The case is open, and awaits allocation."
    assert isinstance(desk.page(), CaseFilePage)
    with another_workstation(place, time, ACCOUNT) as core:
        row = next(row for row in core.ask(CaseloadQuestion(SUPERVISOR)).rows if row.reference == NEW)
        assert (row.kind, row.operation) == (CaseKind.PHYSICAL_ABUSE, "Larkspur")

    desk.press("G", "Down", "Tab")
    desk.write("More is known")
    desk.press("Tab")
    desk.write("See the child today")
    desk.press("Tab")
    desk.write("today")
    desk.press("Return")
    assert desk.said().startswith("Risk graded: ")
    desk.press("Shift+I", "Tab")
    desk.retype("Elder")
    desk.press("Return")
    assert desk.said() == f"Saved: {NEW}."
    with another_workstation(place, time, ACCOUNT) as core:
        found = case_file(core, row.case_id)
        assert found.risk is RiskGrade.VERY_HIGH
        assert "Elder" in found.history[0].what


def test_the_same_person_is_followed_from_case_to_case(supervisor: Desk, place: Path, time: StoppedTime) -> None:
    desk = supervisor
    for reference in (LATE, EARLY):
        desk.go_to("caseload")
        desk.find(reference)
        desk.press("Return")
        to_subjects(desk)
        desk.press("I", "Tab")
        desk.write(NUMBER)
        desk.press("Return")
        assert desk.said() == "Saved: S1."
    to_subjects(desk)
    desk.press("Shift+O")
    page = desk.page()
    assert isinstance(page, PersonPage)
    assert focused() is page.view
    assert [row["Case"] for row in rows_of(desk.list())] == [LATE, EARLY]
    desk.press("Return")
    opened = desk.case()
    with another_workstation(place, time, ACCOUNT) as core:
        facts = core.ask(CaseFactsQuestion(SUPERVISOR, opened.case_id))
        assert [one.records_number for one in facts.suspects] == [NUMBER]
