"""What `due` reads from its words, and what it says beside the date."""

import argparse
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from tracker import wording
from tracker.cli.opening import day_or_instant, happens_twice
from tracker.domain.clock_event import ClockEvent
from tracker.domain.explain import When
from tracker.domain.limit import Circumstance, Limit
from tracker.domain.rule_book import RuleBook
from tracker.domain.standing import Standing
from tracker.domain.steps_in_words import events_in_words
from tracker.errors import RuleBroken
from tracker.terms import ClockEventKind, ClockState, LimitType, Nation

NEVER_RECORDED = datetime.min.replace(tzinfo=UTC)
COMMAND_LINE = "command line"
EVENTS = {
    "pause": ClockEventKind.PAUSED,
    "resume": ClockEventKind.RESUMED,
    "extend": ClockEventKind.EXTENDED,
    "order": ClockEventKind.ORDERED,
    "replan": ClockEventKind.RESCHEDULED,
    "correct": ClockEventKind.CORRECTED,
    "stop": ClockEventKind.STOPPED,
    "reopen": ClockEventKind.REOPENED,
}
WORDS = {kind: name for name, kind in EVENTS.items()}
WITH_A_DAY = (ClockEventKind.ORDERED, ClockEventKind.RESCHEDULED, ClockEventKind.CORRECTED)


class Once(argparse.Action):
    """An option that may be given once only."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        if getattr(namespace, self.dest) is not None:
            parser.error(f"argument {option_string}: given twice; give it once")
        setattr(namespace, self.dest, values)


def nation(text: str) -> Nation:
    """Read whose pack of limits is meant."""
    if text not in list(Nation):
        raise argparse.ArgumentTypeError(f"{text!r} has no limits here; say {' or '.join(Nation)}")
    return Nation(text)


def circumstance(text: str) -> Circumstance:
    """Read a circumstance that an amount turns on."""
    if text not in list(Circumstance):
        raise argparse.ArgumentTypeError(f"{text!r} is no circumstance; say one of {', '.join(Circumstance)}")
    return Circumstance(text)


def event_of(text: str) -> ClockEvent:
    """Read what happened to a clock, as KIND[=VALUE]@WHEN."""
    what, _, when = text.rpartition("@")
    name, _, value = what.partition("=")
    if name not in EVENTS or not when:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no event; write KIND[=VALUE]@WHEN with KIND one of {', '.join(EVENTS)}"
        )
    kind = EVENTS[name]
    on = day_or_instant(when)
    if kind is ClockEventKind.EXTENDED:
        if not value.isdecimal() or int(value) < 1:
            raise argparse.ArgumentTypeError(f"{text!r}: say the new total, such as extend=6@2024-11-20")
        return happened(kind, on, amount=int(value))
    if kind in WITH_A_DAY:
        if not value:
            raise argparse.ArgumentTypeError(f"{text!r}: say the day, such as {name}=2026-09-30@2026-09-04")
        return happened(kind, on, to=day_or_instant(value))
    return happened(kind, on, reason=value)


def happened(kind: ClockEventKind, on: When, **more: Any) -> ClockEvent:
    """Give an event that is on no record."""
    return ClockEvent(kind, on, NEVER_RECORDED, COMMAND_LINE, **more)


def no_date(limit: Limit) -> RuleBroken:
    """Give why a limit without a clock gives no date, by what it is."""
    told = [f"{name.replace('_', ' ')} {number}" for name, number in limit.values]
    if limit.remind:
        told.append(f"{', '.join(map(str, limit.remind))} days before")
    if limit.blank:
        code = "limit_without_number"
    elif limit.type is LimitType.EVENT:
        code = "limit_is_duty"
    else:
        code = "limit_is_rule_with_numbers" if told else "limit_is_rule"
    return RuleBroken(code, limit=limit.id, name=limit.name, basis=limit.basis, numbers=", ".join(told))


def other_law(refused: RuleBroken, limit: Limit, on: date, rules: RuleBook) -> RuleBroken:
    """Give a refusal with the limits that held on a day in the place of one that was not in force."""
    if refused.code != "limit_not_in_force" or limit.clock is None:
        return refused
    held = [
        other for other in rules.pack.stopping_at(limit.clock.stops)
        if other.clock is not None and other.clock.starts == limit.clock.starts and other.in_force(on)
        and (other.valid_from, other.valid_to) != (None, None)
    ]  # fmt: skip
    plain = limit.name.partition(" (")[0]
    same = [other for other in held if other.name.replace(" (2017 to 2022)", "") == plain]
    if not held:
        return refused
    said = ", ".join(f"{other.id} {other.name}" for other in same) or ", ".join(other.id for other in held)
    return RuleBroken("limit_not_in_force_then", limit=limit.id, on=on, held=said)


def notes_of(limit: Limit, standing: Standing, rules: RuleBook, on: date, whens: Iterable[When | None]) -> list[str]:
    """Give what to know beside the date: a pause that lasts, another limit at the same time, an hour that is twice."""
    beside = rules.pack.stopping_at(limit.clock.stops if limit.clock is not None else "")
    pauses = ["The clock is paused: the date will move while the pause lasts."]
    return [
        *(pauses if standing.state is ClockState.PAUSED else ()),
        *(
            f"{other.id} {other.name} runs beside it, from: {events_in_words(other, rules)}. Both hold."
            for other in beside
            if other.id != limit.id and other.only_when and other.only_when == limit.only_when and other.in_force(on)
        ),
        *(_comes_twice(when) for when in whens if isinstance(when, datetime) and happens_twice(when)),
    ]


def _comes_twice(when: datetime) -> str:
    second = when.replace(fold=1).isoformat(timespec="minutes")
    day = wording.day(when.date())
    return (
        f"{when:%H:%M} on {day} comes twice, as the clocks go back: the first is taken. For the second write {second}."
    )


def not_counted(later: Iterable[ClockEvent]) -> list[str]:
    """Name what happened after the day asked for."""
    return [f"Not counted, as it came later: {WORDS[event.kind]}, {wording.when(event.on)}." for event in later]
