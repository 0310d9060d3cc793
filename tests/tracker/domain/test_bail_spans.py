"""The bail of an arrest as stretches of days: running, standing still, with the court, under investigation."""

from datetime import date

import pytest

from tests.tracker.domain.bail_events import (
    K,
    admitted,
    applied,
    asked,
    day,
    discharged,
    event,
    extended,
    for_charging,
    met,
    released,
    rules,
    up_to_nine_months,
)
from tracker.domain.bail import BailEvent
from tracker.domain.bail_spans import bail_spans
from tracker.domain.suspect import Arrest
from tracker.terms import BailState

ARREST = "2025-01-10"
S = BailState


def spans(*events: BailEvent, today: str) -> list[tuple[date, date, BailState]]:
    arrest = Arrest("arrest", "case", "suspect", day(ARREST))
    return [(one.since, one.until, one.state) for one in bail_spans(arrest, events, rules(), day(today))]


def test_nothing_has_happened_yet() -> None:
    assert spans(today="2025-03-01") == []
    assert spans(released("2025-03-02"), event(K.RELEASED_ON_BAIL, ARREST, withdrawn=True), today="2025-03-01") == []


def test_a_period_runs_past_its_extension_and_today_is_in_it() -> None:
    run = (released(ARREST), extended("2025-04-01", "inspector"))
    assert spans(*run, today="2025-05-01") == [(day(ARREST), day("2025-05-02"), S.RUNNING)]


def test_a_period_that_was_not_extended_has_passed_from_the_day_after_its_end() -> None:
    assert spans(released(ARREST), today="2025-04-20") == [
        (day(ARREST), day("2025-04-11"), S.RUNNING),
        (day("2025-04-11"), day("2025-04-21"), S.PASSED),
    ]


def test_what_stands_still_with_the_prosecutor_is_apart_and_the_days_themselves_run() -> None:
    events = (released(ARREST), for_charging("2025-02-10"), asked("2025-03-10"), met("2025-03-12"))
    assert spans(*events, today="2025-06-01") == [
        (day(ARREST), day("2025-02-11"), S.RUNNING),
        (day("2025-02-11"), day("2025-03-10"), S.SUSPENDED),
        (day("2025-03-10"), day("2025-03-13"), S.RUNNING),
        (day("2025-03-13"), day("2025-06-02"), S.SUSPENDED),
    ]


def test_a_stay_in_hospital_over_the_end_stands_still_until_the_discharge() -> None:
    events = (released(ARREST), admitted("2025-04-01"), discharged("2025-05-01"))
    assert spans(*events, today="2025-05-03") == [
        (day(ARREST), day("2025-04-01"), S.RUNNING),
        (day("2025-04-01"), day("2025-05-01"), S.SUSPENDED),
        (day("2025-05-01"), day("2025-05-04"), S.RUNNING),
    ]


def test_a_release_for_charging_at_once_has_not_begun() -> None:
    assert spans(for_charging(ARREST), today="2025-01-12") == [(day(ARREST), day("2025-01-13"), S.NOT_BEGUN)]


def test_it_runs_on_while_the_court_decides() -> None:
    events = (*up_to_nine_months(ARREST), applied("2025-10-01"))
    found = spans(*events, today="2025-11-01")
    assert found[-1] == (day("2025-10-11"), day("2025-11-02"), S.COURT_DECIDING)


@pytest.mark.parametrize(
    ("kind", "state"), [(K.RELEASED_UNDER_INVESTIGATION, S.UNDER_INVESTIGATION), (K.CHARGED, S.ENDED)]
)
def test_what_ends_it(kind: K, state: BailState) -> None:
    assert spans(released(ARREST), event(kind, "2025-03-01"), today="2025-03-05") == [
        (day(ARREST), day("2025-03-01"), S.RUNNING),
        (day("2025-03-01"), day("2025-03-06"), state),
    ]
