"""What keeps the children of merged cases safe: a merge protects nobody, and loses no warning about contact."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from tracker.domain.act import Act
from tracker.domain.conflict import Conflict
from tracker.domain.contact import ContactSafety
from tracker.domain.protection import BailConditionRow, Protection
from tracker.errors import RuleBroken
from tracker.terms import SafeToContact

Cover = TypeVar("Cover", Protection, BailConditionRow)
EVERY_CHILD = ""


def is_of_every_child(one: Protection | BailConditionRow) -> bool:
    """Say whether a measure or a condition of bail protects every child of its case."""
    of_witness = isinstance(one, BailConditionRow) and bool(one.witness)
    return one.child_id == EVERY_CHILD and not of_witness


def of_named_children(one: Cover, children: Sequence[str], nobody: str, act: Act) -> tuple[Cover, ...]:
    """Give what protected every child of its case as protecting those children by name, the record itself first.

    Args:
        children: the children of that case before the merge.
        nobody: an id that is no child's, for a case without a child.
    """
    first, *others = children or (nobody,)
    named: list[Cover] = [replace(one, child_id=first)]
    named.extend(replace(one, id=act.new_id(), child_id=child_id, version=1) for child_id in others)
    return tuple(named)


def latest_safety(known: Iterable[ContactSafety], child_id: str) -> ContactSafety | None:
    """Give what must be minded before a child is contacted, as it was said last; None where nobody has said."""
    return max((one for one in known if one.child_id == child_id), key=lambda one: one.recorded_at, default=None)


def combined_safety(here: ContactSafety | None, there: ContactSafety | None, act: Act) -> ContactSafety | None:
    """Give everything that must be minded of a child who is the same in both; None where one of them says it all."""
    if here is None or there is None:
        return None
    flags = here.flags | there.flags
    return replace(
        here,
        id=act.new_id(),
        flags=flags - {SafeToContact.SAFE} or flags,
        through=here.through or there.through,
        every_days=here.every_days or there.every_days,
        way=here.way or there.way,
        recorded_at=act.now,
        recorded_by=act.officer_id,
        version=1,
    )


def check_no_conflict(conflicts: Iterable[Conflict], oic_id: str | None, title: str) -> None:
    """Refuse a merge into the case of an officer who must not take the duplicate.

    Raises:
        RuleBroken: `conflict_of_oic`.
    """
    if any(one.withdrawn_at is None and one.officer_id == oic_id for one in conflicts):
        raise RuleBroken("conflict_of_oic", field="into_id", officer=title)
