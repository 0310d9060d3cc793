"""What an absence would move: cases, alerts, dates that fall due, and who could stand in."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import and_, func, select

from tracker.domain.case_bail_record import BAIL_ENDED
from tracker.domain.people import Absence, Officer
from tracker.errors import NotFound
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.people import team_names
from tracker.queries.view import View
from tracker.queries.weighed_cases import WeighedCase, shown, total_of, weighed_cases
from tracker.rows.absence_preview import AbsencePreview, AbsencePreviewQuestion, CoverRow
from tracker.storage import tables
from tracker.storage.alert_finding import NOT_ENDED
from tracker.storage.live_clocks import NOT_STOPPED, RUNNING
from tracker.storage.records import load
from tracker.storage.scope import scope_condition
from tracker.storage.tables import alert, alert_told, case_access, case_record, clock, milestone


def absence_preview(question: AbsencePreviewQuestion, view: View) -> AbsencePreview:
    """Give what an absence would move, in fourteen statements; raises NotFound where there is no such officer."""
    connection, today = view.connection, view.today
    officers = {one.id: one for one in load(connection, Officer, tables.officer)}
    officer = officers.get(question.officer_id)
    if officer is None:
        raise NotFound("not_found")
    teams = team_names(connection)
    table = tables.absence
    since = max(question.first_day, today)
    absences = load(connection, Absence, table, table.c.first_day <= question.last_day, table.c.last_day >= since)
    cases: dict[str | None, list[WeighedCase]] = {}
    for case in weighed_cases(view):
        cases.setdefault(case.oic_id, []).append(case)
    own = cases.get(officer.id, [])
    due = _due(question, view)
    named = _named([case.case_id for case in own if case.restricted], view)
    covers = [
        _cover(one, officer, teams.get(one.team_id or "", ""), cases.get(one.id, ()), own, absences, named, question)
        for one in officers.values()
        if one.active and one.id != officer.id
    ]
    covers.sort(key=lambda row: (not row.same_team, not row.team, row.team.casefold(), row.title))
    return AbsencePreview(
        officer_id=officer.id,
        officer=officer.title(),
        cases=len(own),
        points=shown(total_of(own)),
        alerts=connection.execute(
            select(func.count(func.distinct(alert.c.id)))
            .select_from(
                alert.join(alert_told, alert_told.c.alert_id == alert.c.id).join(
                    case_record, case_record.c.id == alert.c.case_id
                )
            )
            .where(
                NOT_ENDED,
                alert_told.c.recipient == officer.id,
                scope_condition(view.scope),
            )
        ).scalar_one(),
        due=sum(due.values()),
        bail_ends=due[BAIL_ENDED],
        covers_for=tuple(officers[one.officer_id].title() for one in absences if one.cover_id == officer.id),
        covers=tuple(covers),
    )


def _due(question: AbsencePreviewQuestion, view: View) -> Counter[str]:
    """Count the running clocks of the officer's cases that fall due in the span, by kind of milestone."""
    theirs = and_(
        scope_condition(view.scope),
        case_record.c.oic_id == question.officer_id,
        NOT_CLOSED,
    )
    found = view.connection.execute(
        select(milestone.c.kind, func.count())
        .select_from(
            clock.join(case_record, case_record.c.id == clock.c.case_id).join(
                milestone, milestone.c.id == clock.c.milestone_id
            )
        )
        .where(NOT_STOPPED, RUNNING, theirs, clock.c.due >= question.first_day, clock.c.due <= question.last_day)
        .group_by(milestone.c.kind)
    )
    return Counter({row[0]: row[1] for row in found})


def _named(case_ids: Iterable[str], view: View) -> Counter[str]:
    """Count on how many of these restricted cases each officer is named."""
    found = view.connection.execute(
        select(case_access.c.officer_id, func.count())
        .where(case_access.c.case_id.in_(list(case_ids)))
        .group_by(case_access.c.officer_id)
    )
    return Counter({row[0]: row[1] for row in found})


def _cover(
    one: Officer,
    officer: Officer,
    team: str,
    theirs: Sequence[WeighedCase],
    own: Sequence[WeighedCase],
    absences: Iterable[Absence],
    named: Counter[str],
    question: AbsencePreviewQuestion,
) -> CoverRow:
    away = [max(absence.first_day, question.first_day) for absence in absences if absence.officer_id == one.id]
    away_from = min(away, default=None)
    return CoverRow(
        officer_id=one.id,
        title=one.title(),
        team=team,
        same_team=one.team_id == officer.team_id,
        cases=len(theirs),
        points=shown(total_of(theirs)),
        with_cases=len(theirs) + len(own),
        with_points=shown(total_of([*theirs, *own])),
        away_from=away_from,
        away_now=away_from == question.first_day,
        not_named=sum(case.restricted for case in own) - named[one.id],
    )
