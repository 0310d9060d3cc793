"""Every team's paper of a week in one step, from the reports page: into a folder, or to the printer."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.ui.keyboard import press, write
from tests.ui.opened import open_page
from tests.ui.pages.a_paper import LAST_MONDAY, a_pdf, a_unit_with_papers
from tracker.actions.print_week import PrintWeek
from tracker.changes import Changes
from tracker.rows.frozen_reports import NumberedCopy, PrintedCopy
from tracker.terms import PaperKind
from ui.main_window.main_window import MainWindow
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.pages.reports.reports_page import OF_A_WEEK, ReportsPage

COVER, PAPER = a_pdf(1, "Cover sheet"), a_pdf()
COPIES = tuple(
    NumberedCopy(f"report-{place}", f"WD-2026-4{place}", team, PrintedCopy(COVER, PAPER, 1))
    for place, team in enumerate(("", "Team 1"))
)
WHOM = PrintWeek("officer-902", LAST_MONDAY, "inspector", "Monday meeting")
Open = Callable[[], tuple[MainWindow, ReportsPage, FakeTracker]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window at the reports."""

    def open_it() -> tuple[MainWindow, ReportsPage, FakeTracker]:
        tracker = a_unit_with_papers()
        tracker.answers[PrintWeek] = Changes.of(report=["report-0", "report-1"], result=COPIES)
        return *open_page(qtbot, tracker, ReportsPage, [CaseloadPage, ReportsPage]), tracker

    return open_it


def say_whom() -> None:
    """Fill the form in."""
    write("inspector")
    press("Tab")
    write("Monday meeting")
    press("Return")


def a_printer(path: Path) -> QPrinter:
    """A printer that writes into a file."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def enabled(window: MainWindow) -> set[bool]:
    """Whether the commands about a whole week can be given."""
    return {window.commands.action(name).isEnabled() for name in OF_A_WEEK}


def test_all_papers_are_saved_into_a_folder_by_keyboard_alone(opened: Open, tmp_path: Path) -> None:
    window, page, tracker = opened()
    page.week_copies.choose_folder = lambda: tmp_path
    press("Ctrl+F10")
    say_whom()
    assert tracker.done == [WHOM]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "WD-2026-40.pdf": PAPER,
        "WD-2026-40-cover-1.pdf": COVER,
        "WD-2026-41.pdf": PAPER,
        "WD-2026-41-cover-1.pdf": COVER,
    }
    assert window.status.said.text() == "Saved: 2 papers, each with its cover sheet."
    window.close()


def test_all_papers_are_printed_each_after_its_cover(opened: Open, tmp_path: Path) -> None:
    window, page, tracker = opened()
    page.week_copies.any_printer = lambda: True
    page.week_copies.choose_printer = lambda: a_printer(tmp_path / "printed.pdf")
    press("Ctrl+F11")
    say_whom()
    assert tracker.done == [WHOM]
    assert window.status.said.text() == "Printed: 2 papers."
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as printed:
        assert len(printed) == 8
    window.close()


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
def test_without_a_printer_and_where_it_fails_it_is_said(opened: Open, tmp_path: Path) -> None:
    window, page, tracker = opened()
    page.week_copies.any_printer = lambda: False
    press("Ctrl+F11")
    assert "Saving all teams' papers works without one." in window.problem_banner.words.text()
    page.week_copies.any_printer = lambda: True
    page.week_copies.choose_printer = lambda: a_printer(tmp_path / "no" / "such" / "printed.pdf")
    press("Ctrl+F11")
    say_whom()
    assert "The printer did not take the papers." in window.problem_banner.words.text()
    page.week_copies.choose_printer = lambda: a_printer(tmp_path / "printed.pdf")
    window.problem_banner.try_again.click()
    assert (tmp_path / "printed.pdf").exists()
    assert tracker.done == [WHOM], "logged once"
    window.close()


def test_a_folder_that_cannot_be_written_is_said_and_another_tried(opened: Open, tmp_path: Path) -> None:
    window, page, tracker = opened()
    page.week_copies.choose_folder = lambda: tmp_path / "missing"
    press("Ctrl+F10")
    say_whom()
    assert "Not every paper was written: No such file or directory." in window.problem_banner.words.text()
    page.week_copies.choose_folder = lambda: tmp_path
    window.problem_banner.try_again.click()
    assert len(list(tmp_path.iterdir())) == 4
    assert tracker.done == [WHOM], "logged once"
    window.close()


def test_nothing_is_asked_without_a_folder_and_for_a_week_that_runs_or_another_paper(opened: Open) -> None:
    window, page, tracker = opened()
    page.week_copies.choose_folder = lambda: None
    press("Ctrl+F10")
    assert tracker.done == []
    assert enabled(window) == {True}
    press("Up")
    assert enabled(window) == {False}
    press("Down")
    assert enabled(window) == {True}
    page.show_record(PaperKind.DIGEST)
    assert enabled(window) == {False}
    window.close()
