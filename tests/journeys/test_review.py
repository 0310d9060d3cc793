"""A supervisor holds a review by keyboard: a bare one is refused in words, a whole one stops the clock."""

from pathlib import Path

from tests.cores import ACCOUNT, milestone
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, labels_of, row_of
from tests.journeys.test_reschedule_and_delay import case_of, choose, open_milestone
from tests.journeys.the_unit import LATE, at
from tracker.terms import MilestoneState
from ui.pages.case_file.case_file_page import CaseFilePage

REVIEW = "Sergeant's review"


def fill(desk: Desk, name: str, words: str) -> None:
    """Go to a field by the tab key and type."""
    desk.tab_to(name)
    desk.write(words)


def answer(desk: Desk, name: str, choice: str) -> None:
    """Go to a field by the tab key and choose."""
    desk.tab_to(name)
    choose(desk, choice)


def test_a_review_is_held_and_a_bare_one_stops_no_clock(supervisor: Desk, place: Path, time: StoppedTime) -> None:
    desk = supervisor
    open_milestone(desk, LATE, REVIEW)
    desk.press("C")
    form = desk.page().drawer()
    assert form is not None
    assert form.accessibleName() == f"Review of {LATE}"
    assert "Late: ABE interview, AB, due Thu 12 Nov 2026, 6 working days late" in labels_of(desk.page())
    fill(desk, "Lines of enquiry", "Reviewed, continue")
    desk.press("Return")
    refused = desk.problem("risk")
    assert refused.startswith("This does not stop the clock yet. The review must also say: risk to the child now")
    assert "lines of enquiry" in refused

    answer(desk, "Risk to the child now", "As before")
    fill(desk, "Why", "lives with the other parent")
    answer(desk, "Other children", "No other child known")
    fill(desk, "Child's voice and last contact", "met at school on Monday")
    desk.tab_to("Lines of enquiry")
    desk.retype("phone open, scene closed")
    answer(desk, "All that is late: why", "Workload")
    fill(desk, "All that is late: new date", "+14")
    fill(desk, "Devices: position", "phone at the laboratory")
    answer(desk, "Escalate", "Not needed")
    desk.press("Return")
    assert desk.problem("welfare").endswith("The review must also say: the officer's wellbeing and workload.")
    choose(desk, "Discussed, no concern")
    desk.tab_to("Next review by")
    desk.retype("19/12/26")
    desk.press("Return")
    assert desk.problem("next_on") == (
        f"Sat 19 Dec 2026 is too late: {REVIEW} allows Fri 18 Dec 2026 at the latest for the next review."
    )
    desk.retype("16/12/26")
    desk.press("Return")
    assert desk.said().startswith(f"Review recorded: {REVIEW}")
    assert row_of(desk.list(), Milestone=f"{REVIEW} (2)")["Planned"] == "16 Dec 26"
    assert row_of(desk.list(), Milestone=REVIEW)["State"].startswith("done")

    page = desk.page()
    assert isinstance(page, CaseFilePage)
    while page.tabs.currentWidget() is not page.reviews:
        desk.press("Ctrl+Tab")
    assert row_of(page.reviews.view, Review=REVIEW)["Why"] == "lives with the other parent"
    assert "phone open, scene closed" in page.reviews.said()
    with another_workstation(place, time, ACCOUNT) as core:
        assert milestone(core, case_of(core, LATE), "review_sergeant").state is MilestoneState.DONE
        assert milestone(core, case_of(core, LATE), "review_sergeant", turn=2).state is MilestoneState.OPEN
    time.move_to(at(12, 17))
    desk.press("Ctrl+1", "F5")
    desk.find("review (2) 305")
    passed = row_of(desk.list(), Case=LATE, State="day passed")
    assert (passed["When"], passed["Late"]) == ("planned 16 Dec 26", "1 working day ago")
    desk.press("Return")
    assert page.tabs.currentWidget() is page.milestones, "the case opens at what the row is about"
    chosen = page.chosen_milestone()
    assert chosen is not None
    assert chosen.name == f"{REVIEW} (2)"
    assert row_of(page.milestones.view, Milestone=f"{REVIEW} (2)")["Planned"] == "▲ 16 Dec 26, passed"
    desk.press("Ctrl+Z")
    assert desk.said() == f"Reopened: {REVIEW}."
    assert row_of(page.milestones.view, Milestone=f"{REVIEW} (2)")["Planned"] == ""
    while page.tabs.currentWidget() is not page.reviews:
        desk.press("Ctrl+Tab")
    assert row_of(page.reviews.view, Review=REVIEW)["Next review by"] == "taken back"
