"""Dates that a court or an authorised officer set, on both engines: both dates are kept, and nothing moves them."""

from datetime import date
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import allocate, arrest, complete, happened, replan, sweep, the_clock
from tests.cores import DETECTIVE, SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tracker import wording
from tracker.actions.correct_start import CorrectStart
from tracker.actions.order_date import OrderDate
from tracker.actions.pause_clock import PauseClock
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.terms import ClockEventKind, ClockState, DelayReason

TODAY = date(2026, 11, 20)
ORDERED = date(2026, 12, 11)
INTERVIEW = "abe_interview"


def order(core: Tracker, case_id: str, kind: str, **other: Any) -> None:
    """Fix the date of the worst clock of a milestone."""
    clock = the_clock(core, case_id, kind)
    facts: dict[str, Any] = {
        "by": SUPERVISOR, "case_id": case_id, "clock_id": clock.clock_id, "version": clock.version, "to": ORDERED,
        "reason": "directions hearing", "authority": "Crown Court", "by_court": True,
    }  # fmt: skip
    core.do(OrderDate(**(facts | other)))


@pytest.fixture
def case_id(core: Tracker) -> str:
    """A case whose interview was due four days ago."""
    made = open_a_case(core)
    allocate(core, made)
    complete(core, made, "strategy_discussion", date(2026, 11, 13))
    return made


@pytest.mark.parametrize(("by", "by_court"), [(DETECTIVE, True), (SUPERVISOR, True), (SUPERVISOR, False)])
def test_an_ordered_date_stands_beside_the_one_the_rules_give(
    core: Tracker, case_id: str, by: str, by_court: bool
) -> None:
    sweep(core)
    order(core, case_id, INTERVIEW, by=by, by_court=by_court)
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.first_due, clock.due, clock.computed, clock.fixed_by) == (
        date(2026, 11, 16), ORDERED, date(2026, 11, 16), "order",
    )  # fmt: skip
    (move,) = clock.moved
    assert (move.kind, move.on, move.old, move.new) == (ClockEventKind.ORDERED, TODAY, date(2026, 11, 16), ORDERED)
    assert (move.authority, move.reason) == ("Crown Court", "directions hearing")
    assert (move.by, move.approved_by) == (("DS 902 Ade", "DS 902 Ade") if by == SUPERVISOR else ("DC 3312 Patel", ""))
    assert clock.overdue_since is not None, "that it was late stays on record"
    assert "ABE-02" not in {row.limit_id for row in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows}
    assert case_file(core, case_id).history[0].what == (
        "Recorded an ordered date: ABE interview, was due Mon 16 Nov 2026, now due Fri 11 Dec 2026,"
        " directions hearing, Crown Court"
    )


def test_an_ordered_date_is_neither_paused_nor_replanned_but_ordered_again(core: Tracker, case_id: str) -> None:
    order(core, case_id, INTERVIEW)
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.may_be_paused, clock.may_be_rescheduled, clock.may_be_ordered) == (False, False, True)
    with pytest.raises(RuleBroken, match="pause_of_ordered") as refused:
        core.do(
            PauseClock(
                SUPERVISOR, case_id, clock.clock_id, clock.version, TODAY, None, "x", DelayReason.COURT, False, ORDERED
            )
        )
    assert wording.error(refused.value.code, refused.value.values) == (
        "This date was ordered (Crown Court). No pause moves it."
    )
    with pytest.raises(RuleBroken, match="reschedule_ordered"):
        replan(core, case_id, INTERVIEW, date(2026, 12, 18), "moved")
    assert the_clock(core, case_id, INTERVIEW).due == ORDERED
    order(core, case_id, INTERVIEW, to=date(2026, 12, 18))
    assert [move.new for move in the_clock(core, case_id, INTERVIEW).moved] == [ORDERED, date(2026, 12, 18)]


def test_an_earlier_pause_and_a_corrected_start_leave_an_ordered_date_where_it_is(core: Tracker, case_id: str) -> None:
    order(core, case_id, INTERVIEW)
    clock = the_clock(core, case_id, INTERVIEW)
    core.do(CorrectStart(SUPERVISOR, case_id, clock.clock_id, clock.version, date(2026, 11, 18), "held later"))
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.due, clock.computed, clock.started_on) == (ORDERED, date(2026, 11, 20), date(2026, 11, 18))


def test_a_paused_clock_runs_again_towards_the_date_that_was_ordered(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    clock = the_clock(core, case_id, INTERVIEW)
    core.do(
        PauseClock(
            SUPERVISOR, case_id, clock.clock_id, clock.version, TODAY, None, "unwell", DelayReason.COURT, False, ORDERED
        )
    )
    time.forward(days=5)
    order(core, case_id, INTERVIEW)
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.state, clock.due) == (ClockState.RUNNING, ORDERED)
    assert [(row.since, row.until) for row in clock.pauses] == [(TODAY, date(2026, 11, 25))]
    time.forward(days=30)
    assert the_clock(core, case_id, INTERVIEW).overdue


def test_only_a_court_moves_the_end_of_a_period(core: Tracker, case_id: str) -> None:
    happened(core, case_id, "emergency_protection_order_made", date(2026, 11, 19), "AB")
    assert the_clock(core, case_id, "emergency_protection_order_ended").due == date(2026, 11, 26)
    with pytest.raises(RuleBroken) as refused:
        order(core, case_id, "emergency_protection_order_ended", to=date(2026, 11, 24), by_court=False)
    assert (refused.value.code, refused.value.field) == ("order_needs_court", "by_court")
    order(core, case_id, "emergency_protection_order_ended", to=date(2026, 11, 24))
    assert the_clock(core, case_id, "emergency_protection_order_ended").due == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("kind", "other", "code", "field"),
    [
        (INTERVIEW, {"reason": ""}, "reason_needed", "reason"),
        (INTERVIEW, {"authority": " "}, "authority_needed", "authority"),
        (INTERVIEW, {"by": DETECTIVE, "by_court": False}, "order_needs_supervisor", "by_court"),
        (INTERVIEW, {"to": date(2026, 11, 12)}, "order_before_start", "to"),
        ("strategy_discussion", {}, "clock_stopped", "clock_id"),
        ("bail_ended", {}, "bail_has_its_events", "clock_id"),
    ],
)
def test_what_cannot_be_ordered_is_refused_beside_its_field_and_changes_nothing(
    core: Tracker, case_id: str, kind: str, other: dict[str, Any], code: str, field: str
) -> None:
    arrest(core, case_id, TODAY)
    before = case_file(core, case_id)
    with pytest.raises(RuleBroken) as refused:
        order(core, case_id, kind, **other)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert wording.ERRORS[code]
    assert case_file(core, case_id) == before


def test_a_clock_that_was_changed_since_is_left_alone(core: Tracker, case_id: str) -> None:
    seen = the_clock(core, case_id, INTERVIEW).version
    order(core, case_id, INTERVIEW)
    with pytest.raises(StaleRecord):
        order(core, case_id, INTERVIEW, version=seen, to=date(2026, 12, 18))
