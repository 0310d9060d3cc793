"""What became of the alerts of a case, and how alerts are dealt with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from tracker import wording
from tracker.domain.alert import Step
from tracker.domain.ladder import UNIT_LIST
from tracker.queries.one_case import check_in_scope
from tracker.queries.open_alerts import reason_of
from tracker.queries.view import View
from tracker.rows.alert_course import (
    AlertEntry,
    AlertMeasures,
    AlertMeasuresQuestion,
    CaseAlerts,
    CaseAlertsQuestion,
    MeasureOfAlerts,
)
from tracker.storage.last_change import titles
from tracker.storage.records import load
from tracker.storage.scope import scope_condition
from tracker.storage.tables import alert, alert_step, alert_told, case_record, clock, protection
from tracker.storage.unit_of_work import SCHEDULER
from tracker.terms import AlertEnd, AlertKind, AlertState, AlertStep, PassedOver, Rung, Severity
from tracker.time_source import start_of_day

#: an alert that ended so was acted on
ACTED_ON = frozenset({AlertEnd.DONE.value, AlertEnd.NOT_REQUIRED.value, AlertEnd.SEEN_TO.value})
AT_ONCE = 500
ONE_DAY = timedelta(days=1)


def case_alerts(question: CaseAlertsQuestion, view: View) -> CaseAlerts:
    """Give everything that happened to the alerts of a case, newest first, in five statements.

    Raises:
        NotFound: out of scope.
    """
    check_in_scope(question.case_id, view)
    of_case = alert.c.case_id == question.case_id
    alerts = view.connection.execute(
        select(alert, clock.c.limit_id, clock.c.limit_version, clock.c.due, clock.c.due_at, protection.c.measure)
        .select_from(
            alert.outerjoin(clock, clock.c.id == alert.c.clock_id).outerjoin(
                protection, protection.c.id == alert.c.subject_id
            )
        )
        .where(of_case)
    ).all()
    told = view.connection.execute(
        select(alert_told).select_from(alert_told.join(alert, alert.c.id == alert_told.c.alert_id)).where(of_case)
    ).all()
    in_case = select(alert.c.id).where(of_case)
    steps = load(view.connection, Step, alert_step, alert_step.c.alert_id.in_(in_case))
    people = {one.recipient for one in told} | {one.recipient for one in steps} | {one.by for one in steps}
    names = titles(view.connection, people - {""}) | {UNIT_LIST: "unit list", SCHEDULER: "", "": ""}
    told_of, steps_of = _by_alert(told), _by_alert(steps)
    entries = [
        entry
        for row in alerts
        for entry in _entries(row, told_of.get(row.id, ()), steps_of.get(row.id, ()), names, view)
    ]
    entries.sort(key=lambda entry: (entry.at, entry.key), reverse=True)
    return CaseAlerts(question.case_id, tuple(entries))


def alert_measures(question: AlertMeasuresQuestion, view: View) -> AlertMeasures:
    """Give how the alerts that were raised on some days were dealt with, in two statements.

    Warnings that were never told, because nothing looked on their day, are not counted.
    """
    first, last = start_of_day(question.since), start_of_day(question.until + ONE_DAY)
    found = view.connection.execute(
        select(alert.c.id, alert.c.kind, alert.c.state, alert.c.ended_because, alert.c.rung)
        .select_from(alert.join(case_record, case_record.c.id == alert.c.case_id))
        .where(alert.c.raised_at >= first, alert.c.raised_at < last, scope_condition(view.scope))
    ).all()
    told = [row for row in found if row.ended_because != AlertEnd.SKIPPED.value]
    happened = _happened(view.connection, [row.id for row in told])
    kinds = sorted(
        {AlertKind(row.kind) for row in told}, key=lambda kind: (-sum(r.kind == kind.value for r in told), kind)
    )
    rows = [_measure(None, told, happened)]
    rows += [_measure(kind, [row for row in told if row.kind == kind.value], happened) for kind in kinds]
    return AlertMeasures(tuple(rows))


def _happened(connection: Connection, alert_ids: Sequence[str]) -> Mapping[str, set[str]]:
    happened: dict[str, set[str]] = defaultdict(set)
    for first in range(0, len(alert_ids), AT_ONCE):
        some = alert_step.c.alert_id.in_(alert_ids[first : first + AT_ONCE])
        for row in connection.execute(select(alert_step.c.alert_id, alert_step.c.what).where(some).distinct()):
            happened[row.alert_id].add(row.what)
    return happened


def _measure(kind: AlertKind | None, told: Sequence[Any], happened: Mapping[str, set[str]]) -> MeasureOfAlerts:
    def having(step: AlertStep) -> int:
        return sum(step.value in happened.get(row.id, ()) for row in told)

    return MeasureOfAlerts(
        kind,
        len(told),
        having(AlertStep.ACKNOWLEDGED),
        sum(row.ended_because in ACTED_ON for row in told),
        having(AlertStep.LAPSED),
        sum(row.rung == Rung.UNIT_LIST.value for row in told),
        sum(row.state == AlertState.OPEN.value for row in told),
    )


def _by_alert(rows: Iterable[Any]) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.alert_id].append(row)
    return found


def _entries(
    row: Row[Any], told: Iterable[Row[Any]], steps: Iterable[Step], names: Mapping[str, str], view: View
) -> Iterator[AlertEntry]:
    kind, severity, about = AlertKind(row.kind), Severity(row.severity), reason_of(row, view)

    def entry(key: str, at: Any, step: AlertStep | None, words: str, who: str, rung: Rung | None = None) -> AlertEntry:
        return AlertEntry(
            f"{row.id} {key}", row.id, at, kind, severity, about, step, words, who, row.limit_id or "", rung
        )  # fmt: skip

    if row.ended_because == AlertEnd.SKIPPED.value:
        yield entry("0", row.raised_at, AlertStep.PASSED_OVER, wording.term(AlertEnd.SKIPPED), "")
        return
    yield entry("0", row.raised_at, None, wording.alert_raised(row.since, row.raised_at), "")
    for one in told:
        who = names.get(one.recipient, one.recipient)
        rung = Rung(one.rung)
        yield entry(f"1 {one.rung} {one.recipient}", one.told_at, None, wording.told_as(rung), who, rung)
    for step in steps:
        who = names.get(step.recipient or step.by, step.recipient or step.by)
        yield entry(f"2 {step.id}", step.at, step.what, _step_words(step), who)


def _step_words(step: Step) -> str:
    """Give what happened, with its reason and its day."""
    why = step.why
    if step.what is AlertStep.PASSED_OVER and step.rung is not None:
        why = f"{wording.term(step.rung)}, {wording.term(PassedOver(step.why))}"
    elif step.what is AlertStep.ENDED:
        why = wording.term(AlertEnd(step.why))
    elif step.what is AlertStep.GREW:
        why = wording.term(Severity(step.why)).lower()
    return wording.alert_step(step.what, why, step.until)
