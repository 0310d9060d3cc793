"""The events of bail in the words of the tests, and the rules as shipped."""

from datetime import UTC, date, datetime
from functools import cache

from tests.tracker.rule_data import calendars, catalogue, pack
from tracker.domain.bail import BailEvent, BailStanding
from tracker.domain.bail_ledger import reckon
from tracker.domain.rule_book import RuleBook
from tracker.terms import BailEventKind, InvestigatingBody, Rank

K = BailEventKind
THEN = datetime(2024, 1, 1, tzinfo=UTC)
ACC = Rank.ASSISTANT_CHIEF_CONSTABLE.value
SENIOR = "senior_officer"
POLICE = InvestigatingBody.POLICE


@cache
def rules() -> RuleBook:
    """Give the rules as shipped."""
    return RuleBook(pack(), catalogue(), calendars())


def day(text: str) -> date:
    """Read a day."""
    return date.fromisoformat(text)


def event(
    kind: BailEventKind,
    on: str | date,
    authority: str = "",
    *,
    months: int | None = None,
    until: str | date | None = None,
    acting: bool = False,
    withdrawn: bool = False,
) -> BailEvent:
    """Give one event."""
    return BailEvent(
        "", "case", "arrest", kind, day(on) if isinstance(on, str) else on, THEN, "officer",
        authority=authority, acting=acting, months=months,
        until=day(until) if isinstance(until, str) else until,
        withdrawn_at=THEN if withdrawn else None,
    )  # fmt: skip


def released(on: str | date) -> BailEvent:
    """A release on bail."""
    return event(K.RELEASED_ON_BAIL, on)


def for_charging(on: str | date) -> BailEvent:
    """A release on bail for a charging decision."""
    return event(K.RELEASED_FOR_CHARGING, on)


def extended(on: str | date, by: str, *, acting: bool = False, months: int | None = None) -> BailEvent:
    """An extension by a rank."""
    return event(K.EXTENDED, on, by, acting=acting, months=months)


def designated(on: str | date) -> BailEvent:
    """The DPP's designation."""
    return event(K.DESIGNATED, on)


def applied(on: str | date) -> BailEvent:
    """An application to the court."""
    return event(K.COURT_APPLIED, on)


def court_to(on: str | date, months: int | None) -> BailEvent:
    """The court's first extension."""
    return event(K.COURT_EXTENDED, on, "court", months=months)


def court_adds(on: str | date, months: int | None) -> BailEvent:
    """A later extension by the court."""
    return event(K.COURT_ADDED, on, "court", months=months)


def refused(on: str | date) -> BailEvent:
    """The court's refusal."""
    return event(K.COURT_REFUSED, on)


def asked(on: str | date) -> BailEvent:
    """The prosecutor's request."""
    return event(K.CPS_REQUESTED, on)


def met(on: str | date) -> BailEvent:
    """The request met."""
    return event(K.CPS_REQUEST_MET, on)


def admitted(on: str | date) -> BailEvent:
    """An admission to hospital."""
    return event(K.IN_HOSPITAL, on)


def discharged(on: str | date) -> BailEvent:
    """A discharge from hospital."""
    return event(K.OUT_OF_HOSPITAL, on)


def bail(
    arrest: str | date,
    *events: BailEvent,
    body: InvestigatingBody = POLICE,
    as_of: str | None = None,
) -> BailStanding:
    """Reckon the bail of an arrest."""
    arrested_on = day(arrest) if isinstance(arrest, str) else arrest
    return reckon(arrested_on, events, rules(), body, day(as_of) if as_of else None)


def codes(standing: BailStanding) -> list[str]:
    """Give the codes of what was refused."""
    return [one.code for one in standing.refused]


def steps(standing: BailStanding) -> list[str]:
    """Give the codes of the steps."""
    return [step.code for step in standing.steps]


def up_to_nine_months(arrest: str | date) -> tuple[BailEvent, ...]:
    """Give a release and the extensions to six and nine months, each on the last day it could be given."""
    arrested_on = day(arrest) if isinstance(arrest, str) else arrest
    first = reckon(arrested_on, [released(arrested_on)], rules())
    assert first.ends is not None
    inspector = extended(first.ends, "inspector")
    second = reckon(arrested_on, [released(arrested_on), inspector], rules())
    assert second.ends is not None
    return released(arrested_on), inspector, extended(second.ends, "superintendent")
