"""Pages of 10,000 cases until they can be used, and a quick update until it is saved; each by real widgets."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gallery.pictures import dress
from tests.performance.bare_driver import bare, send, statements_sent
from tests.performance.made_up_unit import HEAD, running_core
from tests.performance.measuring import Comparison, in_turn, judged, timed
from tests.performance.one_edit import UPDATE
from tests.performance.units import Units
from tracker.bootstrap import Tracker
from tracker.rows.awaited import AwaitedQuestion
from tracker.rows.device_register import DeviceRegisterQuestion
from tracker.rows.today import TodayQuestion
from tracker.rows.workload import WorkloadQuestion
from ui.background import Background
from ui.change_bus import ChangeBus
from ui.dialogs.quick_update_dialog import QuickUpdateDialog, Step
from ui.list_page import ListPage
from ui.menu_commands import MenuCommands
from ui.page_context import Page, PageContext
from ui.pages.awaited.awaited_page import AwaitedPage
from ui.pages.devices.devices_page import DevicesPage
from ui.pages.today.today_page import TodayPage
from ui.pages.workload.workload_page import WorkloadPage
from ui.problems import Problems
from ui.tables.row_table_view import RowTableView

PATIENCE = 60
#: any update that waits in each case
TYPED = "f"

Shown = TypeVar("Shown", bound=Page)


def desk(units: Units) -> Iterator[Comparison]:
    """Measure with a window of no screen, on the large unit and a copy of it."""
    without_a_screen()
    today = partial(page_usable, TodayPage, TodayQuestion(HEAD, board=True), "the first page", list_of=first_list)
    yield judged(partial(today, path=units.file(large=True)))
    yield judged(partial(quick_update_saved, units.copy(large=True)))


def lists(units: Units) -> Iterator[Comparison]:
    """Measure the pages whose lists go through every open case, on the large unit."""
    without_a_screen()
    asked: tuple[tuple[type[ListPage[Any]], Any, str], ...] = (
        (AwaitedPage, AwaitedQuestion(HEAD), "the page Awaited"),
        (DevicesPage, DeviceRegisterQuestion(HEAD), "the page Devices"),
        (WorkloadPage, WorkloadQuestion(HEAD), "the page Workload"),
    )
    for page, question, name in asked:
        yield judged(partial(page_usable, page, question, name, units.file(large=True), first_list))


def first_list(page: ListPage[Any]) -> RowTableView:
    """Give the list of a page that has one."""
    return page.view


def without_a_screen() -> None:
    """Begin Qt where no screen is needed, in its usual dress."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        dress(app, "light")


def page_usable(
    page_class: type[Shown],
    question: Any,
    name: str,
    path: Path,
    list_of: Callable[[Shown], RowTableView],
) -> Comparison:
    """Compare a page, from its making to its rows in the list, with its own statements by the bare driver."""
    with running_core(path) as core, bare(path) as connection:
        with statements_sent(core.database) as sent:
            core.ask(question)
        looks = [one for one in sent if one.statement.startswith(("SELECT", "WITH"))]

        def ours() -> float:
            with context_of(core) as context:
                return until_drawn(context, lambda: page_class(context), list_of)

        return in_turn(
            f"{name} until it can be used, 10,000 cases",
            ours,
            timed(lambda: send(connection, looks, "BEGIN")),
            against="its statements by the bare driver",
        )


def until_drawn(context: PageContext, make: Callable[[], Shown], list_of: Callable[[Shown], RowTableView]) -> float:
    """Give the seconds from a page's making until the rows of its list are drawn; the page is gone after."""
    began = perf_counter()
    page = make()
    page.resize(1366, 768)
    page.show()
    view = list_of(page)
    wait(lambda: view.row_model().rowCount() > 0 and view.isVisible())
    page.grab()
    took = perf_counter() - began
    page.hide()
    page.deleteLater()
    wait_for_background(context)
    return took


def quick_update_saved(path: Path) -> Comparison:
    """Compare the time from the last key of an update until it is stored with one row changed and committed."""
    with running_core(path) as core, bare(path) as connection, context_of(core) as context:
        known = [row[0] for row in connection.execute("SELECT id FROM milestone LIMIT 500").fetchall()]
        references = [row[0] for row in connection.execute("SELECT reference FROM case_record LIMIT 500").fetchall()]
        numbers, places = count(), count()

        def ours() -> float:
            dialog = QuickUpdateDialog(context, references[next(places)])
            dialog.show()
            wait(lambda: dialog.cases.row_model().rowCount() == 1)
            dialog.pick()
            wait(lambda: dialog.step() is Step.WHAT)
            QTest.keyClicks(dialog.field, TYPED)
            began = perf_counter()
            QTest.keyClick(dialog.field, "\r")
            wait(lambda: not dialog.isVisible())
            took = perf_counter() - began
            dialog.deleteLater()
            return took

        def change() -> None:
            number = next(numbers)
            connection.execute(UPDATE, (str(number), known[number % len(known)]))

        return in_turn(
            "quick update, from the last key until it is saved, 10,000 cases",
            ours,
            timed(change, 8),
            against="one row changed and committed",
        )


@contextmanager
def context_of(core: Tracker) -> Iterator[PageContext]:
    """What a page works with, on a running core; its workers are waited for at the end."""
    background, bus = Background(core), ChangeBus(core)
    commands, problems = MenuCommands(), Problems()
    assert core.person is not None
    yield PageContext(
        person=core.person,
        background=background,
        bus=bus,
        time=core.time,
        commands=commands,
        navigate=lambda _name, _record: None,
        report=lambda _words, _undo: None,
        problems=problems,
    )
    bus.shut_down()
    background.shut_down()
    QApplication.processEvents()


def wait_for_background(context: PageContext) -> None:
    """Wait until what was asked aside has come too, so that the next turn is not held up by it."""
    background = context.background
    assert isinstance(background, Background)
    wait(lambda: not background._carriers)


def wait(so: Callable[[], bool]) -> None:
    """Run the event loop until something is so."""
    began = perf_counter()
    while not so():
        if perf_counter() - began > PATIENCE:
            raise TimeoutError
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()
