"""An officer leaves: all that is theirs goes to others in the same step, and nothing is left without an owner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.actions.add_absence import check_against_others
from tracker.actions.handing import hand_to
from tracker.actions.telling import staff_of, tell_supervisor, tell_who_is_here
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.case import Case
from tracker.domain.officers import check_somebody_keeps
from tracker.domain.people import Officer
from tracker.errors import NotFound, RuleBroken


@dataclass(frozen=True, slots=True)
class OfficerLeaves:
    """Who leaves, and who takes over what. `version` is the officer's as the person saw it.

    Args:
        cases_to: who takes over the cases, but for those `apart`, each with its own officer.
        supervised_to: who supervises the cases that they supervised.
        covers_to: who stands in where they were to.
    """

    by: str
    officer_id: str
    version: int
    cases_to: str | None = None
    apart: tuple[tuple[str, str], ...] = ()
    supervised_to: str | None = None
    covers_to: str | None = None


def officer_leaves(request: OfficerLeaves, work: Work) -> Changes:
    """Hand over everything, then record that the officer has left; all of it or nothing.

    Raises:
        RuleBroken: not a supervisor, has left already, something would be left without an owner or cannot be handed
            over by this person, or nobody would be left to look after the unit; StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    leaver = work.people.officer(request.officer_id)
    check_version(request.version, leaver.version, leaver.id, work)
    if not leaver.active:
        raise RuleBroken("officer_has_left", officer=leaver.title())
    for successor in {request.cases_to, request.supervised_to, request.covers_to, *dict(request.apart).values()}:
        if successor == leaver.id:
            raise RuleBroken("leaver_takes_over", field="cases_to", officer=leaver.title())
    # first of all, so that nothing handed over is told to who leaves, as the cover of somebody else
    left = replace(leaver, active=False, account="")
    work.people.save_officer(left)
    cases = _hand_over_cases(request, leaver, work)
    supervised = _hand_over_supervision(request, leaver, work)
    covers = _hand_over_covers(request, leaver, work)
    follow_ups = _hand_over_follow_ups(request, leaver, work)
    check_somebody_keeps(work.people.officers())
    reopened = work.alerts.free_from(leaver.id)
    staff = staff_of(work)
    told = tell_who_is_here(work, staff, also={leaver.id})
    told += sum(tell_supervisor(case_id, work, staff) for case_id in supervised)
    work.audit.add(
        "officer_left", subject_id=leaver.id, cases=cases, supervised=len(supervised), covers=covers,
        follow_ups=follow_ups, alerts=reopened, told=told, account=leaver.account,
    )  # fmt: skip
    return Changes.of(officer=[leaver.id], case=None, milestone=None, alert=None, result=cases)


def _hand_over_cases(request: OfficerLeaves, leaver: Officer, work: Work) -> int:
    owned, apart = work.cases.open_of(oic_id=leaver.id), dict(request.apart)
    without = [case_id for case_id in owned if apart.get(case_id, request.cases_to) is None]
    if without:
        raise RuleBroken("left_without_owner", field="cases_to", count=len(without))
    for case_id in owned:
        case = _seen(work, case_id, "cases_to")
        officer = work.people.officer(apart.get(case_id) or request.cases_to or "")
        hand_to(case, officer, work, field="cases_to")
    return len(owned)


def _hand_over_supervision(request: OfficerLeaves, leaver: Officer, work: Work) -> Sequence[str]:
    supervised = work.cases.open_of(supervisor_id=leaver.id)
    if not supervised:
        return ()
    if request.supervised_to is None:
        raise RuleBroken("left_without_supervisor", field="supervised_to", count=len(supervised))
    successor = work.people.officer(request.supervised_to)
    if not successor.active or not successor.roles & SUPERVISORS:
        raise RuleBroken("not_a_supervisor", field="supervised_to", officer=successor.title())
    for case_id in supervised:
        case = _seen(work, case_id, "supervised_to")
        case.record = replace(case.record, supervisor_id=successor.id)
        work.cases.save(case)
        if case.record.restricted:
            work.people.name_on_case(case_id, successor.id)
            work.audit.add("name_on_case", case_id=case_id, subject_id=successor.id)
        work.audit.add("change_supervisor", case_id=case_id, subject_id=case_id, was=leaver.id, supervisor=successor.id)
    return supervised


def _hand_over_covers(request: OfficerLeaves, leaver: Officer, work: Work) -> int:
    covers = work.people.covers_by(leaver.id, work.act.today)
    if covers and request.covers_to is None:
        raise RuleBroken("left_without_cover", field="covers_to", count=len(covers))
    for absence in covers:
        changed = replace(absence, cover_id=request.covers_to)
        check_against_others(changed, work)
        work.people.save_absence(changed)
        work.audit.add(
            "edit_absence", subject_id=absence.officer_id, first=absence.first_day, last=absence.last_day,
            cover=request.covers_to, was_cover=leaver.id,
        )  # fmt: skip
    return len(covers)


def _hand_over_follow_ups(request: OfficerLeaves, leaver: Officer, work: Work) -> int:
    """What a review says is to be done goes to the officer in the case as it is now, else to who supervises it."""
    follow_ups = work.kept.follow_ups_of(leaver.id)
    here = {one.id for one in work.people.officers() if one.active and one.id != leaver.id}
    for one in follow_ups:
        record = _seen(work, one.case_id, "cases_to").record
        wanted = (record.oic_id, record.supervisor_id, request.cases_to, request.supervised_to)
        owner = next((key for key in wanted if key in here), None)
        if owner is None:
            raise RuleBroken("follow_up_left_without_owner", reference=record.reference)
        work.kept.save(replace(one, owner_id=owner))
        work.audit.add(
            "hand_over_follow_up", case_id=one.case_id, subject_id=one.id, was=leaver.id, officer=owner
        )  # fmt: skip
    return len(follow_ups)


def _seen(work: Work, case_id: str, field: str) -> Case:
    """Give a case; one that is out of the person's sight must be handed over by somebody who is named on it."""
    try:
        return work.cases.get(case_id)
    except NotFound:
        raise RuleBroken("leaver_has_restricted", field=field) from None
