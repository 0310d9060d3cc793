"""What changed holidays and limits would move, clock by clock; builds ApplyRuleChanges."""

from dataclasses import asdict
from datetime import date, datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.apply_rule_changes import ApplyRuleChanges
from tracker.rows.rule_changes import ChangeRow, DayChange, MovedClockRow, RuleChanges
from tracker.wording import would_move
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.theme import scaled
from ui.widgets.form import FieldProblem, Submit

LEAST_HEIGHT = 220
SIZE = (980, 640)


class RuleChangesForm(RecordForm):
    """The preview, and the reason with which it is applied; nothing moves before."""

    def __init__(self, by: str, found: RuleChanges, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Changed holidays and limits"), submit, self.tr("Apply"), parent)
        self._by = by
        self._found = found
        self._words = self.add_words("")
        columns = [
            Column(self.tr("Case"), lambda row: row.reference, width=130, bold=True),
            Column(self.tr("Milestone"), lambda row: row.milestone, width=230),
            Column(self.tr("Limit"), lambda row: row.limit_id, width=100),
            Column(self.tr("Due now"), lambda row: _due(row.old_due), lambda row: _order(row.old_due), width=140),
            Column(self.tr("New date"), lambda row: _due(row.new_due), lambda row: _order(row.new_due), width=140),
            Column(self.tr("Then"), self._then, width=130),
        ]
        self._model = RowTableModel(columns, lambda row: row.clock_id, self)
        self.table = RowTableView(self._model, "rule_changes", self)
        self.table.setMinimumHeight(scaled(LEAST_HEIGHT))
        self.add_field("clocks", self.tr("C&locks that would move"), self.table)
        self._reason = QLineEdit()
        self.add_field("reason", self.tr("&Why"), self._reason, self.tr("Such as: announced on GOV.UK on 20 November."))
        self.setFocusProxy(self._reason)
        self.take(found)

    def record_id(self) -> str:
        return ""

    def take(self, record: RuleChanges) -> None:
        super().take(record)
        self._found = record
        parts = [self._change(change) for change in record.changes]
        if record.not_shown:
            hidden = wording.count_of(record.not_shown, "clock")
            parts.append(self.tr("Not in the list: {0} of cases you do not see.").format(hidden))
        self._words.setText("\n\n".join(parts) or self.tr("Nothing has changed: no date would move."))
        self._model.set_rows(record.rows)
        self.show_field("clocks", shown=bool(record.rows))
        self.show_field("reason", shown=bool(record.changes))
        self._send.setEnabled(bool(record.changes))

    def build(self) -> ApplyRuleChanges:
        if not self._found.changes:
            raise FieldProblem("reason", self.tr("Nothing waits to be applied."))
        reason = self.required("reason", self._reason.text(), self.tr("Say why it is applied."))
        return ApplyRuleChanges(by=self._by, seen=self._found.seen, reason=reason)

    def _change(self, change: ChangeRow) -> str:
        lines = [wording.sentence(change.title)]
        for words, days in (
            (self.tr("off: {0}"), change.added),
            (self.tr("worked again: {0}"), change.taken_away),
            (self.tr("announced now: {0}"), change.announced),
            (self.tr("no longer announced: {0}"), change.unsettled),
        ):
            lines += [words.format(_named(day)) for day in days]
        return "\n".join([*lines, would_move(asdict(change.counts))])

    def _then(self, row: MovedClockRow) -> str:
        if row.becomes_overdue:
            return self.tr("overdue")
        return self.tr("provisional") if row.provisional else ""


def _named(day: DayChange) -> str:
    return f"{wording.day(day.day)} {day.name}"


def _due(due: date | datetime | None) -> str:
    if due is None:
        return wording.state("unknown")
    return wording.moment(due) if isinstance(due, datetime) else wording.day(due)


def _order(due: date | datetime | None) -> date | None:
    return due.date() if isinstance(due, datetime) else due
