"""Delay: why something waits, who is awaited, from when to when."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import DelayReason, Holder


@dataclass(frozen=True, slots=True)
class Delay:
    """A recorded cause of delay of one milestone; `until` is None while it lasts."""

    id: str
    case_id: str
    milestone_id: str
    reason: DelayReason
    awaited: Holder
    since: date
    until: date | None
    next_step: str
    note: str
    recorded_at: datetime
    recorded_by: str
    version: int = 1
