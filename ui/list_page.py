"""ListPage: the base of a page with one list: finding in it, its cursor, what is told and what can be done there."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.page_context import Page, PageContext
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.find_field import FindField
from ui.widgets.finding import matches

Row = TypeVar("Row")
Passes = Callable[[Any], bool]


class ListPage(Page, Generic[Row]):
    """A page says what its rows are, which of them pass, and what is told of the chosen one; the rest is here.

    While rows come or go the cursor moves more than once; what is told of a row may ask for more, and so is told once.
    """

    #: what a row is; a line of another kind, as a heading, is never the chosen one
    row_type: ClassVar[type[Any]]
    #: what the list is, for a screen reader
    list_words: ClassVar[str]
    find_words: ClassVar[str]
    find_width: ClassVar[int] = 236
    model_type: ClassVar[type[RowTableModel]] = RowTableModel
    view_type: ClassVar[type[RowTableView]] = RowTableView

    def __init__(
        self,
        context: PageContext,
        columns: Sequence[Column],
        key: Callable[[Any], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.model = self.model_type(columns, key, self)
        self.view = self.view_type(self.model, self.page_name)
        self.view.setAccessibleName(self.tr(self.list_words))
        self.view.row_selected.connect(self.tell_chosen)
        self.view.row_activated.connect(self._open)
        self.view.choice.room_changed.connect(self._say_again)
        self.find_field = FindField(self.tr(self.find_words), self.view, self.find_width)
        self.find_field.textChanged.connect(self.narrow)

    def tell(self, row: Row | None) -> None:
        """Tell of the chosen row beside the list, or that none is chosen."""

    def enable(self, row: Row | None) -> None:
        """Enable the commands that can be used on the chosen row."""

    def open_row(self, row: Row) -> None:
        """Go to what a row is about."""

    def footer_words(self) -> str:
        """Give what stands under the list."""
        return self.figures()

    def nothing(self) -> tuple[str, str, str]:
        """Give heading, words and footer for a list without any row."""
        raise NotImplementedError

    def passes(self) -> Passes | None:
        """Give what tells the rows that the page's own choices let through; None where that is all of them."""
        return None

    def found(self) -> Passes | None:
        """Give what tells the rows that are looked for: those that pass and have the words of the find field."""
        passes, typed = self.passes(), self.find_field.text()
        if not typed.strip():
            return passes
        columns = self.model.columns
        return lambda row: (passes is None or passes(row)) and matches(row, columns, typed)

    def place_cursor(self) -> None:
        """Put the cursor where it belongs when rows have come: it stays, else it goes to the first row."""
        self.view.select_first()

    def chosen(self) -> Row | None:
        """Give the row under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, self.row_type) else None

    def add_tools(self, *widgets: QWidget) -> None:
        """Put the page's own choices beside the title, and the find field after them."""
        for widget in (*widgets, self.find_field):
            self.tools.addWidget(widget)

    def show_rows(self, rows: Iterable[Any], count: int | None) -> bool:
        """Show the rows that came, with how many of them wait; False where there is none."""
        with QSignalBlocker(self.view):
            self.model.set_rows(rows)
            self.model.filter(self.found())
        if self.model.rows:
            self.show_content(self._whole_footer(), count)
            self._say_again()
            with QSignalBlocker(self.view):
                self.place_cursor()
        else:
            self.show_empty(*self.nothing())
            if count is not None:
                self.counted.emit(count)
        self.tell_chosen()
        return bool(self.model.rows)

    def narrow(self) -> None:
        """Show the rows that are looked for now."""
        with QSignalBlocker(self.view):
            self.model.filter(self.found())
        self._say_again()
        self.tell_chosen()

    def _say_again(self) -> None:
        if self.model.rows:
            self.set_footer(self._whole_footer())

    def _whole_footer(self) -> str:
        """Give what stands under the list, with the columns that have no room beside the others."""
        left_out = ", ".join(self.view.choice.without_room())
        words = self.tr("no room for: {columns}").format(columns=left_out) if left_out else ""
        return " · ".join(part for part in (self.footer_words(), words) if part)

    def figures(self, *withheld: tuple[int, str]) -> str:
        """Say how many rows are shown of how many, and why: "23 of 31: 6 filtered out, 2 restricted".

        Args:
            withheld: how many did not come at all, in words that have a {count}.
        """
        shown, rows = len(self.model.shown), len(self.model.rows)
        reasons = [self.tr("{count} filtered out").format(count=f"{rows - shown:,}")] if shown < rows else []
        reasons += [words.format(count=f"{count:,}") for count, words in withheld if count]
        total = rows + sum(count for count, _ in withheld)
        figures = self.tr("{shown} of {total}").format(shown=f"{shown:,}", total=f"{total:,}")
        return f"{figures}: {', '.join(reasons)}" if reasons else figures

    def open_chosen(self) -> None:
        """Go to what the chosen row is about."""
        self._open(self.chosen())

    def tell_chosen(self) -> None:
        """Tell of the chosen row, and say what can be done with it."""
        row = self.chosen()
        self.tell(row)
        self.enable(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.enable(self.chosen())

    def _open(self, row: Any) -> None:
        if isinstance(row, self.row_type):
            self.open_row(row)
