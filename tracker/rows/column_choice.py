"""Which column was which in the last file of a source, and the question that asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ColumnChoiceQuestion:
    """What was chosen when files with the same headings were imported last."""

    by: str
    source_key: str


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """The columns by the name of their field, and the date order that somebody stated for a column; empty for none."""

    columns: Mapping[str, str] = field(default_factory=dict)
    date_orders: Mapping[str, str] = field(default_factory=dict)
