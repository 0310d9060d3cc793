"""Give out a paper of how things stand now: drawn, numbered, logged as a disclosure, with its cover sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker.actions.giving_out import check_recipient, give_out
from tracker.actions.work import Work, check_reason
from tracker.changes import Changes
from tracker.rows.cases_shown import cases_shown
from tracker.rows.papers import About
from tracker.terms import PaperKind

SERIES: Mapping[PaperKind, str] = {
    PaperKind.DIGEST: "DD",
    PaperKind.TODO: "TD",
    PaperKind.CASELOAD: "CL",
    PaperKind.CHRONOLOGY: "CH",
    PaperKind.REVIEW: "SR",
    PaperKind.WHY: "WY",
    PaperKind.BAIL_SHEET: "BS",
    PaperKind.BAIL_REGISTER: "BR",
    PaperKind.DEVICES: "DW",
    PaperKind.INSPECTION: "IP",
}


@dataclass(frozen=True, slots=True)
class PrintPaper:
    """A copy of a paper for somebody."""

    by: str
    about: About
    recipient: str
    reason: str


def print_paper(request: PrintPaper, work: Work) -> Changes:
    """Give out a copy; the result is a PrintedPaper.

    Raises:
        RuleBroken: no recipient, no reason, or nothing that such a paper could be about; NotFound: out of scope.
    """
    recipient, reason = check_recipient(request.recipient), check_reason(request.reason)
    paper = work.find_paper(request.about)
    found = paper.found
    printed = give_out(
        replace(paper.head, recipient=recipient, reason=reason),
        "-".join(part for part in (SERIES[paper.kind], found.reference) if part),
        f"print_{paper.kind.value}",
        lambda head: work.render_paper(replace(paper, head=head)),
        work,
        case_id=found.case_id or None,
        cases=cases_shown(found.content) or [],
    )
    return Changes.of(case=[found.case_id], result=printed) if found.case_id else Changes.of(result=printed)
