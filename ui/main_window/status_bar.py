"""StatusBar: the last result with Undo, when alerts were last checked, whether that has stopped, and the demo mark."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from tracker.rows.job_health import ALIVE_FOR, ClockMove, ClockMoved, JobHealth, Pulse
from tracker.time_source import TimeSource, local_date
from ui import wording
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.mark_label import MarkLabel

LONGEST_MACHINE = 24
LOOK_EVERY_MS = 15_000
OFFER_TO_STOP_AFTER_MS = 1_000


class StatusBar(QFrame):
    """The line at the foot of the window. `health_wanted` asks its owner to look how the jobs stand."""

    #: it is time to ask how the jobs stand
    health_wanted = Signal()
    #: the last step can be undone, or no longer; carries whether it can
    can_undo = Signal(bool)
    #: alerts are not alive, or are again; carries why in words, or nothing
    alarm = Signal(str)
    #: the person wants what is under way stopped
    stop_wanted = Signal()
    #: what is under way takes so long that it can be stopped, or no longer; carries whether it can
    can_stop = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAccessibleName(self.tr("Status"))
        self._time: TimeSource | None = None
        self._opened: datetime | None = None
        self._health = JobHealth(None, ())
        self._undo: Callable[[], None] | None = None
        self.said = ElidedLabel()
        self.said.setObjectName("said")
        self.undo_button = QPushButton(self.tr("Undo"))
        self.undo_button.setObjectName("link")
        self.undo_button.setAccessibleName(self.tr("Undo the last step"))
        self.undo_button.clicked.connect(self.undo)
        self.undo_button.hide()
        self.working = QLabel(self.tr("Working..."))
        self.working.hide()
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setObjectName("link")
        self.stop_button.setAccessibleName(self.tr("Stop what is under way"))
        self.stop_button.clicked.connect(self.stop_wanted)
        self.stop_button.hide()
        self.demo = QLabel(self.tr("DEMO: made-up cases"))
        self.demo.setObjectName("demo")
        self.demo.hide()
        self.checked = MarkLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 4, 16, 4)
        line.setSpacing(12)
        for widget in (self.said, self.undo_button, self.working, self.stop_button):
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self.demo, self.checked):
            line.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setObjectName("look at the jobs")
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._patience = QTimer(self)
        self._patience.setObjectName("offer to stop")
        self._patience.setSingleShot(True)
        self._patience.setInterval(OFFER_TO_STOP_AFTER_MS)
        self._patience.timeout.connect(self._offer_to_stop)

    def open(self, time: TimeSource, *, demo: bool) -> None:
        """Begin to watch the jobs."""
        self._time, self._opened = time, time.now()
        self.demo.setVisible(demo)
        self._show_checked()
        self._timer.start()
        self.health_wanted.emit()

    def shut_down(self) -> None:
        """Stop watching."""
        self._timer.stop()
        self._patience.stop()

    def report(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done, aloud too, and offer to undo it where that can be done."""
        self.said.setText(words)
        self._set_undo(undo)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, words))

    def undo(self) -> None:
        """Undo the last step, once."""
        undo = self._undo
        self._set_undo(None)
        if undo is not None:
            undo()

    def set_busy(self, busy: bool) -> None:
        """Say whether work is under way; what takes longer than a second can be stopped."""
        self.working.setText(self.tr("Working..."))
        self.working.setVisible(busy)
        if busy:
            self._patience.start()
            return
        self._patience.stop()
        self._show_stop(shown=False)

    def set_progress(self, done: int, total: int) -> None:
        """Say how far the work has come."""
        self.working.setText(self.tr("Working: {done} of {total}").format(done=f"{done:,}", total=f"{total:,}"))

    def set_health(self, health: JobHealth) -> None:
        """Take how the jobs stand."""
        self._health = health
        self._show_checked()

    def _set_undo(self, undo: Callable[[], None] | None) -> None:
        had_focus = self.undo_button.hasFocus()
        self._undo = undo
        self.undo_button.setVisible(undo is not None)
        self.can_undo.emit(undo is not None)
        if had_focus and undo is None:
            self.window().setFocus()

    def _offer_to_stop(self) -> None:
        self._show_stop(shown=True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.working, self.working.text()))

    def _show_stop(self, *, shown: bool) -> None:
        had_focus = self.stop_button.hasFocus()
        self.stop_button.setVisible(shown)
        self.can_stop.emit(shown)
        if had_focus and not shown:
            self.window().setFocus()

    def _look(self) -> None:
        self._show_checked()
        self.health_wanted.emit()

    def _show_checked(self) -> None:
        if self._time is None:
            return
        now = self._time.now()
        key, words = self._checked_words(now)
        late = key in {"overdue", "due_soon"}
        self.checked.setObjectName("checked_late" if late else "checked")
        self.checked.style().polish(self.checked)
        self.checked.show_state(key, words)
        self.alarm.emit(self._alarm_words(now))

    def _checked_words(self, now: datetime) -> tuple[str, str]:
        last, pulse = self._health.last_tick, self._health.pulse(now)
        failed = next((job for job in self._health.jobs if job.fails), None)
        if last is not None and pulse is Pulse.STALE:
            return "overdue", self.tr("Alerts not checked since {0}").format(self._at(last, now))
        if last is not None and pulse is Pulse.CLOCK_BEHIND:
            return "overdue", self.tr("This clock is behind: alerts were checked {0}").format(self._at(last, now))
        if failed is not None and failed.last_failed is not None:
            words = self.tr("{0} failed at {1}, last good {2}")
            good = self.tr("never") if failed.last_good is None else self._at(failed.last_good, now)
            name = failed.job.replace("_", " ").capitalize()
            return "due_soon", words.format(name, self._at(failed.last_failed, now), good)
        if last is None:
            return "unknown", self.tr("Alerts have not been checked yet")
        words = self._alive_words(last)
        moved = self._health.clock_moved(now)
        return ("running", words) if moved is None else ("due_soon", f"{words} · {self._moved_words(moved, now)}")

    def _alive_words(self, last: datetime) -> str:
        """Say when alerts were checked, by which machine, and when they will be next."""
        words = self.tr("Alerts checked {0}").format(wording.clock_time(last))
        coming = self._health.next_tick
        if not self._health.machine or coming is None:
            return words
        end = self.tr("on {machine}, next {time}")
        return f"{words} {end.format(machine=_short(self._health.machine), time=wording.clock_time(coming)[:5])}"

    def _moved_words(self, moved: ClockMoved, now: datetime) -> str:
        forward = self.tr("clock of {machine} moved forward {at}: check it")
        words = forward if moved.way is ClockMove.FORWARD else self.tr("clock of {machine} moved back {at}: check it")
        return words.format(machine=_short(moved.machine), at=self._at(moved.at, now))

    def _alarm_words(self, now: datetime) -> str:
        """Say across the window that alerts are not alive, why, and what that means; nothing while they are."""
        last, check = self._health.last_tick, self._health.check
        pulse, since = self._health.pulse(now), last or self._opened
        if pulse is Pulse.CLOCK_BEHIND and last is not None:
            words = self.tr(
                "This machine's clock is wrong, or another's: alerts were checked at {0}, which is still to come."
            )
            return words.format(self._at(last, now))
        if since is None or now - since <= ALIVE_FOR:
            return ""
        why = self.tr("no machine is checking")
        if check is not None and check.fails:
            why = self.tr("the check fails ({0})").format(check.failure.replace("_", " "))
        words = self.tr("Alerts have not been checked since {0}: {1}. What falls due meanwhile is not told.")
        return words.format(self._at(since, now), why)

    def _at(self, instant: datetime, now: datetime) -> str:
        if local_date(instant) == local_date(now):
            return wording.clock_time(instant)[:5]
        return wording.moment(instant)


def _short(machine: str) -> str:
    """Give a machine's name without its domain, and not too long."""
    return machine.partition(".")[0][:LONGEST_MACHINE]
