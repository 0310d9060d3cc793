"""Draws papers page by page: the letter of an escalation, the digest, the weekly report, the inspection replay."""

from collections.abc import Callable

import pypdfium2
import pytest

from tests.gallery.pictures import FOLDER
from tests.tracker.reports.digest_rows import a_digest, a_digest_head
from tests.tracker.reports.letter_rows import a_letter
from tests.tracker.reports.report_rows import NUMBER, weekly_drift
from tracker.replay.replay import inspection_replay
from tracker.reports.digest import digest_pdf
from tracker.reports.escalation_letter import escalation_letter_pdf
from tracker.reports.inspection_replay import inspection_replay_pdf
from tracker.reports.weekly_drift import weekly_drift_pdf

PAPERS: dict[str, Callable[[], bytes]] = {
    "escalation-letter": lambda: escalation_letter_pdf(a_letter(), force="Northshire Police"),
    "daily-digest": lambda: digest_pdf(a_digest(), a_digest_head()),
    "weekly-drift": lambda: weekly_drift_pdf(weekly_drift(), number=NUMBER),
    "inspection-replay": lambda: inspection_replay_pdf(inspection_replay()),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper(name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(PAPERS[name]())
    for place, page in enumerate(document, start=1):
        path = FOLDER / f"{name}-{place}.png"
        page.render(scale=2).to_pil().save(path)
        assert path.stat().st_size > 10_000
    document.close()
