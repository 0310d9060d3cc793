"""What a quick update can record as frozen rows: the cases found, and what can have happened in one of them."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import CaseKind, Holder, SubjectKind


@dataclass(frozen=True, slots=True)
class QuickCasesQuestion:
    """Open cases by parts of a reference or an operation's name, or by the OIC's collar number; untyped, own ones."""

    by: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class QuickCase:
    """One case to pick."""

    case_id: str
    reference: str
    operation: str
    kind: CaseKind
    oic: str
    age_days: int


@dataclass(frozen=True, slots=True)
class QuickCases:
    """The cases found, own ones first, and how many more there are."""

    rows: tuple[QuickCase, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class QuickUpdateQuestion:
    """What can have happened in a case; `reason` is for the log of looking."""

    by: str
    case_id: str
    reason: str = "quick update"


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """One thing that can be recorded, about one subject.

    Args:
        subject: the label of the child, suspect or device (with its kind); numbered where two have the same.
        milestone_id, version: of the milestone that waits for it; empty where none does, and a new one is opened.
        chases: the agency that would be chased about the milestone; None where the entry is that it happened.
        state_key: how the milestone stands, a key of wording's states.
    """

    kind: str
    name: str
    subject_kind: SubjectKind
    subject_id: str
    subject: str
    milestone_id: str
    version: int
    due: date | None
    state_key: str
    chases: Holder | None = None


@dataclass(frozen=True, slots=True)
class QuickUpdate:
    """What can be recorded of a case: what waits, the soonest due first; then what else can happen, in its course."""

    case_id: str
    reference: str
    reported_on: date
    entries: tuple[QuickEntry, ...]
