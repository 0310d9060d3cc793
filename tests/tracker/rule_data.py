"""The shipped rule data, read once for the tests, and small limit files made by hand."""

from copy import deepcopy
from functools import cache
from typing import Any

from tracker import resource_files
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.calendar_reading import calendars_from
from tracker.domain.milestone_plan import Catalogue, catalogue_from
from tracker.domain.time_limits import LimitPack, pack_from
from tracker.terms import CalendarName

EVENTS = frozenset({"reported", "allocated", "arrested", "bail_ended", "review_sergeant", "charged"})

CLOCK_LIMIT: dict[str, Any] = {
    "id": "TST-01",
    "version": 1,
    "type": "clock",
    "name": "Allocated",
    "kind": "LOCAL",
    "confidence": "M",
    "basis": "ours",
    "nation": "both",
    "count": "calendar_days",
    "amount": 7,
    "starts": "reported",
    "stops": "allocated",
    "calendar": "force",
    "class": "target",
    "on_change": "move",
    "rolls": True,
}
DUTY: dict[str, Any] = {
    "id": "TST-02",
    "version": 1,
    "type": "event",
    "name": "Charged",
    "kind": "LAW",
    "confidence": "V",
    "basis": "an Act",
    "nation": "both",
    "concerns": "charged",
}


@cache
def catalogue() -> Catalogue:
    """Give the catalogue as shipped."""
    return catalogue_from(resource_files.toml_folder("milestone_plans"))


@cache
def pack() -> LimitPack:
    """Give the rule pack as shipped."""
    return pack_from(resource_files.toml_folder("time_limits"), catalogue().kinds)


@cache
def calendars() -> dict[CalendarName, WorkingCalendar]:
    """Give the calendars as shipped."""
    return dict(calendars_from(resource_files.toml_folder("bank_holidays")))


def a_clock_limit(**changes: Any) -> dict[str, Any]:
    """Give the table of a small limit with a clock; a key changed to None is left out."""
    return _changed(CLOCK_LIMIT, changes)


def a_duty(**changes: Any) -> dict[str, Any]:
    """Give the table of a small duty; a key changed to None is left out."""
    return _changed(DUTY, changes)


def a_pack(*tables: dict[str, Any]) -> LimitPack:
    """Build a pack from tables of one file."""
    return pack_from({"file": {"limit": list(tables)}}, EVENTS)


def _changed(table: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    merged = deepcopy(table) | changes
    return {key: value for key, value in merged.items() if value is not None}
