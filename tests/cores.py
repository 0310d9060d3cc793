"""A running core for the tests: a small unit on each engine, with a stopped time; registered where it is wanted."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from tests.fakes import StoppedTime
from tracker.actions.open_case import NewChild, NewDevice, NewSuspect, OpenCase
from tracker.bootstrap import Tracker
from tracker.domain.people import Officer, Team
from tracker.new_unit import NewUnit, set_up
from tracker.rows.case_file import CaseFile, CaseFileQuestion, MilestoneRow
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.storage.people_store import PeopleStore
from tracker.terms import CaseKind, Nation, Rank, RiskGrade, Role

ACCOUNT = "dsade"
SUPERVISOR, DETECTIVE, INSPECTOR = "officer-ds", "officer-dc", "officer-di"
NORTH, SOUTH = "team-north", "team-south"


def set_up_unit(database: Database, time: StoppedTime, *, demo: bool = False) -> None:
    """Make a unit of one inspector, one supervisor and one detective in two teams."""
    ids = IdSource(time, seed=1)
    supervisor = Officer(
        SUPERVISOR, "902", "Ade", Rank.SERGEANT, frozenset({Role.SUPERVISOR}), None, account=ACCOUNT
    )  # fmt: skip
    set_up(database, NewUnit("Unit North", Nation.ENGLAND, ACCOUNT, demo, supervisor), time=time, new_id=ids)
    with database.write() as connection:
        people = PeopleStore(connection)
        people.add_team(Team(NORTH, "North"))
        people.add_team(Team(SOUTH, "South"))
        people.add_officer(
            Officer(DETECTIVE, "3312", "Patel", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), NORTH, account="dcpatel")
        )
        people.add_officer(Officer(INSPECTOR, "77", "Lewis", Rank.INSPECTOR, frozenset({Role.INSPECTOR}), None))


@pytest.fixture
def time() -> StoppedTime:
    """A time that stands at Fri 20 Nov 2026, 09:41."""
    return StoppedTime()


@pytest.fixture
def core(database: Database, time: StoppedTime) -> Iterator[Tracker]:
    """A running core on each engine, for a supervisor; its unit is in the database that was copied."""
    with closing(Tracker(database, time, ACCOUNT, IdSource(time, seed=2))) as tracker:
        yield tracker


def open_a_case(core: Tracker, **other: Any) -> str:
    """Open a made-up case of recent abuse, reported 1 October 2026, and give its id."""
    facts: dict[str, Any] = {
        "by": SUPERVISOR,
        "reference": "44NI/00305/26",
        "kind": CaseKind.RECENT_SEXUAL_ABUSE,
        "nation": Nation.ENGLAND,
        "reported_on": date(2026, 10, 1),
        "risk": RiskGrade.HIGH,
        "team_id": NORTH,
        "children": (NewChild("AB", age_at_report=8),),
        "suspects": (NewSuspect("S1"),),
        "devices": (NewDevice("EX1", "phone"),),
    }
    case_id = core.do(OpenCase(**(facts | other))).result
    assert isinstance(case_id, str)
    return case_id


def case_file(core: Tracker, case_id: str, by: str = SUPERVISOR) -> CaseFile:
    """Give a case in full."""
    found: CaseFile = core.ask(CaseFileQuestion(by, case_id))
    return found


def milestone(core: Tracker, case_id: str, kind: str, turn: int = 1) -> MilestoneRow:
    """Give a milestone of a case by its kind."""
    rows = [row for row in case_file(core, case_id).milestones if row.kind == kind]
    return sorted(rows, key=lambda row: row.name)[turn - 1]
