"""A bail sheet says what the record shows, is numbered within its case and logged; equal rows give equal bytes."""

from datetime import date

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, open_a_case
from tests.tracker.reports.paper_rows import a_head
from tests.tracker.reports.report_rows import text_of
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.print_paper import PrintPaper
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.bootstrap import Tracker
from tracker.domain.access import SCHEDULER_SCOPE
from tracker.errors import NotFound, RuleBroken
from tracker.papers import count_pages
from tracker.queries.bail_sheet import bail_sheet
from tracker.queries.view import View
from tracker.reports.bail_sheet import bail_sheet_pdf
from tracker.rows.bail_sheet import BailSheet
from tracker.rows.papers import About, PrintedPaper
from tracker.terms import BailCondition, BailEventKind, PaperKind, Rank, Representations

TODAY = date(2026, 11, 20)


@pytest.fixture
def case_id(core: Tracker) -> str:
    opened = open_a_case(core, reported_on=date(2026, 8, 3))
    suspect = next(row.subject_id for row in case_file(core, opened).subjects if row.label == "S1")
    core.do(RecordArrest(SUPERVISOR, opened, suspect, date(2026, 8, 24), BailEventKind.RELEASED_ON_BAIL))
    row = next(one for one in case_file(core, opened).milestones if one.kind == "strategy_discussion")
    core.do(CompleteMilestone(SUPERVISOR, opened, row.milestone_id, row.version, date(2026, 11, 2)))
    bail = case_file(core, opened).bail[0]
    core.do(
        RecordBailEvent(
            SUPERVISOR, opened, bail.arrest_id, bail.arrest_version, BailEventKind.EXTENDED, date(2026, 11, 18),
            Rank.INSPECTOR.value, authorised_by="DI 77", conditions=frozenset(BailCondition),
            representations=Representations.CONSIDERED, told_on=date(2026, 11, 18),
        )
    )  # fmt: skip
    return opened


def sheet(core: Tracker, case: str, arrest_id: str | None = None) -> BailSheet:
    with core.database.read() as connection:
        view = View(connection, SCHEDULER_SCOPE, core.rules, core.time.now())
        return bail_sheet(case, arrest_id, SUPERVISOR, view)


def printed(core: Tracker, case: str, arrest: str = "", **other: str) -> PrintedPaper:
    facts = {"by": SUPERVISOR, "recipient": "court", "reason": "hearing"} | other
    found = core.do(PrintPaper(about=About(PaperKind.BAIL_SHEET, case, arrest), **facts)).result
    assert isinstance(found, PrintedPaper)
    return found


def test_it_says_what_the_record_shows(core: Tracker, case_id: str) -> None:
    found = sheet(core, "44ni/00305/26")
    (one,) = found.suspects
    assert (found.reference, one.bail.suspect, one.bail.ends) == ("44NI/00305/26", "S1", date(2027, 2, 24))
    assert [row.shown for row in one.conditions] == [
        ("Recorded as met on Wed 18 Nov 2026, DI 77; representations made and considered",)
    ] * 4
    assert ("Strategy discussion") in [row.what for row in one.work]
    assert all(row.on >= date(2026, 8, 24) for row in one.work)
    assert not any("Activity" in row.what for row in one.work)
    days = [row.days for row in one.drift]
    assert days == sorted(days, reverse=True)
    assert (len(days), one.more_late > 0, one.drift[0].late) == (4, True, f"{days[0]} days")
    assert one.protection[-1] == "No check of conditions is on record"
    assert one.protection[0].startswith("AB: ")


def test_each_copy_has_its_number_and_stands_in_the_log(core: Tracker, case_id: str) -> None:
    arrest = case_file(core, case_id).bail[0].arrest_id
    first = printed(core, case_id, arrest, recipient="DSupt 31", reason="extension")
    second = printed(core, "44NI/00305/26", recipient="magistrates' court", reason="application")
    assert [first.number, second.number] == ["BS-44NI/00305/26-1", "BS-44NI/00305/26-2"]
    assert case_file(core, case_id).history[0].what == "Printed a bail sheet: application, magistrates' court"
    words = text_of(first.pdf)
    for expected in ("Bail sheet: 44NI/00305/26, S1", "BS-44NI/00305/26-1", "DSupt 31", "Recorded as met", "DI 77"):
        assert expected in words


def test_equal_rows_give_equal_bytes_on_one_page(core: Tracker, case_id: str) -> None:
    found = sheet(core, case_id)
    assert bail_sheet_pdf(found, a_head()) == bail_sheet_pdf(found, a_head())
    assert count_pages(bail_sheet_pdf(found, a_head())) == 1


def test_it_is_for_somebody_and_about_somebody(core: Tracker, case_id: str) -> None:
    for recipient, reason, code in ((" ", "x", "recipient_needed"), ("court", " ", "reason_needed")):
        with pytest.raises(RuleBroken, match=code):
            printed(core, case_id, recipient=recipient, reason=reason)
    quiet = open_a_case(core, reference="44NI/00999/26", team_id=SOUTH)
    with pytest.raises(RuleBroken, match="nobody_on_bail"):
        printed(core, quiet)
    for by, case, arrest in ((DETECTIVE, quiet, ""), (SUPERVISOR, case_id, "nobody"), (SUPERVISOR, "none", "")):
        with pytest.raises(NotFound):
            printed(core, case, arrest, by=by)
