"""The made-up unit of the journeys: two cases, worked at stopped times through the core's own actions, in a file."""

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.cores import ACCOUNT, DETECTIVE, NORTH, SUPERVISOR, case_file, milestone, open_a_case, set_up_unit
from tests.databases import KEY
from tests.fakes import StoppedTime
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.bootstrap import Tracker
from tracker.storage.engine import open_database
from tracker.storage.ids import IdSource
from tracker.terms import RiskGrade

DETECTIVES_ACCOUNT = "dcpatel"
LATE, EARLY = "44NI/00305/26", "44NI/00306/26"
FILE = "unit.db"


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """An instant of winter 2026, when London keeps Greenwich's time."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def make_unit(place: Path) -> None:
    """Work two cases of DC 3312 Patel's; in the first the interview was due on Thu 12 Nov."""
    place.with_name(f"{place.name}.key").write_text(KEY.hex(), encoding="ascii")
    time = StoppedTime(at(11, 2))
    with closing(open_database(str(place), key=KEY)) as database:
        set_up_unit(database, time)
        core = Tracker(database, time, ACCOUNT, IdSource(time, seed=5))
        late = open_a_case(core, reference=LATE, reported_on=date(2026, 11, 2))
        early = open_a_case(core, reference=EARLY, reported_on=date(2026, 11, 2), risk=RiskGrade.LOW)
        for case_id in (late, early):
            core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
        time.move_to(at(11, 10, 16))
        complete(core, late, "strategy_discussion", date(2026, 11, 10))
        time.move_to(at(11, 18, 16))
        complete(core, early, "strategy_discussion", date(2026, 11, 18))
        core.do(RaiseAlerts())


def complete(core: Tracker, case_id: str, kind: str, on: date, by: str = SUPERVISOR, **other: Any) -> None:
    """Complete a milestone."""
    row = milestone(core, case_id, kind)
    core.do(CompleteMilestone(by, case_id, row.milestone_id, row.version, on, **other))


__all__ = ["ACCOUNT", "DETECTIVES_ACCOUNT", "EARLY", "FILE", "LATE", "NORTH", "at", "complete", "make_unit"]
