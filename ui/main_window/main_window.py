"""MainWindow: the frame around the pages: menu, navigation, banners, current page, status bar."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.changes import Changes
from tracker.rows.approvals import Approvals, ApprovalsQuestion
from tracker.rows.job_health import JobHealth, JobHealthQuestion
from tracker.rows.open_alerts import OpenAlerts, OpenAlertsQuestion
from tracker.rows.rule_changes import RuleChanges, RuleChangesQuestion
from tracker.terms import AlertState, Change
from ui import wording
from ui.application import ZoomChooser
from ui.main_window.alert_banner import AlertBanner, BannerRow, ProblemBanner, RulesBanner, StaleBanner
from ui.main_window.navigation_bar import NavigationBar
from ui.main_window.opening_page import OpeningPage
from ui.main_window.page_stack import PageRoom, PageStack
from ui.main_window.status_bar import StatusBar
from ui.menu_commands import MenuCommands
from ui.page_context import Page, PageContext
from ui.problems import Problems, in_words
from ui.roles import RULE_KEEPERS, SUPERVISORS, WRITERS
from ui.theme import scaled
from ui.window_state import remember_geometry, restore_geometry

ALERTS_PAGE, APPROVALS_PAGE, CASELOAD_PAGE, OPTIONS_PAGE = "alerts", "approvals", "caseload", "options"
IMPORT_PAGE, RULES_CHANGED = "import_cases", "rules_changed"
LOOK_AT_RULES_AFTER_MS = 3_000
MENUS = (
    ("file", QT_TRANSLATE_NOOP("MainWindow", "&File")),
    ("case", QT_TRANSLATE_NOOP("MainWindow", "&Case")),
    ("unit", QT_TRANSLATE_NOOP("MainWindow", "&Unit")),
    ("pages", QT_TRANSLATE_NOOP("MainWindow", "&Go")),
    ("view", QT_TRANSLATE_NOOP("MainWindow", "&View")),
    ("help", QT_TRANSLATE_NOOP("MainWindow", "&Help")),
)


class MainWindow(QMainWindow):
    """The one window. It stands before the tracker is open; `open` gives it the pages."""

    #: the frame has been drawn for the first time
    first_painted = Signal()
    #: the window is about to close
    closing = Signal()
    #: the open alerts have come; carries all that the person may see, and those that concern them
    alerts_taken = Signal(object, object)
    #: the person wants the records opened again
    retry_opening = Signal()

    def __init__(self, commands: MenuCommands, problems: Problems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("main_window")
        self.setWindowTitle("Undrift")
        self.commands = commands
        self._context: PageContext | None = None
        self._painted = False
        self.opening = OpeningPage()
        self.opening.retry.connect(self.retry_opening)
        self.opening.leave.connect(self.close)
        self.navigation = NavigationBar()
        self.navigation.hide()
        self.stale_banner = StaleBanner()
        self.alert_banner = AlertBanner()
        self.rules_banner = RulesBanner()
        self.problem_banner = ProblemBanner()
        self.pages = PageStack()
        self.status = StatusBar()
        self._middle = QStackedWidget()
        self._middle.addWidget(self.opening)
        self._middle.addWidget(self._scrolling_pages())
        self._lay_out()
        self._make_menus()
        self._connect(problems)
        if not restore_geometry(self):
            self.resize(scaled(1280), scaled(720))

    def open(self, context: PageContext, pages: Sequence[type[Page]]) -> None:
        """Show the first page; the others are built when they are first shown."""
        self._context = context
        person = context.person
        self.setWindowTitle(f"Undrift – {person.unit}" if person.unit else "Undrift")
        self._name_person(" · ".join(word for word in (person.title, person.team) if word))
        self.pages.open(context, pages)
        for number, page in enumerate((page for page in pages if page.in_navigation), 1):
            title = QCoreApplication.translate(page.__name__, page.title)
            self.navigation.add_page(page.page_name, title)
            action = self.commands.add_page(page.page_name, number, title)
            self.commands.answer(action.objectName(), partial(self.go_to, page.page_name))
            self._go_menu.addAction(action)
        self.commands.answer("show_approvals", partial(self.go_to, APPROVALS_PAGE))
        context.bus.changed.connect(self._hear)
        self.navigation.show()
        self._middle.setCurrentIndex(1)
        self.commands.answer("quick_update", self.quick_update)
        self.status.open(context.time, demo=person.demo)
        self._ask_alerts()
        if person.roles & WRITERS:
            self.commands.answer("new_case", self.new_case)
        self._ask_approvals()
        if person.roles & RULE_KEEPERS:
            self.commands.answer("changed_rules", self.show_rule_changes)
            self.commands.answer("import_cases", self.import_cases)
            QTimer.singleShot(LOOK_AT_RULES_AFTER_MS, self, self._ask_rules)
        self.go_to(pages[0].page_name)

    def show_opening_problem(self, problem: Exception, place: str = "") -> None:
        """Say why the records cannot be opened."""
        self.opening.show_problem(in_words(problem), place)
        self._middle.setCurrentWidget(self.opening)

    def go_to(self, name: str, record_id: str | None = None) -> None:
        """Show a page, and a record on it, with the focus in its list."""
        self.pages.go_to(name, record_id)
        self.pages.focus_page()

    def go_back(self) -> None:
        """Show the page that was shown before."""
        self.pages.go_back()
        self.pages.focus_page()

    def report(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Say in the status bar what was done, with what undoes it."""
        self.status.report(words, undo)

    def show_shortcuts(self) -> None:
        """List the keys."""
        from ui.main_window.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self.commands, self).open()

    def show_about(self) -> None:
        """Name the version and the licences."""
        from ui.main_window.about_dialog import AboutDialog

        AboutDialog(self).open()

    def quick_update(self) -> None:
        """Record what happened in any case, in a few keys."""
        if self._context is None:
            return
        from ui.dialogs.quick_update_dialog import QuickUpdateDialog

        page = self.pages.currentWidget()
        in_hand = page.case_in_hand() if isinstance(page, Page) else ""
        QuickUpdateDialog(self._context, in_hand, self).open()

    def show_rule_changes(self) -> None:
        """Show what changed holidays and limits would move, to be applied."""
        if self._context is not None:
            question = RuleChangesQuestion(by=self._context.person.officer_id)
            self._context.background.ask_aside(question, self._open_rule_changes)

    def new_case(self) -> None:
        """Go to the case list and ask for a case that is not there yet."""
        self.go_to(CASELOAD_PAGE)
        ask = getattr(self.pages.page(CASELOAD_PAGE), "new_case", None)
        if ask is not None:
            ask()

    def import_cases(self) -> None:
        """Go to the import of a spreadsheet, as far as it has come."""
        self.go_to(IMPORT_PAGE)
        begin = getattr(self.pages.page(IMPORT_PAGE), "begin", None)
        if begin is not None:
            begin()

    def show_alerts(self) -> None:
        """Go to the alerts that wait."""
        self.go_to(ALERTS_PAGE)

    def connect_themes(self, choose: Callable[[str], None], chosen: str) -> None:
        """Let the theme menu choose."""
        for action in self.commands.in_menu("theme"):
            name = action.objectName().removeprefix("theme_")
            action.setChecked(name == chosen)
            self.commands.answer(action.objectName(), partial(choose, name))

    def connect_zoom(self, zoom: ZoomChooser) -> None:
        """Let the view menu make everything larger and smaller."""
        for name, slot in (("zoom_in", zoom.nearer), ("zoom_out", zoom.further), ("zoom_reset", zoom.full_size)):
            self.commands.answer(name, slot)
        zoom.changed.connect(self._tell_zoom)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        remember_geometry(self)
        self.status.shut_down()
        self.closing.emit()
        super().closeEvent(event)

    def _tell_zoom(self, percent: int) -> None:
        self.report(self.tr("Everything is shown at {percent} %").format(percent=percent))

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.navigation)
        beside.addWidget(self._middle, 1)
        whole = QWidget()
        lines = QVBoxLayout(whole)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.problem_banner)
        lines.addWidget(self.stale_banner)
        lines.addWidget(BannerRow(self.alert_banner, self.rules_banner))
        lines.addLayout(beside, 1)
        lines.addWidget(self.status)
        self.setCentralWidget(whole)

    def _scrolling_pages(self) -> QScrollArea:
        """Let the pages scroll where the window has not the room they need: enlarged, or on a small screen."""
        around = QScrollArea()
        around.setObjectName("around_pages")
        around.setFrameShape(QFrame.Shape.NoFrame)
        around.setWidgetResizable(True)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.setWidget(PageRoom(self.pages))
        return around

    def _make_menus(self) -> None:
        bar = self.menuBar()
        for name, title in MENUS:
            menu = bar.addMenu(self.tr(str(title)))
            menu.setObjectName(name)
            menu.addActions(self.commands.in_menu(name))
            if name == "pages":
                self._go_menu = menu
            elif name == "view":
                themes = menu.addMenu(self.tr("&Theme"))
                group = QActionGroup(self)
                for action in self.commands.in_menu("theme"):
                    action.setCheckable(True)
                    group.addAction(action)
                    themes.addAction(action)

    def _name_person(self, words: str) -> None:
        """Put the person into the corner of the menus; a menu bar fits its corner only to what it is given."""
        person = QLabel(words, self.menuBar())
        person.setObjectName("person")
        self.menuBar().setCornerWidget(person, Qt.Corner.TopRightCorner)
        person.show()

    def _connect(self, problems: Problems) -> None:
        self.navigation.chosen.connect(self.pages.go_to)
        self.navigation.opened.connect(self.pages.focus_page)
        self.pages.shown.connect(self.navigation.show_current)
        self.pages.counted.connect(self.navigation.set_count)
        self.alert_banner.show_requested.connect(self.show_alerts)
        self.stale_banner.show_requested.connect(partial(self.go_to, OPTIONS_PAGE))
        self.status.alarm.connect(self.stale_banner.set_alarm)
        self.rules_banner.show_requested.connect(self.show_rule_changes)
        self.status.health_wanted.connect(self._ask_health)
        problems.told.connect(self.problem_banner.show_problem)
        self.commands.answer("back", self.go_back)
        self.commands.enable("back", False)
        self.pages.can_go_back.connect(lambda can: self.commands.enable("back", can))
        self.commands.answer("undo", self.status.undo)
        self.commands.enable("undo", False)
        self.status.can_undo.connect(lambda can: self.commands.enable("undo", can))
        self.commands.answer("stop", self.status.stop_wanted.emit)
        self.commands.enable("stop", False)
        self.status.can_stop.connect(lambda can: self.commands.enable("stop", can))
        self.commands.answer("quit", self.close)
        self.commands.answer("shortcuts", self.show_shortcuts)
        self.commands.answer("about", self.show_about)
        self.commands.answer("show_critical", self.show_alerts)

    def _hear(self, changes: Changes) -> None:
        if changes.touches(Change.ALERT):
            self._ask_alerts()
        if changes.touches(Change.APPROVAL):
            self._ask_approvals()
        if changes.touches(Change.JOB):
            self._ask_health()
        if any(notice.code == RULES_CHANGED for notice in changes.notices):
            self.report(self.tr("Holidays were changed at another workstation: the dates shown are the new ones"))
            self.rules_banner.set_changes(())

    def _ask_alerts(self) -> None:
        if self._context is not None:
            question = OpenAlertsQuestion(by=self._context.person.officer_id)
            self._context.background.ask(question, self._take_alerts)

    def _take_alerts(self, alerts: OpenAlerts) -> None:
        self.alert_banner.set_alerts(alerts.rows)
        waiting = sum(row.state is AlertState.OPEN for row in alerts.rows)
        self.navigation.set_count(ALERTS_PAGE, waiting)
        if self._context is not None:
            # who leads answers for the whole list, anybody else for what they were told
            title, leads = self._context.person.title, bool(self._context.person.roles & SUPERVISORS)
            mine = [row for row in alerts.rows if leads or title in row.told_to]
            self.alerts_taken.emit(alerts.rows, mine)

    def _ask_approvals(self) -> None:
        if self._context is not None:
            question = ApprovalsQuestion(by=self._context.person.officer_id)
            self._context.background.ask(question, self._take_approvals)

    def _take_approvals(self, approvals: Approvals) -> None:
        self.navigation.set_count(APPROVALS_PAGE, approvals.to_decide)

    def _ask_rules(self) -> None:
        if self._context is not None:
            question = RuleChangesQuestion(by=self._context.person.officer_id)
            self._context.background.ask_aside(question, self._take_rules)

    def _take_rules(self, found: RuleChanges) -> None:
        self.rules_banner.set_changes(found.changes)

    def _open_rule_changes(self, found: RuleChanges) -> None:
        context = self._context
        if context is None:
            return
        from ui.dialogs.rule_changes_dialog import SIZE, RuleChangesForm
        from ui.widgets.form import FormDialog

        form = RuleChangesForm(context.person.officer_id, found, context.background.do)
        form.reload_wanted.connect(
            lambda: context.background.ask_aside(RuleChangesQuestion(context.person.officer_id), form.take)
        )
        form.succeeded.connect(self._rules_applied)
        self._take_rules(found)
        dialog = FormDialog(form, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.resize(*(scaled(side) for side in SIZE))
        dialog.open()

    def _rules_applied(self, changes: Changes) -> None:
        moved = wording.count_of(int(str(changes.result)), "clock")
        self.rules_banner.set_changes(())
        self.report(self.tr("Applied: {0} moved, each with a note").format(moved))

    def _ask_health(self) -> None:
        if self._context is not None:
            question = JobHealthQuestion(by=self._context.person.officer_id)
            self._context.background.ask(question, self._take_health)

    def _take_health(self, health: JobHealth) -> None:
        self.status.set_health(health)
