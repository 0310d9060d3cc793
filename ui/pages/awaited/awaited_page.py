"""Who is waited for: what other agencies owe, how long, last chased, next step; to be chased and escalated here."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.awaited import Awaited, AwaitedQuestion, AwaitedRow
from tracker.terms import Change
from ui import wording
from ui.page_context import Page, PageContext
from ui.pages.awaited.agency_choice import BROKEN, EVERY, AgencyChoice
from ui.pages.awaited.awaited_columns import blocks, columns, what
from ui.pages.awaited.awaited_forms import AwaitedForms
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.blocks_view import BlocksView
from ui.widgets.choice_field import ChoiceField
from ui.widgets.find_field import FindField
from ui.widgets.finding import matches
from ui.widgets.focus_lead import FocusLead

ALL, TEAM, MINE = "all", "team", "mine"
#: from this width on the list has room for what it tells of a row beside it
WIDE = 1640
BESIDE, UNDER = (1260, 400), (340, 190)


class AwaitedPage(Page):
    """One list, the longest wait first; a button for each agency, with its total."""

    page_name = "awaited"
    title = str(QT_TR_NOOP("Awaited"))
    sub_line = str(QT_TR_NOOP("Who we are waiting for, longest first"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._answer = Awaited((), (), context.time.today(), 0)
        self._columns = columns()
        self._model = RowTableModel(self._columns, lambda row: row.milestone_id, self)
        self.view = RowTableView(self._model, "awaited")
        self.view.setAccessibleName(self.tr("Open waits for other agencies"))
        self.agencies = AgencyChoice()
        self.agencies.chosen.connect(self._filter)
        self.account = BlocksView(self.tr("The chosen wait"))
        self._add_tools()
        self.forms = AwaitedForms(self, self.chosen_wait)
        self.set_content(self._content())
        self.view.row_selected.connect(self._select)
        self.view.row_activated.connect(self._open)

    def chosen_wait(self) -> AwaitedRow | None:
        """Give the wait under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, AwaitedRow) else None

    def refresh(self) -> None:
        person, whose = self.context.person, self.whose.choice()
        question = AwaitedQuestion(
            by=person.officer_id,
            team_id=person.team_id if whose == TEAM else None,
            oic_id=person.officer_id if whose == MINE else None,
        )
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(Change.CASE) or changes.touches(Change.MILESTONE)

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {**self.forms.commands(), "open_case": self._open_chosen, "find": self.find_field.begin}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        upright = event.size().width() >= WIDE
        wanted = Qt.Orientation.Horizontal if upright else Qt.Orientation.Vertical
        if self._halves.orientation() != wanted:
            self._halves.setOrientation(wanted)
            self._halves.setSizes(list(BESIDE if upright else UNDER))

    def _add_tools(self) -> None:
        words = {ALL: self.tr("Every officer's"), TEAM: self.tr("My team's"), MINE: self.tr("Mine")}
        in_team = self.context.person.team_id is not None
        self.whose = ChoiceField([name for name in words if name != TEAM or in_team], words.__getitem__, None)
        self.whose.setAccessibleName(self.tr("Whose cases"))
        self.whose.chosen.connect(self.refresh)
        self.tools.addWidget(self.whose)
        self.find_field = FindField(self.tr("Find: case, agency, what or officer"), self.view)
        self.find_field.textChanged.connect(self._filter)
        self.tools.addWidget(self.find_field)

    def _content(self) -> QWidget:
        action = self.context.commands.action
        words = {
            "complete_milestone": self.tr("Complete"),
            "record_chase": self.tr("Chase"),
            "escalate_delay": self.tr("Escalate"),
            "record_delay": self.tr("Record delay"),
            "add_note": self.tr("Note"),
            "open_case": self.tr("Open case"),
        }
        panel = QWidget()
        panel.setAccessibleName(self.tr("The chosen wait"))
        lines = QVBoxLayout(panel)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(ActionBar([(action(name), text) for name, text in words.items()]))
        lines.addWidget(self.account, 1)
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.view)
        self._halves.addWidget(panel)
        self._halves.setStretchFactor(0, 3)
        self._halves.setStretchFactor(1, 1)
        self._halves.setSizes(list(UNDER))
        self._halves.setHandleWidth(12)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.agencies)
        whole.addWidget(self._halves, 1)
        FocusLead(content, self.view)
        return content

    def _take(self, answer: Awaited) -> None:
        self._answer = answer
        self.agencies.show_totals(answer.totals)
        self._model.set_rows(answer.rows)
        if not answer.rows:
            self.show_empty(*self._nothing(), footer=self._withheld())
            self.counted.emit(0)
            self._enable()
            return
        self.show_content(count=len(answer.rows))
        self._filter()
        self.view.select_first()
        self._select(self.chosen_wait())
        self.forms.retake()

    def _nothing(self) -> tuple[str, str]:
        heading = self.tr("Nobody is waited for here")
        words = {
            ALL: self.tr("What other agencies owe in open cases stands here from the day it is their turn."),
            TEAM: self.tr("Choose Every officer's to see the cases of other teams."),
            MINE: self.tr("Choose Every officer's to see the cases of others."),
        }
        return heading, words[self.whose.choice()]

    def _filter(self) -> None:
        chosen, typed = self.agencies.choice(), self.find_field.text()

        def passes(row: AwaitedRow) -> bool:
            in_list = chosen == EVERY or (row.broken if chosen == BROKEN else row.agency == chosen)
            return in_list and matches(row, self._columns, typed)

        self._model.filter(passes if chosen != EVERY or typed.strip() else None)
        if self._answer.rows:
            self.set_footer(self._footer_words())
        self._select(self.chosen_wait())

    def _footer_words(self) -> str:
        shown, rows = len(self._model.shown), len(self._answer.rows)
        reasons = [self.tr("{count} filtered out").format(count=f"{rows - shown:,}")] if shown < rows else []
        figures = self.tr("{shown} of {total}").format(shown=f"{shown:,}", total=f"{rows:,}")
        escalations = sum(total.escalations for total in self._answer.totals)
        quarter = self.tr("{times} escalated since {day}").format(
            times=wording.count_of(escalations, "delay"), day=wording.day(self._answer.quarter_from)
        )
        parts = [f"{figures}: {', '.join(reasons)}" if reasons else figures, quarter, self._withheld()]
        return " · ".join(part for part in parts if part)

    def _withheld(self) -> str:
        count = self._answer.restricted_not_shown
        words = self.tr("not shown: those of {cases}")
        return words.format(cases=wording.count_of(count, "restricted case")) if count else ""

    def _select(self, row: AwaitedRow | None) -> None:
        if row is None:
            self.account.say(self.tr("Choose a wait to see what has been done about it."))
        else:
            title = f"{row.reference} · {wording.term(row.agency)} · {what(row)}"
            self.account.show_blocks(title, blocks(row, self.context.time.today()), row.state_key)
        self._enable()

    def _enable(self) -> None:
        chosen = self.chosen_wait() is not None
        for name in (*self.forms.commands(), "open_case"):
            self.context.commands.enable(name, chosen)

    def _open_chosen(self) -> None:
        self._open(self.chosen_wait())

    def _open(self, row: AwaitedRow | None) -> None:
        if row is not None:
            self.context.navigate("case_file", row.case_id)
