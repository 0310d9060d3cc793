"""When milestones likely happen, and which are likely to miss their date, from how long such took in the unit."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, or_, select

from tracker.domain.forecast import (
    FILE,
    ForecastRules,
    Said,
    counted_from_report,
    counted_together,
    forecast_rules_from,
)
from tracker.errors import NotFound
from tracker.queries.drift_facts import CasesThen, instant_of
from tracker.queries.forecast_facts import (
    ONE_DAY,
    Group,
    Waiting,
    changed_since,
    counted_lengths,
    group_of,
    lengths_from_report,
    waiting_clocks,
    watched_until,
)
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.row_words import milestone_name
from tracker.queries.today_clocks import in_parts
from tracker.queries.view import View
from tracker.resource_files import toml
from tracker.rows.forecast import (
    Forecast,
    ForecastQuestion,
    LikelyToMiss,
    LikelyToMissQuestion,
    LikelyToMissRow,
    Outlook,
)
from tracker.storage.last_change import titles
from tracker.storage.scope import counted_condition, scope_condition
from tracker.storage.tables import case_record, clock, milestone, team
from tracker.terms import TO_BE_DONE, MilestoneState
from tracker.time_source import local_date, start_of_day

if TYPE_CHECKING:
    from tracker.queries.how_long import HowLong


NOT_YET = -1
NOTHING = Said(0, None, None, None, 0, None)


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of an open milestone whose date is still to come; without a chance nothing can be said of it."""

    waiting: Waiting
    due: date
    forecast: Forecast
    chance: float | None


@dataclass(frozen=True, slots=True)
class NamedExpected:
    """A milestone that is likely to miss its date, of a case, by its name."""

    case_id: str
    milestone: str
    due: date
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Expectations:
    """What is expected of open milestones whose date is still to come, and how many others are past theirs."""

    expected: Sequence[Expected]
    late: int


@cache
def forecast_rules() -> ForecastRules:
    """Give what the data file says."""
    return forecast_rules_from(toml(FILE))


def forecast(question: ForecastQuestion, view: View) -> Forecast:
    """Give when an open milestone of a case likely happens; in three statements at most.

    Raises:
        NotFound: no such milestone, out of scope, of a closed case, or done or not required.
    """
    found = view.connection.execute(
        select(milestone.c.kind, milestone.c.state, milestone.c.turn, case_record.c.reported_on)
        .select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id))
        .where(
            milestone.c.id == question.milestone,
            milestone.c.case_id == question.case,
            milestone.c.state.in_([state.value for state in TO_BE_DONE]),
            NOT_CLOSED,
            scope_condition(view.scope),
        )
    ).one_or_none()
    if found is None:
        raise NotFound("not_found")
    counted, limits = counted_condition(view.scope), counted_together(view.rules)
    of_milestone = clock.c.milestone_id == question.milestone
    known = _chosen(waiting_clocks(view, view.now, limits, (), of_milestone), limits)
    if known:
        waiting, due = known[0]
        limit_id = limits[waiting.limit_id]
        lengths = counted_lengths(view, view.now, {limit_id: limit_id}, (), counted)
        how_long = lengths.get(group_of(waiting, limits))
        return _forecasts([(waiting, due)], how_long, view.now)[0][0]
    counts = found.turn == 1 and found.state != MilestoneState.NOT_KNOWN.value
    if not (counts and counted_from_report(found.kind, view.rules)):
        return Forecast(question.milestone, Outlook.NOT_COUNTED)
    waiting = Waiting(question.case, question.milestone, "", None, found.reported_on, None)
    how_long = lengths_from_report(view, found.kind, counted)
    return replace(_forecasts([(waiting, None)], how_long, view.now)[0][0], from_report=True)


def likely_to_miss(question: LikelyToMissQuestion, view: View) -> LikelyToMiss:
    """Give the open milestones that likely happen after their date, the soonest date first.

    In some ten statements, of a past day some more, however many cases there are.

    Raises:
        RuleBroken: as_at_in_future.
    """
    instant = instant_of(question.as_at, 1, view)
    at = view.now if instant.is_now else start_of_day(instant.day + ONE_DAY)
    cases = CasesThen(view, instant, question.team_id, question.oic_id)
    found = expectations(view, at, cases.shown, counted_condition(view.scope), cases.is_open)
    missing = likely_misses(found)
    names = _names(view, missing)
    oics = titles(view.connection, {one.oic_id for one in cases.by_id.values() if one.oic_id})
    teams = {row.id: row.name for row in view.connection.execute(select(team.c.id, team.c.name))}
    rules = forecast_rules()
    rows = []
    for one in missing:
        case, made = cases.by_id[one.waiting.case_id], one.forecast
        rows.append(
            LikelyToMissRow(
                case.facts.id, case.facts.reference, case.facts.risk, oics.get(case.oic_id or "", ""),
                teams.get(case.team_id or "", ""), made.milestone_id, names[made.milestone_id], one.due,
                made.miss_percent or 0, made.likely, made.earliest, made.latest, made.not_before, made.finished,
                made.longer,
            )
        )  # fmt: skip
    return LikelyToMiss(
        tuple(rows),
        len(found.expected),
        sum(one.chance is None for one in found.expected),
        found.late,
        rules.least_finished,
        rules.likely_to_miss_percent,
        rules.confirmed,
        cases.withheld,
    )


def expectations(
    view: View,
    at: datetime,
    shown: ColumnElement[bool],
    counted: ColumnElement[bool],
    is_meant: Callable[[str], bool] = lambda _case_id: True,
) -> Expectations:
    """Give what was to be expected at an instant, from what was on record by then, of all open milestones with a date.

    In two statements for how things stand now, of an earlier instant in six.

    Args:
        shown: the condition on the cases whose milestones are wanted.
        counted: the condition on the cases from which the lengths are taken.
        is_meant: says of those that are shown, by their id, which are meant.
    """
    limits = counted_together(view.rules)
    changed = changed_since(view, at, limits, or_(shown, counted))
    lengths = counted_lengths(view, at, limits, changed, counted)
    late = 0
    groups: dict[Group, list[tuple[Waiting, date]]] = defaultdict(list)
    for waiting, due in _chosen(waiting_clocks(view, at, limits, changed, shown), limits):
        if not is_meant(waiting.case_id):
            continue
        if due is not None and waiting.is_past(due, at):
            late += 1
        elif due is not None:
            groups[group_of(waiting, limits)].append((waiting, due))
    expected = [
        Expected(waiting, due, made, chance)
        for group, known in groups.items()
        for (waiting, due), (made, chance) in zip(known, _forecasts(known, lengths.get(group), at), strict=True)
    ]
    return Expectations(expected, late)


def likely_misses(found: Expectations) -> Sequence[Expected]:
    """Give those that are likely to miss their date, the soonest date first, then the highest chance."""
    rules = forecast_rules()
    missing = [one for one in found.expected if one.chance is not None and rules.is_likely_to_miss(one.chance)]
    return sorted(missing, key=lambda one: (one.due, -(one.chance or 0), one.waiting.milestone_id))


def likely_misses_then(view: View, at: datetime, shown: ColumnElement[bool]) -> Sequence[NamedExpected]:
    """Give what was likely to miss its date at an instant, for a paper that nobody's restricted cases are counted in.

    In seven statements.
    """
    missing = likely_misses(expectations(view, at, shown, ~case_record.c.restricted))
    names = _names(view, missing)
    return [
        NamedExpected(one.waiting.case_id, names[one.waiting.milestone_id], one.due, one.forecast) for one in missing
    ]


def _names(view: View, found: Sequence[Expected]) -> Mapping[str, str]:
    """Give what these milestones are called; in one statement for each five thousand."""
    rows = (
        row
        for some in in_parts([one.waiting.milestone_id for one in found])
        for row in view.connection.execute(
            select(milestone.c.id, milestone.c.kind, milestone.c.turn).where(milestone.c.id.in_(some))
        )
    )
    return {row.id: milestone_name(row.kind, row.turn, view.rules) for row in rows}


def _chosen(clocks: Sequence[Waiting], limits: Mapping[str, str]) -> list[tuple[Waiting, date | None]]:
    """Give of each milestone the clock by which it is looked back on, with its soonest date, or instant.

    That is the clock due first; a target that the force set beside another only where that one does not run.
    """
    of_milestone: dict[str, list[Waiting]] = defaultdict(list)
    for one in clocks:
        of_milestone[one.milestone_id].append(one)
    return [
        (
            min(
                some, key=lambda one: (limits[one.limit_id] != one.limit_id, one.due or date.max, one.limit_id)
            )._replace(due_at=min((one.due_at for one in some if one.due_at is not None), default=None)),
            min((one.due for one in some if one.due is not None), default=None),
        )
        for some in of_milestone.values()
    ]


def _forecasts(
    known: Sequence[tuple[Waiting, date | None]], how_long: "HowLong | None", at: datetime
) -> list[tuple[Forecast, float | None]]:
    """Give the forecast of each of some milestones that are looked back on together, with its chance to miss its date.

    There is a chance only where the date is still to come, enough have finished, and it is known.
    """
    until, today = watched_until(at), local_date(at)
    waited = [max(NOT_YET, (until - one.since).days) for one, _ in known]
    if how_long is None:
        said = [NOTHING] * len(known)
    else:
        asked = [((due or today) - one.since).days for one, due in known]
        said = how_long.said_of(waited, asked, forecast_rules().low, forecast_rules().high)
    finished = 0 if how_long is None else how_long.finished
    return [
        _forecast(one, due, days, finished, what, at)
        for (one, due), days, what in zip(known, waited, said, strict=True)
    ]


def _forecast(
    one: Waiting, due: date | None, waited: int, finished: int, said: Said, at: datetime
) -> tuple[Forecast, float | None]:
    rules = forecast_rules()
    enough = rules.are_enough(said.longer)
    chance = said.chance if enough and due is not None and not one.is_past(due, at) else None
    likely, earliest, latest = (
        _day(one.since, days) if enough else None for days in (said.middle, said.low, said.high)
    )
    outlook = Outlook.TOO_FEW if not enough else Outlook.NOT_BEFORE if likely is None else Outlook.LIKELY
    made = Forecast(
        one.milestone_id,
        outlook,
        one.since,
        from_report=False,
        waited=max(0, waited),
        finished=finished,
        longer=said.longer,
        needed=rules.least_finished,
        in_ten=rules.range_in_ten,
        likely=likely,
        earliest=earliest,
        latest=latest,
        not_before=_day(one.since, said.past) if outlook is Outlook.NOT_BEFORE else None,
        due=due,
        miss_percent=None if chance is None else min(99, max(1, round(100 * chance))),
    )
    return made, chance


def _day(since: date, days: int | None) -> date | None:
    return None if days is None else since + timedelta(days)
