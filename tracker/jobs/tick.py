"""One pass: decide what is due from job runs, do it, record it."""

import logging
from dataclasses import dataclass
from datetime import datetime

from tracker.errors import StorageProblem, UndriftError
from tracker.jobs.clockwork import Clockwork, Pass
from tracker.jobs.timetable import TIMETABLE, Every, Job, clock_moved_back, due
from tracker.rows.job_health import CLOCKS_DIFFER_BY, ClockMove
from tracker.storage.job_run_store import JobRun, JobRunStore
from tracker.storage.schema_version import check_not_newer, schema_version
from tracker.storage.unit_of_work import SCHEDULER

log = logging.getLogger(__name__)

CLOCK_MOVED_BACK = ClockMove.BACK.value


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """How one job went: how much it found to do, or the code of what kept it from its work."""

    job: str
    count: int
    failure: str = ""


@dataclass(frozen=True, slots=True)
class TickResult:
    """The jobs that were due and that no other machine was at."""

    ran: tuple[JobOutcome, ...]


def tick(clockwork: Clockwork, now: datetime, machine: str, timetable: tuple[Job, ...] = TIMETABLE) -> TickResult:
    """Run every job that is due, each in transactions of its own; one that fails does not keep the others from theirs.

    Raises:
        StorageProblem: it cannot be read how the jobs stand, or a newer program has changed the schema meanwhile.
    """
    with clockwork.database.read() as connection:
        check_not_newer(schema_version(connection) or "", clockwork.database.address)
        runs = {run.job: run for run in JobRunStore(connection).all()}
    outcomes = []
    for job in timetable:
        run = runs.get(job.name, JobRun(job.name))
        if clock_moved_back(run.last_good, now):
            outcomes.append(_warn_of_clock(clockwork, job, now, machine))
        elif due(job, run.last_good, now):
            outcomes.append(_run(clockwork, job, now, machine))
    return TickResult(tuple(outcome for outcome in outcomes if outcome is not None))


def _run(clockwork: Clockwork, job: Job, now: datetime, machine: str) -> JobOutcome | None:
    """Run a job, unless another machine is at it or has done it; what it did is committed before its run is."""
    claimed: JobRun | None = None
    try:
        claimed = _claim(clockwork, job, now, machine) if job.ready(clockwork, now) else None
        if claimed is None:
            return None
        count = job.work(clockwork, Pass(now, claimed.last_good, machine))
        with clockwork.database.write(SCHEDULER) as connection:
            JobRunStore(connection).finished(job.name, now, count, machine)
    except Exception as failure:  # noqa: BLE001 - whatever it is, the other jobs go on
        return _failed(clockwork, job, now, failure, claimed)
    if count:
        log.info("job %s: %d", job.name, count)
    return JobOutcome(job.name, count)


def _claim(clockwork: Clockwork, job: Job, now: datetime, machine: str) -> JobRun | None:
    """Take a job and give how it stood, if it is still due and nobody is at it."""
    with clockwork.database.write(SCHEDULER) as connection:
        store = JobRunStore(connection)
        run = store.last(job.name)
        if not due(job, run.last_good, now) or _is_taken(run, job, now):
            return None
        if run.lease_until is not None and run.lease_until > now:
            store.failed(job.name, now, CLOCK_MOVED_BACK)
        return run if store.claim(job.name, machine, now, job.lease) else None


def _is_taken(run: JobRun, job: Job, now: datetime) -> bool:
    """Say whether somebody is at a job. A lease longer than any that is given comes from a clock that was wrong."""
    return run.lease_until is not None and now < run.lease_until <= now + job.lease + CLOCKS_DIFFER_BY


def _failed(clockwork: Clockwork, job: Job, now: datetime, failure: Exception, claimed: JobRun | None) -> JobOutcome:
    """Log a failure, in full the first time, and record it where the job was ours; the next pass tries again."""
    code = failure.code if isinstance(failure, UndriftError) else type(failure).__name__
    if isinstance(failure, StorageProblem):
        log.warning("job %s failed: %s", job.name, code)
    else:
        was_told = claimed is not None and claimed.failure == code
        log.error("job %s failed: %s", job.name, code, exc_info=None if was_told else failure)
    if claimed is not None:
        try:
            with clockwork.database.write(SCHEDULER) as connection:
                JobRunStore(connection).failed(job.name, now, code)
        except Exception as problem:  # noqa: BLE001 - the other jobs go on; what is wrong with the database they meet too
            log.warning("job %s: its failure could not be recorded: %s", job.name, problem)
    return JobOutcome(job.name, 0, code)


def _warn_of_clock(clockwork: Clockwork, job: Job, now: datetime, machine: str) -> JobOutcome | None:
    """Run nothing, say that the clock is behind a good run, and let the job go on from the present time.

    A job that runs by the interval goes on with any machine, so that alerts stay alive. One that runs by the calendar
    goes on with the machine that ran it, or two machines whose clocks differ would repeat it all day.
    """
    try:
        with clockwork.database.write(SCHEDULER) as connection:
            store = JobRunStore(connection)
            run = store.last(job.name)
            if not clock_moved_back(run.last_good, now):
                return None
            if isinstance(job.when, Every) or run.machine == machine:
                store.finished(job.name, now, 0, machine)
            store.failed(job.name, now, CLOCK_MOVED_BACK)
            store.clock_moved(machine, now, CLOCK_MOVED_BACK)
    except StorageProblem as problem:
        log.warning("job %s: the clock moved back, which could not be recorded: %s", job.name, problem.code)
    else:
        if run.failure != CLOCK_MOVED_BACK:
            log.warning("the clock moved back: job %s ran at %s, and now it is %s", job.name, run.last_good, now)
    return JobOutcome(job.name, 0, CLOCK_MOVED_BACK)
