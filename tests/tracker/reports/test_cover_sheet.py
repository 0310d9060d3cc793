"""The cover sheet of a copy: who, when, for whom and why; the report's own bytes untouched."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.tracker.reports.report_rows import DIGEST, NUMBER, cover, pages_of, text_of, weekly_drift
from tracker.reports.cover_sheet import cover_sheet_pdf, page_count
from tracker.reports.page_layout import STANDARD, Marking
from tracker.reports.weekly_drift import weekly_drift_pdf


def test_the_sheet_says_who_printed_it_when_for_whom_and_why() -> None:
    (page,) = pages_of(cover_sheet_pdf(cover()))
    for words in (
        f"Copy 3 of weekly drift report {NUMBER}",
        "the same bytes as every other copy",
        "Unit Unit North, Team A",
        "About Week 47, Mon 16 to Sun 22 Nov 2026",
        "Pages 4 pages, and this sheet",
        "Copy 3 ",
        "Printed by DS 902 Ade",
        "Printed at Mon 23 Nov 2026 09:41",
        "For DCI 77 Marlow",
        "Reason Weekly meeting of supervisors",
        f"SHA-256 of the paper {DIGEST}",
        "Page 1 of 1",
    ):
        assert words in page
    assert page.count(STANDARD.marking) == 2


def test_of_a_paper_drawn_for_this_copy_it_says_so() -> None:
    text = text_of(cover_sheet_pdf(cover(frozen=False, name="Bail sheet", number="BS-3")))
    assert "Copy 3 of bail sheet BS-3. The paper follows, drawn for this copy" in text


def test_a_long_reason_runs_over_pages_and_its_marks_are_printed() -> None:
    reason = "\n".join(f"reason {number} & <b>" for number in range(120))
    pages = pages_of(cover_sheet_pdf(cover(reason=reason, recipient="<i>&</i>", unit="")))
    text = " ".join(pages)
    assert len(pages) > 1
    assert all(f"reason {number} & <b>" in text for number in range(120))
    assert "For <i>&</i>" in text


def test_the_sheet_of_a_demo_unit_is_marked_and_the_forces_own_marking_stands_on_it() -> None:
    (page,) = pages_of(cover_sheet_pdf(cover(demo=True), Marking("OFFICIAL", "Ours")))
    assert "DEMO UNIT" in page
    assert page.count("OFFICIAL") == 2
    assert "OFFICIAL-SENSITIVE" not in page
    assert "Ours" in page


@pytest.mark.parametrize("rows", [0, 24, 300])
def test_pages_are_counted(rows: int) -> None:
    report = weekly_drift_pdf(weekly_drift(rows), number=NUMBER)
    assert page_count(report) == len(PdfReader(BytesIO(report)).pages)


def test_only_a_paper_has_pages_to_count() -> None:
    with pytest.raises(ValueError, match="not a paper"):
        page_count(b"%PDF-1.4 nothing in it")
