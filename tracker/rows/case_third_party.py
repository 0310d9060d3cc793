"""The third-party material of one case, and the question that asks for it."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import Holder, ThirdParty


@dataclass(frozen=True, slots=True)
class CaseThirdPartyQuestion:
    """Which case's requests for material."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request. `state_key` is a key of wording's states; `days` runs until it was answered, or today.

    `milestone_id` is what is chased. `due` and `late` are of its clock, the lateness in working days (None where the
    calendar does not reach).
    """

    request_id: str
    milestone_id: str
    source: ThirdParty
    agency: Holder
    what: str
    asked_on: date
    promised_by: date | None
    broken: bool
    due: date | None
    late: int | None
    state_key: str
    waiting: bool
    received_on: date | None
    refused_on: date | None
    refusal: str
    days: int
    chases: int
    last_chased: date | None
    withdrawn: str
    recorded_by: str
    version: int


@dataclass(frozen=True, slots=True)
class CaseThirdParty:
    """The requests of a case, those that wait first, and the days waited for each source."""

    case_id: str
    rows: tuple[RequestRow, ...]
    days: tuple[tuple[ThirdParty, int], ...]
