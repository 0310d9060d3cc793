"""Made-up slipped milestones, ledgers and their period, for the window and the gallery; the same every time."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from statistics import median

from tracker.rows.drift_board import CaseDrift, DriftBoard, DriftGroup, DriftRow, HeldRow
from tracker.rows.drift_course import DriftCourse, FileDays, Share, Stretch
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
                OFFICERS[number % 3], f"Team {1 + number % 2}", f"milestone-{number}", kind, name, name, first,
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
AS_AT, SINCE = date(2026, 11, 20), date(2026, 8, 21)


def case_drifts(rows: tuple[DriftRow, ...]) -> tuple[CaseDrift, ...]:
    """Give the cases of these milestones, with ledgers that add up."""
    cases: dict[str, list[DriftRow]] = {}
    for row in rows:
        cases.setdefault(row.case_id, []).append(row)
    made = []
    for number, (case_id, some) in enumerate(sorted(cases.items())):
        first, age = some[0], 10 + number * 23
        ours = age // 2
        days = ((Holder.OUR_UNIT, ours), (Holder.LABORATORY, age - ours))
        made.append(
            CaseDrift(
                case_id, first.reference, first.risk, first.oic, first.team, Holder.LABORATORY,
                AS_AT - timedelta(age), None, age, max(row.drift for row in some), sum(row.drift for row in some) + 4,
                sum(row.moves for row in some), 3, days, ((Holder.LABORATORY, min(age - ours, 91)),),
            )
        )  # fmt: skip
    return tuple(made)


def gathered(rows: tuple[DriftRow, ...], by: Callable[[DriftRow], tuple[str, str]]) -> tuple[DriftGroup, ...]:
    """Gather milestones by a key and its words."""
    groups: dict[tuple[str, str], list[DriftRow]] = {}
    for row in rows:
        groups.setdefault(by(row), []).append(row)
    return tuple(
        DriftGroup(
            key, words, tuple(sorted({row.case_id for row in some})), len(some), sum(row.drift for row in some),
            round(median(row.drift for row in some)), max(row.drift for row in some),
            sum(row.drift for row in some) + 9, sum(row.moves for row in some), 5,
        )
        for (key, words), some in groups.items()
    )  # fmt: skip


ROWS = drift_rows()
A_BOARD = DriftBoard(
    ROWS, HELD, 39, 2, 1, AS_AT, SINCE, case_drifts(ROWS),
    gathered(ROWS, lambda row: (row.oic, row.oic)), gathered(ROWS, lambda row: (row.team, row.team)),
    gathered(ROWS, lambda row: (row.holder.value, "")), gathered(ROWS, lambda row: (row.kind, row.milestone)),
)  # fmt: skip
IDS = tuple(case.case_id for case in A_BOARD.each)


def _stretch(first: date, last: date, shares: tuple[tuple[str, int], ...]) -> Stretch:
    return Stretch(first, last, tuple(Share(what, count, IDS[: 1 + count % 7]) for what, count in shares if count))


MONTHS = ((date(2026, 9, 1), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 10, 31)), (date(2026, 11, 1), AS_AT))
SIDES = ((Holder.CPS, None), (Holder.OUR_UNIT, False), (None, True))


def a_week(number: int) -> Stretch:
    """Give a week of holders."""
    day = SINCE + timedelta(weeks=number)
    return _stretch(day, day + timedelta(days=6), (("our_unit", 90 + number), ("laboratory", 60), ("cps", 12 * number)))


def a_file(number: int) -> FileDays:
    """Give a file that is with the CPS, with us or decided."""
    case, (holder, first_time) = A_BOARD.each[number], SIDES[number % 3]
    answered_on = None if first_time is None else AS_AT
    return FileDays(
        case.case_id,
        case.reference,
        f"S{number + 1}",
        SINCE,
        holder,
        7 * number,
        60 - 3 * number,
        first_time,
        answered_on,
    )


def a_course() -> DriftCourse:
    """Give thirteen weeks of holders, three months of devices and of answers, and a few files."""
    devices = (
        _stretch(*days, (("never_sent", 3), ("queued", 9 - number), ("started", 2), ("back", number)))
        for number, days in enumerate(MONTHS)
    )
    answers = (
        _stretch(*days, (("first_time", 4 + number), ("sent_back", 2 * number))) for number, days in enumerate(MONTHS)
    )
    weeks = (a_week(number) for number in range(13))
    return DriftCourse(
        AS_AT, SINCE, tuple(weeks), tuple(devices), tuple(answers), tuple(a_file(number) for number in range(14))
    )


A_COURSE = a_course()
