"""What is known of a case, of its children and suspects, as the forms that put it right need it."""

from dataclasses import dataclass

from tracker.rows.people import OfficerRow
from tracker.terms import CaseKind, RiskGrade, Sex, YesNo


@dataclass(frozen=True, slots=True)
class CaseFactsQuestion:
    """Which case."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code of a list, in words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """A child's coded facts."""

    child_id: str
    version: int
    label: str
    records_number: str
    age_at_report: int | None
    age_at_offence: int | None
    sex: Sex
    ethnicity: str
    disability: YesNo
    enhanced_rights: bool


@dataclass(frozen=True, slots=True)
class SuspectFacts:
    """A suspect's coded facts."""

    suspect_id: str
    version: int
    label: str
    records_number: str
    access_to_children: YesNo


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case's own facts, with the choices that its forms offer."""

    case_id: str
    reference: str
    version: int
    kind: CaseKind
    risk: RiskGrade
    operation: str
    supervisor_id: str | None
    restricted: bool
    children: tuple[ChildFacts, ...]
    suspects: tuple[SuspectFacts, ...]
    officers: tuple[OfficerRow, ...]
    ethnicities: tuple[CodeRow, ...]
