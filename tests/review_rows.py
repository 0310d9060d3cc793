"""Made-up reviews as rows, for tests of the window and for the gallery."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.fakes import A_FRIDAY
from tracker.rows.people import OfficerRow
from tracker.rows.reviews import (
    DueReviewRow,
    FollowUpRow,
    LateRow,
    LateSaidRow,
    ReviewPositionRow,
    ReviewRow,
    Reviews,
)
from tracker.terms import BailCheck, DelayReason, Escalation, Holder, OtherChildren, RiskTrend, Welfare

TODAY = A_FRIDAY.date()
KNOWN = (
    ("contact", "AB: family updated Mon 9 Nov 2026"),
    ("bail", "S1: on bail, ends Sat 28 Nov 2026, conditions checked Fri 13 Nov 2026"),
    ("devices", "EX1: accepted by the laboratory Tue 21 Apr 2026"),
    ("devices", "EX2: nothing on record yet"),
    ("cps", "S1: File sent to the CPS, Thu 12 Nov 2026"),
    ("agencies", "Health since Mon 2 Nov 2026: Medical report, AB. Next step: Ring the named doctor"),
)


def a_review_row(number: int = 0, **other: Any) -> ReviewRow:
    """Give a review that says something of everything."""
    on = TODAY - timedelta(days=28 * (number + 1))
    facts: dict[str, Any] = {
        "review_id": f"review-{number}",
        "milestone_id": f"milestone-review-{number}",
        "name": "Sergeant's review" if number % 2 == 0 else "Inspector's review",
        "reviewed_on": on,
        "by": "DS 902 Ade",
        "recorded_at": datetime.combine(on, A_FRIDAY.timetz()),
        "risk": tuple(RiskTrend)[number % 3],
        "risk_words": "Lives with the other parent; the suspect's address was checked",
        "others": OtherChildren.SAFE,
        "others_words": "Sibling seen at home by the social worker",
        "voice": "Wants to be told by telephone, not by letter",
        "enquiries": "Open: phone, neighbour. Closed: house search, two statements",
        "late": (LateSaidRow("Computer report, EX1", DelayReason.DFU_QUEUE, Holder.LABORATORY, TODAY),),
        "bail": BailCheck.NOT_CHECKED,
        "bail_words": "Visit planned for Saturday",
        "devices": "Examiner asked for a date",
        "cps": "Reviewing lawyer rung",
        "agencies": "OIC wrote on Monday",
        "escalation": Escalation.INSPECTOR,
        "escalation_words": "Laboratory far past its day",
        "welfare": Welfare.NO_CONCERN,
        "welfare_words": "",
        "next_on": on + timedelta(days=28),
        "known": KNOWN,
        "withdrawn": number == 2,
    }
    return ReviewRow(**(facts | other))


def some_reviews() -> Reviews:
    """Give three reviews, one taken back, and follow-up actions in each state."""
    states = ("overdue", "due_soon", "running", "done_late")
    follow_ups = tuple(
        FollowUpRow(
            f"follow-up-{place}",
            (
                "Ring the laboratory for a date",
                "Visit to check the bail address",
                "Ask for the file again",
                "Ring back",
            )[place],
            "DC 3312 Patel",
            TODAY + timedelta(days=4 * place - 3),
            TODAY if state == "done_late" else None,
            "DC 3312 Patel" if state == "done_late" else "",
            state,
            "DS 902 Ade",
            1,
        )
        for place, state in enumerate(states)
    )
    return Reviews("case-0", tuple(a_review_row(number) for number in range(3)), follow_ups)


def a_position(**other: Any) -> ReviewPositionRow:
    """Give a case in which everything has to be spoken of, with three milestones late."""
    facts: dict[str, Any] = {
        "case_id": "case-0",
        "reference": "44NI/00305/26",
        "oic_id": "officer-0",
        "due": (
            DueReviewRow("review-s", "review_sergeant", "Sergeant's review", date(2026, 11, 16), 3, True, "sergeant"),
            DueReviewRow(
                "review-i", "review_inspector", "Inspector's review", date(2026, 12, 1), 1, False, "inspector"
            ),
        ),
        "late": (
            LateRow(
                "milestone-2", "Computer report, EX1", date(2026, 3, 12), 176, DelayReason.DFU_QUEUE, Holder.LABORATORY
            ),
            LateRow("milestone-4", "ABE interview, AB", date(2026, 11, 12), 6, None, Holder.OUR_UNIT),
            LateRow("review-s", "Sergeant's review", date(2026, 11, 16), 4, None, Holder.OUR_UNIT),
        ),
        "on_bail": True,
        "devices_out": True,
        "with_cps": True,
        "others_awaited": True,
        "known": KNOWN,
        "open_follow_ups": ("Ring the laboratory for a date, due Tue 17 Nov 2026",),
        "next_on": date(2026, 12, 18),
        "officers": (OfficerRow("officer-0", "DC 3312 Patel", "team-1", "Team 1"),),
    }
    return ReviewPositionRow(**(facts | other))
