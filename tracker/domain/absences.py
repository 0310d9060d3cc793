"""Absences: what may be recorded of an officer's being away, and of a cover who stands in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.domain.people import Absence, DutyDay, Officer
from tracker.errors import RuleBroken
from tracker.terms import AbsenceReason

#: a person certifies an illness alone for so many days
SELF_CERTIFIED = timedelta(days=7)
LONGEST = timedelta(days=3 * 366)
OF_ONE_DAY = frozenset(
    {AbsenceReason.COURT, AbsenceReason.TRAINING, AbsenceReason.ABSTRACTED, AbsenceReason.OTHER}
)  # fmt: skip


def check_absence(absence: Absence, cover: Officer | None, others: Iterable[Absence]) -> None:
    """Refuse an absence that cannot be.

    Args:
        cover: who is to stand in.
        others: the absences of the officer and of the cover that are on record.

    Raises:
        RuleBroken: it ends before it begins, is far too long, overlaps another one, or the cover cannot stand in.
    """
    if absence.last_day < absence.first_day:
        raise RuleBroken("absence_ends_first", field="last_day", first=absence.first_day)
    if absence.last_day - absence.first_day > LONGEST:
        raise RuleBroken("absence_too_long", field="last_day")
    known = [other for other in others if other.id != absence.id]
    for other in known:
        if other.officer_id == absence.officer_id and _overlap(other, absence):
            raise RuleBroken("absent_already", field="first_day", first=other.first_day, last=other.last_day)
    if cover is None:
        return
    if cover.id == absence.officer_id:
        raise RuleBroken("covers_oneself", field="cover_id")
    if not cover.active:
        raise RuleBroken("officer_has_left", field="cover_id", officer=cover.title())
    for other in known:
        if other.officer_id == cover.id and other.includes(absence.first_day):
            raise RuleBroken("cover_away", field="cover_id", officer=cover.title(), last=other.last_day)


def ended(absence: Absence, back_on: date) -> Absence | None:
    """Give an absence that ends the day before somebody is back; None where it would never have begun.

    Raises:
        RuleBroken: it is over by then as it stands.
    """
    if back_on > absence.last_day:
        raise RuleBroken("absence_over", field="back_on", last=absence.last_day)
    if back_on <= absence.first_day:
        return None
    return replace(absence, last_day=back_on - timedelta(days=1))


def check_duty_day(duty: DutyDay, others: Sequence[DutyDay], absences: Iterable[Absence]) -> None:
    """Refuse a day that is no working day's duty, is taken already, or on which the officer is away.

    Raises:
        RuleBroken: with the field at fault.
    """
    if duty.reason not in OF_ONE_DAY:
        raise RuleBroken("duty_reason", field="reason")
    if any(other.day == duty.day and other.officer_id == duty.officer_id for other in others):
        raise RuleBroken("duty_day_taken", field="day", day=duty.day)
    for absence in absences:
        if absence.officer_id == duty.officer_id and absence.includes(duty.day):
            raise RuleBroken("absent_already", field="day", first=absence.first_day, last=absence.last_day)


def _overlap(one: Absence, other: Absence) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day
