"""Filters of the case list: chosen, saved under a name, recalled, deleted and brought back, all by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import a_window
from tests.rows_to_show import a_unit, case_rows
from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press, write
from tracker.actions.delete_filter import DeleteFilter
from tracker.actions.save_filter import SaveFilter
from tracker.changes import Changes
from tracker.rows.caseload import Caseload, CaseloadQuestion
from tracker.rows.saved_filters import SavedFilterRow, SavedFiltersQuestion
from tracker.terms import RiskGrade
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage

LATE = SavedFilterRow("filter-1", "Late and grave", {"state": "overdue", "risk": "very_high", "whose": "all"})
Open = Callable[[FakeTracker], tuple[MainWindow, CaseloadPage]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the case list."""

    def open_it(tracker: FakeTracker) -> tuple[MainWindow, CaseloadPage]:
        window = a_window(tracker, [CaseloadPage, CaseFilePage])
        hold(qtbot, window)
        page = window.pages.page("caseload")
        assert isinstance(page, CaseloadPage)
        return window, page

    return open_it


def a_unit_with(*saved: SavedFilterRow) -> FakeTracker:
    """Give a unit whose tracker keeps filters as the real one does."""
    tracker = a_unit()
    kept = {one.filter_id: one for one in saved}

    def save(request: SaveFilter) -> Changes:
        key = next((one.filter_id for one in kept.values() if one.name == request.name), f"filter-{len(kept) + 1}")
        kept[key] = SavedFilterRow(key, request.name, {name: value for name, value in request.values.items() if value})
        return Changes(result=key)

    def delete(request: DeleteFilter) -> Changes:
        del kept[request.filter_id]
        return Changes(result=request.filter_id)

    answers: dict[type, Any] = {
        SavedFiltersQuestion: lambda _: tuple(kept.values()), SaveFilter: save, DeleteFilter: delete,
    }  # fmt: skip
    tracker.answers |= answers
    return tracker


def choose(page: CaseloadPage, facet: str, words: str) -> None:
    field = page.filters._facets[facet]
    field.setFocus()
    place = field.findText(words)
    assert place >= 0, words
    field.setCurrentIndex(place)


def footer(page: CaseloadPage) -> str:
    return page._footer.text()


def references(page: CaseloadPage) -> list[str]:
    return [row.reference for row in page.view.row_model().shown]


def test_facets_narrow_the_list_together_with_what_is_typed(opened: Open) -> None:
    window, page = opened(a_unit_with())
    choose(page, "state", "overdue")
    choose(page, "risk", "Very high")
    expected = [row for row in case_rows() if row.next_state == "overdue" and row.risk is RiskGrade.VERY_HIGH]
    assert references(page) == [row.reference for row in expected]
    assert footer(page) == f"{len(expected)} of 39: {31 - len(expected)} not as filtered, 6 closed, 2 restricted"
    press("Ctrl+F")
    write(expected[0].reference)
    assert references(page) == [expected[0].reference]
    assert footer(page) == f"1 of 39: 30 without “{expected[0].reference}”, 6 closed, 2 restricted"
    window.close()


def test_clearing_shows_all_again(opened: Open) -> None:
    window, page = opened(a_unit_with())
    assert not page.filters._clear.isEnabled()
    choose(page, "held_by", "Our unit")
    page.filters._clear.click()
    assert len(references(page)) == 31
    assert footer(page) == "31 of 39: 6 closed, 2 restricted"
    window.close()


def test_a_filter_stays_when_the_list_is_read_again(opened: Open) -> None:
    tracker = a_unit_with()
    window, page = opened(tracker)
    choose(page, "kind", "Neglect")
    rows = tuple(replace(row, oic="DC 1 New") for row in case_rows())
    tracker.answers[CaseloadQuestion] = Caseload(rows, 0, 0)
    tracker.commit(Changes.of(case=["case-3"]))
    assert {row.kind.value for row in page.view.row_model().shown} == {"neglect"}
    window.close()


def test_a_filter_is_saved_under_a_name_by_keyboard(opened: Open) -> None:
    tracker = a_unit_with()
    window, page = opened(tracker)
    choose(page, "state", "overdue")
    page.with_closed.click()
    press("Ctrl+Shift+S")
    assert isinstance(focused(), QLineEdit)
    write("Late ones")
    press("Return")
    assert tracker.done == [
        SaveFilter("officer-902", "Late ones", {"state": "overdue", "whose": "team", "with_closed": "yes", "find": ""})
    ]
    chosen = page.filters.chosen_filter()
    assert chosen is not None
    assert chosen.name == "Late ones"
    assert window.status.said.text() == "Filter saved."
    window.close()


def test_a_filter_without_a_name_is_not_saved(opened: Open) -> None:
    tracker = a_unit_with()
    window, page = opened(tracker)
    press("Ctrl+Shift+S", "Return")
    form = page.drawer()
    assert form is not None
    assert form.problem_of("name") == "Give the filter a name."
    assert tracker.done == []
    window.close()


def test_a_saved_filter_is_recalled_with_whose_cases_it_was_of(opened: Open) -> None:
    tracker = a_unit_with(LATE)
    window, page = opened(tracker)
    page.filters.saved.setCurrentIndex(1)
    assert page.whose() == "all"
    assert page.filters.values() == {"state": "overdue", "risk": "very_high"}
    assert tracker.asked[-1] == CaseloadQuestion("officer-902")
    assert {row.risk for row in page.view.row_model().shown} == {RiskGrade.VERY_HIGH}
    window.close()


def test_what_a_saved_filter_names_and_nobody_knows_any_more_is_passed_over(opened: Open) -> None:
    window, page = opened(a_unit_with(SavedFilterRow("f", "Old", {"state": "gone", "whose": "them", "colour": "red"})))
    page.filters.saved.setCurrentIndex(1)
    assert page.filters.values() == {}
    assert page.whose() == "team"
    window.close()


def test_a_filter_is_deleted_and_brought_back(opened: Open) -> None:
    tracker = a_unit_with(LATE)
    window, page = opened(tracker)
    assert not window.commands.action("delete_filter").isEnabled()
    page.filters.saved.setCurrentIndex(1)
    window.commands.action("delete_filter").trigger()
    assert page.filters.saved.choices() == []
    press("Ctrl+Z")
    assert [one.name for one in page.filters.saved.choices()] == ["Late and grave"]
    window.close()


def test_every_control_has_a_name_and_is_reached_by_tab(opened: Open) -> None:
    window, page = opened(a_unit_with(LATE))
    choose(page, "state", "overdue")
    page.view.setFocus()
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    window.close()


def test_a_form_beside_the_list_leaves_the_window_as_wide_as_it_was(opened: Open) -> None:
    window, page = opened(a_unit_with(LATE))
    window.resize(1280, 720)
    press("Ctrl+Shift+S")
    assert window.width() == 1280
    assert not page.filters.saved.isVisible()
    press("Escape")
    assert page.filters.saved.isVisible()
    window.close()
