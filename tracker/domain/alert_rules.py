"""How alerts climb and are called, and how serious a warning is: read from data that the force confirms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.domain.table_reading import TableReader
from tracker.errors import RuleBroken
from tracker.terms import PAST_DUE, AlertKind, Severity, severity_order

FILE = "weights/alerts.toml"


@dataclass(frozen=True, slots=True)
class NearStep:
    """From so many days before the end a warning is this serious."""

    days: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class AlertRules:
    """The force's rules of alerts.

    Args:
        waits: whole working days of the unit that an alert waits before the next rung is told.
        stays: alerts that do not climb.
        at_once: how serious an alert is whose supervisor is told together with the OIC.
        next_step_days: the next step of an alert that is taken on is to be done within so many working days.
        snooze_days: an alert may be put off for at most so many working days, from the first time.
        near: how serious a warning of bail, of the law or of protection is, farthest first.
        lapse: days before the end of a child's protection at which a warning is due, the most first.
        kinds: what an alert is called by the milestone at which its clock stops.
    """

    waits: Mapping[Severity, int]
    stays: frozenset[AlertKind]
    at_once: frozenset[Severity]
    next_step_days: int
    snooze_days: int
    near: tuple[NearStep, ...]
    lapse: tuple[int, ...]
    kinds: Mapping[str, AlertKind]
    confirmed: bool

    def kind_of(self, stops: str) -> AlertKind:
        """Give what the alert of a clock that ran out is called, by the milestone at which it stops."""
        return self.kinds.get(stops, AlertKind.OVERDUE)

    def severity_near(self, days_left: int) -> Severity:
        """Give how serious a warning of bail, of the law or of protection is, so many days before the end."""
        reached = [step.severity for step in self.near if days_left <= step.days]
        return max((Severity.NOTICE, *reached), key=severity_order)


def alert_rules_from(document: Mapping[str, Any]) -> AlertRules:
    """Read the rules of alerts from their data file.

    Raises:
        RuleBroken: `weights_invalid`: something is missing, of another kind or unknown.
    """
    reader = TableReader(document, _fault)
    confirmed = reader.yes("confirmed")
    tables = {
        name: TableReader(document.get(name), _fault)
        for name in ("waits", "stays", "at_once", "acknowledge", "snooze", "near", "lapse", "kinds")
    }
    waits, stays, at_once, acknowledge, snooze, near, lapse, kinds = tables.values()
    rules = AlertRules(
        {severity: waits.whole(severity.value, least=0) for severity in Severity},
        frozenset(stays.choices("kinds", AlertKind)),
        frozenset(at_once.choices("severities", Severity)),
        acknowledge.whole("most_working_days"),
        snooze.whole("most_working_days"),
        tuple(NearStep(step.whole("days"), step.choice("severity", Severity)) for step in near.tables("steps")),
        tuple(sorted(lapse.wholes("remind"), reverse=True)),
        {stops: kind for kind in sorted(PAST_DUE - {AlertKind.OVERDUE}) for stops in kinds.texts(kind.value)},
        confirmed,
    )
    for table in tables.values():
        table.finish()
    return rules


def _fault(what: str, value: object) -> RuleBroken:
    return RuleBroken("weights_invalid", file=FILE, what=what, value=value)


NO_ALERT_RULES = AlertRules({}, frozenset(), frozenset(), 1, 1, (), (), {}, confirmed=False)
