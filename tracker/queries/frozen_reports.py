"""Frozen papers: the list of them, the bytes of one, and the draft of a week that is not frozen."""

from collections.abc import Callable

from sqlalchemy import select

from tracker.domain.weekly_paper import OF_RESTRICTED, RESTRICTED, check_may_read
from tracker.errors import NotFound
from tracker.queries.view import View
from tracker.queries.weekly_drift import weekly_drift
from tracker.rows.frozen_reports import (
    DraftReportQuestion,
    FrozenReportRow,
    Paper,
    ReportListQuestion,
    ReportQuestion,
)
from tracker.rows.weekly_drift import WeeklyDrift, WeeklyDriftQuestion
from tracker.rows.weekly_drift_json import weekly_drift_from
from tracker.storage.report_store import named_on_all, report_by_number, report_rows
from tracker.storage.tables import frozen_report

Render = Callable[[WeeklyDrift, str], bytes]
DRAFT = ""


def report_list(_question: ReportListQuestion, view: View) -> tuple[FrozenReportRow, ...]:
    """Give the frozen papers that a person may read, newest first.

    In one statement, and where there are papers of restricted cases two more: for those named on all the cases of one.
    """
    scope = view.scope
    if not scope.sees_cases:
        return ()
    rows = report_rows(view.connection, *(() if scope.unit_wide else (frozen_report.c.team_id == scope.team_id,)))
    if not any(row.team == OF_RESTRICTED for row in rows):
        return rows
    seen = {
        kept.id
        for kept in view.connection.execute(
            select(frozen_report.c.id, frozen_report.c.rows).where(frozen_report.c.team_id == RESTRICTED)
        ).all()
        if named_on_all(view.connection, scope.officer_id, weekly_drift_from(kept.rows).restricted_cases)
    }
    return tuple(row for row in rows if row.team != OF_RESTRICTED or row.report_id in seen)


def report(question: ReportQuestion, view: View) -> Paper:
    """Give one frozen paper, byte for byte.

    Raises:
        NotFound: no such paper, or out of scope. StorageProblem: report_damaged, where it is not as it was frozen.
    """
    found = report_by_number(view.connection, question.number)
    check_may_read(found.team_id, view.scope)
    found.check_undamaged()
    printed = weekly_drift_from(found.rows)
    if not named_on_all(view.connection, view.scope.officer_id, printed.restricted_cases):
        raise NotFound("not_found")
    return Paper(found.number, found.monday, printed.team, found.pdf)


def draft_report(question: DraftReportQuestion, view: View, *, render: Render) -> Paper:
    """Draw a week as an unnumbered draft, as things stand now or stood at its end.

    Raises:
        RuleBroken: as `weekly_drift`; report_without_cases. NotFound: out of scope.
    """
    drawn = weekly_drift(WeeklyDriftQuestion(question.by, question.monday, question.team_id), view)
    return Paper(DRAFT, question.monday, drawn.team, render(drawn, DRAFT))
