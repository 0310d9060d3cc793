"""Made-up forecasts, for tests of the window and for the gallery; the same every time."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tracker.rows.forecast import Forecast, ForecastQuestion, LikelyToMiss, LikelyToMissRow, Outlook
from tracker.terms import RiskGrade

TODAY = date(2026, 11, 20)
LIKELY = Forecast(
    "milestone-2", Outlook.LIKELY, date(2026, 10, 15), waited=35, finished=143, longer=31, needed=20, in_ten=8,
    likely=date(2026, 12, 4), earliest=date(2026, 11, 23), latest=date(2027, 2, 12), due=date(2026, 11, 27),
    miss_percent=64,
)  # fmt: skip
NO_END = replace(LIKELY, latest=None, from_report=True, due=None, miss_percent=None)
NOT_BEFORE = replace(
    LIKELY, outlook=Outlook.NOT_BEFORE, likely=None, earliest=None, latest=None, not_before=date(2027, 3, 1),
    miss_percent=97,
)  # fmt: skip
NOTHING = replace(LIKELY, outlook=Outlook.TOO_FEW, likely=None, earliest=None, latest=None, miss_percent=None)
TOO_FEW = replace(NOTHING, finished=12, longer=4)
TOO_LONG = replace(NOTHING, finished=1143, longer=6, waited=1)
KINDS = ("Laboratory report issued", "Charging decision", "Medical report received", "Sergeant's review (5)")


def a_forecast(question: ForecastQuestion) -> Forecast:
    """Give a forecast for any milestone."""
    return replace(LIKELY, milestone_id=question.milestone)


def likely_to_miss_rows(count: int = 23, seed: int = 5) -> tuple[LikelyToMissRow, ...]:
    """Give milestones that are likely to miss their date, the soonest first."""
    chance, rows = Random(seed), []
    for number in range(count):
        due = TODAY + timedelta(days=number)
        likely = due + timedelta(days=chance.randrange(2, 90))
        known = number % 6 != 5
        rows.append(
            LikelyToMissRow(
                f"case-{number % 19}", f"44NI/{305 + 97 * (number % 19):05}/26", tuple(RiskGrade)[number % 4],
                ("DC 3312 Patel", "DC 2207 Hughes", "")[number % 3], f"Team {1 + number % 2}", f"milestone-{number}",
                KINDS[number % len(KINDS)], due, chance.randrange(51, 99), likely if known else None,
                max(TODAY, due - timedelta(days=1)), likely + timedelta(days=60) if number % 4 else None,
                None if known else likely, 40 + number * 7, 20 + number,
            )
        )  # fmt: skip
    return tuple(rows)


A_LIST = LikelyToMiss(likely_to_miss_rows(), 188, 21, 96, 20, 50, confirmed=False, restricted_not_shown=1)
