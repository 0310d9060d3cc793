"""Work that is watched says how far it has come, and is stopped at its next step, never once it is kept."""

import pytest

from tracker.errors import RuleBroken, Stopped
from tracker.watch import Watch, check, come_so_far, interrupted_by_stop, settled, watched_by


def test_without_a_watch_nothing_is_told_and_nothing_stops() -> None:
    check()
    come_so_far(1, 2)
    settled()
    with interrupted_by_stop(lambda: pytest.fail("nobody stopped it")):
        check()


def test_it_says_how_far_the_work_has_come() -> None:
    told: list[tuple[int, int]] = []
    with watched_by(Watch(lambda done, total: told.append((done, total)))):
        come_so_far(0, 3)
        come_so_far(2, 3)
    come_so_far(3, 3)
    assert told == [(0, 3), (2, 3)]
    with watched_by(Watch()):
        come_so_far(1, 3)


def test_work_is_stopped_at_its_next_step() -> None:
    watch = Watch()
    with watched_by(watch):
        check()
        watch.stop()
        with pytest.raises(Stopped):
            come_so_far(1, 3)
    check()


def test_what_is_kept_cannot_be_stopped() -> None:
    watch = Watch()
    with watched_by(watch):
        settled()
        watch.stop()
        check()
    assert not watch.is_stopped


def test_a_stop_interrupts_what_runs_and_nothing_afterwards() -> None:
    watch = Watch()
    interrupted: list[str] = []

    def first() -> None:
        with interrupted_by_stop(lambda: interrupted.append("first")):
            watch.stop()
            raise OSError("interrupted")

    def second() -> None:
        with interrupted_by_stop(lambda: interrupted.append("second")):
            check()

    with watched_by(watch):
        for work in (first, second):
            with pytest.raises(Stopped):
                work()
    assert interrupted == ["first"]


def test_a_problem_of_its_own_stays_what_it_is() -> None:
    with watched_by(Watch()), pytest.raises(RuleBroken), interrupted_by_stop(lambda: None):
        raise RuleBroken("not_allowed")
