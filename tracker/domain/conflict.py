"""Conflict: an officer who must not take a case, with the reason; kept on the case."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """An officer who knows somebody in the case, or must not have it for another reason; it may be withdrawn."""

    id: str
    case_id: str
    officer_id: str
    reason: str
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    version: int = 1
