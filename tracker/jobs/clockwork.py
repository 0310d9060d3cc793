"""Clockwork: what timed work needs of a running core, and what a job is told of the pass it runs in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from tracker.changes import Changes
from tracker.domain.rule_book import RuleBook
from tracker.storage.engine import Database
from tracker.time_source import TimeSource


class Clockwork(Protocol):
    """A running core: its database, its rules, and a way to do what a person could also ask for."""

    @property
    def database(self) -> Database:
        """The open database."""

    @property
    def rules(self) -> RuleBook:
        """The rules that hold."""

    @property
    def time(self) -> TimeSource:
        """The time that actions go by."""

    @property
    def new_id(self) -> Callable[[], str]:
        """Gives identifiers."""

    def do(self, request: Any) -> Changes:
        """Do one thing in one transaction, then tell everybody who listens."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass of the timed work, as one job sees it; `machine` says who works, not what there is to do."""

    now: datetime
    last_good: datetime | None
    machine: str = field(default="", compare=False)


JobWork = Callable[[Clockwork, Pass], int]
JobReady = Callable[[Clockwork, datetime], bool]


def always(_clockwork: Clockwork, _now: datetime) -> bool:
    """Say that a job may be done wherever it is due."""
    return True
