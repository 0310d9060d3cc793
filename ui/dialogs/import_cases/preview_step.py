"""The third step of an import: what would become of every row, before anything is done."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tracker.intake.preview import ImportPreview
from ui import wording
from ui.dialogs.import_cases.import_lines import (
    ALL,
    LOOK_AT,
    PARTS,
    ImportLine,
    blocks,
    columns,
    count_in,
    in_part,
    lines_of,
    title,
    totals,
)
from ui.dialogs.import_cases.step import Step
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_panel import ActionPanel
from ui.widgets.blocks_view import BlocksView
from ui.widgets.find_field import FindField
from ui.widgets.finding import matches
from ui.widgets.halves import TurningHalves
from ui.widgets.part_buttons import PartButtons

#: from this width on the list has room for what it tells of a row beside it
WIDE = 1640
BESIDE, UNDER = (1180, 420), (230, 230)


class PreviewStep(Step):
    """A button for each part of the list, with its count; the counts add up to the rows that were read."""

    #: rows are to be left out, or taken after all; carries their lines and whether they are left out
    leave_out_wanted = Signal(frozenset, bool)
    #: another row was chosen
    row_chosen = Signal()

    def __init__(
        self,
        actions: Iterable[tuple[QAction, str]],
        stop: Iterable[tuple[QAction, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", self.tr("&Import"), self.tr("Bac&k to the columns"), stop, parent)
        self.heading.setText(self.tr("What would become of each row"))
        self.setAccessibleName(self.heading.text())
        self._found: ImportPreview | None = None
        self._model = RowTableModel(columns(), lambda row: row.key, self)
        self.view = RowTableView(self._model, "import_preview")
        self.view.setAccessibleName(self.tr("Rows of the file"))
        self.view.row_selected.connect(self._tell_chosen)
        self.find_field = FindField(self.tr("Find: reference, column or reason"), self.view, 250)
        self.find_field.textChanged.connect(self._narrow)
        self.parts = PartButtons(PARTS, self)
        self.parts.chosen.connect(self._narrow)
        self.totals = QLabel()
        self.totals.setTextFormat(Qt.TextFormat.PlainText)
        self.totals.setWordWrap(True)
        self.account = BlocksView(self.tr("The chosen row"))
        self.shown = QLabel()
        self.shown.setObjectName("field_hint")
        panel = ActionPanel(actions, self.account, self.tr("The chosen row"))
        under = QHBoxLayout()
        under.addWidget(self.totals, 1)
        under.addWidget(self.find_field)
        self.lines.setSpacing(8)
        self.lines.addLayout(under)
        self.lines.addWidget(self.parts.in_a_row())
        self.lines.addWidget(TurningHalves(self, self.view, panel, wide=WIDE, beside=BESIDE, under=UNDER), 1)
        self.buttons.addWidget(self.shown)
        self.first = self.view

    def show_preview(self, found: ImportPreview) -> None:
        """Show what would be done; the choice of the list stays, and the cursor where it was."""
        begins = self._found is None or self._found.reading is not found.reading
        self._found = found
        lines = lines_of(found)
        for part, words in PARTS.items():
            self.parts.say(part, QCoreApplication.translate("import_lines", str(words)), count_in(part, lines))
        with QSignalBlocker(self.view):
            self._model.set_rows(lines)
        self.totals.setText(totals(found.counts()))
        self._word_button(found.counts())
        if begins:
            self.find_field.clear()
            self.parts.choose(LOOK_AT if count_in(LOOK_AT, lines) else ALL)
        else:
            self._narrow()

    def chosen(self) -> list[ImportLine]:
        """Give the chosen rows."""
        return self.view.selected_rows()

    def can_leave_out(self) -> bool:
        """Say whether a row is chosen that can be left out, or taken after all."""
        return any(line.is_case for line in self.chosen())

    def leave_out(self) -> None:
        """Leave the chosen rows out; where all of them are left out already, take them after all."""
        cases = [line for line in self.chosen() if line.is_case]
        if cases:
            back = all(line.left_out for line in cases)
            self.leave_out_wanted.emit(frozenset(line.line for line in cases), not back)

    def _word_button(self, counts: dict[str, int]) -> None:
        parts = []
        if counts["added"]:
            parts.append(self.tr("add {cases}").format(cases=wording.count_of(counts["added"], "case")))
        if counts["updated"]:
            parts.append(self.tr("update {cases}").format(cases=wording.count_of(counts["updated"], "case")))
        words = self.tr("&Import: {what}").format(what=self.tr(" and ").join(parts))
        self.next_button.setText(words if parts else self.tr("Nothing to import"))
        self.next_button.setEnabled(bool(parts))

    def set_at_work(self, words: str) -> None:
        super().set_at_work(words)
        if not words and self._found is not None:
            self._word_button(self._found.counts())

    def _narrow(self) -> None:
        part, typed = self.parts.choice(), self.find_field.text()
        with QSignalBlocker(self.view):
            self._model.filter(
                lambda line: in_part(part, line) and (not typed.strip() or matches(line, self._model.columns, typed))
            )
            self.view.select_first()
        words = self.tr("{shown} of {total} lines").format(
            shown=f"{len(self._model.shown):,}", total=f"{len(self._model.rows):,}"
        )
        self.shown.setText(words)
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        line = self.view.selected_row()
        if line is None:
            self.account.say(self.tr("There is no such row."))
        else:
            self.account.show_blocks(title(line), blocks(line))
        self.row_chosen.emit()
