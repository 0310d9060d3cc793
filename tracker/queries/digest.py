"""The daily digest: open alerts, what is due, ends or lapses, and what has no owner, as it stands now."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, true

from tracker import wording
from tracker.domain.calendar import CalendarUnknown
from tracker.domain.case_bail_record import BAIL_ENDED
from tracker.errors import NotFound, RuleBroken
from tracker.queries.bail_register import rows_on_bail
from tracker.queries.job_health import job_health
from tracker.queries.open_alerts import open_alerts
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.people import team_names
from tracker.queries.row_words import milestone_name
from tracker.queries.view import View
from tracker.rows.digest import Digest, DigestAlert, DigestQuestion, DigestRow
from tracker.rows.job_health import JobHealthQuestion
from tracker.rows.open_alerts import AlertRow, OpenAlertsQuestion
from tracker.rows.papers import About, Found
from tracker.storage.live_clocks import RUNNING
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import case_record, clock, milestone, protection
from tracker.terms import BailState, Severity

ONE_DAY, TWO_WEEKS = timedelta(days=1), timedelta(days=14)
NOT_ON_BAIL = (BailState.UNDER_INVESTIGATION, BailState.ENDED)


def digest(question: DigestQuestion, view: View) -> Digest:
    """Give the digest of a team, with the cases that have none, or of all that the person may see.

    Raises:
        RuleBroken: `digest_day_past`: what was open on a day that is over is told by the weekly paper.
        NotFound: no such team.
    """
    day = question.day or view.today
    if day < view.today:
        raise RuleBroken("digest_day_past", field="day", day=day)
    teams = team_names(view.connection)
    if question.team_id is not None and question.team_id not in teams:
        raise NotFound("not_found")
    of_team = _of_team(question.team_id)
    shown = and_(NOT_CLOSED, scope_condition(view.scope), of_team)
    alerts = _alerts(question, of_team, view)
    counts = Counter(row.severity for row in alerts)
    until = _until(day, view)
    return Digest(
        team=teams.get(question.team_id or "", ""),
        day=day,
        until=until,
        last_alert_check=job_health(JobHealthQuestion(question.by), view).last_tick,
        counts=tuple((severity, counts[severity]) for severity in reversed(Severity)),
        alerts=tuple(alerts),
        lapsed=tuple(row for row in alerts if row.acknowledged and (row.next_step_by or day) < day),
        due=tuple(_due(shown, day, until, view)),
        bail=tuple(_bail(shown, day, view)),
        unallocated=tuple(_unallocated(shown, view)),
        protections=tuple(_protections(shown, day, view)),
        withheld=count_withheld(view.connection, view.scope, NOT_CLOSED, of_team),
    )


def found_digest(about: About, by: str, view: View) -> Found:
    """Give the same for a paper; raises as `digest`."""
    found = digest(DigestQuestion(by, about.team_id or None, about.first), view)
    critical = sum(count for severity, count in found.counts if severity is Severity.CRITICAL)
    alerts = wording.count_of(len(found.alerts), "alert")
    said = f"{alerts} open, {critical:,} critical; {len(found.lapsed):,} acknowledged and lapsed."
    return Found(found, f"{wording.day(found.day)}, {found.team or 'all teams'}", said)


def _of_team(team_id: str | None) -> ColumnElement[bool]:
    """Give the condition on a case that it is told of: a case without a team must not be lost between teams."""
    if team_id is None:
        return true()
    return or_(case_record.c.team_id == team_id, case_record.c.team_id.is_(None))


def _until(day: date, view: View) -> date:
    """Give the next working day, so that the digest of a Friday tells of Monday; past the calendar, tomorrow."""
    try:
        return view.rules.working_days.next_working(day + ONE_DAY)
    except CalendarUnknown:
        return day + ONE_DAY


def _alerts(question: DigestQuestion, of_team: ColumnElement[bool], view: View) -> list[DigestAlert]:
    found = open_alerts(OpenAlertsQuestion(question.by), view).rows
    if question.team_id is not None:
        cases = set(view.connection.execute(select(case_record.c.id).where(NOT_CLOSED, of_team)).scalars())
        found = tuple(row for row in found if row.case_id in cases)
    return [_alert(row) for row in found]


def _alert(row: AlertRow) -> DigestAlert:
    kind = wording.term(row.kind)
    return DigestAlert(
        row.case_id,
        row.reference,
        row.severity,
        f"{kind}: {row.milestone}" if row.milestone else kind,
        row.due,
        row.days_late,
        bool(row.acknowledged_by),
        row.next_step_by,
    )


def _due(shown: ColumnElement[bool], day: date, until: date, view: View) -> Iterator[DigestRow]:
    """Give what falls due, each milestone once, by its first clock; ends of bail have a list of their own."""
    seen = set()
    for row in view.connection.execute(
        select(clock.c.case_id, clock.c.milestone_id, clock.c.due, case_record.c.reference, milestone.c.kind,
               milestone.c.turn, clock.c.limit_id)
        .select_from(clock.join(case_record, case_record.c.id == clock.c.case_id)
                     .join(milestone, milestone.c.id == clock.c.milestone_id))
        .where(RUNNING, clock.c.due.between(day, until), milestone.c.kind != BAIL_ENDED, shown)
        .order_by(clock.c.due, case_record.c.reference, milestone.c.kind, clock.c.limit_id)
    ):  # fmt: skip
        if row.milestone_id not in seen:
            seen.add(row.milestone_id)
            name = milestone_name(row.kind, row.turn, view.rules)
            yield DigestRow(row.case_id, row.reference, name, row.due, row.limit_id)


def _bail(shown: ColumnElement[bool], day: date, view: View) -> Iterator[DigestRow]:
    """Give the bail that ends within two weeks, or has run out, by the stricter reading; and who can extend it."""
    rows = [
        (row.earliest, row)
        for row in rows_on_bail(view, shown)
        if row.state not in NOT_ON_BAIL and row.earliest is not None and row.earliest <= day + TWO_WEEKS
    ]
    for ends, row in sorted(rows, key=lambda pair: (pair[0], pair[1].reference, pair[1].suspect)):
        following = row.following[0] if row.following else None
        by = f", by {wording.short_day(following.by)}" if following is not None and following.by is not None else ""
        rank = f"{following.rank}{by}" if following is not None else "nobody can extend it further"
        yield DigestRow(row.case_id, row.reference, row.suspect, ends, rank)


def _unallocated(shown: ColumnElement[bool], view: View) -> Iterator[DigestRow]:
    for row in view.connection.execute(
        select(case_record.c.id, case_record.c.reference, case_record.c.reported_on)
        .where(shown, case_record.c.oic_id.is_(None))
        .order_by(case_record.c.reported_on, case_record.c.reference)
    ):
        ago = wording.count_of((view.today - row.reported_on).days, "day")
        yield DigestRow(row.id, row.reference, "No OIC", row.reported_on, ago)


def _protections(shown: ColumnElement[bool], day: date, view: View) -> Iterator[DigestRow]:
    measures = view.rules.measures
    for row in view.connection.execute(
        select(protection.c.case_id, protection.c.measure, protection.c.until, case_record.c.reference)
        .select_from(protection.join(case_record, case_record.c.id == protection.c.case_id))
        .where(shown, protection.c.ended_on.is_(None),
               protection.c.until.between(day, day + TWO_WEEKS))
        .order_by(protection.c.until, case_record.c.reference, protection.c.id)
    ):  # fmt: skip
        name = measures[row.measure].name if row.measure in measures else row.measure
        yield DigestRow(row.case_id, row.reference, name, row.until)
