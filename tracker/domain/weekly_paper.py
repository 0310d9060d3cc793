"""The weekly paper: which weeks have one, until when it counts, who may read it, and a frozen one as it is kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from tracker.domain.access import Scope
from tracker.errors import NotFound, RuleBroken, StorageProblem
from tracker.time_source import local_date, start_of_day

WEEK = timedelta(days=7)
WHOLE_UNIT = ""
#: in the place of a team: the paper of the restricted cases of the whole unit, for those named on every one of them
RESTRICTED, OF_RESTRICTED, SUFFIX = "restricted", "Restricted cases", "R"


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """One frozen paper. `team_id` is empty for the whole unit; `rows` are its figures as JSON."""

    id: str
    number: str
    monday: date
    team_id: str
    frozen_at: datetime
    frozen_by: str
    rows: str
    rows_digest: str
    pdf: bytes
    digest: str

    def check_undamaged(self) -> None:
        """Refuse a paper whose figures or bytes are no longer those that were frozen.

        Raises:
            StorageProblem: report_damaged.
        """
        for kept, expected in ((self.rows.encode(), self.rows_digest), (self.pdf, self.digest)):
            found = sha256(kept).hexdigest()
            if found != expected:
                raise StorageProblem("report_damaged", number=self.number, expected=expected, found=found)


def end_of_week(monday: date) -> datetime:
    """Give the instant at which the week that begins on a Monday is over, midnight in Europe/London."""
    return start_of_day(monday + WEEK)


def check_week(monday: date, now: datetime) -> None:
    """Refuse a day that begins no week, or a week that has not begun.

    Raises:
        RuleBroken: not_a_monday, week_not_begun.
    """
    if monday.isoweekday() != 1:
        raise RuleBroken("not_a_monday", field="monday", on=monday)
    if monday > local_date(now):
        raise RuleBroken("week_not_begun", field="monday", on=monday)


def check_over(monday: date, now: datetime) -> None:
    """Refuse a week that is not over yet: it prints as a draft and cannot be frozen.

    Raises:
        RuleBroken: week_not_over, or as `check_week`.
    """
    check_week(monday, now)
    if now < end_of_week(monday):
        raise RuleBroken("week_not_over", field="monday", on=monday + WEEK - timedelta(days=1))


def check_may_read(team_id: str | None, scope: Scope) -> None:
    """Refuse a paper (of a team; else of the whole unit) to whoever may not see all the cases it is made of.

    Raises:
        NotFound: out of scope.
    """
    own_team = bool(team_id) and team_id == scope.team_id
    if not (scope.sees_cases and (scope.unit_wide or own_team)):
        raise NotFound("not_found")
