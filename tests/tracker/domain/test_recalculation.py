"""One clock before and after: what shows, what is overdue, under which amount it counts, and how that is said."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.tracker.domain.clock_histories import KIND, a_clock, event, started, with_days_off
from tests.tracker.rule_data import a_clock_limit, a_pack
from tracker.domain.calendar import DayOff
from tracker.domain.calendar_change import Difference, difference
from tracker.domain.clock import Clock
from tracker.domain.counting import Measure
from tracker.domain.limit import Circumstance
from tracker.domain.recalculation import (
    Recalculation,
    calendar_note,
    counts_by_calendar,
    limit_note,
    may_have_changed,
    measure_of,
    moves_on_change,
    newest_for,
    possible_measures,
    recalculated,
    recalculation_event,
    under_newest,
)
from tracker.domain.rule_book import rule_of
from tracker.domain.rule_plan import RulePlan
from tracker.domain.time_limits import LimitPack
from tracker.terms import CalendarName, ClockClass, ClockState, CountUnit

MONDAY, FRIDAY_AFTER = date(2026, 6, 1), date(2026, 6, 5)
NOW = datetime(2026, 6, 9, 9, tzinfo=UTC)
EVENT = recalculation_event(NOW, NOW.date(), "officer")
NEWEST = with_days_off(FRIDAY_AFTER)
FOUND = difference(NEWEST.at_version(1), NEWEST)
FIVE, HOURS = Measure(CountUnit.WORKING_DAYS, 5), Measure(CountUnit.HOURS, 24)


def move(before: Clock, after: Clock) -> Recalculation:
    return Recalculation(
        "force", before.id, before.case_id, before.milestone_id, before.limit_id, before.limit_version,
        len(before.events), before.state, before.due_at or before.due, before.expires_at, before.provisional,
        before.unknown, before.overdue_since, after, after.events[-1],
    )  # fmt: skip


def test_a_clock_over_the_day_moves_and_is_late_no_more() -> None:
    before = a_clock(started(MONDAY))
    one = move(before, recalculated(before, NEWEST, EVENT, FOUND))
    assert (one.old_due, one.new_due) == (date(2026, 6, 8), date(2026, 6, 9))
    assert one.moves
    assert one.shows
    assert (one.was_overdue(NOW), one.is_overdue(NOW)) == (True, False)
    assert one.overdue_on_record(NOW) == before.expires_at
    noted = replace(one, overdue_since=datetime(2026, 6, 1, tzinfo=UTC))
    assert noted.overdue_on_record(NOW) == noted.overdue_since
    assert one.overdue_on_record(datetime(2026, 6, 2, tzinfo=UTC)) is None


def test_a_paused_clock_is_never_overdue() -> None:
    before = a_clock(started(MONDAY))
    one = replace(move(before, before), state=ClockState.PAUSED)
    assert not one.was_overdue(NOW)
    assert not one.shows


def test_only_another_mark_shows_and_is_no_move() -> None:
    before = a_clock(started(MONDAY))
    assert replace(move(before, before), old_provisional=True).shows
    assert replace(move(before, before), old_unknown="calendar_ends").shows
    assert not replace(move(before, before), old_provisional=True).moves


def test_a_clock_beside_the_day_only_takes_the_new_number() -> None:
    before = a_clock(started(date(2026, 6, 8)))
    after = recalculated(before, NEWEST, EVENT, FOUND)
    assert after == replace(before, calendar_version=NEWEST.version)


def test_the_note_names_the_days_within_the_clocks_span() -> None:
    before = a_clock(started(MONDAY))
    found = replace(FOUND, added=(*FOUND.added, DayOff(date(2030, 1, 2), "Far away")))
    after = recalculated(before, NEWEST, EVENT, found)
    assert after.events[-1].reason.startswith("calendar 2: ")
    assert "Fri 5 Jun 2026" in after.events[-1].reason
    assert "Far away" not in after.events[-1].reason
    outside = calendar_note(NEWEST, Difference(added=(DayOff(date(2030, 1, 2), "Far away"),)), before, before)
    assert outside == "calendar 2: Far away Wed 2 Jan 2030"
    nowhere = replace(before, started_on=None, due=None)
    assert "Fri 5 Jun 2026" in calendar_note(NEWEST, FOUND, nowhere, nowhere)


@pytest.mark.parametrize(
    ("measure", "counts"),
    [
        (FIVE, True), (Measure(CountUnit.BUSINESS_DAYS, 1), True), (HOURS, False),
        (Measure(CountUnit.CALENDAR_DAYS, 7), False), (Measure(CountUnit.CALENDAR_DAYS, 7, rolls=True), True),
        (Measure(CountUnit.MONTHS, 3), False), (Measure(CountUnit.MONTHS, 3, rolls_back=True), True),
    ],
)  # fmt: skip
def test_what_a_calendar_can_move(measure: Measure, counts: bool) -> None:
    assert counts_by_calendar(measure) is counts


# ---- limits


def two_versions(**second: Any) -> LimitPack:
    """A limit of seven calendar days, and its second version from 1 June 2026."""
    first = a_clock_limit(valid_to=date(2026, 5, 31))
    return a_pack(first, a_clock_limit(**({"version": 2, "valid_from": MONDAY} | second)))


def seven_days(*more: Any, started_on: date = MONDAY, **facts: Any) -> Clock:
    days = Measure(CountUnit.CALENDAR_DAYS, 7, rolls=True)
    clock = a_clock(started(started_on), *more, measure=days)
    return replace(clock, limit_id="TST-01", limit_version=1, calendar=CalendarName.FORCE, **facts)


def test_the_version_in_force_for_the_start_holds_if_it_is_newer() -> None:
    pack = two_versions(amount=9)
    first, second = pack.versions("TST-01")
    assert newest_for(pack, first, MONDAY) is second
    assert newest_for(pack, first, date(2026, 5, 29)) is first
    assert newest_for(pack, second, MONDAY) is second
    assert under_newest(seven_days(), pack, first, ()) == (second, Measure(CountUnit.CALENDAR_DAYS, 9, rolls=True))
    assert under_newest(seven_days(started_on=date(2026, 5, 29)), pack, first, ()) is None


def test_an_amount_that_the_limit_does_not_give_is_altered_and_one_it_gives_is_not() -> None:
    pack = a_pack(a_clock_limit(amount=9, variants=[{"when": "high_risk", "amount": 4}]))
    (limit,) = pack.versions("TST-01")
    risk = {Circumstance.HIGH_RISK}
    assert under_newest(seven_days(), pack, limit, ()) == (limit, Measure(CountUnit.CALENDAR_DAYS, 9, rolls=True))
    assert under_newest(seven_days(), pack, limit, risk) == (limit, Measure(CountUnit.CALENDAR_DAYS, 4, rolls=True))
    four = replace(seven_days(), measure=Measure(CountUnit.CALENDAR_DAYS, 4, rolls=True))
    assert under_newest(four, pack, limit, ()) is None
    assert possible_measures(rule_of(limit)) == {
        Measure(CountUnit.CALENDAR_DAYS, amount, rolls=True) for amount in (4, 9)
    }


def test_a_later_turn_counts_its_own_amount_and_one_there_is_not_stays() -> None:
    pack = a_pack(a_clock_limit(recurs=True, every=3, amount=9))
    (limit,) = pack.versions("TST-01")
    assert under_newest(seven_days(turn=2), pack, limit, ()) == (limit, Measure(CountUnit.CALENDAR_DAYS, 3, rolls=True))
    assert measure_of(seven_days()) in possible_measures(rule_of(a_pack(a_clock_limit()).versions("TST-01")[0]))
    pack = a_pack(a_clock_limit(amount=9))
    assert under_newest(seven_days(turn=2), pack, pack.versions("TST-01")[0], ()) is None
    pack = a_pack(a_clock_limit(amount=9, recurs=True, later_amounts=[12]))
    assert measure_of(seven_days()) not in possible_measures(rule_of(pack.versions("TST-01")[0]))


def test_the_note_of_a_limit_says_both_amounts() -> None:
    (limit,) = a_pack(a_clock_limit()).versions("TST-01")
    old, new = Measure(CountUnit.CALENDAR_DAYS, 7), Measure(CountUnit.WORKING_DAYS, 1)
    assert limit_note(limit, old, new) == "TST-01 version 1: 1 working day instead of 7 calendar days"


def test_what_an_authority_extended_stays() -> None:
    pack = two_versions(amount=9)
    extended = seven_days(event(KIND.EXTENDED, MONDAY, amount=20))
    assert under_newest(extended, pack, pack.versions("TST-01")[0], ()) is None


def test_it_counts_as_it_was_last_recalculated() -> None:
    nine = Measure(CountUnit.CALENDAR_DAYS, 9)
    clock = seven_days(event(KIND.RECALCULATED, MONDAY, measure=nine))
    assert measure_of(clock) == nine


def test_which_clocks_may_be_of_an_older_rule() -> None:
    pack = two_versions(amount=9)
    first, second = pack.versions("TST-01")
    seven, nine = (Measure(CountUnit.CALENDAR_DAYS, amount, rolls=True) for amount in (7, 9))
    assert may_have_changed(pack, first, ClockClass.TARGET, seven)
    assert not may_have_changed(pack, second, ClockClass.TARGET, nine)
    assert may_have_changed(pack, second, ClockClass.TARGET, seven)
    assert not may_have_changed(pack, second, ClockClass.PERIOD, seven)
    keeping = a_pack(a_clock_limit(on_change="keep", amount=9))
    assert not may_have_changed(keeping, keeping.versions("TST-01")[0], ClockClass.TARGET, seven)


def test_a_limit_that_is_gone_keeps_its_clocks() -> None:
    pack = a_pack(a_clock_limit())
    assert pack.version("TST-01", 1) is pack.versions("TST-01")[0]
    assert pack.version("TST-01", 7) is None
    assert pack.version("FORCE-01", 1) is None
    assert not moves_on_change(None)
    assert moves_on_change(pack.version("TST-01", 1))


# ---- the plan


def test_a_plan_without_changes_is_none_and_the_digest_turns_on_what_is_shown() -> None:
    before = a_clock(started(MONDAY))
    one = move(before, recalculated(before, NEWEST, EVENT, FOUND))
    assert not RulePlan()
    plan = RulePlan(recalculations=(one,), left_behind=(CalendarName.FORCE,))
    assert plan
    assert plan.changes == ("force",)
    hidden = replace(one, after=before)
    assert not hidden.shows
    assert plan.seen == replace(plan, recalculations=(one, hidden)).seen
    assert plan.seen != replace(plan, recalculations=(replace(one, old_due=MONDAY),)).seen
    assert plan.seen != RulePlan().seen
