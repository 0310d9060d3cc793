"""Workload of officers beside the median of their team, and the points of their cases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from tracker import wording
from tracker.domain.case_bail_record import BAIL_ENDED
from tracker.domain.people import Absence, DutyDay, Officer
from tracker.domain.workload import AHEAD, HUNDRED, Weights, capacity_of, fair_shares, level_of, load_of, team_median
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.people import team_names
from tracker.queries.view import View
from tracker.queries.weighed_cases import TRIAL, WeighedCase, shown, total_of, weighed_cases
from tracker.rows.workload import (
    WeighedCaseRow,
    Workload,
    WorkloadCases,
    WorkloadCasesQuestion,
    WorkloadQuestion,
    WorkloadRow,
)
from tracker.storage import tables
from tracker.storage.records import load
from tracker.storage.scope import count_withheld
from tracker.storage.tables import case_record
from tracker.terms import CaseStatus, Role


def workload(question: WorkloadQuestion, view: View) -> Workload:
    """Give who has how much to do, by team and collar number, in twelve statements."""
    connection, today, scope = view.connection, view.today, view.scope
    officers = load(connection, Officer, tables.officer)
    teams = team_names(connection)
    absence, duty = tables.absence, tables.duty_day
    until = today + AHEAD
    absences = load(connection, Absence, absence, absence.c.first_day <= until, absence.c.last_day >= today)
    duties = load(connection, DutyDay, duty, duty.c.day >= today, duty.c.day < until)
    cases = weighed_cases(view)
    by_officer: dict[str | None, list[WeighedCase]] = {}
    for case in cases:
        by_officer.setdefault(case.oic_id, []).append(case)
    listed = [
        one
        for one in officers
        if scope.sees_cases and one.active and (Role.DETECTIVE in one.roles or one.id in by_officer)
        and (scope.unit_wide or one.id == scope.officer_id or (scope.team_id and one.team_id == scope.team_id))
    ]  # fmt: skip
    made = {one.id: _row(one, teams, absences, duties, by_officer.get(one.id, ()), view) for one in listed}
    given = view.rules.weights(today)
    rows, medians = _compared(made.values(), given)
    unallocated = by_officer.get(None, [])
    active = {one.id for one in officers if one.active}
    return Workload(
        today=today,
        until=until,
        rows=tuple(row for row in rows if question.team_id in (None, row.team_id)),
        medians=medians,
        unallocated=len(unallocated),
        unallocated_points=shown(total_of(unallocated)),
        of_leavers=sum(case.oic_id is not None and case.oic_id not in active for case in cases),
        restricted_not_counted=count_withheld(connection, scope, NOT_CLOSED),
        sees_cases=scope.sees_cases,
        formula=formula(given),
    )


def workload_cases(question: WorkloadCasesQuestion, view: View) -> WorkloadCases:
    """Give the open cases of an officer, or those that nobody has, with their points, the heaviest first."""
    theirs = case_record.c.oic_id == question.officer_id if question.officer_id else case_record.c.oic_id.is_(None)
    rows = [case_row(case) for case in weighed_cases(view, theirs)]
    rows.sort(key=lambda row: (-row.points, row.reference))
    return WorkloadCases(tuple(rows), count_withheld(view.connection, view.scope, theirs, NOT_CLOSED))


def case_row(case: WeighedCase) -> WeighedCaseRow:
    """Give a case with its points in words."""
    return WeighedCaseRow(
        case_id=case.case_id,
        reference=case.reference,
        kind=case.kind,
        status=case.facts.status,
        risk=case.facts.risk,
        held_by=case.facts.held_by,
        oic_id=case.oic_id,
        children=case.facts.children,
        suspects=case.facts.suspects,
        devices=case.facts.devices,
        points=shown(case.points.total),
        made_of=wording.points_made_of(case.points.parts, halved=case.points.halved),
        dated=case.dated,
        coming=case.coming,
        version=case.version,
    )


def formula(given: Weights) -> tuple[str, ...]:
    """Say how points, capacity and load are reckoned, with the numbers that hold and the edition they stand in."""
    values: dict[str, object] = {
        name: getattr(given, name)
        for name in (
            "base", "base_at_court", "trial_month", "extra_child", "extra_suspect", "most_for_extra_people",
            "child_under_ten_or_intermediary", "non_recent_or_institutional", "suspect_on_bail", "cps_action_plan_open",
            "waiting_percent", "waiting_least", "student_percent",
        )
    }  # fmt: skip
    values |= {grade.value: points for grade, points in given.risk.items()}
    values["devices"] = ", ".join(f"{step.at_least} or more +{step.points}" for step in given.devices)
    values |= {"version": given.version, "since": wording.day(given.valid_from)}
    values |= {
        "whose": wording.WEIGHTS_OWN if given.own else wording.WEIGHTS_OURS,
        "confirmed": wording.WEIGHTS_CONFIRMED if given.confirmed else wording.WEIGHTS_TO_CONFIRM,
    }
    values |= {"amber": given.amber_percent / HUNDRED, "red": given.red_percent / HUNDRED, "days": AHEAD.days}
    return tuple(line.format_map(values) for line in wording.WORKLOAD_FORMULA)


def _row(
    officer: Officer,
    teams: Mapping[str, str],
    absences: Sequence[Absence],
    duties: Sequence[DutyDay],
    cases: Sequence[WeighedCase],
    view: View,
) -> tuple[Fraction, Fraction, WorkloadRow]:
    points = total_of(cases)
    capacity = capacity_of(officer, absences, duties, view.today, view.rules.weights(view.today))
    away = next((one for one in absences if one.officer_id == officer.id and one.includes(view.today)), None)
    row = WorkloadRow(
        officer_id=officer.id,
        title=officer.title(),
        collar_number=officer.collar_number,
        team_id=officer.team_id,
        team=teams.get(officer.team_id or "", ""),
        hours=officer.hours,
        student=officer.student,
        capacity=round(capacity * HUNDRED),
        away=None if away is None else away.reason,
        away_until=None if away is None else away.last_day,
        duty_days=sum(duty.officer_id == officer.id for duty in duties),
        cases=len(cases),
        children=sum(case.facts.children for case in cases),
        suspects=sum(case.facts.suspects for case in cases),
        devices=sum(case.facts.devices for case in cases),
        on_bail=sum(case.facts.on_bail for case in cases),
        at_court=sum(case.facts.status is CaseStatus.AT_COURT for case in cases),
        undated=sum(not case.dated for case in cases),
        points=shown(points),
        load=None,
        of_median=None,
        level=level_of(points, None, None, view.rules.weights(view.today)),
        bail_returns=sum(kind == BAIL_ENDED for case in cases for _, kind in case.coming),
        trials=sum(kind == TRIAL for case in cases for _, kind in case.coming),
    )
    return points, capacity, row


def _compared(
    made: Iterable[tuple[Fraction, Fraction, WorkloadRow]], given: Weights
) -> tuple[list[WorkloadRow], tuple[tuple[str, float | None], ...]]:
    """Set each officer's load beside the median of the team; give the medians too."""
    rows, medians = [], []
    ordered = sorted(made, key=lambda one: (not one[2].team, one[2].team.casefold(), *number_order(one[2])))
    for team, group in groupby(ordered, key=lambda one: one[2].team):
        members = list(group)
        loads = [load_of(points, capacity) for points, capacity, _ in members]
        middle = team_median(loads)
        shares = fair_shares([points for points, _, _ in members], [capacity for _, capacity, _ in members])
        medians.append((team, None if middle is None else shown(middle)))
        for (points, _, row), own, share in zip(members, loads, shares, strict=True):
            rows.append(
                replace(
                    row,
                    load=None if own is None else shown(own),
                    of_median=round(own * HUNDRED / middle) if own is not None and middle else None,
                    level=level_of(points, own, middle, given),
                    fair_share=None if share is None else shown(share),
                    above_share=None if share is None else shown(points - share),
                )
            )
    return rows, tuple(medians)


def number_order(row: WorkloadRow) -> tuple[int, str]:
    """Order by collar number as a number is read."""
    return len(row.collar_number), row.collar_number
