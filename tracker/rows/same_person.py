"""One person across the cases they are in: by the records system's own number, never by a name."""

from dataclasses import dataclass
from datetime import date

from tracker.rows.bail_register import BailRow
from tracker.terms import CaseKind, CaseStatus, Holder, RiskGrade, SubjectKind


@dataclass(frozen=True, slots=True)
class SamePersonQuestion:
    """The child or suspect of one case by whose number others are found."""

    by: str
    subject_id: str


@dataclass(frozen=True, slots=True)
class PersonInCase:
    """A case that a person is in, and as what. `overdue` counts its overdue clocks."""

    case_id: str
    reference: str
    subject_id: str
    subject_kind: SubjectKind
    label: str
    kind: CaseKind
    status: CaseStatus
    risk: RiskGrade
    oic: str
    team: str
    reported_on: date
    held_by: Holder
    overdue: int


@dataclass(frozen=True, slots=True)
class SamePerson:
    """A person's cases and bail. Bail of one arrest stands once, whichever cases it concerns.

    Args:
        records_number: empty where nobody has entered it: then no other case can be found.
        restricted_not_shown: cases of the same number that are withheld as restricted.
    """

    subject_id: str
    subject_kind: SubjectKind
    label: str
    records_number: str
    cases: tuple[PersonInCase, ...]
    bail: tuple[BailRow, ...]
    restricted_not_shown: int
