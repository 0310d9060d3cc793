"""Limits on what somebody states of the offence, of custody, after lateness, counted back from a day, lengthened."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.tracker.domain.bail_events import rules
from tests.tracker.domain.case_in_hand import CASE, CHILD, SUSPECT, TODAY, InHand
from tracker.domain.child import Child
from tracker.domain.clock import Clock
from tracker.domain.clock_start import total
from tracker.domain.suspect import Suspect
from tracker.errors import RuleBroken
from tracker.terms import (
    ClockEventKind,
    ClockState,
    MilestoneState,
    ProsecutionLimit,
)

RUNNING, STOPPED = ClockState.RUNNING, ClockState.STOPPED
SUMMARY, DOMESTIC, NONE = ProsecutionLimit.SUMMARY_ONLY, ProsecutionLimit.DOMESTIC_ABUSE, ProsecutionLimit.NONE
OFFENCE = date(2026, 5, 30)
ACCOUNT = "first_evidential_account"
ENDED = "custody_time_limit_ended"
REPORT = "police_report_to_conference"


def answer(case: InHand, limit: ProsecutionLimit, on: date | None = OFFENCE, reason: str = "") -> None:
    case.case.set_prosecution_limit(limit, on, reason, rules(), case.act())


def remand(case: InHand, limit_id: str, on: date, served: int | None = None) -> None:
    case.case.remand(SUSPECT, limit_id, on, served, "CPS", "", rules(), case.act())


def reopen(case: InHand, kind: str, reason: str = "wrong day") -> None:
    done = [one for one in case.all_of(kind) if one.state is MilestoneState.DONE][-1]
    case.case.reopen_milestone(done.id, reason, rules(), case.act())


def states(case: InHand) -> dict[str, ClockState]:
    """Give the state of each clock towards the charge of a suspect."""
    return {one: case.clock(one).state for one in ("LIM-01", "LIM-02", "LIM-02a") if case.clocks(one)}


# on what somebody states of the offence


def test_a_summary_offence_runs_towards_the_charge_of_every_suspect_also_a_later_one() -> None:
    case = InHand()
    answer(case, SUMMARY)
    assert (case.clock("LIM-01").started_on, case.clock("LIM-01").due) == (OFFENCE, date(2026, 11, 30))
    case.case.add_suspect(Suspect("suspect-2", CASE, "S2"), rules(), case.act())
    assert [clock.due for clock in case.clocks("LIM-01")] == [date(2026, 11, 30)] * 2
    case.happens("charged", TODAY)
    assert [clock.state for clock in case.clocks("LIM-01")] == [STOPPED, RUNNING]


def test_an_answer_needs_a_day_that_is_not_in_the_future() -> None:
    case = InHand()
    for on, code in ((None, "offence_date_needed"), (date(2026, 7, 2), "date_in_future")):
        with pytest.raises(RuleBroken) as refused:
            answer(case, SUMMARY, on)
        assert (refused.value.code, refused.value.field) == (code, "offence_on")
    answer(case, NONE, None)
    assert (case.case.record.prosecution, case.all_of("offence_committed")) == (NONE, [])


def test_another_day_of_the_offence_is_a_correction_and_the_same_one_again_changes_nothing() -> None:
    case = InHand()
    answer(case, SUMMARY)
    before = case.clock("LIM-01")
    answer(case, SUMMARY)
    assert case.clock("LIM-01") == before
    answer(case, SUMMARY, date(2026, 5, 20), "the statement says the 20th")
    clock = case.clock("LIM-01")
    assert (clock.started_on, clock.due, clock.first_due) == (date(2026, 5, 20), date(2026, 11, 20), before.due)
    assert clock.events[-1].reason == "the statement says the 20th"


def test_another_answer_stops_what_no_longer_applies_and_a_third_lets_it_run_again() -> None:
    case = InHand()
    answer(case, SUMMARY)
    answer(case, DOMESTIC)
    assert states(case) == {"LIM-01": STOPPED, "LIM-02": RUNNING}
    assert case.clock("LIM-01").events[-1].reason == "does_not_apply"
    answer(case, SUMMARY, date(2026, 5, 28), "the day before")
    assert states(case) == {"LIM-01": RUNNING, "LIM-02": STOPPED}
    assert case.clock("LIM-01").started_on == date(2026, 5, 28)


def test_an_answer_after_the_charge_says_whether_that_was_in_time() -> None:
    case = InHand()
    case.happens("charged", date(2026, 6, 20))
    answer(case, SUMMARY)
    clock = case.clock("LIM-01")
    assert (clock.state, clock.stopped_on, clock.overdue_since) == (STOPPED, date(2026, 6, 20), None)


def test_the_first_account_is_opened_with_the_answer_or_taken_from_what_is_known() -> None:
    case = InHand()
    answer(case, DOMESTIC)
    assert (case.only(ACCOUNT).state, states(case)) == (MilestoneState.OPEN, {"LIM-02": RUNNING})
    case.happens("abe_interview", date(2026, 6, 10))
    assert case.only(ACCOUNT).happened_on == date(2026, 6, 10)
    assert case.clock("LIM-02a").started_on == date(2026, 6, 10)
    known = InHand()
    known.happens("abe_interview", date(2026, 6, 10))
    answer(known, DOMESTIC)
    assert known.clock("LIM-02a").started_on == date(2026, 6, 10)
    answer(known, NONE)
    assert states(known)["LIM-02a"] is STOPPED
    answer(known, DOMESTIC)
    assert known.clock("LIM-02a").state is RUNNING


def test_an_earlier_account_takes_the_place_of_the_first_and_a_later_one_does_not() -> None:
    case = InHand()
    answer(case, DOMESTIC)
    case.case.add_child(Child("child-2", CASE, "CD", age_at_report=9), rules(), case.act())
    case.happens("abe_interview", date(2026, 6, 10))
    for on, first in ((date(2026, 6, 12), date(2026, 6, 10)), (date(2026, 6, 8), date(2026, 6, 8))):
        case.case.happen("abe_interview", "child-2", on, "", rules(), case.act())
        assert case.only(ACCOUNT).happened_on == first
        assert case.clock("LIM-02a").started_on == first
        second = next(one for one in case.all_of("abe_interview") if one.subject_id == "child-2")
        if on != first:
            case.case.reopen_milestone(second.id, "another day", rules(), case.act())
    assert case.clock("LIM-02a").events[-1].kind is ClockEventKind.CORRECTED


def test_an_account_that_is_taken_back_gives_way_to_the_next_one() -> None:
    case = InHand()
    case.case.add_child(Child("child-2", CASE, "CD", age_at_report=9), rules(), case.act())
    answer(case, DOMESTIC)
    case.happens("abe_interview", date(2026, 6, 10))
    case.later(1)
    case.case.happen("abe_interview", "child-2", date(2026, 6, 12), "", rules(), case.act())
    first = next(one for one in case.all_of("abe_interview") if one.subject_id == CHILD)
    case.case.reopen_milestone(first.id, "another child", rules(), case.act())
    assert (case.only(ACCOUNT).happened_on, case.clock("LIM-02a").started_on) == (date(2026, 6, 12),) * 2


# custody


def test_sent_to_the_crown_court_the_days_already_served_come_off() -> None:
    case = InHand()
    remand(case, "CPS-12-either-way", date(2026, 6, 9))
    with pytest.raises(RuleBroken, match="custody_limit_runs"):
        remand(case, "CPS-12-either-way", date(2026, 6, 11))
    remand(case, "CPS-12", date(2026, 6, 30))
    earlier, clock = case.clock("CPS-12-either-way"), case.clock("CPS-12")
    assert (earlier.state, earlier.stopped_on) == (STOPPED, date(2026, 6, 30))
    assert (clock.measure.amount, clock.events[0].approved_by) == (182 - 21, "CPS")
    assert case.only("sent_to_crown_court").happened_on == date(2026, 6, 30)


def test_a_sending_that_was_recorded_before_is_the_same_one() -> None:
    case = InHand()
    case.happens("sent_to_crown_court", date(2026, 6, 9))
    remand(case, "CPS-12", date(2026, 6, 9), served=100)
    assert (len(case.all_of("sent_to_crown_court")), case.clock("CPS-12").measure.amount) == (1, 82)


def test_a_limit_that_is_not_of_custody_or_of_which_nothing_is_left_is_refused() -> None:
    case = InHand()
    for limit_id, served, code in (
        ("CPS-12", 182, "spent"),
        ("CPS-12", -1, "spent"),
        ("CPS-02", None, "not_a_custody"),
    ):
        with pytest.raises(RuleBroken, match=code):
            remand(case, limit_id, date(2026, 6, 9), served)
    assert case.all_of("remanded") == case.all_of(ENDED) == []


# after lateness, and windows


def test_what_starts_after_lateness_starts_once_from_the_day_it_was_due() -> None:
    case = InHand()
    case.happens("medical_examined", date(2026, 6, 3))
    late = case.clock("MED-07")
    assert case.case.start_after_overdue(late.id, rules(), case.act()) == 1
    assert case.clock("MED-08").started_on == late.due
    assert case.case.start_after_overdue(late.id, rules(), case.act()) == 0
    assert len(case.clocks("MED-08")) == 1
    in_time = InHand()
    in_time.happens("medical_examined", date(2026, 6, 30))
    assert in_time.case.start_after_overdue(in_time.clock("MED-07").id, rules(), in_time.act()) == 0
    assert in_time.clocks("MED-08") == []


def test_a_window_closes_at_its_end_and_nobody_was_late() -> None:
    case = InHand()
    case.happens("no_further_action", date(2026, 6, 2))
    case.happens("victim_told_of_decision", date(2026, 6, 2))
    clock = case.clock("VRR-01")
    case.later(120)
    case.case.close_window(clock.id, rules(), case.act())
    closed = case.clock("VRR-01")
    assert (closed.state, closed.stopped_on, closed.overdue_since) == (STOPPED, clock.due, None)
    assert closed.events[-1].reason == "window_closed"


# counted back from a day that is planned


def conference(case: InHand) -> Clock:
    return case.clock("SG-06")


def test_the_report_moves_with_the_conference_and_stops_when_there_is_none() -> None:
    case = InHand()
    case.happens("section_47_started", date(2026, 6, 26))
    report = case.clock("SG-12")
    assert report.due is not None
    assert conference(case).due is not None
    case.case.reschedule(conference(case).id, date(2026, 7, 24), "the chair is ill", rules(), case.act())
    moved = case.clock("SG-12")
    assert (moved.due, moved.first_due, moved.events[-1].kind) == (
        date(2026, 7, 22), report.due, ClockEventKind.CORRECTED,
    )  # fmt: skip
    reopen(case, "section_47_started")
    assert (case.clock("SG-12").state, case.clock("SG-12").events[-1].reason) == (STOPPED, "does_not_apply")
    case.happens("section_47_started", date(2026, 6, 29))
    again = case.clock("SG-12")
    assert (again.state, again.due) == (RUNNING, rules().working_days.nth_before(conference(case).due or TODAY, 2))


def test_a_report_given_already_stays_given_when_the_conference_moves() -> None:
    case = InHand()
    case.happens("section_47_started", date(2026, 6, 26))
    case.happens(REPORT, date(2026, 6, 30))
    given = case.clock("SG-12")
    case.case.reschedule(conference(case).id, date(2026, 7, 24), "the chair is ill", rules(), case.act())
    assert case.clock("SG-12") == given


def test_a_conference_that_was_held_asks_for_no_report() -> None:
    case = InHand()
    case.happens("child_protection_conference", date(2026, 6, 26))
    case.happens("section_47_started", date(2026, 6, 15))
    assert [clock for clock in case.clocks("SG-12") if clock.state is RUNNING] == []


def test_a_report_that_waits_already_is_the_one_asked_for() -> None:
    case = InHand()
    done = case.happens(REPORT, date(2026, 6, 8))
    case.case.reopen_milestone(done.id, "not sent after all", rules(), case.act())
    case.happens("section_47_started", date(2026, 6, 26))
    assert case.clock("SG-12").milestone_id == done.id


# lengthened once


def test_an_order_is_lengthened_once_before_it_ends_and_taken_back_it_is_as_long_as_it_was() -> None:
    case = InHand()
    with pytest.raises(RuleBroken, match="nothing_to_extend"):
        case.happens("emergency_protection_order_extended", date(2026, 6, 28))
    case = InHand()
    case.happens("emergency_protection_order_made", date(2026, 6, 23))
    assert case.clock("SG-14").due == date(2026, 6, 30)
    case.happens("emergency_protection_order_extended", date(2026, 6, 30))
    assert (case.clock("SG-14").due, total(case.clock("SG-14"))) == (date(2026, 7, 7), 15)
    reopen(case, "emergency_protection_order_extended")
    assert (case.clock("SG-14").due, total(case.clock("SG-14"))) == (date(2026, 6, 30), 8)
    case.happens("emergency_protection_order_extended", date(2026, 6, 29))
    assert case.clock("SG-14").due == date(2026, 7, 7)
    with pytest.raises(RuleBroken, match="extended_already"):
        case.happens("emergency_protection_order_extended", date(2026, 6, 30))


def test_an_order_that_has_ended_is_not_lengthened() -> None:
    case = InHand()
    case.happens("emergency_protection_order_made", date(2026, 6, 10))
    with pytest.raises(RuleBroken, match="extended_too_late"):
        case.happens("emergency_protection_order_extended", date(2026, 6, 18))


def test_custody_hours_are_lengthened_to_a_total_by_the_hour() -> None:
    case = InHand()
    arrived = datetime(2026, 6, 30, 8, tzinfo=UTC)
    case.happens("arrived_at_custody", date(2026, 6, 30), arrived)
    assert case.clock("CUS-02").due_at == arrived + timedelta(hours=24)
    case.happens("detention_extended", date(2026, 7, 1), arrived + timedelta(hours=24))
    assert case.clock("CUS-02").due_at == arrived + timedelta(hours=36)
    late = InHand()
    late.happens("arrived_at_custody", date(2026, 6, 30), arrived)
    with pytest.raises(RuleBroken, match="extended_too_late"):
        late.happens("detention_extended", date(2026, 7, 1), arrived + timedelta(hours=24, minutes=1))
