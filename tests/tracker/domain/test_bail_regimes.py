"""Which law a bail period follows, by the day of the arrest: the ladder of 2017, none before it, and new versions."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.tracker.domain.bail_events import (
    ACC,
    SENIOR,
    K,
    applied,
    bail,
    codes,
    court_adds,
    court_to,
    day,
    designated,
    event,
    extended,
    released,
    rules,
    steps,
)
from tracker.domain.bail import BailEvent
from tracker.domain.bail_ledger import reckon
from tracker.domain.bail_regime import Ladder
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.time_limits import LimitPack
from tracker.terms import BailRegime, BailState, InvestigatingBody

OLD = "2020-01-10"
THREE = (released(OLD), extended("2020-02-07", "superintendent"))


@pytest.mark.parametrize(("arrest", "regime", "ends"), [
    ("2017-04-02", BailRegime.BEFORE_2017, None),
    ("2017-04-03", BailRegime.FROM_2017, "2017-05-01"),
    ("2022-10-27", BailRegime.FROM_2017, "2022-11-24"),
    ("2022-10-28", BailRegime.FROM_2022, "2023-01-28"),
])  # fmt: skip
def test_the_law_is_that_of_the_day_of_the_arrest(arrest: str, regime: BailRegime, ends: str | None) -> None:
    standing = bail(arrest, released(arrest))
    assert (standing.regime, standing.ends) == (regime, day(ends) if ends else None)


def test_twenty_eight_days_then_three_months_then_six() -> None:
    first = bail(OLD, released(OLD))
    assert (first.starts, first.ends, first.earliest, first.months) == (
        day("2020-01-11"), day("2020-02-07"), day("2020-02-07"), None,
    )  # fmt: skip
    assert codes(bail(OLD, released(OLD), extended("2020-02-07", "inspector"))) == ["wrong_rank"]
    assert codes(bail(OLD, released(OLD), extended("2020-02-08", "superintendent"))) == ["too_late"]
    assert bail(OLD, *THREE).ends == day("2020-04-10")
    assert codes(bail(OLD, *THREE, extended("2020-04-10", ACC))) == ["not_designated"]
    six = bail(OLD, *THREE, designated("2020-04-10"), extended("2020-04-10", ACC))
    assert (six.ends, six.extensions) == (day("2020-07-10"), ("OLD-02", "OLD-03"))


@pytest.mark.parametrize("body", [InvestigatingBody.NCA, InvestigatingBody.FCA, InvestigatingBody.HMRC])
def test_only_the_sfo_had_a_law_of_its_own_then(body: InvestigatingBody) -> None:
    assert bail(OLD, *THREE, body=body) == bail(OLD, *THREE)


def test_the_court_then() -> None:
    assert codes(bail(OLD, released(OLD), court_to("2020-02-01", 6))) == ["court_wrong_order"]
    for months, ends in ((6, "2020-07-10"), (9, "2020-10-10")):
        assert bail(OLD, *THREE, court_to("2020-04-10", months)).ends == day(ends)
    six = (*THREE, designated("2020-04-01"), extended("2020-04-01", ACC))
    for months, ends in ((9, "2020-10-10"), (12, "2021-01-10")):
        assert bail(OLD, *six, court_to("2020-07-10", months)).ends == day(ends)
    assert codes(bail(OLD, *six, court_to("2020-07-10", 6))) == ["wrong_months"]
    added = bail(OLD, *THREE, court_to("2020-04-10", 6), court_adds("2020-07-10", 3), court_adds("2020-10-10", 6))
    assert added.ends == day("2021-04-10")
    assert bail(OLD, *THREE, applied("2020-04-10"), as_of="2020-05-01").state is BailState.COURT_DECIDING


def test_the_sfo_began_at_three_months() -> None:
    sfo = InvestigatingBody.SFO
    first = bail(OLD, released(OLD), body=sfo)
    assert (first.ends, first.months) == (day("2020-04-10"), 3)
    assert first.following is not None
    assert (first.following.rank, first.following.to, first.following.longer_to) == (
        "court", day("2020-10-10"), day("2021-01-10"),
    )  # fmt: skip
    for rank in (ACC, SENIOR):
        designation = bail(OLD, released(OLD), designated("2020-02-01"), extended("2020-03-01", rank), body=sfo)
        assert (codes(designation), designation.ends) == ([], day("2020-07-10"))
    assert codes(bail(OLD, released(OLD), designated("2020-02-01"), extended("2020-03-01", "inspector"), body=sfo)) == [
        "wrong_rank"
    ]
    for rank in (SENIOR,):
        assert codes(bail(OLD, *THREE, designated("2020-04-01"), extended("2020-04-01", rank))) == ["wrong_rank"]


@pytest.mark.parametrize(("arrest", "body", "before", "regime", "later"), [
    ("2025-01-10", InvestigatingBody.NCA, (extended("2025-07-10", SENIOR), court_to("2026-01-10", 18)),
     BailRegime.FROM_2022, ("BAIL-07", day("2026-10-10"), day("2027-01-10"))),
    (OLD, InvestigatingBody.SFO, (court_to("2020-04-10", 9),),
     BailRegime.FROM_2017, ("OLD-06", day("2021-01-10"), day("2021-04-10"))),
])  # fmt: skip
def test_after_the_first_extension_by_the_court_it_adds_months_for_other_bodies_too(
    arrest: str,
    body: InvestigatingBody,
    before: tuple[BailEvent, ...],
    regime: BailRegime,
    later: tuple[str, date, date],
) -> None:
    *so_far, court = before
    first = bail(arrest, released(arrest), *so_far, body=body)
    assert first.following is not None
    assert (first.regime, first.following.rank, first.oral_hearing) == (regime, "court", False)
    following = bail(arrest, released(arrest), *so_far, court, body=body).following
    assert following is not None
    assert (following.limit_id, following.to, following.longer_to) == later


def test_a_law_without_a_period_has_no_step() -> None:
    assert Ladder(BailRegime.BEFORE_2017).police_step_after("") is None


def test_before_2017_there_is_nothing_to_extend() -> None:
    standing = bail(
        "2016-03-01",
        event(K.STREET_BAIL, "2016-03-02"),
        released("2016-03-05"),
        extended("2016-03-10", ACC),
        designated("2016-03-11"),
        applied("2016-03-12"),
        court_to("2016-03-13", 12),
        event(K.RETURN_DATE_SET, "2016-03-14", until="2019-01-01"),
    )
    assert codes(standing) == ["no_limit_in_this_regime"] * 4
    assert (standing.state, standing.since, standing.ends, standing.earliest) == (
        BailState.NO_LIMIT, day("2016-03-02"), None, None,
    )  # fmt: skip
    assert (standing.returns, standing.following, standing.no_end_because) == (day("2019-01-01"), None, "no_limit")
    assert steps(standing)[:2] == ["bail_arrested", "bail_no_limit"]
    over = bail("2016-03-01", released("2016-03-01"), event(K.ENDED, "2016-09-01"))
    assert (over.state, over.steps[-1].basis) == (BailState.ENDED, "PACE 1984 ss.37(7), 47(4)")


def test_an_arrest_on_the_last_day_of_the_old_law_stays_with_it() -> None:
    standing = bail("2022-10-27", released("2022-10-27"), extended("2022-11-24", "superintendent"), as_of="2022-12-01")
    assert standing.regime is BailRegime.FROM_2017
    assert standing.following is not None
    assert standing.following.limit_id == "OLD-04"


def test_a_new_version_of_the_law_is_for_arrests_from_its_day_on() -> None:
    from_2028 = with_initial_months(4, from_day=date(2028, 1, 1))
    before = reckon(day("2027-12-31"), [released("2027-12-31")], from_2028)
    after = reckon(day("2028-01-01"), [released("2028-01-01")], from_2028)
    assert (before.ends, before.months) == (day("2028-03-31"), 3)
    assert (after.ends, after.months) == (day("2028-05-01"), 4)


def with_initial_months(months: int, from_day: date) -> RuleBook:
    """Give the rules with a new version of the first period."""

    def versions(limit: Limit) -> tuple[Limit, ...]:
        if limit.id != "BAIL-02":
            return (limit,)
        clock = replace(rule_of(limit), amount=months)
        ended = replace(limit, valid_to=from_day - timedelta(days=1))
        return ended, replace(limit, version=2, valid_from=from_day, clock=clock)

    pack = rules().pack
    limits = tuple(version for limit in pack.limits for version in versions(limit))
    return replace(rules(), pack=LimitPack(limits, pack.events, pack.windows, pack.bands))
