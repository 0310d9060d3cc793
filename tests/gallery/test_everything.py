"""Draws every page, panel, form and dialog with its problem, and every page that is read, empty or cannot be shown."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import ALL_SIZES, LARGEST, SIZES, draw, dress, settle
from tests.ui.held import hold
from tests.ui.shown import DIALOGS, FORMS, Form, pages, record_of, the_unit, the_window
from tracker.errors import StorageProblem
from tracker.rows.job_health import JobHealthQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from ui.main_window.main_window import MainWindow
from ui.page_context import Page
from ui.theme import THEMES, ZOOMS, set_zoom

FIRST_PAGES = ("today", "caseload", "case_file")
LEAST_BYTES = 8_000


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each theme in turn; light again afterwards."""
    dress(qapp, request.param)
    yield request.param
    dress(qapp, "light")


def sizes(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


def draw_ticked(window: MainWindow, part: QWidget, name: str, look: str) -> None:
    """Draw what a tick in each of the boxes of a page, or of a tab, brings into view."""
    boxes = [box for box in part.findChildren(QCheckBox) if box.isVisible() and not box.isChecked()]
    for place, box in enumerate(boxes):
        box.click()
        settle()
        draw(window, f"{name}-tick-{place}-{look}")
        box.click()


@pytest.mark.parametrize("size", ALL_SIZES, ids=sizes)
def test_every_page_with_each_of_its_tabs(qtbot: QtBot, theme: str, size: tuple[int, int]) -> None:
    window = the_window(size)
    hold(qtbot, window)
    window.report("Completed: ABE interview, 2 working days late.", lambda: None)
    for page in pages():
        if size == LARGEST and page.page_name not in FIRST_PAGES:
            continue
        window.go_to(page.page_name, record_of(page))
        settle()
        assert draw(window, f"page-{page.page_name}-{theme}-{size[0]}").stat().st_size > LEAST_BYTES
        shown: Any = window.pages.page(page.page_name)
        draw_ticked(window, shown, f"page-{page.page_name}", f"{theme}-{size[0]}")
        for tabs in shown.findChildren(QTabWidget):
            for place in range(1, tabs.count()):
                tabs.setCurrentIndex(place)
                draw(window, f"page-{page.page_name}-tab-{place}-{theme}-{size[0]}")
                draw_ticked(window, tabs.widget(place), f"page-{page.page_name}-tab-{place}", f"{theme}-{size[0]}")
            tabs.setCurrentIndex(0)
        if page.page_name == "case_file":
            shown.timeline.turn()
            draw(window, f"page-case_file-timeline-list-{theme}-{size[0]}")
            shown.timeline.turn()
    window.close()


@pytest.mark.parametrize("size", SIZES, ids=sizes)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_and_what_it_complains_of(qtbot: QtBot, theme: str, form: Form, size: tuple[int, int]) -> None:
    window = the_window(size)
    hold(qtbot, window)
    opened = form.open(window)
    draw(window, f"form-{form.name}-{theme}-{size[0]}")
    if form.complains:
        opened.submit()
        draw(window, f"form-{form.name}-problem-{theme}-{size[0]}")
    window.close()


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog(qtbot: QtBot, theme: str, name: str) -> None:
    window = the_window()
    hold(qtbot, window)
    dialog = DIALOGS[name][1](window)
    dialog.show()
    draw(dialog, f"dialog-{name}-{theme}")
    dialog.reject()
    window.close()


def answers_nothing(page: Page) -> None:
    """Show a page as it is while it is read for the first time."""
    page._has_content = False
    page.show_loading()


def test_every_page_while_it_is_read_and_when_it_cannot_be_shown(qtbot: QtBot, theme: str) -> None:
    for size in SIZES:
        tracker = the_unit()
        window = the_window(size, tracker)
        hold(qtbot, window)
        kept = {key: tracker.answers[key] for key in (OpenAlertsQuestion, JobHealthQuestion)}
        for page in pages():
            window.go_to(page.page_name, record_of(page))
            settle()
            shown = window.pages.page(page.page_name)
            assert shown is not None
            answers_nothing(shown)
            draw(window, f"state-{page.page_name}-read-{theme}-{size[0]}")
            answers = dict(tracker.answers)
            tracker.answers.update({key: StorageProblem("locked") for key in answers if key not in kept})
            tracker.answers[OpenAlertsQuestion] = StorageProblem("locked")
            shown.refresh()
            draw(window, f"state-{page.page_name}-problem-{theme}-{size[0]}")
            tracker.answers.clear()
            tracker.answers.update(answers)
        window.close()


@pytest.mark.parametrize("percent", ZOOMS)
def test_the_first_pages_at_every_zoom(qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    dress(qapp, "light")
    window = the_window(SIZES[0])
    hold(qtbot, window)
    set_zoom(qapp, percent)
    for name in FIRST_PAGES:
        page = next(page for page in pages() if page.page_name == name)
        window.go_to(name, record_of(page))
        draw(window, f"zoom-{name}-{percent}")
    window.close()
    set_zoom(qapp, 100)
