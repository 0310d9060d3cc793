"""The position of a case with the CPS, suspect by suspect, and the question that asks for it."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import Holder


@dataclass(frozen=True, slots=True)
class CpsPositionQuestion:
    """Which case's position."""

    by: str
    case_id: str


@dataclass(frozen=True, slots=True)
class CpsRow:
    """The file of one suspect.

    `with_whom` is who has it, None before it is sent and after the decision. `state_key` is a key of wording's states.
    `milestone_id` is what is waited for now, with its date. `warning` is empty, `escalate` or `meeting`: by how many
    action plans there have been.
    """

    suspect_id: str
    suspect: str
    with_whom: Holder | None
    state_key: str
    sent_on: date | None
    rejections: int
    first_time: bool | None
    accepted_on: date | None
    plans: int
    plans_open: int
    plan_due: date | None
    decided_on: date | None
    decision: str
    our_days: int
    cps_days: int
    milestone_id: str
    milestone: str
    due: date | None
    late: int | None
    warning: str


@dataclass(frozen=True, slots=True)
class CpsPosition:
    """The files of a case, and whether early advice was considered, or by when it has to be."""

    case_id: str
    rows: tuple[CpsRow, ...]
    advice_on: date | None
    advice_due: date | None
