"""The banners: alerts that are not alive or wait to be acknowledged, rules to be applied, and what failed."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from tracker.rows.open_alerts import AlertRow
from tracker.rows.rule_changes import ChangeRow
from tracker.terms import PAST_DUE, AlertKind, AlertState, Severity
from ui import wording
from ui.widgets.mark_label import MarkLabel
from ui.widgets.wrapping_row import WrappingRow


class Banner(QFrame):
    """A line across the window with a mark, words and buttons; it takes no room while it has nothing to say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAccessibleName(name)
        self.words = MarkLabel()
        self.words.setWordWrap(False)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(16, 6, 16, 6)
        self._line.setSpacing(12)
        self._line.addWidget(self.words)
        self.setVisible(False)

    def add_button(self, words: str) -> QPushButton:
        """Add a button after the words."""
        button = QPushButton(words)
        self._line.addWidget(button)
        return button

    def say(self, key: str, words: str) -> None:
        """Show words with the mark of a state, aloud if they are new; no words hide the banner."""
        new = words != self.words.text() or self.isHidden()
        self.words.show_state(key, words)
        self.setVisible(bool(words))
        if words and new:
            QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))


class BannerRow(QFrame):
    """Banners side by side where the window has the width, so that the page keeps its height; else under each other."""

    def __init__(self, *banners: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banners")
        self._banners = banners
        row = WrappingRow(self, spacing=0)
        for banner in banners:
            row.addWidget(banner)
            banner.installEventFilter(self)
        self.setVisible(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take no room while no banner has anything to say."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(any(not banner.isHidden() for banner in self._banners))
            self.updateGeometry()
        return super().eventFilter(watched, event)


class AlertBanner(Banner):
    """How many critical and overdue alerts nobody has acknowledged."""

    #: the person wants to see them
    show_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Alerts that wait to be acknowledged"))
        self.show_them = self.add_button(self.tr("Show them"))
        self.show_them.clicked.connect(self.show_requested)
        self._line.addStretch(1)

    def set_alerts(self, alerts: Iterable[AlertRow]) -> None:
        """Count what waits to be acknowledged."""
        waiting = [alert for alert in alerts if alert.state is AlertState.OPEN]
        critical = sum(alert.severity is Severity.CRITICAL for alert in waiting)
        overdue = sum(alert.kind in PAST_DUE and alert.severity is not Severity.CRITICAL for alert in waiting)
        bare = sum(alert.kind is AlertKind.LATE_UNPROTECTED for alert in waiting)
        parts = []
        if bare:
            parts.append(self.tr("{0} critical: late, and nothing protects the child").format(f"{bare:,}"))
        if critical > bare:
            words = self.tr("{0} more critical") if bare else self.tr("{0} critical")
            parts.append(words.format(f"{critical - bare:,}"))
        if overdue:
            parts.append(self.tr("{0} overdue").format(f"{overdue:,}"))
        words = self.tr("Alerts not acknowledged: {0}").format(" · ".join(parts)) if parts else ""
        self.say("critical" if critical else "overdue", words)


class StaleBanner(Banner):
    """Alerts are not alive: nobody checks what falls due."""

    #: the person wants to see how everything stands
    show_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Alerts are not checked"))
        self.words.setWordWrap(True)
        self._line.setStretch(0, 1)
        self.show_them = self.add_button(self.tr("Show how everything stands"))
        self.show_them.clicked.connect(self.show_requested)

    def set_alarm(self, words: str) -> None:
        """Say why alerts are not alive; no words hide the banner."""
        self.say("critical", words)


class RulesBanner(Banner):
    """Changed holidays or limits wait to be applied."""

    #: the person wants to see what they would move
    show_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Changed holidays and limits"))
        self.show_them = self.add_button(self.tr("Show what would move"))
        self.show_them.clicked.connect(self.show_requested)
        self._line.addStretch(1)

    def set_changes(self, changes: Sequence[ChangeRow]) -> None:
        """Say how many live clocks would move; nothing where nothing waits."""
        moved = sum(change.counts.moved for change in changes)
        words = self.tr("Changed holidays or limits wait to be applied: {0} would move")
        self.say("due_soon", words.format(wording.count_of(moved, "clock")) if changes else "")


class ProblemBanner(Banner):
    """Something could not be done; try again, or put it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Problem"))
        self._retry: Callable[[], None] | None = None
        self.words.setWordWrap(True)
        self._line.setStretch(0, 1)
        self.try_again = self.add_button(self.tr("Try again"))
        self.try_again.clicked.connect(self._try_again)
        self.put_away = self.add_button(self.tr("Close"))
        self.put_away.setAccessibleName(self.tr("Close this message"))
        self.put_away.clicked.connect(self.clear)

    def show_problem(self, words: str, retry: Callable[[], None] | None) -> None:
        """Say what could not be done."""
        self._retry = retry
        self.try_again.setVisible(retry is not None)
        self.say("overdue", words)

    def clear(self) -> None:
        """Put the message away."""
        self._retry = None
        self.say("", "")

    def _try_again(self) -> None:
        retry = self._retry
        self.clear()
        if retry is not None:
            retry()
