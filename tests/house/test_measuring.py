"""What make bench says: medians taken in turn, the ratio to the floor, and the middle of three where it is over."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.performance.measuring import Comparison, as_table, in_turn, judged, seconds, write_json

A_COMPARISON = Comparison("an edit", "one row changed", 0.010, 0.025, goal=3, runs=7)


def with_ratio(ratio: float) -> Comparison:
    return replace(A_COMPARISON, our_seconds=A_COMPARISON.floor_seconds * ratio)


def test_both_are_taken_in_turn_and_the_first_turn_does_not_count() -> None:
    taken: list[str] = []
    floors, ours = iter([9.0, 1.0, 3.0, 2.0]), iter([90.0, 6.0, 4.0, 5.0])

    def floor() -> float:
        taken.append("floor")
        return next(floors)

    def us() -> float:
        taken.append("ours")
        return next(ours)

    found = in_turn("an edit", us, floor, against="one row changed", goal=2, runs=3)

    assert taken == ["floor", "ours"] * 4
    assert (found.floor_seconds, found.our_seconds, found.runs) == (2.0, 5.0, 3)
    assert (found.ratio, found.verdict) == (2.5, "over")


@pytest.mark.parametrize(("ratio", "verdict"), [(2.99, "ok"), (3.0, "ok"), (3.01, "over")])
def test_a_goal_that_is_met_exactly_is_met(ratio: float, verdict: str) -> None:
    exact = replace(A_COMPARISON, floor_seconds=1.0, our_seconds=ratio)
    assert exact.verdict == verdict


def test_without_a_goal_the_ratio_is_only_told() -> None:
    assert replace(with_ratio(100), goal=None).verdict == "told"


@pytest.mark.parametrize(
    ("ratios", "taken", "verdict"),
    [((2,), 1, "ok"), ((4, 2, 2), 3, "ok"), ((4, 2, 5), 3, "over"), ((4, 5, 2), 3, "over")],
)
def test_what_is_over_is_taken_twice_more_and_two_of_three_decide(
    ratios: tuple[float, ...], taken: int, verdict: str
) -> None:
    takes: Iterator[float] = iter(ratios)
    seen: list[float] = []

    def take() -> Comparison:
        seen.append(next(takes))
        return with_ratio(seen[-1])

    assert judged(take).verdict == verdict
    assert len(seen) == taken


def test_the_seconds_are_those_of_one_time() -> None:
    done: list[int] = []
    assert 0 < seconds(lambda: done.append(1), times=5) < 1
    assert len(done) == 5


def test_the_table_has_a_line_for_each_comparison() -> None:
    heads, line = as_table([with_ratio(4)]).splitlines()
    assert heads.split() == ["what", "floor", "floor", "ms", "ours", "ms", "ratio", "goal"]
    assert line.split()[-5:] == ["10.00", "40.00", "4.00", "3", "over"]


def test_the_file_says_the_same_for_a_program(tmp_path: Path) -> None:
    write_json(tmp_path / "build" / "bench.json", [with_ratio(4), replace(A_COMPARISON, goal=None)])
    first, second = json.loads((tmp_path / "build" / "bench.json").read_text(encoding="utf-8"))
    assert (first["what"], first["ratio"], first["verdict"]) == ("an edit", 4.0, "over")
    assert (second["goal"], second["verdict"]) == (None, "told")
