"""StatusBar: the last result with Undo, when alerts were last checked, whether that has stopped, and the demo mark."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from tracker.rows.job_health import JobHealth, JobRow
from tracker.time_source import TimeSource, local_date
from ui import wording
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.mark_label import MarkLabel

STOPPED_AFTER = timedelta(minutes=3)
LOOK_EVERY_MS = 15_000
OFFER_TO_STOP_AFTER_MS = 1_000


class StatusBar(QFrame):
    """The line at the foot of the window. `health_wanted` asks its owner to look how the jobs stand."""

    #: it is time to ask how the jobs stand
    health_wanted = Signal()
    #: the last step can be undone, or no longer; carries whether it can
    can_undo = Signal(bool)
    #: the person wants what is under way stopped
    stop_wanted = Signal()
    #: what is under way takes so long that it can be stopped, or no longer; carries whether it can
    can_stop = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAccessibleName(self.tr("Status"))
        self._time: TimeSource | None = None
        self._last_tick: datetime | None = None
        self._jobs: tuple[JobRow, ...] = ()
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
        self._time = time
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
        self._last_tick = health.last_tick
        self._jobs = health.jobs
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
        key, words = self._checked_words(self._time.now())
        late = key in {"overdue", "due_soon"}
        self.checked.setObjectName("checked_late" if late else "checked")
        self.checked.style().polish(self.checked)
        self.checked.show_state(key, words)

    def _checked_words(self, now: datetime) -> tuple[str, str]:
        failed = next((job for job in self._jobs if job.last_failed and _failed_last(job)), None)
        if self._last_tick is None:
            return "unknown", self.tr("Alerts have not been checked yet")
        if now - self._last_tick > STOPPED_AFTER:
            return "overdue", self.tr("Alerts not checked since {0}").format(self._at(self._last_tick, now))
        if failed is not None and failed.last_failed is not None:
            words = self.tr("{0} failed at {1}, last good {2}")
            good = self.tr("never") if failed.last_good is None else self._at(failed.last_good, now)
            name = failed.job.replace("_", " ").capitalize()
            return "due_soon", words.format(name, self._at(failed.last_failed, now), good)
        return "running", self.tr("Alerts checked {0}").format(wording.clock_time(self._last_tick))

    def _at(self, instant: datetime, now: datetime) -> str:
        if local_date(instant) == local_date(now):
            return wording.clock_time(instant)[:5]
        return wording.moment(instant)


def _failed_last(job: JobRow) -> bool:
    return job.last_failed is not None and (job.last_good is None or job.last_good < job.last_failed)
