"""What stands still more than once, or is read in two ways: the days that are kept, by either reading."""

from datetime import timedelta

import pytest

from tests.tracker.domain.bail_events import (
    ACC,
    admitted,
    applied,
    asked,
    bail,
    codes,
    court_adds,
    court_to,
    day,
    designated,
    discharged,
    extended,
    for_charging,
    met,
    released,
    rules,
    steps,
    up_to_nine_months,
)
from tracker.domain.bail import BailEvent
from tracker.domain.bail_period import Period
from tracker.domain.bail_regime import ladder_for
from tracker.terms import BailState, CalendarName, InvestigatingBody

ARREST = "2025-01-10"
ON_BAIL = released(ARREST)
NINE = up_to_nine_months(ARREST)
#: A bail whose end is the 30th in law and the 29th by the earlier reading.
CLAMPED = "2024-08-30"
#: One that ends when no calendar is known any more.
FAR = "2039-01-10"


def test_the_seven_days_are_left_by_the_earlier_reading_too() -> None:
    standing = bail(ARREST, ON_BAIL, for_charging("2025-04-09"), asked("2025-06-02"))
    assert (standing.ends, standing.earliest) == (day("2025-06-08"), day("2025-06-08"))


def test_a_release_adds_no_day_that_the_earlier_reading_has_not() -> None:
    standing = bail(CLAMPED, released(CLAMPED), for_charging("2024-11-29"), released("2024-12-10"))
    assert (standing.ends, standing.earliest) == (day("2024-12-10"), day("2024-12-09"))


def test_an_extension_keeps_the_days_of_two_suspensions() -> None:
    events = (ON_BAIL, for_charging("2025-02-10"), asked("2025-02-21"), met("2025-03-01"), asked("2025-03-07"))
    standing = bail(ARREST, *events, extended("2025-03-10", "inspector"))
    assert (standing.ends, standing.earliest) == (day("2025-07-25"), day("2025-07-25"))


def test_a_suspension_before_a_stay_is_not_taken_from_it_and_both_are_kept() -> None:
    events = (
        ON_BAIL,
        for_charging("2025-02-10"),
        asked("2025-02-20"),
        admitted("2025-04-10"),
        discharged("2025-05-01"),
    )
    assert bail(ARREST, *events).ends == day("2025-05-10")
    assert bail(ARREST, *events, extended("2025-05-02", "inspector")).ends == day("2025-08-09")


@pytest.mark.parametrize("ends_it", [asked("2025-03-01"), released("2025-03-01")])
def test_days_with_the_prosecutor_in_a_stay_are_taken_from_it_once(ends_it: BailEvent) -> None:
    standing = bail(
        ARREST, ON_BAIL, admitted("2025-02-01"), for_charging("2025-02-10"), ends_it, discharged("2025-05-01")
    )
    assert (standing.ends, standing.earliest) == (day("2025-07-08"), day("2025-07-07"))


def test_months_added_go_no_further_than_so_many_from_the_start_by_the_earlier_reading() -> None:
    standing = bail(CLAMPED, *up_to_nine_months(CLAMPED), court_to("2025-05-30", 12), court_adds("2025-08-30", 6))
    assert (standing.ends, standing.earliest) == (day("2026-02-28"), day("2026-02-27"))


def test_months_added_keep_the_days_that_stood_still() -> None:
    events = (*NINE, for_charging("2025-09-01"), asked("2025-09-12"), court_to("2025-10-01", 12))
    assert bail(ARREST, *events).ends == day("2026-01-20")
    added = bail(ARREST, *events, court_adds("2025-12-01", 3))
    assert (added.ends, added.earliest) == (day("2026-04-20"), day("2026-04-20"))


def test_the_court_extends_a_suspended_period_by_its_months_alone() -> None:
    events = (*NINE, for_charging("2025-10-01"), court_to("2026-03-01", 12), asked("2026-03-02"))
    standing = bail(ARREST, *events)
    assert standing.ends == day("2026-01-10") + (day("2026-03-02") - day("2025-10-02"))


def test_a_look_at_a_period_as_if_it_ran_again_leaves_it_as_it_was() -> None:
    period = stopped()
    period.as_if_running(day("2025-03-01"), least_days=7)
    assert period == stopped()


def stopped() -> Period:
    """A period that stands still for a suspect in hospital."""
    first = ladder_for(day(ARREST), InvestigatingBody.POLICE, rules()).first
    assert first is not None
    period = Period(strict=False)
    period.begin(day("2025-01-11"), first, 3)
    period.admit(day("2025-02-01"))
    period.stand_still_after(day("2025-02-10"))
    return period


def test_a_first_release_on_the_last_day_of_the_law_is_in_time() -> None:
    standing = bail(CLAMPED, released("2024-11-30"))
    assert (codes(standing), standing.ends, standing.earliest) == ([], day("2024-11-30"), day("2024-11-29"))


def test_no_return_date_is_set_where_none_was_given() -> None:
    stands_still = (ON_BAIL, for_charging("2025-02-10"))
    answered = (*stands_still, asked("2025-02-20"), met("2025-02-21"))
    for events in ((ON_BAIL,), stands_still, answered, (for_charging(ARREST), asked("2025-02-01"))):
        standing = bail(ARREST, *events)
        assert (standing.return_set, standing.designated, standing.oral_hearing) == (None, False, False)


# while the court decides


def test_a_release_or_an_answer_to_the_prosecutor_while_the_court_decides() -> None:
    on_bail = bail(ARREST, *NINE, applied("2025-10-10"), released("2025-10-20"))
    assert (codes(on_bail), steps(on_bail)[-1], on_bail.state) == ([], "bail_released_again", BailState.COURT_DECIDING)
    asks = (*NINE, applied("2025-10-10"), for_charging("2025-10-20"), asked("2025-10-27"))
    answered = bail(ARREST, *asks, met("2025-11-10"))
    assert (codes(answered), answered.state, answered.since) == ([], BailState.SUSPENDED, day("2025-11-11"))


@pytest.mark.parametrize("on", ["2025-10-20", "2025-10-21", "2025-10-27"])
def test_a_release_does_not_bring_back_a_period_that_was_over_when_it_stood_still(on: str) -> None:
    events = (*NINE, applied("2025-10-10"), for_charging("2025-10-20"))
    standing = bail(ARREST, *events, released(on))
    assert (codes(standing), standing.refused[0].values) == (["too_late"], {"end": day("2025-10-10")})
    assert (standing.state, standing.since) == (BailState.SUSPENDED, day("2025-10-21"))
    assert bail(ARREST, *events, asked(on)).ends == day(on) + timedelta(days=6)


def test_months_added_too_late_to_reach_the_decision_end_on_its_day() -> None:
    asks = (*NINE, court_to("2025-10-01", 12), applied("2026-01-05"))
    late = bail(ARREST, *asks, court_adds("2026-05-01", 3))
    assert (codes(late), late.ends, late.earliest, late.since) == (
        [], day("2026-05-01"), day("2026-05-01"), day("2026-05-01"),
    )  # fmt: skip
    in_time = bail(ARREST, *asks, court_adds("2026-01-09", 3))
    assert (in_time.ends, in_time.since) == (day("2026-04-10"), day("2025-01-11"))


def test_a_decision_before_the_end_leaves_since_when_it_runs_and_a_later_one_needs_no_application() -> None:
    standing = bail(ARREST, *NINE, applied("2025-09-01"), court_to("2025-10-01", 12), court_adds("2025-12-01", 3))
    assert (codes(standing), standing.since, standing.ends) == ([], day("2025-01-11"), day("2026-04-10"))


# what comes next


@pytest.mark.parametrize(("as_of", "lodge_by"), [("2025-09-26", "2025-09-26"), ("2025-09-27", None)])
def test_the_day_to_lodge_is_said_until_it_is_over(as_of: str, lodge_by: str | None) -> None:
    following = bail(ARREST, *NINE, as_of=as_of).following
    assert following is not None
    assert following.lodge_by == (day(lodge_by) if lodge_by else None)


def test_while_suspended_no_day_of_the_court_is_known_either() -> None:
    standing = bail(ARREST, *NINE, for_charging("2025-09-01"))
    assert standing.following is not None
    assert (standing.following.rank, standing.following.to, standing.following.longer_to) == ("court", None, None)
    assert (standing.following.before, standing.following.lodge_by) == (None, None)


def test_where_there_is_no_day_to_lodge_it_says_why_with_what_it_goes_by() -> None:
    court = rules().calendar(CalendarName.COURT)
    asked_already = (*NINE, applied("2025-10-01"))
    for standing, why, values in (
        (bail(ARREST, *NINE, as_of="2025-09-27"), "lodging_passed", {"day": day("2025-09-26")}),
        (bail(ARREST, *asked_already), "court_asked", {"since": day("2025-10-01")}),
        (bail(ARREST, *asked_already, for_charging("2025-10-02")), "stands_still", {}),
        (bail(FAR, *up_to_nine_months(FAR)), "calendar_ends",
         {"calendar": court.name, "known_from": court.first, "known_to": court.last}),
    ):  # fmt: skip
        assert standing.following is not None
        assert (standing.following.why, standing.following.why_values) == (why, values)


def test_the_next_extension_says_what_it_rests_on() -> None:
    by_rank, by_court = bail(ARREST, ON_BAIL).following, bail(ARREST, *NINE).following
    assert by_rank is not None
    assert by_court is not None
    assert (by_rank.basis, by_court.basis) == ("PACE 1984 s.47ZD", "PACE 1984 s.47ZF(4)-(7)")


@pytest.mark.parametrize(("stopped", "oral"), [("2026-01-09", True), ("2025-12-01", False)])
def test_whether_it_is_heard_if_asked_counts_the_seven_days_after_the_request(stopped: str, oral: bool) -> None:
    designated_case = (*NINE, designated("2025-10-01"), extended("2025-10-01", ACC))
    assert bail(ARREST, *designated_case).oral_hearing is False
    assert bail(ARREST, *designated_case, for_charging(stopped)).oral_hearing is oral
