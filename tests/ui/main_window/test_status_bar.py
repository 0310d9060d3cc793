"""The foot of the window: alerts alive or stopped, jobs that failed, the demo mark."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.fakes import StoppedTime
from tracker.rows.job_health import ClockMove, ClockMoved, JobHealth, JobRow
from ui.main_window.status_bar import StatusBar


@pytest.fixture
def time() -> StoppedTime:
    """Fri 20 Nov 2026, 09:41:07."""
    return StoppedTime()


@pytest.fixture
def bar(qtbot: QtBot, time: StoppedTime) -> Iterator[StatusBar]:
    """A status bar that watches the jobs."""
    made = StatusBar()
    qtbot.addWidget(made)
    made.show()
    made.open(time, demo=False)
    yield made
    made.shut_down()


def shown(bar: StatusBar) -> tuple[str, str]:
    return bar.checked.state_key(), bar.checked.text()


def test_it_asks_at_once_how_the_jobs_stand(qtbot: QtBot, time: StoppedTime) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.health_wanted):
        bar.open(time, demo=False)
    bar.shut_down()


def test_before_the_first_check_it_says_so(bar: StatusBar) -> None:
    assert shown(bar) == ("unknown", "Alerts have not been checked yet")


def test_a_check_is_shown_with_its_time(bar: StatusBar, time: StoppedTime) -> None:
    bar.set_health(JobHealth(time.now(), ()))
    assert shown(bar) == ("running", "Alerts checked 09:41:07")


def test_a_scheduler_that_has_stopped_is_seen(qtbot: QtBot, bar: StatusBar, time: StoppedTime) -> None:
    bar.set_health(JobHealth(time.now(), ()))
    timer = bar.findChild(QTimer)
    assert timer.objectName()
    time.forward(minutes=5)
    timer.timeout.emit()
    assert shown(bar)[0] == "running"
    time.forward(seconds=1)
    with qtbot.waitSignal(bar.health_wanted):
        timer.timeout.emit()
    assert shown(bar) == ("overdue", "Alerts not checked since 09:41")
    assert bar.checked.objectName() == "checked_late"
    time.forward(days=1)
    timer.timeout.emit()
    assert shown(bar) == ("overdue", "Alerts not checked since Fri 20 Nov 2026 09:41")
    bar.set_health(JobHealth(time.now(), ()))
    assert shown(bar)[0] == "running"
    assert bar.checked.objectName() == "checked"


@pytest.fixture
def alarms(bar: StatusBar) -> list[str]:
    """What was to be said across the window, one for each look."""
    said: list[str] = []
    bar.alarm.connect(said.append)
    return said


def test_it_says_which_machine_checked_and_when_the_next_check_is_to_come(bar: StatusBar, time: StoppedTime) -> None:
    bar.set_health(JobHealth(time.now(), (), "records-server-1.force.example"))
    assert shown(bar) == ("running", "Alerts checked 09:41:07 on records-server-1, next 09:42")


def test_alerts_that_are_not_alive_are_said_aloud_with_the_reason(
    bar: StatusBar, time: StoppedTime, alarms: list[str]
) -> None:
    sweep = JobRow("sweep", time.now(), None, "", "desk-7")
    bar.set_health(JobHealth(time.now(), (sweep,), "desk-7", sweep))
    time.forward(minutes=5)
    bar._timer.timeout.emit()
    assert alarms == ["", ""]
    time.forward(seconds=1)
    bar._timer.timeout.emit()
    assert alarms[-1] == (
        "Alerts have not been checked since 09:41: no machine is checking. What falls due meanwhile is not told."
    )
    failing = JobRow("sweep", sweep.last_good, time.now(), "locked", "desk-7")
    bar.set_health(JobHealth(sweep.last_good, (failing,), "desk-7", failing))
    assert "since 09:41: the check fails (locked)." in alarms[-1]
    bar.set_health(JobHealth(time.now(), (sweep,), "desk-7", sweep))
    assert alarms[-1] == ""


def test_a_window_in_which_alerts_were_never_checked_says_so_after_a_while(
    bar: StatusBar, time: StoppedTime, alarms: list[str]
) -> None:
    bar._timer.timeout.emit()
    assert alarms == [""]
    time.forward(minutes=6)
    bar._timer.timeout.emit()
    assert alarms[-1].startswith("Alerts have not been checked since 09:41: no machine is checking.")


def test_a_clock_that_is_behind_the_last_check_is_said_aloud(
    bar: StatusBar, time: StoppedTime, alarms: list[str]
) -> None:
    bar.set_health(JobHealth(time.now() + timedelta(hours=5), (), "desk-7"))
    assert shown(bar) == ("overdue", "This clock is behind: alerts were checked 14:41")
    assert alarms[-1].startswith("This machine's clock is wrong, or another's: alerts were checked at 14:41")


@pytest.mark.parametrize(("way", "words"), [(ClockMove.FORWARD, "forward"), (ClockMove.BACK, "back")])
def test_a_clock_that_was_moved_is_spoken_of_for_a_day(
    bar: StatusBar, time: StoppedTime, way: ClockMove, words: str
) -> None:
    moved = ClockMoved(time.now(), "desk-7", way)
    bar.set_health(JobHealth(time.now(), (), "desk-7", None, moved))
    checked = "Alerts checked 09:41:07 on desk-7, next 09:42"
    assert shown(bar) == ("due_soon", f"{checked} · clock of desk-7 moved {words} 09:41: check it")
    time.forward(days=1, seconds=1)
    bar.set_health(JobHealth(time.now(), (), "desk-7", None, moved))
    assert shown(bar) == ("running", "Alerts checked 09:41:08 on desk-7, next 09:42")


def test_a_job_that_failed_last_is_named(bar: StatusBar, time: StoppedTime) -> None:
    now = time.now()
    failed = JobRow("overdue_check", now - timedelta(minutes=2), now - timedelta(minutes=1), "locked", "ws-1")
    bar.set_health(JobHealth(now, (failed,)))
    assert shown(bar) == ("due_soon", "Overdue check failed at 09:40, last good 09:39")
    never = JobRow("backup", None, now, "disk_full", "ws-1")
    bar.set_health(JobHealth(now, (never,)))
    assert shown(bar)[1] == "Backup failed at 09:41, last good never"


def test_a_job_that_came_right_again_is_not(bar: StatusBar, time: StoppedTime) -> None:
    now = time.now()
    mended = JobRow("backup", now, now - timedelta(hours=3), "locked", "ws-1")
    bar.set_health(JobHealth(now, (mended,)))
    assert shown(bar)[0] == "running"


def test_a_demo_is_marked(qtbot: QtBot, time: StoppedTime) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.open(time, demo=True)
    assert bar.demo.isVisible()
    assert bar.demo.text().startswith("DEMO")
    bar.shut_down()


def test_work_under_way_is_said(bar: StatusBar) -> None:
    bar.set_busy(True)
    assert bar.working.isVisible()
    bar.set_busy(False)
    assert not bar.working.isVisible()


def test_what_undo_undoes_may_report_anew(bar: StatusBar) -> None:
    bar.report("Completed.", lambda: bar.report("Reopened."))
    bar.undo()
    assert bar.said.text() == "Reopened."
    assert not bar.undo_button.isVisible()


def test_what_takes_longer_than_a_second_says_how_far_it_is_and_can_be_stopped(qtbot: QtBot, bar: StatusBar) -> None:
    bar.set_busy(True)
    assert bar.working.text() == "Working..."
    assert not bar.stop_button.isVisible(), "not within the first second"
    assert bar.findChild(QTimer, "offer to stop").interval() == 1000
    with qtbot.waitSignal(bar.can_stop) as can:
        bar._patience.timeout.emit()
    assert can.args == [True]
    bar.set_progress(1200, 10_000)
    assert bar.working.text() == "Working: 1,200 of 10,000"
    bar.stop_button.setFocus()
    with qtbot.waitSignal(bar.stop_wanted):
        bar.stop_button.click()
    with qtbot.waitSignal(bar.can_stop) as can:
        bar.set_busy(False)
    assert can.args == [False]
    assert not bar.stop_button.isVisible()
    assert not bar.working.isVisible()
    bar.set_busy(True)
    assert bar.working.text() == "Working...", "the next work begins anew"
    bar.set_busy(False)
