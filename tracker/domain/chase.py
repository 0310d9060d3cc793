"""Chase and Escalation: another agency was asked again, or its delay was taken to a higher post there."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.agency_roles import AgencyLadders
from tracker.errors import RuleBroken
from tracker.terms import ChaseWay, Holder

LONGEST_LINE = 200
#: what is completed by a chase of a kind of milestone; of any other it is CHASED
CHASED, ESCALATED = "agency_chased", "delay_escalated"
CHASED_AS = {"medical_report": "medical_report_chased"}


@dataclass(frozen=True, slots=True)
class Chase:
    """One chase of an agency, of one milestone or of the case as a whole (`milestone_id` empty).

    `role` is a post of the agency, never a name, and empty where it was not said. `event_id` is the milestone that
    it completed; `replaced_step` the next step that the open cause of delay had before, None where there was none.
    """

    id: str
    case_id: str
    milestone_id: str
    agency: Holder
    on: date
    how: ChaseWay
    role: str
    promised_by: date | None
    answer: str
    next_step: str
    next_chase: date | None
    event_id: str
    replaced_step: str | None
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Escalation:
    """A delay taken to a higher post of an agency: who asked, why, what for and by when; and what came of it."""

    id: str
    case_id: str
    milestone_id: str
    agency: Holder
    role: str
    on: date
    asked_by: str
    why: str
    asked_for: str
    by_when: date
    event_id: str
    replaced_step: str | None
    recorded_at: datetime
    recorded_by: str
    answer: str = ""
    answered_on: date | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""
    version: int = 1


def check_chase(chase: Chase, ladders: AgencyLadders, today: date) -> None:
    """Refuse a chase of nobody, of a post of another agency, or with days that cannot be.

    Raises:
        RuleBroken: with the field it concerns.
    """
    ladders.check_agency(chase.agency)
    if chase.role:
        ladders.role(chase.agency, chase.role)
    if chase.promised_by is not None and chase.promised_by < chase.on:
        raise RuleBroken("promise_before_chase", field="promised_by", on=chase.promised_by, chased=chase.on)
    if chase.next_chase is not None and chase.next_chase < today:
        raise RuleBroken("next_step_in_past", field="next_chase", on=chase.next_chase)
    check_line(chase.answer, "answer")
    check_line(chase.next_step, "next_step")


def check_escalation(escalation: Escalation, ladders: AgencyLadders) -> None:
    """Refuse an escalation to the post that is chased anyway, without a reason, a wish or a day for it.

    Raises:
        RuleBroken: with the field it concerns.
    """
    ladders.check_agency(escalation.agency)
    ladders.role(escalation.agency, escalation.role, above=1)
    for field, text in (("why", escalation.why), ("asked_for", escalation.asked_for)):
        if not text:
            raise RuleBroken(f"{field}_needed", field=field)
        check_line(text, field)
    if escalation.by_when < escalation.on:
        raise RuleBroken("promise_before_chase", field="by_when", on=escalation.by_when, chased=escalation.on)


def check_line(text: str, field: str) -> None:
    """Refuse a line that is longer than a tracker's should be."""
    if len(text) > LONGEST_LINE:
        raise RuleBroken("line_too_long", field=field, length=len(text), longest=LONGEST_LINE)
