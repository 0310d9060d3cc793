"""Who could take a case, and what goes with it, as frozen rows, and the questions that ask for it."""

from dataclasses import dataclass
from datetime import date

from tracker.rows.unit_people import AbsenceRow
from tracker.terms import AbsenceReason, CaseKind, OpenWork, Skill, WorkloadLevel


@dataclass(frozen=True, slots=True)
class AllocationQuestion:
    """Who could take these cases."""

    by: str
    case_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeaverQuestion:
    """What an officer has, and who could take it over."""

    by: str
    officer_id: str


@dataclass(frozen=True, slots=True)
class AllocatedRow:
    """A case to be given to somebody; `conflicts` are the titles of those who must not take it."""

    case_id: str
    reference: str
    kind: CaseKind
    oic_id: str | None
    oic: str
    points: float
    restricted: bool
    conflicts: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class OpenWorkRow:
    """One thing that waits in a case and goes over with it."""

    kind: OpenWork
    what: str
    subject: str
    due: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """Somebody who could take the cases. `may` is False where one of them must not go to this officer.

    Loads are points for each full-time officer's capacity; `level` is how it would stand to the team's `median`.
    `has_them` counts the cases that are the officer's already.
    """

    officer_id: str
    title: str
    team: str
    same_team: bool
    detective: bool
    cases: int
    points: float
    with_points: float
    load: float | None
    with_load: float | None
    level: WorkloadLevel
    away: AbsenceReason | None
    away_until: date | None
    away_next: AbsenceRow | None
    missing: tuple[Skill, ...]
    conflicts: tuple[str, ...]
    not_named: int
    has_them: int
    may: bool
    median: float | None = None


@dataclass(frozen=True, slots=True)
class GiverRow:
    """Somebody who has cases that are to be given on: what they have now, and what they would have left.

    Loads are points for each full-time officer's capacity; None where there is none to divide by.
    """

    officer_id: str
    title: str
    cases: int
    cases_left: int
    points: float
    points_left: float
    load: float | None
    load_left: float | None


@dataclass(frozen=True, slots=True)
class Allocation:
    """The cases as `rows`, the open work of a single one that somebody has, and the candidates, the best fit first.

    `givers` are those who have the cases now; `weights_version` is the edition by which points were reckoned.
    """

    rows: tuple[AllocatedRow, ...]
    wanted: tuple[Skill, ...]
    open_work: tuple[OpenWorkRow, ...]
    alerts: int
    candidates: tuple[CandidateRow, ...]
    givers: tuple[GiverRow, ...] = ()
    weights_version: int = 1


@dataclass(frozen=True, slots=True)
class Leaver:
    """Everything that is an officer's, the cases as `rows`.

    `not_seen` are cases that the asker may not see, and so cannot hand over; `shared_out` proposes an officer for
    each case, by their ids; `approvals` are those they asked for that still wait.
    """

    officer_id: str
    officer: str
    version: int
    rows: tuple[AllocatedRow, ...]
    points: float
    supervised: int
    alerts: int
    taken_on: int
    approvals: int
    follow_ups: int
    covers: tuple[AbsenceRow, ...]
    not_seen: int
    candidates: tuple[CandidateRow, ...]
    supervisors: tuple[CandidateRow, ...]
    shared_out: tuple[tuple[str, str], ...]
