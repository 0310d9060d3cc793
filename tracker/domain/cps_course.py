"""Where a suspect's file stands between us and the CPS: sent, accepted or not, action plans, and days on each side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SENT, REJECTED, RESUBMITTED, ACCEPTED = "file_to_cps", "file_rejected", "file_resubmitted", "file_accepted"
PLAN, PLAN_MET = "cps_action_plan_received", "cps_action_plan"
DECISIONS = ("charging_decision", "charged", "no_further_action")
#: in the order in which they follow each other on one day
KINDS = (SENT, REJECTED, RESUBMITTED, ACCEPTED, PLAN, PLAN_MET, *DECISIONS)


class Side(StrEnum):
    """Who has the file."""

    NOT_SENT = "not_sent"
    OURS = "ours"
    CPS = "cps"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class CpsCourse:
    """The course of one file; `first_time` is None until it was accepted or rejected."""

    side: Side = Side.NOT_SENT
    sent_on: date | None = None
    rejections: int = 0
    accepted_on: date | None = None
    first_time: bool | None = None
    plans: int = 0
    plans_open: int = 0
    decided_on: date | None = None
    our_days: int = 0
    cps_days: int = 0


def cps_course(events: Iterable[tuple[str, date]], today: date) -> CpsCourse:
    """Give the course of a file from what was done and when; days are counted from the day it was first sent."""
    happened = sorted((on, KINDS.index(kind)) for kind, on in events if kind in KINDS)
    side, since = Side.NOT_SENT, today
    days = {Side.OURS: 0, Side.CPS: 0}
    known: dict[str, list[date]] = {kind: [] for kind in KINDS}
    for on, place in happened:
        kind = KINDS[place]
        known[kind].append(on)
        if side in days:
            days[side] += (on - since).days
        side, since = _next(side, kind, known), on
    if side in days:
        days[side] += (today - since).days
    decided = [on for kind in DECISIONS for on in known[kind]]
    judged = [on for kind in (ACCEPTED, REJECTED) for on in known[kind]]
    return CpsCourse(
        side,
        min(known[SENT], default=None),
        len(known[REJECTED]),
        max(known[ACCEPTED], default=None),
        not known[REJECTED] if judged else None,
        len(known[PLAN]),
        _open_plans(known),
        min(decided, default=None),
        days[Side.OURS],
        days[Side.CPS],
    )


def _next(side: Side, kind: str, known: dict[str, list[date]]) -> Side:
    """Give who has the file after something happened; a decision is the end, and before it was sent nobody has it."""
    if side is Side.DECIDED or kind in DECISIONS:
        return Side.DECIDED
    if kind in (REJECTED, PLAN) or _open_plans(known):
        return Side.OURS
    return Side.CPS


def _open_plans(known: dict[str, list[date]]) -> int:
    return max(0, len(known[PLAN]) - len(known[PLAN_MET]))
