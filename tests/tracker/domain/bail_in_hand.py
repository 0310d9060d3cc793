"""A case whose arrests and bail are recorded by the verbs of the domain, and what its clock tells then."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.tracker.domain.bail_events import rules
from tests.tracker.domain.case_in_hand import CASE, SUSPECT, InHand
from tracker.domain.bail import BailEvent
from tracker.domain.case_bail_record import FOR_POLICE
from tracker.domain.clock import Clock
from tracker.domain.suspect import Arrest
from tracker.errors import RuleBroken
from tracker.terms import BailEventKind, BailState, ClockState, MilestoneState, Representations

K = BailEventKind
ARRESTED = date(2026, 1, 10)
THREE, SIX, NINE = date(2026, 4, 10), date(2026, 7, 10), date(2026, 10, 10)
OF = "arrest-1"
RUNNING, PAUSED, STOPPED = ClockState.RUNNING, ClockState.PAUSED, ClockState.STOPPED


def a_case(today: date = THREE, reported_on: date = date(2026, 1, 5)) -> InHand:
    """Give a case that was reported some days before the arrest."""
    return InHand(today=today, reported_on=reported_on)


def arrest(case: InHand, on: date = ARRESTED, released: BailEventKind | None = K.RELEASED_ON_BAIL, **other: Any) -> str:
    """Record an arrest and give its id."""
    made = Arrest(f"arrest-{len(case.case.arrests) + 1}", CASE, SUSPECT, on)
    case.case.arrest(made, rules(), case.act(), released=released, **other)
    return made.id


def record(case: InHand, kind: BailEventKind, on: date, of: str = OF, **other: Any) -> str:
    """Record an event and give its id."""
    case.today = max(case.today, on)
    event = BailEvent(case.act().new_id(), CASE, of, kind, on, case.act().now, "officer-1")
    case.case.bail_event(replace(event, **other), rules(), case.act())
    return event.id


def extend(case: InHand, on: date, by: str, of: str = OF, **other: Any) -> str:
    """Record an extension with what it rests on."""
    facts: dict[str, Any] = {
        "authority": by, "authorised_by": "DI 77 Lewis", "conditions": FOR_POLICE,
        "representations": Representations.NONE_MADE,
    }  # fmt: skip
    return record(case, K.EXTENDED, on, of, **(facts | other))


def withdraw(case: InHand, event_id: str) -> None:
    """Take an event back."""
    case.case.withdraw_bail_event(event_id, "entered twice", rules(), case.act())


def clock(case: InHand, of: str = OF) -> Clock:
    """Give the clock of the bail of an arrest."""
    (found,) = case.case.clocks_of(case.case.arrests[of].milestone_id)
    return found


def state(case: InHand, of: str = OF) -> BailState:
    """Give how the bail of an arrest stands."""
    return case.case.bail(of, rules(), case.today).state


def refusal(verb: Any, *given: Any, **other: Any) -> tuple[str, str]:
    """Give the code and the field with which something is refused."""
    with pytest.raises(RuleBroken) as refused:
        verb(*given, **other)
    return refused.value.code, refused.value.field


def days_of(case: InHand, kind: str) -> list[date | None]:
    """Give the days of what is done of a kind."""
    return [one.happened_on for one in case.all_of(kind) if one.state is MilestoneState.DONE]
