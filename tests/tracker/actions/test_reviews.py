"""A supervisor's review stops its clock only where it holds what it must; the clock of the next one begins."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import DETECTIVE, INSPECTOR, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.reviews import a_review, review
from tracker import wording
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.complete_follow_up import CompleteFollowUp
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_chase import RecordChase
from tracker.actions.record_delay import RecordDelay
from tracker.actions.record_event import RecordEvent
from tracker.actions.record_protection import RecordProtection
from tracker.actions.record_review import FollowUpAsked, LateAnswer, RecordReview
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.domain.review import LONGEST_ANSWER, MOST_FOLLOW_UPS
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.reviews import ReviewPositionQuestion, ReviewPositionRow, Reviews, ReviewsQuestion
from tracker.terms import (
    BailCheck,
    BailEventKind,
    ChaseWay,
    ClockState,
    DelayReason,
    Escalation,
    Holder,
    MilestoneState,
    OtherChildren,
    RiskTrend,
    Welfare,
)

TODAY = date(2026, 11, 20)


def an_allocated_case(core: Tracker, **other: Any) -> str:
    case_id = open_a_case(core, reported_on=date(2026, 11, 16), **other)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    return case_id


def position(core: Tracker, case_id: str, by: str = SUPERVISOR) -> ReviewPositionRow:
    found: ReviewPositionRow = core.ask(ReviewPositionQuestion(by, case_id))
    return found


def reviews(core: Tracker, case_id: str) -> Reviews:
    found: Reviews = core.ask(ReviewsQuestion(SUPERVISOR, case_id))
    return found


def refused(core: Tracker, request: RecordReview) -> tuple[str, str, str]:
    with pytest.raises(RuleBroken) as problem:
        core.do(request)
    return problem.value.code, problem.value.field, str(problem.value.values.get("missing", ""))


def test_a_review_completes_its_milestone_and_the_next_clock_begins(core: Tracker, time: StoppedTime) -> None:
    case_id = an_allocated_case(core)
    time.forward(days=10)
    review(core, case_id, "review_sergeant", time.today())
    assert milestone(core, case_id, "review_sergeant").state is MilestoneState.DONE
    following = milestone(core, case_id, "review_sergeant", turn=2)
    assert [(clock.state, clock.started_on) for clock in following.clocks] == [(ClockState.RUNNING, time.today())]
    (row,) = reviews(core, case_id).reviews
    assert (row.name, row.by, row.risk_words) == ("Sergeant's review", "DS 902 Ade", "the suspect has no contact")
    assert case_file(core, case_id).history[0].what.startswith("Recorded a review: Sergeant's review, Mon 30 Nov 2026")


def test_a_review_is_not_completed_by_itself(core: Tracker) -> None:
    case_id = an_allocated_case(core)
    row = milestone(core, case_id, "first_review")
    for request in (
        CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, TODAY, "reviewed, continue"),
        RecordEvent(SUPERVISOR, case_id, "review_sergeant", TODAY),
    ):
        with pytest.raises(RuleBroken) as problem:
            core.do(request)
        assert problem.value.code == "review_needed"
    assert milestone(core, case_id, "first_review").state is not MilestoneState.DONE
    assert reviews(core, case_id).reviews == ()


def test_a_bare_continue_stops_no_clock(core: Tracker) -> None:
    case_id = an_allocated_case(core)
    row = position(core, case_id).due[0]
    bare = RecordReview(SUPERVISOR, case_id, row.milestone_id, row.version, TODAY, voice="Reviewed, continue.")
    code, field, missing = refused(core, bare)
    assert (code, field) == ("review_lacks", "risk")
    assert "risk to the child now, and why; risk to other children; the child's voice" in missing
    assert "the day of the next review" in missing
    assert milestone(core, case_id, row.kind).state is not MilestoneState.DONE


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"risk_words": "no change"}, "risk_words"),
        ({"others": OtherChildren.AT_RISK}, "others_words"),
        ({"voice": "as before"}, "voice"),
        ({"enquiries": " "}, "enquiries"),
        ({"devices": "ongoing"}, "devices"),
        ({"escalation": Escalation.INSPECTOR}, "escalation_words"),
        ({"welfare": Welfare.CONCERN}, "welfare_words"),
        ({"welfare": None}, "welfare"),
        ({"next_on": None}, "next_on"),
    ],
)
def test_what_is_missing_is_said_at_its_field(core: Tracker, change: dict[str, Any], field: str) -> None:
    case_id = an_allocated_case(core)
    whole = a_review(position(core, case_id), "review_sergeant", TODAY)
    assert refused(core, replace(whole, **change))[:2] == ("review_lacks", field)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"voice": "word " * LONGEST_ANSWER}, "answer_too_long", "voice"),
        ({"next_on": TODAY}, "day_not_to_come", "next_on"),
        ({"on": date(2026, 11, 21)}, "date_in_future", "on"),
        ({"follow_ups": (FollowUpAsked("ring", None, TODAY),)}, "follow_up_needs_all", "what_0"),
        ({"follow_ups": (FollowUpAsked("x" * 501, DETECTIVE, TODAY),)}, "answer_too_long", "what_0"),
        (
            {"follow_ups": (FollowUpAsked("ring", DETECTIVE, date(2026, 11, 19)),)},
            "next_step_in_past",
            "due_0",
        ),
        ({"follow_ups": (FollowUpAsked("ring", DETECTIVE, TODAY),) * (MOST_FOLLOW_UPS + 1)}, "follow_ups_too_many", ""),
    ],
)
def test_what_cannot_be_is_refused(core: Tracker, change: dict[str, Any], code: str, field: str) -> None:
    case_id = an_allocated_case(core)
    whole = a_review(position(core, case_id), "review_sergeant", TODAY)
    found = refused(core, replace(whole, **change))
    assert found[0] == code
    assert found[1] == (field or "follow_ups")


def test_each_late_milestone_needs_its_cause_who_is_next_and_a_new_date(core: Tracker, time: StoppedTime) -> None:
    case_id = an_allocated_case(core)
    time.forward(days=12)
    stands = position(core, case_id)
    assert len(stands.late) > 1
    whole = a_review(stands, "review_sergeant", time.today())
    assert refused(core, replace(whole, late=whole.late[1:]))[:2] == ("review_lacks", "cause_0")
    gap = (*whole.late[:1], LateAnswer(whole.late[1].milestone_id, DelayReason.WORKLOAD, Holder.OUR_UNIT))
    assert refused(core, replace(whole, late=(*gap, *whole.late[2:])))[:2] == ("review_lacks", "expected_1")
    past = replace(whole.late[0], expected_on=date(2026, 11, 30))
    assert refused(core, replace(whole, late=(past, *whole.late[1:])))[:2] == ("next_step_in_past", "expected_0")
    core.do(whole)
    assert reviews(core, case_id).reviews[0].late[0].milestone == stands.late[0].name


def test_a_cause_given_in_a_review_is_recorded_once(core: Tracker, time: StoppedTime) -> None:
    case_id = an_allocated_case(core)
    time.forward(days=12)
    row = milestone(core, case_id, "strategy_discussion")
    core.do(
        RecordDelay(
            SUPERVISOR, case_id, row.milestone_id, row.version, DelayReason.AWAITING_SOCIAL_CARE, Holder.SOCIAL_CARE,
            time.today(), "ring them",
        )
    )  # fmt: skip
    stands = position(core, case_id)
    assert [line for part, line in stands.known if part == "agencies"] == [
        "Social care since Wed 2 Dec 2026: Strategy discussion. Next step: ring them"
    ]
    assert stands.others_awaited
    review(core, case_id, "review_sergeant", time.today())
    assert len(milestone(core, case_id, "strategy_discussion").delays) == 1
    (cause,) = milestone(core, case_id, "investigation_plan").delays
    assert (cause.reason, cause.next_step) == (
        DelayReason.WORKLOAD,
        "Expected by Wed 16 Dec 2026, by the review of Wed 2 Dec 2026",
    )


def test_bail_cps_and_devices_are_asked_about_where_they_stand(core: Tracker) -> None:
    case_id = an_allocated_case(core)
    suspect = next(row.subject_id for row in case_file(core, case_id).subjects if row.label == "S1")
    core.do(RecordArrest(SUPERVISOR, case_id, suspect, date(2026, 11, 17), BailEventKind.RELEASED_ON_BAIL))
    core.do(RecordEvent(SUPERVISOR, case_id, "file_to_cps", date(2026, 11, 19), suspect))
    stands = position(core, case_id)
    assert (stands.on_bail, stands.with_cps, stands.devices_out) == (True, True, True)
    assert set(stands.known) >= {
        ("bail", "S1: on bail, ends Wed 17 Feb 2027, no check of conditions on record"),
        ("cps", "S1: File sent to the CPS, Thu 19 Nov 2026"),
        ("devices", "EX1: nothing on record yet"),
        ("contact", "AB: no update to the family on record"),
    }
    whole = a_review(stands, "review_sergeant", TODAY)
    assert refused(core, replace(whole, bail=BailCheck.BREACHED))[1] == "bail_words"
    assert refused(core, replace(whole, bail=None))[1] == "bail"
    assert refused(core, replace(whole, cps="noted"))[1] == "cps"
    core.do(replace(whole, bail=BailCheck.NOT_CHECKED, bail_words="visit planned for Saturday"))
    (row,) = reviews(core, case_id).reviews
    assert row.bail is BailCheck.NOT_CHECKED
    assert ("cps", "S1: File sent to the CPS, Thu 19 Nov 2026") in row.known


def test_what_is_known_of_devices_bail_protection_and_chases(core: Tracker) -> None:
    case_id = an_allocated_case(core)
    ids = {row.label: row.subject_id for row in case_file(core, case_id).subjects}
    core.do(RecordArrest(SUPERVISOR, case_id, ids["S1"], date(2026, 11, 17)))
    assert not position(core, case_id).on_bail
    core.do(RecordArrest(SUPERVISOR, case_id, ids["S1"], date(2026, 11, 18), BailEventKind.RELEASED_FOR_CHARGING))
    core.do(RecordEvent(SUPERVISOR, case_id, "device_seized", date(2026, 11, 18), ids["EX1"]))
    for on in (date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 17)):
        core.do(
            RecordChase(SUPERVISOR, case_id, Holder.SOCIAL_CARE, on, ChaseWay.PHONE, next_step=f"ring on {on.day + 2}")
        )
    stands = position(core, case_id)
    assert set(stands.known) >= {
        ("risk", "AB, S1: no active protection since Mon 16 Nov 2026"),
        ("bail", "S1: not begun, no check of conditions on record"),
        ("devices", "EX1: seized Wed 18 Nov 2026"),
        ("agencies", "Social care chased Thu 19 Nov 2026. Next step: ring on 21"),
    }
    core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", TODAY, ids["S1"]))
    assert ("risk", "AB, S1: protected") in position(core, case_id).known
    core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", TODAY, ids["S1"], until=date(2026, 11, 27)))
    review(core, case_id, "review_sergeant", TODAY)
    known = dict(reviews(core, case_id).reviews[0].known)
    assert known["risk"].startswith("AB, S1: protected")


def test_a_review_belongs_to_its_rank(core: Tracker) -> None:
    case_id = an_allocated_case(core)
    stands = position(core, case_id)
    assert {row.kind: row.may for row in stands.due} == {
        "first_review": True,
        "review_sergeant": True,
        "review_before_closing": True,
        "review_inspector": False,
        "review_superintendent": False,
    }
    assert refused(core, a_review(stands, "review_inspector", TODAY))[:2] == ("review_of_rank", "milestone_id")
    review(core, case_id, "review_inspector", TODAY, by=INSPECTOR)
    assert milestone(core, case_id, "review_inspector").state is MilestoneState.DONE
    review(core, case_id, "review_sergeant", TODAY, by=INSPECTOR)
    assert milestone(core, case_id, "review_sergeant").state is MilestoneState.DONE


def test_a_detective_reviews_nothing_and_what_is_no_review_is_refused(core: Tracker) -> None:
    case_id = an_allocated_case(core)
    stands = position(core, case_id)
    assert refused(core, a_review(stands, "review_sergeant", TODAY, by=DETECTIVE))[0] == "not_allowed"
    other = milestone(core, case_id, "investigation_plan")
    whole = a_review(stands, "review_sergeant", TODAY)
    assert refused(core, replace(whole, milestone_id=other.milestone_id, version=other.version))[0] == "not_a_review"
    with pytest.raises(StaleRecord):
        core.do(replace(whole, version=whole.version + 1))


def test_follow_up_actions_are_done_and_taken_back(core: Tracker, time: StoppedTime) -> None:
    case_id = an_allocated_case(core)
    asked = (
        FollowUpAsked("Ring the school", DETECTIVE, date(2026, 11, 24)),
        FollowUpAsked("Book room", SUPERVISOR, TODAY),
    )
    review(core, case_id, "review_sergeant", TODAY, follow_ups=asked)
    first, second = reviews(core, case_id).follow_ups
    assert (first.what, first.owner, first.state_key) == ("Book room", "DS 902 Ade", "due_soon")
    assert position(core, case_id).open_follow_ups == (
        "Book room, due Fri 20 Nov 2026",
        "Ring the school, due Tue 24 Nov 2026",
    )
    time.forward(days=5)
    assert [row.state_key for row in reviews(core, case_id).follow_ups] == ["overdue", "overdue"]
    core.do(CompleteFollowUp(DETECTIVE, second.follow_up_id, second.version))
    done = reviews(core, case_id).follow_ups[-1]
    assert (done.what, done.done_on, done.done_by, done.state_key) == (
        "Ring the school",
        date(2026, 11, 25),
        "DC 3312 Patel",
        "done_late",
    )
    assert case_file(core, case_id).history[0].what == "Did what a review asked for: Ring the school"
    with pytest.raises(StaleRecord):
        core.do(CompleteFollowUp(DETECTIVE, second.follow_up_id, second.version))
    with pytest.raises(RuleBroken, match="follow_up_done"):
        core.do(CompleteFollowUp(DETECTIVE, done.follow_up_id, done.version))
    core.do(CompleteFollowUp(DETECTIVE, done.follow_up_id, done.version, done=False))
    assert [row.done_on for row in reviews(core, case_id).follow_ups] == [None, None]


def test_a_review_taken_back_stays_on_record(core: Tracker) -> None:
    case_id = an_allocated_case(core)
    asked = (FollowUpAsked("Ring the school", DETECTIVE, date(2026, 11, 24)),)
    review(core, case_id, "review_sergeant", TODAY, follow_ups=asked)
    row = milestone(core, case_id, "review_sergeant")
    core.do(ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "wrong case"))
    found = reviews(core, case_id)
    assert ([one.withdrawn for one in found.reviews], found.follow_ups) == ([True], ())
    assert milestone(core, case_id, "review_sergeant").clocks[0].state is ClockState.RUNNING
    review(core, case_id, "review_sergeant", TODAY, risk=RiskTrend.LOWER)
    assert [one.withdrawn for one in reviews(core, case_id).reviews] == [False, True]


def test_out_of_scope_there_is_nothing_to_review(core: Tracker) -> None:
    case_id = an_allocated_case(core)
    south = open_a_case(core, reference="44NI/00999/26", team_id=SOUTH)
    review(core, south, "review_sergeant", TODAY)
    assert core.ask(ReviewsQuestion(DETECTIVE, south)) == Reviews(south, (), ())
    with pytest.raises(NotFound):
        core.ask(ReviewPositionQuestion(DETECTIVE, south))
    assert position(core, case_id, by=DETECTIVE).due[0].may is False


def test_the_day_named_for_the_next_review_is_its_planned_day(core: Tracker, time: StoppedTime) -> None:
    case_id = an_allocated_case(core)
    named = time.today() + timedelta(days=20)
    review(core, case_id, "review_sergeant", time.today(), next_on=named)
    following = milestone(core, case_id, "review_sergeant", turn=2)
    assert (following.planned_on, following.planned_passed) == (named, False)
    assert following.clocks[0].due == time.today() + timedelta(days=28)
    due = next(row for row in position(core, case_id).due if row.milestone_id == following.milestone_id)
    assert (due.planned_on, due.next_by, due.next_limit) == (named, date(2026, 12, 18), "Sergeant's review")
    time.forward(days=21)
    assert milestone(core, case_id, "review_sergeant", turn=2).planned_passed


def test_a_day_after_the_limit_of_the_next_review_is_refused_with_the_last_day(core: Tracker) -> None:
    case_id = an_allocated_case(core)
    whole = a_review(position(core, case_id), "review_sergeant", TODAY)
    with pytest.raises(RuleBroken) as problem:
        core.do(replace(whole, next_on=date(2026, 12, 19)))
    assert (problem.value.code, problem.value.field) == ("next_review_too_late", "next_on")
    assert wording.error(problem.value.code, problem.value.values) == (
        "Sat 19 Dec 2026 is too late: Sergeant's review allows Fri 18 Dec 2026 at the latest for the next review."
    )
    assert milestone(core, case_id, "review_sergeant").state is not MilestoneState.DONE
    core.do(replace(whole, next_on=date(2026, 12, 18)))


def test_after_the_first_review_the_sergeants_is_booked_and_taken_back_with_it(core: Tracker) -> None:
    case_id = an_allocated_case(core)
    named = TODAY + timedelta(days=10)
    review(core, case_id, "first_review", TODAY, next_on=named)
    assert milestone(core, case_id, "review_sergeant").planned_on == named
    row = milestone(core, case_id, "first_review")
    core.do(ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "wrong case"))
    assert milestone(core, case_id, "review_sergeant").planned_on is None
