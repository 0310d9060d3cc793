"""Which function draws which paper of how things stand."""

from collections.abc import Callable, Mapping
from typing import Any

from tracker.reports.bail_register_paper import bail_register_pdf
from tracker.reports.bail_sheet import bail_sheet_pdf
from tracker.reports.caseload_paper import caseload_pdf
from tracker.reports.chronology_paper import chronology_pdf
from tracker.reports.devices_paper import devices_pdf
from tracker.reports.digest import digest_pdf
from tracker.reports.inspection_paper import inspection_pdf
from tracker.reports.page_layout import Marking
from tracker.reports.review_paper import review_pdf
from tracker.reports.todo_paper import todo_pdf
from tracker.reports.why_paper import why_pdf
from tracker.rows.papers import PaperHead
from tracker.terms import PaperKind

DRAWINGS: Mapping[PaperKind, Callable[[Any, PaperHead, Marking], bytes]] = {
    PaperKind.DIGEST: digest_pdf,
    PaperKind.TODO: todo_pdf,
    PaperKind.CASELOAD: caseload_pdf,
    PaperKind.CHRONOLOGY: chronology_pdf,
    PaperKind.REVIEW: review_pdf,
    PaperKind.WHY: why_pdf,
    PaperKind.BAIL_SHEET: bail_sheet_pdf,
    PaperKind.BAIL_REGISTER: bail_register_pdf,
    PaperKind.DEVICES: devices_pdf,
    PaperKind.INSPECTION: inspection_pdf,
}
