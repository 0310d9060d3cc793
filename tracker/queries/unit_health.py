"""How the unit's records and the timed work stand."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select

from tracker import wording
from tracker.domain.access import check_may
from tracker.domain.people import Officer
from tracker.queries.job_health import SWEEP, alerts_alive, clock_moved, standing_of_jobs
from tracker.queries.rule_changes import calendar_states
from tracker.queries.view import View
from tracker.rows.job_health import ALIVE_FOR, JobHealth, Pulse
from tracker.rows.unit_health import AuditCheck, AuditCheckQuestion, Health, HealthRow, UnitHealth, UnitHealthQuestion
from tracker.storage.audit_verification import verify
from tracker.storage.job_run_store import CLOCK
from tracker.storage.live_clocks import limits_gone
from tracker.storage.records import load_by_id
from tracker.storage.schema_version import schema_version
from tracker.storage.tables import audit_head, case_record, clock, look, officer
from tracker.terms import Role

CHECKERS = frozenset({Role.SUPERVISOR, Role.INSPECTOR, Role.UNIT_HEAD, Role.ADMINISTRATOR, Role.AUDITOR})
#: after how long a job that ran well is no longer well: a little more than it takes to come round
LATE_AFTER = {
    SWEEP: ALIVE_FOR,
    "seal_looks": timedelta(hours=3),
    "freeze_weekly_reports": timedelta(days=8),
    "backup": timedelta(hours=30),
}
PULSES = {
    Pulse.ALIVE: Health.WELL,
    Pulse.NEVER: Health.LOOK,
    Pulse.FAILING: Health.WRONG,
    Pulse.STALE: Health.WRONG,
    Pulse.CLOCK_BEHIND: Health.WRONG,
}
MAIL_TOLD_FOR = timedelta(days=7)
CALENDAR_SOON = timedelta(days=365)
BACKUP = "backup"


def unit_health(question: UnitHealthQuestion, view: View) -> UnitHealth:
    """Give the findings: timed work, records, audit trail, calendars, limits."""
    asker = load_by_id(view.connection, Officer, officer, question.by)
    standing = standing_of_jobs(view)
    rows = (*_jobs(standing, view), *_mails(standing, view), *_records(view), *_calendars(view), *_limits(view))
    return UnitHealth(rows, asker is not None and bool(asker.roles & CHECKERS))


def audit_check(question: AuditCheckQuestion, view: View) -> AuditCheck:
    """Read the whole trail and say whether it holds; it may take seconds.

    Raises:
        RuleBroken: not for this person to check.
    """
    asker = load_by_id(view.connection, Officer, officer, question.by)
    check_may(asker.roles if asker is not None else (), CHECKERS, who="a supervisor")
    verdict = verify(view.connection)
    why = "" if verdict.why is None else wording.health(f"trail_{verdict.why}")
    return AuditCheck(verdict.ok, verdict.entries, verdict.first_bad_place, why)


def _jobs(standing: JobHealth, view: View) -> Iterator[HealthRow]:
    alive, moved = alerts_alive(standing, view.now), standing.clock_moved(view.now)
    yield HealthRow(SWEEP, wording.job(SWEEP), PULSES[standing.pulse(view.now)], alive, standing.last_tick)
    if moved is not None:
        yield HealthRow(CLOCK, wording.health("clock_title"), Health.LOOK, clock_moved(moved), moved.at)
    runs = {row.job: row for row in standing.jobs}
    on_server = view.connection.dialect.name != "sqlite"
    for job, late_after in LATE_AFTER.items():
        if job == SWEEP:
            continue
        what, run = wording.job(job), runs.get(job)
        if job == BACKUP and on_server:
            yield HealthRow(job, what, Health.WELL, wording.health("copied_by_server"))
        elif run is None or run.last_good is None:
            failed = run is not None and run.last_failed is not None
            yield HealthRow(job, what, Health.WRONG if failed else Health.LOOK, wording.health("never_ran"))
        elif run.fails:
            detail = wording.health("failed", at=run.last_failed, failure=run.failure)
            yield HealthRow(job, what, Health.WRONG, detail, run.last_good)
        else:
            late = view.now - run.last_good > late_after
            detail = wording.health("late" if late else "ran", at=run.last_good, machine=run.machine)
            yield HealthRow(job, what, Health.WRONG if late else Health.WELL, detail, run.last_good)


def _mails(standing: JobHealth, view: View) -> Iterator[HealthRow]:
    """Give how the digest went out by e-mail lately; nothing where it never does."""
    for run in standing.mails:
        last = max((at for at in (run.last_good, run.last_failed) if at is not None), default=None)
        if last is None or view.now - last > MAIL_TOLD_FOR:
            continue
        detail = wording.health("ran", at=last, machine=run.machine)
        if run.fails:
            detail = wording.health("failed", at=last, failure=wording.error(run.failure, {}))
        yield HealthRow(run.job, wording.job(run.job), Health.WRONG if run.fails else Health.WELL, detail, last)


def _records(view: View) -> Iterator[HealthRow]:
    engine = "SQLite" if view.connection.dialect.name == "sqlite" else "PostgreSQL"
    cases = view.connection.execute(select(func.count()).select_from(case_record)).scalar_one()
    clocks = view.connection.execute(select(func.count()).select_from(clock)).scalar_one()
    counted = {"cases": wording.count_of(cases, "case"), "clocks": wording.count_of(clocks, "clock")}
    schema = schema_version(view.connection) or "?"
    detail = wording.health("records", engine=engine, schema=schema, **counted)
    yield HealthRow("records", wording.health("records_title"), Health.WELL, detail)
    entries = view.connection.execute(select(audit_head.c.place)).scalar_one()
    waiting = view.connection.execute(
        select(func.count()).select_from(look).where(look.c.sealed_in.is_(None))
    ).scalar_one()
    detail = wording.health(
        "audit", entries=wording.count_of(entries, "entry", "entries"), looks=wording.count_of(waiting, "look")
    )
    yield HealthRow("audit", wording.health("audit_title"), Health.WELL, detail)


def _calendars(view: View) -> Iterator[HealthRow]:
    for one in calendar_states(view):
        over, soon = one.known_to < view.today, one.known_to - view.today < CALENDAR_SOON
        state = Health.WRONG if over else Health.LOOK if soon else Health.WELL
        detail = wording.health(
            "calendar", version=one.version, known_to=one.known_to, announced_to=one.announced_to, source=one.source
        )
        title = wording.health("calendar_title", name=wording.term(one.calendar))
        yield HealthRow(f"calendar_{one.calendar}", title, state, detail)


def _limits(view: View) -> Iterator[HealthRow]:
    pack = view.rules.pack
    gone = limits_gone(view.connection, pack)
    if gone:
        clocks = wording.count_of(sum(gone.values()), "clock")
        detail = wording.health("limits_gone", clocks=clocks, limits=", ".join(gone))
        yield HealthRow("limits_gone", wording.health("limits_gone_title"), Health.WRONG, detail)
    open_ones = len(pack.to_be_confirmed())
    detail = wording.health("limits", limits=len(pack.limits), open=open_ones)
    state = Health.LOOK if open_ones else Health.WELL
    yield HealthRow("limits", wording.health("limits_title"), state, detail)
