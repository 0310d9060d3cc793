"""The columns of the frozen papers as data."""

from PySide6.QtCore import QCoreApplication

from ui import wording as words
from ui.pages.reports.weeks import iso_number
from ui.tables.column import Column

translate = QCoreApplication.translate


def columns() -> list[Column]:
    """Build the columns."""
    return [
        Column(
            title=translate("frozen_columns", "Number"),
            text=lambda row: row.number,
            sort=lambda row: row.number,
            bold=True,
            width=112,
        ),
        Column(
            title=translate("frozen_columns", "Week"),
            text=lambda row: iso_number(row.monday),
            sort=lambda row: row.monday,
            accessible=lambda row: translate("frozen_columns", "Week from {day}").format(day=words.day(row.monday)),
            tooltip=lambda row: words.day(row.monday),
            width=80,
        ),
        Column(
            title=translate("frozen_columns", "Team"),
            text=lambda row: row.team or translate("frozen_columns", "Whole unit"),
            sort=lambda row: row.team.casefold(),
            width=94,
        ),
        Column(
            title=translate("frozen_columns", "Frozen"),
            text=lambda row: words.short_due(None, row.frozen_at),
            sort=lambda row: row.frozen_at,
            tooltip=lambda row: words.moment(row.frozen_at),
            width=118,
        ),
        Column(
            title=translate("frozen_columns", "Copies"),
            text=lambda row: str(row.copies),
            sort=lambda row: row.copies,
            align="right",
            width=60,
        ),
    ]
