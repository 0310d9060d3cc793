"""A case goes to another team or force, and a cover of another team sees it for a while; by keyboard alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cores import ACCOUNT, SOUTH, SUPERVISOR, case_file
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, labels_of, row_of, rows_of
from tests.journeys.test_reschedule_and_delay import case_of, choose, open_milestone
from tests.journeys.the_unit import LATE
from tracker.actions.add_officer import AddOfficer, OfficerFacts
from tracker.terms import CaseStatus, ForceAnswer, Holder, Rank, Role
from ui.pages.case_file.case_file_page import CaseFilePage

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
def seated(with_the_south: None, sit_down: Callable[[str], Desk]) -> Callable[[str], Desk]:
    """Let somebody sit down who works in a unit with a team South."""
    return sit_down


@pytest.fixture
def desk(with_the_south: None, supervisor: Desk) -> Desk:
    """DS 902 Ade at a desk, in the case that DC 3312 Patel has."""
    open_milestone(supervisor, LATE)
    return supervisor


def transfer(desk: Desk) -> None:
    """Transfer the case that is open to the team South."""
    desk.press("Shift+F9")
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
    assert isinstance(page, CaseFilePage)
    passed = page.holders.passed_on
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


def ask_a_force(desk: Desk) -> None:
    """Ask another force to take the case that is open."""
    desk.press("Ctrl+F9")
    desk.write("West Mercia")
    desk.press("Tab")
    choose(desk, "Officer in the case there")
    desk.press("Tab", "Tab")
    desk.write("the offences were committed there")
    desk.press("Return")
    assert desk.said() == f"Asked another force to take {LATE}."


def test_another_force_is_asked_chased_and_accepts(desk: Desk, place: Path, time: StoppedTime) -> None:
    with another_workstation(place, time, ACCOUNT) as core:
        case_id = case_of(core, LATE)
    ask_a_force(desk)
    desk.press("Ctrl+Z")
    assert desk.said() == f"No other force is asked any more to take {LATE}."
    assert desk.case().held_by is not Holder.ANOTHER_FORCE
    ask_a_force(desk)
    assert "West Mercia asked to take it since Fri 20 Nov 2026" in labels_of(desk.page())
    assert "Held by: Another force" in labels_of(desk.page())
    assert (desk.case().oic, desk.case().status) == ("DC 3312 Patel", CaseStatus.OPEN)
    desk.go_to("awaited")
    desk.find("West Mercia")
    row = row_of(desk.list(), Case=LATE)
    assert row["Waits for"] == "West Mercia to take the case"
    desk.press("H")
    assert "West Mercia to take the case" in labels_of(desk.page())
    desk.press("Escape")
    open_milestone(desk, LATE)
    desk.press("Ctrl+F9")
    choose(desk, "accepted")
    assert "Device not back (1)" in labels_of(desk.page())
    assert "asked to take the case" not in labels_of(desk.page()).replace("West Mercia asked to take it", "")
    desk.tab_to("Their reference")
    desk.write("22/004417/26")
    desk.press("Tab")
    choose(desk, "Supervisor there")
    desk.press("Return")
    assert desk.problem("without_review").startswith("The review before closing has not been held.")
    desk.write("agreed with the inspector")
    desk.press("Return")
    assert desk.said() == f"Transferred to West Mercia, and closed: {LATE}."
    assert "transferred to West Mercia, Officer in the case there as 22/004417/26" in labels_of(desk.page())
    with another_workstation(place, time, ACCOUNT) as core:
        file = case_file(core, case_id)
        assert (file.status, file.outcome_code) == (CaseStatus.CLOSED, "TR")
    desk.press("Ctrl+Z")
    assert desk.said() == f"Reopened: {LATE}."
    assert desk.case().transfers.passed_on[-1].answer is ForceAnswer.TAKEN_BACK


def test_another_force_refuses_and_the_case_is_ours(desk: Desk) -> None:
    ask_a_force(desk)
    desk.press("Ctrl+F9")
    choose(desk, "refused by them")
    desk.tab_to("Why")
    desk.write("one of the places lies here")
    desk.press("Return")
    assert desk.said() == f"Not transferred to West Mercia: {LATE} stays ours."
    assert desk.case().held_by is not Holder.ANOTHER_FORCE
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    passed = page.holders.passed_on
    assert row_of(passed.view, What="Another force asked")["What came of it"] == "refused by them 20 Nov 26"


def test_a_cover_of_another_team_works_on_the_cases_while_it_lasts(
    seated: Callable[[str], Desk], time: StoppedTime
) -> None:
    desk = seated(ACCOUNT)
    desk.go_to("people")
    desk.find("Patel")
    desk.press("Shift+S")
    desk.write("2207")
    assert "Of another team: sees these cases while standing in, and not a day longer." in labels_of(desk.page())
    desk.tab_to("Expected until")
    desk.retype("tomorrow")
    desk.press("Return")
    assert desk.said() == "Sick today: DC 3312 Patel."
    desk.leave()
    cover = seated("dhughes")
    assert {row["Who"] for row in rows_of(cover.list()) if row["Case"] == LATE} == {"for DC 3312 Patel"}
    while rows_of(cover.list())[cover.list().currentIndex().row()]["Case"] != LATE:
        cover.press("Down")
    cover.press("Return")
    cover.press("Shift+N")
    cover.write("Rang the school")
    cover.press("Ctrl+Return")
    assert cover.case().oic == "DC 3312 Patel"
    time.move_to(datetime(2026, 11, 22, 8, tzinfo=UTC))
    cover.press("F5")
    assert "This page cannot be shown" in labels_of(cover.page())
    cover.go_to("today")
    assert "Nothing waits for you" in labels_of(cover.page())
