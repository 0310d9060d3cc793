"""The daily digest as frozen rows: what is open, due, ending or lapsed; references, kinds and dates only."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import Severity


@dataclass(frozen=True, slots=True)
class DigestQuestion:
    """The digest of the whole scope or of a team, for a day from today on; today where none is named."""

    by: str
    team_id: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class DigestAlert:
    """An open alert; `late` is in working days. `next_step_by` is the day that was promised on acknowledging it."""

    case_id: str
    reference: str
    severity: Severity
    what: str
    due: date | None
    late: int | None
    acknowledged: bool
    next_step_by: date | None


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One line about a case: what, on which day, and what there is to say of it."""

    case_id: str
    reference: str
    what: str
    on: date
    said: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest.

    Args:
        day, until: it looks from this day on; what is due is told to the next working day.
        counts: how many alerts are open, the most serious severity first.
        alerts: the open alerts, the most serious and longest late first.
        lapsed: those that were acknowledged, and whose next step is past its day.
        due: what falls due; `bail`, what ends within two weeks, with the rank that can extend it;
        unallocated: cases without an OIC; `protections`, the measures whose last day comes within two weeks.
        withheld: open cases that are not told of, because they are restricted.
    """

    team: str
    day: date
    until: date
    last_alert_check: datetime | None
    counts: tuple[tuple[Severity, int], ...]
    alerts: tuple[DigestAlert, ...]
    lapsed: tuple[DigestAlert, ...]
    due: tuple[DigestRow, ...]
    bail: tuple[DigestRow, ...]
    unallocated: tuple[DigestRow, ...]
    protections: tuple[DigestRow, ...]
    withheld: int
