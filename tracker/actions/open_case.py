"""Start a case with its milestone plan, its children, suspects and devices."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case import Case
from tracker.domain.case_parts import CaseRecord
from tracker.domain.child import Child
from tracker.domain.device import Device
from tracker.domain.suspect import Suspect
from tracker.errors import RuleBroken
from tracker.terms import CaseKind, Nation, ProsecutionLimit, RiskGrade, Sex, YesNo


@dataclass(frozen=True, slots=True)
class NewChild:
    """A child of a new case: initials or a code name and coded facts, never a name."""

    label: str
    records_number: str = ""
    age_at_report: int | None = None
    age_at_offence: int | None = None
    sex: Sex = Sex.NOT_RECORDED
    ethnicity: str = "not_recorded"
    disability: YesNo = YesNo.NOT_RECORDED
    enhanced_rights: bool = True


@dataclass(frozen=True, slots=True)
class NewSuspect:
    """A suspect of a new case: initials or a code name, never a name."""

    label: str
    records_number: str = ""
    access_to_children: YesNo = YesNo.NOT_RECORDED


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device of a new case by its exhibit reference."""

    exhibit: str
    kind: str
    held_from: str = "suspect"


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A report becomes a case of the unit.

    Args:
        reported_at: the instant of the report, where it is known: clocks in hours start at it.
        operation: the code name of the operation it belongs to, where there is one.
        prosecution: within what time the offence must be charged; it needs the day of the offence.
        offence_on: the day of the offence; it may lie before the report.
    """

    by: str
    reference: str
    kind: CaseKind
    nation: Nation
    reported_on: date
    risk: RiskGrade = RiskGrade.NOT_ASSESSED
    team_id: str | None = None
    supervisor_id: str | None = None
    children: tuple[NewChild, ...] = ()
    suspects: tuple[NewSuspect, ...] = ()
    devices: tuple[NewDevice, ...] = ()
    restricted: bool = False
    note: str = ""
    reported_at: datetime | None = None
    prosecution: ProsecutionLimit = ProsecutionLimit.NOT_RECORDED
    offence_on: date | None = None
    operation: str = ""


def open_case(request: OpenCase, work: Work) -> Changes:
    """Open a case; the result is its id.

    Raises:
        RuleBroken: no reference, a reference in use, a report in the future, an age that cannot be, or as
            `Case.set_prosecution_limit`.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    reference = request.reference.strip()
    if not reference:
        raise RuleBroken("reference_needed", field="reference")
    if request.reported_on > work.act.today:
        raise RuleBroken("date_in_future", field="reported_on", on=request.reported_on)
    if work.cases.by_reference(reference) is not None:
        raise RuleBroken("reference_in_use", field="reference", reference=reference)
    case = case_of(request, work)
    work.cases.add(case)
    work.audit.add(
        "open_case",
        case_id=case.record.id,
        subject_id=case.record.id,
        reference=reference,
        kind=request.kind,
        reported_on=request.reported_on,
        risk=request.risk,
        prosecution=request.prosecution,
        offence_on=request.offence_on,
    )
    return Changes.of(case=[case.record.id], milestone=None, result=case.record.id)


def case_of(request: OpenCase, work: Work) -> Case:
    """Build the case a request describes, without storing it."""
    act, rules = work.act, work.rules
    record = CaseRecord(
        act.new_id(),
        request.reference.strip(),
        request.kind,
        request.nation,
        request.risk,
        request.reported_on,
        team_id=request.team_id,
        supervisor_id=request.supervisor_id,
        restricted=request.restricted,
        note=request.note,
        operation=request.operation.strip(),
    )
    case = Case.opened(record, rules, act, request.reported_at)
    for child in request.children:
        case.add_child(child_of(child, record.id, act.new_id()), rules, act)
    for suspect in request.suspects:
        new = Suspect(act.new_id(), record.id, suspect.label, suspect.records_number, suspect.access_to_children)
        case.add_suspect(new, rules, act)
    for device in request.devices:
        case.add_device(Device(act.new_id(), record.id, device.exhibit, device.kind, device.held_from), rules, act)
    if request.prosecution is not ProsecutionLimit.NOT_RECORDED or request.offence_on is not None:
        case.set_prosecution_limit(request.prosecution, request.offence_on, "", rules, act)
    return case


def child_of(child: NewChild, case_id: str, child_id: str) -> Child:
    """Build the child that a request describes.

    Raises:
        RuleBroken: an age that cannot be.
    """
    for field in ("age_at_report", "age_at_offence"):
        age = getattr(child, field)
        if age is not None and not 0 <= age < 120:
            raise RuleBroken("age_cannot_be", field=field, age=age)
    return Child(
        child_id,
        case_id,
        child.label,
        child.records_number,
        child.age_at_report,
        child.age_at_offence,
        child.sex,
        child.ethnicity,
        child.disability,
        child.enhanced_rights,
    )
