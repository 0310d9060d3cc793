"""Give a case to another team of the unit, with its open work: there it waits for an officer anew."""

from dataclasses import dataclass

from tracker.actions.handing import check_no_conflict
from tracker.actions.telling import begin_anew, staff_of
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.case import Case
from tracker.domain.hand_over import open_work
from tracker.domain.transfer import TeamTransfer
from tracker.errors import NotFound, RuleBroken


@dataclass(frozen=True, slots=True)
class TransferCase:
    """A case goes to another team. `version` is the case's as the person saw it.

    `supervisor_id` is who supervises it there; None leaves that to the team, but for a restricted case.
    """

    by: str
    case_id: str
    version: int
    team_id: str
    reason: str
    supervisor_id: str | None = None


def transfer_case(request: TransferCase, work: Work) -> Changes:
    """Transfer a case: it has no OIC any more, its open alerts are told in the receiving team, and nobody has taken
    them on. The result is the transfer's id.

    Raises:
        RuleBroken: not a supervisor, no reason, closed, with that team already, or nobody who may supervise it there;
            StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    check_version(request.version, case.record.version, case.record.id, work)
    teams = {team.id: team.name for team in work.people.teams()}
    if request.team_id not in teams:
        raise NotFound("not_found")
    _check_supervisor(case, request, work)
    before, waiting = case.record, open_work(case)
    happened, opened = case.transfer_to(request.team_id, request.supervisor_id, work.rules, work.act)
    work.cases.save(case)
    named = before.restricted and _name(before.id, request.supervisor_id, work)
    alerts = tell_anew(case, work)
    transfer = TeamTransfer(
        work.act.new_id(), before.id, before.team_id, request.team_id, before.oic_id, before.supervisor_id,
        request.supervisor_id, work.act.today, reason, waiting, alerts, happened.id, opened.id if opened else "",
        work.act.now, work.act.officer_id, named,
    )  # fmt: skip
    work.kept.add(transfer)
    work.audit.add(
        "transfer_case",
        case_id=before.id,
        subject_id=before.id,
        was=before.oic_id,
        team_was=before.team_id,
        from_team=teams.get(before.team_id or ""),
        to_team=teams[request.team_id],
        supervised_by=request.supervisor_id,
        open_work=len(waiting),
        alerts=alerts,
        reason=reason,
    )
    return Changes.of(case=[before.id], milestone=None, alert=None, result=transfer.id)


def _name(case_id: str, officer_id: str | None, work: Work) -> bool:
    """Name the receiving supervisor on a restricted case; say whether they were not before."""
    new = officer_id is not None and work.people.name_on_case(case_id, officer_id)
    if new:
        work.audit.add("name_on_case", case_id=case_id, subject_id=officer_id)
    return new


def tell_anew(case: Case, work: Work) -> int:
    """Tell the open alerts of a case that has another owner to whom they concern now; give how many there are.

    Whoever had taken one on has the case no more, so that it is open for somebody else.
    """
    record = case.record
    work.alerts.settle(work.act.now, record.id)
    work.alerts.free_of(record.id)
    return begin_anew(record.id, work, staff_of(work))


def _check_supervisor(case: Case, request: TransferCase, work: Work) -> None:
    """Refuse a supervisor who is none, is of yet another team or must not take the case; or none for a restricted one.

    Somebody without a team supervises in any.
    """
    field = "supervisor_id"
    if request.supervisor_id is None:
        if case.record.restricted:
            raise RuleBroken("supervisor_for_restricted", field=field)
        return
    officer = work.people.officer(request.supervisor_id)
    if not officer.active:
        raise RuleBroken("officer_has_left", field=field, officer=officer.title())
    if not officer.roles & SUPERVISORS:
        raise RuleBroken("not_a_supervisor", field=field, officer=officer.title())
    if officer.team_id not in (None, request.team_id):
        raise RuleBroken("supervisor_of_another_team", field=field, officer=officer.title())
    check_no_conflict(case, officer, work, field=field)
