"""The bail of an arrest as stretches of days in one state each: what a timeline shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.domain.bail import BailEvent
from tracker.domain.bail_ledger import reckon
from tracker.domain.counting import ONE_DAY
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import Arrest
from tracker.terms import BailState


@dataclass(frozen=True, slots=True)
class BailSpan:
    """Days on which bail was in one state; `until` is the day after the last of them."""

    since: date
    until: date
    state: BailState


def bail_spans(arrest: Arrest, events: Sequence[BailEvent], rules: RuleBook, today: date) -> tuple[BailSpan, ...]:
    """Give how the bail of an arrest stood from its first event to today, by the rules that say how it stands now.

    Between two events it can change its state once, as when the period ends. The day itself of a release for a
    charging decision, and of a request that is met, still runs.
    """
    told = {event.happened_on for event in events if event.withdrawn_at is None and event.happened_on <= today}
    spans: list[BailSpan] = []
    for day, following in pairwise((*sorted(told), today + ONE_DAY)):
        standing = reckon(arrest.arrested_on, events, rules, arrest.body, following - ONE_DAY)
        changed = min(max(day, standing.since), following)
        if changed > day:
            on_the_day = reckon(arrest.arrested_on, events, rules, arrest.body, day)
            state = spans[-1].state if spans and on_the_day.since > day else on_the_day.state
            _add(spans, BailSpan(day, changed, state))
        if following > changed:
            _add(spans, BailSpan(changed, following, standing.state))
    return tuple(spans)


def _add(spans: list[BailSpan], span: BailSpan) -> None:
    """Add a span, as part of the one before it where the state is the same."""
    if spans and spans[-1].state is span.state:
        span = BailSpan(spans.pop().since, span.until, span.state)
    spans.append(span)
