"""A milestone as pieces of a timeline: when it was planned, first due, due now, done; its drift and its pauses."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from tracker.rows.case_file import ClockRow, MilestoneRow, PauseRow
from tracker.terms import ClockClass, ClockState, MilestoneState
from tracker.time_source import local_date
from tracker.wording import late
from ui import wording
from ui.page_context import MILESTONE_PART
from ui.pages.case_file.lasting import lasted
from ui.pages.case_file.milestone_columns import most_drifted
from ui.widgets.timeline.lanes import Piece, Shape

translate = QCoreApplication.translate
ONE_DAY = timedelta(days=1)


def pieces_of(row: MilestoneRow, ends: date) -> Iterable[Piece]:
    """Give everything that is drawn of a milestone; `ends` is the day its case was closed, or today."""
    yield from _planned(row, ends)
    yield from due_pieces(row, ends)
    if row.state is MilestoneState.DONE and row.happened_on is not None:
        yield done_piece(row)


def due_pieces(row: MilestoneRow, ends: date, *, named: bool = False) -> Iterable[Piece]:
    """Give the due ticks, the drift bar and the pauses of a milestone; `named` where its lane shows others too."""
    name = row.name if named else ""
    worst = most_drifted(row)
    ticks: dict[tuple[Shape, date], list[str]] = {}
    pauses: dict[tuple[date, date], PauseRow] = {}
    for clock in row.clocks:
        first, due = _day(clock.first_due, clock), _day(clock.due, clock)
        if first is not None:
            ticks.setdefault((Shape.FIRST_DUE, first), []).append(_first_due_words(clock, moved=first != due))
        if due is not None and due != first:
            ticks.setdefault((Shape.DUE, due), []).append(_due_words(clock))
        for pause in clock.pauses:
            pauses[(pause.since, pause.until or max(ends, pause.since + ONE_DAY))] = pause
    for (shape, on), words in ticks.items():
        yield _piece(row, shape, on, None, _joined(name, ". ".join(dict.fromkeys(words))))
    if worst is not None:
        yield from _drift(row, worst, ends, name)
    for (since, until), pause in pauses.items():
        yield _piece(row, Shape.PAUSE, since, until, _joined(name, _pause_words(pause, until)))


def done_piece(row: MilestoneRow, label: str = "") -> Piece:
    """Give the mark of a milestone that was done, with how late it was."""
    words = translate("milestone_pieces", "{name}: done {day}")
    told = [words.format(name=row.name, day=wording.day(row.happened_on))]
    worst = most_drifted(row)
    if worst is not None:
        told.append(late(worst.drift or 0, in_hours=worst.in_hours))
    if row.note:
        told.append(row.note)
    shown = label
    if label and worst is not None:
        shown = translate("milestone_pieces", "{name} ({late})").format(name=label, late=short_late(worst))
    on = row.happened_on or date.min
    return _piece(row, Shape.DONE, on, None, ", ".join(told), label=shown, state=row.state_key)


def short_late(clock: ClockRow) -> str:
    """Give the figure beside a drift bar."""
    if clock.in_hours:
        return translate("milestone_pieces", "{hours} h late").format(hours=clock.drift)
    return translate("milestone_pieces", "{days} late").format(days=clock.drift)


def _planned(row: MilestoneRow, ends: date) -> Iterable[Piece]:
    """Give the line from the start of the clock to its due day, or to the day it was done where that came first."""
    starts = [clock.started_on for clock in row.clocks if clock.started_on is not None]
    dues = [due for clock in row.clocks if (due := _day(clock.due, clock)) is not None]
    if not starts:
        return
    since = min(starts)
    until = max([*dues, row.happened_on or since])
    if not dues and row.happened_on is None:
        until = max(ends, since)
    words = translate("milestone_pieces", "Runs from {since}").format(since=wording.day(since))
    yield _piece(row, Shape.PLANNED, since, until + ONE_DAY, _joined(words, _about(row)))


def _drift(row: MilestoneRow, clock: ClockRow, ends: date, name: str) -> Iterable[Piece]:
    """Give the bar from the first due day to the day it was done, or to today."""
    first = _day(clock.first_due, clock)
    until = row.happened_on if row.state is MilestoneState.DONE else ends
    if first is None or until is None:
        return
    state = "critical" if row.state_key == "critical" else "overdue"
    since = min(first + (ONE_DAY if not clock.in_hours else timedelta()), until)
    words = translate("milestone_pieces", "{late}, counted from the first due date {day}").format(
        late=wording.sentence(late(clock.drift or 0, in_hours=clock.in_hours)), day=wording.day(first)
    )
    yield _piece(row, Shape.DRIFT, since, until + ONE_DAY, _joined(name, words), label=short_late(clock), state=state)


def _first_due_words(clock: ClockRow, *, moved: bool) -> str:
    due = wording.due(clock.first_due, clock.first_due_at)
    words = translate("milestone_pieces", "First due {day}") if moved else _tense(clock)
    return _joined(words.format(day=due), clock.limit)


def _due_words(clock: ClockRow) -> str:
    words = translate("milestone_pieces", "Due now {day}") if clock.state is not ClockState.STOPPED else _tense(clock)
    return _joined(words.format(day=wording.due(clock.due, clock.due_at)), clock.limit)


def _tense(clock: ClockRow) -> str:
    if clock.clock_class is ClockClass.PERIOD:
        return translate("milestone_pieces", "Ends {day}")
    if clock.state is ClockState.STOPPED:
        return translate("milestone_pieces", "Was due {day}")
    return translate("milestone_pieces", "Due {day}")


def _pause_words(pause: PauseRow, until: date) -> str:
    words = translate("milestone_pieces", "Paused {lasted}").format(
        lasted=lasted(pause.since, until, still=pause.until is None)
    )
    cause = wording.term(pause.cause) if pause.cause is not None else ""
    whose = (
        translate("milestone_pieces", "our own wait: it counts as lateness")
        if pause.ours
        else translate("milestone_pieces", "not our own wait: it does not count as lateness")
    )
    return _joined(words, cause, pause.reason, whose)


def _about(row: MilestoneRow) -> str:
    return translate("milestone_pieces", "state: {state}").format(state=wording.state(row.state_key))


def _piece(
    row: MilestoneRow, shape: Shape, since: date, until: date | None, words: str, *, label: str = "", state: str = ""
) -> Piece:
    return Piece(shape, since, until, words, label, state, part=MILESTONE_PART, key=row.milestone_id)


def _day(day: date | None, clock: ClockRow) -> date | None:
    """Give the day of a due date; that of a timed one is its day in London."""
    if day is not None:
        return day
    return local_date(clock.due_at) if clock.due_at is not None else None


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
