"""What has slipped is counted as the domain counts it, however it was paused or re-planned; days add up to ages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.cores import DETECTIVE, NORTH, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.performance.made_up_unit import HEAD, set_up_people, worked_cases
from tests.statements import count_statements
from tracker.actions.close_case import CloseCase
from tracker.actions.pause_clock import PauseClock
from tracker.actions.record_delay import RecordDelay
from tracker.actions.reopen_case import ReopenCase
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.bootstrap import Tracker
from tracker.domain.case import Case
from tracker.domain.drift import worst_drift
from tracker.rows.case_file import ClockRow
from tracker.rows.drift_board import DriftBoard, DriftBoardQuestion
from tracker.rows.drift_course import DriftCourseQuestion
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.terms import CaseStatus, ClockClass, ClockState, DelayReason, Holder


def board(core: Tracker, by: str = SUPERVISOR, **whose: str) -> DriftBoard:
    found: DriftBoard = core.ask(DriftBoardQuestion(by, **whose))
    return found


def drift_of(core: Tracker, case_id: str, kind: str) -> int:
    row = next((row for row in board(core).rows if (row.case_id, row.kind) == (case_id, kind)), None)
    return row.drift if row is not None else 0


def clock(core: Tracker, case_id: str, kind: str) -> ClockRow:
    return milestone(core, case_id, kind).clocks[0]


@pytest.fixture
def worked(database: Database, time: StoppedTime) -> tuple[Tracker, list[Case]]:
    """A unit with cases worked until today, one of them closed, as in the case list's tests."""
    set_up_people(database, time)
    core = Tracker(database, time, "", IdSource(time, seed=2))
    cases = worked_cases(20, time, core.rules)
    cases[3].record = replace(cases[3].record, status=CaseStatus.CLOSED, closed_on=time.today())
    with core.database.work(HEAD, time, core.rules, core.new_id) as work:
        work.cases.add_many(cases)
        work.commit()
    return core, cases


def test_every_milestone_drifts_as_the_domain_says(worked: tuple[Tracker, list[Case]]) -> None:
    core, cases = worked
    expected = {}
    for case in cases:
        for one in case.milestones.values():
            live = [
                each
                for each in case.clocks_of(one.id)
                if each.state is not ClockState.STOPPED and each.clock_class is ClockClass.TARGET
            ]
            days = worst_drift(live, core.rules.calendars, core.time.now())
            if days and case.record.status is not CaseStatus.CLOSED:
                expected[one.id] = days
    found = board(core, HEAD)
    assert {row.milestone_id: row.drift for row in found.rows} == expected
    assert [row.drift for row in found.rows] == sorted(expected.values(), reverse=True)


def test_the_days_of_the_holders_add_up_to_the_ages(worked: tuple[Tracker, list[Case]]) -> None:
    core, cases = worked
    ages = [
        (core.time.today() - case.record.reported_on).days
        for case in cases
        if case.record.status is not CaseStatus.CLOSED
    ]
    found = board(core, HEAD)
    assert sum(row.days for row in found.held) == sum(ages)
    assert (found.cases, sum(row.cases for row in found.held)) == (len(ages), len(ages))


def test_re_planning_changes_no_figure_and_pauses_of_others_are_taken_off(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    kind = "crime_recorded"
    before = drift_of(core, case, kind)
    assert before > 0
    one = clock(core, case, kind)
    assert one.may_be_rescheduled
    to = time.today() + timedelta(30)
    core.do(RescheduleMilestone(SUPERVISOR, case, one.clock_id, one.version, one.due, to, "busy"))
    assert drift_of(core, case, kind) == before
    assert next(row.moves for row in board(core).rows if row.kind == kind) == 1
    slipped = next(row for row in board(core).rows if clock(core, case, row.kind).may_be_paused)
    paused = clock(core, case, slipped.kind)
    since, until = time.today() - timedelta(7), time.today()
    core.do(
        PauseClock(
            SUPERVISOR, case, paused.clock_id, paused.version, since=since, until=until, reason="theirs",
            cause=DelayReason.AWAITING_SOCIAL_CARE, ours=False, review_on=None,
        )
    )  # fmt: skip
    assert drift_of(core, case, slipped.kind) == slipped.drift - 5


def test_a_recorded_cause_says_who_is_awaited(core: Tracker) -> None:
    case = open_a_case(core)
    row = milestone(core, case, "crime_recorded")
    core.do(
        RecordDelay(
            SUPERVISOR, case, row.milestone_id, row.version, DelayReason.WORKLOAD, Holder.ANOTHER_FORCE,
            core.time.today(), "ring them", "",
        )
    )  # fmt: skip
    found = next(one for one in board(core).rows if one.milestone_id == row.milestone_id)
    assert (found.cause, found.holder, found.next_step) == (DelayReason.WORKLOAD, Holder.ANOTHER_FORCE, "ring them")


def test_behind_a_holder_are_the_cases_it_has_held_and_not_those_in_which_it_is_awaited(
    core: Tracker, time: StoppedTime
) -> None:
    case = open_a_case(core)
    asked = open_a_case(core, reference="44NI/2/26", reported_on=time.today())
    row = milestone(core, case, "crime_recorded")
    core.do(
        RecordDelay(
            SUPERVISOR, case, row.milestone_id, row.version, DelayReason.WORKLOAD, Holder.ANOTHER_FORCE,
            time.today(), "ring them", "",
        )
    )  # fmt: skip
    found = board(core)
    agencies = {group.key: group for group in found.agencies}
    awaited = agencies[Holder.ANOTHER_FORCE]
    assert (awaited.cases, awaited.late, awaited.open_days > 0) == ((), 1, True)
    now = {case.case_id: case.holder for case in found.each}
    assert dict(found.each[1].days) == {}
    assert {case, asked} == set(agencies[now[case]].cases)
    for key, group in agencies.items():
        held = {case.case_id for case in found.each if key in {case.holder, *dict(case.days)}}
        assert set(group.cases) == held, key


def test_whose_cases_and_which_are_left_out(core: Tracker) -> None:
    north, south = open_a_case(core), open_a_case(core, reference="44NI/2/26", team_id=SOUTH)
    restricted = open_a_case(core, reference="44NI/3/26", restricted=True)
    assert {row.case_id for row in board(core).rows} == {north, south}
    assert board(core).restricted_not_shown == 1
    assert {row.case_id for row in board(core, team_id=NORTH).rows} == {north}
    assert board(core, oic_id=DETECTIVE).rows == ()
    version = case_file(core, south).version
    core.do(CloseCase(SUPERVISOR, south, version, "18", core.time.today(), without_review="agreed"))
    assert {row.case_id for row in board(core).rows} == {north}
    assert restricted not in {row.case_id for row in board(core).rows}


def test_past_the_calendar_drift_is_not_known(core: Tracker, time: StoppedTime) -> None:
    open_a_case(core)
    before = len(board(core).rows)
    time.move_to(time.now().replace(year=2031, month=6))
    found = board(core)
    assert found.rows == ()
    assert found.not_known >= before


def test_the_number_of_statements_does_not_grow(core: Tracker) -> None:
    counts = []
    for number in (1, 2, 3):
        open_a_case(core, reference=f"44NI/{number}/26")
        with count_statements(core.database) as seen:
            board(core)
        counts.append(len(seen))
    assert counts[0] == counts[-1]


def test_a_case_taken_up_again_was_closed_on_the_days_between(core: Tracker, time: StoppedTime) -> None:
    case, that_day = open_a_case(core), time.today()
    version = case_file(core, case).version
    core.do(CloseCase(SUPERVISOR, case, version, "18", that_day, without_review="agreed"))
    time.forward(days=10)
    core.do(ReopenCase(SUPERVISOR, case, case_file(core, case).version, "new evidence"))
    then = core.ask(DriftBoardQuestion(SUPERVISOR, as_at=that_day + timedelta(days=4)))
    assert (then.cases, then.rows, [case.closed_on for case in then.each]) == (0, (), [that_day])
    assert then.each[0].age == (that_day - date(2026, 10, 1)).days
    course = core.ask(DriftCourseQuestion(SUPERVISOR, as_at=that_day + timedelta(days=4), weeks=1))
    assert [(share.what, share.count) for share in course.held[0].shares] == [(Holder.AWAITING_ALLOCATION, 3)]
    (now,) = board(core).each
    assert now.closed_on is None
    assert dict(now.days)[Holder.NOBODY] == 10
    assert sum(days for _, days in now.days) == now.age == (time.today() - date(2026, 10, 1)).days
