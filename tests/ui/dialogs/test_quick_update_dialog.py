"""Quick update: what is typed narrows the list and says the day; the line that is picked is what is recorded."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker, InlineBackground
from tests.gallery.pictures import a_window, settle
from tests.quick_rows import ENTRIES, a_quick_update
from tests.rows_to_show import a_unit
from tests.ui.accessible import without_a_name
from tests.ui.held import hold
from tests.ui.keyboard import focused, press, write
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.record_chase import RecordChase
from tracker.actions.record_event import RecordEvent
from tracker.actions.withdraw_chase import WithdrawChase
from tracker.changes import Changes
from tracker.errors import RuleBroken, StaleRecord, StorageProblem
from tracker.rows.quick_update import QuickCases, QuickCasesQuestion, QuickUpdateQuestion
from tracker.terms import ChaseWay, Holder
from ui.dialogs.quick_lines import lines_of, narrowed, split_day
from ui.dialogs.quick_update_dialog import QuickUpdateDialog, Step
from ui.main_window.main_window import MainWindow
from ui.pages.today.today_page import TodayPage

TODAY = date(2026, 11, 20)


@pytest.fixture
def tracker() -> FakeTracker:
    """A unit in which everything succeeds."""
    made = a_unit()
    made.answers[CompleteMilestone] = lambda request: Changes.of(
        case=[request.case_id], milestone=[request.milestone_id], alert=None, result=3
    )
    made.answers[RecordEvent] = Changes.of(case=["case-0"], milestone=["new"], alert=None, result=0)
    made.answers[RecordChase] = Changes.of(case=["case-0"], milestone=None, alert=None, result="chase-1")
    return made


@pytest.fixture
def window(qtbot: QtBot, tracker: FakeTracker) -> Iterator[MainWindow]:
    """The window at the first page."""
    made = a_window(tracker, [TodayPage])
    hold(qtbot, made)
    yield made
    made.close()


def opened(window: MainWindow) -> QuickUpdateDialog:
    press("Ctrl+K")
    (dialog,) = window.findChildren(QuickUpdateDialog)
    settle()
    return dialog


def at_what(window: MainWindow) -> QuickUpdateDialog:
    dialog = opened(window)
    write("305")
    press("Return")
    assert dialog.step() is Step.WHAT
    return dialog


def shown(dialog: QuickUpdateDialog) -> list[str]:
    return [f"{line.text} · {line.entry.subject}" for line in dialog.lines.row_model().shown]


@pytest.mark.parametrize(
    ("typed", "words", "on"),
    [
        ("", "", TODAY),
        ("a", "a", TODAY),
        ("a y", "a", date(2026, 11, 19)),
        ("abe done yesterday", "abe done", date(2026, 11, 19)),
        ("a 17 nov", "a", date(2026, 11, 17)),
        ("a 17/11/26", "a", date(2026, 11, 17)),
        ("u -3", "u", date(2026, 11, 17)),
        ("u fri", "u", TODAY),
        ("yesterday", "yesterday", TODAY),
        ("third party", "third party", TODAY),
        ("  m  t ", "m", TODAY),
    ],
)
def test_the_day_stands_at_the_end_and_never_first(typed: str, words: str, on: date) -> None:
    assert split_day(typed, TODAY) == (words, on)


def test_the_commonest_come_first_with_their_letters_then_a_chase_then_what_waits() -> None:
    lines = lines_of(ENTRIES, TODAY, TODAY)
    assert [(line.code, line.entry.subject) for line in lines][:8] == [
        ("a", "Child 1"), ("a", "Child 2"), ("d", "EX2, phone"), ("u", "Child 1"), ("m", "Child 1"), ("f", "Suspect 1"),
        ("c", "Suspect 1"), ("", "EX1, computer"),
    ]  # fmt: skip
    assert len({line.key for line in lines}) == len(lines)
    assert sum(line.way is not None for line in lines) == 2 * len(ChaseWay)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("a", "ABE interview held"),
        ("A", "ABE interview held"),
        ("a 2", "ABE interview held"),
        ("phone sent", "Device submitted to the laboratory"),
        ("d", "Device submitted to the laboratory"),
        ("told", "Child and family updated"),
        ("report back", "Medical report received"),
        ("f", "File sent to the CPS"),
        ("c", "Chased CPS (phone): Charging decision"),
        ("chased health", "Chased health (phone): Medical report received"),
        ("c e-m", "Chased CPS (e-mail): Charging decision"),
        ("serg", "Sergeant's review"),
        ("scene done", "Scene examined"),
    ],
)
def test_typing_finds_by_letter_or_by_words_in_any_order(typed: str, first: str) -> None:
    assert narrowed(lines_of(ENTRIES, TODAY, TODAY), typed)[0].text == first


def test_one_of_two_children_is_found_by_the_label() -> None:
    found = narrowed(lines_of(ENTRIES, TODAY, TODAY), "abe 2")
    assert [line.entry.subject for line in found] == ["Child 2"]


def test_a_waiting_milestone_is_completed_as_it_was_seen(window: MainWindow, tracker: FakeTracker) -> None:
    dialog = at_what(window)
    write("a y")
    assert shown(dialog)[:2] == ["ABE interview held · Child 1", "ABE interview held · Child 2"]
    press("Down", "Return")
    assert tracker.done == [
        CompleteMilestone("officer-902", "case-0", "abe_interview Child 2", 3, TODAY - timedelta(days=1))
    ]
    said = "Completed: ABE interview held · Child 2 · 44NI/00305/26, 3 working days late."
    assert window.status.said.text() == said
    assert window.status.undo_button.isVisible()
    settle()
    assert focused().window() is window


def test_what_nobody_waited_for_is_recorded_as_it_happened(window: MainWindow, tracker: FakeTracker) -> None:
    at_what(window)
    write("f")
    press("Return")
    assert tracker.done == [RecordEvent("officer-902", "case-0", "file_to_cps", TODAY, "subject Suspect 1")]
    assert window.status.said.text() == "Completed: File sent to the CPS · Suspect 1 · 44NI/00305/26."


def test_a_chase_takes_its_answer_and_can_be_taken_back(window: MainWindow, tracker: FakeTracker) -> None:
    dialog = at_what(window)
    write("chased health e")
    press("Return")
    assert dialog.step() is Step.ANSWER
    press("Escape")
    assert dialog.step() is Step.WHAT
    write("chased health e")
    press("Return")
    write("in the post")
    press("Return")
    assert tracker.done == [
        RecordChase("officer-902", "case-0", Holder.HEALTH, TODAY, ChaseWay.EMAIL, "medical_report Child 1",
                    answer="in the post")
    ]  # fmt: skip
    assert window.status.said.text() == (
        "Recorded: Chased health (e-mail): Medical report received · Child 1 · 44NI/00305/26."
    )
    window.status.undo()
    assert tracker.done[-1] == WithdrawChase("officer-902", "chase-1", 1, "Entry undone")
    assert window.status.said.text() == "Taken back: the chase."


def test_a_broken_rule_is_said_and_what_was_typed_stays(window: MainWindow, tracker: FakeTracker) -> None:
    dialog = at_what(window)
    tracker.answers[CompleteMilestone] = RuleBroken("date_in_future", field="on", on=date(2026, 12, 1))
    write("a 1/12/26")
    press("Return")
    assert dialog.problem() == "Tue 1 Dec 2026 is in the future. Enter the day it happened."
    assert dialog.field.text() == "a 1/12/26"
    write("6")
    assert dialog.problem() == ""


def test_what_somebody_changed_meanwhile_is_read_again(window: MainWindow, tracker: FakeTracker) -> None:
    dialog = at_what(window)
    tracker.answers[CompleteMilestone] = StaleRecord("stale", who="DC 3312 Patel", when=tracker.time.now())
    before = sum(isinstance(one, QuickUpdateQuestion) for one in tracker.asked)
    tracker.answers[QuickUpdateQuestion] = a_quick_update
    write("a")
    press("Return")
    assert dialog.problem().startswith("Changed by DC 3312 Patel")
    assert sum(isinstance(one, QuickUpdateQuestion) for one in tracker.asked) == before + 1
    assert dialog.step() is Step.WHAT


def test_cases_are_looked_for_once_the_typing_pauses(qtbot: QtBot, window: MainWindow, tracker: FakeTracker) -> None:
    dialog = opened(window)
    write("417")
    assert QuickCasesQuestion("officer-902", "417") not in tracker.asked
    qtbot.waitUntil(lambda: dialog.cases.row_model().rowCount() == 1)
    assert tracker.asked[-1] == QuickCasesQuestion("officer-902", "417")
    write("x")
    press("Return")
    assert dialog.step() is Step.CASE
    assert dialog._hint.text().startswith("No open case you may see")


def test_enter_before_the_answer_takes_a_case_only_where_there_is_one(window: MainWindow) -> None:
    dialog = opened(window)
    write("44NI")
    press("Return")
    assert dialog.step() is Step.CASE
    assert dialog._hint.text().startswith("5 more are not shown")
    press("Down", "Return")
    assert dialog.step() is Step.WHAT
    press("Escape")
    write("417")
    press("Return")
    assert dialog.step() is Step.WHAT


def test_nobody_without_cases_is_left_without_a_word(window: MainWindow, tracker: FakeTracker) -> None:
    dialog = opened(window)
    tracker.answers[QuickCasesQuestion] = QuickCases((), 0)
    press("Delete", "Return")
    assert dialog._hint.text() == "No open case has you as its OIC: type a part of a reference."
    press("Down", "Return")
    assert dialog.step() is Step.CASE


def test_a_store_that_cannot_be_read_is_said(window: MainWindow, tracker: FakeTracker) -> None:
    dialog = opened(window)
    tracker.answers[QuickUpdateQuestion] = StorageProblem("locked")
    write("305")
    press("Return")
    assert dialog.problem().startswith("Somebody else is writing")
    assert dialog.step() is Step.CASE


def test_while_it_is_saved_nothing_else_happens(window: MainWindow, tracker: FakeTracker) -> None:
    dialog = at_what(window)
    background = dialog._context.background
    assert isinstance(background, InlineBackground)
    kept: list[object] = []
    object.__setattr__(background, "do", lambda request, done, problem: kept.append(request))
    write("a")
    press("Return", "Return", "Escape")
    assert len(kept) == 1
    assert dialog.isVisible()
    assert dialog.field.isReadOnly()
    dialog._set_at_work(False)
    dialog.reject()


def test_everything_has_a_name_and_the_keys_move_in_the_list(window: MainWindow) -> None:
    dialog = at_what(window)
    assert without_a_name(dialog) == []
    rows = dialog.lines.row_model().rowCount()
    press("Down", "PageDown", "Up", "PageUp")
    assert dialog.lines.currentIndex().row() == 0
    for _ in range(rows):
        press("PageDown")
    assert dialog.lines.currentIndex().row() == rows - 1
    QTest.mouseClick(dialog.lines.viewport(), Qt.MouseButton.LeftButton)
    assert focused() is dialog.field
