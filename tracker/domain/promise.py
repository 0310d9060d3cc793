"""A day that another agency promised: kept, still to come, or broken."""

from datetime import date


def is_broken(promised_by: date | None, came: date | None, today: date) -> bool:
    """Say whether a promise was broken: its day is over, and what was promised came later or has not come."""
    if promised_by is None:
        return False
    return promised_by < (came or today)
