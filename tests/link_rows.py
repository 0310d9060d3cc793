"""Links of a case as rows, for tests of the window and for the gallery."""

from datetime import timedelta

from tests.fakes import A_FRIDAY
from tracker.rows.case_links import CaseLinks, LinkRow
from tracker.terms import CaseKind, CaseStatus, LinkKind, RiskGrade


def some_links() -> CaseLinks:
    """Give two links that stand, one taken back, and a linked case that is restricted."""
    who, at = "DC 3312 Patel", A_FRIDAY - timedelta(days=9)
    rows = (
        LinkRow(
            "link-1", LinkKind.SAME_SUSPECT, "the records system's number is the same", "case-1", "44NI/00402/26",
            CaseKind.ONLINE_ABUSE, CaseStatus.OPEN, RiskGrade.HIGH, "DC 2207 Hughes", "Team 1", who, at, "", "", 1,
        ),
        LinkRow(
            "link-2", LinkKind.LED_TO, "the phone seized there led to this case", "case-2", "44NI/00499/26",
            CaseKind.EXPLOITATION, CaseStatus.CLOSED, RiskGrade.MEDIUM, "", "", who, at, "", "", 1,
        ),
        LinkRow(
            "link-3", LinkKind.SAME_ADDRESS, "both live at the address", "case-3", "44NI/00596/26",
            CaseKind.NEGLECT, CaseStatus.WITH_CPS, RiskGrade.LOW, "DC 1881 Ŵyn", "Team 2", who, at,
            "the house number was another", "DS 902 Ade", 2,
        ),
    )  # fmt: skip
    return CaseLinks("case-0", rows, 1)
