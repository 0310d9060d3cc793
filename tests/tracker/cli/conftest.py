"""Each command runs with a home, an account and a time of the test's own; an imported unit is made once and copied."""

import getpass
import io
import shutil
from contextlib import closing, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cores import ACCOUNT, open_a_case, set_up_unit
from tests.databases import KEY
from tests.fakes import StoppedTime
from tests.tracker.cli.command import EXAMPLE, Command, Ran, run
from tracker.bootstrap import Tracker
from tracker.cli.main import main
from tracker.storage.engine import open_database
from tracker.storage.ids import IdSource
from tracker.time_source import SystemTime

A_MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
A_SATURDAY = datetime(2026, 11, 21, 9, 41, 7, tzinfo=UTC)


def stand_still(patch: pytest.MonkeyPatch, time: StoppedTime, home: Path) -> None:
    """Give the machine a time, an account and a home."""
    patch.setattr(SystemTime, "now", lambda _self: time.now())
    patch.setattr(getpass, "getuser", lambda: ACCOUNT)
    patch.setenv("UNDRIFT_HOME", str(home))


@pytest.fixture
def time() -> StoppedTime:
    """The machine stands at Sat 21 Nov 2026, 09:41."""
    return StoppedTime(A_SATURDAY)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, time: StoppedTime, tmp_path: Path) -> Path:
    """The account's own places."""
    folder = tmp_path / "home"
    stand_still(monkeypatch, time, folder)
    return folder


@pytest.fixture
def undrift(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command."""

    def command(*words: object) -> Ran:
        return run(capsys, *words)

    return command


@pytest.fixture(scope="session")
def units_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty unit and one that has taken in the example, made by the command line itself."""
    folder = tmp_path_factory.mktemp("units")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()):
        stand_still(patch, StoppedTime(A_SATURDAY), folder / "home")
        for name in ("empty", "imported"):
            place = folder / name / "unit.db"
            assert main(["init", "--db", str(place), "--unit", "Unit North"]) == 0
        assert main(["import", str(EXAMPLE), "--db", str(place)]) == 0
    return folder


def copied(folder: Path, to: Path) -> Path:
    """Copy a unit with its key, and without the copies it has of itself."""
    to.mkdir()
    for file in folder.iterdir():
        if file.is_file():
            shutil.copy2(file, to)
    return to / "unit.db"


@pytest.fixture
def empty(units_made: Path, tmp_path: Path) -> Path:
    """A unit without a case, encrypted, with its key beside it."""
    return copied(units_made / "empty", tmp_path / "unit")


@pytest.fixture
def imported(units_made: Path, tmp_path: Path) -> Path:
    """A unit that has taken in the example, encrypted, with its key beside it."""
    return copied(units_made / "imported", tmp_path / "unit")


@pytest.fixture(scope="session")
def unit_with_a_past(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a unit whose case was opened on Mon 2 Nov 2026, with its key beside it."""
    folder = tmp_path_factory.mktemp("worked")
    place = Path(shutil.copy(sqlite_template, folder / "unit.db"))
    place.with_name("unit.db.key").write_text(KEY.hex(), encoding="ascii")
    past = StoppedTime(A_MONDAY)
    with closing(open_database(str(place), key=KEY)) as database:
        set_up_unit(database, past)
        core = Tracker(database, past, ACCOUNT, IdSource(past, seed=2))
        open_a_case(core)
    return folder


@pytest.fixture
def worked(unit_with_a_past: Path, tmp_path: Path) -> Path:
    """A unit with a case that is three weeks old, encrypted, with its key beside it."""
    return copied(unit_with_a_past, tmp_path / "unit")
