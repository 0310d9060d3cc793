"""What was booked for a day and is still to be done: days that have passed, and those that come within a week."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.today_clocks import OVERDUE, days_late, in_parts
from tracker.queries.today_rows import OF_CASE, OF_CLOCK, OF_MILESTONE, of_milestone, with_clock
from tracker.queries.view import View
from tracker.rows.today import TodayList, TodayRow, TodayRows
from tracker.storage.live_clocks import NOT_STOPPED
from tracker.storage.scope import scope_condition
from tracker.storage.tables import case_record, clock, milestone
from tracker.terms import TO_BE_DONE

SHOWN_AT_ONCE = 5
OF_A_MILESTONE = select(
    milestone.c.id.label("milestone_id"), milestone.c.case_id, milestone.c.place, *OF_CASE, *OF_MILESTONE
).select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id))


def booked_before(day: date) -> ColumnElement[bool]:
    """Give the condition on a milestone that it is booked for a day before this one, and still to be done."""
    return and_(
        milestone.c.planned_on.is_not(None),
        milestone.c.planned_on < day,
        milestone.c.state.in_(sorted(state.value for state in TO_BE_DONE)),
    )


def planned_day_passed(view: View, whose: ColumnElement[bool], *, in_full: bool) -> TodayRows:
    """Give what should have been done on its planned day and was not, the longest ago first.

    Args:
        whose: the condition on a case that it is the person's own, or on their board.
    """
    found = view.connection.execute(
        OF_A_MILESTONE.where(booked_before(view.today), NOT_CLOSED, scope_condition(view.scope), whose).order_by(
            milestone.c.planned_on, case_record.c.reference, milestone.c.place, milestone.c.id
        )
    ).all()
    shown = found if in_full else found[:SHOWN_AT_ONCE]
    clocks = _first_clocks([row.milestone_id for row in shown], view)
    rows = tuple(_row(row, clocks.get(row.milestone_id), view) for row in shown)
    return TodayRows(TodayList.PLANNED, rows, len(found), len(found))


def _first_clocks(milestones: Sequence[str], view: View) -> Mapping[str, Any]:
    """Give the live clock of each milestone that ends first."""
    return {
        row.milestone_id: row
        for some in in_parts(milestones)
        for row in view.connection.execute(
            select(clock.c.milestone_id, *OF_CLOCK)
            .where(NOT_STOPPED, clock.c.milestone_id.in_(some))
            .order_by(clock.c.expires_at.desc(), clock.c.id)
        )
    }


def _row(found: Any, told_by: Any, view: View) -> TodayRow:
    made = of_milestone(found, TodayList.PLANNED, view)
    made = made if told_by is None else with_clock(made, told_by, view)
    state = made.state_key if made.state_key in OVERDUE else "due_soon"
    return replace(made, state_key=state, days_late=days_late(found.planned_on, view), drift=0)
