"""Why an alert was raised, and what became of it, in words."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from tracker.english.bail import bail_authority
from tracker.english.dates import late, when
from tracker.english.filling import filled
from tracker.english.terms import term
from tracker.terms import AlertKind, AlertStep, BailAuthority, Rank, Rung

ONE_DAY = timedelta(days=1)
#: alerts are looked at each minute: what is told later than this says so
NOTICEABLE = timedelta(hours=1)

REASONS: dict[AlertKind, str] = {
    AlertKind.LATE_UNPROTECTED: "The case is late, and since {since} nothing protects a child from a suspect",
    AlertKind.CONDITIONS_BREACHED: "What protects the child was broken on {since}",
    AlertKind.TIME_LIMIT_EXPIRED: "The outcome says that a time limit on prosecution was missed",
    AlertKind.OVERDUE: "{limit}: was due on {due}[, {late}]",
    AlertKind.REVIEW_DUE: "{limit}: was due on {due}[, {late}]",
    AlertKind.CONDITION_CHECK_DUE: "{limit}: was due on {due}[, {late}]",
    AlertKind.FAMILY_NOT_UPDATED: "{limit}: was due on {due}[, {late}]",
    AlertKind.DEVICE_NOT_MOVED: "{limit}: was to move by {due}[, {late}]",
    AlertKind.NO_ACTIVITY: "Nothing was recorded as done by {due}[, {late}]",
    AlertKind.BAIL_ENDING: "{limit}: ends on {due}[; {authority} can extend it before then]",
    AlertKind.LAW_LIMIT_NEAR: "{limit}: the law's date is {due}",
    AlertKind.DUE_SOON: "{limit}: due on {due}",
    AlertKind.CONDITIONS_LAPSING: "What protects the child ends on {ends}",
    AlertKind.MEASURE_REVIEW_DUE: "{measure}: was to be looked at again by {review}",
    AlertKind.PAUSED_TOO_LONG: "{limit}: the pause was to be reviewed by {review}",
    AlertKind.NO_OWNER: "Nobody has the case, reported on {since}",
    AlertKind.NO_NEXT_ACTION: "Nothing is planned next, since {since}",
}
PROTECTION_OVER = "Nothing has protected the child since {since}"


def alert_reason(
    kind: AlertKind,
    *,
    limit: str,
    due: date | datetime | None,
    since: date,
    ends: date | None = None,
    days_late: int | None = None,
    authority: str = "",
    measure: str = "",
) -> str:
    """Give why an alert was raised.

    Args:
        due: the date, or the instant, of its clock.
        since: the day from which it was true.
        ends: the last day of what protects a child; None where it is over.
        days_late: working days past due; None where that is not known.
        authority: the rank or the court that can extend bail.
        measure: what protects a child.
    """
    if kind is AlertKind.CONDITIONS_LAPSING and ends is None:
        return filled(PROTECTION_OVER, {"since": since})
    values = {
        "limit": limit, "measure": measure, "due": due, "since": since, "ends": ends, "review": since - ONE_DAY,
        "late": late(days_late) if days_late else "", "authority": _authority(authority),
    }  # fmt: skip
    return filled(REASONS[kind], values)


def _authority(authority: str) -> str:
    known: Mapping[str, Rank | BailAuthority] = {one.value: one for one in (*Rank, *BailAuthority)}
    return bail_authority(known[authority]) if authority else ""


def alert_raised(since: datetime, raised_at: datetime) -> str:
    """Say that an alert was raised, and how late where nothing had looked for a while."""
    late_by = raised_at - since
    return f"raised; true since {when(since)}" if late_by > NOTICEABLE else "raised"


def told_as(rung: Rung) -> str:
    """Say as what somebody was told."""
    return f"told on the list, as {term(rung)}" if rung is not Rung.UNIT_LIST else "on the unit list"


def alert_step(step: AlertStep, why: str, until: date | None) -> str:
    """Say what happened to an alert, with its reason and its day."""
    return filled("{what}[: {why}][, until {until}]", {"what": step, "why": why, "until": until})
