"""Bad case 60: a workload view with half hours, leave, no hours, no cases and undated items."""

from datetime import timedelta
from typing import Any

from tests.bad_cases.in_a_unit import allocate, subject
from tests.cores import NORTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.add_absence import AddAbsence
from tracker.actions.add_officer import AddOfficer, OfficerFacts
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.bootstrap import Tracker
from tracker.rows.case_file import ClockRow, MilestoneRow
from tracker.rows.workload import WorkloadQuestion, WorkloadRow
from tracker.terms import AbsenceReason, ClockState, Rank, Role, WorkloadLevel


def join(core: Tracker, number: str, **other: Any) -> str:
    facts = OfficerFacts(number, "Hughes", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), NORTH, **other)
    return str(core.do(AddOfficer(SUPERVISOR, facts)).result)


def give(core: Tracker, officer_id: str, number: int) -> str:
    case_id = open_a_case(core, reference=f"44NI/{number:05}/26")
    allocate(core, case_id, officer_id)
    return case_id


def rows(core: Tracker) -> dict[str, WorkloadRow]:
    return {row.officer_id: row for row in core.ask(WorkloadQuestion(SUPERVISOR)).rows}


def test_60_half_hours_leave_no_hours_and_no_cases_are_shown_sensibly(core: Tracker, time: StoppedTime) -> None:
    full, half, away, none, idle = (
        join(core, str(number), hours=hours) for number, hours in enumerate((40, 20, 40, 0, 40), start=1)
    )
    for number, officer in enumerate((full, half, away, none)):
        give(core, officer, number)
    core.do(AddAbsence(SUPERVISOR, away, time.today(), time.today() + timedelta(days=90), AbsenceReason.SICK))
    found = rows(core)
    points = found[full].points
    assert points > 0
    assert (found[full].capacity, found[full].load) == (100, points)
    assert (found[half].capacity, found[half].load, found[half].level) == (50, 2 * points, WorkloadLevel.RED)
    for nobody_there in (found[away], found[none]):
        assert (nobody_there.capacity, nobody_there.load, nobody_there.of_median) == (0, None, None)
        assert (nobody_there.level, nobody_there.cases) == (WorkloadLevel.NO_CAPACITY, 1)
    assert found[away].away is AbsenceReason.SICK
    assert (found[idle].cases, found[idle].points, found[idle].load, found[idle].of_median) == (0, 0, 0, 0)
    assert found[idle].level is WorkloadLevel.USUAL


def test_60_a_team_without_work_or_without_capacity_is_not_divided_by_nought(core: Tracker) -> None:
    idle = join(core, "1")
    assert rows(core)[idle].level is WorkloadLevel.NOT_COMPARED
    none = join(core, "2", hours=0)
    give(core, none, 1)
    assert rows(core)[none].level is WorkloadLevel.NO_CAPACITY


def test_60_a_case_without_any_date_is_counted_as_undated_and_not_left_out(core: Tracker) -> None:
    officer = join(core, "1")
    case_id = give(core, officer, 1)
    assert rows(core)[officer].undated == 0
    while open_ones := [row for row in case_file(core, case_id).milestones if any(c.due for c in _running(row))]:
        row = milestone(core, case_id, open_ones[0].kind)
        core.do(MarkNotRequired(SUPERVISOR, case_id, open_ones[0].milestone_id, row.version, "of no use here"))
    assert subject(core, case_id, "AB")
    found = rows(core)[officer]
    assert (found.undated, found.cases) == (1, 1)
    assert found.points > 0


def _running(row: MilestoneRow) -> list[ClockRow]:
    return [clock for clock in row.clocks if clock.state is ClockState.RUNNING]
