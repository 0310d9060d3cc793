"""From the start of the process to what is first painted, against a bare window's first paint."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import CLOCK_MONOTONIC, clock_gettime_ns

from tests.performance.made_up_unit import KEY, make_unit
from tests.performance.measuring import Comparison, in_turn, judged
from tests.performance.units import WORKED, Units
from tests.performance.window_process import BEGAN
from tracker.time_source import SystemTime

RUNS = 11
GOAL = 1.5
PATIENCE = 60


def start_up(units: Units) -> Iterator[Comparison]:
    """Measure the start on a unit as it stands today, so that the first tick finds what it finds on any day."""
    database = units.folder / "start.db"
    make_unit(database, WORKED, now=SystemTime().now())
    key_file = database.with_name(f"{database.name}.key")
    key_file.write_text(KEY.hex(), encoding="ascii")
    environment = surroundings(units.folder / "home")
    rows: list[Comparison] = []
    yield judged(partial(both_paints, environment, str(database), rows))
    yield sorted(rows, key=lambda comparison: comparison.ratio)[len(rows) // 2]


def both_paints(environment: Mapping[str, str], database: str, rows: list[Comparison]) -> Comparison:
    """Compare the first paint of the frame; what the same starts say of the page with its rows is added to `rows`."""
    starts: list[dict[str, float]] = []

    def ours() -> float:
        starts.append(painted(environment, "program", database))
        return starts[-1]["frame"]

    frame = in_turn(
        "start to first paint of the frame",
        ours,
        lambda: painted(environment, "bare")["frame"],
        against="bare window",
        goal=GOAL,
        runs=RUNS,
    )
    with_rows = median(start["rows"] for start in starts[1:])
    rows.append(replace(frame, what="start to first paint of the first page with rows", our_seconds=with_rows))
    return frame


def painted(environment: Mapping[str, str], *words: str) -> dict[str, float]:
    """Start a process, and give the seconds until it had painted what."""
    began = {BEGAN: str(clock_gettime_ns(CLOCK_MONOTONIC))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.performance.window_process", *words],
        env={**environment, **began},
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found: dict[str, float] = json.loads(done.stdout)
    return found


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
