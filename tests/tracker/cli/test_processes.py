"""The doors themselves: `python -m tracker` where there is no Qt, and `undrift` with words, which never loads it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tracker.cli.command import ROOT

NO_QT = """
import runpy, sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
sys.argv = ["tracker", *sys.argv[1:]]
runpy.run_module("tracker", run_name="__main__", alter_sys=True)
"""
WITH_WORDS = """
import sys
from ui.__main__ import main
code = main(sys.argv[1:])
assert not [name for name in sys.modules if name.partition(".")[0] in {"PySide6", "shiboken6"}]
sys.exit(code)
"""


def run_python(script: str, home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a script in a process and a home of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *words],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
            "UNDRIFT_HOME": str(home / "undrift"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("script", [NO_QT, WITH_WORDS], ids=["python -m tracker", "undrift"])
def test_due_without_qt(tmp_path: Path, script: str) -> None:
    ran = run_python(script, tmp_path, "due", "BAIL-02", "--from", "2024-08-30", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["due"] == "2024-11-30"
    refused = run_python(script, tmp_path, "due", "NO-99", "--from", "2024-08-30")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "undrift: Undrift knows no limit called NO-99.\n"


def test_the_main_job_on_a_server_that_has_no_qt(tmp_path: Path) -> None:
    made = run_python(NO_QT, tmp_path, "init", "--json")
    assert (made.returncode, made.stderr) == (0, "")
    assert json.loads(made.stdout)["database"] == str(tmp_path / "undrift" / "undrift.db")
    ticked = run_python(NO_QT, tmp_path, "tick", "--json")
    assert (ticked.returncode, ticked.stderr) == (0, "")
    assert {one["failure"] for one in json.loads(ticked.stdout)["ran"]} == {""}
    checked = run_python(NO_QT, tmp_path, "selfcheck")
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["undrift"]


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "due", "BAIL-02", "--from", "2024-08-30"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "UNDRIFT_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (0, b"")


def test_a_core_starts_without_what_only_a_forecast_or_a_paper_needs(tmp_path: Path) -> None:
    script = "import sys, tracker.bootstrap; print([name for name in ('numpy', 'reportlab') if name in sys.modules])"
    ran = run_python(script, tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "[]\n"), ran.stderr
