"""Halves: a list over what is told of its chosen row, or beside it where their page is wide enough."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class Halves(QSplitter):
    """Turns with the width of the page, so that a form which opens beside it leaves it as it is.

    Args:
        wide: from this width of the page on there is room beside the list.
        beside: the sizes of list and panel side by side.
        under: their sizes one over the other.
        shares: their shares of what is gained when the page grows.
    """

    def __init__(
        self,
        page: QWidget,
        view: QWidget,
        panel: QWidget,
        *,
        wide: int,
        beside: tuple[int, int],
        under: tuple[int, int],
        shares: tuple[int, int] = (3, 1),
    ) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._wide, self._beside, self._under = wide, beside, under
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        for place, (widget, share) in enumerate(zip((view, panel), shares, strict=True)):
            self.addWidget(widget)
            self.setStretchFactor(place, share)
        self.setSizes(list(under))
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            wide = event.size().width() >= self._wide
            wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
            if self.orientation() != wanted:
                self.setOrientation(wanted)
                self.setSizes(list(self._beside if wide else self._under))
        return False
