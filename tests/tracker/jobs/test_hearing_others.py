"""A running core hears what another process has committed, and tells its listeners that anything may have changed."""

import select
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.cores import ACCOUNT, open_a_case
from tests.databases import open_again
from tests.fakes import StoppedTime
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.bootstrap import Tracker
from tracker.changes import Changes
from tracker.errors import StorageProblem
from tracker.jobs import scheduler as scheduler_module
from tracker.jobs.scheduler import Scheduler
from tracker.storage.ids import IdSource
from tracker.terms import Change

LONGEST_WAIT = 30.0


@pytest.fixture
def other(core: Tracker, time: StoppedTime) -> Iterator[Tracker]:
    """Another workstation's core on the same database."""
    with closing(Tracker(open_again(core.database), time, ACCOUNT, IdSource(time, seed=7))) as tracker:
        yield tracker


def heard_by(core: Tracker) -> list[Changes]:
    told: list[Changes] = []
    core.on_changes(told.append)
    return told


def wait_for_word(core: Tracker) -> None:
    """A server sends word of a commit; of a file one asks."""
    socket = core._feed.fileno() if core._feed is not None else None
    if socket is not None:
        assert select.select([socket], [], [], LONGEST_WAIT)[0]


def test_what_another_does_is_told_and_ones_own_is_not_told_twice(core: Tracker, other: Tracker) -> None:
    core.hear_others()
    told = heard_by(core)
    open_a_case(other)
    wait_for_word(core)
    core.hear_others()
    (anything,) = told
    assert set(anything.touched) == set(Change)
    assert anything.notices == ()
    told.clear()
    open_a_case(core, reference="44NI/00306/26")
    own = len(told)
    wait_for_word(core)
    core.hear_others()
    assert len(told) == own


def test_alerts_are_told_at_once_and_all_else_not_with_every_commit(
    core: Tracker, other: Tracker, time: StoppedTime
) -> None:
    core.hear_others()
    told = heard_by(core)
    open_a_case(other)
    wait_for_word(core)
    core.hear_others()
    assert len(told) == 1
    open_a_case(other, reference="44NI/00306/26")
    wait_for_word(core)
    core.hear_others()
    assert len(told) == 1
    other.do(RaiseAlerts())
    wait_for_word(core)
    core.hear_others()
    assert [set(one.touched) for one in told[1:]] == [{Change.ALERT, Change.JOB}]
    time.forward(minutes=10)
    core.hear_others()
    assert set(told[-1].touched) == set(Change)
    core.hear_others()
    assert len(told) == 3


def test_alerts_that_a_server_raised_reach_a_window_that_has_nothing_to_raise_itself(
    core: Tracker, other: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_a_case(core)
    monkeypatch.setattr(scheduler_module, "LISTENS_EVERY", scheduler_module.LISTENS_EVERY / 100)
    monkeypatch.setattr(scheduler_module, "tick", lambda *_: None)
    come, listening = threading.Event(), threading.Event()

    def hear(changes: Changes) -> None:
        if changes.touches(Change.ALERT):
            come.set()

    core.on_changes(hear)
    hear_others = core.hear_others

    def hear_and_say_so() -> None:
        hear_others()
        listening.set()

    monkeypatch.setattr(core, "hear_others", hear_and_say_so)
    core.start_ticking()
    assert listening.wait(LONGEST_WAIT)
    assert int(str(other.do(RaiseAlerts()).result)) > 0
    assert come.wait(LONGEST_WAIT)


@pytest.mark.expects_log_warning
@pytest.mark.parametrize("fault", [StorageProblem("server_unreachable"), KeyError("a bug")], ids=["away", "bug"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_cannot_be_heard_keeps_no_pass_from_being_made(
    core: Tracker, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    monkeypatch.setattr(scheduler_module, "LISTENS_EVERY", scheduler_module.LISTENS_EVERY / 100)
    tried, passed = threading.Semaphore(0), threading.Event()

    def listen() -> None:
        tried.release()
        raise fault

    scheduler = Scheduler(core, "desk-1", lambda _: passed.set(), listen=listen)
    scheduler.start()
    for _ in range(3):
        assert tried.acquire(timeout=LONGEST_WAIT)
    assert passed.wait(LONGEST_WAIT)
    scheduler.stop()
