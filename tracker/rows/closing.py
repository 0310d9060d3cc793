"""What is still open in a case that is to be closed, and with which outcome it may be, as frozen rows."""

from dataclasses import dataclass

from tracker.terms import OpenWork


@dataclass(frozen=True, slots=True)
class ClosingQuestion:
    """Which case is to be closed."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class OpenWorkRow:
    """One thing that is still open."""

    kind: OpenWork
    key: str
    what: str
    stands: str


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A Home Office outcome; `needs_reason` where closing with it must say to whom and why."""

    code: str
    name: str
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """What whoever closes a case has to have seen.

    Args:
        reviewed: whether the review before closing was held.
        seen: what is handed back with the request, so that nothing can change unseen in between.
    """

    case_id: str
    reference: str
    version: int
    open_work: tuple[OpenWorkRow, ...]
    reviewed: bool
    outcomes: tuple[OutcomeRow, ...]
    seen: tuple[str, ...]
