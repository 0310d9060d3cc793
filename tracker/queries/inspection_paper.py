"""The inspection pack: a unit's or a team's figures for a period, and its cases, all of them or drawn by lot."""

from datetime import date, timedelta
from hashlib import sha256

from tracker import wording
from tracker.domain.access import UNIT_WIDE, check_may
from tracker.domain.people import Officer
from tracker.errors import RuleBroken
from tracker.queries.case_chases import case_chases
from tracker.queries.case_file import case_file
from tracker.queries.caseload_paper import whose_cases
from tracker.queries.chronology_paper import held
from tracker.queries.drift_board import drift_board
from tracker.queries.reviews import reviews
from tracker.queries.view import View
from tracker.rows.case_chases import CaseChasesQuestion
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.drift_board import QUARTER, CaseDrift, DriftBoardQuestion
from tracker.rows.inspection_paper import InspectedCase, InspectionPack
from tracker.rows.papers import About, Found
from tracker.rows.reviews import ReviewsQuestion
from tracker.storage.records import load
from tracker.storage.tables import officer

MOST = 100
ONE_DAY, DAYS_OF_A_WEEK = timedelta(days=1), 7


def found_inspection(about: About, by: str, view: View) -> Found:
    """Give the pack of a team or of the unit; its period is counted in whole weeks back from its last day.

    Raises:
        RuleBroken: `not_allowed`, for who does not see the whole unit; `sample_needed`, for more cases than a pack
            holds; `period_backwards`; as `drift_board`. NotFound: no such team.
    """
    for me in load(view.connection, Officer, officer, officer.c.id == by):
        check_may(me.roles, UNIT_WIDE, who="a supervisor")
    whose = whose_cases(About(about.kind, team_id=about.team_id), view)
    last = about.last or view.today
    board = drift_board(DriftBoardQuestion(by, None, about.team_id or None, last, _weeks(about.first, last)), view)
    chosen = drawn_by_lot(board.each, about.sample, about.seed)
    if len(chosen) > MOST:
        raise RuleBroken("sample_needed", field="sample", count=len(chosen), most=MOST)
    pack = InspectionPack(
        since=board.since,
        until=last,
        open_cases=board.cases,
        reported=sum(one.reported_on > board.since for one in board.each),
        closed=sum(one.closed_on is not None and one.closed_on <= last for one in board.each),
        late=len(board.rows),
        late_days=sum(row.drift for row in board.rows),
        came=sum(one.came for one in board.each),
        moves=sum(one.moves for one in board.each),
        held=board.held,
        cases=tuple(_case(one, by, view) for one in chosen),
        of=len(board.each) if len(chosen) < len(board.each) else 0,
        seed=about.seed if len(chosen) < len(board.each) else "",
        withheld=board.restricted_not_shown,
    )
    days = f"{wording.day(board.since + ONE_DAY)} to {wording.day(last)}"
    said = f"{wording.count_of(len(chosen), 'case')} of {len(board.each):,}, {days}."
    return Found(pack, f"{whose}, {days}", said)


def drawn_by_lot(cases: tuple[CaseDrift, ...], sample: int, seed: str) -> tuple[CaseDrift, ...]:
    """Give so many cases, chosen by the SHA-256 of the seed and the reference; nought gives all; by reference."""
    lot = sorted(cases, key=lambda one: sha256(f"{seed} {one.reference}".encode()).digest())
    return tuple(sorted(lot[: sample or len(lot)], key=lambda one: one.reference))


def _weeks(first: date | None, last: date) -> int:
    if first is None:
        return QUARTER
    if first > last:
        raise RuleBroken("period_backwards", field="first", first=first, last=last)
    return max(1, round(((last - first).days + 1) / DAYS_OF_A_WEEK))


def _case(one: CaseDrift, by: str, view: View) -> InspectedCase:
    file = case_file(CaseFileQuestion(by, one.case_id), view)
    chased = case_chases(CaseChasesQuestion(by, one.case_id), view).rows
    looked = reviews(ReviewsQuestion(by, one.case_id), view).reviews
    return InspectedCase(
        one,
        file,
        held(file),
        tuple(row for row in reversed(chased) if not row.withdrawn),
        tuple(row for row in reversed(looked) if not row.withdrawn),
    )
