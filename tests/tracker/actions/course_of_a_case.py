"""A case that a test leads through its course by the actions a person uses, in a unit made once for many cases."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.cores import ACCOUNT, SUPERVISOR, open_a_case, set_up_unit
from tests.databases import KEY
from tests.fakes import StoppedTime
from tests.tracker.rule_data import catalogue
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.open_case import NewChild, NewDevice
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_event import RecordEvent
from tracker.bootstrap import Tracker
from tracker.domain.case import Case
from tracker.domain.clock import Clock
from tracker.domain.milestone import Milestone
from tracker.storage.engine import open_database
from tracker.storage.ids import IdSource
from tracker.terms import REVIEWS, TO_BE_DONE, BailEventKind, CaseKind, RiskGrade, SubjectKind

REPORTED = date(2026, 6, 1)
RELEASES = {
    "released_on_bail": BailEventKind.RELEASED_ON_BAIL,
    "released_for_charging_decision": BailEventKind.RELEASED_FOR_CHARGING,
    "released_under_investigation": BailEventKind.RELEASED_UNDER_INVESTIGATION,
}


@dataclass
class Unit:
    """One unit in which the cases of all these tests are opened."""

    core: Tracker
    numbers: Iterator[int]

    def open(self, **other: Any) -> "Course":
        facts: dict[str, Any] = {
            "reference": f"44NI/{next(self.numbers):05}/26",
            "kind": CaseKind.RECENT_SEXUAL_ABUSE,
            "reported_on": REPORTED,
            "risk": RiskGrade.NOT_ASSESSED,
            "children": (NewChild("AB", age_at_report=12),),
            "devices": (NewDevice("EX1", "phone"),),
        }
        return Course(self.core, open_a_case(self.core, **(facts | other)))


@dataclass
class Course:
    """One case of the unit."""

    core: Tracker
    case_id: str

    def now(self) -> Case:
        """Load the case as it stands."""
        core = self.core
        with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
            return work.cases.get(self.case_id)

    def subject(self, kind: SubjectKind, number: int = 0) -> str:
        return self.now().subjects(kind)[number]

    def milestones(self, kind: str, number: int = 0) -> list[Milestone]:
        case = self.now()
        subject = case.subjects(catalogue().kind(kind).subject)[number]
        found = [one for one in case.milestones.values() if (one.kind, one.subject_id) == (kind, subject)]
        return sorted(found, key=lambda one: one.turn)

    def happens(self, kind: str, on: date, number: int = 0, at: datetime | None = None) -> None:
        """Record it as a person would: an open milestone is completed, an arrest and a release are recorded."""
        suspect = SubjectKind.SUSPECT
        if kind == "arrested" or kind in RELEASES:
            self.core.do(
                RecordArrest(SUPERVISOR, self.case_id, self.subject(suspect, number), on, RELEASES.get(kind))
            )  # fmt: skip
            return
        if kind in REVIEWS:
            self.is_reviewed(kind, on, number)
            return
        waiting = [row for row in self.milestones(kind, number) if row.state in TO_BE_DONE]
        if waiting:
            row = waiting[0]
            self.core.do(CompleteMilestone(SUPERVISOR, self.case_id, row.id, row.version, on, at=at))
        else:
            subject = self.subject(catalogue().kind(kind).subject, number)
            self.core.do(RecordEvent(SUPERVISOR, self.case_id, kind, on, subject, at=at))

    def is_reviewed(self, kind: str, on: date, number: int = 0) -> None:
        """Let a review have been held, whatever it holds and whoever held it: here only its clocks matter."""
        core = self.core
        with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
            case = work.cases.get(self.case_id)
            case.happen(kind, case.subjects(core.rules.kind(kind).subject)[number], on, "", core.rules, work.act)
            work.cases.save(case)
            work.commit()

    def clocks(self, limit_id: str, towards: str, number: int = 0) -> list[Clock]:
        case = self.now()
        milestones = self.milestones(towards, number)
        return [clock for one in milestones for clock in case.clocks_of(one.id) if clock.limit_id == limit_id]

    def clock(self, limit_id: str, towards: str, number: int = 0) -> Clock:
        (found,) = self.clocks(limit_id, towards, number)
        return found


@pytest.fixture(scope="module")
def unit(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unit]:
    """A unit on the embedded engine; the stores of both are the same, and tested on both elsewhere."""
    place = tmp_path_factory.mktemp("limits") / "unit.db"
    place.write_bytes(sqlite_template.read_bytes())
    time = StoppedTime()
    with closing(open_database(str(place), key=KEY)) as database:
        set_up_unit(database, time)
        with closing(Tracker(database, time, ACCOUNT, IdSource(time, seed=3))) as core:
            yield Unit(core, count(1))


def due_of(clock: Clock) -> date | datetime | None:
    return clock.due_at or clock.due
