"""Another copy of the program on a test's database: says it is ready, waits for a word, does it, says how it went.

Run as `python -m tests.faults.another_process ADDRESS KEY INSTANT MACHINE`. The words: `tick NUMBER` makes so many
passes, 20 seconds apart; `sweep` raises alerts without asking for the job; `hang` begins the sweep and never ends it.
"""

import json
import sys
import threading
from datetime import datetime, timedelta

from tests.cores import ACCOUNT
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.bootstrap import Tracker
from tracker.jobs.clockwork import Clockwork, Pass
from tracker.jobs.tick import tick
from tracker.jobs.timetable import TIMETABLE, Job
from tracker.storage.engine import open_database
from tracker.storage.ids import IdSource
from tracker.time_source import FixedTime

# four passes of one differ from four of the other by no more than two machines' clocks may
A_WHILE = timedelta(seconds=20)


def main(address: str, key: str, instant: str, machine: str) -> None:
    """Open the database, and do the one word that comes."""
    time = FixedTime(datetime.fromisoformat(instant))
    tracker = Tracker(open_database(address, key=bytes.fromhex(key) or None), time, ACCOUNT, IdSource(time))
    say("ready")
    word, *number = sys.stdin.readline().split()
    match word:
        case "tick":
            for _ in range(int(number[0])):
                for one in tick(tracker, time.now(), machine).ran:
                    say([one.job, one.count, one.failure])
                time.move_to(time.now() + A_WHILE)
        case "sweep":
            say(["sweep", tracker.do(RaiseAlerts()).result, ""])
        case "hang":
            sweep = TIMETABLE[0]
            tick(tracker, time.now(), machine, (Job(sweep.name, sweep.when, hang, sweep.lease),))
    tracker.close()


def hang(clockwork: Clockwork, _this: Pass) -> int:
    """Write, say so, and wait for ever in the middle of the transaction."""
    with clockwork.database.work("scheduler", clockwork.time, clockwork.rules, clockwork.new_id) as work:
        work.audit.add("raise_alerts", raised=1)
        work.alerts.settle(work.act.now)
        say("in the middle")
        threading.Event().wait()
    return 0


def say(what: object) -> None:
    """Say one line."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
