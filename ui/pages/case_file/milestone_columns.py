"""The columns of a case's milestones as data."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker import wording
from tracker.rows.case_file import ClockRow, MilestoneRow
from tracker.terms import ClockState, MilestoneState
from ui import wording as words
from ui.tables.column import Column

translate = QCoreApplication.translate

URGENCY = (
    "critical",
    "overdue",
    "due_soon",
    "running",
    "paused",
    "unknown",
    "none",
    "not_started",
    "done_late",
    "done",
    "not_required",
)
PAUSED, DUE_SOON = "paused", "due_soon"
HOURS_IN_A_DAY = 24
TO_DO = frozenset({MilestoneState.OPEN, MilestoneState.NOT_STARTED})


def worst(row: MilestoneRow) -> ClockRow | None:
    """Give the clock that is worst, which comes first."""
    return row.clocks[0] if row.clocks else None


def most_drifted(row: MilestoneRow) -> ClockRow | None:
    """Give the clock furthest past its first due date, or None where none is past it."""
    drifted = [clock for clock in row.clocks if clock.drift]
    return max(drifted, key=length_of_drift, default=None)


def length_of_drift(clock: ClockRow) -> int:
    """Give a clock's drift as a length in days, so that hours and days can share one bar."""
    drift = clock.drift or 0
    return -(-drift // HOURS_IN_A_DAY) if clock.in_hours else drift


def bar(row: MilestoneRow) -> int:
    """Give the length of a milestone's drift."""
    clock = most_drifted(row)
    return length_of_drift(clock) if clock else 0


def drift(row: MilestoneRow) -> str:
    """Give a milestone's drift in words."""
    clock = most_drifted(row)
    if clock is None:
        return translate("milestone_columns", "not late")
    return wording.late(clock.drift or 0, in_hours=clock.in_hours)


def short_drift(row: MilestoneRow) -> str:
    """Give the figure that stands beside the bar."""
    clock = most_drifted(row)
    if clock is None:
        return ""
    return translate("milestone_columns", "{hours} h").format(hours=clock.drift) if clock.in_hours else str(clock.drift)


def due(row: MilestoneRow) -> str:
    """Give the due date of the worst clock for a narrow column."""
    clock = worst(row)
    if clock is None:
        return ""
    return words.short_due(clock.due, clock.due_at) or words.not_known()


def full_due(row: MilestoneRow) -> str:
    """Give the due date of the worst clock in full, with its limit."""
    clock = worst(row)
    if clock is None:
        return translate("milestone_columns", "no clock is running")
    return f"{clock.limit}: {words.due(clock.due, clock.due_at, clock.unknown)}"


def planned(row: MilestoneRow) -> str:
    """Give the day something still to be done is booked for, with a mark where it has passed."""
    day = words.short_day(row.planned_on) if row.state in TO_DO else ""
    return translate("milestone_columns", "▲ {day}, passed").format(day=day) if row.planned_passed else day


def full_planned(row: MilestoneRow) -> str:
    """Give that day in full, by how many days it lies past the day by which it is due, and whether it has passed."""
    said = words.planned(row.planned_on, soonest_due(row)) if row.state in TO_DO else ""
    return (
        translate("milestone_columns", "{planned}: the day has passed").format(planned=said)
        if row.planned_passed
        else said
    )


def soonest_due(row: MilestoneRow) -> date | None:
    """Give the day of the first clock that runs out."""
    days = (clock.due for clock in row.clocks if clock.state is not ClockState.STOPPED)
    return min((day for day in days if day is not None), default=None)


def first_due(row: MilestoneRow) -> str:
    """Give the first due date of the worst clock."""
    clock = worst(row)
    return words.short_due(clock.first_due, clock.first_due_at) if clock else ""


def moves(row: MilestoneRow) -> int:
    """Give how often the clocks were moved."""
    return sum(clock.moves for clock in row.clocks)


def by_urgency(row: MilestoneRow) -> tuple[int, date]:
    """Order by state, the soonest first within it."""
    clock = worst(row)
    key = DUE_SOON if row.state_key == PAUSED and paused_too_long(row) else row.state_key
    return URGENCY.index(key), (clock.due if clock else None) or date.max


def paused_too_long(row: MilestoneRow) -> bool:
    """Say whether a clock stands still past the day on which somebody was to look again."""
    return any(clock.review_passed for clock in row.clocks)


def state(row: MilestoneRow) -> str:
    """Give the state of a milestone; one that only waits says so where nobody looked again in time."""
    if row.state_key == PAUSED and paused_too_long(row):
        return translate("milestone_columns", "paused too long")
    return words.state(row.state_key)


def full_state(row: MilestoneRow) -> str:
    """Give the state of a milestone, with how long each of its clocks has been paused."""
    pauses = (
        translate("milestone_columns", "{limit}: paused for {age}").format(
            limit=clock.limit, age=wording.count_of(clock.pause_age_days, "day")
        )
        for clock in row.clocks
        if clock.paused_since is not None
    )
    words_of_state = translate("milestone_columns", "State: {state}").format(state=state(row))
    return ". ".join((words_of_state, *pauses))


def waits_for(row: MilestoneRow) -> str:
    """Give who has the next move, of a milestone that is still to be done."""
    return words.term(row.held_by) if row.state in TO_DO else ""


def day_of(value: date | None) -> date:
    """Order days that are not known last."""
    return value or date.max


def columns() -> list[Column]:
    """Build the columns."""
    return [
        Column(
            title=translate("milestone_columns", "State"),
            text=state,
            sort=by_urgency,
            accessible=full_state,
            tooltip=full_state,
            mark=lambda row: row.state_key,
            width=148,
        ),
        Column(
            title=translate("milestone_columns", "Milestone"),
            text=lambda row: row.name,
            tooltip=lambda row: row.name,
            sort=lambda row: row.name.casefold(),
            bold=True,
            width=224,
        ),
        Column(
            title=translate("milestone_columns", "About"),
            text=lambda row: row.subject,
            tooltip=lambda row: row.subject,
            sort=lambda row: row.subject.casefold(),
            width=72,
        ),
        Column(
            title=translate("milestone_columns", "Due"),
            text=due,
            sort=lambda row: day_of(row.clocks[0].due if row.clocks else None),
            accessible=full_due,
            tooltip=full_due,
            width=114,
        ),
        Column(
            title=translate("milestone_columns", "Planned"),
            text=planned,
            sort=lambda row: day_of(row.planned_on),
            accessible=full_planned,
            tooltip=full_planned,
            width=132,
        ),
        Column(
            title=translate("milestone_columns", "First due"),
            text=first_due,
            sort=lambda row: day_of(row.clocks[0].first_due if row.clocks else None),
            width=88,
            leaves=1,
        ),
        Column(
            title=translate("milestone_columns", "Days late"),
            text=short_drift,
            sort=bar,
            bar=bar,
            accessible=drift,
            tooltip=drift,
            width=96,
        ),
        Column(
            title=translate("milestone_columns", "Happened"),
            text=lambda row: words.short_due(row.happened_on),
            sort=lambda row: day_of(row.happened_on),
            width=88,
            leaves=1,
        ),
        Column(
            title=translate("milestone_columns", "Waits for"),
            text=waits_for,
            sort=waits_for,
            width=124,
        ),
        Column(
            title=translate("milestone_columns", "Moves"),
            text=lambda row: str(moves(row)) if moves(row) else "",
            sort=moves,
            align="right",
            accessible=lambda row: wording.count_of(moves(row), "move"),
            tooltip=lambda row: wording.count_of(moves(row), "move"),
            width=58,
            leaves=2,
        ),
    ]
