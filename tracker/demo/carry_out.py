"""Carry out one step of a demo story by the program's own action, as the officer whose part it is."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import assert_never

from tracker.actions.acknowledge_alert import AcknowledgeAlert, acknowledge_alert
from tracker.actions.allocate_case import AllocateCase, allocate_case
from tracker.actions.close_case import CloseCase, close_case
from tracker.actions.complete_milestone import CompleteMilestone, complete_milestone
from tracker.actions.mark_not_required import MarkNotRequired, mark_not_required
from tracker.actions.open_case import open_case
from tracker.actions.raise_alerts import RaiseAlerts, raise_alerts
from tracker.actions.record_arrest import RecordArrest, record_arrest
from tracker.actions.record_bail_event import RecordBailEvent, record_bail_event
from tracker.actions.record_delay import RecordDelay, record_delay
from tracker.actions.record_event import RecordEvent, record_event
from tracker.actions.record_review import record_review
from tracker.actions.reschedule_milestone import RescheduleMilestone, reschedule_milestone
from tracker.demo.agencies import about_third_party
from tracker.demo.kept_work import KeptAlerts, KeptCases, KeptProtection, KeptRecords
from tracker.demo.reviewing import a_review
from tracker.demo.story import (
    About,
    Allocated,
    Arrested,
    Bailed,
    Beside,
    Closed,
    Deed,
    Happened,
    Opened,
    Part,
    Replanned,
    Spared,
    Step,
    Waited,
)
from tracker.demo.the_unit import Roster
from tracker.domain.access import SCHEDULER_SCOPE
from tracker.domain.act import Act
from tracker.domain.alert import Alert
from tracker.domain.bail_regime import COURT
from tracker.domain.case import Case
from tracker.domain.closing import RESPONSIBILITY_PASSED, reviewed_for_closing
from tracker.domain.milestone import Milestone
from tracker.domain.people import Officer
from tracker.domain.review import may_review
from tracker.storage.unit_of_work import UnitOfWork
from tracker.terms import REVIEWS, BailCondition, ClockState, Representations, SubjectKind
from tracker.time_source import FixedTime


@dataclass(slots=True)
class Making:
    """A demo unit while it is made: one transaction, in which everybody acts in turn."""

    work: UnitOfWork
    time: FixedTime
    new_id: Callable[[], str]
    roster: Roster
    cases: KeptCases
    alerts: KeptAlerts
    kept: KeptRecords
    protection: KeptProtection
    case_ids: dict[int, str] = field(default_factory=dict)
    raised: int = 0

    def act_as(self, officer: Officer | None) -> str:
        """Let an officer (or the scheduler) act from now on; give their id."""
        officer_id = SCHEDULER_SCOPE.officer_id if officer is None else officer.id
        roles = frozenset() if officer is None else officer.roles
        self.work.act = Act(officer_id, roles, self.time.now(), self.time.today(), self.new_id)
        self.work.audit.act = self.alerts.act = self.work.act
        return officer_id

    def sweep(self) -> None:
        """Raise the alerts that are due."""
        self.act_as(None)
        self.alerts.new = []
        raised = raise_alerts(RaiseAlerts(), self.work).result
        self.raised += raised if isinstance(raised, int) else 0
        self.work.audit.flush()

    def perform(self, deed: Deed) -> None:
        """Carry out a deed, at the time it belongs to."""
        self.time.move_to(deed.at)
        if isinstance(deed.step, Opened):
            self._open(deed.case, deed.step)
        else:
            case = self.cases.get(self.case_ids[deed.case])
            officer = self.roster.who(deed.part, case.record.oic_id, case.record.team_id, self.time.today())
            self._step(deed.step, case, self.act_as(officer))

    def hand_over(self, case: Case, to: Officer) -> None:
        """Let the supervisor give a case to another officer."""
        by = self.act_as(self.roster.who(Part.SUPERVISOR, None, case.record.team_id, self.time.today()))
        if case.record.oic_id is not None:
            self.roster.cases[case.record.oic_id] -= 1
        self.cases.flush([case.record.id])
        allocate_case(AllocateCase(by, case.record.id, case.record.version, to.id), self.work)
        self.roster.cases[to.id] += 1
        if case.record.restricted:
            self._name(case, to)

    def acknowledge(self, alert: Alert, officer: Officer, next_step: str, days: int) -> None:
        """Let whoever was told take an alert on."""
        by = self.act_as(officer)
        version = self.alerts.get(alert.id).version
        day = self.work.rules.working_days.nth_after(self.time.today(), days)
        acknowledge_alert(AcknowledgeAlert(by, alert.id, version, next_step, day), self.work)

    def _open(self, number: int, step: Opened) -> None:
        team = self.roster.people.teams[step.team]
        supervisor = self.roster.supervisor(team.id)
        by = self.act_as(supervisor)
        request = replace(step.request, by=by, team_id=team.id, supervisor_id=supervisor.id)
        case_id = open_case(request, self.work).result
        self.case_ids[number] = str(case_id)
        if request.restricted:
            case = self.cases.get(str(case_id))
            self._name(case, supervisor)
            self._name(case, self.roster.who(Part.INSPECTOR, None, team.id, self.time.today()))

    def _name(self, case: Case, officer: Officer) -> None:
        """Name on a restricted case who may see it."""
        if self.roster.name(case.record.id, officer.id):
            self.cases.flush([case.record.id])
            self.work.people.name_on_case(case.record.id, officer.id)
            self.work.audit.add("name_on_case", case_id=case.record.id, subject_id=officer.id)

    def _step(self, step: Step, case: Case, by: str) -> None:
        match step:
            case Allocated():
                self.hand_over(case, self.roster.least_busy(case.record.team_id or "", self.time.today()))
            case Happened():
                self._happen(step, case, by)
            case Arrested():
                suspect = subject_id(case, step.about)
                record_arrest(RecordArrest(by, case.record.id, suspect, step.on, step.released), self.work)
            case Bailed():
                self._bail(step, case, by)
            case Replanned():
                self._replan(step, case, by)
            case Waited():
                waiting = waiting_for(case, step.kind, step.about)
                request = RecordDelay(
                    by, case.record.id, waiting.id, waiting.version, step.reason, step.awaited, step.since,
                    step.next_step,
                )  # fmt: skip
                record_delay(request, self.work)
            case Spared():
                waiting = waiting_for(case, step.kind, step.about)
                mark_not_required(
                    MarkNotRequired(by, case.record.id, waiting.id, waiting.version, step.reason), self.work
                )
            case Closed():
                self._close(step, case, by)
                if case.record.oic_id is not None:
                    self.roster.cases[case.record.oic_id] -= 1
            case Beside():
                step.record(case, by, self.work)
            case Opened():
                raise ValueError("a case is opened once")
            case other:
                assert_never(other)

    def _happen(self, step: Happened, case: Case, by: str) -> None:
        if about_third_party(step, case, by, self.work):
            return
        about = subject_id(case, step.about)
        waiting = case.waiting(step.kind, about)
        if waiting is None:
            record_event(RecordEvent(by, case.record.id, step.kind, step.on, about), self.work)
        elif step.kind in REVIEWS:
            self._review(step, case, waiting, by)
        else:
            complete_milestone(CompleteMilestone(by, case.record.id, waiting.id, waiting.version, step.on), self.work)

    def _close(self, step: Closed, case: Case, by: str) -> None:
        request = CloseCase(
            by,
            case.record.id,
            case.record.version,
            step.outcome_code,
            step.on,
            reason="Passed to the force of the new address" if step.outcome_code == RESPONSIBILITY_PASSED else "",
            without_review="" if reviewed_for_closing(case) else "Agreed at the weekly meeting",
        )
        close_case(request, self.work)

    def _review(self, step: Happened, case: Case, waiting: Milestone, by: str) -> None:
        """Hold a review, where the unit has somebody of its rank."""
        officers = self.roster.officers
        if may_review(step.kind, officers[by]):
            oic = case.record.oic_id
            owner_id = oic if oic is not None and officers[oic].active else by
            record_review(a_review(case, waiting, step.on, owner_id, self.work.act, self.work.rules), self.work)

    def _bail(self, step: Bailed, case: Case, by: str) -> None:
        arrest = case.standing_arrests(subject_id(case, step.about))[-1]
        extends = bool(step.authority)
        for_police = frozenset(BailCondition)
        conditions = for_police - {BailCondition.A_GROUNDS} if step.authority == COURT else for_police
        request = RecordBailEvent(
            by,
            case.record.id,
            arrest.id,
            arrest.version,
            step.kind,
            step.on,
            step.authority,
            step.acting,
            step.authorised_by,
            step.months,
            conditions=conditions if extends else frozenset(),
            representations=Representations.CONSIDERED if extends else Representations.NOT_RECORDED,
            told_on=step.on if extends else None,
        )
        record_bail_event(request, self.work)

    def _replan(self, step: Replanned, case: Case, by: str) -> None:
        waiting = waiting_for(case, step.kind, step.about)
        clock = next(
            clock
            for clock in case.clocks_of(waiting.id)
            if clock.limit_id in step.limits and clock.state is ClockState.RUNNING
        )
        request = RescheduleMilestone(by, case.record.id, clock.id, clock.version, clock.due, step.to, step.reason)
        reschedule_milestone(request, self.work)


def subject_id(case: Case, about: About) -> str:
    """Give the id of whom or what a step concerns."""
    return tuple(case.subjects(about.kind))[about.number if about.kind is not SubjectKind.CASE else 0]


def waiting_for(case: Case, kind: str, about: About) -> Milestone:
    """Give the milestone that is waited for.

    Raises:
        ValueError: the story is wrong: nothing of the kind is waited for.
    """
    waiting = case.waiting(kind, subject_id(case, about))
    if waiting is None:
        raise ValueError(f"{case.record.reference}: {kind} is not waited for")
    return waiting
