"""A look at the conditions of a suspect's bail: complied, breached, or it could not be checked."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.breach_alert import tell_of_breach
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.milestone import check_date
from tracker.domain.protection import BailCheck, Breach
from tracker.errors import RuleBroken
from tracker.terms import CheckOutcome


@dataclass(frozen=True, slots=True)
class AcknowledgeBailCheck:
    """What the check found; `version` is that of its milestone as the person saw it."""

    by: str
    case_id: str
    milestone_id: str
    version: int
    outcome: CheckOutcome
    on: date
    note: str = ""


def acknowledge_bail_check(request: AcknowledgeBailCheck, work: Work) -> Changes:
    """Keep the outcome. Where it could be checked the next turn begins; where not, the clock of this one runs on.

    A breach is kept too, and the supervisor is told.

    Raises:
        RuleBroken: no reason or no words where they are needed, or as `Case.complete_milestone`; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    milestone = case.milestone(request.milestone_id)
    check_version(request.version, milestone.version, milestone.id, work)
    note = request.note.strip()
    if request.outcome is CheckOutcome.COULD_NOT_CHECK and not note:
        raise RuleBroken("check_reason_needed", field="note")
    if request.outcome is CheckOutcome.BREACHED and not note:
        raise RuleBroken("breach_needs_note", field="note")
    check_date(request.on, case.record.reported_on, work.act)
    key, now, by = work.act.new_id(), work.act.now, work.act.officer_id
    suspect_id, case_id = milestone.subject_id, case.record.id
    if request.outcome is not CheckOutcome.COULD_NOT_CHECK:
        case.complete_milestone(milestone.id, request.on, note, work.rules, work.act)
        work.cases.save(case)
        settle_case(case_id, work)
    work.kept.add(BailCheck(key, case_id, suspect_id, request.on, request.outcome, note, now, by))
    told = 0
    if request.outcome is CheckOutcome.BREACHED:
        breach = Breach(work.act.new_id(), case_id, suspect_id, "", request.on, note, now, by)
        work.kept.add(breach)
        told = tell_of_breach(breach, work)
    work.audit.add(
        "acknowledge_bail_check",
        case_id=case_id,
        subject_id=milestone.id,
        milestone=milestone.kind,
        found=request.outcome,
        on=request.on,
        note=note,
        told=told,
    )
    return Changes.of(case=[case_id], milestone=[milestone.id], alert=None)
