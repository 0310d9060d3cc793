"""The questions of the weekly paper about cases, children and families, in the order in which they are printed.

A question is a function that gives its lines; `QUESTIONS` names it. Its heading, opening and columns stand in
`tracker/reports/weekly_drift_questions.py` under the same key.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker import wording
from tracker.domain.child import age_band
from tracker.domain.hindsight import day_of
from tracker.queries.weekly_facts import CaseFacts, ChildFacts
from tracker.queries.weekly_ground import Ground, counts_as
from tracker.queries.weekly_known import (
    ABE,
    AFTER_CONFERENCE,
    APART,
    CONFERENCE,
    CONTACT,
    EXAMINED,
    MEDICAL_DECIDED,
    MEDICAL_REPORT,
    PLAN,
    UPDATED,
)
from tracker.queries.weekly_standing import Slip
from tracker.terms import REVIEWS
from tracker.wording import short_day, term


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a question: its case, its cells after the reference, the length of its bar, and the child it is of.

    Without a child it is of every child of the case.
    """

    case: CaseFacts
    cells: tuple[str, ...]
    length: int | None = None
    child_id: str = ""


Asked = Callable[[Ground], Iterable[Line]]


def no_activity(ground: Ground) -> Iterator[Line]:
    """Give the cases in which nothing happened for so many days."""
    for case in ground.cases:
        last = ground.active.get(case.id)
        quiet = ground.days_since(last or case.reported_on)
        if quiet >= counts_as().quiet_days:
            bands = dict.fromkeys(_band(child) for child in ground.children(case))
            entered = wording.count_of(ground.quiet_days(case, ground.entered), "day")
            since = short_day(last) if last else "none recorded"
            yield Line(
                case,
                (ground.oic(case), term(case.risk), "; ".join(bands) or "no child on record", since, entered),
                quiet,
            )


def no_interview(ground: Ground) -> Iterator[Line]:
    """Give the children whose ABE interview is to be held and was not, with its plan or none."""
    for case, child in _children(ground):
        if not ground.known.waits(ABE, child.id) or ground.known.days(ABE, child.id):
            continue
        planned = ground.known.last(PLAN, child.id)
        dropped = not planned and not ground.known.waits(PLAN, child.id)
        plan = f"planned {short_day(planned)}" if planned else "no plan needed" if dropped else "no plan"
        yield _of_child(ground, case, child, plan, length=ground.days_since(case.reported_on))


def medicals(ground: Ground) -> Iterator[Line]:
    """Give the children for whom a medical is not decided or not held, or whose report is awaited, with its chases."""
    for case, child in _children(ground):
        found = _medical(ground, case, child)
        if found is not None:
            where, since = found
            chased = ground.chased.get(child.id)
            said = f"{chased.times:,}, last {short_day(chased.last)}" if chased else "not chased"
            yield Line(
                case, (child.label, _band(child), where, short_day(since), said), ground.days_since(since), child.id
            )


def _medical(ground: Ground, case: CaseFacts, child: ChildFacts) -> tuple[str, date] | None:
    known = ground.known
    decided, examined = known.last(MEDICAL_DECIDED, child.id), known.last(EXAMINED, child.id)
    if examined is not None:
        waits = known.waits(MEDICAL_REPORT, child.id) and not known.days(MEDICAL_REPORT, child.id)
        return ("report awaited", examined) if waits else None
    if decided is not None:
        return ("not examined", decided) if known.waits(EXAMINED, child.id) else None
    return ("not requested", case.reported_on) if known.waits(MEDICAL_DECIDED, child.id) else None


def not_updated(ground: Ground) -> Iterator[Line]:
    """Give the children and families that nobody was in touch with for so many days."""
    for case, child in _children(ground):
        days = [ground.known.last(kind, child.id) for kind in (UPDATED, CONTACT)]
        last = max((day for day in days if day is not None), default=None)
        quiet = ground.days_since(last or case.reported_on)
        if quiet >= counts_as().quiet_days:
            yield _of_child(ground, case, child, short_day(last) if last else "none recorded", length=quiet)


def reviews_overdue(ground: Ground) -> Iterator[Line]:
    """Give the reviews that are past their first due date."""
    for slip in ground.now.slipped.values():
        if slip.clock.kind in REVIEWS:
            case, name = ground.case(slip.clock.case_id), ground.milestone(slip.clock)
            yield Line(case, (name, ground.oic(case), *due_days(slip)), slip.days)


def likely_to_miss(ground: Ground) -> Iterator[Line]:
    """Give the milestones whose date is still to come and that are likely to miss it, with when they likely happen."""
    for one in ground.expected:
        case, made = ground.case(one.case_id), one.forecast
        likely = f"after {short_day(made.not_before)}" if made.not_before else short_day(made.likely or one.due)
        first, last = (short_day(day) if day else "not known" for day in (made.earliest, made.latest))
        span = f"{first} to {last}" if made.earliest else last
        yield Line(
            case,
            (
                one.milestone,
                ground.oic(case),
                short_day(one.due),
                likely,
                span,
                f"{made.finished:,}",
                f"{made.miss_percent} %",
            ),
        )


def still_apart(ground: Ground) -> Iterator[Line]:
    """Give the children who live apart or are on a plan while the case waits."""
    known = ground.known
    for case, child in _children(ground):
        found = [
            (ground.rules.measures[one.measure].name, one.since)
            for one in ground.apart
            if one.case_id == case.id and one.child_id in ("", child.id)
        ]
        for begun, ended in APART:
            since, until = known.last(begun, child.id), known.last(ended, child.id)
            if since is not None and (until is None or until < since):
                found.append((ground.rules.kind(begun).name, since))
        held = known.last(CONFERENCE, child.id)
        if held is not None and any(known.waits(kind, child.id) for kind in AFTER_CONFERENCE):
            found.append(("Plan of the conference", held))
        for what, since in found:
            cells = (child.label, _band(child), ground.oic(case), what, short_day(since))
            yield Line(case, cells, ground.days_since(since), child.id)


def due_days(slip: Slip) -> tuple[str, str]:
    """Give the first due date of something late, and the one that holds."""
    first, due = slip.standing.first_due, slip.standing.due
    said = tuple("not known" if when is None else short_day(day_of(when)) for when in (first, due))
    return said[0], said[1]


def _children(ground: Ground) -> Iterator[tuple[CaseFacts, ChildFacts]]:
    for case in ground.cases:
        for child in ground.children(case):
            yield case, child


def _of_child(ground: Ground, case: CaseFacts, child: ChildFacts, said: str, *, length: int) -> Line:
    return Line(case, (child.label, _band(child), ground.oic(case), said), length, child.id)


def _band(child: ChildFacts) -> str:
    return wording.age_band(age_band(child.age_at_report))
