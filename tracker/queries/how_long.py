"""HowLong: how long such clocks took, those still open counted as such (Kaplan-Meier), and what that says of one."""

from collections.abc import Iterable, Sequence
from math import isnan

import numpy as np
from numpy.typing import NDArray

from tracker.domain.forecast import Said

Days = NDArray[np.int64]
Shares = NDArray[np.float64]

UNKNOWN = -1
ROUNDING = 1e-9


class HowLong:
    """The share still open after so many days, estimated from lengths of which some have not ended yet.

    A length that has not ended counts as open for as long as it is known to have been, and not as ended after it.
    All questions are asked for many at once. Days are whole and not negative; one that has waited for no day yet is
    asked for with -1, since it can still happen on its first day.

    Args:
        lengths: days, whether it ended after them, and how many were alike.
    """

    def __init__(self, lengths: Iterable[tuple[int, bool, int]]) -> None:
        rows = np.array([(days, ended, count) for days, ended, count in lengths], dtype=np.int64).reshape(-1, 3)
        rows = rows[(rows[:, 0] >= 0) & (rows[:, 2] > 0)]
        days, ended, counts = rows[:, 0], rows[:, 1] == 1, rows[:, 2]
        self.steps, place = np.unique(days[ended], return_inverse=True)
        ends = np.zeros(len(self.steps), dtype=np.int64)
        np.add.at(ends, place, counts[ended])
        order = np.argsort(days, kind="stable")
        before = np.concatenate(([0], np.cumsum(counts[order])))
        open_until_then = before[-1] - before[np.searchsorted(days[order], self.steps, "left")]
        self._open: Shares = np.concatenate(([1.0], np.cumprod(1 - ends / np.maximum(open_until_then, 1))))
        self._ended: Days = np.concatenate(([0], np.cumsum(ends)))
        self._known_to = int(days.max()) if len(days) else UNKNOWN

    @property
    def finished(self) -> int:
        """How many ended."""
        return int(self._ended[-1])

    def took_longer(self, waited: Days) -> Days:
        """Give how many ended after more than so many days."""
        longer: Days = self._ended[-1] - self._ended[np.searchsorted(self.steps, waited, "right")]
        return longer

    def still_open(self, days: Days) -> Shares:
        """Give the share that is still open after so many days."""
        return self._open[np.searchsorted(self.steps, days, "right")]

    def by_which_day(self, share: float, waited: Days) -> Days:
        """Give the day by which a share of those that have waited so long has ended; `UNKNOWN` past what is known."""
        left = self.still_open(waited) * (1 - share)
        place = np.searchsorted(-self._open[1:], -(left + ROUNDING), "left")
        days: Days = np.append(self.steps, UNKNOWN)[place]
        return np.where(left > 0, days, UNKNOWN)

    def last_step(self) -> int:
        """Give the most days after which one ended; `UNKNOWN` where none has."""
        return int(self.steps[-1]) if len(self.steps) else UNKNOWN

    def chance_after(self, day: Days, waited: Days) -> Shares:
        """Give the share of those that have waited so long that is still open after a later day.

        It is not a number where none has waited so long, or nobody was watched until that day.
        """
        now, then = self.still_open(waited), self.still_open(day)
        known = (now > 0) & ((day <= self._known_to) | (then == 0))
        return np.where(known, then / np.where(now > 0, now, 1), np.nan)

    def said_of(self, waited: Sequence[int], day: Sequence[int], low: float, high: float) -> list[Said]:
        """Give what is said of each of many that have waited so long, and are asked for a day."""
        since = np.array(waited, dtype=np.int64)
        low_days, middle, high_days = (self.by_which_day(share, since).tolist() for share in (low, 0.5, high))
        chances = self.chance_after(np.array(day, dtype=np.int64), since).tolist()
        past = self.last_step()
        return [
            Said(longer, _known(first), _known(half), _known(last), past, None if isnan(chance) else chance)
            for longer, first, half, last, chance in zip(
                self.took_longer(since).tolist(), low_days, middle, high_days, chances, strict=True
            )
        ]


def _known(days: int) -> int | None:
    return None if days == UNKNOWN else days
