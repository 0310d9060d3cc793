"""A milestone is completed, against one row changed and committed, and against the same statements."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import count
from typing import Any

from sqlalchemy import select

from tests.performance.bare_driver import Sent, bare, send, statements_sent
from tests.performance.made_up_unit import HEAD, running_core
from tests.performance.measuring import RUNS, Comparison, in_turn, judged, timed
from tests.performance.units import Units
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.bootstrap import Tracker
from tracker.storage.tables import milestone
from tracker.terms import MilestoneState

AT_A_TIME = 8
UPDATE = "UPDATE milestone SET note = ? WHERE id = ?"


def one_edit(units: Units) -> Iterator[Comparison]:
    """Measure the completion of a milestone in a unit of 400 cases, another case each time."""
    yield judged(partial(against_one_row, units))
    yield judged(partial(against_its_statements, units))


def against_one_row(units: Units) -> Comparison:
    """Compare with a single row changed and committed; each case once."""
    with ExitStack() as stack:
        core = stack.enter_context(running_core(units.copy()))
        requests = iter(completions(core))
        connection = stack.enter_context(bare(units.copy()))
        known = [request.milestone_id for request in completions(core)]
        numbers = count()

        def change() -> None:
            number = next(numbers)
            connection.execute(UPDATE, (str(number), known[number % len(known)]))

        return in_turn(
            "complete a milestone, 400 cases",
            timed(lambda: core.do(next(requests)), AT_A_TIME),
            timed(change, AT_A_TIME),
            against="one row changed and committed",
            goal=8,
        )


def against_its_statements(units: Units) -> Comparison:
    """Compare with what was sent for the same completions, sent by the bare driver to a copy of the database."""
    with running_core(units.copy()) as core:
        sent = [sent_for(core, request) for request in completions(core)[: AT_A_TIME * (RUNS + 1)]]
    with ExitStack() as stack:
        core = stack.enter_context(running_core(units.copy()))
        connection = stack.enter_context(bare(units.copy()))
        requests, again = iter(completions(core)), iter(sent)
        return in_turn(
            "complete a milestone, 400 cases",
            timed(lambda: core.do(next(requests)), AT_A_TIME),
            timed(lambda: send(connection, next(again)), AT_A_TIME),
            against="its statements by the bare driver",
        )


def completions(core: Tracker) -> Sequence[CompleteMilestone]:
    """Give a request for each case in which something waits to be completed."""
    with core.database.read() as connection:
        found = connection.execute(
            select(milestone.c.case_id, milestone.c.id, milestone.c.version)
            .where(milestone.c.state == MilestoneState.OPEN.value)
            .order_by(milestone.c.case_id, milestone.c.id)
        )
        first: dict[str, Any] = {}
        for row in found:
            first.setdefault(row.case_id, row)
    today = core.time.today()
    return [CompleteMilestone(HEAD, row.case_id, row.id, row.version, today) for row in first.values()]


def sent_for(core: Tracker, request: CompleteMilestone) -> list[Sent]:
    """Do it, and give what was sent for it."""
    with statements_sent(core.database) as sent:
        core.do(request)
    return sent
