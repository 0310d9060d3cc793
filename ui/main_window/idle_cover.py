"""IdleCover: hides every window's content after so long without a key or a click, until the next one."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMainWindow, QVBoxLayout, QWidget

INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
SWALLOWED = INPUT | {QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease}


class IdleCover(QObject):
    """Watches the windows of the program, not the machine: the lock of the screen stays the system's own."""

    #: the windows were covered, or uncovered; carries whether they are covered
    changed = Signal(bool)

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._covers: list[QWidget] = []
        self._watching = False
        self._timer = QTimer(self)
        self._timer.setObjectName("idle")
        self._timer.setSingleShot(True)
        self._timer.setInterval(minutes * 60_000)
        self._timer.timeout.connect(self.cover)

    def begin(self) -> None:
        """Begin to watch."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            self._watch(QGuiApplication.focusWindow())
        self._watching = True
        self._timer.start()

    def shut_down(self) -> None:
        """Stop watching."""
        self._watching = False
        self._timer.stop()

    def is_covered(self) -> bool:
        """Say whether the windows are covered."""
        return bool(self._covers)

    def cover(self) -> None:
        """Cover every window that is shown."""
        if self._covers:
            return
        windows = [window for window in QApplication.topLevelWidgets() if isinstance(window, QMainWindow | QDialog)]
        self._covers = [_Cover(window) for window in windows if window.isVisible()]
        for window in windows:
            self._watch(window.windowHandle())
        if self._covers:
            self.changed.emit(True)

    def uncover(self) -> None:
        """Show the windows as they were."""
        covers, self._covers = self._covers, []
        for cover in covers:
            cover.hide()
            cover.deleteLater()
        if self._watching:
            self._timer.start()
        if covers:
            self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in SWALLOWED:
            return False
        if self._covers:
            if event.type() in INPUT:
                self.uncover()
            return True
        if event.type() in INPUT and self._watching:
            self._timer.start()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)


class _Cover(QWidget):
    """Lies over one window and says how to go on."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Undrift is covered. Press a key to go on."))
        heading = QLabel(self.tr("Undrift is covered"))
        heading.setObjectName("plain_heading")
        words = QLabel(self.tr("Press a key or click to go on. Nothing you entered is lost."))
        words.setObjectName("plain_words")
        lines = QVBoxLayout(self)
        lines.addStretch(1)
        for label in (heading, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            lines.addWidget(label)
        lines.addStretch(1)
        window.installEventFilter(self)
        self._fit(window)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._fit(watched)
        return False

    def _fit(self, window: QWidget) -> None:
        self.setGeometry(window.rect())
