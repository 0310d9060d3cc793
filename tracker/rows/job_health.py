"""How the timed work stands: last good run, last failure, whether alerts are alive, and whether a clock was moved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TICKS_EVERY = timedelta(minutes=1)
#: alerts are alive for so long after a check that went well
ALIVE_FOR = timedelta(minutes=5)
#: a clock that is so far behind the last check is not one of two that differ a little
CLOCKS_DIFFER_BY = timedelta(minutes=1)
#: a clock that was moved is spoken of for so long
TELLS_OF_CLOCK_FOR = timedelta(days=1)


class Pulse(StrEnum):
    """Whether alerts are alive."""

    ALIVE = "alive"
    FAILING = "failing"
    NEVER = "never"
    STALE = "stale"
    CLOCK_BEHIND = "clock_behind"


class ClockMove(StrEnum):
    """Which way a machine's clock was moved, as it stands in the record of the jobs."""

    BACK = "clock_moved_back"
    FORWARD = "clock_moved_forward"


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

    @property
    def fails(self) -> bool:
        """Whether it failed after its last good run."""
        return self.last_failed is not None and (self.last_good is None or self.last_good < self.last_failed)


@dataclass(frozen=True, slots=True)
class ClockMoved:
    """When a machine's clock was found to be moved, by the clock as it was then."""

    at: datetime
    machine: str
    way: ClockMove


@dataclass(frozen=True, slots=True)
class JobHealth:
    """The jobs; `last_tick` is the last good check for alerts of any machine, and `machine` made it.

    `mails` are apart, since nothing depends on them: the sending of digests, and each recipient.
    """

    last_tick: datetime | None
    jobs: tuple[JobRow, ...]
    machine: str = ""
    check: JobRow | None = None
    clock: ClockMoved | None = None
    mails: tuple[JobRow, ...] = ()

    @property
    def next_tick(self) -> datetime | None:
        """When the next check is to be expected."""
        return None if self.last_tick is None else self.last_tick + TICKS_EVERY

    def pulse(self, now: datetime) -> Pulse:
        """Say whether alerts are alive."""
        if self.last_tick is None:
            return Pulse.FAILING if self.check is not None and self.check.fails else Pulse.NEVER
        if now < self.last_tick - CLOCKS_DIFFER_BY:
            return Pulse.CLOCK_BEHIND
        if now - self.last_tick > ALIVE_FOR:
            return Pulse.STALE
        return Pulse.FAILING if self.check is not None and self.check.fails else Pulse.ALIVE

    def clock_moved(self, now: datetime) -> ClockMoved | None:
        """Give the move of a clock that is still to be spoken of."""
        return self.clock if self.clock is not None and abs(now - self.clock.at) <= TELLS_OF_CLOCK_FOR else None
