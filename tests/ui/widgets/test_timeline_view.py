"""The timeline as a widget: keys, mouse, zoom, what it says; drawn for a case of ten days and of four years."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import press
from tests.ui.widgets.a_course import FOUR_YEARS, TEN_DAYS, TODAY, a_course, a_piece, scale_of, under_cursor
from ui.holder_fill import PATTERNS, fill_as_holder
from ui.theme import THEMES, apply_theme, contrast, read_theme
from ui.widgets.timeline.lanes import Course, Lane, Shape
from ui.widgets.timeline.timeline_view import TimelineView


def shown(qtbot: QtBot, course: Course, size: tuple[int, int] = (900, 180)) -> TimelineView:
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_course(course, afresh=True)
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown(qtbot, FOUR_YEARS)


def at(view: TimelineView) -> tuple[str, Shape]:
    lane, piece = under_cursor(view)
    return lane.key, piece.shape


def test_arrows_go_from_mark_to_mark_and_from_lane_to_lane(view: TimelineView) -> None:
    assert at(view) == ("lane-0", Shape.PLANNED)
    press("Right", "Right")
    assert at(view) == ("lane-0", Shape.DRIFT)
    press("End")
    assert at(view) == ("lane-0", Shape.DUE)
    press("Right", "Left", "Home", "Left")
    assert at(view) == ("lane-0", Shape.PLANNED)
    press("End", "Down")
    assert at(view) == ("lane-1", Shape.DUE), "the nearest in time"
    press("PageDown", "PageDown", "PageDown")
    assert at(view) == ("holders", Shape.HELD)
    press("Down", "PageUp", "PageUp", "PageUp", "Up")
    assert at(view)[0] == "lane-0"


def test_the_cursor_is_scrolled_into_view_both_ways(view: TimelineView) -> None:
    press(*["Down"] * 7)
    assert view.verticalScrollBar().value() > 0
    press("Plus", "Plus", "Plus", "Home")
    scale = view.scale()
    assert scale is not None
    assert scale.sees(FOUR_YEARS.begins, FOUR_YEARS.begins)
    press("End")
    scale = view.scale()
    assert scale is not None
    assert scale.sees(TODAY, TODAY)
    assert view.horizontalScrollBar().value() > 0


def test_what_is_under_the_cursor_is_said(view: TimelineView) -> None:
    press("Right")
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Name) == "Timeline"
    assert interface.text(QAccessible.Text.Description).startswith("Milestone 0. overdue. first_due")


def test_enter_and_a_double_click_lead_to_the_row(qtbot: QtBot, view: TimelineView) -> None:
    with qtbot.waitSignal(view.activated) as heard:
        press("Right", "Return")
    assert heard.args[0].key == "milestone-0"
    with qtbot.waitSignal(view.activated):
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 40))


def test_a_click_puts_the_cursor_there(qtbot: QtBot, view: TimelineView) -> None:
    scale = view.scale()
    assert scale is not None
    gutter = view.corner().width()
    drift = QPoint(round(gutter + scale.x_of(TODAY) - 20), 60)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=drift)
    assert at(view) == ("lane-1", Shape.DRIFT)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, view.viewport().height() - 4))
    assert at(view)[0] == "holders"
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 4))
    assert at(view)[0] == "holders", "nothing stands there"


def test_the_tooltip_says_what_is_there(view: TimelineView) -> None:
    scale = view.scale()
    assert scale is not None
    gutter = view.corner().width()
    told = view.words_at(QPointF(gutter + scale.x_of(TODAY) - 20, 40)).splitlines()
    assert told[0] == "Milestone 0"
    assert told[1].startswith("drift")
    assert view.words_at(QPointF(20, 40)) == "Milestone 0"
    assert view.words_at(QPointF(20, 2)) == ""


def test_zooming_with_keys_and_back_to_all_of_it(view: TimelineView) -> None:
    scale = scale_of(view)
    press("Plus", "Equal")
    zoomed = scale_of(view)
    assert zoomed.day == pytest.approx(scale.day * 1.5**2)
    press("Minus")
    assert scale_of(view).day == pytest.approx(scale.day * 1.5)
    press("0")
    assert view.scale() == scale


def test_the_keys_that_zoom_the_window_are_not_taken(qtbot: QtBot, view: TimelineView) -> None:
    before = view.scale()
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_X)
    assert view.scale() == before


def turn(view: TimelineView, held: Qt.KeyboardModifier, by: int) -> None:
    where = QPointF(600, 60)
    QApplication.sendEvent(
        view.viewport(),
        QWheelEvent(
            where, view.viewport().mapToGlobal(where), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, held,
            Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip


def test_the_wheel_scrolls_down_with_shift_across_and_with_control_zooms(view: TimelineView) -> None:
    turn(view, Qt.KeyboardModifier.NoModifier, -120)
    assert view.verticalScrollBar().value() > 0
    scale = scale_of(view)
    turn(view, Qt.KeyboardModifier.ControlModifier, 120)
    zoomed = scale_of(view)
    assert zoomed.day > scale.day
    turn(view, Qt.KeyboardModifier.ShiftModifier, -120)
    assert scale_of(view).offset > zoomed.offset


def test_a_case_that_is_read_again_keeps_its_scale_and_its_cursor(qtbot: QtBot, view: TimelineView) -> None:
    press("Down", "Right", "Plus")
    day = scale_of(view).day
    view.show_course(a_course(4 * 365 + 30), afresh=False)
    assert scale_of(view).day == pytest.approx(day)
    assert at(view)[0] == "lane-1"
    view.show_course(a_course(20, lanes=1), afresh=False)
    assert at(view)[0] == "lane-0", "the lane it was on is gone"
    view.show_course(FOUR_YEARS, afresh=True)
    assert view.verticalScrollBar().value() == 0


def test_it_fits_whatever_size_the_window_gets(qtbot: QtBot, view: TimelineView) -> None:
    narrow = scale_of(view).day
    view.resize(1600, 300)
    assert scale_of(view).day > narrow
    assert view.minimumSizeHint().height() < view.sizeHint().height()


def test_nothing_can_be_done_before_a_case_is_shown(qtbot: QtBot) -> None:
    view = TimelineView()
    qtbot.addWidget(view)
    view.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    press("Right", "Down", "Plus", "0", "Return")
    assert view.current() is None
    assert view.scale() is None


def test_a_case_without_lanes_has_its_holders(qtbot: QtBot) -> None:
    view = shown(qtbot, a_course(10, lanes=0))
    assert at(view) == ("holders", Shape.HELD)
    nothing = Course(TODAY, TODAY, TODAY, (), Lane("holders", "Held by", ()))
    view.show_course(nothing, afresh=True)
    press("Right", "Up", "Return")
    assert view.current() is None


EVERY_SHAPE = Course(
    TEN_DAYS.begins,
    TODAY,
    TODAY,
    tuple(
        Lane(shape, shape, (a_piece(shape, TEN_DAYS.begins, TODAY, holder="cps", label=str(shape)),))
        for shape in (Shape.PLANNED, Shape.DRIFT, Shape.PAUSE, Shape.BAIL, Shape.STILL, Shape.RELEASED, Shape.STAGE)
    )
    + tuple(
        Lane(shape, shape, (a_piece(shape, TEN_DAYS.begins, label=str(shape)),))
        for shape in (Shape.FIRST_DUE, Shape.DUE, Shape.DONE, Shape.EVENT)
    ),
    TEN_DAYS.holders,
)


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    apply_theme(qapp, read_theme(request.param))
    yield request.param
    apply_theme(qapp, read_theme("light"))


def test_every_shape_differs_from_the_others_in_grey(qtbot: QtBot, theme: str) -> None:
    view = shown(qtbot, EVERY_SHAPE, (900, 400))
    grey = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    row = view._letters.row
    left = round(view.corner().width()) + 2
    seen = set()
    for number in range(len(EVERY_SHAPE.lanes)):
        top = round(view.corner().height()) + number * row
        lane = grey.copy(left, top + 1, 60, row - 2)
        seen.add(bytes(lane.constBits()))
    assert len(seen) == len(EVERY_SHAPE.lanes)


def test_every_holder_differs_from_the_others_in_grey(qapp: QApplication, theme: str) -> None:
    seen = set()
    for holder in read_theme(theme).holders:
        image = QImage(60, 20, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        fill_as_holder(painter, image.rect().toRectF(), holder, read_theme(theme))
        painter.end()
        seen.add(bytes(image.constBits()))
    assert len(seen) == len(read_theme(theme).holders) == len(PATTERNS)


@pytest.mark.parametrize("name", THEMES)
def test_the_pattern_of_a_holder_is_seen_on_its_colour(name: str) -> None:
    made = read_theme(name)
    for holder, colour in made.holders.items():
        assert contrast(made.ink_on(colour), colour) >= 3, holder
