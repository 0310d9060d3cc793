"""Take back a transfer to another team, as long as nobody has taken the case up there."""

from dataclasses import dataclass, replace

from tracker.actions.transfer_case import tell_anew
from tracker.actions.work import Work, check_reason, check_version
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.transfer import TeamTransfer, latest_standing
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class TakeTransferBack:
    """The last transfer of a case is taken back, with the reason. `version` is the case's as the person saw it."""

    by: str
    case_id: str
    version: int
    reason: str


def take_transfer_back(request: TakeTransferBack, work: Work) -> Changes:
    """Let a case be again with the team, the OIC and the supervisor it had before its last transfer.

    Who could see a restricted case by that transfer only does not see it any more.

    Raises:
        RuleBroken: not a supervisor, no reason, closed, never transferred, allocated since, or the OIC has left;
            StaleRecord; NotFound.
    """
    check_may(work.act.roles, SUPERVISORS, who="a supervisor")
    reason = check_reason(request.reason)
    case = work.cases.get(request.case_id)
    check_version(request.version, case.record.version, case.record.id, work)
    transfer = latest_standing(work.kept.of_case(TeamTransfer, case.record.id))
    if transfer is None:
        raise RuleBroken("transfer_not_the_last")
    officers = {officer.id: officer for officer in work.people.officers()}
    oic, supervisor = officers.get(transfer.from_oic or ""), officers.get(transfer.from_supervisor or "")
    if oic is not None and not oic.active:
        raise RuleBroken("officer_has_left", officer=oic.title())
    supervisor_id = supervisor.id if supervisor is not None and supervisor.active else None
    team_was, before = case.record.team_id, (transfer.from_team, transfer.from_oic, supervisor_id)
    case.take_transfer_back(transfer.event_id, transfer.allocated_id, before, reason, work.rules, work.act)
    work.cases.save(case)
    if transfer.named and transfer.to_supervisor is not None:
        work.people.unname_on_case(case.record.id, transfer.to_supervisor)
        work.audit.add("unname_on_case", case_id=case.record.id, subject_id=transfer.to_supervisor)
    tell_anew(case, work)
    now, by = work.act.now, work.act.officer_id
    work.kept.save(replace(transfer, withdrawn_at=now, withdrawn_by=by, withdrawn_because=reason))
    work.audit.add(
        "take_transfer_back",
        case_id=case.record.id,
        subject_id=case.record.id,
        was=None,
        team_was=team_was,
        oic=transfer.from_oic,
        reason=reason,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None)
