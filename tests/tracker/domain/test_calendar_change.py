"""A new version of a calendar beside the one that counts: which days differ, and how that is said on a clock."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.new_calendars import ENGLAND_AND_WALES, SHIPPED
from tests.tracker.rule_data import calendars
from tracker.domain.calendar import DayOff
from tracker.domain.calendar_change import CalendarChange, Difference, calendar_changes, difference
from tracker.domain.calendar_file import CalendarFile
from tracker.terms import CalendarName

COMMON, FORCE = SHIPPED[ENGLAND_AND_WALES], SHIPPED[CalendarName.FORCE]
JUNE = date(2027, 6, 14)
EXTRA = DayOff(JUNE, "Extra bank holiday")


def changes(*new: CalendarFile) -> tuple[CalendarChange, ...]:
    return calendar_changes(calendars(), SHIPPED, {file.name: file for file in new})


def with_days(file: CalendarFile, *days: DayOff, without: date | None = None) -> CalendarFile:
    kept = {off.day: off for off in (*file.days, *days) if off.day != without}
    return replace(file, days=tuple(kept[day] for day in sorted(kept)))


def test_a_new_bank_holiday_changes_every_calendar_that_includes_it() -> None:
    found = changes(with_days(COMMON, EXTRA))
    assert [change.name for change in found] == list(CalendarName)
    for change in found:
        assert change.difference.added == (EXTRA,)
        assert change.difference.days == (JUNE,)
        assert change.new.version == change.old.version + 1
        assert change.new.at_version(change.old.version).is_working(JUNE)
        assert not change.new.is_working(JUNE)


def test_a_closure_of_the_force_changes_no_other_calendar() -> None:
    (change,) = changes(with_days(FORCE, EXTRA))
    assert change.name is CalendarName.FORCE


def test_the_same_again_and_other_names_are_no_change() -> None:
    assert changes(*SHIPPED.values()) == ()
    assert changes(replace(COMMON, days=tuple(replace(off, name="x") for off in COMMON.days))) == ()


def test_days_at_weekends_make_no_difference() -> None:
    assert changes(with_days(COMMON, DayOff(date(2027, 6, 12), "Extra bank holiday"))) == ()


def words(*days: DayOff, without: date | None = None) -> str:
    return changes(with_days(COMMON, *days, without=without))[0].difference.in_words()


def test_what_differs_is_said_by_name() -> None:
    easter = next(off.day for off in COMMON.days if off.day.year == 2027 and off.name == "Easter Monday")
    assert words(EXTRA) == "Extra bank holiday Mon 14 Jun 2027"
    assert words(without=easter) == "Easter Monday Mon 29 Mar 2027 is worked"
    assert words(DayOff(date(2029, 12, 25), "Christmas Day")) == "Christmas Day Tue 25 Dec 2029 is announced"
    assert words(DayOff(easter, "Easter Monday", announced=False)) == (
        "Easter Monday Mon 29 Mar 2027 is not announced yet"
    )
    many = [DayOff(JUNE + timedelta(days=number), f"Day {number}") for number in range(4)]
    assert words(*many[:3]) == "Day 0 Mon 14 Jun 2027, Day 1 Tue 15 Jun 2027 and 1 more day"
    assert words(*many) == "Day 0 Mon 14 Jun 2027, Day 1 Tue 15 Jun 2027 and 2 more days"


def test_a_calendar_that_is_only_longer_says_how_far_it_is_known() -> None:
    longer = replace(with_days(COMMON, DayOff(date(2031, 1, 1), "New Year's Day")), last=date(2031, 12, 31))
    found = changes(longer)[0].difference
    assert (found.days, found.longer, bool(found)) == ((), True, True)
    assert found.in_words() == "known to Wed 31 Dec 2031"
    # without days of their own, force and laboratory reach as far; the court's own list does not
    assert [change.new.last.year for change in changes(longer)] == [2031, 2031, 2031]
    assert CalendarName.COURT not in {change.name for change in changes(longer)}


def test_a_part_of_it_lies_within_a_span() -> None:
    found = Difference(added=(EXTRA,), taken_away=(DayOff(date(2027, 7, 1), "x"),))
    assert found.between(JUNE, JUNE).days == (JUNE,)
    assert not found.between(date(2028, 1, 1), date(2028, 2, 1))


@given(st.sets(st.dates(date(2026, 1, 1), date(2028, 12, 31)), max_size=8), st.data())
def test_the_days_that_differ_are_those_worked_in_one_and_not_in_the_other(
    days: set[date], data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from([off.day for off in COMMON.days if off.day.year == 2027]), max_size=3))
    file = with_days(COMMON, *(DayOff(day, "x") for day in days))
    file = replace(file, days=tuple(off for off in file.days if off.day not in gone - days))
    old = calendars()[ENGLAND_AND_WALES]
    for change in changes(file)[:1]:
        every = [old.first + timedelta(days=number) for number in range((old.last - old.first).days + 1)]
        assert {day for day in every if old.is_working(day) != change.new.is_working(day)} == {
            off.day for off in (*change.difference.added, *change.difference.taken_away)
        }
        assert not difference(change.new, change.new)
