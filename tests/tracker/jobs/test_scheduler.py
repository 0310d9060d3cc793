"""The timer: a pass at start and each minute, never two at once, none after the end, whatever happens in one."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from tests.cores import SUPERVISOR
from tests.fakes import StoppedTime
from tests.tracker.jobs.bare_clockwork import BareClockwork
from tracker.bootstrap import Tracker
from tracker.errors import StorageProblem
from tracker.jobs import scheduler as scheduler_module
from tracker.jobs.scheduler import EACH_MINUTE, Scheduler, SteadyStore
from tracker.jobs.tick import TickResult
from tracker.jobs.timetable import TIMETABLE
from tracker.rows.job_health import ClockMove, ClockMoved, JobHealth, JobHealthQuestion, Pulse
from tracker.storage.engine import Database
from tracker.storage.job_run_store import MAIL_JOB
from tracker.time_source import SystemTime

SOON = timedelta(seconds=0.01)
LONGEST_WAIT = 30.0


class Passes:
    """Stands in for the tick: notes each pass, and lets a test wait for one."""

    def __init__(self, then: Callable[[int], None] | None = None) -> None:
        self.times: list[datetime] = []
        self.threads: set[str] = set()
        self.running = 0
        self.most_at_once = 0
        self._then = then
        self._changed = threading.Condition()

    def __call__(self, _clockwork: object, now: datetime, _machine: str) -> TickResult:
        with self._changed:
            self.times.append(now)
            self.threads.add(threading.current_thread().name)
            self.running += 1
            self.most_at_once = max(self.most_at_once, self.running)
            self._changed.notify_all()
        try:
            if self._then is not None:
                self._then(len(self.times))
            return TickResult(())
        finally:
            self.running -= 1

    def wait_for(self, number: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.times) >= number, LONGEST_WAIT)


@pytest.fixture
def clockwork(sqlite_database: Database, time: StoppedTime) -> BareClockwork:
    return BareClockwork(sqlite_database, time)


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Callable[[Passes], Passes]:
    def use(passes: Passes) -> Passes:
        monkeypatch.setattr(scheduler_module, "tick", passes)
        return passes

    return use


def test_it_ticks_at_once_with_the_time_of_the_core(
    clockwork: BareClockwork, ticking: Callable[[Passes], Passes]
) -> None:
    passes = ticking(Passes())
    scheduler = Scheduler(clockwork, "desk-1")
    scheduler.start()
    passes.wait_for(1)
    scheduler.stop()
    assert passes.times == [clockwork.time.now()]
    assert threading.current_thread().name not in passes.threads


def test_it_goes_on_ticking_and_what_was_done_is_told(
    clockwork: BareClockwork, ticking: Callable[[Passes], Passes]
) -> None:
    passes = ticking(Passes())
    told: list[TickResult] = []
    scheduler = Scheduler(clockwork, "desk-1", told.append)
    scheduler.start(SOON)
    passes.wait_for(3)
    scheduler.stop()
    assert len(told) == len(passes.times)


@pytest.mark.expects_log_warning
@pytest.mark.parametrize("fault", [StorageProblem("server_unreachable"), ZeroDivisionError()], ids=["told", "bug"])
def test_a_pass_that_fails_is_followed_by_the_next(
    clockwork: BareClockwork, ticking: Callable[[Passes], Passes], fault: Exception
) -> None:
    def fail(_number: int) -> None:
        raise fault

    passes = ticking(Passes(fail))
    scheduler = Scheduler(clockwork, "desk-1")
    scheduler.start(SOON)
    passes.wait_for(3)
    scheduler.stop()


@pytest.mark.expects_log_warning
def test_a_listener_that_fails_does_not_stop_it(clockwork: BareClockwork, ticking: Callable[[Passes], Passes]) -> None:
    def fail(_result: TickResult) -> None:
        raise ZeroDivisionError

    passes = ticking(Passes())
    scheduler = Scheduler(clockwork, "desk-1", fail)
    scheduler.start(SOON)
    passes.wait_for(3)
    scheduler.stop()


def test_a_pass_that_takes_long_is_never_overtaken_and_is_waited_for(
    clockwork: BareClockwork, ticking: Callable[[Passes], Passes]
) -> None:
    go_on = threading.Event()
    order: list[str] = []

    def hold(_number: int) -> None:
        assert go_on.wait(LONGEST_WAIT)
        order.append("pass")

    def stop() -> None:
        scheduler.stop()
        order.append("stopped")

    passes = ticking(Passes(hold))
    scheduler = Scheduler(clockwork, "desk-1")
    scheduler.start(SOON)
    passes.wait_for(1)
    stopping = threading.Thread(target=stop)
    stopping.start()
    go_on.set()
    stopping.join(LONGEST_WAIT)
    assert order[0] == "pass"
    assert order[-1] == "stopped"
    assert order.count("pass") == len(passes.times)
    assert passes.most_at_once == 1


def test_it_can_be_stopped_twice_started_twice_and_started_again(
    clockwork: BareClockwork, ticking: Callable[[Passes], Passes]
) -> None:
    passes = ticking(Passes())
    scheduler = Scheduler(clockwork, "desk-1")
    scheduler.stop()
    scheduler.start()
    scheduler.start()
    passes.wait_for(1)
    scheduler.stop()
    scheduler.stop()
    assert len(passes.times) == 1
    scheduler.start()
    passes.wait_for(2)
    scheduler.stop()


def test_a_real_pass_does_every_job_of_the_timetable(core: Tracker) -> None:
    results: list[TickResult] = []
    done = threading.Event()

    def told(result: TickResult) -> None:
        results.append(result)
        done.set()

    scheduler = Scheduler(core, "desk-1", told)
    scheduler.start()
    assert done.wait(LONGEST_WAIT)
    scheduler.stop()
    everywhere = [job.name for job in TIMETABLE if job.name != MAIL_JOB]
    assert [(one.job, one.failure) for one in results[0].ran] == [(name, "") for name in everywhere]
    health = core.ask(JobHealthQuestion(SUPERVISOR))
    assert health.last_tick == core.time.now()
    assert {row.machine for row in health.jobs} == {"desk-1"}


def one_pass(core: Tracker, time: StoppedTime, *, clock: timedelta, steady: timedelta) -> JobHealth:
    """Tick, let the clock and the steady seconds go on as they are said to, tick again, and give how it stands."""
    seconds = [0.0]
    scheduler = Scheduler(core, "desk-1", steady=lambda: seconds[0])
    scheduler.run()
    time.move_to(time.now() + clock)
    seconds[0] += steady.total_seconds()
    scheduler.run()
    found: JobHealth = core.ask(JobHealthQuestion(SUPERVISOR))
    return found


@pytest.mark.parametrize("asleep", [timedelta(minutes=1), timedelta(hours=9), timedelta(days=20)])
def test_a_machine_that_slept_has_not_had_its_clock_moved(core: Tracker, time: StoppedTime, asleep: timedelta) -> None:
    health = one_pass(core, time, clock=asleep, steady=asleep + timedelta(seconds=30))
    assert (health.clock, health.last_tick) == (None, time.now())


def test_a_clock_that_was_moved_forward_is_warned_of_and_what_is_due_is_done(
    core: Tracker, time: StoppedTime, caplog: pytest.LogCaptureFixture
) -> None:
    health = one_pass(core, time, clock=timedelta(hours=5), steady=EACH_MINUTE)
    assert health.clock == ClockMoved(time.now(), "desk-1", ClockMove.FORWARD)
    assert health.last_tick == time.now()
    assert health.pulse(time.now()) is Pulse.ALIVE
    assert [message for message in caplog.messages if message.startswith("the clock moved forward by 4:59")]
    assert "clock" not in {row.job for row in health.jobs}


def test_the_machines_own_clock_is_watched_and_one_that_a_test_moves_is_not(core: Tracker) -> None:
    assert Scheduler(core, "desk-1")._clock is None
    core.time = SystemTime()
    watch = Scheduler(core, "desk-1")._clock
    assert watch is not None
    assert abs(watch.moved_by()) < timedelta(seconds=30)


NOW = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)


def due_in(store: SteadyStore, now: datetime) -> int:
    return len(store.get_due_jobs(now))


@pytest.fixture
def store() -> Any:
    """A store with one job that is due a minute from NOW, under a scheduler that stands still."""
    kept = SteadyStore(EACH_MINUTE)
    standing = BackgroundScheduler(jobstores={"default": kept}, timezone=UTC)
    standing.start(paused=True)
    standing.add_job(int, "interval", seconds=60, next_run_time=NOW + EACH_MINUTE)
    yield kept
    standing.shutdown()


def test_the_job_waits_for_its_minute(store: SteadyStore) -> None:
    assert due_in(store, NOW) == 0
    assert due_in(store, NOW + timedelta(seconds=59)) == 0
    assert due_in(store, NOW + EACH_MINUTE) == 1


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1500)])
def test_a_clock_that_was_moved_back_does_not_put_the_next_pass_off(store: SteadyStore, back: timedelta) -> None:
    assert due_in(store, NOW - back) == 1
    assert store.get_next_run_time() == NOW - back


def test_a_clock_that_was_moved_on_by_years_leads_to_one_pass_and_no_list_of_minutes(store: SteadyStore) -> None:
    later = NOW + timedelta(days=365 * 16)
    assert due_in(store, later) == 1
    assert store.get_all_jobs()[0]._get_run_times(later) == [later]
