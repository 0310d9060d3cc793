"""The inspection pack, as frozen rows: the figures of a unit or team, and a page for each case."""

from dataclasses import dataclass
from datetime import date

from tracker.rows.case_chases import ChaseRow
from tracker.rows.case_file import CaseFile
from tracker.rows.chronology_paper import HeldRow as CaseHeldRow
from tracker.rows.drift_board import CaseDrift, HeldRow
from tracker.rows.reviews import ReviewRow


@dataclass(frozen=True, slots=True)
class InspectedCase:
    """One case: its drift and ledger on the day of the pack; how it stands now, its chases and reviews."""

    drift: CaseDrift
    file: CaseFile
    held: tuple[CaseHeldRow, ...]
    chases: tuple[ChaseRow, ...]
    reviews: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class InspectionPack:
    """A pack about a period of whole weeks up to a day.

    Args:
        since, until: the period; `since` is the day before its first one.
        open_cases: how many were open on its last day; `reported` and `closed` count those of the period.
        late: milestones past their first due date on that day, with `late_days` working days in all.
        came: working days of drift that came in the period; `moves`, how often dates of these cases were moved.
        held: the days of each holder.
        of: from how many cases those in the pack were drawn by lot, by `seed`; nought where every case is in it.
        withheld: restricted cases that are not in the pack, nor in its figures.
    """

    since: date
    until: date
    open_cases: int
    reported: int
    closed: int
    late: int
    late_days: int
    came: int
    moves: int
    held: tuple[HeldRow, ...]
    cases: tuple[InspectedCase, ...]
    of: int
    seed: str
    withheld: int
