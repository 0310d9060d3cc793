"""Reads the calendar files: bank holidays, the days of the courts, the force's and the laboratory's closure days."""

from collections.abc import Mapping
from typing import Any

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.calendar_file import CalendarFile, calendar_fault, composed, read_calendar_file
from tracker.terms import CalendarName


def calendar_files_from(documents: Mapping[str, Mapping[str, Any]]) -> Mapping[CalendarName, CalendarFile]:
    """Take the files of resources/bank_holidays, by name, as read; each calendar has one.

    Raises:
        RuleBroken: something in a file is wrong; the values say file, day and what.
    """
    for key in documents:
        if key not in set(CalendarName):
            raise calendar_fault(key)("unknown_calendar", key)
    for name in CalendarName:
        if name not in documents:
            raise calendar_fault(name)("missing", name)
    files = {name: read_calendar_file(name, documents[name]) for name in CalendarName}
    for name, file in files.items():
        if file.includes is not None and files[file.includes].includes is not None:
            raise calendar_fault(name)("cannot_include", file.includes)
    return files


def calendars_from(documents: Mapping[str, Mapping[str, Any]]) -> Mapping[CalendarName, WorkingCalendar]:
    """Build every calendar from its file.

    A calendar that includes another has its days off too, and has the sum of their versions, so that a change to
    either is a new version.

    Raises:
        RuleBroken: as `calendar_files_from`.
    """
    files = calendar_files_from(documents)
    return {name: _calendar(file, files) for name, file in files.items()}


def _calendar(file: CalendarFile, files: Mapping[CalendarName, CalendarFile]) -> WorkingCalendar:
    if file.includes is None:
        return composed(file, None, file.version)
    other = composed(files[file.includes], None, files[file.includes].version)
    return composed(file, other, file.version + other.version)
