"""A command of the program in a process of its own, with an account, a home and limits of the test's making."""

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.cores import ACCOUNT
from tests.tracker.intake.files import a_csv

ROOT = Path(__file__).parents[2]
WITHOUT_POWERS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all")
LIMITED = """
import resource, sys
size = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
from tracker.cli.main import main
sys.exit(main())
"""
Done = "subprocess.CompletedProcess[str]"


def undrift(home: Path, *words: object, before: Sequence[str] = (), python: Sequence[str] = ("-m", "tracker")) -> Done:
    """Run a command as the supervisor of tests/cores.py; a refusal is one line on standard error and nothing else."""
    done = subprocess.run(
        [*before, sys.executable, *python, *map(str, words)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LOGNAME": ACCOUNT,
            "UNDRIFT_HOME": str(home),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode in {2, 3}:
        assert (done.stdout, done.stderr.count("\n")) == ("", 1), (done.stdout, done.stderr)
        assert done.stderr.startswith("undrift: ")
    return done


def as_anybody(home: Path, *words: object) -> Done:
    """Run a command without the powers over other people's files that root has."""
    return undrift(home, *words, before=WITHOUT_POWERS if os.geteuid() == 0 else ())


def with_files_up_to(size: int, home: Path, *words: object) -> Done:
    """Run a command that may not write a file beyond a size, as on a disk that is full."""
    return undrift(home, size, *words, python=("-c", LIMITED))


def a_tracker(folder: Path, rows: int = 200) -> Path:
    """A spreadsheet of so many cases."""
    first = date(2025, 1, 6)
    cases = [
        [f"44NI/{number:05}/25", "DC 3312 Patel", (first + timedelta(days=number)).isoformat(), "Rape"]
        for number in range(1, rows + 1)
    ]
    path = folder / "tracker.csv"
    path.write_bytes(a_csv([["Crime Ref", "OIC", "Date Rptd", "Type"], *cases]))
    return path
