"""What is said of officers, their absences and their workload, for lists, panels and forms."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from tracker import wording as english
from tracker.rows.absence_preview import AbsencePreview, CoverRow
from tracker.rows.unit_people import AbsenceRow, UnitPerson
from tracker.terms import WorkloadLevel
from ui import wording

translate = QCoreApplication.translate

#: the shape and colour of each level of workload
LEVEL_MARKS = {
    WorkloadLevel.USUAL: "running",
    WorkloadLevel.AMBER: "due_soon",
    WorkloadLevel.RED: "overdue",
    WorkloadLevel.NO_CAPACITY: "critical",
    WorkloadLevel.NOT_COMPARED: "none",
}
HERE, AWAY, ON_DUTY, LEFT = "running", "paused", "due_soon", "not_required"


def weekdays(days: Iterable[int]) -> str:
    """Give the days of a shift pattern: "Mon to Fri", "Mon, Wed, Fri", or that there are none."""
    chosen = sorted(days)
    names = [english.WEEKDAYS[day] for day in chosen]
    if len(chosen) > 2 and all(after - before == 1 for before, after in pairwise(chosen)):
        return translate("people", "{first} to {last}").format(first=names[0], last=names[-1])
    return ", ".join(names) or translate("people", "no day")


def standing(person: UnitPerson) -> str:
    """Give the key of the shape for where somebody is."""
    if not person.active:
        return LEFT
    if person.away is not None:
        return AWAY
    return ON_DUTY if person.duty_today is not None else HERE


def where(person: UnitPerson) -> str:
    """Say where somebody is: here, away and until when, or at another duty."""
    if not person.active:
        return translate("people", "has left")
    if person.away is not None:
        return translate("people", "{reason} until {day}").format(
            reason=wording.term(person.away.reason).lower(), day=wording.short_day(person.away.last_day)
        )
    if person.duty_today is not None:
        return translate("people", "{reason} today").format(reason=wording.term(person.duty_today.reason).lower())
    return translate("people", "here")


def away_next(row: AbsenceRow | None) -> str:
    """Give the next absence for a narrow column, or nothing."""
    if row is None:
        return ""
    return translate("people", "{reason} {first} to {last}").format(
        reason=wording.term(row.reason).lower(),
        first=wording.short_day(row.first_day),
        last=wording.short_day(row.last_day),
    )


def cover(person: UnitPerson) -> str:
    """Give who stands in for somebody who is away; that nobody does is said."""
    if person.away is None:
        return ""
    return person.away.cover or translate("people", "nobody named")


def points(number: float) -> str:
    """Give points with their noun: "5.5 points"."""
    one, many = translate("people", "{count} point"), translate("people", "{count} points")
    return (one if number == 1 else many).format(count=english.points(number))


def what_moves(preview: AbsencePreview) -> str:
    """Say what falls into an absence before it is recorded."""
    parts = [
        translate("people", "{cases} ({points})").format(
            cases=wording.count_of(preview.cases, "open case"), points=points(preview.points)
        ),
        wording.count_of(preview.alerts, "open alert"),
        translate("people", "{dates} due in these days").format(dates=wording.count_of(preview.due, "date")),
    ]
    if preview.bail_ends:
        ends = wording.count_of(preview.bail_ends, "end of bail", "ends of bail")
        parts.append(translate("people", "{ends} among them").format(ends=ends))
    words = ", ".join(parts) + "."
    if preview.covers_for:
        words += " " + translate("people", "{officer} stands in for {others} just then.").format(
            officer=preview.officer, others=", ".join(preview.covers_for)
        )
    return words


def what_cover_gets(row: CoverRow, alerts: int) -> str:
    """Say what a cover would look after, and what stands against it."""
    lines = [
        translate("people", "{officer} has {cases} ({points}), and would look after {all} ({all_points}).").format(
            officer=row.title,
            cases=wording.count_of(row.cases, "case"),
            points=points(row.points),
            all=wording.count_of(row.with_cases, "case"),
            all_points=points(row.with_points),
        ),
        translate("people", "{count} will be told to the cover.").format(count=wording.count_of(alerts, "open alert")),
    ]
    if not row.same_team:
        lines.append(
            translate("people", "Of another team: sees these cases while standing in, and not a day longer.")
        )  # fmt: skip
    if row.away_from is not None:
        lines.append(
            translate("people", "Away from {day}: alerts then go to the supervisor.").format(
                day=wording.day(row.away_from)
            )
        )
    if row.not_named:
        lines.append(
            translate("people", "Not named on {cases}: their alerts go to the supervisor.").format(
                cases=wording.count_of(row.not_named, "restricted case")
            )
        )
    return "\n".join(lines)
