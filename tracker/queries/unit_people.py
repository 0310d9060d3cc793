"""Everybody who works in the unit, with who is away, who stands in, and how many open cases each has."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select

from tracker.domain.people import Absence, DutyDay, Officer, Team
from tracker.queries.clock_rows import title
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.view import View
from tracker.rows.unit_people import AbsenceRow, DutyDayRow, UnitPeople, UnitPeopleQuestion, UnitPerson, UnitTeam
from tracker.storage import tables
from tracker.storage.records import load
from tracker.storage.scope import scope_condition
from tracker.storage.tables import case_record


def unit_people(question: UnitPeopleQuestion, view: View) -> UnitPeople:
    """Give the officers, in five statements; nobody is ordered by what they have to do."""
    connection, today = view.connection, view.today
    officers = {one.id: one for one in load(connection, Officer, tables.officer)}
    teams = {one.id: one for one in load(connection, Team, tables.team)}
    names = {one.id: one.name for one in teams.values()}
    in_team = Counter(one.team_id for one in officers.values() if one.active)
    absences = load(connection, Absence, tables.absence, tables.absence.c.last_day >= today)
    duties = load(connection, DutyDay, tables.duty_day, tables.duty_day.c.day >= today)
    cases = Counter[str]()
    for row in connection.execute(
        select(case_record.c.oic_id, func.count())
        .where(
            NOT_CLOSED,
            case_record.c.oic_id.is_not(None),
            scope_condition(view.scope),
        )
        .group_by(case_record.c.oic_id)
    ):
        cases[row[0]] = row[1]
    rows = _absence_rows(absences, officers)
    shown = [one for one in officers.values() if one.active or question.with_left]
    people = [_person(one, names, rows, duties, officers, cases[one.id], today) for one in shown]
    people.sort(key=by_team_and_number)
    counted = [UnitTeam(one.id, one.name, in_team[one.id], one.version) for one in teams.values()]
    by_name = sorted(counted, key=lambda row: row.name.casefold())
    return UnitPeople(today, tuple(people), tuple(by_name), len(officers) - len(shown))


def by_team_and_number(person: UnitPerson) -> tuple[bool, str, int, str]:
    """Order by team and collar number: the same whatever anybody has to do."""
    return not person.team, person.team.casefold(), len(person.collar_number), person.collar_number


def absence_row(one: Absence, officers: Mapping[str, Officer]) -> AbsenceRow:
    """Give an absence as a row, with who stands in."""
    cover = title(officers, one.cover_id)
    return AbsenceRow(
        one.id, one.officer_id, one.first_day, one.last_day, one.reason, one.cover_id, cover, one.version
    )  # fmt: skip


def _absence_rows(absences: Iterable[Absence], officers: Mapping[str, Officer]) -> list[AbsenceRow]:
    rows = [absence_row(one, officers) for one in absences]
    return sorted(rows, key=lambda row: (row.first_day, row.absence_id))


def _person(
    officer: Officer,
    teams: Mapping[str, str],
    absences: Iterable[AbsenceRow],
    duties: Iterable[DutyDay],
    officers: Mapping[str, Officer],
    open_cases: int,
    today: date,
) -> UnitPerson:
    own = tuple(row for row in absences if row.officer_id == officer.id)
    days = sorted((duty for duty in duties if duty.officer_id == officer.id), key=lambda duty: duty.day)
    duty_days = tuple(DutyDayRow(duty.id, duty.day, duty.reason) for duty in days)
    now = next((row for row in own if row.first_day <= today), None)
    return UnitPerson(
        officer_id=officer.id,
        title=officer.title(),
        collar_number=officer.collar_number,
        surname=officer.surname,
        rank=officer.rank,
        detective=officer.detective,
        roles=officer.roles,
        team_id=officer.team_id,
        team=teams.get(officer.team_id or "", ""),
        account=officer.account,
        hours=officer.hours,
        working_days=officer.working_days,
        student=officer.student,
        skills=officer.skills,
        active=officer.active,
        away=now,
        away_next=next((row for row in own if row.first_day > today), None),
        absences=own,
        duty_today=next((duty for duty in duty_days if duty.day == today), None),
        duty_days=duty_days,
        covers=tuple(
            title(officers, row.officer_id) for row in absences if row.cover_id == officer.id and row.first_day <= today
        ),
        open_cases=open_cases,
        version=officer.version,
    )
