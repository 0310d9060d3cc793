"""Papers of how things stand, on Reports: asked by their fields, seen as drafts, printed or saved for somebody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import settle
from tests.ui.dialogs.test_letter_papers import a_printer
from tests.ui.keyboard import focused, press, write
from tests.ui.opened import open_page
from tests.ui.pages.a_paper import a_drawn_paper, a_pdf, a_unit_with_papers
from tests.ui.parts import form_of
from tracker.actions.print_paper import PrintPaper
from tracker.changes import Changes
from tracker.errors import NotFound, RuleBroken
from tracker.rows.caseload import Caseload, CaseloadQuestion
from tracker.rows.frozen_reports import DraftReportQuestion, ReportQuestion
from tracker.rows.papers import About, DrawnPaper, PaperQuestion, PrintedPaper
from tracker.rows.people import OfficersQuestion
from tracker.rows.weekly_drift import WeeklyDriftQuestion
from tracker.terms import PaperKind
from ui.dialogs.print_paper_dialog import PrintPaperDialog
from ui.main_window.main_window import MainWindow
from ui.page_context import Page
from ui.pages.bail.bail_page import BailPage
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.pages.devices.devices_page import DevicesPage
from ui.pages.reports.paper_choice import WEEKLY
from ui.pages.reports.reports_page import ReportsPage
from ui.pages.today.today_page import TodayPage
from ui.widgets.whose_field import ALL, MINE, TEAM

DRAWN, COVER = a_pdf(2, "Daily digest"), a_pdf(1, "Cover sheet")
Open = Callable[..., tuple[MainWindow, ReportsPage]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window at the daily digest, or at a record of the page."""

    def open_it(tracker: FakeTracker, record: str = PaperKind.DIGEST) -> tuple[MainWindow, ReportsPage]:
        window, page = open_page(qtbot, tracker, ReportsPage, [ReportsPage], record)
        settle()
        return window, page

    return open_it


def a_tracker(**person: str) -> FakeTracker:
    tracker = a_unit_with_papers(**person)
    printed = PrintedPaper("Daily digest", "DD-1", COVER, DRAWN, "digest")
    tracker.answers[PrintPaper] = Changes.of(result=printed)
    return tracker


def asked(tracker: FakeTracker) -> list[About]:
    return [question.about for question in tracker.asked if isinstance(question, PaperQuestion)]


def test_it_is_seen_as_it_stands_without_week_and_list(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    assert page.paper.page_count() > 0
    assert page.choice.standing().startswith("17 alerts open, 2 critical. Drawn at Fri 20 Nov 2026 09:41")
    assert page.choice.week_field.isHidden()
    assert page.choice.asked.case.isHidden()
    assert page.choice.view.isHidden()
    assert page.choice.freeze.isHidden()
    assert page.choice.actions_bar.findChild(QPushButton, "more_actions").isHidden()
    team = page.choice.team_field.choices()[1]
    page.choice.team_field.set_choice(team)
    settle()
    assert asked(tracker)[-1] == About(PaperKind.DIGEST, team_id=team.team_id)
    tracker.answers[PaperQuestion] = lambda _question: a_drawn_paper(pages=2)
    press("F5")
    assert page.paper.page_count() == 2
    window.close()


def test_the_weekly_paper_comes_back(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    tracker.asked.clear()
    page.choice.kind_field.set_choice(WEEKLY)
    settle()
    assert not page.choice.week_field.isHidden()
    assert not page.choice.view.isHidden()
    weekly = (WeeklyDriftQuestion, DraftReportQuestion, ReportQuestion)
    assert any(isinstance(question, weekly) for question in tracker.asked)
    window.close()


def test_of_a_case_it_is_asked_which_and_a_page_may_say_it(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker, PaperKind.WHY)
    assert page.choice.standing() == "Choose a case."
    assert page.choice.team_field.isHidden()
    assert not window.commands.action("print").isEnabled()
    page.choice.asked.case.setFocus()
    chosen = tracker.answers[CaseloadQuestion].rows[0]
    write(chosen.reference)
    press("Return")
    assert asked(tracker)[-1] == About(PaperKind.WHY, chosen.case_id)
    assert window.commands.action("print").isEnabled()
    window.go_to("reports", "bail_sheet/case-1/arrest-7")
    settle()
    assert asked(tracker)[-1] == About(PaperKind.BAIL_SHEET, "case-1", "arrest-7")
    page.choice.asked.case.set_officer(chosen.case_id)
    assert asked(tracker)[-1] == About(PaperKind.BAIL_SHEET, chosen.case_id)
    window.close()


@pytest.mark.parametrize(
    ("kind", "record", "about"),
    [
        (TodayPage, None, About(PaperKind.TODO)),
        (CaseloadPage, None, About(PaperKind.CASELOAD, team_id="team-1")),
        (BailPage, None, About(PaperKind.BAIL_REGISTER)),
        (DevicesPage, None, About(PaperKind.DEVICES)),
        (CaseFilePage, "case-0", About(PaperKind.CHRONOLOGY, "case-0")),
    ],
)
def test_a_page_leads_to_its_paper(qtbot: QtBot, kind: type[Page], record: str | None, about: About) -> None:
    tracker = a_tracker()
    window, _page = open_page(qtbot, tracker, kind, [kind, ReportsPage], record)
    settle()
    press("Ctrl+Shift+P")
    settle()
    assert asked(tracker)[-1] == about
    assert window.pages.current_name() == "reports"
    page = window.pages.page("reports")
    assert isinstance(page, ReportsPage)
    field = page.choice.first_field()
    assert focused() in (field, *field.findChildren(QWidget))
    window.close()


def test_the_paper_is_of_the_team_that_is_shown_or_of_the_person_alone(qtbot: QtBot) -> None:
    me = a_tracker().answers[OfficersQuestion].officers[0].officer_id
    tracker = a_tracker(officer_id=me)
    window, page = open_page(qtbot, tracker, BailPage, [BailPage, CaseloadPage, ReportsPage])
    page.whose.set_choice(TEAM)
    press("Ctrl+Shift+P")
    settle()
    assert asked(tracker)[-1] == About(PaperKind.BAIL_REGISTER, team_id="team-1")
    window.go_to("caseload")
    caseload = window.pages.page("caseload")
    assert isinstance(caseload, CaseloadPage)
    for whose, about in (
        (MINE, About(PaperKind.CASELOAD, officer_id=me)),
        (TEAM, About(PaperKind.CASELOAD, team_id="team-1")),
        (ALL, About(PaperKind.CASELOAD)),
    ):
        window.go_to("caseload")
        caseload._buttons[whose].click()
        press("Ctrl+Shift+P")
        settle()
        assert asked(tracker)[-1] == about
    window.close()


def test_a_review_leads_to_its_paper(qtbot: QtBot) -> None:
    tracker = a_tracker()
    window, page = open_page(qtbot, tracker, CaseFilePage, [CaseFilePage, ReportsPage], "case-0")
    page.tabs.setCurrentWidget(page.reviews)
    settle()
    page.reviews.view.select_first()
    press("Ctrl+Shift+P")
    settle()
    assert asked(tracker)[-1] == About(PaperKind.REVIEW, "case-0", "review-0")
    window.close()


def test_a_pack_for_an_inspector_asks_for_a_period_and_a_lot(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker, PaperKind.INSPECTION)
    fields = page.choice.asked
    quarter = About(PaperKind.INSPECTION, first=date(2026, 8, 21), last=date(2026, 11, 20), sample=10, seed="2026-11")
    assert asked(tracker)[-1] == quarter
    fields.sample.set_choice(0)
    fields.seed.setText("lot 2")
    fields.seed.editingFinished.emit()
    assert asked(tracker)[-1] == replace(quarter, sample=0, seed="lot 2")
    fields.first.set_text("no day")
    assert page.choice.standing() == "Say from which day to which."
    assert not window.commands.action("print").isEnabled()
    window.close()


def test_an_officer_or_a_team_is_chosen_for_a_to_do(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker, PaperKind.TODO)
    assert asked(tracker)[-1] == About(PaperKind.TODO)
    team = page.choice.team_field.choices()[1]
    page.choice.team_field.set_choice(team)
    assert asked(tracker)[-1] == About(PaperKind.TODO, team_id=team.team_id)
    someone = tracker.answers[OfficersQuestion].officers[0]
    page.choice.asked.officer.setFocus()
    write(someone.title)
    press("Return")
    assert asked(tracker)[-1] == About(PaperKind.TODO, officer_id=someone.officer_id)
    window.close()


def test_a_copy_is_saved_for_somebody(opened: Open, tmp_path: Path) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    page.now_copies.choose_file = lambda name: tmp_path / name
    press("Ctrl+S")
    form = form_of(page, PrintPaperDialog)
    assert form.accessibleName() == "Daily digest: Fri 20 Nov 2026, all teams"
    press("Return")
    assert form.problem_of("recipient") == "Say whom the copy is for."
    write("inspector")
    press("Tab", "Return")
    assert form.problem_of("reason") == "Say why the copy is made."
    write("morning meeting")
    press("Return")
    assert tracker.done == [PrintPaper("officer-902", About(PaperKind.DIGEST), "inspector", "morning meeting")]
    assert (tmp_path / "digest.pdf").read_bytes() == DRAWN
    assert (tmp_path / "digest-cover.pdf").read_bytes() == COVER
    assert window.status.said.text() == "Saved: digest.pdf, and its cover sheet digest-cover.pdf."
    window.close()


def test_a_copy_is_printed_with_its_cover_sheet_first(opened: Open, tmp_path: Path) -> None:
    window, page = opened(a_tracker())
    page.now_copies.any_printer, page.now_copies.choose_printer = (
        lambda: True,
        lambda: a_printer(tmp_path / "out.pdf"),
    )
    press("Ctrl+P")
    write("inspector")
    press("Tab")
    write("morning meeting")
    press("Return")
    settle()
    assert window.status.said.text() == "Printed: daily digest DD-1."
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as printed:
        assert len(printed) == 3
    window.close()


def test_without_a_printer_nothing_is_asked_and_nothing_logged(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    page.now_copies.any_printer = lambda: False
    press("Ctrl+P")
    assert "No printer is set up" in window.problem_banner.words.text()
    page.now_copies.any_printer, page.now_copies.choose_printer = (lambda: True), (lambda: None)
    press("Ctrl+P")
    page.now_copies.choose_file = lambda _name: None
    press("Ctrl+S")
    assert page.drawer() is None
    assert tracker.done == []
    window.close()


def test_a_copy_goes_where_it_was_chosen_to_go_whatever_is_chosen_meanwhile(opened: Open, tmp_path: Path) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    page.now_copies.choose_file = lambda name: tmp_path / "no such folder" / name
    press("Ctrl+S")
    write("inspector")
    press("Tab")
    write("morning meeting")
    press("Return")
    assert "digest.pdf was not written" in window.problem_banner.words.text()
    page.now_copies.any_printer, page.now_copies.choose_printer = (
        lambda: True,
        lambda: a_printer(tmp_path / "out.pdf"),
    )
    press("Ctrl+P")
    form = form_of(page, PrintPaperDialog)
    page.now_copies.choose_file = lambda _name: None
    window.problem_banner.try_again.click()
    press("Ctrl+S")
    assert form_of(page, PrintPaperDialog) is form
    form.setFocus()
    write("inspector")
    press("Tab")
    write("morning meeting")
    press("Return")
    settle()
    assert window.status.said.text() == "Printed: daily digest DD-1."
    assert (tmp_path / "out.pdf").exists()
    assert len(tracker.done) == 2
    window.close()


def test_only_what_was_drawn_is_copied_and_named(opened: Open, tmp_path: Path) -> None:
    tracker = a_tracker()
    window, page = opened(tracker, "chronology/case-0")
    page.now_copies.choose_file = lambda name: tmp_path / name
    save = window.commands.action("save_copy")
    assert save.isEnabled()
    while_drawn: list[bool] = []

    def draw(question: PaperQuestion) -> DrawnPaper:
        while_drawn.append(save.isEnabled())
        page.page_commands()["save_copy"]()
        return replace(a_drawn_paper(), about=question.about.case)

    tracker.answers[PaperQuestion] = draw
    page.choice.asked.case.set_officer("case-1")
    assert while_drawn == [False]
    assert page.drawer() is None
    press("Ctrl+S")
    form = form_of(page, PrintPaperDialog)
    assert (form.accessibleName(), form.record_id()) == ("Chronology: case-1", "chronology/case-1")
    form.cancel()
    tracker.answers[PaperQuestion] = NotFound("not_found")
    page.choice.asked.case.set_officer("case-0")
    assert not save.isEnabled()
    page.page_commands()["print"]()
    page.page_commands()["save_copy"]()
    assert page.drawer() is None
    window.close()


def test_cases_that_come_late_say_nothing_of_the_weekly_paper(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker, "")
    page.choice.team_field.set_choice(page.choice.team_field.choices()[1])
    said = page.choice.standing()
    cases = tracker.answers[CaseloadQuestion]

    def go_back(_question: CaseloadQuestion) -> Caseload:
        page.choice.kind_field.set_choice(WEEKLY)
        return cases

    tracker.answers[CaseloadQuestion] = go_back
    page.choice.kind_field.set_choice(PaperKind.CHRONOLOGY)
    assert page.choice.standing() == said
    assert said.startswith("WD-2026-46, frozen")
    assert page.paper.page_count() == 3
    window.close()


@pytest.mark.parametrize("problem", [NotFound("not_found"), RuleBroken("digest_day_past", day="x")])
def test_why_there_is_none_is_said(opened: Open, problem: Exception) -> None:
    tracker = a_tracker()
    tracker.answers[PaperQuestion] = problem
    window, page = opened(tracker)
    assert page.paper.page_count() == 0
    assert page.choice.standing() == page.paper.accessibleDescription() != ""
    window.close()
