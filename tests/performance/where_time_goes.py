"""Where the time goes: the Drift page of 10,000 cases, its board of a past day, the period before it, a chart drawn."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tests.performance.bare_driver import bare, send, statements_sent
from tests.performance.desk import page_usable, without_a_screen
from tests.performance.made_up_unit import HEAD, running_core
from tests.performance.measuring import Comparison, in_turn, judged, timed
from tests.performance.units import Units
from tracker.bootstrap import Tracker
from tracker.rows.drift_board import DriftBoardQuestion
from tracker.rows.drift_course import DriftCourseQuestion
from ui.pages.drift.drift_page import DriftPage
from ui.pages.drift.drift_views import holders
from ui.widgets.bar_chart.bar_chart import BarChart

A_WHILE, YEAR = timedelta(days=40), 52
AGAINST = "its statements by the bare driver"


def where_time_goes(units: Units) -> Iterator[Comparison]:
    """Measure on the large unit."""
    path = units.file(large=True)
    without_a_screen()
    board = DriftBoardQuestion(HEAD)
    yield judged(partial(page_usable, DriftPage, board, "the page Drift", path, lambda page: page.slipped.view))
    with running_core(path) as core:
        then = core.time.today() - A_WHILE
        questions: tuple[tuple[Any, str], ...] = (
            (board, "drift and ledger now"),
            (DriftBoardQuestion(HEAD, as_at=then), "drift and ledger as 40 days ago"),
            (DriftCourseQuestion(HEAD, weeks=YEAR), "the course of a year"),
        )
        for question, name in questions:
            yield judged(partial(asked, core, path, question, name))
        yield judged(partial(drawn, core))


def asked(core: Tracker, path: Path, question: Any, name: str) -> Comparison:
    """Compare an answer with its own statements by the bare driver."""
    with bare(path) as connection:
        with statements_sent(core.database) as sent:
            core.ask(question)
        looks = [one for one in sent if one.statement.startswith(("SELECT", "WITH"))]
        floor = timed(lambda: send(connection, looks, "BEGIN"))
        return in_turn(f"{name}, 10,000 cases", timed(lambda: core.ask(question)), floor, against=AGAINST, runs=3)


def drawn(core: Tracker) -> Comparison:
    """Compare drawing a chart of a year of holders with drawing one without a mark."""
    empty, chart = BarChart(), BarChart()
    for one in (empty, chart):
        one.resize(900, 400)
    chart.show_chart(holders(core.ask(DriftCourseQuestion(HEAD, weeks=YEAR))))
    marks = len(chart.chart().marks)
    what = f"drawing the holders of a year, {marks} marks"
    return in_turn(what, timed(chart.grab, 9), timed(empty.grab, 9), against="a chart without a mark")
