"""The columns of the first page as data, one set for all of its lists."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from tracker.rows.today import Happened, TodayList, TodayRow
from tracker.terms import RiskGrade
from ui import approval_wording, bail_wording
from ui import wording as words
from ui.people_wording import LEVEL_MARKS
from ui.tables.column import Column
from ui.tables.sectioned_view import Heading, MoreLine

translate = QCoreApplication.translate


def state(row: TodayRow) -> str:
    """Give how something stands, or what happened to it."""
    if row.happened is not None:
        return happened(row.happened)
    if row.in_list is TodayList.CRITICAL and row.acknowledged:
        return translate("today_columns", "taken on")
    if row.decision is not None:
        return words.term(row.decision.state)
    if row.severity is not None:
        return words.term(row.severity).lower()
    if row.in_list is TodayList.PLANNED and row.state_key == "due_soon":
        return translate("today_columns", "day passed")
    if row.level is not None:
        return words.term(row.level)
    return words.state(row.state_key) if row.state_key else ""


def mark(row: TodayRow) -> str:
    """Give the key of the mark of a row."""
    if row.severity is not None:
        return words.SEVERITY_MARKS[row.severity]
    return row.state_key if row.level is None else LEVEL_MARKS[row.level]


def happened(what: Happened) -> str:
    """Give what happened in a word or two."""
    return {
        Happened.COMPLETED: translate("today_columns", "completed"),
        Happened.REPLANNED: translate("today_columns", "re-planned"),
        Happened.NEWLY_OVERDUE: translate("today_columns", "newly overdue"),
        Happened.OPENED: translate("today_columns", "opened"),
        Happened.CLOSED: translate("today_columns", "closed"),
    }[what]


def case(row: TodayRow) -> str:
    """Give the case, or the officer where the row is about one."""
    return row.reference or row.oic


def what(row: TodayRow) -> str:
    """Give what it is about: the milestone and whom it concerns, what must be authorised, or the kind of case."""
    if row.in_list is TodayList.OVERLOADED:
        return translate("today_columns", "{points:g} points in {cases}").format(
            points=row.points, cases=words.count_of(row.open_cases, "open case")
        )
    if row.decision is not None:
        asked = approval_wording.what(row.decision)
        return translate("today_columns", "{milestone} · {asked}").format(milestone=row.name, asked=asked)
    if row.bail is not None:
        step = bail_wording.first_step(row.bail)
        said = step.what if step is not None else words.term(row.bail.state)
        return about(words.sentence(said), row.subject)
    if row.of_bail:
        return about(translate("today_columns", "Bail ends"), row.subject)
    if row.name:
        return about(row.name, row.subject)
    if row.alert_kind is not None:
        return words.term(row.alert_kind)
    if row.in_list is TodayList.MINE:
        return translate("today_columns", "No date ahead: what is next?")
    return case_in_words(row)


def about(name: str, subject: str) -> str:
    """Give a milestone with whom it concerns."""
    return f"{name} · {subject}" if subject else name


def case_in_words(row: TodayRow) -> str:
    """Give the kind and the risk of a case."""
    if row.case_kind is None or row.risk is None:
        return ""
    risk = translate("today_columns", "{grade} risk").format(grade=words.term(row.risk).lower())
    not_assessed = translate("today_columns", "risk not assessed")
    return f"{words.term(row.case_kind)}, {not_assessed if row.risk is RiskGrade.NOT_ASSESSED else risk}"


def when(row: TodayRow) -> str:
    """Give the day that matters: when it is due, must be authorised, was reported or happened."""
    if row.in_list is TodayList.OVERLOADED:
        return ""
    if row.in_list is TodayList.UNALLOCATED and row.came_on is not None:
        return translate("today_columns", "here since {day}").format(day=words.short_day(row.came_on))
    if row.in_list is TodayList.UNALLOCATED:
        return translate("today_columns", "reported {day}").format(day=words.short_day(row.reported_on))
    if row.happened_at is not None:
        return words.short_due(None, row.happened_at)
    if row.decision is not None:
        return words.short_due(None, row.decision.decided_at)
    if is_booked(row):
        return translate("today_columns", "planned {day}").format(day=words.short_day(row.planned_on))
    if row.due_at is not None:
        return words.short_due(row.due, row.due_at)
    return words.day(row.due) or (words.not_known() if row.state_key == "unknown" else "")


def late(row: TodayRow) -> str:
    """Give how late it is in words: past the first date, or of what must be decided, past the last day for it."""
    if row.in_list is TodayList.OVERLOADED:
        share = translate("today_columns", "{share} % of the median").format(share=row.of_median)
        return "" if row.of_median is None else share
    if row.decision is not None:
        return row.decision.because
    if row.in_list is TodayList.PLANNED:
        return _since(row.days_late)
    if row.happened is not None or (row.due is None and row.due_at is None):
        return ""
    days = lateness(row)
    if days is None:
        return words.late(None)
    if not days:
        passed = row.state_key in ("overdue", "critical")
        return translate("today_columns", "less than a working day late") if passed else ""
    if row.replanned and row.in_list is not TodayList.UNALLOCATED:
        return translate("today_columns", "slipped {days}").format(days=words.count_of(days, "working day"))
    return words.late(days)


def _since(days: int | None) -> str:
    """Give how long ago a planned day was."""
    if days is None:
        return words.not_known()
    if not days:
        return translate("today_columns", "less than a working day ago")
    return translate("today_columns", "{days} ago").format(days=words.count_of(days, "working day"))


def is_booked(row: TodayRow) -> bool:
    """Say whether the day it is booked for is told of a row, because it passed or comes before what is due."""
    if row.planned_on is None:
        return False
    return row.in_list is TodayList.PLANNED or row.due is None or (row.planned_on < row.due and not row.days_late)


def lateness(row: TodayRow) -> int | None:
    """Give the working days that the bar is long: the drift, or of what is no target, the days past due."""
    if row.drift is None or row.days_late is None:
        return row.drift if row.days_late is None else row.days_late
    return row.drift or row.days_late


def who(row: TodayRow) -> str:
    """Give who must act or has acted: the rank, the officer, or who holds the case."""
    if row.who_may:
        return words.sentence(row.who_may)
    if row.decision is not None:
        return row.decision.decided_by
    if row.bail is not None:
        return row.bail.oic
    if row.happened is not None:
        return row.by or row.oic
    if row.in_list is TodayList.MINE:
        if row.covered:
            return translate("today_columns", "for {officer}").format(officer=row.oic)
        return words.term(row.held_by) if row.held_by is not None else ""
    if row.in_list in (TodayList.UNALLOCATED, TodayList.OVERLOADED):
        team = row.team or translate("today_columns", "no team")
        from_team = translate("today_columns", "{team}, from {other}").format(team=team, other=row.from_team)
        return from_team if row.from_team else team
    return row.oic or translate("today_columns", "nobody yet")


def columns() -> list[Column]:
    """Build the columns; a heading and a last line stand in the first."""
    return [
        Column(
            title=translate("today_columns", "State"),
            text=_first(state),
            mark=_of_row(mark),
            accessible=_spoken,
            width=136,
        ),
        Column(title=translate("today_columns", "Case"), text=_of_row(case), bold=True, width=116),
        Column(title=translate("today_columns", "What"), text=_of_row(what), tooltip=_of_row(what), width=272),
        Column(title=translate("today_columns", "When"), text=_of_row(when), tooltip=_of_row(when), width=136),
        Column(
            title=translate("today_columns", "Late"),
            text=_of_row(late),
            bar=lambda row: (lateness(row) or 0) if isinstance(row, TodayRow) and row.happened is None else 0,
            tooltip=_of_row(late),
            width=168,
        ),
        Column(title=translate("today_columns", "Who"), text=_of_row(who), tooltip=_of_row(who), width=164),
    ]


def _of_row(text: Callable[[TodayRow], str]) -> Callable[[Any], str]:
    return lambda row: text(row) if isinstance(row, TodayRow) else ""


def _first(text: Callable[[TodayRow], str]) -> Callable[[Any], str]:
    return lambda row: text(row) if isinstance(row, TodayRow) else _line(row)


def _line(row: Heading | MoreLine) -> str:
    if isinstance(row, MoreLine):
        return row.words
    return " ".join(part for part in (row.title, row.count, row.words) if part)


def _spoken(row: Any) -> str:
    if isinstance(row, Heading):
        return translate("today_columns", "Heading: {words}").format(words=_line(row))
    if isinstance(row, MoreLine):
        return row.words
    return f"{translate('today_columns', 'State')}: {state(row)}"
