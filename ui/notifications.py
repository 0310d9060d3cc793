"""Notifications: one desktop notice for a batch of new alerts, how many wait, no names; nothing depends on it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from tracker.changes import Notice
from tracker.errors import UndriftError
from tracker.rows.open_alerts import AlertRow
from tracker.terms import AlertState, Severity, severity_order
from tracker.time_source import TimeSource
from ui import wording

if TYPE_CHECKING:
    from tracker.settings import Settings

_WORDS = {"alerts_raised": ("new alert", "new alerts")}
QUIET_OVER_MS = 60_000
SIDES = (16, 24, 32, 48, 64)
MOST_ON_ICON = 99


def in_words(notices: Sequence[Notice]) -> str:
    """Give one line for a batch: how many of what, and the worst; codes without words are left out."""
    known = [notice for notice in notices if notice.code in _WORDS and notice.count > 0]
    if not known:
        return ""
    counts: Counter[str] = Counter()
    for notice in known:
        counts[notice.code] += notice.count
    parts = [wording.count_of(count, *_WORDS[code]) for code, count in counts.items()]
    worst = max((notice.severity for notice in known), key=severity_order)
    end = QCoreApplication.translate("notifications", "the most serious: {0}").format(wording.term(worst).lower())
    return f"{', '.join(parts)}; {end}"


def waiting_in_words(waiting: int, critical: int) -> str:
    """Give the tip of the icon: how many alerts nobody has taken on, and how many of them are critical."""
    if not waiting:
        return QCoreApplication.translate("notifications", "Undrift: no alert waits")
    words = QCoreApplication.translate("notifications", "Undrift: {0} not acknowledged").format(
        wording.count_of(waiting, "alert")
    )
    end = QCoreApplication.translate("notifications", "{0} critical").format(f"{critical:,}")
    return f"{words}, {end}" if critical else words


class Tray(Protocol):
    """The place of the system for icons and notices."""

    def say(self, title: str, words: str, *, serious: bool) -> None:
        """Show a notice; nobody knows whether it is seen."""

    def show_count(self, icon: QIcon, tip: str) -> None:
        """Show how many wait."""

    def remove(self) -> None:
        """Take the icon away."""


class SystemTray(QObject):
    """The system's own tray."""

    #: the icon or a notice was clicked
    clicked = Signal()

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.setToolTip("Undrift")
        self._icon.messageClicked.connect(self.clicked)
        self._icon.activated.connect(self.clicked)
        self._icon.show()

    def say(self, title: str, words: str, *, serious: bool) -> None:
        """Show a notice."""
        kinds = QSystemTrayIcon.MessageIcon
        self._icon.showMessage(title, words, kinds.Warning if serious else kinds.Information)

    def show_count(self, icon: QIcon, tip: str) -> None:
        """Show how many wait."""
        self._icon.setIcon(icon)
        self._icon.setToolTip(tip)

    def remove(self) -> None:
        """Take the icon away."""
        self._icon.hide()


class AlertNews:
    """What is new to a person: compared with what stood in the list when they were last told.

    One that climbs until it is told to them is new again.

    Args:
        me: the person, as those who were told are named.
    """

    def __init__(self, me: str = "") -> None:
        self._me = me
        self._known: frozenset[tuple[str, bool]] | None = None

    def take(self, rows: Iterable[AlertRow]) -> list[Notice]:
        """Give one notice for what has come since, or none; the first list is where it begins, and no news."""
        open_ones = {
            (row.alert_id, self._me in row.told_to): row.severity for row in rows if row.state is AlertState.OPEN
        }
        before, self._known = self._known, frozenset(open_ones)
        if before is None:
            return []
        new = [severity for one, severity in open_ones.items() if one not in before]
        return [Notice("alerts_raised", max(new, key=severity_order), len(new))] if new else []


class Notifications(QObject):
    """Tells what is new in the list of alerts, where the system has a tray; in quiet hours it waits.

    Each is told from the list as the person may see it, so that a restricted case is in nobody's notice.
    """

    #: a notice was clicked
    clicked = Signal()

    def __init__(
        self,
        icon: QIcon,
        parent: QObject | None = None,
        *,
        me: str = "",
        time: TimeSource | None = None,
        tray: Tray | None = None,
        choices: Callable[[], "Settings"] | None = None,
    ) -> None:
        super().__init__(parent)
        self._plain = icon
        self._time = time
        self._choices = choices or _own_choices
        self._tray = tray
        if tray is None and QSystemTrayIcon.isSystemTrayAvailable():
            system = SystemTray(icon, self)
            system.clicked.connect(self.clicked)
            self._tray = system
        self._news = AlertNews(me)
        self._mine: Sequence[AlertRow] | None = None
        self._begun = False
        self._quiet = QTimer(self)
        self._quiet.setObjectName("quiet hours")
        self._quiet.setInterval(QUIET_OVER_MS)
        self._quiet.timeout.connect(self._tell_news)

    def take(self, waiting: Sequence[AlertRow], mine: Sequence[AlertRow]) -> None:
        """Take the list: show how many wait, and tell what is new of those that concern the person."""
        self._show_count([row for row in waiting if row.state is AlertState.OPEN])
        self._mine = mine
        self._tell_news()

    def show(self, notices: Sequence[Notice]) -> str:
        """Show a batch as one notice and give its words; nothing is shown for none."""
        words = in_words(notices)
        if words and self._tray is not None:
            serious = any(notice.severity in {Severity.URGENT, Severity.CRITICAL} for notice in notices)
            self._tray.say("Undrift", words, serious=serious)
        if words and self._settings_say_sound():
            QApplication.beep()
        return words

    def shut_down(self) -> None:
        """Take the icon out of the tray."""
        self._quiet.stop()
        if self._tray is not None:
            self._tray.remove()

    def _tell_news(self) -> None:
        """Tell what is new, once the hours are not quiet; the list goes on meanwhile, and counts as it stands then."""
        if self._mine is None:
            return
        if self._begun and self._is_quiet():
            self._quiet.start()
            return
        self._begun = True
        self._quiet.stop()
        self.show(self._news.take(self._mine))

    def _show_count(self, waiting: Sequence[AlertRow]) -> None:
        critical = sum(row.severity is Severity.CRITICAL for row in waiting)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(len(waiting))
        if self._tray is not None:
            self._tray.show_count(with_count(self._plain, len(waiting)), waiting_in_words(len(waiting), critical))

    def _is_quiet(self) -> bool:
        from tracker.settings import is_quiet

        return self._time is not None and is_quiet(self._choices(), self._time.now())

    def _settings_say_sound(self) -> bool:
        from tracker.settings import NoticeSound

        return self._choices().notice_sound is NoticeSound.ON


def with_count(icon: QIcon, count: int) -> QIcon:
    """Draw a number into the corner of an icon; none for nought."""
    if count <= 0:
        return icon
    drawn = QIcon()
    for side in SIDES:
        drawn.addPixmap(_counted(icon.pixmap(side, side), side, f"{count}" if count <= MOST_ON_ICON else "99+"))
    return drawn


def _counted(plain: QPixmap, side: int, number: str) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPixmap(0, 0, plain)
    height = side * 0.62
    width = min(side, height * (0.55 + 0.45 * len(number)))
    corner = QRectF(side - width, side - height, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#8A1538"))
    painter.drawRoundedRect(corner, height / 2, height / 2)
    font = QFont()
    font.setBold(True)
    font.setPixelSize(max(6, int(height * 0.78)))
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, number)
    painter.end()
    return picture


def _own_choices() -> "Settings":
    """Read the settings as they are now, so that a choice holds from the next notice on; unreadable ones are none."""
    from tracker.settings import Settings, load_settings

    try:
        return load_settings()
    except UndriftError:
        return Settings()
