"""SavedFilter: how a person looks at the case list, under a name; it belongs to that person alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.errors import RuleBroken

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter by its name. `values` are the choices of its fields, by field."""

    id: str
    officer_id: str
    name: str
    values: Mapping[str, str]
    version: int = 1


def check_filter_name(name: str) -> str:
    """Give a name without surrounding space.

    Raises:
        RuleBroken: there is none, or it is too long for a list of names.
    """
    words = " ".join(name.split())
    if not words:
        raise RuleBroken("name_needed", field="name")
    if len(words) > LONGEST_NAME:
        raise RuleBroken("name_too_long", field="name", longest=LONGEST_NAME)
    return words
