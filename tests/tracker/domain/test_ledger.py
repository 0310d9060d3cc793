"""The ledger: every day of a case belongs to one holder, and the days add up to its age."""

import itertools
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.ledger import Holding, days_by_holder, days_within, from_report, hand_on
from tracker.terms import Holder

REPORTED = date(2026, 1, 5)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def held(days: int, holder: Holder) -> Holding:
    return Holding(REPORTED + timedelta(days=days), holder, "because", NOW)


@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Holder)), max_size=12),
    st.integers(0, 500),
)
def test_the_days_of_the_holders_add_up_to_the_age(handed: list[tuple[int, Holder]], age: int) -> None:
    holdings: tuple[Holding, ...] = (held(0, Holder.AWAITING_ALLOCATION),)
    for days, holder in handed:
        holdings = hand_on(holdings, held(days, holder))
    counted = days_by_holder(holdings, REPORTED + timedelta(days=age))
    assert sum(counted.values()) == age
    assert all(days > 0 for days in counted.values())
    assert all(before.since <= after.since for before, after in itertools.pairwise(holdings))


def test_the_same_holder_again_is_not_a_hand_over() -> None:
    first = (held(0, Holder.OUR_UNIT),)
    assert hand_on(first, held(5, Holder.OUR_UNIT)) == first
    assert hand_on((), held(5, Holder.CPS)) == (held(5, Holder.CPS),)


def test_a_hand_over_entered_late_begins_where_the_last_one_stands() -> None:
    holdings = hand_on((held(0, Holder.OUR_UNIT), held(10, Holder.HEALTH)), held(4, Holder.CPS))
    assert holdings[-1].since == REPORTED + timedelta(days=10)
    assert days_by_holder(holdings, REPORTED + timedelta(days=20)) == {Holder.OUR_UNIT: 10, Holder.CPS: 10}


@given(st.integers(-300, 300), st.lists(st.integers(0, 200), max_size=6), st.integers(0, 600))
def test_the_days_add_up_to_the_age_after_the_report_was_corrected(moved: int, handed: list[int], age: int) -> None:
    holdings: tuple[Holding, ...] = (held(0, Holder.AWAITING_ALLOCATION),)
    for number, days in enumerate(handed):
        holdings = hand_on(holdings, held(days, tuple(Holder)[number]))
    reported_on = REPORTED + timedelta(days=moved)
    corrected = from_report(holdings, reported_on)
    assert sum(days_by_holder(corrected, reported_on + timedelta(days=age)).values()) == age
    assert corrected[0].since == reported_on


def test_a_case_that_nobody_has_held_is_held_by_nobody_after_a_correction() -> None:
    assert from_report((), REPORTED) == ()


@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Holder)), max_size=12),
    st.integers(-50, 500),
    st.integers(-50, 500),
)
def test_the_days_in_a_period_add_up_to_what_of_it_the_case_was_there(
    handed: list[tuple[int, Holder]], begin: int, end: int
) -> None:
    holdings: tuple[Holding, ...] = (held(0, Holder.AWAITING_ALLOCATION),)
    for days, holder in handed:
        holdings = hand_on(holdings, held(days, holder))
    counted = days_within(holdings, REPORTED + timedelta(days=begin), REPORTED + timedelta(days=end))
    assert sum(counted.values()) == max(0, end - max(0, begin)) if end >= 0 else not counted
    assert all(days > 0 for days in counted.values())
