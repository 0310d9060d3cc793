"""The court's extensions of bail: when it comes, to which months, late decisions, and the late application."""

import pytest

from tests.tracker.domain.bail_events import (
    ACC,
    SENIOR,
    applied,
    bail,
    codes,
    court_adds,
    court_to,
    day,
    designated,
    extended,
    for_charging,
    refused,
    released,
    steps,
    up_to_nine_months,
)
from tracker.domain.bail import BailEvent
from tracker.domain.bail_in_words import no_day_in_words
from tracker.terms import BailAuthority, BailState, InvestigatingBody, Rank

ARREST = "2025-01-10"
NINE = tuple(up_to_nine_months(ARREST))
TWELVE = (*NINE, designated("2025-10-01"), extended("2025-10-01", ACC))


@pytest.mark.parametrize(("before", "months", "ends"), [
    (NINE, 12, "2026-01-10"),
    (NINE, 18, "2026-07-10"),
    (TWELVE, 18, "2026-07-10"),
    (TWELVE, 24, "2027-01-10"),
])  # fmt: skip
def test_the_first_extension_by_the_step_before_it(before: tuple[BailEvent, ...], months: int, ends: str) -> None:
    standing = bail(ARREST, *before, court_to("2025-10-10", months))
    assert (codes(standing), standing.ends, standing.months) == ([], day(ends), months)


@pytest.mark.parametrize(("before", "months", "usual", "longer"), [
    (NINE, 24, 12, 18),
    (NINE, 9, 12, 18),
    (NINE, None, 12, 18),
    (TWELVE, 12, 18, 24),
])  # fmt: skip
def test_the_court_gives_no_other_months(
    before: tuple[BailEvent, ...], months: int | None, usual: int, longer: int
) -> None:
    standing = bail(ARREST, *before, court_to("2025-10-10", months))
    assert codes(standing) == ["wrong_months"]
    assert standing.refused[0].values == {"usual": usual, "longer": longer}


def test_the_court_comes_after_the_superintendent() -> None:
    standing = bail(
        ARREST,
        released(ARREST),
        applied("2025-01-20"),
        court_to("2025-01-20", 12),
        court_adds("2025-01-20", 3),
        extended("2025-02-01", "inspector"),
        applied("2025-02-02"),
    )
    assert codes(standing) == ["court_wrong_order"] * 4
    assert [one.values["wanted"] for one in standing.refused] == [
        Rank.INSPECTOR, Rank.INSPECTOR, Rank.INSPECTOR, Rank.SUPERINTENDENT,
    ]  # fmt: skip


def test_first_and_later_extensions_are_told_apart() -> None:
    too_soon = bail(ARREST, *NINE, court_adds("2025-10-01", 3))
    assert (codes(too_soon), too_soon.refused[0].values) == (["court_first"], {"usual": 12, "longer": 18})
    again = bail(ARREST, *NINE, court_to("2025-10-01", 12), court_to("2025-10-02", 18))
    assert (codes(again), again.refused[0].values) == (["court_later"], {"usual": 3, "longer": 6})
    wrong = bail(ARREST, *NINE, court_to("2025-10-01", 12), court_adds("2025-10-02", 9))
    assert codes(wrong) == ["wrong_months"]


def test_later_extensions_repeat_from_the_end() -> None:
    standing = bail(ARREST, *NINE, court_to("2025-10-01", 12), court_adds("2025-12-01", 3), court_adds("2026-04-10", 6))
    assert (standing.ends, standing.months) == (day("2026-10-10"), 21)
    assert standing.extensions[-3:] == ("BAIL-06", "BAIL-07", "BAIL-07-long")


def test_months_added_have_two_readings_and_alarms_go_by_the_earlier() -> None:
    nine = up_to_nine_months("2024-08-30")
    standing = bail("2024-08-30", *nine, court_to("2025-05-30", 18), court_adds("2026-02-28", 3))
    assert (standing.ends, standing.earliest) == (day("2026-05-28"), day("2026-05-27"))
    by_start = bail(
        "2024-02-28", *up_to_nine_months("2024-02-28"), court_to("2024-11-28", 12), court_adds("2025-02-28", 3)
    )
    assert (by_start.ends, by_start.earliest) == (day("2025-05-28"), day("2025-05-27"))


def test_after_the_court_no_rank_extends() -> None:
    standing = bail(ARREST, *NINE, court_to("2025-10-01", 12), extended("2025-10-02", ACC))
    assert codes(standing) == ["only_court_extends"]


@pytest.mark.parametrize(("lodged", "codes_then"), [("2025-10-10", []), ("2025-10-11", ["too_late"])])
def test_an_application_is_lodged_on_or_before_the_last_day(lodged: str, codes_then: list[str]) -> None:
    standing = bail(ARREST, *NINE, applied(lodged), as_of="2025-10-20")
    assert codes(standing) == codes_then
    assert (standing.state is BailState.COURT_DECIDING) is (not codes_then)


def test_an_undecided_application_keeps_the_period_going() -> None:
    events = (*NINE, applied("2025-10-01"))
    before = bail(ARREST, *events, as_of="2025-10-10")
    assert (before.state, before.ends, before.pending_since) == (
        BailState.RUNNING, day("2025-10-10"), day("2025-10-01"),
    )  # fmt: skip
    after = bail(ARREST, *events, as_of="2025-10-11")
    assert (after.state, after.since, after.ends, after.earliest, after.returns) == (
        BailState.COURT_DECIDING, day("2025-10-11"), None, None, None,
    )  # fmt: skip
    assert after.no_end_because == "court_deciding"
    assert after.following is not None
    assert (after.following.rank, after.following.lodge_by, after.alternative) == ("court", None, None)
    assert codes(bail(ARREST, *events, applied("2025-10-02"))) == ["application_open"]


@pytest.mark.parametrize(("decided", "ends"), [
    ("2025-10-10", "2026-01-10"),
    ("2025-10-11", "2026-01-10"),
    ("2026-01-10", "2026-01-10"),
    ("2026-01-11", "2026-01-11"),
])  # fmt: skip
def test_a_decision_after_the_end_needs_an_application(decided: str, ends: str) -> None:
    standing = bail(ARREST, *NINE, applied("2025-10-10"), court_to(decided, 12))
    assert (codes(standing), standing.ends, standing.pending_since) == ([], day(ends), None)
    without = bail(ARREST, *NINE, court_to(decided, 12))
    assert codes(without) == ([] if decided == "2025-10-10" else ["court_too_late"])
    if decided > "2025-10-10":
        assert standing.since == day(decided)
        assert without.refused[0].values == {"end": day("2025-10-10")}


@pytest.mark.parametrize(("decided", "ends", "step"), [
    ("2025-10-09", "2025-10-10", "bail_court_refused"),
    ("2025-10-10", "2025-10-10", "bail_court_refused"),
    ("2025-10-11", "2025-10-11", "bail_court_refused_late"),
    ("2025-11-03", "2025-11-03", "bail_court_refused_late"),
])  # fmt: skip
def test_a_refusal_ends_it_that_day_or_on_its_own_last_day(decided: str, ends: str, step: str) -> None:
    standing = bail(ARREST, *NINE, applied("2025-10-01"), refused(decided))
    assert (standing.ends, standing.earliest, steps(standing)[-1]) == (day(ends), day(ends), step)
    assert bail(ARREST, *NINE, applied("2025-10-01"), refused(decided), as_of="2025-12-01").state is BailState.PASSED


def test_a_refusal_without_an_application() -> None:
    assert codes(bail(ARREST, *NINE, refused("2025-10-01"))) == ["no_application"]
    twice = bail(ARREST, *NINE, applied("2025-10-01"), refused("2025-10-02"), refused("2025-10-03"))
    assert codes(twice) == ["no_application"]


def test_an_earlier_reading_that_has_passed_does_not_make_a_refusal_late() -> None:
    events = (*up_to_nine_months("2024-08-30"), court_to("2025-05-30", 18), applied("2026-02-01"))
    standing = bail("2024-08-30", *events, refused("2026-02-28"))
    assert (standing.ends, standing.earliest) == (day("2026-02-28"), day("2026-02-27"))


def test_while_the_court_decides_no_rank_extends_but_the_rest_of_bail_goes_on() -> None:
    events = (*NINE, designated("2025-10-01"), applied("2025-10-10"))
    late = bail(ARREST, *events, extended("2025-10-11", ACC))
    assert (codes(late), late.refused[0].values) == (["court_is_deciding"], {"end": day("2025-10-10")})
    assert codes(bail(ARREST, *NINE, applied("2025-10-10"), designated("2025-10-11"))) == ["court_is_deciding"]
    asked_already = bail(ARREST, *events, as_of="2025-10-20").following
    assert asked_already is not None
    assert (asked_already.rank, asked_already.before, asked_already.lodge_by) == ("court", None, None)
    turned_down = (*NINE, applied("2025-10-01"), refused("2025-10-05"))
    assert codes(bail(ARREST, *turned_down, court_to("2025-10-09", 12))) == ["no_application"]
    assert codes(bail(ARREST, *turned_down, applied("2025-10-08"), court_to("2025-10-09", 12))) == []
    suspended = bail(ARREST, *events, for_charging("2025-10-20"))
    assert (suspended.state, suspended.pending_since) == (BailState.SUSPENDED, day("2025-10-10"))
    in_time = bail(ARREST, *events, extended("2025-10-10", ACC), court_to("2025-10-20", 18))
    assert (codes(in_time), in_time.ends) == ([], day("2026-07-10"))


@pytest.mark.parametrize(("lodged", "left", "code"), [
    ("2025-09-26", 10, "bail_court_applied_left"),
    ("2025-09-29", 9, "bail_court_applied_late"),
    ("2025-10-10", 0, "bail_court_applied_late"),
])  # fmt: skip
def test_an_application_says_how_many_business_days_were_left(lodged: str, left: int, code: str) -> None:
    step = bail(ARREST, *NINE, applied(lodged)).steps[-1]
    assert (step.code, step.values["amount"], step.values["lead"]) == (code, left, 10)
    assert step.basis == "PACE 1984 ss.47ZF(2), 47ZG(2), 47ZJ"


def test_an_application_while_suspended_or_past_the_calendar_counts_no_days() -> None:
    suspended = bail(ARREST, *NINE, for_charging("2025-10-01"), applied("2025-10-02"))
    assert steps(suspended)[-1] == "bail_court_applied"
    far = bail("2039-01-10", *up_to_nine_months("2039-01-10"), applied("2039-10-01"))
    assert (codes(far), steps(far)[-1]) == ([], "bail_court_applied")
    following = bail("2039-01-10", *up_to_nine_months("2039-01-10")).following
    assert following is not None
    assert (following.rank, following.lodge_by, following.why) == ("court", None, "calendar_ends")
    assert no_day_in_words(following) == (
        "the day to lodge the papers is not known: the calendar of court business days ends on Tue 31 Dec 2030, before "
        "the days it would have to count"
    )


def test_where_there_is_no_day_to_lodge_it_says_why() -> None:
    asked_already = bail(ARREST, *NINE, applied("2025-10-01")).following
    assert asked_already is not None
    assert (asked_already.lodge_by, no_day_in_words(asked_already)) == (
        None, "the court was asked on Wed 1 Oct 2025",
    )  # fmt: skip
    on_the_day, after = (bail(ARREST, *NINE, as_of=on).following for on in ("2025-09-26", "2025-09-27"))
    assert on_the_day is not None
    assert after is not None
    assert (on_the_day.lodge_by, no_day_in_words(on_the_day)) == (day("2025-09-26"), "")
    assert (after.lodge_by, after.before) == (None, day("2025-10-10"))
    assert no_day_in_words(after) == "the day to lodge the papers, Fri 26 Sep 2025, has passed"
    for way in (
        bail(ARREST, *NINE, for_charging("2025-09-01")),
        bail(ARREST, released(ARREST), for_charging("2025-02-01")),
    ):
        assert way.following is not None
        assert no_day_in_words(way.following) == "its days are known when the period runs again"
    police = bail(ARREST, released(ARREST)).following
    assert police is not None
    assert (police.lodge_by, no_day_in_words(police)) == (None, "")


@pytest.mark.parametrize(("months", "oral"), [(18, False), (21, True)])
def test_past_twenty_four_months_it_is_heard_if_asked(months: int, oral: bool) -> None:
    events = (*NINE, court_to("2025-10-10", 18))
    if months == 21:
        events = (*events, court_adds("2026-07-01", 3))
    standing = bail(ARREST, *events)
    assert (standing.months, standing.oral_hearing) == (months, oral)


def test_past_twelve_months_under_the_law_before() -> None:
    events = [released("2020-01-10"), extended("2020-02-01", "superintendent")]
    three = bail("2020-01-10", *events)
    assert (three.months, three.oral_hearing) == (3, False)
    nine = bail("2020-01-10", *events, court_to("2020-04-10", 9))
    assert (nine.ends, nine.oral_hearing) == (day("2020-10-10"), True)


def test_the_next_by_the_court_with_the_day_to_lodge() -> None:
    standing = bail(ARREST, *NINE)
    following, other = standing.following, standing.alternative
    assert following is not None
    assert (following.rank, following.to, following.longer_to, following.before, following.limit_id) == (
        BailAuthority.COURT, day("2026-01-10"), day("2026-07-10"), day("2025-10-10"), "BAIL-06",
    )  # fmt: skip
    assert following.lodge_by == day("2025-09-26")
    short_month = bail("2024-05-30", *up_to_nine_months("2024-05-30")).following
    assert short_month is not None
    assert (short_month.before, short_month.lodge_by) == (day("2025-02-28"), day("2025-02-13"))
    assert other is not None
    assert (other.rank, other.to, other.needs_designation) == (ACC, day("2026-01-10"), True)
    named = bail(ARREST, *NINE, designated("2025-10-01"))
    assert named.following is not None
    assert named.alternative is not None
    assert (named.following.rank, named.following.needs_designation, named.alternative.rank) == (ACC, False, "court")


def test_the_next_after_the_court_adds_to_the_end() -> None:
    standing = bail(ARREST, *NINE, court_to("2025-10-01", 12))
    assert standing.following is not None
    assert (standing.following.limit_id, standing.following.to, standing.following.longer_to) == (
        "BAIL-07", day("2026-04-10"), day("2026-07-10"),
    )  # fmt: skip
    assert standing.alternative is None


def test_the_next_for_another_body() -> None:
    standing = bail(ARREST, released(ARREST), body=InvestigatingBody.NCA)
    assert standing.following is not None
    assert (standing.following.rank, standing.following.to) == (SENIOR, day("2026-01-10"))
