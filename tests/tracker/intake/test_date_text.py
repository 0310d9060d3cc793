"""One cell to a date: every way units write one, and why the rest is none."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.intake.files import TODAY
from tracker.intake.date_text import DateOrder, Numbers, read_date, whole_year
from tracker.intake.reasons import REASONS
from tracker.intake.sheet import NOT_CALCULATED

MARCH_12 = date(2026, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-12",
        "2026/3/12",
        "2026.03.12",
        "2026-03-12T10:11:12Z",
        "2026-03-12 10:11:12.123",
        "20260312",
        "12 Mar 26",
        "12 Mar 2026",
        "12 March 2026",
        "12th March 2026",
        "12th of March 2026",
        "12-Mar-26",
        "12/MAR/2026",
        "12Mar26",
        "12 mar. '26",
        "Mar 12, 2026",
        "March 12th 2026",
        "2026 March 12",
        "Thu 12 March 2026",
        "Thursday, 12 March 2026",
        "12 March 2026 at 10.30am",
        "12 March 2026 1430 hrs",
        "12 Mawrth 2026",
        "46093",
        "46093.75",
        " 12\u00a0March\u00a02026\u200b ",
    ],
)
def test_dates_that_need_no_order(text: str) -> None:
    assert read_date(text, TODAY) == MARCH_12


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("03/04/2025", date(2025, 4, 3), date(2025, 3, 4)),
        ("3.4.25", date(2025, 4, 3), date(2025, 3, 4)),
        ("03-04-25", date(2025, 4, 3), date(2025, 3, 4)),
        ("03 04 2025", date(2025, 4, 3), date(2025, 3, 4)),
        ("03/04-25", date(2025, 4, 3), date(2025, 3, 4)),
        ("Thu 03/04/25 14:30", date(2025, 4, 3), date(2025, 3, 4)),
        ("03/04/2025 @ 1430hrs", date(2025, 4, 3), date(2025, 3, 4)),
        ("25/12/2025", date(2025, 12, 25), None),
        ("12/25/2025", None, date(2025, 12, 25)),
        ("31/02/2025", None, None),
        ("45/13/2025", None, None),
    ],
)
def test_dates_whose_order_must_be_known(text: str, day_first: date | None, month_first: date | None) -> None:
    read = read_date(text, TODAY)
    assert isinstance(read, Numbers)
    assert read.in_order(DateOrder.DMY, TODAY) == day_first
    assert read.in_order(DateOrder.MDY, TODAY) == month_first


def test_the_year_stands_first_only_where_somebody_says_so() -> None:
    short, long = read_date("24/03/12", TODAY), read_date("24/03/2012", TODAY)
    assert isinstance(short, Numbers)
    assert isinstance(long, Numbers)
    assert short.in_order(DateOrder.YMD, TODAY) == date(2024, 3, 12)
    assert long.in_order(DateOrder.YMD, TODAY) is None


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("#REF!", "cell_error"),
        ("#n/a", "cell_error"),
        (NOT_CALCULATED, "formula_not_calculated"),
        ("29 Feb 2025", "date_impossible"),
        ("2026-02-30", "date_impossible"),
        ("12/03/202", "date_impossible"),
        ("12/3", "date_incomplete"),
        ("3 April", "date_incomplete"),
        ("Apr 24", "date_incomplete"),
        ("April 2024", "date_incomplete"),
        ("done 12/03/26", "date_among_words"),
        ("12/03/26?", "date_among_words"),
        ("3 Arp 2024", "date_among_words"),
        ("N/A", "says_not_required"),
        ("n.a.", "says_not_required"),
        ("not req", "says_not_required"),
        ("Not Required - see log", "says_not_required"),
        ("no medical", "says_not_required"),
        ("refused by mother", "says_refused"),
        ("Declined", "says_refused"),
        ("tbc", "says_waiting"),
        ("awaiting", "says_waiting"),
        ("chased 3/4", "says_waiting"),
        ("requested 12/3/26", "says_waiting"),
        ("w/c 12/03/26", "says_waiting"),
        ("No", "says_waiting"),
        (False, "says_waiting"),
        ("yes", "says_done"),
        ("✓", "says_done"),
        (True, "says_done"),
        ("RUI", "not_a_date"),
        ("?", "not_a_date"),
        ("see log", "not_a_date"),
        (12.0, "number_not_date"),
        (float("nan"), "number_not_date"),
        (float("inf"), "number_not_date"),
        ("99999", "number_not_date"),
        (time(12, 0), "number_not_date"),
        (timedelta(days=3), "number_not_date"),
    ],
)
def test_why_a_cell_is_no_date(cell: str | float | bool | time | timedelta, reason: str) -> None:
    assert read_date(cell, TODAY) == reason
    assert reason in REASONS


@pytest.mark.parametrize("cell", ["", "  ", "\u00a0", "-", "–", "--", "."])
def test_empty_cells_and_dashes_are_nothing(cell: str) -> None:
    assert read_date(cell, TODAY) is None


def test_real_dates_and_day_numbers() -> None:
    assert read_date(MARCH_12, TODAY) == MARCH_12
    assert read_date(datetime.combine(MARCH_12, time(23, 59)), TODAY) == MARCH_12
    assert read_date(46093, TODAY) == MARCH_12
    assert read_date(46093 - 1462, TODAY, epoch_1904=True) == MARCH_12
    assert read_date("46093", TODAY, epoch_1904=False) == MARCH_12


@pytest.mark.parametrize(("short", "full"), [(26, 2026), (36, 2036), (37, 1937), (99, 1999), (0, 2000)])
def test_years_of_two_figures(short: int, full: int) -> None:
    assert whole_year(short, TODAY) == full


@given(st.dates(date(1990, 1, 1), date(2036, 12, 31)))
def test_every_form_of_a_date_gives_that_date(day: date) -> None:
    for form in ("%Y-%m-%d", "%d %b %Y", "%d %B %y", "%b %d, %Y", "%A %d %B %Y", "%Y%m%d"):
        assert read_date(day.strftime(form), TODAY) == day, form
    for form, order in (("%d/%m/%Y", DateOrder.DMY), ("%d.%m.%y", DateOrder.DMY), ("%m-%d-%Y", DateOrder.MDY)):
        read = read_date(day.strftime(form), TODAY)
        assert isinstance(read, Numbers)
        assert read.in_order(order, TODAY) == day, form


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_known_reason(text: str) -> None:
    read = read_date(text, TODAY)
    assert read is None or isinstance(read, date | Numbers) or read in REASONS
