"""Act: who acts, when, and where new identifiers come from; passed into every rule that writes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import Role


@dataclass(frozen=True, slots=True)
class Act:
    """One person (or the scheduler) doing one thing at one instant."""

    officer_id: str
    roles: frozenset[Role]
    now: datetime
    today: date
    new_id: Callable[[], str]

    def is_supervisor(self) -> bool:
        """Say whether the person may do what is kept for a supervisor or above."""
        return bool(self.roles & {Role.SUPERVISOR, Role.INSPECTOR, Role.UNIT_HEAD})
