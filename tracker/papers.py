"""Draws the papers, each with the unit's marking; ReportLab is loaded at the first one."""

from typing import TYPE_CHECKING

from tracker.rows.bail_sheet import BailSheet
from tracker.rows.digest import Digest
from tracker.rows.escalation_letter import EscalationLetter
from tracker.rows.frozen_reports import CoverSheet
from tracker.rows.weekly_drift import WeeklyDrift
from tracker.rows.why import WhyPaper
from tracker.settings import load_settings

if TYPE_CHECKING:
    from tracker.reports.page_layout import Marking


def draw_weekly(report: WeeklyDrift, number: str) -> bytes:
    """Draw a weekly drift report."""
    from tracker.reports.weekly_drift import weekly_drift_pdf

    return weekly_drift_pdf(report, number=number, marking=_marking())


def draw_cover(cover: CoverSheet) -> bytes:
    """Draw the cover sheet of a copy."""
    from tracker.reports.cover_sheet import cover_sheet_pdf

    return cover_sheet_pdf(cover, _marking())


def draw_why(paper: WhyPaper) -> bytes:
    """Draw the paper that says why dates are what they are."""
    from tracker.reports.why_paper import why_pdf

    return why_pdf(paper, _marking())


def draw_bail_sheet(sheet: BailSheet) -> bytes:
    """Draw a bail sheet."""
    from tracker.reports.bail_sheet import bail_sheet_pdf

    return bail_sheet_pdf(sheet, _marking())


def draw_letter(letter: EscalationLetter) -> bytes:
    """Draw the letter of an escalation, with the force's name and where answers go."""
    from tracker.reports.escalation_letter import escalation_letter_pdf

    settings = load_settings()
    return escalation_letter_pdf(letter, _marking(), force=settings.force, answers_to=settings.answers_to)


def draw_digest(digest: Digest) -> bytes:
    """Draw a daily digest."""
    from tracker.reports.digest import digest_pdf

    return digest_pdf(digest, _marking())


def count_pages(paper: bytes) -> int:
    """Count the pages of a paper drawn here."""
    from tracker.reports.cover_sheet import page_count

    return page_count(paper)


def _marking() -> "Marking":
    from tracker.reports.page_layout import Marking

    settings = load_settings()
    return Marking(settings.marking, settings.handling)
