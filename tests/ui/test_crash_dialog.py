"""The crash dialog tells where in the code it happened, and nothing of a case."""

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.crash_dialog import CrashDialog


def a_fault() -> ValueError:
    def fail(reference: str) -> None:
        raise ValueError(f"44NI/00305/26 of DC 3312 Patel: {reference}")

    try:
        fail("a child's initials")
    except ValueError as fault:
        return fault
    raise AssertionError


def test_it_says_where_it_happened_and_repeats_no_value(qtbot: QtBot) -> None:
    dialog = CrashDialog(a_fault(), "/logs")
    qtbot.addWidget(dialog)
    details = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ValueError" in details
    assert "in fail" in details
    assert not [secret for secret in ("44NI", "Patel", "3312") if secret in details]


def test_the_details_are_copied_as_they_stand(qtbot: QtBot) -> None:
    dialog = CrashDialog(a_fault(), "/logs")
    qtbot.addWidget(dialog)
    dialog.copy_details()
    assert QApplication.clipboard().text() == dialog.findChild(QPlainTextEdit).toPlainText()


def test_going_on_is_what_enter_does(qtbot: QtBot) -> None:
    dialog = CrashDialog(a_fault(), "/logs")
    qtbot.addWidget(dialog)
    default = [button for button in dialog.findChildren(QPushButton) if button.isDefault()]
    assert [button.text() for button in default] == ["&Go on"]
