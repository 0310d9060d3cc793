"""The steps of a count in words, for screen, paper and command line alike."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker import wording
from tracker.domain.clock import Standing
from tracker.domain.explain import Step, When
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook

BAIL_START = "BAIL-01"
BAIL_ENDED = "bail_ended"


@dataclass(frozen=True, slots=True)
class StepInWords:
    """One step: when, what happened or was counted, what it gives, and the basis."""

    on: str
    what: str
    gives: str
    basis: str


def steps_in_words(
    standing: Standing, limit: Limit, rules: RuleBook, shown: Callable[[When], str]
) -> tuple[StepInWords, ...]:
    """Put the steps of a clock into words, the event that started it first.

    A count that begins some days after its event says so in the first step: the bail start date.
    """
    events = limit.clock.starts if limit.clock is not None else ()
    event = standing.started_because or " or ".join(rules.kind(kind).name.lower() for kind in events) or "started"
    started, steps = standing.started, standing.steps
    begins = next((step for step in steps if step.code == "begins"), None)
    first = StepInWords(shown(started), event, "", "")
    if begins is not None and begins.gives is not None:
        bail = limit.clock is not None and limit.clock.stops == BAIL_ENDED
        name = "bail start date" if bail else "counted from"
        basis = rules.pack.versions(BAIL_START)[0].basis if bail else limit.basis
        first = StepInWords(shown(started), event, f"{name} {shown(begins.gives)}", basis)
    return (first, *(_in_words(step, limit, shown) for step in steps if step is not begins))


def _in_words(step: Step, limit: Limit, shown: Callable[[When], str]) -> StepInWords:
    values = {name: _shown(value, shown) for name, value in step.values.items()}
    gives = shown(step.gives) if step.gives is not None else ""
    return StepInWords(
        shown(step.on), wording.step(step.code, values), gives, step.basis or (limit.basis if gives else "")
    )


def _shown(value: object, shown: Callable[[When], str]) -> object:
    return shown(value) if isinstance(value, date) else value
