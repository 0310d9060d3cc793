"""What waits for a supervisor's approval, and what became of what one asked for."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.actions.withdraw_approval import WithdrawApproval
from tracker.changes import Changes
from tracker.rows.approvals import ApprovalRow, Approvals, ApprovalsQuestion
from tracker.terms import ApprovalState, Change
from ui import approval_wording, wording
from ui.dialogs.decide_approval_dialog import DecideApprovalDialog
from ui.dialogs.open_form import may_open, open_form
from ui.page_context import Page, PageContext
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.focus_lead import FocusLead


class ApprovalsPage(Page):
    """One list: what waits first, the oldest at the top, then what was decided lately of one's own."""

    page_name = "approvals"
    title = str(QT_TR_NOOP("Approvals"))
    sub_line = str(QT_TR_NOOP("What waits for a supervisor's word, longest first"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._answer = Approvals((), 0, 0)
        self._reloading = ""
        self._model = RowTableModel(self._columns(), lambda row: row.approval_id, self)
        self.view = RowTableView(self._model, "approvals")
        self.view.setAccessibleName(self.tr("Requests for approval"))
        words = {
            "approve_request": self.tr("Approve"),
            "refuse_request": self.tr("Refuse"),
            "withdraw_request": self.tr("Withdraw"),
            "open_case": self.tr("Open case"),
        }
        bar = ActionBar([(context.commands.action(name), text) for name, text in words.items()])
        self._words = QLabel()
        self._words.setObjectName("field_hint")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.view, 1)
        lines.addWidget(bar)
        lines.addWidget(self._words)
        FocusLead(content, self.view)
        self.set_content(content)
        self.view.row_selected.connect(self._select)
        self.view.row_activated.connect(self._open)

    def refresh(self) -> None:
        question = ApprovalsQuestion(by=self.context.person.officer_id)
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return any(changes.touches(kind) for kind in (Change.APPROVAL, Change.CASE, Change.MILESTONE))

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            "approve_request": lambda: self._decide(approve=True),
            "refuse_request": lambda: self._decide(approve=False),
            "withdraw_request": self._withdraw,
            "open_case": lambda: self._open(self.chosen()),
        }

    def chosen(self) -> ApprovalRow | None:
        """Give the request under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, ApprovalRow) else None

    def said(self) -> str:
        """Give what stands under the list about the chosen request."""
        return self._words.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable()

    def _take(self, answer: Approvals) -> None:
        self._answer = answer
        self._model.set_rows(answer.rows)
        if not answer.rows:
            words = self.tr(
                "What a detective may not do alone waits here: a date moved far or again, a long pause, a milestone "
                "that is not required."
            )
            self.show_empty(self.tr("Nothing waits for approval"), words)
            self.counted.emit(0)
            self._enable()
            return
        self.show_content(self._footer_words(answer), answer.to_decide)
        if self.chosen() is None:
            self.view.select_first()
        self._select(self.chosen())
        self._retake()

    def _footer_words(self, answer: Approvals) -> str:
        waiting = sum(row.state is ApprovalState.ASKED for row in answer.rows)
        words = self.tr("{waiting} wait, {yours} for you to decide · {decided} of yours decided in {days} days")
        decided = len(answer.rows) - waiting
        return words.format(waiting=waiting, yours=answer.to_decide, decided=decided, days=answer.days)

    def _select(self, row: ApprovalRow | None) -> None:
        lines = []
        if row is not None:
            lines = [approval_wording.what(row), self.tr("Why: {reason}").format(reason=row.reason)]
            if row.because:
                lines.append(self.tr("Said to it: {because}").format(because=row.because))
            if row.mine and row.state is ApprovalState.ASKED:
                lines.append(self.tr("You asked for this. Another supervisor decides it."))
            if row.changed:
                lines.append(self.tr("Changed since it was asked for: it can only be refused."))
        self._words.setText(" · ".join(lines))
        self._enable()

    def _enable(self) -> None:
        row, enable = self.chosen() if self._answer.rows else None, self.context.commands.enable
        enable("approve_request", row is not None and row.may_decide)
        enable("refuse_request", row is not None and row.may_decide)
        enable("withdraw_request", row is not None and row.mine and row.state is ApprovalState.ASKED)
        enable("open_case", row is not None)

    def _decide(self, *, approve: bool) -> None:
        row = self.chosen()
        if row is None or not row.may_decide or not may_open(self):
            return
        form = DecideApprovalDialog(self.context.person.officer_id, row, self.context.background.do, approve=approve)
        form.reload_wanted.connect(lambda: self._reload(form))
        words = self.tr("Approved and done: {what}.") if approve else self.tr("Refused: {what}.")
        said = words.format(what=f"{row.milestone}, {row.reference}")
        open_form(self, form, lambda _changes: self.context.report(said, None))

    def _reload(self, form: DecideApprovalDialog) -> None:
        self._reloading = form.record_id()
        self.refresh()

    def _retake(self) -> None:
        form, wanted = self.drawer(), self._reloading
        self._reloading = ""
        if wanted and isinstance(form, DecideApprovalDialog) and form.record_id() == wanted:
            row = next((row for row in self._answer.rows if row.approval_id == wanted), None)
            if row is not None:
                form.take(row)

    def _withdraw(self) -> None:
        row = self.chosen()
        if row is None or not row.mine or row.state is not ApprovalState.ASKED:
            return
        request = WithdrawApproval(self.context.person.officer_id, row.approval_id, row.version)
        said = self.tr("Withdrawn: {what}.").format(what=f"{row.milestone}, {row.reference}")
        self.context.background.do(
            request, lambda _changes: self.context.report(said, None), self.context.problems.show
        )

    def _open(self, row: ApprovalRow | None) -> None:
        if row is not None:
            self.context.navigate("case_file", row.case_id)

    def _columns(self) -> list[Column]:
        return [
            Column(
                self.tr("State"),
                approval_wording.standing,
                mark=approval_wording.mark,
                tooltip=approval_wording.standing,
                width=190,
            ),
            Column(self.tr("Case"), lambda row: row.reference, width=122, bold=True),
            Column(self.tr("Milestone"), lambda row: row.milestone, tooltip=lambda row: row.milestone, width=190),
            Column(self.tr("Asked for"), approval_wording.what, tooltip=approval_wording.what, width=320),
            Column(self.tr("Why"), lambda row: row.reason, tooltip=lambda row: row.reason, width=200),
            Column(self.tr("Asked by"), lambda row: row.asked_by, width=120),
            Column(
                self.tr("Asked"), lambda row: wording.moment(row.asked_at), sort=lambda row: row.asked_at, width=170
            ),
        ]
