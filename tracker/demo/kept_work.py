"""Stores that keep the demo's cases in memory while it is made, and write them when something has to be read back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tracker.domain.alert import Alert
from tracker.domain.case import Case
from tracker.domain.case_link import CaseLink
from tracker.domain.case_parts import CaseRecord
from tracker.domain.clock import Clock
from tracker.domain.kept import KeptRecord, OneKept
from tracker.domain.ladder import Concern, Telling, ToldAlert
from tracker.domain.protection_standing import ProtectionStanding
from tracker.domain.review import FollowUp
from tracker.domain.sweep import CaseState, ClockToWarn, Lapse, LongPause, OverdueClock
from tracker.errors import NotFound
from tracker.storage.alert_store import AlertStore
from tracker.storage.case_store import CaseStore, folded
from tracker.storage.kept_store import KeptStore
from tracker.storage.protection_store import ProtectionStore
from tracker.storage.unit_of_work import UnitOfWork
from tracker.terms import AlertKind, CaseStatus, Holder

Mark = tuple[object, ...]
#: more than any demo unit has
ALL = 1_000_000
LONG_PAST = datetime(1970, 1, 1, tzinfo=UTC)


class KeptCases(CaseStore):
    """Cases that are never loaded and are written late: nobody else works in a unit that is being made."""

    def __init__(self, work: UnitOfWork) -> None:
        super().__init__(work.connection, work.scope)
        self._kept: dict[str, Case] = {}
        self._by_reference: dict[str, str] = {}
        self._new: dict[str, None] = {}
        self._changed: dict[str, None] = {}

    def get(self, case_id: str) -> Case:
        """Give a case of this unit."""
        return self._kept[case_id]

    def by_reference(self, reference: str) -> str | None:
        """Give the id of the case with a reference."""
        return self._by_reference.get(folded(reference))

    def open_of(self, *, oic_id: str = "", supervisor_id: str = "") -> Sequence[str]:
        """Give the ids of the cases that are not closed and that an officer has or supervises."""
        return [
            case.record.id
            for case in self.live()
            if oic_id in ("", case.record.oic_id) and supervisor_id in ("", case.record.supervisor_id)
        ]

    def add(self, case: Case) -> None:
        """Keep a new case."""
        self._kept[case.record.id] = case
        self._by_reference[folded(case.record.reference)] = case.record.id
        self._new[case.record.id] = None

    def save(self, case: Case) -> None:
        """Note that a case has changed."""
        if case.record.id not in self._new:
            self._changed[case.record.id] = None

    def flush(self, case_ids: Iterable[str]) -> None:
        """Store what is new or changed of some cases."""
        for case_id in case_ids:
            if case_id in self._new:
                super().add(self._kept[case_id])
                del self._new[case_id]
            elif case_id in self._changed:
                super().save(self._kept[case_id])
                del self._changed[case_id]

    def all(self) -> Sequence[Case]:
        """Give every case, in the order in which they were opened."""
        return tuple(self._kept.values())

    def live(self) -> Sequence[Case]:
        """Give every case that is not closed."""
        return [case for case in self._kept.values() if case.record.status is not CaseStatus.CLOSED]


class KeptRecords(KeptStore):
    """What is kept beside the cases, written when they have been; from then on it is the database's."""

    def __init__(self, work: UnitOfWork) -> None:
        super().__init__(work.connection, work.scope)
        self._written = False
        self._kept: dict[tuple[type, str], list[Any]] = {}
        self._places: dict[str, tuple[tuple[type, str], int]] = {}

    def add(self, record: KeptRecord) -> None:
        """Keep a new record."""
        if self._written:
            super().add(record)
            return
        of = (type(record), record.case_id)
        records = self._kept.setdefault(of, [])
        self._places[record.id] = (of, len(records))
        records.append(record)

    def get(self, cls: type[OneKept], record_id: str) -> OneKept:
        """Give a record of this unit."""
        if self._written:
            return super().get(cls, record_id)
        of, place = self._places[record_id]
        found = self._kept[of][place]
        if not isinstance(found, cls):
            raise NotFound("not_found")
        return found

    def of_case(self, cls: type[OneKept], case_id: str) -> tuple[OneKept, ...]:
        """Give the records of a case, in the order in which they were made."""
        if self._written:
            return super().of_case(cls, case_id)
        return tuple(self._kept.get((cls, case_id), ()))

    def save(self, record: OneKept) -> OneKept:
        """Put a changed record in the place of the one before."""
        if self._written:
            return super().save(record)
        of, place = self._places[record.id]
        self._kept[of][place] = record
        return record

    def follow_ups_of(self, owner_id: str) -> tuple[FollowUp, ...]:
        """Give what reviews say is to be done by an officer and is not done yet."""
        if self._written:
            return super().follow_ups_of(owner_id)
        kept = [one for (cls, _), records in self._kept.items() if cls is FollowUp for one in records]
        return tuple(
            one for one in kept if one.owner_id == owner_id and one.done_on is None and one.withdrawn_at is None
        )

    def links_of(self, case_id: str) -> tuple[CaseLink, ...]:
        """Give the links of a case, from whichever of the two they were made."""
        if self._written:
            return super().links_of(case_id)
        kept = [one for (cls, _), records in self._kept.items() if cls is CaseLink for one in records]
        return tuple(one for one in kept if case_id in (one.case_id, one.other_id))

    def flush(self) -> None:
        """Store them all; their cases are stored."""
        for records in self._kept.values():
            for record in records:
                super().add(record)
        self._kept, self._places = {}, {}
        self._written = True


class KeptAlerts(AlertStore):
    """Alerts that are found among the cases kept, and looked at again only when what they were raised for has changed.

    What is found is what the database would give: the last sweep of all asks the database.
    """

    def __init__(self, work: UnitOfWork, cases: KeptCases) -> None:
        super().__init__(work.connection, work.scope, work.act)
        self._cases = cases
        self._watched: dict[str, set[str]] = {}
        self._marks: dict[str, Mark] = {}
        self._raised: set[tuple[str, str]] = set()
        self._missing: dict[AlertKind, set[str]] = {AlertKind.NO_OWNER: set(), AlertKind.NO_NEXT_ACTION: set()}
        self.new: list[tuple[Alert, Telling]] = []
        self.from_database = False

    def due_to_raise(self, now: datetime) -> Sequence[OverdueClock]:
        """Find the running clocks past due, of cases that are not closed, whose present episode has no alert yet."""
        if self.from_database:
            return super().due_to_raise(now)
        found = [
            (clock, case)
            for case in self._cases.live()
            for clock in case.clocks.values()
            if clock.is_overdue(now) and (clock.id, clock.episode) not in self._raised
        ]
        found.sort(key=lambda each: (each[0].expires_at, each[0].id))
        return [_overdue(clock, case.record) for clock, case in found]

    def unowned_cases(self) -> Sequence[CaseState]:
        """Find the cases awaiting allocation that nobody has been told of."""
        if self.from_database:
            return super().unowned_cases()
        cases = [case for case in self._cases.live() if case.record.oic_id is None]
        return self._lacking(AlertKind.NO_OWNER, cases)

    def idle_cases(self) -> Sequence[CaseState]:
        """Find the cases held by nobody that nobody has been told of."""
        if self.from_database:
            return super().idle_cases()
        cases = [case for case in self._cases.live() if case.record.oic_id and case.record.held_by is Holder.NOBODY]
        return self._lacking(AlertKind.NO_NEXT_ACTION, cases)

    def expired_cases(self) -> Sequence[CaseState]:
        """Find the cases whose outcome says that a time limit on prosecution was missed; the last sweep looks."""
        return super().expired_cases() if self.from_database else []

    def clocks_to_warn(self, now: datetime, most: int) -> Sequence[ClockToWarn]:
        """Find the clocks with a warning to tell; the last sweep looks, at all of them."""
        return super().clocks_to_warn(now, max(most, ALL)) if self.from_database else []

    def long_pauses(self, today: date) -> Sequence[LongPause]:
        """Find the pauses that were not reviewed; the last sweep looks."""
        return super().long_pauses(today) if self.from_database else []

    def lapses(self, until: date) -> Sequence[Lapse]:
        """Find the protection that ends; the last sweep looks."""
        return super().lapses(until) if self.from_database else []

    def late_unprotected_cases(self, now: datetime) -> Sequence[CaseState]:
        """Find the late cases in which nothing protects a child; the last sweep looks."""
        return super().late_unprotected_cases(now) if self.from_database else []

    def unknown_to_oic(self, case_id: str | None = None) -> Sequence[ToldAlert]:
        """Find the alerts an OIC has not been told of; the last sweep looks."""
        return super().unknown_to_oic(case_id) if self.from_database else []

    def to_climb(self, today: date) -> Sequence[tuple[ToldAlert, datetime]]:
        """Find the alerts that climb; the last sweep looks."""
        return super().to_climb(today) if self.from_database else []

    def lapsed(self, today: date) -> Sequence[ToldAlert]:
        """Find the alerts whose next step was not done; the last sweep looks."""
        return super().lapsed(today) if self.from_database else []

    def told_to(self, officer_ids: Collection[str]) -> Sequence[ToldAlert]:
        """Find the open alerts that any of these officers was told of; the last sweep looks."""
        return super().told_to(officer_ids) if self.from_database else []

    def note_overdue(self, clock_ids: Sequence[str]) -> None:
        """Note in the cases kept that clocks became overdue."""
        late = set(clock_ids)
        for case in self._cases.live():
            for clock_id in late & case.clocks.keys():
                clock = case.clocks[clock_id]
                case.clocks[clock_id] = replace(clock, overdue_since=clock.expires_at)
                self._cases.save(case)

    def raise_new(self, alerts: Sequence[tuple[Alert, Telling]]) -> int:
        """Store alerts, and watch what they were raised for."""
        self.new += alerts
        concerned = {alert.case_id: None for alert, _ in alerts}
        self._cases.flush(concerned)
        for alert, _ in alerts:
            self._watched.setdefault(alert.case_id, set()).add(alert.clock_id or "")
            self._raised.add((alert.subject_id, alert.episode))
            if alert.kind in self._missing:
                self._missing[alert.kind].add(alert.case_id)
        for case_id in concerned:
            self._marks[case_id] = self._mark(case_id)
        return super().raise_new(alerts)

    def settle(self, now: datetime, case_id: str | None = None) -> int:
        """End and revive alerts where something they were raised for has changed."""
        if case_id is None:
            return super().settle(now)
        if case_id not in self._watched or self._mark(case_id) == self._marks[case_id]:
            return 0
        self._marks[case_id] = self._mark(case_id)
        self._cases.flush([case_id])
        return super().settle(now, case_id)

    def _lacking(self, kind: AlertKind, cases: Sequence[Case]) -> Sequence[CaseState]:
        self._missing[kind] &= {case.record.id for case in cases}
        return [_state(case, kind) for case in sorted(cases, key=_id_of) if case.record.id not in self._missing[kind]]

    def _mark(self, case_id: str) -> Mark:
        case = self._cases.get(case_id)
        clocks = (len(case.clocks[clock_id].events) for clock_id in sorted(self._watched[case_id]) if clock_id)
        record = case.record
        return record.oic_id is None, record.held_by is Holder.NOBODY, record.status is CaseStatus.CLOSED, *clocks


class KeptProtection(ProtectionStore):
    """How children's protection stands, looked at when every case has been written."""

    def __init__(self, work: UnitOfWork, cases: KeptCases) -> None:
        super().__init__(work.connection)
        self._work = work
        self._cases = cases
        self.from_database = False

    def to_look_at(self, today: date, most: int) -> tuple[Sequence[str], int]:
        """Give every case, once: the last sweep looks."""
        if not self.from_database:
            return (), 0
        found, _ = super().to_look_at(today, most)
        live = [case.record.id for case in self._cases.live()]
        return list(dict.fromkeys((*found, *live))), self._work.audit.places().stop - 1

    def keep(self, case_id: str, standings: Sequence[ProtectionStanding]) -> None:
        """Put how the children of a case stand now in the place of what was there, once it has been written."""
        if self.from_database:
            super().keep(case_id, standings)


def _overdue(clock: Clock, record: CaseRecord) -> OverdueClock:
    return OverdueClock(
        clock.id, record.id, clock.milestone_id, clock.limit_id, clock.limit_version, clock.measure, clock.due,
        clock.due_at, clock.overdue_since, clock.expires_at or LONG_PAST, _concern(record),
    )  # fmt: skip


def _state(case: Case, kind: AlertKind) -> CaseState:
    record = case.record
    no_owner = kind is AlertKind.NO_OWNER
    wanted = [one.since for one in case.holdings if not no_owner or one.holder is Holder.AWAITING_ALLOCATION]
    since = max(wanted, default=record.reported_on)
    return CaseState(record.id, since, record.risk, _concern(record))


def _concern(record: CaseRecord) -> Concern:
    return Concern(record.oic_id, record.supervisor_id, record.team_id)


def _id_of(case: Case) -> str:
    return case.record.id
