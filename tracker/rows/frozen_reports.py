"""Frozen papers: the list of them, one with its bytes, and a copy with its cover sheet."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ReportListQuestion:
    """All frozen weekly papers within the person's scope, newest first."""

    by: str


@dataclass(frozen=True, slots=True)
class FrozenReportRow:
    """One frozen paper. `number` is unique in the unit; `digest` is the SHA-256 of the PDF's bytes."""

    report_id: str
    number: str
    monday: date
    team: str
    frozen_at: datetime
    digest: str
    copies: int


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """The bytes of one frozen paper by its number."""

    by: str
    number: str


@dataclass(frozen=True, slots=True)
class DraftReportQuestion:
    """An unfinished week as an unnumbered draft."""

    by: str
    monday: date
    team_id: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's bytes; `number` is empty for a draft."""

    number: str
    monday: date
    team: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class PrintedCopy:
    """What a printed copy is made of: its cover sheet, and the frozen paper with not a byte changed."""

    cover: bytes
    paper: bytes
    copy_number: int


@dataclass(frozen=True, slots=True)
class NumberedCopy:
    """One copy of several that were made together; `team` is empty for the whole unit."""

    report_id: str
    number: str
    team: str
    copy: PrintedCopy

    @property
    def file_names(self) -> tuple[str, str]:
        """The names of the files of the paper and of its cover sheet."""
        return f"{self.number}.pdf", f"{self.number}-cover-{self.copy.copy_number}.pdf"
