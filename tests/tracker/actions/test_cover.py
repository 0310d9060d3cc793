"""Who stands in for an officer of another team sees that officer's cases at every door, as long as it lasts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.bad_cases.in_a_unit import allocate
from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.tracker.actions.test_allocation import restrict
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.add_absence import AddAbsence
from tracker.actions.add_note import AddNote
from tracker.actions.add_officer import AddOfficer, OfficerFacts
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.end_absence import EndAbsence
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.sick_today import SickToday
from tracker.bootstrap import Tracker
from tracker.errors import NotFound
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.today import TodayList, TodayQuestion
from tracker.terms import AbsenceReason, Rank, Role

TODAY = date(2026, 11, 20)
LAST_DAY = TODAY + timedelta(days=4)


@pytest.fixture
def hughes(core: Tracker) -> str:
    """DC 2207 Hughes, of another team than DC 3312 Patel."""
    facts = OfficerFacts("2207", "Hughes", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), SOUTH, account="dchughes")
    return str(core.do(AddOfficer(SUPERVISOR, facts)).result)


@pytest.fixture
def case_id(core: Tracker) -> str:
    """A case that DC 3312 Patel has, with alerts."""
    opened = open_a_case(core)
    allocate(core, opened)
    core.do(RaiseAlerts())
    return opened


def listed(core: Tracker, by: str) -> list[str]:
    return [row.case_id for row in core.ask(CaseloadQuestion(by)).rows]


def is_shut_out(core: Tracker, case_id: str, by: str) -> bool:
    """Try every door: the lists, the case itself, and what is done to it."""
    row, told = milestone(core, case_id, "scene"), core.ask(OpenAlertsQuestion(SUPERVISOR)).rows[0]
    for attempt in (
        lambda: case_file(core, case_id, by),
        lambda: core.do(CompleteMilestone(by, case_id, row.milestone_id, row.version, TODAY)),
        lambda: core.do(AddNote(by, case_id, "seen")),
        lambda: core.do(AcknowledgeAlert(by, told.alert_id, told.version, "ring them", core.time.today())),
    ):
        with pytest.raises(NotFound):
            attempt()
    return case_id not in listed(core, by) and not core.ask(OpenAlertsQuestion(by)).rows


def test_a_cover_of_another_team_has_the_cases_of_who_is_sick_today(core: Tracker, case_id: str, hughes: str) -> None:
    assert is_shut_out(core, case_id, hughes)
    other = open_a_case(core, reference="44NI/00306/26")
    core.do(SickToday(SUPERVISOR, DETECTIVE, hughes, LAST_DAY))
    assert listed(core, hughes) == [case_id], "that officer's cases, and no others of the team"
    with pytest.raises(NotFound):
        case_file(core, other, hughes)
    told = core.ask(OpenAlertsQuestion(hughes, told_to=hughes)).rows
    assert told
    assert {row.case_id for row in told} == {case_id}
    core.do(AcknowledgeAlert(hughes, told[0].alert_id, told[0].version, "ring them", TODAY))
    row = milestone(core, case_id, "scene")
    core.do(CompleteMilestone(hughes, case_id, row.milestone_id, row.version, TODAY))
    core.do(AddNote(hughes, case_id, "Handed to me for the week"))
    (mine,) = core.ask(TodayQuestion(hughes, only=TodayList.MINE)).lists
    assert mine.rows
    assert all(row.covered for row in mine.rows)


def test_the_cover_sees_them_to_the_last_day_and_not_a_day_longer(
    core: Tracker, time: StoppedTime, case_id: str, hughes: str
) -> None:
    core.do(AddAbsence(SUPERVISOR, DETECTIVE, TODAY + timedelta(days=1), LAST_DAY, AbsenceReason.LEAVE, hughes))
    assert is_shut_out(core, case_id, hughes), "the leave has not begun"
    time.move_to(datetime(2026, 11, 21, 0, 0, tzinfo=UTC))
    assert listed(core, hughes) == [case_id]
    time.move_to(datetime(2026, 11, 24, 23, 59, tzinfo=UTC))
    assert listed(core, hughes) == [case_id]
    time.move_to(datetime(2026, 11, 25, 0, 0, tzinfo=UTC))
    assert is_shut_out(core, case_id, hughes)


def test_who_is_back_early_has_the_cases_alone_again(
    core: Tracker, time: StoppedTime, case_id: str, hughes: str
) -> None:
    absence = str(core.do(SickToday(SUPERVISOR, DETECTIVE, hughes, LAST_DAY)).result)
    time.move_to(datetime(2026, 11, 23, 8, tzinfo=UTC))
    core.do(EndAbsence(SUPERVISOR, absence, 1, date(2026, 11, 23)))
    assert is_shut_out(core, case_id, hughes)


def test_a_restricted_case_stays_with_those_named(core: Tracker, case_id: str, hughes: str) -> None:
    restrict(core, case_id, SUPERVISOR, DETECTIVE)
    core.do(SickToday(SUPERVISOR, DETECTIVE, hughes, LAST_DAY))
    assert is_shut_out(core, case_id, hughes)
    assert core.ask(CaseloadQuestion(hughes)).restricted_not_shown == 1, "that it is withheld is said"
    restrict(core, case_id, hughes)
    assert listed(core, hughes) == [case_id]


def test_a_cover_of_a_cover_sees_nothing_of_it(core: Tracker, case_id: str, hughes: str) -> None:
    facts = OfficerFacts("1881", "Wyn", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), SOUTH, account="dcwyn")
    wyn = str(core.do(AddOfficer(SUPERVISOR, facts)).result)
    core.do(SickToday(SUPERVISOR, DETECTIVE, hughes, LAST_DAY))
    core.do(SickToday(SUPERVISOR, hughes, wyn, LAST_DAY))
    assert is_shut_out(core, case_id, wyn)
