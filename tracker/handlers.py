"""Which function does which request, and which answers which question."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from tracker import papers, rules_in_force
from tracker.actions.acknowledge_alert import AcknowledgeAlert, acknowledge_alert
from tracker.actions.acknowledge_bail_check import AcknowledgeBailCheck, acknowledge_bail_check
from tracker.actions.add_absence import AddAbsence, add_absence
from tracker.actions.add_child import AddChild, add_child
from tracker.actions.add_device import AddDevice, add_device
from tracker.actions.add_duty_day import AddDutyDay, add_duty_day
from tracker.actions.add_note import AddNote, add_note
from tracker.actions.add_officer import AddOfficer, add_officer
from tracker.actions.add_suspect import AddSuspect, add_suspect
from tracker.actions.add_team import AddTeam, add_team
from tracker.actions.allocate_case import AllocateCase, allocate_case
from tracker.actions.allocate_cases import AllocateCases, allocate_cases
from tracker.actions.answer_escalation import AnswerEscalation, answer_escalation
from tracker.actions.answer_force import AnswerForce, answer_force
from tracker.actions.answer_third_party import AnswerThirdParty, answer_third_party
from tracker.actions.apply_rule_changes import ApplyRuleChanges, apply_rule_changes
from tracker.actions.ask_force import AskForce, ask_force
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
from tracker.actions.edit_team import EditTeam, edit_team
from tracker.actions.end_absence import EndAbsence, end_absence
from tracker.actions.end_protection import EndProtection, end_protection
from tracker.actions.escalate_delay import EscalateDelay, escalate_delay
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport, freeze_weekly_report
from tracker.actions.grade_risk import GradeRisk, grade_risk
from tracker.actions.import_cases import ImportCases, import_cases
from tracker.actions.keep_draft import KeepDraft, keep_draft
from tracker.actions.link_cases import LinkCases, link_cases
from tracker.actions.mark_not_required import MarkNotRequired, mark_not_required
from tracker.actions.merge_cases import MergeCases, merge_cases
from tracker.actions.move_device import MoveDevice, move_device
from tracker.actions.officer_leaves import OfficerLeaves, officer_leaves
from tracker.actions.open_case import OpenCase, open_case
from tracker.actions.order_date import OrderDate, order_date
from tracker.actions.pause_clock import PauseClock, pause_clock
from tracker.actions.plan_day import PlanDay, plan_day
from tracker.actions.print_escalation_letter import PrintEscalationLetter, print_escalation_letter
from tracker.actions.print_paper import PrintPaper, print_paper
from tracker.actions.print_report import PrintReport, print_report
from tracker.actions.print_week import PrintWeek, print_week
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
from tracker.actions.see_decision import SeeDecision, see_decision
from tracker.actions.see_to_alert import SeeToAlert, see_to_alert
from tracker.actions.set_bail_conditions import SetBailConditions, set_bail_conditions
from tracker.actions.set_contact_safety import SetContactSafety, set_contact_safety
from tracker.actions.set_prosecution_limit import SetProsecutionLimit, set_prosecution_limit
from tracker.actions.sick_today import SickToday, sick_today
from tracker.actions.snooze_alert import SnoozeAlert, snooze_alert
from tracker.actions.take_transfer_back import TakeTransferBack, take_transfer_back
from tracker.actions.transfer_case import TransferCase, transfer_case
from tracker.actions.unlink_cases import UnlinkCases, unlink_cases
from tracker.actions.withdraw_approval import WithdrawApproval, withdraw_approval
from tracker.actions.withdraw_bail_event import WithdrawBailEvent, withdraw_bail_event
from tracker.actions.withdraw_chase import WithdrawChase, withdraw_chase
from tracker.actions.withdraw_conflict import WithdrawConflict, withdraw_conflict
from tracker.actions.withdraw_third_party import WithdrawThirdParty, withdraw_third_party
from tracker.changes import Changes
from tracker.domain.access import Scope
from tracker.intake.preview import ExistingCase, ImportPreview, ImportPreviewQuestion, preview
from tracker.queries.absence_preview import absence_preview
from tracker.queries.agency_roles import agency_roles
from tracker.queries.alert_course import alert_measures, case_alerts
from tracker.queries.allocation import allocation, leaver
from tracker.queries.approvals import approvals
from tracker.queries.awaited import awaited
from tracker.queries.bail_register import bail_register
from tracker.queries.case_chases import case_chases
from tracker.queries.case_facts import case_facts
from tracker.queries.case_file import case_file
from tracker.queries.case_links import case_links
from tracker.queries.case_notes import case_notes
from tracker.queries.case_third_party import case_third_party
from tracker.queries.case_transfers import transfer_preview
from tracker.queries.caseload import caseload
from tracker.queries.closing import closing
from tracker.queries.column_choice import column_choice
from tracker.queries.conflicts import case_conflicts
from tracker.queries.cps_position import cps_position
from tracker.queries.device_register import device_register
from tracker.queries.digest import digest
from tracker.queries.drafts import draft
from tracker.queries.drift_board import drift_board
from tracker.queries.drift_course import drift_course
from tracker.queries.escalation_letter import draft_letter
from tracker.queries.forecast import forecast, likely_to_miss
from tracker.queries.frozen_reports import draft_report, report, report_list
from tracker.queries.job_health import job_health
from tracker.queries.merging import merging
from tracker.queries.open_alerts import open_alerts
from tracker.queries.people import officers
from tracker.queries.protection_register import protection_register
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
from tracker.queries.why import why
from tracker.queries.workload import workload, workload_cases
from tracker.rows.absence_preview import AbsencePreviewQuestion
from tracker.rows.agency_roles import AgencyRolesQuestion
from tracker.rows.alert_course import AlertMeasuresQuestion, CaseAlertsQuestion
from tracker.rows.allocation import AllocationQuestion, LeaverQuestion
from tracker.rows.approvals import ApprovalsQuestion
from tracker.rows.awaited import AwaitedQuestion
from tracker.rows.bail_register import BailRegisterQuestion
from tracker.rows.case_chases import CaseChasesQuestion
from tracker.rows.case_facts import CaseFactsQuestion
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.case_links import CaseLinksQuestion
from tracker.rows.case_notes import CaseNotesQuestion
from tracker.rows.case_third_party import CaseThirdPartyQuestion
from tracker.rows.case_transfers import TransferQuestion
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.closing import ClosingQuestion
from tracker.rows.column_choice import ColumnChoiceQuestion
from tracker.rows.conflicts import CaseConflictsQuestion
from tracker.rows.cps_position import CpsPositionQuestion
from tracker.rows.device_register import DeviceRegisterQuestion
from tracker.rows.digest import DigestQuestion
from tracker.rows.drafts import DraftQuestion
from tracker.rows.drift_board import DriftBoardQuestion
from tracker.rows.drift_course import DriftCourseQuestion
from tracker.rows.escalation_letter import EscalationLetterQuestion
from tracker.rows.forecast import ForecastQuestion, LikelyToMissQuestion
from tracker.rows.frozen_reports import DraftReportQuestion, ReportListQuestion, ReportQuestion
from tracker.rows.job_health import JobHealthQuestion
from tracker.rows.merging import MergeQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.papers import PaperQuestion
from tracker.rows.people import OfficersQuestion
from tracker.rows.protection_register import ProtectionRegisterQuestion
from tracker.rows.quick_update import QuickCasesQuestion, QuickUpdateQuestion
from tracker.rows.recordable import RecordableQuestion
from tracker.rows.reviews import ReviewPositionQuestion, ReviewsQuestion
from tracker.rows.rule_changes import RuleChanges, RuleChangesQuestion
from tracker.rows.same_person import SamePersonQuestion
from tracker.rows.saved_filters import SavedFiltersQuestion
from tracker.rows.today import TodayQuestion
from tracker.rows.unit_health import AuditCheckQuestion, UnitHealthQuestion
from tracker.rows.unit_people import UnitPeopleQuestion
from tracker.rows.weekly_drift import WeeklyDriftQuestion
from tracker.rows.why import WhyQuestion
from tracker.rows.workload import WorkloadCasesQuestion, WorkloadQuestion
from tracker.storage.standing_cases import standing_cases
from tracker.storage.unit_of_work import UnitOfWork

Action = Callable[[Any, UnitOfWork], Changes]


Query = Callable[[Any, View], Any]


def _existing_cases(connection: Any, scope: Scope, references: Collection[str]) -> dict[str, ExistingCase]:
    return {
        reference: ExistingCase(
            one.case_id, one.version, one.current, one.imported, one.closed, one.in_scope, one.merged
        )
        for reference, one in standing_cases(connection, scope, references).items()
    }


def _import_cases(request: ImportCases, work: UnitOfWork) -> Changes:
    return import_cases(request, work, partial(_existing_cases, work.connection, work.scope))


def _import_preview(question: ImportPreviewQuestion, view: View) -> ImportPreview:
    return preview(question.reading, _existing_cases(view.connection, view.scope, question.reading.references))


def _apply_rule_changes(request: ApplyRuleChanges, work: UnitOfWork) -> Changes:
    return apply_rule_changes(request, work, rules_in_force.shipped_calendars)


def _rule_changes(question: RuleChangesQuestion, view: View) -> RuleChanges:
    return rule_changes(question, view, rules_in_force.shipped_calendars)


ACTIONS: Mapping[type, Action] = {
    AcknowledgeAlert: acknowledge_alert,
    AcknowledgeBailCheck: acknowledge_bail_check,
    AddAbsence: add_absence,
    AddChild: add_child,
    AddDevice: add_device,
    AddDutyDay: add_duty_day,
    AddNote: add_note,
    AddOfficer: add_officer,
    AddSuspect: add_suspect,
    AddTeam: add_team,
    AllocateCase: allocate_case,
    AllocateCases: allocate_cases,
    AnswerEscalation: answer_escalation,
    AnswerForce: answer_force,
    AnswerThirdParty: answer_third_party,
    ApplyRuleChanges: _apply_rule_changes,
    AskForce: ask_force,
    AskThirdParty: ask_third_party,
    CloseCase: close_case,
    CompleteFollowUp: complete_follow_up,
    CompleteMilestone: complete_milestone,
    CorrectStart: correct_start,
    DecideApproval: decide_approval,
    DeleteFilter: delete_filter,
    DropDraft: drop_draft,
    EditAbsence: edit_absence,
    EditCase: edit_case,
    EditChild: edit_child,
    EditDevice: edit_device,
    EditOfficer: edit_officer,
    EditSuspect: edit_suspect,
    EditTeam: edit_team,
    EndAbsence: end_absence,
    EndProtection: end_protection,
    EscalateDelay: escalate_delay,
    FreezeWeeklyReport: freeze_weekly_report,
    GradeRisk: grade_risk,
    ImportCases: _import_cases,
    KeepDraft: keep_draft,
    LinkCases: link_cases,
    MarkNotRequired: mark_not_required,
    MergeCases: merge_cases,
    MoveDevice: move_device,
    OfficerLeaves: officer_leaves,
    OpenCase: open_case,
    OrderDate: order_date,
    PauseClock: pause_clock,
    PlanDay: plan_day,
    PrintEscalationLetter: print_escalation_letter,
    PrintPaper: print_paper,
    PrintReport: print_report,
    PrintWeek: print_week,
    RaiseAlerts: raise_alerts,
    SeeToAlert: see_to_alert,
    SnoozeAlert: snooze_alert,
    RecordArrest: record_arrest,
    RecordBailEvent: record_bail_event,
    RecordBreach: record_breach,
    RecordChase: record_chase,
    RecordConflict: record_conflict,
    RecordContact: record_contact,
    RecordDelay: record_delay,
    RecordEstimate: record_estimate,
    RecordEvent: record_event,
    RecordProtection: record_protection,
    RecordRemand: record_remand,
    RecordReview: record_review,
    SeeDecision: see_decision,
    RemoveDutyDay: remove_duty_day,
    ReopenCase: reopen_case,
    ReopenMilestone: reopen_milestone,
    RescheduleMilestone: reschedule_milestone,
    ResumeClock: resume_clock,
    ReviewProtection: review_protection,
    SaveFilter: save_filter,
    SetBailConditions: set_bail_conditions,
    SetContactSafety: set_contact_safety,
    SetProsecutionLimit: set_prosecution_limit,
    SickToday: sick_today,
    UnlinkCases: unlink_cases,
    TakeTransferBack: take_transfer_back,
    TransferCase: transfer_case,
    WithdrawApproval: withdraw_approval,
    WithdrawBailEvent: withdraw_bail_event,
    WithdrawChase: withdraw_chase,
    WithdrawConflict: withdraw_conflict,
    WithdrawThirdParty: withdraw_third_party,
}


QUERIES: Mapping[type, Query] = {
    AbsencePreviewQuestion: absence_preview,
    AgencyRolesQuestion: agency_roles,
    AllocationQuestion: allocation,
    ApprovalsQuestion: approvals,
    AuditCheckQuestion: audit_check,
    AwaitedQuestion: awaited,
    BailRegisterQuestion: bail_register,
    ProtectionRegisterQuestion: protection_register,
    CaseChasesQuestion: case_chases,
    CaseConflictsQuestion: case_conflicts,
    CaseFactsQuestion: case_facts,
    CaseFileQuestion: case_file,
    CaseLinksQuestion: case_links,
    CaseNotesQuestion: case_notes,
    CaseThirdPartyQuestion: case_third_party,
    CaseloadQuestion: caseload,
    ClosingQuestion: closing,
    CpsPositionQuestion: cps_position,
    DeviceRegisterQuestion: device_register,
    DigestQuestion: digest,
    DraftQuestion: draft,
    DraftReportQuestion: partial(draft_report, render=papers.draw_weekly),
    DriftBoardQuestion: drift_board,
    DriftCourseQuestion: drift_course,
    EscalationLetterQuestion: partial(draft_letter, render=papers.draw_letter),
    ForecastQuestion: forecast,
    JobHealthQuestion: job_health,
    LeaverQuestion: leaver,
    LikelyToMissQuestion: likely_to_miss,
    MergeQuestion: merging,
    OfficersQuestion: officers,
    OpenAlertsQuestion: open_alerts,
    CaseAlertsQuestion: case_alerts,
    AlertMeasuresQuestion: alert_measures,
    PaperQuestion: papers.drawn_paper,
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
    ColumnChoiceQuestion: column_choice,
    ImportPreviewQuestion: _import_preview,
    TodayQuestion: today,
    TransferQuestion: transfer_preview,
    UnitHealthQuestion: unit_health,
    UnitPeopleQuestion: unit_people,
    WeeklyDriftQuestion: weekly_drift,
    WhyQuestion: why,
    WorkloadCasesQuestion: workload_cases,
    WorkloadQuestion: workload,
}
