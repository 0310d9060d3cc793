"""The caseload on paper: each open case on a line, what is due first at the top."""

from tracker.reports.page_layout import STANDARD, WIDTH, Marking, load_fonts
from tracker.reports.paper_frame import drawn, opening, part, withheld
from tracker.reports.row_table import Column, Row
from tracker.rows.caseload_paper import CaseloadLine, CaseloadPaper
from tracker.rows.papers import PaperHead
from tracker.wording import STATES, count_of, moment, term, when

CASES = (
    Column("Case", 82.0, "kind"),
    Column("Risk", 62.0, "age"),
    Column("OIC", 88.0, "team"),
    Column("Next date", 128.0, "milestone, how it stands"),
    Column("Drift", 50.0, "overdue", to_right=True),
    Column("Held by", 58.0),
    Column("Protection", WIDTH - 468.0),
)


def caseload_pdf(caseload: CaseloadPaper, head: PaperHead, marking: Marking = STANDARD) -> bytes:
    """Draw the list: equal rows give equal bytes."""
    load_fonts()
    checked = f"is told as of {moment(caseload.checked)}" if caseload.checked else "was never checked so far"
    lines = caseload.lines
    bare, late = sum(line.unprotected for line in lines), sum(bool(line.row.overdue) for line in lines)
    said = (
        f"{count_of(len(lines), 'open case')}, {late:,} with something overdue, {bare:,} in which nothing on record "
        "protects a child. Drift is in working days past the first due date, less waits that were not ours; "
        f"overdue counts clocks. Protection {checked}."
    )
    left = f"Closed cases are not on this paper: {caseload.closed:,}."
    rows = [_row(line) for line in lines]
    story = [
        *opening(head, left),
        *part("Open cases", said, "No open case is on record here.", CASES, rows),
        *withheld(caseload.withheld),
    ]
    return drawn(head, story, marking)


def _row(line: CaseloadLine) -> Row:
    row = line.row
    due = row.next_due_at or row.next_due
    drift = "not known" if row.drift is None else f"{row.drift:,}"
    return Row(
        (
            (row.reference, term(row.kind)),
            (term(row.risk), f"day {row.age_days:,}"),
            (row.oic or "no OIC yet", row.team),
            (when(due) if due is not None else "no next date", row.next_milestone, STATES[row.next_state]),
            (drift, f"{row.overdue:,}"),
            (term(row.held_by),),
            (line.protection,),
        )
    )
