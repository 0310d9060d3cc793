"""The letter of an escalation: seen before it is made, then printed or saved; nothing is logged that went nowhere."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import settle
from tests.ui.keyboard import press, write
from tests.ui.opened import open_page
from tests.ui.pages.a_paper import a_pdf, a_unit_with_papers
from tests.ui.parts import form_of
from tracker.actions.print_escalation_letter import PrintEscalationLetter
from tracker.changes import Changes
from tracker.errors import NotFound, RuleBroken
from tracker.rows.escalation_letter import EscalationLetterQuestion
from tracker.rows.papers import PrintedPaper
from ui.dialogs.letter_papers import LetterPapers
from ui.dialogs.print_letter_dialog import PrintLetterDialog
from ui.main_window.main_window import MainWindow
from ui.pages.awaited.awaited_page import AwaitedPage
from ui.pages.case_file.case_file_page import CaseFilePage

LETTER, COVER = a_pdf(1, "Letter"), a_pdf(1, "Cover sheet")
MADE = PrintEscalationLetter("officer-902", "case-0", "chase-1", "")
Open = Callable[[FakeTracker], tuple[MainWindow, AwaitedPage]]


def a_tracker() -> FakeTracker:
    tracker = a_unit_with_papers()
    result = PrintedPaper("Escalation letter", "EL-1", COVER, LETTER, "digest")
    tracker.answers[PrintEscalationLetter] = Changes.of(case=["case-0"], result=result)
    return tracker


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the open waits, with the letter of the first one shown."""

    def open_it(tracker: FakeTracker) -> tuple[MainWindow, AwaitedPage]:
        window, page = open_page(qtbot, tracker, AwaitedPage, [AwaitedPage, CaseFilePage])
        page.view.setFocus()
        press("Ctrl+P")
        settle()
        return window, page

    return open_it


def a_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def prints_on(letters: LetterPapers, path: Path) -> None:
    letters.any_printer = lambda: True
    letters.choose_printer = lambda: a_printer(path)


def test_the_letter_is_seen_before_it_is_made_and_again_with_their_reference(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    form = form_of(page, PrintLetterDialog)
    assert form.accessibleName() == "Letter: Laboratory manager, 44NI/00305/26"
    assert form.paper.page_count() == 1
    write("DFU 7")
    press("Tab")
    press("Shift+Backtab")
    press("Tab")
    asked = [question for question in tracker.asked if isinstance(question, EscalationLetterQuestion)]
    assert [question.their_reference for question in asked] == ["", "DFU 7"]
    assert (asked[0].case, asked[0].which) == ("case-0", "chase-1")
    assert tracker.done == []
    window.close()


def test_it_is_printed_with_its_number(opened: Open, tmp_path: Path) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    prints_on(page.forms.letters, tmp_path / "printed.pdf")
    press("Return")
    assert tracker.done == [MADE]
    assert window.status.said.text() == "Printed: escalation letter EL-1."
    assert page.drawer() is None
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as printed:
        assert len(printed) == 2
    window.close()


def test_it_is_saved_and_where_it_cannot_be_written_it_is_logged_once(opened: Open, tmp_path: Path) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    page.forms.letters.choose_file = lambda name: tmp_path / "no such folder" / name
    form_of(page, PrintLetterDialog).save.click()
    assert "escalation-letter.pdf was not written" in window.problem_banner.words.text()
    page.forms.letters.choose_file = lambda name: tmp_path / name
    window.problem_banner.try_again.click()
    assert (tmp_path / "escalation-letter.pdf").read_bytes() == LETTER
    assert (tmp_path / "escalation-letter-cover.pdf").read_bytes() == COVER
    assert window.status.said.text() == "Saved: escalation-letter.pdf, and its cover sheet escalation-letter-cover.pdf."
    assert tracker.done == [MADE]
    window.close()


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
def test_a_printer_that_fails_is_said_and_printing_again_logs_no_second_letter(opened: Open, tmp_path: Path) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    prints_on(page.forms.letters, tmp_path / "no such folder" / "printed.pdf")
    press("Return")
    assert "Not printed: escalation letter EL-1." in window.problem_banner.words.text()
    prints_on(page.forms.letters, tmp_path / "printed.pdf")
    window.problem_banner.try_again.click()
    assert (tmp_path / "printed.pdf").exists()
    assert tracker.done == [MADE]
    window.close()


def test_an_earlier_letter_sent_again_meanwhile_takes_no_way_out_from_another(opened: Open, tmp_path: Path) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    made = tracker.answers[PrintEscalationLetter]
    letters = page.forms.letters
    letters.choose_file = lambda name: tmp_path / "no such folder" / name
    form_of(page, PrintLetterDialog).save.click()
    letters.choose_file = lambda _name: None

    def make(_request: PrintEscalationLetter) -> Changes:
        window.problem_banner.try_again.click()
        return made

    tracker.answers[PrintEscalationLetter] = make
    prints_on(letters, tmp_path / "printed.pdf")
    press("Ctrl+P", "Return")
    assert len(tracker.done) == 2
    assert (tmp_path / "printed.pdf").exists()
    window.close()


def test_nothing_is_logged_where_no_printer_and_no_file_was_chosen(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    letters, form = page.forms.letters, form_of(page, PrintLetterDialog)
    letters.any_printer = lambda: False
    press("Return")
    assert "No printer is set up" in window.problem_banner.words.text()
    letters.any_printer, letters.choose_printer = (lambda: True), (lambda: None)
    letters.choose_file = lambda _name: None
    form.submit()
    form.save.click()
    assert tracker.done == []
    assert page.drawer() is form
    window.close()


def test_what_keeps_the_letter_from_being_made_is_said_in_the_form(opened: Open, tmp_path: Path) -> None:
    tracker = a_tracker()
    tracker.answers[EscalationLetterQuestion] = NotFound("not_found")
    tracker.answers[PrintEscalationLetter] = RuleBroken("chase_withdrawn")
    window, page = opened(tracker)
    form = form_of(page, PrintLetterDialog)
    assert form.paper.page_count() == 0
    assert form.paper.accessibleDescription()
    prints_on(page.forms.letters, tmp_path / "printed.pdf")
    press("Return")
    assert form.problem_of()
    assert not (tmp_path / "printed.pdf").exists()
    window.close()


def test_a_wait_that_was_not_escalated_has_no_letter(opened: Open) -> None:
    window, page = opened(a_tracker())
    page.close_drawer()
    page.view.select_key("milestone-4")
    assert not window.commands.action("print").isEnabled()
    page.view.select_key("milestone-0")
    assert window.commands.action("print").isEnabled()
    window.close()


def test_on_the_case_file_the_chosen_escalation_has_a_letter_and_a_chase_has_none(opened: Open) -> None:
    tracker = a_tracker()
    window, _ = opened(tracker)
    window.go_to("case_file", "case-0")
    page = window.pages.page("case_file")
    assert isinstance(page, CaseFilePage)
    page.tabs.setCurrentWidget(page.chases)
    settle()
    for key, may in (("chase-0", False), ("chase-1", True), ("chase-3", False)):
        page.chases.view.select_key(key)
        assert window.commands.action("print").isEnabled() is may, key
    page.chases.view.select_key("chase-1")
    page.chases.view.setFocus()
    press("Ctrl+P")
    assert form_of(page, PrintLetterDialog).record_id() == "chase-1"
    window.close()
