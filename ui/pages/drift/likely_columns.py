"""The columns of what is likely to miss its date as data."""

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from tracker.rows.forecast import LikelyToMissRow
from ui import wording
from ui.tables.column import Column

translate = QCoreApplication.translate


def likely_columns() -> list[Column]:
    """Build the columns: the date, whose it is, when it likely happens, how likely it is missed and from how many."""
    return [
        Column(
            translate("likely_columns", "Due"),
            lambda row: wording.short_day(row.due),
            sort=lambda row: row.due,
            tooltip=lambda row: wording.day(row.due),
            width=86,
        ),
        Column(translate("likely_columns", "Case"), lambda row: row.reference, bold=True, width=118),
        Column(
            translate("likely_columns", "Milestone"),
            lambda row: row.milestone,
            tooltip=lambda row: row.milestone,
            width=230,
        ),
        Column(
            translate("likely_columns", "Likely by"),
            _likely,
            sort=_likely_day,
            tooltip=_likely,
            width=120,
        ),
        Column(
            translate("likely_columns", "Range"),
            _range,
            sort=lambda row: row.earliest,
            tooltip=_range,
            width=170,
            leaves=1,
        ),
        Column(
            translate("likely_columns", "Chance to miss"),
            lambda row: f"{row.miss_percent} %",
            sort=lambda row: row.miss_percent,
            align="right",
            width=110,
        ),
        Column(
            translate("likely_columns", "From"),
            lambda row: f"{row.finished:,}",
            sort=lambda row: row.finished,
            align="right",
            tooltip=_behind,
            accessible=_behind,
            width=70,
        ),
        Column(
            translate("likely_columns", "OIC"),
            lambda row: row.oic or translate("likely_columns", "nobody yet"),
            tooltip=lambda row: row.oic,
            width=150,
        ),
    ]


def _likely(row: LikelyToMissRow) -> str:
    if row.likely is not None:
        return wording.short_day(row.likely)
    return translate("likely_columns", "after {0}").format(_short(row.not_before))


def _likely_day(row: LikelyToMissRow) -> date | None:
    later = None if row.not_before is None else row.not_before + timedelta(days=1)
    return row.likely or later


def _range(row: LikelyToMissRow) -> str:
    return translate("likely_columns", "{0} to {1}").format(_short(row.earliest), _short(row.latest))


def _behind(row: LikelyToMissRow) -> str:
    return translate("likely_columns", "from {0} finished in the unit, {1} of them after a longer wait").format(
        f"{row.finished:,}", f"{row.longer:,}"
    )


def _short(day: date | None) -> str:
    return wording.not_known() if day is None else wording.short_day(day)
