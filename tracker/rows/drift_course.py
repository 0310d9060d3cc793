"""How it came to stand so: holders, devices and files to the CPS over a period, and the question that asks for them."""

from dataclasses import dataclass
from datetime import date

from tracker.rows.drift_board import QUARTER
from tracker.terms import DevicePart, Holder

FIRST_TIME, SENT_BACK = "first_time", "sent_back"


@dataclass(frozen=True, slots=True)
class DriftCourseQuestion:
    """Whose cases, as on which day, and how long the period before it is: as in `DriftBoardQuestion`."""

    by: str
    oic_id: str | None = None
    team_id: str | None = None
    as_at: date | None = None
    weeks: int = QUARTER


@dataclass(frozen=True, slots=True)
class Share:
    """One part of what is counted for a stretch of days, with the cases behind it, each once.

    `what` is a holder, a part of the course of a device, or `first_time` and `sent_back`.
    """

    what: str
    count: int
    case_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A week or a month of the period, with both of its days included, and what is counted for it."""

    first: date
    last: date
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class FileDays:
    """The file of one suspect to the CPS: days on each side since it was first sent, and whether it was accepted then.

    `with_whom` is who has it, None after the decision. `first_time` is None until it was accepted or rejected.
    """

    case_id: str
    reference: str
    suspect: str
    sent_on: date
    with_whom: Holder | None
    our_days: int
    cps_days: int
    first_time: bool | None
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class DriftCourse:
    """The period week by week, or month by month, up to a day.

    Args:
        held: days of the ledger by holder.
        devices: at the end of each month, seized devices of open cases by where they waited, without those returned.
        answers: files by the month of the first answer of the CPS.
        files: those not decided, or decided in the period; those that have been there longest first.
    """

    as_at: date
    since: date
    held: tuple[Stretch, ...]
    devices: tuple[Stretch, ...]
    answers: tuple[Stretch, ...]
    files: tuple[FileDays, ...]


#: the parts of the course of a device that are counted, in order
WAITING_PARTS = (DevicePart.NEVER_SENT, DevicePart.QUEUED, DevicePart.STARTED, DevicePart.BACK)
