"""Where the time goes, as things stood on any day: what slipped, who held the cases, the cases behind each figure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QT_TR_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.drift_board import QUARTER, DriftBoard, DriftBoardQuestion
from tracker.rows.drift_course import DriftCourse, DriftCourseQuestion
from tracker.rows.forecast import LikelyToMiss, LikelyToMissQuestion
from tracker.terms import Change
from ui import wording
from ui.page_context import Page, PageContext
from ui.pages.drift.chart_panel import ChartPanel
from ui.pages.drift.drift_views import LIKELY, SLIPPED, VIEWS, DriftView
from ui.pages.drift.likely_panel import LikelyPanel
from ui.pages.drift.slipped_panel import SlippedPanel
from ui.roles import SUPERVISORS
from ui.theme import scaled
from ui.widgets.bar_chart.chart import READING, Chart
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.focus_lead import FocusLead
from ui.widgets.whose_field import ALL, MINE, TEAM, WhoseField

PERIODS = (4, QUARTER, 26, 52)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page is to tell of: whose cases, as on which day, with which period."""

    oic_id: str | None
    team_id: str | None
    as_at: date | None
    weeks: int


class DriftPage(Page):
    """A tab for each view; the board is asked for at once, the course of the period when a view of it is looked at."""

    page_name = "drift"
    title = str(QT_TR_NOOP("Drift"))
    sub_line = str(QT_TR_NOOP("Where the time goes, as things stand now"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._board = DriftBoard((), (), 0, 0, 0)
        self._course: DriftCourse | None = None
        self._likely: LikelyToMiss | None = None
        self._asked: _Asked | None = None
        self._course_asked: _Asked | None = None
        self._likely_asked: _Asked | None = None
        self._waits, self._once_more = False, False
        self._add_tools()
        open_case = context.commands.action("open_case")
        self.slipped = SlippedPanel(open_case)
        self.likely = LikelyPanel(open_case)
        self.charts = ChartPanel(open_case)
        self.set_content(self._content())
        for panel in (self.slipped, self.likely, self.charts):
            panel.case_opened.connect(self._open)
            panel.changed.connect(self._say_again)

    def refresh(self) -> None:
        """Ask for the board; while one is on its way no other is sent, however often the day is changed."""
        self._course, self._likely, self._likely_asked, self._once_more = None, None, None, self._waits
        if not self._waits:
            self._ask()

    def concerns(self, changes: Changes) -> bool:
        return any(changes.touches(kind) for kind in (Change.CASE, Change.MILESTONE))

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            "open_case": lambda: self._open(self._panel().case_id()),
            "find": self._find,
        }

    def view_shown(self) -> DriftView:
        """Give the view of the tab that is in front."""
        return VIEWS[self.tabs.currentIndex()]

    def show_view(self, name: str) -> None:
        """Bring the tab of a view to the front."""
        self.tabs.setCurrentIndex([view.name for view in VIEWS].index(name))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say_again()

    def _add_tools(self) -> None:
        person = self.context.person
        self.whose = WhoseField(person)
        leads = bool(person.roles & SUPERVISORS)
        self.whose.set_choice(MINE if not leads else TEAM if person.team_id is not None else ALL)
        self.as_at = DateField(self.context.time.today())
        self.as_at.setMinimumWidth(scaled(190))
        self.as_at.line.setAccessibleName(self.tr("As at the end of which day; empty for now"))
        self.as_at.line.setPlaceholderText(self.tr("As at: now"))
        self.as_at.line.setToolTip(self.tr("As at the end of which day: 20/11/26, fri, yesterday, -30; empty for now"))
        self.weeks = ChoiceField(PERIODS, lambda weeks: self.tr("last {0} weeks").format(weeks), None)
        self.weeks.setAccessibleName(self.tr("Period before that day"))
        self.weeks.set_choice(QUARTER)
        self.whose.chosen.connect(self.refresh)
        self.as_at.changed.connect(self.refresh)
        self.weeks.chosen.connect(self.refresh)
        for widget in (self.whose, self.as_at, self.weeks):
            self.tools.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def _content(self) -> QWidget:
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Views of where the time goes"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for view in VIEWS:
            self.tabs.addTab(QCoreApplication.translate("DriftViews", str(view.title)))
        self.tabs.currentChanged.connect(self._show_view)
        self._panels = QStackedWidget()
        for panel in (self.slipped, self.likely, self.charts):
            self._panels.addWidget(panel)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.tabs)
        whole.addWidget(self._panels, 1)
        self._lead = FocusLead(content, self.slipped)
        return content

    def _panel(self) -> SlippedPanel | LikelyPanel | ChartPanel:
        view = self.view_shown()
        return self.slipped if view is SLIPPED else self.likely if view is LIKELY else self.charts

    def _wanted(self) -> _Asked:
        return _Asked(self.whose.oic_id(), self.whose.team_id(), self.as_at.day(), self.weeks.choice())

    def _ask(self) -> None:
        self._waits, self._once_more, self._asked = True, False, self._wanted()
        one = self._asked
        question = DriftBoardQuestion(
            self.context.person.officer_id, oic_id=one.oic_id, team_id=one.team_id, as_at=one.as_at, weeks=one.weeks
        )
        self.context.background.ask(question, self._take, self._fail)

    def _take(self, board: DriftBoard) -> None:
        self._waits = False
        if self._once_more or self._asked != self._wanted():
            self._ask()
            return
        self._board = board
        then = self.tr("Where the time goes, as things stood at the end of {0}").format(wording.day(board.as_at))
        self.set_heading(self.tr(self.title), then if self._asked.as_at else self.tr(self.sub_line))
        if not board.each:
            self.show_empty(self.tr("No case to look at"), self._nothing(board), self._withheld_words(board))
            self.counted.emit(0)
            return
        self.show_content(count=len(board.rows))
        self._show_view()

    def _fail(self, problem: Exception) -> None:
        self._waits = False
        if self._once_more or self._asked != self._wanted():
            self._ask()
        else:
            self.show_problem(problem)

    def _nothing(self, board: DriftBoard) -> str:
        day = wording.day(board.as_at)
        return self.tr("No case was open at the end of {0}, or closed in the {1} weeks before. {2}").format(
            day, self.weeks.choice(), self.whose.where_else()
        )

    def _show_view(self) -> None:
        view = self.view_shown()
        self._panels.setCurrentWidget(self._panel())
        self._lead.lead_to(self._panel())
        if view.of_board is not None:
            self._chart(view, view.of_board(self._board))
        elif view is LIKELY:
            self.likely.show_list(self._says(view), self._likely)
            if self._likely is None:
                self._ask_likely()
        elif view.of_course is None:
            self.slipped.show_board(self._says(view), self._board)
        elif self._course is not None:
            self._chart(view, view.of_course(self._course))
        else:
            self._chart(view, READING)
            self._ask_course()
        self._say_again()

    def _chart(self, view: DriftView, chart: Chart) -> None:
        title = self.tabs.tabText(self.tabs.currentIndex())
        self.charts.show_view(title, self._says(view), chart, self._board.each)

    def _says(self, view: DriftView) -> str:
        return QCoreApplication.translate("DriftViews", str(view.says))

    def _ask_course(self) -> None:
        one = self._asked
        if one is None or self._course_asked is one:
            return
        self._course_asked = one
        question = DriftCourseQuestion(
            self.context.person.officer_id, oic_id=one.oic_id, team_id=one.team_id, as_at=one.as_at, weeks=one.weeks
        )
        self.context.background.ask(question, partial(self._take_course, one), self._fail_course)

    def _take_course(self, asked: _Asked, course: DriftCourse) -> None:
        self._course_asked = None
        if asked is self._asked:
            self._course = course
        if self.view_shown().of_course is not None:
            self._show_view()

    def _fail_course(self, problem: Exception) -> None:
        self._course_asked = None
        self.show_problem(problem)

    def _ask_likely(self) -> None:
        one = self._asked
        if one is None or self._likely_asked == one:
            return
        self._likely_asked = one
        question = LikelyToMissQuestion(
            self.context.person.officer_id, oic_id=one.oic_id, team_id=one.team_id, as_at=one.as_at
        )
        self.context.background.ask(question, partial(self._take_likely, one), self._fail_likely)

    def _take_likely(self, asked: _Asked, found: LikelyToMiss) -> None:
        self._likely_asked = None
        if asked == self._asked:
            self._likely = found
        if self.view_shown() is LIKELY:
            self._show_view()

    def _fail_likely(self, problem: Exception) -> None:
        self._likely_asked = None
        self.show_problem(problem)

    def _say_again(self) -> None:
        self.context.commands.enable("open_case", bool(self._panel().case_id()))
        if self._board.each:
            withheld = self._withheld_words(self._board)
            words = self._panel().footer_words()
            self.set_footer(f"{words}. {withheld}" if withheld else words)

    def _withheld_words(self, board: DriftBoard) -> str:
        parts = []
        if board.restricted_not_shown:
            parts.append(self.tr("{0} restricted").format(f"{board.restricted_not_shown:,}"))
        if board.not_known and self.view_shown() is not LIKELY:
            parts.append(self.tr("{0} not known: the calendar ends").format(f"{board.not_known:,}"))
        return self.tr("Not shown: {0}").format(", ".join(parts)) if parts else ""

    def _find(self) -> None:
        self._panel().find_field.begin()

    def _open(self, case_id: str) -> None:
        if case_id:
            self.context.navigate("case_file", case_id)
