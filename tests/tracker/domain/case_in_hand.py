"""One case with a child and a suspect, led through its course by the verbs of the domain, with the rules as shipped."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from tests.tracker.domain.bail_events import rules
from tracker.domain.act import Act
from tracker.domain.case import Case
from tracker.domain.case_parts import CaseRecord
from tracker.domain.child import Child
from tracker.domain.clock import Clock
from tracker.domain.milestone import Milestone
from tracker.domain.suspect import Suspect
from tracker.terms import CaseKind, Nation, RiskGrade, Role

REPORTED = date(2026, 6, 1)
TODAY = date(2026, 7, 1)
CASE, CHILD, SUSPECT = "case-1", "child-1", "suspect-1"
SUPERVISOR, DETECTIVE = frozenset({Role.SUPERVISOR}), frozenset({Role.DETECTIVE})


class InHand:
    """A case that stands at a day, which moves only forward and is moved by the test."""

    def __init__(self, today: date = TODAY, reported_on: date = REPORTED, **facts: Any) -> None:
        self.ids = count(1)
        self.today = today
        known: dict[str, Any] = {
            "kind": CaseKind.RECENT_SEXUAL_ABUSE, "nation": Nation.ENGLAND, "risk": RiskGrade.NOT_ASSESSED,
        }  # fmt: skip
        record = CaseRecord(CASE, "44NI/1/26", reported_on=reported_on, **(known | facts))
        self.case = Case.opened(record, rules(), self.act())
        self.case.add_child(Child(CHILD, CASE, "AB", age_at_report=12), rules(), self.act())
        self.case.add_suspect(Suspect(SUSPECT, CASE, "S1"), rules(), self.act())

    def act(self, roles: frozenset[Role] = SUPERVISOR) -> Act:
        """Give somebody acting at noon of the day."""
        now = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        return Act("officer-1", roles, now, self.today, lambda: f"{next(self.ids):06d}")

    def later(self, days: int) -> None:
        """Move on by days."""
        self.today += timedelta(days)

    def subject(self, kind: str) -> str:
        """Give whom a milestone of a kind concerns."""
        return self.case.subjects(rules().kind(kind).subject)[0]

    def happens(self, kind: str, on: date, at: datetime | None = None) -> Milestone:
        """Record that something happened to whom it concerns."""
        return self.case.happen(kind, self.subject(kind), on, "", rules(), self.act(), at)

    def all_of(self, kind: str) -> list[Milestone]:
        """Give the milestones of a kind, in the order of their turns."""
        found = [one for one in self.case.milestones.values() if one.kind == kind]
        return sorted(found, key=lambda one: one.turn)

    def only(self, kind: str) -> Milestone:
        """Give the one milestone of a kind."""
        (found,) = self.all_of(kind)
        return found

    def clocks(self, limit_id: str) -> list[Clock]:
        """Give the clocks of a limit, in the order they were started."""
        return [clock for clock in self.case.clocks.values() if clock.limit_id == limit_id]

    def clock(self, limit_id: str) -> Clock:
        """Give the one clock of a limit."""
        (found,) = self.clocks(limit_id)
        return found
