"""View: what every query is given: a short connection, the scope of who asks, the rules and the present instant."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from tracker.domain.access import Scope
from tracker.domain.rule_book import RuleBook
from tracker.time_source import local_date


@dataclass(frozen=True, slots=True)
class View:
    """How things stand, for one person at one instant."""

    connection: Connection
    scope: Scope
    rules: RuleBook
    now: datetime

    @property
    def today(self) -> date:
        """The civil date in Europe/London."""
        return local_date(self.now)
