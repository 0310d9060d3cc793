"""The second paper: the restricted cases alone, numbered, and only for those named on every one of them."""

import json

import pytest
from sqlalchemy import select

from tests.tracker.reports.report_rows import text_of
from tests.tracker.weekly_unit import BLUE, MONDAY, PATEL, SERGEANT, WeeklyUnit, figure
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport, freeze_weekly_report
from tracker.actions.print_report import PrintReport, print_report
from tracker.actions.print_week import PrintWeek, print_week
from tracker.domain.people import Officer
from tracker.domain.weekly_paper import RESTRICTED
from tracker.errors import NotFound, RuleBroken
from tracker.queries.frozen_reports import report, report_list
from tracker.rows.frozen_reports import FrozenReportRow, ReportListQuestion, ReportQuestion
from tracker.storage.engine import Database
from tracker.storage.people_store import PeopleStore
from tracker.storage.tables import audit_content, audit_entry
from tracker.storage.unit_of_work import SCHEDULER

OPEN, ONE, TWO = "44NI/00305/26", "44NI/00901/26", "44NI/00902/26"
WHOM = {"recipient": "inspector", "reason": "Monday meeting"}


@pytest.fixture
def unit(sqlite_database: Database) -> WeeklyUnit:
    """A unit with one open case and two restricted ones; the sergeant is named on the first of them."""
    unit = WeeklyUnit(sqlite_database)
    unit.at(11, 10).open(OPEN)
    for reference, named in ((ONE, (SERGEANT,)), (TWO, ())):
        name(unit, unit.open(reference, restricted=True), *named)
    return unit.at(11, 23, 0, 1)


def name(unit: WeeklyUnit, case_id: str, *officers: Officer) -> str:
    """Name officers on a restricted case, and nobody else."""
    with unit.database.write() as connection:
        for officer in officers:
            PeopleStore(connection).name_on_case(case_id, officer.id)
    return case_id


def frozen(unit: WeeklyUnit, by: str = SCHEDULER, team_id: str | None = RESTRICTED) -> FrozenReportRow:
    row = unit.do(freeze_weekly_report, FreezeWeeklyReport(by, MONDAY, team_id)).result
    assert isinstance(row, FrozenReportRow)
    return row


def listed(unit: WeeklyUnit) -> list[tuple[str, str]]:
    rows: tuple[FrozenReportRow, ...] = unit.ask(report_list, ReportListQuestion(SERGEANT.id))
    return [(row.number, row.team) for row in rows]


def id_of(unit: WeeklyUnit, reference: str) -> str:
    """The id of a restricted case, which the unit's people need not see."""
    with unit.database.read() as connection:
        found = connection.execute(select(audit_entry.c.case_id, audit_content.c.content).join(
            audit_content, audit_content.c.place == audit_entry.c.place)).all()  # fmt: skip
    return next(str(row.case_id) for row in found if reference in row.content)


def test_it_holds_the_restricted_cases_alone_and_the_first_paper_none_of_them(unit: WeeklyUnit) -> None:
    first, second = frozen(unit, team_id=None), frozen(unit)
    assert (first.number, second.number, second.team) == ("WD-2026-0001", "WD-2026-0002R", "Restricted cases")
    for case_id in (ONE, TWO):
        name(unit, id_of(unit, case_id), SERGEANT)
    said = text_of(unit.ask(report, ReportQuestion(SERGEANT.id, second.number)).pdf)
    assert ONE in said
    assert TWO in said
    assert OPEN not in said
    assert "RESTRICTED CASES" in said
    assert "This one is for those named on each case." in said
    general = text_of(unit.ask(report, ReportQuestion(SERGEANT.id, first.number)).pdf)
    assert OPEN in general
    assert ONE not in general
    assert "2 restricted cases are withheld" in general
    assert "RESTRICTED CASES" not in general
    assert frozen(unit, team_id=BLUE.id).number == "WD-2026-0003"


def test_it_is_not_there_for_whoever_is_not_named_on_each_case(unit: WeeklyUnit) -> None:
    number = frozen(unit).number
    assert listed(unit) == []
    with pytest.raises(NotFound):
        unit.ask(report, ReportQuestion(SERGEANT.id, number))
    with pytest.raises(NotFound):
        unit.do(print_report, PrintReport(SERGEANT.id, number, **WHOM))
    with pytest.raises(NotFound):
        frozen(unit, SERGEANT.id)
    copies = unit.do(print_week, PrintWeek(SERGEANT.id, MONDAY, **WHOM)).result
    assert isinstance(copies, tuple)
    assert [one.team for one in copies] == ["", "Blue"]
    name(unit, id_of(unit, TWO), SERGEANT, PATEL)
    assert (number, "Restricted cases") in listed(unit)
    assert frozen(unit, SERGEANT.id).number == number
    with pytest.raises(NotFound):
        unit.do(print_report, PrintReport(PATEL.id, number, **WHOM))
    copies = unit.do(print_week, PrintWeek(SERGEANT.id, MONDAY, **WHOM)).result
    assert isinstance(copies, tuple)
    assert [one.team for one in copies] == ["", "Blue", "Restricted cases"]


def test_a_person_freezes_it_only_if_they_see_all_of_it_and_drafts_what_they_see(unit: WeeklyUnit) -> None:
    with pytest.raises(NotFound):
        frozen(unit, SERGEANT.id)
    draft = unit.week(team_id=RESTRICTED)
    assert (figure(draft, "open_cases").value, draft.restricted_withheld) == (1, 1)
    assert [row.reference for row in draft.unallocated] == [ONE]
    assert not any(line.cells[0] in (OPEN, TWO) for asked in draft.questions for line in asked.lines)
    with pytest.raises(NotFound):
        unit.week(team_id=RESTRICTED, officer=PATEL)
    name(unit, id_of(unit, TWO), SERGEANT)
    assert frozen(unit, SERGEANT.id).number == "WD-2026-0001R"


def test_its_freezing_is_logged_without_a_reference(unit: WeeklyUnit) -> None:
    frozen(unit)
    with unit.database.read() as connection:
        (content,) = connection.execute(
            select(audit_content.c.content)
            .select_from(audit_entry.join(audit_content, audit_content.c.place == audit_entry.c.place))
            .where(audit_entry.c.action == "freeze_weekly_report")
        ).scalars()
    assert json.loads(content)["number"] == "WD-2026-0001R"
    assert ONE not in content


def test_without_a_restricted_case_there_is_none(sqlite_database: Database) -> None:
    unit = WeeklyUnit(sqlite_database)
    unit.at(11, 10).open(OPEN)
    unit.at(11, 23)
    with pytest.raises(RuleBroken, match="report_without_cases"):
        frozen(unit)
