"""A promise is broken once its day is over: by what came later, or by what has not come."""

from datetime import date

import pytest

from tracker.domain.promise import is_broken

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("promised", "came", "broken"),
    [
        (None, None, False),
        (DAY, None, False),
        (date(2026, 11, 19), None, True),
        (date(2026, 11, 12), date(2026, 11, 12), False),
        (date(2026, 11, 12), date(2026, 11, 13), True),
        (date(2026, 12, 1), date(2026, 11, 13), False),
    ],
)
def test_a_promise(promised: date | None, came: date | None, broken: bool) -> None:
    assert is_broken(promised, came, DAY) is broken
