"""What is recorded beside the milestones of a demo case; told apart from the stories, which it does not move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tracker.actions.edit_device import EditDevice, edit_device
from tracker.actions.record_contact import RecordContact, record_contact
from tracker.actions.record_estimate import RecordEstimate, record_estimate
from tracker.actions.record_protection import RecordProtection, record_protection
from tracker.actions.review_protection import ReviewProtection, review_protection
from tracker.actions.set_bail_conditions import NewCondition, SetBailConditions, set_bail_conditions
from tracker.actions.set_contact_safety import SetContactSafety, set_contact_safety
from tracker.demo.script import Script
from tracker.demo.story import NEVER, About, Arrested, Beside, Deed, Happened, Part
from tracker.domain.case import Case
from tracker.domain.device_course import REPORT_ISSUED, SUBMITTED
from tracker.domain.protection import Protection
from tracker.storage.unit_of_work import UnitOfWork
from tracker.terms import (
    Accreditation,
    BailConditionKind,
    Checker,
    ContactWith,
    LabRole,
    NotReached,
    SafeToContact,
    YesNo,
)
from tracker.time_source import LONDON

LABORATORY = "Regional digital forensics unit"
ROLES = (LabRole.EXAMINER, LabRole.CASE_COORDINATOR, LabRole.QUEUE_DESK, LabRole.MANAGER)
# after everything else of the day has been entered
AFTER_HOURS = 18 * 60 + 30
LIKELY = {
    BailConditionKind.NO_CONTACT: 0.8,
    BailConditionKind.NO_UNSUPERVISED_CONTACT: 0.6,
    BailConditionKind.RESIDENCE: 0.5,
    BailConditionKind.NOT_TO_ATTEND: 0.25,
    BailConditionKind.DEVICES: 0.2,
    BailConditionKind.OTHER: 0.0,
}
PLANNED, APART = 0.4, 0.15
# a measure is looked at again after so many days; now and then nobody does
FIRST_LOOK, LATER_LOOKS = 28, (56, 84)
FORGOTTEN = 0.06
SAFE = frozenset({SafeToContact.SAFE})
LIVES_THERE = frozenset({SafeToContact.SUSPECT_LIVES_THERE, SafeToContact.NO_MESSAGE})
THROUGH = frozenset({SafeToContact.ONLY_THROUGH})
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


@dataclass(frozen=True, slots=True)
class Conditioned(Beside):
    """Conditions are set on the bail of a suspect."""

    kinds: tuple[BailConditionKind, ...]

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Set the conditions, on the latest arrest."""
        arrest = case.standing_arrests(self.key(case))[-1]
        new = tuple(NewCondition(kind) for kind in self.kinds)
        request = SetBailConditions(by, case.record.id, arrest.id, arrest.version, self.on, new)
        set_bail_conditions(request, work)


@dataclass(frozen=True, slots=True)
class Minded(Beside):
    """What to mind before a family is contacted is said."""

    flags: frozenset[SafeToContact]
    through: ContactWith | None

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Say it; how often to update is agreed by its milestone."""
        set_contact_safety(SetContactSafety(by, case.record.id, self.key(case), self.flags, self.through), work)


@dataclass(frozen=True, slots=True)
class Reached(Beside):
    """An attempt to contact a family that reached nobody."""

    why: NotReached

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Record the attempt."""
        record_contact(RecordContact(by, case.record.id, self.key(case), self.on, not_reached=self.why), work)


@dataclass(frozen=True, slots=True)
class Protected(Beside):
    """A measure protects a child; it is looked at again after four weeks."""

    measure: str
    checked_by: Checker
    until: date | None

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Record the measure."""
        request = RecordProtection(
            by, case.record.id, self.measure, self.on, child_id=self.key(case), until=self.until,
            review_on=self.on + timedelta(days=FIRST_LOOK), checked_by=self.checked_by,
        )  # fmt: skip
        record_protection(request, work)


@dataclass(frozen=True, slots=True)
class Reviewed(Beside):
    """Somebody looked at a measure again, and will after so many days."""

    measure: str
    again_after: int

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Record the review, of the measure as it stands."""
        child_id = self.key(case)
        for one in work.kept.of_case(Protection, case.record.id):
            if (one.measure, one.child_id) == (self.measure, child_id):
                again = self.on + timedelta(days=self.again_after)
                review_protection(ReviewProtection(by, one.id, one.version, one.until, again), work)


def beside(script: Script, seed: int) -> Iterator[Deed]:
    """Tell what is recorded beside the milestones of a case."""
    rng = Random(f"{seed}/{script.cast.number}/beside")
    until = min(script.end, script.closed)
    for device in script.devices:
        for place, step in enumerate(_device(script, device, until, rng)):
            yield _deed(script, place, step)
    steps, looking = tuple(_protection(script, until, rng)), Random(f"{seed}/{script.cast.number}/looks")
    measures = [step for step in steps if isinstance(step, Protected)]
    looks = [look for measure in measures for look in _looks(script, measure, until, looking)]
    for place, step in enumerate((*steps, *looks)):
        yield _deed(script, place + 20, step)
    for place, step in enumerate(_contact(script, until, rng)):
        yield _deed(script, place + 60, step)


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


def _protection(script: Script, until: date, rng: Random) -> Iterator[Beside]:
    """Most bail has conditions that keep the suspect away; some children have a plan or live apart."""
    for item in script.items:
        arrested = item.step
        if isinstance(arrested, Arrested) and arrested.released is not None and item.entered < until:
            kinds = tuple(kind for kind in BailConditionKind if rng.random() < LIKELY[kind])
            if kinds:
                yield Conditioned(arrested.about, item.entered, kinds)
    for child in script.children:
        since = script.dates.worked(script.cast.reported + timedelta(days=rng.randint(2, 12)))
        lasts, chance = rng.randint(90, 420), rng.random()
        plan, apart = ("safety_plan", Checker.SOCIAL_CARE), ("child_lives_apart", Checker.OIC)
        measure, checker = plan if chance < PLANNED else apart
        if since < until and chance < PLANNED + APART:
            yield Protected(child, since, measure, checker, since + timedelta(days=lasts) if chance < 0.3 else None)


def _looks(script: Script, measure: Protected, until: date, rng: Random) -> Iterator[Reviewed]:
    """Somebody looks at most measures a few days before the day for it comes."""
    due, last = measure.on + timedelta(days=FIRST_LOOK), min(until, measure.until or until)
    on = script.dates.worked_before(due - timedelta(days=rng.randrange(4)))
    while on < last and rng.random() > FORGOTTEN:
        again_after = rng.choice(LATER_LOOKS)
        yield Reviewed(measure.about, on, measure.measure, again_after)
        on = script.dates.worked_before(on + timedelta(days=again_after - rng.randrange(4)))


def _contact(script: Script, until: date, rng: Random) -> Iterator[Beside]:
    """Most families: what to mind is said in the first days; now and then nobody is reached."""
    for child in script.children:
        said = script.dates.worked(script.cast.reported + timedelta(days=rng.randint(1, 5)))
        flags = rng.choices((SAFE, frozenset({SafeToContact.NO_MESSAGE}), LIVES_THERE, THROUGH), (6, 2, 1, 1))[0]
        if said < until and rng.random() < 0.85:
            through = ContactWith.SOCIAL_WORKER if SafeToContact.ONLY_THROUGH in flags else None
            yield Minded(child, said, flags, through)
            tried = script.dates.worked(said + timedelta(days=rng.randint(9, 90)))
            if tried < until and rng.random() < 0.3:
                yield Reached(child, tried, rng.choice(tuple(NotReached)))


def _deed(script: Script, place: int, step: Beside) -> Deed:
    minutes = AFTER_HOURS + place
    at = datetime.combine(step.on, time(minutes // 60, minutes % 60), tzinfo=LONDON)
    return Deed(at, script.cast.number, Part.OIC, step)
