"""Alerts, who was told and what became of them; gated by one unique key."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, exists, or_, select, update

from tracker.domain.access import Scope
from tracker.domain.act import Act
from tracker.domain.alert import Alert, Step
from tracker.domain.ladder import NotTold, Telling
from tracker.storage.alert_finding import NOT_ENDED, AlertFinding
from tracker.storage.alert_settling import IS_WARNING, LAPSING, reason_back, reason_gone
from tracker.storage.records import insert_all, load_one, shape_of, update_versioned
from tracker.storage.scope import scope_condition
from tracker.storage.tables import alert, alert_step, alert_told, case_record, clock
from tracker.storage.upsert import insert_missing
from tracker.terms import AlertEnd, AlertKind, AlertState, AlertStep, Severity
from tracker.time_source import local_date

ACKNOWLEDGED = AlertState.ACKNOWLEDGED.value
KEY = ("subject_id", "kind", "threshold", "episode")
TOLD_KEY = ("alert_id", "rung", "recipient")
NOT_TAKEN_ON = {"acknowledged_by": None, "acknowledged_at": None, "next_step": "", "next_step_by": None}
AT_ONCE = 500
NOTE_WARNED = (
    update(clock)
    .where(clock.c.id == bindparam("of_clock"))
    .values(warned_episode=bindparam("looked_at"), warn_from=bindparam("next_at"))
)


class AlertStore(AlertFinding):
    """Alerts on the connection of one unit of work. `act` says who acts in the steps that follow."""

    def __init__(self, connection: Connection, scope: Scope, act: Act) -> None:
        super().__init__(connection)
        self._scope = scope
        self.act = act

    def raise_new(self, alerts: Sequence[tuple[Alert, Telling]]) -> int:
        """Store alerts and whom they are told to. Give how many were new or are back.

        One that stands already is left alone; one that had ended is open again.
        """
        if not alerts:
            return 0
        rows = _rows([one for one, _ in alerts])
        new = set(insert_missing(self._connection, alert, rows, KEY))
        for one, telling in alerts:
            if one.id in new:
                self._note_telling(one.id, telling)
        back = [(row, telling) for (one, telling), row in zip(alerts, rows, strict=True) if one.id not in new]
        return len(new) + sum(self._revive(row, telling) for row, telling in back)

    def note_skipped(self, alerts: Sequence[Alert]) -> None:
        """Keep warnings that were never told, because their days had passed before anything looked."""
        insert_missing(self._connection, alert, _rows(alerts), KEY)

    def end_earlier_warnings(self, standing: Sequence[tuple[str, str]]) -> None:
        """End the open warnings, of clocks or of protection, that a later one has taken the place of.

        Args:
            standing: each subject with the threshold that stands now.
        """
        for subject, threshold in standing:
            earlier = select(alert.c.id).where(
                NOT_ENDED, or_(IS_WARNING, LAPSING), alert.c.subject_id == subject, alert.c.threshold != threshold
            )
            for alert_id in self._connection.execute(earlier).scalars().all():
                self._end(alert_id, self.act.now, AlertEnd.LATER_WARNING)

    def tell(self, alert_id: str, telling: Telling, climbs_on: date | None) -> bool:
        """Tell an open alert to more people, and say when it climbs next; whoever was told already is left alone.

        Give whether anybody was told who had not been.
        """
        told = self._note_telling(alert_id, telling)
        self._set(alert_id, rung=telling.reached.value, climbs_on=climbs_on)
        return told

    def free_from(self, officer_id: str) -> int:
        """Open again the alerts that an officer has taken on, for somebody else to take on; give how many."""
        return self._free(alert.c.acknowledged_by == officer_id)

    def follow_measure(self, protection_id: str, version: int) -> None:
        """Let the open alert that a measure was not looked at stand although the measure was changed otherwise."""
        of_measure = alert.c.kind == AlertKind.MEASURE_REVIEW_DUE.value, alert.c.subject_id == protection_id
        self._connection.execute(update(alert).where(NOT_ENDED, *of_measure).values(episode=str(version)))

    def free_of(self, case_id: str) -> int:
        """Open again the alerts of a case that somebody has taken on; give how many."""
        return self._free(alert.c.case_id == case_id)

    def reopen(self, alert_id: str, why: AlertStep) -> None:
        """Open an alert again whose next step was not done in time, or that was put off until now."""
        found = self._connection.execute(
            select(alert.c.acknowledged_by, alert.c.next_step_by).where(alert.c.id == alert_id)
        ).one()
        self._set(alert_id, state=AlertState.OPEN.value, snoozed_until=None, **NOT_TAKEN_ON)
        self.note(alert_id, why, recipient=found.acknowledged_by or "", until=found.next_step_by)

    def grow(self, alert_id: str, severity: Severity, climbs_on: date | None) -> None:
        """Make an open alert more serious; it climbs no later than it would have, and one put off is open again."""
        found = self._connection.execute(select(alert.c.state, alert.c.climbs_on).where(alert.c.id == alert_id)).one()
        sooner = min((day for day in (found.climbs_on, climbs_on) if day is not None), default=None)
        state = AlertState.OPEN.value if found.state == AlertState.SNOOZED.value else found.state
        self._set(alert_id, severity=severity.value, climbs_on=sooner, state=state)
        self.note(alert_id, AlertStep.GREW, why=severity.value)

    def settle(self, now: datetime, case_id: str | None = None) -> int:
        """End the open alerts (of one case, or all) whose reason has gone, and revive those whose reason is back."""
        of_case = {} if case_id is None else {"case_id": case_id}
        as_of = of_case | {"now": now, "today": local_date(now)}
        gone = self._connection.execute(reason_gone(one_case=bool(of_case)), as_of).all()
        for row in gone:
            self._end(row.id, now, AlertEnd(row.because))
        back = self._connection.execute(reason_back(), of_case | {"now": now}).all() if of_case else []
        for row in back:
            self._back(row.id, taken_on=row.acknowledged_at is not None)
        return len(gone) + len(back)

    def get(self, alert_id: str) -> Alert:
        """Load an alert within scope, or raise NotFound."""
        within = exists().where(case_record.c.id == alert.c.case_id, scope_condition(self._scope))
        return load_one(self._connection, Alert, alert, alert.c.id == alert_id, within)

    def save(self, changed: Alert) -> None:
        """Store a changed alert."""
        update_versioned(self._connection, alert, changed)

    def note(
        self, alert_id: str, what: AlertStep, *, recipient: str = "", why: str = "", until: date | None = None
    ) -> None:
        """Keep what happened to an alert."""
        act = self.act
        step = Step(act.new_id(), alert_id, act.now, what, act.officer_id, None, recipient, why, until)
        insert_all(self._connection, alert_step, [step])

    def note_overdue(self, clock_ids: Sequence[str]) -> None:
        """Store the fact that clocks became overdue, where it is not stored yet.

        A clock's version stays: what a person saw of it still holds.
        """
        for first in range(0, len(clock_ids), AT_ONCE):
            self._connection.execute(
                update(clock)
                .where(clock.c.id.in_(clock_ids[first : first + AT_ONCE]), clock.c.overdue_since.is_(None))
                .values(overdue_since=clock.c.expires_at)
            )

    def note_warned(self, clocks: Iterable[tuple[str, str, datetime | None]]) -> None:
        """Keep of clocks that their present due value was looked at, and when their next warning is due."""
        rows = [{"of_clock": key, "looked_at": episode, "next_at": at} for key, episode, at in clocks]
        if rows:
            self._connection.execute(NOTE_WARNED, rows)

    def _free(self, which: ColumnElement[bool]) -> int:
        # one that has ended may come back, and is then nobody's either
        over = alert.c.state == AlertState.ENDED.value, alert.c.acknowledged_at.is_not(None)
        self._connection.execute(update(alert).where(*over, which).values(**NOT_TAKEN_ON))
        taken = select(alert.c.id, alert.c.acknowledged_by).where(alert.c.state == ACKNOWLEDGED, which)
        found = self._connection.execute(taken.order_by(alert.c.id)).all()
        for row in found:
            self._set(row.id, state=AlertState.OPEN.value, **NOT_TAKEN_ON)
            self.note(row.id, AlertStep.FREED, recipient=row.acknowledged_by)
        return len(found)

    def _note_telling(self, alert_id: str, telling: Telling) -> bool:
        rows = [
            {"alert_id": alert_id, "rung": one.rung.value, "recipient": one.recipient, "told_at": self.act.now}
            for one in telling.told
        ]
        new = insert_missing(self._connection, alert_told, rows, TOLD_KEY)
        self._note_passed(alert_id, telling.passed)
        return bool(new)

    def _note_passed(self, alert_id: str, passed: Sequence[NotTold]) -> None:
        act = self.act
        steps = [
            Step(
                act.new_id(), alert_id, act.now, AlertStep.PASSED_OVER, act.officer_id, one.rung, one.recipient,
                one.why.value, None,
            )
            for one in passed
        ]  # fmt: skip
        insert_all(self._connection, alert_step, steps)

    def _revive(self, row: dict[str, Any], telling: Telling) -> int:
        """Open an alert that had ended again; give 1, or 0 where it has not ended.

        Of one that was skipped nobody has been told, until now.
        """
        ended = [alert.c.state == AlertState.ENDED.value, *(alert.c[name] == row[name] for name in KEY)]
        wanted = select(alert.c.id, alert.c.acknowledged_at, alert.c.ended_because).where(*ended)
        found = self._connection.execute(wanted).one_or_none()
        if found is None:
            return 0
        self._back(found.id, taken_on=found.acknowledged_at is not None)
        if found.ended_because == AlertEnd.SKIPPED.value:
            self._note_telling(found.id, telling)
            self._set(found.id, rung=row["rung"], climbs_on=row["climbs_on"])
        return 1

    def _end(self, alert_id: str, at: datetime, because: AlertEnd) -> None:
        self._set(alert_id, state=AlertState.ENDED.value, ended_at=at, ended_because=because.value)
        self.note(alert_id, AlertStep.ENDED, why=because.value)

    def _back(self, alert_id: str, *, taken_on: bool) -> None:
        state = AlertState.ACKNOWLEDGED if taken_on else AlertState.OPEN
        self._set(alert_id, state=state.value, ended_at=None, ended_because=None)
        self.note(alert_id, AlertStep.BACK)

    def _set(self, alert_id: str, **values: Any) -> None:
        of_alert: ColumnElement[bool] = alert.c.id == alert_id
        self._connection.execute(update(alert).where(of_alert).values(version=alert.c.version + 1, **values))


def _rows(alerts: Sequence[Alert]) -> list[dict[str, Any]]:
    shape = shape_of(Alert, alert)
    return [dict(zip(shape.names, row, strict=True)) for row in shape.rows(alerts)]
