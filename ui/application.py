"""QApplication: theme, bundled font, one instance for each database, the exception hook, shutdown."""

import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, QSocketNotifier, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.theme import FULL_SIZE, ZOOMS, app_icon, apply_theme, load_fonts, read_theme, set_zoom, zoom
from ui.window_state import remember_theme, remember_zoom

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

log = logging.getLogger(__name__)
SYSTEM = "system"
PATIENCE_MS = 1000


def make_application(words: Sequence[str], theme: str = SYSTEM, size: int = FULL_SIZE) -> QApplication:
    """Make the QApplication, with its theme, its font, its size and its names."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(list(words))
    app.setApplicationName("undrift")
    app.setApplicationDisplayName("Undrift")
    app.setDesktopFileName("undrift")
    app.setFont(load_fonts())
    app.setWindowIcon(app_icon())
    use_theme(app, theme)
    set_zoom(app, size)
    return app


def use_theme(app: QApplication, choice: str, scheme: Callable[[], str] | None = None) -> None:
    """Use a theme by its name, or the one that goes with the system's scheme.

    Args:
        scheme: what says which theme the system wants, where it is not the system itself.
    """
    apply_theme(app, read_theme((scheme or system_scheme)() if choice == SYSTEM else choice))


def system_scheme() -> str:
    """Give the theme that the system wants: light, dark, or high contrast before both."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high_contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


class ThemeChooser(QObject):
    """Changes the theme while the program runs, and follows the system where the person wants that.

    Args:
        scheme: what says which theme the system wants, where it is not the system itself.
    """

    def __init__(
        self,
        app: QApplication,
        choice: str,
        parent: QObject | None = None,
        *,
        scheme: Callable[[], str] = system_scheme,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._choice = choice
        self._scheme = scheme
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self.follow)
        accessibility = getattr(hints, "accessibility", None)
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self.follow)

    def choose(self, choice: str) -> None:
        """Use a theme from now on, and at the next start."""
        self._choice = choice
        remember_theme(choice)
        use_theme(self._app, choice, self._scheme)

    def follow(self) -> None:
        """Take the system's theme anew, where the person wants that."""
        if self._choice == SYSTEM:
            use_theme(self._app, SYSTEM, self._scheme)


class ZoomChooser(QObject):
    """Makes everything larger or smaller while the program runs, and at the next start."""

    #: everything has another size; carries it in per cent
    changed = Signal(int)

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app

    def nearer(self) -> None:
        """Make everything a step larger, as far as it goes."""
        self._use(min((size for size in ZOOMS if size > zoom()), default=ZOOMS[-1]))

    def further(self) -> None:
        """Make everything a step smaller, as far as it goes."""
        self._use(max((size for size in ZOOMS if size < zoom()), default=ZOOMS[0]))

    def full_size(self) -> None:
        """Show everything at the size it is designed at."""
        self._use(FULL_SIZE)

    def _use(self, percent: int) -> None:
        set_zoom(self._app, percent)
        remember_zoom(percent)
        self.changed.emit(percent)


class SingleInstance(QObject):
    """Lets one window run for each person and database; a second start brings the first to the front."""

    #: the program was started again: come to the front
    called = Signal()

    def __init__(self, database: str, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = QCryptographicHash.hash(f"{Path.home()}\0{database}".encode(), QCryptographicHash.Algorithm.Sha256)
        self._name = f"undrift-{digest.toHex().toStdString()[:20]}"
        place = folder or Path(QDir.tempPath())
        self._lock = QLockFile(str(place / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Be the one instance; False where another runs, which is then called to the front."""
        if self._lock.tryLock(0):
            return True
        self._call()
        return False

    def listen(self) -> None:
        """Hear of later starts; the network library is loaded for it, so this comes after the first paint."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take_call)
        if not self._server.listen(self._name):
            log.info("no local server: a second start cannot call this window to the front")

    def release(self) -> None:
        """Let another instance run."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _call(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        call = QLocalSocket()
        call.connectToServer(self._name)
        if call.waitForConnected(PATIENCE_MS):
            call.write(b"show\n")
            call.waitForBytesWritten(PATIENCE_MS)
            call.disconnectFromServer()

    def _take_call(self) -> None:
        call = self._server.nextPendingConnection() if self._server is not None else None
        if call is not None:
            call.disconnected.connect(call.deleteLater)
            self.called.emit()


class ExceptionHook(QObject):
    """Brings what nobody caught, in any thread, to one place in the GUI thread."""

    #: nobody caught it; carries the exception
    caught = Signal(object)

    def install(self) -> None:
        """Hear of every exception that nobody catches."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def remove(self) -> None:
        """Leave the hooks as they were."""
        sys.excepthook, threading.excepthook = self._before

    def _take(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("nobody caught: %s", kind.__name__, exc_info=(kind, problem, trace))
        self.caught.emit(problem)

    def _take_from_thread(self, facts: threading.ExceptHookArgs) -> None:
        if facts.exc_value is not None:
            self._take(facts.exc_type, facts.exc_value, facts.exc_traceback)


class EndSignals(QObject):
    """Ends the program in order when the system asks: an interrupt from a terminal, a log-off, a service that stops.

    Python runs its signal handlers only when it has the floor, which it has not while Qt waits: a byte written by the
    signal wakes a notifier, and with it Python.
    """

    #: the system asked the program to end
    asked = Signal()

    def install(self) -> None:
        """Hear of the signals from now on; only the main thread may do this."""
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._fd_before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._before = {one: signal.signal(one, self._take) for one in (signal.SIGINT, signal.SIGTERM)}
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)

    def remove(self) -> None:
        """Leave the signals as they were."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._fd_before)
        for one, before in self._before.items():
            signal.signal(one, before)
        self._read.close()
        self._write.close()

    def _drain(self) -> None:
        with suppress(BlockingIOError):
            self._read.recv(64)

    def _take(self, number: int, frame: FrameType | None) -> None:
        log.info("asked to end by signal %d", number)
        self.asked.emit()


def at_quit(app: QApplication, *steps: Callable[[], object]) -> Callable[[], None]:
    """Take steps in order when the program ends; one that fails does not keep the next from being taken."""

    def end() -> None:
        for step in steps:
            try:
                step()
            except Exception:
                log.exception("a step of the shutdown failed")

    app.aboutToQuit.connect(end)
    return end
