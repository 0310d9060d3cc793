"""Officers with their absences as frozen rows, and the question that asks for them."""

from dataclasses import dataclass
from datetime import date

from tracker.rows.people import TeamRow
from tracker.terms import AbsenceReason, Rank, Role, Skill


@dataclass(frozen=True, slots=True)
class UnitPeopleQuestion:
    """Everybody who works in the unit; those who have left on request."""

    by: str
    with_left: bool = False


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """An absence, both days included; `cover` is who stands in, empty where nobody was named."""

    absence_id: str
    officer_id: str
    first_day: date
    last_day: date
    reason: AbsenceReason
    cover_id: str | None
    cover: str
    version: int


@dataclass(frozen=True, slots=True)
class DutyDayRow:
    """A single day given to another duty."""

    duty_id: str
    day: date
    reason: AbsenceReason


@dataclass(frozen=True, slots=True)
class UnitPerson:
    """An officer. `absences` and `duty_days` are those that are not over; `open_cases` those the asker may see."""

    officer_id: str
    title: str
    collar_number: str
    surname: str
    rank: Rank
    detective: bool
    roles: frozenset[Role]
    team_id: str | None
    team: str
    account: str
    hours: int
    working_days: tuple[int, ...]
    student: bool
    skills: frozenset[Skill]
    active: bool
    away: AbsenceRow | None
    away_next: AbsenceRow | None
    duty_today: DutyDayRow | None
    absences: tuple[AbsenceRow, ...]
    duty_days: tuple[DutyDayRow, ...]
    covers: tuple[str, ...]
    open_cases: int
    version: int


@dataclass(frozen=True, slots=True)
class UnitTeam(TeamRow):
    """A team, and how many active officers are in it."""

    officers: int
    version: int


@dataclass(frozen=True, slots=True)
class UnitPeople:
    """The officers by team and collar number, the teams, and how many have left and are not shown."""

    today: date
    people: tuple[UnitPerson, ...]
    teams: tuple[UnitTeam, ...]
    left_not_shown: int
