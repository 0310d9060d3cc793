"""Bad cases 19, 20, 22, 23, 24, 27, 28: clocks that stand still, dates somebody set, cases taken up again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import alerts, allocate, arrest, complete, happened, london, replan, sweep, the_clock
from tests.cores import INSPECTOR, SUPERVISOR, open_a_case
from tests.fakes import StoppedTime
from tests.new_calendars import apply, ship_extra
from tests.tracker.domain.clock_histories import (
    FIVE_DAYS,
    KIND,
    WORKING,
    a_clock,
    event,
    noon,
    pause,
    started,
    with_days_off,
)
from tracker.actions.order_date import OrderDate
from tracker.actions.pause_clock import PauseClock
from tracker.actions.resume_clock import ResumeClock
from tracker.bootstrap import Tracker
from tracker.domain.counting import Measure
from tracker.domain.drift import drift
from tracker.errors import RuleBroken
from tracker.terms import ClockClass, ClockState, CountUnit, DelayReason

ABE, REVIEW, MATCH = "abe_interview", "review_sergeant", "intermediary_matched"
TODAY = date(2026, 11, 20)


@pytest.fixture
def case_id(core: Tracker) -> str:
    """A case of Fri 20 November 2026: the interview is due in two days, an intermediary in ten working days."""
    made = open_a_case(core, reported_on=date(2026, 11, 18))
    allocate(core, made)
    complete(core, made, "strategy_discussion", TODAY)
    happened(core, made, "intermediary_needed", TODAY, "AB")
    return made


def stand_still(core: Tracker, case_id: str, kind: str = ABE, **other: Any) -> None:
    """Pause the worst clock of a milestone."""
    clock = the_clock(core, case_id, kind)
    facts: dict[str, Any] = {
        "by": SUPERVISOR, "case_id": case_id, "clock_id": clock.clock_id, "version": clock.version, "since": TODAY,
        "until": None, "reason": "the child is in hospital", "cause": DelayReason.VICTIM_NEEDS_TIME, "ours": False,
        "review_on": date(2026, 12, 11),
    }  # fmt: skip
    core.do(PauseClock(**(facts | other)))


def run_on(core: Tracker, case_id: str, on: date, kind: str = ABE) -> None:
    """Let the worst clock of a milestone run on."""
    clock = the_clock(core, case_id, kind)
    core.do(ResumeClock(SUPERVISOR, case_id, clock.clock_id, clock.version, on))


def test_bad_case_19_a_pause_over_a_weekend_adds_only_working_time(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    due = date(2026, 12, 4)
    assert the_clock(core, case_id, MATCH).due == due
    time.move_to(london(2026, 11, 24))
    stand_still(core, case_id, MATCH, since=date(2026, 11, 21), until=date(2026, 11, 23))
    assert the_clock(core, case_id, MATCH).due == due
    # Friday was the day of the event, so no day that counts was lost
    stand_still(core, case_id, MATCH, since=TODAY, until=date(2026, 11, 23))
    assert the_clock(core, case_id, MATCH).due == due
    stand_still(core, case_id, MATCH, since=date(2026, 11, 21), until=date(2026, 11, 24))
    assert the_clock(core, case_id, MATCH).due == date(2026, 12, 7)


def test_bad_case_20_a_change_of_owner_and_of_the_rules_keeps_open_and_earlier_pauses(
    core: Tracker, time: StoppedTime, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.move_to(london(2026, 11, 24))
    stand_still(core, case_id, MATCH, since=date(2026, 11, 23), until=date(2026, 11, 24))
    stand_still(core, case_id, MATCH, since=date(2026, 11, 24))
    before = the_clock(core, case_id, MATCH)
    assert (before.state, before.due) == (ClockState.PAUSED, date(2026, 12, 7))
    allocate(core, case_id, to=SUPERVISOR)
    ship_extra(monkeypatch)
    apply(core)
    after = the_clock(core, case_id, MATCH)
    assert (after.state, after.paused_since, after.pauses) == (ClockState.PAUSED, before.paused_since, before.pauses)
    time.move_to(london(2026, 12, 2))
    run_on(core, case_id, date(2026, 12, 2), MATCH)
    # Mon 23, Tue 24 to Fri 27 November and Tue 1 December did not count; Mon 30 November is the extra holiday
    assert the_clock(core, case_id, MATCH).due == date(2026, 12, 15)


def test_bad_case_20_a_new_version_of_a_limit_keeps_open_and_earlier_pauses() -> None:
    clock = a_clock(
        started(), pause(date(2026, 6, 2), date(2026, 6, 3)), event(KIND.PAUSED, date(2026, 6, 4), ours=False)
    )  # fmt: skip
    changed = event(KIND.RECALCULATED, date(2026, 6, 5), measure=replace(FIVE_DAYS, amount=7))
    paused = clock.recounted(changed, with_days_off(date(2026, 6, 10)))
    standing = paused.derive(with_days_off(date(2026, 6, 10)))
    assert (standing.state, standing.paused_since, standing.paused_ours) == (ClockState.PAUSED, date(2026, 6, 4), False)
    assert standing.paused == clock.derive(WORKING).paused
    # seven working days of Mon 1 Jun without Tue 2, Thu 4, Fri 5 and Wed 10 June
    on = paused.with_event(event(KIND.RESUMED, date(2026, 6, 8)), with_days_off(date(2026, 6, 10)))
    assert on.due == date(2026, 6, 16)


def test_bad_case_22_a_pause_of_another_clock_moves_neither_bail_nor_an_ordered_date(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    arrest(core, case_id, TODAY)
    bail = the_clock(core, case_id, "bail_ended")
    review = the_clock(core, case_id, REVIEW)
    core.do(
        OrderDate(
            SUPERVISOR, case_id, review.clock_id, review.version, date(2026, 12, 31), "as directed", "the judge", True
        )
    )
    stand_still(core, case_id)
    time.move_to(london(2026, 12, 10))
    run_on(core, case_id, date(2026, 12, 10))
    assert the_clock(core, case_id, ABE).due == date(2026, 12, 11)
    assert the_clock(core, case_id, "bail_ended").due == bail.due
    assert the_clock(core, case_id, REVIEW).due == date(2026, 12, 31)
    for kind, code in (("bail_ended", "pause_of_period"), (REVIEW, "pause_of_ordered")):
        with pytest.raises(RuleBroken, match=code):
            stand_still(core, case_id, kind, review_on=date(2026, 12, 20))


def test_bad_case_23_a_paused_clock_is_never_overdue_and_a_pause_does_not_clear_lateness(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    stand_still(core, case_id, since=TODAY)
    time.move_to(london(2026, 12, 10))
    sweep(core)
    assert not the_clock(core, case_id, ABE).overdue
    assert alerts(core, limit_id="ABE-02") == []
    run_on(core, case_id, date(2026, 11, 23))
    sweep(core)
    late = the_clock(core, case_id, ABE)
    assert (late.overdue, late.overdue_since) == (True, london(2026, 11, 25, 0))
    stand_still(core, case_id, since=date(2026, 12, 10))
    paused = the_clock(core, case_id, ABE)
    assert (paused.state, paused.overdue, paused.overdue_since) == (
        ClockState.PAUSED, False, london(2026, 11, 25, 0),
    )  # fmt: skip
    assert paused.first_due == date(2026, 11, 23)


@pytest.mark.parametrize(
    "pauses",
    [[(24, 26), (25, 27)], [(25, 27), (24, 26)], [(24, 25), (25, 27)], [(24, 27), (25, 26)], [(24, 27), (24, 27)]],
    ids=["overlapping", "back-dated", "touching", "one within the other", "twice the same"],
)
def test_bad_case_24_pauses_are_merged_and_never_counted_twice(
    core: Tracker, time: StoppedTime, case_id: str, pauses: list[tuple[int, int]]
) -> None:
    time.move_to(london(2026, 11, 27))
    for since, until in pauses:
        stand_still(core, case_id, MATCH, since=date(2026, 11, since), until=date(2026, 11, until))
    # Tue 24 to Thu 26 November: three working days after Fri 4 December
    assert the_clock(core, case_id, MATCH).due == date(2026, 12, 9)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"since": date(2026, 11, 24), "until": date(2026, 11, 24)}, "pause_without_length"),
        ({"since": date(2026, 11, 25), "until": date(2026, 11, 24)}, "pause_without_length"),
        ({"since": date(2026, 11, 28)}, "date_in_future"),
        ({"since": date(2026, 11, 24), "until": date(2026, 11, 30)}, "pause_ends_in_future"),
        ({"since": date(2026, 11, 19), "until": date(2026, 11, 24)}, "pause_before_start"),
    ],
)
def test_bad_case_24_a_pause_that_cannot_be_is_refused_with_the_reason(
    core: Tracker, time: StoppedTime, case_id: str, facts: dict[str, date], code: str
) -> None:
    time.move_to(london(2026, 11, 27))
    before = the_clock(core, case_id, ABE)
    with pytest.raises(RuleBroken, match=code):
        stand_still(core, case_id, **facts)
    assert the_clock(core, case_id, ABE) == before


def test_bad_case_27_an_override_stands_beside_the_date_of_the_rules_and_outlives_a_recalculation(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replan(core, case_id, MATCH, date(2026, 12, 18), "none is free", by=INSPECTOR)
    clock = the_clock(core, case_id, MATCH)
    first = date(2026, 12, 4)
    assert (clock.due, clock.computed, clock.first_due) == (date(2026, 12, 18), first, first)
    (move,) = clock.moved
    assert (move.by, move.on, move.reason, move.old) == ("DI 77 Lewis", TODAY, "none is free", first)
    ship_extra(monkeypatch)
    apply(core)
    again = the_clock(core, case_id, MATCH)
    assert (again.due, again.computed, again.first_due) == (date(2026, 12, 18), date(2026, 12, 7), first)
    assert again.moved == clock.moved


def test_bad_case_28_the_time_a_case_was_closed_is_neither_running_nor_paused() -> None:
    closed = event(KIND.STOPPED, date(2026, 6, 12), reason="case_closed")
    taken_up = event(KIND.REOPENED, date(2026, 7, 1), reason="new evidence")
    clock = a_clock(started(), closed, taken_up)
    standing = clock.derive(WORKING)
    assert (clock.state, clock.due, clock.pauses, standing.paused) == (ClockState.RUNNING, date(2026, 6, 8), 0, ())
    # late Tue 9 to Fri 12 June, then from Wed 1 July on
    for as_of, days in ((date(2026, 6, 30), 4), (date(2026, 7, 1), 5), (date(2026, 7, 3), 7)):
        assert drift(standing, ClockClass.TARGET, WORKING, noon(as_of)) == days
    assert drift(a_clock(started(), closed).derive(WORKING), ClockClass.TARGET, WORKING, noon(date(2026, 7, 3))) == 4


def test_bad_case_28_a_pause_that_reaches_into_closed_time_adds_nothing_for_it() -> None:
    ten = Measure(CountUnit.WORKING_DAYS, 10)
    closed = event(KIND.STOPPED, date(2026, 6, 5), reason="case_closed")
    taken_up = event(KIND.REOPENED, date(2026, 6, 10))
    assert a_clock(started(), closed, taken_up, measure=ten).due == date(2026, 6, 15)
    across = pause(date(2026, 6, 4), date(2026, 6, 11))
    # Thu 4, Fri 5 and Wed 10 June were paused; Mon 8 and Tue 9 June it was closed
    assert a_clock(started(), closed, taken_up, across, measure=ten).due == date(2026, 6, 18)
