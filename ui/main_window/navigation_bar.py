"""NavigationBar: the list of pages with their counts."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import applied_theme, scaled

WIDTH = 176
ITEM_HEIGHT = 34
PAD = 16
NAME_ROLE = int(Qt.ItemDataRole.UserRole) + 1
COUNT_ROLE = NAME_ROLE + 1
TITLE_ROLE = NAME_ROLE + 2


class NavigationBar(QListWidget):
    """Pages by name; the count of a page is said with its title."""

    #: another page was chosen; carries its name
    chosen = Signal(str)
    #: Enter was pressed on a page, or it was clicked: the focus belongs into it
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Pages"))
        self.setFixedWidth(scaled(WIDTH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_PageDelegate(self))
        self.currentItemChanged.connect(self._tell)
        self.itemClicked.connect(self._enter)

    def add_page(self, name: str, title: str) -> None:
        """Add a page at the end."""
        item = QListWidgetItem(title)
        item.setData(NAME_ROLE, name)
        item.setData(TITLE_ROLE, title)
        self.blockSignals(True)
        self.addItem(item)
        self.blockSignals(False)

    def set_count(self, name: str, count: int) -> None:
        """Show how many wait on a page; a number below nought shows none."""
        item = self._item(name)
        if item is not None:
            item.setData(COUNT_ROLE, count if count >= 0 else None)
            title = item.data(TITLE_ROLE)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {count}" if count >= 0 else title)

    def count_of(self, name: str) -> int | None:
        """Give the count shown for a page."""
        item = self._item(name)
        count = None if item is None else item.data(COUNT_ROLE)
        return count if isinstance(count, int) else None

    def show_current(self, name: str) -> None:
        """Mark the page that is shown; a page that is not in the list leaves none marked."""
        self.blockSignals(True)
        item = self._item(name)
        if item is None:
            self.setCurrentRow(-1)
            self.clearSelection()
        else:
            self.setCurrentItem(item)
        self.blockSignals(False)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the page that is shown is not in the list, Qt would take the first, and so leave that page."""
        nowhere = self.currentRow() < 0
        self.blockSignals(True)
        super().focusInEvent(event)
        if nowhere:
            self.setCurrentRow(-1)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        self.opened.emit()

    def _item(self, name: str) -> QListWidgetItem | None:
        items = (self.item(place) for place in range(self.count()))
        return next((item for item in items if item.data(NAME_ROLE) == name), None)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(NAME_ROLE))


class _PageDelegate(QStyledItemDelegate):
    """Paints a page's title to the left and its count to the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(scaled(WIDTH) - 2, scaled(ITEM_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, rect = applied_theme(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        elif pointed:
            painter.fillRect(rect, theme.colour("hover"))
        font = QFont(option.font)
        font.setBold(chosen)
        painter.setFont(font)
        on_selection = theme.selection_text if chosen else None
        painter.setPen(on_selection or theme.colour("text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        space = rect.adjusted(PAD, 0, -PAD, 0)
        painter.drawText(space, int(middle | Qt.AlignmentFlag.AlignLeft), str(index.data(TITLE_ROLE)))
        count = index.data(COUNT_ROLE)
        if isinstance(count, int):
            painter.setPen(on_selection or theme.colour("text" if chosen else "muted"))
            painter.drawText(space, int(middle | Qt.AlignmentFlag.AlignRight), f"{count:,}")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(on_selection or theme.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()
