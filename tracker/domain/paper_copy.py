"""PaperCopy: a copy of a paper that was given out; each series of papers counts its copies."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PaperCopy:
    """One copy: for whom, why, and the digest of its bytes. A paper about a case has a series of its own there."""

    id: str
    series: str
    copy_number: int
    case_id: str | None
    recipient: str
    reason: str
    digest: str
    recorded_at: datetime
    recorded_by: str

    @property
    def number(self) -> str:
        """The number that stands on the paper."""
        return f"{self.series}-{self.copy_number}"
