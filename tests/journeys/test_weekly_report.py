"""Journey 8.3: the supervisor freezes a week, sees it, saves and prints copies; a paper never changes any more."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from tests.cores import ACCOUNT, SUPERVISOR
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, rows_of
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, LATE, at, complete
from tests.ui.keyboard import focused
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.frozen_reports import FrozenReportRow, ReportListQuestion, ReportQuestion
from ui.pages.reports.reports_page import ReportsPage

NUMBER = "WD-2026-0001"
WEEK = "2026-W46: Mon 9 Nov 2026 – Sun 15 Nov 2026"


def reports(desk: Desk) -> ReportsPage:
    """Go to the reports."""
    if desk.page().page_name != "reports":
        desk.go_to("reports")
    page = desk.page()
    assert isinstance(page, ReportsPage)
    return page


def freeze(desk: Desk) -> ReportsPage:
    """Freeze the last whole week."""
    page = reports(desk)
    assert page.choice.week_field.currentText() == WEEK
    desk.tab_to("Freeze and number")
    desk.press("Space")
    assert desk.said() == f"Frozen: {NUMBER}."
    return page


def copy(desk: Desk, key: str, recipient: str, reason: str) -> None:
    """Ask for a copy, say for whom it is and why."""
    desk.press(key)
    desk.write(recipient)
    desk.press("Tab")
    desk.write(reason)
    desk.press("Return")


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def frozen(place: Path, time: StoppedTime) -> tuple[FrozenReportRow, bytes]:
    """Give the one paper that is stored, and its bytes."""
    with another_workstation(place, time, ACCOUNT) as core:
        (row,) = core.ask(ReportListQuestion(SUPERVISOR))
        pdf: bytes = core.ask(ReportQuestion(SUPERVISOR, row.number)).pdf
    return row, pdf


def test_a_supervisor_freezes_sees_and_saves_the_week(
    supervisor: Desk, place: Path, time: StoppedTime, tmp_path: Path
) -> None:
    desk = supervisor
    page = reports(desk)
    assert page.choice.standing().startswith("This week is over and not frozen yet.")
    freeze(desk)
    assert page.choice.standing() == f"{NUMBER}, frozen Fri 20 Nov 2026 09:41, 0 copies made."
    assert page.paper.page_count() > 0
    desk.wait_until(lambda: bool(page.paper.drawn()))
    asked: list[str] = []

    def choose(name: str) -> Path:
        asked.append(name)
        return tmp_path / name

    page.copies.choose_file = choose
    copy(desk, "Ctrl+S", "detective inspector", "Monday meeting")
    assert asked == [f"{NUMBER}.pdf"]
    assert desk.said() == f"Saved: {NUMBER}.pdf, and its cover sheet {NUMBER}-cover-1.pdf."
    saved = (tmp_path / f"{NUMBER}.pdf").read_bytes()
    row, stored = frozen(place, time)
    assert saved == stored
    assert row.digest == sha256(saved).hexdigest()
    assert (row.number, row.monday, row.copies) == (NUMBER, date(2026, 11, 9), 1)
    words = words_of(saved)
    for expected in (NUMBER, "OFFICIAL-SENSITIVE", LATE, "ABE interview"):
        assert expected in words
    cover = words_of((tmp_path / f"{NUMBER}-cover-1.pdf").read_bytes())
    for expected in (NUMBER, "DS 902 Ade", "detective inspector", "Monday meeting", sha256(saved).hexdigest()[:16]):
        assert expected in cover


def test_every_teams_paper_is_saved_in_one_step(supervisor: Desk, tmp_path: Path) -> None:
    desk, folder = supervisor, tmp_path / "papers"
    folder.mkdir()
    reports(desk).week_copies.choose_folder = lambda: folder
    copy(desk, "Ctrl+F10", "detective inspector", "Monday meeting")
    desk.wait_until(lambda: desk.said().startswith("Saved: "))
    names = sorted(path.name for path in folder.iterdir())
    assert desk.said() == f"Saved: {len(names) // 2} papers, each with its cover sheet."
    assert names[:4] == [
        f"{NUMBER}-cover-1.pdf", f"{NUMBER}.pdf", "WD-2026-0002-cover-1.pdf", "WD-2026-0002.pdf",
    ]  # fmt: skip
    assert LATE in words_of((folder / f"{NUMBER}.pdf").read_bytes())
    assert reports(desk).choice.standing() == f"{NUMBER}, frozen Fri 20 Nov 2026 09:41, 1 copy made."


def test_a_later_entry_does_not_alter_a_frozen_paper(
    supervisor: Desk, place: Path, time: StoppedTime, tmp_path: Path
) -> None:
    desk = supervisor
    page = freeze(desk)
    before = frozen(place, time)[1]
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = next(row.case_id for row in core.ask(CaseloadQuestion(SUPERVISOR)).rows if row.reference == LATE)
        complete(core, case_id, "abe_interview", date(2026, 11, 13))
    time.move_to(at(12, 7))
    desk.press("F5")
    page.copies.choose_file = lambda name: tmp_path / name
    copy(desk, "Ctrl+S", "superintendent", "asked for it again")
    assert (tmp_path / f"{NUMBER}.pdf").read_bytes() == before == frozen(place, time)[1]


def test_a_paper_is_there_again_after_a_restart(
    sit_down: Callable[[str], Desk], no_ticks: None, place: Path, time: StoppedTime, tmp_path: Path
) -> None:
    desk = sit_down(ACCOUNT)
    freeze(desk)
    before = frozen(place, time)[1]
    desk.leave()
    again = sit_down(ACCOUNT)
    page = reports(again)
    assert page.choice.standing().startswith(f"{NUMBER}, frozen")
    assert [row["Number"] for row in rows_of(page.choice.view)] == [NUMBER]
    page.copies.choose_file = lambda name: tmp_path / name
    copy(again, "Ctrl+S", "inspector", "weekly meeting")
    assert (tmp_path / f"{NUMBER}.pdf").read_bytes() == before


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_fails_leaves_saving_possible(
    supervisor: Desk, place: Path, time: StoppedTime, tmp_path: Path
) -> None:
    desk = supervisor
    page = freeze(desk)
    page.copies.any_printer = lambda: False
    desk.press("Ctrl+P")
    assert desk.window.problem_banner.isVisible()
    assert desk.window.problem_banner.words.text().startswith("No printer is set up on this machine. Saving works")
    page.copies.any_printer = lambda: True
    page.copies.choose_printer = lambda: a_printer(tmp_path / "no such folder" / "out.pdf")
    copy(desk, "Ctrl+P", "inspector", "weekly meeting")
    desk.wait_until(lambda: desk.window.problem_banner.words.text().startswith("Not printed: "))
    assert f"{NUMBER}, copy 1. " in desk.window.problem_banner.words.text()
    page.copies.choose_file = lambda name: tmp_path / name
    copy(desk, "Ctrl+S", "inspector", "weekly meeting")
    assert desk.said() == f"Saved: {NUMBER}.pdf, and its cover sheet {NUMBER}-cover-2.pdf."
    assert (tmp_path / f"{NUMBER}.pdf").read_bytes() == frozen(place, time)[1]


def test_what_the_printer_gets_is_the_cover_sheet_and_the_paper(supervisor: Desk, tmp_path: Path) -> None:
    desk = supervisor
    page = freeze(desk)
    out = tmp_path / "printed.pdf"
    page.copies.any_printer = lambda: True
    page.copies.choose_printer = lambda: a_printer(out)
    copy(desk, "Ctrl+P", "inspector", "weekly meeting")
    desk.wait_until(lambda: desk.said() == f"Printed: weekly drift report {NUMBER}, copy 1.")
    with pypdfium2.PdfDocument(out) as printed:
        assert len(printed) == 1 + page.paper.page_count()


def a_printer(path: Path) -> QPrinter:
    """A printer that writes a file; it does not take the paper where there is no such folder."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def test_a_week_without_cases_is_a_sentence_and_no_paper(supervisor: Desk, place: Path, time: StoppedTime) -> None:
    desk = supervisor
    page = reports(desk)
    desk.tab_to("Week")
    for _ in range(2):
        desk.press("Down")
    assert page.choice.week_field.currentText().startswith("2026-W44")
    assert page.choice.standing() == "There was no open case in this week, so there is no paper."
    assert page.paper.page_count() == 0
    assert not page.choice.freeze.isVisible()
    assert not desk.window.commands.action("print").isEnabled()
    assert focused() is page.choice.week_field
    with another_workstation(place, time, ACCOUNT) as core:
        assert core.ask(ReportListQuestion(SUPERVISOR)) == ()


def test_a_week_that_runs_is_a_draft(supervisor: Desk) -> None:
    desk = supervisor
    page = reports(desk)
    desk.tab_to("Week")
    desk.press("Up")
    assert page.choice.week_field.currentText().startswith("2026-W47")
    assert "Shown is a draft without a number." in page.choice.standing()
    assert page.paper.page_count() > 0
    assert not desk.window.commands.action("save_copy").isEnabled()


def test_a_detective_cannot_freeze_the_week(
    sit_down: Callable[[str], Desk], no_ticks: None, place: Path, time: StoppedTime
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    page = reports(desk)
    assert page.choice.standing() == "There is no such record, or you may not see it."
    assert not page.choice.freeze.isVisible()
    desk.tab_to("Team")
    desk.press("Down")
    assert page.choice.team_field.currentText() == "North"
    desk.tab_to("Freeze and number")
    desk.press("Space")
    assert page.choice.standing() == "Your role does not allow this. Ask a supervisor."
    with another_workstation(place, time, ACCOUNT) as core:
        assert core.ask(ReportListQuestion(SUPERVISOR)) == ()
