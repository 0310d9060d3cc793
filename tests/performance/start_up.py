"""From the start of the process to what is first painted, against a bare window's first paint."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from time import CLOCK_MONOTONIC, clock_gettime_ns

from tests.performance.made_up_unit import KEY, make_unit
from tests.performance.measuring import Comparison, in_turn, judged
from tests.performance.units import WORKED, Units
from tests.performance.window_process import BEGAN
from tracker.time_source import SystemTime

RUNS = 11
GOAL = 1.5


def start_up(units: Units) -> Iterator[Comparison]:
    """Measure the start on a unit as it stands today, so that the first tick finds what it finds on any day."""
    database = units.folder / "start.db"
    make_unit(database, WORKED, now=SystemTime().now())
    key_file = database.with_name(f"{database.name}.key")
    key_file.write_text(KEY.hex(), encoding="ascii")
    environment = surroundings(units.folder / "home")
    for what, said in (("frame", "the frame"), ("rows", "the first page with rows")):
        yield judged(
            partial(
                in_turn,
                f"start to first paint of {said}",
                partial(painted, environment, what, "program", str(database)),
                partial(painted, environment, "frame", "bare"),
                against="bare window",
                goal=GOAL,
                runs=RUNS,
            )
        )


def painted(environment: Mapping[str, str], what: str, *words: str) -> float:
    """Start a process, and give the seconds until it had painted something."""
    began = {BEGAN: str(clock_gettime_ns(CLOCK_MONOTONIC))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.performance.window_process", *words],
        env={**environment, **began},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found: dict[str, float] = json.loads(done.stdout)
    return found[what]


def surroundings(home: Path) -> dict[str, str]:
    """The environment of somebody who has just signed in; nothing of the person who measures, no key store."""
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTHON", "UNDRIFT"))}
    return kept | {
        "HOME": str(home),
        "APPDATA": str(home),
        "LOCALAPPDATA": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
