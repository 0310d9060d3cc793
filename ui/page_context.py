"""What every page is given, and the base that all pages share: header, states, footer, drawer, refresh when stale."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.people import Person
from tracker.time_source import TimeSource
from ui.change_bus import ChangeBus
from ui.drafts import KeepsDrafts, NoDrafts
from ui.menu_commands import MenuCommands
from ui.problems import Problems, in_words
from ui.theme import scaled

Report = Callable[[str, Callable[[], None] | None], None]
DRAWER_WIDTH = 360
# parts of a case that a page may lead to; between them and the ids stands what no id holds
MILESTONE_PART, BAIL_PART, DEVICE_PART, PROTECTION_PART, _BETWEEN = "milestone", "bail", "device", "protection", "/"


def part_of_case(case_id: str, part: str, key: str) -> str:
    """Give the record that leads to a row in a part of a case, for `navigate`."""
    return _BETWEEN.join((case_id, part, key))


def case_and_part(record_id: str) -> tuple[str, str, str]:
    """Give the case of a record, and the part and the row it leads to, where it does."""
    case_id, part, key = (*record_id.split(_BETWEEN, 2), "", "")[:3]
    return case_id, part, key


class RunsInBackground(Protocol):
    """Background, or what stands in for it in a test."""

    def do(
        self,
        request: Any,
        done: Callable[[Any], None] | None = None,
        problem: Callable[[Exception], None] | None = None,
    ) -> None:
        """Carry out a request."""

    def do_after_copy(
        self,
        what: str,
        request: Any,
        done: Callable[[Any], None] | None = None,
        problem: Callable[[Exception], None] | None = None,
    ) -> None:
        """Copy the database, then carry out a request; `done` hears where the copy lies, and the Changes."""

    def ask(
        self, question: Any, answer: Callable[[Any], None], problem: Callable[[Exception], None] | None = None
    ) -> None:
        """Ask a question."""

    def ask_aside(
        self, question: Any, answer: Callable[[Any], None], problem: Callable[[Exception], None] | None = None
    ) -> None:
        """Ask a question that may take long; its answer holds up no other."""

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        problem: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do any other slow work."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page works with.

    Args:
        navigate: go to a page by its name, and to a record of it by id.
        report: say in the status bar what was done, with what undoes it.
        drafts: where what is typed into a form is kept until it is sent.
    """

    person: Person
    background: RunsInBackground
    bus: ChangeBus
    time: TimeSource
    commands: MenuCommands
    navigate: Callable[[str, str | None], None]
    report: Report
    problems: Problems
    drafts: KeepsDrafts = field(default_factory=NoDrafts)


class Page(QWidget):
    """A screen: one question, answered by its content; refreshed when what it shows has changed."""

    page_name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    sub_line: ClassVar[str] = ""
    #: False for a page that is reached from a record only
    in_navigation: ClassVar[bool] = True
    #: True for a page that shows a part of itself as a record: without one it shows all again
    shows_all_again: ClassVar[bool] = False

    #: how many rows wait on this page, for the navigation; -1 for no count
    counted = Signal(int)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(self.page_name)
        self.setAccessibleName(self.tr(self.title))
        self._stale = True
        self._has_content = False
        self._focus_wanted = False
        self._drawer: QWidget | None = None
        self._build()
        context.bus.changed.connect(self._hear)

    def refresh(self) -> None:
        """Ask again for what the page shows."""
        raise NotImplementedError

    def page_commands(self) -> dict[str, Callable[[], None]]:
        """Give the commands this page answers while it is shown."""
        return {}

    def case_in_hand(self) -> str:
        """Give the reference of the case that is open or chosen on the page; nothing where none is."""
        return ""

    def paper_record(self) -> str:
        """Give the paper of what the page shows, as a record of the page Reports; empty where there is none."""
        return ""

    def concerns(self, changes: Changes) -> bool:
        """Say whether changes touch what the page shows."""
        return True

    def take_changes(self, changes: Changes) -> None:
        """Bring the page up to date while it is shown; refreshes all unless a page knows better."""
        self.refresh()

    def set_content(self, content: QWidget) -> None:
        """Give the page what it shows."""
        self._states.insertWidget(0, content)
        self._states.setCurrentIndex(0 if self._has_content else self._states.indexOf(self._plain))

    def set_heading(self, title: str, sub_line: str = "") -> None:
        """Word the header anew: for a page that shows one record."""
        self._title.setText(title)
        self._sub_line.setText(sub_line)
        self._sub_line.setVisible(bool(sub_line))

    def add_to_heading(self, widget: QWidget) -> None:
        """Put a line under the title: what must be known of the record before anything else."""
        self._heading.addWidget(widget)

    def show_content(self, footer: str = "", count: int | None = None) -> None:
        """Show the content, with what is not shown said under it."""
        self._has_content = True
        self._states.setCurrentIndex(0)
        if self._focus_wanted:
            self.focus_content()
        self.set_footer(footer)
        if count is not None:
            self.counted.emit(count)

    def set_footer(self, words: str) -> None:
        """Say under the list how much of it is shown: "23 of 31: 6 closed, 2 restricted"."""
        self._footer.setText(words)
        self._footer.setVisible(bool(words))

    def show_loading(self) -> None:
        """Say that the page is being read; what was shown before stays in place meanwhile."""
        if not self._has_content:
            self._show_plain(self.tr("Reading..."), "", None)

    def show_empty(self, heading: str, words: str = "", footer: str = "") -> None:
        """Say that there is nothing to show, and why that is."""
        self._has_content = False
        self._show_plain(heading, words, None)
        self.set_footer(footer)

    def show_leading(self, heading: str, words: str, button: str, go: Callable[[], None]) -> None:
        """Say that what was asked for is elsewhere, and offer to go there; Enter does."""
        self._has_content = False
        self.set_footer("")
        self._show_plain(heading, words, go, button)
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, problem: Exception) -> None:
        """Say why the page cannot be shown, and offer to try again."""
        self._has_content = False
        self.set_footer("")
        self._show_plain(self.tr("This page cannot be shown"), in_words(problem), self.refresh)

    def open_drawer(self, drawer: QWidget) -> None:
        """Open a form beside the list; an open one is closed first."""
        self.close_drawer()
        self._drawer = drawer
        self._beside.addWidget(drawer)
        self._beside.setStretchFactor(self._beside.indexOf(drawer), 0)
        drawer.setMinimumWidth(max(scaled(DRAWER_WIDTH), drawer.minimumWidth()))
        drawer.show()
        drawer.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_drawer(self) -> None:
        """Close the form beside the list, and give the list the focus back."""
        drawer, self._drawer = self._drawer, None
        if drawer is None:
            return
        drawer.hide()
        drawer.setParent(None)
        drawer.deleteLater()
        content = self._states.currentWidget()
        if content is not None and self.isVisible():
            content.setFocus(Qt.FocusReason.OtherFocusReason)

    def drawer(self) -> QWidget | None:
        """Give the form that is open beside the list."""
        return self._drawer

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for name, slot in self.page_commands().items():
            self.context.commands.answer(name, slot, self)
        self.context.commands.answer("refresh", self.refresh, self)
        if self.paper_record():
            self.context.commands.answer("paper", lambda: self.context.navigate("reports", self.paper_record()), self)
        if self._stale:
            self._stale = False
            self.show_loading()
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self.context.commands.let_go(self)
        self._focus_wanted = False
        super().hideEvent(event)

    def focus_content(self) -> None:
        """Put the focus into the content, now or when it has come."""
        self._focus_wanted = not self._has_content
        content = self._states.widget(0)
        if self._has_content and content is not None and self._drawer is None:
            content.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._again.hasFocus():
            self._again.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mark_stale(self) -> None:
        """Refresh now if shown, else when next shown."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _hear(self, changes: Changes) -> None:
        if not self.concerns(changes):
            return
        if self.isVisible():
            self.take_changes(changes)
        else:
            self._stale = True

    def _build(self) -> None:
        self._title = QLabel(self.tr(self.title))
        self._title.setObjectName("page_title")
        self._sub_line = QLabel(self.tr(self.sub_line))
        self._sub_line.setObjectName("page_sub_line")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sub_line)
        #: controls to the right of the title: search fields, choices
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        header = QHBoxLayout()
        header.addLayout(words)
        header.addStretch(1)
        header.addLayout(self.tools)
        self._states = QStackedWidget()
        self._plain = self._plain_page()
        self._states.addWidget(self._plain)
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._beside.setChildrenCollapsible(False)
        self._beside.setHandleWidth(12)
        self._beside.addWidget(self._states)
        self._beside.setStretchFactor(0, 1)
        self._footer = QLabel()
        self._footer.setObjectName("page_footer")
        self._footer.setWordWrap(True)
        self._footer.setVisible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 12)
        whole.setSpacing(12)
        self._heading = QVBoxLayout()
        self._heading.setSpacing(4)
        self._heading.addLayout(header)
        whole.addLayout(self._heading)
        whole.addWidget(self._beside, 1)
        whole.addWidget(self._footer)
        self._sub_line.setVisible(bool(self.sub_line))

    def _plain_page(self) -> QWidget:
        self._plain_heading = QLabel()
        self._plain_heading.setObjectName("plain_heading")
        self._plain_words = QLabel()
        self._plain_words.setObjectName("plain_words")
        self._plain_words.setWordWrap(True)
        self._plain_words.setMaximumWidth(scaled(560))
        self._again = QPushButton(self.tr("&Try again"))
        self._again.clicked.connect(self._try_again)
        self._retry: Callable[[], None] | None = None
        page = QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 32, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self._plain_heading)
        lines.addWidget(self._plain_words)
        lines.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        return page

    def _show_plain(self, heading: str, words: str, retry: Callable[[], None] | None, button: str = "") -> None:
        self._again.setText(button or self.tr("&Try again"))
        self._plain_heading.setText(heading)
        self._plain_words.setText(words)
        self._plain_words.setVisible(bool(words))
        self._retry = retry
        self._again.setVisible(retry is not None)
        self._states.setCurrentWidget(self._plain)

    def _try_again(self) -> None:
        if self._retry is not None:
            self._retry()
