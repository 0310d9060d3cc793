"""Why a date is what it is, saved as PDF: from the case file and from the alerts, by keyboard and by its button."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import a_window
from tests.rows_to_show import a_unit
from tests.ui.held import hold
from tests.ui.keyboard import press, write
from tracker.actions.print_paper import PrintPaper
from tracker.changes import Changes
from tracker.errors import StorageProblem
from tracker.rows.papers import About, PrintedPaper
from tracker.rows.why import WhyQuestion
from tracker.terms import PaperKind
from ui.main_window.main_window import MainWindow
from ui.pages.alerts.alerts_page import AlertsPage
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.widgets.form import FormDrawer

PAPER = b"%PDF of why"
Page = CaseFilePage | AlertsPage
Opened = Callable[[str], tuple[MainWindow, Page]]


@pytest.fixture
def tracker() -> FakeTracker:
    """A tracker that prints."""
    unit = a_unit()
    result = PrintedPaper("Why this date", "WY-1", b"%PDF of the cover", PAPER, "0" * 64)
    unit.answers[PrintPaper] = Changes.of(case=["case-0"], result=result)
    return unit


@pytest.fixture
def opened(qtbot: QtBot, tracker: FakeTracker, tmp_path: Path) -> Opened:
    """Open a page at its first record, where the person chooses a file in the test's own folder."""

    def open_it(name: str) -> tuple[MainWindow, Page]:
        window = a_window(tracker, [CaseloadPage, AlertsPage, CaseFilePage])
        hold(qtbot, window)
        window.go_to(name, "case-0" if name == "case_file" else None)
        page = window.pages.page(name)
        assert isinstance(page, CaseFilePage | AlertsPage)
        page.papers.choose_file = lambda offered: tmp_path / offered
        return window, page

    return open_it


def may_save(window: MainWindow) -> bool:
    return window.commands.action("save_copy").isEnabled()


@pytest.mark.parametrize("name", ["case_file", "alerts"])
def test_by_keyboard_where_the_steps_are_shown(opened: Opened, tracker: FakeTracker, tmp_path: Path, name: str) -> None:
    window, _page = opened(name)
    assert not may_save(window)
    press("W")
    assert may_save(window)
    asked = next(one for one in reversed(tracker.asked) if isinstance(one, WhyQuestion))
    press("Ctrl+S")
    write("reviewing lawyer")
    press("Tab")
    write("bail review")
    press("Return")
    about = About(PaperKind.WHY, asked.case, asked.milestone)
    assert tracker.done == [PrintPaper("officer-902", about, "reviewing lawyer", "bail review")]
    assert (tmp_path / "why.pdf").read_bytes() == PAPER
    assert window.status.said.text() == "Saved: why.pdf, and its cover sheet why-cover.pdf."
    press("W")
    assert not may_save(window)
    window.close()


@pytest.mark.parametrize("name", ["case_file", "alerts"])
def test_by_the_button_under_the_steps(opened: Opened, name: str) -> None:
    window, page = opened(name)
    press("W")
    why = page.milestones.why if isinstance(page, CaseFilePage) else page.panel.why
    button = why.widget().findChild(QPushButton, "save_why")
    assert isinstance(button, QPushButton)
    button.click()
    form = page.drawer()
    assert isinstance(form, FormDrawer)
    assert form.accessibleName().startswith("Why this date: ")
    window.close()


def test_without_a_file_nothing_is_asked_and_nothing_logged(opened: Opened, tracker: FakeTracker) -> None:
    window, page = opened("case_file")
    page.papers.choose_file = lambda _offered: None
    press("W", "Ctrl+S")
    assert page.drawer() is None
    assert tracker.done == []
    window.close()


def test_a_place_that_cannot_be_written_is_said_and_another_tried(
    opened: Opened, tracker: FakeTracker, tmp_path: Path
) -> None:
    window, page = opened("case_file")
    page.papers.choose_file = lambda offered: tmp_path / "no such folder" / offered
    press("W", "Ctrl+S")
    write("reviewing lawyer")
    press("Tab")
    write("bail review")
    press("Return")
    said = window.problem_banner.words.text()
    assert "why.pdf was not written" in said
    assert "It stays logged" in said
    page.papers.choose_file = lambda _offered: None
    window.problem_banner.try_again.click()
    assert len(tracker.done) == 1
    page.papers.choose_file = lambda offered: tmp_path / offered
    page.papers.save_why("case-0", "milestone-2", "Computer report")
    write("x")
    press("Tab")
    write("y")
    press("Return")
    assert (tmp_path / "why.pdf").read_bytes() == PAPER
    window.close()


def test_what_the_core_refuses_stays_in_the_form(opened: Opened, tracker: FakeTracker) -> None:
    tracker.answers[PrintPaper] = StorageProblem("disk_full", place="unit.db")
    window, page = opened("case_file")
    press("W", "Ctrl+S")
    write("x")
    press("Tab")
    write("y")
    press("Return")
    form = page.drawer()
    assert isinstance(form, FormDrawer)
    assert "no room left on the disk" in form.problem_of()
    window.close()
