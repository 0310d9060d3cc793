"""How each example becomes a made-up case: what was done at its beginning and later, and what watches the delay."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial

from tracker.actions.allocate_case import AllocateCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.open_case import NewChild, NewDevice, NewSuspect, OpenCase
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_delay import RecordDelay
from tracker.actions.record_event import RecordEvent
from tracker.actions.record_protection import RecordProtection
from tracker.actions.set_bail_conditions import NewCondition, SetBailConditions
from tracker.bootstrap import Tracker
from tracker.rows.case_file import CaseFile, CaseFileQuestion, MilestoneRow
from tracker.terms import (
    AlertKind,
    BailConditionKind,
    BailEventKind,
    CaseKind,
    DelayReason,
    Holder,
    Nation,
    RiskGrade,
    YesNo,
)

SUPERVISOR, DETECTIVE, TEAM = "replay-supervisor", "replay-detective", "replay-team"
CHILD, SUSPECT, DEVICE = "C1", "S1", "EX1"
#: the stages of a device before its report, and that it does not move
DEVICE_WAITS = frozenset({"DIG-02", "DIG-03", "DIG-04", "DIG-05", "DIG-06", "DIG-08"})
REVIEWS = frozenset({"SUP-02", "SUP-03", "SUP-04"})


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one case is worked on: everything is done through the actions, at the instant that the time stands at."""

    core: Tracker
    case_id: str

    def file(self) -> CaseFile:
        """Give the case in full."""
        found: CaseFile = self.core.ask(CaseFileQuestion(SUPERVISOR, self.case_id))
        return found

    def subject(self, label: str) -> str:
        """Give the id of a child, suspect or device; the case's own without a label."""
        rows = {row.label: row.subject_id for row in self.file().subjects}
        return rows[label] if label else ""

    def waiting(self, kind: str) -> MilestoneRow:
        """Give the first milestone of a kind."""
        return next(row for row in self.file().milestones if row.kind == kind)

    def allocate(self) -> None:
        """Give the case to the detective."""
        self.core.do(AllocateCase(SUPERVISOR, self.case_id, self.file().version, DETECTIVE))

    def happened(self, *kinds: str, label: str = "") -> None:
        """Record that something happened now."""
        for kind in kinds:
            now, today, subject = self.core.time.now(), self.core.time.today(), self.subject(label)
            self.core.do(RecordEvent(DETECTIVE, self.case_id, kind, today, subject, at=now))

    def bail(self) -> None:
        """Arrest the suspect, who is bailed today and must keep from the child."""
        today, suspect = self.core.time.today(), self.subject(SUSPECT)
        arrest = self.core.do(
            RecordArrest(DETECTIVE, self.case_id, suspect, today, BailEventKind.RELEASED_ON_BAIL)
        ).result  # fmt: skip
        conditions = (NewCondition(BailConditionKind.NO_CONTACT),)
        self.core.do(SetBailConditions(DETECTIVE, self.case_id, str(arrest), 1, today, conditions))

    def note_delay(self, kind: str) -> None:
        """Write on the file that a report from health is awaited."""
        row = self.waiting(kind)
        self.core.do(
            RecordDelay(
                DETECTIVE, self.case_id, row.milestone_id, row.version, DelayReason.AWAITING_HEALTH_REPORT,
                Holder.HEALTH, self.core.time.today(), "Await the report",
            )
        )  # fmt: skip

    def complete(self, kind: str) -> None:
        """Complete a milestone of the plan."""
        row = self.waiting(kind)
        self.core.do(CompleteMilestone(DETECTIVE, self.case_id, row.milestone_id, row.version, self.core.time.today()))

    def live_apart(self) -> None:
        """Record that the child lives apart."""
        today = self.core.time.today()
        self.core.do(
            RecordProtection(DETECTIVE, self.case_id, "child_lives_apart", today, child_id=self.subject(CHILD))
        )


Deed = Callable[[Desk], None]


@dataclass(frozen=True, slots=True)
class Story:
    """A made-up case.

    Args:
        done: what was done, in words; everything else was not.
        at_once: what is done at the beginning, once the case is allocated.
        later: what is done on a later day, by the days since the beginning.
        limits: an alert under one of these is about the delayed thing; `kinds`, one of these kinds.
        entered_after: the case is opened so many days after the report.
    """

    done: str
    limits: frozenset[str]
    kind: CaseKind = CaseKind.RECENT_SEXUAL_ABUSE
    risk: RiskGrade = RiskGrade.HIGH
    at_once: tuple[Deed, ...] = ()
    later: Mapping[int, Deed] = field(default_factory=dict)
    kinds: frozenset[AlertKind] = frozenset()
    allocated: bool = True
    ages: tuple[int, ...] = (8,)
    access: YesNo = YesNo.NOT_RECORDED
    device: str = ""
    note: str = ""
    entered_after: int = 0

    def request(self, reference: str, begins: date, at: datetime) -> OpenCase:
        """Give the request that opens the case."""
        return OpenCase(
            SUPERVISOR,
            reference,
            self.kind,
            Nation.ENGLAND,
            begins,
            self.risk,
            TEAM,
            SUPERVISOR,
            tuple(NewChild(f"C{number}", age_at_report=age) for number, age in enumerate(self.ages, start=1)),
            (NewSuspect(SUSPECT, access_to_children=self.access),),
            (NewDevice(DEVICE, self.device),) if self.device else (),
            reported_at=at,
        )


def _happened(*kinds: str, label: str = "") -> Deed:
    return partial(_do_happened, kinds, label)


def _do_happened(kinds: tuple[str, ...], label: str, desk: Desk) -> None:
    desk.happened(*kinds, label=label)


def _device(done: str, *stages: str, risk: RiskGrade = RiskGrade.HIGH, kind: str = "computer") -> Story:
    return Story(
        f"Allocated, and the device {done}, on the first day.", DEVICE_WAITS, CaseKind.ONLINE_ABUSE, risk,
        (_happened("device_seized", *stages, label=DEVICE),), device=kind,
    )  # fmt: skip


SENT = ("device_submitted", "device_accepted")
IN_QUEUE = partial(_device, "seized, sent to the laboratory and accepted", *SENT)
PRESENT = ("strategy_discussion", "referred_to_social_care", "suspect_identified")
DETAINED = Story(
    "A child suspect detained at the beginning, and the appropriate adult there at once.",
    frozenset({"CUS-01", "CUS-02"}),
    at_once=(_happened("arrived_at_custody", "detention_authorised", "appropriate_adult_arrived", label=SUSPECT),),
)
STORIES: Mapping[int, Story] = {
    1: Story(
        "Allocated, talked over with social care, the child seen and interviewed, and the suspect identified, on the "
        "first day; the suspect is not interviewed.",
        frozenset({"SUS-01"}),
        at_once=(
            _happened(*PRESENT),
            _happened("child_seen_alone", "needs_assessment", "abe_plan", "intermediary_considered", label=CHILD),
            _happened("abe_interview", label=CHILD),
        ),
        ages=(9,),
    ),
    2: Story("Allocated on the first day.", frozenset({"SG-20"})),
    3: Story(
        "Allocated, and talked over with social care, on the first day.",
        frozenset({"SUP-07"}),
        CaseKind.NEGLECT,
        at_once=(_happened(*PRESENT),),
    ),
    4: Story(
        "Allocated, and the family told how things stand, on the first day.",
        frozenset({"VIC-05", "VIC-12"}),
        at_once=(_happened("child_and_family_update", label=CHILD),),
        ages=(14,),
    ),
    5: Story(
        "Reported, and given to nobody.", frozenset({"SG-19"}), kinds=frozenset({AlertKind.NO_OWNER}), allocated=False
    ),
    6: Story(
        "Allocated, and the injury seen, on the first day.",
        frozenset({"MED-03"}),
        CaseKind.PHYSICAL_ABUSE,
        at_once=(_happened("injury_seen", label=CHILD),),
        ages=(2,),
    ),
    7: Story(
        "Allocated, and talked over with social care, on the first day.",
        frozenset({"MED-01"}),
        CaseKind.PHYSICAL_ABUSE,
        at_once=(_happened(*PRESENT),),
    ),
    8: Story(
        "Four children. Allocated, and talked over with social care, on the first day; one child interviewed.",
        frozenset({"MED-01", "MED-02", "ABE-02"}),
        CaseKind.PHYSICAL_ABUSE,
        at_once=(_happened(*PRESENT), _happened("abe_plan", "abe_interview", label=CHILD)),
        ages=(9, 7, 6, 4),
    ),
    9: IN_QUEUE(),
    10: IN_QUEUE(risk=RiskGrade.VERY_HIGH),
    11: IN_QUEUE(kind="phone"),
    13: IN_QUEUE(risk=RiskGrade.MEDIUM),
    15: Story(
        "Allocated; the suspect arrested, and bailed not to meet the child, on the first day.",
        frozenset({"BAIL-21"}),
        at_once=(Desk.bail,),
    ),
    16: replace(
        IN_QUEUE(),
        done="Allocated; the suspect, who has access to children, arrested and bailed not to meet this one, and the "
        "device sent to the laboratory, on the first day.",
        at_once=(Desk.bail, _happened("device_seized", *SENT, label=DEVICE)),
        limits=DEVICE_WAITS | {"DIG-07", "BAIL-21"},
        access=YesNo.YES,
    ),
    17: IN_QUEUE(risk=RiskGrade.VERY_HIGH),
    18: IN_QUEUE(risk=RiskGrade.LOW),
    19: Story(
        "Allocated, and the child examined, on the first day.",
        frozenset({"MED-07", "MED-08"}),
        at_once=(_happened(*PRESENT), _happened("medical_decided", "medical_examined", label=CHILD)),
    ),
    20: Story(
        "Allocated, and the child examined, on the first day; on day 10 the delay of the report noted, and no more.",
        frozenset({"MED-08"}),
        at_once=(_happened(*PRESENT), _happened("medical_decided", "medical_examined", label=CHILD)),
        later={10: partial(Desk.note_delay, kind="medical_report")},
        note="The note ends no alert: it says why, and the chase is still due.",
    ),
    21: Story(
        "Allocated, talked over with social care, and the child lives apart, on the first day.",
        frozenset(),
        CaseKind.NEGLECT,
        at_once=(_happened(*PRESENT), Desk.live_apart),
        note="No limit counts the days that a child lives apart. The page Protection shows them, and when the measure "
        "is to be looked at.",
    ),
    22: replace(_device("seized", risk=RiskGrade.MEDIUM), kind=CaseKind.PHYSICAL_ABUSE),
    28: Story(
        "Allocated; the file sent to the prosecutor and accepted on the first day.",
        frozenset({"CPS-02"}),
        at_once=(_happened("file_to_cps", "file_accepted", label=SUSPECT),),
    ),
    29: DETAINED,
    31: replace(
        DETAINED, note="No milestone stands for food and drink: the review of the detention is what asks for them."
    ),
    42: Story(
        "Allocated on the first day.",
        frozenset({"SG-02"}),
        CaseKind.NEGLECT,
        note="No limit counts to the referral itself; the strategy discussion cannot be held without it.",
    ),
    43: Story(
        "Allocated, and referred to social care, on the first day.",
        frozenset({"SG-01"}),
        CaseKind.NEGLECT,
        at_once=(_happened("referred_to_social_care"),),
    ),
    52: Story(
        "Entered a month after the report, and allocated on that day.",
        frozenset({"REV-01"}),
        entered_after=31,
        note="What is not entered is not watched. It is shown as entered late from the day of its entry.",
    ),
}
