"""One pass of the timed work: what is due is claimed, done and recorded; what fails is told and tried again."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day

import pytest

from tests.cores import ACCOUNT, SUPERVISOR, open_a_case
from tests.databases import open_again
from tests.fakes import StoppedTime
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken, StorageProblem
from tracker.jobs.clockwork import Clockwork, Pass
from tracker.jobs.tick import CLOCK_MOVED_BACK, JobOutcome, tick
from tracker.jobs.timetable import TIMETABLE, Daily, Every, Job, Weekly
from tracker.rows.job_health import JobHealthQuestion, JobRow
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.storage.ids import IdSource
from tracker.storage.job_run_store import JobRun, JobRunStore
from tracker.time_source import LONDON

MINUTE = timedelta(minutes=1)
AT_MIDNIGHT = time_of_day(0)
HERE, THERE = "desk-1", "desk-2"
SWEEP = TIMETABLE[0]


class Recorded:
    """A job's work that notes when it was done."""

    def __init__(self, count: int = 1, then: Callable[[Clockwork, Pass], None] | None = None) -> None:
        self.passes: list[Pass] = []
        self.count = count
        self.then = then

    def __call__(self, clockwork: Clockwork, this: Pass) -> int:
        self.passes.append(this)
        if self.then is not None:
            self.then(clockwork, this)
        return self.count


def fail(_clockwork: Clockwork, _this: Pass) -> int:
    raise ZeroDivisionError


def each_minute(name: str, work: Callable[[Clockwork, Pass], int]) -> Job:
    return Job(name, Every(MINUTE), work)


def nightly(name: str, work: Callable[[Clockwork, Pass], int]) -> Job:
    return Job(name, Daily(time_of_day(2)), work)


def pass_(core: Tracker, *jobs: Job, machine: str = HERE) -> tuple[JobOutcome, ...]:
    return tick(core, core.time.now(), machine, jobs).ran


def run_of(core: Tracker, name: str) -> JobRun:
    with core.database.read() as connection:
        return JobRunStore(connection).last(name)


def health_of(core: Tracker, name: str) -> JobRow:
    return next(row for row in core.ask(JobHealthQuestion(SUPERVISOR)).jobs if row.job == name)


def alerts(core: Tracker) -> int:
    return len(core.ask(OpenAlertsQuestion(SUPERVISOR)).rows)


def test_what_is_due_is_done_and_recorded(core: Tracker, time: StoppedTime) -> None:
    work = Recorded(count=3)
    assert pass_(core, each_minute("job", work)) == (JobOutcome("job", 3),)
    assert work.passes == [Pass(time.now(), None)]
    run = run_of(core, "job")
    assert (run.last_good, run.count, run.machine, run.failure) == (time.now(), 3, HERE, "")
    assert (run.lease_until, run.lease_by) == (None, "")


def test_a_second_pass_at_once_has_nothing_to_do(core: Tracker) -> None:
    work = Recorded()
    pass_(core, each_minute("job", work))
    assert pass_(core, each_minute("job", work)) == ()
    assert len(work.passes) == 1


def test_a_job_learns_when_it_last_went_well(core: Tracker, time: StoppedTime) -> None:
    work = Recorded()
    first = time.now()
    pass_(core, each_minute("job", work))
    time.forward(days=3)
    pass_(core, each_minute("job", work))
    assert work.passes[1] == Pass(time.now(), first)


def test_the_jobs_run_in_the_order_of_the_timetable(core: Tracker) -> None:
    order: list[str] = []

    def noting(name: str) -> Job:
        return each_minute(name, Recorded(then=lambda _clockwork, _this: order.append(name)))

    pass_(core, noting("b"), noting("a"), noting("c"))
    assert order == ["b", "a", "c"]


@pytest.mark.expects_log_warning
def test_a_job_that_fails_does_not_keep_the_others_from_theirs(core: Tracker, time: StoppedTime) -> None:
    work = Recorded()
    jobs = (each_minute("bad", fail), each_minute("good", work))
    assert pass_(core, *jobs) == (JobOutcome("bad", 0, "ZeroDivisionError"), JobOutcome("good", 1))
    row = health_of(core, "bad")
    assert (row.last_good, row.last_failed, row.failure) == (None, time.now(), "ZeroDivisionError")


def test_a_job_that_failed_is_tried_again_in_the_next_pass(
    core: Tracker, time: StoppedTime, caplog: pytest.LogCaptureFixture
) -> None:
    first = time.now()
    pass_(core, nightly("job", fail))
    time.forward(minutes=1)
    work = Recorded()
    assert pass_(core, nightly("job", work)) == (JobOutcome("job", 1),)
    row = health_of(core, "job")
    assert (row.last_good, row.last_failed, row.failure) == (time.now(), first, "")


def test_a_failure_is_logged_in_full_once_and_then_in_short(
    core: Tracker, time: StoppedTime, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        pass_(core, each_minute("job", fail))
        time.forward(minutes=1)
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 3
    assert [record.exc_info is not None for record in caplog.records] == [True, False, False]


def test_a_failure_with_a_code_is_recorded_by_its_code_without_its_values(
    core: Tracker, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_clockwork: Clockwork, _this: Pass) -> int:
        raise RuleBroken("reference_in_use", reference="44NI/00305/26")

    assert pass_(core, each_minute("job", broken)) == (JobOutcome("job", 0, "reference_in_use"),)
    assert run_of(core, "job").failure == "reference_in_use"
    assert "00305" not in caplog.messages[0]


@pytest.mark.expects_log_warning
def test_what_a_failed_job_wrote_is_undone(core: Tracker) -> None:
    def half(clockwork: Clockwork, _this: Pass) -> int:
        with clockwork.database.work("scheduler", clockwork.time, clockwork.rules, clockwork.new_id) as work:
            work.audit.add("raise_alerts", raised=1)
            raise ZeroDivisionError

    with core.database.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM audit_entry").scalar_one()
    pass_(core, each_minute("job", half))
    with core.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM audit_entry").scalar_one() == before


def test_another_machine_leaves_alone_what_one_is_at(core: Tracker) -> None:
    other = Recorded()

    def meanwhile(clockwork: Clockwork, _this: Pass) -> None:
        assert tick(clockwork, clockwork.time.now(), THERE, (each_minute("job", other),)).ran == ()

    assert pass_(core, each_minute("job", Recorded(then=meanwhile))) == (JobOutcome("job", 1),)
    assert other.passes == []


def test_a_job_that_another_machine_did_since_it_was_looked_at_is_left(core: Tracker) -> None:
    late = Recorded()

    def meanwhile(clockwork: Clockwork, _this: Pass) -> None:
        tick(clockwork, clockwork.time.now(), THERE, (each_minute("late", Recorded()),))

    assert pass_(core, each_minute("early", Recorded(then=meanwhile)), each_minute("late", late)) == (
        JobOutcome("early", 1),
    )
    assert late.passes == []


def test_a_machine_that_went_off_in_the_middle_holds_a_job_no_longer_than_its_lease(
    core: Tracker, time: StoppedTime
) -> None:
    work = Recorded()
    job = Job("job", Every(MINUTE), work, lease=timedelta(minutes=2))
    with core.database.write() as connection:
        assert JobRunStore(connection).claim("job", THERE, time.now(), job.lease)
    time.forward(minutes=1, seconds=59)
    assert pass_(core, job) == ()
    time.forward(seconds=1)
    assert pass_(core, job) == (JobOutcome("job", 1),)


def test_a_lease_from_a_clock_that_was_years_ahead_holds_nobody_up(core: Tracker, time: StoppedTime) -> None:
    job = each_minute("job", Recorded())
    with core.database.write() as connection:
        JobRunStore(connection).claim("job", THERE, time.now() + timedelta(days=1500), job.lease)
    assert pass_(core, job) == (JobOutcome("job", 1),)


@pytest.mark.expects_log_warning
def test_a_database_that_is_locked_is_a_failure_like_another(core: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Recorded()

    def locked(*_: object) -> None:
        raise StorageProblem("locked")

    monkeypatch.setattr(core.database, "write", locked)
    assert pass_(core, each_minute("job", work)) == (JobOutcome("job", 0, "locked"),)
    assert work.passes == []


@pytest.mark.expects_log_warning
def test_a_failure_that_cannot_be_recorded_does_not_stop_the_pass(
    core: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StorageProblem("locked")

    def fall_over(_clockwork: Clockwork, _this: Pass) -> int:
        monkeypatch.setattr(core.database, "write", locked)
        raise ZeroDivisionError

    outcomes = pass_(core, each_minute("bad", fall_over), each_minute("next", Recorded()))
    assert outcomes == (JobOutcome("bad", 0, "ZeroDivisionError"), JobOutcome("next", 0, "locked"))


def test_after_a_long_sleep_each_job_runs_once(core: Tracker, time: StoppedTime) -> None:
    works = [Recorded(), Recorded(), Recorded()]
    jobs = (each_minute("a", works[0]), nightly("b", works[1]), Job("c", Weekly(0, AT_MIDNIGHT), works[2]))
    pass_(core, *jobs)
    time.forward(days=21)
    for _ in range(5):
        pass_(core, *jobs)
        time.forward(seconds=1)
    assert [len(work.passes) for work in works] == [2, 2, 2]


@pytest.mark.parametrize(
    ("saturday", "monday"),
    [("2026-10-24T22:00", "2026-10-26T00:00"), ("2027-03-27T22:00", "2027-03-29T00:00")],
    ids=["autumn", "spring"],
)
def test_over_a_change_of_the_clocks_the_weekly_job_runs_exactly_once(
    core: Tracker, time: StoppedTime, saturday: str, monday: str
) -> None:
    def local(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)

    work = Recorded()
    job = Job("weekly", Weekly(0, AT_MIDNIGHT), work)
    time.move_to(local(saturday))
    pass_(core, job)
    while time.now() < local(monday) + timedelta(hours=12):
        time.forward(minutes=30)
        pass_(core, job)
    assert [one.now for one in work.passes] == [local(saturday), local(monday)]


def test_a_clock_that_was_moved_back_is_warned_of_and_nothing_is_run_again(
    core: Tracker, time: StoppedTime, caplog: pytest.LogCaptureFixture
) -> None:
    works = [Recorded(), Recorded()]
    jobs = (each_minute("a", works[0]), nightly("b", works[1]))
    pass_(core, *jobs)
    time.forward(hours=-5)
    outcomes = pass_(core, *jobs)
    assert outcomes == (JobOutcome("a", 0, CLOCK_MOVED_BACK), JobOutcome("b", 0, CLOCK_MOVED_BACK))
    assert [len(work.passes) for work in works] == [1, 1]
    assert [health_of(core, name).failure for name in "ab"] == [CLOCK_MOVED_BACK] * 2
    assert len([message for message in caplog.messages if "clock moved back" in message]) == 2


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
    assert health_of(core, "sweep").failure == ""


@pytest.mark.expects_log_warning
def test_after_a_clock_that_was_years_ahead_the_same_machine_goes_on(core: Tracker, time: StoppedTime) -> None:
    right = time.now()
    works = [Recorded(), Recorded()]
    jobs = (each_minute("a", works[0]), nightly("b", works[1]))
    time.forward(days=1500)
    pass_(core, *jobs)
    time.move_to(right)
    pass_(core, *jobs)
    time.forward(days=1)
    assert pass_(core, *jobs) == (JobOutcome("a", 1), JobOutcome("b", 1))


@pytest.mark.expects_log_warning
def test_a_machine_whose_clock_is_behind_does_not_make_another_repeat_its_nightly_work(
    core: Tracker, time: StoppedTime
) -> None:
    swept, copied = Recorded(), Recorded()
    jobs = (each_minute("a", swept), nightly("b", copied))
    for _ in range(30):
        pass_(core, *jobs, machine=HERE)
        tick(core, time.now() - timedelta(days=1), THERE, jobs)
        time.forward(minutes=1)
    assert len(copied.passes) == 1
    assert len(swept.passes) >= 29


def test_two_threads_of_two_machines_do_a_job_once(core: Tracker, time: StoppedTime) -> None:
    work = Recorded()
    ready = threading.Barrier(2)
    other = Tracker(open_again(core.database), time, ACCOUNT, IdSource(time, seed=3))
    outcomes: list[JobOutcome] = []

    def run(clockwork: Tracker, machine: str) -> None:
        ready.wait()
        outcomes.extend(pass_(clockwork, each_minute("job", work), machine=machine))

    threads = [threading.Thread(target=run, args=(core, HERE)), threading.Thread(target=run, args=(other, THERE))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert outcomes == [JobOutcome("job", 1)]
    assert len(work.passes) == 1
