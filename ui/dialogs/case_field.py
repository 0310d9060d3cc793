"""CaseField: choose another case by whatever is remembered of it, with the arrow keys, or by a slipped reference."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tracker.rows.caseload import CaseloadRow
from ui import wording
from ui.dialogs.candidate_field import CandidateField
from ui.tables.column import Column
from ui.widgets.finding import RowFinder

translate = QCoreApplication.translate


class CaseField(CandidateField):
    """A field over the cases the person may see, closed ones too; none is chosen until what is typed fits one."""

    def __init__(self, rows: Sequence[CaseloadRow], name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(_columns(), lambda row: row.case_id, _about, name, spoken, parent)
        self._rows = sorted(rows, key=lambda row: row.reference)
        self._finder = RowFinder(_columns(), lambda row: row.case_id, lambda row: row.also)
        self.line.setPlaceholderText(self.tr("Part of the reference, the operation or the OIC"))
        self.set_rows(self._rows)

    def case(self) -> CaseloadRow | None:
        """Give the case that is chosen."""
        row = self.row()
        return row if isinstance(row, CaseloadRow) else None

    def _filter(self, typed: str) -> None:
        found = self._finder.find(self._rows, typed).keys if typed.strip() else None
        self._model.filter(None if found is None else lambda row: row.case_id in found)
        self._choose_the_only_one()


def _about(row: CaseloadRow) -> list[str]:
    words = translate("case_field", "{kind}, reported {day}, {team}").format(
        kind=wording.term(row.kind),
        day=wording.day(row.reported_on),
        team=row.team or translate("case_field", "no team"),
    )
    return [words]


def _columns() -> list[Column]:
    return [
        Column(title=translate("case_field", "Case"), text=lambda row: row.reference, bold=True, width=118),
        Column(title=translate("case_field", "OIC"), text=lambda row: row.oic, width=118),
        Column(title=translate("case_field", "Status"), text=lambda row: wording.term(row.status), width=96),
        Column(title=translate("case_field", "Operation"), text=lambda row: row.operation, width=96),
    ]
