"""A new version of a limit, or an amount that the force altered: running clocks move or keep, as the limit says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import complete, london, the_clock
from tests.cores import open_a_case
from tests.fakes import StoppedTime
from tests.new_calendars import apply, preview, ship_extra
from tracker.bootstrap import Tracker
from tracker.domain.clock import Clock
from tracker.domain.limit import Limit
from tracker.domain.time_limits import with_force_settings
from tracker.storage.case_store import load_clocks
from tracker.terms import ClockEventKind, OnChange

CHECKED = {"by": "head of unit", "on": date(2026, 11, 2)}
REPORT, HELD = "MED-07", date(2026, 11, 19)


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case whose medical was held on 19 November, so that its report is due on the 26th."""
    time.move_to(london(2026, 11, 20))
    case_id = open_a_case(core, reported_on=date(2026, 11, 18))
    complete(core, case_id, "medical_examined", HELD)
    assert the_clock(core, case_id, "medical_report", REPORT).due == date(2026, 11, 26)
    return case_id


def the_report(core: Tracker, case_id: str) -> Clock:
    """The clock of the medical's report, as stored; what is stored is what its events give."""
    key = the_clock(core, case_id, "medical_report", REPORT).clock_id
    with core.database.read() as connection:
        found = next(one for one in load_clocks(connection, case_id) if one.id == key)
    assert found.recomputed(core.rules.calendar(found.calendar)) == found
    return found


def force(core: Tracker, **change: Any) -> None:
    """Let the force's file alter the limit."""
    document = {"version": 3, "alter": [{"limit": REPORT, **change, **CHECKED}]}
    core.rules = replace(core.rules, pack=with_force_settings(core.rules.pack, document))


def limits(core: Tracker, change: Callable[[Limit], tuple[Limit, ...]]) -> None:
    """Let the program come with another version of the limit."""
    changed = [new for limit in core.rules.pack.limits for new in (change(limit) if limit.id == REPORT else (limit,))]
    core.rules = replace(core.rules, pack=replace(core.rules.pack, limits=tuple(changed)))


def amount_from(day: date, amount: int, on_change: OnChange = OnChange.MOVE) -> Callable[[Limit], tuple[Limit, ...]]:
    """A second version of a limit, in force for starts from a day on."""

    def change(limit: Limit) -> tuple[Limit, ...]:
        assert limit.clock is not None
        first = replace(limit, clock=replace(limit.clock, on_change=on_change))
        second = replace(limit, version=2, clock=replace(limit.clock, amount=amount))
        return first, replace(second, valid_from=day)

    return change


def test_an_altered_amount_waits_and_then_moves_the_running_clock(core: Tracker, case_id: str) -> None:
    before = the_report(core, case_id)
    force(core, amount=8)
    (change,) = preview(core).changes
    assert (change.key, change.calendar, change.counts.clocks, change.counts.moved) == (REPORT, None, 1, 1)
    (row,) = preview(core).rows
    assert (row.old_due, row.new_due) == (date(2026, 11, 26), date(2026, 12, 1))
    assert the_report(core, case_id) == before
    assert apply(core) == 1
    after = the_report(core, case_id)
    assert (after.first_due, after.due, after.measure) == (before.first_due, date(2026, 12, 1), before.measure)
    note = after.events[-1]
    assert (note.kind, note.measure) == (ClockEventKind.RECALCULATED, replace(before.measure, amount=8))
    assert note.reason == f"{REPORT} version 1: 8 working days instead of 5 working days"
    assert preview(core).changes == ()


def test_a_shorter_amount_may_make_it_overdue(core: Tracker, case_id: str, time: StoppedTime) -> None:
    time.move_to(london(2026, 11, 25))
    force(core, amount=2)
    (change,) = preview(core).changes
    assert (change.counts.become_overdue, change.counts.no_longer_overdue) == (1, 0)
    assert [row.becomes_overdue for row in preview(core).rows] == [True]


def test_altering_it_again_and_back_moves_it_again_and_back(core: Tracker, case_id: str) -> None:
    shipped = core.rules
    force(core, amount=8)
    apply(core)
    core.rules = shipped
    force(core, amount=6)
    assert apply(core) == 1
    assert the_report(core, case_id).due == date(2026, 11, 27)
    core.rules = shipped
    assert apply(core) == 1
    assert the_report(core, case_id).due == date(2026, 11, 26)
    assert preview(core).changes == ()


def test_a_new_version_in_force_for_its_start_is_taken(core: Tracker, case_id: str) -> None:
    limits(core, amount_from(HELD, 10))
    (change,) = preview(core).changes
    assert (change.old_version, change.new_version) == (1, 2)
    apply(core)
    after = the_report(core, case_id)
    assert (after.limit_version, after.due) == (2, date(2026, 12, 3))
    assert preview(core).changes == ()


def test_a_new_version_for_later_starts_moves_nothing(core: Tracker, case_id: str) -> None:
    limits(core, amount_from(date(2026, 11, 20), 10))
    assert preview(core).changes == ()


def test_case_31_a_limit_that_keeps_leaves_running_clocks_under_their_version(core: Tracker, case_id: str) -> None:
    limits(core, amount_from(HELD, 10, OnChange.KEEP))
    before = the_report(core, case_id)
    assert preview(core).changes == ()
    assert the_report(core, case_id) == before


def test_the_same_amount_under_a_new_version_only_takes_its_number(core: Tracker, case_id: str) -> None:
    before = the_report(core, case_id)
    limits(core, amount_from(HELD, 5))
    assert preview(core).rows == ()
    assert apply(core) == 0
    after = the_report(core, case_id)
    assert (after.limit_version, after.events, after.due) == (2, before.events, before.due)
    assert preview(core).changes == ()


def test_limit_and_calendar_together_are_one_recalculation(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = the_report(core, case_id)
    ship_extra(monkeypatch)
    force(core, amount=8)
    apply(core)
    after = the_report(core, case_id)
    assert (len(after.events), after.due) == (len(before.events) + 1, date(2026, 12, 2))
    assert after.calendar_version == core.rules.calendar(after.calendar).version
    assert preview(core).changes == ()
