"""Contact with the children and families of a case, as frozen rows."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import ContactWay, ContactWith, NotReached, SafeToContact, ToldOf


@dataclass(frozen=True, slots=True)
class ChildContactRow:
    """One child: what to mind, what was agreed, and how long ago the last contact was.

    Args:
        flags: empty where nobody has said yet what to mind.
        last_on: the last contact of any kind that is on record; `days_since` counts from it, else from the report.
        agreed_next: the day by which the family wants to hear, by what was agreed.
        update_due: of the clock of the update; `contact_due` of any contact at all, which rises at 42 days.
        state_key: critical from 42 days without contact, overdue past a due day, due soon within three days.
    """

    child_id: str
    child: str
    flags: tuple[SafeToContact, ...]
    through: ContactWith | None
    every_days: int | None
    way: ContactWay | None
    last_on: date | None
    days_since: int
    agreed_next: date | None
    update_due: date | None
    contact_due: date | None
    days_late: int
    state_key: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact, or an attempt that reached nobody."""

    contact_id: str
    child: str
    on: date
    way: ContactWay | None
    who: ContactWith | None
    told: tuple[ToldOf, ...]
    not_reached: NotReached | None
    note: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class ToTellRow:
    """Something that the families must still be told of, by when."""

    milestone_id: str
    name: str
    subject: str
    due: date | None
    days_late: int


@dataclass(frozen=True, slots=True)
class CaseContact:
    """Everything about contact in a case."""

    children: tuple[ChildContactRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    to_tell: tuple[ToTellRow, ...] = ()
