"""What is recorded beside the milestones of a demo case; told apart from the stories, which it does not move."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from tracker.actions.edit_device import EditDevice, edit_device
from tracker.actions.record_estimate import RecordEstimate, record_estimate
from tracker.demo.script import Script
from tracker.demo.story import NEVER, About, Beside, Deed, Happened, Part
from tracker.domain.case import Case
from tracker.domain.device import DeviceEstimate
from tracker.domain.device_course import REPORT_ISSUED, SEIZED, SUBMITTED
from tracker.storage.unit_of_work import UnitOfWork
from tracker.terms import Accreditation, LabRole, YesNo
from tracker.time_source import LONDON

LABORATORY = "Regional digital forensics unit"
ASKED_EVERY = 26
ROLES = (LabRole.EXAMINER, LabRole.CASE_COORDINATOR, LabRole.QUEUE_DESK, LabRole.MANAGER)
# after everything else of the day has been entered
AFTER_HOURS = 18 * 60 + 30


def beside(script: Script, seed: int) -> Iterator[Deed]:
    """Tell what is recorded beside the milestones of a case."""
    rng = Random(f"{seed}/{script.cast.number}/beside")
    until = min(script.end, script.closed)
    for device in script.devices:
        yield from _device(script, device, until, rng)


def _device(script: Script, device: About, until: date, rng: Random) -> Iterator[Deed]:
    days = {
        item.step.kind: item.entered
        for item in script.items
        if isinstance(item.step, Happened) and item.step.about == device and item.entered < until
    }
    if SEIZED in days:
        asked = rng.choices((YesNo.YES, YesNo.NO, YesNo.NOT_RECORDED), (5, 3, 2))[0]
        counts = tuple(rng.randint(0, most) for most in (9, 40, 400))
        known = days.get(SUBMITTED, NEVER)
        if known < until:
            yield _deed(script, known, 0, _facts(device, asked, None))
        if days.get(REPORT_ISSUED, NEVER) < until:
            yield _deed(script, days[REPORT_ISSUED], 1, _facts(device, asked, counts))
    on = days.get(SUBMITTED, NEVER)
    while on < until:
        on = script.dates.worked(on + timedelta(days=rng.randint(3, ASKED_EVERY)))
        ahead, role = rng.randint(12, 60), rng.choice(ROLES)
        if on < until:
            yield _deed(script, on, 2, _estimate(device, on, ahead, role))


def _deed(script: Script, on: date, place: int, step: Beside) -> Deed:
    minutes = AFTER_HOURS + place
    at = datetime.combine(on, time(minutes // 60, minutes % 60), tzinfo=LONDON)
    return Deed(at, script.cast.number, Part.OIC, step)


def _facts(device: About, asked: YesNo, counts: tuple[int, ...] | None) -> Beside:
    def record(case: Case, by: str, work: UnitOfWork) -> None:
        found = case.devices[_key_of(case, device)]
        a, b, c = counts if counts is not None else (None, None, None)
        declared = YesNo.NOT_RECORDED if counts is None else YesNo.YES
        request = EditDevice(
            by, case.record.id, found.id, found.version, found.exhibit, found.kind, found.held_from, asked, LABORATORY,
            Accreditation.ACCREDITED, declared, a, b, c,
        )  # fmt: skip
        edit_device(request, work)

    return Beside(record)


def _estimate(device: About, on: date, ahead: int, role: LabRole) -> Beside:
    """The laboratory is asked when the day it told is near or over, as long as there is no report."""

    def record(case: Case, by: str, work: UnitOfWork) -> None:
        key = _key_of(case, device)
        reached = case.course_of_device(key).reached
        if SUBMITTED not in reached or REPORT_ISSUED in reached:
            return
        told = [one.day for one in work.kept.of_case(DeviceEstimate, case.record.id) if one.device_id == key]
        if told and told[-1] > on + timedelta(days=5):
            return
        day = work.rules.working_days.nth_after(on, ahead)
        record_estimate(RecordEstimate(by, case.record.id, key, day, on, role), work)

    return Beside(record)


def _key_of(case: Case, about: About) -> str:
    return case.subjects(about.kind)[about.number]
