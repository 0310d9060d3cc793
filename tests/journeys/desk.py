"""A person at a desk: the real window on the real core and a real file, with a keyboard and nothing else."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.databases import KEY
from tests.fakes import StoppedTime
from tests.ui.keyboard import focused, press, write
from tests.ui.parts import OfForm, form_of
from tracker.bootstrap import Tracker
from tracker.changes import Changes
from tracker.jobs.tick import JobOutcome, tick
from tracker.rows.case_file import CaseFile
from tracker.storage.engine import open_database
from tracker.storage.ids import IdSource
from ui.page_context import Page
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.start import Core, Opening
from ui.widgets.mark_line import MarkLine

SECONDS = 20


class Desk:
    """The window of one person. After every key the desk waits until all that it asked for has come."""

    def __init__(self, qtbot: QtBot, place: Path) -> None:
        self._qtbot = qtbot
        self._core = Core(str(place))
        self.opening = Opening(self._core, str(place))
        self.window = self.opening.window
        qtbot.addWidget(self.window)

    def sit_down(self) -> "Desk":
        """Start the program and wait for its first page."""
        with self._qtbot.waitSignal(self.opening.opened, timeout=SECONDS * 1000):
            self.opening.begin()
        self.window.activateWindow()
        self.settle()
        return self

    def leave(self) -> None:
        """Close the window and end what it began."""
        self.window.close()
        self.opening.shut_down()
        self._core.close()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        QCoreApplication.processEvents()
        self.wait_until(lambda: not self.opening._background._carriers)
        QCoreApplication.processEvents()

    def wait_until(self, so: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        self._qtbot.waitUntil(so, timeout=SECONDS * 1000)

    def tick(self) -> tuple[JobOutcome, ...]:
        """Let the scheduler's thread make one pass, and wait until the window has heard of it."""
        tracker, passed = self.opening._tracker, []
        thread = threading.Thread(target=lambda: passed.append(tick(tracker, tracker.time.now(), tracker.machine)))
        thread.start()
        thread.join()
        tracker.tell(Changes.of(job=None))
        self.settle()
        return passed[0].ran

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            press(key)
            self.settle()

    def go_to(self, page: str) -> None:
        """Press the keys that go to a page, whatever they are."""
        self.press(self.window.commands.action(f"go_to_{page}").shortcut().toString())

    def write(self, text: str) -> None:
        """Type a text into what has the focus."""
        write(text)
        self.settle()

    def retype(self, text: str) -> None:
        """Type a text instead of the one that stands in the field."""
        self.press("Ctrl+A")
        self.write(text)

    def page(self) -> Page:
        """Give the page that is shown."""
        page = self.window.pages.currentWidget()
        assert isinstance(page, Page)
        return page

    def case(self) -> CaseFile:
        """Give the case that the page shows."""
        page = self.page()
        assert isinstance(page, CaseFilePage)
        file = page.file()
        assert file is not None, "no case is shown"
        return file

    def form(self, kind: type[OfForm]) -> OfForm:
        """Give the form that is open beside the list, which must be of this class."""
        return form_of(self.page(), kind)

    def list(self) -> QTableView:
        """Give the list that has the focus."""
        view = focused()
        assert isinstance(view, QTableView), view
        return view

    def find(self, text: str) -> None:
        """Find in the list of the page, and go to the first that is found."""
        self.press("Ctrl+F")
        self.retype(text)
        self.press("Return")

    def tab_to(self, name: str) -> None:
        """Press the tab key until something of that name has the focus."""
        seen: list[QWidget] = []
        while name not in {called(focused()), focused().accessibleName()}:
            assert focused() not in seen, f"the tab key comes to {[called(one) for one in seen]}, never to {name}"
            seen.append(focused())
            self.press("Tab")

    def said(self) -> str:
        """Give what the status bar says."""
        return self.window.status.said.text()

    def banner(self) -> str:
        """Give what the banner over the page says; nothing where there is none."""
        return self.window.alert_banner.words.text() if self.window.alert_banner.isVisible() else ""

    def waiting(self) -> int | None:
        """Give the count beside Alerts in the navigation."""
        return self.window.navigation.count_of("alerts")

    def problem(self, field: str = "") -> str:
        """Give the problem that the open form shows beside a field, or for the whole."""
        form: Any = self.page().drawer()
        assert form is not None, "no form is open"
        words: str = form.problem_of(field)
        return words


def called(widget: QWidget) -> str:
    """Give what a control is called on the screen."""
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&", "")
    return widget.accessibleName()


def rows_of(view: QAbstractItemView) -> list[dict[str, str]]:
    """Give a list as a person reads it: each row's texts under their headings."""
    model = view.model()
    heads = [str(model.headerData(place, Qt.Orientation.Horizontal)) for place in range(model.columnCount())]
    return [
        {head: str(model.index(row, place).data() or "") for place, head in enumerate(heads)}
        for row in range(model.rowCount())
    ]


def row_of(view: QAbstractItemView, **wanted: str) -> dict[str, str]:
    """Give the one row that shows these texts under these headings (with spaces written as underscores)."""
    named = {head.replace("_", " "): text for head, text in wanted.items()}
    (found,) = [row for row in rows_of(view) if row.items() >= named.items()]
    return found


def labels_of(page: Page) -> str:
    """Give every text that stands on a page."""
    lines = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    lines += [line.words() for line in page.findChildren(MarkLine) if line.isVisible()]
    return "\n".join(lines)


@contextmanager
def another_workstation(place: Path, time: StoppedTime, account: str) -> Iterator[Tracker]:
    """The same unit opened by somebody else, elsewhere."""
    with closing(Tracker(open_database(str(place), key=KEY), time, account, IdSource(time))) as core:
        yield core
