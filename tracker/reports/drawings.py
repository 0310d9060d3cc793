"""Which function draws which paper of how things stand."""

from collections.abc import Callable, Mapping
from typing import Any

from tracker.reports.bail_sheet import bail_sheet_pdf
from tracker.reports.digest import digest_pdf
from tracker.reports.page_layout import Marking
from tracker.reports.why_paper import why_pdf
from tracker.rows.papers import PaperHead
from tracker.terms import PaperKind

DRAWINGS: Mapping[PaperKind, Callable[[Any, PaperHead, Marking], bytes]] = {
    PaperKind.DIGEST: digest_pdf,
    PaperKind.WHY: why_pdf,
    PaperKind.BAIL_SHEET: bail_sheet_pdf,
}
