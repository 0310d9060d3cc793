"""The columns of what has slipped and of its groups as data."""

from PySide6.QtCore import QCoreApplication

from tracker import wording as core_words
from ui import wording
from ui.tables.column import Column

translate = QCoreApplication.translate


def group_columns() -> list[Column]:
    """Build the columns of the groups: what, how many, how late."""
    return [
        Column(
            translate("drift_columns", "What"),
            lambda row: row.words,
            tooltip=lambda row: row.words,
            bold=True,
            width=184,
        ),
        Column(
            translate("drift_columns", "Days in all"),
            lambda row: f"{row.days:,}",
            sort=lambda row: row.days,
            bar=lambda row: row.days,
            accessible=lambda row: translate("drift_columns", "{0} working days in all").format(row.days),
            width=140,
        ),
        Column(
            translate("drift_columns", "Late"),
            lambda row: f"{row.milestones:,}",
            sort=lambda row: row.milestones,
            align="right",
            tooltip=lambda row: wording.count_of(row.milestones, "milestone"),
            width=56,
        ),
        Column(
            translate("drift_columns", "Cases"),
            lambda row: f"{row.cases:,}",
            sort=lambda row: row.cases,
            align="right",
            width=60,
        ),
        Column(
            translate("drift_columns", "Median"),
            lambda row: f"{row.median:,}",
            sort=lambda row: row.median,
            align="right",
            tooltip=lambda row: core_words.late(row.median),
            width=70,
        ),
    ]


def row_columns() -> list[Column]:
    """Build the columns of the milestones, the case first and its drift as a length."""
    return [
        Column(translate("drift_columns", "Case"), lambda row: row.reference, bold=True, width=118),
        Column(
            translate("drift_columns", "Milestone"),
            lambda row: row.milestone,
            tooltip=lambda row: row.milestone,
            width=210,
        ),
        Column(
            translate("drift_columns", "First due"),
            lambda row: wording.short_day(row.first_due),
            sort=lambda row: row.first_due,
            tooltip=lambda row: wording.day(row.first_due),
            width=86,
        ),
        Column(
            translate("drift_columns", "Now due"),
            lambda row: wording.short_day(row.due) if row.due else wording.not_known(),
            sort=lambda row: row.due,
            tooltip=lambda row: _moved(row.moves),
            width=86,
        ),
        Column(
            translate("drift_columns", "Drift"),
            lambda row: f"{row.drift:,}",
            sort=lambda row: row.drift,
            bar=lambda row: row.drift,
            accessible=lambda row: core_words.late(row.drift),
            tooltip=lambda row: core_words.late(row.drift),
            width=150,
        ),
        Column(
            translate("drift_columns", "Moved"),
            lambda row: str(row.moves) if row.moves else "",
            sort=lambda row: row.moves,
            align="right",
            tooltip=lambda row: _moved(row.moves),
            width=62,
        ),
        Column(translate("drift_columns", "Awaited"), lambda row: wording.term(row.holder), width=140),
        Column(
            translate("drift_columns", "Cause"),
            lambda row: wording.term(row.cause) if row.cause else "",
            tooltip=lambda row: row.next_step,
            width=160,
        ),
        Column(
            translate("drift_columns", "OIC"),
            lambda row: row.oic or translate("drift_columns", "nobody yet"),
            tooltip=lambda row: row.oic,
            width=150,
        ),
    ]


def _moved(moves: int) -> str:
    if not moves:
        return translate("drift_columns", "never moved")
    return translate("drift_columns", "moved {0}").format(wording.count_of(moves, "time"))
