"""The first step of an import: which file."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.dialogs.import_cases.step import Step
from ui.theme import scaled

PATH_WIDTH = 620


class ChooseFileStep(Step):
    """A path can be typed or pasted; `choose_file` opens the system's own window for it, and a test replaces it."""

    def __init__(self, stop: Iterable[tuple[QAction, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__("", self.tr("&Read the file"), stop=stop, parent=parent)
        self.heading.setText(self.tr("Which spreadsheet?"))
        self.setAccessibleName(self.heading.text())
        self.choose_file: Callable[[], Path | None] = self._ask_file
        self.path_field = QLineEdit()
        self.path_field.setAccessibleName(self.tr("File"))
        self.path_field.setMaximumWidth(scaled(PATH_WIDTH))
        self.path_field.textEdited.connect(lambda _text: self.problem.show_problem(""))
        browse = QPushButton(self.tr("&Browse..."))
        browse.setAccessibleName(self.tr("Browse for the file"))
        browse.clicked.connect(self._browse)
        label = QLabel(self.tr("&File"))
        label.setObjectName("field_label")
        label.setBuddy(self.path_field)
        words = QLabel(
            self.tr(
                "An Excel workbook (.xlsx) or a CSV file, one row a crime, with the headings your unit uses. The file"
                " is only read: nothing in it is changed, and no formula in it is run. Nothing is taken in before"
                " you have seen what would become of every row."
            )
        )
        words.setWordWrap(True)
        words.setMaximumWidth(scaled(PATH_WIDTH + 110))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.path_field, 1)
        line.addWidget(browse)
        line.addStretch(0)
        self.lines.addWidget(words)
        self.lines.addWidget(label)
        self.lines.addLayout(line)
        self.lines.addWidget(self.problem)
        self.lines.addStretch(1)
        self.first = self.path_field

    def path(self) -> Path | None:
        """Give the file; None where nothing is entered. Quotes around a pasted path are no part of it."""
        text = self.path_field.text().strip().strip("\"'")
        return Path(text).expanduser() if text else None

    def _browse(self) -> None:
        chosen = self.choose_file()
        if chosen is not None:
            self.path_field.setText(str(chosen))
            self.problem.show_problem("")
            self.next_button.setFocus()

    def _ask_file(self) -> Path | None:
        before = self.path()
        folder = before.parent if before is not None else Path.home()
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("The unit's spreadsheet"), str(folder), self.tr("Spreadsheets (*.xlsx *.csv);;All files (*)")
        )
        return Path(chosen) if chosen else None
