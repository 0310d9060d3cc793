"""A week is frozen once: figures, number, hashes and bytes; and never before it is over."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import select

from tests.tracker.reports.report_rows import text_of
from tests.tracker.weekly_unit import BLUE, CLERK, MONDAY, PATEL, RED, SERGEANT, WeeklyUnit
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport, freeze_weekly_report
from tracker.changes import Changes
from tracker.domain.people import Officer
from tracker.errors import NotFound, RuleBroken
from tracker.rows.frozen_reports import FrozenReportRow
from tracker.rows.weekly_drift_json import weekly_drift_from
from tracker.storage.audit_verification import verify
from tracker.storage.engine import Database
from tracker.storage.tables import audit_content, audit_entry, frozen_report
from tracker.terms import Change

ONE = "44NI/00305/26"


@pytest.fixture
def unit(database: Database) -> WeeklyUnit:
    """A unit with one case, on the Monday after its second week."""
    unit = WeeklyUnit(database)
    unit.allocate(unit.at(11, 10).open(ONE))
    return unit.at(11, 23, 0, 1)


def freeze(unit: WeeklyUnit, team_id: str | None = None, by: str = SERGEANT.id, monday: date = MONDAY) -> Changes:
    return unit.do(freeze_weekly_report, FreezeWeeklyReport(by, monday, team_id))


def frozen_row(changes: Changes) -> FrozenReportRow:
    assert isinstance(changes.result, FrozenReportRow)
    return changes.result


def test_a_week_is_frozen_with_its_figures_and_its_bytes(unit: WeeklyUnit) -> None:
    expected = unit.week()
    changes = freeze(unit)
    row = frozen_row(changes)
    assert row == FrozenReportRow(row.report_id, "WD-2026-0001", MONDAY, "", unit.time.now(), row.digest, 0)
    assert changes.ids(Change.REPORT) == {row.report_id}
    with unit.database.work(SERGEANT.id, unit.time, unit.rules, unit.new_id) as work:
        kept = work.reports.by_number(row.number)
    assert weekly_drift_from(kept.rows) == expected
    assert kept.rows_digest == sha256(kept.rows.encode()).hexdigest()
    assert kept.digest == row.digest == sha256(kept.pdf).hexdigest()
    assert f"Report {row.number}" in text_of(kept.pdf)
    assert ONE in text_of(kept.pdf)
    assert (kept.frozen_by, kept.team_id) == (SERGEANT.id, "")


def test_frozen_again_it_is_the_same_paper_whatever_changed_since(unit: WeeklyUnit) -> None:
    first = frozen_row(freeze(unit))
    for number in range(6):
        unit.at(11, 24).open(f"44NI/{number:05d}/26", date(2026, 11, 12))
    again = freeze(unit)
    assert again.result == first
    assert not again.touched
    with unit.database.read() as connection:
        assert len(connection.execute(select(frozen_report.c.id)).all()) == 1
        entries = select(audit_entry.c.place).where(audit_entry.c.action == "freeze_weekly_report")
        assert len(connection.execute(entries).all()) == 1


def test_every_paper_has_its_own_number(unit: WeeklyUnit) -> None:
    papers = [freeze(unit), freeze(unit, BLUE.id), freeze(unit, monday=date(2026, 11, 9))]
    assert [frozen_row(one).number for one in papers] == ["WD-2026-0001", "WD-2026-0002", "WD-2026-0003"]
    assert [frozen_row(one).team for one in papers] == ["", "Blue", ""]


def test_the_year_of_a_number_is_that_of_the_week(unit: WeeklyUnit) -> None:
    unit.at(1, 5, year=2027)
    assert frozen_row(freeze(unit, monday=date(2026, 12, 28))).number == "WD-2026-0001"


def test_freezing_is_on_the_record(unit: WeeklyUnit) -> None:
    row = frozen_row(freeze(unit, BLUE.id))
    with unit.database.read() as connection:
        (entry,) = connection.execute(
            select(audit_entry.c.actor, audit_entry.c.subject_id, audit_content.c.content)
            .select_from(audit_entry.join(audit_content, audit_content.c.place == audit_entry.c.place))
            .where(audit_entry.c.action == "freeze_weekly_report")
        )
        assert verify(connection).ok
    said = json.loads(entry.content)
    assert (entry.actor, entry.subject_id) == (SERGEANT.id, row.report_id)
    assert (said["number"], said["monday"], said["team"], said["digest"]) == (
        row.number, "2026-11-16", "Blue", row.digest,
    )  # fmt: skip


def test_nothing_is_kept_if_the_paper_cannot_be_drawn(unit: WeeklyUnit) -> None:
    unit.render = lambda report, number: bytes(1 // 0)
    with pytest.raises(ZeroDivisionError):
        freeze(unit)
    with unit.database.read() as connection:
        assert connection.execute(select(frozen_report.c.id)).all() == []


@pytest.mark.parametrize(
    ("monday", "code"),
    [
        (date(2026, 11, 17), "not_a_monday"),
        (date(2026, 11, 23), "week_not_over"),
        (date(2026, 11, 30), "week_not_begun"),
        (date(2026, 11, 2), "report_without_cases"),
    ],
)
def test_a_week_that_has_no_paper(unit: WeeklyUnit, monday: date, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        freeze(unit, monday=monday)
    assert (refused.value.code, refused.value.field) == (code, "monday")


def test_a_week_is_not_over_a_minute_before_midnight(unit: WeeklyUnit) -> None:
    unit.at(11, 22, 23, 59)
    with pytest.raises(RuleBroken, match="week_not_over"):
        freeze(unit)


def test_a_team_without_a_case_has_no_paper(unit: WeeklyUnit) -> None:
    with pytest.raises(RuleBroken, match="report_without_cases"):
        freeze(unit, "team-red")


@pytest.mark.parametrize("left", ["closed", "handed on"])
def test_a_team_whose_only_case_left_it_has_a_paper_that_says_so(sqlite_database: Database, left: str) -> None:
    unit = WeeklyUnit(sqlite_database)
    case_id = unit.at(11, 13).open(ONE)
    unit.at(11, 17)
    unit.close(case_id) if left == "closed" else unit.transfer(case_id, RED)
    row = frozen_row(freeze(unit.at(11, 23), BLUE.id))
    with unit.database.work(SERGEANT.id, unit.time, unit.rules, unit.new_id) as work:
        kept = work.reports.by_number(row.number)
    assert "1 case was closed or handed to another team." in text_of(kept.pdf)
    with pytest.raises(RuleBroken, match="report_without_cases"):
        freeze(unit.at(11, 30), BLUE.id, monday=date(2026, 11, 23))


def test_a_week_of_nothing_but_restricted_cases_has_a_paper_that_says_so(sqlite_database: Database) -> None:
    unit = WeeklyUnit(sqlite_database)
    unit.at(11, 10).open(ONE, restricted=True)
    row = frozen_row(freeze(unit.at(11, 23)))
    with unit.database.work(SERGEANT.id, unit.time, unit.rules, unit.new_id) as work:
        kept = work.reports.by_number(row.number)
    assert weekly_drift_from(kept.rows).restricted_withheld == 1
    assert ONE not in text_of(kept.pdf)


@pytest.mark.parametrize("officer", [PATEL, CLERK])
def test_who_is_no_supervisor_freezes_nothing(unit: WeeklyUnit, officer: Officer) -> None:
    with pytest.raises(RuleBroken, match="not_allowed"):
        freeze(unit, BLUE.id, by=officer.id)


def test_the_scheduler_freezes(unit: WeeklyUnit) -> None:
    row = frozen_row(freeze(unit, by="scheduler"))
    with unit.database.work("scheduler", unit.time, unit.rules, unit.new_id) as work:
        kept = work.reports.by_number(row.number)
    assert kept.frozen_by == "scheduler"
    assert replace(weekly_drift_from(kept.rows), last_alert_check=None) == unit.week()


def test_a_team_that_does_not_exist_is_not_found(unit: WeeklyUnit) -> None:
    with pytest.raises(NotFound):
        freeze(unit, "team-none")
