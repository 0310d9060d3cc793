"""What stands on a bail sheet: one suspect's bail for whoever decides its extension, as frozen rows."""

from dataclasses import dataclass
from datetime import date

from tracker.rows.bail_register import BailRow


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition of PACE 1984 s.47ZC with what the record shows of it, line by line."""

    words: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkRow:
    """What was done in the investigation on a day."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class DriftRow:
    """A milestone past its first day: from when to when, by how much (also in words), why and the next step."""

    milestone: str
    first_due: date | None
    due: date | None
    days: int
    late: str
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuspectSheet:
    """One suspect's bail.

    Args:
        work: what was done since the arrest, a day a row, the newest first; `earlier` counts the days not listed.
        drift: what is late now, or was done late since the arrest, the longest first; `more_late` is how much more.
        protection: what protects each child from the suspect now, and when the conditions were last checked.
    """

    bail: BailRow
    conditions: tuple[ConditionRow, ...]
    work: tuple[WorkRow, ...]
    earlier: int
    drift: tuple[DriftRow, ...]
    more_late: int
    protection: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BailSheet:
    """What stands on the paper: whose bail, in which case."""

    case_id: str
    reference: str
    oic: str
    risk: str
    age_days: int
    suspects: tuple[SuspectSheet, ...]
