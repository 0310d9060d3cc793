"""Bail that a bare milestone or the unit's spreadsheet tells of, and by when the court is to be asked."""

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
from tests.tracker.domain.case_in_hand import CASE, SUSPECT, InHand
from tracker.domain.case_bail_record import FOR_COURT
from tracker.domain.clock import Clock
from tracker.domain.suspect import Arrest
from tracker.errors import RuleBroken
from tracker.terms import BailEventKind, BailState, ClockState, MilestoneState, Representations

SHEET = date(2026, 5, 5)


def kinds(case: InHand, of: str = OF) -> list[BailEventKind]:
    """Give the events of an arrest that stand."""
    return [event.kind for event in case.case.events_of(of) if event.withdrawn_at is None]


def reopen(case: InHand, kind: str) -> None:
    done = [one for one in case.all_of(kind) if one.state is MilestoneState.DONE][-1]
    case.case.reopen_milestone(done.id, "wrong suspect", rules(), case.act())


def from_sheet(case: InHand, until: date, known: Arrest | None = None) -> None:
    case.case.bail_on_sheet(known, SUSPECT, until, "on the sheet", rules(), case.act())


def sheet_clock(case: InHand) -> Clock:
    """Give the clock of the bail that stands as the sheet tells it."""
    kept = {one.milestone_id for one in case.case.arrests.values()}
    (ending,) = (one for one in case.all_of("bail_ended") if one.id not in kept)
    (found,) = case.case.clocks_of(ending.id)
    return found


# bare milestones


def test_a_bare_arrest_and_release_make_the_record_and_the_period() -> None:
    case = a_case()
    case.happens("arrested", ARRESTED)
    (made,) = case.case.arrests.values()
    assert (made.arrested_on, made.suspect_id) == (ARRESTED, SUSPECT)
    case.happens("released_on_bail", ARRESTED)
    assert (kinds(case, made.id), clock(case, made.id).due) == ([K.RELEASED_ON_BAIL], THREE)


def test_an_arrest_is_taken_back_unless_bail_has_followed_and_others_stay() -> None:
    case = a_case()
    arrest(case)
    assert refusal(reopen, case, "arrested") == ("arrest_has_bail", "")
    other = a_case()
    arrest(other)
    arrest(other, date(2026, 1, 20), None)
    reopen(other, "arrested")
    assert [one.withdrawn_at is None for one in other.case.arrests.values()] == [True, False]
    assert (clock(other).state, clock(other).due) == (RUNNING, THREE)


@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        ("released_under_investigation", BailState.UNDER_INVESTIGATION),
        ("released_without_charge", BailState.ENDED),
        ("charged", BailState.ENDED),
        ("no_further_action", BailState.ENDED),
        ("bail_ended", BailState.ENDED),
    ],
)
def test_a_bare_milestone_ends_the_bail_and_its_undoing_takes_that_back(kind: str, ends: BailState) -> None:
    case = a_case()
    arrest(case)
    case.happens(kind, date(2026, 3, 2))
    assert (state(case), clock(case).state, clock(case).stopped_on) == (ends, STOPPED, date(2026, 3, 2))
    reopen(case, kind)
    assert (state(case), clock(case).state, clock(case).due) == (BailState.RUNNING, RUNNING, THREE)
    assert kinds(case) == [K.RELEASED_ON_BAIL]


def test_the_end_of_bail_is_not_taken_back_apart_from_what_ended_it() -> None:
    case = a_case()
    arrest(case)
    case.happens("charged", date(2026, 3, 2))
    with pytest.raises(RuleBroken) as refused:
        reopen(case, "bail_ended")
    assert (refused.value.code, refused.value.values["kind"]) == ("bail_ended_by", K.CHARGED)


def test_bail_is_not_marked_as_not_required() -> None:
    case = a_case()
    arrest(case)
    with pytest.raises(RuleBroken, match="bail_ends_by_event"):
        case.case.mark_not_required(case.only("bail_ended").id, "no", rules(), case.act())
    assert clock(case).state is RUNNING


def test_the_action_plan_as_a_bare_milestone_returns_the_file_only_where_the_cps_has_it() -> None:
    case = a_case()
    arrest(case)
    case.happens("cps_action_plan_received", date(2026, 2, 1))
    assert kinds(case) == [K.RELEASED_ON_BAIL]
    case.happens("released_for_charging_decision", date(2026, 2, 10))
    assert clock(case).state is PAUSED
    case.happens("cps_action_plan", date(2026, 2, 12))
    assert kinds(case) == [K.RELEASED_ON_BAIL, K.RELEASED_FOR_CHARGING]
    case.happens("cps_action_plan_received", date(2026, 3, 2))
    assert clock(case).state is RUNNING
    case.happens("cps_action_plan", date(2026, 3, 5))
    assert (clock(case).state, kinds(case)[-1]) == (PAUSED, K.CPS_REQUEST_MET)


def test_what_the_cps_asked_before_the_file_came_to_it_is_no_event_of_the_bail() -> None:
    case = a_case()
    arrest(case)
    case.happens("released_for_charging_decision", date(2026, 2, 10))
    case.happens("cps_action_plan_received", date(2026, 2, 5))
    assert kinds(case) == [K.RELEASED_ON_BAIL, K.RELEASED_FOR_CHARGING]
    assert days_of(case, "cps_action_plan_received") == [date(2026, 2, 5)]
    assert clock(case).state is PAUSED


def test_what_the_law_does_not_allow_is_refused_as_a_bare_milestone_too() -> None:
    case = a_case()
    arrest(case)
    extend(case, date(2026, 4, 8), "inspector")
    assert refusal(case.happens, "released_without_charge", date(2026, 4, 1)) == ("bail_event_before_later", "")


def test_a_bare_milestone_that_does_not_say_what_changes_is_refused_on_bail_alone() -> None:
    case = a_case()
    case.happens("bail_extension_decided", date(2026, 1, 9))
    arrest(case)
    for kind in ("bail_extension_decided", "bail_court_application", "return_date_changed"):
        with pytest.raises(RuleBroken, match="bail_event_needed"):
            case.happens(kind, date(2026, 3, 2))


def test_released_on_bail_needs_an_arrest_and_of_two_bails_it_is_said_which() -> None:
    case = a_case()
    assert refusal(case.happens, "released_on_bail", ARRESTED) == ("arrest_needed", "subject_id")
    two = a_case()
    arrest(two)
    arrest(two, date(2026, 1, 20))
    assert refusal(two.happens, "charged", date(2026, 3, 2)) == ("bail_of_which_arrest", "subject_id")


def test_a_charge_after_a_release_under_investigation_belongs_to_that_arrest() -> None:
    case = a_case()
    arrest(case, released=K.RELEASED_UNDER_INVESTIGATION)
    case.happens("charged", date(2026, 3, 2))
    assert kinds(case) == [K.RELEASED_UNDER_INVESTIGATION, K.CHARGED]
    without = a_case()
    without.happens("charged", date(2026, 3, 2))
    assert without.case.bail_events == {}


def test_an_arrest_of_the_same_day_is_one_arrest() -> None:
    case = a_case()
    arrest(case, released=None)
    case.happens("arrested", ARRESTED)
    assert len(case.case.arrests) == 1


def test_an_end_that_was_told_before_the_release_was_entered_ends_the_bail_at_once() -> None:
    case = a_case()
    arrest(case, released=None)
    case.happens("no_further_action", date(2026, 3, 2))
    assert (kinds(case), case.all_of("bail_ended")) == ([K.NO_FURTHER_ACTION], [])
    record(case, K.RELEASED_ON_BAIL, ARRESTED)
    assert (state(case), clock(case).state, clock(case).stopped_on) == (BailState.ENDED, STOPPED, date(2026, 3, 2))
    assert clock(case).first_due == THREE


# the court


def asked(case: InHand) -> list[tuple[date | None, ClockState]]:
    """Give by when the court is to be asked, and how those clocks stand."""
    return [(one.due, one.state) for one in case.clocks("BAIL-08a")]


def by_court(case: InHand, on: date, months: int) -> str:
    facts: dict[str, Any] = {
        "authority": "court", "authorised_by": "the magistrates", "conditions": FOR_COURT, "months": months,
        "representations": Representations.NONE_MADE,
    }  # fmt: skip
    return record(case, K.COURT_EXTENDED, on, **facts)


def test_the_court_is_asked_anew_for_each_extension_and_no_more_when_that_is_taken_back() -> None:
    case = a_case()
    arrest(case)
    extend(case, date(2026, 4, 8), "inspector")
    assert asked(case) == []
    last = extend(case, SIX, "superintendent")
    due = rules().working_days.nth_before(NINE, 10)
    assert asked(case) == [(due, RUNNING)]
    record(case, K.COURT_APPLIED, date(2026, 9, 1))
    assert asked(case) == [(due, STOPPED)]
    court = by_court(case, date(2026, 9, 10), 12)
    (_, first), (second_due, second) = asked(case)
    assert (first, second) == (STOPPED, RUNNING)
    assert second_due is not None
    assert second_due > due
    withdraw(case, court)
    assert [how for _, how in asked(case)] == [STOPPED, STOPPED]
    assert refusal(record, case, K.COURT_REFUSED, date(2026, 9, 1) - timedelta(1))[1] == "on"
    assert case.case.bail_events[last].withdrawn_at is None


# the sheet


def test_a_date_of_the_sheet_is_an_event_where_the_arrest_comes_with_it() -> None:
    case = a_case()
    from_sheet(case, SHEET, Arrest(OF, CASE, SUSPECT, ARRESTED))
    assert kinds(case) == [K.RELEASED_ON_BAIL, K.TAKEN_FROM_SHEET]
    assert (clock(case).first_due, clock(case).due) == (THREE, SHEET)
    same = a_case()
    from_sheet(same, THREE, Arrest(OF, CASE, SUSPECT, ARRESTED))
    assert kinds(same) == [K.RELEASED_ON_BAIL]


def test_a_date_of_the_sheet_belongs_to_the_latest_arrest_that_is_known() -> None:
    case = a_case()
    arrest(case)
    case.today = date(2026, 2, 1)
    from_sheet(case, SHEET)
    assert (kinds(case)[-1], clock(case).due) == (K.TAKEN_FROM_SHEET, SHEET)


def test_without_an_arrest_the_date_stands_alone_and_the_next_one_moves_it() -> None:
    case = a_case()
    from_sheet(case, SHEET)
    standing = sheet_clock(case)
    assert (standing.due, standing.first_due, standing.started_on) == (SHEET, SHEET, case.case.record.reported_on)
    assert asked(case) == []
    from_sheet(case, date(2026, 5, 20))
    assert (sheet_clock(case).due, sheet_clock(case).first_due) == (date(2026, 5, 20), SHEET)
    case.happens("charged", date(2026, 4, 1))
    assert (sheet_clock(case).state, sheet_clock(case).stopped_on) == (STOPPED, date(2026, 4, 1))


def test_a_date_before_there_were_periods_stands_alone_too() -> None:
    case = a_case(today=date(2017, 4, 2), reported_on=date(2017, 1, 3))
    from_sheet(case, date(2017, 2, 1))
    assert sheet_clock(case).due == date(2017, 2, 1)


def test_a_date_that_the_law_does_not_allow_stands_alone_beside_the_arrest() -> None:
    case = a_case()
    arrest(case)
    record(case, K.RELEASED_UNDER_INVESTIGATION, date(2026, 3, 2))
    from_sheet(case, SHEET)
    assert kinds(case) == [K.RELEASED_ON_BAIL, K.RELEASED_UNDER_INVESTIGATION]
    assert (sheet_clock(case).state, sheet_clock(case).due) == (RUNNING, SHEET)


def test_an_arrest_that_is_recorded_now_takes_the_place_of_what_the_sheet_told() -> None:
    case = a_case()
    from_sheet(case, SHEET)
    standing = sheet_clock(case)
    arrest(case)
    assert case.case.clocks[standing.id].events[-1].reason == "arrest_recorded"
    assert case.case.milestones[standing.milestone_id].state is MilestoneState.NOT_REQUIRED
    assert (kinds(case), clock(case).due) == ([K.RELEASED_ON_BAIL, K.TAKEN_FROM_SHEET], SHEET)
