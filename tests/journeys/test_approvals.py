"""A detective asks for more than may be done alone; a supervisor approves or refuses it, all by keyboard."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.cores import ACCOUNT, milestone
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of
from tests.journeys.test_reschedule_and_delay import INTERVIEW, case_of, open_milestone, replan
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, LATE
from tracker.terms import MilestoneState
from ui.pages.approvals.approvals_page import ApprovalsPage

SCENE = "Scene examined"


def approvals(desk: Desk) -> ApprovalsPage:
    """Go to the inbox by its one key."""
    desk.press("F9")
    page = desk.page()
    assert isinstance(page, ApprovalsPage)
    desk.tab_to("Requests for approval")
    return page


def test_what_a_detective_asks_for_is_decided_in_the_inbox(
    sit_down: Callable[[str], Desk], no_ticks: None, place: Path, time: StoppedTime
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    open_milestone(desk, LATE)
    replan(desk, "26/2/27", "the child is unwell")
    assert desk.said() == f"Nothing is changed yet. It waits for a supervisor's approval: {INTERVIEW}."
    assert row_of(desk.list(), Milestone=INTERVIEW)["Due"] == "12 Nov 26"
    desk.find(SCENE)
    desk.press("N")
    desk.write("nothing is left of it")
    desk.press("Ctrl+Return")
    assert desk.said().endswith(f"approval: {SCENE}.")
    approvals(desk)
    assert row_of(desk.list(), Milestone=f"{INTERVIEW}, AB")["State"] == "waits"
    desk.press("Z")
    assert desk.page().drawer() is None
    desk.leave()

    desk = sit_down(ACCOUNT)
    assert desk.window.navigation.count_of("approvals") == 2
    page = approvals(desk)
    while (row := page.chosen()) is not None and not row.milestone.startswith(INTERVIEW):
        desk.press("Down")
    desk.press("Z", "Ctrl+Return")
    assert desk.said().startswith(f"Approved and done: {INTERVIEW}, AB")
    desk.press("Shift+Q")
    desk.write("ask the fire service first")
    desk.press("Ctrl+Return")
    assert desk.said().startswith(f"Refused: {SCENE}")
    assert desk.window.navigation.count_of("approvals") == 0
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = case_of(core, LATE)
        clock = milestone(core, case_id, "abe_interview").clocks[0]
        assert (clock.due, clock.first_due) == (date(2027, 2, 26), date(2026, 11, 12))
        assert milestone(core, case_id, "scene").state is MilestoneState.NOT_STARTED
    desk.leave()

    desk = sit_down(DETECTIVES_ACCOUNT)
    page = approvals(desk)
    assert {row["State"] for row in (row_of(desk.list(), Milestone=SCENE),)} == {"refused by DS 902 Ade"}
    while (row := page.chosen()) is not None and row.milestone != SCENE:
        desk.press("Down")
    assert "Said to it: ask the fire service first" in page.said()


def test_who_asked_hears_of_it_on_the_first_page_until_it_is_seen(
    sit_down: Callable[[str], Desk], no_ticks: None
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    open_milestone(desk, LATE, SCENE)
    desk.press("N")
    desk.write("nothing is left of it")
    desk.press("Ctrl+Return")
    desk.leave()
    desk = sit_down(ACCOUNT)
    approvals(desk)
    desk.press("Shift+Q")
    desk.write("ask the fire service first")
    desk.press("Ctrl+Return")
    desk.leave()

    desk = sit_down(DETECTIVES_ACCOUNT)
    told = row_of(desk.list(), State="refused")
    assert (told["What"], told["Late"], told["Who"]) == (
        f"{SCENE} · Not required", "ask the fire service first", "DS 902 Ade",
    )  # fmt: skip
    before = desk.window.navigation.count_of("today")
    desk.find(SCENE)
    desk.press("A")
    assert desk.said() == f"Seen: {SCENE}, {LATE}."
    assert desk.window.navigation.count_of("today") == (before or 0) - 1
    desk.press("Ctrl+Z")
    assert desk.window.navigation.count_of("today") == before
    desk.press("Return")
    assert desk.page().page_name == "case_file"


def test_a_request_is_taken_back_before_anybody_decides_it(detective: Desk) -> None:
    desk = detective
    open_milestone(desk, LATE)
    replan(desk, "26/2/27", "the child is unwell")
    desk.press("Ctrl+Z")
    assert desk.said() == f"Request withdrawn: {INTERVIEW}."
    approvals(desk)
    assert row_of(desk.list(), Milestone=f"{INTERVIEW}, AB")["State"].startswith("withdrawn")
