"""Officers, teams and absences, and the unit itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from tracker.domain.people import Absence, DutyDay, Officer, Team
from tracker.errors import NotFound
from tracker.storage import tables
from tracker.storage.records import insert_all, load, load_one, update_versioned
from tracker.storage.upsert import insert_missing
from tracker.terms import Nation


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit whose database this is. A demo unit stays one for ever."""

    id: str
    name: str
    nation: Nation
    demo: bool
    created_at: datetime


class PeopleStore:
    """People, on the connection of one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def officers(self) -> tuple[Officer, ...]:
        """Give all officers."""
        return load(self._connection, Officer, tables.officer)

    def officer(self, officer_id: str) -> Officer:
        """Give one officer, or raise NotFound."""
        return load_one(self._connection, Officer, tables.officer, tables.officer.c.id == officer_id)

    def by_account(self, account: str) -> Officer | None:
        """Give the active officer bound to an account of the operating system, if there is one."""
        if not account:
            return None
        table = tables.officer
        found = load(self._connection, Officer, table, table.c.account == account, table.c.active)
        return found[0] if found else None

    def teams(self) -> tuple[Team, ...]:
        """Give all teams, by name."""
        return tuple(sorted(load(self._connection, Team, tables.team), key=lambda team: team.name.casefold()))

    def add_officer(self, officer: Officer) -> None:
        """Store a new officer."""
        insert_all(self._connection, tables.officer, [officer])

    def save_officer(self, officer: Officer) -> Officer:
        """Store a changed officer; give it with its new version. Raises StaleRecord."""
        return update_versioned(self._connection, tables.officer, officer)

    def team(self, team_id: str) -> Team:
        """Give one team; raises NotFound."""
        return load_one(self._connection, Team, tables.team, tables.team.c.id == team_id)

    def add_team(self, team: Team) -> None:
        """Store a new team."""
        insert_all(self._connection, tables.team, [team])

    def save_team(self, team: Team) -> Team:
        """Store a changed team; give it with its new version. Raises StaleRecord."""
        return update_versioned(self._connection, tables.team, team)

    def add_absence(self, absence: Absence) -> None:
        """Store an absence."""
        insert_all(self._connection, tables.absence, [absence])

    def absences_between(self, first: date, last: date) -> tuple[Absence, ...]:
        """Give the absences that include any day of a span."""
        table = tables.absence
        return load(self._connection, Absence, table, table.c.first_day <= last, table.c.last_day >= first)

    def absences_of(self, officer_ids: Collection[str]) -> tuple[Absence, ...]:
        """Give the absences of some officers."""
        return load(self._connection, Absence, tables.absence, tables.absence.c.officer_id.in_(officer_ids))

    def absence(self, absence_id: str) -> Absence:
        """Give one absence, or raise NotFound."""
        return load_one(self._connection, Absence, tables.absence, tables.absence.c.id == absence_id)

    def save_absence(self, absence: Absence) -> Absence:
        """Store a changed absence; give it with its new version. Raises StaleRecord."""
        return update_versioned(self._connection, tables.absence, absence)

    def remove_absence(self, absence_id: str) -> None:
        """Take away an absence that never began; the audit trail keeps that it was entered."""
        self._connection.execute(delete(tables.absence).where(tables.absence.c.id == absence_id))

    def covers_by(self, officer_id: str, day: date) -> tuple[Absence, ...]:
        """Give the absences that an officer covers and that are not over on a day."""
        table = tables.absence
        return load(self._connection, Absence, table, table.c.cover_id == officer_id, table.c.last_day >= day)

    def duty_days_of(self, officer_id: str) -> tuple[DutyDay, ...]:
        """Give the single days of duty of an officer."""
        return load(self._connection, DutyDay, tables.duty_day, tables.duty_day.c.officer_id == officer_id)

    def add_duty_day(self, duty: DutyDay) -> None:
        """Store a single day of duty."""
        insert_all(self._connection, tables.duty_day, [duty])

    def remove_duty_day(self, duty_id: str) -> DutyDay:
        """Take away a single day of duty, or raise NotFound; the audit trail keeps that it was entered."""
        duty = load_one(self._connection, DutyDay, tables.duty_day, tables.duty_day.c.id == duty_id)
        self._connection.execute(delete(tables.duty_day).where(tables.duty_day.c.id == duty_id))
        return duty

    def unit(self) -> Unit:
        """Give the unit, or raise NotFound where it has not been set up."""
        return unit_of(self._connection)

    def add_unit(self, unit: Unit) -> None:
        """Store the unit; a database has one.

        Raises:
            ValueError: there is one already.
        """
        if self._connection.execute(select(tables.unit.c.id)).first() is not None:
            raise ValueError("a database has one unit")
        insert_all(self._connection, tables.unit, [unit])

    def name_on_case(self, case_id: str, officer_id: str) -> bool:
        """Let an officer see a restricted case; one who is named already stays so. Say whether that is new."""
        values = {"case_id": case_id, "officer_id": officer_id}
        return bool(insert_missing(self._connection, tables.case_access, [values], ("case_id", "officer_id")))

    def unname_on_case(self, case_id: str, officer_id: str) -> None:
        """Let an officer not see a restricted case any more; the audit trail keeps that they were named."""
        access = tables.case_access
        self._connection.execute(delete(access).where(access.c.case_id == case_id, access.c.officer_id == officer_id))


def unit_of(connection: Connection) -> Unit:
    """Give the unit whose database this is, or raise NotFound where it has not been set up."""
    found = load(connection, Unit, tables.unit)
    if not found:
        raise NotFound("not_found")
    return found[0]
