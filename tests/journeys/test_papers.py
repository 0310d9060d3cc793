"""From a case to its chronology on paper: seen, saved for somebody by keys alone, logged with the same number."""

from pathlib import Path

from tests.cores import ACCOUNT, case_file
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation
from tests.journeys.the_unit import LATE
from tests.tracker.reports.report_rows import text_of
from tracker.rows.caseload import CaseloadQuestion
from tracker.terms import PaperKind
from ui.pages.reports.reports_page import ReportsPage


def test_the_chronology_of_a_case_is_saved_for_the_cps(
    detective: Desk, place: Path, time: StoppedTime, tmp_path: Path
) -> None:
    desk = detective
    desk.find(LATE)
    desk.press("Return")
    desk.press("Ctrl+Shift+P")
    page = desk.page()
    assert isinstance(page, ReportsPage)
    desk.wait_until(lambda: page.paper.page_count() > 0)
    assert page.choice.kind() is PaperKind.CHRONOLOGY
    assert " entries in " in page.choice.standing()
    page.now_copies.choose_file = lambda name: tmp_path / name
    desk.press("Ctrl+S")
    desk.write("reviewing lawyer")
    desk.press("Tab")
    desk.write("charging decision")
    desk.press("Return")
    desk.wait_until((tmp_path / "chronology-cover.pdf").exists)
    number = f"CH-{LATE}-1"
    said, cover = (text_of((tmp_path / f"{name}.pdf").read_bytes()) for name in ("chronology", "chronology-cover"))
    for words in (number, "For reviewing lawyer; printed by DC 3312 Patel", "the age of the case.", "Page 1 of"):
        assert words in said
    assert "DRAFT" not in said
    assert f"Copy 1 of chronology {number}" in cover
    with another_workstation(place, time, ACCOUNT) as core:
        by = core.person.officer_id if core.person is not None else ""
        case_id = next(row.case_id for row in core.ask(CaseloadQuestion(by)).rows if row.reference == LATE)
        done = case_file(core, case_id).history[0]
    assert (done.who, done.what) == ("DC 3312 Patel", "Printed the chronology: charging decision, reviewing lawyer")
