"""The vocabulary of the field as enums; the English of each member stands in english/terms.py."""

from enum import StrEnum


class Nation(StrEnum):
    """Which pack of safeguarding limits a case follows."""

    ENGLAND = "england"
    WALES = "wales"


class CaseKind(StrEnum):
    """What is investigated; each kind has its own milestone plan."""

    RECENT_SEXUAL_ABUSE = "recent_sexual_abuse"
    NON_RECENT_ABUSE = "non_recent_abuse"
    PHYSICAL_ABUSE = "physical_abuse"
    NEGLECT = "neglect"
    ONLINE_ABUSE = "online_abuse"
    EXPLOITATION = "exploitation"
    NOT_RECORDED = "not_recorded"


class CaseStatus(StrEnum):
    """Where a case stands; the database keeps it with the case."""

    AWAITING_ALLOCATION = "awaiting_allocation"
    OPEN = "open"
    WITH_CPS = "with_cps"
    AT_COURT = "at_court"
    CLOSED = "closed"


class RiskGrade(StrEnum):
    """Risk to the child, as graded by the unit."""

    VERY_HIGH = "very_high"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOT_ASSESSED = "not_assessed"


class SubjectKind(StrEnum):
    """Whom or what a milestone concerns."""

    CASE = "case"
    CHILD = "child"
    SUSPECT = "suspect"
    DEVICE = "device"


class MilestoneState(StrEnum):
    """How a milestone stands; lateness belongs to its clocks."""

    NOT_STARTED = "not_started"
    OPEN = "open"
    DONE = "done"
    NOT_REQUIRED = "not_required"
    NOT_KNOWN = "not_known"


#: States of a milestone that may still be completed.
TO_BE_DONE = frozenset({MilestoneState.NOT_STARTED, MilestoneState.OPEN, MilestoneState.NOT_KNOWN})


class ClockState(StrEnum):
    """How a clock stands, derived from its events."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class ClockEventKind(StrEnum):
    """What can happen to a clock; a clock is the list of these."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    ORDERED = "ordered"
    RESCHEDULED = "rescheduled"
    CORRECTED = "corrected"
    STOPPED = "stopped"
    REOPENED = "reopened"
    RECKONED = "reckoned"
    RECALCULATED = "recalculated"


class ClockClass(StrEnum):
    """A target drifts; a period ends and is extended by an authority."""

    TARGET = "target"
    PERIOD = "period"


class LimitType(StrEnum):
    """Whether a limit has a number (clock), is a duty on an event, or is a flag."""

    CLOCK = "clock"
    EVENT = "event"
    FLAG = "flag"


class LimitKind(StrEnum):
    """Who sets the number, and so what the force may change (domain rules, section 0)."""

    LAW = "LAW"
    CODE = "CODE"
    GUID = "GUID"
    LOCAL = "LOCAL"


class CountUnit(StrEnum):
    """What is counted."""

    MONTHS = "months"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    BUSINESS_DAYS = "business_days"
    HOURS = "hours"


class FirstDay(StrEnum):
    """Which day is day one: the day itself ("beginning with") or the next ("of", "from", "within")."""

    SAME = "same"
    NEXT = "next"


class OnChange(StrEnum):
    """What a running clock does when its limit or calendar gets a new version."""

    KEEP = "keep"
    MOVE = "move"


class NotCounted(StrEnum):
    """Why an entry of a calendar file that a force supplies counts for nothing."""

    WEEKEND = "weekend"
    NO_BANK_HOLIDAY = "no_bank_holiday"


class CalendarName(StrEnum):
    """Whose working days are counted."""

    ENGLAND_AND_WALES = "england_and_wales"
    COURT = "court"
    FORCE = "force"
    LABORATORY = "laboratory"


class Severity(StrEnum):
    """How serious an alert is, least first."""

    NOTICE = "notice"
    WARNING = "warning"
    URGENT = "urgent"
    CRITICAL = "critical"


class AlertKind(StrEnum):
    """What an alert says."""

    LATE_UNPROTECTED = "late_unprotected"
    CONDITIONS_BREACHED = "conditions_breached"
    TIME_LIMIT_EXPIRED = "time_limit_expired"
    OVERDUE = "overdue"
    REVIEW_DUE = "review_due"
    CONDITION_CHECK_DUE = "condition_check_due"
    FAMILY_NOT_UPDATED = "family_not_updated"
    DEVICE_NOT_MOVED = "device_not_moved"
    NO_ACTIVITY = "no_activity"
    BAIL_ENDING = "bail_ending"
    LAW_LIMIT_NEAR = "law_limit_near"
    DUE_SOON = "due_soon"
    CONDITIONS_LAPSING = "conditions_lapsing"
    MEASURE_REVIEW_DUE = "measure_review_due"
    PAUSED_TOO_LONG = "paused_too_long"
    NO_OWNER = "no_owner"
    NO_NEXT_ACTION = "no_next_action"


#: a clock ran out: each says of which kind of milestone
PAST_DUE = frozenset(
    {
        AlertKind.OVERDUE, AlertKind.REVIEW_DUE, AlertKind.CONDITION_CHECK_DUE, AlertKind.FAMILY_NOT_UPDATED,
        AlertKind.DEVICE_NOT_MOVED, AlertKind.NO_ACTIVITY,
    }
)  # fmt: skip
#: a clock will run out
WARNINGS = frozenset({AlertKind.BAIL_ENDING, AlertKind.LAW_LIMIT_NEAR, AlertKind.DUE_SOON})
#: what protects a child is over, ends, was broken, or was not looked at
OF_PROTECTION = frozenset(
    {
        AlertKind.LATE_UNPROTECTED, AlertKind.CONDITIONS_LAPSING, AlertKind.CONDITIONS_BREACHED,
        AlertKind.MEASURE_REVIEW_DUE,
    }
)  # fmt: skip
#: what nothing but a person can say is over
UNTIL_SEEN_TO = frozenset({AlertKind.CONDITIONS_BREACHED, AlertKind.TIME_LIMIT_EXPIRED})


class AlertState(StrEnum):
    """How an alert stands."""

    OPEN = "open"
    SNOOZED = "snoozed"
    ACKNOWLEDGED = "acknowledged"
    ENDED = "ended"


class AlertEnd(StrEnum):
    """Why an alert ended."""

    DONE = "done"
    NOT_REQUIRED = "not_required"
    MOVED = "moved"
    PAUSED = "paused"
    CASE_CLOSED = "case_closed"
    NO_LONGER_TRUE = "no_longer_true"
    SEEN_TO = "seen_to"
    LATER_WARNING = "later_warning"
    RAN_OUT = "ran_out"
    SKIPPED = "skipped"


class AlertStep(StrEnum):
    """What happened to an alert after it was raised, besides who was told."""

    PASSED_OVER = "passed_over"
    ACKNOWLEDGED = "acknowledged"
    LAPSED = "lapsed"
    SNOOZED = "snoozed"
    SNOOZE_OVER = "snooze_over"
    FREED = "freed"
    GREW = "grew"
    ENDED = "ended"
    BACK = "back"


class PassedOver(StrEnum):
    """Why somebody on the ladder was not told."""

    NOBODY = "nobody"
    AWAY = "away"
    NOT_AT_WORK = "not_at_work"
    LEFT = "left"
    MAY_NOT_SEE = "may_not_see"
    MAY_NOT_ACT = "may_not_act"
    MISSED = "missed"


class Rung(StrEnum):
    """The steps of the ladder; it ends in a place that somebody looks at."""

    OIC = "oic"
    COVER = "cover"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    UNIT_LIST = "unit_list"


class Holder(StrEnum):
    """Who holds a case on a day."""

    AWAITING_ALLOCATION = "awaiting_allocation"
    OUR_UNIT = "our_unit"
    LABORATORY = "laboratory"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    CPS = "cps"
    COURT = "court"
    ANOTHER_FORCE = "another_force"
    OTHER_AGENCY = "other_agency"
    CHILD_OR_FAMILY = "child_or_family"
    NOBODY = "nobody"


class PassedOn(StrEnum):
    """How a case passed on, or was to pass on."""

    HAND_OVER = "hand_over"
    TO_TEAM = "to_team"
    TO_FORCE = "to_force"


class ForceAnswer(StrEnum):
    """How a request to another force to take a case stands."""

    AWAITED = "awaited"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken_back"


class ChaseWay(StrEnum):
    """How another agency was chased."""

    PHONE = "phone"
    EMAIL = "email"
    MEETING = "meeting"
    LETTER = "letter"
    PORTAL = "portal"


class LinkKind(StrEnum):
    """How two cases belong together."""

    SAME_SUSPECT = "same_suspect"
    SAME_CHILD = "same_child"
    SAME_ADDRESS = "same_address"
    SAME_OPERATION = "same_operation"
    LED_TO = "led_to"
    OTHER = "other"


class MergeStep(StrEnum):
    """What becomes of a milestone of a case that is merged into another."""

    COMES_OVER = "comes_over"
    WAITED_FOR_TOO = "waited_for_too"
    DONE_ALREADY = "done_already"
    STILL_WAITED_FOR = "still_waited_for"


class ThirdParty(StrEnum):
    """Who outside was asked for material; a kind of place, never a name."""

    SCHOOL = "school"
    SOCIAL_CARE_FILE = "social_care_file"
    FAMILY_COURT = "family_court"
    MEDICAL_RECORDS = "medical_records"
    PHONE_PROVIDER = "phone_provider"
    OTHER = "other"


class DelayReason(StrEnum):
    """Why something is late: the inspectors' list of causes."""

    AWAITING_ALLOCATION = "awaiting_allocation"
    OFFICER_ABSTRACTED = "officer_abstracted"
    WORKLOAD = "workload"
    AWAITING_SOCIAL_CARE = "awaiting_social_care"
    AWAITING_HEALTH_REPORT = "awaiting_health_report"
    AWAITING_APPROPRIATE_ADULT = "awaiting_appropriate_adult"
    DEVICE_NOT_SUBMITTED = "device_not_submitted"
    DFU_QUEUE = "dfu_queue"
    THIRD_PARTY_MATERIAL = "third_party_material"
    CPS_QUEUE = "cps_queue"
    CPS_ACTION_PLAN = "cps_action_plan"
    COURT = "court"
    SUSPECT_NOT_LOCATED = "suspect_not_located"
    VICTIM_NEEDS_TIME = "victim_needs_time"
    OTHER = "other"


class Role(StrEnum):
    """What a person may do in the program."""

    DETECTIVE = "detective"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    UNIT_HEAD = "unit_head"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    READER = "reader"


class Skill(StrEnum):
    """What an officer is trained for, as far as it matters when a case is given to somebody."""

    CHILD_ABUSE_SPECIALIST = "child_abuse_specialist"
    ABE_INTERVIEWER = "abe_interviewer"
    SUSPECT_INTERVIEWER = "suspect_interviewer"
    IMAGE_GRADER = "image_grader"
    DISCLOSURE_OFFICER = "disclosure_officer"
    WELSH_SPEAKER = "welsh_speaker"


class AbsenceReason(StrEnum):
    """Why an officer is away, or has a single day for something else than the caseload."""

    LEAVE = "leave"
    SICK = "sick"
    COURT = "court"
    TRAINING = "training"
    ABSTRACTED = "abstracted"
    OTHER = "other"


class WorkloadLevel(StrEnum):
    """How an officer's load stands to the median of the team; relative, never a fixed number."""

    USUAL = "usual"
    AMBER = "amber"
    RED = "red"
    NO_CAPACITY = "no_capacity"
    NOT_COMPARED = "not_compared"


class Rank(StrEnum):
    """Ranks in ascending order of authority; detective ranks carry the same authority."""

    POLICE_STAFF = "police_staff"
    CONSTABLE = "constable"
    SERGEANT = "sergeant"
    INSPECTOR = "inspector"
    CHIEF_INSPECTOR = "chief_inspector"
    SUPERINTENDENT = "superintendent"
    CHIEF_SUPERINTENDENT = "chief_superintendent"
    ASSISTANT_CHIEF_CONSTABLE = "assistant_chief_constable"


class InvestigatingBody(StrEnum):
    """Who investigates; bodies of PACE 1984 s.47ZB(1)(a) have a longer applicable bail period than the police."""

    POLICE = "police"
    NCA = "nca"
    FCA = "fca"
    HMRC = "hmrc"
    SFO = "sfo"


class BailRegime(StrEnum):
    """Which law a bail period follows: by the day of the arrest for the original offence."""

    BEFORE_2017 = "before_2017"
    FROM_2017 = "from_2017"
    FROM_2022 = "from_2022"


class BailEventKind(StrEnum):
    """What can happen to the applicable bail period of one arrest; the period is worked out from the list of these."""

    STREET_BAIL = "street_bail"
    RELEASED_ON_BAIL = "released_on_bail"
    RELEASED_FOR_CHARGING = "released_for_charging"
    RELEASED_UNDER_INVESTIGATION = "released_under_investigation"
    EXTENDED = "extended"
    DESIGNATED = "designated"
    COURT_APPLIED = "court_applied"
    COURT_EXTENDED = "court_extended"
    COURT_ADDED = "court_added"
    COURT_REFUSED = "court_refused"
    CPS_REQUESTED = "cps_requested"
    CPS_REQUEST_MET = "cps_request_met"
    IN_HOSPITAL = "in_hospital"
    OUT_OF_HOSPITAL = "out_of_hospital"
    RETURN_DATE_SET = "return_date_set"
    ALIGNED = "aligned"
    TAKEN_FROM_SHEET = "taken_from_sheet"
    CHARGED = "charged"
    NO_FURTHER_ACTION = "no_further_action"
    ENDED = "ended"


class BailState(StrEnum):
    """How the applicable bail period of one arrest stands."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    NOT_BEGUN = "not_begun"
    COURT_DECIDING = "court_deciding"
    NO_LIMIT = "no_limit"
    UNDER_INVESTIGATION = "under_investigation"
    PASSED = "passed"
    ENDED = "ended"


class BailAuthority(StrEnum):
    """Who may extend bail beside the ranks of the police."""

    COURT = "court"
    SENIOR_OFFICER = "senior_officer"


class BailCondition(StrEnum):
    """Conditions that whoever extends bail must be satisfied of and record (PACE 1984 s.47ZC)."""

    A_GROUNDS = "a_grounds"
    B_MORE_TIME = "b_more_time"
    C_DILIGENT = "c_diligent"
    D_NECESSARY = "d_necessary"


class Representations(StrEnum):
    """What the suspect or the legal representative said before bail was extended (PACE 1984 ss.47ZC, 47ZD)."""

    NOT_RECORDED = "not_recorded"
    NONE_MADE = "none_made"
    CONSIDERED = "considered"


class ProsecutionLimit(StrEnum):
    """Whether the offence must be charged within a time limit (domain rules, section 2.4)."""

    NOT_RECORDED = "not_recorded"
    NONE = "none"
    SUMMARY_ONLY = "summary_only"
    DOMESTIC_ABUSE = "domestic_abuse"


class Sex(StrEnum):
    """As recorded in the crime record."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_RECORDED = "not_recorded"


class YesNo(StrEnum):
    """A fact that may not have been recorded."""

    YES = "yes"
    NO = "no"
    NOT_RECORDED = "not_recorded"


class DevicePart(StrEnum):
    """Where a device waits."""

    NEVER_SENT = "never_sent"
    QUEUED = "queued"
    STARTED = "started"
    BACK = "back"
    RETURNED = "returned"


class LabRole(StrEnum):
    """Who at the laboratory said something; never a name."""

    EXAMINER = "examiner"
    CASE_COORDINATOR = "case_coordinator"
    QUEUE_DESK = "queue_desk"
    MANAGER = "manager"
    OTHER = "other"


class Accreditation(StrEnum):
    """Whether a forensic unit is accredited for an activity (ISO/IEC 17025 where the regulator's code asks for it)."""

    NOT_RECORDED = "not_recorded"
    ACCREDITED = "accredited"
    NOT_ACCREDITED = "not_accredited"
    NOT_NEEDED = "not_needed"


class BailConditionKind(StrEnum):
    """What a condition of bail forbids or asks; the first two keep the suspect from a child."""

    NO_CONTACT = "no_contact"
    NO_UNSUPERVISED_CONTACT = "no_unsupervised_contact"
    RESIDENCE = "residence"
    NOT_TO_ATTEND = "not_to_attend"
    DEVICES = "devices"
    OTHER = "other"


class CheckOutcome(StrEnum):
    """How a check of bail conditions went."""

    COMPLIED = "complied"
    BREACHED = "breached"
    COULD_NOT_CHECK = "could_not_check"


class Checker(StrEnum):
    """Who checks that a measure is kept; by role, never by name."""

    OIC = "oic"
    SUPERVISOR = "supervisor"
    OFFENDER_MANAGER = "offender_manager"
    NEIGHBOURHOOD = "neighbourhood"
    SOCIAL_CARE = "social_care"
    OTHER = "other"
    NOBODY = "nobody"


class SafeToContact(StrEnum):
    """What must be minded before a child or family is contacted."""

    SAFE = "safe"
    NO_MESSAGE = "no_message"
    NO_WRITING = "no_writing"
    SUSPECT_LIVES_THERE = "suspect_lives_there"
    ONLY_THROUGH = "only_through"


class ContactWay(StrEnum):
    """How a child or family is contacted."""

    VISIT = "visit"
    PHONE = "phone"
    VIDEO = "video"
    LETTER = "letter"
    EMAIL = "email"
    TEXT = "text"


class ContactWith(StrEnum):
    """Who was contacted, by role; never a name."""

    CHILD = "child"
    PARENT = "parent"
    CARER = "carer"
    SOCIAL_WORKER = "social_worker"
    ADVISER = "adviser"
    OTHER = "other"


class ToldOf(StrEnum):
    """What a child or family was told of."""

    PROGRESS = "progress"
    ARREST = "arrest"
    INTERVIEW = "interview"
    BAIL = "bail"
    DECISION = "decision"
    COURT_DATE = "court_date"


class NotReached(StrEnum):
    """Why a contact did not take place."""

    NOT_SAFE = "not_safe"
    NO_ANSWER = "no_answer"
    DECLINED = "declined"
    MOVED_AWAY = "moved_away"


class Change(StrEnum):
    """What kind of record an action touched."""

    CASE = "case"
    MILESTONE = "milestone"
    ALERT = "alert"
    OFFICER = "officer"
    REPORT = "report"
    JOB = "job"
    APPROVAL = "approval"


def severity_order(severity: Severity) -> int:
    """Give 0 for the least serious, 3 for the most."""
    return tuple(Severity).index(severity)


def gravity(severity: Severity, kind: AlertKind) -> tuple[int, bool]:
    """Give what is greater the graver an alert is: none is graver than late with nothing to protect the child."""
    return severity_order(severity), kind is AlertKind.LATE_UNPROTECTED


class PaperKind(StrEnum):
    """The papers that are drawn from how things stand now; each copy is numbered and logged."""

    DIGEST = "digest"
    TODO = "todo"
    CASELOAD = "caseload"
    CHRONOLOGY = "chronology"
    REVIEW = "review"
    WHY = "why"
    BAIL_SHEET = "bail_sheet"
    BAIL_REGISTER = "bail_register"
    DEVICES = "devices"
    INSPECTION = "inspection"


class OpenWork(StrEnum):
    """What may still be open in a case that is to be closed or handed over, the most serious first."""

    BAIL = "bail"
    PROTECTION = "protection"
    DEVICE = "device"
    AWAITED = "awaited"
    FOLLOW_UP = "follow_up"
    APPROVAL = "approval"
    MILESTONE = "milestone"


class ApprovalKind(StrEnum):
    """What a detective may ask a supervisor to approve."""

    RESCHEDULE = "reschedule"
    NOT_REQUIRED = "not_required"
    PAUSE = "pause"


class ApprovalState(StrEnum):
    """How a request for approval stands."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


#: The milestones that only a review completes, with the least rank of who holds it; the unit head holds any.
REVIEWS = {
    "first_review": Rank.SERGEANT,
    "review_sergeant": Rank.SERGEANT,
    "review_inspector": Rank.INSPECTOR,
    "review_superintendent": Rank.CHIEF_INSPECTOR,
    "review_before_closing": Rank.SERGEANT,
    "rui_review_sergeant": Rank.SERGEANT,
    "rui_review_inspector": Rank.INSPECTOR,
    "rui_review_superintendent": Rank.SUPERINTENDENT,
}
#: which review comes next where it is not one of the same kind
REVIEW_AFTER = {"first_review": "review_sergeant", "review_before_closing": "review_sergeant"}


class RiskTrend(StrEnum):
    """What a review says of the risk to the child now, beside the one before."""

    LOWER = "lower"
    UNCHANGED = "unchanged"
    HIGHER = "higher"


class OtherChildren(StrEnum):
    """What a review says of children other than the one of the case."""

    NONE_KNOWN = "none_known"
    SAFE = "safe"
    AT_RISK = "at_risk"


class BailCheck(StrEnum):
    """What a review says of the conditions of bail."""

    KEPT = "kept"
    BREACHED = "breached"
    NOT_CHECKED = "not_checked"


class Escalation(StrEnum):
    """Whether a review takes the case further up."""

    NOT_NEEDED = "not_needed"
    INSPECTOR = "inspector"
    SUPERINTENDENT = "superintendent"
    AGENCY = "agency"


class Welfare(StrEnum):
    """What a review says of the officer's wellbeing and workload."""

    NO_CONCERN = "no_concern"
    CONCERN = "concern"
    NOT_DISCUSSED = "not_discussed"
