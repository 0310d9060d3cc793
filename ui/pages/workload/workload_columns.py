"""The columns of workload and of the cases it is made of, as data."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from tracker import wording as english
from tracker.rows.workload import WeighedCaseRow, WorkloadRow
from tracker.terms import WorkloadLevel
from ui import wording
from ui.people_wording import LEVEL_MARKS
from ui.tables.column import Column

translate = QCoreApplication.translate
LEVELS = (
    WorkloadLevel.NO_CAPACITY, WorkloadLevel.RED, WorkloadLevel.AMBER, WorkloadLevel.USUAL, WorkloadLevel.NOT_COMPARED,
)  # fmt: skip
HUNDRED = 100


def of_median(row: WorkloadRow) -> str:
    """Give a load beside the team's median: "1.3 ×"."""
    return "" if row.of_median is None else f"{row.of_median / HUNDRED:.1f} ×"


def capacity(row: WorkloadRow) -> str:
    """Give the capacity of the coming four weeks and why it is low: "50 %, leave until 26 Nov 26"."""
    words = f"{row.capacity} %"
    if row.away is not None:
        away = translate("workload_columns", "{reason} until {day}").format(
            reason=wording.term(row.away).lower(), day=wording.short_day(row.away_until)
        )
        return f"{words}, {away}"
    if row.duty_days:
        return f"{words}, {wording.count_of(row.duty_days, 'other duty', 'other duties')}"
    if row.student:
        return translate("workload_columns", "{words}, student").format(words=words)
    return words


def load(row: WorkloadRow) -> str:
    """Give points for each full-time officer's capacity; a dash where there is none to divide by."""
    return "–" if row.load is None else english.points(row.load)


def fair_share(row: WorkloadRow) -> str:
    """Give how far somebody is above or below their share of the team's points: "12 above 60"."""
    if row.fair_share is None or row.above_share is None:
        return "–"
    if row.above_share == 0:
        words = translate("workload_columns", "even at {share}")
    elif row.above_share > 0:
        words = translate("workload_columns", "{points} above {share}")
    else:
        words = translate("workload_columns", "{points} below {share}")
    return words.format(points=english.points(abs(row.above_share)), share=english.points(row.fair_share))


def columns() -> list[Column]:
    """Build the columns: how it stands to the team, points and raw counts, what is coming."""
    return [
        Column(
            title=translate("workload_columns", "Load"),
            text=lambda row: wording.term(row.level),
            mark=lambda row: LEVEL_MARKS[row.level],
            sort=lambda row: LEVELS.index(row.level),
            tooltip=lambda row: wording.term(row.level),
            width=190,
            leaves=-1,
        ),
        Column(
            title=translate("workload_columns", "Officer"),
            text=lambda row: row.title,
            tooltip=lambda row: row.title,
            sort=lambda row: (not row.team, row.team.casefold(), len(row.collar_number), row.collar_number),
            bold=True,
            width=160,
        ),
        Column(title=translate("workload_columns", "Team"), text=lambda row: row.team, width=70),
        _count(translate("workload_columns", "Cases"), "cases", 56),
        _number(
            translate("workload_columns", "Points"),
            lambda row: english.points(row.points),
            lambda row: row.points,
            64,
            translate("workload_columns", "Sum of the points of the open cases"),
        ),
        Column(
            title=translate("workload_columns", "Capacity"),
            text=capacity,
            tooltip=capacity,
            sort=lambda row: row.capacity,
            width=196,
            leaves=-1,
        ),
        _number(
            translate("workload_columns", "Per full time"),
            load,
            lambda row: row.load,
            92,
            translate("workload_columns", "Points divided by capacity"),
        ),
        _number(
            translate("workload_columns", "Of median"),
            of_median,
            lambda row: row.of_median,
            76,
            translate("workload_columns", "Beside the median of the own team"),
        ),
        _number(
            translate("workload_columns", "Fair share"),
            fair_share,
            lambda row: row.above_share,
            126,
            translate("workload_columns", "The points of the team, shared out by capacity, and how far from it"),
        ),
        _count(translate("workload_columns", "Children"), "children", 70),
        _count(translate("workload_columns", "Suspects"), "suspects", 74),
        _count(translate("workload_columns", "Devices"), "devices", 68),
        _count(translate("workload_columns", "On bail"), "on_bail", 64),
        _count(translate("workload_columns", "At court"), "at_court", 68),
        _count(translate("workload_columns", "No date"), "undated", 66),
        _count(translate("workload_columns", "Bail, 4 weeks"), "bail_returns", 98),
        _count(translate("workload_columns", "Trials, 4 weeks"), "trials", 104),
    ]


def case_columns() -> list[Column]:
    """Build the columns of the cases of one officer: the points, and what they are made of."""
    return [
        Column(
            title=translate("workload_columns", "Case"),
            text=lambda row: row.reference,
            bold=True,
            width=114,
        ),
        _number(
            translate("workload_columns", "Points"),
            lambda row: english.points(row.points),
            lambda row: row.points,
            60,
            "",
        ),
        Column(
            title=translate("workload_columns", "Made of"),
            text=lambda row: wording.sentence(row.made_of),
            tooltip=lambda row: wording.sentence(row.made_of),
            width=420,
        ),
        Column(
            title=translate("workload_columns", "Coming"), text=coming, tooltip=coming, sort=first_coming, width=190
        ),
        Column(
            title=translate("workload_columns", "Held by"),
            text=lambda row: wording.term(row.held_by),
            width=120,
        ),
    ]


def coming(row: WeighedCaseRow) -> str:
    """Give what is coming within four weeks; that a case has no date at all is said."""
    kinds = {
        "bail_ended": translate("workload_columns", "bail ends {day}"),
        "trial": translate("workload_columns", "trial {day}"),
    }
    said = [kinds[kind].format(day=wording.short_day(day)) for day, kind in row.coming]
    if not row.dated:
        said.append(translate("workload_columns", "no date at all"))
    return ", ".join(said)


def first_coming(row: WeighedCaseRow) -> object:
    """Give the first day of what is coming, to sort by."""
    return row.coming[0][0] if row.coming else None


def _count(title: str, name: str, width: int) -> Column:
    return Column(
        title=title,
        text=lambda row: f"{getattr(row, name):,}",
        sort=lambda row: getattr(row, name),
        align="right",
        width=width,
    )


def _number(title: str, text: Callable[[Any], str], sort: Callable[[Any], Any], width: int, tooltip: str) -> Column:
    shown = (lambda _row: tooltip) if tooltip else None
    return Column(title=title, text=text, sort=sort, align="right", width=width, tooltip=shown)
