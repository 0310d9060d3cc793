"""ActionPanel: what can be done with the chosen row, over what is told of it."""

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.action_bar import ActionBar


class ActionPanel(QWidget):
    """An action bar with a widget under it; the bar keeps its place where that is hidden."""

    def __init__(
        self, actions: Iterable[tuple[QAction, str]], told: QWidget, spoken: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(ActionBar(actions))
        lines.addWidget(told, 1)
        lines.addStretch(0)
