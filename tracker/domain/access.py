"""Access: which roles may do what, and the scope within which a person sees cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.people import Absence, Officer
from tracker.errors import RuleBroken
from tracker.terms import Role

CASE_ROLES = frozenset(Role) - {Role.ADMINISTRATOR}
UNIT_WIDE = CASE_ROLES - {Role.DETECTIVE}
WRITERS = frozenset({Role.DETECTIVE, Role.SUPERVISOR, Role.INSPECTOR, Role.UNIT_HEAD})
SUPERVISORS = frozenset({Role.SUPERVISOR, Role.INSPECTOR, Role.UNIT_HEAD})
RULE_KEEPERS = SUPERVISORS | {Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person sees: no case content, their own team's and their own cases, or the whole unit's.

    While they cover for somebody who is away, whichever team that is of, they see that officer's cases too, and not a
    day longer. Restricted cases are seen only by those named on the case, whatever their role; and by the sweep, which
    tells nobody else of them, and by the freezing of their paper, which is given out to nobody else.
    """

    officer_id: str
    team_id: str | None
    unit_wide: bool
    sees_cases: bool
    covered: frozenset[str] = frozenset()
    sees_restricted: bool = False


SCHEDULER_SCOPE = Scope("scheduler", None, unit_wide=True, sees_cases=True)


def scope_of(officer: Officer, covered: frozenset[str] = frozenset()) -> Scope:
    """Give the scope of an officer; a person with several roles has the widest of them.

    Args:
        covered: the officers for whom this one stands in just now.
    """
    return Scope(
        officer.id,
        officer.team_id,
        unit_wide=bool(officer.roles & UNIT_WIDE),
        sees_cases=bool(officer.roles & CASE_ROLES),
        covered=covered,
    )


def covered_on(officer_id: str, absences: Iterable[Absence], day: date) -> frozenset[str]:
    """Give the officers for whom one stands in on a day, the first and the last one of their absence included."""
    return frozenset(one.officer_id for one in absences if one.cover_id == officer_id and one.includes(day))


def check_may(roles: Iterable[Role], allowed: frozenset[Role], *, who: str) -> None:
    """Refuse an action to a person without any of the allowed roles.

    Raises:
        RuleBroken: `not_allowed`, with whom to ask.
    """
    if not allowed & frozenset(roles):
        raise RuleBroken("not_allowed", who=who)
