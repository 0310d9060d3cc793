"""Newer calendars than the database has, as a newer program would ship them or a force would supply them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.cores import SUPERVISOR
from tracker import rules_in_force
from tracker.actions.apply_rule_changes import ApplyRuleChanges
from tracker.bootstrap import Tracker
from tracker.domain.calendar import DayOff
from tracker.domain.calendar_file import CalendarFile
from tracker.rows.rule_changes import RuleChanges, RuleChangesQuestion, SuppliedFile
from tracker.terms import CalendarName

ENGLAND_AND_WALES = CalendarName.ENGLAND_AND_WALES
SHIPPED = rules_in_force.shipped_calendars()
IN_TEN_DAYS = date(2026, 11, 30)


def ship(monkeypatch: pytest.MonkeyPatch, *days: DayOff, without: tuple[date, ...] = ()) -> None:
    """Let the program come with these bank holidays besides, and without some of its own."""
    usual = SHIPPED[ENGLAND_AND_WALES]
    kept = {off.day: off for off in (*usual.days, *days) if off.day not in without}
    newer = replace(usual, version=2, days=tuple(kept[day] for day in sorted(kept)))
    monkeypatch.setattr(rules_in_force, "shipped_calendars", lambda: {**SHIPPED, ENGLAND_AND_WALES: newer})


def ship_extra(monkeypatch: pytest.MonkeyPatch, day: date = IN_TEN_DAYS) -> None:
    """Let the program come with one bank holiday more."""
    ship(monkeypatch, DayOff(day, "Extra bank holiday"))


def preview(core: Tracker, by: str = SUPERVISOR, file: SuppliedFile | None = None) -> RuleChanges:
    """What would move."""
    found: RuleChanges = core.ask(RuleChangesQuestion(by, file))
    return found


def apply(core: Tracker, by: str = SUPERVISOR, file: SuppliedFile | None = None) -> object:
    """Look, and apply what was seen; give how many clocks have another date or mark."""
    seen = preview(core, by, file).seen
    return core.do(ApplyRuleChanges(by, seen, "announced by the Privy Council", file)).result


def toml_of(file: CalendarFile, name: str = "holidays.toml", extra: str = "") -> SuppliedFile:
    """A calendar as the force would write it, beginning with the shipped one."""
    lines = [
        f'calendar = "{file.name}"', f"known_from = {file.first}", f"known_to = {file.last}",
        f'source = "{file.source or "our list"}"', *([f'includes = "{file.includes}"'] if file.includes else []), extra,
    ]  # fmt: skip
    for off in file.days:
        lines += [
            "[[holiday]]",
            f"date = {off.day}",
            f'name = "{off.name}"',
            f"announced = {str(off.announced).lower()}",
        ]
    return SuppliedFile(name, "\n".join(lines).encode())


def published(*more: tuple[str, str], years: range = range(2019, 2029), without: tuple[date, ...] = ()) -> SuppliedFile:
    """The list that GOV.UK publishes, with entries besides and without some."""
    days = [off for off in SHIPPED[ENGLAND_AND_WALES].days if off.day.year in years and off.day not in without]
    events = [
        {"title": off.name.removesuffix(" (substitute day)"), "date": off.day.isoformat(),
         "notes": "Substitute day" if off.name.endswith("(substitute day)") else "", "bunting": True}
        for off in days
    ]  # fmt: skip
    events += [{"title": title, "date": day, "notes": "", "bunting": True} for title, day in more]
    document = {"england-and-wales": {"division": "england-and-wales", "events": events}, "scotland": {"events": []}}
    return SuppliedFile("bank-holidays.json", json.dumps(document).encode())
