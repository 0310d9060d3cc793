"""SheetCopy: a bail sheet or a letter that was given out; each kind has numbers of its own within its case."""

from collections.abc import Iterable
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


def next_number(kind: str, reference: str, copies: Iterable[SheetCopy]) -> str:
    """Give the number of the next copy of a kind of paper of a case."""
    begins = f"{kind}-{reference}-"
    return f"{begins}{1 + sum(copy.number.startswith(begins) for copy in copies)}"
