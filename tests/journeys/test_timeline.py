"""The course of a case on a timeline: reached, walked along and left with the keyboard, and the same as a list."""

from datetime import date
from pathlib import Path

from tests.cores import ACCOUNT, SUPERVISOR, case_file
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of
from tests.journeys.the_unit import LATE
from tests.ui.keyboard import focused
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.rows.caseload import CaseloadQuestion
from tracker.terms import BailEventKind
from ui.pages.case_file.case_file_page import CaseFilePage


def arrest(place: Path, time: StoppedTime) -> None:
    """Let the suspect be released on bail on 5 November, and the file go to the prosecutor on the 12th."""
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = next(row.case_id for row in core.ask(CaseloadQuestion(SUPERVISOR)).rows if row.reference == LATE)
        suspect = next(row for row in case_file(core, case_id).subjects if row.label == "S1")
        released = BailEventKind.RELEASED_ON_BAIL
        core.do(RecordArrest(SUPERVISOR, case_id, suspect.subject_id, date(2026, 11, 5), released=released))
        bail = case_file(core, case_id).bail[0]
        with_cps = BailEventKind.RELEASED_FOR_CHARGING
        core.do(RecordBailEvent(SUPERVISOR, case_id, bail.arrest_id, bail.arrest_version, with_cps, date(2026, 11, 12)))


def test_from_the_list_of_cases_to_a_milestone_by_way_of_the_timeline(
    detective: Desk, place: Path, time: StoppedTime
) -> None:
    arrest(place, time)
    desk = detective
    desk.find(LATE)
    desk.press("Return")
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    desk.press("Ctrl+T", "End")
    said = page.timeline.view.accessibleDescription()
    assert said == "Steps taken. Strategy discussion: done Tue 10 Nov 2026, 168 hours late"
    desk.press("Return")
    assert focused() is page.milestones.view
    chosen = page.chosen_milestone()
    assert chosen is not None
    assert chosen.name == "Strategy discussion"
    desk.press("Ctrl+T", "Down", "End")
    assert page.timeline.view.accessibleDescription().startswith("S1 · bail. suspended")
    desk.press("Ctrl+Shift+T")
    still = row_of(desk.list(), Day="Fri 13 Nov 2026", Of="S1 · bail")
    assert (still["Days"], still["What"]) == ("8", "Suspended, since Fri 13 Nov 2026, 8 days so far")
    on_bail = row_of(desk.list(), Day="Thu 5 Nov 2026", Of="S1 · bail", Days="8")
    assert on_bail["What"] == "On bail, Thu 5 Nov 2026 to Fri 13 Nov 2026, 8 days"
    late = row_of(desk.list(), Day="Fri 13 Nov 2026", Of="AB · ABE interview")
    assert late["What"].startswith("6 working days late, counted from the first due date Thu 12 Nov 2026")
