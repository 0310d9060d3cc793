"""Log a printed copy of a frozen paper, and give its cover sheet with the paper as it was frozen."""

from dataclasses import dataclass

from tracker.actions.freeze_weekly_report import check_may_see
from tracker.actions.giving_out import check_recipient
from tracker.actions.work import Work, check_reason
from tracker.changes import Changes
from tracker.domain.access import scope_of
from tracker.domain.weekly_paper import check_may_read
from tracker.rows.frozen_reports import PrintedCopy
from tracker.rows.papers import CoverSheet
from tracker.rows.weekly_drift_json import weekly_drift_from
from tracker.wording import week_in_words

NAME = "Weekly drift report"


@dataclass(frozen=True, slots=True)
class PrintReport:
    """A copy of the frozen paper with a number is made for somebody."""

    by: str
    number: str
    recipient: str
    reason: str


def print_report(request: PrintReport, work: Work) -> Changes:
    """Log a copy; the result is a PrintedCopy. Who printed it stands on the cover sheet: the paper keeps its bytes.

    Raises:
        RuleBroken: no recipient or no reason; NotFound: no such paper, or out of scope;
        StorageProblem: report_damaged, where the paper is not as it was frozen.
    """
    act = work.act
    recipient, reason = check_recipient(request.recipient), check_reason(request.reason)
    officer = work.people.officer(act.officer_id)
    frozen = work.reports.by_number(request.number)
    check_may_read(frozen.team_id, scope_of(officer))
    frozen.check_undamaged()
    printed = weekly_drift_from(frozen.rows)
    check_may_see(printed, work)
    copy_number = work.reports.add_copy(frozen.id, act.now, act.officer_id, recipient, reason)
    work.audit.add(
        "print_report",
        subject_id=frozen.id,
        number=frozen.number,
        copy=copy_number,
        recipient=recipient,
        reason=reason,
        digest=frozen.digest,
    )
    cover = CoverSheet(
        name=NAME,
        number=frozen.number,
        unit=", ".join(part for part in (printed.unit, printed.team) if part),
        about=week_in_words(frozen.monday),
        digest=frozen.digest,
        copy_number=copy_number,
        printed_by=officer.title(),
        printed_at=act.now,
        recipient=recipient,
        reason=reason,
        pages=work.page_count(frozen.pdf),
        demo=printed.demo,
        frozen=True,
        log_head=work.audit.head(),
    )
    copy = PrintedCopy(work.render_cover(cover), frozen.pdf, copy_number)
    return Changes.of(report=[frozen.id], result=copy)
