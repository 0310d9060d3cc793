"""The foot of the window: alerts alive or stopped, jobs that failed, the demo mark."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.fakes import StoppedTime
from tracker.rows.job_health import JobHealth, JobRow
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
    time.forward(minutes=3)
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
