"""The English of terms, errors and steps, by key, for screen, paper and command line."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum

from tracker.terms import LimitKind, Rank
from tracker.time_source import LONDON

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SHAPES = {
    "not_started": "○",
    "running": "●",
    "due_soon": "◔",
    "overdue": "▲",
    "critical": "◆",
    "paused": "❚❚",
    "done": "✓",
    "done_late": "✓",
    "not_required": "–",
    "unknown": "?",
    "none": "–",
}

STATES = {
    "not_started": "not started",
    "running": "running",
    "due_soon": "due soon",
    "overdue": "overdue",
    "critical": "critical",
    "paused": "paused",
    "done": "done",
    "done_late": "done late",
    "not_required": "not required",
    "unknown": "not known",
    "none": "no next date",
}

TERMS: dict[str, str] = {
    "OpenWorkKind.bail": "Bail",
    "OpenWorkKind.device": "Device",
    "OpenWorkKind.milestone": "Milestone",
    "WorkloadLevel.amber": "above the team",
    "WorkloadLevel.no_capacity": "work, but no capacity",
    "WorkloadLevel.not_compared": "not compared",
    "WorkloadLevel.red": "far above the team",
    "WorkloadLevel.usual": "as the team",
    "AbsenceReason.abstracted": "Abstracted",
    "AbsenceReason.court": "Court",
    "AbsenceReason.leave": "Leave",
    "AbsenceReason.other": "Other",
    "AbsenceReason.sick": "Sick",
    "AbsenceReason.training": "Training",
    "Accreditation.accredited": "accredited",
    "Accreditation.not_accredited": "not accredited",
    "Accreditation.not_needed": "not needed for this activity",
    "Accreditation.not_recorded": "not recorded",
    "AlertKind.conditions_breached": "Conditions breached",
    "AlertKind.no_next_action": "No next action",
    "AlertKind.no_owner": "No owner",
    "AlertKind.overdue": "Overdue",
    "AlertKind.time_limit_expired": "Time limit on prosecution missed",
    "AlertState.acknowledged": "acknowledged",
    "AlertState.ended": "ended",
    "AlertState.open": "open",
    "BailAuthority.court": "magistrates' court",
    "BailAuthority.senior_officer": "senior officer of the investigating body",
    "BailCondition.a_grounds": "A: there are reasonable grounds to suspect that the person is guilty",
    "BailCondition.b_more_time": "B: more time is needed to decide on a charge, or to investigate further",
    "BailCondition.c_diligent": "C: that decision or investigation is being made diligently and expeditiously",
    "BailCondition.d_necessary": "D: bail is necessary and proportionate",
    "BailConditionKind.devices": "Devices and the internet",
    "BailConditionKind.no_contact": "No contact",
    "BailConditionKind.no_unsupervised_contact": "No unsupervised contact with anyone under 18",
    "BailConditionKind.not_to_attend": "Not to attend a place",
    "BailConditionKind.other": "Other condition",
    "BailConditionKind.residence": "Where to live and sleep",
    "BailEventKind.aligned": "Return date aligned with other bail",
    "BailEventKind.charged": "Charged",
    "BailEventKind.court_added": "Later extension by the court",
    "BailEventKind.court_applied": "Application lodged with the court",
    "BailEventKind.court_extended": "First extension by the court",
    "BailEventKind.court_refused": "Extension refused by the court",
    "BailEventKind.cps_request_met": "Prosecutor's request met",
    "BailEventKind.cps_requested": "Prosecutor asked for more",
    "BailEventKind.designated": "Designated exceptionally complex",
    "BailEventKind.ended": "Bail ended",
    "BailEventKind.extended": "Extended",
    "BailEventKind.in_hospital": "Admitted to hospital",
    "BailEventKind.no_further_action": "No further action",
    "BailEventKind.out_of_hospital": "Discharged from hospital",
    "BailEventKind.released_for_charging": "Released on bail for a charging decision",
    "BailEventKind.released_on_bail": "Released on bail",
    "BailEventKind.released_under_investigation": "Released under investigation",
    "BailEventKind.return_date_set": "Return date changed",
    "BailEventKind.street_bail": "Street bail",
    "BailEventKind.taken_from_sheet": "Taken from the unit's sheet",
    "BailRegime.before_2017": "arrested before 3 April 2017: no limit",
    "BailRegime.from_2017": "arrested from 3 April 2017 to 27 October 2022",
    "BailRegime.from_2022": "arrested on or after 28 October 2022",
    "BailState.court_deciding": "court deciding",
    "BailState.ended": "ended",
    "BailState.no_limit": "on bail, no limit",
    "BailState.not_begun": "not begun",
    "BailState.passed": "period over",
    "BailState.running": "on bail",
    "BailState.suspended": "suspended",
    "BailState.under_investigation": "under investigation",
    "CalendarName.court": "court business days",
    "CalendarName.england_and_wales": "England and Wales working days",
    "CalendarName.force": "the force's own days",
    "CalendarName.laboratory": "the laboratory's own days",
    "CaseKind.exploitation": "Exploitation",
    "CaseKind.neglect": "Neglect",
    "CaseKind.non_recent_abuse": "Non-recent abuse",
    "CaseKind.not_recorded": "Kind not recorded",
    "CaseKind.online_abuse": "Online abuse",
    "CaseKind.physical_abuse": "Physical abuse",
    "CaseKind.recent_sexual_abuse": "Recent sexual abuse",
    "CaseStatus.at_court": "At court",
    "CaseStatus.awaiting_allocation": "Awaiting allocation",
    "CaseStatus.closed": "Closed",
    "CaseStatus.open": "Open",
    "CaseStatus.with_cps": "With CPS",
    "ChaseWay.email": "E-mail",
    "ChaseWay.letter": "Letter",
    "ChaseWay.meeting": "Meeting",
    "ChaseWay.phone": "Phone",
    "ChaseWay.portal": "Portal",
    "CheckOutcome.breached": "breached",
    "CheckOutcome.complied": "complied",
    "CheckOutcome.could_not_check": "could not check",
    "Checker.neighbourhood": "neighbourhood team",
    "Checker.nobody": "nobody",
    "Checker.offender_manager": "offender manager",
    "Checker.oic": "OIC",
    "Checker.other": "somebody else",
    "Checker.social_care": "social care",
    "Checker.supervisor": "supervisor",
    "ClockState.paused": "paused",
    "ClockState.running": "running",
    "ClockState.stopped": "stopped",
    "ContactWay.email": "E-mail",
    "ContactWay.letter": "Letter",
    "ContactWay.phone": "Phone",
    "ContactWay.text": "Text message",
    "ContactWay.video": "Video call",
    "ContactWay.visit": "Visit",
    "ContactWith.adviser": "independent adviser",
    "ContactWith.carer": "carer",
    "ContactWith.child": "the child",
    "ContactWith.other": "somebody else",
    "ContactWith.parent": "parent",
    "ContactWith.social_worker": "social worker",
    "DelayReason.awaiting_allocation": "Awaiting allocation",
    "DelayReason.awaiting_appropriate_adult": "Awaiting appropriate adult or intermediary",
    "DelayReason.awaiting_health_report": "Awaiting health report",
    "DelayReason.awaiting_social_care": "Awaiting social care",
    "DelayReason.court": "Court",
    "DelayReason.cps_action_plan": "CPS action plan",
    "DelayReason.cps_queue": "CPS queue",
    "DelayReason.device_not_submitted": "Device not submitted",
    "DelayReason.dfu_queue": "Digital forensics unit's queue",
    "DelayReason.officer_abstracted": "Officer abstracted",
    "DelayReason.other": "Other",
    "DelayReason.suspect_not_located": "Suspect not located",
    "DelayReason.third_party_material": "Third-party material",
    "DelayReason.victim_needs_time": "The child or family needs time",
    "DelayReason.workload": "Workload",
    "DevicePart.back": "back from the laboratory",
    "DevicePart.never_sent": "not sent",
    "DevicePart.queued": "queued at the laboratory",
    "DevicePart.returned": "returned",
    "DevicePart.started": "being examined",
    "Holder.another_force": "Another force",
    "Holder.awaiting_allocation": "Awaiting allocation",
    "Holder.child_or_family": "Child's or family's need",
    "Holder.court": "Court",
    "Holder.cps": "CPS",
    "Holder.health": "Health",
    "Holder.laboratory": "Laboratory",
    "Holder.nobody": "Nobody",
    "Holder.other_agency": "Other agency",
    "Holder.our_unit": "Our unit",
    "Holder.social_care": "Social care",
    "InvestigatingBody.fca": "Financial Conduct Authority",
    "InvestigatingBody.hmrc": "HM Revenue and Customs",
    "InvestigatingBody.nca": "National Crime Agency",
    "InvestigatingBody.police": "police",
    "InvestigatingBody.sfo": "Serious Fraud Office",
    "LabRole.case_coordinator": "case coordinator",
    "LabRole.examiner": "examiner",
    "LabRole.manager": "manager",
    "LabRole.other": "somebody else there",
    "LabRole.queue_desk": "queue desk",
    "LimitKind.CODE": "statutory code",
    "LimitKind.GUID": "national guidance",
    "LimitKind.LAW": "law",
    "LimitKind.LOCAL": "local target",
    "MilestoneState.done": "done",
    "MilestoneState.not_known": "not known",
    "MilestoneState.not_required": "not required",
    "MilestoneState.not_started": "not started",
    "MilestoneState.open": "open",
    "Nation.england": "England",
    "Nation.wales": "Wales",
    "Rank.assistant_chief_constable": "assistant chief constable or commander",
    "Rank.chief_inspector": "chief inspector",
    "Rank.chief_superintendent": "chief superintendent",
    "Rank.constable": "constable",
    "Rank.inspector": "inspector",
    "Rank.police_staff": "police staff",
    "Rank.sergeant": "sergeant",
    "Rank.superintendent": "superintendent",
    "ProsecutionLimit.domestic_abuse": "Domestic common assault: two years, and six months from the first account",
    "ProsecutionLimit.none": "No limit",
    "ProsecutionLimit.not_recorded": "Not recorded",
    "ProsecutionLimit.summary_only": "Summary only: six months",
    "Representations.considered": "made and considered",
    "Representations.none_made": "none made",
    "Representations.not_recorded": "not recorded",
    "RiskGrade.high": "High",
    "RiskGrade.low": "Low",
    "RiskGrade.medium": "Medium",
    "RiskGrade.not_assessed": "Not assessed",
    "RiskGrade.very_high": "Very high",
    "Role.administrator": "Administrator",
    "Role.auditor": "Auditor",
    "Role.detective": "Detective",
    "Role.inspector": "Inspector",
    "Role.reader": "Reader",
    "Role.supervisor": "Supervisor",
    "Role.unit_head": "Unit head",
    "NotReached.declined": "declined",
    "NotReached.moved_away": "moved away",
    "NotReached.no_answer": "no answer",
    "NotReached.not_safe": "not possible safely",
    "NotCounted.no_bank_holiday": "no bank holiday by its name",
    "NotCounted.weekend": "at a weekend, not worked anyway",
    "Rung.cover": "cover",
    "Rung.inspector": "inspector",
    "Rung.oic": "OIC",
    "Rung.supervisor": "supervisor",
    "Rung.unit_list": "unit list",
    "SettingFault.empty": "may not be empty",
    "SettingFault.fixed": "is set for this machine and cannot be changed here",
    "SettingFault.no_such_file": "names a file that is not there",
    "SettingFault.not_a_choice": "must be one of these",
    "SettingFault.not_a_full_path": "must be a full path, from the root or the drive on",
    "SettingFault.not_a_number": "must be a whole number",
    "SettingFault.not_a_text": "must be a text in quotation marks",
    "SettingFault.not_an_address": "must be a full path, or an address that begins with postgresql://",
    "SettingFault.not_one_line": "must be one line of so many characters at most",
    "SettingFault.not_readable": "it is not saved as UTF-8 text",
    "SettingFault.not_toml": "it cannot be read. Write name = value, texts in quotation marks, paths in single ones",
    "SettingFault.unknown": "is not a setting. There is",
    "SafeToContact.no_message": "Do not leave a message",
    "SafeToContact.no_writing": "Do not write",
    "SafeToContact.only_through": "Contact only through",
    "SafeToContact.safe": "Safe to contact",
    "SafeToContact.suspect_lives_there": "The suspect lives there",
    "Severity.critical": "Critical",
    "Severity.notice": "Notice",
    "Severity.urgent": "Urgent",
    "Severity.warning": "Warning",
    "Sex.female": "female",
    "Sex.male": "male",
    "Sex.not_recorded": "sex not recorded",
    "Sex.other": "other",
    "Skill.abe_interviewer": "ABE interviewer",
    "Skill.child_abuse_specialist": "Specialist child abuse investigator (SCAIDP)",
    "Skill.disclosure_officer": "Disclosure officer",
    "Skill.image_grader": "Grades indecent images",
    "Skill.suspect_interviewer": "Advanced suspect interviewer",
    "Skill.welsh_speaker": "Speaks Welsh",
    "SubjectKind.case": "Case",
    "SubjectKind.child": "Child",
    "SubjectKind.device": "Device",
    "SubjectKind.suspect": "Suspect",
    "ThirdParty.family_court": "Family court",
    "ThirdParty.medical_records": "Medical records",
    "ThirdParty.other": "Other",
    "ThirdParty.phone_provider": "Phone provider",
    "ThirdParty.school": "School",
    "ThirdParty.social_care_file": "Social care file",
    "ToldOf.arrest": "the arrest",
    "ToldOf.bail": "the release, bail and its conditions",
    "ToldOf.court_date": "a date of the court",
    "ToldOf.decision": "the decision",
    "ToldOf.interview": "the interview of the suspect",
    "ToldOf.progress": "how the case goes",
    "YesNo.no": "no",
    "YesNo.not_recorded": "not recorded",
    "YesNo.yes": "yes",
    "ApprovalKind.not_required": "Not required",
    "ApprovalKind.pause": "Pause",
    "ApprovalKind.reschedule": "New date",
    "ApprovalState.approved": "approved",
    "ApprovalState.asked": "waits",
    "ApprovalState.refused": "refused",
    "ApprovalState.withdrawn": "withdrawn",
    "BailCheck.breached": "Conditions checked: breached",
    "BailCheck.kept": "Conditions checked: kept",
    "BailCheck.not_checked": "Conditions not checked",
    "Escalation.agency": "To a named post of an agency",
    "Escalation.inspector": "To the inspector",
    "Escalation.not_needed": "Not needed",
    "Escalation.superintendent": "To the superintendent",
    "OpenWork.approval": "Approval asked for",
    "OpenWork.awaited": "Awaited",
    "OpenWork.bail": "Live bail",
    "OpenWork.device": "Device not back",
    "OpenWork.follow_up": "Follow-up action",
    "OpenWork.milestone": "Milestone",
    "OpenWork.protection": "Protective measure",
    "OtherChildren.at_risk": "Other children at risk: action needed",
    "OtherChildren.none_known": "No other child known",
    "OtherChildren.safe": "Other children considered: safe for now",
    "RiskTrend.higher": "Higher than before",
    "RiskTrend.lower": "Lower than before",
    "RiskTrend.unchanged": "As before",
    "Welfare.concern": "Concern: action agreed",
    "Welfare.no_concern": "Discussed, no concern",
    "Welfare.not_discussed": "Not discussed",
}

ERRORS: dict[str, str] = {
    "stopped": "Stopped. Nothing was changed.",
    "conflict_known": "That {officer} must not take this case is on record already.",
    "conflict_of_oic": "{officer} has this case. Hand it over first.",
    "conflict_withdrawn": "This conflict has been withdrawn already.",
    "follow_up_left_without_owner": "A follow-up of a review of {reference} would be left without an owner. Allocate "
    "the case first.",
    "leaver_has_restricted": "Some of it is restricted, and you are not named on it. Somebody who is must hand it over "
    "first.",
    "leaver_takes_over": "{officer} leaves. Choose somebody else to take over.",
    "left_without_cover": "{count} absences would be left without whoever stands in. Choose who does.",
    "left_without_owner": "{count} cases would be left without an owner. Choose who takes them over.",
    "left_without_supervisor": "{count} cases would be left without a supervisor. Choose who supervises them.",
    "no_case_chosen": "Choose at least one case.",
    "not_a_supervisor": "{officer} is no supervisor. Choose somebody who is.",
    "officer_in_conflict": "{officer} must not take {reference}: a conflict is on record.",
    "weights_invalid": "{file}: {what}.",
    "absence_ends_first": "The absence ends before it begins on {first}.",
    "absence_over": "The absence ended on {last}.",
    "absence_too_long": "Nobody is entered as away for more than three years. Record that the officer has left.",
    "absent_already": "An absence from {first} to {last} is on record already. Change that one.",
    "account_not_yours_to_change": "Only an administrator or the unit head changes the account of an inspector, unit "
    "head, administrator or auditor.",
    "account_taken": "The account {account} acts as {officer} already. An account acts for one officer.",
    "collar_number_needed": "Enter the collar number.",
    "collar_number_taken": "{officer} has this collar number.",
    "cover_away": "{officer} is away until {last}. Choose somebody who is here.",
    "cover_needed": "Choose who stands in.",
    "covers_oneself": "Nobody stands in for themselves. Choose somebody else.",
    "duty_day_taken": "{day} is given to another duty already.",
    "duty_reason": "A single day is for court, training or another duty. Leave and sickness are absences.",
    "hours_impossible": "Enter hours a week from 0 to {most}.",
    "nobody_left_to_keep": "Nobody with an account would be left to look after the people of the unit.",
    "role_needed": "Choose at least one role.",
    "role_not_yours_to_give": "Only an administrator or the unit head gives or takes the roles inspector, unit head, "
    "administrator and auditor.",
    "surname_needed": "Enter the surname.",
    "working_days_needed": "Choose the days of the week that are worked.",
    "address_unreadable": "The address of the database cannot be read: write a path, or "
    "postgresql://account@host/database.",
    "after_as_of": "It happened after {as_of}, the day asked about.",
    "age_cannot_be": "{age} is not an age.",
    "alert_ended": "This alert has already ended.",
    "already_designated": "The case is designated already.",
    "already_in_hospital": "The suspect is recorded as an in-patient since {since}. Record the discharge first.",
    "already_released": "The suspect has been released before; street bail comes before every other release.",
    "application_open": "The application to the court of {since} is not decided yet.",
    "arrest_has_bail": "Bail is recorded on this arrest. Take back its events first.",
    "arrest_needed": "There is no arrest of this suspect on record. Record the arrest, and with it how the suspect "
    "was released.",
    "as_of_before_start": "{on} is before the clock starts on {started_on}.",
    "as_of_only_in_demo": "--as-of is only for a demo unit.",
    "authoriser_needed": "Say who authorised it: rank and number, or the court.",
    "authority_missing": "Say the rank: to extend to {to} months takes: {wanted}, or above.",
    "authority_needed": "Say which court or officer set the date.",
    "authority_of_another": "An extension by the police has a rank for its authority, one by the court has the court.",
    "back_dated_too_far": "A date more than {days} days back needs a supervisor.",
    "bail_before_arrest": "The return date {on} is before the arrest.",
    "bail_ended": "Bail ended on {since}. What happens after that belongs to a new arrest.",
    "bail_ended_by": "Bail ended with: {kind}, on {on}. Take that back instead.",
    "bail_ends_by_event": "Bail is not marked as not required: it ends with what ends it, or its events are taken "
    "back.",
    "bail_event_before_later": "This does not go with what is on record after it: {kind}, on {on}. Take that back "
    "first.",
    "bail_event_needed": "{milestone}: record it on the bail of the arrest, with what it changes.",
    "bail_event_withdrawn": "This has been taken back already.",
    "bail_extended_by_its_events": "{limit} is not lengthened as it stands here; the law of that day extends bail by "
    "its own steps: ask `undrift bail`.",
    "bail_extended_to": "The law of that day extends this bail to {months} months in all; on whose authority, and in "
    "which order, `undrift bail` says.",
    "bail_has_its_events": "Bail is moved by its own events: an extension, a suspension, a return date. "
    "Record them on the arrest.",
    "bail_of_which_arrest": "The suspect has more than one arrest with bail or without a release. Record it on the "
    "bail of the arrest it belongs to.",
    "before_the_arrest": "It lies before the arrest on {arrested}.",
    "calendar_file_empty": "{file} holds no days. Nothing was taken from it.",
    "calendar_file_shorter": "{file} covers fewer years than are known: {first} to {last}. Nothing was taken from it.",
    "calendar_file_unreadable": "{file} cannot be read: {what}. Nothing was taken from it.",
    "calendar_invalid": "{file}: {what}.",
    "calendar_missing": "There is no calendar {calendar}.",
    "calendar_version_missing": "The calendar {calendar} has no version {version}, by which a clock counts.",
    "calendar_without_working_day": "The calendar {calendar} has no working day.",
    "cannot_be_planned": "{milestone} is not planned for a day: it follows from other records.",
    "cannot_open": "{place} does not open: it is no Undrift database, or the key is another database's.",
    "case_closed": "Case {reference} is closed. Reopen it first.",
    "clock_event_incomplete": "The event {kind} lacks its new date or number.",
    "clock_not_paused": "This clock is not paused.",
    "clock_not_running": "This clock is not running.",
    "clock_not_stopped": "This clock has not stopped.",
    "clock_paused_already": "This clock is already paused.",
    "clock_started_twice": "This clock has been started already.",
    "clock_stopped": "This clock has stopped. Reopen it first.",
    "clock_without_start": "This clock has no start.",
    "column_ambiguous": "Several columns claim {field}: {columns}. Say which in a mapping.",
    "column_missing": "No column for {field} was found among: {headings}. Say which in a mapping.",
    "conditions_needed": "Record the conditions that are met. Missing: {missing}.",
    "confirmation_needed": "Say who confirmed the limit and the day.",
    "copy_bad": "The copy {place} does not open or is damaged, so it does not count.",
    "court_first": "Wrong order: the court has not extended this period yet. Its first extension is to {usual} or "
    "{longer} months, not by some months more.",
    "court_is_deciding": "The period ran out on {end} and only the court keeps it going: nobody else extends it.",
    "court_later": "Wrong order: the court has extended this period before. Now it adds {usual} or {longer} months.",
    "court_too_late": "Too late: the period ended on {end}. The court can extend it after that day only on an "
    "application lodged by then, and none is recorded.",
    "court_wrong_order": "Wrong order: before the court comes the extension by: {wanted}, or above.",
    "csv_broken": "The file cannot be read as CSV from line {line}.",
    "custody_limit_runs": "That custody time limit runs already, to {due}.",
    "custody_time_spent": "{served} days served leave nothing of {amount}, or are no number of days.",
    "damaged": "The database {place} is damaged. Restore the newest copy.",
    "copy_needs_recipient_and_reason": "Say for whom the paper is and why: --recipient WHO --reason WHY.",
    "database_too_new": "The database {place} has schema {found}; this program knows {known}. Install the "
    "newer program.",
    "database_too_old": "The database {place} has schema {found}; this program needs {known}. Its owner has "
    "to upgrade it.",
    "date_before_report": "{on} is before the report on {reported_on}.",
    "date_in_future": "{on} is in the future. Enter the day it happened.",
    "date_needed": "Say to which date.",
    "date_order_contradicted": "{column}, line {line}: {value} cannot be read as {order}, and the whole "
    "column agrees with it.",
    "date_order_needed": "Dates in {columns} fit two orders, such as {example}. Say which with --date-order "
    "dmy or mdy.",
    "date_too_far": "Counted from {on}, the date lies after the year 9999.",
    "disk_error": "The disk reports a fault at {place}. Nothing was changed.",
    "disk_full": "There is no room left on the disk of {place}. Nothing was changed.",
    "encoding_unknown": "The text is in an encoding that is not known: save it as UTF-8.",
    "event_before_start": "{on} is before the clock starts on {started_on}.",
    "exists_already": "There is something at {place} already.",
    "extended_already": "It has been extended already; it can be extended once.",
    "extended_too_late": "Too late: it ended on {due}.",
    "extension_not_in_law": "This limit is fixed by {kind}, which has no extension of it ({basis}).",
    "extension_not_longer": "It counts {amount} already; an extension makes it longer. Give the new total.",
    "extension_to_another_amount": "It is extended once, to {amount} in all, and to nothing else ({basis}).",
    "file_empty": "The file is empty.",
    "file_failed": "{what}: {place}",
    "file_has_nul": "This is not a text file: it holds NUL bytes.",
    "file_not_text": "This is not a text file.",
    "file_too_big": "The file is larger than {limit_mb} MB.",
    "force_file_refused": "{file}, line {line}: {what}.",
    "force_file_unreadable": "The force's file of limits {file} cannot be read: {what}",
    "force_setting_in_file_refused": "{file}, line {line}: {limit}: {what}.",
    "force_setting_refused": "The force's file of limits: {limit}: {what}.",
    "headings_not_found": "No row of headings was found.",
    "informed_after_decision": "The suspect is told that a decision is coming before it is taken, on {on}.",
    "key_missing": "The key of {place} is neither in the key store nor in a key file. Use the recovery code.",
    "later_one_done": "A later one of the same kind is done already. Reopen that one first.",
    "limit_not_in_force": "{limit} was not in force on {on}.",
    "limit_of_another_nation": "{limit} does not apply in {nation}.",
    "limit_pack_invalid": "{file}, {limit}: {what} ({value}).",
    "limit_is_duty": "{limit} {name}: a duty with no time limit of its own, so it gives no date ({basis}).",
    "limit_is_rule": "{limit} {name}: a rule that is pointed out, under which no time runs, so it gives "
    "no date ({basis}).",
    "limit_is_rule_with_numbers": "{limit} {name}: a rule with numbers ({numbers}) under which no time runs, "
    "so it gives no date ({basis}).",
    "limit_not_in_force_then": "{limit} was not in force on {on}. In force then: {held}.",
    "limit_without_number": "{limit} {name}: nobody has given its number yet, so it gives no date ({basis}).",
    "limit_without_clock": "{limit} has no clock, so it gives no date.",
    "locked": "Somebody else is writing to the database. Nothing was changed. Try again.",
    "mapping_column_missing": "The mapping names the column {column} for {field}, which is not among: {headings}.",
    "mapping_file_not_read": "The mapping file is neither TOML nor JSON.",
    "mapping_file_too_long": "The mapping file is longer than {limit_kb} KB.",
    "mapping_file_wrong": "The mapping file is wrong at {place}.",
    "milestone_already_done": "This milestone is already {state}.",
    "milestone_not_done": "This milestone is not done, so it cannot be reopened.",
    "milestone_plan_invalid": "{file}, {kind}: {what} ({value}).",
    "network_share": "{place} lies on a network share, where a database file gets damaged. Use a local disk "
    "or a server.",
    "next_step_in_past": "{on} has already passed. Give a day from today on.",
    "next_step_needed": "Say what the next step is.",
    "no_application": "No application to the court is waiting to be decided.",
    "no_clock_to_explain": "No clock runs here, so there is no date to explain.",
    "no_database": "There is no database at {place}.",
    "no_designation_here": "The law knows no designated cases here: a senior officer of the investigating body "
    "extends.",
    "no_limit_in_this_regime": "The law of an arrest before 3 April 2017 sets no limit to bail, so there is nothing "
    "to extend.",
    "no_officer_for_account": "No officer is bound to the account {account}, so it may not do this here.",
    "not_a_custody_limit": "{limit} is not a custody time limit.",
    "not_a_monday": "{on} is not a Monday. A week is named by its Monday.",
    "not_a_release": "{kind} is not a release.",
    "not_a_workbook": "This is not an Excel workbook.",
    "not_allowed": "Your role does not allow this. Ask {who}.",
    "not_begun": "The period has not begun: the first release was for a charging decision. It begins when the CPS "
    "asks for more.",
    "not_designated": "Not designated: the DPP designates the case as exceptionally complex before it is extended to "
    "{to} months.",
    "not_empty": "{place} is not empty.",
    "not_found": "There is no such record, or you may not see it.",
    "not_in_hospital": "No admission to hospital is recorded before it.",
    "not_on_bail": "No release on bail is recorded before it.",
    "not_permitted": "The account on the database server may not do this. Ask whoever runs {place}.",
    "not_planned": "It is planned for no day, so there is none to take back. Enter the day it is booked for.",
    "nothing_to_apply": "No change of a calendar or a limit waits to be applied.",
    "not_set_up": "{place} has not been set up for Undrift.",
    "not_suspended": "The period is not suspended: no release for a charging decision is recorded before it.",
    "nothing_to_extend": "Nothing runs that this could extend.",
    "offence_date_needed": "Say when the offence was committed: the limit counts from that day.",
    "officer_has_left": "{officer} no longer works in the unit.",
    "only_court_extends": "Wrong order: no police rank can extend this period any further, only the court.",
    "opening_stands": "The opening of a case is not taken back. A wrong day of the report is corrected.",
    "order_before_start": "{to} is before the clock started on {started_on}.",
    "order_fixed_by_law": "This limit is fixed by {kind}; no court and no officer moves its date ({basis}).",
    "order_needs_court": "This period ends by law; only a court moves its end.",
    "order_needs_supervisor": "What an officer ordered is recorded by a supervisor. "
    "A detective may record what a court ordered.",
    "pause_before_start": "{on} is before the clock started on {started_on}.",
    "pause_ends_in_future": "{on} is in the future. Leave it empty while the pause lasts, "
    "and say when it is looked at again.",
    "pause_fixed_by_law": "This limit is fixed by {kind} and is not paused ({basis}).",
    "pause_needs_supervisor": "A detective may pause a clock for at most {days} working days in all. "
    "Give an earlier day, or ask a supervisor.",
    "pause_of_ordered": "This date was ordered ({authority}). No pause moves it.",
    "pause_of_period": "A period is not paused by hand: only the law suspends it ({basis}).",
    "pause_without_length": "A pause from {since} to {until} has no length.",
    "pause_without_review": "Enter the day on which somebody looks again.",
    "planned_already": "It is planned for {on} already.",
    "planned_in_past": "{on} has passed. Complete it, or enter the day it is booked for now.",
    "preview_out_of_date": "The clocks have changed since this was shown. Nothing was applied. Look again.",
    "quote_not_closed": "A quotation mark opened in line {line} is never closed.",
    "read_only": "{place} can be read but not written. Nothing was changed.",
    "reason_needed": "A reason is needed.",
    "kind_needed": "Say what kind of device it is.",
    "kind_the_same": "The case is of that kind already.",
    "label_in_use": "Another in this case is called {label}.",
    "label_needed": "Give initials, a code name or an exhibit reference.",
    "label_too_long": "{longest} letters are the most: initials or a code name, never a name.",
    "name_needed": "Give it a name.",
    "risk_the_same": "The risk is graded so already.",
    "steps_day_needed": "Say by when that is done.",
    "steps_day_past": "{on} has passed. Give a day from today on.",
    "steps_needed": "The risk has risen: say what is done about it.",
    "name_too_long": "The name is too long: {longest} letters are the most.",
    "breach_needs_note": "Say in a few words which condition was broken. Never an account of what was done.",
    "check_reason_needed": "Say why it could not be checked.",
    "bail_conditions_needed": "Choose at least one condition.",
    "end_before_start": "{on} is before it began, on {since}.",
    "measure_ended": "It has ended already, on {on}.",
    "measure_recorded_elsewhere": "{name} follows from what is recorded on the bail or as a milestone.",
    "measures_invalid": "The list of protective measures is wrong: {why}, {value}.",
    "no_such_measure": "There is no such measure.",
    "was_not_on_bail": "The suspect was not on bail on {on}.",
    "protects_whom": "Choose whom it restrains or which child it protects.",
    "contact_safety_needed": "Say first what must be minded before this child or family is contacted.",
    "every_days_wrong": "Give a number of days from 1 to 365.",
    "only_through_whom": "Choose through whom contact goes.",
    "safe_and_not_safe": "Safe to contact cannot stand beside something that must be minded.",
    "told_or_not_reached": "Who was not reached was told nothing.",
    "way_needed": "Choose how contact was made.",
    "count_below_nothing": "A count cannot be less than 0.",
    "device_fact_needed": "A device has an exhibit reference and a kind.",
    "device_not_at_triage": "{exhibit} does not wait to be accepted, so it cannot be rejected.",
    "device_stage_after": "{exhibit}: {stage} was on {on}; this cannot be after it.",
    "device_stage_before": "{exhibit}: {stage} was on {on}; this cannot be before it.",
    "device_stage_done": "{exhibit}: {stage} is recorded already, on {on}.",
    "device_stage_not_expected": "{exhibit}: {stage} is not expected. Reopen its milestone if it is needed after all.",
    "device_stage_out_of_order": "{exhibit}: {stage} is out of order. Record first: {missing}.",
    "estimate_in_the_past": "The day, {on}, was over when it was told, on {told_on}.",
    "no_device_stage": "A device has no such stage.",
    "rejection_reason_needed": "Say why the laboratory did not accept it.",
    "note_needed": "Write the note first.",
    "note_too_long": "The note has {length} letters, {longest} are the most: accounts belong in the crime record.",
    "answer_before_request": "{on} is before the request of {asked}.",
    "answer_needed": "Write what was answered.",
    "asked_for_needed": "Say what is asked for.",
    "chase_withdrawn": "This has been withdrawn already.",
    "code_list_invalid": "{file}, {row}: {what}.",
    "line_too_long": "This has {length} letters, {longest} are the most: accounts belong in the crime record.",
    "not_an_agency": "{agency} is no agency that is chased.",
    "promise_before_chase": "{on} is before {chased}, the day of this entry.",
    "promise_before_request": "{on} is before the request of {asked}.",
    "refusal_needed": "Say why it was refused.",
    "request_answered": "This request has been answered already.",
    "role_of_agency_needed": "Choose a post of: {agency}. A delay is escalated above the one who is chased.",
    "what_needed": "Say what was asked for.",
    "why_needed": "Say why it is escalated.",
    "rank_needed": "Say with what authority: the rank, or the court.",
    "recipient_needed": "Say who the copy is for.",
    "recorded_otherwise": "{milestone} follows from other records; it is not entered by itself.",
    "recovery_code_wrong": "This is not the recovery code of {place}.",
    "recovery_missing": "The recovery file {place} is missing or damaged, so that no code opens the database.",
    "reference_in_use": "There is a case {reference} already.",
    "reference_needed": "A crime reference is needed.",
    "released_before_arrest": "{on} is before the arrest.",
    "report_damaged": "The stored bytes of report {number} no longer match its digest. It was not copied.",
    "report_without_cases": "There were no cases in the week of {week}, so there is nothing to put on paper.",
    "representations_needed": "Record what the suspect or the legal representative said: considered, or none made.",
    "request_already_open": "The last request of the CPS has not been met yet.",
    "request_not_open": "No request of the CPS is open.",
    "reschedule_backwards_in_time": "{to} has already passed. Give a day from today on.",
    "reschedule_fixed_by_law": "This date is fixed by {kind} and cannot be re-planned ({basis}).",
    "reschedule_ordered": "This date was ordered ({authority}) and is not re-planned. "
    "Record a new order if there is one.",
    "reschedule_of_period": "A period is extended by an authority, not re-planned ({basis}).",
    "reschedule_period": "This period is extended by an authority, not re-planned.",
    "resumed_before_paused": "{on} is before the pause began on {paused_on}.",
    "return_after_end": "The return date {until} is after {earliest}, the last day it may be.",
    "return_before_event": "The return date {until} is before {on}, the day it was set.",
    "return_without_bail": "A return date goes with bail.",
    "review_in_past": "{on} has already passed. Give a day from today on.",
    "server_keeps_itself": "{place} is a server, which is copied and restored by its own means.",
    "server_refused": "The database server refuses the account or its password: {place}.",
    "server_unreachable": "The database server does not answer: {place}.",
    "setting_line_wrong": "{file}, line {line}: {what}.",
    "setting_refused": "{key} {what}{wanted}.",
    "setting_wrong": "{file}, line {line}: {key} {what}{wanted}.",
    "sheet_empty": "The sheet {sheet} is empty.",
    "sheet_not_found": "There is no sheet {sheet}. There are: {sheets}.",
    "sheet_too_spread": "Something stands far from the table, in cell {cell}: delete it and save.",
    "stale": "Changed by {who} at {when}. Reload, then try again.",
    "start_after_pause": "The clock was paused before {to}, so it had started by then.",
    "start_after_stop": "{to} is after the clock stopped on {stopped_on}.",
    "start_needs_supervisor": "This clock started on {started_on}, more than {days} days ago. "
    "Ask a supervisor to correct it.",
    "start_in_future": "{to} lies after {on}, the day on which the start is corrected.",
    "start_the_same": "The clock starts on {to} already.",
    "time_in_future": "{at} is in the future.",
    "time_of_another_day": "{at} is not on {on}.",
    "told_before_decision": "The suspect is told the result on or after the day it is decided, {on}.",
    "too_late": "Too late: the period ended on {end}, and this had to come on or before that day.",
    "too_many_columns": "{columns} columns; at most {limit} can be read.",
    "too_many_rows": "More than {limit} rows.",
    "transfer_differs": "The table {table} did not arrive whole: {rows} rows there, {arrived} here. Nothing was kept.",
    "unknown_limit": "Undrift knows no limit called {limit}.",
    "unknown_milestone_kind": "There is no milestone kind {kind}.",
    "unknown_officer": "This person does not work in the unit.",
    "unknown_team": "There is no team {team}.",
    "week_not_begun": "The week of {on} has not begun.",
    "week_not_over": "The week of {monday} is not over yet.",
    "workbook_damaged": "The workbook is damaged: open it in the spreadsheet and save it again.",
    "workbook_empty": "The workbook holds nothing to read.",
    "workbook_has_password": "The workbook has a password: save a copy without one.",
    "workbook_other_format": "Another spreadsheet format: save it as .xlsx.",
    "workbook_too_old": "An old Excel workbook (.xls): save it as .xlsx.",
    "workbook_unpacks_too_big": "The workbook unpacks to more than {limit_mb} MB.",
    "wrong_months": "The court may give {usual} or {longer} months here.",
    "wrong_order": "Wrong order: the next extension is to {wanted} months.",
    "wrong_rank": "Wrong rank: to extend to {to} months takes: {wanted}, or above. Given: {given}.",
    "wrong_subject": "{milestone} concerns a {subject} of the case.",
    "approval_asked_already": "This has been asked for already and waits for a supervisor.",
    "approval_decided": "This request is {state} already.",
    "approval_of_another": "Only whoever asked can take a request back. Refuse it instead.",
    "approval_own": "Nobody approves or refuses their own request. Another supervisor decides it.",
    "approval_stale": "Changed by {who} at {when}, after this was asked for. Nothing was done: refuse it, so that it "
    "can be asked for anew.",
    "case_not_closed": "Case {reference} is not closed.",
    "closing_review_needed": "The review before closing has not been held. Hold it, or say why it is not needed.",
    "open_work_changed": "What is open has changed since it was listed. Look again.",
    "passed_to_whom": "Say to which force or body the case has passed, and why.",
    "nobody_on_bail": "Nobody is on bail here, so there is nothing to decide about.",
    "answer_too_long": "At most {longest} letters: accounts belong in the crime record.",
    "day_not_to_come": "{on} is not a day to come.",
    "follow_ups_too_many": "At most {most} follow-up actions; the next review may set more.",
    "follow_up_done": "This follow-up action is done already.",
    "follow_up_needs_all": "A follow-up action needs what is to be done, by whom and by when.",
    "not_a_review": "{milestone} is not a review.",
    "review_lacks": "This does not stop the clock yet. The review must also say: {missing}.",
    "review_needed": "{milestone}: a review is recorded with what it holds. Record it as a review.",
    "review_of_rank": "{milestone} is held by: {rank}, or above.",
}

REVIEW_PARTS: dict[str, str] = {
    "agencies": "who chased the agencies that are awaited",
    "bail": "bail, and whether its conditions were checked",
    "cps": "the position with the CPS",
    "devices": "the position of the devices",
    "enquiries": "lines of enquiry, open and closed",
    "escalation": "whether to escalate",
    "late": "for each late milestone its cause, who has the next move, and a new date",
    "next_on": "the day of the next review",
    "others": "risk to other children",
    "risk": "risk to the child now, and why",
    "voice": "the child's voice and the last contact",
    "welfare": "the officer's wellbeing and workload",
}

FAULTS: dict[str, str] = {
    "altered_twice": "it is altered a second time",
    "bad_id": "{value} is no name for a target of the force: FORCE-01, FORCE-02 and so on",
    "calendar_is_not_the_file": "the file has another name than its calendar {value}",
    "cannot_include": "it cannot include {value}",
    "confirmed_twice": "it is confirmed a second time",
    "counted_back": "no target can be set beside a limit that is counted back",
    "does_not_recur": "it does not recur, so that it has no later amounts",
    "locked": "its number is set by {value} and cannot be altered; an earlier target may be set beside it",
    "missing": "{value} is missing",
    "not_a_date": "{value} must be a date, such as 2026-11-20",
    "not_a_day_of_the_year": "{value} must be a day of every year, such as 12-24",
    "not_a_list": "{value} must be a list with something in it",
    "not_a_list_of_texts": "{value} must be a list of different texts",
    "not_a_number": "{value} must be a whole number over nought",
    "not_a_table": "a table is expected where {value} stands",
    "not_a_text": "{value} must be a text in quotation marks",
    "not_ascending": "the amounts of {value} must be after the first amount, each after the one before",
    "not_descending": "the reminders must stand with the longest before the date first",
    "not_earlier": "a target of {value} does not always end before the limit beside which it is set",
    "not_rising": "each later amount must be more serious than the one before",
    "not_the_court": "business days are those of the court's calendar",
    "not_true_or_false": "{value} must be true or false",
    "nothing_altered": "it says no number to alter",
    "nothing_to_confirm": "it has no number to confirm yet; alter it",
    "outside_the_span": "{value} lies outside the days that the file covers",
    "reminders_of_another_row": "its reminders are those of {value}; alter them there",
    "reminds_before_the_start": "a reminder would come before the start",
    "said_twice": "{value} is said twice",
    "steps_not_in_order": "the steps of an agency stand in order from 1; {value} does not",
    "two_ways_to_recur": "it has two ways to recur",
    "under_the_least": "the number is under the least that the rules allow",
    "unknown_calendar": "there is no calendar {value}",
    "unknown_event": "there is no milestone {value}",
    "unknown_key": "{value} is nothing that may be set here",
    "unknown_limit": "there is no limit {value}",
    "unknown_value": "{value} is none of what may stand here",
    "year_cut_short": "the year {value} has fewer bank holidays than every year has had, so the list was cut short",
    "year_without_holiday": "the year {value} has no holiday at all, so the list was cut short",
}

ACTIONS: dict[str, str] = {
    "acknowledge_alert": "Acknowledged an alert",
    "allocate_case": "Allocated the case",
    "apply_rule_changes": "Applied changed holidays or limits",
    "close_case": "Closed the case",
    "complete_milestone": "Completed",
    "correct_start": "Corrected the start of a clock",
    "freeze_weekly_report": "Froze a weekly drift report",
    "add_absence": "Recorded an absence",
    "change_supervisor": "Gave the case another supervisor",
    "hand_over_follow_up": "Gave a follow-up of a review to another officer",
    "record_conflict": "Recorded who must not take the case",
    "withdraw_conflict": "Withdrew that somebody must not take the case",
    "add_duty_day": "Recorded a day of other duty",
    "edit_absence": "Changed an absence",
    "edit_officer": "Changed an officer's record",
    "end_absence": "Ended an absence",
    "remove_duty_day": "Took back a day of other duty",
    "sick_today": "Recorded as sick from today",
    "add_officer": "Added an officer",
    "add_team": "Added a team",
    "import_case": "Imported from the unit's spreadsheet",
    "import_cases": "Imported a spreadsheet",
    "make_demo": "Made the demo unit",
    "mark_not_required": "Marked as not required",
    "name_on_case": "Named on the case who may see it",
    "officer_left": "Recorded that an officer has left",
    "open_case": "Opened the case",
    "order_date": "Recorded an ordered date",
    "pause_clock": "Paused a clock",
    "plan_day": "Planned for a day",
    "print_report": "Printed a report",
    "print_why": "Printed why dates are what they are",
    "raise_alerts": "Raised alerts",
    "record_arrest": "Recorded an arrest",
    "record_bail_event": "Recorded on the bail",
    "record_delay": "Recorded a cause of delay",
    "add_child": "Added a child",
    "add_device": "Added a device",
    "add_note": "Added a note",
    "add_suspect": "Added a suspect",
    "edit_case": "Changed what is known of the case",
    "edit_child": "Changed what is known of a child",
    "edit_suspect": "Changed what is known of a suspect",
    "grade_risk": "Graded the risk anew",
    "drop_draft": "Gave up a draft, or sent it",
    "keep_draft": "Began a draft",
    "save_filter": "Saved a filter",
    "delete_filter": "Deleted a filter",
    "acknowledge_bail_check": "Checked bail conditions",
    "record_contact": "Recorded a contact",
    "set_contact_safety": "Said what to mind before contact",
    "end_protection": "Ended a protective measure",
    "record_breach": "Recorded a breach",
    "record_protection": "Recorded a protective measure",
    "review_protection": "Reviewed a protective measure",
    "set_bail_conditions": "Set bail conditions",
    "edit_device": "Changed what is known of a device",
    "move_device": "Moved a device on",
    "record_estimate": "Recorded the laboratory's estimate",
    "answer_escalation": "Recorded the answer to an escalation",
    "answer_third_party": "Recorded the answer about third-party material",
    "ask_third_party": "Asked for third-party material",
    "escalate_delay": "Escalated a delay",
    "record_chase": "Chased",
    "withdraw_chase": "Withdrew a chase",
    "withdraw_escalation": "Withdrew an escalation",
    "withdraw_third_party": "Withdrew a request for third-party material",
    "approve_request": "Approved a request",
    "ask_approval": "Asked for approval",
    "refuse_request": "Refused a request",
    "withdraw_request": "Withdrew a request",
    "reopen_case": "Reopened the case",
    "print_bail_sheet": "Printed a bail sheet",
    "complete_follow_up": "Did what a review asked for",
    "record_review": "Recorded a review",
    "record_event": "Recorded",
    "reopen_follow_up": "Took back that a follow-up action was done",
    "reopen_milestone": "Reopened",
    "reschedule_milestone": "Re-planned",
    "resume_clock": "Let a clock run on",
    "withdraw_bail_event": "Took back an event of bail",
}

POINTS: dict[str, str] = {
    "base": "allegation investigated",
    "base_at_court": "at court or awaiting trial",
    "trial_month": "trial within four weeks",
    "extra_people": "more than one child or suspect",
    "risk": "risk",
    "child_needs": "child under ten, or intermediary needed",
    "devices": "devices",
    "non_recent": "non-recent",
    "on_bail": "suspect on bail",
    "action_plan": "CPS action plan open",
}
HALVED = "lowered: waits only for another agency"
WORKLOAD_FORMULA: tuple[str, ...] = (
    (
        "Points of a case: {base} for an allegation being investigated, or {base_at_court} at court or awaiting trial "
        "(+{trial_month} where the trial is within four weeks); +{extra_child} for each child after the first and "
        "+{extra_suspect} for each suspect after the first, together {most_for_extra_people} at most; risk very high "
        "+{very_high}, high +{high}, medium +{medium}; +{child_under_ten_or_intermediary} for a child under ten or an "
        "intermediary needed; devices: {devices}; +{non_recent_or_institutional} non-recent; +{suspect_on_bail} with a "
        "suspect on bail; +{cps_action_plan_open} with a CPS action plan to meet. A case that waits for nobody but "
        "another agency counts {waiting_percent} % of this, never less than {waiting_least}."
    ),
    (
        "Capacity: weekly hours of 40, times the days of the shift pattern in the coming {days} days that are left "
        "after absences and days for court, training or other duties; for a student {student_percent} % of it."
    ),
    (
        "Load: points divided by capacity. Amber from {amber:g} times, red from {red:g} times the median of the own "
        "team; with no capacity nothing is divided. Relative within a team, no national number, and no measure of an "
        "officer."
    ),
)

BECAUSE: dict[str, str] = {
    "case_closed": "the case was closed",
    "case_reopened": "the case was reopened",
    "transferred": "transferred to another team",
}

HISTORY_DAYS: dict[str, str] = {
    "estimated": "expected {day}",
    "answered_on": "answered {day}",
    "by_when": "by {day}",
    "next_chase": "next chase {day}",
    "promised_by": "promised by {day}",
    "was_closed": "was closed {day}",
    "next_on": "next one by {day}",
    "on": "{day}",
    "planned_on": "planned for {day}",
    "review_on": "to be looked at again {day}",
    "since": "from {day}",
    "started": "now from {day}",
    "steps_by": "by {day}",
    "to": "now due {day}",
    "until": "until {day}",
    "was_due": "was due {day}",
    "was_planned_on": "planned for {day} before",
    "was_started": "started {day} before",
}

JOBS: dict[str, str] = {
    "sweep": "Alerts, each minute",
    "seal_looks": "Looks bound to the audit trail, each hour",
    "freeze_weekly_reports": "The week's papers, each Monday",
    "backup": "A copy of the database, each night",
}
HEALTH: dict[str, str] = {
    "audit": "{entries}; waiting to be bound to it: {looks}",
    "audit_title": "Audit trail",
    "calendar": "version {version}, known to {known_to}, announced to {announced_to} ({source})",
    "calendar_title": "Calendar: {name}",
    "copied_by_server": "A server's database is copied by whoever runs the server",
    "failed": "Failed at {at}: {failure}",
    "late": "Last done {at} on {machine}: too long ago",
    "limits": "{limits:,} limits, {open:,} to be confirmed by the force",
    "limits_title": "Limits",
    "never_ran": "Has not been done yet",
    "ran": "Done {at} on {machine}",
    "records": "{engine}, schema {schema}: {cases}, {clocks}",
    "records_title": "Records",
    "trail_changed": "an entry was changed",
    "trail_content_changed": "what an entry says was changed",
    "trail_content_missing": "what an entry says is gone",
    "trail_cut_short": "its end is gone",
    "trail_looks_changed": "the log of looking was changed",
    "trail_missing": "an entry is gone",
}

HISTORY_PEOPLE: dict[str, str] = {
    "officer": "{who}",
    "oic": "to {who}",
    "supervisor": "to {who}",
    "was": "from {who}",
}

FIRST_ROLES = "The account {account} is administrator, and unit head until somebody else is."
KEY_KEPT = {
    "key_file": "The database is encrypted. This machine has no key store, so its key is kept in a file beside it that "
    "only its owner may read.",
    "key_store": "The database is encrypted; its key is kept in this machine's key store.",
}

UNITS = {
    "business_days": "business day",
    "calendar_days": "calendar day",
    "days": "day",
    "hours": "hour",
    "months": "month",
    "working_days": "working day",
}

STEPS: dict[str, str] = {
    "back_business_days_next": "{amount} back; day one is the business day before[, {day_one}]",
    "back_business_days_same": "{amount} back, beginning with this day[: day one is {day_one}]",
    "back_calendar_days_next": "{amount} back; day one is the day before[, {day_one}]",
    "back_calendar_days_same": "{amount} back, beginning with this day",
    "back_hours": "{amount} back, through nights and weekends",
    "back_months_next": "{amount} back from this day",
    "back_months_same": "{amount} back, beginning with this day",
    "back_working_days_next": "{amount} back; day one is the working day before[, {day_one}]",
    "back_working_days_same": "{amount} back, beginning with this day[: day one is {day_one}]",
    "bail_aligned": "return date aligned with other bail",
    "bail_arrested": "arrested",
    "bail_begins_with_release": "released on bail otherwise: the period begins on this day",
    "bail_begins_with_request": "the CPS asked for more: the period begins on this day",
    "bail_charged": "charged: bail before charge is over",
    "bail_court_added": "the court added {amount} to the end",
    "bail_court_applied": "application lodged with the court before the end; until it is decided the period runs on",
    "bail_court_applied_late": "application lodged with the court, with {amount} left; {lead} are advised, and the "
    "court may refuse one that could have been made earlier. Until it is decided the period runs on",
    "bail_court_applied_left": "application lodged with the court, with {amount} left; until it is decided the period "
    "runs on",
    "bail_court_extended": "the court extended it to the end of {amount} from the bail start date",
    "bail_court_refused": "the court refused an extension: the end stays",
    "bail_court_refused_late": "the court refused an extension: the period ends on this day",
    "bail_cps_requested": "the CPS asked for more: the period runs again from this day on",
    "bail_cps_requested_floor": "the CPS asked for more with too few days left: the period ends after {amount} "
    "beginning with this day",
    "bail_designated": "the DPP designated the case as exceptionally complex",
    "bail_ended": "bail ended",
    "bail_extended": "extended to the end of {amount} from the bail start date, on the authority of: {authority}",
    "bail_extended_acting": "extended to the end of {amount} from the bail start date, on the authority of: acting "
    "{authority}; that an acting rank may is to be confirmed by the force's legal adviser",
    "bail_from_sheet": "the end as it stands on the unit's sheet; who authorised it is not known",
    "bail_in_hospital": "admitted to hospital: suspended if still an in-patient on the day the period would end",
    "bail_no_further_action": "no further action: bail is over",
    "bail_no_limit": "released on bail: the law of that time sets no limit",
    "bail_not_begun": "released for a charging decision, and not on bail before: the period does not begin",
    "bail_out_of_hospital": "discharged from hospital: the stay did not cover the end, so it changes nothing",
    "bail_out_of_hospital_counted": "discharged from hospital: {amount} as an in-patient do not count",
    "bail_released": "released on bail",
    "bail_released_again": "released on bail again: the same period goes on",
    "bail_released_for_charging_no_limit": "released on bail for a charging decision",
    "bail_request_met": "the request of the CPS is met: suspended again from the next day on",
    "bail_return_set": "return date set",
    "bail_runs_again_with_release": "released on bail otherwise: the period runs again from this day on",
    "bail_still_suspended": "released for a charging decision again: it stays suspended",
    "bail_street": "released on street bail: one period with bail from a station",
    "bail_suspended": "released for a charging decision: suspended from the next day on",
    "bail_under_investigation": "released under investigation: no period runs, and no limit",
    "begins": "the count begins {days} day after the event",
    "business_days_next": "{amount}; day one is the next business day[, {day_one}]",
    "business_days_same": "{amount} beginning with this day[: day one is {day_one}]",
    "calendar_days_next": "{amount}; day one is the day after[, {day_one}]",
    "calendar_days_same": "{amount} beginning with this day, which is day one",
    "clocks_back": "the clocks went back in between: the hours run on, so it ends at {at}, not at {instead}",
    "clocks_forward": "the clocks went forward in between: the hours run on, so it ends at {at}, not at {instead}",
    "corrected": "the start is corrected[ from {start_was}][ to {start}][: {reason}][; due before: {was}]"
    "[; approved by {approved_by}]",
    "day_off": "{name}, not worked",
    "day_off_computed": "{name}, not worked (computed, not announced yet)",
    "earlier_reading": "read strictly, it ends on {alarm}; alarms and return dates go by that day",
    "extended": "extended[ on the authority of {authority}][ to {total} in all][: {reason}][; ended before: {was}]"
    "[; approved by {approved_by}]",
    "held": "the date that was set stays; the count alone gives {computed}",
    "hours": "{amount}, through nights and weekends",
    "hours_from_day": "counted from the first instant of the day",
    "months_next": "{amount} from this day, to the day of the same number",
    "months_next_clamped": "{amount} from this day; the last month has no such day, so its last day",
    "months_same": "{amount} beginning with this day",
    "months_same_clamped": "{amount} beginning with this day; the last month has no corresponding date, "
    "so the period ends on its last day",
    "no_time_of_day": "the time of day is not recorded, so counted from the start of the day",
    "not_rolled": "{name}; it stays on that day: {why}",
    "ordered": "fixed by order[ of {authority}][: {reason}][; before: {was}][; approved by {approved_by}]",
    "pause": "paused[ until {until}][: {cause}][; {reason}][; {whose}][; to be looked at again on {review_on}]"
    "[; approved by {approved_by}]",
    "paused": "paused until {until}",
    "paused_days": "paused until {until}: {count} not counted",
    "period_had_ended": "the period had ended on {end}, before this",
    "provisional": "provisional: it rests on [{days}, ]a bank holiday that is computed and not announced yet",
    "recalculated": "counted anew[ by {calendar}, version {version} in place of {version_was}][: {reason}]"
    "[; before: {was}]",
    "reckoned": "the end is worked out anew[: {reason}][; before: {was}]",
    "reopened": "taken up again[: {reason}]",
    "rescheduled": "re-planned[: {reason}][; before: {was}][; asked for by {asked_by}][; approved by {approved_by}]",
    "resumed": "runs again[: {reason}]",
    "resumed_added": "runs again[: {reason}]; {amount} not counted",
    "resumed_days_off": "runs again[: {reason}]; the pause adds nothing, for none of its days is worked",
    "resumed_fixed": "runs again[: {reason}]; the date is fixed, and no pause moves it",
    "resumed_hours": "runs again[: {reason}]; {hours} not counted",
    "resumed_nothing": "runs again[: {reason}]; the pause adds nothing, for the days to be counted were over, or stood "
    "still already",
    "rolled": "not a working day, so the next working day",
    "rolled_back": "not a working day, so the working day before",
    "rolled_back_named": "{name} is not a working day, so the working day before",
    "rolled_named": "{name} is not a working day, so the next working day",
    "started": "{event}",
    "started_back": "{event}: counted back from this day",
    "stopped": "stopped: it was done",
    "stopped_because": "stopped: {reason}",
    "taken_back": "taken back: {kind}, of {of}[; {reason}]",
    "unknown": "not known: the calendar of {calendar} ends[ on {known_to},] before this day",
    "unknown_before": "not known: the calendar of {calendar} begins[ on {known_from},] after this day",
    "weekends": "{amount} of weekends in between, not worked",
    "working_days_next": "{amount}; day one is the next working day[, {day_one}]",
    "working_days_same": "{amount} beginning with this day[: day one is {day_one}]",
}

GIVES = {"bail_start": "bail start date {day}", "counted_from": "counted from {day}"}

STAYS: dict[str, str] = {
    "CODE": "a limit of the code moves to a working day only where the code says so",
    "GUID": "this guidance does not move its days",
    "LAW": "a limit fixed by law runs to its last day, whatever day of the week that is",
    "LOCAL": "this target does not move its days",
}

WEEKEND = {"5": "a Saturday", "6": "a Sunday"}
STEP_UNITS = {
    "paused": ("count", "days"),
    "resumed_hours": ("hours", "hours"),
    "weekends": ("amount", "days"),
}
STEP_ENDINGS: dict[str, Callable[[Mapping[str, object]], bool]] = {
    "because": lambda said: bool(said.get("reason")),
    "clamped": lambda said: bool(said.get("clamped")),
    "computed": lambda said: said.get("announced") is False,
    "days": lambda said: bool(said.get("count")),
    "named": lambda said: bool(said.get("name")),
}
"""The form of a step's words with this ending is taken where what it speaks of is on record."""

STEP_REASONS: dict[str, str] = {
    "case_closed": "the case was closed",
    "does_not_apply": "it no longer applies",
    "not_required": "it was marked as not required",
    "start_undone": "what started it was taken back",
    "window_closed": "the time for it was over",
}

UNKNOWN: dict[str, str] = {
    "calendar_begins": "the calendar[ of {calendar}] begins[ on {known_from},] after the days it would have to count",
    "calendar_ends": "the calendar[ of {calendar}] ends[ on {known_to},] before the days it would have to count",
    "no_end_yet": "the period has no end until it is known when it runs on",
}

NO_LODGING_DAY: dict[str, str] = {
    "calendar_begins": "the day to lodge the papers is not known: {unknown}",
    "calendar_ends": "the day to lodge the papers is not known: {unknown}",
    "court_asked": "the court was asked on {since}",
    "lodging_passed": "the day to lodge the papers, {day}, has passed",
    "stands_still": "its days are known when the period runs again",
}

CONFIDENCE = (
    (r"\bM\?", "from memory, and weak"),
    (r"\bV2\b", "read in a secondary text"),
    (r"\bM\b", "from memory"),
    (r"\bV\b", "read in the official text"),
    (r" for (\d{4}) text", r" of \1"),
)

BAIL_STEPS: dict[str, str] = {
    "adds": "{name}, {amount} more",
    "designation": "The DPP must first designate the case as exceptionally complex (PACE 1984 s.47ZE).",
    "instead": "Or this instead of the one above.",
    "longer": "To {day} where the work is unlikely to finish otherwise.",
    "to": "{name}, to {amount}",
    "until": "{name}: {day}",
}
BAIL_WITHOUT_ARREST = {
    "what": "Record the arrest, and who authorised what",
    "who": "officer in the case",
    "note": "The date is as on the unit's spreadsheet; without the arrest nobody can say who may extend it.",
}

NO_BAIL_END: dict[str, str] = {
    "court_deciding": "on {since} it went past its last day, and it goes on until the court decides",
    "ended": "bail ended on {since}[; the period had ended on {had_ended}, before that]",
    "in_hospital": "suspended since {since}: the suspect was an in-patient on the day the period would have ended",
    "no_limit": "the law of the time of the arrest sets no limit",
    "not_begun": "the period has not begun: released on {since} for a charging decision, and not on bail before",
    "not_released": "no release on bail is recorded",
    "under_investigation": "released under investigation on {since}: no period runs[; the period had ended on "
    "{had_ended}, before that]",
    "with_cps": "suspended since {since}: the CPS has the file",
}

BAIL_READINGS: dict[str, str] = {
    "acting_rank": "an acting rank carries the authority of the rank",
    "added_by_court": "months added by the court are counted from the last day of the period; alarms also go by the "
    "bail start date",
    "extended_after_standing_still": "days on which the period stood still also lengthen a later extension",
    "hospital_days": "in hospital, the day of admission counts as a day as an in-patient and the day of discharge does "
    "not; alarms go by one day less",
    "month_without_the_day": "two readings of the end are possible; alarms and return dates go by the earlier",
    "part_days": "the day of the release for a charging decision, and the day a request of the CPS is met, still count",
    "released_while_suspended": "a release on bail otherwise ends the suspension, without seven days being secured",
}

WOULD: dict[str, str] = {
    "become_overdue": "{} would become overdue",
    "no_longer_overdue": "{} would stop being overdue",
    "become_provisional": "{} would only become provisional",
    "no_longer_provisional": "{} would only be provisional no more",
    "kept": "{} would keep their dates, as their limits say",
}

WEEKLY_CHANGES: dict[str, tuple[str, str]] = {
    "cases_came": ("{count} case came in.", "{count} cases came in."),
    "cases_went": (
        "{count} case was closed or handed to another team.",
        "{count} cases were closed or handed to another team.",
    ),
    "entered_late": (
        "{count} entry of this week is of something that happened before it; the paper of that week stays as it was.",
        "{count} entries of this week are of things that happened before it; the papers of then stay as they were.",
    ),
    "late_ones_done": (
        "{count} milestone that was late a week before is done.",
        "{count} milestones that were late a week before are done.",
    ),
    "late_ones_ended": (
        "{count} milestone late a week before is not open any more: case closed or handed on, or its start undone.",
        "{count} milestones late a week before are not open any more: case closed or handed on, or their start undone.",
    ),
    "newly_slipped": (
        "{count} milestone newly slipped past its first due date.",
        "{count} milestones newly slipped past their first due date.",
    ),
    "overdue_replanned": ("{count} overdue clock was re-planned.", "{count} overdue clocks were re-planned."),
    "replanned_unapproved": ("No approval of it is on record.", "No approval is on record for {count} of them."),
}

WEEKLY_FIGURES: dict[str, str] = {
    "no_next_action": "Open cases without a next action",
    "unallocated": "Cases without an officer in the case",
}


def term(member: Enum) -> str:
    """Give the English of a member of the vocabulary."""
    return TERMS[f"{type(member).__name__}.{member.value}"]


def review_parts(parts: Iterable[str]) -> str:
    """Give what a review must hold, in words."""
    return "; ".join(REVIEW_PARTS[part] for part in parts)


def action(name: str) -> str:
    """Give what was done, for the history of a case."""
    return ACTIONS.get(name, name.replace("_", " ").capitalize())


def job(name: str) -> str:
    """Give what a job of the timetable does, and how often."""
    return JOBS.get(name, name.replace("_", " ").capitalize())


def health(key: str, **values: object) -> str:
    """Give a finding about the unit's records in words; days and instants are put into words first."""
    return HEALTH[key].format(**{name: _in_words(value) for name, value in values.items()})


def _in_words(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else value


def history_day(name: str, value: date) -> str:
    """Give a day in the history of a case: when it happened, or from when to when it was moved."""
    return HISTORY_DAYS[name].format(day=day(value))


def history_person(name: str, who: str) -> str:
    """Say who an entry of the history gives something to, or takes it from."""
    return HISTORY_PEOPLE[name].format(who=who)


def with_open_work(count: int) -> str:
    """Say with how much open work a case was handed over."""
    return f"with {count_of(count, 'thing to do', 'things to do')}"


def error(code: str, values: dict[str, object]) -> str:
    """Give the sentence of an error by its code; values are put into words first."""
    sentence = ERRORS.get(code)
    what = values.get("what")
    fault = None if isinstance(what, Enum) else FAULTS.get(str(what))
    if fault is not None:
        values = values | {"what": fault.format(value=_plain(values.get("value")))}
    if sentence is None:
        facts = ", ".join(f"{name} {_plain(value)}" for name, value in values.items())
        return (
            f"{code.replace('_', ' ').capitalize()}: {facts}." if facts else f"{code.replace('_', ' ').capitalize()}."
        )
    return sentence.format_map({name: _plain(value) for name, value in values.items()})


def step(code: str, values: Mapping[str, object]) -> str:
    """Give the words of one step of a count; what is not on record is left out."""
    said = dict(values)
    unit = said.get("unit") or next((unit for unit in UNITS if code.removeprefix("back_").startswith(unit)), None)
    if code in STEP_UNITS:
        name, own = STEP_UNITS[code]
        said[name] = _amount(said[name], str(unit or own)) if name in said else ""
    elif unit is not None and isinstance(said.get("amount"), int):
        said["amount"] = said["total"] = _amount(said["amount"], str(unit))
    if code == "not_rolled":
        day = WEEKEND.get(str(said.get("weekday")), "")
        said |= {"name": said.get("name") or day, "why": STAYS[str(said.get("kind", LimitKind.LAW))]}
    if "ours" in said:
        said["whose"] = "the wait is ours" if said["ours"] else "the wait is not ours"
    said["reason"] = step_reason(str(said.get("reason") or ""))
    if type(said.get("authority")) is str:
        said["authority"] = _authority(str(said["authority"]))
    if said.get("approved_by") == said.get("by"):
        said["approved_by"] = ""
    ending = next((ending for ending in STEP_ENDINGS if f"{code}_{ending}" in STEPS and STEP_ENDINGS[ending](said)), "")
    return _filled(STEPS[f"{code}_{ending}" if ending else code], said)


def _authority(given: str) -> str:
    """Give who authorised something: a rank or the court from its code, anything else as typed."""
    return "the court" if given == "court" else TERMS.get(f"Rank.{given}", given)


def step_reason(reason: str) -> str:
    """Give the reason of something that happened to a clock: as typed, or the words of one the program gave."""
    return STEP_REASONS.get(reason, reason)


def shown(values: Mapping[str, object], written: Callable[[date | datetime], str]) -> dict[str, object]:
    """Give values with their days and instants as they are to be written, those of pairs of a name and a day too."""

    def one(value: object) -> object:
        if isinstance(value, date | datetime):
            return written(value)
        if isinstance(value, tuple):
            return ", ".join(f"{name} ({one(day)})" for name, day in value)
        return value

    return {name: one(value) for name, value in values.items()}


def gives(day: str, values: Mapping[str, object]) -> str:
    """Give what a step gives: the day, with its name where it has one."""
    return GIVES[str(values["gives_name"])].format(day=day) if values.get("gives_name") else day


def no_bail_end(code: str, since: date | str, had_ended: str | None = None) -> str:
    """Give why a bail period has no end, in words; empty where it has one."""
    return _filled(NO_BAIL_END[code], {"since": since, "had_ended": had_ended}) if code else ""


def no_lodging_day(code: str, values: Mapping[str, object]) -> str:
    """Give why an extension has no day by which to lodge the papers, or none at all; nothing where it has."""
    if not code:
        return ""
    return _filled(NO_LODGING_DAY[code], {**values, "unknown": unknown(code, values) if code in UNKNOWN else ""})


def bail_authority(authority: Enum | str) -> str:
    """Give who may extend bail: "inspector or above", "magistrates' court"."""
    said = _plain(authority)
    return f"{said} or above" if isinstance(authority, Rank) else said


def recorded(values: Mapping[str, object]) -> str:
    """Give when a step was recorded and by whom, where somebody recorded it."""
    approved = " and approved" if values.get("by") and values.get("by") == values.get("approved_by") else ""
    template = f"recorded{approved} {{recorded_at}}[ by {{by}}][; authorised by {{authorised_by}}]"
    return _filled(template, values) if values.get("recorded_at") else ""


def unknown(code: str, values: Mapping[str, object] | None = None) -> str:
    """Give why a date is not known; nothing where it is."""
    return _filled(UNKNOWN[code], values or {}) if code else ""


def confidence(printed: str) -> str:
    """Give how sure the number of a limit is, from the letters with which it is printed."""
    if printed == "-":
        return "our suggestion"
    for pattern, words in CONFIDENCE:
        printed = re.sub(pattern, words, printed)
    return printed.replace(" / ", ", in part ")


def would_move(counts: Mapping[str, int]) -> str:
    """Say what changed holidays or limits would do to the live clocks, from how many are concerned in which way."""
    parts = [f"{count_of(counts['moved'], 'live clock')} would move"]
    parts += [words.format(count_of(counts[name], "clock")) for name, words in WOULD.items() if counts[name]]
    return ", ".join(parts)


def weekly_change(code: str, count: int, *, of: int | None = None) -> str:
    """Give the sentence of something that happened so many times in a week (out of `of`); none where it did not."""
    one, many = WEEKLY_CHANGES[code]
    return (one if (count if of is None else of) == 1 else many).format(count=f"{count:,}") if count else ""


def weekly_figure(code: str, now: int, before: int) -> str:
    """Give the sentence of a figure that is not what it was a week before; none where it is."""
    if now == before:
        return ""
    return f"{WEEKLY_FIGURES[code]}: {now:,}, {'up' if now > before else 'down'} from {before:,} a week before."


def day(value: date) -> str:
    """Give a date as "Fri 20 Nov 2026", whatever the language of the desktop."""
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """Give a date for narrow columns: "20 Nov 26"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year % 100:02}"


def moment(value: datetime) -> str:
    """Give an instant in London time: "Fri 20 Nov 2026 09:41"."""
    local = value.astimezone(LONDON)
    return f"{day(local.date())} {local:%H:%M}"


def when(value: date | datetime) -> str:
    """Give a day or an instant in words."""
    return moment(value) if isinstance(value, datetime) else day(value)


def when_in_zone(value: date | datetime) -> str:
    """Give a day, or an instant with the time of the year it is in: "Tue 31 Mar 2026 21:15 BST"."""
    return f"{moment(value)} {value.astimezone(LONDON):%Z}" if isinstance(value, datetime) else day(value)


def count_of(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun: "1 case", "12 cases"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def amount(unit: str, number: int) -> str:
    """Give an amount of a unit that limits count in: "5 working days"."""
    return count_of(number, UNITS[unit])


def points(number: float) -> str:
    """Give points as they are shown: "12" or "5.5"."""
    return f"{number:g}"


def points_made_of(parts: Sequence[tuple[str, int]], *, halved: bool) -> str:
    """Say what the points of a case are made of: "allegation investigated 4, risk 3"."""
    made = ", ".join(f"{POINTS[key]} {number}" for key, number in parts)
    return f"{made}; {HALVED}" if halved else made


def late(amount: int | None, *, in_hours: bool = False) -> str:
    """Give a lateness: "12 working days late"; None is one that the calendar does not reach."""
    if amount is None:
        return "late, not known by how much"
    return f"{count_of(amount, 'hour' if in_hours else 'working day')} late"


def due_in(due: date, today: date) -> str:
    """Give how far a due date is away, in calendar days."""
    days = (due - today).days
    if days == 0:
        return "due today"
    if days == 1:
        return "due tomorrow"
    return f"due in {days} days" if days > 0 else f"was due {count_of(-days, 'day')} ago"


def _filled(template: str, values: Mapping[str, object]) -> str:
    """Fill a template; a part in square brackets is left out where a value it needs is missing or empty."""
    said = defaultdict(str, {name: _plain(value) for name, value in values.items()})
    needed = re.compile(r"{(\w+)}")
    whole = re.sub(
        r"\[([^]]*)\]", lambda part: part[1] if all(said[name] for name in needed.findall(part[1])) else "", template
    )
    return whole.format_map(said)


def _amount(number: object, unit: str) -> str:
    """Give a number with its unit: "10 working days", "1.5 hours"."""
    plain = number if isinstance(number, int | float) else 0
    return f"{plain:,g} {UNITS[unit]}{'' if plain == 1 else 's'}"


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return when(value)
    if isinstance(value, Enum):
        return TERMS.get(f"{type(value).__name__}.{value.value}", str(value.value))
    return "" if value is None else str(value)
