"""Identifiers: in order of time, never twice, repeatable from a seed."""

import re
import threading

from tests.fakes import StoppedTime
from tracker.storage.ids import IdSource


def test_identifiers_have_one_form() -> None:
    source = IdSource(StoppedTime())
    assert all(re.fullmatch(r"[0-9a-f]{12}7[0-9a-f]{3}8[0-9a-f]{15}", source()) for _ in range(100))


def test_the_same_seed_and_times_give_the_same() -> None:
    first, second = IdSource(StoppedTime(), seed=7), IdSource(StoppedTime(), seed=7)
    assert [first() for _ in range(50)] == [second() for _ in range(50)]


def test_another_seed_or_none_gives_others() -> None:
    sources = [IdSource(StoppedTime(), seed=7), IdSource(StoppedTime(), seed=8), *[IdSource(StoppedTime())] * 2]
    assert len({source() for source in sources}) == 4


def test_they_sort_in_the_order_in_which_they_were_given() -> None:
    time = StoppedTime()
    source = IdSource(time)
    given = []
    for step in range(3000):
        given.append(source())
        if step % 500 == 0:
            time.forward(milliseconds=1)
        if step == 2000:
            time.forward(hours=-1)
    assert given == sorted(given)
    assert len(set(given)) == 3000


def test_later_times_give_later_identifiers_from_another_source() -> None:
    time = StoppedTime()
    earlier = IdSource(time)()
    time.forward(milliseconds=1)
    assert IdSource(time)() > earlier


def test_threads_share_a_source() -> None:
    source, given = IdSource(StoppedTime(), seed=1), list[str]()
    threads = [threading.Thread(target=lambda: given.extend(source() for _ in range(500))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(given)) == 2000
