"""The columns of the open alerts as data."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker import wording
from tracker.rows.open_alerts import AlertRow
from tracker.terms import WARNINGS, AlertKind, gravity
from ui import wording as words
from ui.tables.column import Column

translate = QCoreApplication.translate


def lateness(row: AlertRow) -> str:
    """Give how late an alert's milestone is in words."""
    if row.due is None:
        return translate("alert_columns", "no date")
    if row.kind in WARNINGS:
        return translate("alert_columns", "not late yet")
    if row.days_late == 0:
        return translate("alert_columns", "less than a working day late")
    return wording.late(row.days_late)


def told_to(row: AlertRow) -> str:
    """Give who was told."""
    return ", ".join(row.told_to)


def acknowledged(row: AlertRow) -> str:
    """Give who took the alert on, until when it is put off, or that nobody has it."""
    if row.snoozed_until is not None:
        return translate("alert_columns", "off until {day}").format(day=words.short_day(row.snoozed_until))
    return row.acknowledged_by or translate("alert_columns", "not yet")


def promise(row: AlertRow) -> str:
    """Give the next step that was promised, and by when."""
    if row.snoozed_until is not None:
        return translate("alert_columns", "put off until {day}").format(day=wording.day(row.snoozed_until))
    if not row.acknowledged_by:
        return translate("alert_columns", "not acknowledged yet")
    if row.next_step_by is None:
        return f"{row.acknowledged_by}: {row.next_step}"
    return translate("alert_columns", "{who}: {step}, by {day}").format(
        who=row.acknowledged_by, step=row.next_step, day=wording.day(row.next_step_by)
    )


def what(row: AlertRow) -> str:
    """Give the milestone that is overdue, or what else the alert says."""
    if row.kind is AlertKind.OVERDUE or row.kind is AlertKind.DUE_SOON:
        return row.milestone or words.term(row.kind)
    return words.term(row.kind)


def by_severity(row: AlertRow) -> tuple[int, bool, int]:
    """Order the most serious first, within it what is late and unprotected, then the longest late."""
    serious, gravest = gravity(row.severity, row.kind)
    return -serious, not gravest, -(row.days_late or 0)


def columns() -> list[Column]:
    """Build the columns."""
    return [
        Column(
            title=translate("alert_columns", "Severity"),
            text=lambda row: words.term(row.severity),
            sort=by_severity,
            mark=lambda row: words.SEVERITY_MARKS[row.severity],
            width=88,
        ),
        Column(
            title=translate("alert_columns", "Case"),
            text=lambda row: row.reference,
            sort=lambda row: row.reference,
            bold=True,
            width=110,
        ),
        Column(
            title=translate("alert_columns", "What"),
            text=what,
            tooltip=lambda row: row.reason,
            sort=lambda row: what(row).casefold(),
            width=238,
        ),
        Column(
            title=translate("alert_columns", "Limit"),
            text=lambda row: row.limit_id,
            sort=lambda row: row.limit_id,
            accessible=lambda row: row.limit,
            tooltip=lambda row: row.limit,
            width=70,
            leaves=2,
        ),
        Column(
            title=translate("alert_columns", "First due"),
            text=lambda row: words.short_due(row.first_due),
            sort=lambda row: row.first_due or date.max,
            width=84,
            leaves=2,
        ),
        Column(
            title=translate("alert_columns", "Due"),
            text=lambda row: words.short_due(row.due, row.due_at),
            sort=lambda row: row.due or date.max,
            tooltip=lambda row: words.due(row.due, row.due_at),
            width=110,
            leaves=-1,
        ),
        Column(
            title=translate("alert_columns", "Days late"),
            text=lambda row: str(row.days_late) if row.days_late and row.kind not in WARNINGS else "",
            sort=lambda row: row.days_late or 0,
            bar=lambda row: row.days_late or 0,
            accessible=lateness,
            tooltip=lateness,
            width=84,
        ),
        Column(
            title=translate("alert_columns", "Held by"),
            text=lambda row: words.term(row.held_by),
            tooltip=lambda row: words.term(row.held_by),
            sort=lambda row: words.term(row.held_by),
            width=104,
            leaves=1,
        ),
        Column(
            title=translate("alert_columns", "Told to"),
            text=told_to,
            sort=lambda row: told_to(row).casefold(),
            tooltip=told_to,
            width=112,
            leaves=-1,
        ),
        Column(
            title=translate("alert_columns", "Acknowledged"),
            text=acknowledged,
            sort=lambda row: row.acknowledged_by.casefold(),
            accessible=promise,
            tooltip=promise,
            width=112,
        ),
    ]
