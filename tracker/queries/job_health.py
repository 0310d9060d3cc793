"""Last and next run of every job, whether alerts are alive, and whether a machine's clock was moved."""

from datetime import datetime

from sqlalchemy import select

from tracker import wording
from tracker.queries.view import View
from tracker.rows.job_health import ClockMove, ClockMoved, JobHealth, JobHealthQuestion, JobRow, Pulse
from tracker.storage.job_run_store import CLOCK, MAIL_JOB, MAIL_TO
from tracker.storage.tables import job_run
from tracker.time_source import LONDON

SWEEP = "sweep"


def job_health(_question: JobHealthQuestion, view: View) -> JobHealth:
    """Give how every job stands; the last tick is the last good sweep of any machine."""
    return standing_of_jobs(view)


def standing_of_jobs(view: View) -> JobHealth:
    """Give how every job stands, from the record that all machines share."""
    found = view.connection.execute(select(job_run).order_by(job_run.c.job)).all()
    rows = [JobRow(row.job, row.last_good, row.last_failed, row.failure, row.machine) for row in found]
    check = next((row for row in rows if row.job == SWEEP), None)
    return JobHealth(
        None if check is None else check.last_good,
        tuple(row for row in rows if row.job != CLOCK and not _of_mail(row)),
        "" if check is None else check.machine,
        check,
        next((_moved(row) for row in rows if row.job == CLOCK), None),
        tuple(row for row in rows if _of_mail(row)),
    )


def alerts_alive(standing: JobHealth, now: datetime) -> str:
    """Say whether alerts are alive: when they were last checked and by which machine, when next, or why not."""
    pulse, check = standing.pulse(now), standing.check
    key = f"alerts_{pulse}"
    if pulse is Pulse.FAILING and standing.last_tick is None:
        key = "alerts_failing_always"
    elif pulse is Pulse.STALE and check is not None and check.fails:
        key = "alerts_stale_failing"
    return wording.health(
        key,
        at=standing.last_tick or now,
        next=f"{(standing.next_tick or now).astimezone(LONDON):%H:%M}",
        machine=standing.machine,
        failed="" if check is None or check.last_failed is None else check.last_failed,
        failure="" if check is None else check.failure,
    )


def clock_moved(moved: ClockMoved) -> str:
    """Say that a machine's clock was moved, and what to do."""
    return wording.health(moved.way, at=moved.at, machine=moved.machine)


def _moved(row: JobRow) -> ClockMoved | None:
    return None if row.last_failed is None else ClockMoved(row.last_failed, row.machine, ClockMove(row.failure))


def _of_mail(row: JobRow) -> bool:
    return row.job == MAIL_JOB or row.job.startswith(MAIL_TO)
