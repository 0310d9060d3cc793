"""The units that are measured on: each made once, and copied for whoever changes it."""

import shutil
from pathlib import Path

from tests.performance.bare_driver import bare
from tests.performance.made_up_unit import make_unit, running_core
from tracker.actions.raise_alerts import RaiseAlerts

WORKED = 400
TIMES_OVER = 25


class Units:
    """Encrypted files of a unit of 400 cases and of one of 10,000, in a folder for one run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._copies = 0

    def file(self, *, large: bool = False) -> Path:
        """Give the file of a unit in which everybody has been told of what is late; not to be changed."""
        path = self.folder / ("large.db" if large else "unit.db")
        if not path.exists():
            make_unit(path, WORKED, TIMES_OVER if large else 1)
            with running_core(path) as core:
                core.do(RaiseAlerts())
        return path

    def copy(self, *, large: bool = False) -> Path:
        """Give a copy of the file, to be changed."""
        self._copies += 1
        return Path(shutil.copy(self.file(large=large), self.folder / f"copy-{self._copies}.db"))

    def plain(self) -> Path:
        """Give the large unit as a plain file."""
        path = self.folder / "plain.db"
        if not path.exists():
            with bare(self.file(large=True)) as connection:
                connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
                connection.execute("SELECT sqlcipher_export('plain')")
                connection.execute("DETACH DATABASE plain")
        return path
