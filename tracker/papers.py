"""Finds and draws the papers, each with the unit's marking; ReportLab is loaded at the first one."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tracker.queries.bail_register_paper import found_register
from tracker.queries.bail_sheet import found_sheet
from tracker.queries.caseload_paper import found_caseload
from tracker.queries.chronology_paper import found_chronology
from tracker.queries.devices_paper import found_devices
from tracker.queries.digest import found_digest
from tracker.queries.inspection_paper import found_inspection
from tracker.queries.review_paper import found_review
from tracker.queries.todo_paper import found_todo
from tracker.queries.view import View
from tracker.queries.weekly_drift import audit_head
from tracker.queries.why import found_whys
from tracker.rows.cases_shown import cases_shown
from tracker.rows.escalation_letter import EscalationLetter
from tracker.rows.inspection_replay import InspectionReplay
from tracker.rows.papers import About, CoverSheet, DrawnPaper, Found, FoundPaper, PaperHead, PaperQuestion
from tracker.rows.weekly_drift import WeeklyDrift
from tracker.settings import load_settings
from tracker.storage.people_store import PeopleStore
from tracker.terms import PaperKind
from tracker.wording import term

if TYPE_CHECKING:
    from tracker.reports.page_layout import Marking

FINDERS: Mapping[PaperKind, Callable[[About, str, View], Found]] = {
    PaperKind.DIGEST: found_digest,
    PaperKind.TODO: found_todo,
    PaperKind.CASELOAD: found_caseload,
    PaperKind.CHRONOLOGY: found_chronology,
    PaperKind.REVIEW: found_review,
    PaperKind.WHY: found_whys,
    PaperKind.BAIL_SHEET: found_sheet,
    PaperKind.BAIL_REGISTER: found_register,
    PaperKind.DEVICES: found_devices,
    PaperKind.INSPECTION: found_inspection,
}


def find_paper(about: About, by: str, view: View) -> FoundPaper:
    """Give what a paper is to hold and its head, within the scope of who asks.

    Raises:
        NotFound: what it is about is not there, or out of scope; RuleBroken: nothing that it could be about.
    """
    found = FINDERS[about.kind](about, by, view)
    unit = PeopleStore(view.connection).unit()
    log_head = audit_head(view.connection, view.now)
    head = PaperHead(term(about.kind), found.about, unit.name, unit.demo, view.now, log_head)
    return FoundPaper(about.kind, found, head)


def draw_paper(paper: FoundPaper) -> bytes:
    """Draw a paper; without a number it is a draft."""
    from tracker.reports.drawings import DRAWINGS

    return DRAWINGS[paper.kind](paper.found.content, paper.head, _marking())


def drawn_paper(question: PaperQuestion, view: View) -> DrawnPaper:
    """Draw a paper as a draft, to be looked at; raises as `find_paper`."""
    paper = find_paper(question.about, question.by, view)
    found = paper.found
    return DrawnPaper(found.about, found.said, view.now, tuple(cases_shown(found.content) or ()), draw_paper(paper))


def draw_weekly(report: WeeklyDrift, number: str) -> bytes:
    """Draw a weekly drift report."""
    from tracker.reports.weekly_drift import weekly_drift_pdf

    return weekly_drift_pdf(report, number=number, marking=_marking())


def draw_cover(cover: CoverSheet) -> bytes:
    """Draw the cover sheet of a copy."""
    from tracker.reports.cover_sheet import cover_sheet_pdf

    return cover_sheet_pdf(cover, _marking())


def draw_letter(letter: EscalationLetter) -> bytes:
    """Draw the letter of an escalation, with the force's name and where answers go."""
    from tracker.reports.escalation_letter import escalation_letter_pdf

    settings = load_settings()
    return escalation_letter_pdf(letter, _marking(), force=settings.force, answers_to=settings.answers_to)


def draw_replay(replay: InspectionReplay) -> bytes:
    """Draw the inspection replay."""
    from tracker.reports.inspection_replay import inspection_replay_pdf

    return inspection_replay_pdf(replay, _marking())


def count_pages(paper: bytes) -> int:
    """Count the pages of a paper drawn here."""
    from tracker.reports.cover_sheet import page_count

    return page_count(paper)


def _marking() -> "Marking":
    from tracker.reports.page_layout import Marking

    settings = load_settings()
    return Marking(settings.marking, settings.handling)
