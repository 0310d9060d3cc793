"""Last and next run of every job, and whether alerts are alive."""

from sqlalchemy import select

from tracker.queries.view import View
from tracker.rows.job_health import JobHealth, JobHealthQuestion, JobRow
from tracker.storage.tables import job_run

SWEEP = "sweep"


def job_health(_question: JobHealthQuestion, view: View) -> JobHealth:
    """Give how every job stands; the last tick is the last good sweep of any machine."""
    found = view.connection.execute(select(job_run).order_by(job_run.c.job)).all()
    rows = tuple(JobRow(row.job, row.last_good, row.last_failed, row.failure, row.machine) for row in found)
    return JobHealth(next((row.last_good for row in rows if row.job == SWEEP), None), rows)
