"""Every clock of a large unit is recounted after a new bank holiday, against its bare reads and writes."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.fakes import A_FRIDAY
from tests.performance.bare_driver import bare
from tests.performance.made_up_unit import HEAD, make_unit, running_core
from tests.performance.measuring import Comparison, seconds
from tests.performance.units import WORKED, Units
from tracker import rules_in_force
from tracker.actions.apply_rule_changes import ApplyRuleChanges
from tracker.domain.calendar import DayOff
from tracker.rows.rule_changes import RuleChangesQuestion
from tracker.terms import CalendarName

CASES = int(os.environ.get("UNDRIFT_BENCH_CASES", "100000"))
AHEAD = timedelta(days=3)
AGAINST = "the same rows read and written by the bare driver"
READ = """
SELECT id, case_id, milestone_id, limit_id, limit_version, clock_class, measure, calendar, calendar_version, state,
       started_on, due, expires_at, provisional, unknown, overdue_since
FROM clock WHERE state <> 'stopped'
"""
NEW_NUMBERS = "UPDATE clock SET calendar_version = calendar_version + 1 WHERE state <> 'stopped'"
NEW_DATES = """
UPDATE clock SET due = ?, due_at = ?, expires_at = ?, moves = ?, provisional = ?, unknown = ?, episode = ?,
       overdue_since = ?, version = version + 1
WHERE id = ?
"""
DATES = """
SELECT due, due_at, expires_at, moves, provisional, unknown, episode, overdue_since, clock.id
FROM clock JOIN clock_event ON clock_event.clock_id = clock.id WHERE kind = 'recalculated'
"""
EVENTS = "SELECT * FROM clock_event WHERE kind = 'recalculated'"


def recalculation(units: Units) -> Iterator[Comparison]:
    """Apply a bank holiday that lies a few days ahead to every live clock; both sides once, each to a fresh copy."""
    path, copy = units.folder / "whole-force.db", units.folder / "recalculated.db"
    took = seconds(lambda: make_unit(path, WORKED, max(1, CASES // WORKED)))
    _tell(f"made {CASES:,} cases in {took:.0f} s, {path.stat().st_size // 1_000_000:,} MB")
    shutil.copy(path, copy)
    with one_more_holiday():
        shown, ours = preview_and_apply(copy)
    with bare(copy) as connection:
        dates, events = connection.execute(DATES).fetchall(), connection.execute(EVENTS).fetchall()
        live = connection.execute("SELECT count(*) FROM clock WHERE state <> 'stopped'").fetchone()[0]
    _tell(f"{live:,} live clocks, of which {len(dates):,} were recalculated")
    shutil.copy(path, copy)
    floor = seconds(lambda: bare_recalculation(copy, dates, events))
    cases = f"{CASES:,} cases"
    yield Comparison(f"show what a new bank holiday would move, {cases}", AGAINST, floor, shown, None, 1)
    yield Comparison(f"recompute every clock, {cases}", AGAINST, floor, ours, None, 1)


@contextmanager
def one_more_holiday() -> Iterator[None]:
    """Let the program come with one bank holiday more."""
    usual = rules_in_force.shipped_calendars
    shipped = dict(usual())
    file = shipped[CalendarName.ENGLAND_AND_WALES]
    extra = DayOff(A_FRIDAY.date() + AHEAD, "Extra bank holiday")
    shipped[file.name] = replace(file, days=(*file.days, extra))
    rules_in_force.shipped_calendars = lambda: shipped
    try:
        yield
    finally:
        rules_in_force.shipped_calendars = usual


def preview_and_apply(path: Path) -> tuple[float, float]:
    """Show what would move, then apply it; give the seconds of each."""
    with running_core(path) as core:
        found: list[Any] = []
        shown = seconds(lambda: found.append(core.ask(RuleChangesQuestion(HEAD))))
        return shown, seconds(lambda: core.do(ApplyRuleChanges(HEAD, found[0].seen, "announced")))


def bare_recalculation(path: Path, dates: Sequence[Any], events: Sequence[Any]) -> None:
    """Read every live clock and write as much as was written, with what is written known beforehand."""
    with bare(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(READ).fetchall()
        connection.execute(NEW_NUMBERS)
        connection.executemany(NEW_DATES, dates)
        marks = ", ".join("?" * len(events[0]))
        connection.executemany(f"INSERT INTO clock_event VALUES ({marks})", events)
        connection.execute("COMMIT")


def _tell(words: str) -> None:
    print(f"recalculation: {words}", file=sys.stderr, flush=True)
