"""Pausing a clock and letting it run on, on both engines: what it does to the date, and what is refused."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import alerts, allocate, complete, london, sweep, the_clock
from tests.cores import DETECTIVE, INSPECTOR, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.reviews import review
from tracker import wording
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.pause_clock import PauseClock
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.resume_clock import ResumeClock
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.terms import AlertKind, BailEventKind, ClockState, DelayReason

TODAY = date(2026, 11, 20)
DISCUSSED = date(2026, 11, 13)
REVIEW = "review_sergeant"


def pause(core: Tracker, case_id: str, kind: str, **other: Any) -> None:
    """Pause the worst clock of a milestone."""
    clock = the_clock(core, case_id, kind)
    facts: dict[str, Any] = {
        "by": SUPERVISOR, "case_id": case_id, "clock_id": clock.clock_id, "version": clock.version, "since": TODAY,
        "until": None, "reason": "no suite before June", "cause": DelayReason.VICTIM_NEEDS_TIME, "ours": False,
        "review_on": date(2026, 12, 4),
    }  # fmt: skip
    core.do(PauseClock(**(facts | other)))


def resume(core: Tracker, case_id: str, kind: str, on: date, by: str = SUPERVISOR) -> None:
    """Let the worst clock of a milestone run on."""
    clock = the_clock(core, case_id, kind)
    core.do(ResumeClock(by, case_id, clock.clock_id, clock.version, on, "well again"))


@pytest.fixture
def case_id(core: Tracker) -> str:
    """A case that was allocated today; the strategy discussion was a week ago."""
    made = open_a_case(core)
    allocate(core, made)
    complete(core, made, "strategy_discussion", DISCUSSED)
    return made


def test_a_paused_clock_stands_still_and_then_runs_on_by_the_days_that_would_have_counted(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    assert the_clock(core, case_id, REVIEW).due == date(2026, 12, 18)
    pause(core, case_id, REVIEW)
    clock = the_clock(core, case_id, REVIEW)
    assert (clock.state, clock.may_be_paused, clock.may_be_resumed) == (ClockState.PAUSED, False, True)
    assert (clock.paused_since, clock.pause_cause, clock.pause_reason, clock.pause_ours, clock.review_on) == (
        TODAY, DelayReason.VICTIM_NEEDS_TIME, "no suite before June", False, date(2026, 12, 4),
    )  # fmt: skip
    (row,) = clock.pauses
    assert (row.until, row.by, row.approved_by) == (None, "DS 902 Ade", "DS 902 Ade")
    time.forward(days=4)
    resume(core, case_id, REVIEW, date(2026, 11, 24))
    clock = the_clock(core, case_id, REVIEW)
    assert (clock.state, clock.first_due, clock.due, clock.moves) == (
        ClockState.RUNNING, date(2026, 12, 18), date(2026, 12, 21), 0,
    )  # fmt: skip
    assert [(row.since, row.until) for row in clock.pauses] == [(TODAY, date(2026, 11, 24))]
    assert (clock.paused_since, clock.pause_reason, clock.review_on, clock.may_be_paused) == (None, "", None, True)
    said = [row.what for row in case_file(core, case_id).history]
    assert said[0] == (
        "Let a clock run on: Sergeant's review, Tue 24 Nov 2026, was due Fri 18 Dec 2026,"
        " now due Mon 21 Dec 2026, well again"
    )
    assert said[1] == (
        "Paused a clock: Sergeant's review, from Fri 20 Nov 2026, to be looked at again Fri 4 Dec 2026,"
        " The child or family needs time, no suite before June"
    )


def test_a_pause_that_is_over_is_entered_afterwards(core: Tracker, case_id: str) -> None:
    due = the_clock(core, case_id, "review_inspector").due
    assert due == date(2026, 12, 30)
    pause(core, case_id, "review_inspector", since=date(2026, 10, 5), until=date(2026, 10, 12), review_on=None)
    clock = the_clock(core, case_id, "review_inspector")
    assert (clock.state, clock.due) == (ClockState.RUNNING, date(2027, 1, 6))
    assert [(row.since, row.until) for row in clock.pauses] == [(date(2026, 10, 5), date(2026, 10, 12))]


@pytest.mark.parametrize(
    "spans",
    [
        [(5, 12)],
        [(5, 8), (8, 12)],
        [(8, 12), (5, 8)],
        [(5, 10), (6, 12)],
        [(6, 12), (5, 10), (7, 9)],
    ],
)
def test_pauses_that_touch_or_overlap_count_once_in_whatever_order_they_are_entered(
    core: Tracker, case_id: str, spans: list[tuple[int, int]]
) -> None:
    for first, last in spans:
        pause(
            core, case_id, "review_inspector", since=date(2026, 10, first), until=date(2026, 10, last), review_on=None
        )
    assert the_clock(core, case_id, "review_inspector").due == date(2027, 1, 6)


def test_what_was_paused_by_mistake_today_runs_on_as_if_nothing_had_been(core: Tracker, case_id: str) -> None:
    due = the_clock(core, case_id, REVIEW).due
    pause(core, case_id, REVIEW)
    resume(core, case_id, REVIEW, TODAY)
    clock = the_clock(core, case_id, REVIEW)
    assert (clock.state, clock.due) == (ClockState.RUNNING, due)


def test_a_clock_in_hours_stands_still_by_the_minute(core: Tracker, time: StoppedTime, case_id: str) -> None:
    time.move_to(london(2026, 11, 20, 10))
    before = the_clock(core, case_id, "investigation_plan")
    assert before.in_hours
    pause(core, case_id, "investigation_plan")
    time.move_to(london(2026, 11, 20, 13, 30))
    resume(core, case_id, "investigation_plan", TODAY)
    after = the_clock(core, case_id, "investigation_plan")
    assert before.due_at is not None
    assert after.due_at == before.due_at + timedelta(hours=3, minutes=30)


@pytest.mark.parametrize(("ours", "drift"), [(True, 12), (False, 7)])
def test_only_a_wait_that_is_not_ours_is_left_out_of_the_drift(
    core: Tracker, time: StoppedTime, case_id: str, ours: bool, drift: int
) -> None:
    time.move_to(london(2026, 12, 2))
    pause(core, case_id, "abe_interview", since=date(2026, 11, 18), until=date(2026, 11, 25), review_on=None, ours=ours)
    assert the_clock(core, case_id, "abe_interview").drift == drift


def test_an_overdue_clock_that_is_paused_was_overdue_all_the_same(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    sweep(core)
    (before,) = alerts(core, limit_id="ABE-02", kind=AlertKind.OVERDUE)
    pause(core, case_id, "abe_interview")
    clock = the_clock(core, case_id, "abe_interview")
    assert (clock.overdue, clock.overdue_since) == (False, london(2026, 11, 17, 0))
    assert alerts(core, limit_id="ABE-02", kind=AlertKind.OVERDUE) == []
    time.forward(days=30)
    sweep(core)
    assert alerts(core, limit_id="ABE-02", kind=AlertKind.OVERDUE) == []
    resume(core, case_id, "abe_interview", date(2026, 11, 21))
    assert the_clock(core, case_id, "abe_interview").overdue
    (after,) = alerts(core, limit_id="ABE-02", kind=AlertKind.OVERDUE)
    assert (after.alert_id, after.due) == (before.alert_id, date(2026, 11, 16))
    sweep(core)
    assert len(alerts(core, limit_id="ABE-02", kind=AlertKind.OVERDUE)) == 1
    assert the_clock(core, case_id, "abe_interview").overdue_since == london(2026, 11, 17, 0)


@pytest.mark.parametrize(
    ("other", "code", "field"),
    [
        ({"reason": " "}, "reason_needed", "reason"),
        ({"since": date(2026, 11, 21)}, "date_in_future", "since"),
        ({"since": date(2026, 11, 12)}, "pause_before_start", "since"),
        ({"since": date(2026, 9, 30)}, "date_before_report", "since"),
        ({"review_on": None}, "pause_without_review", "review_on"),
        ({"review_on": date(2026, 11, 19)}, "review_in_past", "review_on"),
        ({"until": date(2026, 11, 21)}, "pause_ends_in_future", "until"),
        ({"until": TODAY}, "pause_without_length", "until"),
        ({"until": date(2026, 11, 18)}, "pause_without_length", "until"),
        ({"by": DETECTIVE, "review_on": date(2026, 12, 5)}, "", ""),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_changes_nothing(
    core: Tracker, case_id: str, other: dict[str, Any], code: str, field: str
) -> None:
    before = case_file(core, case_id)
    if not code:
        pause(core, case_id, "abe_interview", **other)
        assert the_clock(core, case_id, "abe_interview").pauses[0].approved_by == ""
        return
    with pytest.raises(RuleBroken) as refused:
        pause(core, case_id, "abe_interview", **other)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert wording.ERRORS[code]
    assert case_file(core, case_id) == before


@pytest.mark.parametrize(
    ("kind", "code", "said"),
    [
        ("victim_support_referral", "pause_fixed_by_law", "statutory code and is not paused (Victims' Code 2020"),
        ("bail_ended", "pause_of_period", "only the law suspends it (PACE 1984"),
        ("crime_recorded", "clock_stopped", "has stopped. Reopen it first."),
    ],
)
def test_a_limit_of_law_or_code_a_period_and_what_has_stopped_are_not_paused(
    core: Tracker, case_id: str, kind: str, code: str, said: str
) -> None:
    suspect = next(row.subject_id for row in case_file(core, case_id).subjects if row.label == "S1")
    core.do(RecordArrest(SUPERVISOR, case_id, suspect, TODAY, released=BailEventKind.RELEASED_ON_BAIL))
    complete(core, case_id, "crime_recorded", TODAY)
    before = case_file(core, case_id)
    with pytest.raises(RuleBroken) as refused:
        pause(core, case_id, kind)
    assert (refused.value.code, refused.value.field) == (code, "clock_id")
    assert said in wording.error(refused.value.code, refused.value.values)
    assert case_file(core, case_id) == before
    assert not the_clock(core, case_id, kind).may_be_paused


@pytest.mark.parametrize("review_on", [date(2026, 12, 7), date(2046, 12, 7)])
def test_a_pause_longer_than_a_detective_may_give_waits_for_approval(
    core: Tracker, case_id: str, review_on: date
) -> None:
    before = the_clock(core, case_id, "abe_interview")
    pause(core, case_id, "abe_interview", by=DETECTIVE, review_on=review_on)
    assert the_clock(core, case_id, "abe_interview") == before


def test_a_clock_that_is_paused_already_is_not_paused_again(core: Tracker, case_id: str) -> None:
    pause(core, case_id, REVIEW)
    with pytest.raises(RuleBroken, match="clock_paused_already"):
        pause(core, case_id, REVIEW)


def test_a_detective_pauses_a_clock_for_ten_working_days_in_all(core: Tracker, time: StoppedTime, case_id: str) -> None:
    six_days = {"since": TODAY, "review_on": date(2026, 11, 30), "by": DETECTIVE}
    pause(core, case_id, REVIEW, **six_days)
    time.move_to(london(2026, 11, 30))
    resume(core, case_id, REVIEW, date(2026, 11, 30), by=DETECTIVE)
    again = {"since": date(2026, 11, 30), "by": DETECTIVE}
    pause(core, case_id, REVIEW, review_on=date(2026, 12, 7), **again)
    assert the_clock(core, case_id, REVIEW).state is ClockState.RUNNING
    pause(core, case_id, REVIEW, review_on=date(2026, 12, 4), **again)
    time.move_to(london(2026, 12, 9))
    with pytest.raises(RuleBroken, match="pause_needs_supervisor") as refused:
        resume(core, case_id, REVIEW, date(2026, 12, 9), by=DETECTIVE)
    assert refused.value.field == "on"
    resume(core, case_id, REVIEW, date(2026, 12, 4), by=DETECTIVE)
    assert the_clock(core, case_id, REVIEW).due == date(2026, 12, 18) + timedelta(days=13)


def test_a_detective_ends_what_a_supervisor_paused_on_whatever_day_it_ended(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    pause(core, case_id, REVIEW, review_on=date(2026, 12, 18))
    time.move_to(london(2026, 12, 18))
    resume(core, case_id, REVIEW, date(2026, 12, 18), by=DETECTIVE)
    assert the_clock(core, case_id, REVIEW).state is ClockState.RUNNING


@pytest.mark.parametrize(
    ("on", "code"), [(date(2026, 11, 21), "date_in_future"), (date(2026, 11, 17), "resumed_before_paused")]
)
def test_a_clock_runs_on_from_a_day_that_can_be(core: Tracker, case_id: str, on: date, code: str) -> None:
    pause(core, case_id, "abe_interview", since=date(2026, 11, 18))
    before = case_file(core, case_id)
    with pytest.raises(RuleBroken) as refused:
        resume(core, case_id, "abe_interview", on)
    assert (refused.value.code, refused.value.field) == (code, "on")
    assert case_file(core, case_id) == before


def test_what_is_not_paused_is_not_resumed(core: Tracker, case_id: str) -> None:
    with pytest.raises(RuleBroken, match="clock_not_paused"):
        resume(core, case_id, REVIEW, TODAY)


def test_a_clock_that_somebody_else_changed_is_left_alone(core: Tracker, case_id: str) -> None:
    seen = the_clock(core, case_id, REVIEW)
    pause(core, case_id, REVIEW)
    for request in (
        PauseClock(INSPECTOR, case_id, seen.clock_id, seen.version, TODAY, None, "x", DelayReason.COURT, False, TODAY),
        ResumeClock(INSPECTOR, case_id, seen.clock_id, seen.version, TODAY),
    ):
        with pytest.raises(StaleRecord) as stale:
            core.do(request)
        assert stale.value.values["who"] == "DS 902 Ade"


def test_a_closed_case_and_a_clock_of_another_case_are_refused(core: Tracker, case_id: str) -> None:
    clock = the_clock(core, case_id, REVIEW)
    other = open_a_case(core, reference="44NI/00306/26")
    with pytest.raises(NotFound):
        core.do(ResumeClock(SUPERVISOR, other, clock.clock_id, clock.version, TODAY))
    core.do(
        CloseCase(
            SUPERVISOR, case_id, case_file(core, case_id).version, "16", TODAY, without_review="held in the meeting"
        )
    )
    with pytest.raises(RuleBroken, match="case_closed"):
        pause(core, case_id, REVIEW)


def test_completing_ends_the_pause_with_it(core: Tracker, time: StoppedTime, case_id: str) -> None:
    pause(core, case_id, REVIEW)
    time.forward(days=3)
    clocks = [clock for row in case_file(core, case_id).milestones if row.kind == REVIEW for clock in row.clocks]
    review(core, case_id, REVIEW, date(2026, 11, 23))
    done = next(
        clock
        for row in case_file(core, case_id).milestones
        for clock in row.clocks
        if clock.clock_id == clocks[0].clock_id
    )
    assert done == replace(done, state=ClockState.STOPPED, paused_since=None, due=date(2026, 12, 21))
    assert [(row.since, row.until) for row in done.pauses] == [(TODAY, date(2026, 11, 23))]


@pytest.mark.parametrize(
    ("since", "until", "due"),
    [
        (date(2026, 11, 13), date(2026, 11, 14), london(2026, 11, 15, 0)),
        (date(2026, 11, 14), date(2026, 11, 15), london(2026, 11, 15, 15)),
        (date(2026, 11, 14), date(2026, 11, 16), london(2026, 11, 16, 15)),
    ],
)
def test_whole_days_of_a_clock_in_hours_are_paused_from_midnight_but_not_before_it_started(
    core: Tracker, since: date, until: date, due: datetime
) -> None:
    case_id = open_a_case(core)
    row = milestone(core, case_id, "strategy_discussion")
    core.do(
        CompleteMilestone(
            SUPERVISOR, case_id, row.milestone_id, row.version, DISCUSSED, at=london(2026, 11, 13, 15)
        )
    )  # fmt: skip
    assert the_clock(core, case_id, "medical_decided").due_at == london(2026, 11, 14, 15)
    pause(core, case_id, "medical_decided", since=since, until=until, review_on=None)
    assert the_clock(core, case_id, "medical_decided").due_at == due
