"""The steps of a clock in words, for screen, paper and command line alike."""

from collections.abc import Callable, Iterable

from tracker import wording
from tracker.domain.explain import Step, When
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook
from tracker.rows.why import StepRow
from tracker.terms import ClockEventKind, CountUnit

BAIL_START = "BAIL-01"
BAIL_ENDED = "bail_ended"
STARTS = ("started", "started_back")
EXTENDED = str(ClockEventKind.EXTENDED)
COUNTS = ("hours", "back_", *CountUnit)
ENDED_BY = "ended_by:"
PEOPLE = ("by", "approved_by", "asked_by")


def events_in_words(limit: Limit, rules: RuleBook) -> str:
    """Give what starts the clock of a limit, where it is not known which of it happened."""
    kinds = limit.clock.starts if limit.clock is not None else ()
    return " or ".join(rules.kind(kind).name.lower() for kind in kinds) or "started"


def source_in_words(limit: Limit) -> str:
    """Give who set the number of a limit, how sure it is, what the force made of it, and what it was as shipped."""
    parts = [wording.term(limit.amount_kind), wording.confidence(limit.confidence)]
    if limit.confirmation is not None:
        parts.append(f"confirmed by {limit.confirmation.by} on {wording.day(limit.confirmation.on)}")
    elif limit.to_be_confirmed or limit.suggestion:
        parts.append("to be confirmed by the force")
    if limit.force_version:
        parts.append(f"as the force set it, version {limit.force_version}")
    if limit.shipped is not None and limit.shipped.clock is not None:
        parts.append(f"shipped with {wording.amount(limit.shipped.clock.count, limit.shipped.clock.amount)}")
    return ", ".join(parts)


def steps_in_words(
    steps: Iterable[Step],
    limit: Limit,
    rules: RuleBook,
    shown: Callable[[When], str],
    people: Callable[[str], str] = str,
) -> tuple[StepRow, ...]:
    """Put the steps of a clock into words.

    Args:
        steps: as `clock_steps` gives them.
        limit: under which the clock runs; the basis of what it counts.
        rules: for the names of milestone kinds.
        shown: how days and instants are written.
        people: how officers are shown, by their id.
    """
    named = (_named(step, limit, rules, people) for step in steps)
    return tuple(_in_words(step, shown) for step in named)


def _named(step: Step, limit: Limit, rules: RuleBook, people: Callable[[str], str]) -> Step:
    """Give a step with the names of people and kinds in place of their ids, and with its basis."""
    values: dict[str, object] = dict(step.values)
    for name in PEOPLE:
        if values.get(name):
            values[name] = people(str(values[name]))
    reason = values.get("reason")
    if isinstance(reason, str) and reason.startswith(ENDED_BY):
        values["reason"] = rules.kind(reason.removeprefix(ENDED_BY)).name.lower()
    basis = step.basis
    if step.code in STARTS and step.gives is not None:
        is_bail = limit.clock is not None and limit.clock.stops == BAIL_ENDED
        values["gives_name"] = "bail_start" if is_bail else "counted_from"
        basis = rules.pack.versions(BAIL_START)[0].basis if is_bail else limit.basis
    elif step.code == EXTENDED:
        basis = _basis_of_extension(limit, str(reason), rules)
    elif step.code.startswith(COUNTS):
        basis = basis or limit.basis
    return Step(step.code, step.on, step.gives, basis, values)


def _basis_of_extension(limit: Limit, name: str, rules: RuleBook) -> str:
    """Give the basis of the limit by whose name another is lengthened."""
    longer = (one for one in rules.pack.limits if one.clock is not None and one.clock.extends == limit.id)
    return next((one.basis for one in longer if one.name == name), "")


def _in_words(step: Step, shown: Callable[[When], str]) -> StepRow:
    values = wording.shown(step.values, shown)
    return StepRow(
        on=shown(step.on),
        what=wording.step(step.code, values),
        gives="" if step.gives is None else wording.gives(shown(step.gives), values),
        basis=step.basis,
        recorded=wording.recorded(values),
        code=step.code,
        day=step.on,
        gives_day=step.gives,
        values=step.values,
    )
