"""The people of a made-up unit as rows: absences, workload, covers and who could take a case."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.fakes import A_FRIDAY
from tracker import wording
from tracker.domain.workload import weights_from
from tracker.queries.workload import formula
from tracker.resource_files import toml
from tracker.rows.absence_preview import AbsencePreview, CoverRow
from tracker.rows.allocation import (
    AllocatedRow,
    Allocation,
    AllocationQuestion,
    CandidateRow,
    GiverRow,
    Leaver,
    OpenWorkRow,
)
from tracker.rows.conflicts import CaseConflicts, ConflictRow
from tracker.rows.unit_people import AbsenceRow, DutyDayRow, UnitPeople, UnitPerson, UnitTeam
from tracker.rows.workload import WeighedCaseRow, Workload, WorkloadCases, WorkloadRow
from tracker.terms import (
    AbsenceReason,
    CaseKind,
    CaseStatus,
    Holder,
    OpenWork,
    Rank,
    RiskGrade,
    Role,
    Skill,
    WorkloadLevel,
)

TODAY = A_FRIDAY.date()
TEAMS = (UnitTeam("team-1", "Team 1", 5, 1), UnitTeam("team-2", "Team 2", 3, 1))
NAMES = (
    ("1881", "Ŵyn"), ("2207", "Hughes"), ("3312", "Patel"), ("4150", "Okafor"),
    ("902", "Ade"), ("1044", "Mensah"), ("2718", "Tattersall"), ("77", "Lewis"),
)  # fmt: skip


def an_absence(number: int, first: int, last: int, **other: Any) -> AbsenceRow:
    """Give an absence by its days from today."""
    facts: dict[str, Any] = {
        "absence_id": f"absence-{number}-{first}",
        "officer_id": f"officer-{number}",
        "first_day": TODAY + timedelta(days=first),
        "last_day": TODAY + timedelta(days=last),
        "reason": AbsenceReason.LEAVE,
        "cover_id": "officer-1",
        "cover": "DC 2207 Hughes",
        "version": 1,
    }
    return AbsenceRow(**(facts | other))


def a_unit_person(number: int, **other: Any) -> UnitPerson:
    """Give an officer who is here, full time."""
    collar, surname = NAMES[number % len(NAMES)]
    sergeant = surname == "Ade"
    facts: dict[str, Any] = {
        "officer_id": f"officer-{number}",
        "title": f"{'DS' if sergeant else 'DC'} {collar} {surname}",
        "collar_number": collar,
        "surname": surname,
        "rank": Rank.SERGEANT if sergeant else Rank.CONSTABLE,
        "detective": True,
        "roles": frozenset({Role.SUPERVISOR if sergeant else Role.DETECTIVE}),
        "team_id": f"team-{1 + number // 5}",
        "team": f"Team {1 + number // 5}",
        "account": f"account{number}",
        "hours": 40,
        "working_days": (0, 1, 2, 3, 4),
        "student": False,
        "skills": frozenset({Skill.CHILD_ABUSE_SPECIALIST, Skill.ABE_INTERVIEWER}) if number % 2 else frozenset(),
        "active": True,
        "away": None,
        "away_next": None,
        "duty_today": None,
        "absences": (),
        "duty_days": (),
        "covers": (),
        "open_cases": 8 + number,
        "version": 3,
    }
    return UnitPerson(**(facts | other))


def some_people() -> UnitPeople:
    """Give people in every state: here, sick, on leave without cover, at court, part time, with nothing on record."""
    sick = an_absence(2, -1, 5, reason=AbsenceReason.SICK)
    leave, later = an_absence(3, -4, 8, cover_id=None, cover=""), an_absence(0, 21, 32)
    court = tuple(DutyDayRow(f"duty-{day}", TODAY + timedelta(days=day), AbsenceReason.COURT) for day in (0, 4, 5))
    return UnitPeople(
        TODAY,
        (
            a_unit_person(0, away_next=later, absences=(later,)),
            a_unit_person(1, covers=("DC 3312 Patel",)),
            a_unit_person(2, away=sick, absences=(sick,)),
            a_unit_person(3, away=leave, absences=(leave,)),
            a_unit_person(4, open_cases=0),
            a_unit_person(5, duty_today=court[0], duty_days=court),
            a_unit_person(6, hours=24, working_days=(0, 2, 4), student=True),
            a_unit_person(7, hours=0, working_days=(), open_cases=0, team_id=None, team=""),
        ),
        TEAMS,
        left_not_shown=2,
    )


def a_cover(number: int, **other: Any) -> CoverRow:
    """Give somebody who could stand in."""
    person = a_unit_person(number)
    facts: dict[str, Any] = {
        "officer_id": person.officer_id,
        "title": person.title,
        "team": person.team,
        "same_team": person.team_id == "team-1",
        "cases": 9,
        "points": 61.5,
        "with_cases": 19,
        "with_points": 130,
        "away_from": None,
        "away_now": False,
        "not_named": 0,
    }
    return CoverRow(**(facts | other))


def a_preview(**other: Any) -> AbsencePreview:
    """Give what an absence would move."""
    facts: dict[str, Any] = {
        "officer_id": "officer-0",
        "officer": "DC 1881 Ŵyn",
        "cases": 10,
        "points": 68.5,
        "alerts": 6,
        "due": 9,
        "bail_ends": 1,
        "covers_for": ("DC 2718 Tattersall",),
        "covers": (
            a_cover(1),
            a_cover(2, away_from=TODAY, away_now=True),
            a_cover(3, away_from=TODAY + timedelta(days=3), not_named=2),
            a_cover(5),
        ),
    }
    return AbsencePreview(**(facts | other))


def a_load(number: int, **other: Any) -> WorkloadRow:
    """Give an officer's workload, as the team's."""
    person = a_unit_person(number)
    facts: dict[str, Any] = {
        "officer_id": person.officer_id,
        "title": person.title,
        "collar_number": person.collar_number,
        "team_id": person.team_id,
        "team": person.team,
        "hours": 40,
        "student": False,
        "capacity": 100,
        "away": None,
        "away_until": None,
        "duty_days": 0,
        "cases": 9 + number,
        "children": 12 + number,
        "suspects": 10,
        "devices": 14,
        "on_bail": 3,
        "at_court": 1,
        "undated": 0,
        "points": 61.5,
        "load": 61.5,
        "of_median": 100,
        "level": WorkloadLevel.USUAL,
        "bail_returns": number % 3,
        "trials": number % 2,
    } | other
    shared = round(60 * facts["capacity"] / 100, 1)
    return WorkloadRow(**({"fair_share": shared, "above_share": round(facts["points"] - shared, 1)} | facts))


def a_workload(**other: Any) -> Workload:
    """Give officers in every level, with what is counted with nobody."""
    rows = (
        a_load(0, points=88.5, load=88.5, of_median=144, level=WorkloadLevel.AMBER, undated=1),
        a_load(1),
        a_load(2, away=AbsenceReason.SICK, away_until=TODAY + timedelta(days=5), capacity=75, load=82, of_median=133,
               level=WorkloadLevel.AMBER),
        a_load(3, away=AbsenceReason.LEAVE, away_until=TODAY + timedelta(days=40), capacity=0, load=None,
               of_median=None, level=WorkloadLevel.NO_CAPACITY),
        a_load(5, hours=24, capacity=60, load=102.5, of_median=167, level=WorkloadLevel.RED, duty_days=2),
        a_load(6, student=True, capacity=50, points=30, load=60, of_median=98),
        a_load(7, hours=0, capacity=0, cases=0, points=0, load=None, of_median=None, level=WorkloadLevel.NOT_COMPARED,
               children=0, suspects=0, devices=0, on_bail=0, at_court=0),
    )  # fmt: skip
    facts: dict[str, Any] = {
        "today": TODAY,
        "until": TODAY + timedelta(days=28),
        "rows": rows,
        "medians": (("Team 1", 61.5), ("Team 2", 60)),
        "unallocated": 3,
        "unallocated_points": 21,
        "of_leavers": 1,
        "restricted_not_counted": 2,
        "sees_cases": True,
        "formula": formula(weights_from(toml("weights/workload.toml")["edition"][0])),
    }
    return Workload(**(facts | other))


def a_weighed_case(number: int = 0, **other: Any) -> WeighedCaseRow:
    """Give a case with its points."""
    parts = (("base", 4), ("extra_people", 2), ("risk", 3), ("devices", 1), ("on_bail", 2))
    facts: dict[str, Any] = {
        "case_id": f"case-{number}",
        "reference": f"44NI/{305 + 97 * number:05}/26",
        "kind": CaseKind.ONLINE_ABUSE,
        "status": CaseStatus.OPEN,
        "risk": RiskGrade.HIGH,
        "held_by": Holder.OUR_UNIT,
        "oic_id": "officer-0",
        "children": 2,
        "suspects": 1,
        "devices": 3,
        "points": 12,
        "made_of": wording.points_made_of(parts, halved=False),
        "dated": True,
        "coming": (),
        "version": 1,
    }
    return WeighedCaseRow(**(facts | other))


def weighed_cases() -> WorkloadCases:
    """Give the cases of one officer."""
    ends = (date(2026, 12, 4), "bail_ended")
    halved = wording.points_made_of((("base", 4), ("devices", 1)), halved=True)
    return WorkloadCases(
        (
            a_weighed_case(0, coming=(ends, (date(2026, 12, 14), "trial"))),
            a_weighed_case(1),
            replace(a_weighed_case(2, points=2.5, held_by=Holder.LABORATORY), made_of=halved),
            a_weighed_case(3, dated=False, points=6),
        ),
        restricted_not_shown=1,
    )


def a_candidate(number: int, **other: Any) -> CandidateRow:
    """Give somebody who could take a case, and fits."""
    person = a_unit_person(number)
    facts: dict[str, Any] = {
        "officer_id": person.officer_id,
        "title": person.title,
        "team": person.team,
        "same_team": person.team_id == "team-1",
        "detective": True,
        "cases": 9,
        "points": 51.5,
        "with_points": 63.5,
        "load": 51.5,
        "with_load": 63.5,
        "level": WorkloadLevel.USUAL,
        "away": None,
        "away_until": None,
        "away_next": None,
        "missing": (),
        "conflicts": (),
        "not_named": 0,
        "has_them": 0,
        "may": True,
        "median": 60,
    }
    return CandidateRow(**(facts | other))


def some_candidates() -> tuple[CandidateRow, ...]:
    """Give candidates for each thing that may stand against somebody, the best fit first."""
    return (
        a_candidate(1),
        a_candidate(0, level=WorkloadLevel.AMBER, points=72, with_points=84, with_load=84, load=72,
                    away_next=an_absence(0, 9, 14)),
        a_candidate(5, level=WorkloadLevel.RED, points=90, with_points=102, load=90, with_load=102, not_named=1),
        a_candidate(6, missing=(Skill.ABE_INTERVIEWER, Skill.SUSPECT_INTERVIEWER)),
        a_candidate(7, cases=0, points=0, with_points=12, load=None, with_load=None, level=WorkloadLevel.NO_CAPACITY),
        a_candidate(3, away=AbsenceReason.LEAVE, away_until=TODAY + timedelta(days=8)),
        a_candidate(2, has_them=1, may=False),
        a_candidate(4, detective=False, conflicts=("44NI/00402/26",), may=False),
    )  # fmt: skip


def an_allocated_row(number: int = 0, **other: Any) -> AllocatedRow:
    """Give a case to be given to somebody."""
    facts: dict[str, Any] = {
        "case_id": f"case-{number}",
        "reference": f"44NI/{305 + 97 * number:05}/26",
        "kind": CaseKind.ONLINE_ABUSE,
        "oic_id": None,
        "oic": "",
        "points": 12,
        "restricted": False,
        "conflicts": (),
        "version": 1,
    }
    return AllocatedRow(**(facts | other))


def some_work() -> tuple[OpenWorkRow, ...]:
    """Give what goes over with a case."""
    late, soon = TODAY - timedelta(days=8), TODAY + timedelta(days=4)
    return (
        OpenWorkRow(OpenWork.MILESTONE, "ABE interview", "C1", late, late=True),
        OpenWorkRow(OpenWork.BAIL, "Applicable bail period ended", "S1", soon, late=False),
        OpenWorkRow(OpenWork.DEVICE, "Submitted to the laboratory", "EX1", None, late=False),
    )


def an_allocation(question: AllocationQuestion) -> Allocation:
    """Give who could take some cases; the first case somebody has already."""
    rows = []
    for case_id in question.case_ids:
        number = int(case_id.rsplit("-", 1)[1])
        has = {"oic_id": "officer-2", "oic": "DC 3312 Patel"} if number == 0 else {}
        rows.append(an_allocated_row(number, **has))
    handed = len(rows) == 1 and rows[0].oic_id is not None
    wanted = (Skill.CHILD_ABUSE_SPECIALIST, Skill.ABE_INTERVIEWER)
    givers = tuple(
        GiverRow("officer-2", "DC 3312 Patel", 9, 8, 60, 48, 80, 64) for row in rows if row.oic_id is not None
    )
    return Allocation(
        tuple(rows), wanted, some_work() if handed else (), 3 if handed else 0, some_candidates(), givers
    )  # fmt: skip


def a_leaver(**other: Any) -> Leaver:
    """Give an officer with something of everything."""
    facts: dict[str, Any] = {
        "officer_id": "officer-0",
        "officer": "DC 1881 Ŵyn",
        "version": 3,
        "rows": tuple(an_allocated_row(number, oic_id="officer-0", oic="DC 1881 Ŵyn") for number in range(4)),
        "points": 48,
        "supervised": 2,
        "alerts": 6,
        "taken_on": 1,
        "approvals": 2,
        "follow_ups": 3,
        "covers": (an_absence(3, -4, 8, cover_id="officer-0", cover="DC 1881 Ŵyn"),),
        "not_seen": 0,
        "candidates": some_candidates(),
        "supervisors": (a_candidate(4, detective=False),),
        "shared_out": (
            ("case-0", "officer-1"),
            ("case-1", "officer-5"),
            ("case-2", "officer-1"),
            ("case-3", "officer-1"),
        ),
    }
    return Leaver(**(facts | other))


def some_conflicts() -> CaseConflicts:
    """Give a case with one officer who must not take it."""
    row = ConflictRow("conflict-1", "officer-4", "DS 902 Ade", "knows the family", "DI 77 Lewis", A_FRIDAY, 2)
    return CaseConflicts("case-0", "44NI/00305/26", (row,))
