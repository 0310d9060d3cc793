"""Made-up slipped milestones and held days, for tests of the window and for the gallery; the same every time."""

from datetime import date, timedelta
from random import Random

from tracker.rows.drift_board import DriftBoard, DriftRow, HeldRow
from tracker.terms import DelayReason, Holder, RiskGrade

KINDS = (
    ("device_report_issued", "Laboratory report issued", Holder.LABORATORY, DelayReason.DFU_QUEUE),
    ("abe_interview", "ABE interview", Holder.OUR_UNIT, None),
    ("charging_decision", "Charging decision", Holder.CPS, DelayReason.CPS_QUEUE),
    ("medical_report", "Medical report received", Holder.HEALTH, DelayReason.AWAITING_HEALTH_REPORT),
)
OFFICERS = ("DC 3312 Patel", "DC 2207 Hughes", "")


def drift_rows(count: int = 37, seed: int = 7) -> tuple[DriftRow, ...]:
    """Give milestones that slipped, the worst first."""
    chance, rows = Random(seed), []
    for number in range(count):
        kind, name, holder, cause = KINDS[number % len(KINDS)]
        drift = chance.randrange(1, 180)
        first = date(2026, 11, 20) - timedelta(drift * 7 // 5)
        moves = number % 3
        rows.append(
            DriftRow(
                f"case-{number % 19}", f"44NI/{305 + 97 * (number % 19):05}/26", tuple(RiskGrade)[number % 4],
                OFFICERS[number % 3], f"Team {1 + number % 2}", f"milestone-{number}", kind, name, first,
                first + timedelta(30) if moves else first, drift, moves, holder, cause, "ring them",
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: -row.drift))


HELD = (
    HeldRow(Holder.AWAITING_ALLOCATION, 71, 3),
    HeldRow(Holder.OUR_UNIT, 2410, 14),
    HeldRow(Holder.LABORATORY, 1804, 9),
    HeldRow(Holder.HEALTH, 212, 2),
    HeldRow(Holder.SOCIAL_CARE, 340, 4),
    HeldRow(Holder.CPS, 977, 6),
    HeldRow(Holder.NOBODY, 64, 1),
)
A_BOARD = DriftBoard(drift_rows(), HELD, 39, 2, 1)
