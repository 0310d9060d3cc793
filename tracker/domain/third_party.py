"""ThirdPartyRequest: material that somebody outside was asked for, and how it ended."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.errors import RuleBroken
from tracker.terms import Holder, ThirdParty

ASKED, RECEIVED = "third_party_asked", "third_party_received"

HELD_BY = {
    ThirdParty.SCHOOL: Holder.OTHER_AGENCY,
    ThirdParty.SOCIAL_CARE_FILE: Holder.SOCIAL_CARE,
    ThirdParty.FAMILY_COURT: Holder.COURT,
    ThirdParty.MEDICAL_RECORDS: Holder.HEALTH,
    ThirdParty.PHONE_PROVIDER: Holder.OTHER_AGENCY,
    ThirdParty.OTHER: Holder.OTHER_AGENCY,
}


@dataclass(frozen=True, slots=True)
class ThirdPartyRequest:
    """One request. `asked_id` and `received_id` are its milestones: the clock runs from the one to the other.

    Whether it still waits is said by the second; `received_on` and `refused_on` say how it ended.
    """

    id: str
    case_id: str
    source: ThirdParty
    what: str
    asked_on: date
    promised_by: date | None
    asked_id: str
    received_id: str
    recorded_at: datetime
    recorded_by: str
    received_on: date | None = None
    refused_on: date | None = None
    refusal: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""
    version: int = 1

    @property
    def agency(self) -> Holder:
        """Who has the next move while it waits."""
        return HELD_BY[self.source]


def check_promise(promised_by: date | None, asked_on: date) -> None:
    """Refuse a promise for a day before the request.

    Raises:
        RuleBroken: `promise_before_request`.
    """
    if promised_by is not None and promised_by < asked_on:
        raise RuleBroken("promise_before_request", field="promised_by", on=promised_by, asked=asked_on)


def check_answer(request: ThirdPartyRequest, on: date, *, refused: bool, refusal: str) -> None:
    """Refuse an answer before the request, or a refusal without its reason.

    Raises:
        RuleBroken: with the field it concerns.
    """
    if on < request.asked_on:
        raise RuleBroken("answer_before_request", field="on", on=on, asked=request.asked_on)
    if refused and not refusal:
        raise RuleBroken("refusal_needed", field="refusal")
