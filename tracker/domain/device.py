"""Device: a seized or produced exhibit on its way through the digital forensics unit; each estimate of the lab's."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.act import Act
from tracker.domain.milestone import check_date
from tracker.errors import RuleBroken
from tracker.terms import Accreditation, LabRole, YesNo

HELD_FROM = ("suspect", "victim", "witness", "premises")


@dataclass(frozen=True, slots=True)
class Device:
    """A device in a case; where it stands follows from its milestones (seized to returned).

    Args:
        priority_asked: whether the laboratory was asked for priority.
        laboratory: the unit that examines it.
        accreditation: whether that unit is accredited for what it does.
        declaration: whether its report declares compliance with the Forensic Science Regulator's code.
        category_a, category_b, category_c: how many images were graded so; never an image, a hash or a description.
    """

    id: str
    case_id: str
    exhibit: str
    kind: str
    held_from: str = "suspect"
    priority_asked: YesNo = YesNo.NOT_RECORDED
    laboratory: str = ""
    accreditation: Accreditation = Accreditation.NOT_RECORDED
    declaration: YesNo = YesNo.NOT_RECORDED
    category_a: int | None = None
    category_b: int | None = None
    category_c: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class DeviceEstimate:
    """What the laboratory said: by which day a device will have reached a stage. Each is kept, none is changed.

    Args:
        stage: the milestone kind the day is for.
        told_by: who at the laboratory said so, by role.
    """

    id: str
    case_id: str
    device_id: str
    stage: str
    day: date
    told_on: date
    told_by: LabRole
    recorded_at: datetime
    recorded_by: str
    version: int = 1


def check_device(device: Device) -> None:
    """Refuse a device without an exhibit reference or kind, or with a count below nothing."""
    for field in ("exhibit", "kind"):
        if not getattr(device, field).strip():
            raise RuleBroken("device_fact_needed", field=field)
    for field in ("category_a", "category_b", "category_c"):
        count = getattr(device, field)
        if count is not None and count < 0:
            raise RuleBroken("count_below_nothing", field=field)


def check_estimate(day: date, told_on: date, reported_on: date, act: Act) -> None:
    """Refuse an estimate told in the future or before the report, or of a day that was over when it was told."""
    check_date(told_on, reported_on, act, field="told_on", any_age=True)
    if day < told_on:
        raise RuleBroken("estimate_in_the_past", field="day", on=day, told_on=told_on)
