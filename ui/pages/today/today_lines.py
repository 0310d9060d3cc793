"""The lines of the first page: its lists under their headings, and what is said where a list has nothing."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from tracker.rows.today import Today, TodayList, TodayRow, TodayRows
from ui import wording
from ui.pages.today.today_columns import happened
from ui.tables.sectioned_view import Heading, MoreLine

translate = QCoreApplication.translate

HEADING, MORE = "heading", "more"


def lines_of(answer: Today, *, leads: bool, in_full: bool) -> list[Heading | TodayRow | MoreLine]:
    """Give every line, in order; a detective without any case has none."""
    lists = [one for one in answer.lists if one.rows or (leads and one.in_list is not TodayList.MINE) or in_full]
    return [line for one in lists for line in _lines(one, answer, in_full=in_full)]


def nothing(answer: Today) -> tuple[str, str]:
    """Give what is said to a detective who has no case."""
    heading = translate("today_lines", "Nothing waits for you")
    words = translate(
        "today_lines",
        "No open case has you as its OIC, and you stand in for nobody today. The cases of your team are on the page "
        "Cases; Ctrl+K records something on any case you may see.",
    )
    if not answer.mine_restricted:
        return heading, words
    return heading, translate(
        "today_lines",
        "The open cases that have you as their OIC are restricted, and you are not named on them. Ask a supervisor.",
    )


def title(name: TodayList) -> str:
    """Give the title of a list."""
    return {
        TodayList.CRITICAL: translate("today_lines", "Critical"),
        TodayList.TO_AUTHORISE: translate("today_lines", "To authorise this week"),
        TodayList.DECIDED: translate("today_lines", "Decided since you asked"),
        TodayList.UNALLOCATED: translate("today_lines", "Unallocated"),
        TodayList.UNTAKEN: translate("today_lines", "Nobody has taken on"),
        TodayList.PLANNED: translate("today_lines", "Planned day passed"),
        TodayList.MINE: translate("today_lines", "My cases: what is due next"),
        TodayList.DRIFTING: translate("today_lines", "Drifting most"),
        TodayList.OVERLOADED: translate("today_lines", "Who carries too much"),
        TodayList.CHANGED: translate("today_lines", "Changed"),
    }[name]


def _lines(one: TodayRows, answer: Today, *, in_full: bool) -> Iterator[Heading | TodayRow | MoreLine]:
    yield Heading(f"{HEADING} {one.in_list}", title(one.in_list), f"{one.total:,}", _said(one, answer))
    yield from one.rows
    left = one.total - len(one.rows)
    if in_full:
        yield MoreLine(f"{MORE} {one.in_list}", translate("today_lines", "Back to all of Today (Alt+Left)"))
    elif left > 0:
        words = translate("today_lines", "and {count} more: Enter shows them all").format(count=f"{left:,}")
        yield MoreLine(f"{MORE} {one.in_list}", words)


def _said(one: TodayRows, answer: Today) -> str:
    """Give what else must be said of a list: what is in it, or that there is nothing, and by what it is told."""
    if one.in_list is TodayList.CHANGED:
        since = translate("today_lines", "since {day}").format(day=wording.day(answer.since))
        counted = ", ".join(f"{count:,} {happened(what)}" for what, count in one.counts)
        return f"{since}: {counted}" if counted else translate("today_lines", "{since}: nothing").format(since=since)
    if one.in_list is TodayList.MINE:
        return _of_mine(one, answer)
    words = {
        TodayList.CRITICAL: (
            translate("today_lines", "open alerts of the highest severity"),
            translate("today_lines", "no alert is critical"),
        ),
        TodayList.TO_AUTHORISE: (
            translate("today_lines", "bail by rank and reviews, due within seven days or overdue"),
            translate("today_lines", "no bail or review waits within seven days"),
        ),
        TodayList.DECIDED: (
            translate("today_lines", "what you asked approval for; A says that you have seen it"),
            translate("today_lines", "nothing was decided that you have not seen"),
        ),
        TodayList.PLANNED: (
            translate("today_lines", "booked for a day that has passed, and not done; Shift+D plans another"),
            translate("today_lines", "no planned day has passed"),
        ),
        TodayList.UNALLOCATED: (
            translate("today_lines", "the oldest report first; L allocates"),
            translate("today_lines", "every open case has an officer"),
        ),
        TodayList.UNTAKEN: (
            translate("today_lines", "other alerts that climbed to the unit list; A takes one on"),
            translate("today_lines", "no other alert has climbed to the unit list"),
        ),
        TodayList.DRIFTING: (
            translate("today_lines", "cases past a first due date, by their worst milestone"),
            translate("today_lines", "no case is past a first due date"),
        ),
        TodayList.OVERLOADED: (
            translate(
                "today_lines", "by workload points, against the median of the team; Enter on a row opens Workload"
            ),
            translate("today_lines", "by workload points, nobody is a quarter above the median of the team"),
        ),
    }[one.in_list]
    return words[0] if one.total else words[1]


def _of_mine(one: TodayRows, answer: Today) -> str:
    covered = sum(row.covered for row in one.rows)
    parts = [
        translate("today_lines", "overdue or due within a week, and the next of every other case; {cases}").format(
            cases=wording.count_of(answer.my_cases, "case")
        )
    ]
    if covered:
        parts.append(translate("today_lines", "{rows} that you cover").format(rows=f"{covered:,}"))
    if answer.mine_restricted:
        parts.append(translate("today_lines", "{count} restricted").format(count=f"{answer.mine_restricted:,}"))
    return ", ".join(parts)
