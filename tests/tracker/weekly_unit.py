"""A made-up unit whose cases are worked at stopped times, in a real database, for the tests of the weekly paper."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import update

from tests.fakes import StoppedTime
from tests.reviews import a_review
from tracker.actions.allocate_case import AllocateCase, allocate_case
from tracker.actions.close_case import CloseCase, close_case
from tracker.actions.complete_milestone import CompleteMilestone, complete_milestone
from tracker.actions.merge_cases import MergeCases, merge_cases
from tracker.actions.open_case import NewChild, NewSuspect, OpenCase, open_case
from tracker.actions.raise_alerts import RaiseAlerts, raise_alerts
from tracker.actions.record_delay import RecordDelay, record_delay
from tracker.actions.record_event import RecordEvent, record_event
from tracker.actions.record_review import record_review
from tracker.actions.reopen_case import ReopenCase, reopen_case
from tracker.actions.reopen_milestone import ReopenMilestone, reopen_milestone
from tracker.actions.reschedule_milestone import RescheduleMilestone, reschedule_milestone
from tracker.actions.transfer_case import TransferCase, transfer_case
from tracker.changes import Changes
from tracker.domain.access import scope_of
from tracker.domain.case import Case
from tracker.domain.clock import Clock
from tracker.domain.milestone import Milestone
from tracker.domain.people import Officer, Team
from tracker.domain.rule_book import RuleBook
from tracker.queries.reviews import review_position
from tracker.queries.view import View
from tracker.queries.weekly_drift import weekly_drift
from tracker.reports.cover_sheet import cover_sheet_pdf, page_count
from tracker.reports.weekly_drift import weekly_drift_pdf
from tracker.rows.reviews import ReviewPositionQuestion
from tracker.rows.weekly_drift import Figure, WeeklyDrift, WeeklyDriftQuestion
from tracker.rules_in_force import shipped_rules
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.storage.job_run_store import JobRunStore
from tracker.storage.people_store import PeopleStore, Unit
from tracker.storage.tables import unit
from tracker.storage.unit_of_work import UnitOfWork
from tracker.terms import REVIEWS, CaseKind, DelayReason, Holder, MilestoneState, Nation, Rank, RiskGrade, Role
from tracker.time_source import LONDON

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
BLUE, RED = Team("team-blue", "Blue"), Team("team-red", "Red")
SERGEANT = Officer("ds-ade", "902", "Ade", Rank.SERGEANT, frozenset({Role.SUPERVISOR}), BLUE.id)
PATEL = Officer("dc-patel", "3312", "Patel", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), BLUE.id)
NOVAK = Officer("dc-novak", "4410", "Novak", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), RED.id)
CLERK = Officer("clerk", "77", "Reed", Rank.POLICE_STAFF, frozenset({Role.ADMINISTRATOR}), None, detective=False)
OFFICERS = (SERGEANT, PATEL, NOVAK, CLERK)


@cache
def rules() -> RuleBook:
    """The shipped rules, read once."""
    return shipped_rules()


def local(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    """An instant by the clock on the wall."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


class WeeklyUnit:
    """The unit. Time stands where it was last put; everything is done through the program's own actions."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.time = StoppedTime(local(9, 1))
        self.new_id = IdSource(self.time, seed=7)
        self.rules = rules()
        self.render: Callable[[WeeklyDrift, str], bytes] = lambda report, number: weekly_drift_pdf(
            report, number=number
        )
        with database.write() as connection:
            people = PeopleStore(connection)
            people.add_unit(Unit("unit", "Unit North", Nation.ENGLAND, False, self.time.now()))
            people.add_team(BLUE)
            people.add_team(RED)
            for officer in OFFICERS:
                people.add_officer(officer)

    def at(self, month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> "WeeklyUnit":
        """Move the time on."""
        self.time.move_to(local(month, day, hour, minute, year))
        return self

    def do(self, action: Callable[[Any, UnitOfWork], Changes], request: Any) -> Changes:
        """Carry out one action in one transaction, with real drawings."""
        with self.database.work(request.by, self.time, self.rules, self.new_id) as work:
            work.weekly_drift = lambda monday, team_id: weekly_drift(
                WeeklyDriftQuestion(work.act.officer_id, monday, team_id),
                View(work.connection, work.scope, work.rules, work.act.now),
            )
            work.render = self.render
            work.render_cover = cover_sheet_pdf
            work.page_count = page_count
            changes = action(request, work)
            work.commit()
        return changes

    def ask(self, query: Callable[..., Any], question: Any, officer: Officer = SERGEANT, **others: Any) -> Any:
        """Answer a question within an officer's scope."""
        with self.database.read() as connection:
            view = View(connection, scope_of(officer), self.rules, self.time.now())
            return query(question, view, **others)

    def week(self, monday: date = MONDAY, team_id: str | None = None, officer: Officer = SERGEANT) -> WeeklyDrift:
        """The weekly paper."""
        answer = self.ask(weekly_drift, WeeklyDriftQuestion(officer.id, monday, team_id), officer)
        assert isinstance(answer, WeeklyDrift)
        return answer

    def open(self, reference: str, reported_on: date | None = None, **facts: Any) -> str:
        """Open a case with one child and one suspect; give its id."""
        said: dict[str, Any] = {
            "by": SERGEANT.id,
            "reference": reference,
            "kind": CaseKind.PHYSICAL_ABUSE,
            "nation": Nation.ENGLAND,
            "reported_on": reported_on or self.time.today(),
            "risk": RiskGrade.MEDIUM,
            "team_id": BLUE.id,
            "children": (NewChild("AB", age_at_report=12, age_at_offence=12),),
            "suspects": (NewSuspect("CD"),),
        }
        return str(self.do(open_case, OpenCase(**(said | facts))).result)

    def case(self, case_id: str) -> Case:
        """A case as it stands now."""
        with self.database.work(SERGEANT.id, self.time, self.rules, self.new_id) as work:
            return work.cases.get(case_id)

    def milestone(self, case_id: str, kind: str) -> Milestone:
        """The latest milestone of a kind."""
        found = [one for one in self.case(case_id).milestones.values() if one.kind == kind]
        return max(found, key=lambda one: one.turn)

    def clock(self, case_id: str, limit_id: str) -> Clock:
        """The clock of a case under a limit."""
        (found,) = [one for one in self.case(case_id).clocks.values() if one.limit_id == limit_id]
        return found

    def allocate(self, case_id: str, officer: Officer = PATEL) -> None:
        """Give a case to an officer."""
        version = self.case(case_id).record.version
        self.do(allocate_case, AllocateCase(SERGEANT.id, case_id, version, officer.id))

    def transfer(self, case_id: str, team: Team) -> None:
        """Give a case to another team."""
        version = self.case(case_id).record.version
        self.do(transfer_case, TransferCase(SERGEANT.id, case_id, version, team.id, "the family moved"))

    def happen(self, case_id: str, kind: str, on: date | None = None, subject_id: str = "") -> None:
        """Record that something happened, today unless said otherwise."""
        if kind in REVIEWS:
            self.review(case_id, kind)
            return
        self.do(record_event, RecordEvent(SERGEANT.id, case_id, kind, on or self.time.today(), subject_id))

    def complete(self, case_id: str, kind: str, on: date | None = None) -> None:
        """Complete a milestone, today unless said otherwise."""
        if kind in REVIEWS:
            self.review(case_id, kind)
            return
        milestone = self.milestone(case_id, kind)
        request = CompleteMilestone(SERGEANT.id, case_id, milestone.id, milestone.version, on or self.time.today())
        self.do(complete_milestone, request)

    def review(self, case_id: str, kind: str) -> None:
        """Record a whole review."""
        question = ReviewPositionQuestion(SERGEANT.id, case_id)
        self.do(record_review, a_review(self.ask(review_position, question), kind, self.time.today(), SERGEANT.id))

    def reopen(self, case_id: str, kind: str) -> None:
        """Take a completion back."""
        found = [one for one in self.case(case_id).milestones.values() if one.kind == kind]
        done = max((one for one in found if one.state is MilestoneState.DONE), key=lambda one: one.turn)
        self.do(reopen_milestone, ReopenMilestone(SERGEANT.id, case_id, done.id, done.version, "wrong case"))

    def reschedule(self, case_id: str, limit_id: str, to: date, reason: str = "new date agreed") -> None:
        """Move a target."""
        clock = self.clock(case_id, limit_id)
        request = RescheduleMilestone(SERGEANT.id, case_id, clock.id, clock.version, clock.due, to, reason)
        self.do(reschedule_milestone, request)

    def delay(
        self,
        case_id: str,
        kind: str,
        reason: DelayReason = DelayReason.AWAITING_SOCIAL_CARE,
        awaited: Holder = Holder.SOCIAL_CARE,
        since: date | None = None,
        next_step: str = "ring them",
    ) -> None:
        """Record a cause of delay."""
        milestone = self.milestone(case_id, kind)
        request = RecordDelay(
            SERGEANT.id,
            case_id,
            milestone.id,
            milestone.version,
            reason,
            awaited,
            since or self.time.today(),
            next_step,
        )
        self.do(record_delay, request)

    def close(self, case_id: str) -> None:
        """Close a case."""
        version = self.case(case_id).record.version
        self.do(
            close_case,
            CloseCase(SERGEANT.id, case_id, version, "14", self.time.today(), without_review="held in the meeting"),
        )

    def take_up_again(self, case_id: str) -> None:
        """Take up a closed case again."""
        version = self.case(case_id).record.version
        self.do(reopen_case, ReopenCase(SERGEANT.id, case_id, version, "new evidence"))

    def merge(self, case_id: str, into_id: str) -> None:
        """Merge a duplicate, with the same child and suspect, into the case that stays."""
        goes, stays = self.case(case_id), self.case(into_id)
        same = (*zip(goes.children, stays.children, strict=True), *zip(goes.suspects, stays.suspects, strict=True))
        versions = goes.record.version, into_id, stays.record.version
        self.do(merge_cases, MergeCases(SERGEANT.id, case_id, *versions, goes.record.reference, same))

    def sweep(self) -> None:
        """Look at the alerts."""
        self.do(raise_alerts, RaiseAlerts())
        self.checked()

    def checked(self) -> None:
        """Say that the alerts were looked at."""
        with self.database.write() as connection:
            JobRunStore(connection).finished("sweep", self.time.now(), 0, "a-machine")

    def made_on(self, instant: datetime) -> None:
        """Say when the unit began."""
        with self.database.write() as connection:
            connection.execute(update(unit).values(created_at=instant))


def figure(report: WeeklyDrift, key: str) -> Figure:
    """One figure of a report."""
    (found,) = [one for one in report.figures if one.key == key]
    return found
