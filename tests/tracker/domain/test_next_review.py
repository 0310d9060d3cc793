"""The review after a review: opened where none waits, booked for the day that was named, within its limit."""

from datetime import date, timedelta

import pytest

from tests.tracker.domain.bail_events import rules
from tests.tracker.domain.case_in_hand import InHand
from tracker.domain.milestone import Milestone
from tracker.errors import RuleBroken
from tracker.terms import MilestoneState

FIRST, SERGEANTS, INSPECTORS = "first_review", "review_sergeant", "review_inspector"


@pytest.fixture
def case() -> InHand:
    """A case allocated on Wed 1 July 2026: the sergeant's review is due by Wed 29 July."""
    made = InHand()
    made.case.allocate("officer-1", None, made.today, rules(), made.act())
    return made


def by(case: InHand, kind: str) -> tuple[date, str] | None:
    return case.case.next_review_by(case.all_of(kind)[-1].id, case.today, rules(), case.act())


def name(case: InHand, kind: str, on: date) -> Milestone:
    held = case.happens(kind, case.today)
    return case.case.plan_next_review(held.id, on, rules(), case.act())


def test_the_last_day_is_that_of_the_limit_and_trying_it_out_changes_nothing(case: InHand) -> None:
    before = case.case.copy()
    assert by(case, FIRST) == (date(2026, 7, 29), "Sergeant's review")
    case.later(7)
    assert by(case, SERGEANTS) == (date(2026, 8, 5), "Sergeant's review")
    assert case.case == before


def test_no_last_day_is_told_where_none_is_set(case: InHand) -> None:
    case.case.mark_not_required(case.only(SERGEANTS).id, "none", rules(), case.act())
    assert by(case, FIRST) is None
    case.case.close("16", case.today, rules(), case.act())
    assert by(case, INSPECTORS) is None


def test_no_last_day_is_told_where_no_clock_runs() -> None:
    unallocated = InHand()
    assert by(unallocated, FIRST) is None
    following = name(unallocated, FIRST, unallocated.today + timedelta(days=300))
    assert following.planned_on == unallocated.today + timedelta(days=300)


def test_one_is_opened_where_none_waits(case: InHand) -> None:
    case.case.mark_not_required(case.only(SERGEANTS).id, "none", rules(), case.act())
    following = name(case, FIRST, date(2026, 7, 20))
    assert (following.kind, following.turn, following.state) == (SERGEANTS, 2, MilestoneState.OPEN)
    assert following.planned_on == date(2026, 7, 20)


def test_a_later_review_moves_the_booking_or_leaves_it(case: InHand) -> None:
    name(case, FIRST, date(2026, 7, 20))
    name(case, "review_before_closing", date(2026, 7, 20))
    assert case.only(SERGEANTS).planned_on == date(2026, 7, 20)
    case.case.reopen_milestone(case.only(FIRST).id, "wrong day", rules(), case.act())
    name(case, FIRST, date(2026, 7, 22))
    assert case.only(SERGEANTS).planned_on == date(2026, 7, 22)


def test_too_late_is_refused_unless_the_last_day_has_gone_by(case: InHand) -> None:
    with pytest.raises(RuleBroken) as broken:
        name(case, FIRST, date(2026, 7, 30))
    assert (broken.value.code, broken.value.field) == ("next_review_too_late", "next_on")
    assert (broken.value.values["last"], broken.value.values["limit"]) == (date(2026, 7, 29), "Sergeant's review")
    case.later(28)
    first = case.only(FIRST)
    following = case.case.plan_next_review(first.id, date(2026, 8, 12), rules(), case.act())
    assert following.planned_on == date(2026, 8, 12)


def test_only_what_the_review_booked_is_taken_back_with_it(case: InHand) -> None:
    name(case, SERGEANTS, date(2026, 7, 20))
    first, second = case.all_of(SERGEANTS)
    case.case.unplan_next_review(first.id, date(2026, 7, 21), rules(), case.act())
    assert case.all_of(SERGEANTS)[1].planned_on == date(2026, 7, 20)
    case.case.unplan_next_review(first.id, date(2026, 7, 20), rules(), case.act())
    assert case.all_of(SERGEANTS)[1].planned_on is None
    assert second.id == case.all_of(SERGEANTS)[1].id


def test_a_planned_day_has_passed_from_the_day_after_it_until_it_is_done(case: InHand) -> None:
    following = name(case, FIRST, date(2026, 7, 20))
    assert not following.is_past_planned_day(date(2026, 7, 20))
    assert following.is_past_planned_day(date(2026, 7, 21))
    assert not case.only(INSPECTORS).is_past_planned_day(date(2026, 7, 21))
    case.later(20)
    assert not case.happens(SERGEANTS, case.today).is_past_planned_day(date(2026, 7, 22))
