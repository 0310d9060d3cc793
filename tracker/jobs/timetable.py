"""Which job, how often, at what hour: plain data, and when it is due."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from tracker.jobs import job_work
from tracker.jobs.clockwork import JobReady, JobWork, always
from tracker.jobs.morning_mail import is_time_for_mail, mail_digests
from tracker.rows.job_health import CLOCKS_DIFFER_BY
from tracker.time_source import LONDON, local_date

# a pass may come a little before a whole interval is over
EARLY = timedelta(seconds=15)
MIDNIGHT = time(0)
AT_NIGHT = time(2)


@dataclass(frozen=True, slots=True)
class Every:
    """So much time after the last good run."""

    amount: timedelta

    def last_due(self, now: datetime) -> datetime:
        """Give the instant before which a last good run is too long ago."""
        return now - self.amount + EARLY


@dataclass(frozen=True, slots=True)
class Daily:
    """At an hour of each civil day in London; where the clocks skip it, an hour later; where it comes twice, once."""

    at: time

    def last_due(self, now: datetime) -> datetime:
        """Give the last such instant that is not after now."""
        return _last(now, self.at, timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Weekly:
    """At an hour of one day of each week in London; Monday is day 0."""

    weekday: int
    at: time

    def last_due(self, now: datetime) -> datetime:
        """Give the last such instant that is not after now."""
        return _last(now, self.at, timedelta(days=7), self.weekday)


When = Every | Daily | Weekly


@dataclass(frozen=True, slots=True)
class Job:
    """One job: what it does, when, and how long it may take before another machine may take it over.

    `ready` says whether it can be done on this machine and at this hour; where not, it stays due.
    """

    name: str
    when: When
    work: JobWork
    lease: timedelta = timedelta(minutes=30)
    ready: JobReady = always


#: In order: the sweep first, so that a paper can say that alerts were checked before it.
TIMETABLE: tuple[Job, ...] = (
    Job("sweep", Every(timedelta(minutes=1)), job_work.sweep, lease=timedelta(minutes=2)),
    Job("seal_looks", Every(timedelta(hours=1)), job_work.seal_looks, lease=timedelta(minutes=10)),
    Job("freeze_weekly_reports", Weekly(0, MIDNIGHT), job_work.freeze_weekly_reports),
    Job("backup", Daily(AT_NIGHT), job_work.back_up),
    Job("mail_digests", Daily(MIDNIGHT), mail_digests, lease=timedelta(minutes=10), ready=is_time_for_mail),
)


def due(job: Job, last_good: datetime | None, now: datetime) -> bool:
    """Say whether a job's last good run is before it last fell due; one that never ran is due.

    Start-up, sleep and both changes of the clocks are this one case.
    """
    return last_good is None or last_good < job.when.last_due(now)


def clock_moved_back(last_good: datetime | None, now: datetime) -> bool:
    """Say whether a good run lies so far in the future that one of the clocks must have been wrong."""
    return last_good is not None and now < last_good - CLOCKS_DIFFER_BY


def _last(now: datetime, at: time, apart: timedelta, weekday: int | None = None) -> datetime:
    day = local_date(now)
    if weekday is not None:
        day -= timedelta(days=(day.weekday() - weekday) % 7)
    instant = datetime.combine(day, at, LONDON).astimezone(UTC)
    return instant if instant <= now else datetime.combine(day - apart, at, LONDON).astimezone(UTC)
