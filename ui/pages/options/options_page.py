"""Settings of this account, and how the unit's records and the timed work stand."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.unit_health import AuditCheck, AuditCheckQuestion, Health, HealthRow, UnitHealth, UnitHealthQuestion
from tracker.settings import load_settings, save_settings
from tracker.terms import Change
from ui import wording
from ui.page_context import Page, PageContext
from ui.pages.options.settings_form import SettingsForm
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.focus_lead import FocusLead
from ui.widgets.mark_label import MarkLabel

MARKS = {Health.WELL: "done", Health.LOOK: "due_soon", Health.WRONG: "overdue"}
ORDER = (Health.WRONG, Health.LOOK, Health.WELL)
SETTINGS_AND_HEALTH = (380, 760)


class OptionsPage(Page):
    """What can be chosen on the left, what can be seen on the right."""

    page_name = "options"
    title = str(QT_TR_NOOP("Options"))
    sub_line = str(QT_TR_NOOP("Settings of this account, and whether everything is well"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._words = {Health.WELL: self.tr("well"), Health.LOOK: self.tr("look at"), Health.WRONG: self.tr("wrong")}
        columns = [
            Column(
                self.tr("State"),
                lambda row: self._words[row.state],
                sort=lambda row: ORDER.index(row.state),
                mark=lambda row: MARKS[row.state],
                width=104,
            ),
            Column(self.tr("What"), lambda row: row.what, tooltip=lambda row: row.what, bold=True, width=270),
            Column(self.tr("How it stands"), lambda row: row.detail, tooltip=lambda row: row.detail, width=340),
        ]
        self._model = RowTableModel(columns, lambda row: row.key, self)
        self.view = RowTableView(self._model, "unit_health")
        self.view.setAccessibleName(self.tr("How everything stands"))
        self.check = QPushButton(self.tr("&Check the audit trail"))
        self.check.clicked.connect(self._check_trail)
        self.checked = MarkLabel()
        self.checked.hide()
        self.form: SettingsForm | None = None
        self._left = QVBoxLayout()
        self.set_content(self._content())

    def refresh(self) -> None:
        question = UnitHealthQuestion(by=self.context.person.officer_id)
        self.context.background.ask(question, self._take, self.show_problem)
        if self.form is None:
            self.context.background.run(load_settings, self._show_settings, self._settings_unreadable)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(Change.JOB)

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {"find": lambda: self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)}

    def _content(self) -> QSplitter:
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        right = QWidget()
        lines = QVBoxLayout(right)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.view, 1)
        lines.addWidget(self.checked)
        lines.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(12)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setSizes(list(SETTINGS_AND_HEALTH))
        halves.setStretchFactor(1, 1)
        FocusLead(halves, self.view)
        return halves

    def _take(self, health: UnitHealth) -> None:
        self._model.set_rows(sorted(health.rows, key=lambda row: ORDER.index(row.state)))
        self.view.select_first()
        self.check.setVisible(health.may_check)
        self.show_content(self._footer_words(health.rows), sum(row.state is Health.WRONG for row in health.rows) or -1)

    def _footer_words(self, rows: tuple[HealthRow, ...]) -> str:
        wrong, look = (sum(row.state is state for row in rows) for state in (Health.WRONG, Health.LOOK))
        return self.tr("{all} looked at: {wrong} wrong, {look} to look at").format(
            all=wording.count_of(len(rows), "thing"), wrong=wrong, look=look
        )

    def _show_settings(self, settings: Any) -> None:
        if self.form is not None:
            self._left.removeWidget(self.form)
            self.form.deleteLater()
        self.form = SettingsForm(settings, self._save)
        self.form.succeeded.connect(lambda _: self._saved())
        self._left.addWidget(self.form)

    def _settings_unreadable(self, problem: Exception) -> None:
        label = QLabel(self.tr("The settings cannot be read."))
        label.setObjectName("field_hint")
        self._left.addWidget(label)
        self.context.problems.show(problem)

    def _save(self, settings: Any, done: Callable[[Any], None], problem: Callable[[Exception], None]) -> None:
        self.context.background.run(lambda: save_settings(settings), done, problem)

    def _saved(self) -> None:
        self.context.report(self.tr("Settings saved."), None)
        self.context.background.run(load_settings, self._show_settings, self._settings_unreadable)

    def _check_trail(self) -> None:
        self.check.setEnabled(False)
        self.checked.show_state("running", self.tr("Reading the whole audit trail..."))
        self.checked.show()
        question = AuditCheckQuestion(by=self.context.person.officer_id)
        self.context.background.ask_aside(question, self._say_checked, self._not_checked)

    def _say_checked(self, found: AuditCheck) -> None:
        self.check.setEnabled(True)
        entries = wording.count_of(found.entries, "entry", "entries")
        if found.holds:
            self.checked.show_state("done", self.tr("The audit trail is whole: {0} read.").format(entries))
            return
        words = self.tr("The audit trail is not whole from entry {place} on: {why}.")
        self.checked.show_state("overdue", words.format(place=found.first_bad_place, why=found.why))

    def _not_checked(self, problem: Exception) -> None:
        self.check.setEnabled(True)
        self.checked.hide()
        self.context.problems.show(problem)
