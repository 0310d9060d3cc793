"""The steps of a clock that follows the bail of an arrest: those of its ledger, each with who recorded its event."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker.domain.bail import BailEvent, BailStanding
from tracker.domain.calendar import SATURDAY
from tracker.domain.clock_event import ClockEvent
from tracker.domain.explain import Step
from tracker.terms import LimitKind
from tracker.time_source import local_date

OF_AN_EVENT = "bail_"
OF_THE_ARREST = "bail_arrested"
BY_EARLIER_READING = "LOCAL: alarms and return dates go by the earlier reading"
NEVER_MADE = "LOCAL: an entry taken back counts as never made"


def bail_steps(standing: BailStanding, events: Iterable[BailEvent], started: ClockEvent) -> tuple[Step, ...]:
    """Give the steps by which the end of a bail period came about, then what was taken back.

    Args:
        standing: how the bail stands.
        events: its events, those taken back as well.
        started: with which the clock began when the arrest was recorded.
    """
    every = tuple(events)
    return (*_recorded(standing, every, started), *_remarks(standing), *_taken_back(every))


def _recorded(standing: BailStanding, events: tuple[BailEvent, ...], started: ClockEvent) -> Iterator[Step]:
    refused = {one.event.id for one in standing.refused}
    counted = [event for event in events if event.withdrawn_at is None and event.id not in refused]
    waiting = sorted(counted, key=lambda event: event.happened_on)
    for step in standing.steps:
        if step.code == OF_THE_ARREST:
            yield _with(step, recorded_at=started.recorded_at, by=started.recorded_by)
        elif step.code.startswith(OF_AN_EVENT) and waiting and waiting[0].happened_on == step.on:
            event = waiting.pop(0)
            yield _with(
                step, recorded_at=event.recorded_at, by=event.recorded_by, authorised_by=event.authorised_by
            )  # fmt: skip
        else:
            yield step


def _with(step: Step, **record: object) -> Step:
    return replace(step, values={**step.values, **record})


def _remarks(standing: BailStanding) -> Iterator[Step]:
    """Say of the end that there is a stricter reading of it, and that it stays on a day off."""
    end = standing.return_set or standing.ends
    if end is None:
        return
    if standing.earliest is not None and standing.earliest < end:
        yield Step("earlier_reading", end, end, BY_EARLIER_READING, {"alarm": standing.earliest})
    if end == standing.ends and end.weekday() >= SATURDAY:
        basis = next(step.basis for step in standing.steps if step.gives == end)
        yield Step("not_rolled", end, end, basis, {"weekday": end.weekday(), "kind": LimitKind.LAW})


def _taken_back(events: tuple[BailEvent, ...]) -> Iterator[Step]:
    for event in events:
        if event.withdrawn_at is not None:
            values = {
                "kind": event.kind,
                "of": event.happened_on,
                "reason": event.withdrawn_because,
                "recorded_at": event.withdrawn_at,
                "by": event.withdrawn_by,
            }
            yield Step("taken_back", local_date(event.withdrawn_at), None, NEVER_MADE, values)
