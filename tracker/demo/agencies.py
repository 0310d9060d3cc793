"""How the demo unit chases others, escalates, asks for material and writes notes; it does not move the stories."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tracker.actions.add_note import AddNote, add_note
from tracker.actions.answer_escalation import AnswerEscalation, answer_escalation
from tracker.actions.answer_third_party import AnswerThirdParty, answer_third_party
from tracker.actions.ask_third_party import AskThirdParty, ask_third_party
from tracker.actions.escalate_delay import EscalateDelay, escalate_delay
from tracker.actions.record_chase import RecordChase, record_chase
from tracker.demo.script import Script
from tracker.demo.story import CASE, NEVER, Beside, Deed, Happened, Part, Waited
from tracker.domain.case import Case
from tracker.domain.chase import Escalation
from tracker.domain.third_party import ASKED, RECEIVED, ThirdPartyRequest
from tracker.storage.unit_of_work import UnitOfWork
from tracker.terms import ChaseWay, Holder, SubjectKind, ThirdParty
from tracker.time_source import LONDON

# after what is recorded beside the devices and the children
AFTER_HOURS = 19 * 60 + 10
MOST_CHASES, ESCALATED, ANSWERED, NOTED, REFUSED = 3, 0.35, 0.6, 0.35, 0.12
MATERIAL = {
    ThirdParty.SCHOOL: "Attendance record and concerns",
    ThirdParty.SOCIAL_CARE_FILE: "Social care file",
    ThirdParty.FAMILY_COURT: "Judgment and expert reports",
    ThirdParty.MEDICAL_RECORDS: "Records of the last two years",
    ThirdParty.PHONE_PROVIDER: "Subscriber details",
}
ANSWERS = ("in hand", "on leave until next week", "will ring back", "third in the queue", "")
NOTES = (
    "Rang the school: visit moved to Monday",
    "Health visitor rang back, no further appointment",
    "Interview suite booked",
    "Papers copied for the file",
    "Asked for the exhibit to be moved",
)


@dataclass(frozen=True, slots=True)
class Chased(Beside):
    """Whoever is awaited was chased, where what is waited for has not come."""

    kind: str
    agency: Holder
    how: ChaseWay
    answer: str
    promised: date | None
    again: date

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Record the chase."""
        waiting = case.waiting(self.kind, _subject(case, self))
        if waiting is not None:
            role = work.rules.agencies.of(self.agency)[0].id
            request = RecordChase(
                by, case.record.id, self.agency, self.on, self.how, waiting.id, role, self.promised, self.answer,
                "Chase again", self.again,
            )  # fmt: skip
            record_chase(request, work)


@dataclass(frozen=True, slots=True)
class Escalated(Beside):
    """The delay was taken one post higher."""

    kind: str
    agency: Holder

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Record the escalation."""
        waiting = case.waiting(self.kind, _subject(case, self))
        if waiting is not None:
            role = work.rules.agencies.of(self.agency)[1].id
            request = EscalateDelay(
                by, case.record.id, self.agency, role, self.on, "Chased without a date", "A date this month",
                self.on + timedelta(days=7), waiting.id,
            )  # fmt: skip
            escalate_delay(request, work)


@dataclass(frozen=True, slots=True)
class Answered(Beside):
    """The post that a delay was escalated to has answered."""

    agency: Holder

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Record the answer to the escalation that waits longest for one."""
        for one in work.kept.of_case(Escalation, case.record.id):
            if one.agency is self.agency and one.answered_on is None and one.on <= self.on:
                request = AnswerEscalation(by, one.id, one.version, self.on, "A date by the end of the month")
                answer_escalation(request, work)
                return


@dataclass(frozen=True, slots=True)
class Noted(Beside):
    """A note was written."""

    text: str

    def record(self, case: Case, by: str, work: UnitOfWork) -> None:
        """Add the note."""
        add_note(AddNote(by, case.record.id, self.text), work)


def agencies(script: Script, seed: int) -> Iterator[Deed]:
    """Tell the chases, escalations and notes of a case."""
    rng = Random(f"{seed}/{script.cast.number}/agencies")
    until = min(script.end, script.closed)
    steps = [step for item in script.items for step in _chases(script, item.step, item.entered, until, rng)]
    if rng.random() < NOTED:
        on = script.dates.worked(script.cast.reported + timedelta(days=rng.randint(8, 60)))
        steps.append(Noted(CASE, on, rng.choice(NOTES)))
    for place, step in enumerate(step for step in steps if step.on < until):
        minutes = AFTER_HOURS + place
        at = datetime.combine(step.on, time(minutes // 60, minutes % 60), tzinfo=LONDON)
        yield Deed(at, script.cast.number, Part.OIC, step)


def about_third_party(step: Happened, case: Case, by: str, work: UnitOfWork) -> bool:
    """Ask for material, or tell that it came, in the place of a bare milestone; say whether that was done."""
    rng = Random(f"{case.record.reference}/{step.kind}")
    if step.kind == ASKED:
        source = rng.choice(tuple(MATERIAL))
        promised = step.on + timedelta(days=rng.randint(7, 20)) if rng.random() < 0.5 else None
        request = AskThirdParty(by, case.record.id, source, MATERIAL[source], step.on, promised, "Chase on the day")
        ask_third_party(request, work)
        return True
    waiting = [
        one
        for one in work.kept.of_case(ThirdPartyRequest, case.record.id)
        if one.received_on is None and one.refused_on is None
    ]
    if step.kind != RECEIVED or not waiting:
        return False
    refused = rng.random() < REFUSED
    refusal = "No consent" if refused else ""
    answer_third_party(AnswerThirdParty(by, waiting[0].id, waiting[0].version, step.on, refused, refusal), work)
    return True


def _chases(script: Script, waited: object, entered: date, until: date, rng: Random) -> Iterator[Beside]:
    """Tell how a recorded wait for another agency is chased, every one to three weeks, and sometimes escalated."""
    if not isinstance(waited, Waited) or not script.rules.agencies.of(waited.awaited):
        return
    came = min((item.entered for item in script.items if _brings(item.step, waited)), default=NEVER)
    day = script.dates.worked(entered + timedelta(days=rng.randint(4, 10)))
    for number in range(rng.randint(1, MOST_CHASES)):
        again = script.dates.worked(day + timedelta(days=rng.randint(7, 20)))
        if day >= min(came, until):
            return
        promised = day + timedelta(days=rng.randint(3, 12)) if rng.random() < 0.5 else None
        how, answer = rng.choice(tuple(ChaseWay)), rng.choice(ANSWERS)
        yield Chased(waited.about, day, waited.kind, waited.awaited, how, answer, promised, again)
        if number and rng.random() < ESCALATED:
            yield Escalated(waited.about, day, waited.kind, waited.awaited)
            of_its_own = Random(f"{script.cast.number}/{day}/{waited.kind}/answered")
            if of_its_own.random() < ANSWERED:
                on = script.dates.worked(day + timedelta(days=of_its_own.randint(2, 8)))
                yield Answered(waited.about, on, waited.awaited)
        day = again


def _brings(step: object, waited: Waited) -> bool:
    return isinstance(step, Happened) and (step.kind, step.about) == (waited.kind, waited.about)


def _subject(case: Case, step: Beside) -> str:
    return case.record.id if step.about.kind is SubjectKind.CASE else step.key(case)
