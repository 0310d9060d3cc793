"""SQLite finds what is due through the index of running clocks, and never by reading every clock."""

from typing import Any

from sqlalchemy import event

from tests.fakes import A_FRIDAY
from tracker.storage.alert_finding import AlertFinding
from tracker.storage.engine import Database


def plan_of_the_sweep(database: Database) -> list[str]:
    """The steps by which SQLite answers the sweep's question."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        sent.append((statement, values))

    with database.read() as connection:
        event.listen(connection, "before_cursor_execute", note)
        AlertFinding(connection).due_to_raise(A_FRIDAY)
        event.remove(connection, "before_cursor_execute", note)
        ((statement, values),) = sent
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return [step.detail for step in steps]


def test_the_sweep_goes_by_the_index_of_running_clocks(sqlite_database: Database) -> None:
    steps = plan_of_the_sweep(sqlite_database)

    of_clocks = [step for step in steps if " clock " in step]
    assert of_clocks == ["SEARCH clock USING INDEX ix_clock_running (expires_at<?)"]
    assert not [step for step in steps if step.startswith("SCAN")]


def test_who_was_told_is_found_by_the_key_of_an_alert(sqlite_database: Database) -> None:
    of_alerts = [step for step in plan_of_the_sweep(sqlite_database) if " alert " in step]

    assert len(of_alerts) == 1
    assert of_alerts[0].startswith("SEARCH alert")
