"""Files that a force supplies: what is taken of them, what counts for nothing, and what is refused whole."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.new_calendars import ENGLAND_AND_WALES, SHIPPED, published, toml_of
from tracker.domain.calendar import DayOff
from tracker.domain.calendar_file import CalendarFile
from tracker.domain.supplied_calendar import NO_CALENDAR, Supplied, read_supplied
from tracker.errors import RuleBroken
from tracker.terms import CalendarName, NotCounted

COMMON, LABORATORY, COURT = (SHIPPED[name] for name in (ENGLAND_AND_WALES, CalendarName.LABORATORY, CalendarName.COURT))


def read(text: str | bytes, name: str = "a.toml") -> Supplied:
    return read_supplied(name, text if isinstance(text, bytes) else text.encode(), SHIPPED)


def refusal(text: str | bytes) -> tuple[str, object]:
    with pytest.raises(RuleBroken) as refused:
        read(text)
    return refused.value.code, refused.value.values.get("what")


def laboratory(extra: str) -> str:
    return toml_of(LABORATORY, extra=extra).content.decode()


def events(*entries: dict[str, Any]) -> str:
    return json.dumps({"england-and-wales": {"events": list(entries)}})


def test_the_whole_shipped_file_changes_nothing_but_where_it_is_from() -> None:
    for file in SHIPPED.values():
        found = read(toml_of(file).content)
        assert found.file.says_the_same(file)
        assert found.file.supplied
    assert read(b"\xef\xbb\xbf" + toml_of(COMMON).content).file.says_the_same(COMMON)


def test_the_published_list_settles_its_years_and_leaves_the_others() -> None:
    found = read(published().content)
    assert found.file.says_the_same(COMMON)
    assert found.not_counted == ()
    assert {off.name for off in found.file.days} == {off.name for off in COMMON.days}


def test_the_list_may_stand_in_divisions() -> None:
    whole = json.loads(published().content)
    assert read(json.dumps({"divisions": whole})).file.says_the_same(COMMON)


def test_a_published_year_announces_what_was_only_computed() -> None:
    found = read(published(years=range(2021, 2030)).content)
    assert all(off.announced for off in found.file.days if off.day.year == 2029)
    assert not any(off.announced for off in found.file.days if off.day.year == 2030)
    assert (found.file.first, found.file.last) == (COMMON.first, COMMON.last)


def test_a_list_that_reaches_further_makes_the_calendar_longer() -> None:
    names = [off.name for off in COMMON.days if off.day.year == 2030]
    days = ["2031-01-01", "2031-04-11", "2031-04-14", "2031-05-05", "2031-05-26", "2031-08-25", "2031-12-25",
            "2031-12-26"]  # fmt: skip
    known = [DayOff(off.day, off.name) for off in COMMON.days if off.day.year > 2028]
    list_ = [{"title": off.name, "date": off.day.isoformat()} for off in known]
    longer = read(events(*list_, *({"title": name, "date": day} for name, day in zip(names, days, strict=True))))
    assert longer.file.last == date(2031, 12, 31)
    assert longer.file.days[-1] == DayOff(date(2031, 12, 26), "Boxing Day")
    assert longer.file.source == "the published list in a.toml, 2029 to 2031"


def test_a_substitute_day_is_named_as_one() -> None:
    extra = {"title": "Spring bank holiday", "date": "2028-06-05", "notes": "Substitute day"}
    found = read(json.dumps({"england-and-wales": {"events": [
        *json.loads(published().content)["england-and-wales"]["events"], extra]}}))  # fmt: skip
    assert DayOff(date(2028, 6, 5), "Spring bank holiday (substitute day)") in found.file.days


@pytest.mark.parametrize(
    "event",
    [{"date": "2026-12-25"}, {"title": "Christmas Day"}, {"title": "Christmas Day", "date": "25 December"},
     "2026-12-25", {"title": " ", "date": "2026-12-25"}, {"title": 5, "date": "2026-12-25"}],
)  # fmt: skip
def test_an_entry_that_cannot_be_read_refuses_the_whole_list(event: Any) -> None:
    code, what = refusal(events(event))
    assert code == "calendar_file_unreadable"
    assert str(what).startswith("an entry ")


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", ("calendar_file_empty", None)),
        (" \n", ("calendar_file_empty", None)),
        (events(), ("calendar_file_empty", None)),
        (events({"title": "Clocks go back", "date": "2026-10-25"}), ("calendar_file_empty", None)),
        ('calendar = "force"\nknown_from = 2017-01-01\nknown_to = 2030-12-31\nsource = "x"\n',
         ("calendar_file_empty", None)),
        ('{"england-and-wales": []}', ("calendar_file_unreadable", "it holds no list for England and Wales")),
        ('{"divisions": []}', ("calendar_file_unreadable", "it holds no list for England and Wales")),
        ('["a"]', ("calendar_file_unreadable", "it holds no list for England and Wales")),
        ("version = 1\n", ("calendar_file_unreadable", NO_CALENDAR)),
        ('calendar = "moon"\n', ("calendar_invalid", "unknown_calendar")),
        (laboratory("closed_every_year = [{ from = '12-34', to = '01-02', name = 'x' }]"),
         ("calendar_invalid", "not_a_day_of_the_year")),
        (laboratory("closed_every_year = [{ from = 'December', to = '01-02', name = 'x' }]"),
         ("calendar_invalid", "not_a_day_of_the_year")),
        (laboratory("").replace('"england_and_wales"', '"laboratory"'), ("calendar_invalid", "cannot_include")),
        (laboratory("").replace("known_from = 2017", "known_from = 2018"), ("calendar_file_shorter", None)),
        (laboratory("").replace("known_to = 2030-12-31", ""), ("calendar_invalid", "missing")),
    ],
)  # fmt: skip
def test_what_is_refused_whole(text: str, refused: tuple[str, object]) -> None:
    assert refusal(text) == refused


def test_what_is_no_text_or_breaks_off_cannot_be_read() -> None:
    assert refusal(b"\xff\xfe") == ("calendar_file_unreadable", "it is not saved as UTF-8 text")
    for cut in ('calendar = "force', '{"england-and-wales": {"events": ['):
        assert refusal(cut)[0] == "calendar_file_unreadable"


def test_a_year_with_fewer_bank_holidays_than_ever_was_cut_short() -> None:
    assert refusal(published(without=(date(2027, 8, 30),)).content) == ("calendar_invalid", "year_cut_short")
    whole = replace(COMMON, days=tuple(off for off in COMMON.days if off.day != date(2027, 8, 30)))
    assert refusal(toml_of(whole).content) == ("calendar_invalid", "year_cut_short")


def test_a_list_that_begins_after_what_is_announced_leaves_a_gap_and_is_refused() -> None:
    late = [{"title": "Christmas Day", "date": f"2032-12-{day:02}"} for day in (1, 2, 3, 6, 7, 8, 9, 10)]
    assert refusal(events(*late))[0] == "calendar_file_shorter"


def test_days_at_weekends_count_for_nothing_but_where_the_courts_name_them() -> None:
    saturday = DayOff(date(2026, 12, 5), "Stocktaking")
    found = read(toml_of(replace(LABORATORY, days=(saturday, DayOff(date(2026, 12, 18), "Stocktaking")))).content)
    assert found.not_counted == ((saturday, NotCounted.WEEKEND),)
    assert [off.day for off in found.file.days] == [date(2026, 12, 18)]
    court = read(toml_of(COURT).content)
    assert court.not_counted == ()
    assert any(off.day.weekday() == 5 for off in court.file.days)


def closed(extra: str) -> list[date]:
    return [off.day for off in read(laboratory(extra)).file.days]


def test_a_yearly_range_reaches_across_new_year_in_every_year_that_is_known() -> None:
    days = closed("closed_every_year = [{ from = '12-24', to = '01-02', name = 'Shutdown' }]")
    assert days[0] == date(2017, 1, 2)
    assert days[-1] == date(2030, 12, 31)
    assert [day for day in days if date(2026, 12, 1) <= day <= date(2027, 1, 31)] == [
        date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 29), date(2026, 12, 30),
        date(2026, 12, 31), date(2027, 1, 1),
    ]  # fmt: skip


def test_a_yearly_range_within_a_year_and_on_the_29th_of_february() -> None:
    assert [day for day in closed("closed_every_year = [{ from = '08-03', to = '08-05', name = 'x' }]")
            if day.year == 2026] == [date(2026, 8, 3), date(2026, 8, 4), date(2026, 8, 5)]  # fmt: skip
    leap = closed("closed_every_year = [{ from = '02-29', to = '02-29', name = 'x' }]")
    assert {day for day in leap if day.year in (2023, 2024, 2028)} == {
        date(2023, 2, 28), date(2024, 2, 29), date(2028, 2, 29)
    }  # fmt: skip


def test_a_day_of_its_own_keeps_its_name_within_a_yearly_range() -> None:
    text = laboratory("closed_every_year = [{ from = '12-28', to = '12-30', name = 'Shutdown' }]")
    text += '\n[[holiday]]\ndate = 2026-12-29\nname = "Move"\nannounced = true\n'
    days = {off.day: off.name for off in read(text).file.days}
    assert [days[date(2026, 12, day)] for day in (28, 29, 30)] == ["Shutdown", "Move", "Shutdown"]


def test_what_a_file_says_is_its_days_and_not_their_names() -> None:
    renamed = replace(COMMON, days=tuple(replace(off, name="x") for off in COMMON.days), source="y", version=9)
    assert renamed.says_the_same(COMMON)
    assert not replace(COMMON, days=COMMON.days[1:]).says_the_same(COMMON)
    assert isinstance(renamed, CalendarFile)
