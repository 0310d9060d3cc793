"""Why a date is what it is, step by step, as data; english/steps.py turns each step into a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

When: TypeAlias = date | datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a count: what happened or was counted, on which day, and the day or instant it gives."""

    code: str
    on: When
    gives: When | None = None
    basis: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
