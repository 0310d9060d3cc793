"""Who is on bail or under investigation: what ends in the next six weeks first, and who must authorise what by when."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.bail_register import BailRegister, BailRegisterQuestion, BailRow
from tracker.terms import Change
from ui.bail_wording import row_key
from ui.dialogs.bail_forms import BailForms
from ui.dialogs.why_papers import WhyPapers
from ui.page_context import BAIL_PART, Page, PageContext, part_of_case
from ui.tables.bail_columns import columns
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.bail_account import BailAccount
from ui.widgets.choice_field import ChoiceField
from ui.widgets.find_field import FindField
from ui.widgets.finding import matches
from ui.widgets.focus_lead import FocusLead

EVERYBODY, ENDING, OTHERS = "everybody", "ending", "others"
ALL, TEAM, MINE = "all", "team", "mine"
#: from this width on the list has room for what it tells of a row beside it
WIDE = 1640
BESIDE, UNDER = (1220, 420), (330, 250)


class BailPage(Page):
    """One list in two parts, the pressing one on top."""

    page_name = "bail"
    title = str(QT_TR_NOOP("Bail"))
    sub_line = str(QT_TR_NOOP("Who must authorise what, by when"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._answer = BailRegister(context.time.today(), 0, (), (), 0)
        self._ending: frozenset[str] = frozenset()
        self._columns = columns()
        self._model = RowTableModel(self._columns, row_key, self)
        self.view = RowTableView(self._model, "bail")
        self.view.setAccessibleName(self.tr("On bail or under investigation"))
        self.account = BailAccount(with_events=True)
        self._add_tools()
        self.forms = BailForms(self, self.chosen_bail)
        self.papers = WhyPapers(self)
        self.set_content(self._content())
        self.view.row_selected.connect(self._select)
        self.view.row_activated.connect(self._open)

    def chosen_bail(self) -> BailRow | None:
        """Give the suspect under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, BailRow) else None

    def refresh(self) -> None:
        person = self.context.person
        team_id = person.team_id if self.whose.choice() == TEAM else None
        question = BailRegisterQuestion(by=person.officer_id, team_id=team_id)
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return any(changes.touches(kind) for kind in (Change.CASE, Change.MILESTONE))

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            "open_case": self._open_chosen,
            "record_bail_event": self.forms.record_event,
            "print": lambda: self.papers.save_sheet(self.chosen_bail()),
            "find": self.find_field.begin,
        }

    def part(self) -> str:
        """Give which part of the list is shown: everybody, ending or others."""
        return next(name for name, button in self._parts.items() if button.isChecked())

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
        self._parts = {name: QPushButton() for name in (EVERYBODY, ENDING, OTHERS)}
        for name, button in self._parts.items():
            button.setObjectName(name)
            button.setCheckable(True)
            button.setChecked(name == EVERYBODY)
            button.clicked.connect(partial(self._show_part, name))
            self.tools.addWidget(button)
        self._count_parts((), ())
        words = {ALL: self.tr("Every officer's"), TEAM: self.tr("My team's"), MINE: self.tr("Mine")}
        in_team = self.context.person.team_id is not None
        self.whose = ChoiceField([name for name in words if name != TEAM or in_team], words.__getitem__, None)
        self.whose.setAccessibleName(self.tr("Whose cases"))
        self.whose.chosen.connect(self.refresh)
        self.tools.addWidget(self.whose)
        self.find_field = FindField(self.tr("Find: case, suspect, state or officer"), self.view)
        self.find_field.textChanged.connect(self._filter)
        self.tools.addWidget(self.find_field)

    def _content(self) -> QSplitter:
        commands = self.context.commands
        words = {"record_bail_event": self.tr("Record bail event"), "open_case": self.tr("Open case")}
        panel = QWidget()
        panel.setAccessibleName(self.tr("The chosen suspect"))
        lines = QVBoxLayout(panel)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(ActionBar([(commands.action(name), text) for name, text in words.items()]))
        lines.addWidget(self.account, 1)
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.view)
        self._halves.addWidget(panel)
        self._halves.setStretchFactor(0, 3)
        self._halves.setStretchFactor(1, 1)
        self._halves.setSizes(list(UNDER))
        self._halves.setHandleWidth(12)
        FocusLead(self._halves, self.view)
        return self._halves

    def _take(self, answer: BailRegister) -> None:
        self._answer = self._mine(answer) if self.whose.choice() == MINE else answer
        ending, others = self._answer.ending, self._answer.others
        self._ending = frozenset(row_key(row) for row in ending)
        self._count_parts(ending, others)
        self._model.set_rows((*ending, *others))
        if not ending and not others:
            self.show_empty(*self._nothing(), footer=self._withheld())
            self.counted.emit(0)
            self._enable()
            return
        self.show_content(count=len(ending))
        self._filter()
        self.view.select_first()
        self._select(self.chosen_bail())
        self.forms.retake((*ending, *others))

    def _mine(self, answer: BailRegister) -> BailRegister:
        me = self.context.person.title
        return replace(
            answer,
            ending=tuple(row for row in answer.ending if row.oic == me),
            others=tuple(row for row in answer.others if row.oic == me),
        )

    def _count_parts(self, ending: tuple[BailRow, ...], others: tuple[BailRow, ...]) -> None:
        words = {
            EVERYBODY: (self.tr("&All"), len(ending) + len(others)),
            ENDING: (self.tr("&Next six weeks"), len(ending)),
            OTHERS: (self.tr("O&thers"), len(others)),
        }
        spoken = {
            EVERYBODY: self.tr("Show all"),
            ENDING: self.tr("Show what ends or is due in the next six weeks"),
            OTHERS: self.tr("Show others on bail or under investigation"),
        }
        for name, button in self._parts.items():
            text, count = words[name]
            button.setText(f"{text} {count:,}")
            button.setAccessibleName(f"{spoken[name]}, {count:,}")
            button.setToolTip(spoken[name])

    def _nothing(self) -> tuple[str, str]:
        heading = self.tr("Nobody is on bail or under investigation here")
        words = {
            ALL: self.tr("Record an arrest in the case: open the case and press Shift+A in one of its lists."),
            TEAM: self.tr("Choose Every officer's to see the cases of other teams."),
            MINE: self.tr("Choose Every officer's to see the cases of others."),
        }
        return heading, words[self.whose.choice()]

    def _show_part(self, wanted: str) -> None:
        """One part at a time; a group of buttons would keep the tab key from all but one of them."""
        for name, button in self._parts.items():
            button.setChecked(name == wanted)
        self._filter()

    def _filter(self) -> None:
        part, typed = self.part(), self.find_field.text()

        def passes(row: BailRow) -> bool:
            in_part = part == EVERYBODY or (row_key(row) in self._ending) == (part == ENDING)
            return in_part and matches(row, self._columns, typed)

        self._model.filter(passes if part != EVERYBODY or typed.strip() else None)
        if self._model.rows:
            self.set_footer(self._footer_words())
        self._select(self.chosen_bail())

    def _footer_words(self) -> str:
        ending, others = self._answer.ending, self._answer.others
        shown, rows, withheld = len(self._model.shown), len(ending) + len(others), self._answer.restricted_not_shown
        reasons = [self.tr("{count} filtered out").format(count=f"{rows - shown:,}")] if shown < rows else []
        if withheld:
            reasons.append(self.tr("{count} restricted").format(count=f"{withheld:,}"))
        figures = self.tr("{shown} of {total}").format(shown=f"{shown:,}", total=f"{rows + withheld:,}")
        parts = (
            f"{figures}: {', '.join(reasons)}" if reasons else figures,
            self.tr("{count} end or are due within {days} days").format(
                count=f"{len(ending):,}", days=self._answer.days
            ),
            self.tr("{count} later or without an end").format(count=f"{len(others):,}"),
        )
        return " · ".join(parts)

    def _withheld(self) -> str:
        count = self._answer.restricted_not_shown
        return self.tr("Not shown: {count} restricted").format(count=f"{count:,}") if count else ""

    def _select(self, row: BailRow | None) -> None:
        self.account.show_row(row)
        self._enable()

    def _enable(self) -> None:
        row = self.chosen_bail()
        self.context.commands.enable("open_case", row is not None)
        self.context.commands.enable("print", row is not None and bool(row.arrest_id))
        self.context.commands.enable("record_bail_event", row is not None and bool(row.may_be_recorded))

    def _open_chosen(self) -> None:
        self._open(self.chosen_bail())

    def _open(self, row: BailRow | None) -> None:
        if row is not None:
            self.context.navigate("case_file", part_of_case(row.case_id, BAIL_PART, row_key(row)))
