"""How days become places, which are named, what is clipped, where labels have room: no widget is needed for it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.ui.widgets.a_course import FOUR_YEARS, TEN_DAYS, TODAY, a_course, a_piece
from ui.widgets.timeline.frame import Frame, gutter_of
from ui.widgets.timeline.lanes import Course, Lane, Piece, Shape
from ui.widgets.timeline.placing import Placed, pieces_at, place
from ui.widgets.timeline.scale import LARGEST_DAY, STEP, Scale, fit

FIRST = date(2026, 1, 1)
S = Shape


def a_scale(**other: float) -> Scale:
    """Give a year at ten pixels a day, of which 100 days can be seen."""
    facts = {"width": 1000.0, "day": 10.0, "least_day": 2.0} | other
    return Scale(FIRST, date(2026, 12, 31), **facts)


def measure(text: str) -> float:
    return 10.0 * len(text)


def placed(*pieces: Piece, scale: Scale | None = None) -> list[Placed]:
    return place(Lane("lane", "Lane", pieces), scale or a_scale(), measure)


@pytest.mark.parametrize("course", [TEN_DAYS, FOUR_YEARS], ids=["ten days", "four years"])
@pytest.mark.parametrize("width", [300, 940, 3000])
def test_all_of_a_case_fits_from_its_report_to_a_while_after_today(course: Course, width: int) -> None:
    scale = fit(course, width)
    assert 0 <= scale.x_of(course.begins) <= width * 0.1
    assert width * 0.5 < scale.x_of(course.ends) < width
    assert scale.day == scale.least_day


def test_a_date_years_ahead_does_not_squeeze_the_case_and_can_be_scrolled_to() -> None:
    near, far = fit(a_course(10), 900), fit(a_course(10, ahead=900), 900)
    assert far.day == near.day
    last = TODAY + timedelta(days=900)
    assert far.x_of(last) > far.width
    assert far.scrolled(10**9).x_of(last) <= far.width
    assert far.showing(last, last).sees(last, last)


def test_a_day_begins_where_the_one_before_ends() -> None:
    scale = a_scale()
    assert [scale.x_of(FIRST + timedelta(days=days)) for days in (0, 1, 31)] == [0, 10, 310]
    assert scale.day_at(0) == FIRST
    assert scale.day_at(309.9) == date(2026, 1, 31)
    assert scale.day_at(310) == date(2026, 2, 1)


def test_one_scrolls_as_far_as_it_goes() -> None:
    assert a_scale().scrolled(-5).offset == 0
    assert a_scale().scrolled(10**6).offset == a_scale().furthest == 365 * 10 - 1000
    assert Scale(FIRST, FIRST, 1000, 10, 10).furthest == 0


def test_zooming_keeps_the_day_under_the_mouse() -> None:
    scale = a_scale(offset=500.0)
    for times in (STEP, 1 / STEP, 4.0):
        assert scale.zoomed(times, 400).day_at(401) == scale.day_at(401)


def test_zooming_ends_at_a_day_that_can_be_read_and_where_all_fits() -> None:
    assert a_scale().zoomed(100, 0).day == LARGEST_DAY
    assert a_scale().zoomed(0.001, 0).day == 2.0
    short = fit(TEN_DAYS, 3000)
    assert short.day > LARGEST_DAY
    assert short.zoomed(STEP, 0).day == short.day


@pytest.mark.parametrize(
    ("on", "moved"), [(date(2026, 2, 1), False), (date(2026, 1, 2), True), (date(2026, 12, 1), True)]
)
def test_what_the_cursor_goes_to_comes_into_view(on: date, moved: bool) -> None:
    scale = a_scale(offset=200.0)
    shown = scale.showing(on, on)
    assert shown.sees(on, on)
    assert (shown.offset != scale.offset) == moved


def test_of_a_long_span_the_beginning_comes_into_view() -> None:
    scale = a_scale().scrolled(2500)
    shown = scale.showing(date(2026, 2, 1), date(2026, 12, 20))
    assert 0 <= shown.x_of(date(2026, 2, 1)) <= 100


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (70.0, ["1 Jan", "2 Jan", "3 Jan"]),
        (10.0, ["29 Dec", "5 Jan", "12 Jan"]),
        (5.0, ["29 Dec", "12 Jan", "26 Jan"]),
        (2.4, ["Jan 26", "Feb 26", "Mar 26"]),
        (0.9, ["Jan 26", "Apr 26", "Jul 26"]),
        (0.2, ["2026", "2027"]),
    ],
)  # fmt: skip
def test_days_are_named_as_far_apart_as_they_have_room(day: float, names: list[str]) -> None:
    scale = Scale(FIRST, date(2027, 12, 31), 240, day, 0.1)
    named = [one.name for one in scale.named_days(64)]
    assert [name for name in named if name in names] == names
    places = [scale.x_of(one.on) for one in scale.named_days(64)]
    assert all(right - left >= 60 for left, right in pairwise(places))


def test_weeks_are_named_by_their_monday() -> None:
    assert {one.on.weekday() for one in a_scale().named_days(64)} == {0}


def test_what_cannot_be_seen_is_left_out_and_what_goes_on_is_cut() -> None:
    scale = a_scale(offset=500.0)
    before = a_piece(S.DRIFT, FIRST, date(2026, 2, 1))
    through = a_piece(S.DRIFT, FIRST, date(2026, 12, 1))
    within = a_piece(S.DRIFT, date(2026, 3, 1), date(2026, 3, 5))
    mark = a_piece(S.DONE, date(2026, 3, 1))
    found = {one.piece: one for one in placed(before, through, within, mark, scale=scale)}
    assert set(found) == {through, within, mark}
    assert (found[through].cut_left, found[through].cut_right) == (True, True)
    assert found[through].left > -30
    assert found[through].right < 1030
    assert (found[within].left, found[within].right, found[within].cut_left) == (90, 130, False)
    assert found[mark].left == 95


def test_marks_are_drawn_over_spans_and_found_first() -> None:
    span, mark = a_piece(S.PLANNED, FIRST, date(2026, 2, 1)), a_piece(S.DONE, date(2026, 1, 11))
    pieces = placed(mark, span)
    assert [one.piece for one in pieces] == [span, mark]
    assert pieces_at(pieces, 108) == [mark, span]
    assert pieces_at(pieces, 50) == [span]
    assert pieces_at(pieces, 500) == []


def test_a_label_has_the_room_up_to_the_next_mark_and_is_left_out_where_that_is_too_little() -> None:
    first = a_piece(S.DONE, date(2026, 1, 2), label="ABE interview")
    second = a_piece(S.DONE, date(2026, 1, 11), label="Suspect identified")
    third = a_piece(S.DONE, date(2026, 1, 12), label="Charged")
    room = {one.piece: one.label_room for one in placed(first, second, third)}
    assert room[first] == 105 - 15 - 10 - 7
    assert room[second] == 0
    assert room[third] == measure("Charged")


def test_of_marks_on_one_day_one_is_named() -> None:
    pieces = [a_piece(S.DONE, FIRST, label=label) for label in ("Submitted", "Accepted", "Queued")]
    assert [one.piece.label for one in placed(*pieces) if one.label_room] == ["Queued"]


def test_a_label_inside_a_span_stays_in_view_and_beside_the_mark_at_its_beginning() -> None:
    held = a_piece(S.HELD, FIRST, date(2026, 6, 1), label="Laboratory")
    (one,) = placed(held, scale=a_scale(offset=400.0))
    assert (one.label_at, one.label_room) == (4, 100)
    bail = a_piece(S.BAIL, date(2026, 1, 11), date(2026, 3, 1), label="on bail")
    arrest = a_piece(S.EVENT, date(2026, 1, 11))
    label_at = {one.piece: one.label_at for one in placed(bail, arrest)}
    assert label_at[bail] > 105 + 6
    short = a_piece(S.HELD, date(2026, 1, 11), date(2026, 1, 13), label="Social care")
    assert [one.label_room for one in placed(short)] == [0]
    tight = a_piece(S.STILL, date(2026, 1, 11), date(2026, 1, 19), label="suspended")
    (one,) = placed(tight)
    assert 0 < one.label_room <= 80 - 14, "some of its pattern stays in sight"


def test_the_cursor_comes_to_pieces_by_day_and_to_spans_before_marks() -> None:
    mark, span, later = a_piece(S.DUE, FIRST), a_piece(S.BAIL, FIRST, TODAY), a_piece(S.DONE, TODAY)
    assert Lane("lane", "Lane", (later, mark, span)).in_order() == (span, mark, later)


def test_a_case_of_which_nothing_is_known_has_its_own_days() -> None:
    empty = Course(FIRST, TODAY, TODAY, (), Lane("holders", "Held by", ()))
    assert (empty.first_day(), empty.last_day()) == (FIRST, TODAY)
    assert fit(empty, 900).x_of(TODAY) < 900


def test_the_titles_take_a_fifth_within_bounds_that_grow_with_the_size() -> None:
    assert [gutter_of(width, 1) for width in (400, 1000, 3000)] == [150, 200, 280]
    assert gutter_of(3000, 2) == 560


def test_lanes_scroll_between_the_days_and_the_holders() -> None:
    frame = Frame(width=1000, height=150, gutter=200, axis=26, row=20, lanes=10, extra=1, top=30)
    assert (frame.room, frame.rows_seen, frame.furthest) == (104, 5, 11 * 20 - 104)
    assert frame.top_of(10) == 130
    assert [number for number in range(10) if frame.is_seen(number)] == [1, 2, 3, 4, 5, 6]
    assert [frame.lane_at(y) for y in (10, 26, 45, 129, 130, 149)] == [None, 1, 2, 6, 10, 10]
    assert Frame(1000, 300, 200, 26, 20, 2).lane_at(200) is None
    assert [frame.top_showing(number) for number in (0, 3, 9, 10)] == [0, 30, 96, 30]
