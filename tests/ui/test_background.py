"""Work off the GUI thread, with the real workers."""

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tracker.changes import Changes
from tracker.errors import RuleBroken, Stopped
from tracker.watch import come_so_far
from ui.background import Background


class Gated(FakeTracker):
    """A tracker whose requests wait for the test."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.under_way = 0
        self.most_at_once = 0
        self.threads: set[int] = set()
        self._lock = threading.Lock()

    def do(self, request: Any) -> Changes:
        self._work()
        return Changes(result=request)

    def ask(self, question: Any) -> Any:
        self._work()
        return question

    def _work(self) -> None:
        with self._lock:
            self.under_way += 1
            self.most_at_once = max(self.most_at_once, self.under_way)
            self.threads.add(threading.get_ident())
        self.gate.wait(10)
        with self._lock:
            self.under_way -= 1


@pytest.fixture
def tracker() -> Gated:
    """A tracker that is let go at once, unless a test closes its gate."""
    made = Gated()
    made.gate.set()
    return made


@pytest.fixture
def background(qtbot: QtBot, tracker: Gated) -> Iterator[Background]:
    """The real background, shut down after the test."""
    made = Background(tracker)
    yield made
    tracker.gate.set()
    made.shut_down()


def test_a_request_is_done_elsewhere_and_its_changes_come_back_here(
    qtbot: QtBot, background: Background, tracker: Gated
) -> None:
    came: list[tuple[Any, QThread]] = []
    background.do("request", lambda changes: came.append((changes.result, QThread.currentThread())))
    assert came == []
    qtbot.waitUntil(lambda: bool(came))
    assert came == [("request", background.thread())]
    assert threading.get_ident() not in tracker.threads


def test_requests_are_done_one_at_a_time_and_in_order(qtbot: QtBot, background: Background, tracker: Gated) -> None:
    tracker.gate.clear()
    came: list[Any] = []
    for number in range(5):
        background.do(number, lambda changes: came.append(changes.result))
    tracker.gate.set()
    qtbot.waitUntil(lambda: len(came) == 5)
    assert came == [0, 1, 2, 3, 4]
    assert tracker.most_at_once == 1


def test_two_questions_are_answered_at_once(qtbot: QtBot, background: Background, tracker: Gated) -> None:
    tracker.gate.clear()
    came: list[Any] = []
    for number in range(5):
        background.ask(number, came.append)
    qtbot.waitUntil(lambda: tracker.under_way == 2)
    tracker.gate.set()
    qtbot.waitUntil(lambda: len(came) == 5)
    assert sorted(came) == [0, 1, 2, 3, 4]
    assert tracker.most_at_once == 2


def test_answers_come_back_in_the_order_of_their_questions(qtbot: QtBot) -> None:
    slow, told = threading.Event(), threading.Event()

    def answer(question: str) -> str:
        if question == "slow":
            slow.wait(10)
        else:
            told.set()
        return question

    background = Background(FakeTracker({str: answer}))
    came: list[str] = []
    background.ask("slow", came.append)
    background.ask("quick", came.append)
    qtbot.waitUntil(told.is_set)
    qtbot.wait(20)
    assert came == []
    slow.set()
    qtbot.waitUntil(lambda: len(came) == 2)
    assert came == ["slow", "quick"]
    background.shut_down()


def test_a_question_asked_aside_holds_up_no_other(qtbot: QtBot) -> None:
    slow = threading.Event()

    def answer(question: str) -> str:
        if question == "slow":
            slow.wait(10)
        return question

    background = Background(FakeTracker({str: answer}))
    came: list[str] = []
    background.ask_aside("slow", came.append)
    background.ask("quick", came.append)
    qtbot.waitUntil(lambda: came == ["quick"])
    slow.set()
    qtbot.waitUntil(lambda: came == ["quick", "slow"])
    background.shut_down()


def test_a_fault_in_one_answer_does_not_hold_up_the_next(qtbot: QtBot, background: Background, tracker: Gated) -> None:
    def fail(answer: Any) -> None:
        raise ValueError(answer)

    came: list[str] = []
    tracker.gate.clear()
    with qtbot.captureExceptions() as faults:
        background.ask("first", fail)
        background.ask("second", came.append)
        tracker.gate.set()
        qtbot.waitUntil(lambda: came == ["second"])
    assert [str(fault[1]) for fault in faults] == ["first"]


def test_other_work_does_not_hold_answers_up(qtbot: QtBot, background: Background) -> None:
    gate = threading.Event()
    came: list[Any] = []
    background.run(lambda: gate.wait(10), lambda result: came.append("work"))
    background.ask("question", came.append)
    qtbot.waitUntil(lambda: came == ["question"])
    gate.set()
    qtbot.waitUntil(lambda: came == ["question", "work"])


def test_a_problem_comes_back_to_whom_it_concerns(qtbot: QtBot) -> None:
    broken = RuleBroken("date_in_future", field="on")
    background = Background(FakeTracker({str: broken}))
    came: list[Exception] = []
    background.do("request", problem=came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert came == [broken]
    background.shut_down()


def test_a_problem_that_nobody_takes_is_told(qtbot: QtBot) -> None:
    background = Background(FakeTracker({str: ValueError("a fault")}))
    with qtbot.waitSignal(background.unhandled) as told:
        background.ask("question", lambda answer: None)
    assert isinstance(told.args[0], ValueError)
    background.shut_down()


def test_busy_is_told_once_for_all_work(qtbot: QtBot, background: Background, tracker: Gated) -> None:
    told: list[bool] = []
    background.busy.connect(told.append)
    tracker.gate.clear()
    came: list[Any] = []
    for number in range(3):
        background.ask(number, came.append)
    assert told == [True]
    tracker.gate.set()
    qtbot.waitUntil(lambda: len(came) == 3)
    assert told == [True, False]


def test_work_says_how_far_it_has_come_and_is_stopped_at_its_next_step(
    qtbot: QtBot, background: Background, tracker: Gated
) -> None:
    problems: list[Exception] = []
    tracker.gate.clear()

    def work() -> None:
        come_so_far(1, 3)
        tracker.gate.wait(10)
        come_so_far(2, 3)

    with qtbot.waitSignal(background.came_so_far) as told:
        background.run(work, problem=problems.append)
    assert told.args == [1, 3]
    background.stop()
    with qtbot.waitSignal(background.busy):
        tracker.gate.set()
    assert [type(problem) for problem in problems] == [Stopped]


def test_a_stop_with_nothing_under_way_does_nothing(qtbot: QtBot, background: Background) -> None:
    background.stop()
    answers: list[Any] = []
    with qtbot.waitSignal(background.busy, check_params_cb=lambda busy: not busy):
        background.ask("next", answers.append)
    assert answers == ["next"]


def test_a_result_outlives_a_collection_of_garbage(qtbot: QtBot, background: Background, tracker: Gated) -> None:
    tracker.gate.clear()
    came: list[Any] = []
    background.ask("question", came.append)
    gc.collect()
    tracker.gate.set()
    qtbot.waitUntil(lambda: came == ["question"])


class Receiver(QObject):
    """A widget's stand-in."""

    def __init__(self, came: list[Any]) -> None:
        super().__init__()
        self.came = came

    def take(self, result: Any) -> None:
        self.came.append(result)


def test_a_result_for_a_deleted_widget_is_dropped(qtbot: QtBot, background: Background, tracker: Gated) -> None:
    came: list[Any] = []
    tracker.gate.clear()
    receiver = Receiver(came)
    background.ask("for a deleted one", receiver.take)
    background.ask("for a deleted one", lambda result: came.append((receiver.objectName(), result)))
    shiboken6.delete(receiver)
    background.ask("for all", came.append)
    tracker.gate.set()
    qtbot.waitUntil(lambda: came == ["for all"])


def test_other_work_is_done_too(qtbot: QtBot, background: Background) -> None:
    came: list[Any] = []
    background.run(lambda: 6 * 7, came.append)
    qtbot.waitUntil(lambda: came == [42])


def test_shutting_down_waits_for_the_workers_and_drops_what_they_bring(qtbot: QtBot, tracker: Gated) -> None:
    background = Background(tracker)
    tracker.gate.clear()
    came: list[Any] = []
    background.do("request", came.append)
    qtbot.waitUntil(lambda: tracker.under_way == 1)
    threading.Timer(0.05, tracker.gate.set).start()
    background.shut_down()
    assert tracker.under_way == 0
    qtbot.wait(20)
    assert came == []
    background.do("another", came.append)
    qtbot.wait(20)
    assert came == []


def test_without_a_tracker_there_is_nothing_to_ask(qtbot: QtBot) -> None:
    background = Background()
    with pytest.raises(RuntimeError):
        background.ask("question", lambda answer: None)
    background.shut_down()


def test_a_copy_is_made_first_in_the_same_lane(qtbot: QtBot, tracker: Gated, background: Background) -> None:
    told: list[Any] = []
    background.do_after_copy("import", "a request", told.append)
    qtbot.waitUntil(lambda: bool(told))
    ((copy, changes),) = told
    assert copy == "/copies/before-import.db"
    assert changes.result == "a request"


def test_what_is_stopped_while_it_is_copied_is_not_begun(
    qtbot: QtBot, tracker: Gated, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copied(what: str) -> str:
        background.stop()
        return what

    monkeypatch.setattr(tracker, "copy_before", copied)
    problems: list[Exception] = []
    background.do_after_copy("import", "a request", None, problems.append)
    qtbot.waitUntil(lambda: bool(problems))
    assert isinstance(problems[0], Stopped)
    assert tracker.threads == set()
