"""The papers whose text is approved.

After a wanted change, `python -m tests.tracker.reports.approved_papers` writes their text anew; read it through
before it is committed.
"""

from pathlib import Path

from tests.tracker.reports.report_rows import NUMBER, empty_sections, lines_of_paper, weekly_drift
from tracker.reports.weekly_drift import weekly_drift_pdf

APPROVED = Path(__file__).parent / "approved"
PAPERS = {
    "weekly_drift.txt": (weekly_drift(), NUMBER),
    "weekly_drift_draft.txt": (weekly_drift(3, demo=True, last_alert_check=None, team=""), ""),
    "weekly_drift_empty.txt": (empty_sections(), NUMBER),
}


def text_of_paper(name: str) -> str:
    """Draw one of the papers and read its text."""
    report, number = PAPERS[name]
    return lines_of_paper(weekly_drift_pdf(report, number=number))


if __name__ == "__main__":
    for each in PAPERS:
        (APPROVED / each).write_text(text_of_paper(each), encoding="utf-8")
