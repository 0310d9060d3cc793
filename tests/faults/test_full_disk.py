"""A disk that fills up during an import: one line, the old state, and the same import once there is room."""

from pathlib import Path

import pytest

from tests.faults.a_unit import opened, standing, with_a_unit
from tests.faults.own_process import a_tracker, undrift, with_files_up_to
from tracker.storage.backup import copies_folder

NO_ROOM = "There is no room left on the disk of"


@pytest.mark.parametrize(
    "room", [-500_000, -100_000, 200_000, 1_000_000], ids=["half a copy", "nearly a copy", "a copy", "half an import"]
)
def test_an_import_that_runs_out_of_room(sqlite_file: Path, tmp_path: Path, room: int) -> None:
    place, home, sheet = with_a_unit(sqlite_file), tmp_path / "home", a_tracker(tmp_path)
    ran = with_files_up_to(place.stat().st_size + room, home, "import", sheet, "--db", place)
    assert ran.returncode == 3
    assert ran.stderr.startswith(f"undrift: {NO_ROOM}")
    assert ran.stderr.endswith("Nothing was changed.\n")
    assert list(copies_folder(place).glob("*.part*")) == []
    with opened(place) as database:
        assert standing(database) == (0, 0, 1)
    assert undrift(home, "import", sheet, "--db", place).returncode == 0
    with opened(place) as database:
        assert standing(database)[:2] == (200, 1)


def test_a_unit_for_which_there_is_no_room_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    ran = with_files_up_to(60_000, tmp_path / "home", "init", "--db", folder / "unit.db")
    assert (ran.returncode, ran.stderr.startswith(f"undrift: {NO_ROOM}")) == (3, True)
    assert not (folder / "unit.db").exists()
    assert undrift(tmp_path / "home", "init", "--db", folder / "unit.db").returncode == 0
