"""Lateness is said in hours only where both dates are in hours; the same drift is told in working days beside it."""

from datetime import date

from tests.bad_cases.in_a_unit import london
from tests.cores import SUPERVISOR, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.bootstrap import Tracker


def test_a_date_in_hours_that_was_re_planned_to_a_day_is_late_by_working_days(core: Tracker, time: StoppedTime) -> None:
    time.move_to(london(2026, 11, 16, 10))
    case_id = open_a_case(core, reported_on=time.today(), reported_at=time.now())
    clock = milestone(core, case_id, "crime_recorded").clocks[0]
    assert clock.first_due_at == london(2026, 11, 17, 10)
    core.do(RescheduleMilestone(SUPERVISOR, case_id, clock.clock_id, clock.version, clock.due, date(2026, 11, 20), "x"))
    time.move_to(london(2026, 11, 30, 10))
    clock = milestone(core, case_id, "crime_recorded").clocks[0]
    assert (clock.due, clock.due_at) == (date(2026, 11, 20), None)
    assert (clock.in_hours, clock.drift, clock.drift_days, clock.late) == (False, 9, 9, 6)


def test_a_date_in_hours_that_stands_is_late_by_hours_and_by_days(core: Tracker, time: StoppedTime) -> None:
    time.move_to(london(2026, 11, 16, 10))
    case_id = open_a_case(core, reported_on=time.today(), reported_at=time.now())
    time.move_to(london(2026, 11, 30, 10))
    clock = milestone(core, case_id, "crime_recorded").clocks[0]
    assert (clock.in_hours, clock.drift, clock.drift_days) == (True, 312, 9)
