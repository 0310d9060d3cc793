"""The rules of alerts: as they ship, and refused where something is wrong with them."""

from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.tracker.rule_data import calendars, catalogue
from tracker.domain.alert import NOW, Alert, check_next_step, check_snooze
from tracker.domain.alert_rules import FILE, alert_rules_from
from tracker.errors import RuleBroken
from tracker.resource_files import toml
from tracker.terms import PAST_DUE, AlertKind, AlertState, CalendarName, Severity


@pytest.fixture
def document() -> dict[str, Any]:
    return deepcopy(dict(toml(FILE)))


def test_they_ship_unconfirmed_and_wait_the_less_the_more_serious_an_alert_is(document: dict[str, Any]) -> None:
    rules = alert_rules_from(document)
    waits = [rules.waits[severity] for severity in Severity]
    assert not rules.confirmed
    assert waits == sorted(waits, reverse=True)
    assert (rules.snooze_days, rules.next_step_days) == (5, 20)


def test_every_milestone_that_names_an_alert_is_one_of_the_catalogue(document: dict[str, Any]) -> None:
    rules = alert_rules_from(document)
    assert set(rules.kinds) <= set(catalogue().kinds)
    assert set(rules.kinds.values()) == PAST_DUE - {AlertKind.OVERDUE}
    assert rules.kind_of("review_sergeant") is AlertKind.REVIEW_DUE
    assert rules.kind_of("abe_interview") is AlertKind.OVERDUE


@pytest.mark.parametrize(
    ("days", "severity"),
    [(42, Severity.NOTICE), (15, Severity.NOTICE), (14, Severity.WARNING), (4, Severity.WARNING), (3, Severity.URGENT)],
)
def test_a_warning_is_the_more_serious_the_nearer_the_end(
    document: dict[str, Any], days: int, severity: Severity
) -> None:
    assert alert_rules_from(document).severity_near(days) is severity


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("waits", "critical"), -1),
        (("waits", "soon"), 1),
        (("at_once", "severities"), ["grave"]),
        (("snooze", "most_working_days"), 0),
        (("acknowledge", "most_working_days"), 0),
        (("near", "steps"), [{"days": 3}]),
        (("kinds", "overdue"), ["abe_interview"]),
        (("lapse",), "soon"),
    ],
)
def test_what_is_wrong_is_refused(document: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    *tables, key = path
    table = document
    for name in tables:
        table = table[name]
    table[key] = value
    with pytest.raises(RuleBroken) as refused:
        alert_rules_from(document)
    assert refused.value.code == "weights_invalid"


def test_past_the_calendar_s_end_an_alert_is_put_off_by_days() -> None:
    working = calendars()[CalendarName.ENGLAND_AND_WALES]
    at = datetime(2032, 3, 1, 9, tzinfo=UTC)
    alert = Alert(
        "a", "s", AlertKind.NO_OWNER, NOW, "2032-03-01", "c", None, None, Severity.WARNING, AlertState.OPEN, at, at
    )
    check_snooze(alert, date(2032, 3, 6), None, date(2032, 3, 1), 5, working)
    with pytest.raises(RuleBroken) as refused:
        check_snooze(alert, date(2032, 3, 7), None, date(2032, 3, 1), 5, working)
    assert (refused.value.code, refused.value.values["last"]) == ("snooze_too_long", date(2032, 3, 6))


def test_an_alert_is_not_taken_on_for_so_long_that_it_would_be_lost() -> None:
    working, today = calendars()[CalendarName.ENGLAND_AND_WALES], date(2026, 11, 20)
    check_next_step(date(2026, 12, 18), today, 20, working)
    with pytest.raises(RuleBroken) as refused:
        check_next_step(date(2026, 12, 19), today, 20, working)
    assert (refused.value.code, refused.value.values["last"]) == ("next_step_too_far", date(2026, 12, 18))
