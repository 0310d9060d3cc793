"""BlocksView: what is known of a chosen row, in blocks of lines under headings; read and copied by keyboard."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.blocks import Block, Line
from ui.theme import scaled
from ui.widgets.mark_label import MarkLabel
from ui.widgets.turning_row import TurningRow

LEFT_WIDTH = 96
#: from this width on the blocks stand beside each other
WIDE = 860


class BlocksView(QScrollArea):
    """Blocks one under the other, or beside each other where it lies low."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("blocks_view")
        self.setAccessibleName(spoken)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._upright = True
        self._mark, self._title = "", ""
        self._blocks: tuple[Block, ...] = ()
        self._spoken: list[str] = []
        self._make()

    def show_blocks(self, title: str, blocks: Iterable[Block], mark: str = "") -> None:
        """Show blocks under a title, with the shape of a state before it where one is given."""
        self._title, self._blocks, self._mark = title, tuple(blocks), mark
        self._make()

    def say(self, words: str) -> None:
        """Show a sentence and nothing else."""
        self._title, self._blocks, self._mark = words, (), ""
        self._make()

    def lines(self) -> list[str]:
        """Give what is shown, line by line."""
        return list(self._spoken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        upright = self.width() < scaled(WIDE)
        if upright != self._upright:
            self._upright = upright
            self._row.turn(upright=upright)

    def _make(self) -> None:
        self._spoken = []
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(8, 4, 8, 8)
        whole.setSpacing(12)
        if self._title:
            title = MarkLabel(self._mark, self._title)
            title.setObjectName("section_title" if self._blocks else "plain_words")
            title.setTextFormat(Qt.TextFormat.PlainText)
            title.setWordWrap(True)
            self._spoken.append(self._title)
            whole.addWidget(title)
        self._row = TurningRow(upright=self._upright)
        for block in self._blocks:
            self._row.addWidget(self._block(block), 1)
        whole.addLayout(self._row)
        whole.addStretch(1)
        self.setWidget(inside)
        self.setAccessibleDescription("\n".join(self._spoken))

    def _block(self, block: Block) -> QWidget:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._cell(block.heading, "section_title"))
        self._spoken.append(block.heading)
        if not block.lines and block.nothing:
            lines.addWidget(self._cell(block.nothing, "field_hint"))
            self._spoken.append(block.nothing)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, scaled(LEFT_WIDTH))
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(block.lines):
            self._put(grid, place, line)
        lines.addLayout(grid)
        lines.addStretch(1)
        return made

    def _put(self, grid: QGridLayout, place: int, line: Line) -> None:
        self._spoken.append(" · ".join(part for part in (line.left, line.right, line.hint) if part))
        cells = QVBoxLayout()
        cells.setSpacing(0)
        told = MarkLabel(line.mark, line.right)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        cells.addWidget(told)
        if line.hint:
            cells.addWidget(self._cell(line.hint, "field_hint"))
        cells.addStretch(1)
        grid.addWidget(self._cell(line.left, "field_hint"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(cells, place, 1)

    def _cell(self, text: str, name: str) -> QLabel:
        cell = QLabel(text)
        cell.setObjectName(name)
        cell.setTextFormat(Qt.TextFormat.PlainText)
        cell.setWordWrap(True)
        cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return cell
