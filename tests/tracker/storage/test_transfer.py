"""A whole database into an empty one of either engine: nothing lost, nothing altered, the audit trail whole."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from tests.tracker.storage.made_up import NEW_ID, TIME, a_case_record, an_officer, working, write_cases, write_people
from tracker.domain.calendar import DayOff
from tracker.domain.calendar_file import CalendarFile, composed
from tracker.domain.milestone import Milestone
from tracker.domain.weekly_paper import FrozenReport
from tracker.errors import StorageProblem
from tracker.storage import transfer as transfer_module
from tracker.storage.audit_verification import Verdict, verify
from tracker.storage.calendar_store import Edition, store_editions
from tracker.storage.engine import Database
from tracker.storage.looks import record_look, seal_looks
from tracker.storage.records import insert_all
from tracker.storage.tables import metadata, milestone
from tracker.storage.transfer import transfer
from tracker.terms import CalendarName, MilestoneState, SubjectKind

AT = datetime(2026, 6, 30, 23, 30, 0, 7, tzinfo=UTC)
FACTS = {"id": "r1", "number": "WD-2026-0001", "monday": date(2026, 11, 9), "team_id": "", "frozen_at": AT,
         "frozen_by": "officer-1", "rows": "{}", "rows_digest": "", "pdf": bytes(range(256)), "digest": ""}  # fmt: skip


def fill(database: Database) -> None:
    with database.write() as connection:
        write_people(connection, an_officer(1), an_officer(2, surname="Ünïcödé \N{SNOWMAN}", team_id=None))
        write_cases(connection, *(a_case_record(number, note="'quoted' %s ?") for number in range(40)))
        insert_all(connection, milestone, [
            Milestone(f"m{n}", "case-1", f"k{n}", SubjectKind.CASE, "case-1", n, MilestoneState.DONE, AT.date(), AT, AT)
            for n in range(40)
        ])  # fmt: skip
        off = (DayOff(date(2026, 12, 25), "Christmas Day"),)
        court = CalendarFile(CalendarName.COURT, 1, date(2026, 1, 1), date(2026, 12, 31), off, source="a list")
        store_editions(connection, [Edition(composed(court, None, 1), court, "digest", AT, "officer-1")])
    record_look(database, "officer-1", "case_file", ["case-1"], "", TIME.now(), NEW_ID)
    with working(database, "officer-1") as work:
        work.reports.add(FrozenReport(**FACTS))
        work.jobs.claim("copy", "desk", AT, timedelta(minutes=1))
        for number in range(3):
            work.audit.add("step", case_id="case-1", number=number)
        seal_looks(work)
        work.audit.erase_content("case-1")
        work.commit()


@pytest.fixture(params=["to the server", "to a file"])
def pair(
    request: pytest.FixtureRequest,
    sqlite_database: Database,
    postgres_database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[Database, Database]:
    monkeypatch.setattr(transfer_module, "AT_ONCE", 7)
    if request.param == "to the server":
        return sqlite_database, postgres_database
    return postgres_database, sqlite_database


def test_every_table_arrives(pair: tuple[Database, Database]) -> None:
    source, target = pair
    fill(source)
    arrived = {one.table: one.rows for one in transfer(source, target)}
    assert set(arrived) == set(metadata.tables)
    assert (arrived["case_record"], arrived["milestone"], arrived["calendar_day"]) == (40, 40, 365)
    assert (arrived["audit_entry"], arrived["audit_content"], arrived["look"]) == (5, 2, 1)
    with target.read() as connection:
        assert verify(connection) == Verdict(ok=True, entries=5)
    with working(target, "officer-1") as work:
        assert work.reports.by_number("WD-2026-0001").pdf == bytes(range(256))
        assert {officer.surname for officer in work.people.officers()} == {"Patel", "Ünïcödé \N{SNOWMAN}"}
        work.audit.add("goes on")
        work.commit()
    with target.read() as connection:
        assert verify(connection) == Verdict(ok=True, entries=6)


def test_an_empty_database_is_carried_too(pair: tuple[Database, Database]) -> None:
    assert sum(one.rows for one in transfer(*pair)) == 1


def test_a_target_that_holds_something_is_refused(pair: tuple[Database, Database]) -> None:
    source, target = pair
    with target.write() as connection:
        write_people(connection)
    with pytest.raises(StorageProblem) as refused:
        transfer(source, target)
    assert refused.value.code == "not_empty"


def test_a_table_that_arrives_differently_undoes_it_all(
    pair: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = pair
    fill(source)
    carry: Callable[..., None] = transfer_module._carry

    def carry_badly(reading: Connection, writing: Connection, table: object) -> None:
        carry(reading, writing, table)
        if table is milestone:
            writing.execute(text("UPDATE milestone SET note = 'x' WHERE id = 'm7'"))

    monkeypatch.setattr(transfer_module, "_carry", carry_badly)
    with pytest.raises(StorageProblem) as refused:
        transfer(source, target)
    assert (refused.value.code, refused.value.values["table"]) == ("transfer_differs", "milestone")
    with target.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM officer")).scalar_one() == 0


def test_a_file_may_go_into_another_file(sqlite_database: Database, tmp_path: Path) -> None:
    from tracker.storage.engine import open_database

    fill(sqlite_database)
    target = open_database(str(tmp_path / "other.db"), create=True)
    transfer(sqlite_database, target)
    target.close()
