"""The case list with filters."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QCheckBox, QPushButton, QVBoxLayout, QWidget

from tracker.actions.delete_filter import DeleteFilter
from tracker.actions.save_filter import SaveFilter
from tracker.changes import Changes
from tracker.rows.caseload import Caseload, CaseloadQuestion, CaseloadRow
from tracker.rows.saved_filters import SavedFilterRow, SavedFiltersQuestion
from tracker.terms import Change, PaperKind
from ui.dialogs.allocation_forms import AllocationForms
from ui.dialogs.new_case_dialog import NewCaseDialog
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.save_filter_dialog import SaveFilterDialog
from ui.list_page import ListPage, Passes
from ui.page_context import PageContext
from ui.pages.caseload.case_panel import CasePanel
from ui.pages.caseload.caseload_columns import columns
from ui.pages.caseload.filter_bar import FilterBar
from ui.roles import SUPERVISORS
from ui.widgets.finding import Found, RowFinder
from ui.widgets.focus_lead import FocusLead
from ui.widgets.whose_field import ALL, MINE, TEAM

# what a saved filter holds beside the choices of the filter bar
WHOSE, WITH_CLOSED, FIND, YES = "whose", "with_closed", "find", "yes"
TEAM_COLUMN = 9
#: from this width on the list has room for a panel beside it
WIDE = 1440


class _WhoseButton(QPushButton):
    """One of several of which one is chosen; the tab key leads to each, which Qt would leave out once one had it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        group = self.group()
        for button in group.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class CaseloadPage(ListPage[CaseloadRow]):
    """Every case the person may see, the one whose next date comes first on top."""

    page_name = "caseload"
    title = str(QT_TR_NOOP("Cases"))
    sub_line = str(QT_TR_NOOP("What is due next, soonest first"))
    row_type = CaseloadRow
    list_words = str(QT_TR_NOOP("Cases"))
    find_words = str(QT_TR_NOOP("Find: reference or officer"))
    find_width = 220

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, columns(), lambda row: row.case_id, parent)
        actions = {"open_case": self.tr("Open case"), "allocate_case": self.tr("Allocate case")}
        self.panel = CasePanel(context.commands.worded(actions))
        self._answer = Caseload((), 0, 0)
        self._finder = RowFinder(self.model.columns, lambda row: row.case_id, lambda row: row.also)
        self._found: Found | None = None
        self.allocation = AllocationForms(self, lambda shown: self.panel.setVisible(not shown))
        self._add_tools()
        self.filters = FilterBar([context.commands.action(name) for name in ("save_filter", "delete_filter")])
        content = QWidget()
        FocusLead(content, self.view)
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.filters)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        lines.addLayout(self._halves, 1)
        self._halves.setSpacing(8)
        self._halves.addWidget(self.view, 1)
        self._halves.addWidget(self.panel)
        self.set_content(content)
        self.filters.changed.connect(self.narrow)
        self.filters.recalled.connect(self._recall)

    def new_case(self) -> None:
        """Ask for a case that is not there yet."""
        if not may_open(self):
            return
        person = self.context.person
        form = NewCaseDialog(person.officer_id, person.team_id, self.context.time.today(), self.context.background.do)
        form.closed.connect(lambda: self.panel.setVisible(True))
        open_form(self, form, self._opened)
        self.panel.setVisible(False)

    def refresh(self) -> None:
        whose = self.whose()
        self.view.choice.leave_out(TEAM_COLUMN, left_out=whose != ALL)
        question = CaseloadQuestion(
            by=self.context.person.officer_id,
            oic_id=self.context.person.officer_id if whose == MINE else None,
            team_id=self.context.person.team_id if whose == TEAM else None,
            with_closed=self.with_closed.isChecked(),
        )
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return any(changes.touches(kind) for kind in (Change.CASE, Change.MILESTONE, Change.OFFICER))

    def paper_record(self) -> str:
        person = self.context.person
        whose = {MINE: f"//{person.officer_id}", TEAM: f"/{person.team_id}", ALL: ""}
        return f"{PaperKind.CASELOAD}{whose[self.whose()]}"

    def page_commands(self) -> dict[str, Any]:
        return {
            "open_case": self.open_chosen,
            "allocate_case": self._allocate,
            "find": self.find_field.begin,
            "save_filter": self._save_filter,
            "delete_filter": self._delete_filter,
        }

    def case_in_hand(self) -> str:
        row = self.chosen()
        return row.reference if row is not None else ""

    def whose(self) -> str:
        """Give whose cases are shown: mine, team or all."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_filters()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        upright = event.size().width() >= WIDE
        directions = QBoxLayout.Direction
        self._halves.setDirection(directions.LeftToRight if upright else directions.TopToBottom)
        self.panel.stand(upright=upright)

    def _add_tools(self) -> None:
        person = self.context.person
        words = {MINE: self.tr("&Mine"), TEAM: self.tr("M&y team"), ALL: self.tr("&All")}
        self._buttons = {name: self._choice(name, text) for name, text in words.items()}
        self._buttons[TEAM].setEnabled(person.team_id is not None)
        leads = bool(person.roles & SUPERVISORS)
        self._buttons[MINE if not leads else TEAM if person.team_id else ALL].setChecked(True)
        group = QButtonGroup(self)
        for button in self._buttons.values():
            group.addButton(button)
            self.tools.addWidget(button)
        group.buttonClicked.connect(self.refresh)
        self.with_closed = QCheckBox(self.tr("With c&losed"))
        self.with_closed.toggled.connect(self.refresh)
        self.add_tools(self.with_closed)

    def _choice(self, name: str, text: str) -> QPushButton:
        button = _WhoseButton(text)
        button.setObjectName(name)
        button.setCheckable(True)
        button.setAccessibleName(self.tr("Show {whose}").format(whose=text.replace("&", "").lower()))
        return button

    def _take(self, answer: Caseload) -> None:
        self._answer = answer
        self.show_rows(answer.rows, len(answer.rows))

    def nothing(self) -> tuple[str, str, str]:
        words = {
            MINE: self.tr("No open case has you as its OIC. Choose My team or All to see others."),
            TEAM: self.tr("Your team has no open case. Choose All to see others."),
            ALL: self.tr("There is no open case. Ctrl+N opens one, Ctrl+I takes in a spreadsheet."),
        }
        return self.tr("No cases here"), words[self.whose()], self._not_shown()

    def found(self) -> Passes | None:
        typed = self.find_field.text()
        self._found = found = self._finder.find(self._answer.rows, typed) if typed.strip() else None
        if found is None and not self.filters.narrows():
            return None
        passes = self.filters.passes
        return lambda row: (found is None or row.case_id in found.keys) and passes(row)

    def footer_words(self) -> str:
        shown, rows, found = len(self.model.shown), len(self._answer.rows), self._found
        total = rows + self._answer.closed_not_shown + self._answer.restricted_not_shown
        reasons = []
        with_words = rows if found is None else len(found.keys)
        if found is not None and with_words < rows:
            reasons.append(self._without_words(rows - with_words))
        if shown < with_words:
            reasons.append(self.tr("{count} not as filtered").format(count=f"{with_words - shown:,}"))
        reasons += self._withheld()
        figures = self.tr("{shown} of {total}").format(shown=f"{shown:,}", total=f"{total:,}")
        return f"{figures}: {', '.join(reasons)}" if reasons else figures

    def _without_words(self, count: int) -> str:
        text = self.find_field.text().strip()
        if self._found is not None and self._found.near:
            return self.tr("no case has “{text}”; shown is what comes near, {count} do not").format(
                text=text, count=f"{count:,}"
            )
        return self.tr("{count} without “{text}”").format(count=f"{count:,}", text=text)

    def _not_shown(self) -> str:
        withheld = self._withheld()
        return self.tr("Not shown: {reasons}").format(reasons=", ".join(withheld)) if withheld else ""

    def _opened(self, changes: Changes) -> None:
        self.context.report(self.tr("The case is open, and awaits allocation."), None)
        self.context.navigate("case_file", str(changes.result))

    def _ask_filters(self, chosen: str | None = None) -> None:
        wanted = chosen or getattr(self.filters.chosen_filter(), "filter_id", None)
        question = SavedFiltersQuestion(by=self.context.person.officer_id)
        self.context.background.ask(question, lambda saved: self._offer(saved, wanted), self._tell)

    def _offer(self, saved: Sequence[SavedFilterRow], chosen: str | None) -> None:
        self.filters.offer(saved, chosen)
        self.enable(self.chosen())

    def _recall(self, one: SavedFilterRow) -> None:
        """Look at the list as a saved filter says."""
        values = one.values
        button = self._buttons.get(values.get(WHOSE, ""))
        if button is not None and button.isEnabled():
            button.setChecked(True)
        for field in (self.with_closed, self.find_field):
            field.blockSignals(True)
        self.with_closed.setChecked(values.get(WITH_CLOSED) == YES)
        self.find_field.setText(values.get(FIND, ""))
        for field in (self.with_closed, self.find_field):
            field.blockSignals(False)
        self.filters.set_values(values)
        self.enable(self.chosen())
        self.refresh()

    def _save_filter(self) -> None:
        if not may_open(self):
            return
        chosen = self.filters.chosen_filter()
        values = self.filters.values() | {
            WHOSE: self.whose(),
            WITH_CLOSED: YES if self.with_closed.isChecked() else "",
            FIND: self.find_field.text().strip(),
        }
        name = chosen.name if chosen is not None else ""
        form = SaveFilterDialog(self.context.person.officer_id, values, name, self.context.background.do)
        form.closed.connect(lambda: self.panel.setVisible(True))
        open_form(self, form, self._filter_saved)
        self.panel.setVisible(False)

    def _filter_saved(self, changes: Changes) -> None:
        self._ask_filters(str(changes.result))
        self.context.report(self.tr("Filter saved."), None)

    def _delete_filter(self) -> None:
        chosen = self.filters.chosen_filter()
        if chosen is not None:
            by = self.context.person.officer_id
            self.context.background.do(
                DeleteFilter(by, chosen.filter_id), lambda _: self._filter_deleted(chosen), self._tell
            )

    def _filter_deleted(self, gone: SavedFilterRow) -> None:
        self.filters.offer([one for one in self.filters.saved.choices() if one is not gone])
        self.enable(self.chosen())
        again = SaveFilter(self.context.person.officer_id, gone.name, gone.values)
        self.context.report(
            self.tr("Filter deleted."), lambda: self.context.background.do(again, self._filter_saved, self._tell)
        )

    def _withheld(self) -> list[str]:
        words = []
        if self._answer.closed_not_shown:
            words.append(self.tr("{count} closed").format(count=f"{self._answer.closed_not_shown:,}"))
        if self._answer.restricted_not_shown:
            words.append(self.tr("{count} restricted").format(count=f"{self._answer.restricted_not_shown:,}"))
        return words

    def tell(self, row: CaseloadRow | None) -> None:
        self.panel.show_row(row)

    def enable(self, row: CaseloadRow | None) -> None:
        for name in ("open_case", "allocate_case"):
            self.context.commands.enable(name, row is not None)
        self.context.commands.enable("delete_filter", self.filters.chosen_filter() is not None)

    def open_row(self, row: CaseloadRow) -> None:
        self.context.navigate("case_file", row.case_id)

    def _allocate(self) -> None:
        self.allocation.allocate([row.case_id for row in self.view.selected_rows()])

    def _tell(self, problem: Exception) -> None:
        self.context.problems.show(problem)
