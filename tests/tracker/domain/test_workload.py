"""Points of a case, capacity of an officer, and a load beside the median of the team."""

from copy import deepcopy
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from tracker import resource_files
from tracker.domain.people import Absence, DutyDay, Officer
from tracker.domain.workload import (
    Weighed,
    capacity_of,
    editions_from,
    fair_shares,
    in_force,
    level_of,
    load_of,
    points_of,
    team_median,
    weights_from,
)
from tracker.errors import RuleBroken
from tracker.terms import AbsenceReason, CaseStatus, Holder, Rank, RiskGrade, Role, WorkloadLevel

MONDAY = date(2026, 11, 23)
SHIPPED = resource_files.toml("weights/workload.toml")
DOCUMENT = SHIPPED["edition"][0]
WEIGHTS = weights_from(DOCUMENT)


def a_case(**other: Any) -> Weighed:
    facts: dict[str, Any] = {"status": CaseStatus.OPEN, "risk": RiskGrade.LOW, "held_by": Holder.OUR_UNIT}
    return Weighed(**(facts | other))


def points(**other: Any) -> Fraction:
    return points_of(a_case(**other), WEIGHTS).total


def an_officer(**other: Any) -> Officer:
    facts: dict[str, Any] = {
        "id": "a", "collar_number": "1", "surname": "Ade", "rank": Rank.CONSTABLE,
        "roles": frozenset({Role.DETECTIVE}), "team_id": None,
    }  # fmt: skip
    return Officer(**(facts | other))


def capacity(absences: tuple[Absence, ...] = (), duties: tuple[DutyDay, ...] = (), **other: Any) -> Fraction:
    return capacity_of(an_officer(**other), absences, duties, MONDAY, WEIGHTS)


@pytest.mark.parametrize(
    ("facts", "given"),
    [
        ({}, 4),
        ({"children": 1, "suspects": 1}, 4),
        ({"children": 3}, 8),
        ({"suspects": 2}, 6),
        ({"children": 5, "suspects": 4}, 14),
        ({"risk": RiskGrade.VERY_HIGH}, 8),
        ({"risk": RiskGrade.HIGH}, 7),
        ({"risk": RiskGrade.MEDIUM}, 5),
        ({"risk": RiskGrade.NOT_ASSESSED}, 4),
        ({"child_under_ten": True}, 6),
        ({"intermediary": True}, 6),
        ({"child_under_ten": True, "intermediary": True}, 6),
        ({"devices": 1}, 5),
        ({"devices": 3}, 5),
        ({"devices": 4}, 6),
        ({"devices": 10}, 6),
        ({"devices": 11}, 8),
        ({"non_recent": True}, 6),
        ({"on_bail": True}, 6),
        ({"action_plan": True}, 6),
        ({"status": CaseStatus.AT_COURT, "held_by": Holder.COURT}, 2),
        ({"status": CaseStatus.AT_COURT, "held_by": Holder.COURT, "trial_soon": True}, 4),
        ({"trial_soon": True}, 4),
        ({"held_by": Holder.LABORATORY}, 2),
        ({"held_by": Holder.CPS, "risk": RiskGrade.HIGH}, Fraction(7, 2)),
        ({"held_by": Holder.CPS, "action_plan": True, "on_bail": True}, 8),
        ({"held_by": Holder.CHILD_OR_FAMILY}, 4),
        ({"held_by": Holder.NOBODY}, 4),
        ({"status": CaseStatus.CLOSED, "risk": RiskGrade.HIGH}, 0),
    ],
)
def test_points(facts: dict[str, Any], given: Fraction) -> None:
    assert points(**facts) == given


def test_points_are_the_sum_of_their_parts_and_say_when_they_are_lowered() -> None:
    found = points_of(a_case(held_by=Holder.HEALTH, children=2, devices=1, risk=RiskGrade.HIGH), WEIGHTS)
    assert found.parts == (("base", 4), ("extra_people", 2), ("risk", 3), ("devices", 1))
    assert (found.total, found.halved) == (Fraction(5), True)
    assert not points_of(a_case(), WEIGHTS).halved


def test_never_below_the_least_and_never_more_than_it_was() -> None:
    light = deepcopy(DOCUMENT)
    light["case"]["base"] = 1
    assert points_of(a_case(held_by=Holder.CPS), weights_from(light)).total == 1


def test_capacity_is_hours_days_left_and_half_for_a_student() -> None:
    leave = Absence("x", "a", MONDAY, MONDAY + timedelta(days=6))
    others = Absence("y", "b", MONDAY, MONDAY + timedelta(days=20))
    court = tuple(DutyDay(str(day), "a", MONDAY + timedelta(days=day), AbsenceReason.COURT) for day in (7, 8, 12))
    assert capacity() == 1
    assert capacity(hours=20) == Fraction(1, 2)
    assert capacity(student=True) == Fraction(1, 2)
    assert capacity((leave, others)) == Fraction(15, 20)
    assert capacity((leave,), court) == Fraction(13, 20), "the third day at court is a Saturday"
    assert capacity(hours=24, working_days=(0, 2, 4), student=True) == Fraction(3, 10)
    assert capacity((leave,), working_days=(0, 2, 4), hours=24) == Fraction(3, 5) * Fraction(9, 12)


def test_without_hours_days_or_post_there_is_no_capacity() -> None:
    assert capacity(hours=0) == capacity(working_days=()) == capacity(active=False) == 0
    assert capacity((Absence("x", "a", MONDAY, MONDAY + timedelta(days=60)),)) == 0


def test_a_load_beside_the_median() -> None:
    loads = [load_of(Fraction(number), Fraction(1, 2)) for number in (4, 5, 8)]
    assert loads == [8, 10, 16]
    assert load_of(Fraction(4), Fraction(0)) is None
    assert team_median([*loads, None]) == 10
    assert team_median([Fraction(2), Fraction(5)]) == Fraction(7, 2)
    assert team_median([None]) is team_median([]) is None


@pytest.mark.parametrize(
    ("load", "middle", "level"),
    [
        (Fraction(10), Fraction(10), WorkloadLevel.USUAL),
        (Fraction(124, 10), Fraction(10), WorkloadLevel.USUAL),
        (Fraction(125, 10), Fraction(10), WorkloadLevel.AMBER),
        (Fraction(149, 10), Fraction(10), WorkloadLevel.AMBER),
        (Fraction(15), Fraction(10), WorkloadLevel.RED),
        (Fraction(15), Fraction(0), WorkloadLevel.NOT_COMPARED),
        (Fraction(15), None, WorkloadLevel.NOT_COMPARED),
        (None, Fraction(10), WorkloadLevel.NO_CAPACITY),
    ],
)
def test_levels(load: Fraction | None, middle: Fraction | None, level: WorkloadLevel) -> None:
    assert level_of(Fraction(9), load, middle, WEIGHTS) is level


def test_no_work_and_no_capacity_is_not_compared() -> None:
    assert level_of(Fraction(0), None, Fraction(10), WEIGHTS) is WorkloadLevel.NOT_COMPARED


def test_the_shipped_weights_are_read() -> None:
    assert (WEIGHTS.base, WEIGHTS.most_for_extra_people, WEIGHTS.student_percent) == (4, 10, 50)
    assert [(step.at_least, step.points) for step in WEIGHTS.devices] == [(1, 1), (4, 2), (11, 4)]
    assert not WEIGHTS.confirmed


def _without(*path: str) -> dict[str, Any]:
    document = deepcopy(DOCUMENT)
    *tables, key = path
    table: Any = document
    for name in tables:
        table = table[name]
    del table[key]
    return document


def _with(table: str, key: str, value: object) -> dict[str, Any]:
    document = deepcopy(DOCUMENT)
    document[table][key] = value
    return document


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (_without("case"), "not_a_table"),
        (_without("case", "base"), "missing"),
        (_without("risk", "high"), "missing"),
        (_with("case", "base", -1), "not_a_number"),
        (_with("case", "bas", 4), "unknown_key"),
        (_with("warning", "red_percent_of_median", "150"), "not_a_number"),
    ],
)
def test_weights_that_are_wrong(document: dict[str, Any], what: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        weights_from(document)
    assert (refused.value.code, refused.value.values["what"]) == ("weights_invalid", what)


def test_an_edition_holds_from_its_day_until_the_next_and_the_forces_own_comes_first() -> None:
    later = DOCUMENT | {"version": 2, "valid_from": date(2026, 7, 1)}
    first, second = editions_from({"edition": [later, DOCUMENT]})
    assert (first.version, second.version, second.own) == (1, 2, False)
    for day, version in ((date(2020, 1, 1), 1), (date(2026, 6, 30), 1), (date(2026, 7, 1), 2)):
        assert in_force((first, second), day).version == version
    (own,) = editions_from({"edition": [DOCUMENT | {"version": 9, "valid_from": date(2026, 3, 1)}]}, own=True)
    assert [in_force((first, second, own), date(2026, month, 28)).version for month in (2, 3, 8)] == [1, 9, 9]


@pytest.mark.parametrize(
    ("document", "what"),
    [
        ({}, "missing"),
        ({"edition": []}, "missing"),
        ({"edition": [DOCUMENT, DOCUMENT]}, "twice"),
        ({"edition": [{key: value for key, value in DOCUMENT.items() if key != "valid_from"}]}, "missing"),
    ],
)
def test_editions_that_are_wrong(document: dict[str, Any], what: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        editions_from(document)
    assert (refused.value.code, refused.value.values["what"]) == ("weights_invalid", what)


def test_shares_add_up_to_the_points_of_the_team_and_go_by_capacity() -> None:
    points = [Fraction(30), Fraction(6), Fraction(12)]
    shares = fair_shares(points, [Fraction(1), Fraction(1, 2), Fraction(0)])
    assert shares == (32, 16, 0)
    assert sum(share for share in shares if share is not None) == sum(points)
    assert fair_shares(points[:2], [Fraction(0), Fraction(0)]) == (None, None)
    assert fair_shares([], []) == ()
