"""A supervisor's review for a paper: one that was held, or how the case stands for one to be filled in by hand."""

from tracker import wording
from tracker.errors import NotFound
from tracker.queries.case_file import case_file
from tracker.queries.one_case import id_of
from tracker.queries.reviews import review_position, reviews
from tracker.queries.view import View
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.papers import LAST, About, Found
from tracker.rows.review_paper import ReviewPaper
from tracker.rows.reviews import DueReviewRow, ReviewPositionQuestion, ReviewRow, ReviewsQuestion


def found_review(about: About, by: str, view: View) -> Found:
    """Give a review of a case by its id, the last one that stands, or where none is named a form to be filled in.

    Raises:
        NotFound: no such case within scope, or no such review in it.
    """
    case_id = id_of(about.case, view)
    file = case_file(CaseFileQuestion(by, case_id), view)
    position = review_position(ReviewPositionQuestion(by, case_id), view)
    kept = reviews(ReviewsQuestion(by, case_id), view)
    held = next((row for row in kept.reviews if _is_meant(row, about.part)), None)
    if about.part and held is None:
        raise NotFound("not_found")
    paper = ReviewPaper(
        case_id=case_id,
        reference=file.reference,
        oic=file.oic,
        team=file.team,
        risk=wording.term(file.risk),
        age_days=file.age_days,
        held_by=file.held_by,
        drift=file.open_drift,
        held=held,
        due=tuple(_due(row) for row in position.due),
        known=held.known if held is not None else position.known,
        late=position.late,
        follow_ups=tuple(row for row in kept.follow_ups if row.done_on is None),
        next_on=held.next_on if held is not None else None,
    )
    if held is not None:
        said = f"{held.name} of {wording.day(held.reviewed_on)}, by {held.by}."
        return Found(paper, f"{file.reference}, {wording.day(held.reviewed_on)}", said, case_id, file.reference)
    said = f"A form to be filled in by hand; {wording.count_of(len(position.late), 'milestone')} late."
    return Found(paper, f"{file.reference}, to be filled in", said, case_id, file.reference)


def _is_meant(row: ReviewRow, part: str) -> bool:
    return not row.withdrawn if part == LAST else row.review_id == part


def _due(row: DueReviewRow) -> str:
    return f"{row.name}, due {wording.day(row.due)}" if row.due is not None else row.name
