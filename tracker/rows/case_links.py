"""The cases that one case is linked with."""

from dataclasses import dataclass
from datetime import datetime

from tracker.terms import CaseKind, CaseStatus, LinkKind, RiskGrade


@dataclass(frozen=True, slots=True)
class CaseLinksQuestion:
    """Which case."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A linked case, how and why. Of a link that no longer stands, `withdrawn` says why and `withdrawn_by` who."""

    link_id: str
    kind: LinkKind
    reason: str
    case_id: str
    reference: str
    case_kind: CaseKind
    status: CaseStatus
    risk: RiskGrade
    oic: str
    team: str
    who: str
    at: datetime
    withdrawn: str
    withdrawn_by: str
    version: int


@dataclass(frozen=True, slots=True)
class CaseLinks:
    """The links that stand, then those withdrawn, and how many linked cases are withheld as restricted."""

    case_id: str
    rows: tuple[LinkRow, ...]
    restricted_not_shown: int
