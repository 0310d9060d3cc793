"""The tick that finds nothing due, and the question under it, against the same in bare SQL; sealed against plain."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any

from tests.fakes import A_FRIDAY
from tests.performance.bare_driver import bare, send, statements_sent
from tests.performance.made_up_unit import running_core
from tests.performance.measuring import Comparison, in_turn, judged, timed
from tests.performance.units import Units
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.bootstrap import Tracker
from tracker.storage.alert_finding import AlertFinding
from tracker.storage.column_types import instant_text

SWEEP = """
SELECT clock.id, clock.case_id, clock.milestone_id, clock.limit_id, clock.due
FROM clock
WHERE clock.state = 'running' AND clock.expires_at <= ? AND NOT EXISTS (
    SELECT 1 FROM alert
    WHERE alert.kind IN ('overdue', 'review_due', 'condition_check_due', 'family_not_updated', 'device_not_moved',
        'no_activity') AND alert.subject_id = clock.id AND alert.episode = clock.episode
)
"""
TIMES = 20


def sweep(units: Units) -> Iterator[Comparison]:
    """Measure the sweep on a unit of 400 cases and of 10,000, all told."""
    for large, cases, goal in ((False, "400", None), (True, "10,000", 2)):
        with ExitStack() as stack:
            path = units.file(large=large)
            core = stack.enter_context(running_core(path))
            connection = stack.enter_context(bare(path))
            raw = timed(partial(bare_sweep, connection), TIMES)
            yield judged(
                partial(
                    in_turn, f"sweep question, nothing due, {cases} cases", timed(partial(ask_sweep, core), TIMES), raw,
                    against="bare SQL, covering index", goal=goal,
                )
            )  # fmt: skip
            with statements_sent(core.database) as sent:
                core.do(RaiseAlerts())
            whole = partial(
                in_turn, f"tick's whole pass, nothing due, {cases} cases",
                timed(partial(core.do, RaiseAlerts()), TIMES),
            )  # fmt: skip
            same = timed(partial(send, connection, sent), TIMES)
            yield judged(partial(whole, same, against="its statements by the bare driver", goal=goal))
            yield judged(partial(whole, raw, against="the sweep alone in bare SQL"))
    yield judged(partial(sealed_against_plain, units))


def sealed_against_plain(units: Units) -> Comparison:
    """Compare the sweep in an encrypted file with the same in a plain one."""
    with bare(units.file(large=True)) as sealed, bare(units.plain(), None) as plain:
        return in_turn(
            "sweep in an encrypted file, 10,000 cases",
            timed(partial(bare_sweep, sealed), TIMES),
            timed(partial(bare_sweep, plain), TIMES),
            against="the same in a plain file",
            goal=1.3,
        )


def ask_sweep(core: Tracker) -> None:
    """Ask as the action does."""
    with core.database.read() as connection:
        AlertFinding(connection).due_to_raise(A_FRIDAY)


def bare_sweep(connection: Any) -> None:
    """Ask the bare driver."""
    connection.execute(SWEEP, (instant_text(A_FRIDAY),)).fetchall()
