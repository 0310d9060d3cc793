"""The steps of a clock: what each kind of event says of the date before and after it, and how a count is told."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.domain.test_clock import KIND, event, started
from tests.tracker.rule_data import calendars, catalogue, pack
from tracker import wording
from tracker.domain.calendar import DayOff, WorkingCalendar
from tracker.domain.clock import ClockEvent, derive
from tracker.domain.clock_steps import clock_steps
from tracker.domain.counting import Measure
from tracker.domain.explain import Step
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.steps_in_words import events_in_words, steps_in_words
from tracker.rows.why import StepRow
from tracker.terms import CalendarName, CountUnit, DelayReason, FirstDay

RULES = RuleBook(pack(), catalogue(), calendars())
WORKING = calendars()[CalendarName.ENGLAND_AND_WALES]
UNITS = Measure(CountUnit.WORKING_DAYS, 5)
DAYS = Measure(CountUnit.CALENDAR_DAYS, 7, rolls=True)
HOURS = Measure(CountUnit.HOURS, 72)
BAIL = Measure(CountUnit.MONTHS, 3, FirstDay.SAME, begins_after_days=1)


def limit(name: str = "ABE-02") -> Limit:
    return RULES.pack.versions(name)[0]


def steps(*events: ClockEvent, measure: Measure = UNITS, of: str = "ABE-02", **more: Any) -> tuple[Step, ...]:
    return clock_steps(events, measure, WORKING, limit(of), because="strategy discussion", **more)


def said(told: Iterable[Step], of: str = "ABE-02") -> tuple[StepRow, ...]:
    return steps_in_words(told, limit(of), RULES, wording.when_in_zone, lambda officer: f"DS {officer}")


def words(told: Iterable[Step], of: str = "ABE-02") -> list[str]:
    return [step.what for step in said(told, of)]


def codes(told: Iterable[Step]) -> list[str]:
    return [step.code for step in told]


def test_a_start_says_what_happened_when_it_was_recorded_and_by_whom() -> None:
    (start, *_) = said(steps(started(date(2026, 4, 1))))
    assert (start.on, start.what, start.gives) == ("Wed 1 Apr 2026", "strategy discussion", "")
    assert start.recorded == "recorded Wed 1 Apr 2026 13:00 BST by DS officer"
    (unrecorded, *_) = said(steps(started(date(2026, 4, 1)), recorded=False))
    assert unrecorded.recorded == ""


def test_working_days_say_day_one_each_day_off_by_name_and_the_weekends_once() -> None:
    told = steps(started(date(2026, 4, 1)))
    assert words(told)[1:] == [
        "5 working days; day one is the next working day, Thu 2 Apr 2026",
        "Good Friday, not worked",
        "Easter Monday, not worked",
        "2 days of weekends in between, not worked",
    ]
    assert [step.on for step in told[2:]] == [date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 4)]
    assert told[1].gives == date(2026, 4, 10)
    assert said(told)[1].basis == limit().basis


def test_a_count_that_begins_with_its_day_says_so() -> None:
    same = Measure(CountUnit.WORKING_DAYS, 2, FirstDay.SAME)
    told = steps(started(date(2026, 4, 4)), measure=same)
    assert words(told)[1:] == [
        "2 working days beginning with this day: day one is Tue 7 Apr 2026",
        "Easter Monday, not worked",
        "2 days of weekends in between, not worked",
    ]
    in_days = Measure(CountUnit.CALENDAR_DAYS, 28, FirstDay.SAME)
    assert words(steps(started(date(2026, 4, 1)), measure=in_days))[1] == (
        "28 calendar days beginning with this day, which is day one"
    )


@pytest.mark.parametrize(
    ("measure", "what", "gives"),
    [
        (
            Measure(CountUnit.WORKING_DAYS, 2, backwards=True),
            "2 working days back; day one is the working day before, Thu 2 Apr 2026",
            date(2026, 4, 1),
        ),
        (
            Measure(CountUnit.WORKING_DAYS, 2, FirstDay.SAME, backwards=True),
            "2 working days back, beginning with this day: day one is Tue 7 Apr 2026",
            date(2026, 4, 2),
        ),
        (
            Measure(CountUnit.CALENDAR_DAYS, 2, backwards=True),
            "2 calendar days back; day one is the day before, Mon 6 Apr 2026",
            date(2026, 4, 5),
        ),
    ],
)
def test_a_count_back_says_from_which_day(measure: Measure, what: str, gives: date) -> None:
    told = steps(started(date(2026, 4, 7)), measure=measure)
    assert words(told)[0] == "strategy discussion: counted back from this day"
    assert words(told)[1] == what or measure.first_day is FirstDay.NEXT
    assert told[1].gives == gives


def test_months_say_the_stricter_reading_and_why_a_day_of_law_stays_on_a_weekend() -> None:
    told = said(steps(started(date(2024, 8, 30)), measure=BAIL, of="BAIL-02"), "BAIL-02")
    assert [(step.on, step.gives) for step in told] == [
        ("Fri 30 Aug 2024", "bail start date Sat 31 Aug 2024"),
        ("Sat 31 Aug 2024", "Sat 30 Nov 2024"),
        ("Sat 30 Nov 2024", "Sat 30 Nov 2024"),
        ("Sat 30 Nov 2024", "Sat 30 Nov 2024"),
    ]
    assert told[0].basis == "PACE 1984 s.47ZB(4)(a)"
    assert told[2].what == "read strictly, it ends on Fri 29 Nov 2024; alarms and return dates go by that day"
    assert told[3].what == (
        "a Saturday; it stays on that day: a limit fixed by law runs to its last day, whatever day of the week that is"
    )


def test_a_day_off_that_stays_is_called_by_its_name() -> None:
    told = steps(started(date(2026, 3, 27)), measure=Measure(CountUnit.CALENDAR_DAYS, 7))
    assert words(told)[-1] == "Good Friday; it stays on that day: this target does not move its days"
    moved = steps(started(date(2026, 3, 27)), measure=DAYS)
    assert words(moved)[-1] == "Good Friday is not a working day, so the next working day"


def test_months_from_a_day_have_no_day_one() -> None:
    (_, counted, *_) = steps(started(date(2026, 4, 10)), measure=Measure(CountUnit.MONTHS, 6))
    assert counted.values["day_one"] is None


@pytest.mark.parametrize(
    ("begin", "code", "at", "instead"),
    [
        (datetime(2026, 3, 28, 20, 15, tzinfo=UTC), "clocks_forward", "21:15", "20:15"),
        (datetime(2026, 10, 23, 19, 15, tzinfo=UTC), "clocks_back", "19:15", "20:15"),
    ],
    ids=["spring", "autumn"],
)
def test_hours_across_the_change_of_the_clocks_say_what_it_does(
    begin: datetime, code: str, at: str, instead: str
) -> None:
    told = steps(started(begin), measure=HOURS)
    assert codes(told) == ["started", "hours", code]
    assert told[-1].on == date(2026, 3, 29) if code == "clocks_forward" else date(2026, 10, 25)
    assert words(told)[-1].endswith(f"so it ends at {at}, not at {instead}")
    assert told[-1].gives == derive([started(begin)], HOURS, WORKING).due
    (_, counted, _) = said(told)
    assert {counted.on[-3:], counted.gives[-3:]} == {"GMT", "BST"}


def test_hours_within_one_season_say_nothing_of_it() -> None:
    assert codes(steps(started(date(2026, 6, 1)), measure=HOURS)) == ["started", "no_time_of_day", "hours"]


def test_a_pause_says_since_until_why_whose_need_by_whom_and_what_it_added() -> None:
    pause = event(
        KIND.PAUSED, date(2026, 6, 3), reason="abroad", cause=DelayReason.VICTIM_NEEDS_TIME, ours=False,
        review_on=date(2026, 6, 9), approved_by="907",
    )  # fmt: skip
    told = said(steps(started(), pause, event(KIND.RESUMED, date(2026, 6, 10), reason="back")))
    paused, resumed = told[-2:]
    assert paused.what == (
        "paused until Wed 10 Jun 2026: The child or family needs time; abroad; the wait is not ours; "
        "to be looked at again on Tue 9 Jun 2026; approved by DS 907"
    )
    assert paused.recorded == "recorded Wed 3 Jun 2026 13:00 BST by DS officer"
    assert (resumed.what, resumed.gives) == ("runs again: back; 5 working days not counted", "Mon 15 Jun 2026")


def test_a_pause_recorded_afterwards_has_both_days_and_its_effect() -> None:
    over = event(KIND.PAUSED, date(2026, 6, 3), to=date(2026, 6, 5), cause=DelayReason.COURT, ours=True)
    told = steps(started(), over)
    assert [step.code for step in told if step.code.startswith(("pause", "resumed"))] == ["pause", "resumed_added"]
    assert words(told)[-2:] == [
        "paused until Fri 5 Jun 2026: Court; the wait is ours",
        "runs again; 2 working days not counted",
    ]


def test_a_pause_of_days_off_adds_nothing_and_says_why() -> None:
    weekend = (event(KIND.PAUSED, date(2026, 6, 6)), event(KIND.RESUMED, date(2026, 6, 8)))
    told = steps(started(), *weekend)
    assert words(told)[-1] == "runs again; the pause adds nothing, for none of its days is worked"
    assert told[-1].gives == date(2026, 6, 8)


@pytest.mark.parametrize("measure", [UNITS, DAYS])
def test_a_pause_after_the_days_were_counted_adds_nothing(measure: Measure) -> None:
    late = (event(KIND.PAUSED, date(2026, 7, 1)), event(KIND.RESUMED, date(2026, 7, 8)))
    assert codes(steps(started(), *late, measure=measure))[-1] == "resumed_nothing"


def test_a_pause_beyond_the_calendar_adds_nothing() -> None:
    beyond = (event(KIND.PAUSED, date(2030, 12, 30)), event(KIND.RESUMED, date(2031, 2, 1)))
    assert codes(steps(started(), *beyond))[-1] == "resumed_nothing"


def test_a_pause_of_an_ordered_date_moves_nothing() -> None:
    ordered = event(
        KIND.ORDERED, date(2026, 6, 2), to=date(2026, 6, 26), reason="hearing", authority="Crown Court", approved_by="9"
    )
    told = steps(started(), ordered, event(KIND.PAUSED, date(2026, 6, 3)), event(KIND.RESUMED, date(2026, 6, 9)))
    assert words(told)[-3:] == [
        "fixed by order of Crown Court: hearing; before: Mon 8 Jun 2026; approved by DS 9",
        "paused until Tue 9 Jun 2026",
        "runs again; the date is fixed, and no pause moves it",
    ]
    assert told[-1].gives == date(2026, 6, 26)


def test_a_pause_of_hours_says_how_many() -> None:
    at = datetime(2026, 6, 1, 9, tzinfo=UTC)
    pause = event(KIND.PAUSED, datetime(2026, 6, 1, 12, tzinfo=UTC))
    told = steps(started(at), pause, event(KIND.RESUMED, datetime(2026, 6, 1, 14, 30, tzinfo=UTC)), measure=HOURS)
    assert words(told)[-1] == "runs again; 2.5 hours not counted"
    late = datetime(2026, 6, 9, 9, tzinfo=UTC)
    after = (event(KIND.PAUSED, late), event(KIND.STOPPED, late.replace(hour=10)))
    assert words(steps(started(at), *after, measure=HOURS))[-2:] == [
        "runs again; the pause adds nothing, for the days to be counted were over, or stood still already",
        "stopped: it was done",
    ]


def test_a_pause_that_rolls_or_passes_a_day_off_says_so() -> None:
    pause = (event(KIND.PAUSED, date(2026, 3, 30)), event(KIND.RESUMED, date(2026, 4, 2)))
    in_days = steps(started(date(2026, 3, 24)), *pause, measure=DAYS)
    assert codes(in_days)[-3:] == ["pause", "resumed_added", "rolled"]
    assert (in_days[-2].values["amount"], in_days[-1].gives) == (3, date(2026, 4, 7))
    in_work = steps(started(date(2026, 3, 24)), *pause)
    assert [step.values.get("name") for step in in_work if step.code == "day_off"] == ["Good Friday", "Easter Monday"]
    assert codes(in_work)[-2:] == ["day_off", "day_off"]


def test_a_replanned_date_moves_on_by_a_later_pause_in_its_unit() -> None:
    moved = event(
        KIND.RESCHEDULED, date(2026, 6, 2), to=date(2026, 6, 12), reason="leave", asked_by="4", approved_by="officer"
    )
    pause = (event(KIND.PAUSED, date(2026, 6, 3)), event(KIND.RESUMED, date(2026, 6, 5)))
    for measure, added in ((UNITS, "2 working days"), (DAYS, "2 calendar days")):
        told = said(steps(started(), moved, *pause, measure=measure))
        replanned = next(step for step in told if step.code == "rescheduled")
        assert replanned.what == "re-planned: leave; before: Mon 8 Jun 2026; asked for by DS 4"
        assert replanned.recorded == "recorded and approved Tue 2 Jun 2026 13:00 BST by DS officer"
        assert replanned.basis == ""
        assert next(step.what for step in told if step.code == "resumed_added") == f"runs again; {added} not counted"


def test_a_pause_of_a_replanned_date_after_the_count_was_over_says_what_it_added() -> None:
    moved = event(KIND.RESCHEDULED, date(2026, 6, 2), to=date(2026, 7, 10))
    pause = (event(KIND.PAUSED, date(2026, 7, 1)), event(KIND.RESUMED, date(2026, 7, 8)))
    for measure, added in ((UNITS, "5 working days"), (DAYS, "7 calendar days")):
        assert words(steps(started(), moved, *pause, measure=measure))[-1] == f"runs again; {added} not counted"


def test_a_date_that_was_set_holds_when_the_start_is_corrected() -> None:
    moved = event(KIND.RESCHEDULED, date(2026, 6, 2), to=date(2026, 6, 27))
    told = steps(started(), moved, event(KIND.CORRECTED, date(2026, 6, 3), to=date(2026, 5, 28)))
    assert words(told)[-1] == "the date that was set stays; the count alone gives Thu 4 Jun 2026"
    assert told[-1].gives == date(2026, 6, 27)
    in_days = steps(started(), moved, measure=Measure(CountUnit.CALENDAR_DAYS, 7))
    assert codes(in_days)[-1] == "rescheduled"


def test_a_corrected_start_keeps_both_days_and_counts_again() -> None:
    pause = (event(KIND.PAUSED, date(2026, 6, 3)), event(KIND.RESUMED, date(2026, 6, 4)))
    told = steps(started(), *pause, event(KIND.CORRECTED, date(2026, 6, 5), to=date(2026, 5, 28), reason="typed wrong"))
    place = codes(told).index("corrected")
    assert words(told)[place] == (
        "the start is corrected from Mon 1 Jun 2026 to Thu 28 May 2026: typed wrong; due before: Tue 9 Jun 2026"
    )
    assert told[place].gives == date(2026, 6, 5)
    assert words(told)[place + 1 :] == [
        "paused until Thu 4 Jun 2026: 1 working day not counted",
        "5 working days; day one is the next working day, Fri 29 May 2026",
        "2 days of weekends in between, not worked",
    ]


def test_an_extension_says_the_new_total_and_the_authority() -> None:
    told = steps(
        started(date(2024, 8, 30)), event(KIND.EXTENDED, date(2024, 11, 20), amount=6, authority="inspector"),
        measure=BAIL, of="BAIL-02",
    )  # fmt: skip
    place = codes(told).index("extended")
    assert words(told, "BAIL-02")[place] == (
        "extended on the authority of inspector to 6 months in all; ended before: Sat 30 Nov 2024"
    )
    assert codes(told)[place + 1 :] == ["months_same", "earlier_reading"]
    by_date = event(KIND.EXTENDED, date(2024, 11, 20), to=date(2025, 2, 28), earliest=date(2025, 2, 27))
    fixed = steps(started(date(2024, 8, 30)), by_date, measure=BAIL, of="BAIL-02")
    assert codes(fixed)[-2:] == ["extended", "earlier_reading"]


def test_an_extension_under_a_limit_of_its_own_has_the_basis_of_that_limit() -> None:
    order, longer = limit("SG-14"), next(one for one in RULES.pack.limits if one.clock and one.clock.extends == "SG-14")
    extended = event(KIND.EXTENDED, date(2026, 6, 4), amount=15, reason=longer.name, authority=longer.authority)
    told = said(steps(started(), extended, measure=rule_of(order).measure_for(), of="SG-14"), "SG-14")
    step = next(step for step in told if step.code == "extended")
    assert step.what.startswith("extended on the authority of the court to 15 calendar days in all: ")
    assert (step.gives, step.basis) == ("Mon 15 Jun 2026", longer.basis)


def test_a_period_that_stands_still_has_no_end_until_it_runs_again() -> None:
    told = steps(
        started(date(2024, 8, 30)),
        event(KIND.PAUSED, date(2024, 9, 10), reason="with the CPS for a charging decision", ours=False),
        event(KIND.RECKONED, date(2024, 9, 12), reason="court asked to extend bail"),
        event(KIND.RESUMED, date(2024, 9, 20), to=date(2024, 12, 9)),
        measure=BAIL,
        of="BAIL-02",
    )
    assert words(told, "BAIL-02")[-3:] == [
        "paused until Fri 20 Sep 2024; with the CPS for a charging decision",
        "the end is worked out anew: court asked to extend bail; before: Sat 30 Nov 2024",
        "runs again",
    ]
    assert (told[-2].gives, told[-1].gives) == (None, date(2024, 12, 9))


def test_stopped_taken_up_again_and_stopped_for_a_reason() -> None:
    ended = event(KIND.STOPPED, date(2026, 6, 9), reason="ended_by:outcome")
    told = steps(
        started(), event(KIND.STOPPED, date(2026, 6, 3)), event(KIND.REOPENED, date(2026, 6, 4), reason="wrong"), ended,
    )  # fmt: skip
    assert words(told)[-3:] == ["stopped: it was done", "taken up again: wrong", "stopped: outcome recorded"]
    closed = steps(started(), event(KIND.STOPPED, date(2026, 6, 3), reason="case_closed"))
    assert words(closed)[-1] == "stopped: the case was closed"


def test_a_clock_paused_when_it_stops_says_what_the_pause_added() -> None:
    told = steps(started(), event(KIND.PAUSED, date(2026, 6, 3)), event(KIND.STOPPED, date(2026, 6, 5)))
    assert codes(told)[-3:] == ["pause", "resumed_added", "stopped"]
    assert told[-3].values["until"] == date(2026, 6, 5)


def with_a_new_holiday(version: int = 2) -> WorkingCalendar:
    days = (*WORKING.days_off.values(), DayOff(date(2026, 6, 5), "Extra bank holiday"))
    return WorkingCalendar(WORKING.name, version, WORKING.first, WORKING.last, days, {WORKING.version: WORKING})


def test_a_recalculation_says_which_change_the_old_date_and_the_new() -> None:
    newest = with_a_new_holiday()
    change = event(
        KIND.RECALCULATED, date(2026, 6, 2), reason="Extra bank holiday, Fri 5 Jun 2026",
        calendar_version=WORKING.version,
    )  # fmt: skip
    told = clock_steps((started(), change), UNITS, newest, limit(), version=2, because="strategy discussion")
    assert words(told)[1] == "5 working days; day one is the next working day, Tue 2 Jun 2026"
    assert told[1].gives == date(2026, 6, 8)
    place = codes(told).index("recalculated")
    assert words(told)[place] == (
        "counted anew by England and Wales working days, version 2 in place of 1: Extra bank holiday, Fri 5 Jun 2026; "
        "before: Mon 8 Jun 2026"
    )
    assert told[place].gives == date(2026, 6, 9)
    assert "Extra bank holiday, not worked" in words(told)[place:]


def test_a_recalculation_by_a_new_version_of_the_limit() -> None:
    change = event(KIND.RECALCULATED, date(2026, 6, 2), reason="version 2", measure=Measure(CountUnit.WORKING_DAYS, 3))
    told = steps(started(), change)
    place = codes(told).index("recalculated")
    assert words(told)[place] == "counted anew: version 2; before: Mon 8 Jun 2026"
    assert words(told)[place + 1] == "3 working days; day one is the next working day, Tue 2 Jun 2026"


def test_a_provisional_date_names_the_computed_days_it_rests_on() -> None:
    day = next(off for off in WORKING.days_off.values() if not off.announced)
    told = steps(started(date.fromordinal(day.day.toordinal() - 1)))
    assert f"{day.name}, not worked (computed, not announced yet)" in words(told)
    rests = next(step for step in said(told) if step.code == "provisional")
    assert f"it rests on {day.name} ({wording.day(day.day)})" in rests.what


@pytest.mark.parametrize(
    ("on", "what"),
    [
        (date(2030, 12, 30), "ends on Tue 31 Dec 2030, before this day"),
        (date(2016, 12, 1), "begins on Sun 1 Jan 2017, after this day"),
    ],
)
def test_where_the_calendar_has_run_out_the_date_is_not_known_and_why(on: date, what: str) -> None:
    told = steps(started(on))
    assert told[-1].gives is None
    assert words(told)[-1] == f"not known: the calendar of England and Wales working days {what}"
    paused = steps(started(on), event(KIND.PAUSED, on), event(KIND.RESUMED, on.replace(day=on.day + 1)))
    assert words(paused)[-1] == "runs again"


def test_the_events_of_a_limit_where_it_is_not_known_which_happened() -> None:
    assert events_in_words(limit("SG-12-review"), RULES).count(" or ") == 1
    flag = next(one for one in RULES.pack.limits if one.clock is None)
    assert events_in_words(flag, RULES) == "started"
    late = next(one for one in RULES.pack.limits if one.clock is not None and one.clock.begins_after_days == 1)
    assert rule_of(late).begins_after_days == 1


def test_a_count_that_begins_later_than_its_event_is_counted_from_there() -> None:
    later = Measure(CountUnit.CALENDAR_DAYS, 7, begins_after_days=2)
    (first, *_) = said(steps(started(), measure=later))
    assert (first.gives, first.basis) == ("counted from Wed 3 Jun 2026", limit().basis)


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just(KIND.RESCHEDULED), st.integers(1, 80)),
        st.tuples(st.just(KIND.ORDERED), st.integers(1, 80)),
        st.tuples(st.just(KIND.CORRECTED), st.integers(-9, 0)),
        st.tuples(st.just(KIND.PAUSED), st.integers(0, 20)),
        st.tuples(st.just(KIND.REOPENED), st.integers(0, 5)),
    ),
    max_size=6,
)


@given(MOVES, st.sampled_from([UNITS, DAYS, BAIL]))
def test_the_last_day_that_a_step_gives_is_the_due_date_whatever_happened(
    moves: list[tuple[Any, int]], measure: Measure
) -> None:
    day = 2
    events = [started()]
    for kind, span in moves:
        on = date.fromordinal(date(2026, 6, day).toordinal())
        other = date.fromordinal(date(2026, 6, 1).toordinal() + span)
        if kind is KIND.PAUSED:
            events += [event(kind, on), event(KIND.RESUMED, date.fromordinal(on.toordinal() + span))]
        elif kind is KIND.REOPENED:
            events += [event(KIND.STOPPED, on), event(kind, date.fromordinal(on.toordinal() + span))]
        else:
            events.append(event(kind, on, to=other))
        day += 4
    told = steps(*events, measure=measure)
    given_days = [step.gives for step in told if step.gives is not None]
    assert given_days[-1] == derive(events, measure, WORKING).due
    assert all(words(told))
