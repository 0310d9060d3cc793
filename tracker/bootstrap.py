"""Builds a running core, and defines Tracker: do a request, ask a question, hear of changes."""

import logging
import platform
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.actions.acknowledge_alert import AcknowledgeAlert, acknowledge_alert
from tracker.actions.acknowledge_bail_check import AcknowledgeBailCheck, acknowledge_bail_check
from tracker.actions.add_absence import AddAbsence, add_absence
from tracker.actions.add_child import AddChild, add_child
from tracker.actions.add_device import AddDevice, add_device
from tracker.actions.add_duty_day import AddDutyDay, add_duty_day
from tracker.actions.add_note import AddNote, add_note
from tracker.actions.add_officer import AddOfficer, add_officer
from tracker.actions.add_suspect import AddSuspect, add_suspect
from tracker.actions.allocate_case import AllocateCase, allocate_case
from tracker.actions.allocate_cases import AllocateCases, allocate_cases
from tracker.actions.answer_escalation import AnswerEscalation, answer_escalation
from tracker.actions.answer_third_party import AnswerThirdParty, answer_third_party
from tracker.actions.apply_rule_changes import ApplyRuleChanges, apply_rule_changes
from tracker.actions.ask_third_party import AskThirdParty, ask_third_party
from tracker.actions.close_case import CloseCase, close_case
from tracker.actions.complete_follow_up import CompleteFollowUp, complete_follow_up
from tracker.actions.complete_milestone import CompleteMilestone, complete_milestone
from tracker.actions.correct_start import CorrectStart, correct_start
from tracker.actions.decide_approval import DecideApproval, decide_approval
from tracker.actions.delete_filter import DeleteFilter, delete_filter
from tracker.actions.drop_draft import DropDraft, drop_draft
from tracker.actions.edit_absence import EditAbsence, edit_absence
from tracker.actions.edit_case import EditCase, edit_case
from tracker.actions.edit_child import EditChild, edit_child
from tracker.actions.edit_device import EditDevice, edit_device
from tracker.actions.edit_officer import EditOfficer, edit_officer
from tracker.actions.edit_suspect import EditSuspect, edit_suspect
from tracker.actions.end_absence import EndAbsence, end_absence
from tracker.actions.end_protection import EndProtection, end_protection
from tracker.actions.escalate_delay import EscalateDelay, escalate_delay
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport, freeze_weekly_report
from tracker.actions.grade_risk import GradeRisk, grade_risk
from tracker.actions.import_cases import ImportCases, import_cases
from tracker.actions.keep_draft import KeepDraft, keep_draft
from tracker.actions.mark_not_required import MarkNotRequired, mark_not_required
from tracker.actions.move_device import MoveDevice, move_device
from tracker.actions.officer_leaves import OfficerLeaves, officer_leaves
from tracker.actions.open_case import OpenCase, open_case
from tracker.actions.order_date import OrderDate, order_date
from tracker.actions.pause_clock import PauseClock, pause_clock
from tracker.actions.plan_day import PlanDay, plan_day
from tracker.actions.print_bail_sheet import PrintBailSheet, print_bail_sheet
from tracker.actions.print_report import PrintReport, print_report
from tracker.actions.print_why import PrintWhy, print_why
from tracker.actions.raise_alerts import RaiseAlerts, raise_alerts
from tracker.actions.record_arrest import RecordArrest, record_arrest
from tracker.actions.record_bail_event import RecordBailEvent, record_bail_event
from tracker.actions.record_breach import RecordBreach, record_breach
from tracker.actions.record_chase import RecordChase, record_chase
from tracker.actions.record_conflict import RecordConflict, record_conflict
from tracker.actions.record_contact import RecordContact, record_contact
from tracker.actions.record_delay import RecordDelay, record_delay
from tracker.actions.record_estimate import RecordEstimate, record_estimate
from tracker.actions.record_event import RecordEvent, record_event
from tracker.actions.record_protection import RecordProtection, record_protection
from tracker.actions.record_remand import RecordRemand, record_remand
from tracker.actions.record_review import RecordReview, record_review
from tracker.actions.remove_duty_day import RemoveDutyDay, remove_duty_day
from tracker.actions.reopen_case import ReopenCase, reopen_case
from tracker.actions.reopen_milestone import ReopenMilestone, reopen_milestone
from tracker.actions.reschedule_milestone import RescheduleMilestone, reschedule_milestone
from tracker.actions.resume_clock import ResumeClock, resume_clock
from tracker.actions.review_protection import ReviewProtection, review_protection
from tracker.actions.save_filter import SaveFilter, save_filter
from tracker.actions.set_bail_conditions import SetBailConditions, set_bail_conditions
from tracker.actions.set_contact_safety import SetContactSafety, set_contact_safety
from tracker.actions.set_prosecution_limit import SetProsecutionLimit, set_prosecution_limit
from tracker.actions.sick_today import SickToday, sick_today
from tracker.actions.withdraw_approval import WithdrawApproval, withdraw_approval
from tracker.actions.withdraw_bail_event import WithdrawBailEvent, withdraw_bail_event
from tracker.actions.withdraw_chase import WithdrawChase, withdraw_chase
from tracker.actions.withdraw_conflict import WithdrawConflict, withdraw_conflict
from tracker.actions.withdraw_third_party import WithdrawThirdParty, withdraw_third_party
from tracker.changes import Changes, Notice
from tracker.domain.access import SCHEDULER_SCOPE, Scope, scope_of
from tracker.domain.agency_roles import ladders_from
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.calendar_file import CalendarFile
from tracker.domain.calendar_reading import calendar_files_from, calendars_from
from tracker.domain.force_settings import REFUSED
from tracker.domain.milestone_plan import catalogue_from
from tracker.domain.people import Officer
from tracker.domain.protective_measures import measures_from
from tracker.domain.rule_book import RuleBook
from tracker.domain.time_limits import LimitPack, pack_from, with_force_settings
from tracker.domain.toml_lines import line_of
from tracker.errors import RuleBroken, StorageProblem
from tracker.intake.preview import ExistingCase, ImportPreview, preview
from tracker.intake.reading import FileReading
from tracker.queries.absence_preview import absence_preview
from tracker.queries.agency_roles import agency_roles
from tracker.queries.allocation import allocation, leaver
from tracker.queries.approvals import approvals
from tracker.queries.awaited import awaited
from tracker.queries.bail_register import bail_register
from tracker.queries.bail_sheet import bail_sheet
from tracker.queries.case_chases import case_chases
from tracker.queries.case_facts import case_facts
from tracker.queries.case_file import case_file
from tracker.queries.case_notes import case_notes
from tracker.queries.case_third_party import case_third_party
from tracker.queries.caseload import caseload
from tracker.queries.closing import closing
from tracker.queries.conflicts import case_conflicts
from tracker.queries.cps_position import cps_position
from tracker.queries.device_register import device_register
from tracker.queries.drafts import draft
from tracker.queries.drift_board import drift_board
from tracker.queries.frozen_reports import draft_report, report, report_list
from tracker.queries.job_health import job_health
from tracker.queries.open_alerts import open_alerts
from tracker.queries.people import officers, person_of
from tracker.queries.quick_update import quick_cases, quick_update
from tracker.queries.recordable import recordable
from tracker.queries.reviews import review_position, reviews
from tracker.queries.rule_changes import rule_changes
from tracker.queries.same_person import same_person
from tracker.queries.saved_filters import saved_filters
from tracker.queries.today import today
from tracker.queries.unit_health import audit_check, unit_health
from tracker.queries.unit_people import unit_people
from tracker.queries.view import View
from tracker.queries.weekly_drift import weekly_drift
from tracker.queries.why import why, why_paper
from tracker.queries.workload import workload, workload_cases
from tracker.resource_files import toml, toml_folder
from tracker.rows.absence_preview import AbsencePreviewQuestion
from tracker.rows.agency_roles import AgencyRolesQuestion
from tracker.rows.allocation import AllocationQuestion, LeaverQuestion
from tracker.rows.approvals import ApprovalsQuestion
from tracker.rows.awaited import AwaitedQuestion
from tracker.rows.bail_register import BailRegisterQuestion
from tracker.rows.bail_sheet import BailSheet
from tracker.rows.case_chases import CaseChasesQuestion
from tracker.rows.case_facts import CaseFactsQuestion
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.case_notes import CaseNotesQuestion
from tracker.rows.case_third_party import CaseThirdPartyQuestion
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.cases_shown import cases_shown
from tracker.rows.closing import ClosingQuestion
from tracker.rows.conflicts import CaseConflictsQuestion
from tracker.rows.cps_position import CpsPositionQuestion
from tracker.rows.device_register import DeviceRegisterQuestion
from tracker.rows.drafts import DraftQuestion
from tracker.rows.drift_board import DriftBoardQuestion
from tracker.rows.frozen_reports import CoverSheet, DraftReportQuestion, Paper, ReportListQuestion, ReportQuestion
from tracker.rows.job_health import JobHealthQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.people import OfficersQuestion, Person
from tracker.rows.quick_update import QuickCasesQuestion, QuickUpdateQuestion
from tracker.rows.recordable import RecordableQuestion
from tracker.rows.reviews import ReviewPositionQuestion, ReviewsQuestion
from tracker.rows.rule_changes import RuleChanges, RuleChangesQuestion
from tracker.rows.same_person import SamePersonQuestion
from tracker.rows.saved_filters import SavedFiltersQuestion
from tracker.rows.today import TodayQuestion
from tracker.rows.unit_health import AuditCheckQuestion, UnitHealthQuestion
from tracker.rows.unit_people import UnitPeopleQuestion
from tracker.rows.weekly_drift import WeeklyDrift, WeeklyDriftQuestion
from tracker.rows.why import WhyPaper, WhyQuestion
from tracker.rows.workload import WorkloadCasesQuestion, WorkloadQuestion
from tracker.settings import database_address, load_settings
from tracker.storage.backup import copies_folder, copy_name, free_name
from tracker.storage.calendar_store import Edition, calendar_versions, content_digest, load_calendar, store_editions
from tracker.storage.encryption import NewKey, create_key, key_for
from tracker.storage.engine import Database, open_database
from tracker.storage.ids import IdSource
from tracker.storage.looks import record_look
from tracker.storage.people_store import PeopleStore, Unit
from tracker.storage.postgres_engine import is_server_address
from tracker.storage.sqlite_engine import check_place
from tracker.storage.standing_cases import StandingCase, standing_cases
from tracker.storage.unit_of_work import SCHEDULER, UnitOfWork, active_officer
from tracker.terms import CalendarName, Nation, Rank, Role, Severity
from tracker.time_source import SystemTime, TimeSource

if TYPE_CHECKING:
    from tracker.jobs.scheduler import Scheduler
    from tracker.reports.page_layout import Marking

log = logging.getLogger(__name__)

DEMO_UNIT = "Demo unit"
OTHER_RULES = Changes.of(case=None, milestone=None, alert=None, notices=[Notice("rules_changed", Severity.WARNING)])
FIRST_ROLES = frozenset({Role.ADMINISTRATOR, Role.UNIT_HEAD})

Action = Callable[[Any, UnitOfWork], Changes]
Query = Callable[[Any, View], Any]


def draw_weekly(report: WeeklyDrift, number: str) -> bytes:
    """Draw a weekly drift report; ReportLab is loaded at the first one."""
    from tracker.reports.weekly_drift import weekly_drift_pdf

    return weekly_drift_pdf(report, number=number, marking=_marking())


def draw_cover(cover: CoverSheet) -> bytes:
    """Draw the cover sheet of a copy."""
    from tracker.reports.cover_sheet import cover_sheet_pdf

    return cover_sheet_pdf(cover, _marking())


def draw_why(paper: WhyPaper) -> bytes:
    """Draw the paper that says why dates are what they are."""
    from tracker.reports.why_paper import why_pdf

    return why_pdf(paper, _marking())


def draw_bail_sheet(sheet: BailSheet) -> bytes:
    """Draw a bail sheet."""
    from tracker.reports.bail_sheet import bail_sheet_pdf

    return bail_sheet_pdf(sheet, _marking())


def _marking() -> "Marking":
    from tracker.reports.page_layout import Marking

    settings = load_settings()
    return Marking(settings.marking, settings.handling)


def count_pages(paper: bytes) -> int:
    """Count the pages of a paper drawn here."""
    from tracker.reports.cover_sheet import page_count

    return page_count(paper)


def _compared(standing: Mapping[str, StandingCase]) -> dict[str, ExistingCase]:
    return {
        reference: ExistingCase(one.case_id, one.version, one.current, one.imported, one.closed)
        for reference, one in standing.items()
    }


def _calendars(connection: Any) -> Mapping[CalendarName, WorkingCalendar]:
    return {name: load_calendar(connection, name) for name in CalendarName}


def _import_cases(request: ImportCases, work: UnitOfWork) -> Changes:
    return import_cases(request, work, lambda references: _compared(standing_cases(work.connection, references)))


def _apply_rule_changes(request: ApplyRuleChanges, work: UnitOfWork) -> Changes:
    return apply_rule_changes(request, work, shipped_calendars)


def _rule_changes(question: RuleChangesQuestion, view: View) -> RuleChanges:
    return rule_changes(question, view, shipped_calendars)


ACTIONS: Mapping[type, Action] = {
    SetContactSafety: set_contact_safety,
    RecordContact: record_contact,
    SetBailConditions: set_bail_conditions,
    ReviewProtection: review_protection,
    RecordProtection: record_protection,
    RecordBreach: record_breach,
    EndProtection: end_protection,
    AcknowledgeBailCheck: acknowledge_bail_check,
    AcknowledgeAlert: acknowledge_alert,
    AddNote: add_note,
    GradeRisk: grade_risk,
    EditSuspect: edit_suspect,
    EditChild: edit_child,
    DropDraft: drop_draft,
    EditCase: edit_case,
    AddSuspect: add_suspect,
    AddDevice: add_device,
    AddChild: add_child,
    AddAbsence: add_absence,
    AddDutyDay: add_duty_day,
    AddOfficer: add_officer,
    AllocateCase: allocate_case,
    ApplyRuleChanges: _apply_rule_changes,
    AnswerEscalation: answer_escalation,
    AnswerThirdParty: answer_third_party,
    AskThirdParty: ask_third_party,
    EscalateDelay: escalate_delay,
    RecordChase: record_chase,
    WithdrawChase: withdraw_chase,
    WithdrawThirdParty: withdraw_third_party,
    CloseCase: close_case,
    CompleteFollowUp: complete_follow_up,
    CompleteMilestone: complete_milestone,
    CorrectStart: correct_start,
    DeleteFilter: delete_filter,
    EditDevice: edit_device,
    DecideApproval: decide_approval,
    FreezeWeeklyReport: freeze_weekly_report,
    ImportCases: _import_cases,
    MoveDevice: move_device,
    OpenCase: open_case,
    KeepDraft: keep_draft,
    MarkNotRequired: mark_not_required,
    OrderDate: order_date,
    PauseClock: pause_clock,
    PlanDay: plan_day,
    PrintBailSheet: print_bail_sheet,
    PrintReport: print_report,
    PrintWhy: print_why,
    RaiseAlerts: raise_alerts,
    RecordArrest: record_arrest,
    RecordBailEvent: record_bail_event,
    RecordDelay: record_delay,
    RecordEstimate: record_estimate,
    RecordEvent: record_event,
    RecordRemand: record_remand,
    RecordReview: record_review,
    ReopenCase: reopen_case,
    ReopenMilestone: reopen_milestone,
    RescheduleMilestone: reschedule_milestone,
    ResumeClock: resume_clock,
    SaveFilter: save_filter,
    SetProsecutionLimit: set_prosecution_limit,
    EditAbsence: edit_absence,
    EditOfficer: edit_officer,
    EndAbsence: end_absence,
    RemoveDutyDay: remove_duty_day,
    SickToday: sick_today,
    AllocateCases: allocate_cases,
    OfficerLeaves: officer_leaves,
    RecordConflict: record_conflict,
    WithdrawConflict: withdraw_conflict,
    WithdrawApproval: withdraw_approval,
    WithdrawBailEvent: withdraw_bail_event,
}

QUERIES: Mapping[type, Query] = {
    CaseConflictsQuestion: case_conflicts,
    AllocationQuestion: allocation,
    LeaverQuestion: leaver,
    AbsencePreviewQuestion: absence_preview,
    AuditCheckQuestion: audit_check,
    ApprovalsQuestion: approvals,
    BailRegisterQuestion: bail_register,
    CaseFactsQuestion: case_facts,
    CaseFileQuestion: case_file,
    AgencyRolesQuestion: agency_roles,
    AwaitedQuestion: awaited,
    CaseChasesQuestion: case_chases,
    CaseNotesQuestion: case_notes,
    CaseThirdPartyQuestion: case_third_party,
    CpsPositionQuestion: cps_position,
    CaseloadQuestion: caseload,
    DeviceRegisterQuestion: device_register,
    DraftQuestion: draft,
    DriftBoardQuestion: drift_board,
    ClosingQuestion: closing,
    DraftReportQuestion: partial(draft_report, render=draw_weekly),
    JobHealthQuestion: job_health,
    OfficersQuestion: officers,
    OpenAlertsQuestion: open_alerts,
    QuickCasesQuestion: quick_cases,
    QuickUpdateQuestion: quick_update,
    RecordableQuestion: recordable,
    ReportListQuestion: report_list,
    ReportQuestion: report,
    ReviewPositionQuestion: review_position,
    ReviewsQuestion: reviews,
    RuleChangesQuestion: _rule_changes,
    SamePersonQuestion: same_person,
    SavedFiltersQuestion: saved_filters,
    UnitHealthQuestion: unit_health,
    UnitPeopleQuestion: unit_people,
    TodayQuestion: today,
    WeeklyDriftQuestion: weekly_drift,
    WhyQuestion: why,
    WorkloadCasesQuestion: workload_cases,
    WorkloadQuestion: workload,
}


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
        self._listeners: list[Callable[[Changes], None]] = []
        with database.read() as connection:
            self.rules = rule_book(_calendars(connection))
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

    def preview_import(self, by: str, reading: FileReading, left_out: frozenset[int] = frozenset()) -> ImportPreview:
        """Say what an import of a file would do, without doing it."""
        with self.database.read() as connection:
            self._scope(connection, by)
            return preview(reading, _compared(standing_cases(connection, reading.references)), left_out=left_out)

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
        self.database.close()

    def start_ticking(self) -> None:
        """Run the timed work at once and each minute, in a thread of its own, until closed."""
        if self._scheduler is None:
            from tracker.jobs.scheduler import Scheduler

            self._scheduler = Scheduler(self, self.machine, lambda _: self.tell(Changes.of(job=None)))
            self._scheduler.start()

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
        work.why_paper = lambda case, milestone: why_paper(WhyQuestion(work.act.officer_id, case, milestone), view)
        work.render, work.render_cover, work.page_count = draw_weekly, draw_cover, count_pages
        work.render_why = draw_why
        work.bail_sheet = lambda case, arrest: bail_sheet(case, arrest, work.act.officer_id, view)
        work.render_bail_sheet = draw_bail_sheet

    def _scope(self, connection: Any, by: str) -> Scope:
        return SCHEDULER_SCOPE if by == SCHEDULER else scope_of(active_officer(connection, by))

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


@dataclass(frozen=True, slots=True)
class NewUnit:
    """What a new database is made for: the unit, and the account that makes it."""

    name: str
    nation: Nation
    account: str
    demo: bool = False
    first_officer: Officer | None = None


def create_unit(address: str, unit: NewUnit, *, time: TimeSource, new_id: Callable[[], str]) -> NewKey | None:
    """Make an empty database with its unit, its calendars and its first officer.

    Give the key that was made for a file, with the recovery code that is shown once; None for a server.

    Raises:
        StorageProblem: as `open_database` with `create`.
    """
    key = None
    if not is_server_address(address):
        check_place(Path(address), create=True)
        key = create_key(Path(address))
    database = open_database(address, create=True, key=key.key if key else None)
    try:
        set_up(database, unit, time=time, new_id=new_id)
    finally:
        database.close()
    return key


def set_up(database: Database, unit: NewUnit, *, time: TimeSource, new_id: Callable[[], str]) -> None:
    """Give an empty database its unit, its calendars and its first officer."""
    officer = unit.first_officer or Officer(
        new_id(), "", unit.account, Rank.POLICE_STAFF, FIRST_ROLES, None, account=unit.account, detective=False
    )
    rules = shipped_rules()
    with database.write() as connection:
        store_editions(
            connection,
            [
                Edition(rules.calendar(name), file, content_digest(file), time.now(), officer.id)
                for name, file in shipped_calendars().items()
            ],
        )
        people = PeopleStore(connection)
        people.add_unit(Unit(new_id(), unit.name, unit.nation, unit.demo, time.now()))
        people.add_officer(officer)
    with database.work(officer.id, time, rules, new_id) as work:
        work.audit.add("create_unit", subject_id=officer.id, demo=unit.demo, nation=unit.nation)
        work.commit()


@dataclass(frozen=True, slots=True)
class DemoWish:
    """How large a demo unit is to be, the seed it grows from, the day it stands at, and the account that makes it."""

    cases: int
    officers: int
    seed: int
    as_of: date
    account: str


def create_demo(address: str, wish: DemoWish, progress: Callable[[int, int], None] | None = None) -> NewKey | None:
    """Make a demo unit: the same seed and date give the same unit. It stays marked as a demo for ever."""
    from tracker.demo.make_demo import begin_demo, make_demo

    beginning = begin_demo(wish.seed, wish.as_of, wish.account)
    unit = NewUnit(DEMO_UNIT, Nation.ENGLAND, wish.account, demo=True, first_officer=beginning.first_officer)
    key = create_unit(address, unit, time=beginning.time, new_id=beginning.new_id)
    database = open_database(address, key=key.key if key else None)
    try:
        make_demo(
            database,
            shipped_rules(),
            beginning,
            cases=wish.cases,
            officers=wish.officers,
            seed=wish.seed,
            as_of=wish.as_of,
            progress=progress,
        )
    finally:
        database.close()
    return key


def rule_book(calendars: Mapping[CalendarName, WorkingCalendar]) -> RuleBook:
    """Build the rules from the shipped limits and plans and the force's own file, by these calendars.

    Raises:
        RuleBroken: a file of limits or plans is wrong, or the force's file asks for what is not allowed.
    """
    catalogue = catalogue_from(toml_folder("milestone_plans"))
    pack = pack_from(toml_folder("time_limits"), catalogue.kinds)
    own = load_settings().limits_file
    agencies = ladders_from(toml("codes/agency_roles.toml"))
    measures = measures_from(toml("codes/protective_measures.toml"))
    return RuleBook(_with_own_limits(pack, own) if own else pack, catalogue, calendars, agencies, measures)


def shipped_calendars() -> Mapping[CalendarName, CalendarFile]:
    """Give what the shipped files say of each calendar."""
    return calendar_files_from(toml_folder("bank_holidays"))


def shipped_rules() -> RuleBook:
    """Build the rules by the shipped calendars, where there is no database."""
    return rule_book(calendars_from(toml_folder("bank_holidays")))


def _with_own_limits(pack: LimitPack, file: Path) -> LimitPack:
    """Apply the force's own file; what it may not do is refused with the line on which it stands."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        document = tomllib.loads(text)
    except OSError as fault:
        raise StorageProblem("cannot_open", place=str(file)) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise RuleBroken("force_file_unreadable", file=str(file), what=str(fault)) from fault
    try:
        return with_force_settings(pack, document)
    except RuleBroken as refused:
        if refused.code != REFUSED:
            raise
        facts = refused.values
        key = facts["value"] if isinstance(facts["value"], str) else ""
        line = line_of(text, str(facts["table"]), int(str(facts["number"])), key)
        about = str(facts["limit"] or facts["table"])
        code = "force_setting_in_file_refused" if about else "force_file_refused"
        raise RuleBroken(
            code, file=str(file), line=line, limit=about, what=facts["what"], value=facts["value"]
        ) from refused


def _records(answer: Any) -> list[str] | None:
    """Give what an answer shows, for the log of looking: its cases, or a paper; None for one without case content."""
    match answer:
        case RuleChanges():
            return cases_shown(answer) or None
        case Paper():
            return [answer.number or "draft"]
        case WeeklyDrift():
            return [f"week of {answer.monday}"]
        case _:
            return cases_shown(answer)
