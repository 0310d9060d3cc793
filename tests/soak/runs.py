"""Runs of the simulation: one seed at a time, judged by the invariants; with words, many at once in several processes.

python -m tests.soak.runs --seeds 500
python -m tests.soak.runs --first 150
python -m tests.soak.runs --seed 17
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from tests.soak.invariants import Invariants
from tests.soak.simulation import CASES, DAYS, Simulation
from tracker.domain.rule_book import RuleBook
from tracker.rules_in_force import shipped_rules


@cache
def rules() -> RuleBook:
    """Give the shipped rules, read once a process."""
    return shipped_rules()


def run(seed: int, cases: int = CASES, days: int = DAYS) -> Simulation:
    """Run one seed to its end, and judge it.

    Raises:
        AssertionError: an invariant does not hold; the message begins with how to repeat it.
    """
    simulation = Simulation(seed, rules(), cases, days)
    invariants = Invariants(simulation.memory, rules())
    simulation.watch, simulation.watch_deed = invariants.after_pass, invariants.after_deed
    try:
        simulation.run()
        invariants.at_the_end()
    except Exception as fault:
        raise AssertionError(f"make soak SEED={seed} (until {simulation.now:%Y-%m-%d %H:%M}): {fault}") from fault
    return simulation


def judge(seed: int) -> str:
    """Run one seed; give what is wrong, or nothing."""
    try:
        run(seed)
    except AssertionError as fault:
        return str(fault)
    return ""


def main() -> None:
    """Run what the words say; the exit code says whether every seed was good."""
    words = argparse.ArgumentParser()
    words.add_argument("--seed", type=int)
    words.add_argument("--seeds", type=int, default=500)
    words.add_argument("--first", type=int, default=0, help="where an earlier run was broken off")
    wanted = words.parse_args()
    seeds = range(wanted.first, wanted.seeds) if wanted.seed is None else [wanted.seed]
    faults, done = 0, 0
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        for fault in processes.map(judge, seeds):
            done += 1
            faults += bool(fault)
            if fault or done % 25 == 0:
                sys.stdout.write(f"{fault or f'{done} of {len(seeds)} seeds, {faults} faults'}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{done} seeds, {faults} faults\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
