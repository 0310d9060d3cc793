"""How a sentence takes its values."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

from tracker.english.dates import UNITS, when
from tracker.english.terms import TERMS


def filled(template: str, values: Mapping[str, object]) -> str:
    """Fill a template; a part in square brackets is left out where a value it needs is missing or empty."""
    said = defaultdict(str, {name: plain(value) for name, value in values.items()})
    needed = re.compile(r"{(\w+)}")
    whole = re.sub(
        r"\[([^]]*)\]", lambda part: part[1] if all(said[name] for name in needed.findall(part[1])) else "", template
    )
    return whole.format_map(said)


def amount_of(number: object, unit: str) -> str:
    """Give a number with its unit: "10 working days", "1.5 hours"."""
    plain = number if isinstance(number, int | float) else 0
    return f"{plain:,g} {UNITS[unit]}{'' if plain == 1 else 's'}"


def plain(value: object) -> str:
    """Give a value in words: a day, an instant, a member of the vocabulary; nothing for None."""
    if isinstance(value, datetime | date):
        return when(value)
    if isinstance(value, Enum):
        return TERMS.get(f"{type(value).__name__}.{value.value}", str(value.value))
    return "" if value is None else str(value)
