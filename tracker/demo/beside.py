"""What is recorded beside the milestones of a demo case; told apart from the stories, which it does not move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tracker.actions.edit_device import EditDevice, edit_device
from tracker.actions.record_estimate import RecordEstimate, record_estimate
from tracker.demo.script import Script
from tracker.demo.story import NEVER, About, Beside, Deed, Happened, Part
from tracker.domain.case import Case
from tracker.domain.device_course import REPORT_ISSUED, SUBMITTED
from tracker.storage.unit_of_work import UnitOfWork
from tracker.terms import Accreditation, LabRole, YesNo
from tracker.time_source import LONDON

LABORATORY = "Regional digital forensics unit"
ROLES = (LabRole.EXAMINER, LabRole.CASE_COORDINATOR, LabRole.QUEUE_DESK, LabRole.MANAGER)
# after everything else of the day has been entered
AFTER_HOURS = 18 * 60 + 30
Counts = tuple[int | None, int | None, int | None]
NOT_GRADED: Counts = (None, None, None)


@dataclass(frozen=True, slots=True)
class Equipped(Beside):
    """What is known of a device: priority asked for or not, the laboratory, and counts when they are told."""

    asked: YesNo
    counts: Counts = NOT_GRADED

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Change the facts of the device."""
        found = case.devices[self.key(case)]
        declared = YesNo.NOT_RECORDED if self.counts == NOT_GRADED else YesNo.YES
        request = EditDevice(
            by, case.record.id, found.id, found.version, found.exhibit, found.kind, found.held_from, self.asked,
            LABORATORY, Accreditation.ACCREDITED, declared, *self.counts,
        )  # fmt: skip
        edit_device(request, work)


@dataclass(frozen=True, slots=True)
class Estimated(Beside):
    """The laboratory says by which day there will be a report."""

    day: date
    role: LabRole

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Record the estimate."""
        record_estimate(RecordEstimate(by, case.record.id, self.key(case), self.day, self.on, self.role), work)


def beside(script: Script, seed: int) -> Iterator[Deed]:
    """Tell what is recorded beside the milestones of a case."""
    rng = Random(f"{seed}/{script.cast.number}/beside")
    until = min(script.end, script.closed)
    for device in script.devices:
        for place, step in enumerate(_device(script, device, until, rng)):
            yield _deed(script, place, step)


def _device(script: Script, device: About, until: date, rng: Random) -> Iterator[Beside]:
    days = {
        item.step.kind: item.entered
        for item in script.items
        if isinstance(item.step, Happened) and item.step.about == device and item.entered < until
    }
    submitted, reported = days.get(SUBMITTED, NEVER), days.get(REPORT_ISSUED, NEVER)
    if submitted >= until:
        return
    asked = rng.choices((YesNo.YES, YesNo.NO, YesNo.NOT_RECORDED), (5, 3, 2))[0]
    yield Equipped(device, submitted, asked)
    on = script.dates.worked(submitted + timedelta(days=rng.randint(3, 26)))
    while on < min(until, reported):
        day = script.rules.working_days.nth_after(on, rng.randint(10, 55))
        yield Estimated(device, on, day, rng.choice(ROLES))
        on = script.dates.worked(day + timedelta(days=rng.randint(-6, 12)))
    if reported < until:
        yield Equipped(device, reported, asked, (rng.randint(0, 9), rng.randint(0, 40), rng.randint(0, 400)))


def _deed(script: Script, place: int, step: Beside) -> Deed:
    minutes = AFTER_HOURS + place
    at = datetime.combine(step.on, time(minutes // 60, minutes % 60), tzinfo=LONDON)
    return Deed(at, script.cast.number, Part.OIC, step)
