"""Several sentences with their shapes on one line, read out whole and never wider than there is room."""

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from ui.theme import read_theme
from ui.widgets.mark_line import MarkLine

SAID = (("", "Held by: Laboratory for 204 of 305 days"), ("critical", "1 critical"), ("paused", "1 paused too long"))


def test_what_fits_is_shown_with_its_shapes_and_said_whole(qtbot: QtBot) -> None:
    line = MarkLine()
    qtbot.addWidget(line)
    line.show_said(SAID)
    line.resize(900, 24)
    line.show()
    assert line.fits()
    assert line.toolTip() == ""
    interface = QAccessible.queryAccessibleInterface(line)
    assert (
        interface.text(QAccessible.Text.Name)
        == "Held by: Laboratory for 204 of 305 days · 1 critical · 1 paused too long"
    )
    picture = line.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {read_theme("light").state(key).name() for key in ("critical", "paused")} <= colours


def test_what_does_not_fit_stands_in_the_tooltip_and_makes_nothing_wider(qtbot: QtBot) -> None:
    line = MarkLine()
    qtbot.addWidget(line)
    line.show_said(SAID)
    line.resize(200, 24)
    line.show()
    assert not line.fits()
    assert line.toolTip().splitlines() == [words for _, words in SAID]
    assert line.minimumSizeHint().width() <= 160
    line.grab()
    line.resize(1200, 24)
    assert line.toolTip() == ""


def test_without_anything_to_say_it_is_not_there(qtbot: QtBot) -> None:
    line = MarkLine()
    qtbot.addWidget(line)
    line.show()
    line.show_said(())
    assert not line.isVisible()
