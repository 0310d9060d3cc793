"""The columns of what has slipped and of its groups as data."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from tracker import wording as core_words
from tracker.rows.drift_board import CaseDrift
from ui import wording
from ui.tables.column import Column
from ui.widgets.bar_chart.chart import Mark

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


def mark_columns() -> list[Column]:
    """Build the columns of a chart as a table: what each mark stands for, how much, and what else is known of it."""
    return [
        Column(
            translate("drift_columns", "What"),
            lambda mark: mark.words,
            sort=lambda mark: mark.place,
            tooltip=lambda mark: mark.words,
            bold=True,
            width=190,
        ),
        Column(
            translate("drift_columns", "How much"),
            lambda mark: mark.said,
            sort=lambda mark: mark.count,
            align="right",
            tooltip=lambda mark: mark.said,
            width=136,
        ),
        Column(
            translate("drift_columns", "More"),
            lambda mark: mark.more,
            tooltip=lambda mark: mark.more,
            width=130,
        ),
    ]


def figure_columns() -> list[Column]:
    """Build the columns of drift gathered by officer, team or kind of milestone, one for each figure."""
    return [
        Column(
            translate("drift_columns", "What"),
            lambda mark: mark.words,
            sort=lambda mark: mark.place,
            tooltip=lambda mark: mark.words,
            bold=True,
            leaves=-1,
            width=150,
        ),
        _figure(translate("drift_columns", "Days"), lambda mark: mark.count, 54),
        _figure(translate("drift_columns", "Late"), lambda mark: mark.figures[0], 50),
        _figure(translate("drift_columns", "Median"), lambda mark: mark.figures[1], 66),
        _figure(translate("drift_columns", "Worst"), lambda mark: mark.figures[2], 58),
        _figure(translate("drift_columns", "Total slip"), lambda mark: mark.figures[3], 78),
        _figure(translate("drift_columns", "In period"), lambda mark: mark.figures[4], 76),
        _figure(translate("drift_columns", "Cases"), lambda mark: mark.figures[5], 56),
        _figure(translate("drift_columns", "Moves"), lambda mark: mark.figures[6], 60),
    ]


def _figure(title: str, figure: Callable[[Mark], int], width: int) -> Column:
    return Column(
        title,
        lambda mark: f"{figure(mark):,}",
        sort=figure,
        align="right",
        width=width,
    )


def case_columns() -> list[Column]:
    """Build the columns of the cases behind a mark: who has each, how old it is, and its drift."""
    return [
        Column(translate("drift_columns", "Case"), lambda row: row.reference, bold=True, leaves=-1, width=118),
        Column(
            translate("drift_columns", "OIC"),
            lambda row: row.oic or translate("drift_columns", "nobody yet"),
            tooltip=lambda row: row.oic,
            width=150,
        ),
        Column(translate("drift_columns", "Team"), lambda row: row.team, width=90, leaves=2),
        Column(translate("drift_columns", "Risk"), lambda row: wording.term(row.risk), width=90, leaves=1),
        Column(
            translate("drift_columns", "Held by"),
            lambda row: _closed(row) or wording.term(row.holder),
            tooltip=_days_of,
            width=140,
        ),
        Column(
            translate("drift_columns", "Age"),
            lambda row: wording.count_of(row.age, "day"),
            sort=lambda row: row.age,
            align="right",
            tooltip=_days_of,
            width=84,
        ),
        Column(
            translate("drift_columns", "Open drift"),
            lambda row: f"{row.open_drift:,}" if row.open_drift else "",
            sort=lambda row: row.open_drift,
            bar=lambda row: row.open_drift,
            accessible=lambda row: core_words.late(row.open_drift),
            tooltip=lambda row: core_words.late(row.open_drift),
            width=140,
        ),
        Column(
            translate("drift_columns", "Total slip"),
            lambda row: f"{row.total_slip:,}",
            sort=lambda row: row.total_slip,
            align="right",
            tooltip=lambda row: translate("drift_columns", "{0} working days over all its milestones").format(
                row.total_slip
            ),
            width=80,
        ),
        Column(
            translate("drift_columns", "In period"),
            lambda row: f"{row.came:,}",
            sort=lambda row: row.came,
            align="right",
            tooltip=lambda row: translate("drift_columns", "{0} of them came in the period").format(row.came),
            width=80,
        ),
        Column(
            translate("drift_columns", "Moved"),
            lambda row: str(row.moves) if row.moves else "",
            sort=lambda row: row.moves,
            align="right",
            tooltip=lambda row: _moved(row.moves),
            width=62,
        ),
    ]


def _closed(row: CaseDrift) -> str:
    if row.closed_on is None:
        return ""
    return translate("drift_columns", "closed {0}").format(wording.short_day(row.closed_on))


def _days_of(row: CaseDrift) -> str:
    """Give the ledger of a case in words: its days add up to its age."""
    return "\n".join(f"{wording.term(holder)}: {wording.count_of(days, 'day')}" for holder, days in row.days)
