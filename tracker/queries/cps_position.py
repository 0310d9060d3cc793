"""The position of a case with the CPS, asked for when it is looked at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, select

from tracker.domain.cps_course import DECISIONS, KINDS, PLAN_MET, CpsCourse, Side, cps_course
from tracker.domain.drift import working_days_late
from tracker.domain.rule_book import RuleBook
from tracker.queries.one_case import check_in_scope
from tracker.queries.row_words import is_soon
from tracker.queries.view import View
from tracker.rows.cps_position import CpsPosition, CpsPositionQuestion, CpsRow
from tracker.storage.live_clocks import NOT_STOPPED
from tracker.storage.tables import clock, milestone, suspect
from tracker.terms import Holder, MilestoneState

ADVICE, PLANS_LIMIT = "early_advice", "CPS-04"
WAITED_FOR = (MilestoneState.NOT_STARTED.value, MilestoneState.OPEN.value)
WITH = {Side.OURS: Holder.OUR_UNIT, Side.CPS: Holder.CPS}
TOWARDS = ("file_to_cps", "file_resubmitted", "file_accepted", "cps_action_plan", "charging_decision")


def cps_position(question: CpsPositionQuestion, view: View) -> CpsPosition:
    """Give where the file of each suspect stands, in three statements; raises NotFound out of scope."""
    check_in_scope(question.case_id, view)
    connection = view.connection
    suspects = connection.execute(
        select(suspect.c.id, suspect.c.label).where(suspect.c.case_id == question.case_id).order_by(suspect.c.id)
    ).all()
    steps = _steps(connection, question.case_id)
    advice = steps.get(question.case_id, ())
    considered = [step.happened_on for step in advice if step.state == MilestoneState.DONE.value]
    due = [step.due for step in advice if step.state in WAITED_FOR and step.due is not None]
    rows = tuple(_row(one, steps.get(one.id, ()), view) for one in suspects)
    return CpsPosition(question.case_id, rows, max(considered, default=None), min(due, default=None))


def _steps(connection: Connection, case_id: str) -> Mapping[str, Sequence[Any]]:
    """Give the milestones about the CPS of each subject, each with the earliest date of its live clocks."""
    found = connection.execute(
        select(milestone.c.id, milestone.c.kind, milestone.c.subject_id, milestone.c.state, milestone.c.happened_on,
               milestone.c.place, milestone.c.turn, func.min(clock.c.due).label("due"))
        .select_from(milestone.outerjoin(clock, and_(clock.c.milestone_id == milestone.c.id, NOT_STOPPED)))
        .where(milestone.c.case_id == case_id, milestone.c.kind.in_((*KINDS, ADVICE)))
        .group_by(milestone.c.id, milestone.c.kind, milestone.c.subject_id, milestone.c.state, milestone.c.happened_on,
                  milestone.c.place, milestone.c.turn)
        .order_by(milestone.c.place, milestone.c.turn, milestone.c.id)
    )  # fmt: skip
    steps: dict[str, list[Any]] = defaultdict(list)
    for row in found:
        steps[row.subject_id].append(row)
    return steps


def _row(one: Any, steps: Sequence[Any], view: View) -> CpsRow:
    done = [step for step in steps if step.state == MilestoneState.DONE.value]
    course = cps_course([(step.kind, step.happened_on) for step in done], view.today)
    waiting = _waiting(steps, course)
    due = waiting.due if waiting is not None else None
    late = working_days_late(due, view.today, view.rules.working_days) if due else 0
    plans = [step.due for step in steps if step.kind == PLAN_MET and step.state in WAITED_FOR and step.due]
    decisions = [step.kind for step in done if step.kind in DECISIONS]
    return CpsRow(
        suspect_id=one.id,
        suspect=one.label,
        with_whom=WITH.get(course.side),
        state_key=_state_key(course, due, late, view.today),
        sent_on=course.sent_on,
        rejections=course.rejections,
        first_time=course.first_time,
        accepted_on=course.accepted_on,
        plans=course.plans,
        plans_open=course.plans_open,
        plan_due=min(plans, default=None),
        decided_on=course.decided_on,
        decision=view.rules.kind(decisions[-1]).name if decisions else "",
        our_days=course.our_days,
        cps_days=course.cps_days,
        milestone_id=waiting.id if waiting is not None else "",
        milestone=view.rules.kind(waiting.kind).name if waiting is not None else "",
        due=due,
        late=late,
        warning=_warning(course, view.rules),
    )


def _waiting(steps: Sequence[Any], course: CpsCourse) -> Any:
    """Give what is waited for now: of what is still to come, the first step of whoever has the file."""
    if course.side is Side.DECIDED:
        return None
    to_come = [step for step in steps if step.kind in TOWARDS and step.state in WAITED_FOR]
    with_date = [step for step in to_come if step.due is not None]
    return next(iter(with_date or to_come), None)


def _state_key(course: CpsCourse, due: date | None, late: int | None, today: date) -> str:
    if course.side is Side.DECIDED:
        return "done"
    if due is None:
        return "not_started" if course.side is Side.NOT_SENT else "running"
    if late or late is None:
        return "overdue"
    return "due_soon" if is_soon(due, today) else "running"


def _warning(course: CpsCourse, rules: RuleBook) -> str:
    """Give what so many action plans call for, by the limit that says it; nothing once it is decided."""
    values = dict(max(rules.pack.versions(PLANS_LIMIT), key=lambda limit: limit.version).values)
    if course.side is Side.DECIDED or course.plans < values["escalate_at_plan"]:
        return ""
    return "meeting" if course.plans >= values["inspector_meeting_at_plan"] else "escalate"
