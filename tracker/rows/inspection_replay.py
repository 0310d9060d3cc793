"""Rows of the inspection replay: each delay that inspectors printed, and when its first alert would have gone."""

from dataclasses import dataclass
from datetime import datetime

from tracker.terms import AlertKind, Rung


@dataclass(frozen=True, slots=True)
class Example:
    """A delay as a report prints it.

    Args:
        report: the letter under which the page lists the report.
        quote: at most fifteen words, as printed.
        what: from what to what the time ran.
        printed: how long, in words; empty where no figure is printed.
        hours: the least that the words say, to reckon with; None where no figure is printed.
        by_the_hour: whether it is told in hours and not in days.
        left_out: why no case is made of it; empty where one is.
    """

    number: int
    report: str
    quote: str
    what: str = ""
    printed: str = ""
    hours: int | None = None
    by_the_hour: bool = False
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """So many whole hours, and civil days, after the delay began."""

    hours: int
    days: int


@dataclass(frozen=True, slots=True)
class FirstAlert:
    """The first alert of a made-up case, and the ladder it began.

    Args:
        about: the name of its limit; empty where the alert is of none.
        when: when it went.
        late: when somebody was first told that it is late, and not that it soon will be; None where nobody was.
        told: when each rung first heard of it, in the order in which they did.
    """

    kind: AlertKind
    limit_id: str
    about: str
    when: When
    late: When | None
    told: tuple[tuple[Rung, When], ...]

    def reached(self, rung: Rung) -> When | None:
        """Give when a rung first heard of it; None where it did not."""
        return next((when for one, when in self.told if one is rung), None)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of one example.

    Args:
        done: what was done in the made-up case, and that nothing else was.
        alert: the first one about the delayed thing; None where nothing watches it.
        nearest: where nothing does, the first alert that puts the case as a whole before somebody.
        note: what our limits do not see of it.
    """

    example: Example
    done: str = ""
    alert: FirstAlert | None = None
    nearest: FirstAlert | None = None
    note: str = ""

    def still_to_run(self, after: When | None) -> int | None:
        """Give the days, or hours, of the printed delay that were still to run; None where no figure is printed."""
        if after is None or self.example.hours is None:
            return None
        left = self.example.hours - after.hours if self.example.by_the_hour else self.example.hours // 24 - after.days
        return max(0, left)


@dataclass(frozen=True, slots=True)
class InspectionReplay:
    """Every example in the order of its number.

    Args:
        begins: the instant at which each case begins.
        own_limits: whether limits from the force's own file hold, or the shipped ones alone.
        reports: the letter and the name of each report.
    """

    begins: datetime
    own_limits: bool
    rows: tuple[Replayed, ...]
    reports: tuple[tuple[str, str], ...]

    @property
    def played(self) -> tuple[Replayed, ...]:
        """The examples that became a case."""
        return tuple(row for row in self.rows if row.done)

    @property
    def watched(self) -> tuple[Replayed, ...]:
        """Those with an alert about the delayed thing."""
        return tuple(row for row in self.played if row.alert is not None)

    @property
    def unwatched(self) -> tuple[Replayed, ...]:
        """Those in which nothing watches the delayed thing."""
        return tuple(row for row in self.played if row.alert is None)

    @property
    def left_out(self) -> tuple[Replayed, ...]:
        """The examples of which no case is made."""
        return tuple(row for row in self.rows if not row.done)
