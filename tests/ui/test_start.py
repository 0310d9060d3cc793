"""Start-up: the frame paints first, the core opens in a thread, problems are said in a sentence, the end is orderly."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.rows_to_show import a_unit
from tests.ui.a_page import APage, AQuestion
from tests.ui.tables.a_table import ROWS
from tracker.changes import Changes, Notice
from tracker.errors import RuleBroken, StorageProblem
from tracker.terms import Severity
from ui import start
from ui.crash_dialog import CrashDialog
from ui.main_window.main_window import MainWindow
from ui.start import Core, Opening

HEAVY = ("sqlalchemy", "alembic", "reportlab", "apscheduler", "numpy", "pydantic", "psycopg", "xlsxwriter", "holidays")


Begin = Callable[[Callable[[], Any]], Opening]


class ACore:
    """A core of the test's own."""

    log_place = "/logs"
    idle_minutes = 10

    def __init__(self, opener: Callable[[], Any]) -> None:
        self.open = opener

    def close(self) -> None:
        """Nothing was opened."""


@pytest.fixture
def tracker(monkeypatch: pytest.MonkeyPatch) -> FakeTracker:
    """A made-up unit, shown on one page."""
    monkeypatch.setattr(start, "PAGES", (("tests.ui.a_page", "APage"),))
    made = a_unit()
    made.answers[AQuestion] = ROWS
    return made


@pytest.fixture
def begin(qtbot: QtBot) -> Iterator[Callable[[Callable[[], Any]], Opening]]:
    """Begins with an opener of the test's own; ends what was begun."""
    begun: list[Opening] = []

    def make(opener: Callable[[], Any]) -> Opening:
        opening = Opening(ACore(opener), "demo.db")
        qtbot.addWidget(opening.window)
        begun.append(opening)
        opening.begin()
        return opening

    yield make
    for opening in begun:
        opening.window.close()
        opening.shut_down()


class Paints(QObject):
    """Remembers that a window was painted, in the moment of the painting."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Look at an event, and let it go on."""
        self.seen = self.seen or (isinstance(watched, MainWindow) and event.type() == QEvent.Type.Paint)
        return False


def test_the_core_is_opened_in_a_thread_after_the_first_paint(
    qtbot: QtBot, qapp: QApplication, begin: Begin, tracker: FakeTracker
) -> None:
    painted: list[bool] = []
    threads: list[threading.Thread] = []
    paints = Paints(qapp)
    qapp.installEventFilter(paints)

    def opener() -> FakeTracker:
        threads.append(threading.current_thread())
        painted.append(paints.seen)
        return tracker

    opening = begin(opener)
    assert threads == []
    with qtbot.waitSignal(opening.opened):
        pass
    qapp.removeEventFilter(paints)
    assert threads[0] is not threading.main_thread()
    assert painted == [True]
    page = opening.window.pages.page("a_page")
    assert isinstance(page, APage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    qtbot.waitUntil(lambda: tracker.ticking)


def test_ticking_begins_only_after_the_first_page_is_shown(qtbot: QtBot, begin: Begin, tracker: FakeTracker) -> None:
    opening = begin(lambda: tracker)
    opening.opened.connect(lambda: shown.append((opening.window.pages.isVisible(), tracker.ticking)))
    shown: list[tuple[bool, bool]] = []
    qtbot.waitUntil(lambda: tracker.ticking)
    assert shown == [(True, False)]


@pytest.mark.expects_log_warning
def test_a_problem_is_a_sentence_and_may_be_tried_again(qtbot: QtBot, begin: Begin, tracker: FakeTracker) -> None:
    answers: list[Any] = [StorageProblem("database_too_new", place="demo.db", found="9", known="1"), tracker]

    def opener() -> FakeTracker:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    opening = begin(opener)
    window = opening.window
    qtbot.waitUntil(window.opening.again.isVisible)
    assert window.opening.heading.text() == "The records cannot be opened"
    assert "Traceback" not in window.opening.words.text()
    assert not tracker.ticking
    qtbot.mouseClick(window.opening.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.pages.isVisible() and tracker.ticking)


@pytest.mark.expects_log_warning
def test_a_fault_while_opening_shows_no_internals(qtbot: QtBot, begin: Begin) -> None:
    def opener() -> None:
        raise KeyError("clock_id")

    opening = begin(opener)
    qtbot.waitUntil(opening.window.opening.again.isVisible)
    assert "clock_id" not in opening.window.opening.words.text()


@pytest.mark.expects_log_warning
def test_an_account_without_an_officer_is_told_so(qtbot: QtBot, begin: Begin, tracker: FakeTracker) -> None:
    tracker.person = None
    opening = begin(lambda: tracker)
    qtbot.waitUntil(opening.window.opening.again.isVisible)
    assert "No officer is bound to the account" in opening.window.opening.words.text()
    assert tracker.closed


def test_what_a_thread_commits_reaches_the_page(qtbot: QtBot, begin: Begin, tracker: FakeTracker) -> None:
    opening = begin(lambda: tracker)
    qtbot.waitUntil(lambda: tracker.ticking)
    page = opening.window.pages.page("a_page")
    assert isinstance(page, APage)
    before = page.refreshed
    changes = Changes.of(case=["c"], notices=[Notice("alerts_raised", Severity.CRITICAL, 2)])
    thread = threading.Thread(target=tracker.commit, args=(changes,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: page.refreshed == before + 1)


@pytest.mark.expects_log_warning
def test_a_fault_is_told_once_at_a_time_and_the_program_goes_on(
    qtbot: QtBot, begin: Begin, tracker: FakeTracker
) -> None:
    opening = begin(lambda: tracker)
    qtbot.waitUntil(lambda: tracker.ticking)
    opening._problems.show(ValueError("the first"))
    opening._problems.show(ValueError("the second"))
    dialogs = opening.window.findChildren(CrashDialog)
    assert len(dialogs) == 1
    assert "The log is in /logs" in [label.text() for label in dialogs[0].findChildren(QLabel)]
    go_on = next(button for button in dialogs[0].findChildren(QPushButton) if button.text() == "&Go on")
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    opening._problems.show(ValueError("the third"))
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in opening.window.findChildren(CrashDialog)))


@pytest.mark.expects_log_warning
def test_after_a_fault_the_program_may_be_left(
    qtbot: QtBot, begin: Begin, tracker: FakeTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(1))
    opening = begin(lambda: tracker)
    opening.show_crash(ValueError("a fault"))
    dialog = opening.window.findChild(CrashDialog)
    dialog.copy_details()
    assert "ValueError" in QApplication.clipboard().text()
    dialog.reject()
    assert ended == [1]


def test_the_end_waits_for_the_workers_and_closes_the_records(qtbot: QtBot, begin: Begin, tracker: FakeTracker) -> None:
    opening = begin(lambda: tracker)
    qtbot.waitUntil(lambda: tracker.ticking)
    opening.shut_down()
    assert tracker.closed
    tracker.commit(Changes.of(case=["c"]))


def test_closing_while_the_records_are_being_opened_is_quiet(qtbot: QtBot, begin: Begin, tracker: FakeTracker) -> None:
    gate, entered = threading.Event(), threading.Event()

    def opener() -> FakeTracker:
        entered.set()
        gate.wait(10)
        return tracker

    opening = begin(opener)
    qtbot.waitUntil(entered.is_set)
    threading.Timer(0.05, gate.set).start()
    opening.window.close()
    opening.shut_down()
    qtbot.waitUntil(lambda: tracker.closed)


def run_in_its_own_process(script: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path)},
    )


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    script = f"""
import json, sys
from PySide6.QtWidgets import QApplication
from ui.application import make_application
from ui.start import Core, Opening
app = make_application(["undrift"], "light")
opening = Opening(Core("demo.db"), "demo.db")
opening.window.first_painted.disconnect()
opening.window.first_painted.connect(app.quit)
opening.begin()
app.exec()
opening.shut_down()
loaded = {{name.partition(".")[0] for name in sys.modules}}
print(json.dumps([name for name in {HEAVY!r} if name in loaded] + [m for m in sys.modules if m == "tracker.bootstrap"]))
del opening
"""
    ran = run_in_its_own_process(script, tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == []


def test_a_whole_run_from_start_to_end(tmp_path: Path) -> None:
    script = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.rows_to_show import a_unit
from tests.ui.test_start import ACore
from ui import start
start.PAGES = (("ui.pages.alerts.alerts_page", "AlertsPage"),)
tracker = a_unit()
ticked = tracker.start_ticking
def start_ticking():
    ticked()
    QTimer.singleShot(0, QApplication.instance(), QApplication.instance().closeAllWindows)
tracker.start_ticking = start_ticking
code = start.start("demo.db", ACore(lambda: tracker), "dark")
print(code, tracker.closed, tracker.ticking)
"""
    ran = run_in_its_own_process(script, tmp_path)
    assert (ran.returncode, ran.stdout.split()) == (0, ["0", "True", "True"]), ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_interrupt_from_a_terminal_ends_it_in_order(tmp_path: Path) -> None:
    script = """
import os, signal
from tests.rows_to_show import a_unit
from tests.ui.test_start import ACore
from ui import start
start.PAGES = (("ui.pages.alerts.alerts_page", "AlertsPage"),)
tracker = a_unit()
ticked = tracker.start_ticking
def start_ticking():
    ticked()
    os.kill(os.getpid(), signal.SIGINT)
tracker.start_ticking = start_ticking
code = start.start("demo.db", ACore(lambda: tracker), "light")
print(code, tracker.closed)
"""
    ran = run_in_its_own_process(script, tmp_path)
    assert (ran.returncode, ran.stdout.split()) == (0, ["0", "True"]), ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_core_reads_settings_starts_the_log_and_opens_the_named_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[tuple[str, str]] = []
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path))
    (tmp_path / "settings.toml").write_text('idle_minutes = 3\ndatabase = "/srv/unit.db"\n')
    monkeypatch.setattr("tracker.bootstrap.open_tracker", lambda address, *, account: opened.append((address, account)))
    monkeypatch.setattr("getpass.getuser", lambda: "ade")
    named, own = Core("/srv/named.db"), Core(None)
    for core in (named, own):
        core.open()
        core.open()
        logging.getLogger("ui.start").info("a line")
        core.close()
    assert opened == [("/srv/named.db", "ade")] * 2 + [("/srv/unit.db", "ade")] * 2
    assert named.idle_minutes == 3
    assert named.log_place == str(tmp_path / "logs")
    lines = [line for file in (tmp_path / "logs").iterdir() for line in file.read_text().splitlines()]
    assert sum("a line" in line for line in lines) == 2
    assert start.own_database() == "/srv/unit.db"


def test_settings_that_cannot_be_read_are_said_and_logged_where_they_would_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path))
    (tmp_path / "settings.toml").write_text("idle_minutes = 0\n")
    core = Core(None)
    with pytest.raises(RuleBroken):
        core.open()
    assert core.log_place == str(tmp_path / "logs")
    core.close()
    assert start.own_database() == ""
