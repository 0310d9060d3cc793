"""A device is added to a case, with its own milestones."""

from dataclasses import dataclass

from tracker.actions.open_case import NewDevice
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.case_checks import check_label
from tracker.domain.device import Device
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class AddDevice:
    """Which case, and the device by its exhibit reference."""

    by: str
    case_id: str
    device: NewDevice


def add_device(request: AddDevice, work: Work) -> Changes:
    """Add a device; the result is its id.

    Raises:
        RuleBroken: no exhibit reference or kind, one in use in this case, or a closed case; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    new = request.device
    exhibit = check_label(new.exhibit, (one.exhibit for one in case.devices.values()), field="exhibit")
    if not new.kind.strip():
        raise RuleBroken("kind_needed", field="kind")
    device = Device(work.act.new_id(), case.record.id, exhibit, new.kind.strip(), new.held_from)
    case.include_device(device, work.rules, work.act)
    work.cases.save(case)
    work.audit.add("add_device", case_id=case.record.id, subject_id=device.id, label=exhibit)
    return Changes.of(case=[case.record.id], milestone=None, result=device.id)
