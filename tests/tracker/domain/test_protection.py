"""A day is protected if and only if some measure covers it: the gaps against a count day by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.protection import Cover, Gap, gaps, protected_until
from tracker.domain.protection_standing import PairStanding, gaps_as_text, gaps_from_text, pair_standing
from tracker.domain.protective_measures import measures_from
from tracker.errors import RuleBroken
from tracker.resource_files import toml

FIRST = date(2026, 3, 1)
ONE_DAY = timedelta(days=1)

days = st.integers(-20, 80).map(lambda number: FIRST + timedelta(days=number))
covers = st.lists(st.builds(Cover, st.just("order"), days, st.none() | days), max_size=6)
lasts = st.integers(0, 60).map(lambda number: FIRST + timedelta(days=number))


@given(covers, lasts)
def test_a_day_is_bare_if_and_only_if_no_measure_covers_it(measures: list[Cover], last: date) -> None:
    found = gaps(measures, FIRST, last)
    bare = {gap.first + timedelta(days=n) for gap in found for n in range((gap.last - gap.first).days + 1)}
    span = [FIRST + timedelta(days=n) for n in range((last - FIRST).days + 1)]
    assert bare == {day for day in span if not any(cover.on(day) for cover in measures)}
    assert all(after.first - before.last > ONE_DAY for before, after in pairwise(found))


@given(covers, lasts)
def test_since_when_nothing_protects(measures: list[Cover], today: date) -> None:
    found = pair_standing(measures, FIRST, today)
    since = found.since
    assert found.protected == any(cover.on(today) for cover in measures)
    if found.protected:
        assert all(any(cover.on(since + timedelta(days=n)) for cover in measures) for n in range((today - since).days))
        assert since == FIRST or not any(cover.on(since - ONE_DAY) for cover in measures)
    else:
        assert found.lapsed == (since > FIRST)
        assert not any(cover.on(since + timedelta(days=n)) for cover in measures for n in range((today - since).days))
        assert since == FIRST or any(cover.on(since - ONE_DAY) for cover in measures)


@given(covers, lasts)
def test_until_when_it_is_protected_without_a_break(measures: list[Cover], today: date) -> None:
    until = protected_until(measures, today)
    if not any(cover.on(today) for cover in measures):
        return
    if until is None:
        assert any(cover.until is None for cover in measures)
        return
    day = today
    while day <= until:
        assert any(cover.on(day) for cover in measures)
        day += ONE_DAY
    assert not any(cover.on(until + ONE_DAY) for cover in measures)


def test_without_a_measure_every_day_is_bare() -> None:
    assert gaps((), FIRST, FIRST + ONE_DAY) == (Gap(FIRST, FIRST + ONE_DAY),)
    assert pair_standing((), FIRST, FIRST) == PairStanding(False, FIRST, None, lapsed=False)


def test_stretches_of_days_are_read_as_they_were_written() -> None:
    found = (Gap(FIRST, FIRST), Gap(FIRST + 5 * ONE_DAY, FIRST + 9 * ONE_DAY))
    assert gaps_from_text(gaps_as_text(found)) == found
    assert gaps_from_text(gaps_as_text(())) == ()


def test_the_list_of_measures_is_read_and_says_what_covers() -> None:
    shipped = measures_from(toml("codes/protective_measures.toml"))
    assert {one.id for one in shipped.values() if one.derived} == {
        "bail_conditions", "police_protection", "emergency_protection_order", "remand",
    }  # fmt: skip
    assert not shipped["disclosure_scheme"].covers
    assert shipped["abduction_notice"].check_days == 28


def test_a_measure_that_stands_twice_is_refused() -> None:
    row = {"id": "order", "name": "Order", "lasts": "a year", "covers": True}
    with pytest.raises(RuleBroken) as broken:
        measures_from({"measure": [row, row]})
    assert broken.value.values == {"why": "twice", "value": "order"}
