"""What rows of many queries say alike: the officer in the case, the name of a milestone, that a date comes soon."""

from datetime import date
from typing import Any

from tracker.domain.people import title
from tracker.domain.rule_book import RuleBook
from tracker.storage.tables import officer
from tracker.terms import Rank

DUE_SOON_DAYS = 3
#: what the title of an officer is made of
OF_OFFICER = (officer.c.collar_number, officer.c.surname, officer.c.rank, officer.c.detective)


def oic_of(row: Any) -> str:
    """Give the title of the officer in the case, by `oic_id` and the columns of an officer; nothing without one."""
    return title(row.collar_number, row.surname, Rank(row.rank), detective=row.detective) if row.oic_id else ""


def milestone_name(kind: str, turn: int, rules: RuleBook) -> str:
    """Give the name of a milestone, with its turn from the second on."""
    name = rules.kind(kind).name
    return name if turn == 1 else f"{name} ({turn})"


def is_soon(due: date | None, today: date) -> bool:
    """Say whether a date that has not passed comes within the days after which it is shown as due soon."""
    return due is not None and (due - today).days <= DUE_SOON_DAYS
