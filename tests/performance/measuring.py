"""Compare a thing with its floor: taken in turn in the same run, medians, and the ratio of the two."""

import gc
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 7
TAKES = 3

Timed = Callable[[], float]
Take = Callable[[], "Comparison"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared with what, in seconds; without a goal the ratio is only told."""

    what: str
    floor: str
    floor_seconds: float
    our_seconds: float
    goal: float | None
    runs: int

    @property
    def ratio(self) -> float:
        return self.our_seconds / self.floor_seconds

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return "told"
        return "ok" if self.ratio <= self.goal else "over"


def in_turn(
    what: str, ours: Timed, floor: Timed, *, against: str, goal: float | None = None, runs: int = RUNS
) -> Comparison:
    """Take both in turn, once unmeasured and then so many times; each gives the seconds it took."""
    floors, times = [], []
    for turn in range(runs + 1):
        gc.collect()
        floor_seconds = floor()
        gc.collect()
        our_seconds = ours()
        if turn:
            floors.append(floor_seconds)
            times.append(our_seconds)
    return Comparison(what, against, median(floors), median(times), goal, runs)


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Give the seconds one piece of work takes, done so many times over."""
    began = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - began) / times


def timed(work: Callable[[], object], times: int = 1) -> Timed:
    """Give a piece of work as something that tells how long it took."""
    return partial(seconds, work, times)


def judged(take: Take) -> Comparison:
    """Take a comparison; one over its goal is taken twice more, and the middle one of the three counts."""
    first = take()
    if first.verdict != "over":
        return first
    takes = [first, *(take() for _ in range(TAKES - 1))]
    return sorted(takes, key=lambda comparison: comparison.ratio)[TAKES // 2]


def as_table(comparisons: Iterable[Comparison]) -> str:
    """Give the comparisons as lines of a table."""
    rows = [("what", "floor", "floor ms", "ours ms", "ratio", "goal", ""), *map(_cells, comparisons)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(_line(row, widths) for row in rows)


def _cells(one: Comparison) -> tuple[str, ...]:
    goal = "" if one.goal is None else f"{one.goal:g}"
    return (
        one.what, one.floor, f"{one.floor_seconds * 1000:,.2f}", f"{one.our_seconds * 1000:,.2f}", f"{one.ratio:.2f}",
        goal, one.verdict,
    )  # fmt: skip


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    words = [
        cell.rjust(width) if 2 <= place <= 5 else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(words).rstrip()


def write_json(path: Path, comparisons: Iterable[Comparison]) -> None:
    """Write the comparisons for a program to read."""
    facts = [asdict(one) | {"ratio": one.ratio, "verdict": one.verdict} for one in comparisons]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
