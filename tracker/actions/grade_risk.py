"""The risk of a case is graded anew, with the reason, and what is done about it where it has risen."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.alert_making import grow_by_risk
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.risk_grading import RiskGrading, check_steps
from tracker.terms import RiskGrade


@dataclass(frozen=True, slots=True)
class GradeRisk:
    """The new grade. `steps` and `steps_by` are asked for where the risk rises above low."""

    by: str
    case_id: str
    version: int
    risk: RiskGrade
    because: str
    steps: str = ""
    steps_by: date | None = None


def grade_risk(request: GradeRisk, work: Work) -> Changes:
    """Grade the risk: the targets that turn on it are counted again; the result is how many moved.

    Raises:
        RuleBroken: no reason, no steps, the same grade, or a closed case; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    check_version(request.version, case.record.version, case.record.id, work)
    because = check_reason(request.because)
    was, dates = case.record.risk, {clock.id: clock.due_at or clock.due for clock in case.clocks.values()}
    case.grade_risk(request.risk, work.rules, work.act)
    check_steps(was, request.risk, request.steps, request.steps_by, work.act.today)
    work.cases.save(case)
    work.kept.add(
        RiskGrading(
            work.act.new_id(), case.record.id, was, request.risk, because, request.steps.strip(), request.steps_by,
            work.act.now, work.act.officer_id,
        )
    )  # fmt: skip
    settle_case(case.record.id, work)
    grow_by_risk(case.record.id, request.risk, work)
    work.audit.add(
        "grade_risk",
        case_id=case.record.id,
        subject_id=case.record.id,
        was=was,
        risk=request.risk,
        because=because,
        steps=request.steps.strip(),
        steps_by=request.steps_by,
    )
    moved = sum(dates.get(clock.id) != (clock.due_at or clock.due) for clock in case.clocks.values())
    return Changes.of(case=[case.record.id], milestone=None, alert=None, result=moved)
