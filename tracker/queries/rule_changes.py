"""What new calendars and limits would move, before anything is moved."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from tracker import wording
from tracker.domain.act import Act
from tracker.domain.calendar import DayOff
from tracker.domain.calendar_change import CalendarChange
from tracker.domain.calendar_file import CalendarFile
from tracker.domain.recalculation import Recalculation
from tracker.domain.rule_plan import RulePlan
from tracker.queries.view import View
from tracker.rows.rule_changes import (
    CalendarState,
    ChangeRow,
    DayChange,
    MoveCounts,
    MovedClockRow,
    NotCountedRow,
    RuleChanges,
    RuleChangesQuestion,
)
from tracker.storage.calendar_store import stored_files
from tracker.storage.rule_changes import plan_changes
from tracker.storage.scope import scope_condition
from tracker.storage.tables import case_record, milestone
from tracker.terms import CalendarName

AT_ONCE = 500


def rule_changes(
    question: RuleChangesQuestion, view: View, shipped: Callable[[], Mapping[CalendarName, CalendarFile]]
) -> RuleChanges:
    """Give what waits to be applied, or what a supplied file would do, and the clocks within scope it would move.

    Raises:
        RuleBroken: a supplied file is refused; nothing of it is taken.
    """
    act = Act(question.by, frozenset(), view.now, view.today, str)
    plan = plan_changes(view.connection, view.rules, shipped(), question.file, act)
    shown = [one for one in plan.recalculations if one.shows]
    rows = _rows(shown, view)
    return RuleChanges(
        changes=tuple(_change(key, plan, view) for key in plan.changes),
        rows=tuple(sorted(rows, key=lambda row: (row.change, row.reference, row.milestone, row.clock_id))),
        not_shown=len(shown) - len(rows),
        not_counted=tuple(NotCountedRow(off.day, off.name, why) for off, why in plan.not_counted),
        calendars=calendar_states(view),
        seen=plan.seen,
    )


def calendar_states(view: View) -> tuple[CalendarState, ...]:
    """Give how each calendar that counts came here."""
    states = []
    for name, stored in stored_files(view.connection).items():
        calendar = view.rules.calendar(name)
        announced = max((off.day for off in calendar.days_off.values() if off.announced), default=calendar.first)
        states.append(
            CalendarState(name, stored.version, stored.file.source, stored.taken_at, calendar.last, announced)
        )
    return tuple(sorted(states, key=lambda state: tuple(CalendarName).index(state.calendar)))


def _change(key: str, plan: RulePlan, view: View) -> ChangeRow:
    concerned = [one for one in plan.recalculations if one.change == key]
    counts = _counts(concerned, plan.kept.get(key, 0), view.now)
    if key in plan.limits:
        old, new = plan.limits[key]
        return ChangeRow(key, None, f"{key} {new.name}", old.version, new.version, counts)
    name = CalendarName(key)
    change = next((one for one in plan.calendars if one.name is name), None)
    if change is None:
        version = view.rules.calendar(name).version
        title = f"{wording.term(name)}: clocks still counted by an earlier version"
        return ChangeRow(key, name, title, version, version, counts)
    return _calendar_row(change, counts, change.file.source if name in plan.digests else "")


def _calendar_row(change: CalendarChange, counts: MoveCounts, source: str) -> ChangeRow:
    found = change.difference
    return ChangeRow(
        change.name.value,
        change.name,
        wording.term(change.name),
        change.old.version,
        change.new.version,
        counts,
        source=source,
        added=_days(found.added),
        taken_away=_days(found.taken_away),
        announced=_days(found.announced),
        unsettled=_days(found.unsettled),
        known_to=change.new.last,
    )


def _counts(recalculations: Iterable[Recalculation], kept: int, now: datetime) -> MoveCounts:
    seen: Counter[str] = Counter(kept=kept)
    for one in recalculations:
        before, after = one.was_overdue(now), one.is_overdue(now)
        only_mark = one.shows and not one.moves
        seen["clocks"] += one.shows
        seen["moved"] += one.moves
        seen["become_overdue"] += after and not before
        seen["no_longer_overdue"] += before and not after
        seen["become_provisional"] += only_mark and one.after.provisional
        seen["no_longer_provisional"] += only_mark and not one.after.provisional
    return MoveCounts(**seen)


def _days(days: Iterable[DayOff]) -> tuple[DayChange, ...]:
    return tuple(DayChange(off.day, off.name) for off in days)


def _rows(shown: list[Recalculation], view: View) -> list[MovedClockRow]:
    rows: list[MovedClockRow] = []
    for first in range(0, len(shown), AT_ONCE):
        some = shown[first : first + AT_ONCE]
        found = view.connection.execute(
            select(milestone.c.id, milestone.c.kind, case_record.c.reference)
            .select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id))
            .where(milestone.c.id.in_(sorted({one.milestone_id for one in some})), scope_condition(view.scope))
        )
        names = {row.id: (row.reference, view.rules.kind(row.kind).name) for row in found}
        rows.extend(_row(one, *names[one.milestone_id], view) for one in some if one.milestone_id in names)
    return rows


def _row(one: Recalculation, reference: str, milestone_name: str, view: View) -> MovedClockRow:
    limit = view.rules.limit(one.limit_id, one.limit_version)
    return MovedClockRow(
        case_id=one.case_id,
        reference=reference,
        milestone=milestone_name,
        clock_id=one.clock_id,
        limit_id=one.limit_id,
        limit=limit.name,
        old_due=one.old_due,
        new_due=one.new_due,
        becomes_overdue=one.is_overdue(view.now) and not one.was_overdue(view.now),
        provisional=one.after.provisional,
        change=one.change,
    )
