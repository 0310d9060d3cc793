"""A small page to test with, and what it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.fakes import FakeTracker, InlineBackground, RecordedNotices
from tests.ui.tables.a_table import ROWS, a_model
from tracker.changes import Changes
from tracker.terms import Change
from ui.change_bus import ChangeBus
from ui.menu_commands import MenuCommands
from ui.page_context import Page, PageContext
from ui.problems import Problems
from ui.tables.row_table_view import RowTableView


@dataclass(frozen=True, slots=True)
class AQuestion:
    """What the page asks."""


class APage(Page):
    """Shows three rows."""

    page_name = "a_page"
    title = "A page"
    sub_line = "What stands here"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model = a_model(())
        self.model.setParent(self)
        self.view = RowTableView(self.model, "rows", self)
        self.set_content(self.view)
        self.refreshed = 0
        self.opened: list[Any] = []

    def refresh(self) -> None:
        self.refreshed += 1
        self.context.background.ask(AQuestion(), self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(Change.CASE)

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {"open_case": lambda: self.opened.append(self.view.selected_row())}

    def _take(self, rows: Any) -> None:
        self.model.set_rows(rows)
        if rows:
            self.show_content("3 of 4: 1 closed", len(rows))
        else:
            self.show_empty("Nothing here", "There is nothing to do.", "Not shown: 1 closed")


class AnotherPage(APage):
    """A second page, with one record."""

    page_name = "another_page"
    title = "Another page"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.records: list[str] = []

    def show_record(self, record_id: str) -> None:
        self.records.append(record_id)


class AHiddenPage(APage):
    """A page that is reached from a record only."""

    page_name = "hidden_page"
    in_navigation = False


def a_tracker(**answers: Any) -> FakeTracker:
    """Give a tracker that answers the page."""
    return FakeTracker({AQuestion: ROWS} | answers)


def a_context(tracker: FakeTracker, owner: QWidget, said: RecordedNotices | None = None) -> PageContext:
    """Give what a page works with; services belong to `owner`."""
    said = said or RecordedNotices()
    assert tracker.person is not None
    return PageContext(
        person=tracker.person,
        background=InlineBackground(tracker),
        bus=ChangeBus(tracker, owner),
        time=tracker.time,
        commands=MenuCommands(owner),
        navigate=lambda name, record_id: None,
        report=said.report,
        problems=Problems(owner),
    )
