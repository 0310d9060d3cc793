"""A case with an open device is closed by keyboard after what is open has been listed, and taken up again."""

from pathlib import Path

from tests.cores import ACCOUNT, case_file
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, labels_of
from tests.journeys.test_reschedule_and_delay import case_of, choose, open_milestone
from tests.journeys.the_unit import LATE
from tracker.terms import CaseStatus


def test_a_case_is_closed_knowing_what_is_open_and_reopened(supervisor: Desk, place: Path, time: StoppedTime) -> None:
    desk = supervisor
    open_milestone(desk, LATE)
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = case_of(core, LATE)
    desk.press("F8")
    assert "Device not back (1)\n– EX1, phone: not returned, retained or destroyed" in labels_of(desk.page())
    choose(desk, "18: Investigation complete: no suspect identified")
    desk.press("Return")
    assert desk.problem("without_review").startswith("The review before closing has not been held.")
    desk.write("agreed in the meeting")
    desk.press("Return")
    assert desk.said() == f"Closed: {LATE}."
    with another_workstation(place, time, ACCOUNT) as core:
        assert case_file(core, case_id).status is CaseStatus.CLOSED
    desk.press("Shift+F8")
    desk.write("a witness came forward")
    desk.press("Ctrl+Return")
    assert desk.said() == f"Reopened: {LATE}."
    with another_workstation(place, time, ACCOUNT) as core:
        file = case_file(core, case_id)
        assert file.status is CaseStatus.OPEN
        assert file.history[0].what.endswith("a witness came forward")
    desk.press("F8")
    choose(desk, "18: Investigation complete: no suspect identified")
    desk.tab_to("Why without a review")
    desk.write("agreed in the meeting")
    desk.press("Return", "Ctrl+Z")
    assert desk.said() == f"Reopened: {LATE}."
