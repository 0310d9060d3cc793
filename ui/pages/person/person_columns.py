"""The columns of a person's cases as data."""

from PySide6.QtCore import QCoreApplication

from tracker.rows.same_person import PersonInCase
from tracker.terms import CaseStatus
from ui import wording
from ui.tables.column import Column

translate = QCoreApplication.translate


def state_key(row: PersonInCase) -> str:
    """Give the key of the mark of a case: closed, overdue or running."""
    if row.status is CaseStatus.CLOSED:
        return "done"
    return "overdue" if row.overdue else "running"


def state(row: PersonInCase) -> str:
    """Give how a case stands, in words."""
    if row.status is CaseStatus.CLOSED:
        return wording.term(row.status)
    if row.overdue:
        return translate("person_columns", "{0} overdue").format(wording.count_of(row.overdue, "clock"))
    return translate("person_columns", "nothing overdue")


def columns() -> list[Column]:
    """Build the columns, how it stands first."""
    return [
        Column(translate("person_columns", "State"), state, sort=lambda row: -row.overdue, mark=state_key, width=160),
        Column(translate("person_columns", "Case"), lambda row: row.reference, bold=True, width=124),
        Column(translate("person_columns", "As"), lambda row: wording.term(row.subject_kind), width=84),
        Column(translate("person_columns", "Label"), lambda row: row.label, width=96),
        Column(
            translate("person_columns", "Kind"),
            lambda row: wording.term(row.kind),
            tooltip=lambda row: wording.term(row.kind),
            width=168,
        ),
        Column(translate("person_columns", "Risk"), lambda row: wording.term(row.risk), width=100),
        Column(
            translate("person_columns", "OIC"),
            lambda row: row.oic or translate("person_columns", "nobody yet"),
            tooltip=lambda row: row.oic,
            width=150,
        ),
        Column(translate("person_columns", "Team"), lambda row: row.team, width=84),
        Column(
            translate("person_columns", "Reported"),
            lambda row: wording.short_day(row.reported_on),
            sort=lambda row: row.reported_on,
            width=92,
        ),
        Column(translate("person_columns", "Held by"), lambda row: wording.term(row.held_by), width=140),
    ]
