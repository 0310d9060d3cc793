"""A case goes to another team and back, and waits there for its officer; by keyboard alone."""

from pathlib import Path

import pytest

from tests.cores import ACCOUNT, SOUTH, SUPERVISOR, case_file
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, labels_of, row_of
from tests.journeys.test_reschedule_and_delay import case_of, choose, open_milestone
from tests.journeys.the_unit import LATE
from tracker.actions.add_officer import AddOfficer, OfficerFacts
from tracker.terms import CaseStatus, Rank, Role

BLAKE, HUGHES = "DS 417 Blake", "DC 2207 Hughes"


@pytest.fixture
def with_the_south(place: Path, time: StoppedTime, no_ticks: None) -> None:
    """DS 417 Blake and DC 2207 Hughes work in the team South."""
    with another_workstation(place, time, ACCOUNT) as core:
        for number, name, rank, role in (
            ("417", "Blake", Rank.SERGEANT, Role.SUPERVISOR),
            ("2207", "Hughes", Rank.CONSTABLE, Role.DETECTIVE),
        ):
            facts = OfficerFacts(number, name, rank, frozenset({role}), SOUTH, account=f"d{name.lower()}")
            core.do(AddOfficer(SUPERVISOR, facts))


@pytest.fixture
def desk(with_the_south: None, supervisor: Desk) -> Desk:
    """DS 902 Ade at a desk, in the case that DC 3312 Patel has."""
    open_milestone(supervisor, LATE)
    return supervisor


def transfer(desk: Desk) -> None:
    """Transfer the case that is open to the team South."""
    desk.press("Ctrl+F8")
    assert "Now with DC 3312 Patel, team North." in labels_of(desk.page())
    assert "Goes over with it, and is recorded: " in labels_of(desk.page())
    choose(desk, "South: no case waits there")
    desk.press("Tab")
    choose(desk, BLAKE)
    desk.press("Tab")
    desk.write("the family moved to their area")
    desk.press("Return")
    assert desk.said() == f"Transferred: {LATE}."


def test_a_case_is_transferred_and_waits_in_the_receiving_team(desk: Desk, place: Path, time: StoppedTime) -> None:
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = case_of(core, LATE)
    transfer(desk)
    assert desk.case().team == "South"
    shown = labels_of(desk.page())
    assert "No OIC now · supervisor DS 417 Blake · South" in shown
    assert "Held by: Awaiting allocation" in shown
    page = desk.page()
    passed = page.holders.passed_on  # type: ignore[attr-defined]
    assert passed.words() == "OIC so far: 1 officer, transferred to another team 1 time."
    assert row_of(passed.view, What="To another team")["From"] == "North, DC 3312 Patel"
    assert desk.case().holders[-1].because == "Transferred to another team"
    desk.press("Ctrl+Z")
    assert desk.said() == f"Not transferred after all: {LATE}."
    assert (desk.case().team, desk.case().oic) == ("North", "DC 3312 Patel")
    transfer(desk)
    desk.go_to("today")
    row = row_of(desk.list(), Case=LATE, Who="South, from North")
    assert row["When"] == "here since 20 Nov 26"
    desk.go_to("caseload")
    desk.find(LATE)
    desk.press("L")
    desk.write("2207")
    desk.press("Return")
    assert desk.said() == f"Allocated: {LATE}."
    with another_workstation(place, time, ACCOUNT) as core:
        file = case_file(core, case_id)
        assert (file.oic, file.team, file.status, file.transfers.oics) == (HUGHES, "South", CaseStatus.OPEN, 2)
    open_milestone(desk, LATE)
    assert "(one of 2 so far)" in labels_of(desk.page())
    allocations = sorted((row.name, row.state_key) for row in desk.case().milestones if row.kind == "allocated")
    assert allocations == [("Allocated", "done"), ("Allocated (2)", "not_required"), ("Allocated (3)", "done")]
