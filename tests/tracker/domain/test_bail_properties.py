"""What holds for the bail of any arrest: the law's latest end, refusals without effect, and a slow re-statement."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeAlias

from hypothesis import example, given, note, settings
from hypothesis import strategies as st

from tests.tracker.domain.bail_events import ACC, SENIOR, THEN, K, applied, asked, event, extended, for_charging, rules
from tests.tracker.domain.slow_bail import SlowBail, months_end, months_on, walk
from tests.tracker.domain.test_clock import started
from tracker import wording
from tracker.domain.bail import BailEvent, BailStanding, NextExtension
from tracker.domain.bail_in_words import (
    bail_steps_in_words,
    no_day_in_words,
    no_end_in_words,
    readings,
    refused_in_words,
)
from tracker.domain.bail_ledger import reckon
from tracker.domain.bail_steps import bail_steps
from tracker.domain.case_bail_record import ENDINGS
from tracker.domain.rule_book import rule_of
from tracker.terms import BailState, InvestigatingBody, Rank

ARRESTS = st.one_of(
    st.dates(date(2022, 10, 20), date(2026, 1, 1)),
    st.dates(date(2017, 3, 28), date(2022, 11, 5)),
    st.sampled_from([date(2024, 2, 28), date(2024, 8, 30), date(2024, 11, 29), date(2025, 1, 30), date(2023, 10, 30)]),
)
BODIES = st.sampled_from([InvestigatingBody.POLICE] * 4 + list(InvestigatingBody))
ABSOLUTE = (K.TAKEN_FROM_SHEET, K.RETURN_DATE_SET, K.ALIGNED)
GAPS = st.one_of(st.integers(0, 12), st.integers(0, 120))
History: TypeAlias = tuple[date, list[BailEvent], InvestigatingBody]
ANY = [kind for kind in K if kind not in ABSOLUTE]
ON_BAIL = [K.EXTENDED] * 4 + [K.DESIGNATED, K.COURT_APPLIED, K.COURT_APPLIED, K.COURT_EXTENDED, K.COURT_ADDED]
ON_BAIL += [K.COURT_REFUSED, K.RELEASED_FOR_CHARGING, K.RELEASED_ON_BAIL, K.CPS_REQUEST_MET, K.CPS_REQUEST_MET]
ON_BAIL += [K.IN_HOSPITAL, K.IN_HOSPITAL, K.OUT_OF_HOSPITAL]
HELD = [K.CPS_REQUESTED] * 4 + [K.OUT_OF_HOSPITAL] * 3 + [K.RELEASED_ON_BAIL, K.IN_HOSPITAL, *ON_BAIL]
DECIDING = [K.COURT_EXTENDED, K.COURT_EXTENDED, K.COURT_ADDED, K.COURT_REFUSED, K.RELEASED_FOR_CHARGING, *ON_BAIL]
LIKELY = {BailState.RUNNING: ON_BAIL, BailState.SUSPENDED: HELD, BailState.COURT_DECIDING: DECIDING,
          BailState.NOT_BEGUN: [K.CPS_REQUESTED, K.RELEASED_ON_BAIL]}  # fmt: skip
RANKS = st.sampled_from([Rank.INSPECTOR.value, Rank.SUPERINTENDENT.value, ACC, ACC, SENIOR, Rank.SERGEANT.value])
COURT_MONTHS = {
    K.COURT_EXTENDED: st.sampled_from([6, 9, 12, 12, 18, 18, 24]),
    K.COURT_ADDED: st.sampled_from([3, 6, 9]),
}


@st.composite
def histories(draw: st.DrawFn, *, different_days: bool = False, with_dates: bool = False) -> History:
    """Draw an arrest and what happened after it: mostly what fits how bail stands, and often near an end."""
    arrested_on, body = draw(ARRESTS), draw(BODIES)
    first = draw(st.sampled_from([K.RELEASED_ON_BAIL] * 8 + [K.STREET_BAIL, K.RELEASED_FOR_CHARGING, K.EXTENDED]))
    on = arrested_on + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 40])))
    events = [event(first, on, "inspector")]
    for _ in range(draw(st.integers(1, 16))):
        standing = reckon(arrested_on, events, rules(), body)
        end = standing.ends if standing.ends is not None else standing.following and standing.following.before
        if end is not None and end >= on and draw(st.integers(0, 2)):
            on = max(on, end + timedelta(days=draw(st.sampled_from([-8, -6, -3, -1, -1, 0, 0, 0, 1, 2]))))
        else:
            on += timedelta(days=draw(GAPS))
        if end is not None and end >= events[-1].happened_on and draw(st.integers(0, 5)):
            on = min(on, end)
        if different_days and on == events[-1].happened_on:
            on += timedelta(days=1)
        kind = draw(st.sampled_from(LIKELY.get(standing.state, ANY) if draw(st.integers(0, 9)) else ANY))
        by = standing.following.rank if standing.following and draw(st.integers(0, 4)) else draw(RANKS)
        by = standing.alternative.rank if standing.alternative and standing.designated else by
        months = draw(COURT_MONTHS[kind]) if kind in COURT_MONTHS else None
        if with_dates and draw(st.integers(0, 4)) == 0:
            kind = draw(st.sampled_from(ABSOLUTE))
        until = on + timedelta(days=draw(st.integers(-3, 60))) if kind in ABSOLUTE else None
        events.append(event(kind, on, by, months=months, until=until))
    return arrested_on, events, body


def allowed(standing: BailStanding, events: list[BailEvent]) -> list[BailEvent]:
    """Give the events that counted."""
    return [one for one in events if all(one is not refused.event for refused in standing.refused)]


def extensions(
    following: NextExtension, body: InvestigatingBody, standing: BailStanding
) -> list[tuple[Callable[[date], BailEvent], date]]:
    """Give how the next extension would be recorded on a day, and the end it is said to give."""
    if following.rank != "court":
        return [(lambda on: event(K.EXTENDED, on, following.rank), following.to)]
    assert following.longer_to is not None
    first = not any(
        limit.startswith(("BAIL-06", "BAIL-07", "OLD-04", "OLD-05", "OLD-06")) for limit in standing.extensions
    )
    kind = K.COURT_EXTENDED if first else K.COURT_ADDED
    months = [
        rule_of(rules().pack.versions(name)[0]).amount for name in (following.limit_id, following.limit_id + "-long")
    ]
    return [
        (lambda on, amount=amount: event(kind, on, "court", months=amount), to)
        for amount, to in zip(months, (following.to, following.longer_to), strict=True)
    ]


def latest(arrested_on: date, counted: list[BailEvent], body: InvestigatingBody) -> date:
    """Give a day past which no reading of the Act could bring the period, from the months and days of the events.

    The months of the last step from the start, those the court added, and every day that could stand still: between
    a stop and what follows it, seven for each request, each day of each stay; three for months of unequal length.
    A request made while the court decides may come after the last day: its seven days are counted from itself.
    """
    slow = walk(arrested_on, counted, body)
    start = slow.start or arrested_on
    steps = [one for one in counted if one.kind is K.EXTENDED]
    months = slow.law[1][len(steps) - 1][0] if steps else slow.law[0]
    months = next((one.months or 0 for one in counted if one.kind is K.COURT_EXTENDED), months)
    added = [one.months or 0 for one in counted if one.kind is K.COURT_ADDED]
    decided = [one.happened_on for one in counted if one.kind in (K.COURT_EXTENDED, K.COURT_ADDED, K.COURT_REFUSED)]
    by_months = months_end(start, months) if months else start + timedelta(days=27)
    still = 3 * len(added)
    asked_late: list[date] = []
    for place, (before, after) in enumerate(itertools.pairwise([*counted, counted[-1]]), start=1):
        stopped = SlowBail(arrested_on, body)
        for one in counted[:place]:
            stopped.take(one)
        if stopped.cps_from is not None or stopped.hospital:
            still += (after.happened_on - before.happened_on).days
        if before.kind is K.CPS_REQUESTED:
            still += 7
            asked_late += [before.happened_on] if stopped.pending else []
    return max(months_on(day, sum(added)) for day in (by_months, *decided, *asked_late)) + timedelta(days=still)


def tell(arrested_on: date, events: list[BailEvent], body: InvestigatingBody, standing: BailStanding) -> None:
    """Say in short what is tried."""
    said = [f"{one.kind.name}{'=' if one.months else ''}{one.months or ''}@{one.happened_on}" for one in events]
    note(f"arrested {arrested_on}, {body}: {', '.join(said)}; {standing.state} {standing.ends}")
    note(f"refused: {[(one.event.kind.name, one.code) for one in standing.refused]}")


#: the period goes on past Fri 20 Jan 2023 until the court decides, and is suspended and asked about on the same day
ASKED_WHILE_THE_COURT_DECIDES = [
    event(K.STREET_BAIL, "2022-10-20"),
    extended("2022-11-09", "superintendent"),
    applied("2022-11-09"),
    for_charging("2023-01-22"),
    asked("2023-01-22"),
]


@given(histories())
@settings(max_examples=300)
def test_a_walk_day_by_day_agrees(history: History) -> None:
    arrested_on, events, body = history
    standing = reckon(arrested_on, events, rules(), body)
    tell(arrested_on, events, body, standing)
    counted = allowed(standing, events)
    slow = SlowBail(arrested_on, body)
    assert [slow.take(one) for one in events] == [any(one is other for other in counted) for one in events]
    again = walk(arrested_on, counted, body)
    assert standing.ends == again.end
    suspended = again.begun and not again.over and (again.held or again.cps_from is not None)
    assert (standing.state is BailState.SUSPENDED) is suspended


@given(histories())
@example((date(2022, 10, 20), ASKED_WHILE_THE_COURT_DECIDES, InvestigatingBody.POLICE))
@settings(max_examples=100)
def test_the_end_is_never_later_than_the_latest_the_law_can_give(history: History) -> None:
    arrested_on, events, body = history
    standing = reckon(arrested_on, events, rules(), body)
    tell(arrested_on, events, body, standing)
    if standing.ends is None:
        return
    assert standing.earliest is not None
    assert standing.earliest <= standing.ends <= latest(arrested_on, allowed(standing, events), body)


@given(histories(with_dates=True))
@settings(max_examples=100)
def test_what_is_refused_changes_nothing(history: History) -> None:
    arrested_on, events, body = history
    standing = reckon(arrested_on, events, rules(), body)
    tell(arrested_on, events, body, standing)
    assert reckon(arrested_on, allowed(standing, events), rules(), body) == replace(standing, refused=())


@given(histories(different_days=True, with_dates=True), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_in_which_events_are_listed_does_not_matter(history: History, random: Random) -> None:
    arrested_on, events, body = history
    standing = reckon(arrested_on, events, rules(), body)
    shuffled = list(events)
    random.shuffle(shuffled)
    assert reckon(arrested_on, shuffled, rules(), body) == standing


@given(histories(with_dates=True), st.sets(st.integers(0, 16)))
@settings(max_examples=100)
def test_withdrawn_events_are_as_if_never_there(history: History, withdrawn: set[int]) -> None:
    arrested_on, events, body = history
    taken_back = [replace(one, withdrawn_at=THEN) if place in withdrawn else one for place, one in enumerate(events)]
    left = [one for place, one in enumerate(events) if place not in withdrawn]
    assert reckon(arrested_on, taken_back, rules(), body) == reckon(arrested_on, left, rules(), body)


@given(histories(with_dates=True), st.integers(0, 900))
@settings(max_examples=100)
def test_as_of_a_day_is_without_what_came_later(history: History, days: int) -> None:
    arrested_on, events, body = history
    as_of = arrested_on + timedelta(days=days)
    standing = reckon(arrested_on, events, rules(), body, as_of)
    tell(arrested_on, events, body, standing)
    later = [one for one in events if one.happened_on > as_of]
    assert [one.event for one in standing.refused if one.code == "after_as_of"] == later
    now = [one for one in events if one.happened_on <= as_of]
    expected = reckon(arrested_on, now, rules(), body, as_of)
    assert replace(standing, refused=()) == replace(expected, refused=())
    if standing.ends is not None:
        assert (standing.state is BailState.PASSED) is (standing.ends < as_of)


@given(histories(with_dates=True))
@settings(max_examples=100)
def test_what_ends_bail_says_whether_its_period_had_ended(history: History) -> None:
    arrested_on, events, body = history
    standing = reckon(arrested_on, events, rules(), body)
    tell(arrested_on, events, body, standing)
    counted = allowed(standing, events)
    ending = next((place for place, one in enumerate(counted) if one.kind in ENDINGS), None)
    if ending is None:
        assert standing.had_ended is None
        return
    before = reckon(arrested_on, counted[:ending], rules(), body, counted[ending].happened_on)
    assert standing.had_ended == (before.ends if before.state is BailState.PASSED else None)
    said = [step for step in standing.steps if step.code == "period_had_ended"]
    assert [step.values["end"] for step in said] == [standing.had_ended] * (standing.had_ended is not None)


@given(histories(with_dates=True))
@settings(max_examples=100)
def test_a_return_date_is_never_past_the_end(history: History) -> None:
    arrested_on, events, body = history
    standing = reckon(arrested_on, events, rules(), body)
    tell(arrested_on, events, body, standing)
    if standing.ends is not None:
        assert standing.returns is not None
        assert standing.returns <= standing.ends
    assert (standing.ends is None) is bool(standing.no_end_because)


@given(histories())
@settings(max_examples=100)
def test_the_next_extension_gives_what_is_said(history: History) -> None:
    arrested_on, events, body = history
    standing = reckon(arrested_on, events, rules(), body)
    tell(arrested_on, events, body, standing)
    following = standing.following
    if following is None or standing.state is not BailState.RUNNING:
        return
    counted = allowed(standing, events)
    in_hospital = [one.kind for one in counted].count(K.IN_HOSPITAL) > [one.kind for one in counted].count(
        K.OUT_OF_HOSPITAL
    )
    assert (following.before is None) is (standing.pending_since is not None and following.rank == "court")
    last = following.before or standing.ends
    assert last == standing.ends
    for extension, to in extensions(following, body, standing):
        if last >= counted[-1].happened_on:
            to_be_asked = following.rank == "court" and standing.pending_since is None
            asks = [event(K.COURT_APPLIED, last)] if to_be_asked else []
            extended = reckon(arrested_on, [*counted, *asks, extension(last)], rules(), body)
            assert (extended.ends, extended.refused) == (to, ())
        if standing.pending_since is None and not in_hospital:
            late = max(last, counted[-1].happened_on) + timedelta(days=1)
            refused = reckon(arrested_on, [*counted, extension(late)], rules(), body).refused
            assert [one.code for one in refused] in (["too_late"], ["court_too_late"])


@given(histories(with_dates=True))
@settings(max_examples=100)
def test_everything_has_its_words(history: History) -> None:
    arrested_on, events, body = history
    standing = reckon(arrested_on, events, rules(), body)
    for step in bail_steps_in_words(standing.steps, wording.day):
        assert step.what
        assert "{" not in step.what
    assert all(step.basis for step in bail_steps(standing, events, started(arrested_on)))
    for one in standing.refused:
        assert one.code in wording.ERRORS
        assert "{" not in refused_in_words(one)
    assert bool(no_end_in_words(standing)) is (standing.ends is None)
    for way in (standing.following, standing.alternative):
        if way is not None:
            known = way.before is not None if way.rank != "court" else way.lodge_by is not None
            assert bool(no_day_in_words(way)) is not known
    assert all(code in wording.BAIL_READINGS for code in readings(standing))
