"""PageStack: the pages, each built when it is first shown, and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.page_context import Page, PageContext


class PageRoom(QWidget):
    """Gives the pages the room there is, and asks for no more than the page that is shown cannot do without.

    It has no layout: one would ask for the height that the longest of all pages would like at this width, and so have
    a list scroll out of view that could itself be shorter.
    """

    def __init__(self, pages: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        pages.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the pages need at least."""
        return self._pages.minimumSizeHint()

    def sizeHint(self) -> QSize:
        """Ask for what the pages would like."""
        return self._pages.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pages.resize(event.size())

    def event(self, event: QEvent) -> bool:
        """Pass on that the pages need more room, or less."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class PageStack(QStackedWidget):
    """Holds one page of each class."""

    #: another page is shown; carries its name
    shown = Signal(str)
    #: a page counted its rows; carries its name and the count
    counted = Signal(str, int)
    #: there is a way back, or no longer; carries whether there is
    can_go_back = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: dict[str, type[Page]] = {}
        self._pages: dict[str, Page] = {}
        self._context: PageContext | None = None
        self._here: tuple[str, str | None] | None = None
        self._way_back: list[tuple[str, str | None]] = []
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the page that is shown needs, not for what the tallest of all pages would need."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()

    def open(self, context: PageContext, pages: Sequence[type[Page]]) -> None:
        """Take the pages; none is built before it is shown."""
        self._context = context
        self._classes = {page.page_name: page for page in pages}

    def page(self, name: str) -> Page | None:
        """Give a page by its name, if it has been shown."""
        return self._pages.get(name)

    def current_name(self) -> str:
        """Give the name of the page that is shown."""
        return self._here[0] if self._here else ""

    def go_to(self, name: str, record_id: str | None = None) -> None:
        """Show a page, and a record on it."""
        if self._here == (name, record_id):
            return
        if self._here is not None:
            self._way_back.append(self._here)
        self._show(name, record_id)

    def go_back(self) -> None:
        """Show the page that was shown before."""
        if self._way_back:
            self._show(*self._way_back.pop())

    def focus_page(self) -> None:
        """Put the focus into the page that is shown."""
        page = self._pages.get(self.current_name())
        if page is not None:
            page.focus_content()

    def _show(self, name: str, record_id: str | None) -> None:
        page = self._built(name)
        self._here = (name, record_id)
        show_record = getattr(page, "show_record", None)
        if show_record is not None and (record_id is not None or page.shows_all_again):
            show_record(record_id or "")
        self.setCurrentWidget(page)
        self.shown.emit(name)
        self.can_go_back.emit(bool(self._way_back))

    def _built(self, name: str) -> Page:
        page = self._pages.get(name)
        if page is None:
            if self._context is None:
                raise RuntimeError("the pages are not open yet")
            page = self._classes[name](self._context)
            page.counted.connect(lambda count, name=name: self.counted.emit(name, count))
            self._pages[name] = page
            self.addWidget(page)
        return page
