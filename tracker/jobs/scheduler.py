"""The only APScheduler import: calls tick at start and each minute."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from tracker.errors import UndriftError
from tracker.jobs.clockwork import Clockwork
from tracker.jobs.tick import TickResult, tick
from tracker.rows.job_health import CLOCKS_DIFFER_BY, TICKS_EVERY, ClockMove
from tracker.storage.job_run_store import JobRunStore
from tracker.storage.unit_of_work import SCHEDULER
from tracker.time_source import SystemTime, TimeSource, steady_seconds

log = logging.getLogger(__name__)

LISTENING = "listen"
EACH_MINUTE = TICKS_EVERY
LISTENS_EVERY = timedelta(seconds=5)


class Scheduler:
    """Ticks in a thread of its own from `start` to `stop`; nothing that goes wrong in a pass leaves it."""

    def __init__(
        self,
        clockwork: Clockwork,
        machine: str,
        told: Callable[[TickResult], None] | None = None,
        missed: Callable[[Exception], None] | None = None,
        steady: Callable[[], float] | None = None,
        listen: Callable[[], None] | None = None,
    ) -> None:
        """Prepare to tick.

        Args:
            clockwork: the running core.
            machine: the name of this machine, for the record of the jobs.
            told: called after each pass, in the scheduler's thread.
            missed: called there with what kept a pass from being made.
            steady: seconds that go on whatever the clock is set to; else the machine's, if the core goes by its clock.
            listen: called each few seconds, beside the passes, to find out what others did.
        """
        self._clockwork = clockwork
        self._machine = machine
        self._told = told
        self._missed = missed
        if steady is None and isinstance(clockwork.time, SystemTime):
            steady = steady_seconds
        self._listen = listen
        self._clock = None if steady is None else ClockWatch(clockwork.time, steady)
        self._scheduler: BackgroundScheduler | None = None

    def start(self, every: timedelta = EACH_MINUTE) -> None:
        """Tick at once, and each minute from then on."""
        if self._scheduler is not None:
            return
        self._scheduler = BackgroundScheduler(
            jobstores={"default": SteadyStore(every), LISTENING: SteadyStore(LISTENS_EVERY)},
            executors={"default": ThreadPoolExecutor(2)},
            timezone=UTC,
        )
        self._add(self.run, "tick", every)
        if self._listen is not None:
            self._add(self._hear, LISTENING, LISTENS_EVERY, LISTENING)
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more; a pass that is under way is waited for."""
        scheduler, self._scheduler = self._scheduler, None
        if scheduler is not None:
            scheduler.shutdown(wait=True)

    def run(self) -> None:
        """Make one pass."""
        try:
            self._look_at_clock()
            result = tick(self._clockwork, self._clockwork.time.now(), self._machine)
            if self._told is not None:
                self._told(result)
        except UndriftError as problem:
            log.warning("no pass: %s", problem.code)
            self._miss(problem)
        except Exception as fault:
            log.exception("a pass failed")
            self._miss(fault)

    def _add(self, work: Callable[[], None], name: str, every: timedelta, store: str = "default") -> None:
        if self._scheduler is not None:
            self._scheduler.add_job(
                work,
                "interval",
                seconds=every.total_seconds(),
                id=name,
                jobstore=store,
                next_run_time=SystemTime().now(),
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )

    def _hear(self) -> None:
        """Find out what others did; what goes wrong with it the next pass meets too, and says."""
        try:
            if self._listen is not None:
                self._listen()
        except UndriftError:
            return
        except Exception:
            log.exception("listening failed")

    def _look_at_clock(self) -> None:
        """Warn of a clock that was moved forward; one that was moved back is seen by any machine, in the pass itself.

        The pass is made all the same: the clock may have been wrong before, and now be right.
        """
        if self._clock is None or (moved := self._clock.moved_by()) <= CLOCKS_DIFFER_BY:
            return
        log.warning("the clock moved forward by %s", moved)
        with self._clockwork.database.write(SCHEDULER) as connection:
            store = JobRunStore(connection)
            store.clock_moved(self._machine, self._clockwork.time.now(), ClockMove.FORWARD.value)

    def _miss(self, problem: Exception) -> None:
        if self._missed is not None:
            self._missed(problem)


class ClockWatch:
    """Compares a clock that can be set with seconds that only go on."""

    def __init__(self, time: TimeSource, steady: Callable[[], float]) -> None:
        self._time = time
        self._steady = steady
        self._seen = (time.now(), steady())

    def moved_by(self) -> timedelta:
        """Give by how much the clock was set since it was last asked: forward above nought, back below."""
        (then, before), self._seen = self._seen, (self._time.now(), self._steady())
        now, after = self._seen
        return (now - then) - timedelta(seconds=after - before)


class SteadyStore(MemoryJobStore):  # type: ignore[misc]  # the library has no types
    """Keeps the job in memory, and makes it due when the machine's clock was moved by more than an interval.

    Else the next pass would wait until a clock that was moved back has caught up, and after one that was moved forward
    by years each minute of them would be listed first.
    """

    def __init__(self, every: timedelta) -> None:
        super().__init__()
        self._every = every

    def get_due_jobs(self, now: datetime) -> list[object]:
        """Give the jobs that are due."""
        for job in self.get_all_jobs():
            if job.next_run_time is not None and abs(job.next_run_time - now) > self._every:
                job.next_run_time = now
                self.update_job(job)
        due: list[object] = super().get_due_jobs(now)
        return due
