"""A person's saved filters, and the question that asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedFiltersQuestion:
    """The filters of the person who asks."""

    by: str


@dataclass(frozen=True, slots=True)
class SavedFilterRow:
    """A filter by its name, with the choices of its fields."""

    filter_id: str
    name: str
    values: Mapping[str, str]
