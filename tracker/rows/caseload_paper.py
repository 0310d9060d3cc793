"""The caseload on paper, as frozen rows: each open case with its next date, its drift, who holds it, protection."""

from dataclasses import dataclass
from datetime import datetime

from tracker.rows.caseload import CaseloadRow


@dataclass(frozen=True, slots=True)
class CaseloadLine:
    """One case, and how its children are protected, in words."""

    row: CaseloadRow
    protection: str
    unprotected: bool


@dataclass(frozen=True, slots=True)
class CaseloadPaper:
    """The open cases; `checked` is when protection was last looked at, None where never."""

    lines: tuple[CaseloadLine, ...]
    closed: int
    withheld: int
    checked: datetime | None
