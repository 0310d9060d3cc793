"""Protection in a case: what keeps each child safe now, since when nothing does; the measures behind it, and gaps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tracker.rows.case_file import CaseFile
from tracker.rows.protection import CaseProtection, MeasureRow, ProtectionRow
from ui import protection_wording as words
from ui import wording
from ui.page_context import PageContext
from ui.pages.case_file.halves_panel import HalvesPanel
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.blocks_view import BlocksView
from ui.widgets.halves import Halves

HALVES, LOWER = (130, 290), (700, 420)


class ProtectionPanel(HalvesPanel):
    """Each child and each suspect with access above; the measures below, with the gaps beside them."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, self._pair_columns(), words.pair_key, "protection", parent)
        self.setAccessibleName(self.tr("Protection"))
        self._found = CaseProtection()
        self.view.setAccessibleName(self.tr("What protects each child now"))
        self.measures_model = RowTableModel(self._measure_columns(), lambda row: row.key, self)
        self.measures = RowTableView(self.measures_model, "measures")
        self.measures.setAccessibleName(self.tr("Measures, conditions of bail and custody"))
        self.account = BlocksView(self.tr("Days without protection"))
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        said = {
            "record_protection": self.tr("Record measure"),
            "review_protection": self.tr("Review"),
            "end_protection": self.tr("End"),
            "record_breach": self.tr("Breach"),
            "set_bail_conditions": self.tr("Bail conditions"),
            "check_bail": self.tr("Check bail"),
        }
        self.lay_out(said, Halves(self.measures, self.account, LOWER, across=True), HALVES)
        self.view.row_selected.connect(self._choose)
        self.measures.row_selected.connect(self.chosen)

    def show_file(self, file: CaseFile) -> int:
        """Show what protects the children of a case; gives how many are without protection."""
        self._found = file.protection
        self.show_rows(file.protection.pairs)
        self.measures_model.set_rows(file.protection.measures)
        self.measures.select_first()
        nothing = self.tr("No child and suspect of this case need protection, as far as it is on record.")
        said = words.left_out(file.protection) if file.protection.pairs else nothing
        self._words.setText(said)
        self._words.setVisible(bool(said))
        self._choose()
        return sum(not row.protected and row.known for row in file.protection.pairs)

    def chosen_pair(self) -> ProtectionRow | None:
        """Give the child and suspect under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, ProtectionRow) else None

    def chosen_measure(self) -> MeasureRow | None:
        """Give the measure under the cursor."""
        row = self.measures.selected_row()
        return row if isinstance(row, MeasureRow) else None

    def _choose(self) -> None:
        row = self.chosen_pair()
        title = f"{row.child}, {row.suspect}: {words.now_in_full(row)}" if row is not None else self.tr("Protection")
        self.account.show_blocks(title, words.blocks(self._found, row), row.state_key if row is not None else "")
        self.chosen.emit()

    def _pair_columns(self) -> list[Column]:
        return [
            Column(
                self.tr("Protection now"),
                words.now,
                mark=lambda row: row.state_key,
                accessible=words.now_in_full,
                tooltip=words.now_in_full,
                sort=lambda row: (row.protected, row.since),
                width=300,
            ),
            Column(self.tr("Child"), lambda row: row.child, width=80, bold=True),
            Column(self.tr("Suspect"), words.access, tooltip=words.access, width=210),
            Column(
                self.tr("Since"),
                lambda row: wording.short_day(row.since) if row.known else "",
                sort=lambda row: row.since,
                width=84,
            ),
            Column(self.tr("Until"), words.until, sort=lambda row: row.until, width=110),
            Column(self.tr("Checked by"), lambda row: ", ".join(row.checked_by), width=150),
            Column(
                self.tr("Days without"),
                lambda row: f"{row.bare_days:,}",
                sort=lambda row: row.bare_days,
                align="right",
                width=100,
            ),
        ]

    def _measure_columns(self) -> list[Column]:
        return [
            Column(
                self.tr("State"),
                words.measure_state,
                mark=words.measure_mark,
                tooltip=lambda row: wording.sentence(row.ended_because),
                width=172,
            ),
            Column(
                self.tr("Measure"),
                lambda row: row.name,
                tooltip=lambda row: row.note or row.name,
                width=240,
                bold=True,
            ),
            Column(self.tr("Whom"), words.whom, tooltip=words.whom, width=130),
            Column(self.tr("From"), lambda row: wording.short_day(row.since), sort=lambda row: row.since, width=80),
            Column(self.tr("Until"), lambda row: wording.short_day(row.until), sort=lambda row: row.until, width=80),
            Column(
                self.tr("Looked at again"),
                lambda row: wording.short_day(row.review_on),
                sort=lambda row: row.review_on,
                width=112,
            ),
            Column(
                self.tr("Checked by"),
                lambda row: wording.term(row.checked_by) if row.checked_by is not None else "",
                width=110,
            ),
            Column(
                self.tr("Breaches"),
                lambda row: f"{row.breaches:,}, {wording.short_day(row.last_breach)}" if row.breaches else "",
                sort=lambda row: row.breaches,
                width=110,
            ),
            Column(self.tr("Why over"), self._why_over, tooltip=self._why_over, width=180),
        ]

    def _why_over(self, row: MeasureRow) -> str:
        return wording.sentence(row.ended_because)
