"""Opens a running core, and defines Tracker: do a request, ask a question, hear of changes."""

import logging
import platform
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker import papers, rules_in_force
from tracker.actions.apply_rule_changes import ApplyRuleChanges
from tracker.changes import Changes, Notice
from tracker.domain.access import SCHEDULER_SCOPE, Scope
from tracker.domain.calendar import WorkingCalendar
from tracker.handlers import ACTIONS, QUERIES
from tracker.intake.preview import ImportPreview
from tracker.queries.escalation_letter import escalation_letter
from tracker.queries.people import person_of
from tracker.queries.view import View
from tracker.queries.weekly_drift import weekly_drift
from tracker.rows.cases_shown import cases_shown
from tracker.rows.frozen_reports import Paper
from tracker.rows.papers import DrawnPaper
from tracker.rows.people import Person
from tracker.rows.rule_changes import RuleChanges
from tracker.rows.weekly_drift import WeeklyDrift, WeeklyDriftQuestion
from tracker.settings import database_address
from tracker.storage.backup import copies_folder, copy_name, free_name
from tracker.storage.calendar_store import calendar_versions, load_calendar
from tracker.storage.encryption import key_for
from tracker.storage.engine import Database, open_database
from tracker.storage.ids import IdSource
from tracker.storage.looks import record_look
from tracker.storage.postgres_engine import is_server_address
from tracker.storage.unit_of_work import SCHEDULER, UnitOfWork, active_officer, scope_on
from tracker.terms import CalendarName, Change, Severity
from tracker.time_source import SystemTime, TimeSource

if TYPE_CHECKING:
    from tracker.jobs.scheduler import Scheduler
    from tracker.storage.change_feed import ChangeFeed

log = logging.getLogger(__name__)

TELLS_ALL_EVERY = timedelta(minutes=10)
BY_OTHERS = Changes({kind: frozenset() for kind in Change})
OTHER_RULES = Changes.of(case=None, milestone=None, alert=None, notices=[Notice("rules_changed", Severity.WARNING)])


def _calendars(connection: Any) -> Mapping[CalendarName, WorkingCalendar]:
    return {name: load_calendar(connection, name) for name in CalendarName}


class Tracker:
    """A running core on one database, for the person bound to one account of the operating system.

    `do` and `ask` are dispatched by the type of what they are given; both may be called from any thread.
    """

    def __init__(self, database: Database, time: TimeSource, account: str, new_id: Callable[[], str]) -> None:
        self.database = database
        self.time = time
        self.new_id = new_id
        self.machine = platform.node()
        self._scheduler: Scheduler | None = None
        self._feed: ChangeFeed | None = None
        self._alerts_stand: tuple[int, ...] = ()
        self._others_did = False
        self._told_all: datetime | None = None
        self._listeners: list[Callable[[Changes], None]] = []
        with database.read() as connection:
            self.rules = rules_in_force.rule_book(_calendars(connection))
            self.person: Person | None = person_of(connection, account)

    def do(self, request: Any) -> Changes:
        """Do one thing in one transaction, then tell everybody who listens.

        Raises:
            RuleBroken, StaleRecord, NotFound, StorageProblem: nothing was changed.
        """
        action = ACTIONS[type(request)]
        with self.database.work(request.by, self.time, self.rules, self.new_id) as work:
            behind = self._catch_up(work.connection)
            work.rules = self.rules
            self._equip(work)
            changes = action(request, work)
            work.commit()
        log.info("done: %s", type(request).__name__)
        if isinstance(request, ApplyRuleChanges):
            with self.database.read() as connection:
                self._catch_up(connection)
        elif behind:
            self.tell(OTHER_RULES)
        self.tell(changes)
        return changes

    def ask(self, question: Any) -> Any:
        """Answer a question within the scope of who asks; the look is on record before the answer is given.

        Raises:
            RuleBroken: `unknown_officer`. NotFound: no such record, or out of scope.
        """
        query = QUERIES[type(question)]
        with self.database.read() as connection:
            behind = self._catch_up(connection)
            scope = self._scope(connection, question.by)
            answer = query(question, View(connection, scope, self.rules, self.time.now()))
        if behind:
            self.tell(OTHER_RULES)
        self._record_look(question, answer)
        return answer

    def on_changes(self, listener: Callable[[Changes], None]) -> None:
        """Call a listener after each commit of this process, in whatever thread it happened."""
        self._listeners.append(listener)

    def tell(self, changes: Changes) -> None:
        """Tell the listeners of changes, where there are any."""
        if changes.touched or changes.notices:
            for listener in list(self._listeners):
                listener(changes)

    def copy_before(self, what: str) -> str:
        """Copy the database before something large; give where the copy lies, or nothing where none is made.

        Raises:
            StorageProblem: the copy could not be made or does not open.
        """
        path = self.database.path
        if path is None:
            return ""
        target = free_name(copies_folder(path) / copy_name(path, self.time.now(), what))
        self.database.copy_to(target)
        return str(target)

    def close(self) -> None:
        """Stop the timed work, and give back the database."""
        if self._scheduler is not None:
            self._scheduler.stop()
            self._scheduler = None
        if self._feed is not None:
            self._feed.close()
            self._feed = None
        self.database.close()

    def start_ticking(self) -> None:
        """Run the timed work at once and each minute, and hear what others commit, in other threads until closed."""
        if self._scheduler is None:
            from tracker.jobs.scheduler import Scheduler

            told = Changes.of(job=None)
            self._scheduler = Scheduler(self, self.machine, lambda _: self.tell(told), listen=self.hear_others)
            self._scheduler.start()

    def hear_others(self) -> None:
        """Tell the listeners what other processes have committed since: alerts at once, all else now and then.

        What is shown anew is looked at anew, and each look is kept: hence not with every commit of a whole unit.

        Raises:
            StorageProblem: what others did cannot be heard.
        """
        from tracker.storage.change_feed import change_feed, stamp_of_alerts

        if self._feed is None:
            self._feed = change_feed(self.database)
            with self.database.read() as connection:
                self._alerts_stand = stamp_of_alerts(connection)
            return
        if self._feed.changed_elsewhere():
            self._others_did = True
            with self.database.read() as connection:
                before, self._alerts_stand = self._alerts_stand, stamp_of_alerts(connection)
            if self._alerts_stand != before:
                self.tell(Changes.of(alert=None, job=None))
        now = self.time.now()
        if self._others_did and (self._told_all is None or abs(now - self._told_all) >= TELLS_ALL_EVERY):
            self._others_did, self._told_all = False, now
            self.tell(BY_OTHERS)

    def _catch_up(self, connection: Any) -> bool:
        """Take over the calendars, where another workstation has applied new ones; say whether it has."""
        stored = calendar_versions(connection)
        if all(calendar.version == stored[name] for name, calendar in self.rules.calendars.items()):
            return False
        self.rules = replace(self.rules, calendars=_calendars(connection))
        log.info("took over changed calendars")
        return True

    def _equip(self, work: UnitOfWork) -> None:
        """Give a unit of work the figures and drawings that stand above storage."""
        view = View(work.connection, work.scope, self.rules, self.time.now())
        work.weekly_drift = lambda monday, team_id: weekly_drift(
            WeeklyDriftQuestion(work.act.officer_id, monday, team_id), view
        )
        work.render, work.render_cover, work.page_count = papers.draw_weekly, papers.draw_cover, papers.count_pages
        work.find_paper = lambda about: papers.find_paper(about, work.act.officer_id, view)
        work.render_paper = papers.draw_paper
        work.escalation_letter = lambda question: escalation_letter(question, view)
        work.render_letter = papers.draw_letter

    def _scope(self, connection: Any, by: str) -> Scope:
        if by == SCHEDULER:
            return SCHEDULER_SCOPE
        return scope_on(connection, active_officer(connection, by), self.time.today())

    def _record_look(self, question: Any, answer: Any) -> None:
        records = _records(answer)
        if records is not None:
            what = type(question).__name__.removesuffix("Question")
            reason = getattr(question, "reason", "")
            record_look(self.database, question.by, what, records, reason, self.time.now(), self.new_id)


def open_tracker(
    address: str, *, account: str, time: TimeSource | None = None, new_id: Callable[[], str] | None = None
) -> Tracker:
    """Open a database by its file's path or its server's address; an empty one means as in the settings.

    Raises:
        StorageProblem: as `open_database`; `key_missing` where the key of an encrypted file is not to be found.
    """
    address = address or database_address()
    chosen = time or SystemTime()
    key = None if is_server_address(address) else key_for(Path(address))
    database = open_database(address, key=key)
    try:
        return Tracker(database, chosen, account, new_id or IdSource(chosen))
    except BaseException:
        with suppress(Exception):
            database.close()
        raise


def _records(answer: Any) -> list[str] | None:
    """Give what an answer shows, for the log of looking: its cases, or a paper; None for one without case content."""
    match answer:
        case RuleChanges() | ImportPreview():
            return cases_shown(answer) or None
        case Paper():
            return [answer.number or "draft"]
        case DrawnPaper():
            return list(answer.cases)
        case WeeklyDrift():
            return [f"week of {answer.monday}"]
        case _:
            return cases_shown(answer)
