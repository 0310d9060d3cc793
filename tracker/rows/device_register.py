"""Devices of a case or of all cases as frozen rows, and the question that asks for them."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import Accreditation, DevicePart, LabRole, RiskGrade, YesNo


@dataclass(frozen=True, slots=True)
class DeviceRegisterQuestion:
    """The devices of open cases that are not returned yet, of one team or one officer where they are named."""

    by: str
    team_id: str | None = None
    oic_id: str | None = None


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """What the laboratory said once; `moved_days` is how many days later than the one before (less than 0: earlier)."""

    stage: str
    stage_name: str
    day: date
    told_on: date
    told_by: LabRole
    recorded_by: str
    moved_days: int | None


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of a device: when it was reached, or that it waits, is not required or not known."""

    stage: str
    name: str
    on: date | None
    state_key: str


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One device, its stage now, and what the laboratory says.

    Args:
        stage: the furthest stage reached, as the kind of its milestone; empty before it was seized.
        band: the laboratory's priority band by the risk of the case, 1 the most urgent.
        may_move_to: the stages it may be moved to, the next one first, each with its name.
        to_come: the stages after the one it has reached, each with its name: an estimate is for one of these.
        estimate: the last day told for what it waits for; `estimate_moves` counts how often a day told for the same
            stage was another one than before, `estimate_slip` is how many days later it is than the first.
        estimate_late: whether that day has passed, with the stage not reached.
        due: the soonest date of a clock towards a stage; `days_late` is in working days, 0 where none is late.
        check_due: when the child's safety is to be looked at again while the device waits.
        check_milestone_id: the milestone of that look; empty where none is due.
        awaited_id: the milestone that the laboratory is chased about; empty where it has nothing to do.
        course_version: changes whenever a stage does; `version` is of the facts.
    """

    device_id: str
    case_id: str
    reference: str
    risk: RiskGrade
    oic: str
    team: str
    exhibit: str
    kind: str
    held_from: str
    part: DevicePart
    stage: str
    stage_name: str
    stage_since: date | None
    seized_on: date | None
    days_in_stage: int | None
    days_held: int | None
    band: int
    priority_asked: YesNo
    may_move_to: tuple[tuple[str, str], ...]
    to_come: tuple[tuple[str, str], ...]
    rejections: int
    estimates: tuple[EstimateRow, ...]
    estimate: date | None
    estimate_for: str
    estimate_moves: int
    estimate_slip: int
    estimate_late: bool
    due: date | None
    days_late: int
    late_limit: str
    check_due: date | None
    check_late: int
    check_last: date | None
    check_milestone_id: str
    check_version: int
    laboratory: str
    accreditation: Accreditation
    declaration: YesNo
    category_a: int | None
    category_b: int | None
    category_c: int | None
    course_version: int
    version: int
    closed: bool = False
    stages: tuple[StageRow, ...] = ()
    awaited_id: str = ""


@dataclass(frozen=True, slots=True)
class DeviceRegister:
    """The devices that wait, the oldest since seizure first; what is not shown, counted."""

    as_of: date
    rows: tuple[DeviceRow, ...]
    returned_not_shown: int
    restricted_not_shown: int
