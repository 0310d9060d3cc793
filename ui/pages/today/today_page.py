"""The first page: a detective's cases by what is due next, and what a supervisor looks at first, in one list."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QT_TR_NOOP
from PySide6.QtWidgets import QWidget

from tracker.changes import Changes
from tracker.rows.today import Today, TodayList, TodayQuestion, TodayRow, TodayRows
from tracker.terms import Change, PaperKind
from ui import wording
from ui.alert_leads import part_of_alert
from ui.bail_wording import row_key
from ui.list_page import ListPage, Passes
from ui.page_context import BAIL_PART, PageContext, part_of_case
from ui.pages.today.today_columns import columns
from ui.pages.today.today_forms import TodayForms
from ui.pages.today.today_lines import lines_of, nothing
from ui.pages.today.today_panel import TodayPanel
from ui.roles import SUPERVISORS
from ui.tables.sectioned_view import Heading, MoreLine, SectionedModel, SectionedView
from ui.widgets.choice_field import ChoiceField
from ui.widgets.focus_lead import FocusLead
from ui.widgets.halves import Halves

TEAM, ALL = "team", "all"
WORKLOAD_PAGE = "workload"
CARRIERS_SHOWN = 5
NEEDS_ME = (
    TodayList.CRITICAL,
    TodayList.TO_AUTHORISE,
    TodayList.DECIDED,
    TodayList.UNALLOCATED,
    TodayList.PLANNED,
    TodayList.MINE,
)


class TodayPage(ListPage[TodayRow]):
    """Every list says how many it has; what is not shown here stands behind its heading, in full."""

    page_name = "today"
    title = str(QT_TR_NOOP("Today"))
    sub_line = str(QT_TR_NOOP("What needs me, soonest first"))
    shows_all_again = True
    row_type = TodayRow
    list_words = str(QT_TR_NOOP("What needs me"))
    find_words = str(QT_TR_NOOP("Find: reference, milestone or officer"))
    find_width = 260
    model_type = SectionedModel
    view_type = SectionedView

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, columns(), lambda line: line.key, parent)
        self._leads = bool(context.person.roles & SUPERVISORS)
        self._answer: Today | None = None
        self._weighed: tuple[TodayRows, ...] = ()
        self._only: TodayList | None = None
        self.forms = TodayForms(self, self.chosen)
        self.panel = TodayPanel(self.forms.buttons())
        words = {TEAM: self.tr("My team's"), ALL: self.tr("Every team's")}
        in_team = context.person.team_id is not None
        self.whose = ChoiceField([name for name in words if name != TEAM or in_team], words.__getitem__, None)
        self.whose.setAccessibleName(self.tr("Whose cases"))
        self.whose.chosen.connect(self.refresh)
        self.add_tools(*((self.whose,) if self._leads else ()))
        content = Halves(self.view, self.panel, shares=(1, 0))
        FocusLead(content, self.view)
        self.set_content(content)
        self.view.row_activated.connect(self._turn)

    def show_record(self, name: str) -> None:
        """Show one of the lists in full, or all of them again."""
        only = TodayList(name) if name in tuple(TodayList) else None
        if only is not self._only:
            self._only = only
            self.find_field.clear()
            self.view.clearSelection()
            self.view.setCurrentIndex(self.model.index(-1, -1))
            self.mark_stale()

    def case_in_hand(self) -> str:
        row = self.chosen()
        return row.reference if row is not None else ""

    def refresh(self) -> None:
        person = self.context.person
        question = TodayQuestion(
            by=person.officer_id,
            board=self._leads,
            team_id=person.team_id if self._leads and self.whose.choice() == TEAM else None,
            only=self._only,
        )
        self.context.background.ask(question, self._take, self._fail)
        if self._leads and self._only is None:
            weighed = replace(question, mine=False, only=TodayList.OVERLOADED)
            self.context.background.ask_aside(weighed, self._take_weighed, self._say_not_weighed)

    def concerns(self, changes: Changes) -> bool:
        kinds = (Change.CASE, Change.MILESTONE, Change.ALERT, Change.OFFICER, Change.APPROVAL)
        return any(changes.touches(kind) for kind in kinds)

    def paper_record(self) -> str:
        return PaperKind.TODO

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {**self.forms.commands(), "open_case": self.open_chosen, "find": self.find_field.begin}

    def _take(self, answer: Today) -> None:
        self._show(replace(answer, lists=(*answer.lists, *self._weighed)) if self._leads and not self._only else answer)
        self.forms.retake()

    def _fail(self, problem: Exception) -> None:
        self._answer = None
        self.show_problem(problem)

    def _take_weighed(self, answer: Today) -> None:
        """Add who carries too much, which takes longer to reckon than all the rest, and so comes by itself."""
        self._weighed = tuple(replace(one, rows=one.rows[:CARRIERS_SHOWN]) for one in answer.lists)
        if self._answer is not None and self._only is None:
            others = (one for one in self._answer.lists if one.in_list is not TodayList.OVERLOADED)
            self._show(replace(self._answer, lists=(*others, *self._weighed)))

    def _say_not_weighed(self, problem: Exception) -> None:
        """Tell why a list is missing; where the page itself cannot be read, that has been said."""
        self._weighed = ()
        if self._answer is not None:
            self.context.problems.show(problem)

    def _show(self, answer: Today) -> None:
        lists = sorted(answer.lists, key=lambda one: tuple(TodayList).index(one.in_list))
        answer = replace(answer, lists=tuple(lists))
        self._answer = answer
        lines = lines_of(answer, leads=self._leads, in_full=self._only is not None)
        self.show_rows(lines, self._count(answer) if lines else 0)

    def _count(self, answer: Today) -> int | None:
        if self._only is not None:
            return None
        return sum(one.urgent for one in answer.lists if one.in_list in NEEDS_ME)

    def passes(self) -> Passes | None:
        """Let a heading through only where its list is not narrowed."""
        return (lambda line: isinstance(line, TodayRow)) if self.find_field.text().strip() else None

    def nothing(self) -> tuple[str, str, str]:
        heading, words = nothing(self._answer) if self._answer is not None else ("", "")
        return heading, words, self.footer_words()

    def footer_words(self) -> str:
        answer = self._answer
        if answer is None:
            return ""
        shown = sum(isinstance(line, TodayRow) for line in self.model.shown)
        total = sum(one.total for one in answer.lists)
        figures = self.tr("{shown} of {total} shown").format(shown=f"{shown:,}", total=f"{total:,}")
        parts = [figures] if total else []
        if self._leads:
            mine = self.whose.choice() == TEAM
            parts.append(self.tr("your team's, and cases without a team") if mine else self.tr("every team's"))
        withheld = answer.board_restricted if self._leads else answer.mine_restricted
        parts.append(
            self.tr("{cases} not shown").format(cases=wording.count_of(withheld, "restricted case"))
            if withheld
            else self.tr("no case is withheld from you")
        )
        return " · ".join(parts)

    def tell(self, row: TodayRow | None) -> None:
        self.panel.show_row(row, self.context.time.today())

    def enable(self, row: TodayRow | None) -> None:
        self.context.commands.enable("open_case", row is not None)
        for name, may in self.forms.may(row).items():
            self.context.commands.enable(name, may)

    def open_row(self, row: TodayRow) -> None:
        if row.bail is not None:
            self.context.navigate("case_file", part_of_case(row.case_id, BAIL_PART, row_key(row.bail)))
        elif row.of_bail:
            self.context.navigate("case_file", part_of_case(row.case_id, BAIL_PART, ""))
        elif row.case_id:
            self.context.navigate("case_file", part_of_alert(row.case_id, row.alert_kind, row.milestone_id))
        else:
            self.context.navigate(WORKLOAD_PAGE, None)

    def _turn(self, line: object) -> None:
        """Show the list of a heading in full, or all of them again."""
        if isinstance(line, (Heading, MoreLine)):
            name = line.key.rsplit(" ", 1)[-1]
            self.context.navigate(self.page_name, None if self._only is not None else name)
