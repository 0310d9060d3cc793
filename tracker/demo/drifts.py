"""Which ways of drifting fit which case: its age, its kind, what it must have, and what excludes what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.demo.cast import Drift, Gap
from tracker.terms import CaseKind


class Need(StrEnum):
    """What a case must have for a drift to show."""

    CHILD = "child"
    SUSPECT = "suspect"
    DEVICE = "device"
    CPS = "cps"
    CHARGE = "charge"


class Course(StrEnum):
    """What a drift does to the course of a case: holds up the investigation, sets its time, or comes after the file."""

    BESIDE = "beside"
    HOLDS = "holds"
    TIMED = "timed"
    AFTER_FILE = "after_file"


@dataclass(frozen=True, slots=True)
class Spec:
    """When a drift fits: ages in days, kinds of case (all where none is named), and what it needs.

    Args:
        lasts: for how many days, from the least to the most, what is waited for has been under way.
        gap: which gap is made longer so that it lasts no longer than that.
        follows: the drift without which this one does not show.
        excludes: drifts that say the opposite.
    """

    least: int
    most: int = 1100
    needs: tuple[Need, ...] = ()
    kinds: tuple[CaseKind, ...] = ()
    course: Course = Course.BESIDE
    lasts: tuple[int, int] = (0, 0)
    gap: Gap | None = None
    follows: Drift | None = None
    excludes: tuple[Drift, ...] = ()


CHILD, SUSPECT, DEVICE = (Need.CHILD,), (Need.SUSPECT,), (Need.DEVICE, Need.SUSPECT)
WITH_DOCTOR = (CaseKind.RECENT_SEXUAL_ABUSE, CaseKind.PHYSICAL_ABUSE, CaseKind.NEGLECT, CaseKind.EXPLOITATION)
WITH_ADVICE = tuple(kind for kind in CaseKind if kind not in (CaseKind.NEGLECT, CaseKind.NOT_RECORDED))
WITH_OTHERS = tuple(kind for kind in CaseKind if kind not in (CaseKind.ONLINE_ABUSE, CaseKind.NOT_RECORDED))
HOLDS, TIMED, AFTER_FILE = Course.HOLDS, Course.TIMED, Course.AFTER_FILE

NOW: Mapping[Drift, Spec] = {
    Drift.UNALLOCATED: Spec(2, 45, course=HOLDS),
    Drift.QUIET: Spec(70, 800),
    Drift.CRIME_NOT_RECORDED: Spec(3, 14),
    Drift.NEEDS_NOT_ASSESSED: Spec(6, 27, CHILD),
    Drift.INTERVIEW_NOT_HELD: Spec(9, 150, CHILD, course=HOLDS),
    Drift.RECORDING_NOT_CHECKED: Spec(25, 200, CHILD, excludes=(Drift.INTERVIEW_NOT_HELD,)),
    Drift.MEDICAL_REPORT_AWAITED: Spec(14, 150, CHILD, WITH_DOCTOR, HOLDS),
    Drift.ASSESSMENT_AWAITED: Spec(68, 240, CHILD),
    Drift.CONFERENCE_AWAITED: Spec(25, 110, CHILD),
    Drift.THIRD_PARTY_AWAITED: Spec(40, 270, (), WITH_OTHERS, HOLDS),
    Drift.PLAN_NOT_SET: Spec(3, 70),
    Drift.EARLY_ADVICE_NOT_CONSIDERED: Spec(32, 280, (), WITH_ADVICE),
    Drift.WARRANT_WAITS: Spec(9, 90, SUSPECT, (CaseKind.ONLINE_ABUSE,), HOLDS),
    Drift.DEVICE_NOT_SUBMITTED: Spec(25, 800, DEVICE, course=TIMED, lasts=(22, 120), gap=Gap.SUSPECT),
    Drift.DEVICE_AT_LABORATORY: Spec(110, 1100, DEVICE, course=TIMED, lasts=(105, 290), gap=Gap.SUSPECT),
    Drift.DEVICE_CHECKS_MISSED: Spec(110, 1100, DEVICE, follows=Drift.DEVICE_AT_LABORATORY),
    Drift.FAMILY_NOT_TOLD: Spec(18, 200, (Need.CHILD, Need.SUSPECT)),
    Drift.FAMILY_NOT_UPDATED: Spec(60, 1100, CHILD),
    Drift.BAIL_CHECKS_MISSED: Spec(60, 800, SUSPECT, course=TIMED, lasts=(55, 84), gap=Gap.SUSPECT),
    Drift.BAIL_RAN_OUT: Spec(115, 800, SUSPECT, course=TIMED, lasts=(103, 150), gap=Gap.SUSPECT),
    Drift.REVIEWS_MISSED: Spec(55),
    Drift.INSPECTOR_REVIEW_MISSED: Spec(110),
    Drift.SUPERINTENDENT_REVIEW_MISSED: Spec(200),
    Drift.FILE_NOT_SENT_AGAIN: Spec(
        110, 800, (Need.SUSPECT, Need.CPS), course=AFTER_FILE, lasts=(20, 70), gap=Gap.FILE
    ),
    Drift.ACTION_PLAN_OPEN: Spec(150, 800, (Need.SUSPECT, Need.CPS), course=AFTER_FILE, lasts=(50, 110), gap=Gap.FILE),
    Drift.CHARGING_DECISION_AWAITED: Spec(
        120, 1100, (Need.SUSPECT, Need.CPS), course=AFTER_FILE, lasts=(45, 400), gap=Gap.FILE
    ),
    Drift.SPECIAL_MEASURES_AWAITED: Spec(
        230, 1100, (Need.CHILD, Need.SUSPECT, Need.CHARGE), course=AFTER_FILE, lasts=(120, 170), gap=Gap.FILE
    ),
}

BEFORE: Mapping[Drift, Spec] = {
    Drift.WAS_ALLOCATED_LATE: Spec(0, excludes=(Drift.UNALLOCATED,)),
    Drift.WAS_DISCUSSED_LATE: Spec(0),
    Drift.WAS_SEEN_LATE: Spec(0, needs=CHILD),
    Drift.WAS_PHOTOGRAPHED_LATE: Spec(0, needs=CHILD, kinds=(CaseKind.PHYSICAL_ABUSE,)),
    Drift.WAS_INTERVIEWED_LATE: Spec(0, needs=CHILD, excludes=(Drift.INTERVIEW_NOT_HELD,)),
    Drift.WAS_REPORTED_LATE: Spec(0, needs=CHILD, kinds=WITH_DOCTOR, excludes=(Drift.MEDICAL_REPORT_AWAITED,)),
    Drift.WAS_ANALYSED_LATE: Spec(230, needs=DEVICE, excludes=(Drift.DEVICE_AT_LABORATORY, Drift.DEVICE_NOT_SUBMITTED)),
    Drift.WAS_DECIDED_LATE: Spec(
        220, needs=(Need.SUSPECT, Need.CPS), excludes=(Drift.CHARGING_DECISION_AWAITED, Drift.ACTION_PLAN_OPEN)
    ),
    Drift.SUSPECT_WAS_INTERVIEWED_LATE: Spec(
        110, needs=SUSPECT, excludes=(Drift.BAIL_CHECKS_MISSED, Drift.BAIL_RAN_OUT, Drift.DEVICE_NOT_SUBMITTED)
    ),
    Drift.WAS_CHECKED_LATE: Spec(30, needs=CHILD, excludes=(Drift.RECORDING_NOT_CHECKED, Drift.INTERVIEW_NOT_HELD)),
    Drift.WAS_ADVISED_LATE: Spec(40, kinds=WITH_ADVICE, excludes=(Drift.EARLY_ADVICE_NOT_CONSIDERED,)),
    Drift.WAS_TOLD_LATE: Spec(20, needs=(Need.CHILD, Need.SUSPECT), excludes=(Drift.FAMILY_NOT_TOLD,)),
    Drift.WAS_NOT_UPDATED: Spec(110, needs=CHILD, excludes=(Drift.FAMILY_NOT_UPDATED, Drift.QUIET)),
    Drift.WAS_NOT_REVIEWED: Spec(110, excludes=(Drift.REVIEWS_MISSED, Drift.QUIET)),
}

REPLANNED = (
    Drift.INTERVIEW_NOT_HELD,
    Drift.MEDICAL_REPORT_AWAITED,
    Drift.THIRD_PARTY_AWAITED,
    Drift.EARLY_ADVICE_NOT_CONSIDERED,
    Drift.WARRANT_WAITS,
    Drift.DEVICE_AT_LABORATORY,
    Drift.CHARGING_DECISION_AWAITED,
)


def fits(drift: Drift, spec: Spec, age: int, kind: CaseKind, chosen: tuple[Drift, ...]) -> bool:
    """Say whether a drift fits a case of an age and kind that already drifts in other ways."""
    if not spec.least <= age <= spec.most or (spec.kinds and kind not in spec.kinds) or drift in chosen:
        return False
    if spec.follows is not None and spec.follows not in chosen:
        return False
    if any(other in spec.excludes or drift in both().get(other, Spec(0)).excludes for other in chosen):
        return False
    courses = {both()[other].course for other in chosen}
    match spec.course:
        case Course.AFTER_FILE:
            return courses <= {Course.BESIDE} and Drift.UNALLOCATED not in chosen
        case Course.TIMED:
            return not courses & {Course.TIMED, Course.AFTER_FILE} and Drift.UNALLOCATED not in chosen
        case Course.HOLDS:
            return Course.AFTER_FILE not in courses and not (drift is Drift.UNALLOCATED and chosen)
        case Course.BESIDE:
            return Drift.UNALLOCATED not in chosen


def both() -> Mapping[Drift, Spec]:
    """Give every drift, of now and of before."""
    return {**NOW, **BEFORE}
