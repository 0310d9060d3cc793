"""Start-up in order: frame, first paint, and only then the core, opened in a thread; then the pages."""

import logging
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from tracker.errors import RuleBroken, UndriftError
from ui.application import (
    EndSignals,
    ExceptionHook,
    SingleInstance,
    ThemeChooser,
    ZoomChooser,
    at_quit,
    make_application,
)
from ui.background import Background
from ui.change_bus import ChangeBus
from ui.drafts import Drafts
from ui.main_window.main_window import MainWindow
from ui.menu_commands import MenuCommands
from ui.notifications import Notifications
from ui.page_context import Page, PageContext
from ui.problems import Problems
from ui.window_state import remembered_theme, remembered_zoom

if TYPE_CHECKING:
    from tracker.log import Log
    from ui.crash_dialog import CrashDialog
    from ui.main_window.idle_cover import IdleCover

log = logging.getLogger(__name__)

PAGES = (
    ("ui.pages.today.today_page", "TodayPage"),
    ("ui.pages.caseload.caseload_page", "CaseloadPage"),
    ("ui.pages.case_file.case_file_page", "CaseFilePage"),
    ("ui.pages.person.person_page", "PersonPage"),
    ("ui.pages.bail.bail_page", "BailPage"),
    ("ui.pages.protection.protection_page", "ProtectionPage"),
    ("ui.pages.devices.devices_page", "DevicesPage"),
    ("ui.pages.awaited.awaited_page", "AwaitedPage"),
    ("ui.pages.alerts.alerts_page", "AlertsPage"),
    ("ui.pages.workload.workload_page", "WorkloadPage"),
    ("ui.pages.drift.drift_page", "DriftPage"),
    ("ui.pages.approvals.approvals_page", "ApprovalsPage"),
    ("ui.pages.reports.reports_page", "ReportsPage"),
    ("ui.pages.people.people_page", "PeoplePage"),
    ("ui.pages.options.options_page", "OptionsPage"),
    ("ui.pages.import_cases.import_cases_page", "ImportCasesPage"),
)


class OpensTracker(Protocol):
    """What start-up needs of the core before it is open."""

    #: where the log is, for the person who is asked to send it
    log_place: str
    #: after so long without a key or a click the window covers itself
    idle_minutes: int

    def open(self) -> Any:
        """Open the tracker; called in a thread, after the frame has been drawn."""

    def close(self) -> None:
        """Give back what was opened beside the tracker."""


class Core:
    """Reads the settings, starts the log and opens the tracker: nothing of it is loaded before the first paint."""

    def __init__(self, database: str | None) -> None:
        self._database = database
        self._log: Log | None = None
        self.log_place = ""
        self.idle_minutes = 10

    def open(self) -> Any:
        """Open the tracker on the database that was named, else on the one of the settings.

        Raises:
            UndriftError: the settings or the database cannot be read; the log is started all the same.
        """
        from tracker.bootstrap import open_tracker
        from tracker.paths import paths
        from tracker.settings import Settings, database_address, load_settings

        settings = Settings()
        try:
            settings = load_settings()
        finally:
            self._start_log(settings.log_folder or paths().logs)
        self.idle_minutes = settings.idle_minutes
        return open_tracker(self._database or database_address(settings), account=account())

    def close(self) -> None:
        """Stop the log."""
        if self._log is not None:
            self._log.stop()

    def _start_log(self, folder: Path) -> None:
        from tracker.log import start_log

        self.close()
        self._log = start_log(folder)
        self.log_place = str(folder)


def start_window(database: str | None, theme: str | None = None) -> int:
    """Run the window on a database, the person's own where none is named."""
    return start(database or own_database(), Core(database), theme)


def own_database() -> str:
    """Give the address of the settings; nothing where they cannot be read: opening meets that again and says it."""
    from tracker.settings import database_address

    try:
        return database_address()
    except UndriftError:
        return ""


def account() -> str:
    """Give the account of the operating system that runs the program."""
    import getpass

    return getpass.getuser()


def start(database: str, core: OpensTracker, theme: str | None = None) -> int:
    """Run the window until it is closed, and give the exit code."""
    choice = theme or remembered_theme()
    app = make_application(["undrift"], choice, remembered_zoom())
    instance = SingleInstance(database)
    if not instance.claim():
        return 0
    themes = ThemeChooser(app, choice, app)
    opening = Opening(core, database)
    opening.window.connect_themes(themes.choose, choice)
    opening.window.connect_zoom(ZoomChooser(app, app))
    instance.called.connect(opening.come_to_front)
    opening.window.first_painted.connect(instance.listen)
    signals = EndSignals(app)
    signals.install()
    signals.asked.connect(app.closeAllWindows)
    at_quit(app, opening.shut_down, core.close, instance.release, signals.remove)
    opening.begin()
    code = app.exec()
    shiboken6.delete(opening.window)
    return code


class Opening(QObject):
    """Takes the window from its empty frame to its first page."""

    #: the first page is shown
    opened = Signal()

    def __init__(self, core: OpensTracker, database: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._database = database
        self._tracker: Any = None
        self._bus: ChangeBus | None = None
        self._notifications: Notifications | None = None
        self._crash: CrashDialog | None = None
        self._hook = ExceptionHook(self)
        self._hook.caught.connect(self.show_crash)
        self._problems = Problems(self)
        self._problems.crashed.connect(self.show_crash)
        self._commands = MenuCommands(self)
        self._background = Background(None, self)
        self._background.unhandled.connect(self._problems.show)
        self.window = MainWindow(self._commands, self._problems)
        self.window.first_painted.connect(self._open)
        self.window.retry_opening.connect(self._open)
        self._background.busy.connect(self.window.status.set_busy)
        self._background.came_so_far.connect(self.window.status.set_progress)
        self.window.status.stop_wanted.connect(self._background.stop)
        self._idle: IdleCover | None = None

    def begin(self) -> None:
        """Show the frame; everything else follows its first paint."""
        self._hook.install()
        self.window.show()

    def come_to_front(self) -> None:
        """Bring the window to the front."""
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def show_crash(self, problem: BaseException) -> None:
        """Tell of a fault; while one is told, the next are only logged."""
        if self._crash is not None:
            return
        from ui.crash_dialog import CrashDialog

        self._crash = CrashDialog(problem, self._core.log_place, self.window)
        self._crash.finished.connect(self._crash_told)
        self._crash.open()

    def shut_down(self) -> None:
        """End what was begun, in order; the workers are waited for."""
        if self._idle is not None:
            self._idle.shut_down()
        self.window.status.shut_down()
        if self._bus is not None:
            self._bus.shut_down()
        self._background.shut_down()
        if self._notifications is not None:
            self._notifications.shut_down()
        self._close_tracker()
        self._hook.remove()

    def _open(self) -> None:
        self.window.opening.show_opening()
        self._background.run(self._open_in_thread, self._take, self._not_opened)

    def _open_in_thread(self) -> list[type[Page]]:
        """Open the core and import the pages; what is open already is kept, so that the end can close it."""
        if self._tracker is None:
            self._tracker = self._core.open()
        if self._tracker.person is None:
            self._close_tracker()
            raise RuleBroken("no_officer_for_account", account=account())
        return [getattr(import_module(module), name) for module, name in PAGES]

    def _close_tracker(self) -> None:
        tracker, self._tracker = self._tracker, None
        if tracker is not None:
            tracker.close()

    def _take(self, pages: Sequence[type[Page]]) -> None:
        tracker = self._tracker
        self._background.tracker = tracker
        self._bus = ChangeBus(tracker, self)
        self._notifications = Notifications(self.window.windowIcon(), self, me=tracker.person.title, time=tracker.time)
        self._notifications.clicked.connect(self.come_to_front)
        self.window.alerts_taken.connect(self._notifications.take)
        context = PageContext(
            person=tracker.person,
            background=self._background,
            bus=self._bus,
            time=tracker.time,
            commands=self._commands,
            navigate=self.window.go_to,
            report=self.window.report,
            problems=self._problems,
            drafts=Drafts(self._background, tracker.person.officer_id),
        )
        self.window.open(context, pages)
        self._watch_idleness()
        QTimer.singleShot(0, self, self._begin_ticking)

    def _watch_idleness(self) -> None:
        from ui.main_window.idle_cover import IdleCover

        self._idle = IdleCover(self._core.idle_minutes, self)
        self._commands.answer("cover", self._idle.cover)
        self._idle.begin()

    def _begin_ticking(self) -> None:
        self.opened.emit()
        if self._tracker is not None:
            self._background.run(self._tracker.start_ticking)

    def _not_opened(self, problem: Exception) -> None:
        if isinstance(problem, UndriftError):
            log.warning("not opened: %s", problem.code)
        else:
            log.error("not opened: %s", type(problem).__name__, exc_info=problem)
        self.window.show_opening_problem(problem, self._database)

    def _crash_told(self, result: int) -> None:
        self._crash = None
        if result == QDialog.DialogCode.Rejected:
            QApplication.quit()
