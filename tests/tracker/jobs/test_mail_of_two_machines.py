"""Two machines that have the settings send each digest once between them, on both engines."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cores import ACCOUNT, open_a_case
from tests.databases import open_again
from tests.fakes import StoppedTime
from tests.smtp_sink import sink
from tests.tracker.jobs.test_morning_mail import EVERYBODY, addresses, pass_, set_mail
from tracker.bootstrap import Tracker
from tracker.jobs.clockwork import Pass
from tracker.jobs.morning_mail import mail_digests
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource

pytestmark = pytest.mark.leaves_threads


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the test's own."""
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path / "home"))


def at_once(*works: Callable[[], object]) -> list[object]:
    found: list[object] = []
    start = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        start.wait()
        found.append(work())

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.fixture
def second(core: Tracker, database: Database, time: StoppedTime) -> Iterator[Tracker]:
    """The same unit on another machine."""
    with closing(Tracker(open_again(database), time, ACCOUNT, IdSource(time, seed=9))) as tracker:
        yield tracker


def test_two_machines_at_once_send_once(core: Tracker, second: Tracker) -> None:
    open_a_case(core)
    with sink() as to:
        set_mail(to.port, *EVERYBODY)
        at_once(lambda: pass_(core, "desk-1"), lambda: pass_(second, "desk-2"))
    assert addresses(to) == sorted(one.address for one in EVERYBODY)


def test_even_where_the_lease_of_the_first_has_run_out_nobody_is_sent_to_twice(
    core: Tracker, second: Tracker, time: StoppedTime
) -> None:
    open_a_case(core)
    this = Pass(time.now(), None)
    with sink() as to:
        set_mail(to.port, *EVERYBODY)
        sent = at_once(lambda: mail_digests(core, this), lambda: mail_digests(second, this))
    assert sum(int(str(one)) for one in sent) == 3
    assert addresses(to) == sorted(one.address for one in EVERYBODY)
