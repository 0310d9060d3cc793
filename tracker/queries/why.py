"""Why the dates of a case's clocks are what they are, step by step in words."""

from sqlalchemy import select

from tracker import wording
from tracker.domain.case import Case
from tracker.domain.clock import Clock
from tracker.domain.explain import When
from tracker.domain.rule_book import RuleBook
from tracker.domain.steps_in_words import steps_in_words
from tracker.errors import NotFound
from tracker.queries.case_file import subject_labels
from tracker.queries.view import View
from tracker.rows.why import StepRow, Why, WhyQuestion
from tracker.storage.case_store import CaseStore, folded
from tracker.storage.tables import case_record


def why(question: WhyQuestion, view: View) -> tuple[Why, ...]:
    """Give every clock of a case, or of one milestone (by its id or its kind), with its steps.

    Raises:
        NotFound: no such case or milestone within scope.
    """
    table = case_record
    meant = (table.c.id == question.case) | (table.c.reference_folded == folded(question.case))
    case_id = view.connection.execute(select(table.c.id).where(meant)).scalar_one_or_none()
    if case_id is None:
        raise NotFound("not_found")
    case = CaseStore(view.connection, view.scope).get(case_id)
    wanted = [
        milestone
        for milestone in case.milestones.values()
        if question.milestone in (None, milestone.id, milestone.kind)
    ]
    if question.milestone is not None and not wanted:
        raise NotFound("not_found")
    wanted.sort(key=lambda milestone: (milestone.place, milestone.subject_id, milestone.turn))
    return tuple(
        _why(clock, case, view.rules)
        for milestone in wanted
        for clock in sorted(case.clocks_of(milestone.id), key=lambda clock: clock.limit_id)
    )


def _why(clock: Clock, case: Case, rules: RuleBook) -> Why:
    limit = rules.limit(clock.limit_id, clock.limit_version)
    milestone = case.milestones[clock.milestone_id]
    standing = clock.derive(rules.calendar(clock.calendar))
    kind = rules.kind(milestone.kind)
    started: When = standing.started
    steps = steps_in_words(standing, limit, rules, wording.when)
    return Why(
        case_id=case.record.id,
        reference=case.record.reference,
        milestone_id=milestone.id,
        milestone=kind.name,
        subject=subject_labels(case)[milestone.subject_id],
        clock_id=clock.id,
        limit_id=clock.limit_id,
        limit=limit.name,
        limit_kind=limit.amount_kind,
        limit_version=clock.limit_version,
        calendar=wording.term(clock.calendar),
        calendar_version=clock.calendar_version,
        state=clock.state,
        started=wording.when(started),
        first_due=clock.first_due,
        first_due_at=clock.first_due_at,
        due=clock.due,
        due_at=clock.due_at,
        unknown=clock.unknown,
        provisional=clock.provisional,
        to_be_confirmed=limit.to_be_confirmed or limit.suggestion,
        basis=limit.basis,
        steps=tuple(StepRow(step.on, step.what, step.gives, step.basis) for step in steps),
    )
