"""The question of the weekly paper about workload: points against capacity by team; never by officer."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from tracker.domain.case_bail_record import BAIL_ENDED
from tracker.domain.people import Absence, DutyDay, Officer
from tracker.domain.workload import AHEAD, capacity_of, load_of
from tracker.queries.people import team_names
from tracker.queries.view import View
from tracker.queries.weighed_cases import TRIAL, WeighedCase, shown, total_of, weighed_cases
from tracker.rows.weekly_drift import QuestionLine
from tracker.storage import tables
from tracker.storage.records import load
from tracker.storage.tables import case_record
from tracker.terms import Role

WHOLE_UNIT, NO_TEAM = "Whole unit", "No team"
WORKERS = frozenset({Role.DETECTIVE})


def workload_by_team(view: View, team_id: str | None, open_cases: Collection[str]) -> Sequence[QuestionLine]:
    """Give the points and the capacity of each team, or of one beside the whole unit, in eleven statements.

    As it is when the paper is made: points and capacity have no history. Restricted cases are left out.

    Args:
        open_cases: those on the paper; for the whole unit all of them, for a team its own.
    """
    connection, today = view.connection, view.today
    officers = [one for one in load(connection, Officer, tables.officer) if one.active]
    absence, duty = tables.absence, tables.duty_day
    absences = load(connection, Absence, absence, absence.c.first_day <= today + AHEAD, absence.c.last_day >= today)
    duties = load(connection, DutyDay, duty, duty.c.day >= today, duty.c.day < today + AHEAD)
    cases = weighed_cases(view, ~case_record.c.restricted)
    busy = {case.oic_id for case in cases}
    capacities = {
        one.id: capacity_of(one, absences, duties, today, view.rules.weights(today))
        for one in officers
        if WORKERS & one.roles or one.id in busy
    }
    names = team_names(connection)
    teams = sorted({*(one.team_id for one in officers if one.id in capacities), *(case.team_id for case in cases)},
                   key=lambda each: (each is None, names.get(each or "", "").casefold()))  # fmt: skip
    lines = [
        _line(
            names.get(team or "", NO_TEAM),
            [case for case in cases if case.team_id == team],
            [capacities[one.id] for one in officers if one.id in capacities and one.team_id == team],
        )
        for team in teams
        if team_id is None or team == team_id
    ]
    if team_id is None:
        lines.append(_line(WHOLE_UNIT, cases, list(capacities.values())))
    return lines if open_cases else ()


def _line(name: str, cases: Sequence[WeighedCase], capacities: Sequence[Fraction]) -> QuestionLine:
    points, capacity = total_of(cases), sum(capacities, Fraction(0))
    load = load_of(points, capacity)
    waiting = [case for case in cases if case.oic_id is None]
    coming = [kind for case in cases for _, kind in case.coming]
    return QuestionLine(
        (
            name,
            f"{len(cases):,}",
            f"{shown(points):,}",
            f"{shown(capacity):,} of {len(capacities):,}",
            "no capacity" if load is None else f"{shown(load):,}",
            f"{shown(total_of(waiting)):,} in {len(waiting):,}",
            f"{coming.count(BAIL_ENDED):,} bail, {coming.count(TRIAL):,} trial",
        )
    )
