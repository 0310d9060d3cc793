"""Workload: by team and number, with raw counts, what is coming, the cases behind it and the formula."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import settle
from tests.people_rows import a_load, a_workload
from tests.rows_to_show import a_unit
from tests.ui.keyboard import press
from tests.ui.opened import open_page
from tracker.rows.workload import WorkloadCases, WorkloadCasesQuestion, WorkloadQuestion
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.pages.workload.workload_columns import fair_share
from ui.pages.workload.workload_page import WorkloadPage

Open = Callable[[FakeTracker], tuple[MainWindow, WorkloadPage]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the workload."""

    def open_it(tracker: FakeTracker) -> tuple[MainWindow, WorkloadPage]:
        window, page = open_page(qtbot, tracker, WorkloadPage, [CaseloadPage, WorkloadPage, CaseFilePage])
        settle()
        return window, page

    return open_it


def cells(page: WorkloadPage, place: int) -> list[str]:
    model = page.view.row_model()
    return [model.index(place, column).data() for column in range(model.columnCount())]


def test_a_row_has_points_beside_raw_counts_and_what_is_coming(opened: Open) -> None:
    window, page = opened(a_unit())
    assert cells(page, 0) == [
        "above the team", "DC 1881 Ŵyn", "Team 1", "9", "88.5", "100 %", "88.5", "1.4 ×", "28.5 above 60",
        "12", "10", "14", "3", "1",
        "1", "0", "0",
    ]  # fmt: skip
    assert [cells(page, place)[0] for place in range(7)] == [
        "above the team", "as the team", "above the team", "work, but no capacity", "far above the team", "as the team",
        "not compared",
    ]  # fmt: skip
    assert [cells(page, place)[5:8] for place in (2, 3, 4, 5, 6)] == [
        ["75 %, sick until 25 Nov 26", "82", "1.3 ×"],
        ["0 %, leave until 30 Dec 26", "–", ""],
        ["60 %, 2 other duties", "102.5", "1.7 ×"],
        ["50 %, student", "60", "1.0 ×"],
        ["0 %", "–", ""],
    ]
    assert window.navigation.count_of("workload") == 4
    window.close()


def test_each_officer_stands_beside_a_fair_share_by_capacity(opened: Open) -> None:
    window, page = opened(a_unit())
    assert [cells(page, place)[8] for place in (2, 3, 4, 5, 6)] == [
        "16.5 above 45", "61.5 above 0", "25.5 above 36", "even at 30", "even at 0",
    ]  # fmt: skip
    assert fair_share(a_load(0, points=50, fair_share=60, above_share=-10)) == "10 below 60"
    assert fair_share(a_load(0, fair_share=None, above_share=None)) == "–"
    window.close()


def test_nobody_is_ranked(opened: Open) -> None:
    window, page = opened(a_unit())
    shown = [(row.team, row.officer_id) for row in page.view.row_model().shown]
    assert shown == [(row.team, row.officer_id) for row in a_workload().rows]
    window.close()


def test_the_formula_is_on_the_page_and_says_that_it_is_to_be_confirmed(opened: Open) -> None:
    window, page = opened(a_unit())
    assert page.formula().startswith(
        "Version 1 of the weights, in force since Thu 1 Jan 2026: as shipped, to be confirmed by the force.\n\n"
        "Points of a case: 4 for an allegation"
    )
    assert "Amber from 1.25 times, red from 1.5 times the median of the own team" in page.formula()
    window.close()


def test_what_is_counted_with_nobody_is_said(opened: Open) -> None:
    window, page = opened(a_unit())
    assert page.footer_words() == (
        "7 of 7 officers · 3 cases with nobody (21 points) · 1 case of somebody who has left · 2 restricted not "
        "counted · median per full time: Team 1 61.5, Team 2 60"
    )
    page.team.set_choice("Team 2")
    assert page._footer.text().startswith("3 of 7 officers")
    window.close()


def test_the_cases_of_the_chosen_officer_say_what_their_points_are_made_of(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    assert tracker.asked[-1] == WorkloadCasesQuestion("officer-902", "officer-0")
    model = page.cases_view.row_model()
    rows = [[model.index(place, column).data() for column in range(4)] for place in (0, 2, 3)]
    assert rows[0][3] == "bail ends 4 Dec 26, trial 14 Dec 26"
    assert rows[1][1:3] == ["2.5", "Allegation investigated 4, devices 1; lowered: waits only for another agency"]
    assert rows[2][3] == "no date at all"
    page.view.setFocus()
    press("Down")
    assert tracker.asked[-1] == WorkloadCasesQuestion("officer-902", "officer-1")
    page.cases_view.setFocus()
    press("O")
    assert window.pages.currentWidget() is window.pages.page("case_file")
    window.close()


def test_no_cases_and_no_officers(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[WorkloadCasesQuestion] = WorkloadCases((), 0)
    window, page = opened(tracker)
    assert page._no_cases.isVisible()
    tracker.answers[WorkloadQuestion] = a_workload(rows=())
    page.refresh()
    assert page._plain_heading.text() == "No detective works here yet"
    tracker.answers[WorkloadQuestion] = a_workload(rows=(), sees_cases=False)
    page.refresh()
    assert page._plain_words.text() == "Your role sees no cases, and so no workload."
    window.close()


def test_what_is_typed_narrows_the_list(opened: Open) -> None:
    window, page = opened(a_unit())
    press("Ctrl+F")
    page.find_field.setText("mensah")
    assert [row.title for row in page.view.row_model().shown] == ["DC 1044 Mensah"]
    page.find_field.setText("nobody of that name")
    assert page._whose.text() == "Choose an officer."
    window.close()
