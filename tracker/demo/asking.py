"""What detectives of the demo unit have asked their supervisors to approve: some is decided, the rest waits."""

from datetime import timedelta

from tracker.actions.decide_approval import DecideApproval, decide_approval
from tracker.actions.mark_not_required import MarkNotRequired, mark_not_required
from tracker.actions.reschedule_milestone import RescheduleMilestone, reschedule_milestone
from tracker.demo.carry_out import Making
from tracker.domain.access import SUPERVISORS
from tracker.domain.case import Case
from tracker.domain.clock import Clock
from tracker.rows.approvals import Asked
from tracker.terms import REVIEWS, CaseStatus, ClockClass, ClockState, LimitKind, Role

MOST_ASKED = 9
#: which of the requests are decided already, and how
DECIDED = {1: True, 4: False, 7: True}
FIRST_VERSION = 1
FAR = timedelta(days=60)
SCENE = "scene"


def ask_for_approval(making: Making) -> None:
    """Let detectives ask for a date further off, or for a milestone that is not required, in a few open cases."""
    asked = 0
    for case in making.cases.all():
        officer = making.roster.officers.get(case.record.oic_id or "")
        open_one = case.record.status is not CaseStatus.CLOSED and not case.record.restricted
        if asked == MOST_ASKED or officer is None or not open_one or officer.roles != {Role.DETECTIVE}:
            continue
        if not officer.active:
            continue
        by = making.act_as(officer)
        scene, clock = case.waiting(SCENE, case.record.id), _movable(case, making)
        if asked % 2 and scene is not None:
            reason = "The scene was released before the report reached us"
            request = MarkNotRequired(by, case.record.id, scene.id, scene.version, reason)
            result = mark_not_required(request, making.work).result
        elif clock is not None:
            to = making.time.today() + FAR
            reason = "The family is away until then; agreed with the supporter"
            move = RescheduleMilestone(by, case.record.id, clock.id, clock.version, clock.due, to, reason)
            result = reschedule_milestone(move, making.work).result
        else:
            continue
        if asked in DECIDED and isinstance(result, Asked):
            _decide(result, case, making, approve=DECIDED[asked])
        asked += 1


def _decide(asked: Asked, case: Case, making: Making, *, approve: bool) -> None:
    """Let the supervisor of a case decide, where it has one."""
    supervisor = making.roster.officers.get(case.record.supervisor_id or "")
    if supervisor is not None and supervisor.active and supervisor.roles & SUPERVISORS:
        because = "" if approve else "Ask the family for a day before that; the evidence is going stale"
        request = DecideApproval(making.act_as(supervisor), asked.approval_id, FIRST_VERSION, approve, because)
        decide_approval(request, making.work)


def _movable(case: Case, making: Making) -> Clock | None:
    """Give the running clock of a local target that falls due first."""
    rules = making.work.rules
    found = [
        clock
        for clock in case.clocks.values()
        if (clock.state, clock.clock_class) == (ClockState.RUNNING, ClockClass.TARGET)
        and rules.limit(clock.limit_id, clock.limit_version).amount_kind is LimitKind.LOCAL
        and clock.due is not None
        and clock.due_at is None
        and clock.moves == 0
        and case.milestones[clock.milestone_id].kind not in REVIEWS
        and rules.kind(case.milestones[clock.milestone_id].kind).is_activity
    ]
    return min(found, key=lambda clock: (clock.due or making.time.today(), clock.id), default=None)
