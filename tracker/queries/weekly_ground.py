"""What the questions of the weekly paper are answered from: cases as they stood, and what was on record of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, type_coerce, union_all

from tracker.domain.access import SCHEDULER_SCOPE
from tracker.domain.forecast import FILE as FORECAST
from tracker.domain.hindsight import day_of
from tracker.domain.rule_book import RuleBook
from tracker.queries.forecast import NamedExpected
from tracker.queries.row_words import milestone_name
from tracker.queries.view import View
from tracker.queries.weekly_facts import CaseFacts, ChildFacts, ClockFacts, DeviceFacts, History, SuspectFacts
from tracker.queries.weekly_known import MEDICAL_REPORT, Known
from tracker.queries.weekly_standing import WeekEnd
from tracker.resource_files import toml
from tracker.rows.bail_register import BailRow
from tracker.rows.weekly_drift import CountsAs
from tracker.storage.protection_store import in_force
from tracker.storage.tables import alert, alert_step, audit_entry, case_record, chase, milestone, protection
from tracker.terms import AlertKind, AlertStep, BailState


@cache
def counts_as() -> CountsAs:
    """Give the numbers of the data files."""
    read = {**toml(FORECAST), **toml("weights/weekly.toml")}
    return CountsAs(**{field.name: read[field.name] for field in fields(CountsAs)})


@dataclass(frozen=True, slots=True)
class Chased:
    """How often a medical report was chased, and when last."""

    times: int
    last: date


@dataclass(frozen=True, slots=True)
class Apart:
    """A measure under which a child lives apart from a suspect, or has a plan, since a day."""

    case_id: str
    child_id: str
    measure: str
    since: date


class Ground:
    """Everything that the questions of one paper ask for, loaded once."""

    def __init__(
        self,
        rules: RuleBook,
        history: History,
        now: WeekEnd,
        *,
        bail: Sequence[BailRow],
        apart: Sequence[Apart],
        chased: Mapping[str, Chased],
        active: Mapping[str, date],
        entered: Mapping[str, date],
        known: Known,
        expected: Sequence[NamedExpected] = (),
    ) -> None:
        self.rules = rules
        self.now = now
        self.known = known
        self.bail = [row for row in bail if row.case_id in now.open_cases]
        self.expected = [one for one in expected if one.case_id in now.open_cases]
        self.apart = [one for one in apart if one.case_id in now.open_cases]
        self.chased, self.active, self.entered = chased, active, entered
        self.names: Mapping[str, str] = {}
        self._children = _by_case(history.children, now.open_cases)
        self._suspects = _by_case(history.suspects, now.open_cases)
        self._devices = _by_case(history.devices, now.open_cases)
        self.labels = history.labels

    @property
    def today(self) -> date:
        """The last day of the week."""
        return self.now.last_day

    @property
    def cases(self) -> Iterable[CaseFacts]:
        """The open cases."""
        return self.now.open_cases.values()

    def case(self, case_id: str) -> CaseFacts:
        """Give an open case."""
        return self.now.open_cases[case_id]

    def children(self, case: CaseFacts) -> Sequence[ChildFacts]:
        """Give the children of a case."""
        return self._children.get(case.id, ())

    def suspects(self, case: CaseFacts) -> Sequence[SuspectFacts]:
        """Give the suspects in a case."""
        return self._suspects.get(case.id, ())

    def devices(self, case: CaseFacts) -> Sequence[DeviceFacts]:
        """Give the devices of a case."""
        return self._devices.get(case.id, ())

    def oic(self, case: CaseFacts) -> str:
        """Give the officer in the case, or say that there is none."""
        return self.names.get(case.oic_at(self.now.at) or "", "unallocated")

    def milestone(self, clock: ClockFacts) -> str:
        """Give the name of the milestone of a clock."""
        return milestone_name(clock.kind, clock.turn, self.rules)

    def days_since(self, day: date) -> int:
        """Give how many days ago a day was, at the end of the week; what is dated after it counts as that day."""
        return max(0, (self.today - day).days)

    def quiet_days(self, case: CaseFacts, since: Mapping[str, date]) -> int:
        """Give for how many days nothing happened, or nothing was recorded, in a case; since its report at the most."""
        return self.days_since(since.get(case.id) or day_of(case.entered_at))


def chases_of_reports(view: View, at: datetime) -> Mapping[str, Chased]:
    """Give by child how often the medical report had been chased, as was on record at an instant, in one statement."""
    found: dict[str, list[date]] = defaultdict(list)
    for row in view.connection.execute(
        select(milestone.c.subject_id, chase.c.on)
        .select_from(chase.join(milestone, milestone.c.id == chase.c.milestone_id))
        .where(
            milestone.c.kind == MEDICAL_REPORT,
            chase.c.recorded_at <= at,
            or_(chase.c.withdrawn_at.is_(None), chase.c.withdrawn_at > at),
        )
    ):
        found[row.subject_id].append(row.on)
    return {child_id: Chased(len(days), max(days)) for child_id, days in found.items()}


def apart_or_on_plan(view: View, shown: ColumnElement[bool], at: datetime, day: date) -> Sequence[Apart]:
    """Give the measures in force on a day, as was on record then, under which a child lives apart or has a plan."""
    columns = (protection.c.case_id, protection.c.child_id, protection.c.measure, protection.c.since)
    found = view.connection.execute(
        select(*columns)
        .select_from(protection.join(case_record, case_record.c.id == protection.c.case_id))
        .where(
            shown,
            protection.c.measure.in_(APART_OR_PLAN),
            protection.c.recorded_at <= at,
            protection.c.since <= day,
            in_force(day),
        )
        .order_by(protection.c.since, protection.c.id)
    )
    return [Apart(*row) for row in found]


def critical_cases(view: View, shown: ColumnElement[bool], *weeks: WeekEnd) -> list[set[str]]:
    """Give the cases that were late without active protection at the end of each of some weeks, in one statement.

    Such is a case whose alert stood then; and one whose alert came only afterwards, because nothing looked for a while:
    late by then and unprotected since before it, where nobody recorded anything in between.
    """
    turns: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in view.connection.execute(_turns_of_critical(shown, [week.at for week in weeks])):
        turns[row.id, row.case_id].append(row)
    return [{case_id for (_, case_id), rows in turns.items() if _was_critical(case_id, rows, week)} for week in weeks]


def _turns_of_critical(shown: ColumnElement[bool], instants: Sequence[datetime]) -> Select[Any]:
    """Select when each alert was raised, ended and came back, with the last entry of a person in its case by then."""
    critical = (
        select(alert.c.id, alert.c.case_id, alert.c.since, alert.c.raised_at)
        .select_from(alert.join(case_record, case_record.c.id == alert.c.case_id))
        .where(
            shown,
            alert.c.kind == AlertKind.LATE_UNPROTECTED.value,
            alert.c.since <= max(instants),
            or_(alert.c.ended_at.is_(None), alert.c.ended_at > min(instants)),
        )
        .cte("critical")
    )
    of_alert = critical.c.id, critical.c.case_id, critical.c.since
    raised = select(*of_alert, critical.c.raised_at.label("at"), literal(AlertStep.BACK.value).label("what"))
    stepped = (
        select(*of_alert, alert_step.c.at, alert_step.c.what)
        .select_from(critical.join(alert_step, alert_step.c.alert_id == critical.c.id))
        .where(alert_step.c.what.in_([AlertStep.ENDED.value, AlertStep.BACK.value]))
    )
    turn = union_all(raised, stepped).subquery()
    entered = select(func.max(audit_entry.c.at)).where(
        audit_entry.c.case_id == turn.c.case_id,
        audit_entry.c.at <= turn.c.at,
        audit_entry.c.actor != SCHEDULER_SCOPE.officer_id,
    )
    entered_at = type_coerce(entered.scalar_subquery(), audit_entry.c.at.type).label("entered_at")
    return select(turn, entered_at).order_by(turn.c.at)


def _was_critical(case_id: str, turns: Sequence[Any], week: WeekEnd) -> bool:
    """Say whether a case was late and unprotected at the end of a week, by what became of its alert."""
    last = next((one for one in reversed(turns) if one.at <= week.at), None)
    if last is not None and last.what == AlertStep.BACK:
        return True
    later = next((one for one in turns if one.at > week.at), None)
    if later is None or later.since > week.at or case_id not in week.late_cases:
        return False
    return later.entered_at is None or bool(later.entered_at <= week.at)


def ends_soon(row: BailRow, day: date) -> bool:
    """Say whether somebody's bail ends within the weeks that the paper looks ahead, or has ended unattended."""
    ends = row.earliest
    on_bail = row.state is not BailState.UNDER_INVESTIGATION
    return on_bail and ends is not None and (ends - day).days <= counts_as().bail_days


APART_OR_PLAN = ("child_lives_apart", "interim_care_order", "child_protection_plan")


def _by_case(facts: Iterable[Any], cases: Mapping[str, CaseFacts]) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for one in facts:
        if one.case_id in cases:
            found[one.case_id].append(one)
    return found
