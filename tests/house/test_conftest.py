"""The checks that every test is held to do fail a test that breaks them."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
FIXTURES = """
from tests.conftest import no_leftover_threads, no_unexpected_log_warnings
"""
THREAD_LEFT_RUNNING = """
import threading
never = threading.Event()
def test_starts_a_thread():
    threading.Thread(target=never.wait, name="forgotten", daemon=True).start()
"""
THREAD_WINDING_DOWN = """
import threading
def test_starts_a_thread():
    threading.Thread(target=threading.Event().wait, args=(0.2,)).start()
"""
WARNS = """
import logging, pytest
def test_silent():
    logging.getLogger("tracker.jobs").warning("the tick is %s", "late")
"""
WARNS_ON_PURPOSE = """
import logging, pytest
@pytest.mark.expects_log_warning
def test_marked():
    logging.getLogger("tracker.jobs").warning("the tick is %s", "late")
def test_looks_at_the_log(caplog):
    logging.getLogger("ui.start").error("stopped")
    assert caplog.messages == ["stopped"]
"""


def run_tests(folder: Path, source: str) -> tuple[int, str]:
    """Run one made-up test file under the fixtures of tests/conftest.py; its exit code and what it printed."""
    (folder / "conftest.py").write_text(FIXTURES)
    (folder / "test_made_up.py").write_text(source)
    settings = ["-c", str(REPOSITORY / "pyproject.toml"), "--rootdir", str(REPOSITORY)]
    plugins = ["-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:pytest-qt", "-p", "tests.no_qt"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *settings, *plugins, str(folder)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_thread_left_running_fails_its_test(tmp_path: Path) -> None:
    code, said = run_tests(tmp_path, THREAD_LEFT_RUNNING)
    assert code == 1
    assert "threads left running: forgotten" in said


def test_a_thread_that_winds_down_is_waited_for(tmp_path: Path) -> None:
    code, said = run_tests(tmp_path, THREAD_WINDING_DOWN)
    assert code == 0, said


def test_an_unexpected_log_warning_fails_its_test(tmp_path: Path) -> None:
    code, said = run_tests(tmp_path, WARNS)
    assert code == 1
    assert "unexpected in the log:\nWARNING tracker.jobs: the tick is late" in said


def test_a_log_warning_may_be_expected(tmp_path: Path) -> None:
    code, said = run_tests(tmp_path, WARNS_ON_PURPOSE)
    assert code == 0, said


def test_qt_is_absent_under_the_no_qt_plugin(tmp_path: Path) -> None:
    code, said = run_tests(tmp_path, "def test_qt():\n    import PySide6\n")
    assert code == 1
    assert "ModuleNotFoundError: No module named 'PySide6'" in said
