"""AboutDialog: which version this is, and the licences of what it is built on."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

LICENCES = (
    ("Undrift", "MIT licence"),
    ("Qt and PySide6", "GNU LGPL version 3"),
    ("SQLAlchemy, Alembic, APScheduler", "MIT licence"),
    ("ReportLab", "BSD licence"),
    ("SQLCipher", "BSD licence"),
    ("Noto Sans", "SIL Open Font License 1.1"),
)


class AboutDialog(QDialog):
    """Names the version and the licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Undrift"))
        heading = QLabel(self.tr("Undrift {0}").format(program_version()).strip())
        heading.setObjectName("plain_heading")
        words = QLabel(self.tr("Clocks, overdue alerts and the weekly drift paper for child-abuse units."))
        words.setWordWrap(True)
        licences = QLabel("\n".join(f"{name}: {licence}" for name, licence in LICENCES))
        licences.setObjectName("plain_words")
        close = QPushButton(self.tr("&Close"))
        close.clicked.connect(self.accept)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 16, 24, 16)
        lines.setSpacing(12)
        for line in (heading, words, licences):
            lines.addWidget(line)
        lines.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)


def program_version() -> str:
    """Give the version the program was installed as."""
    try:
        return version("undrift")
    except PackageNotFoundError:
        return ""
