"""What became of the alerts of a case, and how alerts are dealt with; and the questions that ask for them."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import AlertKind, AlertStep, Rung, Severity


@dataclass(frozen=True, slots=True)
class CaseAlertsQuestion:
    """The course of every alert of a case, ended ones too."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class AlertEntry:
    """One thing that happened to an alert.

    Args:
        about: what the alert is about, as its reason says it.
        step: None where it was raised or told.
        words: what happened, in words.
        who: who did it or was told; empty where the program did it.
        limit_id: the limit of the clock it is about; empty where it is about none.
        rung: of somebody who was told, their place on the ladder.
    """

    key: str
    alert_id: str
    at: datetime
    kind: AlertKind
    severity: Severity
    about: str
    step: AlertStep | None
    words: str
    who: str
    limit_id: str = ""
    rung: Rung | None = None


@dataclass(frozen=True, slots=True)
class CaseAlerts:
    """The entries, newest first."""

    case_id: str
    rows: tuple[AlertEntry, ...]


@dataclass(frozen=True, slots=True)
class AlertMeasuresQuestion:
    """How the alerts that were raised on some days were dealt with, both days included; within scope."""

    by: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class MeasureOfAlerts:
    """One kind of alert; `kind` is None for all of them.

    Args:
        told: raised and told to somebody.
        acknowledged: taken on by somebody at least once.
        acted_on: ended because what it was about was done, not required any more, or seen to.
        lapsed: a next step was not done in its time.
        unit_list: climbed to the top of the ladder.
        waiting: open, and nobody has it.
    """

    kind: AlertKind | None
    told: int
    acknowledged: int
    acted_on: int
    lapsed: int
    unit_list: int
    waiting: int


@dataclass(frozen=True, slots=True)
class AlertMeasures:
    """All alerts, then each kind, the most frequent first."""

    rows: tuple[MeasureOfAlerts, ...]
