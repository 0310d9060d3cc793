"""The third-party material of one case, asked for when it is looked at."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from tracker.domain.drift import working_days_late
from tracker.domain.promise import is_broken
from tracker.domain.third_party import ThirdPartyRequest
from tracker.queries.one_case import check_in_scope
from tracker.queries.row_words import is_soon
from tracker.queries.view import View
from tracker.rows.case_third_party import CaseThirdParty, CaseThirdPartyQuestion, RequestRow
from tracker.storage.last_change import titles
from tracker.storage.records import load
from tracker.storage.tables import chase, clock, milestone, third_party_request
from tracker.terms import TO_BE_DONE, MilestoneState, ThirdParty
from tracker.time_source import local_date


def case_third_party(question: CaseThirdPartyQuestion, view: View) -> CaseThirdParty:
    """Give the requests of a case, those that wait first; raises NotFound out of scope."""
    check_in_scope(question.case_id, view)
    connection, case_id = view.connection, question.case_id
    requests = load(connection, ThirdPartyRequest, third_party_request, third_party_request.c.case_id == case_id)
    waits = _waits(connection, case_id)
    chased = _chased(connection, case_id)
    names = titles(connection, {one.recorded_by for one in requests} | {one.withdrawn_by for one in requests})
    rows = [_row(one, waits[one.received_id], chased.get(one.received_id), names, view) for one in requests]
    rows.sort(key=lambda row: (not row.waiting, row.asked_on, row.request_id))
    return CaseThirdParty(case_id, tuple(rows), _days(rows))


def _waits(connection: Connection, case_id: str) -> Mapping[str, Any]:
    """Give how each milestone that a request waits for stands, with the earliest date of its clocks."""
    found = connection.execute(
        select(milestone.c.id, milestone.c.state, milestone.c.happened_on, func.min(clock.c.due).label("due"))
        .select_from(
            third_party_request.join(milestone, milestone.c.id == third_party_request.c.received_id).outerjoin(
                clock, clock.c.milestone_id == milestone.c.id
            )
        )
        .where(third_party_request.c.case_id == case_id)
        .group_by(milestone.c.id, milestone.c.state, milestone.c.happened_on)
    )
    return {row.id: row for row in found}


def _chased(connection: Connection, case_id: str) -> Mapping[str, tuple[int, date]]:
    found = connection.execute(
        select(chase.c.milestone_id, func.count(), func.max(chase.c.on))
        .where(chase.c.case_id == case_id, chase.c.withdrawn_at.is_(None))
        .group_by(chase.c.milestone_id)
    )
    return {row[0]: (row[1], row[2]) for row in found}


def _row(
    one: ThirdPartyRequest, wait: Any, chased: tuple[int, date] | None, names: Mapping[str, str], view: View
) -> RequestRow:
    state = MilestoneState(wait.state)
    withdrawn = one.withdrawn_at is not None
    waiting = state in TO_BE_DONE and not withdrawn
    came = wait.happened_on if state is MilestoneState.DONE else None
    end = came or (local_date(one.withdrawn_at) if one.withdrawn_at is not None else view.today)
    late = working_days_late(wait.due, end, view.rules.working_days) if wait.due else 0
    times, last = chased or (0, None)
    return RequestRow(
        request_id=one.id,
        milestone_id=one.received_id,
        source=one.source,
        agency=one.agency,
        what=one.what,
        asked_on=one.asked_on,
        promised_by=one.promised_by,
        broken=not withdrawn and is_broken(one.promised_by, came, view.today),
        due=wait.due,
        late=0 if withdrawn else late,
        state_key=_state_key(wait.due, late, view.today, waiting=waiting, withdrawn=withdrawn),
        waiting=waiting,
        received_on=one.received_on or (came if one.refused_on is None else None),
        refused_on=one.refused_on,
        refusal=one.refusal,
        days=(end - one.asked_on).days,
        chases=times,
        last_chased=last,
        withdrawn=f"{names.get(one.withdrawn_by, one.withdrawn_by)}: {one.withdrawn_because}" if withdrawn else "",
        recorded_by=names.get(one.recorded_by, one.recorded_by),
        version=one.version,
    )


def _state_key(due: date | None, late: int | None, today: date, *, waiting: bool, withdrawn: bool) -> str:
    if withdrawn:
        return "not_required"
    if not waiting:
        return "done_late" if late else "done"
    if late:
        return "overdue"
    return "due_soon" if is_soon(due, today) else "running"


def _days(rows: list[RequestRow]) -> tuple[tuple[ThirdParty, int], ...]:
    days: dict[ThirdParty, int] = {}
    for row in rows:
        if not row.withdrawn:
            days[row.source] = days.get(row.source, 0) + row.days
    return tuple(sorted(days.items(), key=lambda each: -each[1]))
