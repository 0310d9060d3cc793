"""Drift and ledger of the demo unit, as on four days: what the database adds up is what the rules say of each case."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.tracker.demo.making import AS_OF
from tracker.bootstrap import Tracker
from tracker.domain.case import OUTCOME, Case
from tracker.domain.clock import Clock, derive
from tracker.domain.clock_event import version_until
from tracker.domain.drift import drift_in_days
from tracker.domain.ledger import days_by_holder
from tracker.domain.rule_book import RuleBook
from tracker.rows.case_file import CaseFile, CaseFileQuestion
from tracker.rows.drift_board import DriftBoard, DriftBoardQuestion
from tracker.storage.tables import case_record
from tracker.terms import CaseStatus, ClockClass, ClockState, Holder
from tracker.time_source import local_date, start_of_day

DAYS = (AS_OF, AS_OF - timedelta(days=1), AS_OF - timedelta(days=40), AS_OF - timedelta(days=133))
WEEKS = 13


@dataclass(frozen=True)
class Told:
    """A case as the rules tell it for a day."""

    age: int
    open_drift: int
    total_slip: int
    moves: int
    came: int
    days: dict[Holder, int]


@pytest.fixture(scope="session")
def whole(core: Tracker) -> list[Case]:
    """Every case, loaded one by one."""
    with core.database.work("scheduler", core.time, core.rules, core.new_id) as work:
        found = work.connection.execute(select(case_record.c.id).where(~case_record.c.restricted)).scalars().all()
        return [work.cases.get(case_id) for case_id in found]


def board(core: Tracker, day: date, **whose: str) -> DriftBoard:
    assert core.person is not None
    found: DriftBoard = core.ask(DriftBoardQuestion(core.person.officer_id, as_at=day, weeks=WEEKS, **whose))
    return found


def last_moment(core: Tracker, day: date) -> datetime:
    return core.time.now() if day == AS_OF else start_of_day(day + timedelta(days=1)) - timedelta(microseconds=1)


def slip_then(clock: Clock, day: datetime, since: datetime, rules: RuleBook) -> tuple[int, int, bool, int] | None:
    """Give the drift of a clock on a day, what of it was there before a period, if it ran, and its moves."""
    known = [event for event in clock.events if event.recorded_at <= day]
    if not known or clock.clock_class is ClockClass.PERIOD:
        return None
    version = version_until(clock.events, len(known), clock.calendar_version)
    standing = derive(known, clock.measure, rules.calendar(clock.calendar), version)
    stopped = standing.stopped
    ended = local_date(stopped) if isinstance(stopped, datetime) else stopped
    then = standing if ended is None or ended <= local_date(since) else replace(standing, stopped=None)
    drift, before = (
        drift_in_days(one, clock.clock_class, rules.working_days, when) or 0
        for one, when in ((standing, day), (then, since))
    )
    return drift, before, standing.state is not ClockState.STOPPED, len(standing.moves)


def told_of(case: Case, core: Tracker, on: date) -> Told | None:
    """Tell a case as it was on record at the end of a day; None where it was not open."""
    day, since = last_moment(core, on), last_moment(core, on - timedelta(weeks=WEEKS))
    holdings = [one for one in case.holdings if one.recorded_at <= day]
    outcome = [one.recorded_at for one in case.milestones.values() if one.kind == OUTCOME and one.recorded_at]
    closed = case.record.status is CaseStatus.CLOSED and max(outcome, default=day) <= day
    if not holdings or closed:
        return None
    milestones = defaultdict(list)
    for clock in case.clocks.values():
        found = slip_then(clock, day, since, core.rules)
        if found is not None:
            milestones[clock.milestone_id].append(found)
    slips = [max(one[0] for one in some) for some in milestones.values()]
    return Told(
        (on - case.record.reported_on).days,
        max((one[0] for some in milestones.values() for one in some if one[2]), default=0),
        sum(slips),
        sum(one[3] for some in milestones.values() for one in some),
        sum(slips) - sum(max(one[1] for one in some) for some in milestones.values()),
        days_by_holder(holdings, on),
    )


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_case_stood_as_the_rules_tell_it(core: Tracker, whole: list[Case], on: date) -> None:
    told = {case.record.id: told_of(case, core, on) for case in whole}
    found = {
        case.case_id: Told(case.age, case.open_drift, case.total_slip, case.moves, case.came, dict(case.days))
        for case in board(core, on).each
        if case.closed_on is None
    }
    assert len(found) > 60
    assert found == {case_id: one for case_id, one in told.items() if one is not None}


def test_the_case_file_says_the_same_of_each_case(core: Tracker) -> None:
    assert core.person is not None
    for case in board(core, AS_OF).each[::9]:
        file: CaseFile = core.ask(CaseFileQuestion(core.person.officer_id, case.case_id))
        assert (file.open_drift, file.total_slip, file.moves) == (case.open_drift, case.total_slip, case.moves)
        assert file.age_days == case.age


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_days_of_the_ledger_add_up_to_the_age_of_every_case(core: Tracker, on: date) -> None:
    found = board(core, on)
    for case in found.each:
        assert sum(days for _, days in case.days) == case.age
        end = on if case.closed_on is None else case.closed_on
        there = max(0, (end - max(found.since, case.reported_on)).days)
        assert sum(days for _, days in case.in_period) == there
    ages = [case.age for case in found.each if case.closed_on is None]
    assert sum(row.days for row in found.held) == sum(ages)
    assert sum(row.cases for row in found.held) == len(ages) == found.cases


@pytest.mark.parametrize("on", DAYS[1:3], ids=str)
def test_every_way_of_gathering_adds_up_to_the_same(core: Tracker, on: date) -> None:
    found = board(core, on)
    drift = sum(row.drift for row in found.rows)
    slip = sum(case.total_slip for case in found.each if case.closed_on is None)
    for groups in (found.officers, found.teams, found.kinds):
        assert sum(group.open_days for group in groups) == drift > 0
        assert sum(group.total_slip for group in groups) == slip > 0
        assert sum(group.late for group in groups) == len(found.rows)
    assert sum(group.open_days for group in found.agencies) == drift
    for groups in (found.officers, found.teams, found.agencies):
        assert sum(days for group in groups for _, days in group.days) == sum(row.days for row in found.held)


def test_a_team_and_an_officer_add_up_to_the_unit(core: Tracker) -> None:
    whole = board(core, DAYS[2])
    teams = [board(core, DAYS[2], team_id=group.key) for group in whole.teams if group.key]
    without = next((len(group.cases) for group in whole.teams if not group.key), 0)
    assert sum(one.cases for one in teams) + without == whole.cases
    busiest = max((group for group in whole.officers if group.key), key=lambda group: len(group.cases))
    own = board(core, DAYS[2], oic_id=busiest.key)
    assert {case.case_id for case in own.each if case.closed_on is None} == set(busiest.cases)
    assert own.officers == (busiest,)
