"""Making the demo unit: the same again on either engine, and no numbers that it cannot make."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.databases import KEY
from tests.tracker.demo.dump import dump
from tests.tracker.demo.making import ACCOUNT, made, opened
from tracker.rows.caseload import CaseloadQuestion
from tracker.storage.audit_verification import verify
from tracker.storage.engine import Database, open_database
from tracker.terms import CaseStatus, Role

CASES, OFFICERS = 14, 12


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """What stands in a small unit, made on its own."""
    path = tmp_path_factory.mktemp("again") / "again.db"
    with closing(open_database(str(path), create=True, key=KEY)) as database:
        made(database, cases=CASES, officers=OFFICERS)
        return dump(database)


def test_the_same_seed_and_day_give_the_same_unit_on_both_engines(
    database: Database, again: dict[str, list[dict[str, object]]]
) -> None:
    made(database, cases=CASES, officers=OFFICERS)
    now = dump(database)
    assert now.keys() == again.keys()
    for table, rows in again.items():
        assert now[table] == rows, table
    assert len(now["clock"]) > len(now["case_record"]) == CASES


def test_another_seed_gives_another_unit(sqlite_database: Database, again: dict[str, list[dict[str, object]]]) -> None:
    made(sqlite_database, cases=CASES, officers=OFFICERS, seed=2)
    assert dump(sqlite_database)["child"] != again["child"]


@pytest.mark.parametrize(("cases", "officers"), [(0, 0), (0, 24), (5, 0), (5, 1), (6, 2), (1, 7)])
def test_numbers_may_be_small(sqlite_database: Database, cases: int, officers: int) -> None:
    told = made(sqlite_database, cases=cases, officers=officers)
    assert (told.cases, told.officers) == (cases, max(officers, 1))
    core = opened(sqlite_database)
    assert core.person is not None
    assert core.person.demo
    assert Role.SUPERVISOR in core.person.roles
    shown = core.ask(CaseloadQuestion(core.person.officer_id, with_closed=True))
    assert len(shown.rows) + shown.restricted_not_shown == cases


def test_all_of_it_is_on_record_and_the_chain_holds(sqlite_database: Database) -> None:
    told = made(sqlite_database, cases=6, officers=7)
    found = dump(sqlite_database)
    actions = [entry["action"] for entry in found["audit_entry"]]
    assert actions[0] == "create_unit"
    assert actions[-1] == "make_demo"
    assert actions.count("open_case") == 6
    doing = [entry for entry in found["audit_entry"] if entry["case_id"] is not None]
    assert len(doing) >= told.deeds
    times = [entry["at"] for entry in found["audit_entry"]]
    assert times == sorted(times)
    with sqlite_database.read() as connection:
        assert verify(connection).ok


def test_a_unit_that_cannot_be_finished_is_not_begun(sqlite_database: Database) -> None:
    def lose_power(done: int, _of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(sqlite_database, cases=6, officers=7, progress=lose_power)
    assert dump(sqlite_database)["case_record"] == []
    assert [row["account"] for row in dump(sqlite_database)["officer"]] == [ACCOUNT]


def test_how_much_is_left_is_told(sqlite_database: Database) -> None:
    said: list[tuple[int, int]] = []
    told = made(sqlite_database, cases=8, officers=7, progress=lambda done, of: said.append((done, of)))
    assert said[-1] == (told.deeds, told.deeds)
    assert [done for done, _ in said] == sorted(done for done, _ in said)
    assert {of for _, of in said} == {told.deeds}


def test_it_stands_at_any_day(tmp_path: Path) -> None:
    as_of = date(2025, 3, 3)
    with closing(open_database(str(tmp_path / "other.db"), create=True, key=KEY)) as database:
        told = made(database, cases=10, officers=7, as_of=as_of)
        core = opened(database, as_of)
        assert core.person is not None
        rows = core.ask(CaseloadQuestion(core.person.officer_id, with_closed=True)).rows
        assert sum(row.status is not CaseStatus.CLOSED for row in rows) <= told.open_cases
        assert all(row.reported_on < as_of for row in rows)
