"""Put an escalation on paper, for the post it goes to; numbered, and logged as a disclosure."""

from dataclasses import dataclass, replace
from hashlib import sha256

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.chase import check_line
from tracker.domain.sheet_copy import SheetCopy, next_number
from tracker.rows.escalation_letter import EscalationLetterQuestion, PrintedLetter
from tracker.wording import term


@dataclass(frozen=True, slots=True)
class PrintEscalationLetter:
    """The letter of an escalation. The case by its id or its reference.

    `which` is the id of the escalation, or the post it went to; where it is empty, the last one is meant.
    """

    by: str
    case: str
    which: str = ""
    their_reference: str = ""


def print_escalation_letter(request: PrintEscalationLetter, work: Work) -> Changes:
    """Draw the letter, number it and log it with its digest; the result is a PrintedLetter.

    Raises:
        RuleBroken: the escalation was withdrawn, or their reference is too long; NotFound: no such case within scope,
            or no such escalation in it.
    """
    act = work.act
    check_line(request.their_reference.strip(), "their_reference")
    question = EscalationLetterQuestion(request.by, request.case, request.which, request.their_reference)
    found = work.escalation_letter(question)
    number = next_number("EL", found.reference, work.kept.of_case(SheetCopy, found.case_id))
    pdf = work.render_letter(replace(found, number=number))
    digest = sha256(pdf).hexdigest()
    recipient = f"{found.post}, {term(found.agency)}"
    copy = SheetCopy(act.new_id(), found.case_id, number, recipient, found.why, digest, act.now, act.officer_id)
    work.kept.add(copy)
    work.audit.add(
        "print_escalation_letter",
        case_id=found.case_id,
        subject_id=copy.id,
        number=number,
        escalation=found.escalation_id,
        recipient=recipient,
        reason=found.why,
        their_reference=found.their_reference,
        digest=digest,
    )
    return Changes.of(case=[found.case_id], result=PrintedLetter(pdf, digest, number))
