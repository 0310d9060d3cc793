"""Made-up devices as rows, in every place where one waits; the same every time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tracker.rows.device_register import DeviceRegister, DeviceRow, EstimateRow, StageRow
from tracker.terms import Accreditation, DevicePart, LabRole, RiskGrade, YesNo

TODAY = date(2026, 11, 20)
NAMES = (
    ("device_seized", "Seized"),
    ("device_triaged", "Triage or preview"),
    ("device_risk_scored", "Submission form and risk score"),
    ("device_submitted", "Submitted to the laboratory"),
    ("device_accepted", "Accepted by the laboratory"),
    ("device_queued", "In the laboratory's queue"),
    ("device_allocated", "Allocated to an examiner"),
    ("device_imaged", "Imaged or extracted"),
    ("device_analysed", "Analysed"),
    ("device_graded", "Graded"),
    ("device_victim_check", "Victim-identification check"),
    ("device_report_issued", "Laboratory report issued"),
    ("device_reviewed", "Report reviewed by the OIC"),
    ("device_returned", "Returned, retained or destroyed"),
)


def an_estimate(day: date, told_on: date, moved: int | None = None) -> EstimateRow:
    """Give something that the laboratory said."""
    return EstimateRow(
        "device_report_issued", "Laboratory report issued", day, told_on, LabRole.EXAMINER,
        "DC 3312 Patel", moved,
    )  # fmt: skip


def a_device(number: int = 0, reached: int = 6, **other: Any) -> DeviceRow:
    """Give a device that has reached so many stages; its laboratory moved its estimate twice."""
    seized = TODAY - timedelta(days=204 - 9 * number)
    since = TODAY - timedelta(days=120 - 7 * number)
    stage, name = NAMES[reached - 1] if reached else ("", "")
    part = DevicePart.NEVER_SENT if reached < 4 else DevicePart.QUEUED if reached < 7 else DevicePart.STARTED
    part = DevicePart.BACK if reached >= 12 else part
    told = (
        an_estimate(date(2026, 12, 18), date(2026, 11, 6), 21),
        an_estimate(date(2026, 11, 27), date(2026, 9, 18), 42),
        an_estimate(date(2026, 10, 16), date(2026, 8, 3)),
    )
    facts: dict[str, Any] = {
        "device_id": f"device-{number}",
        "case_id": f"case-{number}",
        "reference": f"44NI/{305 + 97 * number:05}/26",
        "risk": RiskGrade.VERY_HIGH,
        "oic": "DC 3312 Patel",
        "team": "Team 1",
        "exhibit": f"EX{number + 1}",
        "kind": "computer",
        "held_from": "suspect",
        "part": part,
        "stage": stage,
        "stage_name": name,
        "stage_since": since if reached else None,
        "seized_on": seized if reached else None,
        "days_in_stage": (TODAY - since).days if reached else None,
        "days_held": (TODAY - seized).days if reached else None,
        "band": 1,
        "priority_asked": YesNo.YES,
        "may_move_to": NAMES[reached : reached + 2],
        "to_come": NAMES[reached:],
        "rejections": 0,
        "estimates": told,
        "estimate": told[0].day,
        "estimate_for": "Laboratory report issued",
        "estimate_moves": 2,
        "estimate_slip": 63,
        "estimate_late": False,
        "due": date(2026, 3, 12),
        "days_late": 176,
        "late_limit": "Laboratory report: high risk",
        "check_due": date(2026, 11, 24),
        "check_late": 0,
        "check_last": date(2026, 10, 27),
        "check_milestone_id": f"check-{number}",
        "check_version": 1,
        "laboratory": "Regional digital forensics unit",
        "accreditation": Accreditation.ACCREDITED,
        "declaration": YesNo.NOT_RECORDED,
        "category_a": None,
        "category_b": None,
        "category_c": None,
        "course_version": 9,
        "version": 1,
        "stages": tuple(
            StageRow(kind, words, seized + timedelta(days=9 * place) if place < reached else None,
                     "done" if place < reached else "due_soon" if place == reached else "not_started")
            for place, (kind, words) in enumerate(NAMES)
        ),
    }  # fmt: skip
    return DeviceRow(**(facts | other))


def devices_of_a_case() -> tuple[DeviceRow, ...]:
    """Give the devices of the made-up case: one waits at the laboratory, one was never sent."""
    return (
        replace(a_device(), case_id="case-0"),
        a_device(
            1, 2, case_id="case-0", kind="phone", held_from="victim", estimates=(), estimate=None, estimate_for="",
            estimate_moves=0, estimate_slip=0, days_late=0, due=date(2026, 11, 23), late_limit="",
            priority_asked=YesNo.NOT_RECORDED, laboratory="", accreditation=Accreditation.NOT_RECORDED,
        ),
    )  # fmt: skip


def a_device_register() -> DeviceRegister:
    """Give devices in every place where one waits."""
    none = {
        "estimates": (), "estimate": None, "estimate_for": "", "estimate_moves": 0, "estimate_slip": 0,
    }  # fmt: skip
    sent_back = {
        "stage": "device_rejected", "stage_name": "Rejected by the laboratory", "part": DevicePart.NEVER_SENT,
        "rejections": 1,
    }  # fmt: skip
    rows = (
        a_device(0, 7),
        a_device(1, 3, **none, days_late=64, late_limit="Device submitted", priority_asked=YesNo.NO),
        a_device(2, 4, **none, **sent_back, days_late=12, late_limit="Device not moved"),
        a_device(3, 6, band=2, risk=RiskGrade.MEDIUM, priority_asked=YesNo.NOT_RECORDED, days_late=0,
                 estimate=date(2026, 11, 2), estimate_late=True, check_late=4, check_due=date(2026, 11, 16)),
        a_device(4, 9, band=2, risk=RiskGrade.NOT_ASSESSED, days_late=0, estimate_moves=0, estimate_slip=0),
        a_device(5, 12, band=3, risk=RiskGrade.LOW, **none, days_late=0, due=None, check_milestone_id=""),
        a_device(6, 0, **none, band=3, risk=RiskGrade.LOW, days_late=0, due=None, check_milestone_id="", oic=""),
    )  # fmt: skip
    return DeviceRegister(TODAY, tuple(replace(row, stages=()) for row in rows), 31, 2)
