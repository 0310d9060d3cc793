"""The inbox of approvals: decided in the row by letter, one's own withdrawn, said what waits and why."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.approval_rows import an_approval, some_approvals
from tests.gallery.pictures import a_window, settle
from tests.rows_to_show import a_unit
from tests.ui.keyboard import press, write
from tests.ui.parts import form_of
from tracker.actions.decide_approval import DecideApproval
from tracker.actions.withdraw_approval import WithdrawApproval
from tracker.changes import Changes
from tracker.errors import RuleBroken, StaleRecord, StorageProblem
from tracker.rows.approvals import Approvals, ApprovalsQuestion
from ui.main_window.main_window import MainWindow
from ui.pages.approvals.approvals_page import ApprovalsPage
from ui.widgets.form import FormDrawer

Opened = tuple[MainWindow, ApprovalsPage]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[..., Opened]]:
    windows: list[MainWindow] = []

    def open_page(tracker: object) -> Opened:
        window = a_window(tracker, [ApprovalsPage])
        qtbot.addWidget(window)
        windows.append(window)
        qtbot.waitUntil(window.isActiveWindow)
        page = window.pages.page("approvals")
        assert isinstance(page, ApprovalsPage)
        page.focus_content()
        settle()
        return window, page

    yield open_page
    for window in windows:
        window.close()


def test_it_is_counted_and_decided_by_letter(opened: Callable[..., Opened]) -> None:
    tracker = a_unit()
    tracker.answers[DecideApproval] = Changes.of(approval=["approval-0"])
    window, page = opened(tracker)
    assert window.navigation.count_of("approvals") == 4
    assert "New date: Fri 8 Jan 2027 in place of Thu 12 Nov 2026 · Why: the child is unwell" in page.said()
    press("Z", "Ctrl+Return")
    assert tracker.done[-1] == DecideApproval("officer-902", "approval-0", 1, True, "")
    assert window.status.said.text() == "Approved and done: ABE interview, AB, 44NI/00305/26."
    press("Shift+Q", "Ctrl+Return")
    assert form_of(page, FormDrawer).problem_of("because") == "Say why it is refused."
    write("hold it this month")
    press("Ctrl+Return")
    assert tracker.done[-1] == DecideApproval("officer-902", "approval-0", 1, False, "hold it this month")


def test_ones_own_is_withdrawn_and_never_decided(opened: Callable[..., Opened]) -> None:
    tracker = a_unit()
    tracker.answers[WithdrawApproval] = Changes.of(approval=["approval-4"])
    window, page = opened(tracker)
    assert not window.commands.action("withdraw_request").isEnabled()
    page.view.select_key("approval-4")
    assert not window.commands.action("approve_request").isEnabled()
    assert "Another supervisor decides it." in page.said()
    press("Shift+U")
    assert tracker.done[-1] == WithdrawApproval("officer-902", "approval-4", 1)
    page.view.select_key("approval-5")
    assert not window.commands.action("withdraw_request").isEnabled()
    assert "Said to it: hold it this month" in page.said()


def test_what_was_overtaken_says_so(opened: Callable[..., Opened]) -> None:
    tracker = a_unit()
    tracker.answers[DecideApproval] = RuleBroken("approval_stale", who="DS 700 Khan", when="10:42")
    _, page = opened(tracker)
    page.view.select_key("approval-3")
    assert "it can only be refused" in page.said()
    press("Z", "Ctrl+Return")
    problem = form_of(page, FormDrawer).problem_of()
    assert problem.startswith("Changed by DS 700 Khan at 10:42, after this was asked for.")


def test_a_request_somebody_else_decided_is_read_again(opened: Callable[..., Opened]) -> None:
    tracker = a_unit()
    tracker.answers[DecideApproval] = StaleRecord("stale", who="DS 700 Khan", when="10:42")
    _, page = opened(tracker)
    press("Z", "Ctrl+Return")
    tracker.answers[ApprovalsQuestion] = Approvals((an_approval(0, version=5),), 14, 1)
    tracker.answers[DecideApproval] = Changes.of(approval=["approval-0"])
    press("Space")
    form_of(page, FormDrawer).submit()
    assert tracker.done[-1].version == 5


def test_nothing_waits_and_what_cannot_be_read(opened: Callable[..., Opened]) -> None:
    tracker = a_unit()
    tracker.answers[ApprovalsQuestion] = Approvals((), 14, 0)
    window, page = opened(tracker)
    assert page._plain_heading.text() == "Nothing waits for approval"
    assert not window.commands.action("approve_request").isEnabled()
    tracker.answers[ApprovalsQuestion] = StorageProblem("locked")
    window.commands.action("refresh").trigger()
    assert page._plain_heading.text() == "This page cannot be shown"
    tracker.answers[ApprovalsQuestion] = some_approvals()
    window.commands.action("refresh").trigger()
    assert len(page._model.shown) == 6
