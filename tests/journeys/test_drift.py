"""Where the time goes: a supervisor looks back at a past day, goes to a mark by keyboard, opens a case behind it."""

from tests.journeys.desk import Desk, rows_of
from tests.journeys.the_unit import EARLY
from tests.ui.keyboard import focused
from ui.pages.drift.drift_page import DriftPage
from ui.pages.drift.drift_views import VIEWS
from ui.widgets.bar_chart.bar_chart import BarChart

AS_AT = "As at the end of which day; empty for now"


def the_page(desk: Desk) -> DriftPage:
    page = desk.page()
    assert isinstance(page, DriftPage)
    return page


def chart_of(desk: Desk) -> BarChart:
    chart = focused()
    assert isinstance(chart, BarChart), chart
    return chart


def test_a_supervisor_looks_back_and_opens_a_case_behind_a_mark(supervisor: Desk) -> None:
    desk = supervisor
    desk.go_to("drift")
    now = len(the_page(desk)._board.rows)
    names = {row.kind: row.milestone for row in the_page(desk)._board.rows}
    assert "strategy_discussion" not in names
    desk.tab_to(AS_AT)
    desk.write("13/11")
    then = {row.kind: row for row in the_page(desk)._board.rows if row.reference == EARLY}
    assert then["strategy_discussion"].drift > 0
    assert len(the_page(desk)._board.rows) != now
    assert the_page(desk)._sub_line.text().endswith("as things stood at the end of Fri 13 Nov 2026")

    desk.tab_to("Views of where the time goes")
    for _ in range([view.name for view in VIEWS].index("kinds")):
        desk.press("Right")
    while not isinstance(focused(), BarChart):
        desk.press("Tab")
    while (mark := chart_of(desk).current()) is not None and mark.key != "strategy_discussion":
        desk.press("Down")
    assert chart_of(desk).accessibleDescription().startswith(f"{then['strategy_discussion'].milestone}: ")
    desk.press("Return")
    assert [row["Case"] for row in rows_of(desk.list())] == [EARLY]
    desk.press("Return")
    assert desk.case().reference == EARLY
