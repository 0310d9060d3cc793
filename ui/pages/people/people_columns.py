"""The columns of the people of the unit, and of what keeps one of them from the caseload, as data."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.unit_people import AbsenceRow, DutyDayRow, UnitPerson
from ui import people_wording as people
from ui import wording
from ui.tables.column import Column

translate = QCoreApplication.translate


def roles(person: UnitPerson) -> str:
    """Give somebody's roles in words."""
    return ", ".join(sorted(wording.term(role) for role in person.roles))


def skills(person: UnitPerson) -> str:
    """Give what somebody is trained for, in words."""
    return ", ".join(sorted(wording.term(skill) for skill in person.skills))


def hours(person: UnitPerson) -> str:
    """Give hours and days of the week: "24 h, Mon, Wed, Fri"."""
    words = translate("people_columns", "{hours} h, {days}").format(
        hours=person.hours, days=people.weekdays(person.working_days)
    )
    return translate("people_columns", "{words}, student").format(words=words) if person.student else words


def columns() -> list[Column]:
    """Build the columns of the list: where somebody is first."""
    return [
        Column(
            title=translate("people_columns", "Now"),
            text=people.where,
            tooltip=people.where,
            mark=people.standing,
            sort=lambda person: (person.away is None, people.where(person)),
            width=186,
        ),
        Column(
            title=translate("people_columns", "Officer"),
            text=lambda person: person.title,
            tooltip=lambda person: person.title,
            sort=lambda person: person.surname.casefold(),
            bold=True,
            width=176,
        ),
        Column(title=translate("people_columns", "Team"), text=lambda person: person.team, width=84),
        Column(
            title=translate("people_columns", "Stands in"),
            text=people.cover,
            tooltip=people.cover,
            width=156,
            leaves=-1,
        ),
        Column(
            title=translate("people_columns", "Away next"),
            text=lambda person: people.away_next(person.away_next),
            tooltip=lambda person: people.away_next(person.away_next),
            sort=lambda person: person.away_next.first_day if person.away_next is not None else None,
            width=210,
            leaves=-1,
        ),
        Column(
            title=translate("people_columns", "Open cases"),
            text=lambda person: f"{person.open_cases:,}",
            sort=lambda person: person.open_cases,
            align="right",
            accessible=lambda person: wording.count_of(person.open_cases, "open case"),
            width=88,
        ),
        Column(
            title=translate("people_columns", "Hours"),
            text=hours,
            tooltip=hours,
            sort=lambda person: person.hours,
            width=176,
            leaves=1,
        ),
        Column(title=translate("people_columns", "Roles"), text=roles, tooltip=roles, width=130, leaves=2),
        Column(title=translate("people_columns", "Skills"), text=skills, tooltip=skills, width=200, leaves=3),
    ]


def absence_columns() -> list[Column]:
    """Build the columns of somebody's absences and single days of other duty."""
    return [
        Column(
            title=translate("people_columns", "From"),
            text=lambda row: wording.day(first_day(row)),
            sort=first_day,
            width=120,
        ),
        Column(
            title=translate("people_columns", "To"),
            text=lambda row: wording.day(row.last_day if isinstance(row, AbsenceRow) else row.day),
            sort=lambda row: row.last_day if isinstance(row, AbsenceRow) else row.day,
            width=120,
        ),
        Column(
            title=translate("people_columns", "Why"),
            text=why,
            tooltip=why,
            width=190,
        ),
        Column(
            title=translate("people_columns", "Stands in"),
            text=stands_in,
            tooltip=stands_in,
            width=190,
        ),
    ]


def first_day(row: AbsenceRow | DutyDayRow) -> date:
    """Give the first day of an absence, or the day of another duty."""
    return row.first_day if isinstance(row, AbsenceRow) else row.day


def why(row: AbsenceRow | DutyDayRow) -> str:
    """Give the reason; a day of another duty says that the officer is there."""
    reason = wording.term(row.reason)
    if isinstance(row, AbsenceRow):
        return reason
    return translate("people_columns", "{reason}, one day").format(reason=reason)


def stands_in(row: AbsenceRow | DutyDayRow) -> str:
    """Give who stands in."""
    if isinstance(row, DutyDayRow):
        return translate("people_columns", "nobody: alerts reach them")
    return row.cover or translate("people_columns", "nobody named")
