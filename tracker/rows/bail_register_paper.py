"""The bail register on paper, as frozen rows: each row of the register with its conditions and their last check."""

from dataclasses import dataclass

from tracker.rows.bail_register import BailRow


@dataclass(frozen=True, slots=True)
class BailLine:
    """One suspect: the conditions in force, and what the last look at them found, in words."""

    row: BailRow
    conditions: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class BailRegisterPaper:
    """Everybody on bail or under investigation: what ends or is due within the days first, then the others."""

    days: int
    ending: tuple[BailLine, ...]
    others: tuple[BailLine, ...]
    withheld: int
