"""What new calendars and limits would do to the live clocks of the whole unit: found in SQL, counted by the rules."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, false, or_, select

from tracker.domain.act import Act
from tracker.domain.calendar_change import CalendarChange, Difference, calendar_changes, difference
from tracker.domain.calendar_file import CalendarFile
from tracker.domain.case_parts import CaseParts, CaseRecord
from tracker.domain.child import Child
from tracker.domain.circumstances import circumstances_of
from tracker.domain.clock import Clock
from tracker.domain.clock_event import ClockEvent
from tracker.domain.limit import Limit
from tracker.domain.milestone import Milestone
from tracker.domain.recalculation import (
    Recalculation,
    counts_by_calendar,
    limit_note,
    may_have_changed,
    measure_of,
    moves_on_change,
    recalculated,
    recalculation_event,
    under_newest,
)
from tracker.domain.rule_book import RuleBook
from tracker.domain.rule_plan import RulePlan
from tracker.domain.supplied_calendar import read_supplied
from tracker.domain.suspect import Suspect
from tracker.rows.rule_changes import SuppliedFile
from tracker.storage import tables
from tracker.storage.calendar_store import shipped_news, stored_files
from tracker.storage.case_store import MEASURE, load_many_clocks
from tracker.storage.case_store import measure_of as measure_read
from tracker.storage.live_clocks import NOT_STOPPED
from tracker.storage.records import load
from tracker.storage.tables import clock, clock_event
from tracker.terms import CalendarName, ClockClass, ClockEventKind, ClockState
from tracker.watch import check, come_so_far

AT_ONCE = 500
AROUND = timedelta(days=31)


class Group(NamedTuple):
    """Live clocks that count alike, by the same versions of calendar and limit."""

    calendar: str
    calendar_version: int
    limit_id: str
    limit_version: int
    clock_class: str
    measure: str


class LiveClock(NamedTuple):
    """The stored copies of one live clock, enough to recalculate one to which nothing happened but its start."""

    calendar: str
    calendar_version: int
    limit_id: str
    limit_version: int
    clock_class: str
    measure: str
    id: str
    case_id: str
    milestone_id: str
    state: str
    started_on: date | None
    due: date | None
    expires_at: datetime | None
    provisional: bool
    unknown: str
    overdue_since: datetime | None
    has_more: bool


def plan_changes(
    connection: Connection,
    rules: RuleBook,
    shipped: Mapping[CalendarName, CalendarFile],
    file: SuppliedFile | None,
    act: Act,
) -> RulePlan:
    """Work out what waits to be applied, or what a supplied file would do.

    Raises:
        RuleBroken: as `read_supplied`.
    """
    stored = stored_files(connection)
    files = {name: one.file for name, one in stored.items()}
    if file is None:
        new, digests = shipped_news(stored, shipped)
        return _Planning(connection, rules, calendar_changes(rules.calendars, files, new), act).plan(digests)
    supplied = read_supplied(file.name, file.content, files)
    changes = calendar_changes(rules.calendars, files, {supplied.file.name: supplied.file})
    digests = {supplied.file.name: sha256(file.content).hexdigest()}
    planned = _Planning(connection, rules, changes, act, limits=False).plan(digests)
    return replace(planned, not_counted=supplied.not_counted)


class _Planning:
    """The working state while the live clocks are gone through."""

    def __init__(
        self,
        connection: Connection,
        rules: RuleBook,
        changes: Sequence[CalendarChange],
        act: Act,
        *,
        limits: bool = True,
    ) -> None:
        self.connection = connection
        self.rules = rules
        self.changes = tuple(changes)
        self.act = act
        self.targets = {name: rules.calendar(name) for name in CalendarName} | {one.name: one.new for one in changes}
        self.event = recalculation_event(act.now, act.today, act.officer_id)
        self.with_limits = limits
        self.found: dict[str, Recalculation] = {}
        self.kept: dict[str, int] = {}
        self.limits: dict[str, tuple[Limit, Limit]] = {}
        self.differences: dict[tuple[str, int], Difference] = {}
        self.models: dict[tuple[str, int, str, date | None], tuple[Clock, Clock]] = {}

    def plan(self, digests: Mapping[CalendarName, str]) -> RulePlan:
        if self.with_limits:
            self._plan_limits()
        changed = {change.name for change in self.changes}
        by_calendar = [
            group
            for group in self.groups
            if self._is_behind(group) and _by_calendar(group) and (group.calendar in changed or self._moves(group))
        ]
        if by_calendar:
            self._plan_calendars(frozenset(by_calendar))
        behind = {
            CalendarName(one.change)
            for one in self.found.values()
            if one.change not in self.limits and one.change not in changed
        }
        return RulePlan(
            self.changes,
            digests,
            (),
            tuple(self.found[key] for key in sorted(self.found)),
            self.kept,
            self.limits,
            tuple(sorted(behind)),
            {name: self.targets[name] for name in (*changed, *behind)},
            frozenset((group.limit_id, group.limit_version) for group in self.groups if not self._moves(group)),
        )

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every way in which live clocks count."""
        columns = (
            clock.c.calendar, clock.c.calendar_version, clock.c.limit_id, clock.c.limit_version, clock.c.clock_class,
            MEASURE,
        )  # fmt: skip
        found = self.connection.execute(select(*columns).where(NOT_STOPPED).group_by(*columns).order_by(*columns))
        return tuple(Group(*row) for row in found)

    def _limit(self, group: Group | LiveClock) -> Limit | None:
        return self.rules.pack.version(group.limit_id, group.limit_version)

    def _moves(self, group: Group | LiveClock) -> bool:
        return moves_on_change(self._limit(group))

    def _is_behind(self, group: Group) -> bool:
        name = CalendarName(group.calendar)
        if not self.with_limits and name not in {change.name for change in self.changes}:
            return False
        return group.calendar_version != self.targets[name].version

    def _difference(self, name: str, version: int) -> Difference:
        if (name, version) not in self.differences:
            target = self.targets[CalendarName(name)]
            self.differences[name, version] = difference(target.at_version(version), target)
        return self.differences[name, version]

    # clocks of calendars

    def _plan_calendars(self, groups: frozenset[Group]) -> None:
        more: list[LiveClock] = []
        for live in self._live(groups):
            check()
            if live.id in self.found:
                continue
            before, after = self._model(live)
            if live.has_more or before.due != live.due or before.unknown != live.unknown:
                more.append(live)
            else:
                self._take(live, after, 1)
        for place, some in enumerate(_parts(more)):
            come_so_far(place * AT_ONCE, len(more))
            whole = load_many_clocks(self.connection, [live.id for live in some])
            for live in some:
                one = whole[live.id]
                target = self.targets[one.calendar]
                found = self._difference(live.calendar, live.calendar_version)
                self._take(live, recalculated(one, target, self.event, found), len(one.events))

    def _live(self, groups: frozenset[Group]) -> Iterator[LiveClock]:
        """Give the live clocks that a change of their calendar may move, and those whose events have to be read."""
        calendars = {name: [group for group in groups if group.calendar == name] for name in CalendarName}
        crossing = [
            and_(clock.c.calendar == name.value, self._crosses(name, of_name)) for name, of_name in calendars.items()
        ]
        more = exists().where(clock_event.c.clock_id == clock.c.id, clock_event.c.place == 1)
        rows = self.connection.execute(
            select(
                clock.c.calendar, clock.c.calendar_version, clock.c.limit_id, clock.c.limit_version,
                clock.c.clock_class, MEASURE, clock.c.id, clock.c.case_id, clock.c.milestone_id, clock.c.state,
                clock.c.started_on, clock.c.due, clock.c.expires_at, clock.c.provisional, clock.c.unknown,
                clock.c.overdue_since, more,
            )
            .where(NOT_STOPPED, or_(*crossing))
        )  # fmt: skip
        for row in rows:
            live = LiveClock(*row)
            if Group(*live[:6]) in groups:
                yield live

    def _crosses(self, name: CalendarName, groups: Collection[Group]) -> ColumnElement[bool]:
        """Say in SQL that a clock's span comes near a day that counts otherwise, or that its events have to be read."""
        versions = {group.calendar_version for group in groups}
        days = [day for version in versions for day in self._difference(name, version).days]
        if not versions:
            return false()
        unsure = [clock.c.due.is_(None), clock.c.provisional, clock.c.moves > 0, clock.c.pauses > 0]
        if not days:
            return or_(*unsure)
        first, last = min(days) - AROUND, max(days) + AROUND
        reaches = or_(clock.c.due >= first, clock.c.started_on >= first)
        return or_(and_(reaches, or_(clock.c.due <= last, clock.c.started_on <= last)), *unsure)

    def _model(self, live: LiveClock) -> tuple[Clock, Clock]:
        """Give a clock that has only started, before and after: made once for all that stand alike."""
        key = (live.calendar, live.calendar_version, live.measure, live.started_on)
        if key not in self.models:
            started = ClockEvent(ClockEventKind.STARTED, live.started_on or date.min, self.act.now, "")
            target = self.targets[CalendarName(live.calendar)]
            before = Clock(
                "", "", "", live.limit_id, live.limit_version, ClockClass(live.clock_class),
                measure_read(live.measure), target.name, live.calendar_version, (started,),
            ).recomputed(target)  # fmt: skip
            found = self._difference(live.calendar, live.calendar_version)
            self.models[key] = before, recalculated(before, target, self.event, found)
        return self.models[key]

    def _take(self, live: LiveClock, after: Clock, place: int) -> None:
        if len(after.events) == place:
            return
        one = Recalculation(
            live.calendar, live.id, live.case_id, live.milestone_id, live.limit_id, live.limit_version, place,
            ClockState(live.state), live.due, live.expires_at, live.provisional, live.unknown, live.overdue_since,
            after, after.events[-1],
        )  # fmt: skip
        if self._moves(live):
            self.found[live.id] = one
        elif one.shows:
            self.kept[live.calendar] = self.kept.get(live.calendar, 0) + 1

    # clocks of limits

    def _plan_limits(self) -> None:
        concerned = [group for group in self.groups if self._may_have_changed(group)]
        ids = [key for group in concerned for key in self._of_group(group)]
        ids += self._recalculated_before()
        for some in _parts(sorted(set(ids))):
            clocks = load_many_clocks(self.connection, some)
            cases = _parts_of_cases(self.connection, {one.case_id for one in clocks.values()})
            for one in clocks.values():
                self._take_limit(one, cases[one.case_id])

    def _may_have_changed(self, group: Group) -> bool:
        limit, measure = self._limit(group), measure_read(group.measure)
        return limit is not None and may_have_changed(self.rules.pack, limit, ClockClass(group.clock_class), measure)

    def _of_group(self, group: Group) -> Sequence[str]:
        values = zip((clock.c.calendar, clock.c.calendar_version, clock.c.limit_id, clock.c.limit_version,
                      clock.c.clock_class, MEASURE.element), group, strict=True)  # fmt: skip
        return self.connection.execute(
            select(clock.c.id).where(NOT_STOPPED, *(column == value for column, value in values))
        ).scalars().all()  # fmt: skip

    def _recalculated_before(self) -> Sequence[str]:
        """Give the live clocks that already count otherwise than when they started."""
        return self.connection.execute(
            select(clock.c.id)
            .select_from(clock_event.join(clock, clock.c.id == clock_event.c.clock_id))
            .where(clock_event.c.measure.is_not(None), NOT_STOPPED)
        ).scalars().all()  # fmt: skip

    def _take_limit(self, one: Clock, case: CaseParts) -> None:
        limit = self.rules.pack.version(one.limit_id, one.limit_version)
        if limit is None or not may_have_changed(self.rules.pack, limit, one.clock_class, measure_of(one)):
            return
        subject = case.milestones[one.milestone_id].subject_id
        found = under_newest(one, self.rules.pack, limit, circumstances_of(case, subject, one.started_on or date.min))
        if found is None:
            return
        newest, measure = found
        present = measure_of(one)
        event, after = None, replace(one, limit_version=newest.version)
        if measure != present:
            target = self.targets[one.calendar]
            note = limit_note(newest, present, measure)
            after = after.recounted(replace(self.event, measure=measure, reason=note), target)
            event = after.events[-1]
        self.limits[limit.id] = limit, newest
        self.found[one.id] = Recalculation(
            limit.id, one.id, one.case_id, one.milestone_id, limit.id, newest.version, len(one.events), one.state,
            one.due_at or one.due, one.expires_at, one.provisional, one.unknown, one.overdue_since, after, event,
        )  # fmt: skip


def _by_calendar(group: Group) -> bool:
    return counts_by_calendar(measure_read(group.measure))


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(values), AT_ONCE):
        yield values[first : first + AT_ONCE]


def _parts_of_cases(connection: Connection, case_ids: Iterable[str]) -> Mapping[str, CaseParts]:
    """Load what the amounts of limits turn on, of many cases."""
    wanted = sorted(set(case_ids))
    cases = {one.id: CaseParts(one) for one in load(connection, CaseRecord, tables.case_record,
                                                    tables.case_record.c.id.in_(wanted))}  # fmt: skip
    parts: tuple[tuple[str, type[Any], Any], ...] = (
        ("children", Child, tables.child),
        ("suspects", Suspect, tables.suspect),
        ("milestones", Milestone, tables.milestone),
    )
    for name, cls, table in parts:
        for part in load(connection, cls, table, table.c.case_id.in_(wanted)):
            getattr(cases[part.case_id], name)[part.id] = part
    return cases
