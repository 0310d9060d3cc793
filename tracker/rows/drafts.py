"""What a person had typed into a form, and the question that asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DraftQuestion:
    """Which form of the person who asks."""

    by: str
    form: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """The texts of a form's fields, and when they were kept."""

    form: str
    values: Mapping[str, str]
    kept_at: datetime
