"""What the actions about other agencies have in common: what is chased, and what a chase completes."""

from datetime import date

from tracker.actions.work import Work
from tracker.domain.case import Case
from tracker.domain.chase import CHASED, CHASED_AS
from tracker.domain.milestone import Milestone
from tracker.errors import RuleBroken
from tracker.terms import MilestoneState

CHASE_OF = {chase: chased for chased, chase in CHASED_AS.items()}


def chased_milestone(case: Case, milestone_id: str, on: date) -> Milestone | None:
    """Give the milestone somebody is chased for; of "report chased" that is the report. None for the whole case.

    Raises:
        NotFound: no such milestone; RuleBroken: it was done before that day, or is not required.
    """
    if not milestone_id:
        return None
    milestone = case.milestone(milestone_id)
    chased = CHASE_OF.get(milestone.kind)
    if chased is not None:
        milestone = case.waiting(chased, milestone.subject_id) or milestone
    over = milestone.state is MilestoneState.DONE and (milestone.happened_on or on) < on
    if over or milestone.state is MilestoneState.NOT_REQUIRED:
        raise RuleBroken("milestone_already_done", milestone=milestone.kind, state=milestone.state)
    return milestone


def complete_chase(case: Case, chased: Milestone | None, on: date, note: str, work: Work) -> str:
    """Complete what a chase completes: the chase of a report that has a clock of its own, else an event of the case.

    Either is activity on the case. Give the id of what was completed.
    """
    own = CHASED_AS.get(chased.kind) if chased is not None else None
    if chased is not None and own is not None and chased.state is not MilestoneState.DONE:
        return case.happen(own, chased.subject_id, on, note, work.rules, work.act).id
    return case.happen(CHASED, case.record.id, on, note, work.rules, work.act).id
