"""What may happen to a clock: one rule for a case and for a limit that is tried out; stored histories are not asked."""

from datetime import date

from tracker.domain.bail_regime import Ladder, ladder_for
from tracker.domain.clock_event import ClockEvent
from tracker.domain.clock_start import day_of, is_earlier
from tracker.domain.explain import When
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook, check_known, rule_of
from tracker.domain.standing import Standing
from tracker.errors import RuleBroken
from tracker.terms import CalendarName, ClockClass, ClockEventKind, ClockState, CountUnit, InvestigatingBody

BAIL_ENDED = "bail_ended"
ARRESTED = "arrested"
MOVES_OF_A_PERSON = (
    ClockEventKind.RESCHEDULED, ClockEventKind.ORDERED, ClockEventKind.EXTENDED, ClockEventKind.CORRECTED,
)  # fmt: skip
SETS_A_DATE = (ClockEventKind.RESCHEDULED, ClockEventKind.ORDERED)


def check_not_stopped(state: ClockState, *, field: str = "") -> None:
    """Refuse what only happens to a clock that has not stopped."""
    if state is ClockState.STOPPED:
        raise RuleBroken("clock_stopped", field=field)


def check_not_paused(state: ClockState, *, field: str = "") -> None:
    """Refuse a second pause within one that lasts."""
    if state is ClockState.PAUSED:
        raise RuleBroken("clock_paused_already", field=field)


def check_order(limit: Limit, *, by_court: bool) -> None:
    """Refuse an ordered date where nobody may order one.

    The end of bail moves by its own events, that of another period by a court. Of the other limits of the law only
    those of the court's own procedure, counted in its business days, are the court's to move; a code's are nobody's.
    """
    check_known(limit)
    rule = rule_of(limit)
    if rule.stops == BAIL_ENDED:
        raise RuleBroken("bail_has_its_events", field="clock_id")
    if rule.clock_class is ClockClass.PERIOD:
        if not by_court:
            raise RuleBroken("order_needs_court", field="by_court")
    elif limit.locked and rule.calendar is not CalendarName.COURT:
        raise RuleBroken("order_fixed_by_law", field="clock_id", kind=limit.amount_kind, basis=limit.basis)


def check_set_date(to: When, started: When) -> None:
    """Refuse a date that lies before the clock started."""
    if is_earlier(to, started):
        raise RuleBroken("order_before_start", field="to", to=to, started_on=started)


def check_extension(
    limit: Limit, to: int, present: int, first: int, due: When | None, on: When, started: date, rules: RuleBook
) -> None:
    """Refuse an extension that the law does not have, or that comes too late; none ever makes a limit shorter.

    Args:
        limit: the limit that is extended.
        to: the new total.
        present: how much it counts now; `first` when it started.
        due: its end; on that day, or at that instant, it may still be extended.
        on: when it is extended.
        started: the day it runs from, by which the law of bail is chosen.
    """
    if limit.locked:
        _check_extension_in_law(limit, to, present, first, started, rules)
    if due is not None and is_earlier(due, on):
        raise RuleBroken("extended_too_late", field="on", due=due)
    if to <= present:
        raise RuleBroken("extension_not_longer", field="amount", amount=present)


def _check_extension_in_law(limit: Limit, to: int, present: int, first: int, started: date, rules: RuleBook) -> None:
    if rule_of(limit).stops == BAIL_ENDED:
        months = [number for number in _months_of_bail(limit, started, rules) if number > present]
        if to not in months:
            by_law = ", ".join(map(str, months))
            code = "bail_extended_to" if months else "bail_extended_by_its_events"
            raise RuleBroken(code, field="amount", limit=limit.id, months=by_law)
        return
    allowed = _once(limit, first, rules)
    if allowed is None:
        raise RuleBroken("extension_not_in_law", field="amount", kind=limit.amount_kind, basis=limit.basis)
    if present != first:
        raise RuleBroken("extended_already", field="amount", limit=limit.id)
    if to != allowed:
        raise RuleBroken("extension_to_another_amount", field="amount", amount=allowed, basis=limit.basis)


def _once(limit: Limit, first: int, rules: RuleBook) -> int | None:
    """Give the total to which another limit lengthens this one; None where none does."""
    clocks = (other.clock for other in rules.pack.limits)
    longer = next((clock for clock in clocks if clock is not None and clock.extends == limit.id), None)
    if longer is None:
        return None
    return first + longer.amount if longer.adds else longer.amount


def _months_of_bail(limit: Limit, started: date, rules: RuleBook) -> list[int]:
    """Give the months, from the bail start date, to which the law of the day extends a period of bail."""
    rule = rule_of(limit)
    if rule.count is not CountUnit.MONTHS or ARRESTED not in rule.starts:
        return []
    ladders = [ladder_for(started, body, rules) for body in InvestigatingBody]
    of_limit = [ladder for ladder in ladders if limit.id in _ids(ladder)]
    months: set[int] = set()
    for ladder in of_limit or [ladder_for(started, InvestigatingBody.POLICE, rules)]:
        months.update(step.months for step in ladder.police)
        months.update(number for step in ladder.court_after.values() for number in step.months)
    return sorted(months)


def _ids(ladder: Ladder) -> set[str]:
    by_court = {limit.id for step in ladder.court_after.values() for limit in (step.usual, step.longer)}
    first = set() if ladder.first is None else {ladder.first.id}
    return first | {step.limit.id for step in ladder.police} | by_court


def check_happening(event: ClockEvent, standing: Standing, limit: Limit, present: int, rules: RuleBook) -> None:
    """Refuse what cannot happen next to a clock that stands so.

    Args:
        event: what happens next.
        standing: how the clock stands before it.
        present: how much the limit counts before it.
    """
    first = rule_of(limit)
    kind, to = event.kind, event.to
    if kind is ClockEventKind.STOPPED or kind is ClockEventKind.PAUSED or kind in MOVES_OF_A_PERSON:
        check_not_stopped(standing.state)
    if kind is ClockEventKind.PAUSED:
        check_not_paused(standing.state)
    if kind is ClockEventKind.ORDERED:
        check_order(limit, by_court=True)
    if kind in SETS_A_DATE and to is not None and not first.backwards:
        check_set_date(to, standing.started)
    if kind is ClockEventKind.CORRECTED and to is not None:
        _check_start(to, event.on, standing)
    if kind is ClockEventKind.EXTENDED and event.amount is not None:
        started = day_of(standing.started)
        check_extension(limit, event.amount, present, first.amount, standing.due, event.on, started, rules)


def _check_start(to: When, on: When, standing: Standing) -> None:
    if is_earlier(on, to):
        raise RuleBroken("start_in_future", field="to", to=to, on=on)
    pauses = [span.start for span in standing.paused]
    if standing.paused_since is not None:
        pauses.append(standing.paused_since)
    if any(is_earlier(begun, to) for begun in pauses):
        raise RuleBroken("start_after_pause", field="to", to=to)
