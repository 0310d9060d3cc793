"""The list of frozen papers, the bytes of one, and the draft of a week, each within the scope of who asks."""

from datetime import date

import pytest

from tests.statements import count_statements
from tests.tracker.reports.report_rows import text_of
from tests.tracker.weekly_unit import BLUE, CLERK, MONDAY, NOVAK, PATEL, RED, SERGEANT, WeeklyUnit
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport, freeze_weekly_report
from tracker.domain.people import Officer
from tracker.errors import NotFound, RuleBroken
from tracker.queries.frozen_reports import draft_report, report, report_list
from tracker.reports.weekly_drift import weekly_drift_pdf
from tracker.rows.frozen_reports import (
    DraftReportQuestion,
    FrozenReportRow,
    Paper,
    ReportListQuestion,
    ReportQuestion,
)
from tracker.rows.weekly_drift import WeeklyDrift
from tracker.storage.engine import Database

ONE = "44NI/00305/26"


@pytest.fixture
def unit(database: Database) -> WeeklyUnit:
    """A unit with a case in each team and three papers: two of the unit, one of the blue team."""
    unit = WeeklyUnit(database)
    unit.allocate(unit.at(11, 10).open(ONE))
    unit.allocate(unit.open("44NI/00306/26", team_id=RED.id), NOVAK)
    unit.at(11, 23)
    for monday, team_id in ((date(2026, 11, 9), None), (MONDAY, None), (MONDAY, BLUE.id)):
        unit.do(freeze_weekly_report, FreezeWeeklyReport(SERGEANT.id, monday, team_id))
    return unit


def listed(unit: WeeklyUnit, officer: Officer) -> tuple[FrozenReportRow, ...]:
    rows: tuple[FrozenReportRow, ...] = unit.ask(report_list, ReportListQuestion(officer.id), officer)
    return rows


def draft(unit: WeeklyUnit, officer: Officer = SERGEANT, team_id: str | None = None, monday: date = MONDAY) -> Paper:
    def render(drawn: WeeklyDrift, number: str) -> bytes:
        return weekly_drift_pdf(drawn, number=number)

    found = unit.ask(draft_report, DraftReportQuestion(officer.id, monday, team_id), officer, render=render)
    assert isinstance(found, Paper)
    return found


def test_the_newest_paper_stands_first(unit: WeeklyUnit) -> None:
    with count_statements(unit.database) as seen:
        rows = listed(unit, SERGEANT)
    assert [(row.number, row.monday, row.team) for row in rows] == [
        ("WD-2026-0003", MONDAY, "Blue"),
        ("WD-2026-0002", MONDAY, ""),
        ("WD-2026-0001", date(2026, 11, 9), ""),
    ]
    assert len(seen) == 1


def test_a_detective_sees_the_papers_of_their_own_team(unit: WeeklyUnit) -> None:
    assert [row.number for row in listed(unit, PATEL)] == ["WD-2026-0003"]
    assert listed(unit, NOVAK) == listed(unit, CLERK) == ()


def test_a_paper_is_given_byte_for_byte(unit: WeeklyUnit) -> None:
    found = unit.ask(report, ReportQuestion(SERGEANT.id, "WD-2026-0003"))
    assert (found.number, found.monday, found.team) == ("WD-2026-0003", MONDAY, "Blue")
    assert found == unit.ask(report, ReportQuestion(PATEL.id, "WD-2026-0003"), PATEL)
    assert ONE in text_of(found.pdf)


@pytest.mark.parametrize(
    ("officer", "number"),
    [(PATEL, "WD-2026-0002"), (NOVAK, "WD-2026-0003"), (CLERK, "WD-2026-0002"), (SERGEANT, "WD-2026-0009")],
)
def test_what_is_out_of_scope_is_not_found(unit: WeeklyUnit, officer: Officer, number: str) -> None:
    with pytest.raises(NotFound):
        unit.ask(report, ReportQuestion(officer.id, number), officer)


def test_an_unfinished_week_is_a_draft_without_a_number(unit: WeeklyUnit) -> None:
    found = draft(unit.at(11, 25, 15), monday=date(2026, 11, 23))
    assert (found.number, found.monday, found.team) == ("", date(2026, 11, 23), "")
    said = text_of(found.pdf)
    assert "Draft, not numbered, as at Wed 25 Nov 2026 15:00" in said
    assert "44NI/00306/26" in said


def test_a_draft_is_within_scope_too(unit: WeeklyUnit) -> None:
    assert "44NI/00306/26" not in text_of(draft(unit, PATEL, BLUE.id).pdf)
    with pytest.raises(NotFound):
        draft(unit, PATEL, RED.id)
    with pytest.raises(NotFound):
        draft(unit, PATEL)


def test_a_week_without_a_case_is_no_draft(unit: WeeklyUnit) -> None:
    with pytest.raises(RuleBroken, match="report_without_cases"):
        draft(unit, monday=date(2026, 11, 2))
