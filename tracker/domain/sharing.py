"""Sharing out: the cases of somebody who leaves, proposed to those with the least to do for their capacity."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who could take cases: what they have, and how much they can carry."""

    officer_id: str
    points: Fraction
    capacity: Fraction


@dataclass(frozen=True, slots=True)
class Shared:
    """A case to be shared out, and who must not take it."""

    case_id: str
    points: Fraction
    not_to: frozenset[str]


def share_out(cases: Iterable[Shared], takers: Iterable[Taker]) -> Mapping[str, str]:
    """Propose who takes each case: the heaviest first, to whoever has the least load with it.

    A case that nobody may take is left out, for a person to decide.
    """
    able = {one.officer_id: one for one in takers if one.capacity > 0}
    points = {key: one.points for key, one in able.items()}
    plan: dict[str, str] = {}
    for case in sorted(cases, key=lambda case: (-case.points, case.case_id)):
        loads = {key: (points[key] + case.points) / one.capacity for key, one in able.items() if key not in case.not_to}
        if loads:
            best = min(loads, key=lambda key: (loads[key], key))
            points[best] += case.points
            plan[case.case_id] = best
    return plan
