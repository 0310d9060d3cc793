"""One crime was recorded twice: the duplicate goes into the case that stays. It cannot be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker import wording
from tracker.actions.protection_watch import look_at_protection
from tracker.actions.telling import settle_case, staff_of, tell_oic
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.approval import Approval
from tracker.domain.case import Case
from tracker.domain.case_merge import MergedMilestone
from tracker.domain.chase import Chase, Escalation
from tracker.domain.conflict import Conflict
from tracker.domain.contact import ContactSafety
from tracker.domain.merged_care import (
    Cover,
    check_no_conflict,
    combined_safety,
    is_of_every_child,
    latest_safety,
    of_named_children,
)
from tracker.domain.protection import BailConditionRow, Protection
from tracker.domain.transfer import TeamTransfer
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
        RuleBroken: not a supervisor, another reference was typed, the officer of the case that stays must not take the
            duplicate, or as `Case.check_may_take_over`; StaleRecord;
            NotFound: either is not in scope.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    case, other = work.cases.get(request.into_id), work.cases.get(request.case_id)
    check_version(request.into_version, case.record.version, case.record.id, work)
    check_version(request.version, other.record.version, other.record.id, work)
    if _squeezed(request.typed) != _squeezed(other.record.reference):
        raise RuleBroken("merge_reference", field="typed", reference=other.record.reference)
    same = dict(request.same)
    _check_conflicts(case, other, work)
    care = _Care.of(case, other, same, work)
    steps = case.take_over(other, same, work.rules, work.act)
    _end_links_between(case, other, work)
    _end_transfers_of(other, case, work)
    work.protection.keep(other.record.id, ())
    work.cases.merge(case, other, same)
    _follow(case, other, steps, work)
    care.keep(case, work)
    look_at_protection(case, work)
    for case_id in (case.record.id, other.record.id):
        settle_case(case_id, work)
    tell_oic(work, staff_of(work), case.record.id)
    _write(case, other, same, steps, work)
    return Changes.of(case=[case.record.id, other.record.id], milestone=None, alert=None, result=case.record.id)


@dataclass(frozen=True, slots=True)
class _Care:
    """What protects children and must be minded before contact, as it was before the merge.

    Args:
        children: of each measure and condition that protects every child of its case, who those are.
        safety: what must be minded of those who are the same, where both cases say something.
        nobody: an id that is no child's.
    """

    children: Mapping[str, tuple[str, ...]]
    safety: tuple[ContactSafety, ...]
    nobody: str

    @classmethod
    def of(cls, case: Case, other: Case, same: Mapping[str, str], work: Work) -> "_Care":
        """Read it of both cases."""
        children: dict[str, tuple[str, ...]] = {}
        for one in (case, other):
            whose = tuple(same.get(key, key) for key in one.children)
            records: list[Protection | BailConditionRow] = [*work.kept.of_case(Protection, one.record.id)]
            records += work.kept.of_case(BailConditionRow, one.record.id)
            children |= {record.id: whose for record in records if is_of_every_child(record)}
        here, there = (work.kept.of_case(ContactSafety, one.record.id) for one in (case, other))
        both = (
            combined_safety(latest_safety(here, ours), latest_safety(there, theirs), work.act)
            for theirs, ours in same.items()
        )
        return cls(children, tuple(one for one in both if one is not None), other.record.id)

    def keep(self, case: Case, work: Work) -> None:
        """Let nothing protect a child by the merge that did not before, and every warning stand."""
        self._name_children(Protection, case, work)
        self._name_children(BailConditionRow, case, work)
        for one in self.safety:
            work.kept.add(one)

    def _name_children(self, cls: type[Cover], case: Case, work: Work) -> None:
        for record in work.kept.of_case(cls, case.record.id):
            whose = self.children.get(record.id)
            if whose is not None and set(whose) != set(case.children):
                first, *others = of_named_children(record, whose, self.nobody, work.act)
                saved = work.kept.save(first)
                if isinstance(saved, Protection):
                    work.alerts.follow_measure(saved.id, saved.version)
                for copy in others:
                    work.kept.add(copy)


def _check_conflicts(case: Case, other: Case, work: Work) -> None:
    oic_id = case.record.oic_id
    title = "" if oic_id is None else work.people.officer(oic_id).title()
    check_no_conflict(work.kept.of_case(Conflict, other.record.id), oic_id, title)


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


def _end_transfers_of(other: Case, case: Case, work: Work) -> None:
    """Let nobody take back a transfer of the duplicate: the case that stays was not with that team."""
    for transfer in work.kept.of_case(TeamTransfer, other.record.id):
        if transfer.withdrawn_at is None:
            because = wording.merged_into(case.record.reference)
            work.kept.save(
                replace(
                    transfer, withdrawn_at=work.act.now, withdrawn_by=work.act.officer_id, withdrawn_because=because
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
