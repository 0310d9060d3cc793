"""A question is answered in as many statements for twenty cases as for two."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cores import SUPERVISOR, case_file, open_a_case
from tests.statements import count_statements
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.open_case import NewChild
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.bootstrap import Tracker
from tracker.jobs.tick import tick
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.caseload import Caseload, CaseloadQuestion
from tracker.rows.device_register import DeviceRegisterQuestion
from tracker.rows.job_health import JobHealthQuestion
from tracker.rows.open_alerts import OpenAlerts, OpenAlertsQuestion
from tracker.rows.protection_register import ProtectionRegisterQuestion
from tracker.rows.today import TodayList, TodayQuestion
from tracker.rows.unit_people import UnitPeopleQuestion
from tracker.rows.why import WhyQuestion
from tracker.storage.engine import Database

REFERENCE = "44NI/{:05}/26"

NINE_CHILDREN = tuple(NewChild(f"C{number}", age_at_report=number) for number in range(1, 10))

QUESTIONS: dict[str, Callable[[str], Any]] = {
    "caseload": lambda _: CaseloadQuestion(SUPERVISOR),
    "caseload of one officer": lambda _: CaseloadQuestion(SUPERVISOR, oic_id=SUPERVISOR),
    "caseload with closed": lambda _: CaseloadQuestion(SUPERVISOR, with_closed=True),
    "case_file": lambda case_id: CaseFileQuestion(SUPERVISOR, case_id),
    "open_alerts": lambda _: OpenAlertsQuestion(SUPERVISOR),
    "protection": lambda _: ProtectionRegisterQuestion(SUPERVISOR),
    "devices": lambda _: DeviceRegisterQuestion(SUPERVISOR),
    "why": lambda case_id: WhyQuestion(SUPERVISOR, case_id),
    "unit_people": lambda _: UnitPeopleQuestion(SUPERVISOR),
    "today": lambda _: TodayQuestion(SUPERVISOR, board=True),
    "one list of today": lambda _: TodayQuestion(SUPERVISOR, board=True, only=TodayList.DRIFTING),
    "job_health": lambda _: JobHealthQuestion(SUPERVISOR),
}


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """The statements are the same on both engines, so they are counted on one."""
    return sqlite_database


def open_cases(core: Tracker, first: int, last: int) -> str:
    """Open cases, tick, and acknowledge an alert; give the id of the last case."""
    case_ids = [open_a_case(core, reference=REFERENCE.format(number)) for number in range(first, last + 1)]
    tick(core, core.time.now(), core.machine)
    core.do(RaiseAlerts())
    alerts: OpenAlerts = core.ask(OpenAlertsQuestion(SUPERVISOR))
    row = next(row for row in alerts.rows if row.case_id == case_ids[-1])
    core.do(AcknowledgeAlert(SUPERVISOR, row.alert_id, row.version, "ring them", core.time.today()))
    return case_ids[-1]


def statements_for(core: Tracker, question: Any) -> int:
    with count_statements(core.database) as seen:
        core.ask(question)
    return len(seen)


@pytest.mark.parametrize("name", QUESTIONS)
def test_more_cases_cost_no_more_statements(core: Tracker, name: str) -> None:
    few = statements_for(core, QUESTIONS[name](open_cases(core, 1, 2)))
    last = open_cases(core, 3, 20)

    assert statements_for(core, QUESTIONS[name](last)) == few > 0


def test_the_cases_counted_are_there(core: Tracker) -> None:
    open_cases(core, 1, 2)
    last = open_cases(core, 3, 20)

    caseload: Caseload = core.ask(CaseloadQuestion(SUPERVISOR))
    alerts: OpenAlerts = core.ask(OpenAlertsQuestion(SUPERVISOR))
    assert len(caseload.rows) == 20
    assert len({row.case_id for row in alerts.rows}) == 20
    assert case_file(core, last).milestones


def test_more_people_on_a_case_cost_no_more_statements(core: Tracker) -> None:
    small = open_a_case(core, reference=REFERENCE.format(1), devices=())
    large = open_a_case(core, reference=REFERENCE.format(2), children=NINE_CHILDREN)

    assert statements_for(core, CaseFileQuestion(SUPERVISOR, large)) == statements_for(
        core, CaseFileQuestion(SUPERVISOR, small)
    )


def test_a_sweep_that_finds_nothing_asks_no_more_of_more_cases(core: Tracker) -> None:
    open_cases(core, 1, 2)
    with count_statements(core.database) as few:
        core.do(RaiseAlerts())
    open_cases(core, 3, 20)
    with count_statements(core.database) as many:
        core.do(RaiseAlerts())

    assert len(many) == len(few) > 0
