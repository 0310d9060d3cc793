"""What the bad cases do to a made-up unit, and what they ask of it."""

from datetime import UTC, date, datetime
from typing import Any

from tests.cores import DETECTIVE, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_event import RecordEvent
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.bootstrap import Tracker
from tracker.changes import Changes
from tracker.rows.case_file import ClockRow
from tracker.rows.open_alerts import AlertRow, OpenAlertsQuestion
from tracker.terms import BailEventKind
from tracker.time_source import LONDON


def london(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """An instant by the clock on the wall."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def complete(core: Tracker, case_id: str, kind: str, on: date, by: str = SUPERVISOR) -> None:
    """Complete a milestone of the plan."""
    row = milestone(core, case_id, kind)
    core.do(CompleteMilestone(by, case_id, row.milestone_id, row.version, on))


def allocate(core: Tracker, case_id: str, to: str = DETECTIVE) -> None:
    """Give a case to an officer."""
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, to))


def happened(core: Tracker, case_id: str, kind: str, on: date, label: str = "") -> None:
    """Record that something happened to a subject by its label, or to the case."""
    core.do(RecordEvent(SUPERVISOR, case_id, kind, on, subject(core, case_id, label) if label else ""))


def arrest(core: Tracker, case_id: str, on: date, label: str = "S1") -> None:
    """Arrest a suspect, who is released on bail the same day."""
    core.do(RecordArrest(SUPERVISOR, case_id, subject(core, case_id, label), on, BailEventKind.RELEASED_ON_BAIL))


def subject(core: Tracker, case_id: str, label: str) -> str:
    """Give the id of a child, suspect or device by its label."""
    return next(row.subject_id for row in case_file(core, case_id).subjects if row.label == label)


def replan(core: Tracker, case_id: str, kind: str, to: date, reason: str, by: str = SUPERVISOR) -> None:
    """Re-plan the clock of a milestone."""
    now = the_clock(core, case_id, kind)
    core.do(RescheduleMilestone(by, case_id, now.clock_id, now.version, now.due, to, reason))


def the_clock(core: Tracker, case_id: str, kind: str, limit: str = "") -> ClockRow:
    """Give the worst clock of a milestone, or that of one limit."""
    clocks = milestone(core, case_id, kind).clocks
    return next(clock for clock in clocks if limit in {"", clock.limit_id})


def an_interview_due(core: Tracker, time: StoppedTime, **facts: Any) -> str:
    """Open a case of DC Patel's whose interview is due on Thu 12 Nov 2026, with nothing swept; it is the day before."""
    time.move_to(london(2026, 11, 2))
    made = open_a_case(core, reported_on=date(2026, 11, 2), **facts)
    allocate(core, made)
    time.move_to(london(2026, 11, 10))
    complete(core, made, "strategy_discussion", date(2026, 11, 10))
    time.move_to(london(2026, 11, 11))
    return made


def sweep(core: Tracker) -> Changes:
    """One pass of the sweep; the result is how many alerts are new."""
    return core.do(RaiseAlerts())


def alerts(core: Tracker, **wanted: Any) -> list[AlertRow]:
    """Give the open alerts whose facts are these."""
    rows = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    return [row for row in rows if all(getattr(row, name) == value for name, value in wanted.items())]
