"""How cases and their targets stood at the end of a day: what drift and ledger are added up from.

Of a past day only what was recorded by its end counts. What has no history is given as it is now: see weekly_history.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, literal_column, null, or_, select, union_all

from tracker.domain.clock import Clock
from tracker.domain.drift import working_days_late
from tracker.domain.hindsight import LAST_MOMENT, day_of, drift_come_by, standing_by
from tracker.domain.ledger import Holding, from_report
from tracker.errors import RuleBroken
from tracker.queries.open_cases import NOT_CLOSED, narrowed
from tracker.queries.today_clocks import in_parts
from tracker.queries.view import View
from tracker.queries.weekly_facts import CaseFacts
from tracker.queries.weekly_history import case_facts
from tracker.storage.case_store import load_many_clocks
from tracker.storage.live_clocks import NOT_STOPPED
from tracker.storage.scope import scope_condition, withheld_condition
from tracker.storage.tables import case_record, clock, clock_event, holding, milestone
from tracker.terms import ClockClass, ClockEventKind, ClockState, Holder
from tracker.time_source import start_of_day

LONGEST_WEEKS = 520
#: the last of the ways in which targets are found: those that have changed since
CHANGED = 2
ONE_DAY = timedelta(days=1)
HOLDERS = {holder.value: holder for holder in Holder}
# written as literals, because bound values would hide the partial indexes from SQLite
STOOD_STILL: ColumnElement[bool] = literal_column("clock_event.kind").in_(
    [literal_column(f"'{kind.value}'") for kind in (ClockEventKind.PAUSED, ClockEventKind.REOPENED)]
)
SLIPPED_OR_MOVED: ColumnElement[bool] = or_(
    literal_column("clock.stopped_on") > literal_column("clock.first_due"),
    literal_column("clock.moves") > literal_column("0"),
)
#: a first due date is never earlier than it is stored, but a calendar that is applied later may have moved it
MAY_HAVE_MOVED = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Instant:
    """The end of a day, or now, and the day on which the period before it begins."""

    at: datetime
    day: date
    since: date
    is_now: bool

    @property
    def began(self) -> datetime:
        """The last moment of the day on which the period begins: what was late by then did not come in it."""
        return end_of_day(self.since)


@dataclass(frozen=True, slots=True)
class CaseThen:
    """A case as it stood: who had it, and its ledger with the report as its beginning."""

    facts: CaseFacts
    oic_id: str | None
    team_id: str | None
    closed_on: date | None
    holdings: tuple[Holding, ...]

    def until(self, day: date) -> date:
        """Give the day up to which its ledger runs, on a day."""
        return day if self.closed_on is None else min(day, self.closed_on)


@dataclass(frozen=True, slots=True)
class TargetThen:
    """A target as it stood. `drift` is None where it is not known; `came` is how much of it came in the period."""

    case_id: str
    milestone_id: str
    kind: str
    turn: int
    first_due: date
    due: date | None
    live: bool
    drift: int | None
    came: int
    moves: int


def end_of_day(day: date) -> datetime:
    """Give the last moment of a day: what was recorded on it counts, and no day more."""
    return start_of_day(day + ONE_DAY) - LAST_MOMENT


def instant_of(as_at: date | None, weeks: int, view: View) -> Instant:
    """Give the end of a day with the period before it; raises RuleBroken for a day to come, or no such period."""
    day = as_at or view.today
    if day > view.today:
        raise RuleBroken("as_at_in_future", field="as_at", on=day)
    if not 1 <= weeks <= LONGEST_WEEKS:
        raise RuleBroken("no_such_period", field="weeks", weeks=weeks)
    is_now = day == view.today
    return Instant(view.now if is_now else end_of_day(day), day, day - timedelta(weeks=weeks), is_now)


class CasesThen:
    """The cases that were open on a day or closed in the period before it, as narrowed; restricted ones counted."""

    def __init__(self, view: View, instant: Instant, team_id: str | None, oic_id: str | None) -> None:
        self._wanted = (team_id, oic_id)
        self._instant = instant
        # what is asked of now is narrowed by the database; of a past day it is known only from the history
        now = [*narrowed(team_id=team_id, oic_id=oic_id), or_(NOT_CLOSED, case_record.c.closed_on > instant.since)]
        more = now if instant.is_now else []
        self.shown: ColumnElement[bool] = and_(scope_condition(view.scope), *more)
        self.withheld = 0
        self.by_id = self._load(view, more)

    def is_open(self, case_id: str) -> bool:
        """Say whether a case was open at the end of the day."""
        found = self.by_id.get(case_id)
        return found is not None and found.closed_on is None

    def open(self) -> Iterator[CaseThen]:
        """Give the cases that were open at the end of the day."""
        return (case for case in self.by_id.values() if case.closed_on is None)

    def _load(self, view: View, more: Sequence[ColumnElement[bool]]) -> Mapping[str, CaseThen]:
        reach = or_(scope_condition(view.scope), withheld_condition(view.scope))
        hidden = set(
            view.connection.execute(
                select(case_record.c.id).where(withheld_condition(view.scope), *more)
            ).scalars()
        )  # fmt: skip
        found = case_facts(view.connection, and_(reach, *more), self._instant.at)
        holdings = _holdings(view.connection, self.shown, self._instant.at)
        cases: dict[str, CaseThen] = {}
        for facts in found.values():
            case = self._then(facts, holdings.get(facts.id, ()))
            if case is None:
                continue
            if facts.id in hidden:
                self.withheld += case.closed_on is None
            else:
                cases[facts.id] = case
        return cases

    def _then(self, facts: CaseFacts, holdings: Sequence[Holding]) -> CaseThen | None:
        at, (team_id, oic_id) = self._instant.at, self._wanted
        if facts.entered_at > at:
            return None
        case = CaseThen(
            facts, facts.oic_at(at), facts.team_at(at), facts.closed_by(at),
            from_report(holdings, facts.reported_on),
        )  # fmt: skip
        gone = case.closed_on is not None and case.closed_on <= self._instant.since
        elsewhere = (team_id and case.team_id != team_id) or (oic_id and case.oic_id != oic_id)
        return None if gone or elsewhere else case


def _holdings(connection: Connection, shown: ColumnElement[bool], at: datetime) -> Mapping[str, Sequence[Holding]]:
    found: dict[str, list[Holding]] = defaultdict(list)
    for row in connection.execute(
        select(holding.c.case_id, holding.c.since, holding.c.holder, holding.c.because, holding.c.recorded_at)
        .join(case_record, case_record.c.id == holding.c.case_id)
        .where(shown)
        .order_by(holding.c.case_id, holding.c.place)
    ).all():  # fmt: skip
        if row.recorded_at <= at:
            found[row.case_id].append(Holding(row.since, HOLDERS[row.holder], row.because, row.recorded_at))
    return found


def targets_then(view: View, cases: CasesThen, instant: Instant) -> list[TargetThen]:
    """Give the targets of cases that had slipped or been moved, done ones included."""
    found = [row for row in _found(view.connection, cases, instant) if row.case_id in cases.by_id]
    by_events = {row.id: row for row in found if row.stood_still or row.changed}
    targets = [_as_stored(row, view, instant) for row in found if row.id not in by_events]
    for ids in in_parts(sorted(by_events)):
        for one in load_many_clocks(view.connection, ids).values():
            told = _from_events(one, by_events[one.id], view, instant)
            if told is not None:
                targets.append(told)
    return [one for one in targets if one.drift != 0 or one.moves]


def _found(connection: Connection, cases: CasesThen, instant: Instant) -> Sequence[Any]:
    """Find the targets that may count, in one statement, and which of them their stored dates do not tell whole."""
    ways: list[tuple[ColumnElement[bool], ColumnElement[Any]]] = [
        (SLIPPED_OR_MOVED, clock.c.stopped_on),
        # one that is live has not stopped: without that column its own index says all
        (and_(NOT_STOPPED, clock.c.first_due < instant.day), null()),
    ]
    if not instant.is_now:
        begun = clock_event.alias("begun")
        changed = clock.c.id.in_(select(clock_event.c.clock_id).where(clock_event.c.recorded_at > instant.at))
        on_record = exists().where(
            begun.c.clock_id == clock.c.id, begun.c.place == 0, begun.c.recorded_at <= instant.at
        )
        may_count = or_(clock.c.first_due < instant.day + MAY_HAVE_MOVED, clock.c.moves > 0)
        ways = [(and_(way, ~changed), stopped_on) for way, stopped_on in ways]
        ways.append((and_(changed, may_count, on_record), clock.c.stopped_on))
    found = (
        select(clock.c.id, clock.c.case_id, clock.c.milestone_id, clock.c.state, clock.c.first_due, clock.c.due,
               stopped_on.label("stopped_on"), clock.c.moves, milestone.c.kind, milestone.c.turn,
               exists().where(clock_event.c.clock_id == clock.c.id, STOOD_STILL).label("stood_still"),
               literal_column(str(int(place == CHANGED))).label("changed"))
        .select_from(clock.join(milestone, milestone.c.id == clock.c.milestone_id))
        .where(clock.c.clock_class == ClockClass.TARGET.value,
               clock.c.case_id.in_(select(case_record.c.id).where(cases.shown)), way)
        for place, (way, stopped_on) in enumerate(ways)
    )  # fmt: skip
    rows = {row.id: row for row in connection.execute(union_all(*found))}
    return [rows[clock_id] for clock_id in sorted(rows)]


def _as_stored(row: Any, view: View, instant: Instant) -> TargetThen:
    """Give a target that has not changed since, nor ever stood still: its stored dates say all."""
    live = row.state != ClockState.STOPPED.value
    end = instant.day if live or row.stopped_on is None else row.stopped_on
    first = row.first_due or date.max
    drift = working_days_late(first, end, view.rules.working_days)
    came = (drift or 0) - (working_days_late(first, min(end, instant.since), view.rules.working_days) or 0)
    return TargetThen(
        row.case_id, row.milestone_id, row.kind, row.turn, first, row.due, live, drift, max(0, came), row.moves
    )


def _from_events(one: Clock, row: Any, view: View, instant: Instant) -> TargetThen | None:
    """Give a target from the events that were on record by then; None where it was not on record."""
    calendar, working_days = view.rules.calendar(one.calendar), view.rules.working_days
    standing = standing_by(one.events, one.measure, calendar, instant.at, one.calendar_version)
    if standing is None:
        return None
    drift = drift_come_by(standing, one.clock_class, working_days, instant.at)
    came = (drift or 0) - (drift_come_by(standing, one.clock_class, working_days, instant.began) or 0)
    return TargetThen(
        row.case_id, row.milestone_id, row.kind, row.turn,
        date.max if standing.first_due is None else day_of(standing.first_due),
        None if standing.due is None else day_of(standing.due),
        standing.state is not ClockState.STOPPED, drift, max(0, came), len(standing.moves),
    )  # fmt: skip
