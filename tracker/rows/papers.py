"""Papers drawn from how things stand: what one is about, what all of them say of themselves, a copy, its cover."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tracker.terms import PaperKind

#: the part of a case that is its last review
LAST = "last"


@dataclass(frozen=True, slots=True)
class About:
    """Which paper, and what it is about; each kind asks some of it and leaves the rest.

    Args:
        case: its id or its reference.
        part: of a case: an arrest by its id, a milestone by its id or its kind, a review by its id or as LAST.
        officer_id, team_id: whose; without them, all that the person may see.
        first, last: a period, its last day included; of a digest, `first` is its day.
        sample: how many cases are drawn by lot; nought for all.
        seed: what the lot is drawn by, so that it can be drawn again.
    """

    kind: PaperKind
    case: str = ""
    part: str = ""
    officer_id: str = ""
    team_id: str = ""
    first: date | None = None
    last: date | None = None
    sample: int = 0
    seed: str = ""


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A paper as a draft, to be looked at."""

    by: str
    about: About


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What a paper says of itself on every page; without a number it is a draft.

    Args:
        name, about: what kind of paper, and of which case, officer, team or period.
        log_head: the head of the audit chain, by which all that the paper rests on is bound.
    """

    name: str
    about: str
    unit: str
    demo: bool
    as_at: datetime
    log_head: str
    number: str = ""
    printed_by: str = ""
    recipient: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a paper is to hold: its rows, what it is about in words, and a sentence that sums it up.

    Args:
        case_id, reference: of a paper about one case, which has numbers of its own.
    """

    content: Any
    about: str
    said: str
    case_id: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """The same with its head, ready to be drawn."""

    kind: PaperKind
    found: Found
    head: PaperHead


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A draft to be looked at: the cases in it are what the log of looking keeps."""

    about: str
    said: str
    as_at: datetime
    cases: tuple[str, ...]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """Who printed a copy of a paper, when, for whom and why, and which copy it is.

    Args:
        frozen: whether every copy has the same bytes; else the copy's number stands on the paper itself.
        log_head: the head of the audit chain with the entry of this copy in it.
    """

    name: str
    number: str
    unit: str
    about: str
    digest: str
    copy_number: int
    printed_by: str
    printed_at: datetime
    recipient: str
    reason: str
    pages: int
    demo: bool = False
    frozen: bool = False
    log_head: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """What was given out: the paper, its cover sheet, its number, and its SHA-256 as it stands in the log.

    `copy_number` is that of a frozen paper, which is given out under the same number each time.
    """

    name: str
    number: str
    cover: bytes
    pdf: bytes
    digest: str
    copy_number: int | None = None
