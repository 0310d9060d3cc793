"""What can be recorded of a case as having happened, and with which custody time limits a remand can begin."""

from dataclasses import dataclass

from tracker.terms import SubjectKind


@dataclass(frozen=True, slots=True)
class RecordableQuestion:
    """Of which case."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class EventKindRow:
    """A kind of event that may happen to some subjects of the case.

    Args:
        kind: as `RecordEvent.kind` takes it.
        subject_ids: to which subjects it may happen now: what was done once and does not come again is left out.
        by_the_hour: whether the time of day matters: a clock in hours starts or stops with it.
    """

    kind: str
    name: str
    subject_kind: SubjectKind
    subject_ids: tuple[str, ...]
    note: str
    by_the_hour: bool


@dataclass(frozen=True, slots=True)
class CustodyLimitRow:
    """A custody time limit with its days, as it is before those already served come off."""

    limit_id: str
    name: str
    days: int
    from_sending: bool


@dataclass(frozen=True, slots=True)
class Recordable:
    """The kinds in the course of a case, and the custody time limits."""

    kinds: tuple[EventKindRow, ...]
    custody_limits: tuple[CustodyLimitRow, ...]
