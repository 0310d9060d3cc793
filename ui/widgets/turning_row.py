"""TurningRow: blocks under each other, or beside each other where there is the width, never made anew for it."""

from PySide6.QtWidgets import QBoxLayout

Direction = QBoxLayout.Direction
UNDER, BESIDE = 12, 24


class TurningRow(QBoxLayout):
    """A row of blocks. What is taken out while it is resized may still be drawn or spoken, so nothing is."""

    def __init__(self, *, upright: bool) -> None:
        super().__init__(Direction.TopToBottom)
        self.turn(upright=upright)

    def turn(self, *, upright: bool) -> None:
        """Put the blocks under each other, or beside each other."""
        self.setDirection(Direction.TopToBottom if upright else Direction.LeftToRight)
        self.setSpacing(UNDER if upright else BESIDE)
        self.update()
