"""Pictures of the reviews of a case and of the form of a review."""

import pytest
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import SIZES, a_window, draw, settle
from tests.gallery.test_pages import pages, theme
from tests.review_rows import a_position
from tests.ui.pages.a_paper import a_unit_with_papers
from tracker.rows.reviews import ReviewPositionQuestion, Reviews, ReviewsQuestion
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.widgets.form import FormDrawer

__all__ = ["theme"]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_reviews(qtbot: QtBot, theme: str, size: tuple[int, int]) -> None:
    unit = a_unit_with_papers()
    unit.answers[ReviewPositionQuestion] = a_position()
    window = a_window(unit, pages(), size)
    qtbot.addWidget(window)
    window.go_to("case_file", "case-0")
    settle()
    page = window.pages.page("case_file")
    assert isinstance(page, CaseFilePage)
    page.tabs.setCurrentWidget(page.reviews)
    draw(window, f"case_reviews-{theme}-{size[0]}")
    window.commands.action("record_review").trigger()
    settle()
    form = page.drawer()
    assert isinstance(form, FormDrawer)
    draw(window, f"record_review-{theme}-{size[0]}")
    form.submit()
    bar = form._scroll.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    draw(window, f"record_review-middle-{theme}-{size[0]}")
    bar.setValue(bar.maximum())
    draw(window, f"record_review-end-{theme}-{size[0]}")
    form.cancel()
    window.commands.action("close_case").trigger()
    draw(window, f"close_case-{theme}-{size[0]}")
    page.close_drawer()
    unit.answers[ReviewsQuestion] = Reviews("case-0", (), ())
    window.commands.action("refresh").trigger()
    draw(window, f"case_reviews-none-{theme}-{size[0]}")
    window.close()
