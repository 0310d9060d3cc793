"""Made-up protection of a case as rows: one child without, one with bail that ends, an order, a plan that is over."""

from datetime import date
from typing import Any

from tracker.rows.protection import BailCheckRow, BailToCondition, CaseProtection, MeasureRow, ProtectionRow
from tracker.terms import BailConditionKind, Checker, CheckOutcome, YesNo

KINDS = (
    ("abduction_notice", "Child abduction warning notice", 28),
    ("sexual_risk_order", "Sexual risk order", 0),
    ("disclosure_scheme", "Child sex offender disclosure scheme", 0),
    ("child_protection_plan", "Child protection plan", 28),
)


def a_measure(key: str = "measure-0", **other: Any) -> MeasureRow:
    """Give a measure in force."""
    facts: dict[str, Any] = {
        "key": key,
        "protection_id": key,
        "name": "Sexual risk order",
        "suspect_id": "suspect-0",
        "suspect": "S1",
        "child": "every child",
        "since": date(2026, 6, 1),
        "until": date(2028, 5, 31),
        "review_on": date(2026, 12, 1),
        "checked_by": Checker.OFFENDER_MANAGER,
        "breaches": 1,
        "last_breach": date(2026, 9, 3),
        "over": False,
        "ended_because": "",
        "covers": True,
        "note": "",
        "state_key": "done",
        "version": 1,
    }
    return MeasureRow(**(facts | other))


def a_pair(**other: Any) -> ProtectionRow:
    """Give a child whom nothing protects since bail ended."""
    facts: dict[str, Any] = {
        "child_id": "child-0",
        "child": "AB",
        "suspect_id": "suspect-0",
        "suspect": "S1",
        "access": YesNo.YES,
        "protected": False,
        "since": date(2026, 4, 21),
        "until": None,
        "by": (),
        "checked_by": (),
        "gaps": ((date(2026, 1, 19), date(2026, 1, 26)), (date(2026, 4, 21), date(2026, 11, 20))),
        "bare_days": 222,
        "state_key": "critical",
    }
    return ProtectionRow(**(facts | other))


def protection_of_a_case() -> CaseProtection:
    """Give what protects the children of the made-up case."""
    guarded = a_pair(
        child_id="child-1", child="CD", protected=True, since=date(2026, 1, 27), until=date(2026, 11, 24),
        by=("Bail: no contact", "Child protection plan"), checked_by=("OIC", "social care"), bare_days=8,
        gaps=((date(2026, 1, 19), date(2026, 1, 26)),), state_key="due_soon", access=YesNo.NOT_RECORDED,
    )  # fmt: skip
    measures = (
        a_measure("measure-1", name="Child protection plan", child="CD", suspect="", suspect_id="", breaches=0,
                  last_breach=None, review_on=date(2026, 11, 12), state_key="overdue", checked_by=Checker.SOCIAL_CARE),
        a_measure("condition-0", protection_id="", name="Bail: no contact", child="CD", since=date(2026, 1, 27),
                  until=date(2026, 11, 24), review_on=None, checked_by=None),
        a_measure("measure-2", name="Child sex offender disclosure scheme", covers=False, breaches=0,
                  last_breach=None, until=None),
        a_measure("measure-3", over=True, state_key="not_required", ended_because="discharged by the court",
                  until=date(2026, 4, 21), child="AB"),
    )  # fmt: skip
    check = BailCheckRow(
        "suspect-0", "S1", "check-0", 1, date(2026, 11, 12), 6, date(2026, 10, 30), CheckOutcome.COULD_NOT_CHECK, 2
    )
    bail = BailToCondition("arrest-0", "suspect-0", "S1", 3, 1, (BailConditionKind.NO_CONTACT,))
    return CaseProtection((a_pair(), guarded), measures, (bail,), (check,), KINDS, 1, 1)
