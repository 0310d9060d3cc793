"""The second step of an import: which column holds which field, and which way round the dates are."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget

from tracker.intake.column_mapping import ColumnMapping
from tracker.intake.heading_words import REQUIRED, Field
from tracker.intake.reading import Layout
from tracker.rows.column_choice import ColumnChoice
from ui import wording
from ui.dialogs.import_cases.field_match import FieldMatch
from ui.dialogs.import_cases.step import Step
from ui.widgets.choice_field import ChoiceField

FIELDS = (*REQUIRED, *(field for field in Field if field not in REQUIRED))


class MatchColumnsStep(Step):
    """A line for each field: what was recognised is filled in, and everything can be chosen otherwise."""

    #: another sheet of the workbook is to be read; carries its name
    sheet_wanted = Signal(str)

    def __init__(self, stop: Iterable[tuple[QAction, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__("", self.tr("&Preview"), self.tr("Bac&k to the file"), stop, parent)
        self.heading.setText(self.tr("Which column is which?"))
        self.setAccessibleName(self.heading.text())
        self.fields: dict[Field, FieldMatch] = {}
        self._layout: Layout | None = None
        self._told = QLabel()
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self.sheet = ChoiceField([], str, None)
        self.sheet.setAccessibleName(self.tr("Sheet"))
        self.sheet.chosen.connect(self._choose_sheet)
        self._sheet_label = QLabel(self.tr("S&heet"))
        self._sheet_label.setObjectName("field_label")
        self._sheet_label.setBuddy(self.sheet)
        self._unused = QLabel()
        self._unused.setObjectName("field_hint")
        self._unused.setTextFormat(Qt.TextFormat.PlainText)
        self._unused.setWordWrap(True)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("Fields and their columns"))
        sheets = QHBoxLayout()
        sheets.setSpacing(8)
        sheets.addWidget(self._sheet_label)
        sheets.addWidget(self.sheet)
        sheets.addStretch(1)
        self.lines.addWidget(self._told)
        self.lines.addLayout(sheets)
        self.lines.addWidget(self._scroll, 1)
        self.lines.addWidget(self._unused)

    def show_layout(self, filename: str, layout: Layout, remembered: ColumnChoice, today: date) -> None:
        """Show what a file looks like, with what was chosen for its headings before."""
        self._layout = layout
        self.problem.show_problem("")
        self.show_sheet_of(layout)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, share in enumerate((4, 5, 9)):
            grid.setColumnStretch(place, share)
        labels = {column.label for column in layout.table.columns}
        self.fields = {}
        for line, field in enumerate(FIELDS):
            before = remembered.columns.get(field, "")
            order = remembered.date_orders.get(before, "")
            match = FieldMatch(field, layout, before if before in labels else "", order, today, inside)
            match.changed.connect(self._tell)
            for place, cell in enumerate((match.name, match.column, match.cell)):
                grid.addWidget(cell, line, place)
            self.fields[field] = match
        grid.setRowStretch(len(FIELDS), 1)
        self._scroll.setWidget(inside)
        self.first = self._first_to_look_at().column
        self._told.setText(self._words(filename, layout, bool(remembered.columns)))
        self._tell()

    def mapping(self) -> ColumnMapping | None:
        """Give which column is which; None where something must be put right first, which has the focus then."""
        taken = self._taken()
        for match in self.fields.values():
            problem = match.problem(taken)
            if problem:
                self.problem.show_problem(f"{match.name.text()}: {problem}")
                wrong = match.order if match.asks_order() and match.stated() is None else match.column
                wrong.setFocus(Qt.FocusReason.OtherFocusReason)
                self._scroll.ensureWidgetVisible(wrong)
                return None
        columns = {field: match.label() for field, match in self.fields.items() if match.label()}
        orders = {match.label(): order for match in self.fields.values() if (order := match.stated()) is not None}
        return ColumnMapping(columns, orders)

    def unused(self) -> list[str]:
        """Give the columns with a heading that are not read."""
        taken = self._taken()
        columns = self._layout.table.columns if self._layout is not None else ()
        return [column.label for column in columns if column.heading and column.label not in taken]

    def _first_to_look_at(self) -> FieldMatch:
        taken = self._taken()
        first = next(iter(self.fields.values()))
        return next((match for match in self.fields.values() if match.problem(taken)), first)

    def show_sheet_of(self, layout: Layout) -> None:
        """Offer the sheets of a workbook, with the one that was read as the choice."""
        several = len(layout.sheet_names) > 1
        for part in (self.sheet, self._sheet_label):
            part.setVisible(several)
        self.sheet.blockSignals(True)
        self.sheet.set_choices(layout.sheet_names or ("",))
        self.sheet.set_choice(layout.table.sheet.name)
        self.sheet.blockSignals(False)

    def _choose_sheet(self, name: str | None) -> None:
        if name and self._layout is not None and name != self._layout.table.sheet.name:
            self.sheet_wanted.emit(name)

    def _words(self, filename: str, layout: Layout, known: bool) -> str:
        found = sum(bool(match.label()) for match in self.fields.values())
        words = self.tr("{file}: {columns}, headings in line {line}. {found} of {fields} fields have a column.").format(
            file=filename,
            columns=wording.count_of(len(layout.table.columns), self.tr("column"), self.tr("columns")),
            line=layout.table.heading_line,
            found=found,
            fields=len(self.fields),
        )
        return " ".join((words, self.tr("Filled in as for the last file with these headings."))) if known else words

    def _taken(self) -> dict[str, list[Field]]:
        taken: dict[str, list[Field]] = {}
        for field, match in self.fields.items():
            if match.label():
                taken.setdefault(match.label(), []).append(field)
        return taken

    def _tell(self) -> None:
        taken = self._taken()
        for match in self.fields.values():
            match.tell(taken)
        unused = self.unused()
        words = self.tr("Not read: {columns}").format(columns=", ".join(unused))
        self._unused.setText(words if unused else self.tr("Every column with a heading is read."))
        self.problem.show_problem("")
