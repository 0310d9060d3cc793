"""Who and what the cases of the demo unit are: kinds, ages, children, suspects, devices, and how each one drifts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from string import ascii_uppercase
from typing import TypeVar

from tracker.actions.open_case import NewChild, NewDevice, NewSuspect
from tracker.demo.cast import Cast, Drift, Ending
from tracker.demo.drifts import BEFORE, NOW, REPLANNED, Need, Spec, both, fits
from tracker.terms import CaseKind, Nation, RiskGrade, Sex, YesNo

Some = TypeVar("Some")

SHARE_OPEN, SHARE_WELSH = 0.57, 0.06
RESTRICTED_EVERY, FIRST_RESTRICTED = 30, 7
SHARE_WELL_RUN = {True: 0.17, False: 0.3}
KINDS = {
    CaseKind.RECENT_SEXUAL_ABUSE: 23,
    CaseKind.PHYSICAL_ABUSE: 22,
    CaseKind.ONLINE_ABUSE: 17,
    CaseKind.NON_RECENT_ABUSE: 15,
    CaseKind.NEGLECT: 13,
    CaseKind.EXPLOITATION: 8,
    CaseKind.NOT_RECORDED: 2,
}
RISKS = {
    RiskGrade.VERY_HIGH: 6,
    RiskGrade.HIGH: 26,
    RiskGrade.MEDIUM: 43,
    RiskGrade.LOW: 20,
    RiskGrade.NOT_ASSESSED: 5,
}
OPEN_AGES = {(2, 14): 9, (15, 45): 17, (46, 120): 27, (121, 240): 23, (241, 420): 14, (421, 730): 7, (731, 1080): 3}
CLOSED_AGES = {(3, 60): 26, (61, 150): 32, (151, 300): 28, (301, 700): 14}
HOW_MANY_DRIFTS = {1: 46, 2: 30, 3: 14, 4: 7, 5: 3}
HOW_MANY_BEFORE = {1: 20, 2: 40, 3: 40}
LONG_AGO = 400
MOVES = (6, 1, 2, 1, 3, 1, 2)
AGES = {
    CaseKind.RECENT_SEXUAL_ABUSE: (3, 17),
    CaseKind.PHYSICAL_ABUSE: (0, 15),
    CaseKind.NEGLECT: (0, 12),
    CaseKind.ONLINE_ABUSE: (8, 16),
    CaseKind.EXPLOITATION: (12, 17),
    CaseKind.NON_RECENT_ABUSE: (5, 34),
    CaseKind.NOT_RECORDED: (3, 16),
}
ETHNICITY = {"W1": 55, "not_recorded": 18, "A2": 5, "B1": 3, "B2": 4, "M1": 4, "W9": 4, "A1": 2, "A3": 2, "NS": 3}
DEVICE_KINDS = ("phone", "phone", "laptop", "tablet", "computer", "hard drive", "memory stick", "games console")
NO_ACTION = {"15": 40, "16": 26, "14": 6, "10": 5, "21": 7, "20": 6, "22": 5, "3": 3, "12": 2}
OLD_ENOUGH = 4


def cast_cases(cases: int, teams: int, as_of: date, rng: Random) -> tuple[Cast, ...]:
    """Give the cast of every case; the day of the report of a closed case is only a first guess."""
    used: Counter[Drift] = Counter()
    moved: Counter[str] = Counter()
    return tuple(_cast(number, teams, as_of, rng, used, moved) for number in range(cases))


def _cast(number: int, teams: int, as_of: date, rng: Random, used: Counter[Drift], moved: Counter[str]) -> Cast:
    is_open = rng.random() < SHARE_OPEN
    kind = _pick(KINDS, rng)
    age = rng.randint(*_pick(OPEN_AGES if is_open else CLOSED_AGES, rng))
    drifts = _drifts(is_open, age, kind, rng, used)
    replanned = 0
    if any(drift in REPLANNED for drift in drifts):
        moved["could"] += 1
        if moved["could"] % 3 == 1:
            replanned = MOVES[moved["did"] % len(MOVES)]
            moved["did"] += 1
    needs = {need for drift in drifts for need in both()[drift].needs}
    ending = _ending(needs, age, rng)
    suspects = _suspects(kind, needs, rng)
    nation = Nation.WALES if rng.random() < SHARE_WELSH else Nation.ENGLAND
    return Cast(
        number,
        kind,
        nation,
        _pick(RISKS, rng),
        rng.randrange(teams),
        as_of - timedelta(days=age),
        _children(kind, needs, rng),
        suspects,
        _devices(kind, needs, rng),
        ending if suspects else Ending.NO_FURTHER_ACTION,
        _outcome(ending, suspects, rng),
        is_open,
        drifts,
        replanned,
        restricted=number % RESTRICTED_EVERY == FIRST_RESTRICTED,
    )


def _drifts(is_open: bool, age: int, kind: CaseKind, rng: Random, used: Counter[Drift]) -> tuple[Drift, ...]:
    """Choose among what fits, what was used least first, so that every way of drifting is met."""
    if rng.random() < SHARE_WELL_RUN[is_open]:
        return ()
    chosen: tuple[Drift, ...] = ()
    for _ in range(_pick(HOW_MANY_DRIFTS, rng) if is_open else 0):
        chosen += _next_drift(NOW, age, kind, chosen, rng, used)
    before = (1 if rng.random() < 0.6 else 0) if chosen else _pick(HOW_MANY_BEFORE, rng)
    for _ in range(0 if Drift.UNALLOCATED in chosen else before):
        chosen += _next_drift(BEFORE, age if is_open else LONG_AGO, kind, chosen, rng, used)
    return chosen


def _next_drift(
    among: Mapping[Drift, Spec], age: int, kind: CaseKind, chosen: tuple[Drift, ...], rng: Random, used: Counter[Drift]
) -> tuple[Drift, ...]:
    fitting = [drift for drift, spec in among.items() if fits(drift, spec, age, kind, chosen)]
    if not fitting:
        return ()
    drift = min(fitting, key=lambda each: (used[each] * rng.uniform(0.6, 1.4), each))
    used[drift] += 1
    return (drift,)


def _ending(needs: set[Need], age: int, rng: Random) -> Ending:
    if Need.CHARGE in needs:
        return Ending.CHARGED
    if Need.CPS in needs:
        return Ending.CHARGED if rng.random() < 0.6 else Ending.CPS_NO_CHARGE
    charged = 0.55 if age > 240 else 0.25
    drawn = rng.random()
    if drawn < charged:
        return Ending.CHARGED
    return Ending.CPS_NO_CHARGE if drawn < charged + 0.12 else Ending.NO_FURTHER_ACTION


def _outcome(ending: Ending, suspects: Sequence[NewSuspect], rng: Random) -> str:
    if not suspects:
        return "18"
    match ending:
        case Ending.CHARGED:
            return "1"
        case Ending.CPS_NO_CHARGE:
            return "9" if rng.random() < 0.15 else "15"
        case Ending.NO_FURTHER_ACTION:
            return _pick(NO_ACTION, rng)


def _children(kind: CaseKind, needs: set[Need], rng: Random) -> tuple[NewChild, ...]:
    size = _pick({1: 70, 2: 20, 3: 8, 4: 2}, rng)
    if kind is CaseKind.ONLINE_ABUSE and Need.CHILD not in needs:
        size = 0 if rng.random() < 0.45 else 1
    return tuple(_child(kind, number, needs, rng) for number in range(size))


def _child(kind: CaseKind, number: int, needs: set[Need], rng: Random) -> NewChild:
    youngest, eldest = AGES[kind]
    age = rng.randint(max(youngest, OLD_ENOUGH) if needs and number == 0 else youngest, eldest)
    then = rng.randint(3, min(age, 15)) if kind is CaseKind.NON_RECENT_ABUSE else age
    recorded = rng.random() > 0.04
    return NewChild(
        _initials(2, rng),
        f"P{rng.randrange(10**7):07d}",
        age if recorded else None,
        then if recorded else None,
        _pick({Sex.FEMALE: 62, Sex.MALE: 35, Sex.OTHER: 1, Sex.NOT_RECORDED: 2}, rng),
        _pick(ETHNICITY, rng),
        _pick({YesNo.NO: 64, YesNo.YES: 10, YesNo.NOT_RECORDED: 26}, rng),
    )


def _suspects(kind: CaseKind, needs: set[Need], rng: Random) -> tuple[NewSuspect, ...]:
    size = 2 if rng.random() < (0.3 if kind is CaseKind.EXPLOITATION else 0.1) else 1
    if Need.SUSPECT not in needs and rng.random() < 0.06:
        size = 0
    access = {YesNo.YES: 30, YesNo.NO: 45, YesNo.NOT_RECORDED: 25}
    return tuple(NewSuspect(_initials(2, rng), f"P{rng.randrange(10**7):07d}", _pick(access, rng)) for _ in range(size))


def _devices(kind: CaseKind, needs: set[Need], rng: Random) -> tuple[NewDevice, ...]:
    if kind is CaseKind.ONLINE_ABUSE:
        size = _pick({1: 40, 2: 35, 3: 18, 5: 7}, rng)
    else:
        size = 1 if Need.DEVICE in needs or rng.random() < (0.7 if kind is CaseKind.EXPLOITATION else 0.2) else 0
    seized_by = _initials(3, rng)
    return tuple(NewDevice(f"{seized_by}/{number + 1}", rng.choice(DEVICE_KINDS)) for number in range(size))


def _initials(size: int, rng: Random) -> str:
    return "".join(rng.choice(ascii_uppercase) for _ in range(size))


def _pick(weights: dict[Some, int], rng: Random) -> Some:
    return rng.choices(list(weights), list(weights.values()))[0]
