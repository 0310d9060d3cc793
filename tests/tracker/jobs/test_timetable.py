"""When a job is due: decided from its last good run and the time alone."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.jobs.clockwork import Clockwork, Pass
from tracker.jobs.timetable import TIMETABLE, Daily, Every, Job, Weekly, clock_moved_back, due
from tracker.queries.job_health import SWEEP
from tracker.time_source import LONDON

MINUTE, HOUR, DAY, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(days=7)


def nothing(_clockwork: Clockwork, _this: Pass) -> int:
    return 0


EACH_MINUTE = Job("each minute", Every(MINUTE), nothing)
WEEKLY = Job("weekly", Weekly(0, time(0)), nothing)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def runs(job: Job, first: datetime, last: datetime, each: timedelta = MINUTE) -> list[datetime]:
    """Pass each minute, with every run good."""
    found = []
    last_good: datetime | None = first
    now = first
    while now <= last:
        if due(job, last_good, now):
            found.append(now)
            last_good = now
        now += each
    return found


def test_a_job_that_never_ran_is_due() -> None:
    for job in TIMETABLE:
        assert due(job, None, utc("2026-11-20T09:41:07"))


def test_no_job_is_due_again_in_the_pass_after_its_run() -> None:
    now = utc("2026-11-20T09:41:07")
    for job in TIMETABLE:
        assert not due(job, now, now)


def test_each_minute_means_each_pass_even_where_the_timer_is_early() -> None:
    now = utc("2026-11-20T09:41:07")
    assert due(EACH_MINUTE, now, now + timedelta(seconds=59.9))
    assert not due(EACH_MINUTE, now, now + timedelta(seconds=30))


def test_of_two_machines_one_sweeps_each_minute() -> None:
    first = utc("2026-11-20T09:00:00")
    assert len(runs(EACH_MINUTE, first, first + HOUR, each=timedelta(seconds=30))) == 60


@pytest.mark.parametrize(
    ("monday", "in_utc"),
    [("2026-11-16T00:00", "2026-11-16T00:00"), ("2026-07-13T00:00", "2026-07-12T23:00")],
    ids=["GMT", "BST"],
)
def test_monday_begins_at_midnight_by_the_clock_on_the_wall(monday: str, in_utc: str) -> None:
    start = local(monday)
    assert start == utc(in_utc)
    assert not due(WEEKLY, start - 6 * DAY, start - timedelta(seconds=1))
    assert due(WEEKLY, start - 6 * DAY, start)
    assert not due(WEEKLY, start, start + WEEK - timedelta(seconds=1))
    assert due(WEEKLY, start, start + WEEK)


@pytest.mark.parametrize(
    ("first", "last", "ran"),
    [
        ("2026-10-19T00:00", "2026-10-26T12:00", "2026-10-26T00:00"),
        ("2027-03-22T00:00", "2027-03-29T12:00", "2027-03-29T00:00"),
    ],
    ids=["autumn", "spring"],
)
def test_the_weekly_job_runs_once_over_a_change_of_the_clocks(first: str, last: str, ran: str) -> None:
    assert runs(WEEKLY, local(first), local(last)) == [local(ran)]


@pytest.mark.parametrize(
    ("at", "first", "last", "ran"),
    [
        # at 01:30 on 25 October the hour comes twice: it runs in the first
        (time(1, 30), "2026-10-24T12:00", "2026-10-25T12:00", "2026-10-25T00:30"),
        (time(2), "2026-10-24T12:00", "2026-10-25T12:00", "2026-10-25T02:00"),
        # on 28 March there is no 01:30: it runs an hour later by the wall
        (time(1, 30), "2027-03-27T12:00", "2027-03-28T12:00", "2027-03-28T01:30"),
        (time(2), "2027-03-27T12:00", "2027-03-28T12:00", "2027-03-28T01:00"),
    ],
)
def test_a_daily_job_runs_once_on_the_day_the_clocks_change(at: time, first: str, last: str, ran: str) -> None:
    job = Job("daily", Daily(at), nothing)
    assert runs(job, utc(first), utc(last)) == [utc(ran)]


def test_the_hour_by_the_wall_stays_all_year() -> None:
    job = Job("daily", Daily(time(7)), nothing)
    hours = {one.astimezone(LONDON).hour for one in runs(job, utc("2026-01-01T12:00"), utc("2027-01-02T12:00"), HOUR)}
    assert hours == {7}


@pytest.mark.parametrize("asleep", [10 * HOUR, 3 * DAY, 30 * DAY])
def test_what_was_missed_in_sleep_runs_once_on_waking(asleep: timedelta) -> None:
    before = local("2026-11-15T20:00")
    for job in TIMETABLE:
        woken = before + asleep
        if due(job, before, woken):
            assert not due(job, woken, woken)
            assert not due(job, woken, woken + timedelta(seconds=10))
    assert due(TIMETABLE[0], before, before + asleep)


def test_a_clock_that_was_moved_back_is_seen_and_makes_nothing_due() -> None:
    last_good = utc("2026-11-20T09:41:07")
    for back in (timedelta(minutes=2), HOUR, WEEK, timedelta(days=365 * 10)):
        assert clock_moved_back(last_good, last_good - back)
        assert not any(due(job, last_good, last_good - back) for job in TIMETABLE)


def test_two_clocks_that_hardly_differ_are_no_cause_for_alarm() -> None:
    last_good = utc("2026-11-20T09:41:07")
    assert not clock_moved_back(last_good, last_good - timedelta(seconds=30))
    assert not clock_moved_back(None, last_good)


def test_the_sweep_is_the_job_whose_health_is_shown_and_comes_first() -> None:
    assert TIMETABLE[0].name == SWEEP
    assert len({job.name for job in TIMETABLE}) == len(TIMETABLE)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis wants them so
    st.sampled_from([Every(HOUR), Daily(time(1, 30)), Daily(time(2)), Weekly(0, time(0)), Weekly(6, time(1, 30))]),
)
def test_when_a_job_last_fell_due_is_past_and_not_too_long_ago(now: datetime, when: Every | Daily | Weekly) -> None:
    longest = {Every: HOUR, Daily: DAY + HOUR, Weekly: WEEK + HOUR}[type(when)]
    assert now - longest <= when.last_due(now) <= now
    assert when.last_due(when.last_due(now)) <= when.last_due(now)


def test_the_guide_tells_of_every_job() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [job.name for job in TIMETABLE if f"| `{job.name}`:" not in guide] == []
