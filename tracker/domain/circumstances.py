"""Circumstances: what the amounts and the applying of limits turn on, as a case stands for one of its subjects."""

from collections.abc import Iterator
from datetime import date

from tracker.domain.calendar import SATURDAY
from tracker.domain.case_parts import CaseParts
from tracker.domain.limit import Circumstance
from tracker.terms import MilestoneState, ProsecutionLimit, SubjectKind, YesNo

PROSECUTION = {
    ProsecutionLimit.SUMMARY_ONLY: Circumstance.SUMMARY_ONLY_OFFENCE,
    ProsecutionLimit.DOMESTIC_ABUSE: Circumstance.DOMESTIC_ABUSE_OFFENCE,
}


def circumstances_of(case: CaseParts, subject_id: str, on: date) -> frozenset[Circumstance]:
    """Give the circumstances of a subject on a day; of the case, those of any child or suspect in it."""
    return frozenset(_found(case, subject_id, on))


def _found(case: CaseParts, subject_id: str, on: date) -> Iterator[Circumstance]:
    risk = f"{case.record.risk}_risk"
    if risk in set(Circumstance):
        yield Circumstance(risk)
    child = case.children.get(subject_id)
    children = [child] if child is not None else list(case.children.values())
    if any(child.is_under_ten() for child in children):
        yield Circumstance.UNDER_TEN
    if children and not any(child.enhanced_rights for child in children):
        yield Circumstance.NO_ENHANCED_RIGHTS
    suspect = case.suspects.get(subject_id)
    suspects = [suspect] if suspect is not None else list(case.suspects.values())
    if any(suspect.access_to_children is YesNo.YES for suspect in suspects):
        yield Circumstance.CHILD_NEAR_SUSPECT
    if on.weekday() >= SATURDAY:
        yield Circumstance.WEEKEND
    if case.record.prosecution in PROSECUTION:
        yield PROSECUTION[case.record.prosecution]
    yield from _who_decided(case, subject_id)


def _who_decided(case: CaseParts, subject_id: str) -> Iterator[Circumstance]:
    """Say who decided not to charge a suspect: whose scheme of review the victim may ask under."""
    done = {
        one.kind
        for one in case.milestones.values()
        if one.subject_kind is SubjectKind.SUSPECT and one.subject_id == subject_id and one.state is MilestoneState.DONE
    }
    if "charged" in done:
        return
    if "charging_decision" in done:
        yield Circumstance.CPS_DECIDED
    elif "no_further_action" in done:
        yield Circumstance.POLICE_DECIDED
