"""Change what is on record of an officer."""

from dataclasses import dataclass, fields

from tracker.actions.add_officer import OfficerFacts
from tracker.actions.telling import staff_of, tell_who_is_here
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import RULE_KEEPERS, WRITERS, check_may
from tracker.domain.officers import check_officer, check_roles_given, check_somebody_keeps
from tracker.domain.people import Officer
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class EditOfficer:
    """An officer's facts as they are from now on. `version` is the officer's as the person saw it."""

    by: str
    officer_id: str
    version: int
    facts: OfficerFacts


def edit_officer(request: EditOfficer, work: Work) -> Changes:
    """Change an officer's facts; what changed goes into the audit trail with what it was.

    Where roles are taken away, or no working day is left, alerts that nobody else knows of who can act on them are told
    to somebody who can; what the officer had taken on is open again if they cannot act at all.

    Raises:
        RuleBroken: not allowed, has left, a role that is not theirs to give, a number or account that is another's,
            or nobody would be left to look after the unit; StaleRecord; NotFound.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    before = work.people.officer(request.officer_id)
    check_version(request.version, before.version, before.id, work)
    if not before.active:
        raise RuleBroken("officer_has_left", officer=before.title())
    officer = request.facts.officer(before.id, before.version)
    everybody = work.people.officers()
    check_officer(officer, everybody)
    check_roles_given(before, officer, work.act.roles)
    check_somebody_keeps(officer if one.id == officer.id else one for one in everybody)
    work.people.save_officer(officer)
    changed = _changed(before, officer)
    work.audit.add(
        "edit_officer", subject_id=officer.id, was={name: getattr(before, name) for name in changed},
        now={name: getattr(officer, name) for name in changed},
    )  # fmt: skip
    if not before.roles - officer.roles and officer.working_days:
        return Changes.of(officer=[officer.id])
    if not (officer.roles & WRITERS and officer.working_days):
        work.alerts.free_from(officer.id)
    tell_who_is_here(work, staff_of(work), also={officer.id})
    return Changes.of(officer=[officer.id], alert=None)


def _changed(before: Officer, after: Officer) -> list[str]:
    names = (field.name for field in fields(Officer))
    return [name for name in names if getattr(before, name) != getattr(after, name)]
