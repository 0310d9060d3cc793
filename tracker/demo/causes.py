"""Why a milestone of the demo unit waits, who is awaited, and what is to happen next."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.terms import DelayReason, Holder


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of delay, whom the case waits for, and the next step as it is recorded the first and the second time."""

    reason: DelayReason
    awaited: Holder
    next_steps: tuple[str, str]


NEEDS_TIME = Cause(
    DelayReason.VICTIM_NEEDS_TIME, Holder.CHILD_OR_FAMILY, ("Ask the family again on Monday", "Meet with the supporter")
)
INTERMEDIARY = Cause(
    DelayReason.AWAITING_APPROPRIATE_ADULT,
    Holder.SOCIAL_CARE,
    ("Ask the intermediary scheme for a date", "Ask social care for a joint interviewer"),
)
ABSTRACTED = Cause(
    DelayReason.OFFICER_ABSTRACTED, Holder.OUR_UNIT, ("Book the suite for next week", "Ask for a second interviewer")
)
WORKLOAD = Cause(DelayReason.WORKLOAD, Holder.OUR_UNIT, ("Raise at the weekly meeting", "Hand to another officer"))
OTHER_FORCE = Cause(
    DelayReason.OTHER, Holder.ANOTHER_FORCE, ("Ask the other force for an officer", "Inspector to write to the force")
)
DOCTOR = Cause(
    DelayReason.AWAITING_HEALTH_REPORT,
    Holder.HEALTH,
    ("Ring the paediatrician's secretary", "Ask the named doctor to step in"),
)
LABORATORY = Cause(
    DelayReason.DFU_QUEUE, Holder.LABORATORY, ("Ask the laboratory for a date", "Ask for the priority to be raised")
)
REGIONAL_LABORATORY = Cause(
    DelayReason.OTHER, Holder.ANOTHER_FORCE, ("Ask the regional laboratory for a date", "Escalate to the region's lead")
)
NOT_SUBMITTED = Cause(
    DelayReason.DEVICE_NOT_SUBMITTED, Holder.OUR_UNIT, ("Finish the submission form", "Supervisor to score the risk")
)
SOCIAL_CARE = Cause(
    DelayReason.AWAITING_SOCIAL_CARE, Holder.SOCIAL_CARE, ("Ring the team manager", "Escalate to the service manager")
)
RECORDS = Cause(
    DelayReason.THIRD_PARTY_MATERIAL, Holder.SOCIAL_CARE, ("Chase the disclosure team", "Escalate to legal services")
)
HEALTH_RECORDS = Cause(
    DelayReason.THIRD_PARTY_MATERIAL, Holder.HEALTH, ("Chase the records office", "Write to the data controller")
)
CPS = Cause(DelayReason.CPS_QUEUE, Holder.CPS, ("Ask the CPS for a date", "Inspector to ring the unit head"))
CPS_ASKED = Cause(
    DelayReason.CPS_ACTION_PLAN, Holder.OUR_UNIT, ("Take the further statement", "Serve what was asked for")
)
COURT = Cause(DelayReason.COURT, Holder.COURT, ("Await the trial date", "Ask the listing office"))
NO_OFFICER = Cause(
    DelayReason.AWAITING_ALLOCATION, Holder.AWAITING_ALLOCATION, ("Find an officer", "Ask another team for an officer")
)
NOT_LOCATED = Cause(
    DelayReason.SUSPECT_NOT_LOCATED, Holder.OUR_UNIT, ("Ask the intelligence unit", "Circulate as wanted")
)

NO_TIME = Cause(DelayReason.WORKLOAD, Holder.OUR_UNIT, ("Set an hour aside this week", "Raise with the inspector"))
AWAY = Cause(DelayReason.OFFICER_ABSTRACTED, Holder.OUR_UNIT, ("On return", "Ask a colleague to do it"))

CAUSES: Mapping[str, tuple[Cause, ...]] = {
    "allocated": (NO_OFFICER,),
    "abe_interview": (NEEDS_TIME, INTERMEDIARY, ABSTRACTED, WORKLOAD, OTHER_FORCE, NEEDS_TIME),
    "abe_quality_check": (NO_TIME,),
    "child_and_family_update": (AWAY, NO_TIME),
    "investigation_plan": (NO_TIME,),
    "needs_assessment": (NEEDS_TIME, AWAY),
    "review_inspector": (NO_TIME,),
    "review_sergeant": (NO_TIME, AWAY),
    "review_superintendent": (NO_TIME,),
    "assessment_complete": (SOCIAL_CARE,),
    "child_protection_conference": (SOCIAL_CARE,),
    "charging_decision": (CPS,),
    "cps_action_plan": (CPS_ASKED,),
    "device_allocated": (LABORATORY,),
    "device_report_issued": (LABORATORY, LABORATORY, LABORATORY, REGIONAL_LABORATORY),
    "device_submitted": (NOT_SUBMITTED,),
    "early_advice": (WORKLOAD,),
    "file_resubmitted": (WORKLOAD,),
    "medical_report": (DOCTOR,),
    "outcome": (COURT,),
    "special_measures": (COURT,),
    "suspect_interviewed": (NOT_LOCATED, WORKLOAD),
    "third_party_received": (RECORDS, RECORDS, HEALTH_RECORDS),
    "warrant_executed": (NOT_LOCATED, ABSTRACTED),
}

MOVED_BECAUSE: Mapping[str, tuple[str, ...]] = {
    "abe_interview": ("child unwell", "family asked for another day", "no interview suite free", "officer abstracted"),
    "charging_decision": ("the CPS asked for more time", "prosecutor changed"),
    "device_report_issued": ("the laboratory gave a new estimate", "examiner away", "further devices came first"),
    "early_advice": ("file not ready for advice", "officer abstracted", "waiting for the interview"),
    "medical_report": ("doctor on leave", "the hospital promised another day"),
    "third_party_received": ("the council asked for more time", "records held by another council"),
    "warrant_executed": ("no team free", "waiting for intelligence", "address not confirmed"),
}
