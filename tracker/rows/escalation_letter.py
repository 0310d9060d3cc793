"""The letter by which a delay is taken to a higher post of an agency, as frozen rows; posts and references only."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import ChaseWay, Holder


@dataclass(frozen=True, slots=True)
class EscalationLetterQuestion:
    """How the letter of an escalation would look: an unnumbered draft. The case by its id or its reference.

    `which` is the id of the escalation, or the post it went to; where it is empty, the last one is meant.
    """

    by: str
    case: str
    which: str = ""
    their_reference: str = ""


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit that runs on what is awaited: its id and name, whose it is, first and present date, and how late."""

    limit: str
    source: str
    first_due: date | None
    due: date | None
    stands: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One time that the agency was asked: how and of which post, which day was promised or wanted, what came of it.

    `how` is None for an escalation.
    """

    on: date
    how: ChaseWay | None
    post: str
    until: date | None
    came_of_it: str


@dataclass(frozen=True, slots=True)
class EscalationLetter:
    """A letter.

    Args:
        post, agency: to whom.
        sender: from whom, by rank and team, in words; never a name.
        awaited: what is awaited, with the label of whom or what it concerns; empty for the case as a whole.
        since: since when it is awaited; None where that is not on record.
        asked: the times it was asked for before, the oldest first.
        number: which letter it is; empty for a draft.
    """

    unit: str
    demo: bool
    case_id: str
    escalation_id: str
    reference: str
    their_reference: str
    post: str
    agency: Holder
    sender: str
    on: date
    why: str
    asked_for: str
    by_when: date
    awaited: str
    since: date | None
    limits: tuple[LimitRow, ...]
    asked: tuple[AskedRow, ...]
    as_at: datetime
    printed_by: str
    number: str = ""
    log_head: str = ""


@dataclass(frozen=True, slots=True)
class DraftLetter:
    """The bytes of a letter before it is numbered and logged as sent."""

    case_id: str
    pdf: bytes
