"""The period before a day: who held the cases week by week, where devices waited, and what the CPS said of files."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, literal_column, select

from tracker.domain.cps_course import ACCEPTED, KINDS, REJECTED, Side, cps_course
from tracker.domain.device_course import REJECTED as DEVICE_REJECTED
from tracker.domain.device_course import STAGES, course_of
from tracker.queries.drift_facts import CasesThen, CaseThen, Instant, instant_of
from tracker.queries.view import View
from tracker.rows.drift_course import (
    FIRST_TIME,
    SENT_BACK,
    WAITING_PARTS,
    DriftCourse,
    DriftCourseQuestion,
    FileDays,
    Share,
    Stretch,
)
from tracker.storage.tables import case_record, milestone, suspect
from tracker.terms import DevicePart, Holder, MilestoneState

ONE_DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
#: a longer period is told by months
LONGEST_BY_WEEKS = 26
OF_DEVICE = literal_column("milestone.subject_kind") == literal_column("'device'")
WITH = {Side.OURS: Holder.OUR_UNIT, Side.CPS: Holder.CPS}
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Stage:
    """A milestone of a device as it stood on a day."""

    kind: str
    state: MilestoneState
    happened_on: date | None
    turn: int
    version: int = 1


class _Counted:
    """What is added up for each stretch of days, with the cases behind it."""

    def __init__(self, stretches: Sequence[Days]) -> None:
        self.stretches = stretches
        self._counts: list[dict[str, int]] = [defaultdict(int) for _ in stretches]
        self._cases: list[dict[str, dict[str, None]]] = [defaultdict(dict) for _ in stretches]

    def add(self, place: int, what: str, case_id: str, count: int = 1) -> None:
        """Count something of a case in one stretch."""
        self._counts[place][what] += count
        self._cases[place][what][case_id] = None

    def told(self, order: Iterable[str]) -> tuple[Stretch, ...]:
        """Give the stretches, each with its parts in an order."""
        return tuple(
            Stretch(first, last, tuple(
                Share(what, counts[what], tuple(cases[what])) for what in order if counts.get(what)
            ))
            for (first, last), counts, cases in zip(self.stretches, self._counts, self._cases, strict=True)
        )  # fmt: skip


def drift_course(question: DriftCourseQuestion, view: View) -> DriftCourse:
    """Give the period before a day in eight statements, nine for a past day, however many cases.

    Raises:
        RuleBroken: as_at_in_future, no_such_period.
    """
    instant = instant_of(question.as_at, question.weeks, view)
    cases = CasesThen(view, instant, question.team_id, question.oic_id)
    files = sorted(
        _files(view.connection, cases, instant),
        key=lambda one: (-one[0].our_days - one[0].cps_days, one[0].reference, one[0].suspect),
    )
    return DriftCourse(
        instant.day,
        instant.since,
        _held(cases, instant),
        _devices(view.connection, cases, instant),
        _answers(files, instant),
        tuple(file for file, decided_on in files if decided_on is None or decided_on > instant.since),
    )


def weeks_or_months(first: date, last: date) -> tuple[Days, ...]:
    """Give the weeks from one day to another, or the months where that is a longer time."""
    if last - first <= WEEK * LONGEST_BY_WEEKS:
        return tuple((day, min(day + WEEK - ONE_DAY, last)) for day in _stepped(first, last, lambda day: day + WEEK))
    return months(first, last)


def months(first: date, last: date) -> tuple[Days, ...]:
    """Give the calendar months from one day to another, the first and the last as far as they lie between."""
    return tuple((day, min(_next_month(day) - ONE_DAY, last)) for day in _stepped(first, last, _next_month))


def _stepped(first: date, last: date, step: Callable[[date], date]) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day = step(day)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _held(cases: CasesThen, instant: Instant) -> tuple[Stretch, ...]:
    """Share the days of the ledger that fall in the period out to its weeks, half-open as everywhere in the ledger."""
    counted = _Counted(weeks_or_months(instant.since, instant.day - ONE_DAY))
    spans = [(first.toordinal(), last.toordinal() + 1) for first, last in counted.stretches]
    for case in cases.by_id.values():
        until = case.until(instant.day).toordinal()
        ends = [*(held.since.toordinal() for held in case.holdings[1:]), until]
        for held, end in zip(case.holdings, ends, strict=False):
            since = held.since.toordinal()
            for place, (first, after) in enumerate(spans):
                days = min(end, until, after) - max(since, first)
                if days > 0:
                    counted.add(place, held.holder, case.facts.id, days)
    return counted.told(Holder)


def _devices(connection: Connection, cases: CasesThen, instant: Instant) -> tuple[Stretch, ...]:
    """Count where each device waited at the end of each month, from the day it was seized; before that none waits."""
    counted = _Counted(months(instant.since + ONE_DAY, instant.day))
    known: dict[tuple[tuple[str, int, bool], ...], DevicePart] = {}
    for case, stages in _stages(connection, cases, instant):
        there_from = min((one.happened_on for one in stages if one.happened_on is not None), default=None)
        if there_from is None:
            continue
        for place, (_, last) in enumerate(counted.stretches):
            if last < there_from or (case.closed_on is not None and case.closed_on <= last):
                continue
            key = tuple((one.kind, one.turn, one.happened_on is not None and one.happened_on <= last) for one in stages)
            if key not in known:
                known[key] = course_of([_as_on(one, last) for one in stages]).part
            counted.add(place, known[key], case.facts.id)
    return counted.told(WAITING_PARTS)


def _as_on(one: _Stage, day: date) -> _Stage:
    if one.happened_on is None or one.happened_on <= day:
        return one
    return _Stage(one.kind, MilestoneState.NOT_STARTED, None, one.turn)


def _stages(connection: Connection, cases: CasesThen, instant: Instant) -> Iterator[tuple[CaseThen, Sequence[_Stage]]]:
    """Give the stages of each device as were on record, with its case."""
    found: dict[str, list[_Stage]] = defaultdict(list)
    of_case: dict[str, CaseThen] = {}
    for row in connection.execute(
        select(milestone.c.case_id, milestone.c.subject_id, milestone.c.kind, milestone.c.state,
               milestone.c.happened_on, milestone.c.recorded_at, milestone.c.turn)
        .select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id))
        .where(OF_DEVICE, milestone.c.kind.in_((*STAGES, DEVICE_REJECTED)), cases.shown)
        .order_by(milestone.c.subject_id, milestone.c.place, milestone.c.turn)
    ).all():  # fmt: skip
        case = cases.by_id.get(row.case_id)
        if case is None:
            continue
        of_case[row.subject_id] = case
        state = MilestoneState(row.state)
        if state is MilestoneState.DONE and (row.recorded_at is None or row.recorded_at > instant.at):
            state = MilestoneState.NOT_STARTED
        on = row.happened_on if state is MilestoneState.DONE else None
        found[row.subject_id].append(_Stage(row.kind, state, on, row.turn))
    return ((of_case[device_id], stages) for device_id, stages in found.items())


def _files(connection: Connection, cases: CasesThen, instant: Instant) -> Iterator[tuple[FileDays, date | None]]:
    """Give each file that had been sent, with the day it was decided."""
    found: Mapping[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in connection.execute(
        select(milestone.c.case_id, milestone.c.subject_id, suspect.c.label, milestone.c.kind, milestone.c.happened_on,
               milestone.c.recorded_at)
        .select_from(milestone.join(case_record, case_record.c.id == milestone.c.case_id)
                     .outerjoin(suspect, suspect.c.id == milestone.c.subject_id))
        .where(milestone.c.kind.in_(KINDS), milestone.c.state == MilestoneState.DONE.value, cases.shown)
        .order_by(milestone.c.case_id, milestone.c.subject_id)
    ).all():  # fmt: skip
        if row.recorded_at is not None and row.recorded_at <= instant.at and row.case_id in cases.by_id:
            found[row.case_id, row.subject_id, row.label or ""].append((row.kind, row.happened_on))
    for (case_id, _, label), happened in found.items():
        case = cases.by_id[case_id]
        course = cps_course(happened, case.until(instant.day))
        if course.sent_on is not None:
            answered_on = min((on for kind, on in happened if kind in (ACCEPTED, REJECTED)), default=None)
            yield FileDays(
                case_id, case.facts.reference, label, course.sent_on, WITH.get(course.side), course.our_days,
                course.cps_days, course.first_time, answered_on,
            ), course.decided_on  # fmt: skip


def _answers(files: Iterable[tuple[FileDays, date | None]], instant: Instant) -> tuple[Stretch, ...]:
    counted = _Counted(months(instant.since + ONE_DAY, instant.day))
    for file, _ in files:
        for place, (first, last) in enumerate(counted.stretches):
            if file.answered_on is not None and first <= file.answered_on <= last:
                counted.add(place, FIRST_TIME if file.first_time else SENT_BACK, file.case_id)
    return counted.told((FIRST_TIME, SENT_BACK))
