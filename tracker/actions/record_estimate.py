"""The laboratory says by when a device will have reached a stage; each change of what it says is kept."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.device import DeviceEstimate, check_estimate
from tracker.domain.device_course import PLACES, REPORT_ISSUED
from tracker.errors import RuleBroken
from tracker.terms import LabRole


@dataclass(frozen=True, slots=True)
class RecordEstimate:
    """The day told, for which stage, when and by whom it was told; by role, never by name."""

    by: str
    case_id: str
    device_id: str
    day: date
    told_on: date
    told_by: LabRole
    stage: str = REPORT_ISSUED


def record_estimate(request: RecordEstimate, work: Work) -> Changes:
    """Keep an estimate beside those before it; it moves no clock, for the wait is counted from our own dates.

    Raises:
        RuleBroken: closed case, no such stage or one that is reached, or as `check_estimate`; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    device = case.device(request.device_id)
    case.check_open()
    if request.stage not in PLACES:
        raise RuleBroken("no_device_stage", field="stage", stage=request.stage)
    course = case.course_of_device(device.id)
    name = work.rules.kind(request.stage).name
    if request.stage in course.reached:
        on = course.reached[request.stage]
        raise RuleBroken("device_stage_done", field="stage", exhibit=device.exhibit, stage=name, on=on)
    check_estimate(request.day, request.told_on, case.record.reported_on, work.act)
    estimate = DeviceEstimate(
        work.act.new_id(),
        case.record.id,
        device.id,
        request.stage,
        request.day,
        request.told_on,
        request.told_by,
        work.act.now,
        work.act.officer_id,
    )
    work.kept.add(estimate)
    work.audit.add(
        "record_estimate",
        case_id=case.record.id,
        subject_id=device.id,
        exhibit=device.exhibit,
        milestone=request.stage,
        estimated=request.day,
        on=request.told_on,
        told_by=request.told_by,
    )
    return Changes.of(case=[case.record.id], result=estimate.id)
