"""The chronology of a case on paper, as frozen rows: every dated thing in order, the course of the case, its ledger."""

from dataclasses import dataclass
from datetime import date

from tracker.rows.case_file import CaseFile, ClockRow
from tracker.terms import Holder


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One dated thing.

    Args:
        detail: what was written of it.
        by: who recorded it; `entered`, the day on which, where that was later than it happened.
        struck: why it does not count, of what was taken back or the law refuses.
    """

    on: date
    what: str
    detail: str = ""
    by: str = ""
    entered: date | None = None
    struck: str = ""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """The days a holder had the case, all spans together."""

    holder: Holder
    days: int


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A clock that was moved or paused, or is past its first due date, with the milestone it runs towards."""

    milestone: str
    clock: ClockRow


@dataclass(frozen=True, slots=True)
class Chronology:
    """A case from its report to its end, or to today.

    Args:
        held: the days by holder, the longest first; they add up to the age of the case.
    """

    case_id: str
    today: date
    file: CaseFile
    rows: tuple[ChronologyRow, ...]
    held: tuple[HeldRow, ...]
    targets: tuple[TargetRow, ...]
