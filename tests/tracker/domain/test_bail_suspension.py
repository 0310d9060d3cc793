"""When bail stands still: with the prosecutor, with the request and its seven days, and in hospital."""

from datetime import timedelta

import pytest

from tests.tracker.domain.bail_events import (
    ACC,
    K,
    admitted,
    applied,
    asked,
    bail,
    codes,
    court_adds,
    court_to,
    day,
    discharged,
    event,
    extended,
    for_charging,
    met,
    refused,
    released,
    rules,
    steps,
    up_to_nine_months,
)
from tracker.domain.bail_period import Period
from tracker.domain.bail_regime import ladder_for
from tracker.terms import BailState, InvestigatingBody

ARREST = "2025-01-10"
ON_BAIL = released(ARREST)


def test_a_first_release_for_charging_begins_nothing() -> None:
    standing = bail(ARREST, for_charging(ARREST))
    assert (standing.state, standing.ends, standing.since, standing.no_end_because) == (
        BailState.NOT_BEGUN, None, day(ARREST), "not_begun",
    )  # fmt: skip
    assert (standing.following, standing.months) == (None, None)


def test_the_request_begins_it_and_months_count_from_that_day() -> None:
    standing = bail(ARREST, for_charging(ARREST), asked("2025-03-03"))
    assert (standing.state, standing.starts, standing.begins, standing.ends) == (
        BailState.RUNNING, day("2025-01-11"), day("2025-03-03"), day("2025-06-02"),
    )  # fmt: skip
    extension = bail(ARREST, for_charging(ARREST), asked("2025-03-03"), extended("2025-06-02", "inspector"))
    assert extension.ends == day("2025-09-02")
    again = bail(ARREST, for_charging(ARREST), asked("2025-03-03"), met("2025-03-05"))
    assert (again.state, again.since) == (BailState.SUSPENDED, day("2025-03-06"))


def test_a_release_otherwise_begins_it_too() -> None:
    standing = bail(ARREST, for_charging(ARREST), released("2025-02-01"))
    assert (standing.begins, standing.ends) == (day("2025-02-01"), day("2025-04-30"))


def test_a_later_release_for_charging_suspends_from_the_next_day() -> None:
    on_the_day = bail(ARREST, ON_BAIL, for_charging("2025-02-10"), as_of="2025-02-10")
    assert (on_the_day.state, on_the_day.since, on_the_day.ends) == (BailState.SUSPENDED, day("2025-02-11"), None)
    assert (on_the_day.no_end_because, on_the_day.returns) == ("with_cps", None)
    much_later = bail(ARREST, ON_BAIL, for_charging("2025-02-10"), as_of="2026-02-10")
    assert much_later.state is BailState.SUSPENDED


@pytest.mark.parametrize(("on", "refused_with"), [("2025-04-10", []), ("2025-04-11", ["too_late"])])
def test_a_release_for_charging_comes_before_the_end(on: str, refused_with: list[str]) -> None:
    assert codes(bail(ARREST, ON_BAIL, for_charging(on))) == refused_with


@pytest.mark.parametrize(("request_on", "ends"), [
    ("2025-02-10", "2025-04-10"),  # the same day: nothing stood still
    ("2025-02-11", "2025-04-10"),  # the next: the day of the release and that of the request both run
    ("2025-02-12", "2025-04-11"),
    ("2025-03-10", "2025-05-07"),
])  # fmt: skip
def test_the_day_of_the_release_and_the_day_of_the_request_run(request_on: str, ends: str) -> None:
    standing = bail(ARREST, ON_BAIL, for_charging("2025-02-10"), asked(request_on))
    assert (standing.state, standing.ends, standing.since) == (BailState.RUNNING, day(ends), day(request_on))


@pytest.mark.parametrize(
    ("stopped", "left"), [("2025-04-03", 7), ("2025-04-04", 6), ("2025-04-09", 1), ("2025-04-10", 0)]
)
def test_at_least_seven_days_beginning_with_the_request(stopped: str, left: int) -> None:
    standing = bail(ARREST, ON_BAIL, for_charging(stopped), asked("2025-06-02"))
    assert standing.ends == day("2025-06-08")
    assert steps(standing)[-1] == ("bail_cps_requested" if left == 7 else "bail_cps_requested_floor")
    more = bail(ARREST, ON_BAIL, for_charging("2025-04-02"), asked("2025-06-02"))
    assert (more.ends, steps(more)[-1]) == (day("2025-06-09"), "bail_cps_requested")


def test_the_day_the_request_is_met_runs() -> None:
    events = (ON_BAIL, for_charging("2025-04-02"), asked("2025-06-02"), met("2025-06-03"))
    standing = bail(ARREST, *events)
    assert (standing.state, standing.since) == (BailState.SUSPENDED, day("2025-06-04"))
    again = bail(ARREST, *events, asked("2025-07-01"))
    assert again.ends == day("2025-07-07")
    assert steps(again)[-1] == "bail_cps_requested_floor"


def test_a_request_that_is_not_met_lets_the_period_end() -> None:
    events = (ON_BAIL, for_charging("2025-04-09"), asked("2025-06-02"))
    assert bail(ARREST, *events, as_of="2025-06-09").state is BailState.PASSED
    assert codes(bail(ARREST, *events, met("2025-06-08"))) == []
    assert codes(bail(ARREST, *events, met("2025-06-09"))) == ["too_late"]


def test_requests_only_while_suspended_and_met_only_while_open() -> None:
    assert codes(bail(ARREST, ON_BAIL, asked("2025-02-10"))) == ["not_suspended"]
    assert codes(bail(ARREST, ON_BAIL, met("2025-02-10"))) == ["request_not_open"]
    twice = bail(ARREST, ON_BAIL, for_charging("2025-02-10"), asked("2025-02-20"), asked("2025-02-21"))
    assert codes(twice) == ["request_already_open"]
    closed = bail(
        ARREST, ON_BAIL, for_charging("2025-02-10"), asked("2025-02-20"), met("2025-02-21"), met("2025-02-22")
    )
    assert codes(closed) == ["request_not_open"]


def test_released_for_charging_again() -> None:
    still = bail(ARREST, ON_BAIL, for_charging("2025-02-10"), for_charging("2025-02-20"))
    assert (still.since, steps(still)[-1]) == (day("2025-02-11"), "bail_still_suspended")
    waiting = bail(ARREST, for_charging(ARREST), for_charging("2025-02-20"))
    assert (waiting.state, steps(waiting)[-1]) == (BailState.NOT_BEGUN, "bail_still_suspended")
    while_asked = bail(ARREST, ON_BAIL, for_charging("2025-02-10"), asked("2025-02-20"), for_charging("2025-02-25"))
    assert (while_asked.state, while_asked.since) == (BailState.SUSPENDED, day("2025-02-26"))
    assert codes(bail(ARREST, ON_BAIL, for_charging("2025-02-10"), asked("2025-02-20"), for_charging("2025-02-25"),
                      met("2025-02-26"))) == ["request_not_open"]  # fmt: skip


def test_a_release_otherwise_ends_the_suspension_without_the_seven_days() -> None:
    standing = bail(ARREST, ON_BAIL, for_charging("2025-04-08"), released("2025-05-01"))
    assert (standing.state, standing.ends) == (BailState.RUNNING, day("2025-05-02"))
    none_left = bail(ARREST, ON_BAIL, for_charging("2025-04-10"), released("2025-05-01"))
    assert (codes(none_left), none_left.refused[0].values) == (["too_late"], {"end": day("2025-04-10")})
    the_same_day = bail(ARREST, ON_BAIL, for_charging("2025-04-10"), released("2025-04-10"))
    assert (codes(the_same_day), the_same_day.ends) == ([], day("2025-04-10"))


def test_a_suspended_period_may_be_extended_and_keeps_its_days() -> None:
    events = (ON_BAIL, for_charging("2025-02-10"), extended("2025-06-01", "inspector"))
    assert bail(ARREST, *events).state is BailState.SUSPENDED
    assert bail(ARREST, *events, asked("2025-06-11")).ends == day("2025-11-07")
    before = bail(ARREST, ON_BAIL, extended("2025-02-01", "inspector"), for_charging("2025-02-10"), asked("2025-06-11"))
    after = bail(ARREST, ON_BAIL, for_charging("2025-02-10"), asked("2025-06-11"), extended("2025-06-12", "inspector"))
    assert before.ends == after.ends == day("2025-11-07")


def test_while_suspended_who_is_next_is_known_and_no_day_is() -> None:
    events = (ON_BAIL, for_charging("2025-04-09"))
    for following in (bail(ARREST, *events).following, bail(ARREST, *events, as_of="2025-06-02").following):
        assert following is not None
        assert (following.rank, following.limit_id) == ("inspector", "BAIL-03")
        assert (following.to, following.longer_to, following.before, following.lodge_by) == (None, None, None, None)
    extended_since = bail(ARREST, ON_BAIL, for_charging("2025-02-10"), extended("2025-06-01", "inspector")).following
    assert extended_since is not None
    assert (extended_since.rank, extended_since.before) == ("superintendent", None)
    assert bail(ARREST, *events, asked("2025-04-20")).following is not None


def test_a_court_still_deciding_may_be_overtaken_by_the_prosecutor() -> None:
    events = (*up_to_nine_months(ARREST), applied("2025-10-10"), for_charging("2025-10-20"))
    asks = bail(ARREST, *events, asked("2025-10-27"))
    assert (asks.state, asks.ends) == (BailState.RUNNING, day("2025-11-02"))
    assert bail(ARREST, *events, asked("2025-10-27"), as_of="2025-11-03").state is BailState.COURT_DECIDING
    given = bail(ARREST, *events, asked("2025-10-27"), court_to("2025-11-20", 12))
    assert given.ends == day("2026-01-23")
    kept = bail(ARREST, *events, court_to("2025-10-25", 12), asked("2025-10-27"))
    assert kept.ends == day("2026-01-16")


# in hospital


@pytest.mark.parametrize(("in_on", "out_on", "ends", "earliest"), [
    ("2025-04-01", "2025-04-10", "2025-04-10", "2025-04-10"),  # out on the last day: it ran
    ("2025-04-01", "2025-04-11", "2025-04-20", "2025-04-19"),
    ("2025-04-10", "2025-04-11", "2025-04-11", "2025-04-11"),  # in on the last day
    ("2025-04-09", "2025-04-20", "2025-04-21", "2025-04-20"),
    ("2025-01-20", "2025-02-20", "2025-04-10", "2025-04-10"),  # over before the end
])  # fmt: skip
def test_a_stay_over_the_last_day_does_not_count(in_on: str, out_on: str, ends: str, earliest: str) -> None:
    standing = bail(ARREST, ON_BAIL, admitted(in_on), discharged(out_on))
    assert (standing.state, standing.ends, standing.earliest) == (BailState.RUNNING, day(ends), day(earliest))


def test_still_in_hospital_past_the_end() -> None:
    events = (ON_BAIL, admitted("2025-04-01"))
    on_the_last_day = bail(ARREST, *events, as_of="2025-04-10")
    assert (on_the_last_day.state, on_the_last_day.ends) == (BailState.RUNNING, day("2025-04-10"))
    after = bail(ARREST, *events, as_of="2025-04-11")
    assert (after.state, after.since, after.ends, after.no_end_because) == (
        BailState.SUSPENDED, day("2025-04-01"), None, "in_hospital",
    )  # fmt: skip
    assert after.following is not None
    assert (after.following.rank, after.following.before, after.following.to) == ("inspector", None, None)


def test_admitted_after_the_end_is_too_late() -> None:
    assert codes(bail(ARREST, ON_BAIL, admitted("2025-04-11"))) == ["too_late"]


def test_admissions_and_discharges_in_turn() -> None:
    standing = bail(
        ARREST,
        ON_BAIL,
        discharged("2025-01-20"),
        admitted("2025-02-01"),
        admitted("2025-02-02"),
        discharged("2025-02-02"),
    )
    assert codes(standing) == ["not_in_hospital", "already_in_hospital"]
    assert standing.refused[1].values == {"since": day("2025-02-01")}


def test_a_second_stay_over_the_new_end() -> None:
    events = (
        ON_BAIL,
        admitted("2025-04-01"),
        discharged("2025-04-11"),
        admitted("2025-04-19"),
        discharged("2025-04-25"),
    )
    assert bail(ARREST, *events).ends == day("2025-04-26")


def test_a_stay_from_the_day_of_the_arrest_counts_from_the_bail_start() -> None:
    standing = bail(ARREST, ON_BAIL, admitted(ARREST), discharged("2025-04-12"))
    assert standing.ends == day("2025-04-12") + timedelta(days=89)
    assert standing.earliest == standing.ends


def test_a_stay_with_the_prosecutor_in_it_counts_no_day_twice() -> None:
    events = (ON_BAIL, admitted("2025-02-01"), for_charging("2025-02-10"), asked("2025-03-01"))
    assert bail(ARREST, *events).ends == day("2025-04-28")
    out = bail(ARREST, *events, discharged("2025-05-01"))
    lived = (day("2025-04-28") - day("2025-02-01")).days + 1 - 18
    assert out.ends == day("2025-05-01") + timedelta(days=lived - 1)


def test_a_stay_that_began_before_the_period_counts_from_its_start() -> None:
    events = (for_charging(ARREST), admitted("2025-01-12"), asked("2025-02-01"))
    assert bail(ARREST, *events).ends == day("2025-04-30")
    assert bail(ARREST, *events, discharged("2025-05-10")).ends == day("2025-05-10") + timedelta(days=88)


def test_a_stay_from_the_very_day_the_period_begins() -> None:
    events = (for_charging(ARREST), admitted("2025-02-01"), asked("2025-02-01"), discharged("2025-05-10"))
    standing = bail(ARREST, *events)
    assert standing.ends == day("2025-04-30") + timedelta(days=98)
    assert standing.earliest == day("2025-04-30") + timedelta(days=97)


def test_a_stay_that_outlasts_two_ends_counts_whole_and_its_admission_once() -> None:
    events = (ON_BAIL, admitted("2025-04-01"), extended("2025-04-15", "inspector"), discharged("2025-08-01"))
    standing = bail(ARREST, *events)
    assert (standing.ends, standing.earliest) == (day("2025-11-09"), day("2025-11-08"))


def test_an_extension_during_a_stay_that_held_the_end() -> None:
    events = (ON_BAIL, admitted("2025-04-01"), extended("2025-04-15", "inspector"))
    standing = bail(ARREST, *events)
    assert (standing.state, standing.ends) == (BailState.RUNNING, day("2025-07-24"))
    assert bail(ARREST, *events, discharged("2025-04-20")).ends == day("2025-07-24")
    by_court = (*up_to_nine_months(ARREST), admitted("2025-10-10"), court_to("2025-10-13", 12))
    assert bail(ARREST, *by_court).ends == day("2026-01-13")
    more = (*up_to_nine_months(ARREST), court_to("2025-10-10", 12), admitted("2026-01-09"), court_adds("2026-01-12", 3))
    assert bail(ARREST, *more).ends == day("2026-04-13")


def test_a_release_and_a_refusal_during_a_stay_that_held_the_end() -> None:
    events = (ON_BAIL, admitted("2025-04-09"), for_charging("2025-04-15"))
    assert bail(ARREST, *events).state is BailState.SUSPENDED
    assert bail(ARREST, *events, discharged("2025-04-20")).state is BailState.SUSPENDED
    assert bail(ARREST, *events, asked("2025-05-01")).ends == day("2025-05-07")
    court = (*up_to_nine_months(ARREST), admitted("2025-10-01"), applied("2025-10-05"), refused("2025-10-20"))
    assert bail(ARREST, *court).no_end_because == "in_hospital"
    assert bail(ARREST, *court, discharged("2025-10-21")).ends == day("2025-10-30")


def test_a_stay_begun_while_the_court_decides_holds_nothing() -> None:
    events = (*up_to_nine_months(ARREST), applied("2025-10-10"), admitted("2025-10-15"))
    assert bail(ARREST, *events, as_of="2025-10-20").state is BailState.COURT_DECIDING
    assert bail(ARREST, *events, discharged("2025-10-20")).no_end_because == "court_deciding"


def test_an_event_that_is_refused_does_not_suspend_either() -> None:
    events = (ON_BAIL, admitted("2025-04-09"))
    standing = bail(ARREST, *events, extended("2025-04-20", "constable"))
    assert (codes(standing), standing.state, standing.ends) == (["wrong_rank"], BailState.RUNNING, day("2025-04-10"))


def test_without_a_limit_nothing_stands_still() -> None:
    standing = bail(
        "2016-01-04", released("2016-01-04"), admitted("2016-01-05"), discharged("2016-01-09"),
        for_charging("2016-02-01"), asked("2016-02-02"),
    )  # fmt: skip
    assert (standing.state, codes(standing)) == (BailState.NO_LIMIT, ["not_suspended"])
    first = bail("2016-01-04", for_charging("2016-01-04"))
    assert (first.state, first.since) == (BailState.NO_LIMIT, day("2016-01-04"))


def test_early_advice_has_no_event() -> None:
    assert not any("advice" in kind.value for kind in K)


def test_a_period_is_not_moved_before_it_begins() -> None:
    period = Period(strict=False)
    limit = ladder_for(day(ARREST), InvestigatingBody.POLICE, rules()).first
    assert limit is not None
    with pytest.raises(ValueError, match="has not begun"):
        period.extend_to(limit, 3, day(ARREST))
    with pytest.raises(ValueError, match="has not begun"):
        period.add(limit, day(ARREST))
    with pytest.raises(ValueError, match="does not stand still"):
        period.run_again(day(ARREST), least_days=0)
    period.in_hospital_at_end = True
    with pytest.raises(ValueError, match="no stay"):
        period.discharge(day(ARREST))


def test_the_highest_rank_and_the_stay_of_a_refused_street_bail() -> None:
    standing = bail(
        ARREST, ON_BAIL, admitted("2025-04-01"), event(K.STREET_BAIL, "2025-04-20"), extended("2025-04-05", ACC)
    )
    assert (codes(standing), standing.ends) == (["already_released"], day("2025-07-10"))
