"""Draft: what somebody has typed into a form and not yet sent; nobody's record, and that person's alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of a form's fields, by field. `form` names the form and the record it is about."""

    id: str
    officer_id: str
    form: str
    values: Mapping[str, str]
    kept_at: datetime
    version: int = 1
