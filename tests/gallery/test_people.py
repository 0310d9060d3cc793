"""Draws the people and the workload of the unit, their forms and their other states."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import SIZES, a_window, draw, dress, settle
from tests.gallery.test_pages import THEMES, pages
from tests.people_rows import a_workload
from tests.ui.keyboard import press
from tests.ui.pages.a_paper import a_unit_with_papers
from tracker.errors import StorageProblem
from tracker.rows.unit_people import UnitPeople, UnitPeopleQuestion, UnitTeam
from tracker.rows.workload import WorkloadQuestion
from ui.dialogs.allocate_dialog import AllocateDialog
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.pages.people.people_page import PeoplePage
from ui.widgets.form import FormDrawer


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each theme in turn; light again afterwards."""
    dress(qapp, request.param)
    yield request.param
    dress(qapp, "light")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("officer", "command"),
    [
        ("officer-0", "sick_today"),
        ("officer-0", "add_absence"),
        ("officer-3", "edit_absence"),
        ("officer-2", "end_absence"),
        ("officer-5", "add_duty_day"),
        ("officer-6", "edit_officer"),
        ("officer-0", "add_officer"),
        ("officer-0", "officer_leaves"),
        ("officer-0", "add_team"),
        ("officer-0", "edit_team"),
    ],
)
def test_forms_about_people(qtbot: QtBot, theme: str, officer: str, command: str, size: tuple[int, int]) -> None:
    window = a_window(a_unit_with_papers(), pages(), size)
    qtbot.addWidget(window)
    window.go_to("people")
    settle()
    page = window.pages.page("people")
    assert isinstance(page, PeoplePage)
    page.view.select_key(officer)
    draw(window, f"people-{officer}-{theme}-{size[0]}")
    window.commands.action(command).trigger()
    settle()
    form = page.drawer()
    assert isinstance(form, FormDrawer)
    draw(window, f"{command}-{theme}-{size[0]}")
    if command in {"sick_today", "add_absence", "add_duty_day", "add_team"}:
        form.submit()
        draw(window, f"{command}-problem-{theme}-{size[0]}")
    window.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_people_and_workload(qtbot: QtBot, theme: str, size: tuple[int, int]) -> None:
    window = a_window(a_unit_with_papers(), pages(), size)
    qtbot.addWidget(window)
    for name in ("people", "workload"):
        window.go_to(name)
        settle()
        draw(window, f"{name}-{theme}-{size[0]}")
    window.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_team_without_anybody(qtbot: QtBot, theme: str, size: tuple[int, int]) -> None:
    tracker = a_unit_with_papers()
    empty = UnitTeam("team-3", "Blue", 0, 1)
    everybody = tracker.answers[UnitPeopleQuestion]
    tracker.answers[UnitPeopleQuestion] = replace(everybody, teams=(empty, *everybody.teams))
    window = a_window(tracker, pages(), size)
    qtbot.addWidget(window)
    window.go_to("people")
    settle()
    page = window.pages.page("people")
    assert isinstance(page, PeoplePage)
    page.team.set_choice(empty)
    settle()
    draw(window, f"people-empty-team-{theme}-{size[0]}")
    window.close()


def test_nobody_and_what_cannot_be_read(qtbot: QtBot, theme: str) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[UnitPeopleQuestion] = UnitPeople(tracker.time.today(), (), (), 0)
    tracker.answers[WorkloadQuestion] = replace(a_workload(), rows=(), sees_cases=False)
    window = a_window(tracker, pages())
    qtbot.addWidget(window)
    for name in ("people", "workload"):
        window.go_to(name)
        settle()
        draw(window, f"{name}-nobody-{theme}")
    tracker.answers[UnitPeopleQuestion] = tracker.answers[WorkloadQuestion] = StorageProblem("locked")
    for name in ("people", "workload"):
        window.go_to(name)
        window.commands.action("refresh").trigger()
        settle()
        draw(window, f"{name}-problem-{theme}")
    window.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_allocation(qtbot: QtBot, theme: str, size: tuple[int, int]) -> None:
    window = a_window(a_unit_with_papers(), pages(), size)
    qtbot.addWidget(window)
    window.go_to("caseload")
    settle()
    page = window.pages.page("caseload")
    assert isinstance(page, CaseloadPage)
    for name, rows in (("hand-over", 1), ("many", 3)):
        page.view.clearSelection()
        page.view.setCurrentIndex(page.view.row_model().index(0, 0))
        for row in range(rows):
            page.view.selectionModel().select(
                page.view.row_model().index(row, 0),
                QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
            )
        window.commands.action("allocate_case").trigger()
        settle()
        form = page.drawer()
        assert isinstance(form, AllocateDialog)
        draw(window, f"allocate-{name}-{theme}-{size[0]}")
        press("Down", "Down", "Down")
        draw(window, f"allocate-{name}-chosen-{theme}-{size[0]}")
        form.cancel()
    window.go_to("case_file", "case-0")
    settle()
    window.commands.action("record_conflict").trigger()
    settle()
    draw(window, f"conflict-{theme}-{size[0]}")
    window.close()
