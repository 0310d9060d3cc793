"""What every event of bail says whole: its day, what it rests on, the day it gives and its values; so every refusal."""

from datetime import date
from typing import TypeAlias

import pytest

from tests.tracker.domain.bail_events import (
    ACC,
    K,
    admitted,
    applied,
    asked,
    bail,
    codes,
    court_adds,
    court_to,
    day,
    designated,
    discharged,
    event,
    extended,
    for_charging,
    met,
    refused,
    released,
    rules,
    up_to_nine_months,
)
from tracker.domain.bail import BailEvent
from tracker.domain.bail_regime import basis_of
from tracker.terms import BailEventKind, BailState, Rank

ARREST = "2025-01-10"
BEFORE_2017 = "2016-01-04"
ON_BAIL = released(ARREST)
NINE = up_to_nine_months(ARREST)
CPS, CPS_ASKS, HOSPITAL, COURT = "BAIL-11", "BAIL-12", "BAIL-13", "BAIL-08"
DAYS, BUSINESS_DAYS = "calendar_days", "business_days"
#: A step as it is written below: its code, its day, the day it gives, the limit or ground it rests on, and its values.
Said: TypeAlias = tuple[str, str, str | None, str, dict[str, object]]


def returning(on: str, until: str | None, kind: BailEventKind = K.RETURN_DATE_SET) -> BailEvent:
    """A return date."""
    return event(kind, on, until=until)


def from_sheet(on: str, until: str) -> BailEvent:
    """The end as the unit's sheet has it."""
    return event(K.TAKEN_FROM_SHEET, on, until=until)


def said(arrest: str, *events: BailEvent) -> list[tuple[str, object, object, str, dict[str, object]]]:
    """Give the steps of a bail of which nothing is refused, after the arrest and what a plain release says."""
    standing = bail(arrest, *events)
    assert codes(standing) == []
    told = [(step.code, step.on, step.gives, step.basis, dict(step.values)) for step in standing.steps]
    return [step for step in told if step[0] not in ("bail_arrested", "bail_released", "months_same")]


def whole(*steps: Said) -> list[tuple[str, date, date | None, str, dict[str, object]]]:
    """Give steps with their days and what the limits rest on."""
    return [
        (code, day(on), day(gives) if gives else None, ground if " " in ground else basis_of(ground, rules()), values)
        for code, on, gives, ground, values in steps
    ]


def test_releases_hospital_and_return_dates() -> None:
    street = event(K.STREET_BAIL, ARREST)
    stay = (admitted("2025-01-13"), discharged("2025-01-14"))
    dates = (returning("2025-02-01", "2025-02-10"), returning("2025-02-02", "2025-02-11", K.ALIGNED))
    assert said(ARREST, street, released("2025-01-12"), *stay, *dates) == whole(
        ("bail_street", ARREST, None, "BAIL-14", {}),
        ("bail_released_again", "2025-01-12", None, "BAIL-02", {}),
        ("bail_in_hospital", "2025-01-13", None, HOSPITAL, {}),
        ("bail_out_of_hospital", "2025-01-14", None, HOSPITAL, {}),
        ("bail_return_set", "2025-02-01", "2025-02-10", "BAIL-10", {}),
        ("bail_aligned", "2025-02-02", "2025-02-11", "BAIL-10", {}),
    )
    assert said(ARREST, ON_BAIL, admitted("2025-04-01"), discharged("2025-04-20"))[1:] == whole(
        ("bail_out_of_hospital_counted", "2025-04-20", "2025-04-29", HOSPITAL, {"amount": 19, "unit": DAYS}),
    )


def test_the_prosecutor_has_the_file_and_asks() -> None:
    events = (for_charging("2025-02-10"), for_charging("2025-02-11"), asked("2025-02-20"), met("2025-02-21"))
    assert said(ARREST, ON_BAIL, *events, released("2025-03-01")) == whole(
        ("bail_suspended", "2025-02-10", None, CPS, {}),
        ("bail_still_suspended", "2025-02-11", None, CPS, {}),
        ("bail_cps_requested", "2025-02-20", "2025-04-19", CPS_ASKS, {"amount": 7, "unit": DAYS}),
        ("bail_request_met", "2025-02-21", None, CPS_ASKS, {}),
        ("bail_runs_again_with_release", "2025-03-01", "2025-04-26", CPS, {}),
    )
    assert said(ARREST, ON_BAIL, for_charging("2025-04-09"), asked("2025-06-02"))[1:] == whole(
        ("bail_cps_requested_floor", "2025-06-02", "2025-06-08", CPS_ASKS, {"amount": 7, "unit": DAYS}),
    )
    assert said(ARREST, for_charging(ARREST), asked("2025-02-01")) == whole(
        ("bail_not_begun", ARREST, None, CPS, {}),
        ("bail_begins_with_request", "2025-02-01", None, CPS_ASKS, {}),
    )
    assert said(ARREST, for_charging(ARREST), released("2025-02-01"))[1:] == whole(
        ("bail_begins_with_release", "2025-02-01", None, CPS, {}),
    )


def test_extensions_and_the_court() -> None:
    sixth, ninth = {"amount": 6, "unit": "months"}, {"amount": 9, "unit": "months"}
    first = (applied("2025-10-01"), refused("2025-10-02"), applied("2025-10-03"), court_to("2025-10-09", 12))
    more = (court_adds("2025-10-11", 3), applied("2026-04-10"), refused("2026-04-20"))
    assert said(ARREST, *NINE, *first, *more) == whole(
        ("bail_extended", "2025-04-10", "2025-07-10", "BAIL-03", sixth | {"authority": Rank.INSPECTOR}),
        ("bail_extended", "2025-07-10", "2025-10-10", "BAIL-04", ninth | {"authority": Rank.SUPERINTENDENT}),
        ("bail_court_applied_late", "2025-10-01", None, COURT, {"amount": 7, "unit": BUSINESS_DAYS, "lead": 10}),
        ("bail_court_refused", "2025-10-02", None, COURT, {}),
        ("bail_court_applied_late", "2025-10-03", None, COURT, {"amount": 5, "unit": BUSINESS_DAYS, "lead": 10}),
        ("bail_court_extended", "2025-10-09", "2026-01-10", "BAIL-06", {"amount": 12, "unit": "months"}),
        ("bail_court_added", "2025-10-11", "2026-04-10", "BAIL-07", {"amount": 3, "unit": "months"}),
        ("bail_court_applied_late", "2026-04-10", None, COURT, {"amount": 0, "unit": BUSINESS_DAYS, "lead": 10}),
        ("bail_court_refused_late", "2026-04-20", "2026-04-20", COURT, {}),
    )
    assert said(ARREST, *NINE, designated("2025-10-01"))[2:] == whole(
        ("bail_designated", "2025-10-01", None, "BAIL-05", {})
    )


def test_an_extension_gives_no_day_and_an_application_counts_none_while_the_end_is_not_known() -> None:
    acting = extended("2025-03-01", "inspector", acting=True)
    assert said(ARREST, ON_BAIL, for_charging("2025-02-10"), acting)[1:] == whole(
        ("bail_extended_acting", "2025-03-01", None, "BAIL-03",
         {"amount": 6, "unit": "months", "authority": Rank.INSPECTOR}),
    )  # fmt: skip
    suspended = said(ARREST, *NINE, for_charging("2025-10-01"), applied("2025-10-02"))
    assert suspended[-1:] == whole(("bail_court_applied", "2025-10-02", None, COURT, {}))
    past_the_calendar = said("2039-01-10", *up_to_nine_months("2039-01-10"), applied("2039-10-01"))
    assert past_the_calendar[-1:] == whole(("bail_court_applied", "2039-10-01", None, COURT, {}))


def test_a_sheet_and_the_end_of_bail() -> None:
    assert said(ARREST, from_sheet("2025-01-20", "2025-05-05")) == whole(
        ("bail_from_sheet", "2025-01-20", "2025-05-05", "LOCAL: the unit's spreadsheet", {})
    )
    assert said(ARREST, ON_BAIL, event(K.CHARGED, "2025-03-02")) == whole(
        ("bail_charged", "2025-03-02", None, "PACE 1984 ss.37(7)(d), 37B(6)", {})
    )
    assert said(ARREST, event(K.RELEASED_UNDER_INVESTIGATION, ARREST), event(K.NO_FURTHER_ACTION, "2025-02-05")) == (
        whole(
            ("bail_under_investigation", ARREST, None, "RUI-01", {}),
            ("bail_no_further_action", "2025-02-05", None, "BAIL-17", {}),
        )
    )


def test_bail_before_there_were_periods() -> None:
    events = (released("2016-01-05"), for_charging("2016-02-05"), released("2016-02-06"), event(K.ENDED, "2016-03-01"))
    assert said(BEFORE_2017, *events) == whole(
        ("bail_no_limit", "2016-01-05", None, "OLD-09", {}),
        ("bail_released_for_charging_no_limit", "2016-02-05", None, "OLD-09", {}),
        ("bail_released_again", "2016-02-06", None, "OLD-09", {}),
        ("bail_ended", "2016-03-01", None, "PACE 1984 ss.37(7), 47(4)", {}),
    )
    arrested, *_ = bail(BEFORE_2017, *events).steps
    assert (arrested.code, arrested.on, arrested.basis) == (
        "bail_arrested", day(BEFORE_2017), basis_of("OLD-09", rules()),
    )  # fmt: skip
    in_turn = bail(BEFORE_2017, released("2016-01-05"), for_charging("2016-02-05"))
    assert (in_turn.state, in_turn.since) == (BailState.NO_LIMIT, day("2016-01-05"))
    straight = bail(BEFORE_2017, for_charging("2016-01-06"))
    assert (straight.state, straight.since) == (BailState.NO_LIMIT, day("2016-01-06"))


@pytest.mark.parametrize(("events", "code", "values"), [
    ((ON_BAIL, extended("2025-02-01", "")), "authority_missing", {"wanted": Rank.INSPECTOR, "to": 6}),
    ((*NINE, extended("2025-10-01", ACC)), "not_designated", {"to": 12}),
    ((*NINE, applied("2025-10-01"), applied("2025-10-02")), "application_open", {"since": day("2025-10-01")}),
    ((released("2025-01-09"),), "before_the_arrest", {"arrested": day(ARREST)}),
    ((from_sheet("2025-01-20", "2025-01-09"),), "before_the_arrest", {"arrested": day(ARREST)}),
    ((ON_BAIL, returning("2025-02-02", "2025-02-01")), "return_before_event",
     {"until": day("2025-02-01"), "on": day("2025-02-02")}),
    ((ON_BAIL, returning("2025-02-02", "2025-04-11")), "return_after_end",
     {"until": day("2025-04-11"), "earliest": day("2025-04-10")}),
])  # fmt: skip
def test_a_refusal_says_what_it_goes_by_and_which_event_it_was(
    events: tuple[BailEvent, ...], code: str, values: dict[str, object]
) -> None:
    (one,) = bail(ARREST, *events).refused
    assert (one.event, one.code, one.values) == (events[-1], code, values)


def test_everything_after_the_day_asked_about_is_named() -> None:
    later = (extended("2025-02-01", "inspector"), event(K.CHARGED, "2025-03-01"))
    standing = bail(ARREST, ON_BAIL, *later, as_of="2025-01-31")
    assert [(one.event, one.code) for one in standing.refused] == [(one, "after_as_of") for one in later]
