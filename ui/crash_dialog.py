"""CrashDialog: what happened, where the log is, and whether to go on."""

import logging

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from tracker.log import RedactedLine
from ui.theme import scaled


class CrashDialog(QDialog):
    """Tells of a fault of ours; the program goes on if the person wants it to."""

    def __init__(self, problem: BaseException, log_place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Undrift met a fault"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(self.tr("Something went wrong inside Undrift"))
        heading.setObjectName("plain_heading")
        words = QLabel(
            self.tr(
                "The last step may not have been carried out: look at the record before you repeat it. "
                "What was saved before is safe. Send the details below to the people who look after Undrift."
            )
        )
        words.setWordWrap(True)
        place = QLabel(self.tr("The log is in {0}").format(log_place))
        place.setWordWrap(True)
        place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        place.setAccessibleName(self.tr("Place of the log"))
        self._details = QPlainTextEdit(in_words(problem))
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName(self.tr("Details of the fault"))
        go_on = QPushButton(self.tr("&Go on"))
        go_on.setObjectName("primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        copy = QPushButton(self.tr("&Copy details"))
        copy.clicked.connect(self.copy_details)
        leave = QPushButton(self.tr("Close &Undrift"))
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (go_on, copy, leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 16, 24, 16)
        lines.setSpacing(12)
        for line in (heading, words, place, self._details):
            lines.addWidget(line)
        lines.addLayout(buttons)
        self.resize(scaled(640), scaled(420))
        go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_details(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self._details.toPlainText())


def in_words(problem: BaseException) -> str:
    """Give where in the code a fault came from, as the log has it: without the values it repeats."""
    record = logging.LogRecord(
        __name__, logging.ERROR, "", 0, "not expected: %s", (type(problem).__name__,), (type(problem), problem, None)
    )
    return RedactedLine("%(message)s").format(record)
