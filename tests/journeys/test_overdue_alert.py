"""Journey 8.2: the scheduler ticks and raises overdue alerts, each once; list, count and banner follow; no names."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.cores import ACCOUNT, SUPERVISOR
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of, rows_of
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, EARLY, LATE, at
from tracker import bootstrap
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.changes import Notice
from tracker.errors import StorageProblem
from tracker.jobs.tick import JobOutcome
from tracker.rows.open_alerts import AlertRow, OpenAlertsQuestion
from tracker.terms import AlertState
from ui.notifications import Notifications

SitDown = Callable[[str], Desk]
UNTELLABLE = ("44NI", "00305", "Patel", "3312", "Ade", "AB", "interview", "child", "abuse", "sex")


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of every desktop notice."""
    said: list[str] = []
    show = Notifications.show

    def shown(self: Notifications, notices: Sequence[Notice]) -> str:
        words = show(self, notices)
        if words:
            said.append(words)
        return words

    monkeypatch.setattr(Notifications, "show", shown)
    return said


def stored(place: Path, time: StoppedTime) -> list[AlertRow]:
    with another_workstation(place, time, ACCOUNT) as core:
        return list(core.ask(OpenAlertsQuestion(SUPERVISOR)).rows)


def test_the_program_ticks_when_it_starts(
    sit_down: SitDown, place: Path, time: StoppedTime, notices: list[str]
) -> None:
    before = stored(place, time)
    desk = sit_down(DETECTIVES_ACCOUNT)
    desk.wait_until(lambda: desk.window.status.checked.text().startswith("Alerts checked 09:41:07 on "))
    assert desk.window.status.checked.text().endswith(", next 09:42")
    desk.settle()
    after = stored(place, time)
    assert len(after) > len(before)
    assert desk.waiting() == len(after)
    (notice,) = notices
    known = {row.alert_id for row in before}
    mine = [row for row in after if row.alert_id not in known and "DC 3312 Patel" in row.told_to]
    assert 0 < len(mine) < len(after)
    assert notice.startswith(f"{len(mine)} new alerts; the most serious: ")
    assert [word for word in UNTELLABLE if word in notice] == []


def test_an_alert_comes_into_the_open_list_once(
    detective: Desk, place: Path, time: StoppedTime, notices: list[str]
) -> None:
    desk = detective
    desk.tick()
    desk.go_to("alerts")
    before, count = rows_of(desk.list()), desk.waiting()
    assert "ABE-02" not in {row["Limit"] for row in before if row["Case"] == EARLY and row["Days late"]}
    known = {row.alert_id for row in stored(place, time)}
    notices.clear()
    # its interview is due on Fri 20 Nov
    time.move_to(at(11, 24))
    swept = desk.tick()[0]
    now = rows_of(desk.list())
    new = [row for row in stored(place, time) if row.alert_id not in known]
    assert (swept.job, swept.count) == ("sweep", len(new))
    row = row_of(desk.list(), Case=EARLY, Limit="ABE-02")
    assert (row["What"], row["Due"], row["Days late"], row["Told to"]) == (
        "ABE interview",
        "20 Nov 26",
        "2",
        "DC 3312 Patel, DI 77 Lewis",
    )
    assert count is not None
    assert desk.waiting() == len(now) > count
    assert f"{desk.waiting()} overdue" in desk.banner() or "critical" in desk.banner()
    assert len(notices) == 1
    time.forward(minutes=1)
    assert desk.tick() == (JobOutcome("sweep", 0),)
    assert rows_of(desk.list()) == now
    assert len(notices) == 1
    assert len(stored(place, time)) == len(now)


def test_what_is_acknowledged_stays_on_the_list_and_after_a_restart(
    sit_down: SitDown, no_ticks: None, place: Path, time: StoppedTime
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    count = desk.waiting()
    assert count is not None
    desk.press("Ctrl+Shift+A")
    desk.find("ABE-02")
    desk.press("A")
    desk.press("Return")
    assert desk.problem("next_step") == "Say what will be done."
    desk.write("book the suite")
    desk.press("Tab")
    desk.write("19/11/26")
    desk.press("Return")
    assert desk.problem("next_step_by") == "Thu 19 Nov 2026 has already passed. Give a day from today on."
    desk.retype("mon")
    desk.press("Return")
    assert desk.said() == f"Acknowledged: {LATE}, next step by Mon 23 Nov 2026."
    assert desk.waiting() == count - 1
    desk.leave()
    again = sit_down(DETECTIVES_ACCOUNT)
    assert again.waiting() == count - 1
    again.go_to("alerts")
    again.find("ABE-02")
    assert row_of(again.list(), Limit="ABE-02")["Acknowledged"] == "DC 3312 Patel"
    (row,) = [row for row in stored(place, time) if row.limit_id == "ABE-02"]
    assert (row.state, row.next_step) == (AlertState.ACKNOWLEDGED, "book the suite")


@pytest.mark.expects_log_warning
def test_a_check_that_fails_is_seen_and_tried_again(
    detective: Desk, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = detective
    desk.tick()

    def fails(_request: object, _work: object) -> None:
        raise StorageProblem("locked", place="unit.db")

    time.forward(minutes=1)
    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "ACTIONS", {**bootstrap.ACTIONS, RaiseAlerts: fails})
        assert desk.tick() == (JobOutcome("sweep", 0, "locked"),)
    assert desk.window.status.checked.text() == "Sweep failed at 09:42, last good 09:41"
    time.forward(minutes=1)
    assert desk.tick() == (JobOutcome("sweep", 0),)
    assert desk.window.status.checked.text().startswith("Alerts checked 09:43:07 on ")


def test_a_scheduler_that_has_stopped_is_seen(detective: Desk, time: StoppedTime) -> None:
    desk = detective
    desk.tick()
    time.forward(minutes=6)
    desk.window.status._look()
    desk.settle()
    assert desk.window.status.checked.text() == "Alerts not checked since 09:41"
    assert desk.window.stale_banner.isVisible()
    assert desk.window.stale_banner.words.text().startswith("Alerts have not been checked since 09:41: ")
    desk.tick()
    assert not desk.window.stale_banner.isVisible()
