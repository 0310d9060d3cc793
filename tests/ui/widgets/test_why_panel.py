"""Why this date: the words of the core, clock by clock, with who recorded each step, and a way to put them on paper."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.rows_to_show import why_rows
from tests.ui.held import hold
from tests.ui.keyboard import nameless
from tracker.rows.why import StepRow, Why
from tracker.terms import ClockState
from ui.widgets.why_panel import WhyPanel

WHY = why_rows()[0]


@pytest.fixture
def panel(qtbot: QtBot) -> WhyPanel:
    """A panel that is shown."""
    panel = WhyPanel()
    hold(qtbot, panel)
    panel.show()
    return panel


def save_button(panel: WhyPanel) -> QPushButton | None:
    inside = panel.widget()
    return None if inside is None else inside.findChild(QPushButton, "save_why")


def test_each_step_is_a_line_and_who_recorded_it_stands_under_it(panel: WhyPanel) -> None:
    step = StepRow("Tue 10 Nov 2026", "paused", "Fri 4 Dec 2026", "Policy", "recorded Tue 10 Nov 2026 by DS 9")
    panel.show_whys([replace(WHY, steps=(step,))])
    assert panel.lines()[-2:] == [
        "Tue 10 Nov 2026 · paused · Fri 4 Dec 2026 · Policy", "recorded Tue 10 Nov 2026 by DS 9",
    ]  # fmt: skip
    assert panel.accessibleDescription().splitlines() == panel.lines()
    assert nameless(panel) == []


@pytest.mark.parametrize(
    ("why", "line"),
    [
        (replace(WHY, alarm=date(2026, 3, 11)), "Alarms go by Wed 11 Mar 2026, the stricter reading of its end."),
        (replace(WHY, due=date(2026, 4, 1)), "First due Thu 12 Mar 2026; lateness is counted from that day."),
        (replace(WHY, due=date(2026, 4, 1), period=True), "At first it was to end on Thu 12 Mar 2026."),
        (replace(WHY, provisional=True), "Provisional: it rests on a bank holiday that is computed, not announced."),
        (
            replace(WHY, due=None, unknown="the calendar ends on Tue 31 Dec 2030"),
            "Computer report within 60 working days: due date not known: the calendar ends on Tue 31 Dec 2030",
        ),
        (
            replace(WHY, state=ClockState.PAUSED),
            "Computer report within 60 working days: due Thu 12 Mar 2026, paused",
        ),
        (
            replace(WHY, source="local target, our suggestion", basis="Policy"),
            "DEV-04 · local target, our suggestion · Policy · limit version 1 · laboratory version 3",
        ),
    ],
)
def test_what_is_to_be_noted_of_a_clock(panel: WhyPanel, why: Why, line: str) -> None:
    panel.show_whys([why])
    assert line in panel.lines()


def test_it_can_be_saved_only_where_there_is_something_to_save(qtbot: QtBot, panel: WhyPanel) -> None:
    assert save_button(panel) is None
    panel.show_whys([])
    assert save_button(panel) is None
    panel.show_whys([WHY, WHY])
    button = save_button(panel)
    assert button is not None
    with qtbot.waitSignal(panel.save_wanted):
        button.click()
