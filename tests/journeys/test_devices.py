"""A phone from seizure to return, by keyboard alone, with an estimate that the laboratory changes twice."""

from pathlib import Path

from tests.cores import ACCOUNT, SUPERVISOR
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of, rows_of
from tests.journeys.test_bail import choose
from tests.journeys.the_unit import LATE, at
from tracker.rows.device_register import DeviceRegisterQuestion
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.devices.devices_page import DevicesPage


def go_to_devices(desk: Desk) -> DevicesPage:
    """Go to the devices that wait."""
    desk.window.go_to("devices")
    desk.settle()
    desk.press("F5")
    page = desk.page()
    assert isinstance(page, DevicesPage)
    desk.find(LATE)
    return page


def stage_reached(desk: Desk, words: str) -> None:
    """Press M and Enter: the next stage, today."""
    desk.press("M", "Return")
    assert desk.said() == f"EX1: {words}."


def told(desk: Desk, day: str) -> None:
    """Record what the laboratory says."""
    desk.press("Q")
    desk.write(day)
    desk.press("Tab", "Tab")
    choose(desk, "Examiner")
    desk.press("Return")


def test_a_phone_from_seizure_to_return(supervisor: Desk, place: Path, time: StoppedTime) -> None:
    desk = supervisor
    page = go_to_devices(desk)
    assert row_of(page.view, Case=LATE)["Stage"] == "not seized yet"
    stage_reached(desk, "seized")
    stage_reached(desk, "triage or preview")
    desk.press("Ctrl+Z")
    assert desk.said() == "Reopened: Triage or preview."
    desk.press("M")
    choose(desk, "Submission form and risk score")
    desk.press("Return")
    stage_reached(desk, "submitted to the laboratory")

    desk.press("M")
    choose(desk, "Rejected by the laboratory")
    desk.press("Return")
    assert desk.problem("note") == "Say why the laboratory did not accept it."
    desk.write("the form names no offence")
    desk.press("Ctrl+Return")
    row = row_of(page.view, Case=LATE)
    assert (row["Stage"], row["Sent back"]) == ("Rejected by the laboratory", "1")
    stage_reached(desk, "submitted to the laboratory")
    stage_reached(desk, "accepted by the laboratory")

    told(desk, "18/12/26")
    assert desk.said() == "EX1: expected Fri 18 Dec 2026."
    time.move_to(at(12, 14))
    told(desk, "15/1/27")
    row = row_of(page.view, Case=LATE)
    assert (row["Expected"], row["Estimate moved"]) == ("15 Jan 27", "moved 1 time, 28 days later")
    time.move_to(at(1, 11).replace(year=2027))
    told(desk, "29/1/27")
    row = row_of(page.view, Case=LATE)
    assert (row["Expected"], row["Estimate moved"]) == ("29 Jan 27", "moved 2 times, 42 days later")
    assert row["Child's safety"].startswith("re-check ")
    assert row["Child's safety"].endswith(" late")
    desk.press("K", "Return")
    assert desk.said() == "EX1: re-check recorded."
    assert row_of(page.view, Case=LATE)["Child's safety"].startswith("re-check ")
    with another_workstation(place, time, ACCOUNT) as core:
        register = core.ask(DeviceRegisterQuestion(SUPERVISOR))
        kept = next(one for one in register.rows if one.reference == LATE)
        assert [one.moved_days for one in kept.estimates] == [14, 28, None]
        assert (kept.estimate_moves, kept.estimate_slip, kept.rejections) == (2, 42, 1)

    time.move_to(at(2, 1).replace(year=2027))
    desk.press("F5")
    assert row_of(page.view, Case=LATE)["Estimate moved"] == "moved 2 times, 42 days later, passed"
    desk.press("Return")
    case = desk.page()
    assert isinstance(case, CaseFilePage)
    assert case.tabs.currentWidget() is case.devices
    desk.press("M")
    choose(desk, "Allocated to an examiner")
    desk.press("Return")
    for words in ("imaged or extracted", "analysed"):
        stage_reached(desk, words)
    desk.press("M")
    choose(desk, "Laboratory report issued")
    desk.press("Return")
    stage_reached(desk, "report reviewed by the OIC")
    stage_reached(desk, "returned, retained or destroyed")
    assert row_of(case.devices.view, Device="EX1, phone")["Stage"] == "Returned, retained or destroyed"
    page = go_to_devices(desk)
    assert [row for row in rows_of(page.view) if row["Case"] == LATE] == []
