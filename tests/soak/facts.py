"""What is so in a made-up unit: its cases and clocks as the rules of alerts read them, and what was so when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from tracker.domain.counting import Measure
from tracker.domain.ladder import Concern
from tracker.terms import ClockState, RiskGrade


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A case. `idle_since` is since when nobody holds it, None where somebody does; `waits_since` is since when it last
    waited for an officer.
    """

    id: str
    oic_id: str | None
    supervisor_id: str | None
    team_id: str | None
    risk: RiskGrade
    reported_on: date
    closed: bool = False
    restricted: bool = False
    named: frozenset[str] = frozenset()
    idle_since: date | None = None
    waits_since: date | None = None
    outcome_code: str = ""
    closed_on: date | None = None

    def concern(self) -> Concern:
        """Give whom an alert of it concerns."""
        return Concern(self.oic_id, self.supervisor_id, self.team_id, self.named if self.restricted else None)

    def may_see(self, officer_id: str) -> bool:
        """Say whether an officer may see it."""
        return not self.restricted or officer_id in self.named


@dataclass(frozen=True, slots=True)
class ClockFact:
    """A clock. `review_on` is when its last pause was to be reviewed; `not_required` is said of its milestone."""

    id: str
    case_id: str
    milestone_id: str
    limit_id: str
    limit_version: int
    measure: Measure
    state: ClockState
    due: date | None
    due_at: datetime | None
    expires_at: datetime | None
    episode: str
    pauses: int = 0
    review_on: date | None = None
    not_required: bool = False
    overdue_since: datetime | None = None

    @property
    def subject_id(self) -> str:
        """Whom its milestone is about: nobody who was arrested."""
        return ""


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """A protective measure: until when it holds, when it is looked at again; each look raises its version."""

    id: str
    case_id: str
    review_on: date | None
    until: date | None = None
    ended_on: date | None = None
    version: int = 1

    def in_force(self, today: date) -> bool:
        """Say whether it protects on a day."""
        return (self.until is None or self.until >= today) and (self.ended_on is None or self.ended_on > today)


class Passed(NamedTuple):
    """A pass of the sweep that went well: its number in the order of everything, and what the machine's clock said."""

    turn: int
    now: datetime
    today: date
    looked_at: datetime | None


class ToldOnce(NamedTuple):
    """Somebody was told of an alert."""

    turn: int
    alert_id: str
    rung: str
    recipient: str
    today: date


class Stretch(NamedTuple):
    """What was so of one thing from one turn (which is not in it any more than it is in the last) to another."""

    first: int
    last: int
    fact: Any


FOREVER = 1 << 60


@dataclass
class History:
    """Everything that was so and was done, by turns: a turn is one act of a person or one pass of the sweep.

    The machine's clock may jump, so that instants do not tell what came first; turns do.
    """

    turn: int = 0
    was: dict[tuple[str, str], list[tuple[int, Any]]] = field(default_factory=dict)
    passes: list[Passed] = field(default_factory=list)
    told: list[ToldOnce] = field(default_factory=list)

    def note(self, what: str, key: str, fact: Any) -> None:
        """Keep how a thing stands from this turn on; the last word of a turn is what holds."""
        kept = self.was.setdefault((what, key), [])
        if kept and kept[-1][0] == self.turn:
            kept[-1] = (self.turn, fact)
        else:
            kept.append((self.turn, fact))

    def stretches(self, what: str, key: str) -> Iterator[Stretch]:
        """Give what was so of a thing, one stretch after the other."""
        kept = self.was.get((what, key), [])
        for place, (first, fact) in enumerate(kept):
            last = kept[place + 1][0] if place + 1 < len(kept) else FOREVER
            yield Stretch(first, last, fact)

    def keys(self, what: str) -> list[str]:
        """Give every thing of a kind."""
        return [key for kind, key in self.was if kind == what]
