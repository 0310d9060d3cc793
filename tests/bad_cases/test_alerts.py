"""Bad cases 33 to 38, 44, 45, 48: alerts by state, once, withdrawn when no longer true, and without names."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import fields
from datetime import date, timedelta

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from tests.bad_cases.in_a_unit import (
    alerts,
    allocate,
    an_interview_due,
    arrest,
    complete,
    happened,
    london,
    replan,
    sweep,
    the_clock,
)
from tests.cores import ACCOUNT, DETECTIVE, SUPERVISOR, case_file, milestone, open_a_case
from tests.databases import open_again
from tests.fakes import StoppedTime
from tests.tracker.intake.files import a_csv
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.close_case import CloseCase
from tracker.actions.import_cases import ImportCases
from tracker.actions.record_delay import RecordDelay
from tracker.bootstrap import Tracker
from tracker.changes import Notice
from tracker.intake.reading import read_file
from tracker.storage.ids import IdSource
from tracker.storage.tables import alert, alert_told
from tracker.terms import PAST_DUE, AlertEnd, AlertKind, AlertState, ClockState, DelayReason, Holder

INTERVIEW = "ABE-02"


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case of DC Patel's; its interview is due on Thu 12 Nov 2026, and it is the day before."""
    made = an_interview_due(core, time)
    sweep(core)
    return made


def stored(core: Tracker, clock_id: str) -> list[tuple[str, str, str | None]]:
    with core.database.read() as connection:
        rows = connection.execute(
            select(alert.c.episode, alert.c.state, alert.c.ended_because)
            .where(alert.c.clock_id == clock_id, alert.c.kind == AlertKind.OVERDUE.value)
            .order_by(alert.c.raised_at, alert.c.id)
        )
        return [(row.episode, row.state, row.ended_because) for row in rows]


def test_case_33_a_day_that_was_missed_is_caught_up_with(core: Tracker, time: StoppedTime, case_id: str) -> None:
    # nothing ran on the day it was due, nor on the eleven after it
    time.move_to(london(2026, 11, 24))
    sweep(core)
    (found,) = alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE)
    assert (found.due, found.days_late) == (date(2026, 11, 12), 8)
    assert the_clock(core, case_id, "abe_interview").overdue_since == london(2026, 11, 13, 0)


def test_case_34_what_is_entered_when_it_is_overdue_already_alerts_at_once(core: Tracker) -> None:
    case_id = open_a_case(core, reported_on=date(2026, 9, 1))
    allocate(core, case_id)
    complete(core, case_id, "strategy_discussion", date(2026, 9, 2))
    assert alerts(core) == []
    raised = sweep(core).result
    overdue = {clock.limit_id for row in case_file(core, case_id).milestones for clock in row.clocks if clock.overdue}
    assert INTERVIEW in overdue
    assert {row.limit_id for row in alerts(core) if row.kind in PAST_DUE} == overdue
    assert raised == len(alerts(core))


def test_case_35_a_moved_date_withdraws_the_old_alert_and_brings_its_own(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    time.move_to(london(2026, 11, 13))
    sweep(core)
    clock = the_clock(core, case_id, "abe_interview")
    replan(core, case_id, "abe_interview", date(2026, 11, 18), "unwell")
    assert alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE) == []
    time.move_to(london(2026, 11, 18, 23, 59))
    sweep(core)
    assert alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE) == []
    time.move_to(london(2026, 11, 19))
    sweep(core)
    (again,) = alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE)
    assert again.due == date(2026, 11, 18)
    (old, new) = stored(core, clock.clock_id)
    assert (old[0], old[1]) == ("2026-11-12", AlertState.ENDED.value)
    assert (new[0], new[1], new[2]) == ("2026-11-18", AlertState.OPEN.value, None)


def test_case_36_two_workstations_that_sweep_at_once_raise_one_alert(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    time.move_to(london(2026, 11, 24))
    with closing(open_again(core.database)) as other_database:
        other = Tracker(other_database, time, ACCOUNT, IdSource(time))
        together = threading.Barrier(2)

        def pass_of(tracker: Tracker) -> int:
            together.wait(30)
            return int(str(sweep(tracker).result))

        with ThreadPoolExecutor(2) as both:
            raised = sorted(both.map(pass_of, (core, other)))
    assert raised[0] == 0
    assert len(alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE)) == 1
    with core.database.read() as connection:
        row = connection.execute(select(alert).where(alert.c.clock_id.is_not(None)).limit(1)).one()
    with pytest.raises(IntegrityError), core.database.write() as connection:
        connection.execute(insert(alert).values(**row._asdict() | {"id": "another"}))


def test_case_37_a_sweep_every_quarter_of_an_hour_tells_once(core: Tracker, time: StoppedTime, case_id: str) -> None:
    time.move_to(london(2026, 11, 13))
    sweep(core)
    notices = []
    core.on_changes(lambda changes: notices.extend(changes.notices))
    for _ in range(24):
        time.forward(minutes=15)
        assert sweep(core).result == 0
    assert notices == []
    (found,) = alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE)
    with core.database.read() as connection:
        told = connection.execute(
            select(func.count()).select_from(alert_told).where(alert_told.c.alert_id == found.alert_id)
        ).scalar_one()
    assert told == 1


def test_case_38_an_import_of_old_cases_brings_one_summary(core: Tracker) -> None:
    first = date(2024, 1, 1)
    rows = [
        [f"44NI/{number:05}/24", "DC 3312 Patel", (first + timedelta(days=number)).isoformat(), "Rape"]
        for number in range(1, 301)
    ]
    content = a_csv([["Crime Ref", "OIC", "Date Rptd", "Type"], *rows])
    notices: list[Notice] = []
    core.on_changes(lambda changes: notices.extend(changes.notices))
    core.do(ImportCases(SUPERVISOR, read_file(content, "tracker.csv", today=core.time.today())))
    raised = sweep(core).result
    (notice,) = notices
    assert notice.count == raised == len(alerts(core))
    assert notice.count >= 180


def test_case_44_an_edit_of_something_else_does_not_clear_an_alert(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    time.move_to(london(2026, 11, 13))
    sweep(core)
    (before,) = alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE)
    core.do(AcknowledgeAlert(DETECTIVE, before.alert_id, before.version, "book the suite", date(2026, 11, 16)))
    complete(core, case_id, "crime_recorded", date(2026, 11, 13))
    row = milestone(core, case_id, "medical_decided")
    core.do(
        RecordDelay(
            DETECTIVE, case_id, row.milestone_id, row.version, DelayReason.THIRD_PARTY_MATERIAL, Holder.HEALTH,
            date(2026, 11, 13), "ring the clinic",
        )
    )  # fmt: skip
    happened(core, case_id, "child_seen_alone", date(2026, 11, 13), "AB")
    allocate(core, case_id, SUPERVISOR)
    time.forward(minutes=2)
    sweep(core)
    (after,) = alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE)
    assert (after.alert_id, after.state, after.next_step) == (
        before.alert_id,
        AlertState.ACKNOWLEDGED,
        "book the suite",
    )


def test_case_45_a_milestone_that_is_done_ends_its_alert(core: Tracker, time: StoppedTime, case_id: str) -> None:
    time.move_to(london(2026, 11, 13))
    sweep(core)
    clock = the_clock(core, case_id, "abe_interview")
    complete(core, case_id, "abe_interview", date(2026, 11, 13))
    assert alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE) == []
    assert stored(core, clock.clock_id) == [("2026-11-12", AlertState.ENDED.value, AlertEnd.DONE.value)]
    time.move_to(london(2027, 6, 1))
    sweep(core)
    assert alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE) == []


def test_case_45_a_case_that_is_closed_has_no_alert_any_more(core: Tracker, time: StoppedTime, case_id: str) -> None:
    time.move_to(london(2026, 11, 24))
    sweep(core)
    assert alerts(core)
    core.do(
        CloseCase(
            SUPERVISOR,
            case_id,
            case_file(core, case_id).version,
            "15",
            date(2026, 11, 24),
            without_review="held in the meeting",
        )
    )
    assert alerts(core) == []
    time.move_to(london(2028, 1, 3))
    assert sweep(core).result == 0


def test_case_45_a_suspect_who_is_charged_has_no_bail_to_be_reminded_of(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    arrest(core, case_id, date(2026, 11, 10))
    time.move_to(london(2027, 2, 11))
    sweep(core)
    assert {row.kind for row in alerts(core, limit_id="BAIL-02")} == {AlertKind.OVERDUE}
    happened(core, case_id, "charged", date(2027, 2, 11), "S1")
    assert alerts(core, limit_id="BAIL-02") == []
    time.move_to(london(2027, 8, 2))
    sweep(core)
    checks = [
        clock
        for row in case_file(core, case_id).milestones
        if row.kind in {"bail_ended", "bail_condition_check"}
        for clock in row.clocks
    ]
    assert checks
    assert {clock.state for clock in checks} == {ClockState.STOPPED}
    assert [row.limit_id for row in alerts(core) if row.limit_id.startswith("BAIL")] == []


def test_case_48_a_notice_can_carry_no_name(
    core: Tracker, time: StoppedTime, case_id: str, caplog: pytest.LogCaptureFixture
) -> None:
    notices: list[Notice] = []
    core.on_changes(lambda changes: notices.extend(changes.notices))
    time.move_to(london(2026, 11, 24))
    with caplog.at_level("DEBUG", "tracker"):
        sweep(core)
    assert {field.name for notice in notices for field in fields(notice)} == {"code", "severity", "count"}
    assert {notice.code for notice in notices} == {"alerts_raised"}
    said = " ".join(record.getMessage() for record in caplog.records)
    for name in ("44NI", "00305", "Patel", "3312", "Ade", "Lewis"):
        assert name not in said
