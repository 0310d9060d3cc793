"""One person's cases: rows, bail, what is not shown, and the way to a case."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.case_facts_rows import PERSON
from tests.fakes import FakeTracker
from tests.gallery.pictures import a_window
from tests.rows_to_show import a_unit
from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press
from tracker.changes import Changes
from tracker.errors import NotFound
from tracker.rows.same_person import SamePerson, SamePersonQuestion
from tracker.terms import SubjectKind
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.pages.person.person_page import PersonPage


def opened(qtbot: QtBot, answer: SamePerson | Exception = PERSON) -> tuple[FakeTracker, MainWindow, PersonPage]:
    tracker = a_unit()
    tracker.answers[SamePersonQuestion] = answer
    window = a_window(tracker, [CaseloadPage, CaseFilePage, PersonPage])
    hold(qtbot, window)
    window.go_to("person", "suspect-1")
    page = window.pages.page("person")
    assert isinstance(page, PersonPage)
    return tracker, window, page


def test_it_shows_every_case_and_says_what_is_not_shown(qtbot: QtBot) -> None:
    tracker, window, page = opened(qtbot)
    assert SamePersonQuestion("officer-902", "suspect-1") in tracker.asked
    model = page.view.row_model()
    assert [[model.index(row, place).data() for place in range(4)] for row in range(3)] == [
        ["3 clocks overdue", "44NI/00305/26", "Suspect", "S1"],
        ["nothing overdue", "44NI/00402/26", "Suspect", "GH"],
        ["Closed", "44NI/00077/21", "Child", "G"],
    ]
    assert page._title.text() == "Suspect S1 · number 7001234"
    assert page._footer.text() == "3 of 4: 1 restricted"
    window.close()


def test_a_person_without_bail_has_a_sentence(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot, replace(PERSON, bail=(), restricted_not_shown=0))
    assert not page.bail_view.isVisible()
    assert page._no_bail.isVisible()
    assert page._footer.text() == "3 cases shown: all you may see"
    window.close()


def test_a_child_has_no_bail_to_speak_of(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot, replace(PERSON, bail=(), subject_kind=SubjectKind.CHILD))
    assert not page._no_bail.isVisible()
    window.close()


def test_without_a_number_it_says_what_to_do(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot, replace(PERSON, records_number="", cases=PERSON.cases[:1]))
    assert page._sub_line.text() == (
        "Without a number of the records system no other case can be found: enter it with I."
    )
    window.close()


def test_enter_opens_the_case_and_the_bail(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot)
    assert focused() is page.view
    press("Down", "Return")
    assert window.pages._here == ("case_file", "case-1")
    press("Alt+Left")
    page.bail_view.setFocus()
    press("Return")
    assert window.pages.current_name() == "case_file"
    window.close()


def test_it_is_read_again_when_a_case_changes(qtbot: QtBot) -> None:
    tracker, window, _ = opened(qtbot)
    before = len(tracker.asked)
    tracker.commit(Changes.of(case=["case-0"]))
    assert SamePersonQuestion("officer-902", "suspect-1") in tracker.asked[before:]
    window.close()


def test_nobody_is_chosen_at_first(qtbot: QtBot) -> None:
    window = a_window(a_unit(), [PersonPage])
    hold(qtbot, window)
    page = window.pages.page("person")
    assert isinstance(page, PersonPage)
    assert page._plain_heading.text() == "Nobody is chosen"
    window.close()


@pytest.mark.parametrize("problem", [NotFound("not_found")])
def test_a_person_who_is_not_found_is_said(qtbot: QtBot, problem: Exception) -> None:
    _, window, page = opened(qtbot, problem)
    assert page._plain_heading.text() == "This page cannot be shown"
    window.close()


def test_every_control_has_a_name_and_is_reached_by_tab(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot)
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    window.close()
