"""Hand-overs and transfers of a case as frozen rows, what a transfer would take with it, and the question for that."""

from dataclasses import dataclass
from datetime import date

from tracker.rows.allocation import OpenWorkRow
from tracker.terms import ForceAnswer, PassedOn


@dataclass(frozen=True, slots=True)
class PassedOnRow:
    """A case was handed over, transferred to another team, or another force was asked to take it.

    `came_from` and `went_to` are officers, teams or a force; `open_work` counts what went with it. `answer` is
    another force's, `ended_on` its day; `taken_back` is the reason why a transfer does not stand.
    """

    key: str
    kind: PassedOn
    on: date
    came_from: str
    went_to: str
    open_work: int
    what: tuple[str, ...]
    reason: str
    by: str
    answer: ForceAnswer | None = None
    ended_on: date | None = None
    reference: str = ""
    taken_back: str = ""


@dataclass(frozen=True, slots=True)
class ForceRequestRow:
    """Another force has been asked and has not answered: which, which post there, since when; the milestone it is."""

    transfer_id: str
    version: int
    force: str
    role: str
    asked_on: date
    milestone_id: str


@dataclass(frozen=True, slots=True)
class CaseTransfers:
    """Who had a case: how many officers so far, each passing on in order, and a request that waits for its answer."""

    oics: int = 0
    passed_on: tuple[PassedOnRow, ...] = ()
    force_request: ForceRequestRow | None = None


@dataclass(frozen=True, slots=True)
class TransferQuestion:
    """What would go with a case to another team, and to which it could go."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class SupervisorChoice:
    """Somebody who could supervise a case; `away` while they are not here."""

    officer_id: str
    title: str
    away: bool


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team, how many open cases wait for an officer there, and who could supervise one."""

    team_id: str
    name: str
    waiting: int
    supervisors: tuple[SupervisorChoice, ...]


@dataclass(frozen=True, slots=True)
class TransferPreview:
    """A case that is to be transferred: with whom it is, what waits in it, and the teams it could go to.

    `follow_ups` counts what reviews asked of its OIC and is not done: whoever gets the case gets it too.
    """

    case_id: str
    reference: str
    version: int
    team: str
    oic: str
    restricted: bool
    open_work: tuple[OpenWorkRow, ...]
    alerts: int
    follow_ups: int
    teams: tuple[TeamChoice, ...]
