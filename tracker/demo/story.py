"""The words a demo story is told in: who does what, about whom, on which day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.actions.open_case import OpenCase
from tracker.domain.case import Case
from tracker.storage.unit_of_work import UnitOfWork
from tracker.terms import BailEventKind, DelayReason, Holder, SubjectKind

NEVER = date(9999, 1, 1)


class Part(StrEnum):
    """Who does it; the OIC's part falls to cover or supervisor while the OIC is away or there is none."""

    OIC = "oic"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    UNIT_HEAD = "unit_head"


@dataclass(frozen=True, slots=True)
class About:
    """Whom or what a step concerns: the case, or the n-th of its children, suspects or devices."""

    kind: SubjectKind
    number: int = 0


CASE = About(SubjectKind.CASE)


@dataclass(frozen=True, slots=True)
class Opened:
    """The case is opened; who opens it and for which team is filled in when it happens."""

    request: OpenCase
    team: int


@dataclass(frozen=True, slots=True)
class Allocated:
    """The case is given to whoever of the team has the least to do."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A milestone happened on a day."""

    kind: str
    about: About
    on: date


@dataclass(frozen=True, slots=True)
class Arrested:
    """A suspect was arrested."""

    about: About
    on: date
    released: BailEventKind | None


@dataclass(frozen=True, slots=True)
class Bailed:
    """Something happened to the bail of a suspect."""

    about: About
    kind: BailEventKind
    on: date
    authority: str = ""
    authorised_by: str = ""
    months: int | None = None
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Replanned:
    """The clock of a limit is given a later date."""

    kind: str
    about: About
    limits: tuple[str, ...]
    to: date
    reason: str


@dataclass(frozen=True, slots=True)
class Waited:
    """A cause of delay is recorded."""

    kind: str
    about: About
    reason: DelayReason
    awaited: Holder
    since: date
    next_step: str


@dataclass(frozen=True, slots=True)
class Spared:
    """A milestone is marked as not required."""

    kind: str
    about: About
    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The case is finished."""

    outcome_code: str
    on: date


@dataclass(frozen=True, slots=True)
class Beside:
    """Something is recorded beside the milestones, about a child, suspect or device, on a day."""

    about: About
    on: date

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Record it by the program's own action."""
        raise NotImplementedError

    def key(self, case: Case) -> str:
        """Give the id of whom or what it is about."""
        return case.subjects(self.about.kind)[self.about.number]


Step = Beside | Opened | Allocated | Happened | Arrested | Bailed | Replanned | Waited | Spared | Closed


@dataclass(frozen=True, slots=True)
class Deed:
    """One step of one case at an instant."""

    at: datetime
    case: int
    part: Part
    step: Step
