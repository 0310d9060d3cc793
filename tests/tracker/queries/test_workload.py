"""Workload: points, raw counts and what is coming, by team and number; the same statements for any number of cases."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import allocate, arrest, complete, happened
from tests.cores import DETECTIVE, INSPECTOR, NORTH, SUPERVISOR, open_a_case
from tests.fakes import StoppedTime
from tests.statements import count_statements
from tracker.actions.add_absence import AddAbsence
from tracker.actions.add_officer import AddOfficer, OfficerFacts
from tracker.actions.open_case import NewChild, NewSuspect
from tracker.bootstrap import Tracker
from tracker.rows.workload import Workload, WorkloadCases, WorkloadCasesQuestion, WorkloadQuestion, WorkloadRow
from tracker.storage.engine import Database
from tracker.storage.tables import case_record
from tracker.terms import AbsenceReason, Rank, RiskGrade, Role, WorkloadLevel

Join = Callable[..., str]


def ask(core: Tracker, by: str = SUPERVISOR, team_id: str | None = None) -> Workload:
    found: Workload = core.ask(WorkloadQuestion(by, team_id))
    return found


def row(core: Tracker, officer_id: str = DETECTIVE) -> WorkloadRow:
    return next(one for one in ask(core).rows if one.officer_id == officer_id)


def cases_of(core: Tracker, officer_id: str | None = DETECTIVE, by: str = SUPERVISOR) -> WorkloadCases:
    found: WorkloadCases = core.ask(WorkloadCasesQuestion(by, officer_id))
    return found


@pytest.fixture
def join(core: Tracker) -> Join:
    """Let a detective of the team North join."""

    def add(number: str, surname: str, **other: Any) -> str:
        facts = OfficerFacts(number, surname, Rank.CONSTABLE, frozenset({Role.DETECTIVE}), NORTH, **other)
        return str(core.do(AddOfficer(SUPERVISOR, facts)).result)

    return add


def test_the_points_of_a_case_say_what_they_are_made_of(core: Tracker, time: StoppedTime) -> None:
    case_id = open_a_case(core, children=(NewChild("AB", age_at_report=8), NewChild("CD", age_at_report=12)))
    allocate(core, case_id)
    complete(core, case_id, "strategy_discussion", date(2026, 10, 2))
    arrest(core, case_id, date(2026, 10, 5))
    (case,) = cases_of(core).rows
    assert case.made_of == (
        "allegation investigated 4, more than one child or suspect 2, risk 3, child under ten, or intermediary "
        "needed 2, devices 1, suspect on bail 2"
    )
    assert (case.points, case.dated) == (14, True)
    mine = row(core)
    assert (mine.cases, mine.children, mine.suspects, mine.devices, mine.on_bail) == (1, 2, 1, 1, 1)
    assert (mine.points, mine.capacity, mine.load, mine.of_median) == (14, 100, 14, 100)
    assert mine.level is WorkloadLevel.USUAL


def test_the_end_of_bail_is_coming_within_four_weeks(core: Tracker, time: StoppedTime) -> None:
    case_id = open_a_case(core, reported_on=date(2026, 9, 1))
    allocate(core, case_id)
    arrest(core, case_id, date(2026, 9, 10))
    assert (row(core).bail_returns, cases_of(core).rows[0].coming) == (1, ((date(2026, 12, 10), "bail_ended"),))
    time.forward(days=-10)
    assert row(core).bail_returns == 0


def test_an_action_plan_counts_until_it_is_met(core: Tracker) -> None:
    case_id = open_a_case(core, children=(), devices=(), risk=RiskGrade.LOW)
    allocate(core, case_id)
    happened(core, case_id, "file_to_cps", date(2026, 11, 2), "S1")
    happened(core, case_id, "cps_action_plan_received", date(2026, 11, 9), "S1")
    assert "CPS action plan open 2" in cases_of(core).rows[0].made_of
    happened(core, case_id, "cps_action_plan", date(2026, 11, 16), "S1")
    assert "CPS action plan" not in cases_of(core).rows[0].made_of


def test_a_load_is_set_beside_the_median_of_the_own_team(core: Tracker, join: Join) -> None:
    light, heavy = join("2207", "Hughes"), join("11", "Wyn", hours=20)
    for number, officer in enumerate((DETECTIVE, DETECTIVE, light, light, heavy, heavy)):
        case_id = open_a_case(core, reference=f"44NI/{number:05}/26", devices=(), risk=RiskGrade.LOW)
        allocate(core, case_id, officer)
    found = ask(core)
    assert [(one.collar_number, one.points, one.load, one.of_median, one.level) for one in found.rows] == [
        ("11", 12, 24, 200, WorkloadLevel.RED),
        ("2207", 12, 12, 100, WorkloadLevel.USUAL),
        ("3312", 12, 12, 100, WorkloadLevel.USUAL),
    ]
    assert [(one.fair_share, one.above_share) for one in found.rows] == [(7.2, 4.8), (14.4, -2.4), (14.4, -2.4)]
    assert found.medians == (("North", 12),)
    assert ask(core, team_id="team-south").rows == ()
    assert any("1.25 times" in line for line in found.formula)


def test_what_nobody_has_and_what_may_not_be_seen_is_counted_apart(core: Tracker) -> None:
    open_a_case(core, risk=RiskGrade.LOW, devices=())
    restricted = open_a_case(core, reference="44NI/00306/26")
    allocate(core, restricted)
    with core.database.write() as connection:
        connection.execute(case_record.update().where(case_record.c.id == restricted).values(restricted=True))
    found = ask(core)
    assert (found.unallocated, found.unallocated_points, found.restricted_not_counted) == (1, 6, 1)
    assert row(core).cases == 0
    assert (len(cases_of(core, None).rows), cases_of(core).restricted_not_shown) == (1, 1)


def test_a_detective_sees_the_own_team_only(core: Tracker, join: Join) -> None:
    join("2207", "Hughes")
    outsider = AddOfficer(SUPERVISOR, OfficerFacts("5", "Out", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), None))
    core.do(outsider)
    assert [one.collar_number for one in ask(core, DETECTIVE).rows] == ["2207", "3312"]
    assert [one.collar_number for one in ask(core, INSPECTOR).rows] == ["2207", "3312", "5"]


def test_leave_within_four_weeks_lowers_the_capacity(core: Tracker, time: StoppedTime) -> None:
    allocate(core, open_a_case(core))
    first = time.today() + timedelta(days=3)
    core.do(AddAbsence(SUPERVISOR, DETECTIVE, first, first + timedelta(days=11), AbsenceReason.LEAVE))
    assert (row(core).capacity, row(core).away) == (50, None)


def test_more_cases_cost_no_more_statements(sqlite_database: Database, core: Tracker) -> None:
    def statements(question: object) -> int:
        with count_statements(core.database) as seen:
            core.ask(question)
        return len(seen)

    def open_some(first: int, last: int) -> None:
        for number in range(first, last):
            allocate(core, open_a_case(core, reference=f"44NI/{number:05}/26", suspects=(NewSuspect("S1"),)))

    open_some(0, 2)
    few = [statements(question) for question in (WorkloadQuestion(SUPERVISOR), WorkloadCasesQuestion(SUPERVISOR, None))]
    open_some(2, 12)
    assert [
        statements(question) for question in (WorkloadQuestion(SUPERVISOR), WorkloadCasesQuestion(SUPERVISOR, None))
    ] == few
    assert few[0] <= 14
