"""OpeningPage: what the frame holds until the tracker is open, or why it cannot be opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import scaled
from ui.widgets.mark_label import MarkLabel


class OpeningPage(QWidget):
    """Says that the records are being opened, or why they are not, in a sentence."""

    #: the person wants it tried again
    retry = Signal()
    #: the person wants to leave
    leave = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Opening"))
        self.heading = MarkLabel()
        self.heading.setObjectName("plain_heading")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setMaximumWidth(scaled(640))
        self.place = QLabel()
        self.place.setObjectName("plain_words")
        self.place.setWordWrap(True)
        self.place.setMaximumWidth(scaled(640))
        self.place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.again = QPushButton(self.tr("&Try again"))
        self.again.setObjectName("primary")
        self.again.clicked.connect(self.retry)
        self.quit = QPushButton(self.tr("&Quit"))
        self.quit.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.again)
        buttons.addWidget(self.quit)
        buttons.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(48, 48, 48, 48)
        lines.setSpacing(12)
        for line in (self.heading, self.words, self.place):
            lines.addWidget(line)
        lines.addLayout(buttons)
        lines.addStretch(1)
        self.show_opening()

    def show_opening(self) -> None:
        """Say that it is under way."""
        self._show("", self.tr("Opening the records..."), "", "", buttons=False)

    def show_problem(self, words: str, place: str) -> None:
        """Say why the records cannot be opened, and where they are."""
        where = self.tr("The records are at {0}").format(place) if place else ""
        self._show("overdue", self.tr("The records cannot be opened"), words, where, buttons=True)
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, key: str, heading: str, words: str, place: str, *, buttons: bool) -> None:
        self.heading.show_state(key, heading)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.place.setText(place)
        self.place.setVisible(bool(place))
        self.again.setVisible(buttons)
        self.quit.setVisible(buttons)
