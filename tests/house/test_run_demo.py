"""What make run does with the words of the command line: in which order, how often, and without a display."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house import repository

WRITES_DOWN_ITS_WORDS = """#!/usr/bin/env bash
echo "$*" >>said
case $1 in
  demo) touch build/demo.db ;;
  "$FAILS") exit 3 ;;
esac
"""


class Demo:
    """A copy of the script beside an undrift that only writes down its words, and a display that answers or not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "installer").mkdir()
        shutil.copy(repository.ROOT / "installer/run_demo.sh", folder / "installer")
        self.program("undrift", WRITES_DOWN_ITS_WORDS)
        self.display_answers(False)

    def program(self, name: str, source: str) -> None:
        path = self.folder / ".venv/bin" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
        path.chmod(0o755)

    def display_answers(self, answers: bool) -> None:
        self.program("python", f"#!/bin/sh\nexit {0 if answers else 1}\n")

    def run(self, **environment: str) -> subprocess.CompletedProcess[str]:
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        script = self.folder / "installer/run_demo.sh"
        return subprocess.run([script], env={**kept, **environment}, capture_output=True, text=True, check=False)

    def words(self) -> list[str]:
        """The first word of each call so far; an empty one is the window."""
        lines = (self.folder / "said").read_text().splitlines()
        return ["" if line.startswith("--") else line.partition(" ")[0] for line in lines]


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    return Demo(tmp_path)


def test_the_main_job_runs_without_a_display(demo: Demo) -> None:
    done = demo.run()
    assert done.returncode == 0, done.stderr
    assert demo.words() == ["demo", "tick", "report", "status"]
    assert "build/weekly-drift.pdf" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("No display here")


def test_the_demo_unit_is_made_once(demo: Demo) -> None:
    demo.run()
    demo.run()
    assert demo.words().count("demo") == 1


def test_a_demo_unit_that_was_not_finished_is_made_again(demo: Demo) -> None:
    demo.run()
    (demo.folder / "build/demo.made").unlink()
    demo.run()
    assert demo.words().count("demo") == 2


def test_the_window_opens_where_there_is_a_display(demo: Demo) -> None:
    demo.display_answers(True)
    done = demo.run(DISPLAY=":7")
    assert done.returncode == 0
    assert demo.words()[-1] == ""
    assert "No display" not in done.stdout


@pytest.mark.parametrize(
    ("answers", "environment"),
    [(False, {"DISPLAY": ":7"}), (True, {"DISPLAY": ":7", "QT_QPA_PLATFORM": "offscreen"}), (True, {})],
    ids=["named but dead", "no screen asked for", "none named"],
)
def test_the_window_stays_shut_where_nobody_could_see_it(
    demo: Demo, answers: bool, environment: dict[str, str]
) -> None:
    demo.display_answers(answers)
    assert demo.run(**environment).returncode == 0
    assert demo.words()[-1] == "status"


@pytest.mark.parametrize("word", ["tick", "report", "status"])
def test_a_word_that_fails_ends_the_run(demo: Demo, word: str) -> None:
    done = demo.run(FAILS=word)
    assert done.returncode == 3
    assert demo.words()[-1] == word
