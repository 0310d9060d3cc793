"""The course of a file: who has it, how often it came back, and how many days it lay on each side."""

from datetime import date

import pytest

from tracker.domain.cps_course import (
    ACCEPTED,
    PLAN,
    PLAN_MET,
    REJECTED,
    RESUBMITTED,
    SENT,
    CpsCourse,
    Side,
    cps_course,
)

TODAY = date(2026, 11, 20)


def day(number: int) -> date:
    return date(2026, 11, number)


def test_before_the_file_is_sent_there_is_nothing_to_count() -> None:
    assert cps_course((), TODAY) == CpsCourse()
    assert cps_course([("arrested", day(1))], TODAY) == CpsCourse()


def test_a_file_lies_with_the_cps_from_the_day_it_is_sent() -> None:
    assert cps_course([(SENT, day(10))], TODAY) == CpsCourse(Side.CPS, day(10), cps_days=10)


def test_the_whole_course_is_counted_on_both_sides() -> None:
    events = [
        (SENT, day(1)), (REJECTED, day(3)), (RESUBMITTED, day(6)), (ACCEPTED, day(8)),
        (PLAN, day(10)), (PLAN_MET, day(15)), ("charging_decision", day(18)), ("charged", day(19)),
    ]  # fmt: skip
    assert cps_course(reversed(events), TODAY) == CpsCourse(
        Side.DECIDED, day(1), 1, day(8), False, 1, 0, day(18), our_days=3 + 5, cps_days=2 + 2 + 2 + 3
    )


def test_an_open_plan_lies_with_us_until_the_last_is_met() -> None:
    events = [(SENT, day(1)), (ACCEPTED, day(2)), (PLAN, day(4)), (PLAN, day(6)), (PLAN_MET, day(10))]
    course = cps_course(events, TODAY)
    assert (course.side, course.plans, course.plans_open, course.first_time) == (Side.OURS, 2, 1, True)
    assert (course.our_days, course.cps_days) == (16, 3)


def test_a_plan_met_that_nobody_recorded_as_received_is_no_debt() -> None:
    course = cps_course([(SENT, day(1)), (PLAN_MET, day(5))], TODAY)
    assert (course.side, course.plans_open) == (Side.CPS, 0)


@pytest.mark.parametrize("kind", ["charged", "no_further_action", "charging_decision"])
def test_a_decision_is_the_end_of_it(kind: str) -> None:
    course = cps_course([(kind, day(5)), (PLAN, day(9))], TODAY)
    assert (course.side, course.decided_on, course.our_days, course.cps_days) == (Side.DECIDED, day(5), 0, 0)


def test_what_happened_on_one_day_follows_in_its_order() -> None:
    course = cps_course([(ACCEPTED, day(3)), (RESUBMITTED, day(3)), (REJECTED, day(3)), (SENT, day(3))], TODAY)
    assert (course.side, course.our_days, course.cps_days, course.first_time) == (Side.CPS, 0, 17, False)
