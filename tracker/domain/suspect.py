"""Suspect: access to children and standing; never a name. Arrest: a record of its own, shared across cases."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import InvestigatingBody, YesNo

# what a suspect is called whom nobody has given initials or a code name yet
FIRST_SUSPECT = "S1"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A suspect in a case. `label` is initials or a code name; `records_number` is the records system's own."""

    id: str
    case_id: str
    label: str
    records_number: str = ""
    access_to_children: YesNo = YesNo.NOT_RECORDED
    version: int = 1


@dataclass(frozen=True, slots=True)
class Arrest:
    """One arrest: one applicable bail period, linked to each suspect-in-case it concerns (PACE 1984 s.47ZB).

    Args:
        milestone_id: the end of its bail period, towards which the clock of that period runs; empty without bail.
        withdrawn_at: when it was taken back, as entered wrongly; it stays on record.
    """

    id: str
    case_id: str
    suspect_id: str
    arrested_on: date
    records_number: str = ""
    body: InvestigatingBody = InvestigatingBody.POLICE
    milestone_id: str = ""
    withdrawn_at: datetime | None = None
    version: int = 1
