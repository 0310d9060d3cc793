"""The person who acts, and the officers and teams of the unit."""

from sqlalchemy import Connection, select

from tracker.domain.people import Officer
from tracker.queries.view import View
from tracker.rows.people import OfficerRow, Officers, OfficersQuestion, Person, TeamRow
from tracker.storage.records import load
from tracker.storage.tables import officer, team, unit


def person_of(connection: Connection, account: str) -> Person | None:
    """Give the officer bound to an account of the operating system, or None where there is none."""
    found = load(connection, Officer, officer, officer.c.account == account, officer.c.active)
    unit_row = connection.execute(select(unit.c.name, unit.c.demo)).one_or_none()
    if not account or not found or unit_row is None:
        return None
    one = found[0]
    name = connection.execute(select(team.c.name).where(team.c.id == one.team_id)).scalar_one_or_none()
    return Person(one.id, one.title(), one.roles, one.team_id, name or "", unit_row.name, unit_row.demo)


def team_names(connection: Connection) -> dict[str, str]:
    """Give the names of the teams by their id."""
    return {row.id: row.name for row in connection.execute(select(team.c.id, team.c.name))}


def officers(_question: OfficersQuestion, view: View) -> Officers:
    """Give the active officers and the teams, by name."""
    names = team_names(view.connection)
    active = load(view.connection, Officer, officer, officer.c.active)
    rows = [OfficerRow(one.id, one.title(), one.team_id, names.get(one.team_id or "", "")) for one in active]
    rows.sort(key=lambda row: (row.team, row.title))
    teams = sorted((TeamRow(key, name) for key, name in names.items()), key=lambda row: row.name)
    return Officers(tuple(rows), tuple(teams))
