"""A milestone that is completed, left out and opened again, and the days and times that may be entered."""

from datetime import UTC, date, datetime

import pytest

from tests.tracker.domain.case_in_hand import DETECTIVE, REPORTED, SUPERVISOR, TODAY, InHand
from tracker.domain.milestone import Milestone, check_date
from tracker.errors import RuleBroken
from tracker.terms import MilestoneState, Role, SubjectKind

WAITING = Milestone("m", "case-1", "charged", SubjectKind.SUSPECT, "suspect-1", 1, MilestoneState.OPEN)
ACT = InHand().act()
YESTERDAY = date(2026, 6, 30)
AT_NOON = datetime(2026, 6, 30, 11, tzinfo=UTC)


def test_done_keeps_the_day_the_time_and_when_it_was_entered() -> None:
    done = WAITING.complete(YESTERDAY, "by post", REPORTED, ACT, AT_NOON)
    assert (done.state, done.happened_on, done.happened_at) == (MilestoneState.DONE, YESTERDAY, AT_NOON)
    assert (done.recorded_at, done.note) == (ACT.now, "by post")


def test_opened_again_it_tells_nothing_of_what_was_taken_back() -> None:
    done = WAITING.complete(YESTERDAY, "by post", REPORTED, ACT, AT_NOON)
    assert done.reopen() == WAITING
    assert WAITING.not_required("nobody charged", ACT).reopen() == WAITING


def test_what_is_done_or_left_out_is_neither_done_nor_left_out_again() -> None:
    done = WAITING.complete(YESTERDAY, "", REPORTED, ACT)
    left_out = WAITING.not_required("nobody charged", ACT)
    assert (left_out.state, left_out.note, left_out.happened_on) == (
        MilestoneState.NOT_REQUIRED, "nobody charged", None,
    )  # fmt: skip
    for settled in (done, left_out):
        with pytest.raises(RuleBroken) as again:
            settled.complete(YESTERDAY, "", REPORTED, ACT)
        assert (again.value.code, again.value.values["state"]) == ("milestone_already_done", settled.state)
        with pytest.raises(RuleBroken, match="milestone_already_done"):
            settled.not_required("", ACT)


def test_what_still_waits_cannot_be_opened_again() -> None:
    with pytest.raises(RuleBroken) as refusal:
        WAITING.reopen()
    assert (refusal.value.code, refusal.value.values["milestone"]) == ("milestone_not_done", "charged")


@pytest.mark.parametrize(
    ("on", "roles", "code"),
    [
        (date(2026, 7, 2), SUPERVISOR, "date_in_future"),
        (date(2026, 5, 31), SUPERVISOR, "date_before_report"),
        (date(2026, 6, 2), DETECTIVE, "back_dated_too_far"),
    ],
)
def test_a_day_that_cannot_be_entered_is_refused_by_its_field(on: date, roles: frozenset[Role], code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        check_date(on, REPORTED, InHand().act(roles), field="since")
    assert (refusal.value.code, refusal.value.field, refusal.value.values["on"]) == (code, "since", on)


def test_twenty_eight_days_back_are_for_everybody_and_more_for_a_supervisor_or_any_age() -> None:
    case = InHand()
    check_date(date(2026, 6, 3), REPORTED, case.act(DETECTIVE))
    check_date(date(2026, 6, 2), REPORTED, case.act(SUPERVISOR))
    check_date(date(2026, 6, 2), REPORTED, case.act(DETECTIVE), any_age=True)


def test_a_time_must_be_of_its_day_and_over() -> None:
    just_after_midnight = datetime(2026, 6, 29, 23, 10, tzinfo=UTC)
    assert WAITING.complete(YESTERDAY, "", REPORTED, ACT, just_after_midnight).happened_at == just_after_midnight
    for at, on, code in (
        (just_after_midnight, date(2026, 6, 29), "time_of_another_day"),
        (datetime(2026, 7, 1, 12, 1, tzinfo=UTC), TODAY, "time_in_future"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            WAITING.complete(on, "", REPORTED, ACT, at)
        assert (refusal.value.code, refusal.value.field) == (code, "at")


def test_a_time_without_its_offset_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="offset"):
        WAITING.complete(YESTERDAY, "", REPORTED, ACT, datetime(2026, 6, 30, 11))  # noqa: DTZ001 - the mistake
