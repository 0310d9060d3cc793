"""The drift page: groups that add up, charts whose marks lead to their cases, any past day, and the way to a case."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.drift_rows import A_BOARD, A_COURSE, HELD
from tests.fakes import FakeTracker
from tests.gallery.pictures import SMALLEST, settle
from tests.rows_to_show import a_unit
from tests.ui.cut import cut_off
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press, write
from tests.ui.opened import open_page
from tracker.changes import Changes
from tracker.errors import StorageProblem
from tracker.rows.drift_board import DriftBoard, DriftBoardQuestion
from tracker.rows.drift_course import DriftCourse, DriftCourseQuestion
from tracker.terms import Role
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.drift.drift_groups import BYS, By, groups
from ui.pages.drift.drift_page import DriftPage
from ui.pages.drift.drift_views import LIKELY, SLIPPED, VIEWS, DriftView

CHARTS = [view for view in VIEWS if view not in (SLIPPED, LIKELY)]


def opened(
    qtbot: QtBot, tracker: FakeTracker | None = None, view: str = "", **other: Any
) -> tuple[FakeTracker, MainWindow, DriftPage]:
    made = tracker or a_unit()
    window, page = open_page(qtbot, made, DriftPage, [DriftPage, CaseFilePage], **other)
    if view:
        page.show_view(view)
        page.charts.chart.setFocus()
        settle()
    return made, window, page


def asked(tracker: FakeTracker, kind: type[Any]) -> list[Any]:
    return [question for question in tracker.asked if isinstance(question, kind)]


@pytest.mark.parametrize("by", BYS, ids=lambda by: by.name)
def test_groups_add_up_to_the_whole(by: By) -> None:
    found = groups(A_BOARD.rows, by)
    assert sum(group.milestones for group in found) == len(A_BOARD.rows)
    assert sum(group.days for group in found) == sum(row.drift for row in A_BOARD.rows)
    assert [group.days for group in found] == sorted((group.days for group in found), reverse=True)
    assert max(group.worst for group in found) == A_BOARD.rows[0].drift
    assert all(group.cases <= group.milestones for group in found)


@pytest.mark.parametrize("view", CHARTS, ids=lambda view: view.name)
def test_a_chart_adds_up_and_each_mark_has_its_words(view: DriftView) -> None:
    chart = view.of_board(A_BOARD) if view.of_board else view.of_course(A_COURSE) if view.of_course else None
    assert chart is not None
    assert len({mark.key for mark in chart.marks}) == len(chart.marks) > 1
    assert all(mark.words and mark.said and mark.case_ids for mark in chart.marks if view.name != "ledger")
    assert sum(chart.sums) == sum(mark.count for mark in chart.marks) > 0
    assert {mark.part for mark in chart.marks} == {key for key, _ in chart.legend} or not chart.legend
    known = {case.case_id for case in A_BOARD.each}
    assert all(set(mark.case_ids) <= known for mark in chart.marks)


def test_figures_stand_in_words() -> None:
    by_name = {view.name: view for view in VIEWS}
    ages, answers = by_name["ages"].of_board, by_name["answers"].of_course
    assert ages is not None
    assert answers is not None
    assert ages(A_BOARD).places[0] == "0 to 28 days"
    assert ages(A_BOARD).places[-1] == "over a year"
    assert answers(A_COURSE).totals == ("4 of 4, 100 %", "5 of 7, 71 %", "6 of 10, 60 %")
    kinds = by_name["kinds"].of_board
    assert kinds is not None
    assert kinds(A_BOARD).marks[0].more.startswith("9 late, median 130, worst 167; ")


def test_the_group_under_the_cursor_shows_its_milestones(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot)
    assert focused() is page.slipped.groups_view
    first = page.slipped.groups_view.selected_row()
    assert {row.kind for row in page.slipped.view.row_model().shown} == {first.key}
    press("Down")
    second = page.slipped.groups_view.selected_row()
    assert {row.kind for row in page.slipped.view.row_model().shown} == {second.key}
    assert page._footer.text() == (
        f"{second.milestones} shown of 37 late milestones, in 19 of 39 open cases. "
        "Not shown: 1 restricted, 2 not known: the calendar ends"
    )
    page.slipped.by_field.set_choice(BYS[2])
    assert "no cause recorded" in [group.words for group in page.slipped.groups_view.row_model().shown]
    window.close()


@pytest.mark.parametrize(
    ("role", "oic_id", "team_id"), [(Role.DETECTIVE, "officer-902", None), (Role.SUPERVISOR, None, "team-1")]
)
def test_it_begins_with_ones_own_and_asks_again(
    qtbot: QtBot, role: Role, oic_id: str | None, team_id: str | None
) -> None:
    tracker, window, page = opened(qtbot, a_unit(roles=frozenset({role})))
    assert asked(tracker, DriftBoardQuestion) == [DriftBoardQuestion("officer-902", oic_id, team_id)]
    page.whose.set_choice("all")
    assert tracker.asked[-1] == DriftBoardQuestion("officer-902")
    page.weeks.set_choice(52)
    page.as_at.set_text("9 oct")
    assert tracker.asked[-1] == DriftBoardQuestion("officer-902", as_at=date(2026, 10, 9), weeks=52)
    assert asked(tracker, DriftCourseQuestion) == []
    page.show_view("devices")
    assert tracker.asked[-1] == DriftCourseQuestion("officer-902", as_at=date(2026, 10, 9), weeks=52)
    page.show_view("holders")
    assert len(asked(tracker, DriftCourseQuestion)) == 1
    window.close()


def test_a_past_day_is_said_over_the_page(qtbot: QtBot) -> None:
    tracker, window, page = opened(qtbot)
    tracker.answers[DriftBoardQuestion] = replace(A_BOARD, as_at=date(2026, 10, 9))
    page.as_at.set_text("9 oct")
    assert page._sub_line.text() == "Where the time goes, as things stood at the end of Fri 9 Oct 2026"
    page.as_at.set_text("")
    assert page._sub_line.text() == "Where the time goes, as things stand now"
    window.close()


def test_a_case_is_found_and_opened_by_keyboard(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot)
    reference = page.slipped.view.row_model().shown[1].reference
    press("Ctrl+F")
    write(reference)
    press("Down", "O")
    assert window.pages._here == ("case_file", next(r.case_id for r in A_BOARD.rows if r.reference == reference))
    window.close()


def test_keys_go_from_mark_to_mark_and_to_its_cases(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot, view="holders")
    chart, said = page.charts.chart, page.charts
    first = chart.current()
    assert first is not None
    press("Right", "Up")
    second = chart.current()
    assert second is not None
    assert (second.place, second.part) == (1, "laboratory")
    assert said.table().selected_row() == second
    assert chart.accessibleDescription() == f"{second.words}: {second.said}. {second.more}"
    assert [row.case_id for row in said.view.row_model().shown] == list(second.case_ids)
    assert page._footer.text().startswith(f"5 shown of 5 cases: {second.words}")
    press("End")
    last = chart.current()
    assert last is not None
    assert (last.place, last.part) == (12, "cps")
    press("Home", "Return")
    assert focused() is said.view
    press("Return")
    assert window.pages._here == ("case_file", first.case_ids[0])
    window.close()


def test_rows_go_down_and_more_of_them_come_into_view(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot, view="files", size=SMALLEST)
    chart = page.charts.chart
    assert chart.rect_of(chart.chart().marks[-1].key).isNull()
    press("Down", "Right")
    current = chart.current()
    assert current is not None
    assert (current.place, current.part) == (1, "cps")
    press("End")
    assert not chart.rect_of(chart.chart().marks[-1].key).isNull()
    press("Right", "Down", "Left", "Space")
    assert focused() is page.charts.view
    window.close()


def test_a_click_chooses_a_mark_and_the_table_chooses_it_too(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot, view="devices")
    chart = page.charts.chart
    mark = next(one for one in chart.chart().marks if one.part == "queued" and one.place == 1)
    at = chart.rect_of(mark.key).center().toPoint()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert chart.current() == mark
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert chart.current() == mark
    other = chart.chart().marks[0]
    page.charts.table().select_key(other.key)
    assert chart.current() == other
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert focused() is page.charts.view
    window.close()


def test_cases_behind_a_mark_are_narrowed(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot, view="officers")
    shown = page.charts.view.row_model().shown
    press("Ctrl+F")
    write(shown[-1].reference)
    assert [row.reference for row in page.charts.view.row_model().shown] == [shown[-1].reference]
    assert page._footer.text().startswith(f"1 shown of {len(shown)} cases: ")
    window.close()


def test_nothing_slipped_is_said_with_how_much_was_looked_at(qtbot: QtBot) -> None:
    tracker = a_unit()
    tracker.answers[DriftBoardQuestion] = replace(A_BOARD, rows=(), held=HELD, not_known=0)
    _, window, page = opened(qtbot, tracker)
    words = "No milestone of 39 open cases is past its first due date. Not shown: 1 restricted"
    assert page._footer.text() == words
    tracker.answers[DriftBoardQuestion] = replace(DriftBoard((), (), 0, 0, 2), as_at=date(2026, 11, 20))
    page.refresh()
    assert page._plain_heading.text() == "No case to look at"
    assert page._plain_words.text().startswith("No case was open at the end of Fri 20 Nov 2026")
    assert page._footer.text() == "Not shown: 2 restricted"
    window.close()


def test_an_empty_period_is_said(qtbot: QtBot) -> None:
    tracker = a_unit()
    tracker.answers[DriftCourseQuestion] = DriftCourse(A_COURSE.as_at, A_COURSE.since, (), (), (), ())
    _, window, page = opened(qtbot, tracker, view="devices")
    assert page._footer.text().startswith("Nothing to show in this period")
    press("Right", "Home", "Return")
    assert focused() is page.charts.chart
    page.charts.chart.grab()
    window.close()


def test_it_follows_changes_and_says_a_problem(qtbot: QtBot) -> None:
    tracker, window, page = opened(qtbot)
    tracker.answers[DriftCourseQuestion] = StorageProblem("locked")
    page.show_view("holders")
    assert page._plain_heading.text() == "This page cannot be shown"
    tracker.answers[DriftCourseQuestion] = A_COURSE
    page.refresh()
    assert page.charts.chart.chart().marks
    tracker.answers[DriftBoardQuestion] = StorageProblem("locked")
    tracker.commit(Changes.of(case=["case-1"]))
    assert page._plain_heading.text() == "This page cannot be shown"
    window.close()


def test_every_control_has_a_name_and_is_reached_by_tab(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot, size=SMALLEST)
    for view in (SLIPPED, LIKELY, CHARTS[0], CHARTS[-1]):
        page.show_view(view.name)
        page.whose.setFocus()
        settle()
        assert nameless(page) == []
        assert not_reached_by_tab(page) == []
        assert cut_off(window) == []
    window.close()
