"""A unit's own spreadsheet comes in, one tick passes, and the window shows what is overdue, each clock once."""

import getpass
import io
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.fakes import A_FRIDAY, StoppedTime
from tests.journeys.desk import Desk, rows_of
from tests.journeys.the_unit import FILE
from tracker.bootstrap import Tracker
from tracker.cli.main import main
from tracker.jobs.tick import JobOutcome
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.storage.tables import clock
from tracker.terms import PAST_DUE, ClockState
from tracker.time_source import SystemTime
from ui.notifications import Notifications
from ui.pages.alerts.alerts_page import AlertsPage

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "unit-tracker.xlsx"
HEAD = "unit-head"
A_SATURDAY = A_FRIDAY + timedelta(days=1)


@pytest.fixture(scope="module")
def unit_imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a unit that has just taken in its spreadsheet, made by the command line."""
    folder = tmp_path_factory.mktemp("imported")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()):
        patch.setenv("UNDRIFT_HOME", str(folder / "home"))
        patch.setattr(getpass, "getuser", lambda: HEAD)
        patch.setattr(SystemTime, "now", lambda _self: A_SATURDAY)
        assert main(["init", "--db", str(folder / FILE), "--unit", "Unit North"]) == 0
        assert main(["import", str(EXAMPLE), "--db", str(folder / FILE)]) == 0
    return folder


@pytest.fixture
def place(unit_imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, time: StoppedTime) -> Path:
    """The unit, copied, on the day of its import."""
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path / "home"))
    time.move_to(A_SATURDAY)
    return Path(shutil.copytree(unit_imported, tmp_path / "unit")) / FILE


def overdue_clocks(core: Tracker) -> set[str]:
    with core.database.read() as connection:
        rows = connection.execute(
            select(clock.c.id).where(clock.c.state == ClockState.RUNNING.value, clock.c.expires_at <= core.time.now())
        )
        return set(rows.scalars())


def test_what_is_overdue_after_an_import_is_shown_once_with_one_notice(
    sit_down: Callable[[str], Desk], no_ticks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices: list[str] = []
    show = Notifications.show
    monkeypatch.setattr(Notifications, "show", lambda self, told: notices.append(show(self, told)) or notices[-1])
    desk = sit_down(HEAD)
    core: Tracker = desk.opening._tracker
    desk.go_to("caseload")
    assert len(rows_of(desk.list())) > 100
    assert (desk.waiting(), desk.banner()) == (0, "")
    swept = desk.tick()[0]
    assert swept.count > 100
    assert desk.waiting() == swept.count
    assert [notice for notice in notices if notice] == [f"{swept.count} new alerts; the most serious: critical"]
    desk.press("Ctrl+Shift+A")
    rows = rows_of(desk.list())
    assert len(rows) == swept.count
    assert {"", None}.isdisjoint({row["Told to"] for row in rows})
    assert core.person is not None
    stored = core.ask(OpenAlertsQuestion(core.person.officer_id)).rows
    told = Counter(row.clock_id for row in stored if row.kind in PAST_DUE)
    assert set(told) == overdue_clocks(core)
    assert set(told.values()) == {1}
    assert desk.banner().startswith("Alerts not acknowledged: ")


def test_a_second_tick_and_a_second_import_add_nothing(
    sit_down: Callable[[str], Desk], no_ticks: None, place: Path, time: StoppedTime
) -> None:
    desk = sit_down(HEAD)
    desk.tick()
    before = desk.waiting()
    assert main(["import", str(EXAMPLE), "--db", str(place)]) == 0
    time.forward(minutes=1)
    assert desk.tick() == (JobOutcome("sweep", 0),)
    desk.press("F5")
    assert desk.waiting() == before


def test_a_case_that_came_in_opens_with_why_its_date_is_what_it_is(
    sit_down: Callable[[str], Desk], no_ticks: None
) -> None:
    desk = sit_down(HEAD)
    desk.tick()
    desk.press("Ctrl+Shift+A")
    first = rows_of(desk.list())[0]
    desk.press("Home", "W")
    page = desk.page()
    assert isinstance(page, AlertsPage)
    assert first["Limit"] in page.panel.why.lines()[1]
    desk.press("O")
    assert desk.page().page_name == "case_file"
    desk.press("Alt+Left")
    assert desk.page().page_name == "alerts"
