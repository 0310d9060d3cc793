"""Made-up people and cases for the storage tests, and short ways to write them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection

from tests.fakes import StoppedTime
from tracker.domain.case_parts import CaseRecord
from tracker.domain.people import Officer, Team
from tracker.domain.rule_book import RuleBook
from tracker.storage import tables
from tracker.storage.case_store import folded
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.storage.records import insert_all
from tracker.storage.unit_of_work import UnitOfWork
from tracker.terms import CaseKind, Nation, Rank, RiskGrade, Role

TIME = StoppedTime()
NEW_ID = IdSource(TIME, seed=1)
NO_RULES = cast("RuleBook", None)
BLUE, RED = Team("team-blue", "Blue"), Team("team-red", "Red")


def an_officer(number: int = 1, **other: Any) -> Officer:
    """Give a made-up detective of the blue team."""
    facts: dict[str, Any] = {
        "id": f"officer-{number}",
        "collar_number": str(3000 + number),
        "surname": "Patel",
        "rank": Rank.CONSTABLE,
        "roles": frozenset({Role.DETECTIVE}),
        "team_id": BLUE.id,
    }
    return Officer(**(facts | other))


def a_case_record(number: int = 1, **other: Any) -> CaseRecord:
    """Give a made-up case of the blue team, held by nobody yet."""
    facts: dict[str, Any] = {
        "id": f"case-{number}",
        "reference": f"42/{number:05d}/26",
        "kind": CaseKind.RECENT_SEXUAL_ABUSE,
        "nation": Nation.ENGLAND,
        "risk": RiskGrade.HIGH,
        "reported_on": date(2026, 11, 2),
        "team_id": BLUE.id,
    }
    return CaseRecord(**(facts | other))


def write_people(connection: Connection, *officers: Officer) -> None:
    """Store the two teams and some officers."""
    insert_all(connection, tables.team, [BLUE, RED])
    insert_all(connection, tables.officer, list(officers) or [an_officer()])


def write_cases(connection: Connection, *records: CaseRecord) -> None:
    """Store cases without anything in them."""
    for record in records:
        insert_all(connection, tables.case_record, [record], reference_folded=folded(record.reference))


@contextmanager
def working(database: Database, officer_id: str = "scheduler") -> Iterator[UnitOfWork]:
    """A unit of work at the stopped time, without a rule book; it does not commit by itself."""
    with database.work(officer_id, TIME, NO_RULES, NEW_ID) as work:
        yield work
