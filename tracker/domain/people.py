"""People: officers, teams and absences; rank and what it may authorise."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import AbsenceReason, Rank, Role, Skill

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Team:
    """A team of the unit."""

    id: str
    name: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who works in the unit. `account` is the operating system's account that acts as them.

    `hours` are those of a week; `working_days` are the weekdays of the shift pattern, Monday being 0.
    """

    id: str
    collar_number: str
    surname: str
    rank: Rank
    roles: frozenset[Role]
    team_id: str | None
    account: str = ""
    hours: int = 40
    detective: bool = True
    active: bool = True
    skills: frozenset[Skill] = frozenset()
    student: bool = False
    working_days: tuple[int, ...] = MONDAY_TO_FRIDAY
    version: int = 1

    def title(self) -> str:
        """Give rank, collar number and surname, as officers are shown: "DC 3312 Patel"."""
        return title(self.collar_number, self.surname, self.rank, detective=self.detective)


RANK_SHORT = {
    Rank.POLICE_STAFF: "PSI",
    Rank.CONSTABLE: "PC",
    Rank.SERGEANT: "PS",
    Rank.INSPECTOR: "Insp",
    Rank.CHIEF_INSPECTOR: "Ch Insp",
    Rank.SUPERINTENDENT: "Supt",
    Rank.CHIEF_SUPERINTENDENT: "Ch Supt",
    Rank.ASSISTANT_CHIEF_CONSTABLE: "ACC",
}
DETECTIVE_SHORT = RANK_SHORT | {
    Rank.CONSTABLE: "DC",
    Rank.SERGEANT: "DS",
    Rank.INSPECTOR: "DI",
    Rank.CHIEF_INSPECTOR: "DCI",
    Rank.SUPERINTENDENT: "DSupt",
    Rank.CHIEF_SUPERINTENDENT: "DCS",
}


def title(collar_number: str, surname: str, rank: Rank, *, detective: bool) -> str:
    """Give rank, collar number and surname, as officers are shown: "DC 3312 Patel"."""
    short = DETECTIVE_SHORT[rank] if detective else RANK_SHORT[rank]
    return " ".join(part for part in (short, collar_number, surname) if part)


@dataclass(frozen=True, slots=True)
class Absence:
    """An officer's leave or other absence, both days included; `cover_id` is who stands in."""

    id: str
    officer_id: str
    first_day: date
    last_day: date
    cover_id: str | None = None
    reason: AbsenceReason = AbsenceReason.LEAVE
    version: int = 1

    def includes(self, day: date) -> bool:
        """Say whether the officer is away on a day."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class DutyDay:
    """One day given to court, training or another duty: the officer is there, and has no time for the caseload."""

    id: str
    officer_id: str
    day: date
    reason: AbsenceReason
    version: int = 1
