"""A bail sheet is one page, however much there is; what decides the bail always stands on it in full."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.bail_rows import a_bail_row, a_next, an_event, an_extension
from tests.tracker.reports.paper_rows import a_head
from tests.tracker.reports.report_rows import pages_of
from tracker.reports.bail_sheet import ELSEWHERE, PLANS, bail_sheet_pdf
from tracker.rows.bail_sheet import BailSheet, ConditionRow, DriftRow, SuspectSheet, WorkRow
from tracker.terms import BailCondition, BailEventKind
from tracker.wording import day, term

TODAY = date(2026, 11, 20)
LONG = "the laboratory gave another date, the examiner was moved and nobody had been told of it until we rang again "


def a_sheet(
    extensions: int = 1, uncounted: int = 0, work: int = 2, drift: int = 2, protection: int = 2, words: int = 1,
    *, unlike: bool = False, **other: Any,
) -> BailSheet:  # fmt: skip
    """Give a sheet with so many of each, the texts so many times as long."""
    days = [TODAY - timedelta(days=90 * (extensions - place)) for place in range(extensions)]
    extended = tuple(
        an_extension(place, on, "superintendent", f"DSupt {4000 + place}", f"Extended to {day(on + timedelta(91))}")
        for place, on in enumerate(days)
    )
    apart = tuple(
        an_event(900 + place, BailEventKind.EXTENDED, TODAY, what=f"Mistaken entry {place}", withdrawn=LONG * words)
        for place in range(uncounted)
    )
    released = an_event(800, BailEventKind.RELEASED_ON_BAIL, TODAY - timedelta(days=400))
    conditions = tuple(
        ConditionRow(
            term(one),
            tuple(
                f"Recorded as met on {day(on)}, DSupt {4000 + number}{place if unlike else ''}; "
                "representations made and considered"
                for number, on in enumerate(days)
            ),
        )
        for place, one in enumerate(BailCondition)
    )
    suspect = SuspectSheet(
        bail=a_bail_row(events=(released, *extended, *apart), following=(a_next(),)),
        conditions=conditions,
        work=tuple(
            WorkRow(TODAY - timedelta(days=place), f"Interview {place}; {LONG * words}") for place in range(work)
        ),
        earlier=3,
        drift=tuple(
            DriftRow(f"Computer report, EX{place} {LONG * (words - 1)}", TODAY, TODAY, 90 - place, "90 working days",
                     (LONG * words,))
            for place in range(drift)
        ),
        more_late=1,
        protection=tuple(f"Child {place}: protected by {LONG * words}" for place in range(protection)),
    )  # fmt: skip
    facts: dict[str, Any] = {
        "case_id": "case-0", "reference": "44NI/00305/26", "oic": "DC 3312 Patel",
        "risk": "Very high", "age_days": 305, "suspects": (suspect,),
    }  # fmt: skip
    return BailSheet(**(facts | other))


def pages(sheet: BailSheet, words: int = 1) -> list[str]:
    head = a_head(demo=True, recipient="DSupt 31 " * words, reason=LONG * words)
    return [" ".join(page.split()) for page in pages_of(bail_sheet_pdf(sheet, head))]


def decides(sheet: BailSheet) -> list[str]:
    """Give what must stand on the sheet: the end, each extension and by whom, and all that is shown of A to D."""
    (one,) = sheet.suspects
    counted = [event for event in one.bail.events if not event.withdrawn]
    said = [f"ends {day(one.bail.ends)}" if one.bail.ends else "", *(event.what for event in counted)]
    said += [event.authorised_by for event in counted]
    for condition in one.conditions:
        said += [condition.words, *condition.shown]
    return [*said, *(f"{step.what}: {step.rank}" for step in one.bail.following)]


def lacking(sheet: BailSheet, found: list[str]) -> list[str]:
    whole = " ".join(found)
    return [words for words in decides(sheet) if words not in whole]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    extensions=some.integers(1, 6), uncounted=some.integers(0, 12), work=some.integers(0, 6),
    drift=some.integers(0, 4), protection=some.integers(0, 12), words=some.integers(1, 6), unlike=some.booleans(),
)  # fmt: skip
def test_it_is_one_page_and_lacks_nothing_that_decides(unlike: bool, **much: int) -> None:
    sheet = a_sheet(unlike=unlike and much["extensions"] <= 3, **much)
    found = pages(sheet, much["words"])
    assert len(found) == 1
    assert lacking(sheet, found) == []


@settings(max_examples=3, deadline=None)
@given(extensions=some.integers(10, 16), words=some.integers(1, 6))
def test_where_what_decides_takes_more_it_runs_on_and_says_so(extensions: int, words: int) -> None:
    sheet = a_sheet(extensions, 4, 6, 4, 6, words, unlike=True)
    found = pages(sheet, words)
    assert len(found) > 1
    assert "This sheet continues on a second page" in found[0]
    assert lacking(sheet, found) == []


def test_all_of_a_quiet_one_is_printed() -> None:
    whole = " ".join(pages(a_sheet(uncounted=1)))
    for words in ("Mistaken entry 0", "Interview 1", "EX1", "Child 1"):
        assert words in whole
    assert f"Not printed: 3 days of work, {ELSEWHERE}." in whole


def test_of_a_busy_one_the_rest_is_counted() -> None:
    sheet = a_sheet(6, 12, 6, 4, 12, 6)
    (whole,) = pages(sheet, 6)
    assert f"Not printed: 12 entries taken back or not counted, {ELSEWHERE}." in whole
    assert "Mistaken entry" not in whole
    assert f"and 10 more, {ELSEWHERE}" in whole
    assert "days of work" in whole


@pytest.mark.parametrize("suspects", [1, 3])
def test_each_suspect_has_a_page(suspects: int) -> None:
    sheet = a_sheet(3, 6, 6, 4, 6, 3)
    assert len(pages(replace(sheet, suspects=sheet.suspects * suspects))) == suspects


def test_no_letters_are_smaller_than_eight_points() -> None:
    assert min(plan.size for plan in PLANS) >= 8
