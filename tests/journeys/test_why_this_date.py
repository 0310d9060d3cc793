"""Why a date is what it is: one key in the case and in the alerts, the same steps as the command line gives."""

from datetime import date
from pathlib import Path

from tests.cores import ACCOUNT, SUPERVISOR, case_file
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of
from tests.journeys.the_unit import LATE
from tracker.actions.record_arrest import RecordArrest
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.why import Why, WhyQuestion
from tracker.terms import BailEventKind
from ui.pages.alerts.alerts_page import AlertsPage
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.widgets.why_panel import WhyPanel


def arrest(place: Path, time: StoppedTime, on: date) -> None:
    """Let the supervisor record that the suspect was arrested and released on bail."""
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = next(row.case_id for row in core.ask(CaseloadQuestion(SUPERVISOR)).rows if row.reference == LATE)
        suspect = next(row for row in case_file(core, case_id).subjects if row.label == "S1")
        core.do(RecordArrest(SUPERVISOR, case_id, suspect.subject_id, on, released=BailEventKind.RELEASED_ON_BAIL))


def explained(place: Path, time: StoppedTime, kind: str) -> tuple[Why, ...]:
    with another_workstation(place, time, ACCOUNT) as core:
        whys: tuple[Why, ...] = core.ask(WhyQuestion(SUPERVISOR, LATE, kind))
    return whys


def steps(panel: WhyPanel) -> list[str]:
    """Give the lines of the steps, as they are read out."""
    return [line for line in panel.lines() if line.count(" · ") >= 1]


def test_the_steps_of_a_period_of_law(detective: Desk, place: Path, time: StoppedTime) -> None:
    arrest(place, time, date(2026, 11, 5))
    desk = detective
    desk.find(LATE)
    desk.press("Return")
    desk.find("bail period")
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    assert row_of(desk.list(), Milestone="Applicable bail period ended")["Due"] == "5 Feb 27"
    desk.press("W")
    lines = page.milestones.why.lines()
    assert lines[0] == "Applicable bail period: due Fri 5 Feb 2027"
    assert "BAIL-02" in lines[1]
    assert "PACE 1984 ss.47ZB(1)(b), 50A" in lines[1]
    assert lines[2] == "Thu 5 Nov 2026 · arrested · bail start date Fri 6 Nov 2026 · PACE 1984 s.47ZB(4)(a)"
    assert lines[3] == "recorded Fri 20 Nov 2026 09:41 GMT by DS 902 Ade"
    assert lines[4] == "Thu 5 Nov 2026 · released on bail · PACE 1984 ss.47ZB(1)(b), 50A"
    assert lines[6].startswith("Fri 6 Nov 2026 · 3 months beginning with this day · Fri 5 Feb 2027")
    desk.press("W")
    assert not page.milestones.explains()


def test_the_steps_are_those_of_the_core_for_every_milestone_passed(
    detective: Desk, place: Path, time: StoppedTime
) -> None:
    desk = detective
    desk.find(LATE)
    desk.press("Return")
    desk.press("W")
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    for _ in range(6):
        row = page.chosen_milestone()
        assert row is not None
        expected = [
            " · ".join(part for part in (step.on, step.what, step.gives, step.basis) if part)
            for why in explained(place, time, row.milestone_id)
            for step in why.steps
        ]
        assert expected == [line for line in page.milestones.why.lines() if line in expected]
        assert bool(expected) is bool(row.clocks)
        desk.press("Down")


def test_from_an_alert_only_its_own_clock_is_explained(detective: Desk) -> None:
    desk = detective
    desk.press("Ctrl+Shift+A")
    desk.find("ABE-02")
    desk.press("W")
    page = desk.page()
    assert isinstance(page, AlertsPage)
    lines = page.panel.why.lines()
    assert lines[0].endswith("due Thu 12 Nov 2026")
    assert "ABE-02" in lines[1]
    assert any(line.startswith("Tue 10 Nov 2026 · strategy discussion") for line in lines)
    # reading changes nothing
    assert row_of(desk.list(), Limit="ABE-02")["Acknowledged"] == "not yet"
