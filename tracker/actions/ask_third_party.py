"""Somebody outside is asked for material; from that day its clock runs, and the case waits for them."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import settle_case
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.chase import check_line
from tracker.domain.delay import Delay
from tracker.domain.third_party import ThirdPartyRequest, check_promise
from tracker.errors import RuleBroken
from tracker.terms import DelayReason, ThirdParty


@dataclass(frozen=True, slots=True)
class AskThirdParty:
    """Material of a kind of place was asked for on a day. `what` says which, without a name."""

    by: str
    case_id: str
    source: ThirdParty
    what: str
    on: date
    promised_by: date | None = None
    next_step: str = ""


def ask_third_party(request: AskThirdParty, work: Work) -> Changes:
    """Record a request, with a wait and a clock of its own. The result is its id.

    Raises:
        RuleBroken: closed case, nothing asked for, or days that cannot be; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    what = request.what.strip()
    if not what:
        raise RuleBroken("what_needed", field="what")
    check_line(what, "what")
    check_promise(request.promised_by, request.on)
    case = work.cases.get(request.case_id)
    asked, received = case.ask_third_party(request.on, what, work.rules, work.act)
    kept = ThirdPartyRequest(
        work.act.new_id(),
        case.record.id,
        request.source,
        what,
        request.on,
        request.promised_by,
        asked.id,
        received.id,
        work.act.now,
        work.act.officer_id,
    )
    next_step = request.next_step.strip() or what
    wait = Delay(
        work.act.new_id(), case.record.id, received.id, DelayReason.THIRD_PARTY_MATERIAL, kept.agency, request.on, None,
        next_step, "", work.act.now, work.act.officer_id,
    )  # fmt: skip
    case.record_delay(wait, work.rules, work.act)
    work.cases.save(case)
    work.kept.add(kept)
    settle_case(case.record.id, work)
    work.audit.add(
        "ask_third_party",
        case_id=case.record.id,
        subject_id=kept.id,
        source=kept.source,
        what=what,
        on=request.on,
        promised_by=request.promised_by,
    )
    changed = [asked.id, received.id]
    return Changes.of(case=[case.record.id], milestone=changed, alert=None, result=kept.id)
