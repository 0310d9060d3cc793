"""Every child and suspect of open cases: what protects the child, since when nothing does, and who must be told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, select

from tracker.domain.drift import working_days_late
from tracker.domain.people import title
from tracker.domain.protection_standing import gaps_from_text
from tracker.domain.review_position import CONDITIONS_CHECKED
from tracker.queries.open_cases import NOT_CLOSED, narrowed
from tracker.queries.row_words import OF_OFFICER, oic_of
from tracker.queries.view import View
from tracker.rows.protection_register import ProtectionRegister, ProtectionRegisterQuestion, RegisterRow, ToTellRow
from tracker.storage.alert_finding import NOT_ENDED
from tracker.storage.last_change import titles
from tracker.storage.live_clocks import RUNNING
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import (
    alert,
    case_record,
    child,
    clock,
    milestone,
    officer,
    protection_standing,
    suspect,
    team,
)
from tracker.terms import (
    OF_PROTECTION,
    TO_BE_DONE,
    AlertKind,
    AlertState,
    Checker,
    Holder,
    MilestoneState,
    Rank,
    RiskGrade,
    YesNo,
)

#: milestones that tell somebody how a suspect stands, and whom
TELLS: Mapping[str, Holder] = {
    "victim_told_of_arrest": Holder.CHILD_OR_FAMILY,
    "victim_told_of_release": Holder.CHILD_OR_FAMILY,
    "victim_told_of_bail_change": Holder.CHILD_OR_FAMILY,
    "victim_views_sought": Holder.CHILD_OR_FAMILY,
    "designated_officer_told": Holder.SOCIAL_CARE,
    "cps_told_of_bail_status": Holder.CPS,
}
#: what is talked over with social care tells them
UPDATE = "child_and_family_update"
WITH_SOCIAL_CARE = ("referred_to_social_care", "strategy_discussion", "child_protection_conference", "core_group")
HAS_PAIR = exists().where(protection_standing.c.case_id == case_record.c.id)
HAS_BARE_PAIR = exists().where(protection_standing.c.case_id == case_record.c.id, ~protection_standing.c.protected)
OF_CASES = protection_standing.join(case_record, case_record.c.id == protection_standing.c.case_id)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the cases besides how their children stand.

    Args:
        late: how many milestones are late, by case.
        taken_on: who has an alert about protection, and until when they act, by case and whom it is about: a pair, or
            nobody where it is about the case.
        milestones: those that tell somebody, and checks of bail, by case and subject; newest last.
        reached: when the family was reached last, by child; `agreed`, when social care knew, by case.
    """

    late: Mapping[str, int]
    taken_on: Mapping[tuple[str, str], tuple[str, date | None]]
    milestones: Mapping[tuple[str, str], Sequence[Any]]
    reached: Mapping[str, date]
    agreed: Mapping[str, date]


def protection_register(question: ProtectionRegisterQuestion, view: View) -> ProtectionRegister:
    """Give every child and suspect of open cases within scope, in eight statements, as the last sweep saw them."""
    wanted = [NOT_CLOSED, *narrowed(team_id=question.team_id, oic_id=question.oic_id)]
    within = and_(scope_condition(view.scope), *wanted)
    connection = view.connection
    found = connection.execute(_pairs(within)).all()
    known = _Known(
        _late(connection, within, view),
        _taken_on(connection, within),
        _milestones(connection, within),
        _reached(connection, within),
        _agreed(connection, within),
    )
    lapse_days = max(view.rules.alerts.lapse, default=0)
    rows = sorted((_row(one, known, lapse_days, view) for one in found), key=_order)
    without = select(func.count()).select_from(case_record).where(within, ~HAS_PAIR)
    return ProtectionRegister(
        view.today,
        lapse_days,
        tuple(rows),
        connection.execute(without).scalar_one(),
        count_withheld(connection, view.scope, *wanted, HAS_PAIR),
    )


def _order(row: RegisterRow) -> tuple[bool, bool, date, date, str, str]:
    """Order those without protection first, the longest on top; then those whose protection ends first."""
    return row.protected, not row.known, row.until or date.max, row.since, row.reference, row.child


def _pairs(within: ColumnElement[bool]) -> Any:
    standing = protection_standing.c
    supervisor = officer.alias("supervisor")
    return (
        select(
            standing.subject, standing.case_id, standing.child_id, standing.suspect_id, standing.protected,
            standing.known, standing.since, standing.until, standing.lapsed, standing.by, standing.checked_by,
            standing.review_on, standing.gaps, case_record.c.reference, case_record.c.risk, case_record.c.oic_id,
            case_record.c.supervisor_id, child.c.label.label("child"), suspect.c.label.label("suspect"),
            suspect.c.access_to_children, team.c.name.label("team"), *OF_OFFICER,
            supervisor.c.collar_number.label("their_number"), supervisor.c.surname.label("their_surname"),
            supervisor.c.rank.label("their_rank"), supervisor.c.detective.label("their_detective"),
        )
        .select_from(
            OF_CASES.join(child, child.c.id == standing.child_id)
            .join(suspect, suspect.c.id == standing.suspect_id)
            .outerjoin(team, team.c.id == case_record.c.team_id)
            .outerjoin(officer, officer.c.id == case_record.c.oic_id)
            .outerjoin(supervisor, supervisor.c.id == case_record.c.supervisor_id)
        )
        .where(within)
    )  # fmt: skip


def _late(connection: Connection, within: ColumnElement[bool], view: View) -> Mapping[str, int]:
    found = connection.execute(
        select(clock.c.case_id, func.count(clock.c.milestone_id.distinct()))
        .select_from(clock.join(case_record, case_record.c.id == clock.c.case_id))
        .where(RUNNING, clock.c.expires_at <= view.now, within, HAS_PAIR)
        .group_by(clock.c.case_id)
    ).all()
    return {row[0]: row[1] for row in found}


def _taken_on(connection: Connection, within: ColumnElement[bool]) -> Mapping[tuple[str, str], tuple[str, date | None]]:
    found = connection.execute(
        select(alert.c.case_id, alert.c.kind, alert.c.subject_id, alert.c.acknowledged_by, alert.c.next_step_by)
        .select_from(alert.join(case_record, case_record.c.id == alert.c.case_id))
        .where(
            NOT_ENDED, alert.c.state == AlertState.ACKNOWLEDGED.value, alert.c.kind.in_(sorted(OF_PROTECTION)), within
        )
        .order_by(alert.c.acknowledged_at)
    ).all()
    names = titles(connection, {row.acknowledged_by for row in found}) if found else {}
    return {
        (row.case_id, row.subject_id if row.kind == AlertKind.CONDITIONS_LAPSING.value else ""): (
            names.get(row.acknowledged_by, ""),
            row.next_step_by,
        )
        for row in found
    }


def _milestones(connection: Connection, within: ColumnElement[bool]) -> Mapping[tuple[str, str], Sequence[Any]]:
    due = func.min(case((RUNNING, clock.c.due)))
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    states = sorted(state.value for state in (*TO_BE_DONE, MilestoneState.DONE))
    wanted = milestone.c.kind.in_((*TELLS, CONDITIONS_CHECKED)), milestone.c.state.in_(states)
    rows = connection.execute(
        select(
            milestone.c.case_id, milestone.c.subject_id, milestone.c.kind, milestone.c.state, milestone.c.happened_on,
            milestone.c.turn, due.label("due"),
        )
        .select_from(
            milestone.join(case_record, case_record.c.id == milestone.c.case_id).outerjoin(
                clock, clock.c.milestone_id == milestone.c.id
            )
        )
        .where(*wanted, within, HAS_PAIR)
        .group_by(milestone.c.id)
        .order_by(milestone.c.turn)
    ).all()  # fmt: skip
    for row in rows:
        found[row.case_id, row.subject_id].append(row)
    return found


def _reached(connection: Connection, within: ColumnElement[bool]) -> Mapping[str, date]:
    found = connection.execute(
        select(milestone.c.subject_id, func.max(milestone.c.happened_on))
        .select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id))
        .where(milestone.c.kind == UPDATE, milestone.c.happened_on.is_not(None), within, HAS_BARE_PAIR)
        .group_by(milestone.c.subject_id)
    ).all()
    return {row[0]: row[1] for row in found}


def _agreed(connection: Connection, within: ColumnElement[bool]) -> Mapping[str, date]:
    found = connection.execute(
        select(milestone.c.case_id, func.max(milestone.c.happened_on))
        .select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id))
        .where(milestone.c.kind.in_(WITH_SOCIAL_CARE), milestone.c.happened_on.is_not(None), within, HAS_BARE_PAIR)
        .group_by(milestone.c.case_id)
    ).all()
    return {row[0]: row[1] for row in found}


def _row(one: Any, known: _Known, lapse_days: int, view: View) -> RegisterRow:
    today = view.today
    of_suspect = known.milestones.get((one.case_id, one.suspect_id), ())
    check = _check_due(of_suspect)
    gaps = tuple((gap.first, gap.last) for gap in gaps_from_text(one.gaps))
    days = (today - one.since).days + 1
    bare = sum((last - first).days + 1 for first, last in gaps) + (0 if one.protected else days)
    by_pair = known.taken_on.get((one.case_id, one.subject))
    taken_on, next_step_by = by_pair or known.taken_on.get((one.case_id, ""), ("", None))
    measures = view.rules.measures
    late = _late_by(check, view)
    left = None if one.until is None else (one.until - today).days
    return RegisterRow(
        case_id=one.case_id,
        reference=one.reference,
        risk=RiskGrade(one.risk),
        team=one.team or "",
        oic=oic_of(one),
        supervisor=_supervisor(one),
        child_id=one.child_id,
        child=one.child,
        suspect_id=one.suspect_id,
        suspect=one.suspect,
        access=YesNo(one.access_to_children),
        protected=one.protected,
        known=one.known,
        since=one.since,
        days=days,
        until=one.until,
        days_left=left,
        lapsed=one.lapsed,
        by=tuple(measures[name].name if name in measures else name for name in one.by.split()),
        checked_by=tuple(Checker(name) for name in one.checked_by.split()),
        review_on=one.review_on,
        check_due=check,
        check_days_late=late,
        gaps=gaps,
        gap_days=bare,
        late=known.late.get(one.case_id, 0),
        taken_on=taken_on,
        next_step_by=next_step_by,
        to_tell=tuple(sorted(_to_tell(one, of_suspect, known, view), key=lambda row: (row.done, row.due or date.max))),
        state_key=_state(one, late, left, lapse_days, today),
    )


def _state(one: Any, check_late: int, days_left: int | None, lapse_days: int, today: date) -> str:
    if not one.protected:
        return "critical" if one.known else "unknown"
    if check_late or (one.review_on is not None and one.review_on < today):
        return "overdue"
    return "due_soon" if days_left is not None and days_left <= lapse_days else "done"


def _check_due(of_suspect: Iterable[Any]) -> date | None:
    """Give when the conditions of a suspect's bail are to be looked at; None where no check waits."""
    waiting = (row.due for row in of_suspect if row.kind == CONDITIONS_CHECKED and row.state in TO_BE_DONE)
    return min((due for due in waiting if due is not None), default=None)


def _to_tell(one: Any, of_suspect: Sequence[Any], known: _Known, view: View) -> Iterator[ToTellRow]:
    """Give who must know: while nothing protects, family and social care; and what milestones ask for."""
    if not one.protected and one.known:
        yield _since(Holder.CHILD_OR_FAMILY, known.reached.get(one.child_id), one.since)
        yield _since(Holder.SOCIAL_CARE, known.agreed.get(one.case_id), one.since)
    last = {row.kind: row for row in of_suspect if row.kind in TELLS}
    for kind, row in last.items():
        done = row.state == MilestoneState.DONE.value
        late = 0 if done else _late_by(row.due, view)
        state = "done" if done else "overdue" if late else "not_started"
        yield ToTellRow(view.rules.kind(kind).name, TELLS[kind], row.happened_on, row.due, late, done, state)


def _since(who: Holder, on: date | None, since: date) -> ToTellRow:
    done = on is not None and on >= since
    return ToTellRow("", who, on, None, 0, done, "done" if done else "not_started")


def _late_by(due: date | None, view: View) -> int:
    return 0 if due is None else working_days_late(due, view.today, view.rules.working_days) or 0


def _supervisor(one: Any) -> str:
    if not one.supervisor_id:
        return ""
    return title(one.their_number, one.their_surname, Rank(one.their_rank), detective=one.their_detective)
