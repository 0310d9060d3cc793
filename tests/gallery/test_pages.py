"""Draws the states of the window and of single pages that are not those of every page: see test_everything.py."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.agency_rows import an_awaited
from tests.bail_rows import a_register
from tests.gallery.pictures import SIZES, SMALLEST, a_window, draw, dress, settle
from tests.rows_to_show import a_case_file, a_unit
from tests.today_rows import nothing_today, with_booked_and_decided
from tests.ui.dialogs.test_rule_changes_dialog import FOUND
from tests.ui.held import hold
from tests.ui.pages.a_paper import a_unit_with_papers
from tests.ui.parts import page_of
from tracker.errors import StorageProblem
from tracker.rows.awaited import AwaitedQuestion
from tracker.rows.bail_register import BailRegisterQuestion
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.job_health import ClockMove, ClockMoved, JobHealth, JobHealthQuestion, JobRow
from tracker.rows.rule_changes import RuleChangesQuestion
from tracker.rows.today import TodayQuestion
from tracker.terms import CaseStatus, Role
from ui.crash_dialog import CrashDialog
from ui.dialogs.quick_update_dialog import QuickUpdateDialog
from ui.main_window.main_window import MainWindow
from ui.main_window.shortcuts_dialog import ShortcutsDialog
from ui.page_context import BAIL_PART, Page, part_of_case
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.drift.drift_page import DriftPage
from ui.pages.drift.drift_views import VIEWS
from ui.pages.today.today_page import TodayPage
from ui.start import PAGES
from ui.widgets.form import FormDialog, FormDrawer

THEMES = ("light", "dark", "high_contrast")


def pages() -> list[type[Page]]:
    """Give the pages of the window, in order."""
    return [getattr(import_module(module), name) for module, name in PAGES]


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each theme in turn; light again afterwards."""
    dress(qapp, request.param)
    yield request.param
    dress(qapp, "light")


def test_other_states(qtbot: QtBot, theme: str) -> None:
    window = a_window(a_unit_with_papers(), pages())
    qtbot.addWidget(window)
    window.problem_banner.show_problem("The disk is full. What you entered is still here.", window.show_alerts)
    draw(window, f"banners-{theme}")
    dialog = ShortcutsDialog(window.commands, window)
    dialog.show()
    draw(dialog, f"shortcuts-{theme}")
    crash = CrashDialog(ValueError("a made-up fault"), "/var/log/undrift.log", window)
    crash.show()
    draw(crash, f"crash-{theme}")
    crash.close()
    window.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_alerts_that_are_not_alive(qtbot: QtBot, theme: str, size: tuple[int, int]) -> None:
    unit = a_unit_with_papers()
    now = unit.time.now()
    failing = JobRow("sweep", now - timedelta(minutes=12), now, "server_unreachable", "desk-7")
    unit.answers[JobHealthQuestion] = JobHealth(failing.last_good, (failing,), "desk-7", failing)
    window = a_window(unit, pages(), size)
    qtbot.addWidget(window)
    draw(window, f"alerts-not-alive-{theme}-{size[0]}")
    well = JobRow("sweep", now, None, "", "records-server-1")
    moved = ClockMoved(now - timedelta(hours=2), "desk-7", ClockMove.FORWARD)
    window.status.set_health(JobHealth(now, (well,), "records-server-1", well, moved))
    draw(window, f"clock-moved-{theme}-{size[0]}")
    window.close()


def test_changed_holidays_and_limits(qtbot: QtBot, theme: str) -> None:
    unit = a_unit_with_papers()
    unit.answers[RuleChangesQuestion] = FOUND
    window = a_window(unit, pages())
    qtbot.addWidget(window)
    window.rules_banner.set_changes(FOUND.changes)
    draw(window, f"changes-wait-{theme}")
    window.commands.action("changed_rules").trigger()
    settle()
    (dialog,) = window.findChildren(FormDialog)
    draw(dialog, f"changed_rules-{theme}")
    dialog.reject()
    window.close()


def test_records_that_cannot_be_opened(qtbot: QtBot, theme: str) -> None:
    from ui.menu_commands import MenuCommands
    from ui.problems import Problems

    window = MainWindow(MenuCommands(), Problems())
    qtbot.addWidget(window)
    window.resize(*SIZES[0])
    window.show()
    draw(window, f"opening-{theme}")
    window.show_opening_problem(
        StorageProblem("database_too_new", place="build/demo.db", found="0009", known="0001"), "build/demo.db"
    )
    draw(window, f"not-opened-{theme}")
    window.close()


def test_bail_of_a_case(qtbot: QtBot, theme: str) -> None:
    for size in SIZES:
        window = a_window(a_unit_with_papers(), pages(), size)
        qtbot.addWidget(window)
        window.go_to("case_file", part_of_case("case-0", BAIL_PART, ""))
        settle()
        draw(window, f"case_bail-{theme}-{size[0]}")
        window.close()
    window = a_window(a_unit_with_papers(), pages())
    qtbot.addWidget(window)
    window.go_to("case_file", part_of_case("case-0", BAIL_PART, ""))
    page = window.pages.page("case_file")
    assert page is not None
    for command in ("record_arrest", "record_bail_event", "withdraw_bail_event", "record_event", "record_remand"):
        settle()
        window.commands.action(command).trigger()
        settle()
        form = page.drawer()
        assert isinstance(form, FormDrawer)
        draw(window, f"case_{command}-{theme}")
        form.submit()
        draw(window, f"case_{command}-problem-{theme}")
        form.cancel()
    window.close()


def test_bail_of_nobody_and_bail_that_cannot_be_read(qtbot: QtBot, theme: str) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[BailRegisterQuestion] = a_register(ending=(), others=())
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), bail=())
    window = a_window(tracker, pages())
    qtbot.addWidget(window)
    window.go_to("bail")
    draw(window, f"bail-nobody-{theme}")
    tracker.answers[BailRegisterQuestion] = StorageProblem("locked")
    window.commands.action("refresh").trigger()
    draw(window, f"bail-problem-{theme}")
    window.go_to("case_file", part_of_case("case-0", BAIL_PART, ""))
    draw(window, f"case_bail-nobody-{theme}")
    window.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_today_of_a_detective_and_one_list_in_full(qtbot: QtBot, theme: str, size: tuple[int, int]) -> None:
    window = a_window(a_unit_with_papers(roles=frozenset({Role.DETECTIVE})), pages(), size)
    qtbot.addWidget(window)
    draw(window, f"today-detective-{theme}-{size[0]}")
    window.close()
    window = a_window(a_unit_with_papers(roles=frozenset({Role.DETECTIVE, Role.SUPERVISOR})), pages(), size)
    qtbot.addWidget(window)
    draw(window, f"today-both-{theme}-{size[0]}")
    window.go_to("today", "drifting")
    draw(window, f"today-drifting-{theme}-{size[0]}")
    window.close()


def test_today_with_nothing_and_today_that_cannot_be_read(qtbot: QtBot, theme: str) -> None:
    for roles in (frozenset({Role.DETECTIVE}), frozenset({Role.SUPERVISOR})):
        tracker = a_unit_with_papers(roles=roles)
        tracker.answers[TodayQuestion] = nothing_today
        window = a_window(tracker, pages())
        qtbot.addWidget(window)
        draw(window, f"today-nothing-{min(roles)}-{theme}")
        tracker.answers[TodayQuestion] = StorageProblem("locked")
        window.commands.action("refresh").trigger()
        draw(window, f"today-problem-{min(roles)}-{theme}")
        window.close()


def test_today_with_planned_days_and_decisions(qtbot: QtBot, theme: str) -> None:
    for roles in (frozenset({Role.DETECTIVE}), frozenset({Role.SUPERVISOR})):
        tracker = a_unit_with_papers(roles=roles)
        tracker.answers[TodayQuestion] = with_booked_and_decided
        for size in (SMALLEST, *SIZES):
            window = a_window(tracker, pages(), size)
            qtbot.addWidget(window)
            page = window.pages.page("today")
            assert isinstance(page, TodayPage)
            page.view.select_key("decided milestone-51")
            draw(window, f"today-decided-{min(roles)}-{theme}-{size[0]}")
            window.close()


def test_quick_update(qtbot: QtBot, theme: str) -> None:
    window = a_window(a_unit_with_papers(), pages())
    qtbot.addWidget(window)
    window.commands.action("quick_update").trigger()
    settle()
    (dialog,) = window.findChildren(QuickUpdateDialog)
    write_into(dialog, "44NI")
    dialog.pick()
    draw(dialog, f"quick_update-case-{theme}")
    write_into(dialog, "305")
    dialog.pick()
    draw(dialog, f"quick_update-what-{theme}")
    write_into(dialog, "c y")
    draw(dialog, f"quick_update-chased-{theme}")
    dialog.pick()
    draw(dialog, f"quick_update-answer-{theme}")
    dialog.done(0)
    window.close()


def write_into(dialog: QuickUpdateDialog, text: str) -> None:
    """Type into the field of the quick update."""
    dialog.field.clear()
    QTest.keyClicks(dialog.field, text)


def test_other_agencies(qtbot: QtBot, theme: str) -> None:
    window = a_window(a_unit_with_papers(), pages())
    qtbot.addWidget(window)
    window.go_to("case_file", "case-0")
    settle()
    page = window.pages.page("case_file")
    assert isinstance(page, CaseFilePage)
    for panel, commands in (
        (page.chases, ("record_chase", "escalate_delay", "withdraw_entry")),
        (page.third_party, ("ask_third_party", "record_answer")),
        (page.cps, ()),
        (page.notes, ("add_note",)),
    ):
        page.tabs.setCurrentWidget(panel)
        settle()
        draw(window, f"case_{panel.objectName() or panel.view.objectName()}-{theme}")
        for command in commands:
            window.commands.action(command).trigger()
            settle()
            form = page.drawer()
            assert isinstance(form, FormDrawer)
            draw(window, f"case_{command}-{theme}")
            form.submit()
            draw(window, f"case_{command}-problem-{theme}")
            form.cancel()
    window.close()


def test_nobody_awaited_and_waits_that_cannot_be_read(qtbot: QtBot, theme: str) -> None:
    tracker = a_unit_with_papers()
    tracker.answers[AwaitedQuestion] = replace(an_awaited(), rows=(), totals=())
    window = a_window(tracker, pages())
    qtbot.addWidget(window)
    window.go_to("awaited")
    draw(window, f"awaited-nobody-{theme}")
    tracker.answers[AwaitedQuestion] = StorageProblem("locked")
    window.commands.action("refresh").trigger()
    draw(window, f"awaited-problem-{theme}")
    window.close()


def test_a_case_that_was_merged(qtbot: QtBot, theme: str) -> None:
    tracker = a_unit()
    merged = replace(
        a_case_file(), status=CaseStatus.CLOSED, closed_on=date(2026, 11, 18), merged_into="case-1",
        merged_reference="44NI/00402/26",
    )  # fmt: skip
    tracker.answers[CaseFileQuestion] = merged
    window = a_window(tracker, [CaseFilePage])
    hold(qtbot, window)
    window.go_to("case_file", "case-0")
    draw(window, f"case-merged-{theme}")
    tracker.answers[CaseFileQuestion] = replace(merged, merged_reference="")
    window.go_to("case_file", "case-2")
    draw(window, f"case-merged-not-seen-{theme}")
    window.close()


@pytest.mark.parametrize("size", [SMALLEST, *SIZES], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_view_of_where_the_time_goes(qtbot: QtBot, theme: str, size: tuple[int, int]) -> None:
    window = a_window(a_unit_with_papers(), pages(), size)
    hold(qtbot, window)
    window.go_to("drift")
    page = page_of(window, DriftPage)
    for view in VIEWS:
        page.show_view(view.name)
        draw(window, f"drift-{view.name}-{theme}-{size[0]}")
    window.close()
