"""Forecasts as frozen rows: when a milestone likely happens, and which are likely to miss their date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.terms import RiskGrade


class Outlook(StrEnum):
    """What can be said of when a milestone happens."""

    LIKELY = "likely"
    NOT_BEFORE = "not_before"
    TOO_FEW = "too_few"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class ForecastQuestion:
    """Which milestone of which case."""

    by: str
    case: str
    milestone: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a milestone that is open likely happens, from how long such took in this unit.

    Args:
        outlook: whether there is a likely date; else whether it is only known before which date not, too few have
            finished to say anything, or nothing runs from which it could be counted.
        since: the day from which it is counted; `from_report` says that this is the day of the report.
        waited: the whole days it has waited until yesterday.
        finished: how many such milestones finished in the unit.
        longer: how many of those took longer than this one has waited.
        needed: how many it takes, of the one and of the other.
        in_ten: how many in ten lie within the range.
        likely: by which day half of those that waited as long had happened.
        earliest: the first day of the range.
        latest: its last day; None where none is known.
        not_before: the day after which more than half of those that waited as long were still open.
        due: the soonest due date.
        miss_percent: the chance that it happens after that date, where it is still to come and the chance is known;
            from 1 to 99, for what always happened may not the next time.
    """

    milestone_id: str
    outlook: Outlook
    since: date | None = None
    from_report: bool = False
    waited: int = 0
    finished: int = 0
    longer: int = 0
    needed: int = 0
    in_ten: int = 0
    likely: date | None = None
    earliest: date | None = None
    latest: date | None = None
    not_before: date | None = None
    due: date | None = None
    miss_percent: int | None = None


@dataclass(frozen=True, slots=True)
class LikelyToMissQuestion:
    """Whose open cases: one officer's, one team's, or all within the person's scope; as they stood at the end of a day.

    Args:
        as_at: that day; None, or today: now. Only what was recorded by then counts.
    """

    by: str
    oic_id: str | None = None
    team_id: str | None = None
    as_at: date | None = None


@dataclass(frozen=True, slots=True)
class LikelyToMissRow:
    """A milestone that likely happens after its date, which is still to come.

    `likely` is None where it is only known that this is past `not_before`; `finished` is how many such the chance
    rests on, `longer` how many of those took longer than this one has waited.
    """

    case_id: str
    reference: str
    risk: RiskGrade
    oic: str
    team: str
    milestone_id: str
    milestone: str
    due: date
    miss_percent: int
    likely: date | None
    earliest: date | None
    latest: date | None
    not_before: date | None
    finished: int
    longer: int


@dataclass(frozen=True, slots=True)
class LikelyToMiss:
    """The milestones likely to miss their date, the soonest date first, and what was not looked at.

    Args:
        with_date: how many open milestones have a date that is still to come.
        not_known: how many of those nothing can be said of, because too few have finished.
        late: open milestones past a date already, which stand under what has slipped.
        needed: how many have to have finished, and to have taken longer.
        over_percent: the chance of a miss from which one is listed.
        confirmed: whether the force has confirmed these two.
        restricted_not_shown: open cases withheld as restricted.
    """

    rows: tuple[LikelyToMissRow, ...]
    with_date: int
    not_known: int
    late: int
    needed: int
    over_percent: int
    confirmed: bool
    restricted_not_shown: int
