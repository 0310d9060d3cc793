"""The health of a unit's records says what is well, what to look at, what is wrong; the trail is checked on request."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.cores import DETECTIVE, SUPERVISOR, open_a_case
from tests.fakes import StoppedTime
from tests.statements import count_statements
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken
from tracker.jobs.tick import tick
from tracker.jobs.timetable import TIMETABLE
from tracker.queries.unit_health import LATE_AFTER
from tracker.rows.unit_health import AuditCheck, AuditCheckQuestion, Health, HealthRow, UnitHealth, UnitHealthQuestion
from tracker.storage.job_run_store import MAIL_JOB
from tracker.storage.tables import job_run


def health(core: Tracker, by: str = SUPERVISOR) -> UnitHealth:
    found: UnitHealth = core.ask(UnitHealthQuestion(by))
    return found


def finding(core: Tracker, key: str) -> HealthRow:
    return next(row for row in health(core).rows if row.key == key)


def test_every_job_of_the_timetable_is_looked_at() -> None:
    assert {*LATE_AFTER, MAIL_JOB} == {job.name for job in TIMETABLE}


def test_before_the_first_tick_nothing_has_been_done(core: Tracker) -> None:
    assert finding(core, "sweep").state is Health.LOOK
    assert finding(core, "sweep").detail == "Not checked yet"
    assert finding(core, "backup").detail in {
        "Has not been done yet", "A server's database is copied by whoever runs the server",
    }  # fmt: skip


def test_after_a_tick_all_is_well_until_it_is_too_long_ago(core: Tracker, time: StoppedTime) -> None:
    open_a_case(core)
    tick(core, time.now(), "desk-7")
    assert finding(core, "sweep").state is Health.WELL
    assert finding(core, "sweep").detail == "Checked Fri 20 Nov 2026 09:41 on desk-7, next by 09:42"
    time.forward(minutes=5)
    assert finding(core, "sweep").state is Health.WELL
    time.forward(seconds=1)
    assert (finding(core, "sweep").state, finding(core, "seal_looks").state) == (Health.WRONG, Health.WELL)
    assert finding(core, "sweep").detail.startswith("Not checked since Fri 20 Nov 2026 09:41: no machine ticks")
    time.forward(hours=4)
    assert finding(core, "seal_looks").detail.endswith("too long ago")


def test_a_job_that_failed_last_says_when_and_why(core: Tracker, time: StoppedTime) -> None:
    tick(core, time.now(), "desk-7")
    with core.database.write() as connection:
        failed = {"last_failed": time.now() + timedelta(seconds=30), "failure": "StorageProblem"}
        connection.execute(job_run.update().where(job_run.c.job == "sweep").values(failed))
        connection.execute(job_run.update().where(job_run.c.job == "seal_looks").values(failed))
    row = finding(core, "sweep")
    assert row.state is Health.WRONG
    assert row.detail == (
        "Fails since Fri 20 Nov 2026 09:41 (StorageProblem); last checked Fri 20 Nov 2026 09:41 on desk-7"
    )
    row = finding(core, "seal_looks")
    assert (row.state, row.detail) == (Health.WRONG, "Failed at Fri 20 Nov 2026 09:41: StorageProblem")
    time.forward(minutes=6)
    assert "it fails (StorageProblem)" in finding(core, "sweep").detail


@pytest.mark.expects_log_warning
def test_a_clock_that_was_moved_back_stays_to_be_looked_at_for_a_day(core: Tracker, time: StoppedTime) -> None:
    tick(core, time.now(), "desk-7")
    assert [row.key for row in health(core).rows if row.key == "clock"] == []
    time.forward(hours=-3)
    assert finding(core, "sweep").state is Health.WRONG
    assert "ahead of this machine's clock" in finding(core, "sweep").detail
    tick(core, time.now(), "desk-8")
    row = finding(core, "clock")
    assert row.state is Health.LOOK
    assert row.detail.startswith("Fri 20 Nov 2026 06:41 on desk-8: moved back, or another was ahead.")
    for _ in range(3):
        time.forward(minutes=1)
        tick(core, time.now(), "desk-8")
    assert finding(core, "sweep").state is Health.WELL
    assert finding(core, "clock").state is Health.LOOK
    time.forward(days=1, minutes=1)
    assert [row.key for row in health(core).rows if row.key == "clock"] == []


def test_records_calendars_and_limits_are_told(core: Tracker) -> None:
    open_a_case(core)
    assert ", schema 0001: 1 case, " in finding(core, "records").detail
    assert "waiting to be bound to it: " in finding(core, "audit").detail
    calendar = finding(core, "calendar_england_and_wales")
    assert calendar.state is Health.WELL
    assert "known to Tue 31 Dec 2030" in calendar.detail
    assert finding(core, "limits").state is Health.LOOK


def test_a_calendar_that_ends_within_a_year_is_to_be_looked_at_and_one_that_ended_is_wrong(
    core: Tracker, time: StoppedTime
) -> None:
    for year, state in ((2030, Health.LOOK), (2031, Health.WRONG)):
        time.move_to(time.now().replace(year=year, month=6))
        assert finding(core, "calendar_england_and_wales").state is state


def test_the_trail_is_checked_by_those_who_may(core: Tracker) -> None:
    open_a_case(core)
    found: AuditCheck = core.ask(AuditCheckQuestion(SUPERVISOR))
    assert (found.holds, found.first_bad_place, found.why) == (True, None, "")
    assert found.entries > 0
    assert health(core).may_check
    assert not health(core, DETECTIVE).may_check
    with pytest.raises(RuleBroken, match="not_allowed"):
        core.ask(AuditCheckQuestion(DETECTIVE))


def test_a_trail_that_was_changed_is_told_with_the_place(core: Tracker) -> None:
    open_a_case(core)
    with core.database.write() as connection:
        connection.execute(text("DELETE FROM audit_content WHERE place = 2"))
    found: AuditCheck = core.ask(AuditCheckQuestion(SUPERVISOR))
    assert (found.holds, found.first_bad_place) == (False, 2)
    assert found.why == "what an entry says is gone"


def test_the_number_of_statements_is_small(core: Tracker) -> None:
    for number in range(3):
        open_a_case(core, reference=f"44NI/{number}/26")
    with count_statements(core.database) as seen:
        health(core)
    assert len(seen) <= 16
