"""Drift for a unit and a week, as it stood then."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from tracker.domain.weekly_paper import WEEK, check_may_read, check_week, end_of_week
from tracker.errors import NotFound
from tracker.queries.job_health import SWEEP
from tracker.queries.view import View
from tracker.queries.weekly_changes import what_changed
from tracker.queries.weekly_history import last_activities, load_history
from tracker.queries.weekly_rows import WeeklyRows, delay_counts
from tracker.queries.weekly_standing import WeekEnd
from tracker.rows.weekly_drift import Figure, WeeklyDrift, WeeklyDriftQuestion
from tracker.storage.people_store import unit_of
from tracker.storage.tables import audit_entry, job_run, team
from tracker.time_source import start_of_day

SUNDAY = timedelta(days=6)


def weekly_drift(question: WeeklyDriftQuestion, view: View) -> WeeklyDrift:
    """Give the weekly paper as things stood at the end of the week; of a week that is not over, as they stand now.

    Only what was recorded by then counts, so that an old week gives the same figures whatever happened since.
    Restricted cases are left out, whoever asks, and counted. In fourteen statements, however many cases there are.

    Raises:
        RuleBroken: not_a_monday, week_not_begun. NotFound: no such team, or out of scope.
    """
    team_id = question.team_id or None
    check_may_read(team_id, view.scope)
    check_week(question.monday, view.now)
    unit = unit_of(view.connection)
    team_name = _team_name(view.connection, team_id)
    at = min(view.now, end_of_week(question.monday))
    week_before, two_before = start_of_day(question.monday), start_of_day(question.monday - WEEK)
    history = load_history(view, two_before, at)
    instants = (at, week_before, two_before)
    now, before, earliest = (WeekEnd(history, view.rules, when, team_id) for when in instants)
    compared = unit.created_at <= week_before
    rows = WeeklyRows(view, history, now, before)
    slipped = rows.slipped()
    return WeeklyDrift(
        unit=unit.name,
        team=team_name,
        monday=question.monday,
        sunday=question.monday + SUNDAY,
        as_at=at,
        last_alert_check=_last_alert_check(view.connection),
        demo=unit.demo,
        figures=_figures(now, before, earliest, compared=compared),
        changed=what_changed(now, before, compared=compared),
        slipped=slipped,
        awaited=rows.awaited(),
        replanned=rows.replanned(),
        unallocated=rows.unallocated(),
        no_next_action=rows.no_next_action(last_activities(view, at)),
        done_late=rows.done_late(),
        delay_counts=delay_counts(slipped),
        restricted_withheld=now.restricted,
        audit_head=audit_head(view.connection, at),
    )


def _figures(now: WeekEnd, before: WeekEnd, earliest: WeekEnd, *, compared: bool) -> tuple[Figure, ...]:
    return tuple(
        Figure(key, value, earlier if compared else None)
        for key, value, earlier in (
            ("open_cases", len(now.open_cases), len(before.open_cases)),
            ("overdue_clocks", now.overdue, before.overdue),
            ("slipped_this_week", len(now.newly_slipped(before)), len(before.newly_slipped(earliest))),
            ("unallocated", len(now.unallocated), len(before.unallocated)),
            ("no_next_action", len(now.idle), len(before.idle)),
            ("replanned", len(now.replanned), len(before.replanned)),
        )
    )


def _team_name(connection: Connection, team_id: str | None) -> str:
    if team_id is None:
        return ""
    found = connection.execute(select(team.c.name).where(team.c.id == team_id)).scalar_one_or_none()
    if found is None:
        raise NotFound("not_found")
    return str(found)


def _last_alert_check(connection: Connection) -> datetime | None:
    return connection.execute(select(job_run.c.last_good).where(job_run.c.job == SWEEP)).scalar_one_or_none()


def audit_head(connection: Connection, at: datetime) -> str:
    """Give the head of the audit chain as it was at an instant: all that the figures rest on is bound by it."""
    found = connection.execute(
        select(audit_entry.c.head).where(audit_entry.c.at <= at).order_by(audit_entry.c.place.desc()).limit(1)
    ).scalar_one_or_none()
    return found or ""
