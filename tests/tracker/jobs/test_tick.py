"""One pass of the timed work: what is due is claimed, done and recorded; what fails is told and tried again."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day

import pytest

from tests.cores import SUPERVISOR, open_a_case
from tests.databases import open_again
from tests.fakes import StoppedTime
from tests.tracker.jobs.bare_clockwork import BareClockwork, Recorded
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken, StorageProblem
from tracker.jobs.clockwork import Clockwork, Pass
from tracker.jobs.tick import CLOCK_MOVED_BACK, JobOutcome, tick
from tracker.jobs.timetable import TIMETABLE, Daily, Every, Job, Weekly
from tracker.rows.job_health import JobHealthQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.storage.engine import Database
from tracker.storage.job_run_store import JobRunStore
from tracker.time_source import LONDON

MINUTE = timedelta(minutes=1)
AT_MIDNIGHT = time_of_day(0)
HERE, THERE = "desk-1", "desk-2"
SWEEP = TIMETABLE[0]


@pytest.fixture
def bare(database: Database, time: StoppedTime) -> BareClockwork:
    return BareClockwork(database, time)


def fail(_clockwork: Clockwork, _this: Pass) -> int:
    raise ZeroDivisionError


def each_minute(name: str, work: Callable[[Clockwork, Pass], int]) -> Job:
    return Job(name, Every(MINUTE), work)


def nightly(name: str, work: Callable[[Clockwork, Pass], int]) -> Job:
    return Job(name, Daily(time_of_day(2)), work)


def pass_(clockwork: Clockwork, *jobs: Job, machine: str = HERE) -> tuple[JobOutcome, ...]:
    return tick(clockwork, clockwork.time.now(), machine, jobs).ran


def alerts(core: Tracker) -> int:
    return len(core.ask(OpenAlertsQuestion(SUPERVISOR)).rows)


def test_what_is_due_is_done_and_recorded(bare: BareClockwork, time: StoppedTime) -> None:
    work = Recorded(count=3)
    assert pass_(bare, each_minute("job", work)) == (JobOutcome("job", 3),)
    assert work.passes == [Pass(time.now(), None)]
    run = bare.run_of("job")
    assert (run.last_good, run.count, run.machine, run.failure) == (time.now(), 3, HERE, "")
    assert (run.lease_until, run.lease_by) == (None, "")


def test_a_second_pass_at_once_has_nothing_to_do(bare: BareClockwork) -> None:
    work = Recorded()
    pass_(bare, each_minute("job", work))
    assert pass_(bare, each_minute("job", work)) == ()
    assert len(work.passes) == 1


def test_a_job_learns_when_it_last_went_well(bare: BareClockwork, time: StoppedTime) -> None:
    work = Recorded()
    first = time.now()
    pass_(bare, each_minute("job", work))
    time.forward(days=3)
    pass_(bare, each_minute("job", work))
    assert work.passes[1] == Pass(time.now(), first)


def test_the_jobs_run_in_the_order_of_the_timetable(bare: BareClockwork) -> None:
    order: list[str] = []

    def noting(name: str) -> Job:
        return each_minute(name, Recorded(then=lambda _clockwork, _this: order.append(name)))

    pass_(bare, noting("b"), noting("a"), noting("c"))
    assert order == ["b", "a", "c"]


@pytest.mark.expects_log_warning
def test_a_job_that_fails_does_not_keep_the_others_from_theirs(bare: BareClockwork, time: StoppedTime) -> None:
    work = Recorded()
    jobs = (each_minute("bad", fail), each_minute("good", work))
    assert pass_(bare, *jobs) == (JobOutcome("bad", 0, "ZeroDivisionError"), JobOutcome("good", 1))
    row = bare.run_of("bad")
    assert (row.last_good, row.last_failed, row.failure) == (None, time.now(), "ZeroDivisionError")


def test_a_job_that_failed_is_tried_again_in_the_next_pass(
    bare: BareClockwork, time: StoppedTime, caplog: pytest.LogCaptureFixture
) -> None:
    first = time.now()
    pass_(bare, nightly("job", fail))
    time.forward(minutes=1)
    work = Recorded()
    assert pass_(bare, nightly("job", work)) == (JobOutcome("job", 1),)
    row = bare.run_of("job")
    assert (row.last_good, row.last_failed, row.failure) == (time.now(), first, "")


def test_a_failure_is_logged_in_full_once_and_then_in_short(
    bare: BareClockwork, time: StoppedTime, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        pass_(bare, each_minute("job", fail))
        time.forward(minutes=1)
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 3
    assert [record.exc_info is not None for record in caplog.records] == [True, False, False]


def test_a_failure_with_a_code_is_recorded_by_its_code_without_its_values(
    bare: BareClockwork, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_clockwork: Clockwork, _this: Pass) -> int:
        raise RuleBroken("reference_in_use", reference="44NI/00305/26")

    assert pass_(bare, each_minute("job", broken)) == (JobOutcome("job", 0, "reference_in_use"),)
    assert bare.run_of("job").failure == "reference_in_use"
    assert "00305" not in caplog.messages[0]


@pytest.mark.expects_log_warning
def test_what_a_failed_job_wrote_is_undone(bare: BareClockwork) -> None:
    def half(clockwork: Clockwork, _this: Pass) -> int:
        with clockwork.database.work("scheduler", clockwork.time, clockwork.rules, clockwork.new_id) as work:
            work.audit.add("raise_alerts", raised=1)
            raise ZeroDivisionError

    with bare.database.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM audit_entry").scalar_one()
    pass_(bare, each_minute("job", half))
    with bare.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM audit_entry").scalar_one() == before


def test_another_machine_leaves_alone_what_one_is_at(bare: BareClockwork) -> None:
    other = Recorded()

    def meanwhile(clockwork: Clockwork, _this: Pass) -> None:
        assert tick(clockwork, clockwork.time.now(), THERE, (each_minute("job", other),)).ran == ()

    assert pass_(bare, each_minute("job", Recorded(then=meanwhile))) == (JobOutcome("job", 1),)
    assert other.passes == []


def test_a_job_that_another_machine_did_since_it_was_looked_at_is_left(bare: BareClockwork) -> None:
    late = Recorded()

    def meanwhile(clockwork: Clockwork, _this: Pass) -> None:
        tick(clockwork, clockwork.time.now(), THERE, (each_minute("late", Recorded()),))

    assert pass_(bare, each_minute("early", Recorded(then=meanwhile)), each_minute("late", late)) == (
        JobOutcome("early", 1),
    )
    assert late.passes == []


def test_a_machine_that_went_off_in_the_middle_holds_a_job_no_longer_than_its_lease(
    bare: BareClockwork, time: StoppedTime
) -> None:
    work = Recorded()
    job = Job("job", Every(MINUTE), work, lease=timedelta(minutes=2))
    with bare.database.write() as connection:
        assert JobRunStore(connection).claim("job", THERE, time.now(), job.lease)
    time.forward(minutes=1, seconds=59)
    assert pass_(bare, job) == ()
    time.forward(seconds=1)
    assert pass_(bare, job) == (JobOutcome("job", 1),)


def test_a_lease_from_a_clock_that_was_years_ahead_holds_nobody_up(bare: BareClockwork, time: StoppedTime) -> None:
    job = each_minute("job", Recorded())
    with bare.database.write() as connection:
        JobRunStore(connection).claim("job", THERE, time.now() + timedelta(days=1500), job.lease)
    assert pass_(bare, job) == (JobOutcome("job", 1),)


@pytest.mark.expects_log_warning
def test_a_database_that_is_locked_is_a_failure_like_another(
    bare: BareClockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Recorded()

    def locked(*_: object) -> None:
        raise StorageProblem("locked")

    monkeypatch.setattr(bare.database, "write", locked)
    assert pass_(bare, each_minute("job", work)) == (JobOutcome("job", 0, "locked"),)
    assert work.passes == []


@pytest.mark.expects_log_warning
def test_a_failure_that_cannot_be_recorded_does_not_stop_the_pass(
    bare: BareClockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StorageProblem("locked")

    def fall_over(_clockwork: Clockwork, _this: Pass) -> int:
        monkeypatch.setattr(bare.database, "write", locked)
        raise ZeroDivisionError

    outcomes = pass_(bare, each_minute("bad", fall_over), each_minute("next", Recorded()))
    assert outcomes == (JobOutcome("bad", 0, "ZeroDivisionError"), JobOutcome("next", 0, "locked"))


def test_after_a_long_sleep_each_job_runs_once(bare: BareClockwork, time: StoppedTime) -> None:
    works = [Recorded(), Recorded(), Recorded()]
    jobs = (each_minute("a", works[0]), nightly("b", works[1]), Job("c", Weekly(0, AT_MIDNIGHT), works[2]))
    pass_(bare, *jobs)
    time.forward(days=21)
    for _ in range(5):
        pass_(bare, *jobs)
        time.forward(seconds=1)
    assert [len(work.passes) for work in works] == [2, 2, 2]


@pytest.mark.parametrize(
    ("saturday", "monday"),
    [("2026-10-24T22:00", "2026-10-26T00:00"), ("2027-03-27T22:00", "2027-03-29T00:00")],
    ids=["autumn", "spring"],
)
def test_over_a_change_of_the_clocks_the_weekly_job_runs_exactly_once(
    bare: BareClockwork, time: StoppedTime, saturday: str, monday: str
) -> None:
    def local(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)

    work = Recorded()
    job = Job("weekly", Weekly(0, AT_MIDNIGHT), work)
    time.move_to(local(saturday))
    pass_(bare, job)
    while time.now() < local(monday) + timedelta(hours=12):
        time.forward(minutes=30)
        pass_(bare, job)
    assert [one.now for one in work.passes] == [local(saturday), local(monday)]


def test_a_clock_that_was_moved_back_is_warned_of_and_nothing_is_run_again(
    bare: BareClockwork, time: StoppedTime, caplog: pytest.LogCaptureFixture
) -> None:
    works = [Recorded(), Recorded()]
    jobs = (each_minute("a", works[0]), nightly("b", works[1]))
    pass_(bare, *jobs)
    time.forward(hours=-5)
    outcomes = pass_(bare, *jobs)
    assert outcomes == (JobOutcome("a", 0, CLOCK_MOVED_BACK), JobOutcome("b", 0, CLOCK_MOVED_BACK))
    assert [len(work.passes) for work in works] == [1, 1]
    assert [bare.run_of(name).failure for name in "ab"] == [CLOCK_MOVED_BACK] * 2
    assert len([message for message in caplog.messages if "clock moved back" in message]) == 2


@pytest.mark.expects_log_warning
def test_a_clock_that_was_moved_back_is_told_even_where_it_cannot_be_recorded(
    bare: BareClockwork, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StorageProblem("locked")

    pass_(bare, each_minute("job", Recorded()))
    time.forward(hours=-5)
    monkeypatch.setattr(bare.database, "write", locked)
    assert pass_(bare, each_minute("job", Recorded())) == (JobOutcome("job", 0, CLOCK_MOVED_BACK),)


@pytest.mark.expects_log_warning
def test_alerts_stay_as_they_are_when_the_clock_is_moved_back(core: Tracker, time: StoppedTime) -> None:
    open_a_case(core)
    pass_(core, SWEEP)
    before = alerts(core)
    assert before > 0
    time.forward(days=-40)
    pass_(core, SWEEP)
    for _ in range(3):
        time.forward(minutes=1)
        assert pass_(core, SWEEP) == (JobOutcome("sweep", 0),)
    assert alerts(core) == before
    (sweep,) = core.ask(JobHealthQuestion(SUPERVISOR)).jobs
    assert (sweep.failure, sweep.last_failed is None) == ("", False)


@pytest.mark.expects_log_warning
def test_after_a_clock_that_was_years_ahead_the_same_machine_goes_on(bare: BareClockwork, time: StoppedTime) -> None:
    right = time.now()
    works = [Recorded(), Recorded()]
    jobs = (each_minute("a", works[0]), nightly("b", works[1]))
    time.forward(days=1500)
    pass_(bare, *jobs)
    time.move_to(right)
    pass_(bare, *jobs)
    time.forward(days=1)
    assert pass_(bare, *jobs) == (JobOutcome("a", 1), JobOutcome("b", 1))


@pytest.mark.expects_log_warning
def test_a_machine_whose_clock_is_behind_does_not_make_another_repeat_its_nightly_work(
    bare: BareClockwork, time: StoppedTime
) -> None:
    swept, copied = Recorded(), Recorded()
    jobs = (each_minute("a", swept), nightly("b", copied))
    for _ in range(30):
        pass_(bare, *jobs, machine=HERE)
        tick(bare, time.now() - timedelta(days=1), THERE, jobs)
        time.forward(minutes=1)
    assert len(copied.passes) == 1
    assert len(swept.passes) >= 29


def test_two_threads_of_two_machines_do_a_job_once(bare: BareClockwork, time: StoppedTime) -> None:
    work = Recorded()
    ready = threading.Barrier(2)
    other = BareClockwork(open_again(bare.database), time)
    outcomes: list[JobOutcome] = []

    def run(clockwork: BareClockwork, machine: str) -> None:
        ready.wait()
        outcomes.extend(pass_(clockwork, each_minute("job", work), machine=machine))

    threads = [threading.Thread(target=run, args=(bare, HERE)), threading.Thread(target=run, args=(other, THERE))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.database.close()
    assert outcomes == [JobOutcome("job", 1)]
    assert len(work.passes) == 1
