"""Workload: points of a case and capacity of an officer, compared within a team; it helps to share work out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import median
from typing import Any

from tracker.domain.people import Absence, DutyDay, Officer
from tracker.domain.table_reading import TableReader
from tracker.errors import RuleBroken
from tracker.terms import CaseStatus, Holder, RiskGrade, WorkloadLevel

FILE = "weights/workload.toml"
FULL_TIME_HOURS = 40
#: capacity is reckoned, and what is coming is looked for, so many days ahead
AHEAD = timedelta(days=28)
HUNDRED = 100
ANOTHER_AGENCY = frozenset(
    {
        Holder.LABORATORY, Holder.HEALTH, Holder.SOCIAL_CARE, Holder.CPS, Holder.COURT, Holder.ANOTHER_FORCE,
        Holder.OTHER_AGENCY,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeviceStep:
    """Points for so many devices and more, up to the next step."""

    at_least: int
    points: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of a case, shares of a full-time officer, and when a load is pointed out: one edition of the data file.

    Args:
        valid_from: the day from which it holds, until that of the next.
        own: whether it comes from the force's own file.
    """

    version: int
    valid_from: date
    base: int
    base_at_court: int
    trial_month: int
    extra_child: int
    extra_suspect: int
    most_for_extra_people: int
    child_under_ten_or_intermediary: int
    non_recent_or_institutional: int
    suspect_on_bail: int
    cps_action_plan_open: int
    risk: Mapping[RiskGrade, int]
    devices: tuple[DeviceStep, ...]
    waiting_percent: int
    waiting_least: int
    full_time_percent: int
    student_percent: int
    amber_percent: int
    red_percent: int
    confirmed: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the points of a case depend on.

    `trial_soon` is a trial within the month; `held_by` whoever the case waits for.
    """

    status: CaseStatus
    risk: RiskGrade
    held_by: Holder
    children: int = 0
    suspects: int = 0
    devices: int = 0
    child_under_ten: bool = False
    intermediary: bool = False
    non_recent: bool = False
    on_bail: bool = False
    action_plan: bool = False
    trial_soon: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a case with the parts they are made of, by the key of each; `halved` says that it only waits."""

    total: Fraction
    parts: tuple[tuple[str, int], ...]
    halved: bool


def editions_from(document: Mapping[str, Any], *, own: bool = False) -> tuple[Weights, ...]:
    """Read every edition of the weights from a data file, the first to hold first.

    Raises:
        RuleBroken: there is none, two hold from the same day, or as `weights_from`.
    """
    given = document.get("edition")
    if not isinstance(given, list) or not given:
        raise _fault("missing", "edition")
    found = sorted((weights_from(one, own=own) for one in given), key=lambda one: one.valid_from)
    days = [one.valid_from for one in found]
    if len(set(days)) < len(days):
        raise _fault("twice", "valid_from")
    return tuple(found)


def in_force(editions: Sequence[Weights], on: date) -> Weights:
    """Give the edition that holds on a day: the last to begin by then, the force's own before ours; else the first."""
    begun = [one for one in editions if one.valid_from <= on]
    if not begun:
        return min(editions, key=lambda one: one.valid_from)
    return max(begun, key=lambda one: (one.own, one.valid_from))


def weights_from(document: Mapping[str, Any], *, own: bool = False) -> Weights:
    """Read one edition of the weights.

    Raises:
        RuleBroken: something is missing, of another kind or unknown.
    """
    whole = _reader(document)
    case, devices = _reader(document.get("case")), _reader(document.get("devices"))
    waiting, capacity = _reader(document.get("waiting_on_another_agency")), _reader(document.get("capacity"))
    warning = _reader(document.get("warning"))
    valid_from = whole.day("valid_from")
    if valid_from is None:
        raise _fault("missing", "valid_from")
    weights = Weights(
        version=whole.whole("version"),
        valid_from=valid_from,
        base=case.whole("base", least=0),
        base_at_court=case.whole("base_at_court", least=0),
        trial_month=case.whole("trial_month", least=0),
        extra_child=case.whole("extra_child", least=0),
        extra_suspect=case.whole("extra_suspect", least=0),
        most_for_extra_people=case.whole("most_for_extra_people", least=0),
        child_under_ten_or_intermediary=case.whole("child_under_ten_or_intermediary", least=0),
        non_recent_or_institutional=case.whole("non_recent_or_institutional", least=0),
        suspect_on_bail=case.whole("suspect_on_bail", least=0),
        cps_action_plan_open=case.whole("cps_action_plan_open", least=0),
        risk=_risks(whole),
        devices=tuple(
            sorted(
                (DeviceStep(step.whole("from"), step.whole("points", least=0)) for step in devices.tables("steps")),
                key=lambda step: step.at_least,
            )
        ),
        waiting_percent=waiting.whole("percent"),
        waiting_least=waiting.whole("least", least=0),
        full_time_percent=capacity.whole("full_time_percent"),
        student_percent=capacity.whole("student_percent"),
        amber_percent=warning.whole("amber_percent_of_median"),
        red_percent=warning.whole("red_percent_of_median"),
        confirmed=whole.yes("confirmed"),
        own=own,
    )
    for reader in (case, devices, waiting, capacity, warning):
        reader.finish()
    return weights


def points_of(case: Weighed, weights: Weights) -> Points:
    """Give the points of a case, with the parts they are made of; a closed case has none."""
    if case.status is CaseStatus.CLOSED:
        return Points(Fraction(0), (), halved=False)
    at_court = case.status is CaseStatus.AT_COURT
    extra = weights.extra_child * max(0, case.children - 1) + weights.extra_suspect * max(0, case.suspects - 1)
    given = (
        ("base_at_court", weights.base_at_court) if at_court else ("base", weights.base),
        ("trial_month", weights.trial_month if at_court and case.trial_soon else 0),
        ("extra_people", min(extra, weights.most_for_extra_people)),
        ("risk", weights.risk[case.risk]),
        ("child_needs", weights.child_under_ten_or_intermediary if case.child_under_ten or case.intermediary else 0),
        ("devices", _for_devices(case.devices, weights)),
        ("non_recent", weights.non_recent_or_institutional if case.non_recent else 0),
        ("on_bail", weights.suspect_on_bail if case.on_bail else 0),
        ("action_plan", weights.cps_action_plan_open if case.action_plan else 0),
    )
    parts = tuple((key, points) for key, points in given if points)
    total = Fraction(sum(points for _, points in parts))
    if not waits_only(case):
        return Points(total, parts, halved=False)
    lowered = max(Fraction(weights.waiting_least), total * weights.waiting_percent / HUNDRED)
    return Points(min(total, lowered), parts, halved=True)


def waits_only(case: Weighed) -> bool:
    """Say whether a case waits for nobody but another agency: at court its base is lower already."""
    return case.held_by in ANOTHER_AGENCY and case.status is not CaseStatus.AT_COURT and not case.action_plan


def capacity_of(
    officer: Officer, absences: Iterable[Absence], duties: Iterable[DutyDay], today: date, weights: Weights
) -> Fraction:
    """Give an officer's capacity as a share of one full-time officer, over the coming four weeks.

    Hours, student or not, and the days of the shift pattern left after absences and single days of other duty.
    """
    if not officer.active or officer.hours <= 0:
        return Fraction(0)
    pattern = set(officer.working_days)
    worked = [today + timedelta(days=ahead) for ahead in range(AHEAD.days)]
    worked = [day for day in worked if day.weekday() in pattern]
    if not worked:
        return Fraction(0)
    own = [absence for absence in absences if absence.officer_id == officer.id]
    other = {duty.day for duty in duties if duty.officer_id == officer.id}
    left = [day for day in worked if day not in other and not any(absence.includes(day) for absence in own)]
    share = Fraction(officer.hours, FULL_TIME_HOURS) * Fraction(len(left), len(worked))
    return share * (weights.student_percent if officer.student else weights.full_time_percent) / HUNDRED


def load_of(points: Fraction, capacity: Fraction) -> Fraction | None:
    """Give points for each full-time share of capacity; None where there is no capacity to share them by."""
    return None if capacity <= 0 else points / capacity


def fair_shares(points: Sequence[Fraction], capacities: Sequence[Fraction]) -> tuple[Fraction | None, ...]:
    """Give what each of a team would carry if its points were shared out by capacity; None where nobody has any."""
    capacity = sum(capacities, Fraction(0))
    if capacity <= 0:
        return (None,) * len(capacities)
    total = sum(points, Fraction(0))
    return tuple(total * own / capacity for own in capacities)


def team_median(loads: Sequence[Fraction | None]) -> Fraction | None:
    """Give the median load of those in a team who have capacity; None where nobody has."""
    known = [load for load in loads if load is not None]
    return median(known) if known else None


def level_of(points: Fraction, load: Fraction | None, middle: Fraction | None, weights: Weights) -> WorkloadLevel:
    """Say how a load stands to the team's median; work without capacity is a level of its own."""
    if load is None:
        return WorkloadLevel.NO_CAPACITY if points else WorkloadLevel.NOT_COMPARED
    if not middle:
        return WorkloadLevel.NOT_COMPARED
    if load * HUNDRED >= middle * weights.red_percent:
        return WorkloadLevel.RED
    return WorkloadLevel.AMBER if load * HUNDRED >= middle * weights.amber_percent else WorkloadLevel.USUAL


def _for_devices(count: int, weights: Weights) -> int:
    return max((step.points for step in weights.devices if count >= step.at_least), default=0)


def _risks(whole: TableReader) -> Mapping[RiskGrade, int]:
    given = dict(whole.numbers("risk"))
    try:
        return {grade: given[grade.value] for grade in RiskGrade}
    except KeyError as missing:
        raise _fault("missing", f"risk.{missing.args[0]}") from None


def _reader(table: object) -> TableReader:
    return TableReader(table, _fault)


def _fault(what: str, value: object) -> RuleBroken:
    return RuleBroken("weights_invalid", file=FILE, what=what, value=value)
