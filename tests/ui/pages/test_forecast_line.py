"""The forecast of the chosen milestone in a case: its words, of which milestone it is, and that few are asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import InlineBackground
from tests.forecast_rows import LIKELY, NO_END, NOT_BEFORE, TOO_FEW, TOO_LONG
from tests.rows_to_show import a_case_file, a_unit
from tests.ui.opened import open_at_case
from tracker.errors import StorageProblem
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.forecast import Forecast, ForecastQuestion, Outlook
from ui.forecast_wording import forecast_words
from ui.pages.case_file.forecast_line import ForecastLine

DONE, LATE, SOON = "milestone-0", "milestone-2", "milestone-4"


@pytest.mark.parametrize(
    ("forecast", "words"),
    [
        (
            LIKELY,
            (
                "Likely by Fri 4 Dec 2026 (8 in 10 between Mon 23 Nov 2026 and Fri 12 Feb 2027), from 143 finished in "
                "this unit, 31 of them after a longer wait. Chance to miss Fri 27 Nov 2026: 64 %."
            ),
        ),
        (
            NO_END,
            (
                "Likely by Fri 4 Dec 2026 (8 in 10 from Mon 23 Nov 2026 on; up to when is not known), from 143 "
                "finished in this unit, counted from the report, 31 of them after a longer wait."
            ),
        ),
        (
            NOT_BEFORE,
            (
                "More likely than not after Mon 1 Mar 2027, from 143 finished in this unit, 31 of them after a longer "
                "wait. Chance to miss Fri 27 Nov 2026: 97 %."
            ),
        ),
        (TOO_FEW, "Not enough to say when: 12 of the 20 needed have finished in this unit."),
        (
            TOO_LONG,
            (
                "Not enough to say when: of 1,143 finished in this unit, 6 took longer than the 1 day that this one "
                "has waited; 20 are needed."
            ),
        ),
        (Forecast(LATE, Outlook.NOT_COUNTED), ""),
    ],
)
def test_what_is_said(forecast: Forecast, words: str) -> None:
    assert forecast_words(forecast) == words


def test_it_is_of_the_milestone_under_the_cursor(qtbot: QtBot) -> None:
    tracker = a_unit()
    _, page = open_at_case(qtbot, tracker)
    line = page.milestones.forecast
    page.milestones.view.select_key(LATE)
    assert line.text() == line.accessibleDescription() == forecast_words(LIKELY)
    question = tracker.asked[-1]
    assert (question.case, question.milestone) == ("case-0", LATE)
    tracker.answers[ForecastQuestion] = lambda question: replace(TOO_FEW, milestone_id=question.milestone)
    page.milestones.view.select_key(SOON)
    assert line.text() == forecast_words(TOO_FEW)
    page.milestones.view.select_key(DONE)
    assert line.text() == ""
    tracker.answers[ForecastQuestion] = StorageProblem("disk_full", place="unit.db")
    page.milestones.view.select_key(SOON)
    assert "no room left" in line.text()


def test_of_a_closed_case_nothing_is_asked(qtbot: QtBot) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), closed_on=date(2026, 11, 1))
    _, page = open_at_case(qtbot, tracker)
    page.milestones.view.select_key(LATE)
    assert not [asked for asked in tracker.asked if isinstance(asked, ForecastQuestion)]
    assert page.milestones.forecast.text() == ""


class SlowBackground(InlineBackground):
    """Keeps what is asked aside, until the test lets the answer come."""

    def __init__(self) -> None:
        super().__init__(None)
        self.asked: list[tuple[ForecastQuestion, Callable[[Any], None]]] = []

    def ask_aside(
        self, question: Any, answer: Callable[[Any], None], problem: Callable[[Exception], None] | None = None
    ) -> None:
        self.asked.append((question, answer))

    def answer(self) -> None:
        """Let the next answer come."""
        question, answer = self.asked.pop(0)
        answer(replace(LIKELY, milestone_id=question.milestone))


def test_a_cursor_on_its_way_asks_for_where_it_was_and_where_it_is(qtbot: QtBot) -> None:
    _, page = open_at_case(qtbot, a_unit())
    slow = SlowBackground()
    line = ForecastLine(replace(page.context, background=slow))
    qtbot.addWidget(line)
    line.show_milestone("case-0", "1")
    assert slow.asked == []
    line.show()
    for place in range(2, 9):
        line.show_milestone("case-0", str(place))
    assert [question.milestone for question, _ in slow.asked] == ["1"]
    slow.answer()
    assert line.text() == ""
    assert [question.milestone for question, _ in slow.asked] == ["8"]
    slow.answer()
    assert line.text() == forecast_words(LIKELY)
    assert slow.asked == []
    line.show_milestone("case-0", "9")
    line.show_milestone("case-0", "")
    slow.answer()
    assert (line.text(), slow.asked) == ("", [])
