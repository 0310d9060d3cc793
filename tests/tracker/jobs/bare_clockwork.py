"""As much of a running core as a job needs, over a database without a unit: quick to make, for jobs of tests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes import StoppedTime
from tests.tracker.weekly_unit import rules
from tracker.changes import Changes
from tracker.domain.rule_book import RuleBook
from tracker.jobs.clockwork import Clockwork, Pass
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.storage.job_run_store import JobRun, JobRunStore


class BareClockwork:
    """A database, the shipped rules and a stopped time; it can do nothing by itself."""

    def __init__(self, database: Database, time: StoppedTime) -> None:
        self.database = database
        self.time = time
        self.rules: RuleBook = rules()
        self.new_id: Callable[[], str] = IdSource(time, seed=5)

    def do(self, request: Any) -> Changes:
        """Refuse: a job that asks for an action is tested with a running core."""
        raise NotImplementedError(type(request).__name__)

    def run_of(self, job: str) -> JobRun:
        """Give how a job stands."""
        with self.database.read() as connection:
            return JobRunStore(connection).last(job)


@dataclass
class Recorded:
    """A job's work that notes each pass it was done in."""

    count: int = 1
    then: Callable[[Clockwork, Pass], None] | None = None
    passes: list[Pass] = field(default_factory=list)

    def __call__(self, clockwork: Clockwork, this: Pass) -> int:
        self.passes.append(this)
        if self.then is not None:
            self.then(clockwork, this)
        return self.count
