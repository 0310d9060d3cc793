"""Whom a limit concerns: each child, suspect and device has its own clock, and what is known of it sets the amount."""

from datetime import date

import pytest

from tests.cores import SUPERVISOR
from tests.tracker.actions.course_of_a_case import REPORTED, Unit, unit
from tracker.actions.open_case import NewChild, NewDevice, NewSuspect
from tracker.actions.record_event import RecordEvent
from tracker.errors import RuleBroken
from tracker.terms import CaseKind, ClockState, Nation, RiskGrade, YesNo

__all__ = ["unit"]

A_TUESDAY = date(2026, 6, 9)


def test_each_child_has_its_own_clock(unit: Unit) -> None:
    course = unit.open(children=(NewChild("AB", age_at_report=12), NewChild("CD", age_at_report=8)))
    course.happens("strategy_discussion", A_TUESDAY)
    older, younger = (course.clock("ABE-02", "abe_interview", number) for number in (0, 1))
    assert (older.due, younger.due) == (date(2026, 6, 15), date(2026, 6, 11))
    course.happens("abe_interview", date(2026, 6, 10), 1)
    states = [course.clock("ABE-02", "abe_interview", number).state for number in (0, 1)]
    assert states == [ClockState.RUNNING, ClockState.STOPPED]


def test_each_suspect_has_its_own_clock(unit: Unit) -> None:
    course = unit.open(suspects=(NewSuspect("S1"), NewSuspect("S2")))
    course.happens("arrested", A_TUESDAY, 1)
    assert course.clocks("VIC-01", "victim_told_of_arrest", 0) == []
    assert course.clock("VIC-01", "victim_told_of_arrest", 1).due == date(2026, 6, 10)


def test_each_device_has_its_own_clock(unit: Unit) -> None:
    course = unit.open(devices=(NewDevice("EX1", "phone"), NewDevice("EX2", "laptop")))
    course.happens("device_seized", A_TUESDAY, 1)
    assert course.clocks("DIG-02", "device_submitted", 0) == []
    assert course.clock("DIG-02", "device_submitted", 1).due == date(2026, 6, 16)


def test_what_happens_to_the_case_concerns_every_child(unit: Unit) -> None:
    course = unit.open(children=(NewChild("AB"), NewChild("CD")))
    due = [course.clock("VIC-07", "victim_support_referral", number).due for number in (0, 1)]
    assert due == [date(2026, 6, 3), date(2026, 6, 3)]


@pytest.mark.parametrize(
    ("rights", "due"), [((True,), date(2026, 6, 10)), ((False,), date(2026, 6, 16)), ((False, True), date(2026, 6, 10))]
)
def test_without_enhanced_rights_the_victim_is_told_in_five_working_days(
    unit: Unit, rights: tuple[bool, ...], due: date
) -> None:
    children = tuple(NewChild(f"C{place}", enhanced_rights=right) for place, right in enumerate(rights))
    course = unit.open(children=children)
    course.happens("arrested", A_TUESDAY)
    assert course.clock("VIC-01", "victim_told_of_arrest").due == due


@pytest.mark.parametrize(("age", "due"), [(9, date(2026, 6, 11)), (10, date(2026, 6, 15)), (None, date(2026, 6, 15))])
def test_a_child_under_ten_at_the_report_is_interviewed_sooner(unit: Unit, age: int | None, due: date) -> None:
    course = unit.open(children=(NewChild("AB", age_at_report=age, age_at_offence=4),))
    course.happens("strategy_discussion", A_TUESDAY)
    assert course.clock("ABE-02", "abe_interview").due == due


@pytest.mark.parametrize(
    ("risk", "days"),
    [(RiskGrade.VERY_HIGH, 3), (RiskGrade.HIGH, 3), (RiskGrade.MEDIUM, 28), (RiskGrade.LOW, 56)],
)
def test_the_risk_says_how_soon_a_device_is_allocated(unit: Unit, risk: RiskGrade, days: int) -> None:
    course = unit.open(risk=risk)
    course.happens("device_accepted", A_TUESDAY)
    assert course.clock("DIG-04", "device_allocated").measure.amount == days


@pytest.mark.parametrize(
    ("risk", "limit", "amount"),
    [(RiskGrade.HIGH, "DIG-05", 28), (RiskGrade.MEDIUM, "DIG-06", 90), (RiskGrade.LOW, "DIG-06", 180)],
)
def test_one_of_two_limits_is_for_the_risk(unit: Unit, risk: RiskGrade, limit: str, amount: int) -> None:
    course = unit.open(risk=risk)
    course.happens("device_submitted", A_TUESDAY)
    found = {
        clock.limit_id: clock.measure.amount
        for each in ("DIG-05", "DIG-06")
        for clock in course.clocks(each, "device_report_issued")
    }
    assert found == {limit: amount}


@pytest.mark.parametrize(
    ("access", "others", "days"),
    [(YesNo.YES, YesNo.NO, 14), (YesNo.NO, YesNo.YES, 28), (YesNo.NOT_RECORDED, YesNo.NO, 28)],
)
def test_bail_conditions_are_checked_sooner_with_a_child_near_that_suspect(
    unit: Unit, access: YesNo, others: YesNo, days: int
) -> None:
    suspects = (NewSuspect("S1", access_to_children=access), NewSuspect("S2", access_to_children=others))
    course = unit.open(suspects=suspects)
    course.happens("released_on_bail", A_TUESDAY)
    assert course.clock("BAIL-21", "bail_condition_check").measure.amount == days


def test_a_waiting_device_is_checked_sooner_with_a_child_near_any_suspect(unit: Unit) -> None:
    course = unit.open(suspects=(NewSuspect("S1"), NewSuspect("S2", access_to_children=YesNo.YES)))
    course.happens("device_seized", A_TUESDAY)
    assert course.clock("DIG-07", "device_safeguarding_check").measure.amount == 14


@pytest.mark.parametrize(
    ("reported", "hours"), [(date(2026, 6, 5), 24), (date(2026, 6, 6), 48), (date(2026, 6, 7), 48), (REPORTED, 24)]
)
def test_a_weekend_gives_two_days_to_allocate(unit: Unit, reported: date, hours: int) -> None:
    course = unit.open(reported_on=reported)
    assert course.clock("SG-19", "allocated").measure.amount == hours


def test_england_and_wales_have_each_their_own(unit: Unit) -> None:
    english, welsh = (unit.open(nation=nation) for nation in Nation)
    for course in (english, welsh):
        course.happens("referred_to_social_care", date(2026, 6, 2))
        course.happens("section_47_started", A_TUESDAY)
    assert english.clock("SG-07", "assessment_complete").started_on == date(2026, 6, 2)
    assert welsh.clock("SG-07-wales", "assessment_complete").started_on == A_TUESDAY
    assert welsh.clocks("SG-07", "assessment_complete") == english.clocks("SG-07-wales", "assessment_complete") == []
    welsh.happens("child_protection_conference", date(2026, 6, 16))
    assert welsh.clock("SG-11", "outline_plan_circulated").due == date(2026, 6, 23)
    assert welsh.milestones("police_report_to_conference") == []


def test_some_limits_are_for_a_kind_of_case(unit: Unit) -> None:
    limits = {"MED-02": CaseKind.PHYSICAL_ABUSE, "MED-06": CaseKind.NON_RECENT_ABUSE}
    for kind in (*limits.values(), CaseKind.NEGLECT):
        course = unit.open(kind=kind)
        course.happens("medical_decided", A_TUESDAY)
        found = {limit for limit in limits if course.clocks(limit, "medical_examined")}
        assert found == {limit for limit, its_kind in limits.items() if its_kind is kind}


def test_an_intermediary_is_matched_only_where_one_is_needed(unit: Unit) -> None:
    course = unit.open()
    course.happens("strategy_discussion", A_TUESDAY)
    course.happens("intermediary_needed", date(2026, 6, 10))
    assert course.clock("ABE-03", "intermediary_considered").stopped_on == date(2026, 6, 10)
    assert course.clock("ABE-03-match", "intermediary_matched").due == date(2026, 6, 24)
    other = unit.open()
    other.happens("intermediary_considered", A_TUESDAY)
    assert other.clocks("ABE-03-match", "intermediary_matched") == []


def test_who_decided_says_under_which_scheme_a_review_may_be_asked(unit: Unit) -> None:
    police, cps, charged = unit.open(), unit.open(), unit.open()
    police.happens("no_further_action", A_TUESDAY)
    cps.happens("charging_decision", A_TUESDAY)
    charged.happens("charging_decision", A_TUESDAY)
    charged.happens("charged", A_TUESDAY)
    for course in (police, cps, charged):
        course.happens("victim_told_of_decision", A_TUESDAY)
    asked = [
        [
            limit
            for limit, towards in (("VRR-01", "review_requested"), ("VRR-04", "cps_review_requested"))
            if course.clocks(limit, towards)
        ]
        for course in (police, cps, charged)
    ]
    assert asked == [["VRR-01"], ["VRR-04"], []]


def test_what_follows_from_others_is_not_entered_by_itself(unit: Unit) -> None:
    course = unit.open()
    with pytest.raises(RuleBroken, match="recorded_otherwise"):
        course.core.do(RecordEvent(SUPERVISOR, course.case_id, "offence_committed", A_TUESDAY))
