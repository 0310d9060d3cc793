"""Drift and ledger as on a past day: what is recorded later changes nothing of it, and re-planning no figure at all."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import DETECTIVE, NORTH, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.statements import count_statements
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.move_device import MoveDevice
from tracker.actions.pause_clock import PauseClock
from tracker.actions.record_delay import RecordDelay
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken
from tracker.rows.case_file import MilestoneRow
from tracker.rows.drift_board import CaseDrift, DriftBoard, DriftBoardQuestion
from tracker.rows.drift_course import DriftCourse, DriftCourseQuestion
from tracker.storage.engine import Database
from tracker.terms import DelayReason, Holder

THAT_DAY = date(2026, 11, 20)
RECORDED = "crime_recorded"


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """A past day is asked for on both engines in test_drift_board.py; here its rules are tried on one."""
    return sqlite_database


def board(core: Tracker, as_at: date | None = None, **other: Any) -> DriftBoard:
    found: DriftBoard = core.ask(DriftBoardQuestion(SUPERVISOR, as_at=as_at, **other))
    return found


def the_case(core: Tracker, as_at: date | None = None) -> CaseDrift:
    (found,) = board(core, as_at).each
    return found


def re_plan(core: Tracker, case_id: str, to: date) -> None:
    one = milestone(core, case_id, RECORDED).clocks[0]
    core.do(RescheduleMilestone(SUPERVISOR, case_id, one.clock_id, one.version, one.due, to, "busy"))


def complete(core: Tracker, case_id: str, row: MilestoneRow, on: date) -> None:
    core.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, on))


def test_six_moves_leave_every_figure_of_drift_as_it_was(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    before = the_case(core)
    assert before.open_drift > 0
    assert before.moves == 0
    for number in range(6):
        re_plan(core, case, time.today() + timedelta(days=30 + number))
        after = the_case(core)
        assert after == replace(before, moves=number + 1)
    row = next(row for row in board(core).rows if row.kind == RECORDED)
    assert (row.moves, row.first_due < THAT_DAY, row.due) == (6, True, time.today() + timedelta(days=35))


def test_what_is_recorded_later_changes_nothing_of_a_past_day(core: Tracker, time: StoppedTime) -> None:
    case, other = open_a_case(core), open_a_case(core, reference="44NI/2/26")
    re_plan(core, case, time.today() + timedelta(days=3))
    then, in_team = board(core), board(core, team_id=NORTH)
    assert then.rows
    time.forward(days=10)
    re_plan(core, case, time.today() + timedelta(days=3))
    file = case_file(core, case)
    core.do(AllocateCase(SUPERVISOR, case, file.version, DETECTIVE))
    rows = [one for one in case_file(core, case).milestones if one.clocks]
    complete(core, case, next(one for one in rows if one.kind == RECORDED), time.today())
    paused = next(
        one
        for one in rows
        if one.clocks[0].may_be_paused and one.kind != RECORDED and (one.clocks[0].due or THAT_DAY) < THAT_DAY
    )
    core.do(
        PauseClock(
            SUPERVISOR, case, paused.clocks[0].clock_id, paused.clocks[0].version, since=THAT_DAY - timedelta(days=9),
            until=None, reason="theirs", cause=DelayReason.AWAITING_SOCIAL_CARE, ours=False,
            review_on=time.today() + timedelta(days=5),
        )
    )  # fmt: skip
    waits = next(one for one in case_file(core, case).milestones if one.milestone_id == paused.milestone_id)
    core.do(
        RecordDelay(
            SUPERVISOR, case, waits.milestone_id, waits.version, DelayReason.WORKLOAD, Holder.COURT,
            THAT_DAY - timedelta(days=3), "ring them", "",
        )
    )  # fmt: skip
    version = case_file(core, other).version
    core.do(CloseCase(SUPERVISOR, other, version, "18", THAT_DAY - timedelta(days=1), without_review="agreed"))

    assert board(core, THAT_DAY) == then
    assert board(core, THAT_DAY, team_id=NORTH) == in_team
    assert board(core, THAT_DAY, team_id=SOUTH).each == ()
    assert board(core, THAT_DAY, oic_id=DETECTIVE).each == ()
    assert board(core).rows != then.rows
    assert board(core, THAT_DAY - timedelta(days=1)).each == ()


def test_what_came_in_a_period_is_told_also_of_what_is_done(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    slip = next(row.drift for row in board(core).rows if row.kind == RECORDED)
    complete(core, case, milestone(core, case, RECORDED), THAT_DAY)
    kind = next(group for group in board(core, weeks=1).kinds if group.key == RECORDED)
    assert (kind.late, kind.total_slip, kind.came) == (0, slip, 5)
    time.forward(days=7)
    kind = next(group for group in board(core, weeks=1).kinds if group.key == RECORDED)
    assert (kind.total_slip, kind.came) == (slip, 0)


def test_restricted_cases_are_counted_as_they_stood(core: Tracker, time: StoppedTime) -> None:
    open_a_case(core, restricted=True)
    time.forward(days=3)
    assert [board(core, day).restricted_not_shown for day in (None, THAT_DAY, THAT_DAY - timedelta(days=1))] == [
        1,
        1,
        0,
    ]
    assert board(core, THAT_DAY).each == ()


def test_a_day_to_come_and_a_period_without_a_week_are_refused(core: Tracker) -> None:
    with pytest.raises(RuleBroken, match="as_at_in_future"):
        board(core, THAT_DAY + timedelta(days=1))
    with pytest.raises(RuleBroken, match="no_such_period"):
        board(core, weeks=0)


def test_as_many_statements_for_a_past_day_however_many_cases(core: Tracker, time: StoppedTime) -> None:
    counts = []
    for number in range(3):
        re_plan(core, open_a_case(core, reference=f"44NI/{number}/26"), THAT_DAY + timedelta(days=30))
        time.forward(days=1)
        with count_statements(core.database) as seen:
            board(core, THAT_DAY)
        counts.append(len(seen))
    assert counts[0] == counts[1] == counts[2] <= 16


def test_a_device_is_counted_where_it_waited_at_the_end_of_each_month(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    for stage, on in (
        ("device_seized", date(2026, 10, 2)),
        ("device_risk_scored", date(2026, 10, 5)),
        ("device_submitted", date(2026, 11, 3)),
    ):
        row = case_file(core, case).devices[0]
        core.do(MoveDevice(SUPERVISOR, case, row.device_id, row.course_version, stage, on))
    course: DriftCourse = core.ask(DriftCourseQuestion(SUPERVISOR, weeks=9))
    assert [(stretch.last, [(one.what, one.count) for one in stretch.shares]) for stretch in course.devices] == [
        (date(2026, 9, 30), []),
        (date(2026, 10, 31), [("never_sent", 1)]),
        (THAT_DAY, [("queued", 1)]),
    ]
    time.forward(days=1)
    before: DriftCourse = core.ask(DriftCourseQuestion(SUPERVISOR, as_at=THAT_DAY - timedelta(days=1)))
    assert not any(stretch.shares for stretch in (*before.devices, *before.held))
