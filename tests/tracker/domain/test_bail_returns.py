"""Return dates, ends taken from a sheet, and the end of bail; what it says in words."""

from datetime import date

import pytest

from tests.tracker.domain.bail_events import (
    ACC,
    K,
    admitted,
    applied,
    asked,
    bail,
    codes,
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
    steps,
    up_to_nine_months,
)
from tracker import wording
from tracker.domain.bail import BailEvent
from tracker.domain.bail_in_words import (
    bail_steps_in_words,
    is_to_be_confirmed,
    no_end_in_words,
    readings,
    refused_in_words,
    who_may,
)
from tracker.domain.bail_ledger import TAKEN
from tracker.terms import BailEventKind, BailState

ARREST = "2025-01-10"
ON_BAIL = released(ARREST)


def returning(on: str, until: str | None, kind: BailEventKind = K.RETURN_DATE_SET) -> BailEvent:
    """A return date."""
    return event(kind, on, until=until)


def from_sheet(until: str | None, on: str = "2026-01-05") -> BailEvent:
    """The end as the unit's sheet has it."""
    return event(K.TAKEN_FROM_SHEET, on, until=until)


def test_the_return_date_is_the_last_day_by_the_earlier_reading_unless_an_earlier_one_is_set() -> None:
    assert bail(ARREST, ON_BAIL).returns == day("2025-04-10")
    for kind, step in ((K.RETURN_DATE_SET, "bail_return_set"), (K.ALIGNED, "bail_aligned")):
        standing = bail(ARREST, ON_BAIL, returning("2025-02-01", "2025-03-01", kind))
        assert (standing.returns, standing.ends, steps(standing)[-1]) == (day("2025-03-01"), day("2025-04-10"), step)


@pytest.mark.parametrize(("until", "refused_with"), [
    ("2024-11-28", []),
    ("2024-11-29", []),
    ("2024-11-30", ["return_after_end"]),
    ("2024-12-01", ["return_after_end"]),
])  # fmt: skip
def test_never_past_the_earlier_reading_of_the_end(until: str, refused_with: list[str]) -> None:
    standing = bail("2024-08-30", released("2024-08-30"), returning("2024-09-10", until))
    assert codes(standing) == refused_with
    assert standing.returns == day("2024-11-29" if refused_with else until)


def test_a_return_date_that_cannot_be() -> None:
    standing = bail(
        ARREST,
        ON_BAIL,
        returning("2025-02-01", None),
        returning("2025-02-01", "2025-01-31"),
        returning("2025-04-11", "2025-04-12"),
    )
    assert codes(standing) == ["date_needed", "return_before_event", "too_late"]


@pytest.mark.parametrize("later", [
    [extended("2025-03-05", "inspector")],
    [for_charging("2025-03-05"), asked("2025-03-06")],
    [released("2025-03-05")],
])  # fmt: skip
def test_an_extension_a_resumption_and_a_release_drop_it(later: list[BailEvent]) -> None:
    standing = bail(ARREST, ON_BAIL, returning("2025-02-01", "2025-03-10"), *later)
    assert (standing.returns, standing.return_set) == (standing.earliest, None)


def test_while_the_end_is_not_known_any_return_date_stands_until_it_is() -> None:
    suspended = (ON_BAIL, for_charging("2025-02-10"), returning("2025-02-10", "2025-09-01"))
    assert (bail(ARREST, *suspended).returns, bail(ARREST, *suspended).ends) == (day("2025-09-01"), None)
    resumed = bail(ARREST, *suspended, asked("2025-03-01"))
    assert (resumed.returns, resumed.return_set) == (resumed.earliest, None)
    waiting = bail(ARREST, for_charging(ARREST), returning(ARREST, "2026-01-01"))
    assert (waiting.state, waiting.returns) == (BailState.NOT_BEGUN, day("2026-01-01"))
    assert bail(ARREST, for_charging(ARREST), returning(ARREST, "2026-01-01"), asked("2025-02-01")).returns == day(
        "2025-04-30"
    )
    deciding = (*up_to_nine_months(ARREST), applied("2025-10-10"), returning("2025-10-20", "2026-06-01"))
    assert bail(ARREST, *deciding).returns == day("2026-06-01")
    assert bail(ARREST, *deciding, refused("2025-10-25")).returns == day("2025-10-25")
    in_hospital = (ON_BAIL, admitted("2025-04-01"), returning("2025-04-20", "2025-08-01"))
    assert bail(ARREST, *in_hospital).returns == day("2025-08-01")
    assert bail(ARREST, *in_hospital, discharged("2025-04-21")).returns == day("2025-04-29")


@pytest.mark.parametrize(("until", "next_limit"), [
    ("2025-02-01", "BAIL-03"),
    ("2025-04-10", "BAIL-03"),
    ("2025-04-11", "BAIL-04"),
    ("2025-07-10", "BAIL-04"),
    ("2025-07-11", "BAIL-06"),
    ("2025-10-10", "BAIL-06"),
    ("2025-10-11", "BAIL-07"),
    ("2026-07-10", "BAIL-07"),
    ("2029-01-01", "BAIL-07"),
])  # fmt: skip
def test_an_end_from_the_sheet_stands_and_says_how_far_the_ladder_was_climbed(until: str, next_limit: str) -> None:
    standing = bail(ARREST, from_sheet(until, on="2025-01-20"))
    assert (standing.state, standing.ends, standing.earliest, standing.returns) == (
        BailState.RUNNING, day(until), day(until), day(until),
    )  # fmt: skip
    assert (standing.months, standing.extensions, codes(standing)) == (None, (), [])
    assert standing.following is not None
    assert standing.following.limit_id == next_limit


def test_after_a_sheet_the_ladder_goes_on() -> None:
    standing = bail(ARREST, from_sheet("2025-05-05", on="2025-05-01"), extended("2025-05-05", "superintendent"))
    assert (codes(standing), standing.ends, standing.months) == ([], day("2025-10-10"), 9)
    passed = bail(ARREST, from_sheet("2025-05-05"), extended("2026-01-06", "superintendent"))
    assert (codes(passed), passed.ends) == (["too_late"], day("2025-05-05"))
    added = bail(ARREST, from_sheet("2026-01-10"), event(K.COURT_ADDED, "2026-01-10", "court", months=3))
    assert (added.ends, added.earliest, added.months) == (day("2026-04-10"), day("2026-04-10"), None)


def test_a_sheet_that_cannot_be_followed() -> None:
    assert codes(bail(ARREST, from_sheet(None), from_sheet("2025-01-09"))) == ["date_needed", "before_the_arrest"]
    before_2017 = bail("2016-01-04", from_sheet("2016-06-01"))
    assert (before_2017.state, before_2017.returns, before_2017.ends) == (BailState.NO_LIMIT, day("2016-06-01"), None)


def test_a_sheet_settles_what_was_open() -> None:
    standing = bail(
        ARREST,
        ON_BAIL,
        returning("2025-02-01", "2025-03-01"),
        for_charging("2025-02-10"),
        from_sheet("2025-06-01", on="2025-03-01"),
    )
    assert (standing.state, standing.ends, standing.returns) == (
        BailState.RUNNING,
        day("2025-06-01"),
        day("2025-06-01"),
    )
    begun_later = bail(ARREST, for_charging(ARREST), asked("2025-02-01"), from_sheet("2025-06-01", on="2025-03-01"))
    assert (begun_later.starts, begun_later.begins) == (day("2025-01-11"), day("2025-02-01"))


def test_a_sheet_sets_no_return_date_and_leaves_no_request_open() -> None:
    asks = (ON_BAIL, for_charging("2025-02-10"), asked("2025-02-20"), from_sheet("2025-06-01", on="2025-03-01"))
    standing = bail(ARREST, *asks, met("2025-03-02"))
    assert (codes(standing), standing.return_set) == (["request_not_open"], None)


def test_an_end_from_the_sheet_on_the_last_day_of_the_law_is_that_of_the_first_period() -> None:
    standing = bail("2024-08-30", from_sheet("2024-11-30", on="2024-11-01"))
    assert standing.following is not None
    assert (standing.following.limit_id, standing.ends) == ("BAIL-03", day("2024-11-30"))


@pytest.mark.parametrize(("kind", "state", "step"), [
    (K.CHARGED, BailState.ENDED, "bail_charged"),
    (K.NO_FURTHER_ACTION, BailState.ENDED, "bail_no_further_action"),
    (K.ENDED, BailState.ENDED, "bail_ended"),
    (K.RELEASED_UNDER_INVESTIGATION, BailState.UNDER_INVESTIGATION, "bail_under_investigation"),
])  # fmt: skip
def test_the_end_of_bail_ends_everything(kind: BailEventKind, state: BailState, step: str) -> None:
    events = (*up_to_nine_months(ARREST), applied("2025-10-01"), returning("2025-10-01", "2025-10-05"))
    standing = bail(ARREST, *events, event(kind, "2025-10-03"))
    assert (standing.state, standing.since, standing.ends, standing.returns) == (state, day("2025-10-03"), None, None)
    assert (steps(standing)[-1], standing.no_end_because) == (step, str(state))
    assert (standing.pending_since, standing.following, standing.oral_hearing) == (None, None, False)
    after = bail(ARREST, *events, event(kind, "2025-10-03"), extended("2025-10-04", ACC), released("2025-10-05"))
    assert codes(after) == ["bail_ended", "bail_ended"]
    assert after.refused[0].values == {"since": day("2025-10-03")}
    assert bail(ARREST, *events, event(kind, "2025-10-03"), as_of="2026-10-03").state is state


ENDINGS = (K.CHARGED, K.NO_FURTHER_ACTION, K.ENDED, K.RELEASED_UNDER_INVESTIGATION)


@pytest.mark.parametrize("kind", ENDINGS)
def test_what_ends_bail_after_its_period_says_that_the_period_had_ended(kind: BailEventKind) -> None:
    late = bail("2024-08-30", released("2024-08-30"), event(kind, "2024-12-01"))
    assert codes(late) == []
    assert (late.had_ended, late.since) == (day("2024-11-30"), day("2024-12-01"))
    step = late.steps[-1]
    assert (step.code, step.on, step.basis) == ("period_had_ended", day("2024-12-01"), "PACE 1984 ss.47ZB(1)(b), 50A")
    said = bail_steps_in_words([step], wording.day)[0]
    assert (said.what, said.gives) == ("the period had ended on Sat 30 Nov 2024, before this", "")
    assert no_end_in_words(late).endswith("Sun 1 Dec 2024; the period had ended on Sat 30 Nov 2024, before that") or (
        kind is K.RELEASED_UNDER_INVESTIGATION
        and no_end_in_words(late)
        == "released under investigation on Sun 1 Dec 2024: no period runs; the period had "
        "ended on Sat 30 Nov 2024, before that"
    )
    in_time = bail("2024-08-30", released("2024-08-30"), event(kind, "2024-11-30"))
    assert (in_time.had_ended, "period_had_ended" in steps(in_time)) == (None, False)
    assert "had ended" not in no_end_in_words(in_time)


def test_the_step_that_gave_the_end_is_the_ground_on_which_the_period_had_ended() -> None:
    inspector = extended("2025-04-01", "inspector")
    for events, ended, basis in (
        ((inspector,), "2025-07-10", "PACE 1984 s.47ZD"),
        ((admitted("2025-04-01"), discharged("2025-04-20")), "2025-04-29", "PACE 1984 s.47ZM(4)-(5)"),
        ((for_charging("2025-04-09"), asked("2025-05-01")), "2025-05-07", "PACE 1984 s.47ZL(4)-(12)"),
    ):
        standing = bail(ARREST, ON_BAIL, *events, event(K.CHARGED, "2026-03-01"))
        assert (standing.had_ended, standing.steps[-1].basis) == (day(ended), basis)


def test_no_period_that_stands_still_waits_for_the_court_or_never_ran_had_ended() -> None:
    late = event(K.CHARGED, "2026-03-01")
    nine = up_to_nine_months(ARREST)
    for events in (
        (), (for_charging(ARREST),), (ON_BAIL, for_charging("2025-02-10")), (ON_BAIL, admitted("2025-04-01")),
        (*nine, applied("2025-10-01")),
    ):  # fmt: skip
        standing = bail(ARREST, *events, late)
        assert (codes(standing), standing.had_ended, standing.steps[-1].code) == ([], None, "bail_charged")
    without = bail("2016-01-04", released("2016-01-04"), event(K.CHARGED, "2017-01-04"))
    assert without.had_ended is None
    turned_down = bail(ARREST, *nine, applied("2025-10-01"), refused("2025-10-20"), event(K.CHARGED, "2025-10-21"))
    assert (turned_down.had_ended, turned_down.steps[-1].basis) == (
        day("2025-10-20"), "PACE 1984 ss.47ZF(2), 47ZG(2), 47ZJ",
    )  # fmt: skip


def test_a_charge_after_a_late_release_under_investigation_says_it_once() -> None:
    rui = event(K.RELEASED_UNDER_INVESTIGATION, "2025-05-01")
    standing = bail(ARREST, ON_BAIL, rui, event(K.CHARGED, "2025-09-01"))
    assert (standing.had_ended, steps(standing).count("period_had_ended")) == (day("2025-04-10"), 1)
    in_time = event(K.RELEASED_UNDER_INVESTIGATION, "2025-04-01")
    assert bail(ARREST, ON_BAIL, in_time, event(K.CHARGED, "2025-09-01")).had_ended is None


def test_under_investigation_ends_by_a_charge_or_a_decision() -> None:
    rui = event(K.RELEASED_UNDER_INVESTIGATION, "2025-02-01")
    for kind in (K.CHARGED, K.NO_FURTHER_ACTION, K.ENDED):
        standing = bail(ARREST, rui, event(kind, "2025-03-01"), event(kind, "2025-03-02"))
        assert (standing.state, standing.since, codes(standing)) == (BailState.ENDED, day("2025-03-01"), ["bail_ended"])


def test_charged_from_custody() -> None:
    standing = bail(ARREST, event(K.CHARGED, ARREST))
    assert (standing.state, codes(standing)) == (BailState.ENDED, [])


def test_the_end_may_come_after_the_period_has_passed() -> None:
    standing = bail(ARREST, ON_BAIL, event(K.NO_FURTHER_ACTION, "2025-09-01"))
    assert (standing.state, codes(standing)) == (BailState.ENDED, [])
    assert steps(standing)[-2:] == ["bail_no_further_action", "period_had_ended"]
    assert standing.steps[-2].basis == "PACE 1984 ss.34(5C), 37(6B), 37B(5)"


def test_withdrawn_events_and_those_after_the_day_asked_about() -> None:
    events = (ON_BAIL, event(K.EXTENDED, "2025-02-01", "inspector", withdrawn=True))
    assert bail(ARREST, *events).ends == day("2025-04-10")
    standing = bail(ARREST, ON_BAIL, extended("2025-02-01", "inspector"), as_of="2025-01-31")
    assert (codes(standing), standing.refused[0].values, standing.ends) == (
        ["after_as_of"], {"as_of": day("2025-01-31")}, day("2025-04-10"),
    )  # fmt: skip
    nothing_yet = bail(ARREST, ON_BAIL, as_of="2025-01-09")
    assert (nothing_yet.state, codes(nothing_yet)) == (BailState.NOT_BEGUN, ["after_as_of"])


def test_events_count_by_their_day_whatever_the_order_they_came_in() -> None:
    in_order = (ON_BAIL, extended("2025-04-01", "inspector"), extended("2025-07-01", "superintendent"))
    assert bail(ARREST, *reversed(in_order)) == bail(ARREST, *in_order)


def test_each_event_is_told_in_its_order() -> None:
    requested = bail(ARREST, for_charging(ARREST), asked("2025-02-01"), met("2025-02-02"), released("2025-02-03"))
    assert steps(requested) == [
        "bail_arrested", "bail_not_begun", "bail_begins_with_request", "months_same", "bail_request_met",
        "bail_runs_again_with_release",
    ]  # fmt: skip
    otherwise = bail(
        ARREST, for_charging(ARREST), released("2025-02-01"), admitted("2025-02-02"), discharged("2025-02-09")
    )
    assert steps(otherwise) == [
        "bail_arrested", "bail_not_begun", "bail_begins_with_release", "months_same", "bail_in_hospital",
        "bail_out_of_hospital",
    ]  # fmt: skip
    assert steps(bail(ARREST, from_sheet("2025-06-01"))) == ["bail_arrested", "bail_from_sheet"]
    assert steps(bail("2016-01-04", for_charging("2016-01-04"))) == [
        "bail_arrested", "bail_released_for_charging_no_limit",
    ]  # fmt: skip


def test_a_return_on_the_day_itself_and_a_sheet_that_ends_on_the_arrest() -> None:
    assert bail(ARREST, ON_BAIL, returning("2025-02-01", "2025-02-01")).returns == day("2025-02-01")
    assert codes(bail(ARREST, from_sheet(ARREST))) == []


def test_every_kind_of_event_has_its_rule() -> None:
    assert set(TAKEN) == set(BailEventKind)


# in words


def test_the_steps_in_words() -> None:
    standing = bail("2024-08-30", released("2024-08-30"), extended("2024-11-20", "inspector", acting=True))
    said = bail_steps_in_words(standing.steps, date.isoformat)
    assert [(step.on, step.what.split(",")[0], step.gives, step.basis) for step in said] == [
        ("2024-08-30", "arrested", "bail start date 2024-08-31", "PACE 1984 s.47ZB(4)(a)"),
        ("2024-08-30", "released on bail", "", "PACE 1984 ss.47ZB(1)(b), 50A"),
        ("2024-08-31", "3 months beginning with this day; the last month has no corresponding date", "2024-11-30",
         "PACE 1984 ss.47ZB(1)(b), 50A"),
        ("2024-11-20", "extended to the end of 6 months from the bail start date", "2025-02-28", "PACE 1984 s.47ZD"),
    ]  # fmt: skip
    assert "acting inspector" in said[-1].what
    assert said[-1].gives_day == day("2025-02-28")


def test_why_an_event_is_refused_says_what_the_law_wants() -> None:
    standing = bail(
        ARREST,
        ON_BAIL,
        extended("2025-02-01", "sergeant"),
        court_to("2025-02-02", 12),
        extended("2025-04-11", "inspector"),
    )
    assert [refused_in_words(one) for one in standing.refused] == [
        "Wrong rank: to extend to 6 months takes: inspector, or above. Given: sergeant.",
        "Wrong order: before the court comes the extension by: inspector, or above.",
        "Too late: the period ended on Thu 10 Apr 2025, and this had to come on or before that day.",
    ]


def test_why_there_is_no_end() -> None:
    assert no_end_in_words(bail(ARREST, ON_BAIL)) == ""
    assert no_end_in_words(bail(ARREST, ON_BAIL, for_charging("2025-02-10"))) == (
        "suspended since Tue 11 Feb 2025: the CPS has the file"
    )


def test_who_may() -> None:
    assert who_may("inspector") == "inspector or above"
    assert who_may("court") == "magistrates' court"
    assert who_may("senior_officer") == "senior officer of the investigating body"


@pytest.mark.parametrize(("events", "found"), [
    ([], ()),
    ([extended("2025-04-01", "inspector", acting=True)], ("acting_rank",)),
    ([for_charging("2025-02-10")], ("part_days",)),
    ([for_charging("2025-02-10"), released("2025-02-20")], ("part_days", "released_while_suspended")),
    ([for_charging("2025-02-10"), asked("2025-02-20"), extended("2025-03-01", "inspector")],
     ("extended_after_standing_still", "part_days")),
    ([admitted("2025-04-01"), discharged("2025-04-20")], ("hospital_days", "month_without_the_day")),
    ([*up_to_nine_months(ARREST)[1:], court_to("2025-10-01", 12), event(K.COURT_ADDED, "2025-10-02", months=3)],
     ("added_by_court",)),
])  # fmt: skip
def test_the_readings_it_rests_on(events: list[BailEvent], found: tuple[str, ...]) -> None:
    standing = bail(ARREST, ON_BAIL, *events)
    assert readings(standing) == found
    assert all(wording.BAIL_READINGS[code] for code in found)
    assert is_to_be_confirmed(standing, rules()) is bool(found)


def test_a_limit_from_memory_is_to_be_confirmed_too() -> None:
    events = (released("2020-01-10"), extended("2020-02-01", "superintendent"), court_to("2020-04-10", 6))
    without = bail("2020-01-10", *events)
    assert (readings(without), is_to_be_confirmed(without, rules())) == ((), False)
    added = bail("2020-01-10", *events, event(K.COURT_ADDED, "2020-07-10", months=3))
    assert is_to_be_confirmed(added, rules())


def test_a_designation_is_shown() -> None:
    standing = bail(ARREST, ON_BAIL, designated("2025-02-01"))
    assert (standing.designated, steps(standing)[-1], standing.steps[-1].basis) == (
        True, "bail_designated", "PACE 1984 s.47ZE",
    )  # fmt: skip
