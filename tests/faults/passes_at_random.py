"""Another copy of the program that makes passes of the sweep when it is told to, and says how each went.

Run as `python -m tests.faults.passes_at_random ADDRESS KEY MACHINE`. Each line is an instant; the answer is a line with
whether the pass was its to make and went well, and when the last good one before it was.
"""

import json
import sys
from dataclasses import replace
from datetime import datetime

from tests.cores import ACCOUNT
from tests.fakes import A_FRIDAY
from tracker.bootstrap import Tracker
from tracker.jobs.clockwork import Clockwork, Pass
from tracker.jobs.tick import tick
from tracker.jobs.timetable import TIMETABLE
from tracker.storage.engine import open_database
from tracker.storage.ids import IdSource
from tracker.time_source import FixedTime


def main(address: str, key: str, machine: str) -> None:
    """Open the database, and make a pass for each line."""
    time = FixedTime(A_FRIDAY)
    tracker = Tracker(open_database(address, key=bytes.fromhex(key) or None), time, ACCOUNT, IdSource(time))
    seen: list[Pass] = []

    def sweep(clockwork: Clockwork, this: Pass) -> int:
        seen.append(this)
        return TIMETABLE[0].work(clockwork, this)

    say("ready")
    for line in sys.stdin:
        seen.clear()
        time.move_to(datetime.fromisoformat(line.strip()))
        ran = tick(tracker, time.now(), machine, (replace(TIMETABLE[0], work=sweep),)).ran
        good = bool(seen) and all(not one.failure for one in ran)
        looked_at = seen[0].last_good if good else None
        say({"good": good, "looked_at": looked_at.isoformat() if looked_at else None})
    tracker.close()


def say(what: object) -> None:
    """Say one line."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
