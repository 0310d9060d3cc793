"""A case from its opening to its end: allocated, handed over, delayed, re-planned, corrected and closed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.tracker.domain.bail_events import rules
from tests.tracker.domain.case_in_hand import CASE, DETECTIVE, REPORTED, SUSPECT, TODAY, InHand
from tracker.domain.delay import Delay
from tracker.domain.device import Device
from tracker.errors import NotFound, RuleBroken
from tracker.terms import (
    CaseStatus,
    ClockState,
    DelayReason,
    Holder,
    MilestoneState,
    SubjectKind,
)

STRATEGY, INTERVIEW = date(2026, 6, 8), date(2026, 6, 10)
KIND = "strategy_discussion"


def allocated(case: InHand, on: date = REPORTED, team_id: str | None = "team-1") -> None:
    case.case.allocate("officer-7", team_id, on, rules(), case.act())


def held_by(case: InHand) -> Holder:
    return case.case.record.held_by


def a_delay(case: InHand, kind: str, since: date, awaited: Holder = Holder.SOCIAL_CARE) -> Delay:
    return Delay(
        f"delay-{since}", CASE, case.only(kind).id, DelayReason.AWAITING_SOCIAL_CARE, awaited, since, None, "ring",
        "", case.act().now, "officer-1",
    )  # fmt: skip


def test_an_opened_case_awaits_allocation_from_the_day_of_the_report() -> None:
    case = InHand()
    assert (case.only("reported").state, case.only("reported").happened_on) == (MilestoneState.DONE, REPORTED)
    assert case.only("entered_in_tracker").happened_on == TODAY
    assert (case.case.record.status, case.case.record.held_by) == (
        CaseStatus.AWAITING_ALLOCATION, Holder.AWAITING_ALLOCATION,
    )  # fmt: skip
    assert [holding.since for holding in case.case.holdings] == [REPORTED]


def test_an_instant_of_the_report_starts_what_is_counted_in_hours() -> None:
    at = datetime(2026, 6, 1, 7, 30, tzinfo=UTC)
    case = InHand()
    record = replace(case.case.record, id="case-2")
    opened = type(case.case).opened(record, rules(), case.act(), at)
    (reported,) = (one for one in opened.milestones.values() if one.kind == "reported")
    assert (reported.happened_on, reported.happened_at) == (REPORTED, at)


def test_who_is_added_later_has_a_plan_and_the_clocks_of_what_has_happened_to_the_case() -> None:
    case = InHand()
    case.case.add_device(Device("device-1", CASE, "EX1", "phone"), rules(), case.act())
    kinds = {one.kind for one in case.case.milestones.values() if one.subject_id == "device-1"}
    assert kinds == {kind for _, kind in rules().plan(case.case.record.kind, SubjectKind.DEVICE)}
    assert "device_seized" in kinds


def test_a_hand_over_keeps_the_day_of_the_allocation_and_the_team() -> None:
    case = InHand()
    allocated(case)
    assert case.only("allocated").happened_on == REPORTED
    assert (case.case.record.status, case.case.record.held_by) == (CaseStatus.OPEN, Holder.OUR_UNIT)
    case.case.allocate("officer-8", None, TODAY, rules(), case.act())
    assert (case.case.record.oic_id, case.case.record.team_id) == ("officer-8", "team-1")
    assert case.only("allocated").happened_on == REPORTED


def test_what_is_completed_stops_its_clocks_and_starts_the_next() -> None:
    case = InHand()
    case.case.complete_milestone(case.only(KIND).id, STRATEGY, "", rules(), case.act())
    assert case.clock("ABE-02").started_on == STRATEGY
    case.case.complete_milestone(case.only("abe_interview").id, INTERVIEW, "", rules(), case.act())
    assert (case.clock("ABE-02").state, case.clock("ABE-02").stopped_on) == (ClockState.STOPPED, INTERVIEW)
    assert case.case.record.last_activity == INTERVIEW


def test_the_last_activity_is_the_latest_day_whatever_is_entered_last() -> None:
    case = InHand()
    case.happens("abe_interview", INTERVIEW)
    case.happens(KIND, STRATEGY)
    assert case.case.record.last_activity == INTERVIEW
    case.case.reopen_milestone(case.only("abe_interview").id, "another child", rules(), case.act())
    assert case.case.record.last_activity == STRATEGY


def test_what_is_not_in_the_case_is_not_found() -> None:
    case = InHand()
    with pytest.raises(NotFound):
        case.case.complete_milestone("none", STRATEGY, "", rules(), case.act())
    with pytest.raises(NotFound):
        case.case.reschedule("none", TODAY, "", rules(), case.act())


def test_what_is_left_out_stops_its_clocks_and_is_no_longer_waited_for() -> None:
    case = InHand()
    allocated(case)
    case.happens(KIND, STRATEGY)
    interview = case.only("abe_interview")
    case.case.mark_not_required(interview.id, "an adult now", rules(), case.act())
    assert (case.only("abe_interview").state, case.only("abe_interview").note) == (
        MilestoneState.NOT_REQUIRED, "an adult now",
    )  # fmt: skip
    assert (case.clock("ABE-02").state, case.clock("ABE-02").events[-1].reason) == (
        ClockState.STOPPED, "not_required",
    )  # fmt: skip
    case.case.reopen_milestone(interview.id, "she is sixteen", rules(), case.act())
    assert (case.only("abe_interview").state, case.clock("ABE-02").state) == (MilestoneState.OPEN, ClockState.RUNNING)


def test_a_target_that_is_planned_anew_keeps_its_first_date_and_its_lateness() -> None:
    case = InHand()
    case.happens(KIND, STRATEGY)
    clock = case.clock("ABE-02")
    case.case.reschedule(clock.id, date(2026, 7, 6), "the child is unwell", rules(), case.act(), "officer-2")
    moved = case.clock("ABE-02")
    assert (moved.due, moved.first_due) == (date(2026, 7, 6), clock.due)
    assert (moved.overdue_since, moved.events[-1].approved_by) == (clock.expires_at, "officer-2")
    case.happens("abe_interview", TODAY)
    with pytest.raises(RuleBroken) as refused:
        case.case.reschedule(clock.id, date(2026, 7, 8), "again", rules(), case.act())
    assert refused.value.code == "clock_stopped"


def test_a_corrected_day_of_the_report_moves_the_clocks_that_run_from_it() -> None:
    case = InHand()
    case.happens(KIND, STRATEGY)
    by_report = rules().limits_started_by("reported")
    from_it = [one for one in case.case.clocks.values() if one.limit_id in by_report and one.turn == 1]
    clocks = {clock.id: clock for clock in from_it if clock.started_on == REPORTED}
    others = [clock for clock in case.case.clocks.values() if clock.id not in clocks]
    assert clocks
    assert case.clock("ABE-02") in others
    earlier = date(2026, 5, 28)
    case.case.correct_report(earlier, "the call came in on Thursday", rules(), case.act())
    assert (case.case.record.reported_on, case.only("reported").happened_on) == (earlier, earlier)
    assert case.case.holdings[0].since == earlier
    for clock_id, before in clocks.items():
        after = case.case.clocks[clock_id]
        assert (after.started_on, after.first_due) == (earlier, before.first_due)
        assert after.events[-1].reason == "the call came in on Thursday"
    assert [case.case.clocks[clock.id] for clock in others] == others


def test_the_case_is_held_by_whom_the_next_decisive_step_awaits_until_it_is_done() -> None:
    case = InHand()
    allocated(case)
    for kind in ("crime_recorded", "referred_to_social_care", "social_care_decision"):
        case.happens(kind, date(2026, 6, 2))
    decisive = case.case.next_decisive(rules())
    assert decisive is not None
    case.case.record_delay(a_delay(case, decisive.kind, date(2026, 6, 3)), rules(), case.act())
    assert held_by(case) is Holder.SOCIAL_CARE
    second = a_delay(case, decisive.kind, date(2026, 6, 5), Holder.HEALTH)
    case.case.record_delay(second, rules(), case.act())
    assert held_by(case) is Holder.HEALTH
    assert [delay.until for delay in case.case.delays.values()] == [date(2026, 6, 5), None]
    case.happens(decisive.kind, STRATEGY)
    assert case.case.delays[second.id].until == STRATEGY
    assert held_by(case) is not Holder.HEALTH


def test_a_delay_of_something_else_does_not_say_who_holds_the_case() -> None:
    case = InHand()
    allocated(case)
    before = case.case.record.held_by
    case.case.record_delay(a_delay(case, "first_review", date(2026, 6, 3)), rules(), case.act())
    assert case.case.record.held_by is before


def test_what_is_done_is_not_delayed_any_more() -> None:
    case = InHand()
    case.happens(KIND, STRATEGY)
    with pytest.raises(RuleBroken) as refused:
        case.case.record_delay(a_delay(case, KIND, STRATEGY), rules(), case.act())
    assert (refused.value.code, refused.value.values["milestone"]) == ("milestone_already_done", KIND)


def test_a_case_with_the_cps_and_at_court_says_so() -> None:
    case = InHand()
    allocated(case)
    case.case.leave_unknown({"file_to_cps"}, "from elsewhere", rules(), case.act())
    case.happens("file_to_cps", TODAY)
    for one in list(case.case.milestones.values()):
        if (
            one.state in (MilestoneState.NOT_STARTED, MilestoneState.OPEN)
            and one.place < case.only("file_accepted").place
        ):
            case.case.mark_not_required(one.id, "not here", rules(), case.act())
    assert (case.case.record.status, case.case.record.held_by) == (CaseStatus.WITH_CPS, Holder.CPS)
    case.happens("charged", TODAY)
    assert case.case.record.status is CaseStatus.AT_COURT


def test_closing_stops_every_clock_and_nothing_is_entered_any_more() -> None:
    case = InHand()
    allocated(case)
    case.happens(KIND, STRATEGY)
    case.case.close("outcome_14", TODAY, rules(), case.act())
    assert {clock.state for clock in case.case.clocks.values()} == {ClockState.STOPPED}
    assert case.clock("ABE-02").events[-1].reason == "case_closed"
    record = case.case.record
    assert (record.status, record.closed_on, record.outcome_code) == (CaseStatus.CLOSED, TODAY, "outcome_14")
    assert case.only("outcome").happened_on == TODAY
    with pytest.raises(RuleBroken) as refused:
        case.happens("arrested", TODAY)
    assert (refused.value.code, refused.value.values["reference"]) == ("case_closed", "44NI/1/26")
    with pytest.raises(RuleBroken, match="case_closed"):
        case.case.close("outcome_14", TODAY, rules(), case.act())


def test_an_outcome_that_was_recorded_before_keeps_its_day() -> None:
    case = InHand()
    case.happens("outcome", INTERVIEW)
    with pytest.raises(RuleBroken, match="back_dated_too_far"):
        case.case.close("outcome_1", REPORTED, rules(), case.act(DETECTIVE))
    case.case.close("outcome_1", TODAY, rules(), case.act(DETECTIVE))
    assert (case.only("outcome").happened_on, case.case.record.closed_on) == (INTERVIEW, TODAY)


def test_what_the_source_does_not_tell_is_not_known_and_what_recurs_counts_from_now() -> None:
    case = InHand()
    allocated(case)
    case.happens(KIND, STRATEGY)
    case.happens("arrested", date(2026, 6, 9))
    case.later(200)
    told = {"reported", "allocated", "arrested", KIND}
    waiting = {one.id: one for one in case.case.milestones.values() if one.kind in told}
    case.case.leave_unknown(told, "taken from the sheet", rules(), case.act())
    assert {key: case.case.milestones[key] for key in waiting} == waiting
    assert case.only("abe_interview").state is MilestoneState.NOT_KNOWN
    assert case.clocks("ABE-02") == []
    assert case.only("outcome").state is MilestoneState.NOT_STARTED
    overdue = [clock for clock in case.case.clocks.values() if clock.is_overdue(case.act().now)]
    assert [clock for clock in overdue if case.case.milestones[clock.milestone_id].kind not in told] == []
    (review,) = case.case.clocks_of(case.only("review_sergeant").id)
    assert (review.started_on, review.state) == (case.today, ClockState.RUNNING)
    assert SUSPECT in case.case.suspects
