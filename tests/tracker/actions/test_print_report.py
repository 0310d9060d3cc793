"""Each copy is logged and has its own cover sheet; the paper keeps its bytes."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.tracker.reports.report_rows import text_of
from tests.tracker.weekly_unit import BLUE, CLERK, MONDAY, NOVAK, PATEL, SERGEANT, WeeklyUnit
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport, freeze_weekly_report
from tracker.actions.print_report import PrintReport, print_report
from tracker.errors import NotFound, RuleBroken, StorageProblem
from tracker.queries.frozen_reports import report, report_list
from tracker.rows.frozen_reports import FrozenReportRow, PrintedCopy, ReportListQuestion, ReportQuestion
from tracker.storage.engine import Database
from tracker.storage.tables import audit_content, audit_entry, frozen_report, report_copy

NUMBER = "WD-2026-0001"
TEAM_NUMBER = "WD-2026-0002"


@pytest.fixture
def unit(database: Database) -> WeeklyUnit:
    """A unit whose week is frozen, for the unit and for the blue team."""
    unit = WeeklyUnit(database)
    unit.allocate(unit.at(11, 10).open("44NI/00305/26"))
    unit.at(11, 23)
    for team_id in (None, BLUE.id):
        unit.do(freeze_weekly_report, FreezeWeeklyReport(SERGEANT.id, MONDAY, team_id))
    return unit


def printed(unit: WeeklyUnit, number: str = NUMBER, by: str = SERGEANT.id, **other: str) -> PrintedCopy:
    said = {"recipient": "DCI 77 Marlow", "reason": "Weekly meeting"} | other
    result = unit.do(print_report, PrintReport(by, number, **said)).result
    assert isinstance(result, PrintedCopy)
    return result


def test_a_reprint_has_the_same_bytes_whatever_changed_since(unit: WeeklyUnit) -> None:
    kept = unit.ask(report, ReportQuestion(SERGEANT.id, NUMBER)).pdf
    first = printed(unit)
    for number in range(5):
        unit.at(11, 25).open(f"44NI/{number:05d}/26", date(2026, 11, 12))
    second = printed(unit.at(12, 14))
    assert first.paper == second.paper == kept
    assert (first.copy_number, second.copy_number) == (1, 2)
    assert first.cover != second.cover


def test_the_cover_sheet_says_who_for_whom_and_why(unit: WeeklyUnit) -> None:
    printed(unit)
    said = text_of(printed(unit, recipient="  DI 31 Hughes ", reason=" Case conference ").cover)
    for words in (
        "DS 902 Ade",
        "DI 31 Hughes",
        "Case conference",
        f"Copy 2 of weekly drift report {NUMBER}",
        "Unit North",
    ):
        assert words in said


def test_each_copy_is_on_the_record(unit: WeeklyUnit) -> None:
    printed(unit)
    with unit.database.read() as connection:
        (copy,) = connection.execute(select(report_copy)).all()
        (content,) = connection.execute(
            select(audit_content.c.content)
            .select_from(audit_entry.join(audit_content, audit_content.c.place == audit_entry.c.place))
            .where(audit_entry.c.action == "print_report")
        ).scalars()
    assert (copy.copy_number, copy.by, copy.recipient, copy.reason) == (
        1,
        SERGEANT.id,
        "DCI 77 Marlow",
        "Weekly meeting",
    )
    said = json.loads(content)
    assert (said["number"], said["copy"], said["recipient"], said["reason"]) == (
        NUMBER, 1, "DCI 77 Marlow", "Weekly meeting",
    )  # fmt: skip


def test_copies_are_counted_in_the_list(unit: WeeklyUnit) -> None:
    printed(unit)
    printed(unit, TEAM_NUMBER)
    printed(unit, TEAM_NUMBER)
    rows: tuple[FrozenReportRow, ...] = unit.ask(report_list, ReportListQuestion(SERGEANT.id))
    assert {row.number: row.copies for row in rows} == {NUMBER: 1, TEAM_NUMBER: 2}


@pytest.mark.parametrize(("empty", "code"), [("recipient", "recipient_needed"), ("reason", "reason_needed")])
def test_a_copy_is_for_somebody_and_for_a_reason(unit: WeeklyUnit, empty: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        printed(unit, **{empty: "  "})
    assert (refused.value.code, refused.value.field) == (code, empty)
    with unit.database.read() as connection:
        assert connection.execute(select(report_copy)).all() == []


def test_nobody_prints_what_they_may_not_read(unit: WeeklyUnit) -> None:
    assert printed(unit, TEAM_NUMBER, by=PATEL.id).copy_number == 1
    for officer, number in ((PATEL, NUMBER), (NOVAK, TEAM_NUMBER), (CLERK, NUMBER), (SERGEANT, "WD-2026-0099")):
        with pytest.raises(NotFound):
            printed(unit, number, by=officer.id)


def test_a_paper_frozen_by_an_earlier_program_is_read_and_printed_as_it_was(unit: WeeklyUnit) -> None:
    kept = unit.ask(report, ReportQuestion(SERGEANT.id, NUMBER)).pdf
    rows = (Path(__file__).parents[1] / "rows" / "weekly_drift_form_1.json").read_text(encoding="utf-8")
    older = {"rows": rows, "rows_digest": sha256(rows.encode()).hexdigest()}
    with unit.database.write() as connection:
        connection.execute(update(frozen_report).where(frozen_report.c.number == NUMBER).values(older))
    assert unit.ask(report, ReportQuestion(SERGEANT.id, NUMBER)).pdf == kept
    copy = printed(unit)
    assert copy.paper == kept
    assert "Team A" in text_of(copy.cover)


def test_a_paper_that_is_not_as_it_was_frozen_is_not_given_out(unit: WeeklyUnit) -> None:
    with unit.database.write() as connection:
        connection.execute(update(frozen_report).where(frozen_report.c.number == NUMBER).values(pdf=b"%PDF-1.4"))
    with pytest.raises(StorageProblem, match="report_damaged"):
        printed(unit)
    with pytest.raises(StorageProblem, match="report_damaged"):
        unit.ask(report, ReportQuestion(SERGEANT.id, NUMBER))
