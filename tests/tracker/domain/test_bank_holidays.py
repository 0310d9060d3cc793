"""The shipped calendars against two independent lists and the table of the field; and what is refused."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from tests.tracker.rule_data import calendars
from tracker import resource_files
from tracker.domain.calendar_reading import calendars_from
from tracker.errors import RuleBroken
from tracker.terms import CalendarName

YEARS = range(2017, 2031)
LAST_ANNOUNCED_YEAR = 2028
SATURDAY = 5

# Written from the table of the field.
FIELD = {
    2024: "1 Jan, 29 Mar, 1 Apr, 6 May, 27 May, 26 Aug, 25 Dec, 26 Dec",
    2025: "1 Jan, 18 Apr, 21 Apr, 5 May, 26 May, 25 Aug, 25 Dec, 26 Dec",
    2026: "1 Jan, 3 Apr, 6 Apr, 4 May, 25 May, 31 Aug, 25 Dec, 28 Dec",
    2027: "1 Jan, 26 Mar, 29 Mar, 3 May, 31 May, 30 Aug, 27 Dec, 28 Dec",
    2028: "3 Jan, 14 Apr, 17 Apr, 1 May, 29 May, 28 Aug, 25 Dec, 26 Dec",
    2029: "1 Jan, 30 Mar, 2 Apr, 7 May, 28 May, 27 Aug, 25 Dec, 26 Dec",
    2030: "1 Jan, 19 Apr, 22 Apr, 6 May, 27 May, 26 Aug, 25 Dec, 26 Dec",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shipped() -> dict[date, bool]:
    return {day: off.announced for day, off in calendars()[CalendarName.ENGLAND_AND_WALES].days_off.items()}


def official() -> dict[date, str]:
    published = BankHolidays(use_cached_holidays=True).get_holidays(division="england-and-wales")
    return {entry["date"]: entry["title"].replace("’", "'") for entry in published}


def documents() -> dict[str, dict[str, Any]]:
    return deepcopy(resource_files.toml_folder("bank_holidays"))


def refusal(changed: dict[str, dict[str, Any]]) -> tuple[object, object]:
    with pytest.raises(RuleBroken) as refused:
        calendars_from(changed)
    assert refused.value.code == "calendar_invalid"
    return refused.value.values["file"], refused.value.values["what"]


@pytest.mark.parametrize("nation", ["ENG", "WLS"])
def test_every_weekday_agrees_with_the_computed_list(nation):
    computed = holidays.country_holidays("GB", subdiv=nation, years=YEARS)
    assert set(shipped()) == {day for day in computed if day.weekday() < SATURDAY}


def test_every_announced_day_is_on_the_published_list_and_no_other():
    published = {day for day in official() if day.year in YEARS}
    assert {day for day, announced in shipped().items() if announced} == published
    assert max(published).year == LAST_ANNOUNCED_YEAR
    assert {day.year for day, announced in shipped().items() if not announced} == {2029, 2030}


def test_names_are_those_of_the_published_list():
    days_off = calendars()[CalendarName.ENGLAND_AND_WALES].days_off
    published = official()
    for day, off in days_off.items():
        if off.announced:
            assert off.name.removesuffix(" (substitute day)") == published[day], day


@pytest.mark.parametrize("year", FIELD)
def test_a_year_agrees_with_the_table_of_the_field(year):
    written = [entry.split() for entry in FIELD[year].split(", ")]
    expected = [date(year, MONTHS.index(month) + 1, int(day)) for day, month in written]
    assert sorted(day for day in shipped() if day.year == year) == expected


def test_one_off_days_are_there_and_the_usual_ones_they_replaced_are_not():
    days = shipped()
    for day in ("2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"):
        assert date.fromisoformat(day) in days
    for day in ("2020-05-04", "2022-05-30"):
        assert date.fromisoformat(day) not in days


def test_it_is_known_for_whole_years():
    for calendar in calendars().values():
        assert (calendar.first, calendar.last) == (date(2017, 1, 1), date(2030, 12, 31))


def test_working_days_step_over_four_days_off():
    calendar = calendars()[CalendarName.ENGLAND_AND_WALES]
    assert calendar.nth_after(date(2027, 12, 24), 1) == date(2027, 12, 29)
    assert calendar.previous_working(date(2026, 4, 6)) == date(2026, 4, 2)


def test_a_count_over_a_computed_day_is_provisional():
    calendar = calendars()[CalendarName.ENGLAND_AND_WALES]
    assert calendar.is_provisional(date(2028, 12, 20), date(2029, 1, 2))
    assert not calendar.is_provisional(date(2028, 12, 20), date(2028, 12, 31))


def test_the_courts_are_shut_on_the_named_days_whatever_day_of_the_week():
    court = calendars()[CalendarName.COURT]
    common = calendars()[CalendarName.ENGLAND_AND_WALES]
    assert set(court.days_off) == set(common.days_off) | {date(year, 12, day) for year in YEARS for day in (25, 26)}
    assert court.days_off[date(2021, 12, 25)].name == "Christmas Day"
    easter = [day for day, off in court.days_off.items() if off.name in ("Good Friday", "Easter Monday")]
    assert len(easter) == 2 * len(YEARS)
    assert all(court.days_off[day].announced for day in easter)
    assert all(court.is_working(day) == common.is_working(day) for day in _days(date(2017, 1, 1), date(2030, 12, 31)))


def test_force_and_laboratory_begin_with_the_bank_holidays_alone():
    for name in (CalendarName.FORCE, CalendarName.LABORATORY):
        assert calendars()[name].days_off == calendars()[CalendarName.ENGLAND_AND_WALES].days_off


def test_a_new_bank_holiday_gives_every_calendar_a_new_version():
    changed = documents()
    changed["england_and_wales"]["version"] += 1
    extra = {"date": date(2026, 12, 31), "name": "Extra bank holiday", "announced": True}
    changed["england_and_wales"]["holiday"].append(extra)
    for name, calendar in calendars_from(changed).items():
        assert not calendar.is_working(date(2026, 12, 31)), name
        assert calendar.version == calendars()[name].version + 1


def test_the_force_adds_a_day_of_its_own():
    changed = documents()
    changed["force"]["holiday"] = [{"date": date(2026, 12, 24), "name": "Closed", "announced": True}]
    read = calendars_from(changed)
    assert not read[CalendarName.FORCE].is_working(date(2026, 12, 24))
    assert read[CalendarName.LABORATORY].is_working(date(2026, 12, 24))


@pytest.mark.parametrize(
    ("file", "change", "what"),
    [
        ("england_and_wales", {"holiday": []}, "not_a_list"),
        ("england_and_wales", {"version": 0}, "not_a_number"),
        ("england_and_wales", {"known_to": date(2031, 12, 31)}, "year_without_holiday"),
        ("england_and_wales", {"known_from": date(2018, 1, 1)}, "outside_the_span"),
        ("england_and_wales", {"known_from": "2017"}, "not_a_date"),
        ("laboratory", {"holiday": [{"name": "Closed", "announced": True}]}, "missing"),
        ("england_and_wales", {"includes": "court"}, "cannot_include"),
        ("court", {"includes": "scotland"}, "cannot_include"),
        ("court", {"includes": "force"}, "cannot_include"),
        ("court", {"calendar": "force"}, "calendar_is_not_the_file"),
        ("force", {"colour": "blue"}, "unknown_key"),
        ("laboratory", {"holiday": [{"date": date(2026, 1, 5), "name": "Closed"}]}, "missing"),
    ],
)
def test_a_wrong_calendar_is_refused(file, change, what):
    changed = documents()
    changed[file].update(change)
    assert refusal(changed) == (file, what)


def test_a_list_that_was_cut_short_is_refused():
    changed = documents()
    kept = [entry for entry in changed["england_and_wales"]["holiday"] if entry["date"].year < 2029]
    changed["england_and_wales"]["holiday"] = kept
    assert refusal(changed) == ("england_and_wales", "year_without_holiday")


def test_a_day_stands_once():
    changed = documents()
    changed["england_and_wales"]["holiday"].append(changed["england_and_wales"]["holiday"][0])
    assert refusal(changed) == ("england_and_wales", "said_twice")


def test_a_missing_or_unknown_calendar_is_refused():
    changed = documents()
    del changed["court"]
    assert refusal(changed) == ("court", "missing")
    changed = documents()
    changed["scotland"] = changed["court"]
    assert refusal(changed) == ("scotland", "unknown_calendar")


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
