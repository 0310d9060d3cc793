"""`holidays` and `changes`: first what would move, then what was approved; a bad file changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.fakes import StoppedTime
from tests.new_calendars import SHIPPED, published, ship_extra, toml_of
from tests.tracker.cli.command import Command, core_of, everything_below
from tracker.domain.calendar import DayOff
from tracker.rows.rule_changes import SuppliedFile
from tracker.terms import CalendarName

EXTRA = ("Extra bank holiday", "2026-12-04")
REASON = ("--reason", "announced")
Write = Callable[[SuppliedFile], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Put a file on the disk."""

    def writer(file: SuppliedFile) -> Path:
        (tmp_path / file.name).write_bytes(file.content)
        return tmp_path / file.name

    return writer


def test_a_published_list_is_shown_and_nothing_is_changed(undrift: Command, worked: Path, write: Write) -> None:
    file = write(published(EXTRA))
    before = everything_below(worked.parent)
    found = undrift("holidays", file, "--db", worked, "--json").document()
    assert found["applied"] is False
    first = found["changes"][0]
    assert (first["calendar"], first["old_version"], first["new_version"]) == ("england_and_wales", 1, 2)
    assert first["added"] == [{"day": "2026-12-04", "name": "Extra bank holiday"}]
    assert first["source"].endswith("bank-holidays.json, 2019 to 2028")
    assert {change["calendar"] for change in found["changes"]} == set(CalendarName)
    ran = undrift("holidays", file, "--db", worked)
    assert "  off: Fri 4 Dec 2026 Extra bank holiday\n" in ran.out
    assert ran.out.endswith("Nothing was changed yet. --approve with --reason does it.\n")
    after = everything_below(worked.parent)
    assert {name for name in after if after[name] != before.get(name)} <= {"unit.db", "unit.db-wal", "unit.db-shm"}


def test_approved_it_counts_and_the_same_again_changes_nothing(
    undrift: Command, worked: Path, write: Write, time: StoppedTime
) -> None:
    file = write(published(EXTRA))
    shown = undrift("holidays", file, "--db", worked, "--json").document()
    done = undrift("holidays", file, "--db", worked, "--approve", *REASON, "--json").document()
    assert done == shown | {"applied": True}
    with core_of(worked, time) as core:
        assert not core.rules.working_days.is_working(date(2026, 12, 4))
        assert core.rules.working_days.version == 2
    again = undrift("holidays", file, "--db", worked, "--approve", *REASON)
    assert (again.code, again.out) == (0, "Nothing would change.\n")
    in_use = undrift("holidays", "--db", worked).out.splitlines()[0]
    assert "version 2 (the published list in bank-holidays.json, 2019 to 2028), taken today" in in_use


def test_approving_needs_a_reason(undrift: Command, worked: Path, write: Write) -> None:
    ran = undrift("holidays", write(published(EXTRA)), "--db", worked, "--approve")
    assert ran.reason() == "A reason is needed."


def test_a_days_off_file_of_the_laboratory_is_its_own(
    undrift: Command, worked: Path, write: Write, time: StoppedTime
) -> None:
    lab = SHIPPED[CalendarName.LABORATORY]
    shut = "closed_every_year = [{ from = '12-24', to = '01-02', name = 'Winter shutdown' }]"
    file = write(toml_of(lab, extra=shut))
    found = undrift("holidays", file, "--db", worked, "--approve", *REASON, "--json").document()
    (change,) = found["changes"]
    assert change["calendar"] == "laboratory"
    assert {"day": "2026-12-29", "name": "Winter shutdown"} in change["added"]
    with core_of(worked, time) as core:
        lab_days, common = core.rules.calendar(CalendarName.LABORATORY), core.rules.working_days
        assert [lab_days.is_working(date(2026, 12, day)) for day in (23, 24, 29, 31)] == [True, False, False, False]
        assert not lab_days.is_working(date(2027, 1, 1))
        assert lab_days.is_working(date(2027, 1, 4))
        assert common.is_working(date(2026, 12, 29))
        assert lab_days.days_off[date(2026, 12, 25)].name == "Christmas Day"


def test_entries_that_do_not_count_are_named(undrift: Command, worked: Path, write: Write) -> None:
    file = write(published(EXTRA, ("Clocks go back", "2026-10-25"), ("Bank holiday on a Saturday", "2026-12-05")))
    ran = undrift("holidays", file, "--db", worked)
    assert "Not counted: Sun 25 Oct 2026 Clocks go back (no bank holiday by its name)\n" in ran.out
    assert "Not counted: Sat 5 Dec 2026 Bank holiday on a Saturday (at a weekend, not worked anyway)\n" in ran.out


KEPT = "The calendar in use stays (England and Wales working days): version 1 ("
IN_WORDS = "England and Wales working days"
COMMON = SHIPPED[CalendarName.ENGLAND_AND_WALES]


def without_year(year: int) -> SuppliedFile:
    days = tuple(off for off in COMMON.days if off.day.year != year)
    return toml_of(replace(COMMON, days=days))


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (SuppliedFile("a.toml", b""), "a.toml holds no days."),
        (SuppliedFile("a.json", b'{"england-and-wales": {"events": []}}'), "a.json holds no days."),
        (SuppliedFile("a.json", published().content[:900]), "a.json cannot be read: "),
        (SuppliedFile("a.json", b'{"scotland": {"events": []}}'), "a.json cannot be read: it names no calendar, "),
        (SuppliedFile("a.json", b'["2026-12-25"]'), "a.json cannot be read: it holds no list for England and Wales."),
        (SuppliedFile("a.toml", b"\xff\xfe"), "a.toml cannot be read: it is not saved as UTF-8 text."),
        (SuppliedFile("a.toml", b'calendar = "moon"\n'), "a.toml: there is no calendar moon."),
        (published(years=range(2019, 2027)), "bank-holidays.json covers fewer years than are known: "),
        (published(without=(date(2027, 8, 30),)), f"{IN_WORDS}: the year 2027 has fewer bank holidays than "),
        (without_year(2027), f"{IN_WORDS}: the year 2027 has no holiday at all, so the list was cut short."),
        (toml_of(replace(COMMON, last=date(2029, 12, 31), days=tuple(
            off for off in COMMON.days if off.day.year < 2030))), "holidays.toml covers fewer years than are known: "),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_and_the_last_good_copy_stays_with_its_age(
    undrift: Command, worked: Path, write: Write, file: SuppliedFile, why: str, time: StoppedTime
) -> None:
    time.forward(days=40)
    ran = undrift("holidays", write(file), "--db", worked, "--approve", *REASON)
    assert ran.code == 2
    assert ran.reason().startswith(why)
    assert KEPT in ran.reason()
    assert "taken 59 days ago on Mon 2 Nov 2026" in ran.reason()
    with core_of(worked, time) as core:
        assert core.rules.working_days.version == 1


def test_a_calendar_without_a_working_day_is_refused(undrift: Command, worked: Path, write: Write) -> None:
    force = SHIPPED[CalendarName.FORCE]
    shut = "closed_every_year = [{ from = '01-01', to = '12-31', name = 'closed' }]"
    ran = undrift("holidays", write(toml_of(force, extra=shut)), "--db", worked, "--approve", *REASON)
    assert ran.reason().startswith("The calendar the force's own days has no working day. ")
    assert "The calendar in use stays (the force's own days): version 2 (" in ran.reason()


def test_a_file_that_is_not_there_is_one_line(undrift: Command, worked: Path, tmp_path: Path) -> None:
    ran = undrift("holidays", tmp_path / "no.json", "--db", worked)
    assert ran.code == 3


def test_changes_shows_and_applies_what_came_with_the_program(
    undrift: Command, worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert undrift("changes", "--db", worked).out == "Nothing would change.\n"
    assert undrift("changes", "--apply", *REASON, "--db", worked).reason() == (
        "No change of a calendar or a limit waits to be applied."
    )
    ship_extra(monkeypatch, date(2026, 12, 4))
    assert "Newer ones wait" in undrift("holidays", "--db", worked).out
    shown = undrift("changes", "--db", worked)
    assert "England and Wales working days: version 1 → 2" in shown.out
    assert shown.out.endswith("Nothing was changed yet. --apply with --reason does it.\n")
    done = undrift("changes", "--apply", *REASON, "--db", worked)
    assert done.out.splitlines()[-1].startswith("Applied. ")
    assert undrift("changes", "--json", "--db", worked).document()["changes"] == []


def test_selfcheck_says_how_old_each_calendar_is_and_where_from(
    undrift: Command, worked: Path, monkeypatch: pytest.MonkeyPatch, time: StoppedTime
) -> None:
    monkeypatch.setattr("tracker.cli.self_check.shipped_calendars", lambda: {
        **SHIPPED, CalendarName.COURT: replace(SHIPPED[CalendarName.COURT], days=(
            *SHIPPED[CalendarName.COURT].days, DayOff(date(2026, 12, 4), "Court shut")))
    })  # fmt: skip
    ran = undrift("selfcheck", "--db", worked)
    lines = {line.split("  ")[0]: line for line in ran.out.splitlines()}
    common = lines["calendar in use: England and Wales working days"]
    assert f"version 1 ({COMMON.source}), taken 19 days ago on Mon 2 Nov 2026" in common
    assert "known to Tue 31 Dec 2030, announced to Tue 26 Dec 2028" in common
    assert "A newer one came with the program" in lines["calendar in use: court business days"]
    assert "A newer one" not in common
    time.forward(days=366 * 5)
    assert undrift("selfcheck", "--db", worked).code == 1
