"""What a forecast is made of: how long clocks took in the unit, and which wait now, as was on record at an instant.

What happened until the end of the day before the instant counts, since its own day is not over. Of an earlier instant,
a clock with later events stands as its events until then give it, so that a completion that was taken back since, or
entered since, is as it was. What has no history is given as it is now: who may see a case, and which case a merged
milestone is of.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select
from sqlalchemy.types import Date

from tracker.domain.clock import Clock
from tracker.domain.counting import Measure
from tracker.domain.hindsight import day_of, known_by, standing_by
from tracker.domain.rule_book import RuleBook
from tracker.queries.view import View
from tracker.queries.weekly_standing import last_stop
from tracker.storage.case_store import MEASURE, load_many_clocks, measure_of
from tracker.storage.days_between import days_between
from tracker.storage.live_clocks import NOT_STOPPED
from tracker.storage.tables import case_record, clock, clock_event, milestone
from tracker.terms import ClockState, MilestoneState
from tracker.time_source import local_date

if TYPE_CHECKING:
    from tracker.queries.how_long import HowLong

ONE_DAY = timedelta(days=1)
STOPPED = ClockState.STOPPED.value
NOT_KNOWN = MilestoneState.NOT_KNOWN.value
CLOCKS = clock.join(milestone, milestone.c.id == clock.c.milestone_id).join(
    case_record, case_record.c.id == clock.c.case_id
)


#: what is looked back on together: the clocks under one limit that allow the same time
Group = tuple[str, Measure | None]


class Length(NamedTuple):
    """So many clocks of a group that took so many days, or are known to have run so long without a completion."""

    group: Group
    days: int
    finished: bool
    alike: int


class Waiting(NamedTuple):
    """A clock that had not stopped, with the time it allows, the day it counts from and its due date, or instant."""

    case_id: str
    milestone_id: str
    limit_id: str
    measure: Measure | None
    since: date
    due: date | None
    due_at: datetime | None = None

    def is_past(self, due: date, at: datetime) -> bool:
        """Say whether a due date, its own or another's of its milestone, or its own due instant has passed."""
        return due < local_date(at) or (self.due_at is not None and self.due_at <= at)


@dataclass(frozen=True, slots=True)
class Changed:
    """A clock with events later than an instant, as it stood then."""

    waiting: Waiting
    days: int
    finished: bool
    stopped: bool


def watched_until(at: datetime) -> date:
    """Give the last day that was over at an instant."""
    return local_date(at) - ONE_DAY


def counted_lengths(
    view: View, at: datetime, limits: Mapping[str, str], changed: Collection[Changed], counted: ColumnElement[bool]
) -> Mapping[Group, "HowLong"]:
    """Give how long the clocks of limits took, those together that allow the same time; in two statements at most.

    Args:
        limits: the limits, each with the one under which its clocks are counted; those under another one are left out,
            because they run towards a milestone whose clock is counted already.
        changed: what has changed since the instant.
        counted: the condition on the cases that count.
    """
    own = [limit_id for limit_id, group in limits.items() if limit_id == group]
    until = watched_until(at)
    over = and_(clock.c.state == STOPPED, clock.c.stopped_on <= until)
    finished = and_(
        over,
        milestone.c.state == MilestoneState.DONE.value,
        clock.c.stopped_on.in_([milestone.c.happened_on, clock.c.started_on]),
    )
    end = case((over, clock.c.stopped_on), else_=literal(until, Date))
    found = view.connection.execute(
        select(
            clock.c.limit_id.label("limit_id"),
            MEASURE,
            days_between(clock.c.started_on, end).label("days"),
            case((finished, 1), else_=0).label("finished"),
            func.count().label("alike"),
        )
        .select_from(CLOCKS)
        .where(clock.c.limit_id.in_(own), clock.c.started_on <= until, counted, *_unchanged(view, at))
        .group_by("limit_id", "measure", "days", "finished")
    )
    lengths = [Length((row[0], measure_of(row[1])), row[2], bool(row[3]), row[4]) for row in found]
    then = [one for one in _of_cases(view, changed, counted) if one.waiting.limit_id in own]
    lengths += [Length(group_of(one.waiting, limits), one.days, one.finished, 1) for one in then]
    return _by_group(lengths)


def lengths_from_report(view: View, kind: str, counted: ColumnElement[bool]) -> "HowLong":
    """Give how many days after the report the milestones of a kind happened for the first time; in one statement.

    One that is not required was open until that was recorded, one of a closed case until that was closed.
    """
    from tracker.queries.how_long import HowLong

    until = watched_until(view.now)
    found = view.connection.execute(
        select(
            case_record.c.reported_on, case_record.c.closed_on, milestone.c.state, milestone.c.happened_on,
            milestone.c.recorded_at,
        )
        .select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id))
        .where(milestone.c.kind == kind, milestone.c.turn == 1, milestone.c.state != NOT_KNOWN, counted)
    )  # fmt: skip
    lengths = []
    for row in found:
        dropped = local_date(row.recorded_at) if row.state == MilestoneState.NOT_REQUIRED.value else None
        end = min(day for day in (row.happened_on, dropped, row.closed_on, until) if day is not None)
        lengths.append(((end - row.reported_on).days, end == row.happened_on, 1))
    return HowLong(lengths)


def waiting_clocks(
    view: View, at: datetime, limits: Mapping[str, str], changed: Collection[Changed], shown: ColumnElement[bool]
) -> Sequence[Waiting]:
    """Give the clocks of limits that had not stopped, of the cases that are shown; in two statements at most."""
    found = view.connection.execute(
        select(
            clock.c.case_id, clock.c.milestone_id, clock.c.limit_id, MEASURE, clock.c.started_on, clock.c.due,
            clock.c.due_at,
        )
        .select_from(clock.join(case_record, case_record.c.id == clock.c.case_id))
        .where(NOT_STOPPED, clock.c.limit_id.in_(limits), shown, *_unchanged(view, at))
    )  # fmt: skip
    then = [one.waiting for one in _of_cases(view, changed, shown) if not one.stopped]
    return [*(Waiting(row[0], row[1], row[2], measure_of(row[3]), *row[4:]) for row in found), *then]


def changed_since(
    view: View, at: datetime, limits: Mapping[str, str], wanted: ColumnElement[bool]
) -> tuple[Changed, ...]:
    """Give the clocks with events recorded after an instant, as they stood then; in two statements, of now in none."""
    if at >= view.now:
        return ()
    which = (
        _recorded_after(at)
        .select_from(
            clock_event.join(clock, clock.c.id == clock_event.c.clock_id).join(
                case_record, case_record.c.id == clock.c.case_id
            )
        )
        .where(clock.c.limit_id.in_(limits), wanted)
        .distinct()
    )
    clocks = load_many_clocks(view.connection, which).values()
    return tuple(_as_it_stood(clocks, at, view.rules))


def _of_cases(view: View, changed: Collection[Changed], meant: ColumnElement[bool]) -> list[Changed]:
    """Give those of some clocks that are of cases that are meant; in one statement, or none where there are none."""
    cases = set(view.connection.execute(select(case_record.c.id).where(meant)).scalars()) if changed else set()
    return [one for one in changed if one.waiting.case_id in cases]


def _as_it_stood(clocks: Collection[Clock], at: datetime, rules: RuleBook) -> Iterator[Changed]:
    until = watched_until(at)
    for one in clocks:
        known = known_by(one.events, at)
        standing = standing_by(one.events, one.measure, rules.calendar(one.calendar), at, one.calendar_version)
        if standing is None or standing.started is None:
            continue
        since = day_of(standing.started)
        due = None if standing.due is None else day_of(standing.due)
        due_at = standing.due if isinstance(standing.due, datetime) else None
        stop = last_stop(known)
        stopped_on = None if standing.stopped is None else day_of(standing.stopped)
        over = stopped_on is not None and stopped_on <= until
        end = stopped_on if stopped_on is not None and over else until
        yield Changed(
            Waiting(one.case_id, one.milestone_id, one.limit_id, one.measure, since, due, due_at),
            (end - since).days,
            over and stop is not None and not stop.reason,
            standing.state is ClockState.STOPPED,
        )


def _recorded_after(at: datetime) -> Select[tuple[str]]:
    return select(clock_event.c.clock_id).where(clock_event.c.recorded_at > at)


def _unchanged(view: View, at: datetime) -> list[ColumnElement[bool]]:
    return [clock.c.id.not_in(_recorded_after(at))] if at < view.now else []


def group_of(waiting: Waiting, limits: Mapping[str, str]) -> Group:
    """Give which clocks one is looked back on with."""
    return limits[waiting.limit_id], waiting.measure


def _by_group(lengths: Sequence[Length]) -> Mapping[Group, "HowLong"]:
    from tracker.queries.how_long import HowLong

    groups: dict[Group, list[tuple[int, bool, int]]] = defaultdict(list)
    for one in lengths:
        groups[one.group].append(one[1:])
    return {group: HowLong(rows) for group, rows in groups.items()}
