"""An import in another process that says when all its rows are written, and never commits them.

Run as `python -m tests.faults.import_that_hangs ADDRESS KEY INSTANT FILE`.
"""

import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import NoReturn
from unittest.mock import patch

from tests.cores import ACCOUNT
from tracker.actions import import_cases
from tracker.bootstrap import Tracker
from tracker.intake.reading import read_file
from tracker.storage.engine import open_database
from tracker.storage.ids import IdSource
from tracker.time_source import FixedTime


def main(address: str, key: str, instant: str, file: str) -> None:
    """Import, up to the moment before the commit."""
    time = FixedTime(datetime.fromisoformat(instant))
    tracker = Tracker(open_database(address, key=bytes.fromhex(key) or None), time, ACCOUNT, IdSource(time))
    reading = read_file(Path(file).read_bytes(), file, today=time.today())
    assert tracker.person is not None
    with patch.object(import_cases._Importer, "finish", hang):
        tracker.do(import_cases.ImportCases(tracker.person.officer_id, reading))


def hang(_importer: object, _counts: object) -> NoReturn:
    """Say so, and wait for ever."""
    sys.stdout.write("in the middle\n")
    sys.stdout.flush()
    threading.Event().wait()
    raise AssertionError("it is killed while it waits")


if __name__ == "__main__":
    main(*sys.argv[1:])
