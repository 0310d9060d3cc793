"""A chart: marks in their room, told apart without colour, reached by wheel, pointer and keys, drawn fast."""

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import dress, settle
from tracker.rows.drift_course import FIRST_TIME, SENT_BACK, WAITING_PARTS
from tracker.terms import Holder
from ui.holder_fill import fill_as_part
from ui.theme import THEMES, applied_theme
from ui.widgets.bar_chart import bar_chart
from ui.widgets.bar_chart.bar_chart import BarChart, words_of
from ui.widgets.bar_chart.chart import NOTHING, Chart, Mark
from ui.widgets.bar_chart.placing import place

ROOM = QRectF(0, 0, 600, 240)
HOLDERS, DEVICES, ANSWERS = [*Holder], [*WAITING_PARTS], [FIRST_TIME, SENT_BACK]
SERIES = [(theme, some) for theme in THEMES for some in (HOLDERS, DEVICES, ANSWERS)]


def a_chart(places: int = 6, parts: tuple[str, ...] = ("our_unit", "laboratory"), *, across: bool = False) -> Chart:
    marks = [
        Mark(
            at, f"{at}/{part}", part, 10 * at + number + 1, f"Place {at}, {part}", f"{at} days", (f"case-{at}",), "more"
        )
        for at in range(places)
        for number, part in enumerate(parts)
    ]
    legend = tuple((part, part) for part in parts) if len(parts) > 1 else ()
    return Chart(tuple(f"Place {at}" for at in range(places)), tuple(marks), legend, across=across)


def shown(qtbot: QtBot, chart: Chart) -> BarChart:
    widget = BarChart()
    qtbot.addWidget(widget)
    widget.resize(600, 240)
    widget.show_chart(chart)
    widget.show()
    widget.activateWindow()
    widget.setFocus()
    settle()
    return widget


@pytest.mark.parametrize("across", [False, True], ids=["up", "across"])
@pytest.mark.parametrize("places", [1, 6, 26])
def test_marks_stand_in_their_room_and_as_long_as_they_count(qapp: QApplication, places: int, across: bool) -> None:
    wide = QFontMetricsF(qapp.font()).horizontalAdvance
    placed = place(a_chart(places, across=across), ROOM, 16, wide, 0)
    assert len(placed.marks) == 2 * placed.seen
    assert all(ROOM.contains(rect) for _, rect in placed.marks)
    assert not any(one.intersects(other) for (_, one), (_, other) in combinations(placed.marks, 2))
    lengths = [rect.width() if across else rect.height() for _, rect in placed.marks]
    counts = [mark.count for mark, _ in placed.marks]
    for (length, count), (longer, more) in pairwise(
        sorted(zip(lengths, counts, strict=True), key=lambda pair: pair[1])
    ):
        assert longer >= length or more == count
    labels = [label.room for label in placed.labels]
    assert not any(one.intersects(other) for one, other in pairwise(labels))
    assert all(ROOM.adjusted(-1, 0, 1, 4).contains(label) for label in labels)


def test_without_room_or_places_nothing_is_placed(qapp: QApplication) -> None:
    wide = QFontMetricsF(qapp.font()).horizontalAdvance
    assert place(NOTHING, ROOM, 16, wide, 0).marks == ()
    assert place(a_chart(), QRectF(0, 0, 600, 20), 16, wide, 0).marks == ()


@pytest.mark.parametrize(("theme", "series"), SERIES, ids=lambda value: value if isinstance(value, str) else value[0])
def test_parts_are_told_apart_in_grey(qapp: QApplication, theme: str, series: list[str]) -> None:
    dress(qapp, theme)
    greys = {}
    for part in series:
        image = QImage(36, 36, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        fill_as_part(painter, QRectF(0, 0, 36, 36), part, applied_theme())
        painter.end()
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        greys[part] = [grey.pixelColor(x, y).value() for x in range(2, 34) for y in range(2, 34)]
    for one, other in combinations(series, 2):
        apart = sum(abs(a - b) for a, b in zip(greys[one], greys[other], strict=True)) / len(greys[one])
        assert apart > 12, (one, other)
    dress(qapp, "light")


def test_drawing_only_draws(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = shown(qtbot, a_chart())

    def reckon(*_given: object) -> None:
        raise AssertionError

    monkeypatch.setattr(bar_chart, "place", reckon)
    assert not widget.grab().isNull()


def test_the_wheel_brings_more_rows_into_view(qtbot: QtBot) -> None:
    widget = shown(qtbot, a_chart(40, ("plain",), across=True))
    last = widget.chart().marks[-1]
    assert widget.rect_of(last.key).isNull()
    for _ in range(40):
        turn = QWheelEvent(
            QPointF(50, 50), QPointF(50, 50), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, turn)
    assert not widget.rect_of(last.key).isNull()
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Home)
    assert not widget.rect_of(widget.chart().marks[0].key).isNull()


def test_the_tooltip_says_what_the_screen_reader_says(qtbot: QtBot) -> None:
    widget = shown(qtbot, a_chart())
    mark = widget.chart().marks[-1]
    at = widget.rect_of(mark.key).center().toPoint()
    QApplication.sendEvent(widget, QHelpEvent(QHelpEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    assert QToolTip.text() == words_of(mark) == "Place 5, laboratory: 5 days. more"
    QToolTip.hideText()


def test_the_chosen_mark_stays_chosen_when_the_chart_comes_again(qtbot: QtBot) -> None:
    widget = shown(qtbot, a_chart())
    widget.choose("3/laboratory")
    widget.show_chart(a_chart(7))
    current = widget.current()
    assert current is not None
    assert current.key == "3/laboratory"
    widget.choose("nowhere")
    assert widget.current() == current
    widget.show_chart(a_chart(2))
    assert widget.current() is None
