"""Protection: what keeps a child safe while the case waits, from when to when, and the days on which nothing does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.act import Act
from tracker.domain.counting import ONE_DAY
from tracker.domain.protective_measures import ProtectiveMeasure
from tracker.errors import RuleBroken
from tracker.terms import BailConditionKind, Checker, CheckOutcome

#: Conditions of bail that keep the suspect from a child.
COVER_CONTACT = frozenset({BailConditionKind.NO_CONTACT, BailConditionKind.NO_UNSUPERVISED_CONTACT})


@dataclass(frozen=True, slots=True)
class Protection:
    """A measure in force from a day, until a day where that is known.

    Args:
        measure: its id in the list of protective measures.
        suspect_id: whom it restrains; empty where it restrains nobody named, such as a plan.
        child_id: which child it protects; empty for every child of the case.
        until: its last day.
        review_on: when somebody looks at it again.
        checked_by: who checks that it is kept.
    """

    id: str
    case_id: str
    measure: str
    suspect_id: str
    child_id: str
    since: date
    until: date | None
    review_on: date | None
    checked_by: Checker
    note: str
    recorded_at: datetime
    recorded_by: str
    ended_on: date | None = None
    ended_because: str = ""
    version: int = 1

    @property
    def last_day(self) -> date | None:
        """The last day on which it protects; of one that was ended, the day before. None: no end is known."""
        return _last_day(self.until, self.ended_on)


@dataclass(frozen=True, slots=True)
class Breach:
    """A measure, or the conditions of an arrest's bail, were broken on a day. Breaches are added, never changed."""

    id: str
    case_id: str
    suspect_id: str
    protection_id: str
    on: date
    note: str
    recorded_at: datetime
    recorded_by: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class BailConditionRow:
    """One condition of the bail of an arrest.

    Args:
        child_id: which child it protects; empty for every child, unless it protects a witness.
        witness: the witness it protects, by role; empty where it protects children.
        until: its last day, where that is before the end of the bail.
        superseded_on: the day from which other conditions took its place.
    """

    id: str
    case_id: str
    arrest_id: str
    kind: BailConditionKind
    child_id: str
    witness: str
    since: date
    until: date | None
    recorded_at: datetime
    recorded_by: str
    superseded_on: date | None = None
    version: int = 1

    def covers(self, child_id: str) -> bool:
        """Say whether it keeps the suspect from a child."""
        return self.kind in COVER_CONTACT and not self.witness and self.child_id in ("", child_id)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, bail or not; None where it holds as long as the bail."""
        return _last_day(self.until, self.superseded_on)


@dataclass(frozen=True, slots=True)
class BailCheck:
    """What a look at the conditions of a suspect's bail found."""

    id: str
    case_id: str
    suspect_id: str
    on: date
    outcome: CheckOutcome
    note: str
    recorded_at: datetime
    recorded_by: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Cover:
    """Days on which a child is protected: from a day, until a day (None: no end is known), by a measure."""

    measure: str
    since: date
    until: date | None
    source_id: str = ""

    def on(self, day: date) -> bool:
        """Say whether it protects on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in a row on which nothing protected the child, the last one included."""

    first: date
    last: date


def gaps(covers: Iterable[Cover], first: date, last: date) -> tuple[Gap, ...]:
    """Give the stretches of days, from one day to another, on which nothing protected the child."""
    found: list[Gap] = []
    bare = first
    real = (cover for cover in covers if cover.until is None or cover.until >= cover.since)
    for cover in sorted(real, key=lambda cover: cover.since):
        if cover.since > last:
            break
        if cover.since > bare:
            found.append(Gap(bare, cover.since - ONE_DAY))
        if cover.until is None:
            return tuple(found)
        bare = max(bare, cover.until + ONE_DAY)
    return (*found, Gap(bare, last)) if bare <= last else tuple(found)


def protected_until(covers: Iterable[Cover], today: date) -> date | None:
    """Give the last day up to which the child is protected without a break; None where no end is known."""
    reached = today
    for cover in sorted(covers, key=lambda cover: cover.since):
        if cover.since > reached + ONE_DAY:
            break
        if cover.until is None:
            return None
        reached = max(reached, cover.until)
    return reached


def check_measure(measure: ProtectiveMeasure | None) -> ProtectiveMeasure:
    """Give a measure that may be entered by itself, or refuse."""
    if measure is None:
        raise RuleBroken("no_such_measure", field="measure")
    if measure.derived:
        raise RuleBroken("measure_recorded_elsewhere", field="measure", name=measure.name)
    return measure


def check_days(since: date, until: date | None, review_on: date | None, act: Act) -> None:
    """Refuse a measure that begins after today, or ends or is looked at before it begins."""
    if since > act.today:
        raise RuleBroken("date_in_future", field="since", on=since)
    for field, day in (("until", until), ("review_on", review_on)):
        if day is not None and day < since:
            raise RuleBroken("end_before_start", field=field, on=day, since=since)


def _last_day(until: date | None, over_on: date | None) -> date | None:
    """Give the last day of what lasts until a day, or is over on one; None where neither is known."""
    day_before = None if over_on is None else over_on - ONE_DAY
    return min((day for day in (until, day_before) if day is not None), default=None)
