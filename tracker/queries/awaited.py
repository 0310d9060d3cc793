"""Who is waited for: one row for each thing another agency owes, longest first, with what has been done about it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import and_, exists

from tracker.domain.chase import Chase, Escalation
from tracker.domain.drift import working_days_late
from tracker.domain.promise import is_broken
from tracker.domain.rule_book import RuleBook
from tracker.domain.third_party import ThirdPartyRequest
from tracker.queries.awaited_sql import (
    IS_WAITED_FOR,
    Waits,
    chases_of,
    delays_of,
    escalations_of,
    forces_of,
    requests_of,
    waits_of,
)
from tracker.queries.open_cases import NOT_CLOSED, narrowed
from tracker.queries.row_words import is_soon, milestone_name, oic_of
from tracker.queries.view import View
from tracker.rows.awaited import AgencyTotal, Awaited, AwaitedQuestion, AwaitedRow, PostUse
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import case_record, milestone
from tracker.terms import ClockState, Holder, SubjectKind


@dataclass(frozen=True, slots=True)
class _Known:
    """The rules and the day, and what has been done about the waits, by milestone."""

    rules: RuleBook
    today: date
    agencies: frozenset[Holder]
    delays: Mapping[str, Any]
    requests: Mapping[str, ThirdPartyRequest]
    chases: Mapping[str, Sequence[Chase]]
    escalations: Mapping[str, Sequence[Escalation]]
    forces: Mapping[str, str]


def awaited(question: AwaitedQuestion, view: View) -> Awaited:
    """Give the open waits of open cases within scope, in eight statements."""
    wanted = [NOT_CLOSED, *narrowed(team_id=question.team_id, oic_id=question.oic_id)]
    of = Waits.by(view.rules)
    within = and_(scope_condition(view.scope), *wanted)
    quarter = quarter_of(view.today)
    connection = view.connection
    year = a_year_before(view.today)
    used = escalations_of(connection, scope_condition(view.scope), min(quarter, year))
    known = _Known(
        view.rules,
        view.today,
        frozenset(role.agency for role in view.rules.agencies.roles),
        {row.milestone_id: row for row in delays_of(connection, within)},
        {row.received_id: row for row in requests_of(connection, within)},
        _by_milestone(chases_of(connection, within)),
        _by_milestone(used),
        forces_of(connection, within),
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for wait in waits_of(connection, within, of):
        found[wait.id].append(wait)
    rows = [row for clocks in found.values() if (row := _row(clocks, known)) is not None]
    rows = _one_a_device(rows, found)
    rows.sort(key=lambda row: (-row.days, row.reference, row.what))
    waited_for = exists().where(
        milestone.c.case_id == case_record.c.id, IS_WAITED_FOR, milestone.c.kind.in_(of.external)
    )
    withheld = count_withheld(connection, view.scope, *wanted, waited_for)
    this_quarter = Counter(one.agency for one in used if one.on >= quarter)
    uses = _uses([one for one in used if one.on > year], view.rules)
    return Awaited(tuple(rows), _totals(rows, this_quarter), quarter, withheld, uses)


def quarter_of(day: date) -> date:
    """Give the first day of the quarter of the year that a day lies in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def a_year_before(day: date) -> date:
    """Give the same day of the year before; of 29 February, the last day of that month."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _uses(escalations: Iterable[Escalation], rules: RuleBook) -> tuple[PostUse, ...]:
    """Count the escalations to each post, and how many were answered."""
    times, answered = Counter[tuple[Holder, str]](), Counter[tuple[Holder, str]]()
    for one in escalations:
        key = (one.agency, rules.agencies.name(one.role))
        times[key] += 1
        answered[key] += one.answered_on is not None
    uses = [PostUse(agency, post, count, answered[agency, post]) for (agency, post), count in times.items()]
    return tuple(sorted(uses, key=lambda use: (-use.times, use.agency, use.post)))


def _by_milestone(kept: Iterable[Any]) -> Mapping[str, Sequence[Any]]:
    """Give chases or escalations of each milestone, the last one last."""
    found: dict[str, list[Any]] = defaultdict(list)
    for one in sorted(kept, key=lambda one: (one.on, one.id)):
        found[one.milestone_id].append(one)
    return found


def _row(clocks: Sequence[Any], done: _Known) -> AwaitedRow | None:
    """Give the row of a milestone from its live clocks; None where it is not another agency that is awaited."""
    wait, rules, today = clocks[0], done.rules, done.today
    delay, request = done.delays.get(wait.id), done.requests.get(wait.id)
    agency = _agency(wait, delay, request, rules)
    if agency not in done.agencies:
        return None
    chases, escalations = done.chases.get(wait.id, ()), done.escalations.get(wait.id, ())
    chase, escalation = (chases[-1] if chases else None), (escalations[-1] if escalations else None)
    running = [clock.due for clock in clocks if clock.state == ClockState.RUNNING.value and clock.due is not None]
    due = min(running, default=None)
    late = working_days_late(due, today, rules.working_days) if due else 0
    since = _since(clocks, delay, request)
    source = request.source if request is not None else None
    promised = _promised(chases, request)
    next_step, next_day = _next(chase, escalation, delay)
    return AwaitedRow(
        milestone_id=wait.id,
        case_id=wait.case_id,
        reference=wait.reference,
        oic_id=wait.oic_id,
        oic=oic_of(wait),
        team=wait.team_name or "",
        agency=agency,
        source=source,
        what=_what(wait, request, done),
        subject=wait.label or "",
        since=since,
        days=(today - since).days,
        due=due,
        late=late,
        state_key=_state_key(clocks, due, late, today),
        promised_by=promised,
        broken=is_broken(promised, None, today),
        last_chased=chase.on if chase is not None else None,
        chases=len(chases),
        next_step=next_step,
        next_day=next_day,
        escalated_to=rules.agencies.name(escalation.role) if escalation is not None else "",
        escalated_on=escalation.on if escalation is not None else None,
        escalation_id=escalation.id if escalation is not None else "",
        waits=delay is not None,
    )


def _what(wait: Any, request: ThirdPartyRequest | None, done: _Known) -> str:
    """Give what is waited for: the material asked for, the force that was asked to take the case, or the milestone."""
    if request is not None:
        return request.what
    force = done.forces.get(wait.id)
    return f"{force} to take the case" if force else milestone_name(wait.kind, wait.turn, done.rules)


def _agency(wait: Any, delay: Any, request: ThirdPartyRequest | None, rules: RuleBook) -> Holder:
    if delay is not None:
        return Holder(delay.awaited)
    if request is not None:
        return request.agency
    return rules.kind(wait.kind).holder


def _since(clocks: Sequence[Any], delay: Any, request: ThirdPartyRequest | None) -> date:
    """Give since when it is waited for: since it was asked for, its clock runs, or what comes before it was done."""
    if request is not None:
        return request.asked_on
    known: list[date] = [clock.started_on for clock in clocks if clock.started_on is not None]
    if delay is not None:
        known.append(delay.since)
    earlier: date = clocks[0].done_before or clocks[0].reported_on
    return min(known, default=earlier)


def _promised(chases: Sequence[Chase], request: ThirdPartyRequest | None) -> date | None:
    """Give the last day that was promised."""
    promises = [one.promised_by for one in chases if one.promised_by is not None]
    if promises:
        return promises[-1]
    return request.promised_by if request is not None else None


def _next(chase: Chase | None, escalation: Escalation | None, delay: Any) -> tuple[str, date | None]:
    """Give what happens next and when, by what was recorded last: an escalation, a chase, a cause of delay."""
    if escalation is not None and (chase is None or chase.on < escalation.on):
        return escalation.asked_for, escalation.by_when
    if chase is not None:
        return chase.next_step or (delay.next_step if delay is not None else ""), chase.next_chase
    return (delay.next_step if delay is not None else ""), None


def _state_key(clocks: Sequence[Any], due: date | None, late: int | None, today: date) -> str:
    if due is None:
        paused = any(clock.state == ClockState.PAUSED.value for clock in clocks)
        return "paused" if paused else "none"
    if late or late is None:
        return "overdue"
    return "due_soon" if is_soon(due, today) else "running"


def _one_a_device(rows: Sequence[AwaitedRow], found: Mapping[str, Sequence[Any]]) -> list[AwaitedRow]:
    """Keep one row of each device, that with the earliest date: its stages wait for the same laboratory."""
    kept: dict[str, AwaitedRow] = {}
    for row in rows:
        wait = found[row.milestone_id][0]
        of_device = wait.subject_kind == SubjectKind.DEVICE.value
        key = f"{wait.subject_id} {row.agency}" if of_device else row.milestone_id
        known = kept.get(key)
        if known is None or _presses_more(row, known):
            kept[key] = row
    return list(kept.values())


def _presses_more(row: AwaitedRow, known: AwaitedRow) -> bool:
    if row.due is None or known.due is None:
        return known.due is None and row.due is not None
    return row.due < known.due


def _totals(rows: Sequence[AwaitedRow], escalations: Mapping[Holder, int]) -> tuple[AgencyTotal, ...]:
    days: dict[Holder, list[int]] = defaultdict(list)
    broken = Counter(row.agency for row in rows if row.broken)
    for row in rows:
        days[row.agency].append(row.days)
    totals = [
        AgencyTotal(agency, len(days[agency]), round(median(days[agency] or [0])), broken[agency], escalations[agency])
        for agency in Holder
        if days[agency] or escalations.get(agency)
    ]
    return tuple(sorted(totals, key=lambda total: -total.waits))
