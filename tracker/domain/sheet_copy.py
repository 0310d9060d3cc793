"""SheetCopy: a bail sheet that was given out; each has a number of its own within its case."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SheetCopy:
    """One copy: for whom, why, and the digest of its bytes."""

    id: str
    case_id: str
    number: str
    recipient: str
    reason: str
    digest: str
    recorded_at: datetime
    recorded_by: str
    version: int = 1
