"""Put the bail of a suspect on paper, for the superintendent or the court; numbered, and logged as a disclosure."""

from dataclasses import dataclass, replace
from hashlib import sha256

from tracker.actions.work import Work, check_reason
from tracker.changes import Changes
from tracker.domain.sheet_copy import SheetCopy, next_number
from tracker.errors import RuleBroken
from tracker.rows.bail_sheet import PrintedSheet


@dataclass(frozen=True, slots=True)
class PrintBailSheet:
    """A sheet for somebody. The case by its id or its reference; one arrest by its id, else every one on bail."""

    by: str
    case: str
    arrest_id: str | None
    recipient: str
    reason: str


def print_bail_sheet(request: PrintBailSheet, work: Work) -> Changes:
    """Draw the sheet, number it and log it with its digest; the result is a PrintedSheet.

    Raises:
        RuleBroken: no recipient, no reason, or nobody on bail; NotFound: no such case or arrest within scope.
    """
    act = work.act
    recipient = request.recipient.strip()
    if not recipient:
        raise RuleBroken("recipient_needed", field="recipient")
    reason = check_reason(request.reason)
    found = work.bail_sheet(request.case, request.arrest_id)
    if not found.suspects:
        raise RuleBroken("nobody_on_bail", field="arrest_id")
    sheet = replace(
        found,
        number=next_number("BS", found.reference, work.kept.of_case(SheetCopy, found.case_id)),
        printed_by=work.people.officer(act.officer_id).title(),
        recipient=recipient,
        reason=reason,
    )
    pdf = work.render_bail_sheet(sheet)
    digest = sha256(pdf).hexdigest()
    copy = SheetCopy(act.new_id(), found.case_id, sheet.number, recipient, reason, digest, act.now, act.officer_id)
    work.kept.add(copy)
    work.audit.add(
        "print_bail_sheet",
        case_id=found.case_id,
        subject_id=copy.id,
        number=sheet.number,
        arrests=[one.bail.arrest_id for one in sheet.suspects],
        recipient=recipient,
        reason=reason,
        digest=digest,
    )
    return Changes.of(case=[found.case_id], result=PrintedSheet(pdf, digest, sheet.number))
