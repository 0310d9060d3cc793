"""FieldMatch: one field of a case, the column that holds it, and how that was found."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tracker.intake.date_columns import DateColumn, Settled
from tracker.intake.date_text import DateOrder, Numbers, read_date_text
from tracker.intake.heading_words import DATE_FIELDS, REQUIRED, Field
from tracker.intake.reading import Layout
from tracker.intake.reasons import FIELD_NAMES
from ui import wording
from ui.theme import scaled
from ui.widgets.choice_field import ChoiceField
from ui.widgets.mark_label import MarkLabel

#: the least and the most that each cell takes
NAME_WIDTHS, COLUMN_WIDTHS, ORDER_WIDTHS = (150, 230), (160, 260), (180, 300)


class FieldMatch(QObject):
    """Three cells of a line: the field, its column, and in words how it stands; a date that may be two is asked for.

    Args:
        proposed: the column that the headings speak for, nothing where they speak for none.
        remembered: the column chosen for files with these headings before.
    """

    #: another column or another order was chosen
    changed = Signal()

    def __init__(self, field: Field, layout: Layout, remembered: str, order: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._layout = layout
        self._today = today
        self._remembered = remembered
        self._proposed = layout.proposal.mapping.columns.get(field, "")
        labels = [column.label for column in layout.table.columns]
        name = FIELD_NAMES[field]
        self.name = QLabel(name)
        self.name.setObjectName("field_label")
        self.name.setWordWrap(True)
        _between(self.name, NAME_WIDTHS)
        self.column = ChoiceField(labels, str, self.tr("Not in this file"))
        self.column.give_way()
        _between(self.column, COLUMN_WIDTHS)
        self.column.setAccessibleName(self.tr("Column for: {field}").format(field=name))
        self.name.setBuddy(self.column)
        self.column.set_choice(remembered or self._proposed)
        self.order = ChoiceField([], self._order_words, self.tr("Day or month first?"))
        self.order.give_way()
        _between(self.order, ORDER_WIDTHS)
        self.order.setAccessibleName(self.tr("Order of day and month: {field}").format(field=name))
        self.state = MarkLabel()
        self.state.setWordWrap(True)
        self.cell = QWidget()
        line = QHBoxLayout(self.cell)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.order, 3)
        line.addWidget(self.state, 2)
        self._offer_orders()
        self.order.set_choice(DateOrder(order) if order else None)
        self.column.chosen.connect(self._choose)
        self.order.chosen.connect(lambda _order: self.changed.emit())

    def label(self) -> str:
        """Give the column that is chosen, nothing where none is."""
        return self.column.choice() or ""

    def asks_order(self) -> bool:
        """Say whether the column fits more than one order of day and month."""
        column = self._dates()
        return column is not None and column.settled is Settled.UNDECIDED

    def stated(self) -> DateOrder | None:
        """Give the order that the person states, where it had to be asked for."""
        chosen = self.order.choice() if self.asks_order() else None
        return DateOrder(chosen) if chosen is not None else None

    def problem(self, taken: Mapping[str, list[Field]]) -> str:
        """Give what must be put right before the file can be read, nothing where that is nothing.

        Args:
            taken: the fields by the column they are read from.
        """
        label = self.label()
        if not label:
            return self.tr("Needed: choose its column") if self.field in REQUIRED else ""
        others = [FIELD_NAMES[field] for field in taken[label] if field is not self.field]
        if others:
            return self.tr("The same column is chosen for: {fields}").format(fields=", ".join(others))
        if self.asks_order() and self.stated() is None:
            return self.tr("Fits both: say which comes first")
        return ""

    def tell(self, taken: Mapping[str, list[Field]]) -> None:
        """Say how the field stands."""
        self.order.setVisible(self.asks_order())
        problem = self.problem(taken)
        if problem:
            self.state.show_state("overdue", problem)
        elif self.label():
            words = [self._how_found(), *self._how_dates_are_read()]
            self.state.show_state("done", " · ".join(words))
        elif self.field in self._layout.proposal.ambiguous:
            claims = ", ".join(self._layout.proposal.ambiguous[self.field])
            self.state.show_state("due_soon", self.tr("Claimed alike by {columns}: choose one").format(columns=claims))
        else:
            self.state.show_state("not_required", self.tr("Left unknown"))

    def _choose(self) -> None:
        self._offer_orders()
        self.order.set_choice(None)
        self.changed.emit()

    def _offer_orders(self) -> None:
        self.order.set_choices([order for order in DateOrder if self._example(order) is not None])

    def _how_found(self) -> str:
        if self.label() == self._proposed:
            return self.tr("Recognised")
        return self.tr("As last time") if self.label() == self._remembered else self.tr("Chosen by you")

    def _how_dates_are_read(self) -> list[str]:
        column = self._dates()
        if column is None:
            return []
        found = []
        match column.settled:
            case Settled.PROVEN:
                first = {DateOrder.DMY: self.tr("day first"), DateOrder.MDY: self.tr("month first")}
                words = self.tr("{order}, as the whole column shows")
                found.append(words.format(order=first.get(column.order, self.tr("year first"))))
            case Settled.IN_HEADING:
                found.append(self.tr("order as its heading says"))
            case Settled.NOT_NEEDED | Settled.STATED | Settled.UNDECIDED:
                pass
        if column.may_be_swapped:
            found.append(self.tr("day and month may have been turned round by the spreadsheet: check"))
        return found

    def _dates(self) -> DateColumn | None:
        return self._layout.date_columns.get(self.label()) if self.field in DATE_FIELDS else None

    def _example(self, order: DateOrder) -> tuple[str, date] | None:
        """Give a text of the column with the day it is in an order; None where no text is one."""
        column = self._dates()
        for text in column.examples if column is not None else ():
            read = read_date_text(text, self._today, epoch_1904=self._layout.table.sheet.epoch_1904)
            day = read.in_order(order, self._today) if isinstance(read, Numbers) else None
            if day is not None:
                return text.strip(), day
        return None

    def _order_words(self, order: DateOrder) -> str:
        example = self._example(order)
        if example is None:
            return str(order)
        return self.tr("{text} is {day}").format(text=example[0], day=wording.day(example[1]))


def _between(cell: QWidget, widths: tuple[int, int]) -> None:
    """Let a cell be no narrower and no wider than this."""
    least, most = widths
    cell.setMinimumWidth(scaled(least))
    cell.setMaximumWidth(scaled(most))
