"""The columns of the case list as data."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker import wording
from tracker.rows.caseload import CaseloadRow
from tracker.terms import RiskGrade
from ui import wording as words
from ui.tables.column import Column

translate = QCoreApplication.translate

URGENCY = ("critical", "overdue", "due_soon", "running", "paused", "unknown", "none")
RISKS = (RiskGrade.VERY_HIGH, RiskGrade.HIGH, RiskGrade.MEDIUM, RiskGrade.LOW, RiskGrade.NOT_ASSESSED)


def next_due(row: CaseloadRow) -> str:
    """Give the next date for a narrow column, or why there is none."""
    if row.next_state == "unknown":
        return words.not_known()
    return words.short_due(row.next_due, row.next_due_at)


def lateness(row: CaseloadRow) -> str:
    """Give how late a case is in words, or that it is not."""
    if row.days_late == 0:
        return translate("caseload_columns", "not late")
    return wording.late(row.days_late)


def days_late(row: CaseloadRow) -> str:
    """Give how many days late a case is for a narrow column; nothing where it is not."""
    if row.days_late is None:
        return words.not_known()
    return str(row.days_late) if row.days_late else ""


def officer(row: CaseloadRow) -> str:
    """Give the officer in the case, or that there is none."""
    return row.oic or translate("caseload_columns", "nobody yet")


def by_urgency(row: CaseloadRow) -> tuple[int, date, int]:
    """Order by state, the soonest first within it."""
    return URGENCY.index(row.next_state), row.next_due or date.max, -(row.days_late or 0)


def columns() -> list[Column]:
    """Build the columns, the next thing first."""
    return [
        Column(
            title=translate("caseload_columns", "State"),
            text=lambda row: words.state(row.next_state),
            sort=by_urgency,
            mark=lambda row: row.next_state,
            width=116,
        ),
        Column(
            title=translate("caseload_columns", "Case"),
            text=lambda row: row.reference,
            sort=lambda row: row.reference,
            bold=True,
            width=114,
        ),
        Column(
            title=translate("caseload_columns", "Next"),
            text=lambda row: row.next_milestone,
            tooltip=lambda row: row.next_milestone,
            sort=lambda row: row.next_milestone.casefold(),
            width=218,
        ),
        Column(
            title=translate("caseload_columns", "Due"),
            text=next_due,
            sort=lambda row: row.next_due or date.max,
            accessible=lambda row: words.due(row.next_due, row.next_due_at),
            tooltip=lambda row: words.due(row.next_due, row.next_due_at),
            width=114,
        ),
        Column(
            title=translate("caseload_columns", "Days late"),
            text=days_late,
            sort=lambda row: row.days_late or 0,
            bar=lambda row: row.days_late or 0,
            accessible=lateness,
            tooltip=lateness,
            width=96,
        ),
        Column(
            title=translate("caseload_columns", "OIC"),
            text=officer,
            tooltip=officer,
            sort=lambda row: row.oic.casefold(),
            width=122,
        ),
        Column(
            title=translate("caseload_columns", "Risk"),
            text=lambda row: words.term(row.risk),
            sort=lambda row: RISKS.index(row.risk),
            width=100,
        ),
        Column(
            title=translate("caseload_columns", "Age"),
            text=lambda row: f"{row.age_days:,}",
            sort=lambda row: row.age_days,
            align="right",
            accessible=lambda row: wording.count_of(row.age_days, "day"),
            tooltip=lambda row: wording.count_of(row.age_days, "day"),
            width=50,
        ),
        Column(
            title=translate("caseload_columns", "Held by"),
            text=lambda row: words.term(row.held_by),
            tooltip=lambda row: words.term(row.held_by),
            sort=lambda row: words.term(row.held_by),
            width=138,
        ),
        Column(
            title=translate("caseload_columns", "Team"),
            text=lambda row: row.team,
            sort=lambda row: row.team.casefold(),
            width=76,
        ),
        Column(
            title=translate("caseload_columns", "Operation"),
            text=lambda row: row.operation,
            tooltip=lambda row: row.operation,
            width=120,
            usual=False,
        ),
        Column(
            title=translate("caseload_columns", "Kind"),
            text=lambda row: words.term(row.kind),
            tooltip=lambda row: words.term(row.kind),
            width=150,
            usual=False,
        ),
        Column(
            title=translate("caseload_columns", "Status"),
            text=lambda row: words.term(row.status),
            width=130,
            usual=False,
        ),
    ]
