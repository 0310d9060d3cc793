"""The command line as a person meets it: words in; an exit code, what was printed, and the reason out."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cores import ACCOUNT
from tests.fakes import StoppedTime
from tracker.bootstrap import Tracker
from tracker.cli.main import main
from tracker.storage.encryption import find_key
from tracker.storage.engine import open_database
from tracker.storage.ids import IdSource

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "docs" / "examples" / "unit-tracker.xlsx"
REFUSALS = (2, 3)


@dataclass(frozen=True, slots=True)
class Ran:
    """How one command went."""

    code: int
    out: str
    err: str

    def document(self) -> Any:
        """Give the one JSON document that was printed, and nothing else was."""
        assert self.err == ""
        return json.loads(self.out)

    def reason(self) -> str:
        """Give the one line that says why it was refused."""
        assert self.code in REFUSALS, self
        return self.err.removeprefix("undrift: ").rstrip("\n")


Command = Callable[..., Ran]


def run(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    """Run one command; a refusal is one line on standard error, and nothing anywhere else."""
    try:
        code = main([str(word) for word in words])
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    if code in REFUSALS:
        assert (out, err.count("\n")) == ("", 1), (out, err)
        assert err.startswith("undrift: ")
        assert err.endswith("\n")
    return Ran(code, out, err)


@contextmanager
def core_of(place: Path | str, time: StoppedTime, account: str = ACCOUNT) -> Iterator[Tracker]:
    """A running core on a database that the command line made."""
    key = find_key(place) if isinstance(place, Path) else None
    with closing(Tracker(open_database(str(place), key=key), time, account, IdSource(time, seed=3))) as core:
        yield core


def everything_below(folder: Path) -> Mapping[str, str]:
    """The files of a folder by name, with a digest of each."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
