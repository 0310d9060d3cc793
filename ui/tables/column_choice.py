"""ColumnChoice: which columns of a table are shown and in which order, chosen by the person and remembered."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from ui.tables.column import Column
from ui.window_state import forget_columns, remember_columns, remembered_columns


class ColumnChoice(QObject):
    """Keeps the columns of one view as the person wants them; what a page leaves out for now stays out.

    What has no room just now is left out as well, until the person has chosen what is shown.
    """

    #: another choice was made
    changed = Signal()
    #: other columns have no room now
    room_changed = Signal()

    def __init__(self, view: QTableView, name: str, columns: Sequence[Column]) -> None:
        super().__init__(view)
        self._view = view
        self._name = name
        self._titles = tuple(column.title for column in columns)
        self._unusual = frozenset(place for place, column in enumerate(columns) if not column.usual)
        self._unwanted: set[int] = set(self._unusual)
        self._left_out: set[int] = set()
        self._no_room: frozenset[int] = frozenset()
        self._recalling = False
        header = self._header()
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_at)
        self._recall()
        header.sectionMoved.connect(self._moved)

    def leave_out(self, place: int, *, left_out: bool) -> None:
        """Leave a column out while it would say nothing, whatever the person has chosen."""
        if left_out:
            self._left_out.add(place)
        else:
            self._left_out.discard(place)
        self._show()
        self.changed.emit()

    def wanted(self) -> list[int]:
        """Give the columns that are shown where there is room, from left to right."""
        header = self._header()
        in_order = (header.logicalIndex(visual) for visual in range(header.count()))
        return [place for place in in_order if place not in self._unwanted and place not in self._left_out]

    def is_own(self) -> bool:
        """Say whether the person has chosen what is shown, or in which order."""
        return bool(remembered_columns(self._name))

    def has_room_for(self, places: frozenset[int]) -> None:
        """Leave out what has no room."""
        no_room = frozenset(self.wanted()) - places
        if no_room != self._no_room:
            self._no_room = no_room
            self._show()
            self.room_changed.emit()

    def without_room(self) -> list[str]:
        """Give the titles of what has no room, from left to right."""
        return [self._titles[place] for place in self.wanted() if place in self._no_room]

    def shown(self) -> list[int]:
        """Give the columns that are shown, from left to right."""
        header = self._header()
        in_order = (header.logicalIndex(visual) for visual in range(header.count()))
        return [place for place in in_order if not self._view.isColumnHidden(place)]

    def want(self, place: int, *, wanted: bool) -> None:
        """Show a column, or do without it; the last one that is shown stays."""
        if not wanted and self.shown() == [place]:
            return
        if wanted:
            self._unwanted.discard(place)
        else:
            self._unwanted.add(place)
        self._keep()
        self._no_room = frozenset()
        self._show()
        self.changed.emit()

    def move(self, place: int, by: int) -> None:
        """Move a column past its shown neighbour, to the right by 1 or to the left by -1."""
        shown = self.shown()
        there = shown.index(place) + by if place in shown else -1
        if 0 <= there < len(shown):
            header = self._header()
            header.moveSection(header.visualIndex(place), header.visualIndex(shown[there]))

    def as_usual(self) -> None:
        """Show the usual columns again, in the order the program has them."""
        self._unwanted = set(self._unusual)
        forget_columns(self._name)
        self._arrange(range(len(self._titles)))
        self._show()
        self.changed.emit()

    def menu(self) -> QMenu:
        """Build the menu that chooses columns."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        header = self._header()
        for visual in range(header.count()):
            place = header.logicalIndex(visual)
            if place in self._left_out:
                continue
            action = QAction(self._titles[place], menu)
            action.setCheckable(True)
            action.setChecked(place not in self._unwanted and place not in self._no_room)
            action.setEnabled(self.shown() != [place])
            action.setData(place)
            menu.addAction(action)
        menu.addSeparator()
        usual = QAction(self.tr("&Usual columns"), menu)
        menu.addAction(usual)
        menu.triggered.connect(self._chosen)
        return menu

    def open_menu(self) -> None:
        """Open the menu under the headings, for the keyboard."""
        self._open_at(QPoint(0, self._header().height()))

    def _header(self) -> QHeaderView:
        return self._view.horizontalHeader()

    def _open_at(self, point: QPoint) -> None:
        self.menu().popup(self._header().mapToGlobal(point))

    def _chosen(self, action: QAction) -> None:
        place = action.data()
        if place is None:
            self.as_usual()
        else:
            self.want(place, wanted=action.isChecked())

    def _moved(self) -> None:
        if not self._recalling:
            self._keep()

    def _show(self) -> None:
        for place in range(len(self._titles)):
            hidden = place in self._unwanted or place in self._left_out or place in self._no_room
            self._view.setColumnHidden(place, hidden)

    def _keep(self) -> None:
        header = self._header()
        in_order = [header.logicalIndex(visual) for visual in range(header.count())]
        remember_columns(self._name, [(self._titles[place], place not in self._unwanted) for place in in_order])

    def _recall(self) -> None:
        """Take over what was remembered, by title: columns that are new since stand at the end, if they are usual."""
        known = {title: place for place, title in enumerate(self._titles)}
        kept = [(known[title], wanted) for title, wanted in remembered_columns(self._name) if title in known]
        order = [place for place, _ in kept]
        self._unwanted = {place for place, wanted in kept if not wanted} | (self._unusual - set(order))
        if len(self._unwanted) == len(self._titles):
            self._unwanted = set(self._unusual)
        self._arrange([*order, *(place for place in range(len(self._titles)) if place not in order)])
        self._show()

    def _arrange(self, order: Iterable[int]) -> None:
        header = self._header()
        self._recalling = True
        for visual, place in enumerate(order):
            header.moveSection(header.visualIndex(place), visual)
        self._recalling = False
