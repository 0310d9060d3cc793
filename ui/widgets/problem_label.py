"""ProblemLabel: a problem beside its field, in words, with a mark."""

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget


class ProblemLabel(QLabel):
    """Shows a problem, or takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem")
        self.setWordWrap(True)
        self.setVisible(False)

    def show_problem(self, words: str) -> None:
        """Show the words and let a screen reader say them; nothing hides the label."""
        self.setText(f"▲ {words}" if words else "")
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
