"""What the book of rules answers: which limits an event starts, lengthens or is counted back from, and how serious."""

from dataclasses import replace
from datetime import date

import pytest

from tests.tracker.domain.bail_events import rules
from tests.tracker.rule_data import a_clock_limit, a_duty, a_pack, calendars, catalogue
from tracker.domain.alert import overdue_severity
from tracker.domain.limit import Circumstance, Rise, Variant
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.errors import RuleBroken
from tracker.terms import CalendarName, Nation, Severity

ON = date(2026, 6, 1)
ALLOCATED = "TST-01"


def book(*tables: dict[str, object]) -> RuleBook:
    return RuleBook(a_pack(*tables), catalogue(), calendars())


@pytest.mark.parametrize("name", list(CalendarName))
def test_every_calendar_must_be_there(name: CalendarName) -> None:
    others = {other: calendar for other, calendar in calendars().items() if other is not name}
    with pytest.raises(RuleBroken) as refused:
        RuleBook(rules().pack, catalogue(), others)
    assert (refused.value.code, refused.value.values["calendar"]) == ("calendar_missing", name)


def test_drift_is_told_in_the_working_days_of_england_and_wales() -> None:
    assert rules().working_days is calendars()[CalendarName.ENGLAND_AND_WALES]


def test_a_duty_starts_nothing_and_has_no_way_to_count() -> None:
    duty = book(a_clock_limit(), a_duty())
    assert duty.limits_started_by("charged") == frozenset()
    assert duty.limits_started_by("reported") == {ALLOCATED}
    with pytest.raises(RuleBroken) as refused:
        rule_of(duty.limit("TST-02", 1))
    assert (refused.value.code, refused.value.values["limit"]) == ("limit_without_clock", "TST-02")


def test_an_event_lengthens_the_limits_whose_extension_it_starts() -> None:
    assert rules().limits_extended_by("reported") == frozenset()
    extending = [limit for limit in rules().pack.limits if limit.clock is not None and limit.clock.extends]
    assert extending
    for limit in extending:
        for event in rule_of(limit).starts:
            assert rule_of(limit).extends in rules().limits_extended_by(event)


@pytest.mark.parametrize(
    ("nation", "on", "started"),
    [
        (Nation.ENGLAND, date(2026, 6, 1), {"TST-03"}),
        (Nation.WALES, date(2026, 6, 1), set()),
        (Nation.ENGLAND, date(2026, 5, 31), set()),
    ],
)
def test_what_starts_when_another_is_overdue_is_of_its_nation_and_in_force(
    nation: Nation, on: date, started: set[str]
) -> None:
    after = a_clock_limit(
        id="TST-03", starts=None, starts_when_overdue=ALLOCATED, nation="england", valid_from=ON, stops="charged"
    )
    following = book(a_clock_limit(), after, a_duty())
    assert {limit.id for limit in following.limits_after_overdue(ALLOCATED, nation, on)} == started
    assert following.limits_after_overdue("TST-03", nation, on) == ()


def test_the_rises_are_those_of_the_amount_the_clock_counts() -> None:
    general, own = (Rise(14, Severity.URGENT),), (Rise(3, Severity.CRITICAL),)
    shipped = book(a_clock_limit())
    limit = shipped.limit(ALLOCATED, 1)
    variants = (Variant(Circumstance.UNDER_TEN, 2, own), Variant(Circumstance.WEEKEND, 9))
    rule = replace(rule_of(limit), rises=general, variants=variants)
    limit = replace(limit, clock=rule)
    assert shipped.rises(limit, rule.measure(2)) == own
    assert shipped.rises(limit, rule.measure(9)) == general
    assert shipped.rises(limit, rule.measure(7)) == general
    assert rule.rises_for({Circumstance.UNDER_TEN}) == own
    assert rule.rises_for({Circumstance.WEEKEND}) == rule.rises_for() == general


@pytest.mark.parametrize(
    ("units_late", "severity"),
    [
        (0, Severity.WARNING),
        (1, Severity.WARNING),
        (2, Severity.URGENT),
        (6, Severity.CRITICAL),
        (60, Severity.CRITICAL),
    ],
)
def test_an_overdue_clock_grows_more_serious_at_the_later_amounts_from_its_start(
    units_late: int, severity: Severity
) -> None:
    rises = (Rise(7, Severity.URGENT), Rise(11, Severity.CRITICAL))
    assert overdue_severity(Severity.WARNING, 5, units_late, rises) is severity


def test_a_later_amount_never_makes_it_less_serious() -> None:
    assert overdue_severity(Severity.CRITICAL, 5, 9, [Rise(7, Severity.NOTICE)]) is Severity.CRITICAL


def test_the_time_of_day_matters_for_what_starts_stops_or_lengthens_a_clock_in_hours() -> None:
    kinds = rules().kinds_by_the_hour()
    assert {"police_protection_started", "police_protection_ended", "detention_extended", "crime_recorded"} <= kinds
    assert not {"abe_interview", "arrested", "released_on_bail", "remanded"} & kinds


def test_it_matters_too_for_what_completes_such_a_kind() -> None:
    in_hours = book(a_clock_limit(count="hours", rolls=False, starts="reported", stops="bail_ended"), a_duty())
    assert in_hours.kinds_by_the_hour() == {
        "reported", "bail_ended", "charged", "no_further_action", "released_under_investigation",
        "released_without_charge",
    }  # fmt: skip
    assert book(a_clock_limit()).kinds_by_the_hour() == frozenset()
