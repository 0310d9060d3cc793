"""Why the dates of a case's clocks are what they are, step by step in words."""

from collections.abc import Callable
from datetime import date, datetime

from tracker import wording
from tracker.domain.bail_steps import bail_steps
from tracker.domain.case import Case
from tracker.domain.clock import Clock
from tracker.domain.clock_steps import clock_steps
from tracker.domain.explain import Step
from tracker.domain.limit import Limit
from tracker.domain.people import Officer
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.steps_in_words import events_in_words, source_in_words, steps_in_words
from tracker.errors import NotFound, RuleBroken
from tracker.queries.one_case import id_of
from tracker.queries.subject_labels import subject_labels
from tracker.queries.view import View
from tracker.rows.papers import About, Found
from tracker.rows.why import Why, WhyQuestion
from tracker.storage import tables
from tracker.storage.case_store import CaseStore
from tracker.storage.records import load
from tracker.terms import ClockClass, MilestoneState
from tracker.time_source import local_date


def why(question: WhyQuestion, view: View) -> tuple[Why, ...]:
    """Give every clock of a case, or of one milestone (by its id or its kind), with its steps.

    Raises:
        NotFound: no such case or milestone within scope.
    """
    case = CaseStore(view.connection, view.scope).get(id_of(question.case, view))
    wanted = [
        milestone
        for milestone in case.milestones.values()
        if question.milestone in (None, milestone.id, milestone.kind)
    ]
    if question.milestone is not None and not wanted:
        raise NotFound("not_found")
    wanted.sort(key=lambda milestone: (milestone.place, milestone.subject_id, milestone.turn))
    titles = {officer.id: officer.title() for officer in load(view.connection, Officer, tables.officer)}
    return tuple(
        _why(clock, case, view, lambda officer_id: titles.get(officer_id, officer_id))
        for milestone in wanted
        for clock in sorted(case.clocks_of(milestone.id), key=lambda clock: clock.limit_id)
    )


def found_whys(about: About, by: str, view: View) -> Found:
    """Give the same for a paper.

    Raises:
        RuleBroken: `no_clock_to_explain`. NotFound: as `why`.
    """
    whys = why(WhyQuestion(by, about.case, about.part or None), view)
    if not whys:
        raise RuleBroken("no_clock_to_explain", field="milestone")
    first = whys[0]
    of = f", {first.milestone}" if len({one.milestone_id for one in whys}) == 1 else ""
    said = wording.count_of(len(whys), "clock")
    return Found(whys, f"{first.reference}{of}", f"{said} explained.", first.case_id, first.reference)


def _why(clock: Clock, case: Case, view: View, people: Callable[[str], str]) -> Why:
    rules = view.rules
    limit = rules.limit(clock.limit_id, clock.limit_version)
    milestone = case.milestones[clock.milestone_id]
    calendar = rules.calendar(clock.calendar)
    standing = clock.derive(calendar)
    counted_by = calendar.at_version(clock.calendar_version)
    to_be_confirmed = limit.to_be_confirmed or limit.suggestion
    known = {"calendar": clock.calendar, "known_from": counted_by.first, "known_to": counted_by.last}
    return Why(
        case_id=case.record.id,
        reference=case.record.reference,
        milestone_id=milestone.id,
        milestone=rules.kind(milestone.kind).name,
        subject=subject_labels(case)[milestone.subject_id],
        clock_id=clock.id,
        limit_id=clock.limit_id,
        limit=limit.name,
        limit_kind=limit.amount_kind,
        limit_version=clock.limit_version,
        calendar=wording.term(clock.calendar),
        calendar_version=clock.calendar_version,
        state=clock.state,
        started=wording.when(standing.started),
        first_due=clock.first_due,
        first_due_at=clock.first_due_at,
        due=clock.due,
        due_at=clock.due_at,
        unknown=wording.unknown(standing.unknown, known),
        provisional=clock.provisional,
        to_be_confirmed=to_be_confirmed,
        basis=limit.basis,
        steps=steps_in_words(_steps(clock, limit, case, view), limit, rules, wording.when_in_zone, people),
        alarm=_earlier(standing.alarm, clock.due),
        source=source_in_words(limit),
        known_to=counted_by.last,
        period=clock.clock_class is ClockClass.PERIOD,
    )


def _steps(clock: Clock, limit: Limit, case: Case, view: View) -> tuple[Step, ...]:
    """Give the steps of a clock; one that follows the bail of an arrest has those of its ledger."""
    for arrest in case.arrests.values():
        if arrest.milestone_id == clock.milestone_id:
            events = case.events_of(arrest.id)
            return bail_steps(case.bail(arrest.id, view.rules, view.today), events, clock.events[0])
    return clock_steps(
        clock.events,
        clock.measure,
        view.rules.calendar(clock.calendar),
        limit,
        version=clock.calendar_version,
        because=_event(clock, limit, case, view.rules),
    )


def _event(clock: Clock, limit: Limit, case: Case, rules: RuleBook) -> str:
    """Give what happened on the day a clock started: what is on record of the case, else what starts its limit."""
    started = clock.events[0]
    if started.reason:
        return wording.step_reason(started.reason)
    towards = case.milestones[clock.milestone_id]
    starts = rule_of(limit).starts if clock.turn == 1 else (towards.kind,)
    kinds = {
        other.kind
        for other in case.milestones.values()
        if other.kind in starts and other.state is MilestoneState.DONE and other.happened_on == _day(started.on)
    }
    names = [rules.kind(kind).name.lower() for kind in starts if kind in kinds]
    return ", ".join(names) or events_in_words(limit, rules)


def _earlier(alarm: date | datetime | None, due: date | None) -> date | None:
    """Give the day alarms go by where it is another than the due day."""
    return None if alarm is None or due is None or _day(alarm) == due else _day(alarm)


def _day(when: date | datetime) -> date:
    return local_date(when) if isinstance(when, datetime) else when
