"""ProblemLabel: a problem beside its field, in words, with a mark."""

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.mark_label import MarkLabel


class ProblemLabel(MarkLabel):
    """Shows a problem, or takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("overdue", "", parent)
        self.setObjectName("problem")
        self.setWordWrap(True)
        self.setVisible(False)

    def show_problem(self, words: str) -> None:
        """Show the words and let a screen reader say them; nothing hides the label."""
        self.setText(words)
        self.setVisible(bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
