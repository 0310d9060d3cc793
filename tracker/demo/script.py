"""The script of one demo case while it is written: what happens on which day, and what never does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tracker.demo.cast import Cast, Drift, Gap
from tracker.demo.causes import CAUSES, MOVED_BECAUSE
from tracker.demo.dates import Dates
from tracker.demo.story import CASE, NEVER, About, Happened, Part, Replanned, Spared, Step, Waited
from tracker.domain.child import Child
from tracker.domain.rule_book import RuleBook
from tracker.terms import SubjectKind

ENTERED_LATE = 0.06
# Entered on their day, because what follows in the story goes by their clocks.
ENTERED_AT_ONCE = frozenset(
    {
        "charged",
        "charging_decision",
        "cps_action_plan",
        "cps_action_plan_received",
        "court_date_received",
        "device_submitted",
        "file_accepted",
        "file_rejected",
        "medical_examined",
        "no_further_action",
        "released_under_investigation",
        "risk_scored",
        "sentenced",
        "strategy_discussion",
        "suspect_interviewed",
        "third_party_asked",
        "verdict",
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """One step, the day on which it is entered, and its place among those written."""

    entered: date
    order: int
    part: Part
    step: Step


class Script:
    """What happens in one case. Steps that would be entered on or after `end` are left out: they are still to come.

    Args:
        cast: the case.
        rules: the limits by which things are in time.
        rng: makes the same choices for the same case.
        as_of: the day on which the demo unit stands.
        gaps: how many days longer than usual the case waits where no clock runs.

    `found`, `prepared`, `charged` and `closed` are the days on which the suspect is identified, the file is ready, the
    suspect is charged and the case is finished, whether or not they lie before the end.
    """

    def __init__(self, cast: Cast, rules: RuleBook, rng: Random, as_of: date, gaps: Mapping[Gap, int]) -> None:
        self.cast = cast
        self.rules = rules
        self.rng = rng
        self.as_of = as_of
        self.gaps = gaps
        self.dates = Dates(rules, cast.nation, cast.risk, rng)
        self.end = as_of - timedelta(days=rng.randint(35, 155)) if self.has(Drift.QUIET) else as_of
        self.end = max(self.end, cast.reported + timedelta(days=12)) if self.has(Drift.QUIET) else self.end
        self.items: list[Item] = []
        self.needed_for_file: list[date] = []
        self.found = NEVER
        self.prepared = NEVER
        self.charged = NEVER
        self.closed = NEVER
        self.closing_order = 0

    def has(self, *drifts: Drift) -> bool:
        """Say whether the case drifts in one of these ways."""
        return any(drift in self.cast.drifts for drift in drifts)

    def plans(self, kind: str) -> bool:
        """Say whether the plan of this kind of case lists a milestone."""
        return kind in self.rules.catalogue.plans[self.cast.kind].milestones

    @property
    def children(self) -> tuple[About, ...]:
        """The children of the case."""
        return self.cast.about(SubjectKind.CHILD)

    @property
    def suspects(self) -> tuple[About, ...]:
        """The suspects of the case."""
        return self.cast.about(SubjectKind.SUSPECT)

    @property
    def devices(self) -> tuple[About, ...]:
        """The devices of the case."""
        return self.cast.about(SubjectKind.DEVICE)

    def under_ten(self, child: About) -> bool:
        """Say whether a child was under ten at the report."""
        return Child("", "", "", age_at_report=self.cast.children[child.number].age_at_report).is_under_ten()

    def chance(self, share: float) -> bool:
        """Say yes in a share of all cases."""
        return self.rng.random() < share

    def add(self, on: date, step: Step, part: Part = Part.OIC) -> None:
        """Write a step that is entered on a day."""
        if on < self.end:
            self.items.append(Item(on, len(self.items), part, step))

    def happen(self, kind: str, on: date, about: About = CASE, part: Part = Part.OIC) -> date:
        """Write that a milestone happened on a day; now and then it is entered days later. Give the day."""
        if on >= NEVER:
            return NEVER
        entered = on
        if self.cast.drifts and kind not in ENTERED_AT_ONCE and self.chance(ENTERED_LATE):
            entered = self.dates.after(on, 1, 6)
            entered = entered if entered < self.end else on
        self.add(entered, Happened(kind, about, on), part)
        return on

    def spare(self, kind: str, on: date, about: About, reason: str) -> None:
        """Write that a supervisor says a milestone is not required."""
        self.add(on, Spared(kind, about, reason), Part.SUPERVISOR)

    def last_seen(self, least: int, most: int) -> date:
        """Give the day, so long before the last, from which something is no longer done."""
        return max(self.as_of - timedelta(days=self.rng.randint(least, most)), self.cast.reported + timedelta(days=10))

    def wait(self, kind: str, about: About, due: date, until: date, share: float = 0.7) -> None:
        """Write the causes of delay of a milestone that waits past its due day: often one, seldom a second, or none."""
        if due >= min(until, self.end) or not self.chance(share):
            return
        cause = self.rng.choice(CAUSES[kind])
        day = self.dates.after(due, 1, 9)
        for next_step in cause.next_steps[: 2 if self.chance(0.3) else 1]:
            if day < until:
                self.add(day, Waited(kind, about, cause.reason, cause.awaited, min(day, due), next_step))
            day = self.dates.after(day, 12, 40)

    def replan(self, kind: str, about: About, limits: tuple[str, ...], due: date, until: date) -> None:
        """Write the moves of a clock past its due day, the last of them to a day that is still to come."""
        moves = self.cast.replanned
        if not moves or due >= min(self.end, until):
            return
        first, last = due + timedelta(days=1), self.end - timedelta(days=1)
        step = max(1, (last - first).days // moves)
        for number in range(moves):
            on = self.dates.worked(first + timedelta(days=number * step))
            if on >= min(self.end, until):
                return
            final = number == moves - 1
            to = self.dates.after(max(on, self.as_of) if final else on, 4, max(5, min(20, step)))
            reason = self.rng.choice(MOVED_BECAUSE[kind])
            self.add(on, Replanned(kind, about, limits, to, reason), Part.SUPERVISOR)
