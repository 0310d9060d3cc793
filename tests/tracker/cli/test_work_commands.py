"""`tick` twice, `alerts`, `status`: what is overdue is told once, in words and as JSON."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.cores import set_up_unit
from tests.databases import KEY
from tests.fakes import StoppedTime
from tests.tracker.cli.command import Command, core_of
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.snooze_alert import SnoozeAlert
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.storage.engine import open_database
from tracker.storage.tables import clock
from tracker.terms import PAST_DUE, AlertKind, ClockState, Severity

FIELDS = {
    "severity", "kind", "case_reference", "milestone", "clock", "first_due", "due", "days_late", "held_by", "told_to",
    "acknowledged",
}  # fmt: skip


def overdue_clocks(place: Path, time: StoppedTime) -> set[str]:
    """The running clocks that have passed, asked of the table itself."""
    with core_of(place, time) as core, core.database.read() as connection:
        rows = connection.execute(
            select(clock.c.id).where(clock.c.state == ClockState.RUNNING.value, clock.c.expires_at <= time.now())
        )
        return set(rows.scalars())


def test_after_one_tick_every_overdue_clock_is_listed_once(undrift: Command, imported: Path, time: StoppedTime) -> None:
    ran = undrift("tick", "--db", imported, "--json").document()["ran"]
    assert [one["failure"] for one in ran] == [""] * len(ran)
    raised = next(one["count"] for one in ran if one["job"] == "sweep")
    alerts = undrift("alerts", "--db", imported, "--json").document()
    assert len(alerts) == raised
    overdue = [alert for alert in alerts if alert["kind"] in PAST_DUE]
    told = Counter(alert["clock_id"] for alert in overdue)
    assert set(told) == overdue_clocks(imported, time)
    assert set(told.values()) == {1}
    for alert in alerts:
        assert alert.keys() >= FIELDS
        assert alert["told_to"], alert
        assert alert["acknowledged"] is False
    for alert in overdue:
        assert alert["days_late"] >= 0
        assert all(alert[field] for field in ("first_due", "due", "milestone", "clock"))
    order = [severity.value for severity in reversed(Severity)]
    places = [order.index(alert["severity"]) for alert in alerts]
    assert places == sorted(places)


def test_a_second_tick_adds_none(undrift: Command, imported: Path, time: StoppedTime) -> None:
    undrift("tick", "--db", imported)
    before = undrift("alerts", "--db", imported, "--json").document()
    assert undrift("tick", "--db", imported).out == "No job was due.\n"
    time.forward(minutes=2)
    again = undrift("tick", "--db", imported, "--json").document()["ran"]
    assert [(one["job"], one["count"]) for one in again] == [("sweep", 0)]
    assert undrift("alerts", "--db", imported, "--json").document() == before


def test_alerts_in_words(undrift: Command, imported: Path) -> None:
    assert undrift("alerts", "--db", imported).out.splitlines()[-1] == "0 open alerts; 0 restricted not shown"
    undrift("tick", "--db", imported)
    ran = undrift("alerts", "--db", imported)
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0].split("  ")[0] == "severity"
    assert lines[1].startswith("Critical")
    assert " working days late" in lines[1]
    assert lines[-1] == f"{len(lines) - 2} open alerts; 0 restricted not shown"


def test_alerts_say_who_has_taken_them_on_and_by_when(undrift: Command, imported: Path, time: StoppedTime) -> None:
    undrift("tick", "--db", imported)
    with core_of(imported, time) as core:
        assert core.person is not None
        by = core.person.officer_id
        rows = core.ask(OpenAlertsQuestion(by)).rows
        # a date of the law is not put off
        first, second = rows[0], next(row for row in rows if row.kind is AlertKind.NO_OWNER)
        core.do(AcknowledgeAlert(by, first.alert_id, first.version, "ring the suite", date(2026, 11, 24)))
        core.do(SnoozeAlert(by, second.alert_id, second.version, date(2026, 11, 24), "the child is unwell"))
    ends = Counter(line.rpartition("  ")[2] for line in undrift("alerts", "--db", imported).out.splitlines()[1:-1])
    assert ends.pop(f"{core.person.title}: ring the suite, by 24 Nov 26") == 1
    assert ends.pop("put off until 24 Nov 26") == 1
    assert set(ends) == {"not yet"}
    shown = {one["alert_id"]: one for one in undrift("alerts", "--db", imported, "--json").document()}
    taken, off = shown[first.alert_id], shown[second.alert_id]
    assert (taken["acknowledged"], taken["next_step"], taken["next_step_by"]) == (True, "ring the suite", "2026-11-24")
    assert (off["acknowledged"], off["put_off_until"]) == (False, "2026-11-24")


def test_lateness_as_of_another_day(undrift: Command, imported: Path) -> None:
    undrift("tick", "--db", imported)
    now = undrift("alerts", "--db", imported, "--json").document()
    then = undrift("alerts", "--db", imported, "--as-of", "2026-11-30", "--json").document()
    late = {alert["alert_id"]: alert["days_late"] for alert in now}
    grown = [alert["days_late"] - late[alert["alert_id"]] for alert in then if alert["kind"] in PAST_DUE]
    # Mon 23 to Mon 30 November; a Sunday's date is a day less late than the working days say
    assert set(grown) == {6}


def test_status_counts_open_cases_and_alerts(undrift: Command, imported: Path) -> None:
    undrift("tick", "--db", imported)
    alerts = Counter(alert["severity"] for alert in undrift("alerts", "--db", imported, "--json").document())
    status = undrift("status", "--db", imported, "--json").document()
    assert {name: count for name, count in status["alerts"].items() if count} == dict(alerts)
    lines = undrift("status", "--db", imported).out.splitlines()
    assert lines[0] == f"{status['open_cases']} open cases"
    assert lines[1] == f"{alerts['critical']} alerts: critical"


@pytest.mark.expects_log_warning
def test_status_says_whether_alerts_are_alive_and_ends_with_1_where_they_are_not(
    undrift: Command, imported: Path, time: StoppedTime
) -> None:
    def status() -> tuple[int, str, str]:
        told = undrift("status", "--db", imported, "--json")
        lines = undrift("status", "--db", imported).out.splitlines()
        return (
            told.code,
            told.document()["checked"]["state"],
            next(line for line in lines if line.startswith("alerts: ")),
        )

    assert status() == (1, "never", "alerts: Not checked yet")
    undrift("tick", "--db", imported)
    code, state, line = status()
    assert (code, state) == (0, "alive")
    assert line.startswith("alerts: Checked Sat 21 Nov 2026 09:41 on ")
    assert line.endswith("next by 09:42")
    checked = undrift("status", "--db", imported, "--json").document()["checked"]
    assert (checked["last"], checked["next"]) == ("2026-11-21T09:41:07+00:00", "2026-11-21T09:42:07+00:00")
    time.forward(minutes=5, seconds=1)
    code, state, line = status()
    assert (code, state) == (1, "stale")
    assert "no machine ticks" in line
    time.forward(hours=-2)
    assert status()[:2] == (1, "clock_behind")
    undrift("tick", "--db", imported)
    told = undrift("status", "--db", imported)
    assert "clock: Sat 21 Nov 2026 07:46 on " in told.out
    assert (told.code, status()[1]) == (0, "alive")


def test_a_job_that_fails_is_said_and_told_by_the_exit_code(
    undrift: Command, imported: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_clockwork: object, _this: object) -> int:
        raise KeyError("clock_id")

    from tracker.jobs import timetable

    sweep = timetable.TIMETABLE[0]
    monkeypatch.setattr("tracker.jobs.tick.TIMETABLE", (timetable.Job(sweep.name, sweep.when, broken, sweep.lease),))
    monkeypatch.setattr(
        "tracker.jobs.tick.tick.__defaults__", ((timetable.Job(sweep.name, sweep.when, broken, sweep.lease),),)
    )
    ran = undrift("tick", "--db", imported, "--json")
    assert ran.code == 1
    assert ran.document()["ran"] == [{"job": "sweep", "count": 0, "failure": "KeyError"}]


def a_unit(folder: Path, *, demo: bool) -> Path:
    """A small unit with its key beside it."""
    folder.mkdir()
    place = folder / "unit.db"
    database = open_database(str(place), create=True, key=KEY)
    set_up_unit(database, StoppedTime(), demo=demo)
    database.close()
    place.with_name("unit.db.key").write_text(KEY.hex(), encoding="ascii")
    return place


def test_only_a_demo_may_be_ticked_at_another_time(undrift: Command, tmp_path: Path) -> None:
    real, demo = a_unit(tmp_path / "real", demo=False), a_unit(tmp_path / "demo", demo=True)
    words = ("--as-of", "2026-12-24T12:00", "--json")
    refused = undrift("tick", "--db", real, *words)
    assert (refused.code, "demo" in refused.reason()) == (2, True)
    assert undrift("tick", "--db", demo, *words).document()["ran"]
    # the sweep has already run on Christmas Eve
    assert undrift("tick", "--db", demo, *words).document()["ran"] == []
