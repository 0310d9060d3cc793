"""The supervisor's weekly drift report."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Spacer

from tracker.errors import RuleBroken
from tracker.reports.charts import LargeFigure, LargeFigures
from tracker.reports.page_layout import (
    BULLET,
    COMPLETE,
    DEMO_FLAG,
    DRAFT_FLAG,
    LOUD,
    STANDARD,
    TITLE,
    Marking,
    PageFrame,
    load_fonts,
    paper,
    section,
    sentence,
)
from tracker.reports.weekly_drift_sections import sections
from tracker.reports.weekly_drift_slipped import ten_worst, worst_first
from tracker.rows.weekly_drift import CHECK_IS_OLD, CountsAs, Figure, SlippedRow, WeeklyDrift
from tracker.wording import count_of, day, moment, week_in_words

NAME = "Weekly drift report"
RESTRICTED_FLAG = "RESTRICTED CASES"
MOST_CHANGES = 8

FIGURES = {
    "open_cases": "Open cases",
    "overdue_clocks": "Overdue clocks",
    "critical": "Late, unprotected",
    "unallocated": "Unallocated cases",
    "bail_ending": "Bail ending",
    "devices_long": "Devices over {days} days",
}


def weekly_drift_pdf(report: WeeklyDrift, *, number: str, marking: Marking = STANDARD) -> bytes:
    """Draw the report; without a number it is a draft of a week that is not frozen.

    Raises:
        RuleBroken: report_without_cases, where there is nothing that could stand on the paper.
    """
    week = week_in_words(report.monday)
    if not report.says_anything:
        raise RuleBroken("report_without_cases", week=week, team=report.team)
    load_fonts()
    slipped = sorted(report.slipped, key=worst_first)
    standing = f"at the end of {day(report.sunday)}" if number else _as_at(report)
    story = [*_first_page(report, slipped, number, week), *sections(report, slipped, standing)]
    return paper(
        _frame(report, number, week, marking),
        story,
        title=", ".join(part for part in (f"{NAME} {number}".strip(), report.unit, report.team, week) if part),
        subject=f"{'Numbered report' if number else 'Draft'}, {_as_at(report)}",
        made_at=report.as_at,
    )


def _frame(report: WeeklyDrift, number: str, week: str, marking: Marking) -> PageFrame:
    return PageFrame(
        running=", ".join(part for part in (NAME, report.unit, report.team) if part),
        number=f"Report {number}" if number else "Not numbered",
        flags=tuple(flag for flag, on in _flags(report, number) if on),
        foot=(
            f"{week}; {_as_at(report)}; {_checked(report)}",
            f"Head of the audit chain: {report.audit_head or 'none'}",
        ),
        marking=marking,
    )


def _flags(report: WeeklyDrift, number: str) -> tuple[tuple[str, bool], ...]:
    return (DEMO_FLAG, report.demo), (RESTRICTED_FLAG, bool(report.restricted_cases)), (DRAFT_FLAG, not number)


def _as_at(report: WeeklyDrift) -> str:
    return f"as at {moment(report.as_at)}"


def _checked(report: WeeklyDrift) -> str:
    if report.last_alert_check is None:
        return "alerts never checked"
    return f"alerts last checked {moment(report.last_alert_check)}"


def _first_page(report: WeeklyDrift, slipped: Sequence[SlippedRow], number: str, week: str) -> list[Any]:
    where = ", ".join(part for part in (report.unit, report.team or "all teams") if part)
    story = [
        sentence(NAME, TITLE),
        sentence(
            f"{where}. {week}.\n{f'Report {number}' if number else 'Draft, not numbered'}, {_as_at(report)}. "
            "Each figure has its change since last week."
        ),
        sentence(_complete(report, number), COMPLETE),
        *_warnings(report, number),
        LargeFigures([_large(figure, report.counts_as) for figure in report.figures]),
    ]
    if report.changed:
        story += section("What changed", "For everybody: what is different from the week before.")
    else:
        story += section("What changed", "Nothing to report that differs from the week before.")
    story += [sentence(said, BULLET, bullet="•") for said in report.changed[:MOST_CHANGES]]
    if len(report.changed) > MOST_CHANGES:
        more = count_of(len(report.changed) - MOST_CHANGES, "further change")
        story.append(sentence(f"{more} not listed here.", BULLET, bullet="•"))
    return [*story, *ten_worst(slipped)]


def _complete(report: WeeklyDrift, number: str) -> str:
    """Say whether everything was seen to that the paper speaks of, and how old its entries are."""
    cases = count_of(next((one.value or 0 for one in report.figures if one.key == "open_cases"), 0), "open case")
    if not number:
        mark = f"Not complete: the week is not over, or not frozen; {cases} read."
    elif report.last_alert_check is not None and report.last_alert_check >= report.as_at:
        mark = f"Complete: alerts checked {moment(report.last_alert_check)}, after the end of the week; {cases} read."
    else:
        checked = "alerts were never checked" if report.last_alert_check is None else (
            f"alerts were last checked {moment(report.last_alert_check)}, before the end of the week"
        )  # fmt: skip
        mark = f"Not complete: {checked}; {cases} read."
    quiet = count_of(report.quiet_cases, "open case")
    return f"{mark} Nobody recorded anything for {report.counts_as.quiet_days} days or more in {quiet}."


def _warnings(report: WeeklyDrift, number: str) -> list[Any]:
    said = []
    if report.demo:
        said.append("Demonstration unit: every case on this paper is made up.")
    if not number:
        said.append("Draft: this week is not frozen, and its figures may still change. Do not file it.")
    if report.last_alert_check is None:
        said.append("Alerts have never been checked. Nobody may have been told of what is late on this paper.")
    elif report.as_at - report.last_alert_check > CHECK_IS_OLD:
        said.append(
            f"Alerts were last checked on {moment(report.last_alert_check)}, more than a day before this paper's time."
            " Nobody may have been told of what became late since."
        )
    return [Spacer(0, 8), sentence("\n".join(said), LOUD)] if said else []


def _large(figure: Figure, counts_as: CountsAs) -> LargeFigure:
    label = FIGURES.get(figure.key, figure.key).format(days=counts_as.device_days)
    return LargeFigure("?" if figure.value is None else f"{figure.value:,}", label, change_in_words(figure))


def change_in_words(figure: Figure) -> str:
    """Give a figure's change since last week: "up 3", "down 2", "same", "no earlier week", "not known"."""
    if figure.value is None:
        return "not known: alerts not checked"
    if figure.last_week is None:
        return "no earlier week"
    if figure.value == figure.last_week:
        return "same"
    by = figure.value - figure.last_week
    return f"up {by:,}" if by > 0 else f"down {-by:,}"
