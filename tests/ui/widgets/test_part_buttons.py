"""The buttons of the parts of a list: one is chosen, and none changes its width by that."""

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import dress, settle
from ui.widgets.part_buttons import PartButtons


def test_the_words_of_a_chosen_part_have_room(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp, "light")
    row = QWidget()
    qtbot.addWidget(row)
    line = QHBoxLayout(row)
    parts = PartButtons(("first", "second"), row)
    for name, button in parts.buttons.items():
        button.setText(f"{name}: a &long name in many words 1,234")
        line.addWidget(button)
    line.addStretch(1)
    row.resize(2000, 60)
    row.show()
    settle()
    button = parts.buttons["second"]
    width, plain = button.width(), parts.buttons["first"].width()
    parts.choose("second")
    settle()
    bold = QFont(button.font())
    bold.setBold(True)
    assert (button.width(), parts.buttons["first"].width()) == (width, plain)
    assert QFontMetrics(bold).horizontalAdvance(button.text().replace("&", "")) + 20 <= width
    assert parts.choice() == "second"
