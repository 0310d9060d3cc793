"""A small paper with words on each page, and the made-up unit's answers about papers."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from tests.fakes import A_FRIDAY, FakeTracker
from tests.rows_to_show import a_unit
from tests.tracker.reports.letter_rows import a_letter
from tracker.reports.escalation_letter import escalation_letter_pdf
from tracker.rows.escalation_letter import DraftLetter, EscalationLetterQuestion
from tracker.rows.frozen_reports import DraftReportQuestion, Paper, ReportQuestion
from tracker.rows.papers import DrawnPaper, PaperQuestion
from tracker.rows.weekly_drift import Figure, WeeklyDrift, WeeklyDriftQuestion

A4 = (595.2756, 841.8898)
LAST_MONDAY = date(2026, 11, 9)
THIS_MONDAY = date(2026, 11, 16)


def a_pdf(pages: int = 3, words: str = "Weekly drift report") -> bytes:
    """Draw a PDF."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    for page in range(pages):
        canvas.setFont("Helvetica", 14)
        canvas.drawString(56, 780, f"{words}, page {page + 1}")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def a_week(monday: date = LAST_MONDAY, cases: int = 31, **other: Any) -> WeeklyDrift:
    """Give the rows of a week."""
    week = WeeklyDrift(
        unit="Unit North",
        team="",
        monday=monday,
        sunday=date.fromordinal(monday.toordinal() + 6),
        as_at=A_FRIDAY,
        last_alert_check=A_FRIDAY,
        demo=False,
        figures=(Figure("open_cases", cases, 30 if cases else 0),),
        changed=(),
        slipped=(),
        awaited=(),
        unallocated=(),
        no_next_action=(),
        done_late=(),
        delay_counts=(),
        restricted_withheld=0,
        audit_head="",
    )
    return replace(week, **other)


def a_unit_with_papers(**person: Any) -> FakeTracker:
    """Give the made-up unit with papers to look at; week 46 of Team 1 is frozen, that of the whole unit is not."""
    tracker = a_unit(**person)
    tracker.answers[ReportQuestion] = lambda question: Paper(question.number, LAST_MONDAY, "Team 1", a_pdf())
    tracker.answers[WeeklyDriftQuestion] = lambda question: a_week(question.monday)
    tracker.answers[DraftReportQuestion] = lambda question: Paper("", question.monday, "", a_pdf(1, "Draft"))
    tracker.answers[PaperQuestion] = lambda question: a_drawn_paper(f"{question.about.kind} {question.about.case}")
    draft = escalation_letter_pdf(a_letter(number=""))
    tracker.answers[EscalationLetterQuestion] = lambda question: DraftLetter(question.case, draft)
    return tracker


def a_drawn_paper(words: str = "Daily digest", pages: int = 1, pdf: bytes = b"") -> DrawnPaper:
    """Give the draft of a paper of how things stand."""
    return DrawnPaper(
        "Fri 20 Nov 2026, all teams", "17 alerts open, 2 critical.", A_FRIDAY, (), pdf or a_pdf(pages, words)
    )
