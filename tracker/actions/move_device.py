"""A device reached its next stage on the way through the laboratory, or was sent back."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.drift import worst_drift


@dataclass(frozen=True, slots=True)
class MoveDevice:
    """A device reached a stage on a day; `version` is that of its course as the person saw it.

    `stage` is the kind of its milestone, or `device_rejected`, which needs a note with the reason.
    """

    by: str
    case_id: str
    device_id: str
    version: int
    stage: str
    on: date
    note: str = ""


def move_device(request: MoveDevice, work: Work) -> Changes:
    """Complete the milestone of a stage of a device; the result is the id of that milestone.

    Raises:
        RuleBroken: as `Case.move_device`; StaleRecord: it was moved since seen; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    device = case.device(request.device_id)
    check_version(request.version, case.course_of_device(device.id).version, device.id, work)
    milestone = case.move_device(device.id, request.stage, request.on, request.note, work.rules, work.act)
    work.cases.save(case)
    settle_case(case.record.id, work)
    work.audit.add(
        "move_device",
        case_id=case.record.id,
        subject_id=device.id,
        exhibit=device.exhibit,
        milestone=request.stage,
        on=request.on,
        note=request.note.strip(),
        late=worst_drift(case.clocks_of(milestone.id), work.rules.calendars, work.act.now),
    )
    return Changes.of(case=[case.record.id], milestone=[milestone.id], alert=None, result=milestone.id)
