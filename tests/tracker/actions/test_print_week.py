"""Every team's paper of a week in one step: frozen where it was not, a copy of each logged, each with its cover."""

import pytest
from sqlalchemy import func, select

from tests.tracker.reports.report_rows import text_of
from tests.tracker.weekly_unit import BLUE, MONDAY, PATEL, SERGEANT, WeeklyUnit
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport, freeze_weekly_report
from tracker.actions.print_week import PrintWeek, print_week
from tracker.errors import RuleBroken
from tracker.rows.frozen_reports import NumberedCopy
from tracker.storage.engine import Database
from tracker.storage.tables import audit_entry, frozen_report

WHOM = {"recipient": "inspector", "reason": "Monday meeting"}


@pytest.fixture
def unit(sqlite_database: Database) -> WeeklyUnit:
    """A unit whose blue team has a case, on the Monday after its second week."""
    unit = WeeklyUnit(sqlite_database)
    unit.allocate(unit.at(11, 10).open("44NI/00305/26"))
    return unit.at(11, 23, 0, 1)


def of_week(unit: WeeklyUnit, by: str = SERGEANT.id, **whom: str) -> tuple[NumberedCopy, ...]:
    result = unit.do(print_week, PrintWeek(by, MONDAY, **(WHOM | whom))).result
    assert isinstance(result, tuple)
    return result


def test_the_unit_and_each_team_with_a_case_have_their_paper_and_their_cover(unit: WeeklyUnit) -> None:
    unit.do(freeze_weekly_report, FreezeWeeklyReport(SERGEANT.id, MONDAY, BLUE.id))
    copies = of_week(unit)
    assert [(one.number, one.team, one.copy.copy_number) for one in copies] == [
        ("WD-2026-0002", "", 1),
        ("WD-2026-0001", "Blue", 1),
    ]
    assert copies[1].file_names == ("WD-2026-0001.pdf", "WD-2026-0001-cover-1.pdf")
    for one in copies:
        assert f"Report {one.number}" in text_of(one.copy.paper)
        assert f"Copy 1 of weekly drift report {one.number}" in text_of(one.copy.cover)
    with unit.database.read() as connection:
        logged = connection.execute(
            select(func.count()).select_from(audit_entry).where(audit_entry.c.action == "print_report")
        ).scalar_one()
    assert logged == 2
    assert [one.copy.copy_number for one in of_week(unit)] == [2, 2]


def test_nothing_is_kept_where_it_is_refused(unit: WeeklyUnit) -> None:
    for by, whom, code in (
        (PATEL.id, {}, "not_allowed"),
        (SERGEANT.id, {"recipient": " "}, "recipient_needed"),
        (SERGEANT.id, {"reason": ""}, "reason_needed"),
    ):
        with pytest.raises(RuleBroken, match=code):
            of_week(unit, by, **whom)
    with unit.database.read() as connection:
        assert connection.execute(select(frozen_report.c.number)).all() == []


def test_a_week_without_any_case_has_no_papers(sqlite_database: Database) -> None:
    with pytest.raises(RuleBroken, match="report_without_cases"):
        of_week(WeeklyUnit(sqlite_database).at(11, 23))
