"""The reviews of a case with their follow-up actions, and how a case stands for its next review."""

from datetime import date, timedelta

from tracker import wording
from tracker.domain.act import Act
from tracker.domain.case import Case
from tracker.domain.chase import Chase
from tracker.domain.clock import Clock
from tracker.domain.people import Officer
from tracker.domain.protection import BailConditionRow, Protection
from tracker.domain.review import FollowUp, Review, may_review
from tracker.domain.review_position import Beside, named, position_of
from tracker.errors import NotFound
from tracker.queries.clock_rows import title
from tracker.queries.people import officers
from tracker.queries.row_words import is_soon
from tracker.queries.view import View
from tracker.rows.people import OfficersQuestion
from tracker.rows.reviews import (
    DueReviewRow,
    FollowUpRow,
    LateRow,
    LateSaidRow,
    ReviewPositionQuestion,
    ReviewPositionRow,
    ReviewRow,
    Reviews,
    ReviewsQuestion,
)
from tracker.storage import tables
from tracker.storage.case_store import CaseStore
from tracker.storage.kept_store import KeptStore
from tracker.storage.records import load
from tracker.terms import REVIEWS, TO_BE_DONE, ClockState, RiskGrade

NEXT_DAYS, NEXT_DAYS_VERY_HIGH = 28, 14


def reviews(question: ReviewsQuestion, view: View) -> Reviews:
    """Give the reviews of a case, also those taken back; none where it is out of scope."""
    kept = KeptStore(view.connection, view.scope)
    found = kept.of_case(Review, question.case_id)
    asked = kept.of_case(FollowUp, question.case_id)
    people = {officer.id: officer for officer in load(view.connection, Officer, tables.officer)}
    rows = [_review_row(one, people, view) for one in reversed(found)]
    rows.sort(key=lambda row: (row.reviewed_on, row.recorded_at), reverse=True)
    follow_ups = [_follow_up_row(one, people, view.today) for one in asked if one.withdrawn_at is None]
    follow_ups.sort(key=lambda row: (row.done_on is not None, row.due_on, row.what))
    return Reviews(question.case_id, tuple(rows), tuple(follow_ups))


def review_position(question: ReviewPositionQuestion, view: View) -> ReviewPositionRow:
    """Give how a case stands for a review by who asks; raises NotFound where it is out of scope."""
    case = CaseStore(view.connection, view.scope).get(question.case_id)
    me = next((one for one in load(view.connection, Officer, tables.officer, tables.officer.c.id == question.by)), None)
    if me is None:
        raise NotFound("not_found")
    due = _due(case, me, view)
    kept = KeptStore(view.connection, view.scope)
    beside = Beside(
        kept.of_case(Protection, case.record.id),
        kept.of_case(BailConditionRow, case.record.id),
        kept.of_case(Chase, case.record.id),
    )
    position = position_of(case, view.rules, view.now, beside=beside)
    asked = kept.of_case(FollowUp, case.record.id)
    days = NEXT_DAYS_VERY_HIGH if case.record.risk is RiskGrade.VERY_HIGH else NEXT_DAYS
    return ReviewPositionRow(
        case_id=case.record.id,
        reference=case.record.reference,
        oic_id=case.record.oic_id,
        due=due,
        late=tuple(
            LateRow(one.milestone_id, one.name, one.due, one.late, one.cause, one.awaited) for one in position.late
        ),
        on_bail=position.on_bail,
        devices_out=position.devices_out,
        with_cps=position.with_cps,
        others_awaited=position.others_awaited,
        known=position.known,
        open_follow_ups=tuple(
            f"{one.what}, due {wording.day(one.due_on)}"
            for one in sorted(asked, key=lambda one: one.due_on)
            if one.done_on is None and one.withdrawn_at is None
        ),
        next_on=view.today + timedelta(days=days),
        officers=officers(OfficersQuestion(question.by), view).officers,
    )


def _due(case: Case, me: Officer, view: View) -> tuple[DueReviewRow, ...]:
    act = Act(me.id, me.roles, view.now, view.today, str)
    found = [
        DueReviewRow(
            one.id,
            one.kind,
            named(case, one, view.rules),
            _soonest(case.clocks_of(one.id)),
            one.version,
            may_review(one.kind, me),
            wording.term(REVIEWS[one.kind]),
            one.planned_on,
            *(case.next_review_by(one.id, view.today, view.rules, act) or (None, "")),
        )
        for one in case.milestones.values()
        if one.kind in REVIEWS and one.state in TO_BE_DONE
    ]
    return tuple(sorted(found, key=lambda row: (row.due is None, row.due or date.max, row.name)))


def _soonest(clocks: list[Clock]) -> date | None:
    return min((clock.due for clock in clocks if clock.due and clock.state is not ClockState.STOPPED), default=None)


def _review_row(one: Review, people: dict[str, Officer], view: View) -> ReviewRow:
    if one.risk is None or one.others is None or one.escalation is None or one.welfare is None or one.next_on is None:
        raise ValueError("a stored review holds what it must")
    return ReviewRow(
        one.id,
        one.milestone_id,
        view.rules.kind(one.kind).name,
        one.reviewed_on,
        title(people, one.recorded_by),
        one.recorded_at,
        one.risk,
        one.risk_words,
        one.others,
        one.others_words,
        one.voice,
        one.enquiries,
        tuple(
            LateSaidRow(said.milestone, said.cause, said.awaited, date.fromisoformat(said.expected_on))
            for said in one.late
        ),
        one.bail,
        one.bail_words,
        one.devices,
        one.cps,
        one.agencies,
        one.escalation,
        one.escalation_words,
        one.welfare,
        one.welfare_words,
        one.next_on,
        tuple((known.part, known.words) for known in one.known),
        one.withdrawn_at is not None,
    )


def _follow_up_row(one: FollowUp, people: dict[str, Officer], today: date) -> FollowUpRow:
    return FollowUpRow(
        one.id,
        one.what,
        title(people, one.owner_id),
        one.due_on,
        one.done_on,
        title(people, one.done_by or None),
        _state_key(one, today),
        title(people, one.recorded_by),
        one.version,
    )


def _state_key(one: FollowUp, today: date) -> str:
    if one.done_on is not None:
        return "done_late" if one.done_on > one.due_on else "done"
    if one.due_on < today:
        return "overdue"
    return "due_soon" if is_soon(one.due_on, today) else "running"
