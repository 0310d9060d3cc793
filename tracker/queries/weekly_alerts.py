"""The alerts that nobody had taken on all the way up the ladder, as they stood at the end of a week."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from tracker import wording
from tracker.domain.rule_book import RuleBook
from tracker.queries.view import View
from tracker.queries.weekly_standing import WeekEnd
from tracker.rows.weekly_drift import UnitListRow
from tracker.storage.tables import alert, alert_step, alert_told, case_record, milestone
from tracker.terms import AlertKind, AlertStep, Rung
from tracker.time_source import local_date

#: what says of an alert that somebody has it, or that it is over; and what says that nobody has it any more
HELD = frozenset({AlertStep.ACKNOWLEDGED.value, AlertStep.SNOOZED.value, AlertStep.ENDED.value})
FREE = frozenset({AlertStep.LAPSED.value, AlertStep.SNOOZE_OVER.value, AlertStep.FREED.value, AlertStep.BACK.value})


def on_unit_list(view: View, shown: ColumnElement[bool], week: WeekEnd) -> tuple[UnitListRow, ...]:
    """Give the alerts of open cases on the unit list that nobody had taken on, by what they say, in two statements.

    The longest there come first.
    """
    then = (
        shown,
        alert_told.c.rung == Rung.UNIT_LIST.value,
        alert_told.c.told_at <= week.at,
        or_(alert.c.ended_at.is_(None), alert.c.ended_at > week.at),
    )
    of_cases = alert.join(alert_told, alert_told.c.alert_id == alert.c.id).join(
        case_record, case_record.c.id == alert.c.case_id
    )
    found = view.connection.execute(
        select(
            alert.c.id, alert.c.case_id, alert.c.kind, milestone.c.kind.label("milestone"), alert_told.c.told_at,
            case_record.c.reference,
        )
        .select_from(of_cases.outerjoin(milestone, milestone.c.id == alert.c.milestone_id))
        .where(*then)
    ).all()  # fmt: skip
    steps = view.connection.execute(
        select(alert_step.c.alert_id, alert_step.c.what)
        .select_from(of_cases.join(alert_step, alert_step.c.alert_id == alert.c.id))
        .where(*then, alert_step.c.at <= week.at, alert_step.c.what.in_(sorted(HELD | FREE)))
        .order_by(alert_step.c.at, alert_step.c.id)
    )
    last = {row.alert_id: row.what for row in steps}
    by_words: dict[str, list[Any]] = defaultdict(list)
    for row in found:
        if row.case_id in week.open_cases and last.get(row.id) not in HELD:
            by_words[_says(row, view.rules)].append(row)
    rows = [_row(says, alerts, week.last_day) for says, alerts in by_words.items()]
    return tuple(sorted(rows, key=lambda row: (-row.longest_days, -row.alerts, row.says)))


def _says(row: Any, rules: RuleBook) -> str:
    """Give what an alert says: of a milestone that is overdue its name, of any other what it is called."""
    if row.kind == AlertKind.OVERDUE.value and row.milestone:
        return rules.kind(row.milestone).name
    return wording.term(AlertKind(row.kind))


def _row(says: str, alerts: list[Any], last_day: date) -> UnitListRow:
    days = {row.id: max(0, (last_day - local_date(row.told_at)).days) for row in alerts}
    longest = min(alerts, key=lambda row: (-days[row.id], row.reference))
    return UnitListRow(says, len(alerts), len({row.case_id for row in alerts}), days[longest.id], longest.reference)
