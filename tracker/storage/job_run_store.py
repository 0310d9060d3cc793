"""When each job last ran, how it went, and who is at it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, update

from tracker.storage.records import load
from tracker.storage.tables import job_run
from tracker.storage.upsert import insert_missing

#: under this name stands, beside the jobs, that a machine's clock was moved
CLOCK = "clock"
#: the job that sends the digest by e-mail, and what the record of each recipient begins with
MAIL_JOB, MAIL_TO = "mail_digests", "mail_to:"


@dataclass(frozen=True, slots=True)
class JobRun:
    """How a job stands. `lease_until` is the instant from which another may take it, if it was never finished."""

    job: str
    last_good: datetime | None = None
    last_failed: datetime | None = None
    failure: str = ""
    count: int = 0
    machine: str = ""
    lease_until: datetime | None = None
    lease_by: str = ""


class JobRunStore:
    """The runs of the timetable's jobs, on the connection of one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self, job: str) -> JobRun:
        """Give how a job stands; one that never ran stands empty."""
        found = load(self._connection, JobRun, job_run, job_run.c.job == job)
        return found[0] if found else JobRun(job)

    def all(self) -> tuple[JobRun, ...]:
        """Give how every job stands that ever ran."""
        return load(self._connection, JobRun, job_run, job_run.c.job != CLOCK)

    def claim(self, job: str, machine: str, now: datetime, lease: timedelta) -> bool:
        """Take a job that nobody is at, or whose taker has not finished within its lease; say whether it was taken."""
        insert_missing(self._connection, job_run, [{"job": job}], ["job"])
        free = or_(job_run.c.lease_until.is_(None), job_run.c.lease_until <= now)
        taken = self._connection.execute(
            update(job_run).where(job_run.c.job == job, free).values(lease_until=now + lease, lease_by=machine)
        )
        return taken.rowcount == 1

    def finished(self, job: str, now: datetime, count: int, machine: str) -> None:
        """Record a good run and give the job back."""
        self._give_back(job, last_good=now, count=count, machine=machine, failure="")

    def failed(self, job: str, now: datetime, text: str) -> None:
        """Record a failed run and give the job back."""
        self._give_back(job, last_failed=now, failure=text)

    def clock_moved(self, machine: str, now: datetime, way: str) -> None:
        """Record that a machine's clock was found to be moved; the last of several counts."""
        self._give_back(CLOCK, last_failed=now, failure=way, machine=machine)

    def _give_back(self, job: str, **values: object) -> None:
        insert_missing(self._connection, job_run, [{"job": job}], ["job"])
        self._connection.execute(
            update(job_run).where(job_run.c.job == job).values(lease_until=None, lease_by="", **values)
        )
