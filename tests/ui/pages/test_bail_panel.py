"""Bail of a case: each suspect, what happened to the bail, what does not count and why, and what comes next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.bail_rows import bail_of_a_case
from tests.fakes import FakeTracker
from tests.gallery.pictures import dress
from tests.rows_to_show import a_case_file, a_unit
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press, write
from tests.ui.opened import open_at_case
from tests.ui.parts import form_of
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.withdraw_bail_event import WithdrawBailEvent
from tracker.changes import Changes
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.case_file import CaseFileQuestion
from tracker.terms import BailEventKind, SubjectKind
from ui.bail_wording import row_key
from ui.main_window.main_window import MainWindow
from ui.page_context import BAIL_PART, part_of_case
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.state_marks import SIZE
from ui.tables.delegates import PAD
from ui.widgets.form import FormDrawer

Open = Callable[[FakeTracker], tuple[MainWindow, CaseFilePage]]
FIRST, SECOND = bail_of_a_case()


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the bail of the case "case-0"."""
    return lambda tracker: open_at_case(qtbot, tracker, part_of_case("case-0", BAIL_PART, row_key(FIRST)))


def test_each_suspect_is_a_row(opened: Open) -> None:
    window, page = opened(a_unit())
    model = page.bail.model
    shown = [[model.index(place, column).data() for column in range(7)] for place in range(model.rowCount())]
    assert shown == [
        ["on bail", "S1", "Mon 30 Nov 2026, or 29 Nov", "9 days left", "Superintendent or above", "by 29 Nov 26",
         "28 Feb 27"],
        ["under investigation", "S2", "no limit", "long: 96 days so far", "Inspector", "by 2 Dec 26", ""],
    ]  # fmt: skip
    assert focused() is page.bail.view
    window.close()


def test_each_event_says_whether_it_counts(opened: Open) -> None:
    window, page = opened(a_unit())
    model = page.bail.events_model
    counts = [column.title for column in model.columns].index("Counts")
    mark = model.columns[counts].mark
    assert mark is not None
    assert [(mark(row), model.columns[counts].text(row)) for row in model.shown] == [
        ("done", "counts"), ("done", "counts"), ("overdue", "not counted"), ("not_required", "taken back"),
    ]  # fmt: skip
    acting = [model.index(1, place).data() for place in range(model.columnCount())]
    assert acting[:8] == [
        "Wed 26 Aug 2026", "counts", "Extended to 6 months by an inspector", "DI 77 Lewis, acting inspector", "A B C D",
        "made and considered", "23 Aug 26", "26 Aug 26",
    ]  # fmt: skip
    page.bail.events.select_key("event-12")
    assert page.bail._event_words.text().startswith(
        "Extended to 9 months by an inspector · Not counted: an extension to 9 months needs a superintendent or above."
    )
    window.close()


def test_whether_an_event_counts_is_read_whole(qapp: QApplication, opened: Open) -> None:
    dress(qapp, "light")
    window, page = opened(a_unit())
    view = page.bail.events
    counts = [column.title for column in page.bail.events_model.columns].index("Counts")
    bold = QFont(view.font())
    bold.setBold(True)
    for place in range(page.bail.events_model.rowCount()):
        words = QFontMetrics(bold).horizontalAdvance(page.bail.events_model.index(place, counts).data())
        assert words + 2 * PAD + SIZE + 6 <= view.columnWidth(counts)
    window.close()


def test_the_account_follows_the_suspect(opened: Open) -> None:
    window, page = opened(a_unit())
    said = page.bail.account.lines()
    assert said[0] == "44NI/00305/26 · S1: on bail, 9 days left"
    assert "Law: Arrested on or after 28 October 2022" in said
    assert any("3 months beginning with this day" in line and "s.47ZB(1)(b)" in line for line in said)
    assert "What happened" not in said
    press("Down")
    said = page.bail.account.lines()
    assert said[0] == "44NI/00305/26 · S2: under investigation, long: 96 days since release"
    assert "RUI-03 · to be confirmed by the force" in said
    assert "Ends: No limit on a release under investigation" in said
    assert page.bail.events_model.rowCount() == 1
    window.close()


def test_a_case_leads_to_the_suspect_that_was_chosen_elsewhere(opened: Open) -> None:
    window, page = opened(a_unit())
    window.go_to("case_file", part_of_case("case-0", BAIL_PART, row_key(SECOND)))
    assert page.bail.chosen_bail() == SECOND
    window.close()


def test_an_arrest_is_recorded_by_keyboard_alone(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("Shift+A", "Tab", "Ctrl+A")
    write("18/11/26")
    press("Tab")
    write("released")
    press("Return")
    assert tracker.done == [
        RecordArrest("officer-902", "case-0", "suspect-1", date(2026, 11, 18), BailEventKind.RELEASED_ON_BAIL)
    ]
    assert window.status.said.text() == "Arrest recorded: Suspect 1."
    assert page.drawer() is None
    window.close()


def test_no_suspect_no_arrest(opened: Open) -> None:
    tracker = a_unit()
    subjects = tuple(row for row in a_case_file().subjects if row.subject_kind is not SubjectKind.SUSPECT)
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), subjects=subjects, bail=())
    window, page = opened(tracker)
    press("Shift+A")
    assert page.drawer() is None
    assert window.status.said.text() == "No suspect is on record for this case, so nobody can be arrested."
    window.close()


def test_a_case_without_an_arrest_says_so_and_takes_one(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), bail=())
    window, page = opened(tracker)
    assert page.bail._words.isVisible()
    assert page.bail._words.text() == "No arrest is on record for this case."
    assert page.tabs.tabText(1) == "Bail"
    enabled = window.commands.action
    assert not enabled("record_bail_event").isEnabled()
    assert not enabled("withdraw_bail_event").isEnabled()
    press("Shift+A")
    assert form_of(page, FormDrawer).accessibleName() == "Record arrest"
    window.close()


def test_an_event_is_withdrawn_with_the_reason(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    page.bail.events.setFocus()
    press("Down", "Shift+B")
    assert form_of(page, FormDrawer).field("reason") is focused()
    press("Ctrl+Return")
    assert form_of(page, FormDrawer).problem_of("reason") == "Say why it is withdrawn."
    write("entered for the wrong suspect")
    press("Ctrl+Return")
    assert tracker.done == [WithdrawBailEvent("officer-902", "case-0", "event-11", 1, "entered for the wrong suspect")]
    assert window.status.said.text() == "Withdrawn: Extended to 6 months by an inspector."
    window.close()


def test_what_was_taken_back_is_not_taken_back_again(opened: Open) -> None:
    window, page = opened(a_unit())
    page.bail.events.select_key("event-13")
    assert not window.commands.action("withdraw_bail_event").isEnabled()
    page.bail_forms.withdraw(page.bail.chosen_bail(), page.bail.chosen_event())
    assert page.drawer() is None
    window.close()


def test_a_refused_withdrawal_and_a_stale_one_keep_what_was_typed(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[WithdrawBailEvent] = RuleBroken("bail_event_withdrawn", kind=BailEventKind.EXTENDED)
    window, page = opened(tracker)
    press("Shift+B")
    write("twice")
    press("Ctrl+Return")
    form = form_of(page, FormDrawer)
    assert form.problem_of() == "This has been taken back already."
    tracker.answers[WithdrawBailEvent] = StaleRecord("stale", who="DS 700 Khan", when="10:42")
    press("Ctrl+Return")
    assert "DS 700 Khan" in form.problem_of()
    newer = replace(FIRST, events=(replace(FIRST.events[0], version=4), *FIRST.events[1:]))
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), bail=(newer,))
    tracker.answers[WithdrawBailEvent] = Changes()
    press("Space")
    form.submit()
    assert tracker.done[-1] == WithdrawBailEvent("officer-902", "case-0", "event-10", 4, "twice")
    window.close()


def test_letters_of_bail_work_in_its_lists_only(opened: Open) -> None:
    window, page = opened(a_unit())
    page.bail.events.setFocus()
    press("B")
    assert form_of(page, FormDrawer).accessibleName() == "Record bail event for S1"
    press("Escape")
    page.tabs.setCurrentWidget(page.milestones)
    page.milestones.view.setFocus()
    press("B")
    assert page.drawer() is None
    window.close()


def test_every_control_has_a_name_and_is_reached_by_tab(opened: Open) -> None:
    window, page = opened(a_unit())
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    window.close()
