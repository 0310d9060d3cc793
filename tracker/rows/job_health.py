"""How the timed work stands: last good run, last failure, and whether alerts are alive."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class JobHealthQuestion:
    """How every job stands."""

    by: str


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job of the timetable."""

    job: str
    last_good: datetime | None
    last_failed: datetime | None
    failure: str
    machine: str


@dataclass(frozen=True, slots=True)
class JobHealth:
    """The jobs; `last_tick` is the last good pass of any machine."""

    last_tick: datetime | None
    jobs: tuple[JobRow, ...]
