"""A made-up case that is to be closed, as rows."""

from tracker.rows.closing import Closing, OpenWorkRow, OutcomeRow
from tracker.terms import OpenWork


def a_closing(*, reviewed: bool = False, version: int = 1) -> Closing:
    """Give a case in which something of everything is open."""
    work = (
        OpenWorkRow(OpenWork.BAIL, "arrest-1", "S1", "on bail, ends Sat 28 Nov 2026"),
        OpenWorkRow(OpenWork.DEVICE, "device-1", "EX1, computer", "not returned, retained or destroyed"),
        OpenWorkRow(OpenWork.DEVICE, "device-2", "EX2, phone", "not returned, retained or destroyed"),
        OpenWorkRow(OpenWork.AWAITED, "delay-1", "Laboratory", "Computer report, EX1, since Mon 2 Nov 2026"),
        OpenWorkRow(OpenWork.FOLLOW_UP, "follow-1", "Ring the school", "due Tue 24 Nov 2026"),
        OpenWorkRow(OpenWork.MILESTONE, "milestone-2", "Computer report, EX1", "overdue"),
        OpenWorkRow(OpenWork.MILESTONE, "milestone-4", "ABE interview, AB", "due Fri 27 Nov 2026"),
    )
    outcomes = (
        OutcomeRow("15", "Suspect identified, victim supports: evidential difficulties", needs_reason=False),
        OutcomeRow("20", "Responsibility passed to another body", needs_reason=True),
    )
    return Closing("case-0", "44NI/00305/26", version, work, reviewed, outcomes, tuple(row.key for row in work))
