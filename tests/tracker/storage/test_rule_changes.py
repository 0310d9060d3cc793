"""What is found in SQL is what a recount of every single clock gives: none is missed, and none is touched in vain."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.fakes import StoppedTime
from tests.new_calendars import ENGLAND_AND_WALES, SHIPPED
from tests.performance.made_up_unit import HEAD, set_up_people, worked_cases
from tracker import rules_in_force
from tracker.actions.apply_rule_changes import ApplyRuleChanges
from tracker.bootstrap import Tracker
from tracker.domain.calendar import DayOff
from tracker.domain.calendar_file import CalendarFile
from tracker.domain.clock import Clock
from tracker.domain.recalculation import moves_on_change, recalculation_event
from tracker.rows.rule_changes import RuleChangesQuestion
from tracker.storage.case_store import load_many_clocks
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.storage.tables import clock
from tracker.terms import ClockEventKind, ClockState

CASES = 40
TODAY = date(2026, 11, 20)
COMMON = SHIPPED[ENGLAND_AND_WALES]


def off(*days: date) -> CalendarFile:
    """The bank holidays with these besides."""
    added = {day: DayOff(day, "Extra bank holiday") for day in days}
    kept = {one.day: one for one in COMMON.days} | added
    return replace(COMMON, version=2, days=tuple(kept[day] for day in sorted(kept)))


def worked(*days: date) -> CalendarFile:
    """The bank holidays without these."""
    return replace(COMMON, version=2, days=tuple(one for one in COMMON.days if one.day not in days))


CHANGES = {
    "one day ahead": off(date(2026, 11, 27)),
    "a week ahead": off(*(date(2026, 12, 7) + timedelta(days=number) for number in range(5))),
    "a day long past": off(date(2026, 2, 4)),
    "a holiday that is worked": worked(date(2026, 12, 25), date(2026, 12, 28)),
    "past and future": off(date(2026, 11, 11), date(2026, 12, 16)),
    "announced": replace(COMMON, version=2, days=tuple(replace(one, announced=True) for one in COMMON.days)),
    "announced no more": replace(
        COMMON, version=2, days=tuple(replace(one, announced=one.day < TODAY) for one in COMMON.days)
    ),
}  # fmt: skip

# no clock that still runs reaches so far back or ahead
REACH_NOBODY = {"a day long past", "announced"}


@pytest.fixture
def template_of() -> Callable[[str], str | None]:
    """Nothing is in the database: the unit of this module is made by its own core."""
    return lambda _engine: None


@pytest.fixture
def core(database: Database) -> Iterator[Tracker]:
    """A unit of forty worked cases."""
    time = StoppedTime()
    set_up_people(database, time)
    with closing(Tracker(database, time, "head", IdSource(time, seed=9))) as tracker:
        with database.work(HEAD, time, tracker.rules, tracker.new_id) as work:
            work.cases.add_many(worked_cases(CASES, time, tracker.rules))
            work.commit()
        yield tracker


def every_clock(core: Tracker) -> dict[str, Clock]:
    with core.database.read() as connection:
        ids = list(connection.execute(select(clock.c.id)).scalars())
        return dict(load_many_clocks(connection, ids))


def expected(before: Clock, core: Tracker) -> Clock:
    """One clock, counted by itself."""
    limit = core.rules.pack.version(before.limit_id, before.limit_version)
    if before.state is ClockState.STOPPED or not moves_on_change(limit):
        return before
    event = recalculation_event(core.time.now(), TODAY, HEAD)
    return before.recounted(event, core.rules.calendar(before.calendar))


@pytest.mark.parametrize("name", CHANGES)
def test_every_clock_is_as_if_it_were_counted_by_itself(
    core: Tracker, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = CHANGES[name]
    before = every_clock(core)
    assert sum(one.state is not ClockState.STOPPED for one in before.values()) > CASES
    monkeypatch.setattr(rules_in_force, "shipped_calendars", lambda: {**SHIPPED, ENGLAND_AND_WALES: file})
    found = core.ask(RuleChangesQuestion(HEAD))
    assert found.changes
    core.do(ApplyRuleChanges(HEAD, found.seen, "why"))
    after = every_clock(core)
    assert after.keys() == before.keys()
    moved = set()
    for key, old in before.items():
        new, wanted = after[key], expected(old, core)
        assert len(new.events) == len(wanted.events), old
        assert replace(new, events=(), version=1, overdue_since=None) == replace(
            wanted, events=(), version=1, overdue_since=None
        )
        assert new.recomputed(core.rules.calendar(new.calendar)) == new
        if (old.due, old.provisional, old.unknown) != (new.due, new.provisional, new.unknown):
            moved.add(key)
            assert new.events[-1].kind is ClockEventKind.RECALCULATED
    assert bool(moved) is (name not in REACH_NOBODY)
    assert moved == {row.clock_id for row in found.rows}
    assert core.ask(RuleChangesQuestion(HEAD)).changes == ()
