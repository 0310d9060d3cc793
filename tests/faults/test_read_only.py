"""A folder or file that may not be written, met by an account without powers over it: one line, nothing changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.a_unit import files_of, opened, standing, with_a_unit
from tests.faults.own_process import a_tracker, as_anybody
from tracker.time_source import SystemTime

READ_FOLDER, READ_FILE, OWN_FOLDER = 0o555, 0o444, 0o755


@pytest.fixture
def place(sqlite_file: Path, tmp_path: Path) -> Iterator[Path]:
    """A unit in a folder that can be made read-only, and is given back as it was."""
    folder = tmp_path / "share"
    folder.mkdir()
    place = with_a_unit(sqlite_file.rename(folder / "unit.db"))
    yield place
    folder.chmod(OWN_FOLDER)


def read_only_folder(place: Path) -> None:
    place.parent.chmod(READ_FOLDER)


def read_only_file(place: Path) -> None:
    place.chmod(READ_FILE)


def read_only_folder_and_files(place: Path) -> None:
    for file in place.parent.iterdir():
        file.chmod(READ_FILE)
    place.parent.chmod(READ_FOLDER)


@pytest.mark.parametrize("protect", [read_only_folder, read_only_file, read_only_folder_and_files])
def test_a_database_that_may_not_be_written(place: Path, tmp_path: Path, protect: Callable[[Path], None]) -> None:
    sheet = a_tracker(tmp_path, rows=3)
    protect(place)
    before = files_of(place.parent)
    for words in (("import", sheet), ("tick",), ("watch",), ("alerts", "--json")):
        ran = as_anybody(tmp_path / "home", *words, "--db", place)
        assert ran.returncode == 3
        assert ran.stderr == f"undrift: {place} can be read but not written. Nothing was changed.\n"
        assert files_of(place.parent) == before
    place.parent.chmod(OWN_FOLDER)
    place.chmod(0o600)
    with opened(place) as database:
        assert standing(database) == (0, 0, 1)
    assert as_anybody(tmp_path / "home", "import", sheet, "--db", place).returncode == 0


def test_no_unit_is_made_where_nothing_may_be_written(place: Path, tmp_path: Path) -> None:
    read_only_folder(place)
    before = files_of(place.parent)
    for new in (place.parent / "new.db", place.parent / "below" / "new.db"):
        ran = as_anybody(tmp_path / "home", "init", "--db", new)
        assert (ran.returncode, ran.stderr.count("\n")) == (3, 1)
    assert files_of(place.parent) == before


def test_a_paper_cannot_go_where_nothing_may_be_written(place: Path, tmp_path: Path) -> None:
    sheet = a_tracker(tmp_path, rows=3)
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(READ_FOLDER)
    assert as_anybody(tmp_path / "home", "import", sheet, "--db", place).returncode == 0
    out = closed / "paper.pdf"
    # the week in which the import was made is not over: its draft is written
    year, number, _ = SystemTime().today().isocalendar()
    week = f"{year}-W{number:02}"
    ran = as_anybody(tmp_path / "home", "report", "weekly", "--week", week, "--db", place, "--out", out)
    assert (ran.returncode, ran.stderr) == (3, f"undrift: Permission denied: {out}\n")
    assert list(closed.iterdir()) == []
    ran = as_anybody(tmp_path / "home", "report", "weekly", "--week", week, "--db", place, "--out", tmp_path / "p.pdf")
    assert ran.returncode == 0
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")


def test_a_home_that_may_not_be_written_keeps_nobody_from_counting(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(READ_FOLDER)
    ran = as_anybody(home, "due", "BAIL-02", "--from", "2024-08-30", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert list(home.iterdir()) == []
