"""The cast of one demo case: its kind, its children, suspects and devices, and in what ways it drifts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.actions.open_case import NewChild, NewDevice, NewSuspect
from tracker.demo.story import About
from tracker.terms import CaseKind, Nation, RiskGrade, SubjectKind


class Drift(StrEnum):
    """A way in which a case is late; the names that begin with `was` are of what was done late in the end."""

    UNALLOCATED = "unallocated"
    QUIET = "quiet"
    CRIME_NOT_RECORDED = "crime_not_recorded"
    NEEDS_NOT_ASSESSED = "needs_not_assessed"
    INTERVIEW_NOT_HELD = "interview_not_held"
    RECORDING_NOT_CHECKED = "recording_not_checked"
    MEDICAL_REPORT_AWAITED = "medical_report_awaited"
    ASSESSMENT_AWAITED = "assessment_awaited"
    CONFERENCE_AWAITED = "conference_awaited"
    THIRD_PARTY_AWAITED = "third_party_awaited"
    PLAN_NOT_SET = "plan_not_set"
    EARLY_ADVICE_NOT_CONSIDERED = "early_advice_not_considered"
    WARRANT_WAITS = "warrant_waits"
    DEVICE_NOT_SUBMITTED = "device_not_submitted"
    DEVICE_AT_LABORATORY = "device_at_laboratory"
    DEVICE_CHECKS_MISSED = "device_checks_missed"
    FAMILY_NOT_TOLD = "family_not_told"
    FAMILY_NOT_UPDATED = "family_not_updated"
    BAIL_CHECKS_MISSED = "bail_checks_missed"
    BAIL_RAN_OUT = "bail_ran_out"
    REVIEWS_MISSED = "reviews_missed"
    INSPECTOR_REVIEW_MISSED = "inspector_review_missed"
    SUPERINTENDENT_REVIEW_MISSED = "superintendent_review_missed"
    FILE_NOT_SENT_AGAIN = "file_not_sent_again"
    ACTION_PLAN_OPEN = "action_plan_open"
    CHARGING_DECISION_AWAITED = "charging_decision_awaited"
    SPECIAL_MEASURES_AWAITED = "special_measures_awaited"
    WAS_ALLOCATED_LATE = "was_allocated_late"
    WAS_DISCUSSED_LATE = "was_discussed_late"
    WAS_SEEN_LATE = "was_seen_late"
    WAS_PHOTOGRAPHED_LATE = "was_photographed_late"
    WAS_INTERVIEWED_LATE = "was_interviewed_late"
    WAS_REPORTED_LATE = "was_reported_late"
    WAS_ANALYSED_LATE = "was_analysed_late"
    WAS_DECIDED_LATE = "was_decided_late"
    SUSPECT_WAS_INTERVIEWED_LATE = "suspect_was_interviewed_late"
    WAS_CHECKED_LATE = "was_checked_late"
    WAS_ADVISED_LATE = "was_advised_late"
    WAS_TOLD_LATE = "was_told_late"
    WAS_NOT_UPDATED = "was_not_updated"
    WAS_NOT_REVIEWED = "was_not_reviewed"


class Ending(StrEnum):
    """How a case ends, or will end if it is still open."""

    NO_FURTHER_ACTION = "no_further_action"
    CPS_NO_CHARGE = "cps_no_charge"
    CHARGED = "charged"


class Gap(StrEnum):
    """A stretch of a case in which no clock runs towards what comes next, so that it may be of any length."""

    SUSPECT = "suspect"
    FILE = "file"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Cast:
    """One case of the demo unit before its story is told. `is_open` on the last day, or closed before it."""

    number: int
    kind: CaseKind
    nation: Nation
    risk: RiskGrade
    team: int
    reported: date
    children: tuple[NewChild, ...]
    suspects: tuple[NewSuspect, ...]
    devices: tuple[NewDevice, ...]
    ending: Ending
    outcome_code: str
    is_open: bool
    drifts: tuple[Drift, ...] = ()
    replanned: int = 0
    restricted: bool = False

    def about(self, kind: SubjectKind) -> tuple[About, ...]:
        """Give the children, suspects or devices as a story names them."""
        size = {
            SubjectKind.CHILD: len(self.children),
            SubjectKind.SUSPECT: len(self.suspects),
            SubjectKind.DEVICE: len(self.devices),
        }.get(kind, 1)
        return tuple(About(kind, number) for number in range(size))
