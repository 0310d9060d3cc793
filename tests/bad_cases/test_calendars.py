"""Bad cases 1, 2, 5, 6, 7, 10, 13: what a calendar knows, what it does not, and whose days a clock counts."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import alerts, allocate, complete, happened, london, sweep, the_clock
from tests.cores import SUPERVISOR, open_a_case
from tests.fakes import StoppedTime
from tests.tracker.domain.clock_histories import KIND, a_clock, event, pause, started, with_days_off
from tests.tracker.rule_data import calendars, catalogue, pack
from tracker.bootstrap import Tracker
from tracker.cli.main import main
from tracker.domain.calendar import DayOff, WorkingCalendar
from tracker.domain.calendar_file import composed, read_calendar_file
from tracker.domain.counting import Measure, count, count_back
from tracker.domain.rule_book import RuleBook
from tracker.errors import RuleBroken
from tracker.rows.caseload import CaseloadQuestion
from tracker.terms import CalendarName, CountUnit, FirstDay

WORKING = calendars()[CalendarName.ENGLAND_AND_WALES]
DAY = timedelta(days=1)
A_YEAR = {"known_from": date(2026, 1, 1), "known_to": date(2027, 12, 31)}


def due(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["due", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_bad_case_01_a_holiday_announced_ten_days_ahead_moves_live_clocks_with_a_note_and_nothing_before_it() -> None:
    monday, announced = date(2026, 6, 1), date(2026, 6, 11)
    newest = with_days_off(date(2026, 6, 12))
    note = event(KIND.RECALCULATED, announced, reason="calendar 2: Extra bank holiday Fri 12 Jun 2026")
    live = a_clock(started(monday), pause(monday, date(2026, 6, 3)), measure=Measure(CountUnit.WORKING_DAYS, 10))
    assert live.due == date(2026, 6, 16)
    moved = live.recounted(note, newest)
    assert (moved.first_due, moved.due) == (date(2026, 6, 15), date(2026, 6, 17))
    (told,) = moved.derive(newest).moves
    assert (told.old, told.new, told.reason) == (date(2026, 6, 16), date(2026, 6, 17), note.reason)
    over = a_clock(started(monday))
    assert over.recounted(note, newest).events == over.events
    assert over.recounted(note, newest).due == over.due == date(2026, 6, 8)


def test_bad_case_02_past_the_end_of_the_table_a_date_is_not_known_and_nothing_is_assumed(
    core: Tracker, time: StoppedTime, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = due(capsys, "ABE-02", "--from", "2030-12-30")
    assert answer["due"] is None
    assert "ends" in answer["why"]
    time.move_to(london(2030, 12, 30))
    case_id = open_a_case(core, reported_on=date(2030, 12, 27))
    allocate(core, case_id)
    complete(core, case_id, "strategy_discussion", date(2030, 12, 30))
    clock = the_clock(core, case_id, "abe_interview")
    assert (clock.due, clock.unknown, clock.overdue) == (None, "calendar_ends", False)
    time.move_to(london(2031, 3, 3))
    sweep(core)
    assert alerts(core, limit_id="ABE-02") == []
    (row,) = core.ask(CaseloadQuestion(SUPERVISOR)).rows
    assert row.days_late is None


def test_bad_case_02_a_date_that_rests_on_a_holiday_nobody_announced_is_provisional(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert due(capsys, "SG-06", "--from", "2029-12-20")["provisional"]
    assert not due(capsys, "SG-06", "--from", "2026-12-20")["provisional"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 12, 25), date(2027, 12, 28)),
        (date(2026, 4, 3), date(2026, 4, 6)),
    ],
    ids=["Christmas with a substitute day", "Christmas with two", "Easter"],
)
def test_bad_case_05_the_working_day_after_and_before_steps_over_all_four_days(first: date, last: date) -> None:
    four = [first + number * DAY for number in range(4)]
    assert four[-1] == last
    for day in four:
        assert WORKING.next_working(day) == last + DAY
        assert WORKING.previous_working(day) == first - DAY
        assert count(Measure(CountUnit.WORKING_DAYS, 1), day, WORKING).day == last + DAY
        assert count_back(Measure(CountUnit.WORKING_DAYS, 1), day, WORKING).day == first - DAY
    before = Measure(CountUnit.WORKING_DAYS, 1)
    assert count(before, first - DAY, WORKING).day == last + DAY
    rolls = Measure(CountUnit.CALENDAR_DAYS, 1, rolls=True)
    assert count(rolls, first, WORKING).day == last + DAY


def test_bad_case_06_a_shutdown_of_every_year_reaches_across_new_year() -> None:
    file = read_calendar_file(
        CalendarName.LABORATORY,
        {
            "calendar": "laboratory", "version": 1, "source": "the laboratory", **A_YEAR,
            "closed_every_year": [{"from": "12-24", "to": "01-02", "name": "Shutdown"}],
        },
    )  # fmt: skip
    laboratory = composed(file, None, 1)
    for day in (date(2026, 1, 1), date(2026, 1, 2), date(2026, 12, 24), date(2026, 12, 31), date(2027, 1, 1)):
        assert not laboratory.is_working(day), day
    for day in (date(2026, 1, 5), date(2026, 12, 23), date(2027, 1, 4)):
        assert laboratory.is_working(day), day
    assert count(Measure(CountUnit.WORKING_DAYS, 1), date(2026, 12, 23), laboratory).day == date(2027, 1, 4)


def test_bad_case_07_each_clock_names_the_calendar_it_counts_by() -> None:
    named = {limit.id: limit.clock.calendar for limit in pack().limits if limit.clock is not None}
    assert {CalendarName.FORCE, CalendarName.COURT, CalendarName.LABORATORY} <= set(named.values())
    wednesday = date(2026, 6, 3)
    shut = {name: with_days_off(wednesday + DAY, before=calendars()[name]) for name in CalendarName}
    for name in CalendarName:
        rules = RuleBook(pack(), catalogue(), {**calendars(), name: shut[name]})
        for other in CalendarName:
            counted = count(Measure(CountUnit.WORKING_DAYS, 1), wednesday, rules.calendar(other))
            assert counted.day == wednesday + (2 if other is name else 1) * DAY


def test_bad_case_07_the_courts_name_days_that_are_no_bank_holiday() -> None:
    """Christmas Day 2027 is a Saturday: its substitute is a bank holiday, and the day itself is named by the rules."""
    christmas = date(2027, 12, 25)
    assert christmas in calendars()[CalendarName.COURT].days_off
    assert christmas not in WORKING.days_off


@pytest.mark.parametrize(
    ("event_on", "what"),
    [
        (date(2026, 11, 14), "Saturday"),
        (date(2026, 11, 15), "Sunday"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
    ],
)
def test_bad_case_10_day_one_of_an_event_on_a_day_off_is_the_next_day_worked(event_on: date, what: str) -> None:
    day_one = WORKING.next_working(event_on)
    assert day_one > event_on, what
    for first_day in FirstDay:
        assert count(Measure(CountUnit.WORKING_DAYS, 1, first_day), event_on, WORKING).day == day_one
    counted = count(Measure(CountUnit.WORKING_DAYS, 2), event_on, WORKING)
    assert counted.day == WORKING.nth_after(day_one, 1)
    assert counted.steps[0].values["amount"] == 2


def test_bad_case_10_no_hour_of_the_day_cuts_it_off(core: Tracker, time: StoppedTime) -> None:
    dues = set()
    for number, (hour, minute) in enumerate(((0, 5), (16, 31), (23, 55))):
        time.move_to(london(2026, 11, 14, hour, minute))
        case_id = open_a_case(core, reference=f"44NI/0030{number}/26", reported_on=date(2026, 11, 13))
        happened(core, case_id, "intermediary_needed", date(2026, 11, 14), "AB")
        dues.add(the_clock(core, case_id, "intermediary_matched").due)
    # ten working days of Saturday: Monday is day one
    assert dues == {date(2026, 11, 27)}


def test_bad_case_10_day_one_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    steps = due(capsys, "SG-06", "--from", "2026-11-14")["steps"]
    assert any("day one is the next working day" in step["what"] for step in steps)


def test_bad_case_13_a_calendar_without_a_working_day_is_refused() -> None:
    days = [DayOff(date(2026, 6, 1) + number * DAY, "Closed") for number in range(7)]
    with pytest.raises(RuleBroken, match="calendar_without_working_day"):
        WorkingCalendar(CalendarName.LABORATORY, 1, days[0].day, days[-1].day, days)


def test_bad_case_13_a_calendar_that_is_gone_is_missed_and_no_other_takes_its_place() -> None:
    without = {name: one for name, one in calendars().items() if name is not CalendarName.LABORATORY}
    with pytest.raises(RuleBroken) as refused:
        RuleBook(pack(), catalogue(), without)
    assert (refused.value.code, refused.value.values) == ("calendar_missing", {"calendar": CalendarName.LABORATORY})
    version_gone = with_days_off(date(2026, 6, 4))
    version_gone.earlier = {}
    with pytest.raises(RuleBroken, match="calendar_version_missing"):
        a_clock(started(date(2026, 6, 1))).recomputed(version_gone)
