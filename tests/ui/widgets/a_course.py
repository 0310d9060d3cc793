"""Courses of cases to draw, one of ten days and one of four years, and how a view shows one."""

from datetime import date, timedelta

from ui.widgets.timeline.lanes import Course, Lane, Piece, Shape
from ui.widgets.timeline.scale import Scale
from ui.widgets.timeline.timeline_view import TimelineView

TODAY = date(2026, 11, 20)


def a_piece(shape: Shape, since: date, until: date | None = None, **other: str) -> Piece:
    return Piece(shape, since, until, **({"words": f"{shape} {since}"} | other))


def a_course(age: int, *, lanes: int = 8, ahead: int = 30) -> Course:
    """Give a case reported so many days ago, with a date still ahead."""
    begins = TODAY - timedelta(days=age)
    first_due = begins + timedelta(days=age // 2)
    made = [
        Lane(
            f"lane-{number}",
            f"Milestone {number}",
            (
                a_piece(Shape.PLANNED, begins, first_due + timedelta(days=1)),
                a_piece(Shape.FIRST_DUE, first_due, part="milestones", key=f"milestone-{number}"),
                a_piece(Shape.DRIFT, first_due + timedelta(days=1), TODAY + timedelta(days=1), label="9 late"),
                a_piece(Shape.DUE, TODAY + timedelta(days=ahead)),
            ),
            "overdue",
            "overdue",
        )
        for number in range(lanes)
    ]
    half = begins + timedelta(days=max(1, age // 3))
    holders = Lane(
        "holders",
        "Held by",
        (
            a_piece(Shape.HELD, begins, half, label="Our unit", holder="our_unit"),
            a_piece(Shape.HELD, half, TODAY, label="Laboratory", holder="laboratory", part="holders"),
        ),
    )
    return Course(begins, TODAY, TODAY, tuple(made), holders, "Not drawn: 2 without a date" if lanes else "")


TEN_DAYS, FOUR_YEARS = a_course(10), a_course(4 * 365)


def scale_of(view: TimelineView) -> Scale:
    """Give the scale of a view that shows a case."""
    scale = view.scale()
    assert scale is not None, "no case is shown"
    return scale


def under_cursor(view: TimelineView) -> tuple[Lane, Piece]:
    """Give the lane and the piece that the cursor of a view is on."""
    current = view.current()
    assert current is not None, "the cursor is on nothing"
    return current
