"""Officers who must not take a case as frozen rows, and the question that asks for them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CaseConflictsQuestion:
    """Who must not take a case."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One officer who must not take the case, by whom it was recorded and when."""

    conflict_id: str
    officer_id: str
    officer: str
    reason: str
    recorded_by: str
    recorded_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class CaseConflicts:
    """Those that stand, in the order in which they were recorded."""

    case_id: str
    reference: str
    rows: tuple[ConflictRow, ...]
