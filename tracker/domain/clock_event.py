"""ClockEvent: one thing that happened to a clock; the list of them is the truth about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.counting import Measure
from tracker.domain.explain import When
from tracker.terms import ClockEventKind, DelayReason

KIND = ClockEventKind
MOVING = (
    KIND.RESCHEDULED, KIND.ORDERED, KIND.EXTENDED, KIND.CORRECTED, KIND.RESUMED, KIND.RECKONED, KIND.RECALCULATED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One thing that happened to a clock. `on` is when it happened, `recorded_at` when it was entered.

    `to` is the new day of a move, the corrected start, the day on which a pause recorded afterwards had ended, or
    None; `amount` the new total of an extension; `ours` says of a pause whether the wait was ours (then the clock still
    drifts), `cause` what it waits for and `review_on` when it is looked at again. Of a period's new end: `authority`
    is who gave it, `earliest` the earlier reading of `to`, for the alarms. A recalculation keeps the version of the
    calendar it was counted by until then, and a new `measure` if it has one.
    """

    kind: ClockEventKind
    on: When
    recorded_at: datetime
    recorded_by: str
    reason: str = ""
    to: When | None = None
    amount: int | None = None
    ours: bool = True
    approved_by: str | None = None
    asked_by: str | None = None
    review_on: date | None = None
    authority: str = ""
    earliest: date | None = None
    calendar_version: int | None = None
    measure: Measure | None = None
    cause: DelayReason | None = None

    @property
    def is_move(self) -> bool:
        """Whether it may give the clock another date by itself; a pause that ends without a date does not."""
        return self.kind in MOVING and (self.kind is not KIND.RESUMED or self.to is not None)


def version_until(events: Sequence[ClockEvent], place: int, version: int) -> int:
    """Give the version of the calendar by which the first events of a list counted, before the one at a place.

    Args:
        events: the whole list.
        place: how many of them had been recorded.
        version: the version by which the clock counts after the whole list.
    """
    later = (event.calendar_version for event in events[place:] if event.kind is KIND.RECALCULATED)
    return next((earlier for earlier in later if earlier is not None), version)
