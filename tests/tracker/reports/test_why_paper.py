"""Why a date is what it is, on paper: dates, rule, calendar and every step; the same rows give the same bytes."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest

from tests.rows_to_show import why_rows
from tests.tracker.reports.paper_rows import a_head
from tests.tracker.reports.report_rows import pages_of, text_of
from tracker.reports.page_layout import STANDARD, Marking
from tracker.reports.why_paper import why_pdf
from tracker.rows.papers import PaperHead
from tracker.rows.why import StepRow, Why
from tracker.terms import ClockState


def a_why(**other: Any) -> Why:
    return replace(why_rows()[0], **other)


def a_why_head(**other: Any) -> PaperHead:
    at = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)
    facts = {"number": "WY-1", "as_at": at, "recipient": "DCI 77 Marlow", "reason": "Case conference"} | other
    return a_head("Why this date", **facts)


def a_paper(*whys: Why, marking: Marking = STANDARD, **head: Any) -> bytes:
    return why_pdf(whys or (a_why(),), a_why_head(**head), marking)


def read(pdf: bytes) -> str:
    """Read a paper by another reader than the one that the other tests use."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_the_paper_says_what_when_by_whom_and_for_whom() -> None:
    said = " ".join(read(a_paper()).split())
    for words in (
        "Why this date: 44NI/00305/26",
        "Unit North. As at Fri 20 Nov 2026 09:41.",
        "1 clock. Each date",
        "Printed by DS 902 Ade for DCI 77 Marlow. Reason: Case conference.",
        "1. Computer report: DEV-04",
        "Due Thu 12 Mar 2026; the clock runs",
        "DEV-04 Computer report within 60 working days, version 1: local target",
        "laboratory, version 3",
        "60 working days, the first being the next",
        "Christmas Day: not counted",
        "Page 1 of 1",
    ):
        assert words in said
    assert said.count(STANDARD.marking) == 2


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (a_why(state=ClockState.PAUSED), "the clock is paused"),
        (a_why(state=ClockState.STOPPED), "the clock has stopped"),
        (a_why(provisional=True), "provisional: it rests on a bank holiday that is computed"),
        (a_why(alarm=date(2026, 3, 11)), "alarms go by Wed 11 Mar 2026, the stricter reading"),
        (a_why(due=date(2026, 4, 1)), "First due Thu 12 Mar 2026"),
        (a_why(known_to=date(2030, 12, 31)), "laboratory, version 3, known to Tue 31 Dec 2030"),
        (a_why(subject="EX1"), "Computer report, EX1: DEV-04"),
        (
            a_why(due=None, first_due=None, unknown="the calendar ends on Tue 31 Dec 2030"),
            "Due not known: the calendar ends on Tue 31 Dec 2030",
        ),
        (
            a_why(due_at=datetime(2026, 3, 12, 14, 30, tzinfo=UTC), first_due_at=datetime(2026, 3, 12, tzinfo=UTC)),
            "Due Thu 12 Mar 2026 14:30",
        ),
        (a_why(source="law, read in the official text"), "version 1: law, read in the official text"),
    ],
)
def test_what_is_to_be_noted_of_a_clock(why: Why, words: str) -> None:
    assert words in text_of(a_paper(why))


def test_who_recorded_a_step_stands_under_it_and_its_basis_beside_it() -> None:
    step = StepRow("Tue 10 Nov 2026", "strategy discussion", "", "Working Together", "recorded Tue 10 Nov 2026 by DS 9")
    said = text_of(a_paper(a_why(steps=(step,))))
    assert "recorded Tue 10 Nov 2026 by DS 9" in said
    assert "Working Together" in said
    assert "Basis Force policy on digital forensics" in said


def test_marks_in_a_text_are_printed_and_a_long_one_runs_over_pages() -> None:
    long = "\n".join(f"because of {number} <b>&" for number in range(120))
    step = StepRow("Tue 10 Nov 2026", long, "", "")
    paper = a_paper(a_why(steps=(step,), subject="<i>"), recipient="<i>&</i>", reason="x" * 300)
    pages = pages_of(paper)
    assert len(pages) > 1
    text = " ".join(pages)
    assert all(f"because of {number} <b>&" in text for number in range(120))
    assert "for <i>&</i>" in text
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_many_clocks_are_numbered_and_each_has_its_own_mark_in_the_outline() -> None:
    pdf = a_paper(*(a_why() for _ in range(12)))
    document = pypdfium2.PdfDocument(pdf)
    outline = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    assert [title for title, _ in outline] == [f"{number}. Computer report: DEV-04" for number in range(1, 13)]
    assert outline[0][1] < outline[-1][1]


def test_the_paper_of_a_demo_unit_is_marked_and_the_forces_own_marking_stands_on_it() -> None:
    text = text_of(a_paper(demo=True, marking=Marking("OFFICIAL", "Ours")))
    assert "DEMO UNIT" in text
    assert "every case on this paper is made up" in text
    assert "OFFICIAL-SENSITIVE" not in text
    assert "Ours" in text


PROGRAM = """
from hashlib import sha256
from tests.tracker.reports.test_why_paper import a_paper
print(sha256(a_paper()).hexdigest())
"""


def test_the_same_rows_give_the_same_bytes_in_any_process() -> None:
    from hashlib import sha256

    here = sha256(a_paper()).hexdigest()
    elsewhere = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert elsewhere.stdout.strip() == here
    assert sha256(a_paper(reason="another")).hexdigest() != here
