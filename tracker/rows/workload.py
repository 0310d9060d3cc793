"""Workload of officers and points of cases as frozen rows, and the questions that ask for them."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import AbsenceReason, CaseKind, CaseStatus, Holder, RiskGrade, WorkloadLevel


@dataclass(frozen=True, slots=True)
class WorkloadQuestion:
    """Who has how much to do, in the whole unit or in one team."""

    by: str
    team_id: str | None = None


@dataclass(frozen=True, slots=True)
class WorkloadCasesQuestion:
    """The open cases of one officer with their points; without an officer those that nobody has."""

    by: str
    officer_id: str | None


@dataclass(frozen=True, slots=True)
class WorkloadRow:
    """One officer. `capacity` is in hundredths of a full-time officer over the coming four weeks.

    `load` is points for each full-time officer's capacity, and `of_median` that load in hundredths of the team's
    median; None where there is nothing to divide by. `undated` are cases without any running date. `fair_share` is what
    they would carry if the points of the team were shared out by capacity, and `above_share` how many points more (less
    than 0: fewer) they do; None where nobody in the team has capacity.
    """

    officer_id: str
    title: str
    collar_number: str
    team_id: str | None
    team: str
    hours: int
    student: bool
    capacity: int
    away: AbsenceReason | None
    away_until: date | None
    duty_days: int
    cases: int
    children: int
    suspects: int
    devices: int
    on_bail: int
    at_court: int
    undated: int
    points: float
    load: float | None
    of_median: int | None
    level: WorkloadLevel
    bail_returns: int
    trials: int
    fair_share: float | None = None
    above_share: float | None = None


@dataclass(frozen=True, slots=True)
class Workload:
    """The officers by team and collar number, and what is counted with none of them.

    `medians` are the loads in the middle of each team, by its name; `formula` is how points and loads are reckoned.
    """

    today: date
    until: date
    rows: tuple[WorkloadRow, ...]
    medians: tuple[tuple[str, float | None], ...]
    unallocated: int
    unallocated_points: float
    of_leavers: int
    restricted_not_counted: int
    sees_cases: bool
    formula: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeighedCaseRow:
    """One open case with its points and what they are made of, in words; `coming` are its dates of four weeks."""

    case_id: str
    reference: str
    kind: CaseKind
    status: CaseStatus
    risk: RiskGrade
    held_by: Holder
    oic_id: str | None
    children: int
    suspects: int
    devices: int
    points: float
    made_of: str
    dated: bool
    coming: tuple[tuple[date, str], ...]
    version: int


@dataclass(frozen=True, slots=True)
class WorkloadCases:
    """The cases of one officer, the heaviest first."""

    rows: tuple[WeighedCaseRow, ...]
    restricted_not_shown: int
