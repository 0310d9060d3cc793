"""Bad cases 15, 16, 18, 32: the repeated hour, an hour that stays local, a wrong clock, a machine that slept."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import func, select

from tests.bad_cases.in_a_unit import alerts, an_interview_due, london, the_clock
from tests.cores import SUPERVISOR, open_a_case
from tests.fakes import StoppedTime
from tracker.bootstrap import Tracker
from tracker.changes import Notice
from tracker.jobs.scheduler import EACH_MINUTE, Scheduler, SteadyStore
from tracker.jobs.tick import JobOutcome, tick
from tracker.jobs.timetable import TIMETABLE, Job, Weekly, due
from tracker.rows.job_health import ClockMove, JobHealth, JobHealthQuestion
from tracker.storage.audit_verification import verify
from tracker.storage.tables import alert_told, frozen_report
from tracker.time_source import LONDON

INTERVIEW = "ABE-02"
HERE = "desk-1"


def pass_(core: Tracker, machine: str = HERE) -> tuple[JobOutcome, ...]:
    return tick(core, core.time.now(), machine).ran


def times_told(core: Tracker, alert_id: str) -> int:
    with core.database.read() as connection:
        told = select(func.count()).select_from(alert_told).where(alert_told.c.alert_id == alert_id)
        return connection.execute(told).scalar_one()


def frozen(core: Tracker) -> Counter[tuple[date, str | None]]:
    with core.database.read() as connection:
        found = connection.execute(select(frozen_report.c.monday, frozen_report.c.team_id))
        return Counter((row.monday, row.team_id) for row in found)


def an_interview_that_is_due(core: Tracker, time: StoppedTime) -> str:
    """A case whose interview is due on Thu 12 Nov 2026; it is the day before, and a pass was made."""
    case_id = an_interview_due(core, time)
    pass_(core)
    return case_id


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_case_15_through_the_repeated_hour_each_piece_of_work_is_done_once(core: Tracker, time: StoppedTime) -> None:
    # Sat 24 Oct 2026, 22:00, to Mon 26 Oct, 03:00; at 02:00 on Sunday it is 01:00 again
    time.move_to(london(2026, 10, 24, 22))
    open_a_case(core, reported_on=date(2026, 10, 20))
    pass_(core)
    first = frozen(core)
    done: Counter[str] = Counter()
    passes = 0
    while time.now() < london(2026, 10, 26, 3):
        time.forward(minutes=10)
        outcomes = pass_(core)
        passes += 1
        assert [one for one in outcomes if one.failure] == []
        done.update(one.job for one in outcomes if one.count)
    # 29 hours by the wall, 30 in truth
    assert passes == 30 * 6
    assert done["backup"] == 2
    new = frozen(core) - first
    assert new
    assert {monday for monday, _ in new} == {date(2026, 10, 19)}
    assert set(frozen(core).values()) == {1}


def test_case_15_the_timer_has_one_pass_for_each_minute_of_the_repeated_hour() -> None:
    kept = SteadyStore(EACH_MINUTE)
    standing = BackgroundScheduler(jobstores={"default": kept}, timezone=UTC)
    standing.start(paused=True)
    now = london(2026, 10, 25, 0, 30)
    job = standing.add_job(int, "interval", seconds=60, next_run_time=now)
    for _ in range(180):
        (found,) = kept.get_due_jobs(now)
        assert found._get_run_times(now) == [now]
        job.modify(next_run_time=job.trigger.get_next_fire_time(now, now))
        assert kept.get_next_run_time() == now + EACH_MINUTE
        now += EACH_MINUTE
    standing.shutdown()


def test_case_16_the_weekly_report_keeps_its_hour_by_the_wall_all_year() -> None:
    at_seven = Job("report", Weekly(0, time_of_day(7)), lambda _clockwork, _this: 0)
    (shipped,) = [job for job in TIMETABLE if job.name == "freeze_weekly_reports"]
    for job, hour in ((at_seven, 7), (shipped, 0)):
        ran: list[datetime] = []
        now = last = london(2026, 1, 5, hour)
        while now < london(2027, 12, 31):
            now += timedelta(minutes=30)
            if due(job, last, now):
                ran.append(now.astimezone(LONDON))
                last = now
        assert {(one.weekday(), one.hour, one.minute) for one in ran} == {(0, hour, 0)}
        assert len(ran) == 103
        assert len({one.utcoffset() for one in ran}) == 2


@pytest.mark.expects_log_warning
def test_case_18_a_clock_that_jumps_back_is_warned_of_and_nothing_is_told_again_or_taken_back(
    core: Tracker, time: StoppedTime
) -> None:
    case_id = an_interview_that_is_due(core, time)
    time.move_to(london(2026, 11, 24))
    pass_(core)
    (before,) = alerts(core, limit_id=INTERVIEW)
    since, told, notices = (
        the_clock(core, case_id, "abe_interview").overdue_since,
        times_told(core, before.alert_id),
        heard(core),
    )
    assert since is not None
    time.move_to(london(2026, 11, 3))
    assert {one.failure for one in pass_(core)} == {ClockMove.BACK}
    health: JobHealth = core.ask(JobHealthQuestion(SUPERVISOR))
    assert health.clock is not None
    assert (health.clock.machine, health.clock.way) == (HERE, ClockMove.BACK)
    for _ in range(5):
        time.forward(minutes=1)
        assert [one for one in pass_(core) if one.failure] == []
    time.move_to(london(2026, 11, 24, 9, 10))
    pass_(core)
    (after,) = alerts(core, limit_id=INTERVIEW)
    assert (after.alert_id, after.state) == (before.alert_id, before.state)
    assert the_clock(core, case_id, "abe_interview").overdue_since == since
    assert (times_told(core, after.alert_id), notices) == (told, [])


def test_case_18_what_a_clock_that_ran_ahead_has_told_is_told_once_for_all(
    core: Tracker, time: StoppedTime, caplog: pytest.LogCaptureFixture
) -> None:
    case_id = an_interview_that_is_due(core, time)
    seconds = [0.0]
    scheduler = Scheduler(core, HERE, steady=lambda: seconds[0])
    scheduler.run()
    # somebody sets the clock a fortnight ahead, and back a minute later
    time.move_to(london(2026, 11, 25))
    seconds[0] += 60
    scheduler.run()
    assert [one for one in caplog.messages if one.startswith("the clock moved forward by 13 days")]
    health: JobHealth = core.ask(JobHealthQuestion(SUPERVISOR))
    assert health.clock is not None
    assert health.clock.way is ClockMove.FORWARD
    (ahead,) = alerts(core, limit_id=INTERVIEW)
    told = times_told(core, ahead.alert_id)
    time.move_to(london(2026, 11, 11, 9, 2))
    seconds[0] += 60
    scheduler.run()
    for day in range(12, 26):
        time.move_to(london(2026, 11, day))
        pass_(core)
    (now,) = alerts(core, limit_id=INTERVIEW)
    assert now.alert_id == ahead.alert_id
    assert the_clock(core, case_id, "abe_interview").overdue
    assert times_told(core, now.alert_id) == told
    with core.database.read() as connection:
        assert verify(connection).ok


def test_case_32_what_fell_due_while_the_machine_slept_is_told_once_in_one_notice_and_marked_late(
    core: Tracker, time: StoppedTime
) -> None:
    case_id = an_interview_that_is_due(core, time)
    before = {row.alert_id for row in alerts(core)}
    notices = heard(core)
    # asleep from Wed 11 Nov over nine working days
    time.move_to(london(2026, 11, 24, 8, 30))
    pass_(core)
    missed = [row for row in alerts(core) if row.alert_id not in before]
    assert len(missed) > 1
    (notice,) = notices
    assert notice.count == len(missed)
    (interview,) = [row for row in missed if row.limit_id == INTERVIEW]
    assert (interview.due, interview.days_late) == (date(2026, 11, 12), 8)
    assert the_clock(core, case_id, "abe_interview").overdue_since == london(2026, 11, 13, 0)
    told = [times_told(core, row.alert_id) for row in missed]
    for _ in range(5):
        time.forward(minutes=1)
        pass_(core)
    assert (len(notices), [times_told(core, row.alert_id) for row in missed]) == (1, told)


def heard(core: Tracker) -> list[Notice]:
    """Listen to the notices from now on."""
    notices: list[Notice] = []
    core.on_changes(lambda changes: notices.extend(changes.notices))
    return notices
