"""The alerts of a real database once more in memory: the facts are read from it, the alerts are made beside it."""

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, and_, func, select

from tests.soak.facts import CaseFact, ClockFact, MeasureFact
from tests.soak.memory import Memory
from tests.soak.memory_work import MemoryPeople, MemoryWork
from tracker.actions.raise_alerts import RaiseAlerts, raise_alerts
from tracker.bootstrap import Tracker
from tracker.domain.access import SCHEDULER_SCOPE
from tracker.domain.act import Act
from tracker.domain.alert import Alert, Step
from tracker.domain.case import Case
from tracker.domain.people import Absence, Officer
from tracker.domain.protection import Protection
from tracker.domain.protection_standing import ProtectionStanding
from tracker.storage.alert_finding import CLOCK_COLUMNS
from tracker.storage.case_store import CaseStore, measure_of
from tracker.storage.kept_store import KeptStore
from tracker.storage.protection_store import ProtectionStore
from tracker.storage.records import load
from tracker.storage.tables import (
    absence,
    alert,
    alert_step,
    alert_told,
    case_access,
    case_record,
    clock,
    clock_event,
    holding,
    milestone,
    officer,
    protection,
    protection_standing,
)
from tracker.terms import CaseStatus, ClockEventKind, ClockState, Holder, MilestoneState, RiskGrade

SEES_ALL = replace(SCHEDULER_SCOPE, sees_restricted=True)
NOT_COMPARED = {"id", "version"}
OF_A_CLOCK = ("due", "due_at", "expires_at", "episode", "state", "pauses")


class Mirror:
    """Memory beside a core. People's deeds are done in the core and read; on alerts both act, and are compared."""

    def __init__(self, core: Tracker) -> None:
        self.core = core
        self.memory = Memory()
        self.people = MemoryPeople(self.memory)
        self._ids = 0

    def new_id(self) -> str:
        """Give the next identifier."""
        self._ids += 1
        return f"{self._ids:07}"

    def work(self, by: str = "scheduler") -> MemoryWork:
        """Begin a unit of work in memory."""
        person = self.memory.officers.get(by)
        roles = frozenset() if person is None else person.roles
        act = Act(by, roles, self.core.time.now(), self.core.time.today(), self.new_id)
        return MemoryWork(self.memory, self.people, self.core.rules, act)

    def sweep(self, looked_at: Any) -> None:
        """Make a pass in memory, on the cases as they stand in the database, and the same pass in the core."""
        self.memory.history.turn += 1
        with self._on_real_cases() as work:
            raise_alerts(RaiseAlerts(looked_at=looked_at), work)
        self.core.do(RaiseAlerts(looked_at=looked_at))
        self.read()

    @contextmanager
    def _on_real_cases(self) -> Any:
        with self.core.database.read() as connection:
            work = self.work()
            self.give_cases(work, connection)
            work.kept = KeptStore(connection, SEES_ALL)
            work.protection = _RealProtection(connection, self.memory)
            yield work

    def give_cases(self, work: MemoryWork, connection: Connection) -> None:
        """Give a unit of work in memory the cases of the database."""
        work.cases = _RealCases(connection, self.memory)

    def read(self) -> None:
        """Take over the facts as they stand in the database."""
        with self.core.database.read() as connection:
            for person in load(connection, Officer, officer):
                if self.memory.officers.get(person.id) != person:
                    self.memory.put_officer(person)
            absences = {one.id: one for one in load(connection, Absence, absence)}
            for key in {*absences, *self.memory.absences}:
                if self.memory.absences.get(key) != absences.get(key):
                    self.memory.put_absence(key, absences.get(key))
            for case in _cases(connection):
                if self.memory.cases.get(case.id) != case:
                    self.memory.put_case(case)
            clocks = {one.id: one for one in _clocks(connection)}
            for key, one in clocks.items():
                if self.memory.clocks.get(key) != one:
                    self.memory.put_clock(one)
            for key in [key for key in self.memory.clocks if key not in clocks]:
                self.memory.forget_clock(key)
            for one in load(connection, Protection, protection):
                measure = MeasureFact(one.id, one.case_id, one.review_on, one.until, one.ended_on, one.version)
                self._keep_measure(measure)
            standings = load(connection, ProtectionStanding, protection_standing)
            for case_id in self.memory.cases:
                self.memory.put_standings(case_id, [one for one in standings if one.case_id == case_id])

    def _keep_measure(self, measure: MeasureFact) -> None:
        if self.memory.measures.get(measure.id) != measure:
            self.memory.put_measure(measure)

    def differences(self) -> list[str]:
        """Give what is only in the database (-) and what is only in memory (+)."""
        with self.core.database.read() as connection:
            real = load(connection, Alert, alert)
            told = connection.execute(select(alert_told)).all()
            steps = load(connection, Step, alert_step)
        keys = {one.id: _key(one) for one in real}
        in_database = {
            *(_alert(one) for one in real),
            *(f"told {keys[one.alert_id]} {one.rung} {one.recipient} {one.told_at}" for one in told),
            *(_step(keys, one) for one in steps),
        }
        ours = {one.id: _key(one) for one in self.memory.alerts.values()}
        in_memory = {
            *(_alert(one) for one in self.memory.alerts.values()),
            *(
                f"told {ours[key]} {one.rung.value} {recipient} {at}"
                for key, rows in self.memory.told.items()
                for at, recipient, one in rows
            ),
            *(_step(ours, one) for _, one in self.memory.steps),
        }
        gone = sorted(f"- {one}" for one in in_database - in_memory)
        return [*gone, *sorted(f"+ {one}" for one in in_memory - in_database)]


class _RealCases(CaseStore):
    """The cases of the database; what a pass does to one is kept in memory alone."""

    def __init__(self, connection: Connection, memory: Memory) -> None:
        super().__init__(connection, SEES_ALL)
        self._memory = memory

    def save(self, case: Case) -> None:
        """Take over how the clocks stand."""
        for one in case.clocks.values():
            if one.id in self._memory.clocks:
                before = self._memory.clocks[one.id]
                left_out = case.milestones[one.milestone_id].state is MilestoneState.NOT_REQUIRED
                values = {
                    name: getattr(one, name) for name in ("due", "due_at", "expires_at", "episode", "state", "pauses")
                }
                self._memory.put_clock(replace(before, not_required=left_out, **values))


class _RealProtection(ProtectionStore):
    """How children are protected, looked at in the database and kept in memory."""

    def __init__(self, connection: Connection, memory: Memory) -> None:
        super().__init__(connection)
        self._memory = memory

    def looked_until(self, _place: int) -> None:
        """The core's own pass remembers it."""

    def keep(self, case_id: str, standings: Sequence[ProtectionStanding]) -> None:
        """Keep them in memory."""
        self._memory.put_standings(case_id, standings)


def _cases(connection: Connection) -> list[CaseFact]:
    named: dict[str, set[str]] = {}
    for row in connection.execute(select(case_access)):
        named.setdefault(row.case_id, set()).add(row.officer_id)
    of_case = holding.c.case_id == case_record.c.id
    since = select(func.max(holding.c.since)).where(of_case).scalar_subquery()
    waits = of_case, holding.c.holder == Holder.AWAITING_ALLOCATION.value
    waits_since = select(func.max(holding.c.since)).where(*waits).scalar_subquery()
    return [
        CaseFact(
            row.id, row.oic_id, row.supervisor_id, row.team_id, RiskGrade(row.risk), row.reported_on,
            row.status == CaseStatus.CLOSED.value, row.restricted, frozenset(named.get(row.id, ())),
            row.held_since if row.held_by == Holder.NOBODY.value else None, row.waits_since, row.outcome_code,
            row.closed_on,
        )
        for row in connection.execute(select(case_record, since.label("held_since"), waits_since.label("waits_since")))
    ]  # fmt: skip


def _clocks(connection: Connection) -> list[ClockFact]:
    paused = clock_event.alias("paused")
    of_clock = paused.c.clock_id == clock.c.id, paused.c.kind == ClockEventKind.PAUSED.value
    last = select(func.max(paused.c.place)).where(*of_clock).scalar_subquery()
    rows = connection.execute(
        select(
            *CLOCK_COLUMNS, clock.c.state, clock.c.episode, clock.c.pauses, clock_event.c.review_day,
            milestone.c.state.label("of_milestone"),
        ).select_from(
            clock.join(milestone, milestone.c.id == clock.c.milestone_id).outerjoin(
                clock_event, and_(clock_event.c.clock_id == clock.c.id, clock_event.c.place == last)
            )
        )
    )  # fmt: skip
    return [
        ClockFact(
            row.id, row.case_id, row.milestone_id, row.limit_id, row.limit_version, measure_of(row.measure),
            ClockState(row.state), row.due, row.due_at, row.expires_at, row.episode, row.pauses, row.review_day,
            row.of_milestone == MilestoneState.NOT_REQUIRED.value, row.overdue_since,
        )
        for row in rows
    ]  # fmt: skip


def _key(one: Alert) -> str:
    return f"{one.kind} {one.subject_id} {one.threshold} {one.episode}"


def _alert(one: Alert) -> str:
    return " ".join(str(getattr(one, part.name)) for part in fields(Alert) if part.name not in NOT_COMPARED)


def _step(keys: Mapping[str, str], one: Step) -> str:
    return f"step {keys[one.alert_id]} {one.at} {one.what} {one.by} {one.rung} {one.recipient} {one.why} {one.until}"
