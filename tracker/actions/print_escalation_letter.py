"""Put an escalation on paper, for the post it goes to; numbered, and logged as a disclosure."""

from dataclasses import dataclass, replace

from tracker.actions.giving_out import give_out
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.chase import check_line
from tracker.rows.escalation_letter import EscalationLetterQuestion
from tracker.rows.papers import PaperHead
from tracker.wording import term

NAME = "Escalation letter"


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
    """Draw the letter, number it and log it with its digest; the result is a PrintedPaper.

    Raises:
        RuleBroken: the escalation was withdrawn, or their reference is too long; NotFound: no such case within scope,
            or no such escalation in it.
    """
    check_line(request.their_reference.strip(), "their_reference")
    question = EscalationLetterQuestion(request.by, request.case, request.which, request.their_reference)
    found = work.escalation_letter(question)
    head = PaperHead(
        NAME,
        found.reference,
        found.unit,
        found.demo,
        found.as_at,
        found.log_head,
        recipient=f"{found.post}, {term(found.agency)}",
        reason=found.why,
    )
    printed = give_out(
        head,
        f"EL-{found.reference}",
        "print_escalation_letter",
        lambda given: work.render_letter(replace(found, number=given.number)),
        work,
        case_id=found.case_id,
        escalation=found.escalation_id,
        their_reference=found.their_reference,
    )
    return Changes.of(case=[found.case_id], result=printed)
