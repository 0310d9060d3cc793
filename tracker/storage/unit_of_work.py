"""One transaction with who acts in it, the rules that hold, and the stores; rolled back unless committed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property

from sqlalchemy import Connection

from tracker import watch
from tracker.domain.access import SCHEDULER_SCOPE, Scope, covered_on, scope_of
from tracker.domain.act import Act
from tracker.domain.people import Officer
from tracker.domain.rule_book import RuleBook
from tracker.errors import RuleBroken
from tracker.rows.escalation_letter import EscalationLetter, EscalationLetterQuestion
from tracker.rows.papers import About, CoverSheet, FoundPaper
from tracker.rows.weekly_drift import WeeklyDrift
from tracker.storage.alert_store import AlertStore
from tracker.storage.audit_store import AuditStore
from tracker.storage.case_store import CaseStore
from tracker.storage.draft_store import DraftStore
from tracker.storage.filter_store import FilterStore
from tracker.storage.import_store import ImportStore
from tracker.storage.job_run_store import JobRunStore
from tracker.storage.kept_store import KeptStore
from tracker.storage.people_store import PeopleStore, Unit
from tracker.storage.protection_store import ProtectionStore
from tracker.storage.records import load_by_id
from tracker.storage.report_store import ReportStore
from tracker.storage.rule_change_store import RuleChangeStore
from tracker.storage.tables import officer
from tracker.terms import Nation
from tracker.time_source import TimeSource

SCHEDULER = SCHEDULER_SCOPE.officer_id


class UnitOfWork:
    """What one action works with. Nothing it wrote stays unless `commit` was called.

    Figures and drawings stand above storage: whoever opens the unit of work gives it `weekly_drift`, `render`,
    `find_paper`, `render_paper`, `render_cover`, `escalation_letter`, `render_letter` and `page_count`, for the actions
    that put something on paper.
    """

    weekly_drift: Callable[[date, str | None], WeeklyDrift]
    render: Callable[[WeeklyDrift, str], bytes]
    find_paper: Callable[[About], FoundPaper]
    render_paper: Callable[[FoundPaper], bytes]
    render_cover: Callable[[CoverSheet], bytes]
    escalation_letter: Callable[[EscalationLetterQuestion], EscalationLetter]
    render_letter: Callable[[EscalationLetter], bytes]
    page_count: Callable[[bytes], int]

    def __init__(
        self,
        connection: Connection,
        act: Act,
        scope: Scope,
        rules: RuleBook,
        on_commit: Callable[[Connection, range], None],
    ) -> None:
        self.connection = connection
        self.act = act
        self.scope = scope
        self.rules = rules
        self._on_commit = on_commit

    @cached_property
    def cases(self) -> CaseStore:
        """Cases within scope."""
        return CaseStore(self.connection, self.scope)

    @cached_property
    def kept(self) -> KeptStore:
        """Notes and other records kept with a case."""
        return KeptStore(self.connection, self.scope)

    @cached_property
    def people(self) -> PeopleStore:
        """Officers, teams and absences."""
        return PeopleStore(self.connection)

    @cached_property
    def alerts(self) -> AlertStore:
        """Alerts and who was told."""
        return AlertStore(self.connection, self.scope, self.act)

    @cached_property
    def protection(self) -> ProtectionStore:
        """How children's protection stands."""
        return ProtectionStore(self.connection)

    @cached_property
    def jobs(self) -> JobRunStore:
        """The runs of the timetable's jobs."""
        return JobRunStore(self.connection)

    @cached_property
    def reports(self) -> ReportStore:
        """Frozen papers."""
        return ReportStore(self.connection)

    @cached_property
    def drafts(self) -> DraftStore:
        """What people are typing."""
        return DraftStore(self.connection)

    @cached_property
    def filters(self) -> FilterStore:
        """The filters that people saved."""
        return FilterStore(self.connection)

    @cached_property
    def imports(self) -> ImportStore:
        """Imports."""
        return ImportStore(self.connection)

    @cached_property
    def rule_changes(self) -> RuleChangeStore:
        """New versions of calendars and limits."""
        return RuleChangeStore(self.connection, self.rules, self.act)

    @cached_property
    def audit(self) -> AuditStore:
        """The audit trail."""
        return AuditStore(self.connection, self.act)

    def sweep_all(self) -> None:
        """Look at restricted cases too: what nobody may read must still not be late unseen.

        Raises:
            RuleBroken: `not_allowed`: a person acts.
        """
        if self.act.officer_id != SCHEDULER:
            raise RuleBroken("not_allowed", who="the program itself")
        self.scope = replace(self.scope, sees_restricted=True)

    @property
    def unit(self) -> Unit:
        """The unit whose database this is; NotFound where it has not been set up."""
        return self.people.unit()

    @property
    def nation(self) -> Nation:
        """The nation whose pack of limits the unit's cases follow unless they say otherwise."""
        return self.unit.nation

    def commit(self) -> None:
        """Keep what was done, unless it is to be stopped: from here on it cannot be."""
        self.audit.flush()
        watch.check()
        self._on_commit(self.connection, self.audit.places())
        watch.settled()

    def rollback(self) -> None:
        """Undo what was done."""
        self.connection.rollback()


def acting(connection: Connection, officer_id: str, time: TimeSource, new_id: Callable[[], str]) -> tuple[Act, Scope]:
    """Give who acts and what they may see; the scheduler has no roles and sees the whole unit.

    Raises:
        RuleBroken: `unknown_officer`, also for one who has left.
    """
    now, today = time.now(), time.today()
    if officer_id == SCHEDULER:
        return Act(SCHEDULER, frozenset(), now, today, new_id), SCHEDULER_SCOPE
    person = active_officer(connection, officer_id)
    return Act(person.id, person.roles, now, today, new_id), scope_on(connection, person, today)


def scope_on(connection: Connection, person: Officer, today: date) -> Scope:
    """Give what an officer sees on a day; whom they cover for is read only where it makes a difference."""
    scope = scope_of(person)
    if scope.unit_wide or not scope.sees_cases:
        return scope
    covers = PeopleStore(connection).covers_by(person.id, today)
    return scope_of(person, covered_on(person.id, covers, today))


def active_officer(connection: Connection, officer_id: str) -> Officer:
    """Give an officer who works in the unit.

    Raises:
        RuleBroken: `unknown_officer`, also for one who has left.
    """
    found = load_by_id(connection, Officer, officer, officer_id)
    if found is None or not found.active:
        raise RuleBroken("unknown_officer", field="by")
    return found
