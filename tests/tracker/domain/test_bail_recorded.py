"""Arrest and bail as they are recorded of a case: what is refused, what the clock and the milestones tell then."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.tracker.domain.bail_events import rules
from tests.tracker.domain.bail_in_hand import (
    ARRESTED,
    NINE,
    OF,
    PAUSED,
    RUNNING,
    SIX,
    STOPPED,
    THREE,
    K,
    a_case,
    arrest,
    clock,
    days_of,
    extend,
    record,
    refusal,
    state,
    withdraw,
)
from tracker.domain.case_bail_record import FOR_COURT
from tracker.errors import NotFound, RuleBroken
from tracker.terms import BailEventKind, BailState, ClockEventKind, MilestoneState, Representations

# the arrest


@pytest.mark.parametrize(
    ("released", "other", "code", "field"),
    [
        (K.EXTENDED, {}, "not_a_release", "released"),
        (K.RELEASED_ON_BAIL, {"released_on": date(2026, 1, 9)}, "released_before_arrest", "released_on"),
        (None, {"return_on": THREE}, "return_without_bail", "return_on"),
        (K.RELEASED_UNDER_INVESTIGATION, {"return_on": THREE}, "return_without_bail", "return_on"),
        (K.RELEASED_ON_BAIL, {"return_on": date(2026, 1, 9)}, "bail_before_arrest", "return_on"),
    ],
)
def test_an_arrest_that_cannot_be_is_refused_by_its_field(
    released: BailEventKind | None, other: dict[str, Any], code: str, field: str
) -> None:
    case = a_case()
    assert refusal(arrest, case, ARRESTED, released, **other) == (code, field)
    assert case.case.arrests == {}


def test_the_period_runs_from_the_arrest_also_after_a_later_release() -> None:
    case = a_case()
    arrest(case, released_on=date(2026, 1, 11))
    assert (clock(case).due, days_of(case, "released_on_bail")) == (THREE, [date(2026, 1, 11)])
    assert days_of(case, "arrested") == [ARRESTED]


def test_a_return_date_is_an_event_only_where_it_is_earlier_than_the_end() -> None:
    case = a_case()
    arrest(case, return_on=THREE)
    assert [event.kind for event in case.case.events_of(OF)] == [K.RELEASED_ON_BAIL]
    other = a_case()
    arrest(other, return_on=date(2026, 3, 2))
    assert [event.kind for event in other.case.events_of(OF)] == [K.RELEASED_ON_BAIL, K.RETURN_DATE_SET]
    assert (clock(other).due, clock(other).events[-1].reason) == (date(2026, 3, 2), "return date")


def test_an_arrest_without_a_release_has_no_clock_and_before_2017_bail_has_none_either() -> None:
    case = a_case()
    arrest(case, released=None)
    assert case.case.arrests[OF].milestone_id == ""
    assert not case.case.keep_bail_in_step(rules(), case.act())
    old = a_case(today=date(2017, 4, 2), reported_on=date(2017, 1, 3))
    arrest(old, date(2017, 1, 10))
    assert old.only("bail_ended").state is MilestoneState.OPEN
    assert old.case.clocks_of(old.only("bail_ended").id) == []


# events


def test_each_extension_moves_the_clock_and_says_by_whom() -> None:
    case = a_case()
    arrest(case)
    extend(case, date(2026, 4, 8), "inspector")
    moved = clock(case)
    assert (moved.due, moved.first_due, moved.events[-1].kind) == (SIX, THREE, ClockEventKind.EXTENDED)
    assert (moved.events[-1].authority, moved.events[-1].approved_by) == ("inspector", "DI 77 Lewis")
    extend(case, SIX, "superintendent")
    assert clock(case).due == NINE
    assert days_of(case, "bail_extension_decided") == [date(2026, 4, 8), SIX]


@pytest.mark.parametrize(
    ("missing", "code", "field"),
    [
        ({"authority": " "}, "rank_needed", "authority"),
        ({"authority": "court"}, "authority_of_another", "authority"),
        ({"authorised_by": ""}, "authoriser_needed", "authorised_by"),
        ({"conditions": FOR_COURT}, "conditions_needed", "conditions"),
        ({"representations": Representations.NOT_RECORDED}, "representations_needed", "representations"),
        ({"informed_on": date(2026, 4, 9)}, "informed_after_decision", "informed_on"),
        ({"told_on": date(2026, 4, 7)}, "told_before_decision", "told_on"),
        ({"authority": "sergeant"}, "wrong_rank", "authority"),
    ],
)
def test_an_extension_is_not_kept_without_what_it_rests_on(missing: dict[str, Any], code: str, field: str) -> None:
    case = a_case()
    arrest(case)
    before = clock(case), case.case.events_of(OF)
    given = {"authority": "inspector"} | missing
    assert refusal(extend, case, date(2026, 4, 8), given.pop("authority"), **given) == (code, field)
    assert (clock(case), case.case.events_of(OF)) == before


def test_the_days_told_beside_an_extension_are_kept_and_a_court_needs_no_grounds() -> None:
    case = a_case()
    arrest(case)
    told: dict[str, Any] = {"informed_on": date(2026, 4, 8), "told_on": date(2026, 4, 8)}
    extend(case, date(2026, 4, 8), "inspector", **told)
    extend(case, SIX, "superintendent")
    record(case, K.COURT_APPLIED, date(2026, 10, 1))
    record(
        case, K.COURT_EXTENDED, date(2026, 10, 9), authority="court", authorised_by="the magistrates",
        conditions=FOR_COURT, representations=Representations.CONSIDERED, months=12,
    )  # fmt: skip
    assert clock(case).due == date(2027, 1, 10)
    assert days_of(case, "bail_court_application") == [date(2026, 10, 1)]


def test_an_event_that_would_undo_a_later_one_is_refused_with_that_one() -> None:
    case = a_case()
    arrest(case)
    extend(case, date(2026, 4, 8), "inspector")
    with pytest.raises(RuleBroken) as refused:
        record(case, K.RELEASED_UNDER_INVESTIGATION, date(2026, 4, 1))
    assert (refused.value.code, refused.value.values["on"]) == ("bail_event_before_later", date(2026, 4, 8))
    assert (state(case), clock(case).due) == (BailState.RUNNING, SIX)


def test_an_arrest_that_is_not_there_or_was_taken_back_is_not_found() -> None:
    case = a_case()
    with pytest.raises(NotFound):
        record(case, K.RELEASED_ON_BAIL, ARRESTED, "none")
    arrest(case, released=None)
    case.case.reopen_milestone(case.only("arrested").id, "another suspect", rules(), case.act())
    assert case.case.arrests[OF].withdrawn_at is not None
    with pytest.raises(NotFound):
        record(case, K.RELEASED_ON_BAIL, ARRESTED)
    assert not case.case.keep_bail_in_step(rules(), case.act())


def test_with_the_cps_the_clock_stands_still_and_then_runs_on_by_what_was_left() -> None:
    case = a_case()
    arrest(case)
    sent, back = date(2026, 2, 10), date(2026, 3, 10)
    record(case, K.RELEASED_FOR_CHARGING, sent)
    still = clock(case)
    assert (still.state, still.due, state(case)) == (PAUSED, None, BailState.SUSPENDED)
    record(case, K.CPS_REQUESTED, back)
    again = clock(case)
    assert (again.state, again.due) == (RUNNING, case.case.bail(OF, rules(), case.today).returns)
    assert again.due is not None
    assert again.due > THREE
    record(case, K.CPS_REQUEST_MET, back + timedelta(3))
    assert (clock(case).state, days_of(case, "cps_action_plan")) == (PAUSED, [back + timedelta(3)])
    record(case, K.CHARGED, date(2026, 4, 1))
    assert (clock(case).state, days_of(case, "bail_ended")) == (STOPPED, [date(2026, 4, 1)])


def test_a_second_reason_to_stand_still_pauses_nothing_twice() -> None:
    case = a_case()
    arrest(case, released=K.RELEASED_FOR_CHARGING)
    before = clock(case)
    assert (before.state, state(case)) == (PAUSED, BailState.NOT_BEGUN)
    record(case, K.IN_HOSPITAL, date(2026, 2, 1))
    assert clock(case) == before


def test_while_the_court_decides_the_clock_has_no_date_as_soon_as_the_day_has_come() -> None:
    case = a_case()
    arrest(case)
    extend(case, date(2026, 4, 8), "inspector")
    extend(case, SIX, "superintendent")
    record(case, K.COURT_APPLIED, date(2026, 10, 1))
    assert not case.case.keep_bail_in_step(rules(), case.act())
    case.today = date(2026, 10, 11)
    assert case.case.keep_bail_in_step(rules(), case.act())
    deciding = clock(case)
    assert (state(case), deciding.state, deciding.due) == (BailState.COURT_DECIDING, RUNNING, None)
    assert (deciding.events[-1].kind, deciding.events[-1].reason) == (ClockEventKind.RECKONED, "court_deciding")


def test_other_events_than_those_that_change_the_end_leave_the_clock_alone() -> None:
    case = a_case()
    arrest(case)
    before = clock(case)
    record(case, K.DESIGNATED, date(2026, 3, 1))
    assert clock(case) == before


# taken back


def test_an_event_is_taken_back_once_with_the_milestone_that_tells_it() -> None:
    case = a_case()
    arrest(case)
    first = extend(case, date(2026, 4, 8), "inspector")
    withdraw(case, first)
    assert (clock(case).due, days_of(case, "bail_extension_decided")) == (THREE, [])
    decided = case.only("bail_extension_decided")
    assert (decided.state, decided.note) == (MilestoneState.NOT_REQUIRED, "entered twice")
    event = case.case.bail_events[first]
    assert (event.withdrawn_by, event.withdrawn_because) == ("officer-1", "entered twice")
    assert refusal(withdraw, case, first) == ("bail_event_withdrawn", "")
    with pytest.raises(NotFound):
        withdraw(case, "none")


def test_a_release_taken_back_leaves_no_clock_until_there_is_another() -> None:
    case = a_case()
    arrest(case)
    (release,) = case.case.events_of(OF)
    withdraw(case, release.id)
    assert (clock(case).state, case.only("bail_ended").state) == (STOPPED, MilestoneState.NOT_REQUIRED)
    record(case, K.STREET_BAIL, ARRESTED)
    assert (clock(case).state, clock(case).due, case.only("bail_ended").state) == (RUNNING, THREE, MilestoneState.OPEN)


def test_an_end_taken_back_lets_the_bail_and_its_clock_go_on() -> None:
    case = a_case()
    arrest(case)
    ended = record(case, K.RELEASED_UNDER_INVESTIGATION, date(2026, 3, 2))
    assert (clock(case).state, state(case)) == (STOPPED, BailState.UNDER_INVESTIGATION)
    assert days_of(case, "released_under_investigation") == days_of(case, "bail_ended") == [date(2026, 3, 2)]
    withdraw(case, ended)
    assert (clock(case).state, clock(case).due, state(case)) == (RUNNING, THREE, BailState.RUNNING)
    assert days_of(case, "released_under_investigation") == []


def test_a_milestone_that_two_arrests_tell_stays_until_the_last_of_them_is_taken_back() -> None:
    case = a_case()
    arrest(case)
    arrest(case, date(2026, 1, 20))
    first = record(case, K.NO_FURTHER_ACTION, date(2026, 3, 2))
    second = record(case, K.NO_FURTHER_ACTION, date(2026, 3, 2), "arrest-2")
    assert days_of(case, "no_further_action") == [date(2026, 3, 2)]
    withdraw(case, first)
    assert days_of(case, "no_further_action") == [date(2026, 3, 2)]
    assert (state(case), state(case, "arrest-2")) == (BailState.RUNNING, BailState.ENDED)
    withdraw(case, second)
    assert days_of(case, "no_further_action") == []


def test_what_happens_only_once_keeps_its_first_day_when_it_is_told_again() -> None:
    case = a_case()
    arrest(case)
    arrest(case, date(2026, 1, 20))
    record(case, K.NO_FURTHER_ACTION, date(2026, 3, 2))
    record(case, K.NO_FURTHER_ACTION, date(2026, 3, 9), "arrest-2")
    assert days_of(case, "no_further_action") == [date(2026, 3, 2)]
