"""Draws the papers of how things stand, each page a picture in grey; and how Reports asks for them."""

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import FOLDER, SIZES, a_window, draw, dress, settle
from tests.tracker.reports.every_paper import FULL
from tests.tracker.reports.paper_rows import a_head
from tests.ui.pages.a_paper import a_drawn_paper, a_unit_with_papers
from tracker.reports.drawings import DRAWINGS
from tracker.reports.page_layout import STANDARD
from tracker.rows.papers import PaperQuestion
from tracker.terms import PaperKind
from tracker.wording import term
from ui.pages.reports.reports_page import ReportsPage

MOST_PAGES = 4


def drawn(kind: PaperKind) -> bytes:
    return DRAWINGS[kind](FULL[kind](), a_head(term(kind), number=f"{kind.value}-1"), STANDARD)


@pytest.mark.parametrize("kind", PaperKind)
def test_the_paper(kind: PaperKind) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument(drawn(kind)) as document:
        for place in range(min(len(document), MOST_PAGES)):
            path = FOLDER / f"{kind.value}-{place + 1}.png"
            document[place].render(scale=2, grayscale=True).to_pil().save(path)
            assert path.stat().st_size > 10_000


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", [PaperKind.TODO, PaperKind.CHRONOLOGY, PaperKind.INSPECTION])
def test_how_it_is_asked(qtbot: QtBot, qapp: QApplication, kind: PaperKind, size: tuple[int, int], theme: str) -> None:
    dress(qapp, theme)
    tracker = a_unit_with_papers()
    tracker.answers[PaperQuestion] = lambda _question: a_drawn_paper(pdf=drawn(kind))
    window = a_window(tracker, [ReportsPage], size)
    qtbot.addWidget(window)
    window.go_to("reports", f"{kind}/case-0")
    settle()
    path = draw(window, f"reports-{kind.value}-{size[0]}-{theme}")
    assert path.stat().st_size > 10_000
    window.close()
    dress(qapp, "light")
