"""The notes of one case, and the question that asks for them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CaseNotesQuestion:
    """Which case's notes."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note: what was written, when and by whom."""

    note_id: str
    text: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class CaseNotes:
    """The notes of a case, newest first."""

    case_id: str
    rows: tuple[NoteRow, ...]
