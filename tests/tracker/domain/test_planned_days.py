"""A day for which something is booked: a fact of its own, from which is counted back; due dates stay as they are."""

from datetime import date

import pytest

from tests.tracker.domain.bail_events import rules
from tests.tracker.domain.case_in_hand import DETECTIVE, SUSPECT, InHand
from tracker.domain.clock import Clock
from tracker.domain.suspect import Arrest
from tracker.errors import RuleBroken
from tracker.terms import BailEventKind, ClockState, MilestoneState, Nation

CONFERENCE, REPORT, SECTION_47 = "child_protection_conference", "police_report_to_conference", "section_47_started"
RUNNING, STOPPED = ClockState.RUNNING, ClockState.STOPPED
BOOKED = date(2026, 7, 15)


@pytest.fixture
def case() -> InHand:
    """A case in which a section 47 enquiry was started on Mon 29 June: a conference is due by Mon 20 July."""
    made = InHand()
    made.happens(SECTION_47, date(2026, 6, 29))
    return made


def plan(case: InHand, on: date | None, reason: str = "", kind: str = CONFERENCE) -> None:
    case.case.plan_day(case.all_of(kind)[-1].id, on, reason, rules(), case.act())


def report(case: InHand) -> Clock:
    return case.clock("SG-12")


def refused(case: InHand, on: date | None, reason: str = "", kind: str = CONFERENCE) -> RuleBroken:
    with pytest.raises(RuleBroken) as broken:
        plan(case, on, reason, kind)
    return broken.value


def test_a_booked_day_is_beside_the_due_date_and_moves_no_limit(case: InHand) -> None:
    before = case.clock("SG-06")
    assert (before.due, report(case).due) == (date(2026, 7, 20), date(2026, 7, 16))
    plan(case, BOOKED)
    assert case.only(CONFERENCE).planned_on == BOOKED
    assert case.clock("SG-06") == before
    assert (report(case).due, report(case).first_due, report(case).moves) == (date(2026, 7, 13), date(2026, 7, 16), 1)


def test_a_day_past_the_limit_is_a_fact_too(case: InHand) -> None:
    plan(case, date(2026, 7, 29))
    assert (case.clock("SG-06").due, report(case).due) == (date(2026, 7, 20), date(2026, 7, 27))


def test_another_day_moves_the_report_again_and_none_gives_it_back(case: InHand) -> None:
    plan(case, BOOKED)
    plan(case, date(2026, 7, 17), "the chair was ill")
    assert (report(case).due, report(case).moves) == (date(2026, 7, 15), 2)
    plan(case, None, "not booked after all")
    assert case.only(CONFERENCE).planned_on is None
    assert report(case).due == date(2026, 7, 16)


def test_the_day_it_was_held_counts_before_the_one_it_was_booked_for(case: InHand) -> None:
    plan(case, BOOKED)
    case.later(20)
    done = case.happens(CONFERENCE, date(2026, 7, 17))
    assert (done.planned_on, report(case).due) == (BOOKED, date(2026, 7, 15))
    case.case.reopen_milestone(done.id, "another day", rules(), case.act())
    assert (case.only(CONFERENCE).planned_on, report(case).due) == (BOOKED, date(2026, 7, 13))


def test_what_is_not_required_is_not_counted_back_from(case: InHand) -> None:
    plan(case, BOOKED)
    case.case.mark_not_required(case.only(CONFERENCE).id, "no plan needed", rules(), case.act())
    assert (report(case).state, report(case).events[-1].reason) == (STOPPED, "does_not_apply")
    case.case.reopen_milestone(case.only(CONFERENCE).id, "needed after all", rules(), case.act())
    assert (report(case).state, report(case).due) == (RUNNING, date(2026, 7, 13))


def test_a_booking_stands_where_its_limit_does_not_run_any_more(case: InHand) -> None:
    plan(case, BOOKED)
    started = case.only(SECTION_47)
    case.case.reopen_milestone(started.id, "not started", rules(), case.act())
    assert (case.clock("SG-06").state, report(case).state, report(case).due) == (STOPPED, RUNNING, date(2026, 7, 13))
    case.later(14)
    done = case.happens(CONFERENCE, date(2026, 7, 14))
    assert report(case).due == date(2026, 7, 10)
    case.case.reopen_milestone(done.id, "another day", rules(), case.act())
    assert report(case).due == date(2026, 7, 13)
    case.case.mark_not_required(done.id, "none needed", rules(), case.act())
    assert report(case).state is STOPPED


def test_a_review_is_booked_turn_by_turn(case: InHand) -> None:
    case.happens(CONFERENCE, date(2026, 7, 1))
    plan(case, date(2026, 9, 2), kind="first_review_conference")
    (first,) = case.clocks("SG-12-review")
    assert first.due == date(2026, 8, 27)
    case.later(64)
    case.happens("first_review_conference", date(2026, 9, 2))
    plan(case, date(2027, 2, 10), kind="review_conference")
    assert [clock.due for clock in case.clocks("SG-12-review")] == [date(2026, 8, 27), date(2027, 2, 5)]


def test_in_wales_nothing_is_counted_back() -> None:
    welsh = InHand(nation=Nation.WALES)
    welsh.happens(SECTION_47, date(2026, 6, 29))
    plan(welsh, BOOKED)
    assert (welsh.only(CONFERENCE).planned_on, welsh.all_of(REPORT)) == (BOOKED, [])


def test_anything_a_person_completes_may_be_planned_by_a_detective(case: InHand) -> None:
    interview = case.only("abe_interview")
    case.case.plan_day(interview.id, case.today, "", rules(), case.act(DETECTIVE))
    assert case.only("abe_interview").planned_on == case.today


@pytest.mark.parametrize(("on", "code"), [(date(2026, 6, 30), "planned_in_past"), (None, "not_planned")])
def test_what_cannot_be_a_first_booking(case: InHand, on: date | None, code: str) -> None:
    broken = refused(case, on)
    assert (broken.code, broken.field) == (code, "on")


@pytest.mark.parametrize(("on", "reason", "code", "field"), [
    (BOOKED, "again", "planned_already", "on"),
    (date(2026, 7, 16), "", "reason_needed", "reason"),
    (None, "", "reason_needed", "reason"),
])  # fmt: skip
def test_what_cannot_be_a_change_of_it(case: InHand, on: date | None, reason: str, code: str, field: str) -> None:
    plan(case, BOOKED)
    broken = refused(case, on, reason)
    assert (broken.code, broken.field) == (code, field)
    assert case.only(CONFERENCE).planned_on == BOOKED


def test_what_is_done_or_follows_from_other_records_is_not_planned(case: InHand) -> None:
    done = case.happens(CONFERENCE, date(2026, 7, 1))
    assert done.state is MilestoneState.DONE
    assert refused(case, BOOKED).code == "milestone_already_done"
    assert refused(case, BOOKED, kind="case_activity").code == "cannot_be_planned"
    arrest = Arrest("a-1", case.case.record.id, SUSPECT, date(2026, 6, 30))
    case.case.arrest(arrest, rules(), case.act(), released=BailEventKind.RELEASED_ON_BAIL)
    broken = refused(case, BOOKED, kind="bail_ended")
    assert (broken.code, broken.values["milestone"]) == ("cannot_be_planned", "Applicable bail period ended")


def test_nothing_is_planned_in_a_closed_case(case: InHand) -> None:
    case.case.close("16", case.today, rules(), case.act())
    assert refused(case, BOOKED).code == "case_closed"
