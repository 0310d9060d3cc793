"""One crime was recorded twice: the duplicate goes into the case that stays. It cannot be undone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from tracker import wording
from tracker.actions.telling import staff_of
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.approval import Approval
from tracker.domain.case import Case
from tracker.domain.case_merge import MergedMilestone
from tracker.domain.chase import Chase, Escalation
from tracker.domain.ladder import first_told
from tracker.errors import RuleBroken
from tracker.terms import MergeStep


@dataclass(frozen=True, slots=True)
class MergeCases:
    """Which case goes into which. The versions are those the person saw.

    Args:
        same: the children and suspects of the duplicate who are ones of the case that stays; the others come over as
            themselves.
        typed: the reference of the duplicate, typed by hand: nobody does this by a slip.
    """

    by: str
    case_id: str
    version: int
    into_id: str
    into_version: int
    typed: str
    same: tuple[tuple[str, str], ...] = ()


def merge_cases(request: MergeCases, work: Work) -> Changes:
    """Merge a duplicate into the case that stays; the result is the id of that case.

    Raises:
        RuleBroken: not a supervisor, another reference was typed, or as `Case.check_may_take_over`; StaleRecord;
            NotFound: either is not in scope.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    case, other = work.cases.get(request.into_id), work.cases.get(request.case_id)
    check_version(request.into_version, case.record.version, case.record.id, work)
    check_version(request.version, other.record.version, other.record.id, work)
    if _squeezed(request.typed) != _squeezed(other.record.reference):
        raise RuleBroken("merge_reference", field="typed", reference=other.record.reference)
    same = dict(request.same)
    alerts = work.alerts.open_of(other.record.id)
    steps = case.take_over(other, same, work.rules, work.act)
    _end_links_between(case, other, work)
    work.cases.merge(case, other, same)
    _follow(case, other, steps, work)
    for case_id in (case.record.id, other.record.id):
        work.alerts.settle(work.act.now, case_id)
    _tell(case, alerts, work)
    _write(case, other, same, steps, work)
    return Changes.of(case=[case.record.id, other.record.id], milestone=None, alert=None, result=case.record.id)


def _end_links_between(case: Case, other: Case, work: Work) -> None:
    """Take back the links between the two, which would link a case with itself."""
    for link in work.kept.links_of(case.record.id):
        if link.withdrawn_at is None and link.joins(case.record.id, other.record.id):
            because = wording.merged_into(case.record.reference)
            work.kept.save(
                replace(
                    link, withdrawn_at=work.act.now, withdrawn_by=work.act.officer_id, withdrawn_because=because
                )
            )  # fmt: skip


def _follow(case: Case, other: Case, steps: tuple[MergedMilestone, ...], work: Work) -> None:
    """Let what was recorded of a milestone that is waited for once name the one that is waited for."""
    instead = {one.milestone_id: one.stands_for for one in steps if one.step is MergeStep.WAITED_FOR_TOO}
    chases: list[Chase | Escalation] = [*work.kept.of_case(Chase, case.record.id)]
    for one in [*chases, *work.kept.of_case(Escalation, case.record.id)]:
        if one.milestone_id in instead:
            work.kept.save(replace(one, milestone_id=instead[one.milestone_id]))
    for approval in work.kept.of_case(Approval, case.record.id):
        if approval.request.get("case_id") == other.record.id:
            work.kept.save(replace(approval, request={**approval.request, "case_id": case.record.id}))


def _tell(case: Case, came: Collection[str], work: Work) -> None:
    """Tell the officer of the case that stays of the open alerts that came over."""
    record = case.record
    moved = [alert_id for alert_id in work.alerts.open_of(record.id) if alert_id in came]
    if moved:
        told = first_told(record.oic_id, record.supervisor_id, record.team_id, work.act.today, staff_of(work))
        work.alerts.tell([(alert_id, told) for alert_id in moved], work.act.now)


def _write(case: Case, other: Case, same: Mapping[str, str], steps: tuple[MergedMilestone, ...], work: Work) -> None:
    counts = {f"{step}": sum(one.step is step for one in steps) for step in MergeStep}
    work.audit.add(
        "merge_cases",
        case_id=case.record.id,
        subject_id=case.record.id,
        reference=other.record.reference,
        duplicate=other.record.id,
        reported_on=case.record.reported_on,
        same=dict(same),
        milestones=counts,
    )
    work.audit.add(
        "merge_cases",
        case_id=other.record.id,
        subject_id=other.record.id,
        merged_into=case.record.id,
        same=dict(same),
        milestones=counts,
    )


def _squeezed(reference: str) -> str:
    return "".join(reference.split()).casefold()
