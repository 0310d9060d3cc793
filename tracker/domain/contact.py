"""Contact with a child and family: what must be minded first, what was agreed, and each contact with what was told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.errors import RuleBroken
from tracker.terms import ContactWay, ContactWith, NotReached, SafeToContact, ToldOf

LONGEST_ROUND = 365
#: The milestones that say the family was told of something.
MILESTONES_TOLD = {
    ToldOf.ARREST: ("victim_told_of_arrest",),
    ToldOf.INTERVIEW: ("victim_told_of_interview",),
    ToldOf.BAIL: ("victim_told_of_release", "victim_told_of_bail_change"),
    ToldOf.DECISION: ("victim_told_of_decision", "victim_told_of_charge_change", "victim_told_of_outcome"),
    ToldOf.COURT_DATE: ("victim_told_of_court_date",),
    ToldOf.PROGRESS: (),
}


@dataclass(frozen=True, slots=True)
class ContactSafety:
    """What must be minded before a child or family is contacted, and what was agreed. The latest one holds.

    Args:
        through: through whom, by role, where contact goes only through somebody.
        every_days: how often the family wants to hear, where that was agreed; `way` is how.
    """

    id: str
    case_id: str
    child_id: str
    flags: frozenset[SafeToContact]
    through: ContactWith | None
    every_days: int | None
    way: ContactWay | None
    recorded_at: datetime
    recorded_by: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with a child or family, or an attempt that reached nobody."""

    id: str
    case_id: str
    child_id: str
    on: date
    way: ContactWay | None
    who: ContactWith | None
    told: frozenset[ToldOf]
    not_reached: NotReached | None
    note: str
    recorded_at: datetime
    recorded_by: str
    version: int = 1


def check_safety(flags: frozenset[SafeToContact], through: ContactWith | None, every_days: int | None) -> None:
    """Refuse flags that say nothing or contradict each other, and a round that cannot be."""
    if not flags:
        raise RuleBroken("contact_safety_needed", field="flags")
    if SafeToContact.SAFE in flags and len(flags) > 1:
        raise RuleBroken("safe_and_not_safe", field="flags")
    if SafeToContact.ONLY_THROUGH in flags and through is None:
        raise RuleBroken("only_through_whom", field="through")
    if every_days is not None and not 1 <= every_days <= LONGEST_ROUND:
        raise RuleBroken("every_days_wrong", field="every_days")


def check_contact(contact: Contact, known: Iterable[ContactSafety]) -> None:
    """Refuse a contact before it is on record what to mind, and one that does not say how or contradicts itself."""
    if not any(one.child_id == contact.child_id for one in known):
        raise RuleBroken("contact_safety_needed", field="child_id")
    if contact.not_reached is not None and contact.told:
        raise RuleBroken("told_or_not_reached", field="told")
    if contact.not_reached is None and (contact.way is None or contact.who is None):
        raise RuleBroken("way_needed", field="way" if contact.way is None else "who")


def told_everybody(told: ToldOf, since: date, children: Iterable[str], contacts: Iterable[Contact]) -> date | None:
    """Give the day from which every child's family had been told of something that happened; None: not all yet."""
    found = list(contacts)
    days: list[date] = []
    for child_id in children:
        theirs = [one.on for one in found if one.child_id == child_id and told in one.told and one.on >= since]
        if not theirs:
            return None
        days.append(min(theirs))
    return max(days, default=None)
