"""Bail in words: ends, distances, who must act by when, and events that do not count."""

from datetime import date

import pytest

from tests.bail_rows import a_bail_row, a_next, an_event, under_investigation
from tracker.rows.bail_register import BailRow
from tracker.terms import BailState, Rank
from ui import bail_wording
from ui.page_context import case_and_part, part_of_case
from ui.tables import bail_columns


@pytest.mark.parametrize(
    ("row", "words", "short"),
    [
        (a_bail_row(days_left=1), "1 day left", "1 day left"),
        (a_bail_row(days_left=0), "last day today", "last day today"),
        (a_bail_row(days_left=-1), "1 day past", "1 day past"),
        (a_bail_row(days_left=None), "", ""),
        (a_bail_row(returns=date(2026, 11, 18)), "return 2 days past", "return 2 days past"),
        (a_bail_row(returns=date(2026, 11, 20)), "4 days left", "4 days left"),
        (a_bail_row(returns=None), "4 days left", "4 days left"),
        (under_investigation(1), "1 day since release", "1 day so far"),
        (under_investigation(84), "long: 84 days since release", "long: 84 days so far"),
    ],
)
def test_how_long_it_is(row: BailRow, words: str, short: str) -> None:
    assert bail_wording.left(row) == words
    assert bail_wording.left_shortly(row) == short


def test_what_is_past_is_marked() -> None:
    assert bail_wording.left_mark(a_bail_row(returns=date(2026, 11, 18))) == "overdue"
    assert bail_wording.left_mark(a_bail_row(days_left=-1)) == "overdue"
    assert bail_wording.left_mark(a_bail_row()) == ""


def test_a_period_that_had_ended_before_the_charge_is_said_and_marked() -> None:
    words = "bail ended on Fri 27 Nov 2026; the period had ended on Tue 24 Nov 2026, before that"
    row = a_bail_row(
        state=BailState.ENDED, ends=None, earliest=None, returns=None, days_left=None, why_no_end=words, following=(),
        had_ended=date(2026, 11, 24),
    )  # fmt: skip
    assert (bail_wording.ends(row), bail_wording.left_mark(row)) == (words, "overdue")
    assert bail_columns.note(row) == "the period had ended on Tue 24 Nov 2026"
    assert bail_columns.note(a_bail_row()) == ""


def test_a_period_with_two_readings_gives_both() -> None:
    row = a_bail_row(ends=date(2025, 2, 28), earliest=date(2025, 2, 27))
    assert bail_wording.ends(row) == "Fri 28 Feb 2025, or 27 Feb"
    assert bail_wording.ends_shortly(row) == "Fri 28 Feb 2025, or 27 Feb"
    assert bail_wording.ends(a_bail_row(earliest=None)) == "Tue 24 Nov 2026"


def test_a_state_that_has_no_words_of_its_own_says_why_there_is_no_end() -> None:
    row = a_bail_row(ends=None, state=BailState.ENDED, why_no_end="ended on Tue 3 Nov 2026")
    assert bail_wording.ends_shortly(row) == "ended on Tue 3 Nov 2026"


def test_the_day_to_act_by_is_the_lodging_day_of_a_court() -> None:
    assert bail_wording.act_by(a_next(lodge_by=date(2026, 11, 10))) == date(2026, 11, 10)
    assert bail_wording.act_by(a_next()) == date(2026, 11, 24)
    assert bail_wording.act_by(a_next(by=None)) == date.max
    assert bail_wording.act_by(None) == date.max
    assert bail_wording.by_when(a_next(by=None)) == ""


def test_no_day_to_lodge_by_is_shown_with_the_reason() -> None:
    why = "the day to lodge the papers is not known: the calendar of court business days ends on Tue 31 Dec 2030"
    step = a_next(authority="court", rank="magistrates' court", why=why)
    assert bail_wording.by_when(step) == "by 24 Nov 26"
    assert bail_wording.next_lines(step)[1:3] == ["By Tue 24 Nov 2026", f"T{why[1:]}"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("inspector", "inspector"),
        (Rank.ASSISTANT_CHIEF_CONSTABLE.value, "assistant chief constable or commander"),
        ("court", "magistrates' court"),
        ("senior_officer", "senior officer of that body"),
        ("inspector or above", "inspector or above"),
        ("", ""),
    ],
)
def test_an_authority_is_named(code: str, words: str) -> None:
    assert bail_wording.authority(code) == words


def test_a_reason_is_set_into_the_sentence() -> None:
    counted = an_event(1, a_bail_row().events[0].kind, date(2026, 8, 24))
    assert bail_wording.standing(counted) == "counts"
    refused = an_event(1, counted.kind, counted.happened_on, refused="Too late: it had ended.")
    assert bail_wording.standing(refused) == "not counted: too late: it had ended."
    named = an_event(1, counted.kind, counted.happened_on, withdrawn="DPP had not designated", note="see log")
    assert bail_wording.event_lines(named) == ["Released on bail", "Taken back: DPP had not designated", "see log"]


def test_a_part_of_a_case_is_found_again() -> None:
    assert case_and_part(part_of_case("case-1", "bail", "a b c")) == ("case-1", "bail", "a b c")
    assert case_and_part("case-1") == ("case-1", "", "")
