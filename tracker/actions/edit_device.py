"""What is known of a device is changed: reference, kind, priority, laboratory, counts by category."""

from dataclasses import dataclass, replace

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.terms import Accreditation, YesNo

COUNTS = ("category_a", "category_b", "category_c")
FACTS = ("exhibit", "kind", "held_from", "priority_asked", "laboratory", "accreditation", "declaration", *COUNTS)


@dataclass(frozen=True, slots=True)
class EditDevice:
    """The facts of a device as they should be; `version` is the device's as the person saw it."""

    by: str
    case_id: str
    device_id: str
    version: int
    exhibit: str
    kind: str
    held_from: str
    priority_asked: YesNo = YesNo.NOT_RECORDED
    laboratory: str = ""
    accreditation: Accreditation = Accreditation.NOT_RECORDED
    declaration: YesNo = YesNo.NOT_RECORDED
    category_a: int | None = None
    category_b: int | None = None
    category_c: int | None = None


def edit_device(request: EditDevice, work: Work) -> Changes:
    """Change the facts of a device; the audit trail keeps what each was before.

    Raises:
        RuleBroken: as `Case.edit_device`; StaleRecord: changed since seen; NotFound: not in scope.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    before = case.device(request.device_id)
    check_version(request.version, before.version, before.id, work)
    wanted = {name: getattr(request, name) for name in FACTS}
    for name in ("exhibit", "kind", "laboratory"):
        wanted[name] = wanted[name].strip()
    after = replace(before, **wanted)
    case.edit_device(after)
    work.cases.save(case)
    changed = {name: (getattr(before, name), wanted[name]) for name in FACTS if getattr(before, name) != wanted[name]}
    work.audit.add("edit_device", case_id=case.record.id, subject_id=after.id, exhibit=after.exhibit, changed=changed)
    return Changes.of(case=[case.record.id])
