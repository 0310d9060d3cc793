"""A bail sheet says what the record shows, is numbered within its case and logged; equal rows give equal bytes."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, open_a_case
from tests.tracker.reports.report_rows import text_of
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.print_bail_sheet import PrintBailSheet
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.bootstrap import Tracker
from tracker.domain.access import SCHEDULER_SCOPE
from tracker.errors import NotFound, RuleBroken
from tracker.papers import count_pages, draw_bail_sheet
from tracker.queries.bail_sheet import bail_sheet
from tracker.queries.view import View
from tracker.rows.bail_sheet import BailSheet, PrintedSheet
from tracker.terms import BailCondition, BailEventKind, Rank, Representations

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
    first = core.do(PrintBailSheet(SUPERVISOR, case_id, arrest, "DSupt 31", "extension")).result
    second = core.do(PrintBailSheet(SUPERVISOR, "44NI/00305/26", None, "magistrates' court", "application")).result
    assert isinstance(first, PrintedSheet)
    assert isinstance(second, PrintedSheet)
    assert [first.number, second.number] == ["BS-44NI/00305/26-1", "BS-44NI/00305/26-2"]
    assert case_file(core, case_id).history[0].what == "Printed a bail sheet: application, magistrates' court"
    words = text_of(first.pdf)
    for expected in ("Bail sheet: 44NI/00305/26, S1", "BS-44NI/00305/26-1", "DSupt 31", "Recorded as met", "DI 77"):
        assert expected in words


def test_equal_rows_give_equal_bytes_on_one_page(core: Tracker, case_id: str) -> None:
    found = replace(sheet(core, case_id), number="BS-1", printed_by="DS 902 Ade", recipient="court", reason="hearing")
    assert draw_bail_sheet(found) == draw_bail_sheet(found)
    assert count_pages(draw_bail_sheet(found)) == 1


def test_it_is_for_somebody_and_about_somebody(core: Tracker, case_id: str) -> None:
    for recipient, reason, code in ((" ", "x", "recipient_needed"), ("court", " ", "reason_needed")):
        with pytest.raises(RuleBroken, match=code):
            core.do(PrintBailSheet(SUPERVISOR, case_id, None, recipient, reason))
    quiet = open_a_case(core, reference="44NI/00999/26", team_id=SOUTH)
    with pytest.raises(RuleBroken, match="nobody_on_bail"):
        core.do(PrintBailSheet(SUPERVISOR, quiet, None, "court", "hearing"))
    for by, case, arrest in ((DETECTIVE, quiet, None), (SUPERVISOR, case_id, "nobody"), (SUPERVISOR, "none", None)):
        with pytest.raises(NotFound):
            core.do(PrintBailSheet(by, case, arrest, "court", "hearing"))
