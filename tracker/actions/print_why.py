"""Put on paper why the dates of a case, or of one of its milestones, are what they are; logged as a disclosure."""

from dataclasses import dataclass, replace
from hashlib import sha256

from tracker.actions.work import Work, check_reason
from tracker.changes import Changes
from tracker.errors import RuleBroken
from tracker.rows.why import PrintedWhy


@dataclass(frozen=True, slots=True)
class PrintWhy:
    """A paper for somebody. The case by its id or its reference; a milestone by its id or its kind, else all."""

    by: str
    case: str
    milestone: str | None
    recipient: str
    reason: str


def print_why(request: PrintWhy, work: Work) -> Changes:
    """Draw the paper and log it with its digest; the result is a PrintedWhy.

    Raises:
        RuleBroken: no recipient, no reason, or no clock that could be explained; NotFound: no such case or milestone.
    """
    act = work.act
    recipient = request.recipient.strip()
    if not recipient:
        raise RuleBroken("recipient_needed", field="recipient")
    reason = check_reason(request.reason)
    found = work.why_paper(request.case, request.milestone)
    if not found.whys:
        raise RuleBroken("no_clock_to_explain", field="milestone")
    printed_by = work.people.officer(act.officer_id).title()
    paper = replace(found, printed_by=printed_by, recipient=recipient, reason=reason)
    pdf = work.render_why(paper)
    digest = sha256(pdf).hexdigest()
    case_id = found.whys[0].case_id
    work.audit.add(
        "print_why",
        case_id=case_id,
        clocks=[why.clock_id for why in found.whys],
        recipient=recipient,
        reason=reason,
        digest=digest,
    )
    return Changes.of(case=[case_id], result=PrintedWhy(pdf, digest))
