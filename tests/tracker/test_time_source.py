"""The instants at which London's clocks show a time, over both changes of the clocks."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.time_source import LONDON, instants_at


@pytest.mark.parametrize(
    ("day", "at", "instants"),
    [
        (date(2026, 1, 10), time(9, 30), ["2026-01-10T09:30"]),
        (date(2026, 7, 10), time(0, 30), ["2026-07-09T23:30"]),
        (date(2026, 3, 29), time(0, 59), ["2026-03-29T00:59"]),
        (date(2026, 3, 29), time(1, 0), []),
        (date(2026, 3, 29), time(1, 59), []),
        (date(2026, 3, 29), time(2, 0), ["2026-03-29T01:00"]),
        (date(2026, 10, 25), time(0, 59), ["2026-10-24T23:59"]),
        (date(2026, 10, 25), time(1, 0), ["2026-10-25T00:00", "2026-10-25T01:00"]),
        (date(2026, 10, 25), time(1, 59), ["2026-10-25T00:59", "2026-10-25T01:59"]),
        (date(2026, 10, 25), time(2, 0), ["2026-10-25T02:00"]),
    ],
)
def test_a_time_is_shown_once_twice_or_never(day: date, at: time, instants: list[str]) -> None:
    assert list(instants_at(day, at)) == [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in instants]


@given(st.dates(date(2000, 1, 1), date(2037, 12, 31)), st.times())
def test_every_instant_is_found_from_what_the_clocks_show(day: date, at: time) -> None:
    instant = datetime.combine(day, at, UTC)
    shown = instant.astimezone(LONDON)
    assert instant in instants_at(shown.date(), shown.time())
