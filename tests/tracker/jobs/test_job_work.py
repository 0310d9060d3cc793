"""What each job of the timetable does, on both engines."""

import stat
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cores import SUPERVISOR, case_file, open_a_case
from tests.databases import KEY
from tests.fakes import StoppedTime
from tests.tracker.weekly_unit import BLUE, MONDAY, RED, WeeklyUnit, local
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport, freeze_weekly_report
from tracker.bootstrap import Tracker
from tracker.changes import Changes
from tracker.domain.rule_book import RuleBook
from tracker.domain.weekly_paper import RESTRICTED
from tracker.errors import RuleBroken
from tracker.jobs.clockwork import Pass
from tracker.jobs.job_work import back_up, freeze_weekly_reports, seal_looks, sweep, weeks_to_freeze
from tracker.jobs.morning_mail import mail_digests
from tracker.jobs.tick import JobOutcome, tick
from tracker.jobs.timetable import TIMETABLE
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.storage.audit_verification import verify
from tracker.storage.backup import KEEP, check_copy, copies_folder
from tracker.storage.engine import Database
from tracker.storage.report_store import ReportStore
from tracker.time_source import LONDON, start_of_day


class WeeklyClockwork:
    """The made-up unit of the weekly paper as timed work sees it; keeps what was asked for."""

    def __init__(self, unit: WeeklyUnit) -> None:
        self.unit = unit
        self.database = unit.database
        self.rules: RuleBook = unit.rules
        self.time = unit.time
        self.new_id: Callable[[], str] = unit.new_id
        self.asked: list[FreezeWeeklyReport] = []
        self.broken_for: str | None = None
        self.fault: Exception = ZeroDivisionError()

    def do(self, request: Any) -> Changes:
        self.asked.append(request)
        if self.broken_for is not None and request.team_id == self.broken_for:
            raise self.fault
        return self.unit.do(freeze_weekly_report, request)

    def freeze(self, last_good: datetime | None = None) -> int:
        return freeze_weekly_reports(self, Pass(self.time.now(), last_good))

    def frozen(self) -> list[tuple[date, str]]:
        with self.database.read() as connection:
            return sorted((row.monday, row.team) for row in ReportStore(connection).list())


@pytest.fixture
def weekly(database: Database) -> WeeklyClockwork:
    unit = WeeklyUnit(database).at(11, 17)
    unit.open("44NI/00305/26")
    return WeeklyClockwork(unit)


def this(core: Tracker, last_good: datetime | None = None) -> Pass:
    return Pass(core.time.now(), last_good)


def test_the_sweep_raises_what_is_overdue_and_then_nothing_more(core: Tracker, time: StoppedTime) -> None:
    open_a_case(core)
    raised = sweep(core, this(core))
    assert raised > 0
    assert len(core.ask(OpenAlertsQuestion(SUPERVISOR)).rows) == raised
    time.forward(minutes=1)
    assert sweep(core, this(core)) == 0


def test_a_case_entered_when_it_is_overdue_already_alerts_in_the_next_pass(core: Tracker, time: StoppedTime) -> None:
    sweep(core, this(core))
    time.forward(minutes=1)
    open_a_case(core)
    assert sweep(core, this(core)) > 0


def test_looks_are_bound_to_the_trail_once(core: Tracker) -> None:
    case_id = open_a_case(core)
    case_file(core, case_id)
    case_file(core, case_id)
    assert seal_looks(core, this(core)) == 2
    assert seal_looks(core, this(core)) == 0
    with core.database.read() as connection:
        assert verify(connection).ok


def test_a_copy_opens_and_its_owner_alone_may_read_it(sqlite_database: Database, time: StoppedTime) -> None:
    core = WeeklyClockwork(WeeklyUnit(sqlite_database))
    assert back_up(core, Pass(time.now(), None)) == 1
    (copy,) = copies_of(sqlite_database)
    check_copy(copy, KEY)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_so_many_copies_are_kept(sqlite_database: Database, time: StoppedTime) -> None:
    core = WeeklyClockwork(WeeklyUnit(sqlite_database))
    for _ in range(KEEP + 2):
        back_up(core, Pass(time.now(), None))
        time.forward(days=1)
    assert len(copies_of(sqlite_database)) == KEEP


def test_two_copies_at_the_same_instant_are_two(sqlite_database: Database, time: StoppedTime) -> None:
    core = WeeklyClockwork(WeeklyUnit(sqlite_database))
    assert [back_up(core, Pass(time.now(), None)) for _ in range(2)] == [1, 1]
    assert len(copies_of(sqlite_database)) == 2


def test_a_server_is_copied_by_whoever_runs_it(postgres_database: Database, time: StoppedTime) -> None:
    core = WeeklyClockwork(WeeklyUnit(postgres_database))
    assert back_up(core, Pass(time.now(), None)) == 0


def copies_of(database: Database) -> list[Path]:
    assert database.path is not None
    return [file for file in copies_folder(database.path).iterdir() if file.suffix == ".db"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("last_good", "now", "mondays"),
    [
        (None, "2026-11-20T09:00", [date(2026, 11, 9)]),
        ("2026-11-16T00:00:20", "2026-11-23T00:00", [date(2026, 11, 16)]),
        ("2026-11-20T09:00", "2026-11-23T00:00", [date(2026, 11, 16)]),
        ("2026-11-22T23:59", "2026-11-23T08:00", [date(2026, 11, 16)]),
        ("2026-12-18T09:00", "2027-01-04T08:00", [date(2026, 12, 14), date(2026, 12, 21), date(2026, 12, 28)]),
        ("2026-11-16T00:00:20", "2026-11-18T09:00", []),
        # both Sundays on which the clocks change lie in the week that ends with them
        ("2026-10-19T00:01", "2026-10-26T00:00", [date(2026, 10, 19)]),
        ("2027-03-22T00:01", "2027-03-29T00:00", [date(2027, 3, 22)]),
        # 00:30 on a Monday in summer is Sunday in UTC
        ("2026-07-06T00:30", "2026-07-13T00:30", [date(2026, 7, 6)]),
    ],
)
def test_each_week_that_is_over_is_seen_to_once(last_good: str | None, now: str, mondays: list[date]) -> None:
    assert weeks_to_freeze(at(last_good) if last_good else None, at(now)) == mondays


def test_after_years_not_every_week_is_made_up_for() -> None:
    weeks = weeks_to_freeze(at("2020-01-06T09:00"), at("2026-11-20T09:00"))
    assert (len(weeks), weeks[-1]) == (8, date(2026, 11, 9))


@pytest.mark.parametrize(
    "monday",
    [date(2026, 8, 31), date(2026, 10, 26), date(2027, 3, 29)],
    ids=["bank holiday in summer", "the clocks went back", "Easter Monday, the clocks went forward"],
)
def test_all_teams_papers_are_there_a_minute_into_monday(sqlite_database: Database, monday: date) -> None:
    unit = WeeklyUnit(sqlite_database)
    sunday = monday - timedelta(days=1)
    unit.at(sunday.month, sunday.day, 12, year=sunday.year).open("44NI/00305/26", team_id=BLUE.id)
    unit.open("44NI/00306/26", team_id=RED.id)
    weekly = WeeklyClockwork(unit)
    freezing = tuple(job for job in TIMETABLE if job.work is freeze_weekly_reports)
    unit.at(sunday.month, sunday.day, 23, 59, year=sunday.year)
    tick(weekly, unit.time.now(), "a-machine", freezing)
    assert weekly.frozen() == []
    unit.at(monday.month, monday.day, 0, 1, year=monday.year)
    assert tick(weekly, unit.time.now(), "a-machine", freezing).ran == (JobOutcome("freeze_weekly_reports", 3),)
    week = monday - timedelta(days=7)
    assert weekly.frozen() == [(week, ""), (week, "Blue"), (week, "Red")]
    assert unit.week(week).as_at == start_of_day(monday)


def test_the_unit_and_each_team_with_cases_get_their_paper(weekly: WeeklyClockwork) -> None:
    weekly.unit.at(11, 23, 0)
    assert weekly.freeze() == 2
    assert [(one.monday, one.team_id) for one in weekly.asked] == [
        (MONDAY, team_id) for team_id in (None, BLUE.id, RED.id, RESTRICTED)
    ]
    assert weekly.frozen() == [(MONDAY, ""), (MONDAY, "Blue")]


def test_a_second_run_freezes_nothing_more(weekly: WeeklyClockwork) -> None:
    weekly.unit.at(11, 23, 0)
    weekly.freeze()
    weekly.unit.at(11, 23, 0, 1)
    assert weekly.freeze() == 0
    assert len(weekly.frozen()) == 2


def test_a_week_without_cases_is_passed_over_quietly(weekly: WeeklyClockwork) -> None:
    weekly.unit.at(11, 16, 9)
    assert weekly.freeze() == 0
    assert weekly.frozen() == []


def test_a_fortnight_without_the_program_leaves_no_hole(weekly: WeeklyClockwork) -> None:
    weekly.unit.at(12, 7, 8)
    assert weekly.freeze(last_good=local(11, 20)) == 6
    assert {monday for monday, _ in weekly.frozen()} == {MONDAY, MONDAY + timedelta(7), MONDAY + timedelta(14)}


def test_a_paper_that_fails_does_not_keep_the_others_from_being_frozen(weekly: WeeklyClockwork) -> None:
    weekly.unit.at(11, 23, 0)
    weekly.broken_for = BLUE.id
    with pytest.raises(ZeroDivisionError):
        weekly.freeze()
    assert weekly.frozen() == [(MONDAY, "")]
    assert weekly.asked[-1].team_id == RESTRICTED
    weekly.broken_for = None
    assert weekly.freeze() == 1


def test_only_a_week_without_cases_is_passed_over(weekly: WeeklyClockwork) -> None:
    weekly.unit.at(11, 23, 0)
    weekly.broken_for, weekly.fault = BLUE.id, RuleBroken("week_not_over")
    with pytest.raises(RuleBroken):
        weekly.freeze()


def test_every_job_of_the_timetable_is_here() -> None:
    assert {job.work for job in TIMETABLE} == {sweep, seal_looks, freeze_weekly_reports, back_up, mail_digests}
