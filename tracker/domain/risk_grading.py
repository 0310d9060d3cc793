"""RiskGrading: one change of a case's risk grade, with why, the steps it asks for, and by when."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.errors import RuleBroken
from tracker.terms import RiskGrade

GRADES = (RiskGrade.NOT_ASSESSED, RiskGrade.LOW, RiskGrade.MEDIUM, RiskGrade.HIGH, RiskGrade.VERY_HIGH)


@dataclass(frozen=True, slots=True)
class RiskGrading:
    """From which grade to which. `steps` says what is done about it, `steps_by` until when."""

    id: str
    case_id: str
    was: RiskGrade
    now: RiskGrade
    because: str
    steps: str
    steps_by: date | None
    recorded_at: datetime
    recorded_by: str
    version: int = 1


def check_steps(was: RiskGrade, now: RiskGrade, steps: str, steps_by: date | None, today: date) -> None:
    """Refuse a graver risk without what is done about it and by when.

    Raises:
        RuleBroken: no steps, no day for them, or a day that has passed.
    """
    if GRADES.index(now) > max(GRADES.index(was), GRADES.index(RiskGrade.LOW)):
        if not steps.strip():
            raise RuleBroken("steps_needed", field="steps")
        if steps_by is None:
            raise RuleBroken("steps_day_needed", field="steps_by")
    if steps_by is not None and steps_by < today:
        raise RuleBroken("steps_day_past", field="steps_by", on=steps_by)
