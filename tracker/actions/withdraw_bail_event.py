"""An event of a bail ledger that was entered wrongly is taken back; it stays on record with the reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WithdrawBailEvent:
    """An event is taken back, with the reason. `version` is the event's as the person saw it."""

    by: str
    case_id: str
    event_id: str
    version: int
    reason: str
