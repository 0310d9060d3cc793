"""Whether forecasts come true as often as they say: where what happened lay within what had been forecast.

What happened is placed as the share of cases that the forecast said would be over before it. Were forecasts exact, so
many in a hundred would lie under each share. Where many cases are over on one day, an outcome of that day lies anywhere
within what the day takes, by lot. What is not over yet, or lies past what could be forecast, is known to lie further up
only, and counts as open until there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from tracker.queries.how_long import HowLong

SHARES = (0.10, 0.25, 0.50, 0.75, 0.90)
WHOLE = 1_000_000
Draw = Callable[[np.random.Generator, int], np.ndarray]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one outcome lay, in parts of `WHOLE`; `over` is False where it is only known to lie no lower.

    `spread` is the most by which a forecast from so many can miss a share, for it steps once with each of them.
    """

    place: int
    over: bool
    spread: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table of calibration: the share that was forecast, and the share that had happened by then."""

    forecast: float
    happened: float


def placed(how_long: HowLong, waited: int, days: int, lot: float, *, over: bool) -> Placed:
    """Place an outcome: over after so many days, or not over yet after them, of one that had waited so long.

    Args:
        lot: where it lies within its day, from 0 to 1.
    """
    known = over and days <= how_long.last_step()
    until = min(days, how_long.last_step())
    now, before, then = how_long.still_open(np.array([waited, until - 1, until]))
    still = before - lot * (before - then) if known else then
    place = round((1 - still / now) * WHOLE)
    longer = int(how_long.took_longer(np.array([waited]))[0])
    return Placed(place if known else place - 1, known, 1 / (longer + 1))


def table(outcomes: Iterable[Placed]) -> list[Line]:
    """Give what share had happened where so many in a hundred were to."""
    where = HowLong((one.place, one.over, 1) for one in outcomes)
    under = np.array([round(share * WHOLE) - 1 for share in SHARES])
    return [Line(share, 1 - float(still)) for share, still in zip(SHARES, where.still_open(under), strict=True)]


def simulated(draw: Draw, seed: int, units: int, *, cases: int, censored: bool, least: int = 20) -> Iterator[Placed]:
    """Place one outcome in each of many made-up units whose true lengths are known.

    Args:
        draw: gives true lengths in days.
        cases: how many a unit looks back on.
        censored: whether some of those are still open, since an independent day of their own.
        least: how many have to have taken longer than the one in question has waited; else there is no forecast.
    """
    chance = np.random.default_rng(seed)
    for _ in range(units):
        lengths = draw(chance, cases)
        seen = draw(chance, cases) * 2 if censored else np.full(cases, lengths.max())
        how_long = HowLong(
            (int(min(length, until)), bool(length <= until), 1) for length, until in zip(lengths, seen, strict=True)
        )
        length, waited = int(draw(chance, 1)[0]), int(draw(chance, 1)[0] * chance.random())
        if length > waited and how_long.took_longer(np.array([waited]))[0] >= least:
            yield placed(how_long, waited, length, chance.random(), over=True)


def weibull(shape: float, scale: float) -> Draw:
    """Lengths that end the more often the longer they last, where the shape is over one."""
    return lambda chance, count: np.floor(chance.weibull(shape, count) * scale).astype(np.int64)


def lognormal(middle: float, spread: float) -> Draw:
    """Lengths of which a few are very long."""
    return lambda chance, count: np.floor(chance.lognormal(np.log(middle), spread, count)).astype(np.int64)


#: with a scale so long that two lengths are seldom of the same day
TRUTHS = (
    ("Weibull, shape 0.8", weibull(0.8, 3_000)),
    ("Weibull, shape 1.6", weibull(1.6, 3_000)),
    ("lognormal, spread 0.9", lognormal(2_000, 0.9)),
)
