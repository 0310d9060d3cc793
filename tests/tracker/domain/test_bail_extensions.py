"""The bail period by the vectors of the field, and its extensions: rank, order, the last day, designated cases."""

from datetime import timedelta

import pytest

from tests.tracker.domain.bail_events import (
    ACC,
    SENIOR,
    K,
    bail,
    codes,
    day,
    designated,
    event,
    extended,
    for_charging,
    released,
    steps,
    up_to_nine_months,
)
from tracker.terms import BailRegime, BailState, InvestigatingBody, Rank

#: By arrest: bail start, and the ends of 3, 6, 9, 12 and 18 months.
VECTORS = {
    "2025-01-10": ("2025-01-11", "2025-04-10", "2025-07-10", "2025-10-10", "2026-01-10", "2026-07-10"),
    "2024-11-29": ("2024-11-30", "2025-02-28", "2025-05-29", "2025-08-29", "2025-11-29", "2026-05-29"),
    "2024-11-30": ("2024-12-01", "2025-02-28", "2025-05-31", "2025-08-31", "2025-11-30", "2026-05-31"),
    "2025-01-30": ("2025-01-31", "2025-04-30", "2025-07-30", "2025-10-30", "2026-01-30", "2026-07-30"),
    "2024-02-28": ("2024-02-29", "2024-05-28", "2024-08-28", "2024-11-28", "2025-02-28", "2025-08-28"),
    "2024-08-30": ("2024-08-31", "2024-11-30", "2025-02-28", "2025-05-30", "2025-08-30", "2026-02-28"),
}
#: Where the plain subtraction of a day gives another end: the earlier reading.
EARLIER = {
    ("2024-11-29", 3): "2025-02-27",
    ("2025-01-30", 3): "2025-04-29",
    ("2024-02-28", 12): "2025-02-27",
    ("2024-08-30", 3): "2024-11-29",
    ("2024-08-30", 6): "2025-02-27",
    ("2024-08-30", 18): "2026-02-27",
}
MONTHS = (3, 6, 9, 12, 18)


@pytest.mark.parametrize("arrest", VECTORS)
def test_every_vector_by_the_whole_ladder(arrest: str) -> None:
    starts, *ends = VECTORS[arrest]
    so_far = [released(arrest)]
    by = ("inspector", "superintendent", ACC)
    for place, months in enumerate(MONTHS[:4]):
        standing = bail(arrest, *so_far)
        assert (standing.starts, standing.ends, standing.months) == (day(starts), day(ends[place]), months)
        assert standing.earliest == day(EARLIER.get((arrest, months), ends[place]))
        assert (standing.regime, standing.state, standing.returns) == (
            BailRegime.FROM_2022,
            BailState.RUNNING,
            standing.earliest,
        )
        if months == 9:
            so_far.append(designated(ends[place]))
        if months < 12:
            so_far.append(extended(ends[place], by[place]))
    last = bail(arrest, *so_far, event(K.COURT_EXTENDED, ends[3], "court", months=18))
    assert (last.ends, last.months) == (day(ends[4]), 18)
    assert last.earliest == day(EARLIER.get((arrest, 18), ends[4]))
    assert last.extensions == ("BAIL-03", "BAIL-04", "BAIL-05", "BAIL-06-designated")
    assert codes(last) == []


def test_the_vectors_of_the_change_of_regime() -> None:
    old, new = bail("2022-10-27", released("2022-10-27")), bail("2022-10-28", released("2022-10-28"))
    assert (old.regime, old.starts, old.ends, old.months) == (
        BailRegime.FROM_2017,
        day("2022-10-28"),
        day("2022-11-24"),
        None,
    )
    assert (new.regime, new.starts, new.ends, new.months) == (
        BailRegime.FROM_2022,
        day("2022-10-29"),
        day("2023-01-28"),
        3,
    )
    superintendent = bail("2022-10-27", released("2022-10-27"), extended("2022-11-24", "superintendent"))
    assert (superintendent.ends, superintendent.months) == (day("2023-01-27"), 3)


@pytest.mark.parametrize(("on", "ends", "refused"), [
    ("2024-11-29", "2025-02-28", []),
    ("2024-11-30", "2025-02-28", []),
    ("2024-12-01", "2024-11-30", ["too_late"]),
])  # fmt: skip
def test_an_extension_comes_on_or_before_the_last_day(on: str, ends: str, refused: list[str]) -> None:
    standing = bail("2024-08-30", released("2024-08-30"), extended(on, "inspector"))
    assert (standing.ends, codes(standing)) == (day(ends), refused)


def test_the_last_day_is_that_of_the_law_although_alarms_go_by_the_day_before() -> None:
    standing = bail("2024-08-30", released("2024-08-30"))
    assert standing.following is not None
    assert (standing.earliest, standing.following.before) == (day("2024-11-29"), day("2024-11-30"))


@pytest.mark.parametrize("rank", list(Rank))
def test_the_rank_itself_or_one_above(rank: Rank) -> None:
    ranks = list(Rank)
    first = bail("2025-01-10", released("2025-01-10"), extended("2025-04-01", rank))
    assert (codes(first) == []) is (ranks.index(rank) >= ranks.index(Rank.INSPECTOR))
    second = bail(
        "2025-01-10", released("2025-01-10"), extended("2025-04-01", "inspector"), extended("2025-07-01", rank)
    )
    assert (codes(second) == []) is (ranks.index(rank) >= ranks.index(Rank.SUPERINTENDENT))


def test_a_wrong_rank_is_told_what_it_takes() -> None:
    (refused,) = bail("2025-01-10", released("2025-01-10"), extended("2025-04-01", "sergeant")).refused
    assert refused.code == "wrong_rank"
    assert refused.values == {"wanted": Rank.INSPECTOR, "given": Rank.SERGEANT, "to": 6}


def test_no_rank_and_an_unknown_one() -> None:
    standing = bail(
        "2025-01-10",
        released("2025-01-10"),
        extended("2025-04-01", ""),
        extended("2025-04-02", "warden"),
        extended("2025-04-03", "court"),
        extended("2025-04-04", SENIOR),
    )
    assert codes(standing) == ["authority_missing", "wrong_rank", "wrong_rank", "wrong_rank"]
    assert standing.ends == day("2025-04-10")


def test_a_higher_rank_does_not_skip_a_step() -> None:
    once = bail("2025-01-10", released("2025-01-10"), extended("2025-02-01", "superintendent"))
    assert (once.ends, once.extensions) == (day("2025-07-10"), ("BAIL-03",))
    twice = bail(
        "2025-01-10",
        released("2025-01-10"),
        extended("2025-02-01", "superintendent"),
        extended("2025-02-01", "superintendent"),
    )
    assert (twice.ends, twice.extensions) == (day("2025-10-10"), ("BAIL-03", "BAIL-04"))


def test_a_step_that_is_named_must_be_the_next() -> None:
    standing = bail(
        "2025-01-10",
        released("2025-01-10"),
        extended("2025-02-01", "superintendent", months=9),
        extended("2025-02-02", "inspector", months=6),
    )
    assert (codes(standing), standing.refused[0].values) == (["wrong_order"], {"wanted": 6})
    assert standing.ends == day("2025-07-10")


def test_an_acting_rank_carries_the_authority_and_says_so() -> None:
    standing = bail("2025-01-10", released("2025-01-10"), extended("2025-04-01", "inspector", acting=True))
    assert standing.ends == day("2025-07-10")
    assert steps(standing)[-1] == "bail_extended_acting"


def test_months_count_from_the_bail_start_never_from_the_decision_or_a_clamped_end() -> None:
    early = bail("2024-08-30", released("2024-08-30"), extended("2024-09-01", "inspector"))
    late = bail("2024-08-30", released("2024-08-30"), extended("2024-11-30", "inspector"))
    assert early.ends == late.ends == day("2025-02-28")
    nine = bail("2024-08-30", *up_to_nine_months("2024-08-30"))
    assert nine.ends == day("2025-05-30")


@pytest.mark.parametrize(("of_the_dpp", "by_the_acc", "refused"), [
    ("2025-01-11", "2025-10-10", []),
    ("2025-10-10", "2025-10-10", []),
    ("2025-10-09", "2025-10-11", ["too_late"]),
    ("2025-10-11", "2025-10-10", ["not_designated", "too_late"]),
])  # fmt: skip
def test_designation_and_extension_both_before_the_end(of_the_dpp: str, by_the_acc: str, refused: list[str]) -> None:
    standing = bail("2025-01-10", *up_to_nine_months("2025-01-10"), designated(of_the_dpp), extended(by_the_acc, ACC))
    assert codes(standing) == refused
    assert standing.ends == day("2025-10-10" if refused else "2026-01-10")


def test_a_designated_case_still_needs_the_superintendent_first_and_the_highest_rank_then() -> None:
    before = bail("2025-01-10", released("2025-01-10"), designated("2025-01-11"), extended("2025-04-01", ACC))
    assert (before.ends, before.extensions, before.designated) == (day("2025-07-10"), ("BAIL-03",), True)
    too_low = bail(
        "2025-01-10",
        *up_to_nine_months("2025-01-10"),
        designated("2025-10-10"),
        extended("2025-10-10", "chief_superintendent"),
    )
    assert codes(too_low) == ["wrong_rank"]
    twice = bail("2025-01-10", released("2025-01-10"), designated("2025-01-11"), designated("2025-01-12"))
    assert codes(twice) == ["already_designated"]


def test_beyond_the_ladder_only_the_court_extends() -> None:
    standing = bail(
        "2025-01-10",
        *up_to_nine_months("2025-01-10"),
        designated("2025-10-01"),
        extended("2025-10-01", ACC),
        extended("2025-10-02", ACC),
    )
    assert (codes(standing), standing.ends) == (["only_court_extends"], day("2026-01-10"))


def test_street_bail_shares_the_period() -> None:
    street = bail("2025-01-10", event(K.STREET_BAIL, "2025-01-10"), released("2025-02-01"))
    station = bail("2025-01-10", released("2025-01-10"))
    assert (street.starts, street.ends) == (station.starts, station.ends)
    assert steps(street) == ["bail_arrested", "bail_street", "months_same", "bail_released_again"]
    late = bail("2025-01-10", released("2025-01-10"), event(K.STREET_BAIL, "2025-01-12"))
    assert codes(late) == ["already_released"]


def test_what_needs_a_release_and_a_period_that_has_begun() -> None:
    without = bail(
        "2025-01-10",
        extended("2025-01-11", "inspector"),
        designated("2025-01-11"),
        event(K.COURT_APPLIED, "2025-01-11"),
        event(K.IN_HOSPITAL, "2025-01-11"),
        event(K.RETURN_DATE_SET, "2025-01-11", until="2025-01-12"),
    )
    assert codes(without) == ["not_on_bail"] * 5
    assert (without.state, without.ends, without.since) == (BailState.NOT_BEGUN, None, day("2025-01-10"))
    assert without.no_end_because == "not_released"
    waiting = bail("2025-01-10", for_charging("2025-01-10"), extended("2025-01-11", "inspector"))
    assert codes(waiting) == ["not_begun"]


def test_a_release_after_the_period_would_be_over_is_none() -> None:
    last, after = bail("2025-01-10", released("2025-04-10")), bail("2025-01-10", released("2025-04-11"))
    assert (codes(last), last.ends) == ([], day("2025-04-10"))
    assert (codes(after), after.refused[0].values) == (["too_late"], {"end": day("2025-04-10")})
    assert codes(bail("2025-01-10", released("2025-01-10"), released("2025-04-11"))) == ["too_late"]
    assert codes(bail("2025-01-10", event(K.STREET_BAIL, "2025-04-11"))) == ["too_late"]


def test_nothing_happens_before_the_arrest() -> None:
    standing = bail("2025-01-10", released("2025-01-09"), released("2025-01-10"))
    assert (codes(standing), standing.ends) == (["before_the_arrest"], day("2025-04-10"))


@pytest.mark.parametrize("body", [body for body in InvestigatingBody if body is not InvestigatingBody.POLICE])
def test_other_bodies_have_six_months_and_a_senior_officer(body: InvestigatingBody) -> None:
    first = bail("2024-08-30", released("2024-08-30"), body=body)
    assert (first.ends, first.earliest, first.months) == (day("2025-02-28"), day("2025-02-27"), 6)
    extension = extended("2025-02-28", SENIOR)
    then = bail("2024-08-30", released("2024-08-30"), extended("2025-02-28", ACC), extension, body=body)
    assert (codes(then), then.ends, then.extensions) == (["wrong_rank"], day("2025-08-30"), ("BAIL-18-extended",))
    assert codes(bail("2024-08-30", released("2024-08-30"), designated("2024-09-01"), body=body)) == [
        "no_designation_here"
    ]
    court = bail(
        "2024-08-30", released("2024-08-30"), extension, event(K.COURT_EXTENDED, "2025-08-30", "court", months=18),
        body=body,
    )  # fmt: skip
    assert court.ends == day("2026-02-28")


def test_the_day_after_the_end_the_period_has_passed() -> None:
    last = bail("2025-01-10", released("2025-01-10"), as_of="2025-04-10")
    after = bail("2025-01-10", released("2025-01-10"), as_of="2025-04-11")
    assert (last.state, last.since) == (BailState.RUNNING, day("2025-01-11"))
    assert (after.state, after.since) == (BailState.PASSED, day("2025-04-11"))
    assert (after.ends, after.returns, after.following) == (day("2025-04-10"), day("2025-04-10"), None)
    assert last.following is not None
    assert last.following.before - day("2025-04-10") == timedelta()
