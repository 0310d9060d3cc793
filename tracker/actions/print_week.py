"""Freeze the papers of a week for the unit and every team, and log a copy of each, in one step."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from tracker.actions.freeze_weekly_report import WITHOUT_CASES, FreezeWeeklyReport, freeze_weekly_report
from tracker.actions.print_report import PrintReport, print_report
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.weekly_paper import RESTRICTED
from tracker.errors import NotFound, RuleBroken
from tracker.rows.frozen_reports import FrozenReportRow, NumberedCopy, PrintedCopy


@dataclass(frozen=True, slots=True)
class PrintWeek:
    """A copy of the paper of a week is made for somebody: that of the unit, and that of each team."""

    by: str
    monday: date
    recipient: str
    reason: str


def print_week(request: PrintWeek, work: Work) -> Changes:
    """Log a copy of each paper of a week; the result is a tuple of NumberedCopy, the unit's first, then by team.

    What is not frozen yet is frozen. A team without a case in the week has no paper; that of the restricted cases is
    among them for whoever is named on each of them.

    Raises:
        RuleBroken: as freezing and printing one, and report_without_cases where there is no paper at all.
    """
    copies: list[NumberedCopy] = []
    teams = sorted(work.people.teams(), key=lambda team: (team.name.casefold(), team.id))
    for team_id in (None, *(team.id for team in teams), RESTRICTED):
        try:
            frozen = freeze_weekly_report(FreezeWeeklyReport(request.by, request.monday, team_id), work)
        except RuleBroken as broken:
            if broken.code != WITHOUT_CASES or team_id is None:
                raise
            continue
        except NotFound:
            if team_id != RESTRICTED:
                raise
            continue
        row = cast(FrozenReportRow, frozen.result)
        printed = print_report(PrintReport(request.by, row.number, request.recipient, request.reason), work)
        copies.append(NumberedCopy(row.report_id, row.number, row.team, cast(PrintedCopy, printed.result)))
    return Changes.of(report=[copy.report_id for copy in copies], result=tuple(copies))
