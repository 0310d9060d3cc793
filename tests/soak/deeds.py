"""What people do at random to a small unit in a real core, and what it means for the alerts in memory beside it."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select

from tests.bad_cases.in_a_unit import london
from tests.cores import DETECTIVE, NORTH, SOUTH, SUPERVISOR, open_a_case
from tests.fakes import StoppedTime
from tests.soak.mirror import Mirror
from tracker.actions.acknowledge_alert import AcknowledgeAlert, acknowledge_alert
from tracker.actions.add_absence import AddAbsence
from tracker.actions.alert_making import AlertMaker, grow_by_risk
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.breach_alert import tell_of_breach
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.edit_case import EditCase
from tracker.actions.end_absence import EndAbsence
from tracker.actions.end_protection import EndProtection
from tracker.actions.grade_risk import GradeRisk
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.officer_leaves import OfficerLeaves
from tracker.actions.pause_clock import PauseClock
from tracker.actions.raise_alerts import expired_limits
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_breach import RecordBreach
from tracker.actions.record_delay import RecordDelay
from tracker.actions.record_protection import RecordProtection
from tracker.actions.reopen_case import ReopenCase
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.actions.resume_clock import ResumeClock
from tracker.actions.review_protection import ReviewProtection
from tracker.actions.see_to_alert import SeeToAlert, see_to_alert
from tracker.actions.snooze_alert import SnoozeAlert, snooze_alert
from tracker.actions.telling import begin_anew, settle_case, staff_of, tell_of_case, tell_oic, tell_who_is_here
from tracker.actions.transfer_case import TransferCase
from tracker.bootstrap import Tracker
from tracker.domain.alert import TIME_LIMIT_OUTCOME
from tracker.domain.people import Officer
from tracker.domain.protection import Breach
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.storage.people_store import PeopleStore
from tracker.storage.tables import absence, alert, case_record, clock, milestone, officer, protection, suspect
from tracker.terms import AbsenceReason, BailEventKind, CaseKind, DelayReason, Holder, Rank, RiskGrade, Role

DAY = timedelta(days=1)
DEPUTY = "officer-ds2"


class SmallUnit:
    """Two teams with three detectives, two supervisors and an inspector, and what they do."""

    def __init__(self, core: Tracker, seed: int, cases: int) -> None:
        self.core = core
        self.random = random.Random(seed)
        assert isinstance(core.time, StoppedTime), "the test moves the time"
        core.time.move_to(london(2026, 10, 1))
        with core.database.write() as connection:
            people = PeopleStore(connection)
            for number, (team, days) in enumerate(((NORTH, (0, 1, 2)), (SOUTH, (0, 1, 2, 3, 4)), (SOUTH, (2, 3, 4)))):
                people.add_officer(
                    Officer(
                        f"officer-dc{number}", f"33{number}", "Ade", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), team,
                        working_days=days,
                    )
                )  # fmt: skip
            people.add_officer(
                Officer(DEPUTY, "903", "Ade", Rank.SERGEANT, frozenset({Role.SUPERVISOR}), SOUTH)
            )  # fmt: skip
        for number in range(cases):
            case_id = open_a_case(
                core, reference=f"44NI/{number:05}/26", supervisor_id=self.random.choice((SUPERVISOR, DEPUTY))
            )
            if number % 5:
                core.do(
                    AllocateCase(SUPERVISOR, case_id, 1, self.random.choice((DETECTIVE, "officer-dc0", "officer-dc1")))
                )
        self.mirror = Mirror(core)
        self.mirror.read()

    @property
    def today(self) -> date:
        """The day."""
        return self.core.time.today()

    def act(self) -> None:
        """Somebody does something; what the rules refuse is not done."""
        deed = self.random.choice(DEEDS)
        self.mirror.memory.history.turn += 1
        try:
            deed(self)
        except (RuleBroken, NotFound, StaleRecord):
            self.mirror.read()

    def rows(self, *of: Any) -> Sequence[Row[Any]]:
        """Give rows of the database, in the same order each time."""
        with self.core.database.read() as connection:
            return connection.execute(select(of[0]).where(*of[1:]).order_by(of[0].c.id)).all()

    def one(self, *of: Any) -> Any:
        """Give one of those rows by chance."""
        found = self.rows(*of)
        if not found:
            raise NotFound("not_found")
        return self.random.choice(found)

    def open_case(self) -> Any:
        """Give a case that is not closed."""
        return self.one(case_record, case_record.c.status != "closed")

    def done(self, request: Any) -> Any:
        """Do it, and take over what it did to the facts."""
        result = self.core.do(request).result
        self.mirror.read()
        return result

    def settle(self, case_id: str, by: str = SUPERVISOR) -> None:
        """Settle the alerts of a case in memory, and tell of them, as whoever changed it does."""
        settle_case(case_id, self.mirror.work(by))

    def only_settle(self, case_id: str) -> None:
        """Settle the alerts of a case in memory that is closed, or whose new owner is told apart."""
        work = self.mirror.work(SUPERVISOR)
        work.alerts.settle(work.act.now, case_id)

    def milestone(self, *states: str) -> Any:
        """Give a milestone of an open case."""
        open_cases = select(case_record.c.id).where(case_record.c.status != "closed")
        return self.one(milestone, milestone.c.state.in_(states), milestone.c.case_id.in_(open_cases))

    def clock(self, state: str) -> Any:
        """Give a clock in a state."""
        return self.one(clock, clock.c.state == state)


def completes(unit: SmallUnit) -> None:
    with_clock = [row.milestone_id for row in unit.rows(clock, clock.c.state == "running")]
    one = unit.one(milestone, milestone.c.id.in_(with_clock))
    unit.done(CompleteMilestone(SUPERVISOR, one.case_id, one.id, one.version, unit.today))
    unit.settle(one.case_id)


def leaves_out(unit: SmallUnit) -> None:
    one = unit.milestone("open", "not_started")
    unit.done(MarkNotRequired(SUPERVISOR, one.case_id, one.id, one.version, "a test"))
    unit.settle(one.case_id)


def takes_back(unit: SmallUnit) -> None:
    one = unit.milestone("done", "not_required")
    unit.done(ReopenMilestone(SUPERVISOR, one.case_id, one.id, one.version, "a slip"))
    unit.settle(one.case_id)


def replans(unit: SmallUnit) -> None:
    one = unit.clock("running")
    to = unit.today + unit.random.randint(1, 20) * DAY
    unit.done(RescheduleMilestone("officer-di", one.case_id, one.id, one.version, one.due, to, "a test"))
    unit.settle(one.case_id, "officer-di")


def pauses(unit: SmallUnit) -> None:
    one = unit.clock("running")
    review = unit.today + unit.random.randint(1, 12) * DAY
    cause = DelayReason.VICTIM_NEEDS_TIME
    unit.done(
        PauseClock(SUPERVISOR, one.case_id, one.id, one.version, unit.today, None, "a test", cause, False, review)
    )  # fmt: skip
    unit.settle(one.case_id)


def resumes(unit: SmallUnit) -> None:
    one = unit.clock("paused")
    unit.done(ResumeClock(SUPERVISOR, one.case_id, one.id, one.version, unit.today))
    unit.settle(one.case_id)


def closes(unit: SmallUnit) -> None:
    one = unit.open_case()
    outcome = unit.random.choice(("1", TIME_LIMIT_OUTCOME))
    unit.done(CloseCase(SUPERVISOR, one.id, one.version, outcome, unit.today, without_review="a test"))
    unit.only_settle(one.id)
    if outcome == TIME_LIMIT_OUTCOME:
        work = unit.mirror.work(SUPERVISOR)
        work.alerts.raise_new(expired_limits(AlertMaker(work, staff_of(work), None)))


def reopens(unit: SmallUnit) -> None:
    one = unit.one(case_record, case_record.c.status == "closed")
    unit.done(ReopenCase(SUPERVISOR, one.id, one.version, "a new witness"))
    unit.settle(one.id)


def hands_on(unit: SmallUnit) -> None:
    one = unit.open_case()
    to = unit.one(officer, officer.c.active, officer.c.rank == Rank.CONSTABLE.value)
    unit.done(AllocateCase(SUPERVISOR, one.id, one.version, to.id))
    is_told(unit, one.id)


def is_told(unit: SmallUnit, case_id: str) -> None:
    """Whoever takes a case over is told of its alerts."""
    unit.only_settle(case_id)
    work = unit.mirror.work(SUPERVISOR)
    if work.alerts.of_case(case_id):
        tell_oic(work, staff_of(work), case_id)


def transfers(unit: SmallUnit) -> None:
    """A case goes to the other team, and waits there for an officer."""
    one = unit.open_case()
    team, above = unit.random.choice(((NORTH, SUPERVISOR), (SOUTH, DEPUTY)))
    unit.done(TransferCase(SUPERVISOR, one.id, one.version, team, "a test", above))
    unit.only_settle(one.id)
    work = unit.mirror.work(SUPERVISOR)
    work.alerts.free_of(one.id)
    begin_anew(one.id, work, staff_of(work))


def restricts(unit: SmallUnit) -> None:
    one = unit.open_case()
    kind, restricted = CaseKind(one.kind), not one.restricted
    unit.done(EditCase(SUPERVISOR, one.id, one.version, kind, "", one.supervisor_id, restricted))
    unit.settle(one.id)
    if restricted:
        work = unit.mirror.work(SUPERVISOR)
        tell_of_case(work, staff_of(work), one.id)


def grades(unit: SmallUnit) -> None:
    one = unit.open_case()
    risk = unit.random.choice(list(RiskGrade))
    unit.done(GradeRisk(SUPERVISOR, one.id, one.version, risk, "a test"))
    unit.settle(one.id)
    grow_by_risk(one.id, risk, unit.mirror.work(SUPERVISOR))


def waits(unit: SmallUnit) -> None:
    """A delay is recorded; the next pass sees what it means for alerts."""
    one = unit.milestone("open", "not_started")
    unit.done(
        RecordDelay(
            SUPERVISOR, one.case_id, one.id, one.version, DelayReason.OTHER,
            unit.random.choice((Holder.NOBODY, Holder.OUR_UNIT)), unit.today, "ring them", "a test",
        )
    )  # fmt: skip


def arrests(unit: SmallUnit) -> None:
    one = unit.one(suspect)
    unit.done(RecordArrest(SUPERVISOR, one.case_id, one.id, unit.today, BailEventKind.RELEASED_ON_BAIL))
    unit.settle(one.case_id)


def protects(unit: SmallUnit) -> None:
    one = unit.open_case()
    until = unit.random.choice((None, unit.today + unit.random.randint(1, 25) * DAY))
    review = unit.random.choice((None, unit.today + unit.random.randint(0, 12) * DAY))
    unit.done(
        RecordProtection(SUPERVISOR, one.id, "sexual_risk_order", since=unit.today, until=until, review_on=review)
    )
    unit.settle(one.id)


def reviews(unit: SmallUnit) -> None:
    one = unit.one(protection)
    review = unit.random.choice((None, unit.today + unit.random.randint(1, 12) * DAY))
    unit.done(ReviewProtection(SUPERVISOR, one.id, one.version, one.until, review))
    unit.settle(one.case_id)


def unprotects(unit: SmallUnit) -> None:
    one = unit.one(protection)
    unit.done(EndProtection(SUPERVISOR, one.id, one.version, unit.today, "refused by the court"))
    unit.settle(one.case_id)


def breaks(unit: SmallUnit) -> None:
    one = unit.one(protection)
    who = unit.one(suspect, suspect.c.case_id == one.case_id)
    now, today = unit.core.time.now(), unit.today
    key = str(unit.done(RecordBreach(SUPERVISOR, one.case_id, who.id, today, "was seen", one.id)))
    tell_of_breach(Breach(key, one.case_id, who.id, one.id, today, "", now, SUPERVISOR), unit.mirror.work(SUPERVISOR))


def goes(unit: SmallUnit) -> None:
    who, cover = unit.one(officer, officer.c.active), unit.one(officer, officer.c.active)
    first = unit.today + unit.random.choice((0, 0, 2)) * DAY
    stands_in = cover.id if unit.random.random() < 0.7 else None
    last = first + unit.random.randint(0, 12) * DAY
    unit.done(AddAbsence(SUPERVISOR, who.id, first, last, AbsenceReason.LEAVE, stands_in))
    work = unit.mirror.work(SUPERVISOR)
    tell_who_is_here(work, staff_of(work))


def returns(unit: SmallUnit) -> None:
    one = unit.one(absence, absence.c.last_day >= unit.today)
    unit.done(EndAbsence(SUPERVISOR, one.id, one.version, unit.today))
    work = unit.mirror.work(SUPERVISOR)
    also = {one.officer_id, one.cover_id or one.officer_id} if one.first_day >= unit.today else set()
    tell_who_is_here(work, staff_of(work), also=also)


def leaves(unit: SmallUnit) -> None:
    if unit.random.random() < 0.8:
        return
    one = unit.one(officer, officer.c.active, officer.c.rank == Rank.CONSTABLE.value)
    others = [
        row.id for row in unit.rows(officer, officer.c.active) if row.id != one.id and row.id.startswith("officer-dc")
    ]
    heir = unit.random.choice(others)
    theirs = [
        row.id for row in unit.rows(case_record, case_record.c.oic_id == one.id, case_record.c.status != "closed")
    ]
    unit.done(OfficerLeaves(SUPERVISOR, one.id, one.version, heir, (), SUPERVISOR, heir))
    for case_id in theirs:
        is_told(unit, case_id)
    work = unit.mirror.work(SUPERVISOR)
    work.alerts.free_from(one.id)
    tell_who_is_here(work, staff_of(work), also={one.id})


def answers(unit: SmallUnit) -> None:
    """Somebody takes an alert on, puts it off or says what was done: on both sides, each with its own identifier."""
    one = unit.one(alert, alert.c.state != "ended")
    ours = unit.mirror.memory.alerts[unit.mirror.memory.by_key[one.subject_id, one.kind, one.threshold, one.episode]]
    until = unit.today + unit.random.randint(0, 6) * DAY
    cls, action, more = unit.random.choice(
        (
            (AcknowledgeAlert, acknowledge_alert, ("ring them", until)),
            (AcknowledgeAlert, acknowledge_alert, ("ring them", until)),
            (SnoozeAlert, snooze_alert, (until, "on Monday")),
            (SeeToAlert, see_to_alert, ("told the DI",)),
        )
    )
    unit.core.do(cls(SUPERVISOR, one.id, one.version, *more))
    work = unit.mirror.work(SUPERVISOR)
    with unit.core.database.read() as connection:
        unit.mirror.give_cases(work, connection)
        action(cls(SUPERVISOR, ours.id, ours.version, *more), work)


DEEDS: tuple[Callable[[SmallUnit], None], ...] = (
    completes, completes, completes, leaves_out, takes_back, takes_back, replans, replans, pauses, pauses, resumes,
    closes, reopens, hands_on, hands_on, transfers, restricts, grades, waits, arrests, protects, protects, reviews,
    unprotects, breaks, goes, goes, returns, leaves, answers, answers, answers, answers,
)  # fmt: skip
