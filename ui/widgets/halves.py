"""Halves: two parts that share a room: one over the other, side by side, or as the width of their page allows."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

Pair = tuple[int, int]
UPRIGHT, ACROSS = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
#: between parts that stand side by side
BORDER = 12


class Halves(QSplitter):
    """A person moves the border between them; neither can be closed.

    Args:
        shares: their shares of what is gained when there is more room.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        sizes: Pair | None = None,
        *,
        shares: Pair = (0, 0),
        across: bool = False,
    ) -> None:
        super().__init__(ACROSS if across else UPRIGHT)
        self.setChildrenCollapsible(False)
        if across:
            self.setHandleWidth(BORDER)
        for place, (part, share) in enumerate(zip((first, second), shares, strict=True)):
            self.addWidget(part)
            self.setStretchFactor(place, share)
        if sizes is not None:
            self.setSizes(list(sizes))


class TurningHalves(Halves):
    """A list over what is told of its chosen row, or beside it where the page is wide enough.

    The page is what counts: a form that opens beside the halves does not turn them.

    Args:
        wide: from this width of the page on there is room beside the list.
        beside: the sizes of list and panel side by side.
        under: their sizes one over the other.
    """

    def __init__(
        self,
        page: QWidget,
        view: QWidget,
        panel: QWidget,
        *,
        wide: int,
        beside: Pair,
        under: Pair,
        shares: Pair = (3, 1),
    ) -> None:
        super().__init__(view, panel, under, shares=shares)
        self._wide, self._beside, self._under = wide, beside, under
        self.setHandleWidth(BORDER)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            wide = event.size().width() >= self._wide
            wanted = ACROSS if wide else UPRIGHT
            if self.orientation() != wanted:
                self.setOrientation(wanted)
                self.setSizes(list(self._beside if wide else self._under))
        return False
