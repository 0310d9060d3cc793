"""The papers: which week, freezing it, seeing it, printing and saving a copy."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.rows_to_show import a_unit
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press, write
from tests.ui.opened import open_page
from tests.ui.pages.a_paper import LAST_MONDAY, THIS_MONDAY, a_pdf, a_unit_with_papers, a_week
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport
from tracker.actions.print_report import PrintReport
from tracker.changes import Changes
from tracker.errors import RuleBroken, StorageProblem
from tracker.rows.frozen_reports import (
    DraftReportQuestion,
    FrozenReportRow,
    PrintedCopy,
    ReportListQuestion,
    ReportQuestion,
)
from tracker.rows.weekly_drift import WeeklyDriftQuestion
from tracker.terms import PaperKind
from ui.background import Background
from ui.dialogs.print_job import PrinterTrouble, PrintJob
from ui.main_window.main_window import MainWindow
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.pages.reports.reports_page import ReportsPage
from ui.pages.reports.weeks import iso_number, weeks
from ui.problems import in_words

Open = Callable[[FakeTracker], tuple[MainWindow, ReportsPage]]
FROZEN = a_unit().answers[ReportListQuestion]
COVER, PAPER = a_pdf(1, "Cover sheet"), a_pdf()


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the reports."""
    return lambda tracker: open_page(qtbot, tracker, ReportsPage, [CaseloadPage, ReportsPage])


def choose_team(page: ReportsPage) -> None:
    """Choose Team 1, whose last week is frozen."""
    page.choice.team_field.setFocus()
    press("Down")


def words_of(pdf: bytes) -> list[str]:
    """Give the words of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_it_begins_with_the_last_week_that_is_over(opened: Open) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    assert page.choice.week_field.currentText() == "2026-W46: Mon 9 Nov 2026 – Sun 15 Nov 2026"
    assert page.choice.team_field.currentText() == "Whole unit"
    assert tracker.asked[-1] == WeeklyDriftQuestion("officer-902", LAST_MONDAY, None)
    assert "over and not frozen yet" in page.choice.standing()
    assert page.choice.freeze.isVisible()
    assert not window.commands.action("print").isEnabled()
    window.close()


def test_freezing_shows_the_paper_with_its_number(opened: Open) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    row = FrozenReportRow("r", "WD-2026-0047", LAST_MONDAY, "", datetime(2026, 11, 20, 9, tzinfo=UTC), "f" * 64, 0)

    def freeze(_request: FreezeWeeklyReport) -> Changes:
        tracker.answers[ReportListQuestion] = (row, *FROZEN)
        return Changes.of(report=["r"], result=row)

    tracker.answers[FreezeWeeklyReport] = freeze
    page.choice.freeze.setFocus()
    press("Space")
    assert tracker.done == [FreezeWeeklyReport("officer-902", LAST_MONDAY, None)]
    assert page.choice.standing() == "WD-2026-0047, frozen Fri 20 Nov 2026 09:00, 0 copies made."
    assert not page.choice.freeze.isVisible()
    assert page.choice.view.selected_row() == row
    assert page.paper.page_count() == 3
    assert window.status.said.text() == "Frozen: WD-2026-0047."
    assert window.commands.action("print").isEnabled()
    window.close()


def test_a_freeze_that_is_refused_says_why_and_can_be_tried_again(opened: Open) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[FreezeWeeklyReport] = RuleBroken("not_allowed", who="a supervisor")
    window, page = opened(tracker)
    page.choice.freeze.click()
    assert page.choice.standing() == "Your role does not allow this. Ask a supervisor."
    assert page.choice.freeze.isVisible()
    window.close()


@pytest.mark.parametrize("refused", [False, True])
def test_a_week_without_cases_is_a_sentence_and_no_paper(opened: Open, refused: bool) -> None:
    tracker = a_unit_with_papers()
    if refused:
        tracker.answers[WeeklyDriftQuestion] = RuleBroken("report_without_cases", week=LAST_MONDAY, team="")
    else:
        tracker.answers[WeeklyDriftQuestion] = a_week(cases=0)
    window, page = opened(tracker)
    assert page.choice.standing() == "There was no open case in this week, so there is no paper."
    assert not page.choice.freeze.isVisible()
    assert page.paper.page_count() == 0
    assert not any(isinstance(question, ReportQuestion | DraftReportQuestion) for question in tracker.asked)
    window.close()


def test_a_week_that_turns_out_to_be_empty_when_frozen(opened: Open) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[FreezeWeeklyReport] = RuleBroken("report_without_cases", week=LAST_MONDAY, team="")
    window, page = opened(tracker)
    page.choice.freeze.click()
    assert page.choice.standing() == "There was no open case in this week, so there is no paper."
    window.close()


def test_a_week_with_only_restricted_cases_has_a_paper(opened: Open) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[WeeklyDriftQuestion] = a_week(cases=0, restricted_withheld=2)
    window, page = opened(tracker)
    assert page.choice.freeze.isVisible()
    window.close()


def test_an_unfinished_week_is_a_draft_that_cannot_be_printed(opened: Open) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    assert focused() is page.choice.week_field
    press("Up")
    assert page.choice.week_field.currentText().endswith(", not over")
    assert tracker.asked[-1] == DraftReportQuestion("officer-902", THIS_MONDAY, None)
    assert "draft without a number" in page.choice.standing()
    assert "from Mon 23 Nov 2026" in page.choice.standing()
    assert page.paper.page_count() == 1
    assert not page.choice.freeze.isVisible()
    assert not window.commands.action("save_copy").isEnabled()
    window.close()


def test_a_frozen_week_is_shown_by_keyboard_alone(opened: Open) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    press("Tab", "Down")
    assert page.choice.team_field.currentText() == "Team 1"
    assert tracker.asked[-1] == ReportQuestion("officer-902", "WD-2026-46")
    assert page.choice.standing() == "WD-2026-46, frozen Fri 20 Nov 2026 09:41, 0 copies made."
    assert page.paper.page_count() == 3
    assert page.paper.drawn()
    window.close()


def test_the_list_leads_week_and_team(opened: Open) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    page.choice.view.setFocus()
    page.choice.view.select_key("WD-2026-43")
    assert page.choice.week().monday == date(2026, 10, 19)
    assert page.choice.team().name == "Team 1"
    assert tracker.asked[-1] == ReportQuestion("officer-902", "WD-2026-43")
    press("Down")
    assert tracker.asked[-1] == ReportQuestion("officer-902", "WD-2026-42")
    window.close()


def test_the_paper_of_the_restricted_cases_is_chosen_as_a_team_where_there_is_one(opened: Open) -> None:
    tracker = a_unit_with_papers()
    second = replace(FROZEN[0], report_id="report-r", number="WD-2026-47R", team="Restricted cases")
    window, page = opened(tracker)
    assert "Restricted cases" not in [team.name for team in page.choice.team_field.choices()]
    page.choice.set_rows((second, *FROZEN))
    assert [team.name for team in page.choice.team_field.choices()][-1] == "Restricted cases"
    page.choice.show_paper_of(second.monday, second.team)
    assert page.choice.frozen() == second
    assert page.choice.team().team_id == "restricted"
    page.show_record(PaperKind.DIGEST)
    assert page.choice.team().team_id == "", "a paper of how things stand is of a team"
    page.choice.show_paper_of(second.monday, second.team)
    page.choice.set_rows(FROZEN)
    assert page.choice.team().team_id == ""
    window.close()


def test_the_list_chooses_nothing_by_having_the_focus(opened: Open) -> None:
    window, page = opened(a_unit_with_papers())
    page.choice.view.setFocus()
    assert page.choice.team().name == ""
    press("Down")
    assert page.choice.team().name == "Team 1"
    assert page.choice.frozen() == FROZEN[0]
    assert page.paper.page_count() == 3
    window.close()


def test_a_copy_made_elsewhere_is_counted_and_the_paper_stays(opened: Open) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    choose_team(page)
    asked = sum(isinstance(question, ReportQuestion) for question in tracker.asked)
    tracker.answers[ReportListQuestion] = (replace(FROZEN[0], copies=4), *FROZEN[1:])
    tracker.commit(Changes.of(report=["report-0"]))
    assert page.choice.standing().endswith("4 copies made.")
    assert sum(isinstance(question, ReportQuestion) for question in tracker.asked) == asked
    window.close()


def test_a_problem_with_the_list_and_one_with_a_paper(opened: Open) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[ReportListQuestion] = StorageProblem("locked")
    window, page = opened(tracker)
    assert page._plain_words.text() == in_words(StorageProblem("locked"))
    tracker.answers[ReportListQuestion] = FROZEN
    page._again.click()
    tracker.answers[ReportQuestion] = StorageProblem("report_damaged", number="WD-2026-46")
    choose_team(page)
    assert page.paper.accessibleDescription() == in_words(StorageProblem("report_damaged", number="WD-2026-46"))
    window.close()


def test_bytes_that_are_no_paper_are_said(opened: Open) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    page.paper.show_paper(b"not a PDF")
    assert page.paper.accessibleDescription().startswith("The paper cannot be drawn.")
    window.close()


def test_no_paper_yet(opened: Open) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[ReportListQuestion] = ()
    window, page = opened(tracker)
    assert page.choice.nothing.isVisible()
    assert not page.choice.view.isVisible()
    window.close()


def test_a_copy_is_saved_by_keyboard_alone(opened: Open, tmp_path: Path) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[PrintReport] = Changes.of(report=["report-0"], result=PrintedCopy(COVER, PAPER, 1))
    window, page = opened(tracker)
    choose_team(page)
    offered: list[str] = []

    def choose(name: str) -> Path:
        offered.append(name)
        return tmp_path / name

    page.copies.choose_file = choose
    press("Ctrl+S")
    write("inspector")
    press("Tab")
    write("weekly meeting")
    press("Return")
    assert offered == ["WD-2026-46.pdf"]
    assert tracker.done == [PrintReport("officer-902", "WD-2026-46", "inspector", "weekly meeting")]
    assert (tmp_path / "WD-2026-46.pdf").read_bytes() == PAPER
    assert (tmp_path / "WD-2026-46-cover-1.pdf").read_bytes() == COVER
    assert window.status.said.text() == "Saved: WD-2026-46.pdf, and its cover sheet WD-2026-46-cover-1.pdf."
    window.close()


@pytest.mark.parametrize(("recipient", "reason", "field"), [("", "meeting", "recipient"), ("inspector", "", "reason")])
def test_a_copy_needs_a_recipient_and_a_reason(
    opened: Open, tmp_path: Path, recipient: str, reason: str, field: str
) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    choose_team(page)
    page.copies.choose_file = lambda name: tmp_path / name
    press("Ctrl+S")
    write(recipient)
    press("Tab")
    write(reason)
    press("Return")
    assert tracker.done == []
    form = page.drawer()
    assert form is not None
    assert form.problem_of(field)
    window.close()


def test_no_file_chosen_makes_no_copy(opened: Open) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    choose_team(page)
    page.copies.choose_file = lambda _name: None
    press("Ctrl+S")
    assert page.drawer() is None
    window.close()


def test_a_place_that_cannot_be_written_is_said_and_another_tried(opened: Open, tmp_path: Path) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[PrintReport] = Changes.of(report=["report-0"], result=PrintedCopy(COVER, PAPER, 2))
    window, page = opened(tracker)
    choose_team(page)
    page.copies.choose_file = lambda name: tmp_path / "no such folder" / name
    press("Ctrl+S")
    write("inspector")
    press("Tab")
    write("meeting")
    press("Return")
    said = window.problem_banner.words.text()
    assert "WD-2026-46.pdf was not written" in said
    assert "It stays logged" in said
    page.copies.choose_file = lambda name: tmp_path / name
    window.problem_banner.try_again.click()
    assert (tmp_path / "WD-2026-46.pdf").read_bytes() == PAPER
    assert len(tracker.done) == 1
    window.close()


def a_printer(path: Path) -> QPrinter:
    """Give a printer that writes a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def test_a_copy_is_printed_with_its_cover_sheet_first(opened: Open, tmp_path: Path) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[PrintReport] = Changes.of(report=["report-0"], result=PrintedCopy(COVER, PAPER, 1))
    window, page = opened(tracker)
    choose_team(page)
    out = tmp_path / "printed.pdf"
    page.copies.any_printer = lambda: True
    page.copies.choose_printer = lambda: a_printer(out)
    press("Ctrl+P")
    write("inspector")
    press("Tab")
    write("meeting")
    press("Return")
    assert tracker.done == [PrintReport("officer-902", "WD-2026-46", "inspector", "meeting")]
    assert window.status.said.text() == "Printed: weekly drift report WD-2026-46, copy 1."
    with pypdfium2.PdfDocument(out) as printed:
        assert len(printed) == 4
        width, height = printed[0].get_size()
        assert (round(width), round(height)) == (595, 842)
        inked = printed[0].render(scale=1, grayscale=True)
        assert min(bytes(inked.buffer)) < 128
    window.close()


def test_without_a_printer_the_banner_says_so_and_save_still_works(opened: Open, tmp_path: Path) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[PrintReport] = Changes.of(report=["report-0"], result=PrintedCopy(COVER, PAPER, 1))
    window, page = opened(tracker)
    choose_team(page)
    page.copies.any_printer = lambda: False
    press("Ctrl+P")
    assert "No printer is set up" in window.problem_banner.words.text()
    assert tracker.done == []
    page.copies.choose_file = lambda name: tmp_path / name
    press("Ctrl+S")
    write("inspector")
    press("Tab")
    write("meeting")
    press("Return")
    assert (tmp_path / "WD-2026-46.pdf").exists()
    window.close()


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
def test_a_printer_that_fails_is_said_and_printing_again_logs_no_second_copy(opened: Open, tmp_path: Path) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[PrintReport] = Changes.of(report=["report-0"], result=PrintedCopy(COVER, PAPER, 3))
    window, page = opened(tracker)
    choose_team(page)
    page.copies.any_printer = lambda: True
    page.copies.choose_printer = lambda: a_printer(tmp_path / "no such folder" / "printed.pdf")
    press("Ctrl+P")
    write("inspector")
    press("Tab")
    write("meeting")
    press("Return")
    said = window.problem_banner.words.text()
    assert said.startswith("Not printed: weekly drift report WD-2026-46, copy 3. ")
    assert "It stays logged" in said
    out = tmp_path / "printed.pdf"
    page.copies.choose_printer = lambda: a_printer(out)
    window.problem_banner.try_again.click()
    assert out.exists()
    assert len(tracker.done) == 1
    window.close()


def test_no_printer_chosen_makes_no_copy(opened: Open) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    choose_team(page)
    page.copies.any_printer = lambda: True
    page.copies.choose_printer = lambda: None
    press("Ctrl+P")
    assert page.drawer() is None
    assert tracker.done == []
    window.close()


@pytest.fixture
def background() -> Iterator[Background]:
    """The real one, with its threads."""
    lanes = Background()
    yield lanes
    lanes.shut_down()


def test_printing_draws_its_pages_in_other_threads(qtbot: QtBot, background: Background, tmp_path: Path) -> None:
    ended: list[Exception | None] = []
    out = tmp_path / "printed.pdf"
    job = PrintJob(background, a_printer(out), (COVER, PAPER), lambda: ended.append(None), ended.append, background)
    job.start()
    assert ended == []
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [None]
    with pypdfium2.PdfDocument(out) as printed:
        assert len(printed) == 4


def test_a_paper_that_cannot_be_read_fails_the_job(qtbot: QtBot, background: Background, tmp_path: Path) -> None:
    ended: list[Exception | None] = []
    out = tmp_path / "printed.pdf"
    job = PrintJob(background, a_printer(out), (b"no PDF",), lambda: ended.append(None), ended.append, background)
    job.start()
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], pypdfium2.PdfiumError)
    assert not isinstance(ended[0], PrinterTrouble)


def test_weeks_are_numbered_as_in_iso_8601() -> None:
    assert iso_number(date(2025, 12, 29)) == "2026-W01"
    assert iso_number(date(2026, 12, 28)) == "2026-W53"
    offered = weeks(date(2026, 11, 20))
    assert [(week.monday, week.over) for week in offered[:2]] == [(THIS_MONDAY, False), (LAST_MONDAY, True)]
    assert weeks(THIS_MONDAY)[1].monday == LAST_MONDAY
    assert weeks(date(2026, 11, 22))[0].sunday == date(2026, 11, 22)


def test_every_control_has_a_name_and_is_reached_by_tab(opened: Open, tmp_path: Path) -> None:
    tracker = a_unit_with_papers()
    window, page = opened(tracker)
    page.copies.choose_file = lambda name: tmp_path / name
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    choose_team(page)
    press("Ctrl+S")
    assert nameless(page) == []
    window.close()
