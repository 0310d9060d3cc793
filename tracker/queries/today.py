"""What needs a person today: their own cases by what is due next, and what a supervisor looks at."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, or_, true

from tracker.domain.calendar import CalendarUnknown
from tracker.queries.approvals import decided_unseen
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.people import team_names
from tracker.queries.subject_labels import labels_of
from tracker.queries.today_board import (
    Board,
    changed,
    critical,
    drifting,
    overloaded,
    to_authorise,
    unallocated,
    untaken,
)
from tracker.queries.today_clocks import in_parts
from tracker.queries.today_mine import mine, whose
from tracker.queries.today_planned import planned_day_passed
from tracker.queries.today_rows import of_decision
from tracker.queries.view import View
from tracker.rows.today import Today, TodayList, TodayQuestion, TodayRow, TodayRows
from tracker.storage.last_change import titles
from tracker.storage.scope import count_withheld
from tracker.storage.tables import case_record

ONE_DAY = timedelta(days=1)
ON_BOARD: Mapping[TodayList, Callable[[Board], TodayRows]] = {
    TodayList.CRITICAL: critical,
    TodayList.TO_AUTHORISE: to_authorise,
    TodayList.UNALLOCATED: unallocated,
    TodayList.UNTAKEN: untaken,
    TodayList.DRIFTING: drifting,
    TodayList.OVERLOADED: overloaded,
    TodayList.CHANGED: changed,
}
NOT_ON_BOARD = (TodayList.MINE, TodayList.DECIDED)


def today(question: TodayQuestion, view: View) -> Today:
    """Give the lists asked for, the most pressing first; a few statements each, however many cases there are."""
    lists: dict[TodayList, TodayRows] = {}
    since = _last_working_day(view)
    in_full = question.only is not None
    my_cases = mine_restricted = board_restricted = 0
    officers = whose(question.by, view) if question.mine else frozenset()
    if question.mine and question.only in (None, TodayList.DECIDED):
        lists |= _unless_empty(_decided(question.by, view), even_so=in_full)
    if question.only in (None, TodayList.PLANNED):
        passed = planned_day_passed(view, _anybodys(question, officers), in_full=in_full)
        lists |= _unless_empty(passed, even_so=in_full or question.board)
    if question.mine and question.only in (None, TodayList.MINE):
        found, my_cases = mine(question.by, officers, view, in_full=in_full)
        lists[TodayList.MINE] = found
        mine_restricted = count_withheld(
            view.connection, view.scope, NOT_CLOSED, case_record.c.oic_id.in_(sorted(officers))
        )
    if question.board and question.only not in NOT_ON_BOARD:
        board = Board(view, question, _of_team(question), since, in_full=in_full)
        for name, find in ON_BOARD.items():
            if question.only is name or (question.only is None and name is not TodayList.OVERLOADED):
                lists[name] = find(board)
        board_restricted = count_withheld(view.connection, view.scope, board.reach)
    named = naming(view.connection, lists.values())
    ordered = tuple(
        replace(lists[name], rows=tuple(named(row) for row in lists[name].rows)) for name in TodayList if name in lists
    )
    return Today(view.today, since, ordered, my_cases, mine_restricted, board_restricted)


def _of_team(question: TodayQuestion) -> ColumnElement[bool]:
    """Give the condition on a case that it is on a board: a case without a team must not be lost between teams."""
    if question.team_id is None:
        return true()
    return or_(
        case_record.c.team_id == question.team_id,
        case_record.c.team_id.is_(None),
        case_record.c.supervisor_id == question.by,
    )


def _anybodys(question: TodayQuestion, officers: Collection[str]) -> ColumnElement[bool]:
    """Give the condition on a case that it is the person's own, or on their board."""
    own = case_record.c.oic_id.in_(sorted(officers))
    return or_(own, _of_team(question)) if question.board else own


def _unless_empty(found: TodayRows, *, even_so: bool) -> dict[TodayList, TodayRows]:
    return {found.in_list: found} if found.rows or even_so else {}


def _decided(by: str, view: View) -> TodayRows:
    rows = tuple(of_decision(row) for row in decided_unseen(by, view))
    return TodayRows(TodayList.DECIDED, rows, len(rows), len(rows))


def _last_working_day(view: View) -> date:
    before = view.today - ONE_DAY
    try:
        return view.rules.working_days.previous_working(before)
    except CalendarUnknown:
        return before


def naming(connection: Connection, lists: Iterable[TodayRows]) -> Callable[[TodayRow], TodayRow]:
    """Give what puts labels of subjects, titles of officers and names of teams into rows."""
    rows: Sequence[TodayRow] = [row for one in lists for row in one.rows]
    subjects = sorted({row.subject_id for row in rows if row.subject_id and row.subject_id != row.case_id})
    people = titles(connection, {one for row in rows for one in (row.oic_id, row.by) if one})
    labels: dict[str, str] = {}
    for some in in_parts(subjects):
        labels |= labels_of(connection, some)
    teams = team_names(connection)

    def named(row: TodayRow) -> TodayRow:
        return replace(
            row,
            subject=row.subject or labels.get(row.subject_id, ""),
            oic=people.get(row.oic_id or "", ""),
            by=people.get(row.by, row.by),
            team=teams.get(row.team, ""),
        )

    return named
