"""Choose a paper, the weekly one or one of how things stand now; see it, print it, save it."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from tracker.actions.freeze_weekly_report import FreezeWeeklyReport
from tracker.changes import Changes
from tracker.errors import RuleBroken
from tracker.rows.caseload import Caseload, CaseloadQuestion
from tracker.rows.frozen_reports import DraftReportQuestion, FrozenReportRow, Paper, ReportListQuestion, ReportQuestion
from tracker.rows.papers import About, DrawnPaper, PaperQuestion
from tracker.rows.people import Officers, OfficersQuestion
from tracker.rows.weekly_drift import WeeklyDrift, WeeklyDriftQuestion
from tracker.terms import Change, PaperKind
from ui import wording
from ui.dialogs.paper_copies import PaperCopies
from ui.dialogs.paper_view import PaperView
from ui.page_context import Page, PageContext
from ui.pages.reports.about_fields import OF_A_CASE
from ui.pages.reports.copies import Copies
from ui.pages.reports.paper_choice import PaperChoice
from ui.pages.reports.week_copies import WeekCopies
from ui.problems import in_words
from ui.theme import scaled
from ui.widgets.focus_lead import FocusLead

CHOICE_WIDTH = 492
OF_A_WEEK = ("print_week", "save_week")


class ReportsPage(Page):
    """A frozen paper never changes; each copy of any paper says on its cover sheet for whom it is.

    As a record it is shown with a kind of paper and, with a slash between them, the case and a part of it, or the team
    and an officer.
    """

    page_name = "reports"
    title = str(QT_TR_NOOP("Reports"))
    sub_line = str(QT_TR_NOOP("The weekly drift paper, frozen once; and papers of how things stand now"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._turn = 0
        self._at_work = False
        actions = {"print": self.tr("Print"), "save_copy": self.tr("Save a copy")}
        self.choice = PaperChoice(
            context.time.today(),
            [(context.commands.action(name), words) for name, words in actions.items()],
            [context.commands.action(name) for name in OF_A_WEEK],
        )
        self.choice.setMinimumWidth(scaled(CHOICE_WIDTH))
        self.paper = PaperView(context.background)
        self.copies = Copies(self)
        self.week_copies = WeekCopies(self)
        self.now_copies = PaperCopies(self)
        self._drawn: tuple[About, str] | None = None
        self._wanted = ("", "")
        self._cases_known = False
        content = QSplitter(Qt.Orientation.Horizontal)
        content.setChildrenCollapsible(False)
        content.setHandleWidth(12)
        content.addWidget(self.choice)
        content.addWidget(self.paper)
        content.setStretchFactor(1, 1)
        self._lead = FocusLead(content, self.choice.week_field)
        self.set_content(content)
        self.choice.chosen.connect(self._show_choice)
        self.choice.freeze_wanted.connect(self._freeze)

    def refresh(self) -> None:
        by = self.context.person.officer_id
        self.context.background.ask(OfficersQuestion(by=by), self._take_officers, self.show_problem)

    def show_record(self, record_id: str) -> None:
        """Choose a kind of paper, and the case it is about."""
        kind, _, rest = record_id.partition("/")
        if kind not in set(PaperKind):
            return
        whose, _, part = rest.partition("/")
        self._wanted = (whose, part)
        self._cases_known = False
        self.choice.show_paper_of_now(PaperKind(kind), whose, part)
        self._show_choice()

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(Change.REPORT) or changes.touches(Change.OFFICER)

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            "print": self._print,
            "save_copy": self._save,
            "print_week": lambda: self.week_copies.print_week(self.choice.week().monday),
            "save_week": lambda: self.week_copies.save_week(self.choice.week().monday),
        }

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable()

    def _take_officers(self, officers: Officers) -> None:
        self.choice.set_teams(officers.teams)
        self.choice.asked.set_officers(officers.officers)
        kind, wanted = self.choice.kind(), self._wanted
        if kind is not None and kind not in OF_A_CASE and any(wanted):
            self.choice.show_paper_of_now(kind, *wanted)
            self._wanted = ("", "")
        question = ReportListQuestion(by=self.context.person.officer_id)
        self.context.background.ask(question, self._take_list, self.show_problem)

    def _take_list(self, rows: tuple[FrozenReportRow, ...]) -> None:
        before = self.choice.frozen()
        self.choice.set_rows(rows)
        self.show_content()
        now = self.choice.frozen()
        if (
            self.choice.kind() is not None
            or now is None
            or before is None
            or now.digest != before.digest
            or not self.paper.page_count()
        ):
            self._show_choice()
        else:
            self._say_how_many()
            self._say_frozen(now)

    def _say_how_many(self) -> None:
        """Count the frozen papers under the list of them."""
        count = wording.count_of(len(self.choice.model.rows), self.tr("frozen paper"), self.tr("frozen papers"))
        self.set_footer(count if self.choice.kind() is None else "")

    def _show_choice(self) -> None:
        self._say_how_many()
        self._lead.lead_to(self.choice.first_field())
        self._turn += 1
        self._drawn = None
        turn, by, row, week = self._turn, self.context.person.officer_id, self.choice.frozen(), self.choice.week()
        self._enable()
        self.paper.say(self.tr("Reading..."))
        if self.choice.kind() is not None:
            self._show_now(turn)
            return
        if row is not None:
            self._say_frozen(row)
            self._ask(ReportQuestion(by, row.number), lambda paper: self._show_paper(turn, paper))
            return
        self.choice.say(self.tr("Reading..."))
        question = WeeklyDriftQuestion(by, week.monday, self.choice.team().team_id or None)
        self._ask(question, lambda drift: self._show_unfrozen(turn, drift))

    def _ask(self, question: object, answer: Callable[..., None]) -> None:
        turn = self._turn
        self.context.background.ask(question, answer, lambda problem: self._fail(turn, problem))

    def _show_paper(self, turn: int, paper: Paper) -> None:
        if turn == self._turn:
            self.paper.show_paper(paper.pdf)

    def _show_now(self, turn: int) -> None:
        """Draw a paper of how things stand, or say what it still has to be told."""
        by, about = self.context.person.officer_id, self.choice.about()
        if about is None and self.choice.kind() in OF_A_CASE and not self._cases_known:
            self.choice.say(self.tr("Reading..."))
            self._ask(CaseloadQuestion(by, with_closed=True), lambda found: self._take_cases(turn, found))
        elif about is None:
            self._say_missing()
        else:
            self.choice.say(self.tr("Reading..."))
            self._ask(PaperQuestion(by, about), lambda drawn: self._show_drawn(turn, about, drawn))

    def _take_cases(self, turn: int, found: Caseload) -> None:
        if turn != self._turn:
            return
        self._cases_known = True
        self.choice.asked.set_cases(found.rows, self._wanted[0])
        if self.choice.about() is None:
            self._say_missing()

    def _say_missing(self) -> None:
        of_a_case = self.choice.kind() in OF_A_CASE
        words = self.tr("Choose a case.") if of_a_case else self.tr("Say from which day to which.")
        self.choice.say(words)
        self.paper.say(words)

    def _show_drawn(self, turn: int, about: About, drawn: DrawnPaper) -> None:
        if turn != self._turn:
            return
        self._drawn = about, drawn.about
        self._enable()
        words = self.tr("{said} Drawn at {moment}; F5 draws it anew.")
        self.choice.say(words.format(said=drawn.said, moment=wording.moment(drawn.as_at)))
        self.paper.show_paper(drawn.pdf)

    def _show_unfrozen(self, turn: int, drift: WeeklyDrift) -> None:
        if turn != self._turn:
            return
        week = self.choice.week()
        if not drift.says_anything:
            self._say_empty()
        elif week.over:
            self.choice.say(
                self.tr(
                    "This week is over and not frozen yet. Freezing keeps its figures for good and numbers the paper."
                ),
                may_freeze=not self._at_work,
            )
            self.paper.say(self.tr("The paper can be seen and printed once the week is frozen."))
        else:
            self.choice.say(
                self.tr(
                    "This week is not over. Shown is a draft without a number. The week can be frozen from {day}."
                ).format(day=wording.day(week.following_monday))
            )
            question = DraftReportQuestion(
                self.context.person.officer_id, week.monday, self.choice.team().team_id or None
            )
            self._ask(question, lambda paper: self._show_paper(turn, paper))

    def _say_frozen(self, row: FrozenReportRow) -> None:
        copies = wording.count_of(row.copies, self.tr("copy"), self.tr("copies"))
        self.choice.say(
            self.tr("{number}, frozen {moment}, {copies} made.").format(
                number=row.number, moment=wording.moment(row.frozen_at), copies=copies
            )
        )

    def _fail(self, turn: int, problem: Exception) -> None:
        if turn != self._turn:
            return
        if is_without_cases(problem):
            self._say_empty()
            return
        self.choice.say(in_words(problem))
        self.paper.say(in_words(problem))

    def _say_empty(self) -> None:
        self.choice.say(self.tr("There was no open case in this week, so there is no paper."))
        self.paper.say(self.tr("No paper for this week: there was no open case."))

    def _freeze(self) -> None:
        if self._at_work:
            return
        self._at_work = True
        self.choice.say(self.tr("Freezing the week..."))
        team_id = self.choice.team().team_id or None
        request = FreezeWeeklyReport(self.context.person.officer_id, self.choice.week().monday, team_id)
        self.context.background.do(request, self._frozen, self._not_frozen)

    def _frozen(self, changes: Changes) -> None:
        self._at_work = False
        row = changes.result
        if isinstance(row, FrozenReportRow):
            self.choice.show_paper_of(row.monday, row.team)
            self.context.report(self.tr("Frozen: {number}.").format(number=row.number), None)
        self.refresh()

    def _not_frozen(self, problem: Exception) -> None:
        self._at_work = False
        if is_without_cases(problem):
            self._say_empty()
        else:
            self.choice.say(in_words(problem), may_freeze=True)

    def _enable(self) -> None:
        weekly = self.choice.kind() is None
        can_be_copied = (self.choice.frozen() if weekly else self._drawn) is not None
        of_week = weekly and self.choice.week().over
        for name in self.page_commands():
            self.context.commands.enable(name, of_week if name in OF_A_WEEK else can_be_copied)

    def _print(self) -> None:
        row = self.choice.frozen()
        if self._drawn is not None:
            self.now_copies.print_copy(*self._drawn)
        elif row is not None and self.choice.kind() is None:
            self.copies.print_copy(row)

    def _save(self) -> None:
        row = self.choice.frozen()
        if self._drawn is not None:
            self.now_copies.save_copy(*self._drawn)
        elif row is not None and self.choice.kind() is None:
            self.copies.save_copy(row)


def is_without_cases(problem: Exception) -> bool:
    """Say whether a paper was refused because nothing could stand on it."""
    return isinstance(problem, RuleBroken) and problem.code == "report_without_cases"
