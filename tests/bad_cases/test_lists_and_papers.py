"""Bad cases of lists, papers and data, by their numbers."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import alerts, allocate, complete, london, sweep
from tests.cores import DETECTIVE, SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tests.tracker.intake.files import a_csv
from tests.tracker.reports.report_rows import text_of
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.print_report import PrintReport
from tracker.bootstrap import Tracker, open_tracker
from tracker.cli.main import main
from tracker.cli.opening import account
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.frozen_reports import FrozenReportRow, PrintedCopy, ReportQuestion
from tracker.rows.weekly_drift import WeeklyDrift, WeeklyDriftQuestion
from tracker.terms import AlertKind, Holder, MilestoneState

TO_DO = (MilestoneState.OPEN, MilestoneState.NOT_STARTED)
W46, W47 = date(2026, 11, 9), date(2026, 11, 16)
HEADS = ("Crime Ref", "Date Rptd", "Type")
Import = Callable[..., tuple[int, Any, str]]


def week(core: Tracker, monday: date) -> WeeklyDrift:
    paper: WeeklyDrift = core.ask(WeeklyDriftQuestion(SUPERVISOR, monday))
    return paper


def drop_what_is_decisive(core: Tracker, case_id: str) -> None:
    """Mark every decisive milestone that is still to be done as not required."""
    while True:
        row = next((row for row in case_file(core, case_id).milestones if row.decisive and row.state in TO_DO), None)
        if row is None:
            return
        core.do(MarkNotRequired(SUPERVISOR, case_id, row.milestone_id, row.version, "decided at the review"))


def test_case_49_a_case_without_owner_or_next_action_is_on_a_list_of_its_own(core: Tracker, time: StoppedTime) -> None:
    time.move_to(london(2026, 11, 10))
    nobodys = open_a_case(core, reference="44NI/00001/26", reported_on=date(2026, 11, 9))
    idle = open_a_case(core, reference="44NI/00002/26", reported_on=date(2026, 11, 9))
    allocate(core, idle)
    drop_what_is_decisive(core, idle)
    assert case_file(core, idle).held_by is Holder.NOBODY
    sweep(core)
    assert [row.case_id for row in alerts(core, kind=AlertKind.NO_OWNER)] == [nobodys]
    assert [row.case_id for row in alerts(core, kind=AlertKind.NO_NEXT_ACTION)] == [idle]
    for row in alerts(core, kind=AlertKind.NO_OWNER) + alerts(core, kind=AlertKind.NO_NEXT_ACTION):
        assert row.told_to
    shown = {row.case_id: row for row in core.ask(CaseloadQuestion(SUPERVISOR)).rows}
    assert shown.keys() == {nobodys, idle}
    assert (shown[nobodys].oic, shown[idle].held_by) == ("", Holder.NOBODY)
    time.move_to(london(2026, 11, 16))
    paper = week(core, W46)
    assert [row.reference for row in paper.unallocated] == ["44NI/00001/26"]
    assert [row.reference for row in paper.no_next_action] == ["44NI/00002/26"]


def test_case_53_an_old_week_gives_the_same_figures_and_a_late_entry_is_the_next_weeks(
    core: Tracker, time: StoppedTime
) -> None:
    time.move_to(london(2026, 11, 10))
    case_id = open_a_case(core, reported_on=date(2026, 11, 9))
    allocate(core, case_id)
    complete(core, case_id, "strategy_discussion", date(2026, 11, 10))
    time.move_to(london(2026, 11, 16))
    sweep(core)
    frozen = core.do(FreezeWeeklyReport(SUPERVISOR, W46)).result
    assert isinstance(frozen, FrozenReportRow)
    pdf = core.ask(ReportQuestion(SUPERVISOR, frozen.number)).pdf
    figures = week(core, W46)
    assert "ABE interview" in {row.milestone for row in figures.slipped}

    # it had been held on the Friday, and is entered on the Wednesday after
    time.move_to(london(2026, 11, 18))
    complete(core, case_id, "abe_interview", date(2026, 11, 13), by=DETECTIVE)
    time.move_to(london(2026, 11, 30))
    again = week(core, W46)
    assert (again.slipped, again.figures, again.changed) == (figures.slipped, figures.figures, figures.changed)
    same = core.do(FreezeWeeklyReport(SUPERVISOR, W46)).result
    assert isinstance(same, FrozenReportRow)
    assert (same.number, same.digest) == (frozen.number, frozen.digest)
    printed = core.do(PrintReport(SUPERVISOR, frozen.number, "inspector", "asked again")).result
    assert isinstance(printed, PrintedCopy)
    assert printed.paper == pdf

    following = week(core, W47)
    assert "ABE interview" not in {row.milestone for row in following.slipped}
    assert any("happened before it" in words for words in following.changed)
    (corrected,) = [row for row in following.corrections if row.milestone == "ABE interview"]
    (said,) = [row.drift for row in figures.slipped if row.milestone == "ABE interview"]
    assert (corrected.said, corrected.known) == (said, 1) == (1, 1)
    assert (corrected.happened_on, corrected.recorded_on) == (date(2026, 11, 13), date(2026, 11, 18))
    assert corrected.recorded_by == "DC 3312 Patel"
    next_week = core.do(FreezeWeeklyReport(SUPERVISOR, W47)).result
    assert isinstance(next_week, FrozenReportRow)
    words = text_of(core.ask(ReportQuestion(SUPERVISOR, next_week.number)).pdf)
    assert "open, 1 working day late done 13 Nov 26, 1 working day late 18 Nov 26 DC 3312 Patel" in words


@pytest.fixture
def take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import rows by the command line: exit code, the document, the reason."""
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path))
    assert main(["init"]) == 0
    capsys.readouterr()

    def run(*dates: str, words: tuple[str, ...] = ()) -> tuple[int, Any, str]:
        file = tmp_path / "tracker.csv"
        rows = [[f"44NI/{number:05}/25", day, "Rape"] for number, day in enumerate(dates, 1)]
        file.write_bytes(a_csv([HEADS, *rows]))
        code = main(["import", str(file), "--json", *words])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else None, err

    return run


def test_case_56_a_column_that_fits_two_orders_is_asked_about(take: Import, capsys: pytest.CaptureFixture[str]) -> None:
    code, document, reason = take("03/04/2025", "05/06/2025")
    assert (code, document) == (2, None)
    assert reason.startswith("undrift: Dates in Date Rptd fit two orders, such as 03/04/2025.")
    code, document, _ = take("03/04/2025", "05/06/2025", words=("--date-order", "dmy"))
    assert (code, document["added"]) == (0, 2)


@pytest.mark.parametrize(
    ("proof", "day"), [("25/12/2024", "2025-04-03"), ("12/25/2024", "2025-03-04")], ids=["day first", "month first"]
)
def test_case_56_one_date_of_the_column_proves_the_order_of_all(
    take: Import, tmp_path: Path, proof: str, day: str
) -> None:
    code, document, _ = take("03/04/2025", proof)
    assert (code, document["added"]) == (0, 2)
    with closing(open_tracker(str(tmp_path / "undrift.db"), account=account())) as core:
        assert core.person is not None
        rows = core.ask(CaseloadQuestion(core.person.officer_id)).rows
        first = next(row.case_id for row in rows if row.reference == "44NI/00001/25")
        assert case_file(core, first, by=core.person.officer_id).reported_on.isoformat() == day


def test_case_56_rejected_rows_are_listed_and_the_totals_add_up(take: Import) -> None:
    _, document, _ = take("25/12/2024", "31/02/2025", "", "03/04/2025", "soon")
    assert document["read"] == 5
    assert document["read"] == sum(
        document[part] for part in ("added", "updated", "unchanged", "conflict", "rejected", "skipped")
    )
    rejected = {problem["line"]: problem for problem in document["problems"] if problem["effect"] == "row_rejected"}
    assert document["rejected"] == len(rejected) == 3
    assert [(line, rejected[line]["value"]) for line in sorted(rejected)] == [(3, "31/02/2025"), (4, ""), (6, "soon")]
    assert all(problem["column"] == "Date Rptd" and problem["reason"] for problem in rejected.values())
