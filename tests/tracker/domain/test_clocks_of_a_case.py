"""What a person does to one clock of a case: pauses it, lets it run on, orders its date, corrects its start."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.tracker.domain.bail_events import rules
from tests.tracker.domain.case_in_hand import DETECTIVE, REPORTED, SUPERVISOR, TODAY, InHand
from tracker.domain.clock import Clock
from tracker.domain.clock_verbs import Order, Pause, check_length, pauses_of
from tracker.errors import RuleBroken
from tracker.terms import ClockState, DelayReason, Role
from tracker.time_source import start_of_day

STRATEGY = date(2026, 6, 29)
INTERVIEW, HOURLY, CUSTODY = "ABE-02", "MED-01", "CPS-12-either-way"
ILL = Pause(TODAY, None, "the child is ill", DelayReason.VICTIM_NEEDS_TIME, ours=False, review_on=date(2026, 7, 8))
COURT = Order(date(2026, 7, 20), "directions", "court", by_court=True)
OURS = replace(COURT, authority="superintendent", by_court=False)


def discussed(on: date = STRATEGY, **facts: Any) -> InHand:
    """A case whose strategy discussion was held, so that the ABE interview is awaited."""
    case = InHand(**facts)
    case.happens("strategy_discussion", on)
    return case


def pause(case: InHand, given: Pause = ILL, roles: frozenset[Role] = SUPERVISOR, limit_id: str = INTERVIEW) -> None:
    case.case.pause_clock(case.clock(limit_id).id, given, rules(), case.act(roles))


def resume(case: InHand, on: date, roles: frozenset[Role] = SUPERVISOR) -> None:
    case.case.resume_clock(case.clock(INTERVIEW).id, on, "well again", rules(), case.act(roles))


def order(case: InHand, given: Order = COURT, roles: frozenset[Role] = SUPERVISOR, limit_id: str = INTERVIEW) -> None:
    case.case.order_date(case.clock(limit_id).id, given, rules(), case.act(roles))


def correct(case: InHand, to: date, roles: frozenset[Role] = SUPERVISOR, limit_id: str = INTERVIEW) -> None:
    case.case.correct_start(case.clock(limit_id).id, to, "the minutes say so", rules(), case.act(roles))


def refusal(verb: Any, *given: Any) -> tuple[str, str]:
    """Give the code and the field with which something is refused."""
    with pytest.raises(RuleBroken) as refused:
        verb(*given)
    return refused.value.code, refused.value.field


def bailed() -> InHand:
    """A case with a suspect on bail."""
    case = InHand()
    case.happens("arrested", STRATEGY)
    case.happens("released_on_bail", STRATEGY)
    return case


def bail_clock(case: InHand) -> Clock:
    return next(clock for clock in case.case.clocks.values() if clock.limit_id.startswith("BAIL-02"))


def test_a_paused_clock_has_no_date_until_it_runs_on_by_as_many_days() -> None:
    case = discussed()
    assert case.clock(INTERVIEW).due == date(2026, 7, 6)
    pause(case)
    assert case.clock(INTERVIEW).state is ClockState.PAUSED
    given = case.clock(INTERVIEW).events[-1]
    assert (given.on, given.to, given.review_on, given.ours) == (TODAY, None, ILL.review_on, False)
    assert (given.reason, given.cause, given.approved_by) == (ILL.reason, ILL.cause, "officer-1")
    case.later(9)
    resume(case, case.today)
    clock = case.clock(INTERVIEW)
    assert (clock.state, clock.due) == (ClockState.RUNNING, date(2026, 7, 13))


def test_a_pause_that_is_over_is_entered_afterwards_and_was_approved_by_nobody() -> None:
    case = discussed(date(2026, 6, 26))
    assert case.clock(INTERVIEW).due == TODAY
    pause(case, replace(ILL, since=date(2026, 6, 29), until=TODAY, review_on=None), DETECTIVE)
    clock = case.clock(INTERVIEW)
    assert (clock.state, clock.due) == (ClockState.RUNNING, date(2026, 7, 3))
    assert clock.events[-1].approved_by is None


@pytest.mark.parametrize(("until", "due"), [(date(2026, 6, 27), TODAY), (date(2026, 6, 29), date(2026, 7, 3))])
def test_a_pause_on_the_day_of_the_start_takes_off_only_the_days_that_are_counted(until: date, due: date) -> None:
    case = discussed(date(2026, 6, 26))
    pause(case, replace(ILL, since=date(2026, 6, 26), until=until, review_on=None))
    assert case.clock(INTERVIEW).due == due


def test_lateness_that_was_reached_stays_when_an_overdue_clock_is_paused() -> None:
    case = discussed(REPORTED)
    late = case.clock(INTERVIEW)
    assert late.is_overdue(case.act().now)
    pause(case)
    assert not case.clock(INTERVIEW).is_overdue(case.act().now)
    assert case.clock(INTERVIEW).overdue_since == late.expires_at


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        (replace(ILL, since=date(2026, 7, 2)), "date_in_future", "since"),
        (replace(ILL, since=date(2026, 6, 28)), "pause_before_start", "since"),
        (replace(ILL, review_on=None), "pause_without_review", "review_on"),
        (replace(ILL, review_on=date(2026, 6, 30)), "review_in_past", "review_on"),
        (replace(ILL, until=date(2026, 7, 2)), "pause_ends_in_future", "until"),
        (replace(ILL, until=TODAY), "pause_without_length", "until"),
    ],
)
def test_days_of_a_pause_that_cannot_be_are_refused_by_their_field(given: Pause, code: str, field: str) -> None:
    case = discussed()
    before = case.clock(INTERVIEW)
    assert refusal(pause, case, given) == (code, field)
    assert case.clock(INTERVIEW) == before


def test_the_law_an_order_and_the_state_keep_a_clock_from_being_paused() -> None:
    locked = InHand()
    law = next(
        clock
        for clock in locked.case.clocks.values()
        if rules().limit(clock.limit_id, clock.limit_version).locked and clock.state is ClockState.RUNNING
    )
    assert refusal(pause, locked, ILL, SUPERVISOR, law.limit_id) == ("pause_fixed_by_law", "clock_id")
    on_bail = bailed()
    assert refusal(pause, on_bail, ILL, SUPERVISOR, bail_clock(on_bail).limit_id) == ("pause_of_period", "clock_id")
    paused = discussed()
    pause(paused)
    assert refusal(pause, paused) == ("clock_paused_already", "clock_id")
    ordered = discussed()
    order(ordered)
    assert refusal(pause, ordered) == ("pause_of_ordered", "clock_id")


def test_a_target_planned_anew_may_still_be_paused() -> None:
    case = discussed()
    case.case.reschedule(case.clock(INTERVIEW).id, date(2026, 7, 10), "no suite", rules(), case.act())
    pause(case)
    assert case.clock(INTERVIEW).state is ClockState.PAUSED


def test_a_detective_pauses_for_ten_working_days_in_all_and_a_supervisor_for_longer() -> None:
    fortnight, longer = date(2026, 7, 15), date(2026, 7, 16)
    case = discussed()
    too_long = replace(ILL, review_on=longer)
    assert refusal(pause, case, too_long, DETECTIVE) == ("pause_needs_supervisor", "review_on")
    pause(case, replace(ILL, review_on=fortnight), DETECTIVE)
    case.later(15)
    assert refusal(resume, case, case.today, DETECTIVE) == ("pause_needs_supervisor", "on")
    resume(case, fortnight, DETECTIVE)
    again = replace(ILL, since=case.today, review_on=case.today + timedelta(days=4))
    assert refusal(pause, case, again, DETECTIVE) == ("pause_needs_supervisor", "review_on")
    pause(case, again)
    case.later(30)
    resume(case, case.today, DETECTIVE)
    assert case.clock(INTERVIEW).state is ClockState.RUNNING


def test_a_pause_entered_afterwards_is_as_long_for_a_detective() -> None:
    case = discussed(date(2026, 6, 2))
    long = replace(ILL, since=date(2026, 6, 4), until=TODAY, review_on=None)
    assert refusal(pause, case, long, DETECTIVE) == ("pause_needs_supervisor", "until")


def test_a_length_past_the_calendar_is_too_long_for_a_detective() -> None:
    case = discussed()
    far = rules().working_days.last + timedelta(days=1)
    with pytest.raises(RuleBroken, match="pause_needs_supervisor"):
        check_length(case.clock(INTERVIEW), TODAY, far, rules().working_days, field="review_on")
    check_length(case.clock(INTERVIEW), TODAY, None, rules().working_days, field="review_on")


def test_what_is_not_paused_is_not_resumed_nor_on_a_day_that_cannot_be() -> None:
    case = discussed()
    assert refusal(resume, case, TODAY) == ("clock_not_paused", "")
    pause(case)
    assert refusal(resume, case, date(2026, 7, 2)) == ("date_in_future", "on")
    assert refusal(resume, case, date(2026, 6, 30)) == ("resumed_before_paused", "on")


def test_the_law_resumes_what_the_law_suspended() -> None:
    case = bailed()
    case.later(10)
    (arrest,) = case.case.arrests.values()
    case.happens("released_for_charging_decision", case.today)
    clock = bail_clock(case)
    assert (clock.state, arrest.milestone_id == clock.milestone_id) == (ClockState.PAUSED, True)
    with pytest.raises(RuleBroken, match="pause_of_period"):
        case.case.resume_clock(clock.id, case.today, "", rules(), case.act())


def test_each_pause_is_told_with_what_ended_it() -> None:
    case = discussed()
    pause(case)
    assert [end for _, end in pauses_of(case.clock(INTERVIEW).events)] == [None]
    case.later(1)
    resume(case, case.today)
    pause(case, replace(ILL, since=case.today))
    case.later(1)
    case.happens("abe_interview", case.today)
    told = pauses_of(case.clock(INTERVIEW).events)
    assert [(event.on, end) for event, end in told] == [
        (TODAY, date(2026, 7, 2)), (date(2026, 7, 2), date(2026, 7, 3)),
    ]  # fmt: skip


def test_a_clock_in_hours_is_paused_at_this_moment_or_from_midnight_but_not_before_it_started() -> None:
    case = InHand()
    at = datetime(2026, 6, 30, 9, 30, tzinfo=UTC)
    case.happens("strategy_discussion", date(2026, 6, 30), at)
    pause(case, replace(ILL, since=date(2026, 6, 30), until=TODAY, review_on=None), limit_id=HOURLY)
    over = case.clock(HOURLY).events[-1]
    assert (over.on, over.to) == (at, case.act().now)
    case.later(1)
    pause(case, replace(ILL, since=TODAY), limit_id=HOURLY)
    assert case.clock(HOURLY).events[-1].on == start_of_day(TODAY)
    case.later(1)
    with pytest.raises(RuleBroken, match="resumed_before_paused"):
        case.case.resume_clock(case.clock(HOURLY).id, date(2026, 6, 30), "", rules(), case.act())
    case.case.resume_clock(case.clock(HOURLY).id, case.today, "", rules(), case.act())
    assert case.clock(HOURLY).events[-1].on == case.act().now


def test_an_ordered_date_stands_and_a_paused_clock_runs_towards_it() -> None:
    case = discussed()
    pause(case)
    order(case)
    clock = case.clock(INTERVIEW)
    assert (clock.state, clock.due) == (ClockState.RUNNING, COURT.to)
    ordered = clock.events[-1]
    assert (ordered.authority, ordered.approved_by, ordered.reason) == ("court", "officer-1", "directions")
    order(case, replace(COURT, to=date(2026, 7, 21)), DETECTIVE)
    assert (case.clock(INTERVIEW).due, case.clock(INTERVIEW).events[-1].approved_by) == (date(2026, 7, 21), None)


def test_whose_order_it_must_be() -> None:
    case = discussed()
    assert refusal(order, case, OURS, DETECTIVE) == ("order_needs_supervisor", "by_court")
    order(case, OURS)
    assert case.clock(INTERVIEW).events[-1].authority == "superintendent"
    assert refusal(order, case, replace(COURT, to=date(2026, 6, 28))) == ("order_before_start", "to")
    on_bail = bailed()
    assert refusal(order, on_bail, COURT, SUPERVISOR, bail_clock(on_bail).limit_id) == (
        "bail_has_its_events", "clock_id",
    )  # fmt: skip
    case.happens("abe_interview", TODAY)
    assert refusal(order, case) == ("clock_stopped", "clock_id")


def test_only_a_court_orders_the_end_of_a_period() -> None:
    case = InHand()
    suspect = case.subject("charged")
    case.case.remand(suspect, CUSTODY, TODAY, None, "CPS", "", rules(), case.act())
    assert refusal(order, case, OURS, SUPERVISOR, CUSTODY) == ("order_needs_court", "by_court")
    order(case, COURT, limit_id=CUSTODY)
    assert case.clock(CUSTODY).due == COURT.to


def test_a_corrected_start_moves_the_date_and_both_days_stay_on_record() -> None:
    case = discussed()
    first = case.clock(INTERVIEW)
    correct(case, date(2026, 6, 26))
    clock = case.clock(INTERVIEW)
    assert (clock.started_on, clock.first_due, clock.events[0].on) == (date(2026, 6, 26), first.due, STRATEGY)
    assert clock.due is not None
    assert first.due is not None
    assert clock.due < first.due


def test_a_start_that_cannot_be_is_refused() -> None:
    case = discussed()
    assert refusal(correct, case, date(2026, 5, 31)) == ("date_before_report", "to")
    assert refusal(correct, case, STRATEGY) == ("start_the_same", "to")
    pause(case, replace(ILL, since=date(2026, 6, 30), until=TODAY, review_on=None))
    assert refusal(correct, case, TODAY) == ("start_after_pause", "to")
    done = discussed()
    done.happens("abe_interview", date(2026, 6, 30))
    assert refusal(correct, done, TODAY) == ("start_after_stop", "to")
    correct(done, date(2026, 6, 30))
    assert done.clock(INTERVIEW).started_on == date(2026, 6, 30)
    on_bail = bailed()
    limit_id = bail_clock(on_bail).limit_id
    assert refusal(correct, on_bail, TODAY, SUPERVISOR, limit_id) == ("bail_has_its_events", "clock_id")


def test_what_started_long_ago_a_supervisor_corrects() -> None:
    case = discussed(date(2026, 6, 2))
    assert refusal(correct, case, date(2026, 6, 4), DETECTIVE) == ("start_needs_supervisor", "to")
    correct(case, date(2026, 6, 3))
    correct(case, date(2026, 6, 5), DETECTIVE)
    events = case.clock(INTERVIEW).events[-2:]
    assert [event.approved_by for event in events] == ["officer-1", None]


def test_what_is_counted_back_is_ordered_to_a_day_before_the_one_it_is_counted_from() -> None:
    case = InHand()
    case.happens("section_47_started", date(2026, 6, 15))
    report = case.clock("SG-12")
    assert report.due is not None
    assert report.started_on is not None
    assert report.due < report.started_on
    to = date(2026, 6, 30)
    order(case, replace(COURT, to=to), limit_id="SG-12")
    assert case.clock("SG-12").due == to < report.started_on
