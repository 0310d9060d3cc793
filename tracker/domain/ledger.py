"""Ledger: where the time went; every day of a case given to who held it, so that the days add up to its age."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.terms import Holder


@dataclass(frozen=True, slots=True)
class Holding:
    """From a day on the case was held by a holder, until the next holding begins."""

    since: date
    holder: Holder
    because: str
    recorded_at: datetime


def hand_on(holdings: Sequence[Holding], holding: Holding) -> tuple[Holding, ...]:
    """Give the holdings with one more; a holding entered late begins where the last one stands at the earliest."""
    if not holdings:
        return (holding,)
    last = holdings[-1]
    if last.holder is holding.holder:
        return tuple(holdings)
    since = max(last.since, holding.since)
    return (*holdings, Holding(since, holding.holder, holding.because, holding.recorded_at))


def from_report(holdings: Sequence[Holding], reported_on: date) -> tuple[Holding, ...]:
    """Give the holdings from the day of the report on, which may have been corrected since they were stored."""
    if not holdings:
        return ()
    first, *later = holdings
    return (
        replace(first, since=reported_on),
        *(replace(holding, since=max(holding.since, reported_on)) for holding in later),
    )


def days_by_holder(holdings: Sequence[Holding], until: date) -> dict[Holder, int]:
    """Give the days each holder had the case, half-open up to a day: they add up to the case's age on that day."""
    days: dict[Holder, int] = {}
    ends = [*(holding.since for holding in holdings[1:]), until]
    for holding, end in zip(holdings, ends, strict=True):
        length = (min(end, until) - min(holding.since, until)).days
        days[holding.holder] = days.get(holding.holder, 0) + length
    return {holder: count for holder, count in days.items() if count}


def days_within(holdings: Sequence[Holding], since: date, until: date) -> dict[Holder, int]:
    """Give the days each holder had the case that fall in a period, half-open: [since, until)."""
    before = days_by_holder(holdings, min(since, until))
    days = {holder: count - before.get(holder, 0) for holder, count in days_by_holder(holdings, until).items()}
    return {holder: count for holder, count in days.items() if count}
