"""The daily digest on Reports: seen as it stands, printed or saved for somebody, put away for the weekly paper."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import settle
from tests.ui.keyboard import press, write
from tests.ui.opened import open_page
from tests.ui.pages.a_paper import a_drawn_digest, a_pdf, a_unit_with_papers
from tests.ui.parts import form_of
from tracker.actions.print_digest import PrintDigest
from tracker.changes import Changes
from tracker.errors import NotFound, RuleBroken
from tracker.rows.digest import DigestQuestion, PrintedDigest
from tracker.rows.frozen_reports import DraftReportQuestion, ReportQuestion
from tracker.rows.weekly_drift import WeeklyDriftQuestion
from ui.dialogs.print_digest_dialog import PrintDigestDialog
from ui.main_window.main_window import MainWindow
from ui.pages.reports.paper_choice import DIGEST, WEEKLY
from ui.pages.reports.reports_page import ReportsPage

DRAWN = a_pdf(2, "Daily digest")
Open = Callable[[FakeTracker], tuple[MainWindow, ReportsPage]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window at the daily digest."""

    def open_it(tracker: FakeTracker) -> tuple[MainWindow, ReportsPage]:
        window, page = open_page(qtbot, tracker, ReportsPage, [ReportsPage])
        page.choice.kind_field.set_choice(DIGEST)
        settle()
        return window, page

    return open_it


def a_tracker() -> FakeTracker:
    tracker = a_unit_with_papers()
    tracker.answers[PrintDigest] = Changes.of(result=PrintedDigest(DRAWN, "digest"))
    return tracker


def test_it_is_seen_as_it_stands_without_week_and_list(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    assert page.paper.page_count() > 0
    assert page.choice.standing().startswith("17 alerts open, 2 critical; 3 acknowledged and lapsed.")
    assert page.choice.week_field.isHidden()
    assert page.choice.view.isHidden()
    assert page.choice.freeze.isHidden()
    team = page.choice.team_field.choices()[1]
    page.choice.team_field.set_choice(team)
    settle()
    asked = [question.team_id for question in tracker.asked if isinstance(question, DigestQuestion)]
    assert asked == [None, team.team_id]
    tracker.answers[DigestQuestion] = lambda _question: replace(a_drawn_digest(), pdf=DRAWN)
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


def test_a_copy_is_saved_for_somebody(opened: Open, tmp_path: Path) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    page.digests.choose_file = lambda name: tmp_path / name
    press("Ctrl+S")
    form = form_of(page, PrintDigestDialog)
    assert form.accessibleName() == "Daily digest of Fri 20 Nov 2026, whole unit"
    press("Return")
    assert form.problem_of("recipient") == "Say whom the copy is for."
    write("inspector")
    press("Tab")
    write("morning meeting")
    press("Return")
    today = page.context.time.today()
    assert tracker.done == [PrintDigest("officer-902", None, today, "inspector", "morning meeting")]
    assert (tmp_path / "daily-digest.pdf").read_bytes() == DRAWN
    assert window.status.said.text() == "Saved: daily-digest.pdf, the daily digest."
    window.close()


def test_without_a_printer_nothing_is_asked_and_nothing_logged(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    page.digests.any_printer = lambda: False
    press("Ctrl+P")
    assert "No printer is set up" in window.problem_banner.words.text()
    page.digests.any_printer, page.digests.choose_printer = (lambda: True), (lambda: None)
    press("Ctrl+P")
    page.digests.choose_file = lambda _name: None
    press("Ctrl+S")
    assert page.drawer() is None
    assert tracker.done == []
    window.close()


@pytest.mark.parametrize("problem", [NotFound("not_found"), RuleBroken("digest_day_past", day="x")])
def test_why_there_is_none_is_said(opened: Open, problem: Exception) -> None:
    tracker = a_tracker()
    tracker.answers[DigestQuestion] = problem
    window, page = opened(tracker)
    assert page.paper.page_count() == 0
    assert page.choice.standing() == page.paper.accessibleDescription() != ""
    window.close()
