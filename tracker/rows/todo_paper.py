"""A detective's to-do on paper, as frozen rows: what is due next in each open case, and what reviews asked for."""

from dataclasses import dataclass
from datetime import date

from tracker.rows.today import TodayRow


@dataclass(frozen=True, slots=True)
class TodoRow:
    """One thing to do, as the first page lists it; `safety` is what to mind where a family is to be told of it."""

    row: TodayRow
    safety: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedRow:
    """What a review asked of an officer."""

    case_id: str
    reference: str
    what: str
    due_on: date


@dataclass(frozen=True, slots=True)
class OfficerTodo:
    """The work of one officer: what is due first at the top; `cases` is how many open ones are theirs."""

    officer: str
    cases: int
    rows: tuple[TodoRow, ...]
    asked: tuple[AskedRow, ...]


@dataclass(frozen=True, slots=True)
class TodoPaper:
    """To-do lists of one officer or of a team; restricted cases that the reader may not see are only counted."""

    as_of: date
    officers: tuple[OfficerTodo, ...]
    withheld: int
