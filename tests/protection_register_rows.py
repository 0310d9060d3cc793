"""Made-up rows of the protection of all cases: none now, one that ends, one to be looked at, one not known."""

from datetime import date
from typing import Any

from tracker.rows.protection_register import ProtectionRegister, RegisterRow, ToTellRow
from tracker.terms import Checker, Holder, RiskGrade, YesNo

TODAY = date(2026, 11, 20)
FAMILY = ToTellRow("", Holder.CHILD_OR_FAMILY, date(2026, 3, 2), None, 0, done=False, state_key="not_started")
AGENCY = ToTellRow("", Holder.SOCIAL_CARE, date(2026, 4, 28), None, 0, done=True, state_key="done")
RELEASE = ToTellRow(
    "Victim told of the release", Holder.CHILD_OR_FAMILY, None, date(2026, 11, 11), 7, done=False, state_key="overdue"
)


def a_register_row(number: int = 0, **other: Any) -> RegisterRow:
    """Give a child whom nothing protects since bail ended."""
    facts: dict[str, Any] = {
        "case_id": f"case-{number}",
        "reference": f"44NI/{305 + 103 * number:05}/26",
        "risk": RiskGrade.HIGH,
        "team": "Team 1",
        "oic": "DC 3312 Patel",
        "supervisor": "DS 902 Ade",
        "child_id": f"child-{number}",
        "child": "AB",
        "suspect_id": f"suspect-{number}",
        "suspect": "S1",
        "access": YesNo.YES,
        "protected": False,
        "known": True,
        "since": date(2026, 4, 21),
        "days": 214,
        "until": None,
        "days_left": None,
        "lapsed": True,
        "by": (),
        "checked_by": (),
        "review_on": None,
        "check_due": None,
        "check_days_late": 0,
        "gaps": ((date(2026, 1, 20), date(2026, 1, 23)),),
        "gap_days": 218,
        "late": 4,
        "taken_on": "DS 902 Ade",
        "next_step_by": date(2026, 11, 24),
        "to_tell": (RELEASE, FAMILY, AGENCY),
        "state_key": "critical",
    }
    return RegisterRow(**(facts | other))


def a_protected_row(number: int, **other: Any) -> RegisterRow:
    """Give a child who is protected without an end."""
    facts: dict[str, Any] = {
        "protected": True, "since": date(2026, 9, 1), "days": 81, "lapsed": False, "by": ("Child protection plan",),
        "checked_by": (Checker.SOCIAL_CARE,), "gaps": (), "gap_days": 0, "late": 0, "taken_on": "",
        "next_step_by": None, "to_tell": (), "state_key": "done",
    }  # fmt: skip
    return a_register_row(number, **(facts | other))


def a_protection_register() -> ProtectionRegister:
    """Give a child in each state."""
    bail = "Pre-charge bail conditions"
    rows = (
        a_register_row(0),
        a_register_row(1, gaps=(), since=date(2026, 11, 2), days=19, gap_days=19, taken_on="", next_step_by=None,
                       to_tell=(), lapsed=False, oic="", access=YesNo.NOT_RECORDED, late=1),
        a_register_row(2, known=False, gaps=(), gap_days=12, days=12, to_tell=(), lapsed=False, state_key="unknown",
                       access=YesNo.NOT_RECORDED, taken_on="", next_step_by=None, late=0),
        a_protected_row(3, by=(bail,), until=date(2026, 12, 2), days_left=12, checked_by=(),
                        check_due=date(2026, 11, 25), to_tell=(AGENCY,), state_key="due_soon"),
        a_protected_row(4, by=(bail, "Written safety plan with social care"), until=date(2027, 1, 8), days_left=49,
                        check_due=date(2026, 11, 13), check_days_late=5, review_on=date(2026, 12, 4),
                        state_key="overdue"),
        a_protected_row(5),
    )  # fmt: skip
    return ProtectionRegister(TODAY, 14, rows, 31, 2)
