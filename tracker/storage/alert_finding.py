"""What the sweep finds by how things stand: clocks past due or near it, what a case lacks, alerts to look at again."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from tracker.domain.alert import TIME_LIMIT_OUTCOME
from tracker.domain.ladder import Concern, Told, ToldAlert
from tracker.domain.sweep import (
    CaseState,
    ClockToWarn,
    Lapse,
    LongPause,
    OpenOverdue,
    OverdueClock,
    UnreviewedMeasure,
)
from tracker.storage.case_store import MEASURE, measure_of
from tracker.storage.live_clocks import RUNNING
from tracker.storage.protection_store import in_force
from tracker.storage.tables import (
    alert,
    alert_told,
    case_access,
    case_record,
    clock,
    clock_event,
    holding,
    officer,
    protection,
    protection_standing,
)
from tracker.terms import (
    PAST_DUE,
    UNTIL_SEEN_TO,
    AlertEnd,
    AlertKind,
    AlertState,
    CaseStatus,
    ClockEventKind,
    Holder,
    RiskGrade,
    Rung,
    Severity,
)

# Written as literals, because bound values would hide the partial indexes from SQLite.
NOT_ENDED: ColumnElement[bool] = literal_column("alert.state") != literal_column("'ended'")
WAITS: ColumnElement[bool] = literal_column("alert.state") == literal_column("'open'")
NOT_LOOKED_AT: ColumnElement[bool] = literal_column("clock.warned_episode") != literal_column("clock.episode")
PAUSED: ColumnElement[bool] = literal_column("clock.state") == literal_column("'paused'")
NOT_CLOSED = case_record.c.status != CaseStatus.CLOSED.value
IS_PAST_DUE = alert.c.kind.in_(sorted(PAST_DUE))
BREACHED = alert.c.kind == AlertKind.CONDITIONS_BREACHED.value
EXPIRED = alert.c.kind == AlertKind.TIME_LIMIT_EXPIRED.value
MISSED = case_record.c.outcome_code == TIME_LIMIT_OUTCOME
CONCERN = (
    case_record.c.id.label("of_case"), case_record.c.oic_id, case_record.c.supervisor_id, case_record.c.team_id,
    case_record.c.restricted,
)  # fmt: skip
CLOCK_COLUMNS = (
    clock.c.id, clock.c.case_id, clock.c.milestone_id, clock.c.limit_id, clock.c.limit_version, MEASURE,
    clock.c.due, clock.c.due_at, clock.c.overdue_since, clock.c.expires_at,
)  # fmt: skip
LIMIT_COLUMNS = (clock.c.id, clock.c.case_id, clock.c.milestone_id, clock.c.limit_id, clock.c.limit_version)
AT_ONCE = 500
Found = TypeVar("Found")
#: somebody who has not left has the case
OWNED = exists().where(officer.c.id == case_record.c.oic_id, officer.c.active)
LATE_CLOCK = clock.alias("late_clock")
#: a clock that is past due makes a case late
LATE = exists().where(
    literal_column("late_clock.state") == literal_column("'running'"),
    LATE_CLOCK.c.case_id == case_record.c.id,
    LATE_CLOCK.c.expires_at <= bindparam("now"),
)
UNPROTECTED = exists().where(
    protection_standing.c.case_id == case_record.c.id, ~protection_standing.c.protected, protection_standing.c.known
)


#: each look at a measure begins a new one
EPISODE_OF_MEASURE = cast(protection.c.version, Text)


class AlertFinding:
    """Finds by state, so that a pass missed for any reason loses nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due_to_raise(self, now: datetime) -> Sequence[OverdueClock]:
        """Find running clocks past due, of cases that are not closed, for whose present episode no alert stands."""
        found = self._connection.execute(_due(), {"now": now}).all()
        concerns = self._concerns(found)
        return [_overdue_clock(tuple(row)[: len(CLOCK_COLUMNS)], concerns[row.of_case]) for row in found]

    def clocks_to_warn(self, now: datetime, most: int) -> Sequence[ClockToWarn]:
        """Find running clocks that have a warning to tell, or a due value that nobody has looked at for its warnings.

        Args:
            most: so many that were not looked at, at a time; the rest follow.
        """
        found = [
            *self._connection.execute(_to_warn(NOT_LOOKED_AT).limit(most)).all(),
            *self._connection.execute(_to_warn(~NOT_LOOKED_AT, clock.c.warn_from <= now)).all(),
        ]
        concerns = self._concerns(found)
        return [_made(ClockToWarn, row, concerns) for row in found]

    def long_pauses(self, today: date) -> Sequence[LongPause]:
        """Find clocks that stand still past the review of their pause, of which nobody has been told."""
        pauses = clock_event.alias("pauses")
        of_clock = pauses.c.clock_id == clock.c.id, pauses.c.kind == ClockEventKind.PAUSED.value
        last = select(func.max(pauses.c.place)).where(*of_clock).scalar_subquery()
        told = exists().where(
            alert.c.kind == AlertKind.PAUSED_TOO_LONG.value,
            alert.c.subject_id == clock.c.id,
            alert.c.episode == cast(clock.c.pauses, Text),
        )
        found = self._connection.execute(
            select(*LIMIT_COLUMNS, clock.c.pauses, clock_event.c.review_day, *CONCERN)
            .select_from(
                clock.join(case_record, case_record.c.id == clock.c.case_id).join(
                    clock_event, and_(clock_event.c.clock_id == clock.c.id, clock_event.c.place == last)
                )
            )
            .where(PAUSED, clock_event.c.review_day < today, NOT_CLOSED, ~told)
            .order_by(clock.c.id)
        ).all()
        concerns = self._concerns(found)
        return [_made(LongPause, row, concerns) for row in found]

    def lapses(self, until: date) -> Sequence[Lapse]:
        """Find protection that ends by a day, and protection that has ended where nothing took its place."""
        standing = protection_standing.c
        found = self._connection.execute(
            select(standing.subject, standing.case_id, standing.until, standing.since, standing.lapsed, *CONCERN)
            .select_from(protection_standing.join(case_record, case_record.c.id == standing.case_id))
            .where(or_(standing.until <= until, standing.lapsed), NOT_CLOSED)
            .order_by(standing.subject)
        ).all()
        concerns = self._concerns(found)
        return [
            Lapse(row.subject, row.case_id, row.since if row.lapsed else row.until, row.lapsed, concerns[row.of_case])
            for row in found
        ]

    def unreviewed_measures(self, today: date) -> Sequence[UnreviewedMeasure]:
        """Find protective measures in force past the day of their review, of which nobody has been told."""
        told = exists().where(
            NOT_ENDED,
            alert.c.kind == AlertKind.MEASURE_REVIEW_DUE.value,
            alert.c.subject_id == protection.c.id,
            alert.c.episode == EPISODE_OF_MEASURE,
        )
        found = self._connection.execute(
            select(
                protection.c.id, protection.c.case_id, protection.c.version, protection.c.review_on,
                case_record.c.risk, *CONCERN,
            )
            .select_from(protection.join(case_record, case_record.c.id == protection.c.case_id))
            .where(in_force(today), protection.c.review_on < today, NOT_CLOSED, ~told)
            .order_by(protection.c.id)
        ).all()  # fmt: skip
        concerns = self._concerns(found)
        return [
            UnreviewedMeasure(
                row.id, row.case_id, row.version, row.review_on, RiskGrade(row.risk), concerns[row.of_case]
            )
            for row in found
        ]

    def told_of(self, kind: AlertKind, subjects: Sequence[str]) -> frozenset[tuple[str, str, str]]:
        """Give the subject, threshold and episode of every open alert of a kind about these subjects."""
        found: set[tuple[str, str, str]] = set()
        for first in range(0, len(subjects), AT_ONCE):
            some = alert.c.subject_id.in_(subjects[first : first + AT_ONCE])
            key = select(alert.c.subject_id, alert.c.threshold, alert.c.episode)
            rows = self._connection.execute(key.where(alert.c.kind == kind.value, some, NOT_ENDED))
            found |= {(row[0], row[1], row[2]) for row in rows}
        return frozenset(found)

    def unowned_cases(self) -> Sequence[CaseState]:
        """Find cases without an officer, or with one who left while it was closed, that nobody has been told of.

        They have none since the report, or since a transfer.
        """
        waits = (
            select(func.max(holding.c.since))
            .where(holding.c.case_id == case_record.c.id, holding.c.holder == Holder.AWAITING_ALLOCATION.value)
            .scalar_subquery()
        )
        since = func.coalesce(waits, case_record.c.reported_on)
        return self._states(AlertKind.NO_OWNER, since, ~OWNED)

    def idle_cases(self) -> Sequence[CaseState]:
        """Find open cases held by nobody that nobody has been told of."""
        since = select(func.max(holding.c.since)).where(holding.c.case_id == case_record.c.id).scalar_subquery()
        return self._states(
            AlertKind.NO_NEXT_ACTION, since, case_record.c.held_by == Holder.NOBODY.value,
            case_record.c.oic_id.is_not(None),
        )  # fmt: skip

    def late_unprotected_cases(self, now: datetime) -> Sequence[CaseState]:
        """Find cases that are late while nothing protects a child, of which nobody has been told."""
        bare = (protection_standing.c.case_id == case_record.c.id, ~protection_standing.c.protected)
        since = select(func.min(protection_standing.c.since)).where(*bare, protection_standing.c.known)
        return self._states(AlertKind.LATE_UNPROTECTED, since.scalar_subquery(), UNPROTECTED, LATE, now=now)

    def expired_cases(self) -> Sequence[CaseState]:
        """Find cases, closed ones too, whose outcome says that a time limit on prosecution was missed.

        Once somebody has seen to it, that closing is told no more.
        """
        since = func.coalesce(case_record.c.closed_on, case_record.c.reported_on)
        seen_to = and_(alert.c.ended_because == AlertEnd.SEEN_TO.value, alert.c.episode == cast(since, Text))
        told = exists().where(EXPIRED, alert.c.subject_id == case_record.c.id, or_(NOT_ENDED, seen_to))
        return self._case_states(since, MISSED, ~told)

    def concern(self, case_id: str) -> Concern:
        """Give whom an alert of a case concerns, and who may see it where it is restricted."""
        found = self._connection.execute(select(*CONCERN).where(case_record.c.id == case_id)).all()
        return self._concerns(found)[case_id]

    def open_overdue(self, limit_ids: Collection[str]) -> Sequence[OpenOverdue]:
        """Find the open overdue alerts of clocks under these limits, to see whether they have grown more serious."""
        found = self._connection.execute(
            select(alert.c.id.label("alert_id"), alert.c.severity, *CLOCK_COLUMNS, *CONCERN)
            .select_from(
                alert.join(clock, clock.c.id == alert.c.clock_id).join(case_record, case_record.c.id == clock.c.case_id)
            )
            .where(NOT_ENDED, IS_PAST_DUE, clock.c.limit_id.in_(sorted(limit_ids)))
            .order_by(alert.c.id)
        ).all()
        concerns = self._concerns(found)
        return [
            OpenOverdue(
                row[0], Severity(row[1]), _overdue_clock(tuple(row)[2 : 2 + len(CLOCK_COLUMNS)], concerns[row.of_case])
            )
            for row in found
        ]

    def told_to(self, officer_ids: Collection[str]) -> Sequence[ToldAlert]:
        """Find the open alerts that any of these officers was told of, with everybody who was."""
        if not officer_ids:
            return []
        to_them = select(alert_told.c.alert_id).where(alert_told.c.recipient.in_(sorted(officer_ids)))
        return self._told(alert.c.id.in_(to_them))

    def unknown_to_oic(self, case_id: str | None = None) -> Sequence[ToldAlert]:
        """Find the open alerts (of one case, or all) that the OIC should have been told of and was not."""
        told = alert_told.alias("told_before")
        known = exists().where(told.c.alert_id == alert.c.id, told.c.recipient == case_record.c.oic_id)
        of_case = [] if case_id is None else [alert.c.case_id == case_id]
        above = alert.c.kind.in_(sorted(UNTIL_SEEN_TO))
        return self._told(case_record.c.oic_id.is_not(None), ~known, ~above, *of_case)

    def of_case(self, case_id: str) -> Sequence[ToldAlert]:
        """Find the open alerts of a case, with everybody who was told."""
        return self._told(alert.c.case_id == case_id)

    def to_climb(self, today: date) -> Sequence[tuple[ToldAlert, datetime]]:
        """Find the alerts nobody has taken on that climb by today, each with the day on which it was told last."""
        found = self._told(WAITS, alert.c.climbs_on <= today)
        last = self._connection.execute(
            select(alert_told.c.alert_id, func.max(alert_told.c.told_at))
            .select_from(alert_told.join(alert, alert.c.id == alert_told.c.alert_id))
            .where(WAITS, alert.c.climbs_on <= today)
            .group_by(alert_told.c.alert_id)
        )
        told_at = {row[0]: row[1] for row in last}
        return [(one, told_at[one.alert_id]) for one in found]

    def lapsed(self, today: date) -> Sequence[ToldAlert]:
        """Find the alerts somebody has taken on whose next step was to be done before today."""
        return self._told(alert.c.state == AlertState.ACKNOWLEDGED.value, alert.c.next_step_by < today)

    def snoozed_until(self, today: date) -> Sequence[str]:
        """Find the alerts that were put off until today or before, by id."""
        snoozed = alert.c.state == AlertState.SNOOZED.value
        found = select(alert.c.id).where(snoozed, alert.c.snoozed_until <= today).order_by(alert.c.id)
        return list(self._connection.execute(found).scalars())

    def _told(self, *where: ColumnElement[bool]) -> Sequence[ToldAlert]:
        found = self._connection.execute(
            select(
                alert.c.id, alert.c.case_id, alert.c.severity, alert.c.rung.label("reached"), alert.c.kind,
                alert_told.c.rung, alert_told.c.recipient, *CONCERN,
            )
            .select_from(
                alert.join(alert_told, alert_told.c.alert_id == alert.c.id).join(
                    case_record, case_record.c.id == alert.c.case_id
                )
            )
            .where(NOT_ENDED, *where)
            .order_by(alert.c.id, alert_told.c.told_at, alert_told.c.recipient)
        ).all()  # fmt: skip
        concerns = self._concerns(found)
        alerts: dict[str, ToldAlert] = {}
        for row in found:
            before = alerts[row.id].told if row.id in alerts else ()
            told = (*before, Told(Rung(row.rung), row.recipient))
            concern = concerns[row.of_case]
            if AlertKind(row.kind) in UNTIL_SEEN_TO:
                concern = Concern(None, concern.supervisor_id, concern.team_id, concern.named)
            alerts[row.id] = ToldAlert(
                row.id, row.case_id, AlertKind(row.kind), Severity(row.severity), told, Rung(row.reached), concern
            )  # fmt: skip
        return list(alerts.values())

    def _concerns(self, rows: Sequence[Any]) -> Mapping[str, Concern]:
        """Give whom each case concerns, of rows that have its columns; with who may see it where it is restricted."""
        restricted = {row.of_case for row in rows if row.restricted}
        named: dict[str, frozenset[str]] = dict.fromkeys(restricted, frozenset())
        if restricted:
            access = select(case_access).where(case_access.c.case_id.in_(sorted(restricted)))
            for one in self._connection.execute(access):
                named[one.case_id] |= {one.officer_id}
        return {
            row.of_case: Concern(row.oic_id, row.supervisor_id, row.team_id, named.get(row.of_case)) for row in rows
        }

    def _states(
        self, kind: AlertKind, since: Any, *where: ColumnElement[bool], now: datetime | None = None
    ) -> Sequence[CaseState]:
        told = exists().where(alert.c.kind == kind.value, alert.c.subject_id == case_record.c.id, NOT_ENDED)
        return self._case_states(since, NOT_CLOSED, ~told, *where, now=now)

    def _case_states(self, since: Any, *where: ColumnElement[bool], now: datetime | None = None) -> Sequence[CaseState]:
        found = self._connection.execute(
            select(since.label("since"), case_record.c.risk, *CONCERN).where(*where).order_by(case_record.c.id),
            {} if now is None else {"now": now},
        ).all()
        concerns = self._concerns(found)
        return [CaseState(row.of_case, row[0], RiskGrade(row.risk), concerns[row.of_case]) for row in found]


@cache
def _due() -> Select[Any]:
    """Select the running clocks past due for whose present episode no alert stands."""
    told = exists().where(NOT_ENDED, IS_PAST_DUE, alert.c.subject_id == clock.c.id, alert.c.episode == clock.c.episode)
    return (
        select(*CLOCK_COLUMNS, *CONCERN)
        .select_from(clock.join(case_record, case_record.c.id == clock.c.case_id))
        .where(RUNNING, clock.c.expires_at <= bindparam("now"), NOT_CLOSED, ~told)
        .order_by(clock.c.expires_at, clock.c.id)
    )


def _to_warn(*which: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*LIMIT_COLUMNS, clock.c.episode, clock.c.expires_at, *CONCERN)
        .select_from(clock.join(case_record, case_record.c.id == clock.c.case_id))
        .where(RUNNING, *which, NOT_CLOSED)
        .order_by(clock.c.id)
    )


def _made(cls: Callable[..., Found], row: Any, concerns: Mapping[str, Concern]) -> Found:
    """Make what was found of its own columns, which come first, and of whom it concerns."""
    return cls(*tuple(row)[: -len(CONCERN)], concerns[row.of_case])


def _overdue_clock(row: tuple[Any, ...], concern: Concern) -> OverdueClock:
    clock_id, case_id, milestone_id, limit_id, version, measure, due, due_at, overdue_since, expires_at = row
    return OverdueClock(
        clock_id, case_id, milestone_id, limit_id, version, measure_of(measure), due, due_at, overdue_since, expires_at,
        concern,
    )  # fmt: skip
