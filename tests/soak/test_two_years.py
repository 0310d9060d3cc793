"""Two years of a unit of 400 cases, ten times; `make soak` runs five hundred more."""

import pytest

from tests.soak.runs import run

SEEDS = range(10)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_years_of_a_unit_lose_no_alert_and_tell_none_twice(seed: int) -> None:
    simulation = run(seed)
    assert simulation.crashes
    assert simulation.clock_warnings
    assert len(simulation.memory.alerts) > 10_000
