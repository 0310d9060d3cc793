"""The case list says of each case what its clocks say, counted here one by one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.fakes import StoppedTime
from tests.performance.made_up_unit import DETECTIVES, HEAD, TEAMS, set_up_people, worked_cases
from tracker.bootstrap import Tracker
from tracker.domain.case import Case
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.drift import working_days_late, worst_drift
from tracker.rows.caseload import Caseload, CaseloadQuestion, CaseloadRow
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.terms import CaseStatus, ClockEventKind, ClockState

CASES = 24
DUE_SOON = timedelta(days=3)


@pytest.fixture
def template_of() -> Callable[[str], str | None]:
    """Nothing is in the database: the unit of this module is made by its own core."""
    return lambda _engine: None


@pytest.fixture
def core(database: Database, time: StoppedTime) -> Tracker:
    """A running core for the head of a unit; the fixture of the database closes it."""
    set_up_people(database, time)
    return Tracker(database, time, "", IdSource(time, seed=2))


@pytest.fixture
def cases(core: Tracker, time: StoppedTime) -> list[Case]:
    """Cases worked until today: of two, one is closed; of others the clocks stand still, or have no known end."""
    made = worked_cases(CASES, time, core.rules)
    for case in made[:3]:
        change_clocks(case, pause, core)
    for case in made[3:6]:
        change_clocks(case, lose_end, core)
    made[6].record = replace(made[6].record, status=CaseStatus.CLOSED, closed_on=time.today())
    change_clocks(made[7], stop, core)
    with core.database.work(HEAD, time, core.rules, core.new_id) as work:
        work.cases.add_many(made)
        work.commit()
    return made


def change_clocks(case: Case, change: Callable[[Clock, Tracker], Clock], core: Tracker) -> None:
    for clock in list(case.clocks.values()):
        if clock.state is ClockState.RUNNING:
            case.clocks[clock.id] = change(clock, core)


def pause(clock: Clock, core: Tracker) -> Clock:
    event = ClockEvent(ClockEventKind.PAUSED, core.time.today(), core.time.now(), HEAD)
    return clock.with_event(event, core.rules.calendar(clock.calendar))


def stop(clock: Clock, core: Tracker) -> Clock:
    event = ClockEvent(ClockEventKind.STOPPED, core.time.today(), core.time.now(), HEAD)
    return clock.with_event(event, core.rules.calendar(clock.calendar))


def lose_end(clock: Clock, _core: Tracker) -> Clock:
    return replace(clock, due=None, due_at=None, expires_at=None, unknown="calendar_ends")


def ask(core: Tracker, **facts: Any) -> Caseload:
    found: Caseload = core.ask(CaseloadQuestion(HEAD, **facts))
    return found


def running(case: Case) -> list[Clock]:
    return [clock for clock in case.clocks.values() if clock.state is ClockState.RUNNING]


def worst(days: Sequence[date | None], core: Tracker) -> int:
    late = [working_days_late(day, core.time.today(), core.rules.working_days) for day in days if day is not None]
    return max(late, default=0)


def state_of(case: Case, core: Tracker) -> str:
    ends = [clock for clock in running(case) if clock.expires_at is not None]
    if any(clock.is_overdue(core.time.now()) for clock in ends):
        return "overdue"
    if ends:
        due = min(ends, key=lambda clock: clock.expires_at or core.time.now()).due or date.max
        return "due_soon" if due - core.time.today() <= DUE_SOON else "running"
    if running(case):
        return "unknown"
    return "paused" if any(clock.state is ClockState.PAUSED for clock in case.clocks.values()) else "none"


def by_id(answer: Caseload) -> dict[str, CaseloadRow]:
    return {row.case_id: row for row in answer.rows}


def test_each_case_is_counted_as_its_clocks_stand(core: Tracker, cases: list[Case]) -> None:
    rows = by_id(ask(core, with_closed=True))
    now = core.time.now()
    assert rows.keys() == {case.record.id for case in cases}
    for case in cases:
        row, ends = rows[case.record.id], [clock for clock in running(case) if clock.expires_at is not None]
        overdue = [clock for clock in ends if clock.is_overdue(now)]
        live = [clock for clock in case.clocks.values() if clock.state is not ClockState.STOPPED]
        assert row.overdue == len(overdue)
        assert row.days_late == worst([clock.due for clock in overdue], core)
        assert row.drift == worst_drift(live, core.rules.calendars, now)
        assert row.next_state == state_of(case, core)
    states = {row.next_state for row in rows.values()}
    assert states == {"overdue", "due_soon", "running", "unknown", "paused", "none"}


def test_the_next_date_is_that_of_the_clock_that_ends_first(core: Tracker, cases: list[Case]) -> None:
    rows = by_id(ask(core, with_closed=True))
    for case in cases:
        row, ends = rows[case.record.id], [clock for clock in running(case) if clock.expires_at is not None]
        if not ends:
            assert (row.next_due, row.next_due_at, row.next_milestone) == (None, None, "")
            continue
        soonest = min(clock.expires_at for clock in ends if clock.expires_at is not None)
        first = [clock for clock in ends if clock.expires_at == soonest]
        assert (row.next_due, row.next_due_at) in {(clock.due, clock.due_at) for clock in first}
        places = [case.milestones[clock.milestone_id] for clock in first]
        earliest = min(places, key=lambda milestone: milestone.place)
        assert row.next_milestone == core.rules.kind(earliest.kind).name


def test_the_soonest_date_comes_first_and_no_date_last(core: Tracker, cases: list[Case]) -> None:
    dates = [row.next_due or date.max for row in ask(core).rows]
    assert dates == sorted(dates)
    assert dates[-1] is date.max


def test_closed_cases_are_counted_where_they_are_not_shown(core: Tracker, cases: list[Case]) -> None:
    assert (len(ask(core).rows), ask(core).closed_not_shown) == (CASES - 1, 1)
    assert (len(ask(core, with_closed=True).rows), ask(core, with_closed=True).closed_not_shown) == (CASES, 0)


def test_one_officer_or_one_team_may_be_asked_for(core: Tracker, cases: list[Case]) -> None:
    whole = {row.case_id: row for row in ask(core).rows}
    for officer in DETECTIVES[:5]:
        expected = {
            case.record.id
            for case in cases
            if case.record.oic_id == officer.id and case.record.status is not CaseStatus.CLOSED
        }
        found = by_id(ask(core, oic_id=officer.id))
        assert found == {case_id: whole[case_id] for case_id in expected}
    for team in TEAMS:
        assert {row.team for row in ask(core, team_id=team.id).rows} == {team.name}
