"""Made-up contact of a case as rows: one child long without, one kept informed."""

from dataclasses import replace
from datetime import date
from typing import Any

from tracker.rows.contact import CaseContact, ChildContactRow, ContactRow, ToTellRow
from tracker.terms import ContactWay, ContactWith, NotReached, SafeToContact, ToldOf


def a_child(**other: Any) -> ChildContactRow:
    """Give a child whose family was not contacted for long, and where the suspect lives."""
    facts: dict[str, Any] = {
        "child_id": "child-0",
        "child": "AB",
        "flags": (SafeToContact.NO_MESSAGE, SafeToContact.SUSPECT_LIVES_THERE, SafeToContact.ONLY_THROUGH),
        "through": ContactWith.SOCIAL_WORKER,
        "every_days": 14,
        "way": ContactWay.VISIT,
        "last_on": date(2026, 10, 6),
        "days_since": 45,
        "agreed_next": date(2026, 10, 20),
        "update_due": date(2026, 11, 3),
        "contact_due": date(2026, 11, 3),
        "days_late": 13,
        "state_key": "critical",
    }
    return ChildContactRow(**(facts | other))


def a_contact(number: int = 0, **other: Any) -> ContactRow:
    """Give a contact in which the arrest was told."""
    facts: dict[str, Any] = {
        "contact_id": f"contact-{number}",
        "child": "AB",
        "on": date(2026, 10, 6),
        "way": ContactWay.VISIT,
        "who": ContactWith.CARER,
        "told": (ToldOf.ARREST, ToldOf.PROGRESS),
        "not_reached": None,
        "note": "",
        "recorded_by": "DC 3312 Patel",
    }
    return ContactRow(**(facts | other))


def contact_of_a_case() -> CaseContact:
    """Give how the families of the made-up case are kept informed."""
    informed = a_child(
        child_id="child-1", child="CD", flags=(), through=None, every_days=None, way=None,
        last_on=date(2026, 11, 17), days_since=3, agreed_next=None, update_due=date(2026, 12, 15),
        contact_due=date(2026, 12, 15), days_late=0, state_key="done",
    )  # fmt: skip
    attempt = a_contact(
        1, on=date(2026, 11, 10), way=None, who=None, told=(), not_reached=NotReached.NOT_SAFE, note="suspect answered"
    )
    told = a_contact(2, child="CD", on=date(2026, 11, 17), way=ContactWay.PHONE, who=ContactWith.PARENT, told=())
    to_tell = (
        ToTellRow("told-0", "Victim told of the release", "S1", date(2026, 11, 18), 2),
        ToTellRow("told-1", "Victim told of the court's date", "", date(2026, 11, 23), 0),
    )
    return CaseContact((a_child(), informed), (told, attempt, a_contact()), to_tell)


def only_one_child(**other: Any) -> CaseContact:
    """Give the same for one child."""
    return replace(contact_of_a_case(), children=(a_child(**other),))
