"""The course of a device, whatever was recorded in whatever order: what lies ahead is what is not done yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.device_course import MAY_BE_PASSED, PLACES, STAGES, check_move, course_of
from tracker.domain.milestone import Milestone
from tracker.errors import RuleBroken
from tracker.terms import DevicePart, MilestoneState, SubjectKind

FIRST = date(2026, 10, 1)
NAMES = {kind: kind for kind in (*STAGES, "device_rejected")}


def of(kind: str, state: MilestoneState, on: date | None = None, turn: int = 1) -> Milestone:
    return Milestone(kind, "case", kind, SubjectKind.DEVICE, "device", 1, state, on, turn=turn)


def made(states: list[MilestoneState]) -> list[Milestone]:
    return [
        of(kind, state, FIRST + timedelta(days=place) if state is MilestoneState.DONE else None)
        for place, (kind, state) in enumerate(zip(STAGES, states, strict=True))
    ]


@given(st.lists(st.sampled_from(MilestoneState), min_size=len(STAGES), max_size=len(STAGES)))
def test_what_lies_ahead_is_open_and_can_be_recorded(states: list[MilestoneState]) -> None:
    course = course_of(made(states))
    done = {kind for kind, state in zip(STAGES, states, strict=True) if state is MilestoneState.DONE}
    assert set(course.reached) == done
    assert course.stage == max(done, key=PLACES.__getitem__, default="")
    for kind in course.ahead:
        if kind in PLACES:
            assert kind in course.waiting
            on = FIRST + timedelta(days=PLACES[kind])
            check_move(course, kind, on, "EX1", NAMES)
    for kind in course.reached:
        with pytest.raises(RuleBroken):
            check_move(course, kind, FIRST, "EX1", NAMES)


@given(st.lists(st.sampled_from(MilestoneState), min_size=len(STAGES), max_size=len(STAGES)))
def test_no_stage_that_must_come_first_is_jumped(states: list[MilestoneState]) -> None:
    course = course_of(made(states))
    reached = PLACES[course.stage] if course.stage else -1
    must = (MilestoneState.NOT_STARTED, MilestoneState.OPEN)
    needed = [
        kind
        for kind, state in zip(STAGES, states, strict=True)
        if state in must and kind not in MAY_BE_PASSED and PLACES[kind] > reached
    ]
    ahead = [kind for kind in course.ahead if kind in PLACES and PLACES[kind] > reached]
    assert all(PLACES[kind] <= PLACES[needed[0]] for kind in ahead) if needed else True


def test_a_device_with_nothing_ahead_has_nothing_to_reach() -> None:
    course = course_of(made([MilestoneState.DONE] * len(STAGES)))
    assert (course.ahead, course.part) == ((), DevicePart.RETURNED)
    left_out = course_of(made([MilestoneState.NOT_REQUIRED] * len(STAGES)))
    assert (left_out.ahead, left_out.stage, left_out.part) == ((), "", DevicePart.NEVER_SENT)
