"""What a force's own file may do to each kind of limit, and what it may not."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.rule_data import a_clock_limit, a_duty, a_pack, calendars, pack
from tracker.domain.counting import count
from tracker.domain.limit import Limit
from tracker.domain.time_limits import LimitPack, with_force_settings
from tracker.errors import RuleBroken
from tracker.terms import CalendarName, ClockClass, CountUnit, FirstDay, LimitKind, LimitType, Severity
from tracker.time_source import start_of_day

CHECKED = {"by": "head of unit", "on": date(2026, 11, 2)}


def force(**tables: list[dict[str, Any]]) -> LimitPack:
    return with_force_settings(pack(), {"version": 4, **tables})


def the(settled: LimitPack, limit_id: str) -> Limit:
    (limit,) = settled.versions(limit_id)
    return limit


def refusal(document: dict[str, Any], of: LimitPack | None = None) -> tuple[object, object]:
    with pytest.raises(RuleBroken) as refused:
        with_force_settings(of or pack(), {"version": 1} | document)
    assert refused.value.code == "force_setting_refused"
    return refused.value.values["limit"], refused.value.values["what"]


def test_an_empty_file_changes_nothing():
    assert force().limits == pack().limits
    assert force().force_version == 4
    assert pack().force_version == 0


# ---- law and codes are locked


@pytest.mark.parametrize("limit_id", [limit.id for limit in pack().limits if limit.locked])
def test_a_number_of_law_or_code_is_locked(limit_id):
    change = {"limit": limit_id, "amount": 1} | CHECKED
    assert refusal({"alter": [change]}) == (limit_id, "locked")


def test_whatever_of_law_is_asked_for_is_refused():
    for change in ({"remind": [1]}, {"values": {"least_days": 3}}, {"variants": []}):
        assert refusal({"alter": [{"limit": "BAIL-12"} | change | CHECKED]}) == ("BAIL-12", "locked")


@pytest.mark.parametrize(
    "limit_id", [limit.id for limit in pack().limits if limit.clock is not None and not limit.locked]
)
def test_guidance_and_our_own_may_be_altered_and_the_original_stays(limit_id):
    before = the(pack(), limit_id)
    assert before.clock is not None
    amount = before.clock.amount + 1
    change: dict[str, Any] = {"limit": limit_id, "amount": amount} | CHECKED
    change |= {"rises": [{"amount": amount + 1, "severity": "urgent"}]} if before.clock.rises else {}
    change |= {"later_amounts": [amount + 1]} if before.clock.later_amounts else {}
    after = the(force(alter=[change]), limit_id)
    assert after.clock is not None
    assert after.clock.amount == amount
    assert after.shipped is before
    assert after.force_version == 4
    assert not after.suggestion
    assert not after.to_be_confirmed
    assert (after.kind, after.amount_kind, after.basis) == (before.kind, before.amount_kind, before.basis)


def test_the_day_of_a_duty_of_law_is_ours_to_change_and_the_duty_is_not():
    settled = the(force(alter=[{"limit": "BAIL-17", "amount": 2} | CHECKED]), "BAIL-17")
    assert settled.clock is not None
    assert settled.clock.amount == 2
    assert settled.kind is LimitKind.LAW


def test_a_shorter_amount_drops_the_reminders_it_has_no_room_for():
    settled = the(force(alter=[{"limit": "SUP-03", "amount": 3} | CHECKED]), "SUP-03")
    assert settled.clock is not None
    assert settled.clock.remind == (1,)


def test_variants_rises_and_reminders_may_be_altered():
    change = {
        "limit": "SUP-03",
        "variants": [{"when": "high_risk", "amount": 7}],
        "rises": [{"amount": 42, "severity": "urgent"}],
        "remind": [5],
    }
    settled = the(force(alter=[change | CHECKED]), "SUP-03")
    assert settled.clock is not None
    assert [(variant.when, variant.amount) for variant in settled.clock.variants] == [("high_risk", 7)]
    assert [(rise.amount, rise.severity) for rise in settled.clock.rises] == [(42, Severity.URGENT)]
    assert settled.clock.remind == (5,)
    assert settled.clock.amount == 28


def test_the_reminders_of_bail_are_changed_in_one_place():
    settled = force(alter=[{"limit": "BAIL-20", "remind": [30, 10]} | CHECKED])
    assert the(settled, "BAIL-20").shipped is the(pack(), "BAIL-20")
    for limit in settled.stopping_at("bail_ended"):
        assert limit.clock is not None
        assert limit.clock.remind == (30, 10), limit.id


def test_a_number_under_the_floor_of_the_court_rules_is_refused():
    assert refusal({"alter": [{"limit": "BAIL-08a", "amount": 4} | CHECKED]}) == ("BAIL-08a", "under_the_least")
    assert the(force(alter=[{"limit": "BAIL-08a", "amount": 5} | CHECKED]), "BAIL-08a").clock.amount == 5


def test_a_bail_period_of_the_law_keeps_the_reminders_of_bail_20():
    assert refusal({"alter": [{"limit": "BAIL-02", "remind": [3]} | CHECKED]}) == ("BAIL-02", "locked")
    local = a_pack(
        a_clock_limit(reminders="TST-03"), a_duty(id="TST-03", type="flag", kind="LOCAL", concerns=None, remind=[3])
    )
    change = {"limit": "TST-01", "remind": [2]} | CHECKED
    assert refusal({"alter": [change]}, local) == ("TST-01", "reminders_of_another_row")


def test_further_numbers_may_be_altered_by_name():
    settled = the(force(alter=[{"limit": "AUD-01", "values": {"percent_of_open_cases": 10}} | CHECKED]), "AUD-01")
    assert dict(settled.values) == {"days_between": 28, "percent_of_open_cases": 10, "least_cases": 10}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"limit": "SUP-03", "amount": 0}, "not_a_number"),
        ({"limit": "SUP-03", "count": "hours", "amount": 3}, "unknown_key"),
        ({"limit": "SUP-03", "calendar": "court", "amount": 3}, "unknown_key"),
        ({"limit": "SUP-03", "kind": "LAW", "amount": 3}, "unknown_key"),
        ({"limit": "SUP-03"}, "nothing_altered"),
        ({"limit": "SUP-07", "amount": 30}, "not_ascending"),
        ({"limit": "AUD-01", "amount": 3}, "unknown_key"),
        ({"limit": "AUD-01", "values": {"days": 3}}, "unknown_key"),
        ({"limit": "SUP-06", "remind": [3]}, "unknown_key"),
        ({"limit": "SUP-99", "amount": 3}, "unknown_limit"),
    ],
)
def test_a_wrong_change_is_refused(change, what):
    assert refusal({"alter": [change | CHECKED]}) == (change["limit"], what)


@pytest.mark.parametrize("missing", ["by", "on"])
def test_a_change_says_who_and_when(missing):
    change = {key: value for key, value in ({"limit": "SUP-03", "amount": 3} | CHECKED).items() if key != missing}
    assert refusal({"alter": [change]}) == ("SUP-03", "missing")


def test_a_limit_is_altered_once():
    change = {"limit": "SUP-03", "amount": 3} | CHECKED
    assert refusal({"alter": [change, change]}) == ("SUP-03", "altered_twice")


def test_a_file_with_something_else_in_it_is_refused():
    assert refusal({"switch_off": [{"limit": "SUP-03"}]}) == ("", "unknown_key")
    assert refusal({"version": 0}) == ("", "not_a_number")
    assert refusal({"alter": [{"amount": 3}]}) == ("", "missing")
    assert refusal({"alter": ["SUP-03"]}) == ("", "missing")


# ---- confirming


def test_confirming_keeps_the_number():
    settled = force(confirm=[{"limit": name} | CHECKED for name in ("SUP-03", "CPS-12", "SG-13")])
    for name in ("SUP-03", "CPS-12", "SG-13"):
        before, after = the(pack(), name), the(settled, name)
        assert after.clock == before.clock
        assert after.shipped is None
        assert not after.suggestion
        assert not after.to_be_confirmed
        assert after.confirmation is not None
        assert (after.confirmation.by, after.confirmation.on) == ("head of unit", date(2026, 11, 2))


@pytest.mark.parametrize(
    ("confirm", "what"),
    [
        ([{"limit": "SUP-03", "amount": 3}], "unknown_key"),
        ([{"limit": "SUP-03"}, {"limit": "SUP-03"}], "confirmed_twice"),
        ([{"limit": "CPS-08a"}], "nothing_to_confirm"),
        ([{"limit": "SUP-99"}], "unknown_limit"),
    ],
)
def test_a_wrong_confirmation_is_refused(confirm, what):
    document = {"confirm": [row | CHECKED for row in confirm]}
    assert refusal(document) == (confirm[0]["limit"], what)


# ---- earlier targets beside a limit


def test_a_force_may_set_an_earlier_target_beside_a_law_limit():
    settled = force(target=[{"id": "FORCE-01", "beside": "LIM-01", "amount": 4, "remind": [14]} | CHECKED])
    target = the(settled, "FORCE-01")
    assert (target.type, target.kind, target.beside) == (LimitType.CLOCK, LimitKind.LOCAL, "LIM-01")
    assert target.clock is not None
    assert (target.clock.amount, target.clock.count, target.clock.stops) == (4, CountUnit.MONTHS, "charged")
    assert (target.clock.clock_class, target.clock.rolls) == (ClockClass.TARGET, False)
    assert target.row == "LIM-01"
    assert the(settled, "LIM-01") == the(pack(), "LIM-01")
    assert target in settled.stopping_at("charged")


@pytest.mark.parametrize(
    ("beside", "numbers"),
    [
        ("LIM-01", {"amount": 6}),
        ("LIM-01", {"amount": 169, "count": "calendar_days"}),
        ("VIC-01", {"amount": 1}),
        ("VIC-01", {"amount": 1, "count": "calendar_days"}),
        ("VIC-01", {"amount": 23, "count": "hours"}),
        ("VIC-07", {"amount": 2, "count": "business_days"}),
        ("SG-06", {"amount": 1, "count": "months"}),
        ("SG-13", {"amount": 2, "count": "calendar_days"}),
        ("SG-14", {"amount": 167, "count": "hours"}),
        ("SG-14", {"amount": 8}),
        ("SG-20", {"amount": 2}),
        ("SUP-05", {"amount": 3}),
    ],
)
def test_a_target_that_is_not_always_earlier_is_refused(beside, numbers):
    target = {"id": "FORCE-01", "beside": beside} | numbers | CHECKED
    assert refusal({"target": [target]}) == ("FORCE-01", "not_earlier")


@pytest.mark.parametrize(
    ("beside", "numbers"),
    [
        ("LIM-01", {"amount": 167, "count": "calendar_days"}),
        ("VIC-01", {"amount": 22, "count": "hours"}),
        ("VIC-07", {"amount": 1}),
        ("SG-06", {"amount": 14, "count": "calendar_days"}),
        ("SG-13", {"amount": 1, "count": "calendar_days"}),
        ("SG-14", {"amount": 166, "count": "hours"}),
        ("SG-20", {"amount": 1}),
    ],
)
def test_a_target_that_is_always_earlier_is_taken(beside, numbers):
    settled = force(target=[{"id": "FORCE-01", "beside": beside} | numbers | CHECKED])
    assert the(settled, "FORCE-01").clock.amount == numbers["amount"]


UNITS = st.sampled_from(list(CountUnit))


@given(
    st.tuples(UNITS, st.integers(1, 90), st.sampled_from(FirstDay)),
    st.tuples(UNITS, st.integers(1, 90)),
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - Hypothesis wants them so
)
def test_a_target_that_is_taken_never_ends_after_the_limit(limit_counts, target_counts, start):
    unit, amount, first_day = limit_counts
    calendar = "court" if unit is CountUnit.BUSINESS_DAYS else "england_and_wales"
    numbers = {"count": unit.value, "amount": amount, "first_day": first_day.value, "calendar": calendar}
    limit = a_clock_limit(kind="LAW", rolls=False, **numbers)
    row = {"id": "FORCE-01", "beside": "TST-01", "count": target_counts[0].value, "amount": target_counts[1]}
    if target_counts[0] is CountUnit.BUSINESS_DAYS and unit is not CountUnit.BUSINESS_DAYS:
        return
    try:
        settled = with_force_settings(a_pack(limit), {"version": 1, "target": [row | CHECKED]})
    except RuleBroken as refused:
        if refused.values["what"] != "not_earlier":
            raise
        return
    instant = start_of_day(start.date()) + timedelta(hours=start.hour, minutes=start.minute)
    assert _end(the(settled, "FORCE-01"), instant) < _end(the(settled, "TST-01"), instant)


def _end(limit: Limit, start: datetime) -> datetime:
    assert limit.clock is not None
    result = count(limit.clock.measure_for(), start, calendars()[limit.clock.calendar])
    if result.instant is not None:
        return result.instant
    assert result.day is not None
    return start_of_day(result.day + timedelta(days=1))


def test_a_blank_limit_is_filled_by_a_target_of_the_force():
    row = {
        "id": "FORCE-08", "beside": "CPS-08a", "name": "Charging decision, witness under 10", "count": "calendar_days",
        "amount": 7, "starts": "file_accepted", "stops": "charging_decision", "remind": [2],
    }  # fmt: skip
    target = the(force(target=[row | CHECKED]), "FORCE-08")
    assert target.clock is not None
    assert target.clock.calendar is CalendarName.FORCE
    assert target.only_when == the(pack(), "CPS-08a").only_when
    assert not target.blank


def test_a_duty_without_a_count_may_be_given_one():
    row = {"id": "FORCE-09", "beside": "BAIL-15", "count": "hours", "amount": 12, "starts": "arrested"}
    target = the(force(target=[row | CHECKED]), "FORCE-09")
    assert target.clock is not None
    assert (target.clock.starts, target.clock.stops) == (("arrested",), "victim_views_sought")
    assert target.valid_from == date(2022, 10, 28)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"id": "VIC-99", "beside": "VIC-07", "amount": 1}, "bad_id"),
        ({"id": "FORCE-01", "beside": "VIC-99", "amount": 1}, "unknown_limit"),
        ({"id": "FORCE-01", "beside": "VIC-07", "amount": 1, "stops": "charged"}, "unknown_key"),
        ({"id": "FORCE-01", "beside": "VIC-07"}, "missing"),
        ({"id": "FORCE-01", "beside": "BAIL-08a", "amount": 6}, "counted_back"),
        ({"id": "FORCE-01", "beside": "BAIL-15", "amount": 6, "count": "hours"}, "one_start_needed"),
        ({"id": "FORCE-01", "beside": "CPS-08a", "amount": 6, "count": "hours", "starts": "charged"}, "missing"),
        ({"id": "FORCE-01", "beside": "BAIL-15", "amount": 6, "count": "hours", "starts": "arested"}, "unknown_event"),
    ],
)
def test_a_wrong_target_is_refused(row, what):
    expected = row["beside"] if what == "unknown_limit" else row["id"]
    assert refusal({"target": [row | CHECKED]}) == (expected, what)


def test_two_targets_do_not_share_a_name():
    rows = [{"id": "FORCE-01", "beside": name, "amount": 1} | CHECKED for name in ("VIC-07", "SG-06")]
    assert refusal({"target": rows}) == ("FORCE-01", "said_twice")


def test_every_version_of_a_limit_is_altered():
    two = a_pack(
        a_clock_limit(valid_to=date(2026, 6, 30)), a_clock_limit(version=2, amount=5, valid_from=date(2026, 7, 1))
    )
    settled = with_force_settings(two, {"version": 1, "alter": [{"limit": "TST-01", "amount": 4} | CHECKED]})
    assert [(limit.version, limit.clock.amount) for limit in settled.versions("TST-01")] == [(1, 4), (2, 4)]
