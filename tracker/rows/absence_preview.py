"""What an absence would move, as frozen rows, and the question that asks for it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AbsencePreviewQuestion:
    """What happens while an officer is away, both days included, and who could stand in."""

    by: str
    officer_id: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class CoverRow:
    """Somebody who could stand in: what they have, and what they would look after.

    `away_from` is the first day of the span on which they are away themselves; `not_named` the officer's restricted
    cases that they may not see.
    """

    officer_id: str
    title: str
    team: str
    same_team: bool
    cases: int
    points: float
    with_cases: int
    with_points: float
    away_from: date | None
    away_now: bool
    not_named: int


@dataclass(frozen=True, slots=True)
class AbsencePreview:
    """What falls into the span, and the covers: of the same team first, by number."""

    officer_id: str
    officer: str
    cases: int
    points: float
    alerts: int
    due: int
    bail_ends: int
    covers_for: tuple[str, ...]
    covers: tuple[CoverRow, ...]
