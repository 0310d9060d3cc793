"""The rules of forecasts: as they ship, refused where something is wrong, and which clocks are looked back on."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from tests.tracker.rule_data import calendars, catalogue, pack
from tracker.domain.forecast import FILE, counted_from_report, counted_together, forecast_rules_from
from tracker.domain.rule_book import RuleBook
from tracker.domain.time_limits import LimitPack
from tracker.errors import RuleBroken
from tracker.resource_files import toml


@pytest.fixture
def document() -> dict[str, Any]:
    return deepcopy(dict(toml(FILE)))


@pytest.fixture(scope="module")
def rules() -> RuleBook:
    return RuleBook(pack(), catalogue(), calendars())


def test_they_ship_unconfirmed_with_twenty_and_eight_in_ten(document: dict[str, Any]) -> None:
    rules = forecast_rules_from(document)
    assert not rules.confirmed
    assert (rules.low, rules.high) == pytest.approx((0.1, 0.9))
    assert [rules.are_enough(count) for count in (19, 20)] == [False, True]
    assert [rules.is_likely_to_miss(chance) for chance in (0.5, 0.501)] == [False, True]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("least_finished", 0),
        ("least_finished", None),
        ("range_in_ten", 10),
        ("likely_to_miss_percent", 100),
        ("likely_to_miss_percent", "half"),
        ("confirmed", "yes"),
        ("soon", 1),
    ],
)
def test_what_is_wrong_is_refused(document: dict[str, Any], key: str, value: object) -> None:
    document[key] = value
    with pytest.raises(RuleBroken) as refused:
        forecast_rules_from(document)
    assert (refused.value.code, refused.value.values["file"]) == ("weights_invalid", FILE)


def test_targets_are_looked_back_on_and_nothing_that_ends_by_itself(rules: RuleBook) -> None:
    counted = counted_together(rules)
    assert counted["SG-02"] == "SG-02"
    assert "BAIL-01" not in counted
    for limit in rules.pack.limits:
        if limit.clock is not None and (limit.clock.window or limit.clock.backwards or limit.clock.extends):
            assert limit.id not in counted


def test_a_target_of_the_force_is_looked_back_on_with_the_limit_beside_which_it_is_set(rules: RuleBook) -> None:
    limit = rules.limit("SG-02", 1)
    limits = (*rules.pack.limits, replace(limit, id="FORCE-01", beside="SG-02"))
    assert counted_together(replace(rules, pack=LimitPack(limits, rules.pack.events)))["FORCE-01"] == "SG-02"


@pytest.mark.parametrize(
    ("kind", "counted"),
    [
        ("suspect_identified", True),
        ("strategy_discussion", False),
        ("bail_ended", False),
        ("review_requested", False),
        ("device_returned", False),
    ],
)
def test_what_is_planned_without_a_clock_is_looked_back_on_from_the_report(
    rules: RuleBook, kind: str, *, counted: bool
) -> None:
    assert counted_from_report(kind, rules) is counted
