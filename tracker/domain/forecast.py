"""Forecast: which clocks are looked back on together, how many it takes to say anything, and what is likely to miss."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tracker.domain.milestone_plan import Opened
from tracker.domain.rule_book import RuleBook
from tracker.domain.table_reading import TableReader
from tracker.errors import RuleBroken
from tracker.terms import ClockClass, SubjectKind

FILE = "weights/forecast.toml"
MOST_IN_TEN = 9
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ForecastRules:
    """How many finished ones it takes, how many in ten the range holds, and from which chance a miss is likely."""

    least_finished: int
    range_in_ten: int
    likely_to_miss_percent: int
    confirmed: bool

    @property
    def low(self) -> float:
        """The share of those finished before the range begins."""
        return (10 - self.range_in_ten) / 20

    @property
    def high(self) -> float:
        """The share of those finished by the end of the range."""
        return 1 - self.low

    def are_enough(self, longer: int) -> bool:
        """Say whether so many that finished, and took longer than one has waited, allow to say anything of it."""
        return longer >= self.least_finished

    def is_likely_to_miss(self, chance: float) -> bool:
        """Say whether a chance of happening after its date is one to be pointed out."""
        return chance * HUNDRED > self.likely_to_miss_percent


class Said(NamedTuple):
    """What is said of one that has waited: how many took longer, and by which days since its start which share ended.

    `past` is the most days after which one ended; `chance` that of still being open after the day asked for.
    """

    longer: int
    low: int | None
    middle: int | None
    high: int | None
    past: int
    chance: float | None


def forecast_rules_from(document: Mapping[str, Any]) -> ForecastRules:
    """Read the rules from their data file.

    Raises:
        RuleBroken: something is missing, of another kind or unknown.
    """
    whole = TableReader(document, _fault)
    for key in ("kind", "source"):
        whole.text(key)
    whole.whole("version")
    rules = ForecastRules(
        whole.whole("least_finished"),
        whole.whole("range_in_ten"),
        whole.whole("likely_to_miss_percent"),
        whole.yes("confirmed"),
    )
    whole.finish()
    if rules.range_in_ten > MOST_IN_TEN:
        raise _fault("unknown_value", "range_in_ten")
    if rules.likely_to_miss_percent >= HUNDRED:
        raise _fault("unknown_value", "likely_to_miss_percent")
    return rules


def counted_together(rules: RuleBook) -> Mapping[str, str]:
    """Give the limits whose clocks are forecast, each with the limit under which such clocks are looked back on.

    Those are targets. A period ends by law, a window just closes, and what is counted back from a planned day has no
    length of its own. A target that the force set beside a limit starts with it and is looked back on with it.
    """
    return {
        limit.id: limit.beside or limit.id
        for limit in rules.pack.limits
        if limit.clock is not None
        and limit.clock.clock_class is ClockClass.TARGET
        and not (limit.clock.window or limit.clock.backwards or limit.clock.extends)
    }


def counted_from_report(kind: str, rules: RuleBook) -> bool:
    """Say whether a milestone is looked back on from the day of the report: planned from then, and no clock runs to it.

    A device comes into a case later, and what an event opens has no first day on record.
    """
    known = rules.kind(kind)
    timed = any(limit.clock is not None and limit.clock.stops == kind for limit in rules.pack.limits)
    return not timed and known.opened is Opened.PLAN and known.subject is not SubjectKind.DEVICE


def _fault(what: str, value: object) -> RuleBroken:
    return RuleBroken("weights_invalid", file=FILE, what=what, value=value)
