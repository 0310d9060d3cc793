"""Note: a short factual line on a case; never an account of the abuse, never a name."""

from dataclasses import dataclass
from datetime import datetime

from tracker.errors import RuleBroken

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Note:
    """A line somebody wrote on a case. Notes are added, never changed."""

    id: str
    case_id: str
    text: str
    recorded_at: datetime
    recorded_by: str
    version: int = 1


def check_note(text: str, *, field: str = "text") -> str:
    """Give a note's text without surrounding space.

    Raises:
        RuleBroken: there is none, or it is longer than a tracker's note should be.
    """
    words = text.strip()
    if not words:
        raise RuleBroken("note_needed", field=field)
    if len(words) > LONGEST_NOTE:
        raise RuleBroken("note_too_long", field=field, length=len(words), longest=LONGEST_NOTE)
    return words
