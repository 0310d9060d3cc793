"""Draws the forecast of a milestone of a case, and the list of what is likely to miss its date."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.forecast_rows import NO_END, NOT_BEFORE, TOO_LONG
from tests.gallery.pictures import SIZES, a_window, draw, dress, settle
from tests.gallery.test_pages import THEMES, pages
from tests.rows_to_show import a_unit
from tracker.rows.forecast import ForecastQuestion
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.drift.drift_page import DriftPage


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each theme in turn; light again afterwards."""
    dress(qapp, request.param)
    yield request.param
    dress(qapp, "light")


def test_the_line_in_a_case(qtbot: QtBot, theme: str) -> None:
    for size in SIZES:
        tracker = a_unit()
        window = a_window(tracker, pages(), size)
        qtbot.addWidget(window)
        window.go_to("case_file", "case-0")
        settle()
        page = window.pages.page("case_file")
        assert isinstance(page, CaseFilePage)
        page.milestones.view.select_key("milestone-2")
        for name, forecast in (("", None), ("-no-end", NO_END), ("-not-before", NOT_BEFORE), ("-too-few", TOO_LONG)):
            if forecast is not None:
                tracker.answers[ForecastQuestion] = forecast
                page.milestones.view.select_key("milestone-3")
                page.milestones.view.select_key("milestone-2")
            drawn = draw(window, f"forecast-line{name}-{size[0]}-{theme}")
            assert drawn.stat().st_size > 10_000
        window.close()


def test_what_is_likely_to_miss(qtbot: QtBot, theme: str) -> None:
    for size in SIZES:
        window = a_window(a_unit(), pages(), size)
        qtbot.addWidget(window)
        window.go_to("drift", None)
        page = window.pages.page("drift")
        assert isinstance(page, DriftPage)
        page.show_view("likely")
        settle()
        assert draw(window, f"forecast-likely-{size[0]}-{theme}").stat().st_size > 10_000
        window.close()
