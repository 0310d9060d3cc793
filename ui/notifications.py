"""Notifications: one desktop notice for a batch of changes, without names; nothing depends on it being seen."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from tracker.changes import Notice
from tracker.terms import Severity, severity_order
from ui import wording

_WORDS = {"alerts_raised": ("new alert", "new alerts")}


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


class Notifications(QObject):
    """Shows notices through the system's tray, where there is one."""

    #: a notice was clicked
    clicked = Signal()

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = QSystemTrayIcon(icon, self)
            self._tray.setToolTip("Undrift")
            self._tray.messageClicked.connect(self.clicked)
            self._tray.activated.connect(self.clicked)
            self._tray.show()

    def show(self, notices: Sequence[Notice]) -> str:
        """Show a batch as one notice and give its words; nothing is shown for none."""
        words = in_words(notices)
        if words and self._tray is not None:
            serious = any(notice.severity in {Severity.URGENT, Severity.CRITICAL} for notice in notices)
            kinds = QSystemTrayIcon.MessageIcon
            self._tray.showMessage("Undrift", words, kinds.Warning if serious else kinds.Information)
        return words

    def shut_down(self) -> None:
        """Take the icon out of the tray."""
        if self._tray is not None:
            self._tray.hide()
