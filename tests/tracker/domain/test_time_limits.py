"""The shipped limits against the table of the field, line by line, and the rules by which they are looked up."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.tracker.rule_data import a_clock_limit, a_duty, a_pack, calendars, catalogue, pack
from tracker.domain.counting import count
from tracker.domain.limit import Circumstance, ClockRule, Limit, Turn
from tracker.domain.milestone_plan import disagreements
from tracker.domain.time_limits import pack_from
from tracker.errors import RuleBroken
from tracker.terms import (
    CalendarName,
    CaseKind,
    ClockClass,
    CountUnit,
    FirstDay,
    LimitKind,
    Nation,
    OnChange,
    RiskGrade,
    Severity,
)

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 20)

FIELD = Path(__file__).with_name("limits_of_the_field.txt")

# The rows of the tables of sections 2 to 9, 11.1 and 19, by their first and last number and their lettered ones.
# The old regimes, the risk bands and the transfers have no numbers of their own there.
ROWS = {
    "BAIL": (1, 21, ("08a", "10a", "15a", "16a")),
    "OLD": (1, 10, ()),
    "RUI": (1, 6, ()),
    "LIM": (1, 4, ()),
    "CPS": (1, 15, ("08a", "09a")),
    "VIC": (1, 12, ("01b", "01c")),
    "VRR": (1, 5, ()),
    "SG": (1, 20, ("02a",)),
    "MED": (1, 8, ()),
    "ABE": (1, 8, ()),
    "DIG": (1, 8, ("01a",)),
    "SUP": (1, 7, ()),
    "DATA": (1, 14, ()),
    "CUS": (1, 4, ()),
    "REV": (1, 1, ()),
    "AUD": (1, 1, ()),
    "TRF": (1, 2, ()),
    "SUS": (1, 1, ()),
}


def field_rows() -> list[tuple[str, tuple[str, ...]]]:
    lines = [line for line in FIELD.read_text().splitlines() if line and not line.startswith("#")]
    rows = [tuple(part.strip() for part in line.split(" | ")) for line in lines]
    return [(limit_id, facts) for limit_id, *facts in rows]


def facts_of(limit: Limit) -> list[str]:
    """Say of a shipped limit what a line of the field says of it."""
    kind = limit.kind if limit.amount_kind is limit.kind else f"{limit.kind}/{limit.amount_kind}"
    confidence = re.split(r" \(| for ", limit.confidence)[0]
    facts = [kind, confidence, limit.type if limit.clock is None else f"{limit.clock.amount} {limit.clock.count}"]
    if limit.concerns:
        facts.append(f"on {limit.concerns}")
    if limit.clock is not None:
        facts.extend(clock_facts_of(limit, limit.clock))
    facts.extend([limit.authority] if limit.authority else [])
    facts.extend([f"from {limit.valid_from}"] if limit.valid_from else [])
    facts.extend([f"to {limit.valid_to}"] if limit.valid_to else [])
    for word, listed in (("for", limit.case_kinds), ("only", limit.only_when), ("unless", limit.unless)):
        facts.extend([f"{word} {' '.join(listed)}"] if listed else [])
    return facts


def clock_facts_of(limit: Limit, rule: ClockRule) -> Iterator[str]:
    starts = ",".join(rule.starts) or f"overdue {rule.starts_when_overdue}"
    usual = {"LAW": "critical", "CODE": "urgent", "GUID": "warning", "LOCAL": "warning"}[limit.amount_kind]
    yield f"{starts} > {rule.stops}"
    yield from ["period"] if rule.clock_class is ClockClass.PERIOD else []
    yield from [] if rule.auto else ["by hand"]
    yield from ["backwards"] if rule.backwards else []
    yield from ["window"] if rule.window else []
    yield from [f"{'added to' if rule.adds else 'lengthens'} {rule.extends}"] if rule.extends else []
    yield from [f"begins {rule.begins_after_days} later"] if rule.begins_after_days else []
    yield from [f"every {rule.every}"] if rule.every else []
    yield from [f"later {' '.join(map(str, rule.later_amounts))}"] if rule.later_amounts else []
    yield from [] if limit.severity == usual else [limit.severity]


def the(limit_id: str) -> Limit:
    (limit,) = pack().versions(limit_id)
    return limit


def clock_of(limit_id: str):
    clock = the(limit_id).clock
    assert clock is not None
    return clock


def ends(limit_id: str, start: date | datetime, circumstances: frozenset[Circumstance] = frozenset()):
    rule = clock_of(limit_id)
    result = count(rule.measure_for(circumstances), start, calendars()[rule.calendar])
    return result.instant or result.day


# ---- every row, and no other


def test_every_row_of_the_field_is_there_and_no_other():
    expected = {
        f"{prefix}-{number}"
        for prefix, (first, last, lettered) in ROWS.items()
        for number in (*(f"{n:02d}" for n in range(first, last + 1)), *lettered)
    }
    assert {limit.row for limit in pack().limits} == expected | {"8.3"}


def test_every_limit_of_the_field_is_there_once_and_no_other():
    shipped = Counter(limit.id for limit in pack().limits)
    assert shipped == Counter(limit_id for limit_id, _ in field_rows())


@pytest.mark.parametrize(("limit_id", "facts"), field_rows())
def test_a_limit_says_what_the_field_says(limit_id, facts):
    assert facts_of(the(limit_id)) == list(facts)


def test_a_part_of_a_row_begins_with_its_row():
    for limit in pack().limits:
        if limit.row != "8.3":
            assert limit.id == limit.row or re.fullmatch(rf"{limit.row}(a|-.+)", limit.id), limit.id


def test_limits_and_milestone_kinds_agree():
    assert disagreements(catalogue(), pack()) == ()


def test_each_file_holds_its_nation():
    nations = {limit.file: set() for limit in pack().limits}
    for limit in pack().limits:
        nations[limit.file].add(limit.nations)
    assert nations["safeguarding_england"] == {(Nation.ENGLAND,)}
    assert nations["safeguarding_wales"] == {(Nation.WALES,)}
    others = set(nations) - {"safeguarding_england", "safeguarding_wales"}
    assert all(nations[file] == {tuple(Nation)} for file in others)


# ---- what follows from the kind


def test_only_local_calendar_days_roll():
    safety = {"LIM-04-ask", "RISK-02"}
    for limit in pack().limits:
        if limit.clock is None or limit.id in safety:
            continue
        expected = limit.amount_kind is LimitKind.LOCAL and limit.clock.count is CountUnit.CALENDAR_DAYS
        assert limit.clock.rolls is expected, limit.id
    assert not any(clock_of(limit_id).rolls for limit_id in safety)


def test_periods_and_law_in_days_or_months_keep_their_version_and_the_rest_moves():
    for limit in pack().limits:
        if limit.clock is None:
            continue
        by_working_days = limit.clock.count in (CountUnit.WORKING_DAYS, CountUnit.BUSINESS_DAYS)
        keeps = limit.clock.clock_class is ClockClass.PERIOD or (limit.locked and not by_working_days)
        assert (limit.clock.on_change is OnChange.KEEP) is keeps, limit.id


def test_each_clock_goes_by_the_calendar_of_who_set_its_number():
    laboratory = {"DIG-03", "DIG-04", "DIG-05", "DIG-06"}
    for limit in pack().limits:
        if limit.clock is None:
            continue
        expected = CalendarName.ENGLAND_AND_WALES
        if limit.clock.count is CountUnit.BUSINESS_DAYS or limit.row == "CPS-12":
            expected = CalendarName.COURT
        elif limit.amount_kind is LimitKind.LOCAL:
            expected = CalendarName.LABORATORY if limit.id in laboratory else CalendarName.FORCE
        assert limit.clock.calendar is expected, limit.id


@pytest.mark.parametrize("limit_id", ["RUI-02", "CPS-08a", "VIC-04", "CPS-13", "DIG-01a", "SG-13", "LIM-03"])
def test_what_rests_on_memory_is_to_be_confirmed(limit_id):
    assert the(limit_id).to_be_confirmed


@pytest.mark.parametrize("limit_id", ["BAIL-02", "VIC-01", "MED-03", "BAIL-14", "CPS-12", "DATA-02"])
def test_what_was_read_is_not_to_be_confirmed(limit_id):
    assert not the(limit_id).to_be_confirmed


def test_a_number_of_ours_is_a_suggestion_even_where_the_duty_is_not():
    assert the("VIC-05").suggestion
    assert not the("VIC-05").locked
    assert the("BAIL-17").suggestion
    assert not the("VIC-01").suggestion
    assert the("VIC-01").locked
    assert not the("CPS-02").suggestion
    assert not the("CPS-02").locked


def test_the_force_is_told_what_to_confirm():
    listed = {limit.id for limit in pack().to_be_confirmed()}
    assert {"SUP-03", "VIC-05", "CPS-09", "CUS-01", "BAIL-20"} <= listed
    assert not {"BAIL-02", "VIC-01", "CPS-02"} & listed


def test_severity_follows_the_kind_of_the_number():
    assert the("BAIL-02").severity is Severity.CRITICAL
    assert the("VIC-01").severity is Severity.URGENT
    assert the("CPS-02").severity is Severity.WARNING
    assert the("CPS-01").severity is Severity.WARNING


# ---- bail


@pytest.mark.parametrize(
    ("arrest", "ends_3", "ends_6", "ends_9", "ends_12"),
    [
        (date(2025, 1, 10), date(2025, 4, 10), date(2025, 7, 10), date(2025, 10, 10), date(2026, 1, 10)),
        (date(2024, 11, 29), date(2025, 2, 28), date(2025, 5, 29), date(2025, 8, 29), date(2025, 11, 29)),
        (date(2024, 11, 30), date(2025, 2, 28), date(2025, 5, 31), date(2025, 8, 31), date(2025, 11, 30)),
        (date(2025, 1, 30), date(2025, 4, 30), date(2025, 7, 30), date(2025, 10, 30), date(2026, 1, 30)),
        (date(2024, 2, 28), date(2024, 5, 28), date(2024, 8, 28), date(2024, 11, 28), date(2025, 2, 28)),
        (date(2024, 8, 30), date(2024, 11, 30), date(2025, 2, 28), date(2025, 5, 30), date(2025, 8, 30)),
    ],
)
def test_bail_ends_as_the_test_vectors_say(arrest, ends_3, ends_6, ends_9, ends_12):
    assert ends("BAIL-02", arrest) == ends_3
    assert ends("BAIL-14", arrest) == ends_3
    assert ends("BAIL-03", arrest) == ends("BAIL-18", arrest) == ends_6
    assert ends("BAIL-04", arrest) == ends_9
    assert ends("BAIL-05", arrest) == ends("BAIL-06", arrest) == ends_12


def test_bail_starts_the_day_after_arrest():
    assert ends("BAIL-01", date(2024, 8, 30)) == date(2024, 8, 31)


def test_old_bail_ends_as_the_test_vectors_say():
    assert ends("OLD-01", date(2022, 10, 27)) == date(2022, 11, 24)
    assert ends("OLD-02", date(2022, 10, 27)) == date(2023, 1, 27)


@pytest.mark.parametrize(
    ("limit_id", "first", "last"),
    [
        ("BAIL-02", date(2022, 10, 28), None),
        ("BAIL-15", date(2022, 10, 28), None),
        ("OLD-01", date(2017, 4, 3), date(2022, 10, 27)),
        ("OLD-09", None, date(2017, 4, 2)),
        ("VIC-01", date(2021, 4, 1), None),
    ],
)
def test_a_limit_is_in_force_on_its_days(limit_id, first, last):
    one = pack().versions(limit_id)[0].in_force
    if first is not None:
        assert pack().limit(limit_id, first) is the(limit_id)
        assert not one(date.fromordinal(first.toordinal() - 1))
    if last is not None:
        assert pack().limit(limit_id, last) is the(limit_id)
        with pytest.raises(RuleBroken, match="limit_not_in_force"):
            pack().limit(limit_id, date.fromordinal(last.toordinal() + 1))


def test_each_arrest_has_one_regime():
    for arrest, regime in ((date(2017, 4, 2), {"OLD-09"}), (date(2022, 10, 27), {"OLD-01"}), (TODAY, {"BAIL-02"})):
        first = {name for name in ("OLD-09", "OLD-01", "BAIL-02") if the(name).in_force(arrest)}
        assert first == regime


def test_bail_rises_through_the_ranks():
    ladder = ["BAIL-02", "BAIL-03", "BAIL-04", "BAIL-05", "BAIL-06"]
    assert [the(name).authority for name in ladder] == [
        "sergeant", "inspector", "superintendent", "assistant_chief_constable", "court",
    ]  # fmt: skip


def test_every_running_bail_period_takes_the_reminders_of_bail_20():
    assert the("BAIL-20").remind == (42, 28, 14, 7, 3, 1)
    for limit in pack().stopping_at("bail_ended"):
        assert limit.clock is not None
        assert limit.clock.remind == (42, 28, 14, 7, 3, 1), limit.id
        assert limit.clock.clock_class is ClockClass.PERIOD
        assert not limit.clock.auto


def test_an_application_is_lodged_ten_business_days_before_the_end_and_never_under_five():
    rule = clock_of("BAIL-08a")
    assert rule.backwards
    assert (rule.amount, rule.least_amount, rule.remind) == (10, 5, (18, 10, 5))


# ---- other rows whose counting is easily got wrong


def test_an_unduly_lenient_sentence_is_referred_by_the_same_weekday_four_weeks_on():
    friday = date(2026, 10, 2)
    assert ends("LIM-04", friday) == date(2026, 10, 30)
    assert [28 - days for days in clock_of("LIM-04").remind] == [1, 5, 10, 21, 25]
    assert ends("LIM-04-ask", friday) == date(2026, 10, 12)


def test_limits_on_prosecution_count_corresponding_dates():
    assert ends("LIM-01", date(2026, 1, 10)) == date(2026, 7, 10)
    assert ends("LIM-02", date(2024, 2, 29)) == date(2026, 2, 28)
    assert ends("LIM-02a", date(2026, 8, 31)) == date(2027, 2, 28)
    assert {clock_of(name).stops for name in ("LIM-01", "LIM-02", "LIM-02a")} == {"charged"}
    assert clock_of("LIM-02").starts == ("offence_committed",)
    assert clock_of("LIM-02a").starts == ("first_evidential_account",)


@pytest.mark.parametrize(
    ("limit_id", "remind"),
    [
        ("LIM-01", (61, 28, 14, 7, 3, 1)),
        ("LIM-02a", (61, 28, 14, 7, 3, 1)),
        ("LIM-02", (90, 61, 28, 14, 7, 3, 1)),
        ("CPS-12", (28, 14, 7, 3, 1)),
        ("SG-13", (48, 24, 6)),
        ("DATA-08", (48, 24, 6)),
        ("SUP-03", (3, 1)),
        ("VIC-01", ()),
    ],
)
def test_reminders_come_before_the_end(limit_id, remind):
    assert clock_of(limit_id).remind == remind


def test_a_clock_of_three_days_or_more_reminds_before_it_ends():
    unreminded = {
        limit.id
        for limit in pack().limits
        if limit.clock is not None
        and not limit.clock.remind
        and limit.clock.amount >= (48 if limit.clock.count is CountUnit.HOURS else 3)
    }
    assert unreminded == {"MED-08", "RISK-02", "SUP-07", "REV-01"}


def test_police_protection_runs_out_at_the_minute():
    start = datetime(2026, 10, 23, 18, 30, tzinfo=LONDON)
    assert ends("SG-13", start) == datetime(2026, 10, 26, 17, 30, tzinfo=LONDON)


def test_an_emergency_protection_order_counts_the_day_it_was_made():
    assert ends("SG-14", date(2026, 11, 2)) == date(2026, 11, 9)


def test_custody_time_limits_wait_for_the_force_and_end_before_a_day_off():
    for name in ("CPS-12", "CPS-12-summary", "CPS-12-either-way", "CPS-12-either-way-short"):
        rule = clock_of(name)
        assert rule.rolls_back
        assert not rule.auto
        assert rule.calendar is CalendarName.COURT


def test_victims_are_told_within_one_working_day_or_five():
    arrest = date(2026, 12, 24)
    assert ends("VIC-01", arrest) == date(2026, 12, 29)
    assert ends("VIC-01", arrest, frozenset({Circumstance.NO_ENHANCED_RIGHTS})) == date(2027, 1, 5)
    told = {"VIC-01", "VIC-01b", "VIC-01c", "VIC-02", "VIC-02-change", "VIC-03", "VIC-04", "VIC-04-change"}
    five = {
        limit.id
        for limit in pack().limits
        if limit.clock is not None
        and [(variant.when, variant.amount) for variant in limit.clock.variants]
        == [(Circumstance.NO_ENHANCED_RIGHTS, 5)]
    }
    assert five == told


def test_amounts_turn_on_risk_and_age():
    very_high, high, low, under_ten = (
        frozenset({Circumstance(f"{word}")}) for word in ("very_high_risk", "high_risk", "low_risk", "under_ten")
    )
    amounts = {
        ("SUP-03", very_high): 14, ("SUP-03", high): 28,
        ("SG-20", high): 2, ("SG-20", very_high): 2, ("SG-20", low): 7,
        ("ABE-02", under_ten): 2, ("ABE-02", high): 2, ("ABE-02", low): 5,
        ("DIG-02", high): 3, ("DIG-02", low): 7,
        ("DIG-04", very_high): 3, ("DIG-04", high): 3, ("DIG-04", low): 56, ("DIG-04", frozenset()): 28,
        ("DIG-06", low): 180, ("DIG-06", frozenset()): 90,
        ("SG-19", frozenset({Circumstance.WEEKEND})): 48, ("SG-19", frozenset()): 24,
        ("BAIL-21", frozenset({Circumstance.CHILD_NEAR_SUSPECT})): 14, ("BAIL-21", frozenset()): 28,
        ("DIG-07", frozenset({Circumstance.CHILD_NEAR_SUSPECT})): 14,
        ("RISK-01", very_high): 24, ("RISK-01", high): 7 * 24, ("RISK-01", low): 30 * 24,
    }  # fmt: skip
    assert {key: clock_of(key[0]).amount_for(key[1]) for key in amounts} == amounts


def test_the_first_variant_that_matches_wins():
    both = frozenset({Circumstance.LOW_RISK, Circumstance.HIGH_RISK})
    assert clock_of("DIG-04").amount_for(both) == 3


def test_amber_and_red_rise_as_the_field_says():
    rises = {
        "SUP-07": [(28, "urgent"), (56, "critical")],
        "DIG-08": [(56, "urgent")],
        "VIC-12": [(42, "urgent")],
        "MED-07": [(10, "urgent")],
        "ABE-02": [(10, "urgent")],
        "CUS-03": [(3, "urgent")],
    }
    shipped = {
        limit.id: [(rise.amount, rise.severity.value) for rise in limit.clock.rises]
        for limit in pack().limits
        if limit.clock is not None and limit.clock.rises
    }
    assert shipped == rises
    under_ten = clock_of("ABE-02").rises_for({Circumstance.UNDER_TEN})
    assert [(rise.amount, rise.severity) for rise in under_ten] == [(5, Severity.URGENT)]


def test_risk_bands_check_a_child_the_same_day_or_after_one_three_seven():
    scored = date(2026, 11, 20)
    last_days = {
        word: (ends("RISK-02", scored, frozenset({Circumstance(f"{word}_risk")})) - scored).days
        for word in ("very_high", "high", "medium", "low")
    }
    assert last_days == {"very_high": 0, "high": 1, "medium": 3, "low": 7}


def test_each_risk_band_has_its_place_in_the_laboratory():
    assert [(band.band, band.device_priority) for band in pack().bands] == [
        (RiskGrade.VERY_HIGH, 1),
        (RiskGrade.HIGH, 1),
        (RiskGrade.MEDIUM, 2),
        (RiskGrade.LOW, 3),
    ]


def test_forensic_windows_are_all_there_and_all_to_be_checked():
    assert {window.id: (window.from_hours, window.to_hours) for window in pack().windows} == {
        "vaginal": (0, 168), "anal": (0, 72), "oral": (0, 48), "skin": (0, 48), "pre_pubertal_genital": (0, 72),
        "urine_toxicology": (0, 120), "blood_toxicology": (0, 72), "hair_toxicology": (4 * 168, 6 * 168),
    }  # fmt: skip
    assert {window.confidence for window in pack().windows} == {"M", "M?"}


def test_a_protocol_nobody_has_found_ships_blank():
    assert [limit.id for limit in pack().limits if limit.blank] == ["CPS-08a"]
    assert the("CPS-08a").values == ()


# ---- turns


def test_a_superintendent_looks_at_six_nine_and_twelve_months_from_the_release():
    rule = clock_of("RUI-04")
    assert [rule.turn(number) for number in (1, 2, 3, 4)] == [
        Turn(6, from_first_start=True),
        Turn(9, from_first_start=True),
        Turn(12, from_first_start=True),
        None,
    ]


def test_later_turns_have_their_own_interval():
    assert clock_of("SUP-05").turn(2) == clock_of("SUP-05").turn(9) == Turn(3, from_first_start=False)
    assert clock_of("CUS-01").turn(1) == Turn(6, from_first_start=True)
    assert clock_of("CUS-01").turn(2) == Turn(9, from_first_start=False)
    assert clock_of("SUP-03").turn(2, {Circumstance.VERY_HIGH_RISK}) == Turn(14, from_first_start=False)
    assert clock_of("SUP-02").turn(2) is None


def test_what_recurs():
    assert {limit.id for limit in pack().limits if limit.clock is not None and limit.clock.recurs} == {
        "BAIL-21", "RUI-02", "RUI-03", "RUI-04", "VIC-05", "VIC-12", "SG-08-later", "SG-10", "SG-10-wales", "MED-08",
        "DIG-07", "DIG-08", "SUP-03", "SUP-04", "SUP-05", "SUP-07", "CUS-01",
    }  # fmt: skip


# ---- looking up


def test_what_starts_when_a_case_is_reported():
    started = {limit.id for limit in pack().starting_at("reported", Nation.ENGLAND, TODAY)}
    assert started == {
        "SG-02", "SG-04", "SG-18", "SG-19", "MED-04", "VIC-05", "VIC-06", "VIC-07", "VIC-08", "VIC-12", "SUP-04",
        "SUP-05", "SUP-07", "REV-01",
    }  # fmt: skip
    assert {limit.id for limit in pack().starting_at("reported", Nation.WALES, TODAY)} == (
        started - {"SG-02"} | {"SG-02-wales"}
    )


def test_a_case_from_before_the_code_has_no_clock_of_the_code():
    started = {limit.id for limit in pack().starting_at("reported", Nation.ENGLAND, date(2019, 5, 1))}
    assert not {"VIC-06", "VIC-07", "VIC-08"} & started
    assert "SG-18" in started


def test_an_arrest_alone_starts_no_bail():
    assert {limit.id for limit in pack().starting_at("arrested", Nation.ENGLAND, TODAY)} == {"VIC-01"}


def test_a_recurring_limit_starts_again_when_its_milestone_is_done():
    again = pack().starting_again_at("review_sergeant", Nation.ENGLAND, TODAY)
    assert [limit.id for limit in again] == ["SUP-03"]
    assert pack().starting_again_at("first_review", Nation.ENGLAND, TODAY) == ()


def test_what_runs_towards_and_what_concerns_a_milestone():
    assert {limit.id for limit in pack().stopping_at("medical_examined")} == {"MED-02", "MED-06"}
    assert {limit.id for limit in pack().concerning("strategy_discussion")} == {"SG-02a", "SG-02a-wales", "ABE-04"}
    assert pack().stopping_at("nothing_of_the_kind") == ()


def test_a_limit_is_found_for_its_nation():
    assert pack().limit("SG-07", TODAY).clock == clock_of("SG-07")
    assert pack().limit("SG-07", TODAY, Nation.WALES).id == "SG-07-wales"
    assert pack().limit("SG-11", TODAY, Nation.WALES).id == "SG-11"
    assert pack().limit("BAIL-02", TODAY, Nation.WALES).id == "BAIL-02"
    for limit_id, nation in (("SG-11", Nation.ENGLAND), ("SG-03", Nation.WALES)):
        with pytest.raises(RuleBroken, match="limit_of_another_nation"):
            pack().limit(limit_id, TODAY, nation)
    with pytest.raises(RuleBroken, match="unknown_limit"):
        pack().limit("BAIL-99", TODAY)


def test_a_limit_concerns_its_kind_of_case_and_circumstances():
    assert the("MED-02").applies(CaseKind.PHYSICAL_ABUSE)
    assert not the("MED-02").applies(CaseKind.NON_RECENT_ABUSE)
    assert the("MED-06").applies(CaseKind.NON_RECENT_ABUSE)
    high = {Circumstance.HIGH_RISK}
    assert the("DIG-05").applies(None, high)
    assert not the("DIG-06").applies(None, high)
    assert not the("DIG-05").applies()
    assert the("DIG-06").applies()
    assert the("SUP-03").applies(CaseKind.NEGLECT, high)


def test_a_further_number_is_asked_for_by_name():
    assert the("BAIL-12").value("least_days") == 7
    assert the("RUI-01").value("red_from_days") == 84
    with pytest.raises(KeyError):
        the("RUI-01").value("blue_from_days")


def test_the_version_in_force_is_the_one_of_the_day_of_the_start():
    old = a_clock_limit(amount=7, valid_to=date(2026, 6, 30))
    new = a_clock_limit(version=2, amount=5, valid_from=date(2026, 7, 1))
    two = a_pack(new, old)
    assert two.limit("TST-01", date(2026, 6, 30)).version == 1
    assert two.limit("TST-01", date(2026, 7, 1)).version == 2
    assert [limit.version for limit in two.starting_at("reported", Nation.WALES, date(2026, 6, 30))] == [1]
    assert two.version("TST-01", 1).clock.amount == 7
    assert two.version("TST-01", 3) is None


# ---- a file that is wrong is refused, with file, limit and what


@pytest.mark.parametrize(
    ("changes", "what", "value"),
    [
        ({"amont": 7}, "unknown_key", "amont"),
        ({"amount": 0}, "not_a_number", "amount"),
        ({"amount": -1}, "not_a_number", "amount"),
        ({"amount": "7"}, "not_a_number", "amount"),
        ({"amount": True}, "not_a_number", "amount"),
        ({"amount": 7.0}, "not_a_number", "amount"),
        ({"amount": None}, "missing", "amount"),
        ({"version": 0}, "not_a_number", "version"),
        ({"rolls": None}, "missing", "rolls"),
        ({"rolls": 1}, "not_true_or_false", "rolls"),
        ({"on_change": None}, "missing", "on_change"),
        ({"calendar": "lunar"}, "unknown_value", "lunar"),
        ({"kind": "local"}, "unknown_value", "local"),
        ({"type": "alarm"}, "unknown_value", "alarm"),
        ({"count": "weeks"}, "unknown_value", "weeks"),
        ({"nation": "scotland"}, "unknown_value", "scotland"),
        ({"confidence": "V3"}, "unknown_value", "V3"),
        ({"confidence": "certain"}, "unknown_value", "certain"),
        ({"authority": "mayor"}, "unknown_value", "mayor"),
        ({"starts": "reprted"}, "unknown_event", "reprted"),
        ({"starts": ["reported", "reprted"]}, "unknown_event", "reprted"),
        ({"starts": ["reported", "reported"]}, "not_a_list_of_texts", "starts"),
        ({"starts": []}, "not_a_list", "starts"),
        ({"starts": None}, "one_start_needed", "starts"),
        ({"starts_when_overdue": "TST-01"}, "one_start_needed", "starts"),
        ({"stops": "alocated"}, "unknown_event", "alocated"),
        ({"stops": ""}, "not_a_text", "stops"),
        ({"concerns": "charged"}, "only_for_a_duty", "concerns"),
        ({"name": " "}, "not_a_text", "name"),
        ({"id": "TST-1"}, "bad_id", "TST-1"),
        ({"valid_from": "2026-01-01"}, "not_a_date", "valid_from"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "ends_before_it_begins", "valid_to"),
        ({"valid_from": datetime(2026, 1, 1, tzinfo=LONDON)}, "not_a_date", "valid_from"),
        ({"remind": [1, 3]}, "not_descending", "remind"),
        ({"remind": [3, 3]}, "not_descending", "remind"),
        ({"remind": [7, 3]}, "reminds_before_the_start", "remind"),
        ({"remind": [0]}, "not_a_number", "remind"),
        ({"remind": [3], "reminders": "TST-02"}, "reminders_said_twice", "reminders"),
        ({"reminders": "TST-09"}, "unknown_limit", "TST-09"),
        ({"rises": [{"amount": 7, "severity": "urgent"}]}, "not_ascending", "rises"),
        ({"rises": [{"amount": 9, "severity": "red"}]}, "unknown_value", "red"),
        (
            {"rises": [{"amount": 9, "severity": "urgent"}, {"amount": 12, "severity": "warning"}]},
            "not_rising",
            "rises",
        ),
        ({"rises": [{"amount": 9, "severity": "urgent", "colour": 1}]}, "unknown_key", "colour"),
        ({"variants": [{"when": "raining", "amount": 1}]}, "unknown_value", "raining"),
        ({"variants": [{"when": "weekend", "amount": 0}]}, "not_a_number", "amount"),
        ({"variants": [{"when": "weekend", "amount": 1}] * 2}, "said_twice", "variants"),
        ({"variants": ["weekend"]}, "not_a_table", "weekend"),
        ({"least_amount": 8}, "under_the_least", "amount"),
        ({"every": 3}, "does_not_recur", "recurs"),
        ({"recurs": True, "every": 3, "later_amounts": [9]}, "two_ways_to_recur", "every"),
        ({"recurs": True, "later_amounts": [7, 9]}, "not_ascending", "later_amounts"),
        ({"rolls_back": True}, "rolls_both_ways", "rolls_back"),
        ({"count": "hours"}, "only_days_roll", "rolls"),
        ({"count": "business_days"}, "not_the_court", "calendar"),
        ({"backwards": True}, "backwards_starts_by_hand", "backwards"),
        ({"adds": True}, "extends_nothing", "adds"),
        ({"extends": "TST-09"}, "unknown_limit", "TST-09"),
        ({"extends": "TST-01", "recurs": True}, "extends_and_runs_itself", "extends"),
        ({"window": True}, "only_a_period_is_a_window", "window"),
        ({"blank": True}, "only_for_a_flag", "blank"),
        ({"values": {"days": -1}}, "not_a_number", "values.days"),
        ({"values": 7}, "not_a_table", "values"),
        ({"case_kinds": ["arson"]}, "unknown_value", "arson"),
        ({"only_when": "weekend"}, "not_a_list", "only_when"),
    ],
)
def test_a_wrong_limit_is_refused_by_name(changes, what, value):
    table = a_clock_limit(**changes)
    with pytest.raises(RuleBroken) as refused:
        a_pack(table, a_duty())
    assert refused.value.code == "limit_pack_invalid"
    assert refused.value.values == {"file": "file", "limit": table["id"], "what": what, "value": value}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"amount": 3}, "only_for_a_clock"),
        ({"starts": "reported"}, "only_for_a_clock"),
        ({"rolls": True}, "only_for_a_clock"),
        ({"concerns": None}, "missing"),
        ({"concerns": "chargd"}, "unknown_event"),
    ],
)
def test_a_wrong_duty_is_refused(changes, what):
    with pytest.raises(RuleBroken) as refused:
        a_pack(a_duty(**changes))
    assert (refused.value.values["limit"], refused.value.values["what"]) == ("TST-02", what)


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        ({}, {"version": 2}, "overlapping_versions"),
        ({"valid_to": date(2026, 7, 1)}, {"version": 2, "valid_from": date(2026, 7, 1)}, "overlapping_versions"),
        ({"valid_to": date(2026, 7, 1)}, {"valid_from": date(2026, 7, 2)}, "same_version_twice"),
        (
            {"valid_to": date(2026, 7, 1)},
            {"version": 2, "valid_from": date(2026, 7, 2), "nation": "wales"},
            "versions_of_two_nations",
        ),
    ],
)
def test_two_versions_may_not_contradict(first, second, what):
    with pytest.raises(RuleBroken) as refused:
        a_pack(a_clock_limit(**first), a_clock_limit(**second))
    assert (refused.value.values["limit"], refused.value.values["what"]) == ("TST-01", what)


def test_a_file_with_an_unknown_table_is_refused():
    with pytest.raises(RuleBroken) as refused:
        pack_from({"file": {"limits": []}}, ())
    assert refused.value.values["value"] == "limits"


def test_a_window_that_ends_before_it_begins_is_refused():
    window = {"id": "x", "version": 1, "name": "X", "from_hours": 9, "to_hours": 9, "confidence": "M", "basis": "b"}
    with pytest.raises(RuleBroken) as refused:
        pack_from({"file": {"forensic_window": [window]}}, ())
    assert refused.value.values["what"] == "ends_before_it_begins"


def test_first_day_is_the_next_unless_a_row_says_so():
    same = {limit.id for limit in pack().limits if limit.clock is not None and limit.clock.first_day is FirstDay.SAME}
    bail = {f"BAIL-{part}" for part in ("02", "03", "04", "05", "06", "06-long", "06-designated", "06-designated-long",
                                        "14", "18", "18-extended", "19")}  # fmt: skip
    old = {f"OLD-{part}" for part in ("01", "02", "03", "04", "04-long", "05", "05-long", "07")}
    custody = {"CPS-12", "CPS-12-summary", "CPS-12-either-way", "CPS-12-either-way-short"}
    assert same == bail | old | custody | {"SG-14", "RISK-02"}
