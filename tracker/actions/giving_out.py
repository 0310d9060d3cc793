"""What every paper goes through on its way out: a number, the log with its digest, and a cover sheet."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from tracker.actions.work import Work
from tracker.domain.paper_copy import PaperCopy
from tracker.errors import RuleBroken
from tracker.rows.papers import CoverSheet, PaperHead, PrintedPaper


def check_recipient(recipient: str) -> str:
    """Give a recipient without surrounding space, or refuse an empty one."""
    if not recipient.strip():
        raise RuleBroken("recipient_needed", field="recipient")
    return recipient.strip()


def give_out(
    head: PaperHead,
    series: str,
    action: str,
    draw: Callable[[PaperHead], bytes],
    work: Work,
    *,
    case_id: str | None,
    **logged: object,
) -> PrintedPaper:
    """Number a copy, draw it, log it as `action` with what else is `logged`, and lay its cover sheet upon it."""
    act = work.act
    copy_number = work.reports.next_copy(series)
    copy = PaperCopy(
        act.new_id(), series, copy_number, case_id, head.recipient, head.reason, "", act.now, act.officer_id
    )
    head = replace(head, number=copy.number, printed_by=work.people.officer(act.officer_id).title())
    pdf = draw(head)
    copy = replace(copy, digest=sha256(pdf).hexdigest())
    work.reports.add_paper_copy(copy)
    work.audit.add(
        action,
        case_id=case_id,
        subject_id=copy.id,
        number=copy.number,
        copy=copy_number,
        recipient=head.recipient,
        reason=head.reason,
        digest=copy.digest,
        **logged,
    )
    cover = CoverSheet(
        name=head.name,
        number=copy.number,
        unit=head.unit,
        about=head.about,
        digest=copy.digest,
        copy_number=copy_number,
        printed_by=head.printed_by,
        printed_at=act.now,
        recipient=head.recipient,
        reason=head.reason,
        pages=work.page_count(pdf),
        demo=head.demo,
        log_head=work.audit.head(),
    )
    return PrintedPaper(head.name, copy.number, work.render_cover(cover), pdf, copy.digest)
