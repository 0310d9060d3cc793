"""Who could take cases, with the reasons, and what is an officer's when they leave."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from sqlalchemy import func, select

from tracker.domain.access import SUPERVISORS
from tracker.domain.people import Absence, DutyDay, Officer
from tracker.domain.sharing import Shared, Taker, share_out
from tracker.domain.skills import WantedSkill, skills_from, wanted_for
from tracker.domain.workload import AHEAD, Weights, capacity_of, level_of, load_of, team_median
from tracker.errors import NotFound, RuleBroken
from tracker.queries.case_transfers import open_work_rows
from tracker.queries.clock_rows import title
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.people import team_names
from tracker.queries.unit_people import absence_row
from tracker.queries.view import View
from tracker.queries.weighed_cases import WeighedCase, shown, total_of, weighed_cases
from tracker.resource_files import toml
from tracker.rows.allocation import (
    AllocatedRow,
    Allocation,
    AllocationQuestion,
    CandidateRow,
    GiverRow,
    Leaver,
    LeaverQuestion,
    OpenWorkRow,
)
from tracker.storage import tables
from tracker.storage.alert_finding import NOT_ENDED
from tracker.storage.case_store import CaseStore
from tracker.storage.kept_store import KeptStore
from tracker.storage.records import load
from tracker.storage.tables import alert, alert_told, approval, case_access, case_record, conflict
from tracker.terms import AlertState, ApprovalState, Role, Skill, WorkloadLevel

TAKES_CASES = frozenset({Role.DETECTIVE}) | SUPERVISORS


@cache
def wanted_skills() -> tuple[WantedSkill, ...]:
    """Give which skills are wanted, from the data file."""
    return skills_from(toml("weights/skills.toml"))


def allocation(question: AllocationQuestion, view: View) -> Allocation:
    """Give who could take some cases: the same number of statements for any number of cases and officers.

    Raises:
        NotFound: one of them does not exist or is out of scope.
        RuleBroken: one of them is closed.
    """
    unit = _Unit.read(view)
    wanted_ids = set(question.case_ids)
    cases = [case for case in unit.cases if case.case_id in wanted_ids]
    for case_id in wanted_ids - {case.case_id for case in cases}:
        record = CaseStore(view.connection, view.scope).get(case_id).record
        raise RuleBroken("case_closed", reference=record.reference)
    cases.sort(key=lambda case: case.reference)
    skills = _skills(cases)
    work, alerts = _open_work(cases, view)
    return Allocation(
        rows=tuple(unit.row(case) for case in cases),
        wanted=skills,
        open_work=work,
        alerts=alerts,
        candidates=unit.candidates(cases, skills),
        givers=unit.givers(cases),
        weights_version=unit.weights.version,
    )


def leaver(question: LeaverQuestion, view: View) -> Leaver:
    """Give everything that is an officer's; raises NotFound where there is no such officer."""
    unit, connection = _Unit.read(view), view.connection
    officer = unit.officers.get(question.officer_id)
    if officer is None:
        raise NotFound("not_found")
    own = sorted((case for case in unit.cases if case.oic_id == officer.id), key=lambda case: case.reference)
    store = CaseStore(connection, view.scope)
    owned, supervised = store.open_of(oic_id=officer.id), store.open_of(supervisor_id=officer.id)
    seen = {case.case_id for case in unit.cases}
    told = connection.execute(
        select(func.count(func.distinct(alert.c.id)))
        .select_from(alert.join(alert_told, alert_told.c.alert_id == alert.c.id))
        .where(NOT_ENDED, alert_told.c.recipient == officer.id)
    ).scalar_one()
    taken_on = connection.execute(
        select(func.count())
        .select_from(alert)
        .where(alert.c.state == AlertState.ACKNOWLEDGED.value, alert.c.acknowledged_by == officer.id)
    ).scalar_one()
    candidates = [row for row in unit.candidates(own, _skills(own)) if row.officer_id != officer.id]
    return Leaver(
        officer_id=officer.id,
        officer=officer.title(),
        version=officer.version,
        rows=tuple(unit.row(case) for case in own),
        points=shown(total_of(own)),
        supervised=len(supervised),
        alerts=told,
        taken_on=taken_on,
        follow_ups=len(KeptStore(connection, view.scope).follow_ups_of(officer.id)),
        approvals=connection.execute(
            select(func.count())
            .select_from(approval)
            .where(approval.c.state == ApprovalState.ASKED.value, approval.c.asked_by == officer.id)
        ).scalar_one(),
        covers=tuple(absence_row(one, unit.officers) for one in unit.absences if one.cover_id == officer.id),
        not_seen=len({*owned, *supervised} - seen),
        candidates=tuple(candidates),
        shared_out=unit.shared_out(own, officer),
        supervisors=tuple(row for row in candidates if unit.officers[row.officer_id].roles & SUPERVISORS),
    )


@dataclass(frozen=True, slots=True)
class _Unit:
    """The people and the open cases of the unit, read once."""

    view: View
    officers: Mapping[str, Officer]
    teams: Mapping[str, str]
    absences: Sequence[Absence]
    duties: Sequence[DutyDay]
    cases: Sequence[WeighedCase]
    conflicts: Mapping[str, frozenset[str]]
    named: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, view: View) -> "_Unit":
        """Read them within the asker's scope, in fourteen statements."""
        connection, today = view.connection, view.today
        officers = {one.id: one for one in load(connection, Officer, tables.officer)}
        teams = team_names(connection)
        absences = load(connection, Absence, tables.absence, tables.absence.c.last_day >= today)
        duty = tables.duty_day
        duties = load(connection, DutyDay, duty, duty.c.day >= today, duty.c.day < today + AHEAD)
        conflicts: dict[str, frozenset[str]] = {}
        for row in connection.execute(
            select(conflict.c.case_id, conflict.c.officer_id).where(conflict.c.withdrawn_at.is_(None))
        ):
            conflicts[row.case_id] = conflicts.get(row.case_id, frozenset()) | {row.officer_id}
        named: dict[str, frozenset[str]] = {}
        restricted = select(case_record.c.id).where(case_record.c.restricted, NOT_CLOSED)
        for row in connection.execute(select(case_access).where(case_access.c.case_id.in_(restricted))):
            named[row.case_id] = named.get(row.case_id, frozenset()) | {row.officer_id}
        return cls(view, officers, teams, absences, duties, weighed_cases(view), conflicts, named)

    @property
    def weights(self) -> Weights:
        """The points and shares that hold today."""
        return self.view.rules.weights(self.view.today)

    def capacity(self, officer: Officer) -> Fraction:
        """Give an officer's capacity over the coming four weeks."""
        return capacity_of(officer, self.absences, self.duties, self.view.today, self.weights)

    def givers(self, cases: Sequence[WeighedCase]) -> tuple[GiverRow, ...]:
        """Give who has these cases now, with what they would have left without them."""
        points = self.points()
        count = Counter(case.oic_id for case in self.cases)
        given: dict[str, list[WeighedCase]] = {}
        for case in cases:
            if case.oic_id is not None and case.oic_id in self.officers:
                given.setdefault(case.oic_id, []).append(case)
        rows = []
        for officer_id, theirs in given.items():
            officer, now = self.officers[officer_id], points[officer_id]
            capacity, left = self.capacity(officer), now - total_of(theirs)
            loads = [load_of(now, capacity), load_of(left, capacity)]
            load, left_load = (None if one is None else shown(one) for one in loads)
            rows.append(
                GiverRow(
                    officer_id, officer.title(), count[officer_id], count[officer_id] - len(theirs), shown(now),
                    shown(left), load, left_load,
                )
            )  # fmt: skip
        return tuple(sorted(rows, key=lambda row: row.title))

    def row(self, case: WeighedCase) -> AllocatedRow:
        """Give a case as a row."""
        against = self.conflicts.get(case.case_id, frozenset())
        return AllocatedRow(
            case_id=case.case_id,
            reference=case.reference,
            kind=case.kind,
            oic_id=case.oic_id,
            oic=title(self.officers, case.oic_id),
            points=shown(case.points.total),
            restricted=case.restricted,
            conflicts=tuple(sorted(self.officers[key].title() for key in against)),
            version=case.version,
        )

    def points(self) -> Mapping[str | None, Fraction]:
        """Give the points that each officer has now."""
        points: dict[str | None, Fraction] = {}
        for case in self.cases:
            points[case.oic_id] = points.get(case.oic_id, Fraction(0)) + case.points.total
        return points

    def candidates(self, cases: Sequence[WeighedCase], skills: Collection[Skill]) -> tuple[CandidateRow, ...]:
        """Give who could take cases: who may, is here, is trained, not overloaded, of the same team, least loaded."""
        points = self.points()
        count = Counter(case.oic_id for case in self.cases)
        takers = [one for one in self.officers.values() if one.active and one.roles & TAKES_CASES]
        capacity = {one.id: self.capacity(one) for one in takers}
        loads: dict[str | None, list[Fraction | None]] = {}
        for one in takers:
            if Role.DETECTIVE in one.roles or count[one.id]:
                own = load_of(points.get(one.id, Fraction(0)), capacity[one.id])
                loads.setdefault(one.team_id, []).append(own)
        teams = {case.team_id for case in cases}
        rows = []
        for one in takers:
            new = [case for case in cases if case.oic_id != one.id]
            now, adds = points.get(one.id, Fraction(0)), total_of(new)
            with_load = load_of(now + adds, capacity[one.id])
            middle = team_median(loads.get(one.team_id, []))
            level = level_of(now + adds, with_load, middle, self.weights)
            row = self._candidate(one, cases, skills, now, adds, count[one.id], capacity[one.id], level, teams)
            rows.append(replace(row, median=None if middle is None else shown(middle)))
        rows.sort(key=_best_first)
        return tuple(rows)

    def shared_out(self, cases: Sequence[WeighedCase], leaver: Officer) -> tuple[tuple[str, str], ...]:
        """Propose who takes each case of a leaver: detectives of the team who are here, else of the unit."""
        today = self.view.today
        here = [
            one
            for one in self.officers.values()
            if one.active and one.id != leaver.id and Role.DETECTIVE in one.roles
            and not any(away.officer_id == one.id and away.includes(today) for away in self.absences)
        ]  # fmt: skip
        points = self.points()
        takers = [
            Taker(
                one.id,
                points.get(one.id, Fraction(0)),
                self.capacity(one),
            )
            for one in [one for one in here if one.team_id == leaver.team_id] or here
        ]
        shared = [
            Shared(case.case_id, case.points.total, self.conflicts.get(case.case_id, frozenset())) for case in cases
        ]
        return tuple(share_out(shared, takers).items())

    def _candidate(
        self, one: Officer, cases: Sequence[WeighedCase], skills: Collection[Skill], now: Fraction, adds: Fraction,
        count: int, capacity: Fraction, level: WorkloadLevel, teams: Collection[str | None],
    ) -> CandidateRow:  # fmt: skip
        today = self.view.today
        own = sorted((a for a in self.absences if a.officer_id == one.id), key=lambda a: a.first_day)
        away = next((a for a in own if a.first_day <= today), None)
        later = next((a for a in own if today < a.first_day <= today + AHEAD), None)
        against = tuple(c.reference for c in cases if one.id in self.conflicts.get(c.case_id, frozenset()))
        load, with_load = load_of(now, capacity), load_of(now + adds, capacity)
        return CandidateRow(
            officer_id=one.id,
            title=one.title(),
            team=self.teams.get(one.team_id or "", ""),
            same_team=one.team_id in teams,
            detective=Role.DETECTIVE in one.roles,
            cases=count,
            points=shown(now),
            with_points=shown(now + adds),
            load=None if load is None else shown(load),
            with_load=None if with_load is None else shown(with_load),
            level=level,
            away=None if away is None else away.reason,
            away_until=None if away is None else away.last_day,
            away_next=None if later is None else absence_row(later, self.officers),
            missing=tuple(skill for skill in skills if skill not in one.skills),
            conflicts=against,
            not_named=sum(c.restricted and one.id not in self.named.get(c.case_id, frozenset()) for c in cases),
            has_them=sum(case.oic_id == one.id for case in cases),
            may=not against and sum(case.oic_id == one.id for case in cases) < max(len(cases), 1),
        )


def _best_first(row: CandidateRow) -> tuple[bool, bool, bool, bool, int, bool, bool, float, str]:
    return (
        not row.may, row.away is not None, row.with_load is None, not row.detective, len(row.missing),
        row.level is WorkloadLevel.RED, not row.same_team, row.with_load or 0, row.title,
    )  # fmt: skip


def _skills(cases: Sequence[WeighedCase]) -> tuple[Skill, ...]:
    wanted = [skill for case in cases for skill in wanted_for(case.kind, case.facts.children, wanted_skills())]
    return tuple(dict.fromkeys(wanted))


def _open_work(cases: Sequence[WeighedCase], view: View) -> tuple[tuple[OpenWorkRow, ...], int]:
    """Give what waits in a single case that somebody has, and how many alerts are open in all of them."""
    alerts = view.connection.execute(
        select(func.count()).select_from(alert).where(NOT_ENDED, alert.c.case_id.in_([case.case_id for case in cases]))
    ).scalar_one()
    if len(cases) != 1 or cases[0].oic_id is None:
        return (), alerts
    case = CaseStore(view.connection, view.scope).get(cases[0].case_id)
    return open_work_rows(case, view.rules, view.today), alerts
