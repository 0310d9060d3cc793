"""Something happened to the bail of an arrest: released, extended, suspended, returned, brought to its end."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import BailCondition, BailEventKind, Representations


@dataclass(frozen=True, slots=True)
class RecordBailEvent:
    """One event of a bail ledger; the fields are those of `BailEvent`. `version` is the arrest's as the person saw it.

    The result is the event's id. What the law does not allow is not stored.
    """

    by: str
    case_id: str
    arrest_id: str
    version: int
    kind: BailEventKind
    on: date
    authority: str = ""
    acting: bool = False
    authorised_by: str = ""
    months: int | None = None
    until: date | None = None
    conditions: frozenset[BailCondition] = frozenset()
    informed_on: date | None = None
    representations: Representations = Representations.NOT_RECORDED
    told_on: date | None = None
    note: str = ""
