"""Passes in processes of their own, each killed by SIGKILL at a statement or after a while: as in a power cut.

Run as `python -m tests.faults.passes_that_die ADDRESS KEY MACHINE`. Everything is loaded once. Each line on standard
input forks a process that opens the database and makes one pass of the sweep. `statement INSTANT NUMBER` dies before
that statement of those that write; `while INSTANT SECONDS` dies after so long. The answer is `died`, or else `done`.
"""

import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from tests.cores import ACCOUNT
from tests.statements import NOT_COUNTED
from tracker import rules_in_force
from tracker.bootstrap import Tracker
from tracker.jobs.tick import tick
from tracker.jobs.timetable import TIMETABLE
from tracker.storage.engine import Database, open_database
from tracker.storage.ids import IdSource
from tracker.time_source import FixedTime

SWEEP = TIMETABLE[:1]
NEVER = sys.maxsize


def main(address: str, key: str, machine: str) -> None:
    """Make the passes that are asked for."""
    ready = rules_in_force.shipped_rules()
    with patch.object(rules_in_force, "rule_book", lambda calendars: replace(ready, calendars=calendars)):
        say("ready")
        for line in sys.stdin:
            how, instant, number = line.split()
            time = FixedTime(datetime.fromisoformat(instant))
            dies_at = int(number) if how == "statement" else NEVER
            child = forked(partial(one_pass, address, key, machine, time, dies_at))
            if how == "while":
                select.select([], [], [], float(number))
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
            say("died" if os.WIFSIGNALED(status) else "done")


def forked(work: Callable[[], None]) -> int:
    """Do something in a process of its own, which shares no connection with this one, and give its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def one_pass(address: str, key: str, machine: str, time: FixedTime, dies_at: int) -> None:
    """Open the database and sweep; before the statement of that number, this process is no more."""
    database = open_database(address, key=bytes.fromhex(key) or None)
    die_before(database, dies_at)
    with closing(Tracker(database, time, ACCOUNT, IdSource(time))) as tracker:
        tick(tracker, time.now(), machine, SWEEP)


def die_before(database: Database, number: int) -> None:
    """Count the statements of what writes, and die before the one of that number."""
    seen = 0

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal seen
        if statement.startswith(NOT_COUNTED):
            return
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database._writer, "before_cursor_execute", count)


def say(word: str) -> None:
    """Say one line."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
