"""Identifiers made by the program: in order of time, unique across workstations, repeatable from a seed."""

from random import Random, SystemRandom
from threading import Lock

from tracker.time_source import TimeSource

MOST_IN_SEQUENCE = 0xFFFFFFFF


class IdSource:
    """Gives 32 hexadecimal digits each: milliseconds, a sequence within them, and 40 random bits.

    Laid out like a version 7 UUID. With a seed and the same times the same identifiers come again, for the demo unit.
    """

    def __init__(self, time: TimeSource, seed: int | None = None) -> None:
        self._time = time
        self._random: Random = SystemRandom() if seed is None else Random(seed)
        self._lock = Lock()
        self._milliseconds = 0
        self._sequence = 0

    def __call__(self) -> str:
        """Give a new identifier, greater than every one this source gave before."""
        with self._lock:
            now = int(self._time.now().timestamp() * 1000)
            if now > self._milliseconds or self._sequence == MOST_IN_SEQUENCE:
                self._milliseconds = max(now, self._milliseconds + 1)
                self._sequence = 0
            else:
                self._sequence += 1
            sequence = self._sequence
            tail = self._random.getrandbits(40)
            return f"{self._milliseconds:012x}7{sequence >> 20:03x}8{sequence & 0xFFFFF:05x}{tail:010x}"
