"""`watch`: the timed work on a server, each minute until told to stop; one line for a pass that did something."""

import argparse
import sys
from contextlib import closing

from tracker import wording
from tracker.bootstrap import Tracker, open_tracker
from tracker.cli.opening import account, add_database, address
from tracker.cli.output import say
from tracker.errors import UndriftError
from tracker.jobs.service_manager import ALIVE, READY, STOPPING, tell_service_manager
from tracker.jobs.tick import TickResult
from tracker.jobs.watching import Bell, watch


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    watching = commands.add_parser("watch", help="tick each minute until told to stop; for a server")
    add_database(watching)
    watching.set_defaults(run=run_watch)


def run_watch(options: argparse.Namespace) -> int:
    """Tick until SIGTERM or SIGINT.

    It acts as the scheduler alone and shows nothing of a case, so that the account of a service needs no officer.
    """
    with (
        Bell() as bell,
        bell.rung_by_signals(),
        closing(open_tracker(address(options), account=account())) as tracker,
    ):
        teller = Teller(tracker)
        watch(tracker, tracker.machine, bell, teller)
        teller.ended()
    return 0


class Teller:
    """Says a line for each pass that did something, and one for the first of a row that could not be made."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._missed = ""
        self._failing: dict[str, str] = {}

    def begun(self) -> None:
        """Say where the timed work is done, and by whom."""
        place, machine = self._tracker.database.address, self._tracker.machine
        self._say(f"{place}: timed work each minute, by {machine}")
        tell_service_manager(READY, ALIVE)

    def passed(self, result: TickResult) -> None:
        """Say what was done, what fails now, and what no longer does."""
        tell_service_manager(ALIVE, f"STATUS=Last pass {wording.moment(self._tracker.time.now())}")
        failed = {one.job: one.failure for one in result.ran if one.failure}
        parts = ["the database answers again"] if self._missed else []
        parts += [f"{one.job}: {one.count}" for one in result.ran if one.count]
        parts += [f"{job} failed: {code}" for job, code in failed.items() if self._failing.get(job) != code]
        mended = [one.job for one in result.ran if not one.failure and one.job in self._failing]
        parts += [f"{job} is well again" for job in mended]
        self._missed = ""
        self._failing = {job: code for job, code in self._failing.items() if job not in mended} | failed
        if parts:
            self._say("; ".join(parts))

    def missed(self, problem: Exception) -> None:
        """Say why there was no pass, once for each reason."""
        tell_service_manager(ALIVE)
        if isinstance(problem, UndriftError):
            code, words = problem.code, wording.error(problem.code, problem.values)
        else:
            code = type(problem).__name__
            words = f"a fault of the program ({code}); the log has it whole"
        if code != self._missed:
            self._say(f"no pass: {words} Tried again each minute.")
        self._missed = code

    def ended(self) -> None:
        """Say that it is over."""
        tell_service_manager(STOPPING)
        self._say("told to stop; no pass is under way")

    def _say(self, words: str) -> None:
        say(f"{wording.moment(self._tracker.time.now())}  {words}")
        sys.stdout.flush()
