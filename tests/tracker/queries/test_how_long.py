"""How long such clocks took: the estimate against a plain one, against what it must be, and against known truth."""

from collections.abc import Sequence
from fractions import Fraction
from math import isnan, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from tests.calibration import TRUTHS, Draw, simulated, table
from tracker.queries.how_long import UNKNOWN, HowLong

Length = tuple[int, bool, int]
LENGTHS = some.lists(some.tuples(some.integers(0, 40), some.booleans(), some.integers(1, 3)), max_size=40)
DAYS = some.integers(-1, 45)
ENDED = some.lists(some.integers(0, 60), min_size=1, max_size=40)
SURE = 4.0


def plain_share(lengths: Sequence[Length], day: int) -> Fraction:
    """The estimate of Kaplan and Meier as it stands in the books: day by day, one after the other."""
    one_by_one = [(days, ended) for days, ended, count in lengths for _ in range(count)]
    share = Fraction(1)
    for each in range(day + 1):
        at_risk = sum(days >= each for days, _ in one_by_one)
        ends = sum(days == each and ended for days, ended in one_by_one)
        if ends:
            share *= Fraction(at_risk - ends, at_risk)
    return share


def still_open(how_long: HowLong, day: int) -> float:
    return float(how_long.still_open(np.array([day]))[0])


def by_which_day(how_long: HowLong, share: float, waited: int = -1) -> int:
    return int(how_long.by_which_day(share, np.array([waited]))[0])


def took_longer(how_long: HowLong, waited: int) -> int:
    return int(how_long.took_longer(np.array([waited]))[0])


@given(LENGTHS, DAYS)
def test_the_share_still_open_is_that_of_the_plain_estimate(lengths: list[Length], day: int) -> None:
    assert still_open(HowLong(lengths), day) == pytest.approx(float(plain_share(lengths, day)))


@given(LENGTHS, DAYS, some.sampled_from([10, 25, 50, 75, 90]))
def test_a_share_has_ended_by_the_first_day_that_the_plain_estimate_gives(
    lengths: list[Length], waited: int, percent: int
) -> None:
    now = plain_share(lengths, waited)
    wanted = now * Fraction(100 - percent, 100)
    days = (day for day in range(waited + 1, 41) if plain_share(lengths, day) <= wanted)
    expected = next(days, UNKNOWN) if now else UNKNOWN
    assert by_which_day(HowLong(lengths), percent / 100, waited) == expected


@given(ENDED, DAYS)
def test_where_all_ended_it_is_the_plain_share_of_them(ended: list[int], day: int) -> None:
    how_long = HowLong((days, True, 1) for days in ended)
    assert still_open(how_long, day) == pytest.approx(sum(days > day for days in ended) / len(ended))
    assert took_longer(how_long, day) == sum(days > day for days in ended)
    assert by_which_day(how_long, 0.5) == sorted(ended)[(len(ended) - 1) // 2]


@given(LENGTHS, some.integers(0, 40), some.integers(1, 5), DAYS)
def test_more_that_are_still_open_never_make_it_shorter(lengths: list[Length], days: int, more: int, day: int) -> None:
    before, after = HowLong(lengths), HowLong([*lengths, (days, False, more)])
    assert still_open(after, day) >= still_open(before, day) - 1e-9
    assert after.finished == before.finished
    middle = by_which_day(after, 0.5)
    assert middle == UNKNOWN or middle >= by_which_day(before, 0.5) > UNKNOWN


@given(LENGTHS, DAYS)
def test_what_has_waited_for_nothing_is_as_any(lengths: list[Length], day: int) -> None:
    how_long = HowLong(lengths)
    assume(day >= 0)
    chance = float(how_long.chance_after(np.array([day]), np.array([-1]))[0])
    assert isnan(chance) or chance == pytest.approx(still_open(how_long, day))


@given(LENGTHS, DAYS, DAYS)
def test_who_has_waited_is_one_of_those_that_waited_as_long(lengths: list[Length], waited: int, more: int) -> None:
    how_long, later = HowLong(lengths), waited + max(0, more)
    chance = float(how_long.chance_after(np.array([later]), np.array([waited]))[0])
    now = still_open(how_long, waited)
    assert isnan(chance) or chance * now == pytest.approx(still_open(how_long, later))
    first = by_which_day(how_long, 0.1, waited)
    assert first == UNKNOWN or first > waited


def test_past_the_last_that_was_watched_nothing_is_known() -> None:
    how_long = HowLong([(5, True, 10), (9, False, 10)])
    assert by_which_day(how_long, 0.5) == 5
    assert by_which_day(how_long, 0.5, waited=5) == UNKNOWN
    assert how_long.last_step() == 5
    on_the_last, after_it = how_long.chance_after(np.array([9, 10]), np.array([-1, -1])).tolist()
    assert (on_the_last, isnan(after_it)) == (0.5, True)
    all_ended = HowLong([(5, True, 10)])
    assert all_ended.chance_after(np.array([10]), np.array([-1])).tolist() == [0]
    assert isnan(float(all_ended.chance_after(np.array([10]), np.array([5]))[0]))


def test_of_nothing_nothing_is_known() -> None:
    nothing = HowLong([])
    assert (nothing.finished, nothing.last_step(), still_open(nothing, 9)) == (0, UNKNOWN, 1)
    assert [tuple(one) for one in nothing.said_of([-1, 3], [5, 5], 0.1, 0.9)] == [
        (0, None, None, None, UNKNOWN, None)
    ] * 2


def test_a_length_before_its_start_does_not_count() -> None:
    assert HowLong([(-1, False, 5), (-3, True, 2), (4, True, 0), (4, True, 1)]).finished == 1


@pytest.mark.parametrize(("name", "draw"), TRUTHS)
@pytest.mark.parametrize("censored", [False, True])
def test_forecasts_come_true_as_often_as_they_say(name: str, draw: Draw, censored: bool) -> None:
    """A share that comes true of N is within four standard errors of the forecast one, and the step of the estimate.

    Where all ended, the k-th of m in order has k in m + 1 of all before it: the estimate misses by one step at most.
    """
    outcomes = list(simulated(draw, 11, 1_200, cases=80, censored=censored))
    assert len(outcomes) > 500, name
    step = sum(one.spread for one in outcomes) / len(outcomes)
    for line in table(outcomes):
        error = sqrt(line.forecast * (1 - line.forecast) / len(outcomes))
        assert abs(line.happened - line.forecast) <= SURE * error + step, (line, len(outcomes))


def test_a_forecast_that_took_open_ones_for_ended_would_be_found_out() -> None:
    """The same bounds are broken by the usual mistake: to count what is still open as if it had ended."""
    chance = np.random.default_rng(5)
    _, draw = TRUTHS[1]
    wrong = []
    for _ in range(600):
        lengths, seen = draw(chance, 80), draw(chance, 80)
        how_long = HowLong((int(days), True, 1) for days in np.minimum(lengths, seen))
        wrong.append(int(draw(chance, 1)[0]) <= by_which_day(how_long, 0.5))
    share = sum(wrong) / len(wrong)
    assert abs(share - 0.5) > SURE * sqrt(0.25 / len(wrong)) + 1 / 81
