"""From opening the database to the rows of the first page, against the same rows by the bare driver."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.fakes import A_FRIDAY
from tests.performance.bare_driver import bare
from tests.performance.made_up_unit import HEAD, running_core
from tests.performance.measuring import Comparison, in_turn, judged, timed
from tests.performance.units import Units
from tracker.rows.caseload import CaseloadQuestion
from tracker.storage.column_types import instant_text

ROWS = """
WITH running AS (
    SELECT case_id, min(expires_at) AS expires_at, due, due_at, milestone_id, sum(expires_at <= ?) AS overdue,
        min(first_due) AS first_due
    FROM clock
    WHERE state <> 'stopped' AND state = 'running'
    GROUP BY case_id
)
SELECT case_record.id, case_record.reference, case_record.kind, case_record.status, case_record.risk,
    case_record.oic_id, officer.surname, officer.rank, team.name, case_record.reported_on, case_record.held_by,
    case_record.version, running.due, running.due_at, milestone.kind, running.overdue, running.first_due
FROM case_record
LEFT JOIN officer ON officer.id = case_record.oic_id
LEFT JOIN team ON team.id = case_record.team_id
LEFT JOIN running ON running.case_id = case_record.id
LEFT JOIN milestone ON milestone.id = running.milestone_id
WHERE case_record.status <> 'closed'
ORDER BY running.expires_at
"""


def first_page(units: Units) -> Iterator[Comparison]:
    """Measure the case list on a unit of 400 cases and of 10,000, opened for it, and once more while open."""
    for large, cases in ((False, "400"), (True, "10,000")):
        path = units.file(large=large)
        yield judged(
            partial(
                in_turn,
                f"open, and the rows of the case list, {cases} cases",
                timed(partial(open_and_ask, path)),
                timed(partial(open_and_read, path)),
                against="open, and one SELECT, bare driver",
            )
        )
        with running_core(path) as core, bare(path) as connection:
            yield judged(
                partial(
                    in_turn,
                    f"the rows of the case list, {cases} cases",
                    timed(partial(core.ask, CaseloadQuestion(HEAD))),
                    timed(lambda: connection.execute(ROWS, (instant_text(A_FRIDAY),)).fetchall()),
                    against="one SELECT, bare driver",
                )
            )


def open_and_ask(path: Path) -> None:
    """Open the core on a database, and ask for the case list."""
    with running_core(path) as core:
        core.ask(CaseloadQuestion(HEAD))


def open_and_read(path: Path) -> None:
    """Open the database, and read what the case list shows."""
    with bare(path) as connection:
        connection.execute(ROWS, (instant_text(A_FRIDAY),)).fetchall()
