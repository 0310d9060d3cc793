"""An alert that had ended comes back when its reason does, also within one day; on both engines."""

from datetime import date

from tests.cores import DETECTIVE, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_event import RecordEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.bootstrap import Tracker
from tracker.rows.approvals import Asked
from tracker.rows.case_file import MilestoneRow
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.terms import AlertKind, CaseStatus, Holder, MilestoneState


def idle(core: Tracker) -> list[str]:
    core.do(RaiseAlerts())
    rows = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    return [row.alert_id for row in rows if row.kind is AlertKind.NO_NEXT_ACTION]


def left_to_do(core: Tracker, case_id: str) -> list[MilestoneRow]:
    to_be_done = (MilestoneState.NOT_STARTED, MilestoneState.OPEN)
    return [row for row in case_file(core, case_id).milestones if row.state in to_be_done and row.decisive]


def test_a_case_without_a_next_action_twice_on_one_day_is_told_of_again(core: Tracker) -> None:
    case_id = open_a_case(core)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    while rows := left_to_do(core, case_id):
        last = rows[0]
        core.do(MarkNotRequired(SUPERVISOR, case_id, last.milestone_id, last.version, "of no use here"))
    assert case_file(core, case_id).held_by is Holder.NOBODY
    (told,) = idle(core)
    again = milestone(core, case_id, last.kind)
    core.do(ReopenMilestone(SUPERVISOR, case_id, again.milestone_id, again.version, "it is of use"))
    assert idle(core) == []
    again = milestone(core, case_id, last.kind)
    core.do(MarkNotRequired(SUPERVISOR, case_id, again.milestone_id, again.version, "no use after all"))
    assert idle(core) == [told]
    assert core.do(RaiseAlerts()).result == 0


def test_an_overdue_day_moved_on_and_back_is_told_of_again(core: Tracker, time: StoppedTime) -> None:
    case_id = open_a_case(core)
    row = milestone(core, case_id, "strategy_discussion")
    core.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, date(2026, 11, 19)))
    for to in (date(2026, 11, 27), date(2026, 12, 4), date(2026, 11, 27)):
        (clock,) = milestone(core, case_id, "abe_interview").clocks
        request = RescheduleMilestone(SUPERVISOR, case_id, clock.clock_id, clock.version, clock.due, to, "family away")
        core.do(request)
    time.forward(days=8)
    core.do(RaiseAlerts())
    told = [row for row in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows if row.clock_id == clock.clock_id]
    assert [(row.first_due, row.due) for row in told] == [(date(2026, 11, 23), date(2026, 11, 27))]


def test_a_day_past_the_calendar_is_asked_for_by_a_detective(core: Tracker) -> None:
    case_id = open_a_case(core)
    row = milestone(core, case_id, "strategy_discussion")
    core.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, date(2026, 11, 19)))
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    (clock,) = milestone(core, case_id, "abe_interview").clocks
    to = date(2099, 1, 1)
    asked = core.do(RescheduleMilestone(DETECTIVE, case_id, clock.clock_id, clock.version, clock.due, to, "away"))
    assert isinstance(asked.result, Asked)
    assert milestone(core, case_id, "abe_interview").clocks == (clock,)


def test_a_case_whose_outcome_was_recorded_before_is_closed(core: Tracker) -> None:
    case_id = open_a_case(core)
    core.do(RecordEvent(SUPERVISOR, case_id, "outcome", date(2026, 11, 5)))
    core.do(
        CloseCase(
            SUPERVISOR,
            case_id,
            case_file(core, case_id).version,
            "18",
            date(2026, 11, 6),
            without_review="held in the meeting",
        )
    )
    file = case_file(core, case_id)
    assert (file.status, milestone(core, case_id, "outcome").happened_on) == (CaseStatus.CLOSED, date(2026, 11, 5))
