"""Give out the daily digest on paper; logged as a disclosure with the cases in it."""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from tracker.actions.work import Work, check_reason
from tracker.changes import Changes
from tracker.errors import RuleBroken
from tracker.rows.cases_shown import cases_shown
from tracker.rows.digest import DigestQuestion, PrintedDigest


@dataclass(frozen=True, slots=True)
class PrintDigest:
    """The digest of a team, or of all that the person may see, for a day from today on."""

    by: str
    team_id: str | None
    day: date | None
    recipient: str
    reason: str


def print_digest(request: PrintDigest, work: Work) -> Changes:
    """Draw the digest and log it with its digest; the result is a PrintedDigest.

    Raises:
        RuleBroken: no recipient, no reason, or a day that is over; NotFound: no such team.
    """
    recipient = request.recipient.strip()
    if not recipient:
        raise RuleBroken("recipient_needed", field="recipient")
    reason = check_reason(request.reason)
    found = work.digest(DigestQuestion(request.by, request.team_id, request.day))
    printed_by = work.people.officer(work.act.officer_id).title()
    pdf = work.render_digest(replace(found, printed_by=printed_by, recipient=recipient, reason=reason))
    digest = sha256(pdf).hexdigest()
    work.audit.add(
        "print_digest",
        subject_id=request.team_id or "",
        day=found.day,
        cases=cases_shown(found) or [],
        recipient=recipient,
        reason=reason,
        digest=digest,
    )
    return Changes.of(result=PrintedDigest(pdf, digest))
