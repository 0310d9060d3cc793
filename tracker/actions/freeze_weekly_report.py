"""Store the week's snapshot and number it."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import SCHEDULER_SCOPE, SUPERVISORS, check_may
from tracker.domain.weekly_paper import RESTRICTED, SUFFIX, WHOLE_UNIT, FrozenReport, check_over
from tracker.errors import NotFound, RuleBroken
from tracker.rows.weekly_drift import WeeklyDrift
from tracker.rows.weekly_drift_json import weekly_drift_from, weekly_drift_text

WITHOUT_CASES = "report_without_cases"


@dataclass(frozen=True, slots=True)
class FreezeWeeklyReport:
    """A week that is over is put on paper for good, for a team or (None) the whole unit.

    `restricted` in the place of a team is the second paper: that of the restricted cases.
    """

    by: str
    monday: date
    team_id: str | None = None


def freeze_weekly_report(request: FreezeWeeklyReport, work: Work) -> Changes:
    """Freeze the paper of a week; the result is its row. A paper frozen already is left as it is, and given.

    Raises:
        RuleBroken: not a supervisor, not a Monday, the week is not over, or there was no case in it;
            NotFound: no such team, or a person who may not see each of the restricted cases on their paper.
    """
    act = work.act
    by_person = act.officer_id != SCHEDULER_SCOPE.officer_id
    if by_person:
        check_may(act.roles, SUPERVISORS, who="a supervisor")
    check_over(request.monday, act.now)
    standing = work.reports.frozen(request.monday, request.team_id)
    if standing is not None:
        if by_person:
            check_may_see(weekly_drift_from(standing.rows), work)
        return Changes(result=work.reports.row(standing.id))
    drawn = work.weekly_drift(request.monday, request.team_id)
    of_restricted = request.team_id == RESTRICTED
    if of_restricted and drawn.restricted_withheld:
        raise NotFound("not_found")
    if not drawn.says_anything:
        raise RuleBroken(WITHOUT_CASES, field="monday", week=request.monday, team=drawn.team)
    number = work.reports.next_number(request.monday.isocalendar().year) + (SUFFIX if of_restricted else "")
    rows, pdf = weekly_drift_text(drawn), work.render(drawn, number)
    frozen = FrozenReport(
        act.new_id(),
        number,
        request.monday,
        request.team_id or WHOLE_UNIT,
        act.now,
        act.officer_id,
        rows,
        sha256(rows.encode()).hexdigest(),
        pdf,
        sha256(pdf).hexdigest(),
    )
    work.reports.add(frozen)
    work.audit.add(
        "freeze_weekly_report",
        subject_id=frozen.id,
        number=number,
        monday=request.monday,
        team=drawn.team,
        rows_digest=frozen.rows_digest,
        digest=frozen.digest,
    )
    return Changes.of(report=[frozen.id], result=work.reports.row(frozen.id))


def check_may_see(printed: WeeklyDrift, work: Work) -> None:
    """Refuse a paper of restricted cases to whoever is not named on each of them.

    Raises:
        NotFound: as if it did not exist.
    """
    if not work.reports.named_on_all(work.act.officer_id, printed.restricted_cases):
        raise NotFound("not_found")
