"""Draws why a date is what it is: the steps under their list, the form that puts them on paper, and the paper."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import FOLDER, a_window, draw, dress, settle
from tests.gallery.test_pages import THEMES, pages
from tests.rows_to_show import a_unit
from tests.tracker.domain.test_bail_steps import KIND, bail, told
from tests.tracker.reports.test_why_paper import a_paper, a_why
from tracker.rows.why import Why, WhyQuestion
from tracker.terms import LimitKind
from ui.pages.case_file.case_file_page import CaseFilePage


def a_bail() -> Why:
    """Give a bail period with its extension, as the ledger tells it."""
    arrest = date(2024, 8, 30)
    steps = told(
        bail(KIND.RELEASED_ON_BAIL, arrest),
        bail(KIND.EXTENDED, date(2024, 11, 20), authority="inspector", authorised_by="DI 77 Lewis"),
    )
    return a_why(
        milestone="Applicable bail period ended", subject="S1", limit_id="BAIL-02", limit="Applicable bail period",
        limit_kind=LimitKind.LAW, source="law, read in the official text", basis="PACE 1984 ss.47ZB(1)(b), 50A",
        calendar="England and Wales working days", calendar_version=1, known_to=date(2030, 12, 31),
        first_due=date(2024, 11, 30), due=date(2025, 2, 28), alarm=date(2025, 2, 27), steps=steps, period=True,
    )  # fmt: skip


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each theme in turn; light again afterwards."""
    dress(qapp, request.param)
    yield request.param
    dress(qapp, "light")


def test_the_steps_and_their_form(qtbot: QtBot, theme: str) -> None:
    tracker = a_unit()
    tracker.answers[WhyQuestion] = (a_bail(), *tracker.answers[WhyQuestion])
    window = a_window(tracker, pages())
    qtbot.addWidget(window)
    window.go_to("case_file", "case-0")
    settle()
    window.commands.action("why_this_date").trigger()
    draw(window, f"why-{theme}")
    page = window.pages.page("case_file")
    assert isinstance(page, CaseFilePage)
    page.papers.choose_file = Path
    window.commands.action("save_copy").trigger()
    form = draw(window, f"why-form-{theme}")
    assert form.stat().st_size > 10_000
    window.close()


def test_the_paper() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(a_paper(a_bail(), a_why()))
    picture = document[0].render(scale=2).to_pil()
    document.close()
    path = FOLDER / "why-paper.png"
    picture.save(path)
    assert path.stat().st_size > 10_000
