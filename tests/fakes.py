"""Stand-ins for the tests: a stopped time, a background that works on the spot, a tracker that answers by heart."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.changes import Changes, Notice
from tracker.rows.approvals import Approvals, ApprovalsQuestion
from tracker.rows.forecast import Forecast, ForecastQuestion, Outlook
from tracker.rows.people import Person
from tracker.rows.rule_changes import RuleChanges, RuleChangesQuestion
from tracker.rows.saved_filters import SavedFiltersQuestion
from tracker.terms import Role
from tracker.time_source import FixedTime

NO_RULE_CHANGES = RuleChanges((), (), 0, (), (), "")
NOTHING: dict[type, Any] = {
    ApprovalsQuestion: Approvals((), 14, 0),
    ForecastQuestion: lambda question: Forecast(question.milestone, Outlook.NOT_COUNTED),
    RuleChangesQuestion: NO_RULE_CHANGES,
    SavedFiltersQuestion: (),
}
A_FRIDAY = datetime(2026, 11, 20, 9, 41, 7, tzinfo=UTC)


class StoppedTime(FixedTime):
    """A time that stands at Fri 20 Nov 2026 until it is moved."""

    def __init__(self, instant: datetime = A_FRIDAY) -> None:
        super().__init__(instant)

    def forward(self, **amount: float) -> None:
        """Move on by days, hours, minutes or seconds."""
        self.move_to(self.now() + timedelta(**amount))


def a_person(**other: Any) -> Person:
    """Give a made-up supervisor."""
    facts: dict[str, Any] = {
        "officer_id": "officer-902",
        "title": "DS 902 Ade",
        "roles": frozenset({Role.SUPERVISOR}),
        "team_id": "team-1",
        "team": "Team 1",
        "unit": "Unit North",
        "demo": False,
    }
    return Person(**(facts | other))


class FakeTracker:
    """Answers by the type of the question or request: a value, an exception to raise, or a function of it."""

    def __init__(
        self, answers: dict[type, Any] | None = None, time: FixedTime | None = None, person: Person | None = None
    ) -> None:
        self.answers = NOTHING | (answers or {})
        self.time = time or StoppedTime()
        #: nobody where the account has no officer, as in the real one
        self.person: Person | None = person or a_person()
        self.asked: list[Any] = []
        self.done: list[Any] = []
        self.ticking = False
        self.closed = False
        self._callbacks: list[Callable[[Changes], None]] = []

    def do(self, request: Any) -> Changes:
        """Note the request, answer it, and tell the callbacks what changed."""
        self.done.append(request)
        changes = self._answer(request, Changes())
        self.commit(changes)
        return changes

    def ask(self, question: Any) -> Any:
        """Note the question and answer it."""
        self.asked.append(question)
        return self._answer(question, None)

    def copy_before(self, what: str) -> str:
        """Say where a copy would lie."""
        return f"/copies/before-{what}.db"

    def on_changes(self, callback: Callable[[Changes], None]) -> None:
        """Call back after each commit."""
        self._callbacks.append(callback)

    def commit(self, changes: Changes) -> None:
        """Tell the callbacks, as a commit from elsewhere would."""
        for callback in self._callbacks:
            callback(changes)

    def start_ticking(self) -> None:
        """Note that the timed work was started."""
        self.ticking = True

    def close(self) -> None:
        """Note that the tracker was closed."""
        self.closed = True

    def _answer(self, asked: Any, otherwise: Any) -> Any:
        answer = self.answers.get(type(asked), otherwise)
        if isinstance(answer, Exception):
            raise answer
        return answer(asked) if callable(answer) else answer


class InlineBackground:
    """Does and asks at once, in the thread of the test; keeps the problems nobody took."""

    def __init__(self, tracker: Any) -> None:
        self.tracker = tracker
        self.problems: list[Exception] = []

    def do(
        self,
        request: Any,
        done: Callable[[Any], None] | None = None,
        problem: Callable[[Exception], None] | None = None,
    ) -> None:
        """Carry out a request."""
        self.run(lambda: self.tracker.do(request), done, problem)

    def do_after_copy(
        self,
        what: str,
        request: Any,
        done: Callable[[Any], None] | None = None,
        problem: Callable[[Exception], None] | None = None,
    ) -> None:
        """Carry out a request after a copy."""
        self.run(lambda: (self.tracker.copy_before(what), self.tracker.do(request)), done, problem)

    def ask(
        self, question: Any, answer: Callable[[Any], None], problem: Callable[[Exception], None] | None = None
    ) -> None:
        """Answer a question."""
        self.run(lambda: self.tracker.ask(question), answer, problem)

    def ask_aside(
        self, question: Any, answer: Callable[[Any], None], problem: Callable[[Exception], None] | None = None
    ) -> None:
        """Answer a question that may take long."""
        self.ask(question, answer, problem)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        problem: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do any other work."""
        try:
            result = work()
        except Exception as failure:  # noqa: BLE001 - as the real one: whatever it is, it is told
            if problem is None:
                self.problems.append(failure)
            else:
                problem(failure)
            return
        if done is not None:
            done(result)

    def shut_down(self) -> None:
        """Nothing is under way."""


class RecordedTray:
    """Keeps what the system's tray was given; whether anybody sees it, nobody can know."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, bool]] = []
        self.tips: list[str] = []
        self.icons: list[Any] = []
        self.removed = False

    def say(self, title: str, words: str, *, serious: bool) -> None:
        """Take a notice."""
        self.said.append((title, words, serious))

    def show_count(self, icon: Any, tip: str) -> None:
        """Take how many wait."""
        self.icons.append(icon)
        self.tips.append(tip)

    def remove(self) -> None:
        """Note that the icon was taken away."""
        self.removed = True


class RecordedNotices:
    """Keeps what a person would have been told."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.reports: list[tuple[str, Callable[[], None] | None]] = []

    def show(self, notices: tuple[Notice, ...]) -> None:
        """Take desktop notices."""
        self.notices.extend(notices)

    def report(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Take a line for the status bar."""
        self.reports.append((words, undo))
