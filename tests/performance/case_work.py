"""The list of 10,000 cases searched and sorted, and a case opened from it; each by real widgets, until it is drawn."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from itertools import count
from time import perf_counter
from typing import Any

from PySide6.QtCore import Qt

from tests.performance.bare_driver import bare, send, statements_sent
from tests.performance.desk import context_of, until_drawn, wait, wait_for_background, without_a_screen
from tests.performance.made_up_unit import HEAD, running_core
from tests.performance.measuring import Comparison, in_turn, judged, timed
from tests.performance.units import Units
from tracker.bootstrap import Tracker
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.caseload import CaseloadRow
from ui.page_context import PageContext
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage

#: the column of the officer in the case
OIC = 5


def case_work(units: Units) -> Iterator[Comparison]:
    """Measure on the large unit."""
    without_a_screen()
    with ExitStack() as stack:
        core = stack.enter_context(running_core(units.file(large=True)))
        context = stack.enter_context(context_of(core))
        page = CaseloadPage(context)
        page.resize(1366, 768)
        page.show()
        wait(lambda: len(page.model.rows) > 0 and page.view.isVisible())
        rows = list(page.model.rows)
        yield judged(partial(found_in, page, rows))
        yield judged(partial(sorted_by, page, rows))
        connection = stack.enter_context(bare(units.file(large=True)))
        yield judged(partial(opened, core, context, connection, [row.case_id for row in rows]))
        wait_for_background(context)
        page.hide()
        page.deleteLater()


def found_in(page: CaseloadPage, rows: list[CaseloadRow]) -> Comparison:
    """Compare typing part of a reference until the list shows what has it, with one look at every reference."""
    wanted = [row.reference[-8:] for row in rows[:: max(1, len(rows) // 50)]]
    turns = count()

    def ours() -> float:
        typed = wanted[next(turns) % len(wanted)]
        page.find_field.clear()
        wait(lambda: page.view.row_model().rowCount() == len(rows))
        began = perf_counter()
        page.find_field.setText(typed)
        wait(lambda: 0 < page.view.row_model().rowCount() < len(rows))
        page.grab()
        return perf_counter() - began

    floor = timed(lambda: [row for row in rows if wanted[0] in row.reference.casefold()])
    compared = in_turn(
        f"find a case in the list of {len(rows):,}, until it is shown", ours, floor, against="a look at each reference"
    )
    page.find_field.clear()
    return compared


def sorted_by(page: CaseloadPage, rows: list[CaseloadRow]) -> Comparison:
    """Compare sorting the list by the officer, until it is drawn, with sorting the same words."""
    orders = count()

    def ours() -> float:
        order = Qt.SortOrder.AscendingOrder if next(orders) % 2 else Qt.SortOrder.DescendingOrder
        began = perf_counter()
        page.view.sortByColumn(OIC, order)
        page.grab()
        return perf_counter() - began

    floor = timed(lambda: sorted(rows, key=lambda row: (row.oic or "").casefold()))
    return in_turn(
        f"sort the list of {len(rows):,} cases, until it is shown", ours, floor, against="the same rows sorted bare"
    )


def opened(core: Tracker, context: PageContext, connection: Any, case_ids: list[str]) -> Comparison:
    """Compare a case, from its page's making until its milestones are drawn, with its statements by the bare driver."""
    with statements_sent(core.database) as sent:
        core.ask(CaseFileQuestion(HEAD, case_ids[0]))
    looks = [one for one in sent if one.statement.startswith(("SELECT", "WITH"))]
    places = count()

    def of_a_case() -> CaseFilePage:
        page = CaseFilePage(context)
        page.show_record(case_ids[next(places)])
        return page

    def ours() -> float:
        return until_drawn(context, of_a_case, lambda page: page.milestones.view)

    return in_turn(
        "open a case of 10,000, until its milestones are shown",
        ours,
        timed(lambda: send(connection, looks, "BEGIN")),
        against="its statements by the bare driver",
    )
