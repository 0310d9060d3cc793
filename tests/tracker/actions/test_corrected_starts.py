"""Correcting the day a clock started, on both engines: both days stay on record, also where the law set the limit."""

from datetime import date
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import alerts, allocate, arrest, complete, london, sweep, the_clock
from tests.cores import DETECTIVE, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker import wording
from tracker.actions.correct_start import CorrectStart
from tracker.actions.pause_clock import PauseClock
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.case_file import StartRow
from tracker.terms import ClockEventKind, ClockState, DelayReason

TODAY = date(2026, 11, 20)
INTERVIEW = "abe_interview"


def correct(core: Tracker, case_id: str, kind: str, to: date, **other: Any) -> None:
    """Correct the start of the worst clock of a milestone."""
    clock = the_clock(core, case_id, kind)
    facts: dict[str, Any] = {
        "by": SUPERVISOR, "case_id": case_id, "clock_id": clock.clock_id, "version": clock.version, "to": to,
        "reason": "the minutes say so",
    }  # fmt: skip
    core.do(CorrectStart(**(facts | other)))


@pytest.fixture
def case_id(core: Tracker) -> str:
    """A case whose interview was due four days ago."""
    made = open_a_case(core)
    allocate(core, made)
    complete(core, made, "strategy_discussion", date(2026, 11, 13))
    return made


def test_both_starts_and_the_first_date_stay_on_record(core: Tracker, case_id: str) -> None:
    sweep(core)
    correct(core, case_id, INTERVIEW, date(2026, 11, 17))
    correct(core, case_id, INTERVIEW, date(2026, 11, 18), reason="once more")
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.started_on, clock.first_due, clock.due, clock.moves) == (
        date(2026, 11, 18), date(2026, 11, 16), date(2026, 11, 20), 2,
    )  # fmt: skip
    assert clock.starts == (
        StartRow(date(2026, 11, 13), date(2026, 11, 17), TODAY, "the minutes say so", "DS 902 Ade"),
        StartRow(date(2026, 11, 17), date(2026, 11, 18), TODAY, "once more", "DS 902 Ade"),
    )
    assert [(move.kind, move.old, move.new) for move in clock.moved] == [
        (ClockEventKind.CORRECTED, date(2026, 11, 16), date(2026, 11, 19)),
        (ClockEventKind.CORRECTED, date(2026, 11, 19), date(2026, 11, 20)),
    ]
    assert clock.overdue_since == london(2026, 11, 17, 0), "that it was late by what was entered stays on record"
    assert not alerts(core, limit_id="ABE-02")
    assert case_file(core, case_id).history[1].what == (
        "Corrected the start of a clock: ABE interview, started Fri 13 Nov 2026 before, now from Tue 17 Nov 2026,"
        " was due Mon 16 Nov 2026, now due Thu 19 Nov 2026, the minutes say so"
    )


def test_a_start_before_what_was_entered_makes_it_late(core: Tracker, case_id: str) -> None:
    correct(core, case_id, "early_advice", date(2026, 10, 5))
    clock = the_clock(core, case_id, "early_advice")
    assert (clock.due, clock.overdue) == (date(2026, 11, 2), True)
    sweep(core)
    assert alerts(core, limit_id="CPS-05")


def test_the_start_of_what_a_code_limits_is_corrected_like_any_other(core: Tracker, case_id: str) -> None:
    before = the_clock(core, case_id, "victim_support_referral")
    assert before.due == date(2026, 10, 5)
    correct(core, case_id, "victim_support_referral", date(2026, 11, 18))
    assert the_clock(core, case_id, "victim_support_referral").due == date(2026, 11, 20)


def test_a_start_entered_wrong_of_what_is_done_is_corrected_too(core: Tracker, case_id: str) -> None:
    complete(core, case_id, INTERVIEW, date(2026, 11, 18))
    assert the_clock(core, case_id, INTERVIEW).late == 2
    correct(core, case_id, INTERVIEW, date(2026, 11, 16))
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.state, clock.due, clock.late) == (ClockState.STOPPED, date(2026, 11, 18), 0)


def test_a_detective_corrects_what_started_in_the_last_28_days(core: Tracker, time: StoppedTime, case_id: str) -> None:
    correct(core, case_id, INTERVIEW, date(2026, 11, 12), by=DETECTIVE)
    assert the_clock(core, case_id, INTERVIEW).started_on == date(2026, 11, 12)
    before = case_file(core, case_id)
    for kind, to, code in (
        (INTERVIEW, date(2026, 10, 22), "back_dated_too_far"),
        ("victim_support_referral", date(2026, 11, 18), "start_needs_supervisor"),
    ):
        with pytest.raises(RuleBroken) as refused:
            correct(core, case_id, kind, to, by=DETECTIVE)
        assert (refused.value.code, refused.value.field) == (code, "to")
    assert case_file(core, case_id) == before
    correct(core, case_id, "victim_support_referral", date(2026, 11, 18), by=SUPERVISOR)


@pytest.mark.parametrize(
    ("kind", "to", "other", "code", "field"),
    [
        (INTERVIEW, date(2026, 11, 16), {"reason": " "}, "reason_needed", "reason"),
        (INTERVIEW, date(2026, 11, 21), {}, "date_in_future", "to"),
        (INTERVIEW, date(2026, 9, 30), {}, "date_before_report", "to"),
        (INTERVIEW, date(2026, 11, 13), {}, "start_the_same", "to"),
        ("strategy_discussion", date(2026, 11, 14), {}, "start_after_stop", "to"),
        ("bail_ended", date(2026, 11, 16), {}, "bail_has_its_events", "clock_id"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_changes_nothing(
    core: Tracker, case_id: str, kind: str, to: date, other: dict[str, Any], code: str, field: str
) -> None:
    arrest(core, case_id, TODAY)
    before = case_file(core, case_id)
    with pytest.raises(RuleBroken) as refused:
        correct(core, case_id, kind, to, **other)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert wording.ERRORS[code]
    assert case_file(core, case_id) == before


def test_a_clock_that_was_paused_had_started_by_then(core: Tracker, case_id: str) -> None:
    clock = the_clock(core, case_id, INTERVIEW)
    core.do(
        PauseClock(
            SUPERVISOR, case_id, clock.clock_id, clock.version, date(2026, 11, 16), date(2026, 11, 17), "x",
            DelayReason.COURT, False, None,
        )
    )  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        correct(core, case_id, INTERVIEW, date(2026, 11, 17))
    assert (refused.value.code, refused.value.field) == ("start_after_pause", "to")
    correct(core, case_id, INTERVIEW, date(2026, 11, 16))


def test_a_clock_that_was_changed_since_is_left_alone(core: Tracker, case_id: str) -> None:
    seen = the_clock(core, case_id, INTERVIEW).version
    correct(core, case_id, INTERVIEW, date(2026, 11, 16))
    with pytest.raises(StaleRecord):
        correct(core, case_id, INTERVIEW, date(2026, 11, 17), version=seen)


def test_what_is_reopened_runs_on_from_its_corrected_start(core: Tracker, case_id: str) -> None:
    correct(core, case_id, INTERVIEW, date(2026, 11, 12))
    complete(core, case_id, INTERVIEW, TODAY)
    row = milestone(core, case_id, INTERVIEW)
    core.do(ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "the wrong child"))
    clock = the_clock(core, case_id, INTERVIEW)
    assert (clock.state, clock.started_on, clock.due) == (
        ClockState.RUNNING, date(2026, 11, 12), date(2026, 11, 16),
    )  # fmt: skip
