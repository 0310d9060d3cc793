"""Officers: what may be entered of a person who works in the unit, and who may give which role."""

from collections.abc import Iterable

from tracker.domain.access import RULE_KEEPERS
from tracker.domain.people import Officer
from tracker.errors import RuleBroken
from tracker.terms import Role

MOST_HOURS = 60
WEEKDAYS = range(7)
#: what a supervisor may give; the others are given by an administrator or the head of the unit
PLAIN_ROLES = frozenset({Role.DETECTIVE, Role.SUPERVISOR, Role.READER})
GIVES_ALL = frozenset({Role.ADMINISTRATOR, Role.UNIT_HEAD})


def check_officer(officer: Officer, others: Iterable[Officer]) -> None:
    """Refuse an officer without a surname, number or role, or whose number or account is another's.

    Raises:
        RuleBroken: with the field at fault and whose it is.
    """
    if not officer.surname:
        raise RuleBroken("surname_needed", field="surname")
    if not officer.collar_number:
        raise RuleBroken("collar_number_needed", field="collar_number")
    if not officer.roles:
        raise RuleBroken("role_needed", field="roles")
    if not 0 <= officer.hours <= MOST_HOURS:
        raise RuleBroken("hours_impossible", field="hours", most=MOST_HOURS)
    if not set(officer.working_days) <= set(WEEKDAYS) or (officer.hours and not officer.working_days):
        raise RuleBroken("working_days_needed", field="working_days")
    for other in others:
        if other.id == officer.id:
            continue
        if other.active and _same(other.collar_number, officer.collar_number):
            raise RuleBroken("collar_number_taken", field="collar_number", officer=other.title())
        if officer.account and _same(other.account, officer.account):
            raise RuleBroken("account_taken", field="account", account=officer.account, officer=other.title())


def check_roles_given(before: Officer | None, after: Officer, giver: frozenset[Role]) -> None:
    """Refuse a change of roles, or of the account that acts in them, by somebody who may not give these roles.

    Raises:
        RuleBroken: a role that only an administrator or the unit head gives or takes.
    """
    if giver & GIVES_ALL:
        return
    had = frozenset[Role]() if before is None else before.roles
    if (had ^ after.roles) - PLAIN_ROLES:
        raise RuleBroken("role_not_yours_to_give", field="roles")
    if before is not None and before.account != after.account and had - PLAIN_ROLES:
        raise RuleBroken("account_not_yours_to_change", field="account")


def check_somebody_keeps(officers: Iterable[Officer]) -> None:
    """Refuse a change after which nobody could look after the people of the unit.

    Raises:
        RuleBroken: no active officer with an account would be a supervisor, a unit head or an administrator.
    """
    if not any(one.active and one.account and one.roles & RULE_KEEPERS for one in officers):
        raise RuleBroken("nobody_left_to_keep", field="roles")


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
