"""Drift for a unit and a week, as it stood then."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from tracker.domain.access import SCHEDULER_SCOPE
from tracker.domain.weekly_paper import OF_RESTRICTED, RESTRICTED, check_may_read, check_week, end_of_week
from tracker.errors import NotFound
from tracker.queries.job_health import SWEEP
from tracker.queries.view import View
from tracker.queries.weekly_alerts import on_unit_list
from tracker.queries.weekly_changes import what_changed
from tracker.queries.weekly_corrections import Corrections
from tracker.queries.weekly_ground import counts_as
from tracker.queries.weekly_history import load_history
from tracker.queries.weekly_people import on_paper, open_since
from tracker.queries.weekly_rows import WeeklyRows, delay_counts
from tracker.queries.weekly_sections import Sections
from tracker.queries.weekly_standing import WeekEnd
from tracker.queries.weekly_workload import workload_by_team
from tracker.rows.weekly_drift import CHECK_IS_OLD, Figure, Question, Split, WeeklyDrift, WeeklyDriftQuestion
from tracker.storage.people_store import unit_of
from tracker.storage.scope import count_withheld
from tracker.storage.tables import audit_entry, job_run, team
from tracker.time_source import start_of_day

SUNDAY = timedelta(days=6)
WORKLOAD = "workload"


def weekly_drift(question: WeeklyDriftQuestion, view: View) -> WeeklyDrift:
    """Give the weekly paper as things stood at the end of the week; of a week that is not over, as they stand now.

    Only what was recorded by then counts, so that an old week gives the same figures whatever happened since.
    Restricted cases are left out, whoever asks, and counted; they have a paper of their own, with those that the
    person is named on. In forty-six statements at most.

    Raises:
        RuleBroken: not_a_monday, week_not_begun. NotFound: no such team, or out of scope.
    """
    check_may_read(question.team_id, view.scope)
    check_week(question.monday, view.now)
    restricted = question.team_id == RESTRICTED
    if restricted and view.scope.officer_id == SCHEDULER_SCOPE.officer_id:
        view = replace(view, scope=replace(view.scope, sees_restricted=True))
    team_id = None if restricted else question.team_id or None
    unit = unit_of(view.connection)
    team_name = OF_RESTRICTED if restricted else _team_name(view.connection, team_id)
    at, week_before = min(view.now, end_of_week(question.monday)), start_of_day(question.monday)
    history = load_history(view, week_before, at, restricted=restricted)
    now, before = (WeekEnd(history, view.rules, when, team_id, of_restricted=restricted) for when in (at, week_before))
    compared = unit.created_at <= week_before
    shown = on_paper(view, restricted=restricted)
    sections = Sections(view, history, now, before, shown)
    corrections = Corrections(history, view.rules, now, before)
    rows = WeeklyRows(view, history, now, before, sections.entered, corrections.people())
    slipped = rows.slipped()
    checked = _last_alert_check(view.connection)
    questions, splits = sections.answered(rows.titles)
    workload = () if restricted else workload_by_team(view, team_id, now.open_cases)
    return WeeklyDrift(
        unit=unit.name,
        team=team_name,
        monday=question.monday,
        sunday=question.monday + SUNDAY,
        as_at=at,
        last_alert_check=checked,
        demo=unit.demo,
        figures=_figures(now, before, sections, checked, compared=compared),
        changed=what_changed(now, before, compared=compared),
        slipped=slipped,
        awaited=rows.awaited(),
        unallocated=rows.unallocated(),
        no_next_action=rows.no_next_action(sections.active),
        done_late=rows.done_late(corrections.done),
        delay_counts=delay_counts(slipped),
        restricted_withheld=_withheld(view, week_before) if restricted else now.restricted,
        audit_head=audit_head(view.connection, at),
        moved=rows.moved(),
        corrections=corrections.rows(rows.titles, with_cases=compared),
        questions=(*questions, Question(WORKLOAD, tuple(workload), as_it_is=True)),
        splits=(*_splits(now, sections), *splits),
        quiet_cases=sections.quiet_cases,
        counts_as=counts_as(),
        restricted_cases=_cases_on(now, before) if restricted else (),
        unit_list=on_unit_list(view, shown, now),
    )


def _withheld(view: View, since: datetime) -> int:
    """Count the restricted cases that the person may not see, of those that were open at some time of the week."""
    return count_withheld(view.connection, view.scope, open_since(since))


def _cases_on(now: WeekEnd, before: WeekEnd) -> tuple[str, ...]:
    """Give the cases that a paper says anything of."""
    done = {one.clock.case_id for one in now.done_since(before.at).values()}
    return tuple(sorted({*now.open_cases, *before.open_cases, *done}))


def _figures(
    now: WeekEnd, before: WeekEnd, sections: Sections, checked: datetime | None, *, compared: bool
) -> tuple[Figure, ...]:
    values: Mapping[str, Sequence[int | None]] = {
        "open_cases": (len(now.open_cases), len(before.open_cases)),
        "overdue_clocks": (now.overdue, before.overdue),
        "critical": [
            count if _is_known(week, checked) else None
            for count, week in zip(sections.critical, (now, before), strict=True)
        ],
        "unallocated": (len(now.unallocated), len(before.unallocated)),
        "bail_ending": sections.bail_ending,
        "devices_long": sections.devices_long,
    }
    return tuple(Figure(key, value, earlier if compared else None) for key, (value, earlier) in values.items())


def _is_known(week: WeekEnd, checked: datetime | None) -> bool:
    """Say whether alerts were checked near enough to the end of a week to tell of its cases, if it had any."""
    return not week.open_cases or (checked is not None and checked >= week.at - CHECK_IS_OLD)


def _splits(now: WeekEnd, sections: Sections) -> tuple[Split, ...]:
    """Give how all open cases split, and then the sections that are no question."""
    of_clocks = {
        "slipped": [slip.clock for slip in now.slipped.values()],
        "moved": [one.clock for one in now.moved],
    }
    of_cases = {"unallocated": now.unallocated, "no_next_action": now.idle}
    return (
        sections.split("open_cases", ((case, "") for case in now.open_cases.values())),
        *(
            sections.split(key, ((now.open_cases[clock.case_id], clock.subject_id) for clock in clocks))
            for key, clocks in of_clocks.items()
        ),
        *(sections.split(key, ((case, "") for case in cases)) for key, cases in of_cases.items()),
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
