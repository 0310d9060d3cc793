"""The journeys are made in a window, on a copy of one made-up unit, at a time and from an account they choose."""

import getpass
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.cores import ACCOUNT
from tests.databases import sqlite_template
from tests.fakes import A_FRIDAY, StoppedTime
from tests.journeys.desk import Desk
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, FILE, make_unit
from tests.qt_settings import settings_of_its_own
from tests.qt_support import no_leftover_timers
from tracker.bootstrap import Tracker
from tracker.time_source import SystemTime

__all__ = ["no_leftover_timers", "settings_of_its_own", "sqlite_template"]

SitDown = Callable[[], Desk]


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> StoppedTime:
    """The machine stands at Fri 20 Nov 2026, 09:41."""
    stopped = StoppedTime(A_FRIDAY)
    monkeypatch.setattr(SystemTime, "now", lambda _self: stopped.now())
    return stopped


@pytest.fixture(scope="session")
def unit_made(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unit of the journeys."""
    place = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("unit") / FILE))
    make_unit(place)
    return place.parent


@pytest.fixture
def place(unit_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The unit, copied; the account's own places are the test's."""
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path / "home"))
    return Path(shutil.copytree(unit_made, tmp_path / "unit")) / FILE


@pytest.fixture
def no_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The timed work is left out: nothing happens but what the person does."""
    monkeypatch.setattr(Tracker, "start_ticking", lambda _self: None)


@pytest.fixture
def sit_down(
    qtbot: QtBot, place: Path, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Desk]]:
    """Let the person of an account sit down at a desk."""
    desks: list[Desk] = []

    def sit(account: str) -> Desk:
        monkeypatch.setattr(getpass, "getuser", lambda: account)
        desk = Desk(qtbot, place)
        desks.append(desk)
        return desk.sit_down()

    yield sit
    for desk in desks:
        desk.leave()


@pytest.fixture
def detective(sit_down: Callable[[str], Desk], no_ticks: None) -> Desk:
    """DC 3312 Patel at a desk, with the case list open."""
    return at_the_cases(sit_down(DETECTIVES_ACCOUNT))


@pytest.fixture
def supervisor(sit_down: Callable[[str], Desk], no_ticks: None) -> Desk:
    """DS 902 Ade at a desk, with the case list open."""
    return at_the_cases(sit_down(ACCOUNT))


def at_the_cases(desk: Desk) -> Desk:
    """Go to the case list, where most journeys begin."""
    desk.go_to("caseload")
    return desk
