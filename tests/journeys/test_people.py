"""Giving work to people: a new case allocated, somebody sick today, somebody who leaves; by keyboard alone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cores import ACCOUNT, DETECTIVE, NORTH, SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, labels_of, row_of, rows_of
from tests.journeys.the_unit import EARLY, LATE, at
from tracker.actions.add_officer import AddOfficer, OfficerFacts
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.bootstrap import Tracker
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.unit_people import UnitPeopleQuestion, UnitPerson
from tracker.terms import AbsenceReason, AlertKind, Rank, Role, Skill

NEW = "44NI/00417/26"
HUGHES, PATEL = "DC 2207 Hughes", "DC 3312 Patel"


@pytest.fixture
def with_hughes(place: Path, time: StoppedTime, no_ticks: None) -> None:
    """DC 2207 Hughes has joined, a new case waits for its officer, and the sweep has told of it."""
    with another_workstation(place, time, ACCOUNT) as core:
        trained = frozenset({Skill.CHILD_ABUSE_SPECIALIST, Skill.ABE_INTERVIEWER, Skill.SUSPECT_INTERVIEWER})
        facts = OfficerFacts(
            "2207", "Hughes", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), NORTH, "dchughes", skills=trained
        )
        core.do(AddOfficer(SUPERVISOR, facts))
        open_a_case(core, reference=NEW, reported_on=date(2026, 11, 17))
        core.do(RaiseAlerts())


@pytest.fixture
def desk(with_hughes: None, supervisor: Desk) -> Desk:
    """DS 902 Ade at a desk."""
    return supervisor


def alerts(core: Tracker, **told: str) -> list[Any]:
    return list(core.ask(OpenAlertsQuestion(SUPERVISOR, **told)).rows)


def people(core: Tracker) -> dict[str, UnitPerson]:
    return {one.title: one for one in core.ask(UnitPeopleQuestion(SUPERVISOR, with_left=True)).people}


def case_of(core: Tracker, reference: str) -> Any:
    row = next(row for row in alerts(core) if row.reference == reference)
    return case_file(core, row.case_id)


def test_a_new_case_is_allocated_with_the_reasons_before_one(desk: Desk, place: Path, time: StoppedTime) -> None:
    desk.go_to("caseload")
    desk.find(NEW)
    assert row_of(desk.list(), Case=NEW)["OIC"] == "nobody yet"
    desk.press("L")
    assert "No officer has this case yet." in labels_of(desk.page())
    desk.press("Return")
    assert desk.problem("oic_id") == "Choose an officer from the list."
    desk.press("Down")
    shown = labels_of(desk.page())
    assert "Trained for it" in shown
    assert "0 cases now (0 points); 10 points with this case" in shown
    desk.press("Return")
    assert desk.said() == f"Allocated: {NEW}."
    desk.find(NEW)
    assert row_of(desk.list(), Case=NEW)["OIC"] == HUGHES
    with another_workstation(place, time, ACCOUNT) as core:
        assert not [row for row in alerts(core) if row.kind is AlertKind.NO_OWNER]


def test_somebody_sick_today_is_stood_in_for_in_one_step(desk: Desk, place: Path, time: StoppedTime) -> None:
    with another_workstation(place, time, ACCOUNT) as core:
        before = len(alerts(core, told_to=DETECTIVE))
    assert before > 0
    desk.go_to("people")
    desk.find("Patel")
    assert row_of(desk.list(), Officer=PATEL)["Now"] == "here"
    desk.press("Shift+S")
    assert f"2 open cases (17 points), {before} open alerts" in labels_of(desk.page())
    desk.write("2207")
    assert f"{HUGHES} has 0 cases (0 points), and would look after 2 cases (17 points)." in labels_of(desk.page())
    desk.press("Return")
    assert desk.said() == f"Sick today: {PATEL}."
    row = row_of(desk.list(), Officer=PATEL)
    assert (row["Now"], row["Stands in"]) == ("sick until 26 Nov 26", HUGHES)
    with another_workstation(place, time, ACCOUNT) as core:
        hughes = people(core)[HUGHES]
        told = alerts(core, told_to=hughes.officer_id)
        assert len(told) == before
        assert hughes.covers == (PATEL,)
        away = people(core)[PATEL].away
        assert away is not None
        assert (away.reason, away.last_day) == (AbsenceReason.SICK, date(2026, 11, 26))
    desk.press("Ctrl+Z")
    assert desk.said() == "Undone."
    assert row_of(desk.list(), Officer=PATEL)["Now"] == "here"


def test_somebody_who_is_back_is_told_what_was_raised_meanwhile(desk: Desk, place: Path, time: StoppedTime) -> None:
    desk.go_to("people")
    desk.find("Patel")
    desk.press("Shift+S")
    desk.write("2207")
    desk.press("Return")
    time.move_to(at(11, 24, 8))
    desk.tick()
    with another_workstation(place, time, ACCOUNT) as core:
        raised = {row.alert_id for row in alerts(core, told_to=people(core)[HUGHES].officer_id)}
        assert not raised <= {row.alert_id for row in alerts(core, told_to=DETECTIVE)}
    desk.find("Patel")
    desk.tab_to("Absences and other duties")
    desk.press("Shift+W", "Return")
    assert desk.said() == f"Back at work: {PATEL}."
    with another_workstation(place, time, ACCOUNT) as core:
        assert raised <= {row.alert_id for row in alerts(core, told_to=DETECTIVE)}


def test_somebody_leaves_and_nothing_is_left_without_an_owner(desk: Desk, place: Path, time: StoppedTime) -> None:
    desk.go_to("people")
    desk.find("Patel")
    desk.press("Shift+L")
    shown = labels_of(desk.page())
    assert f"2 open cases (17 points): {LATE}, {EARLY}" in shown
    assert f"{HUGHES}, 0 points, then 17 points: {LATE}, {EARLY}" in shown
    desk.press("Return")
    assert desk.said() == f"Has left, everything handed over: {PATEL}."
    assert PATEL not in {row["Officer"] for row in rows_of(desk.list())}
    with another_workstation(place, time, ACCOUNT) as core:
        assert not people(core)[PATEL].active
        for reference in (LATE, EARLY):
            file = case_of(core, reference)
            assert file.oic == HUGHES
            assert any("Allocated the case" in entry.what for entry in file.history)
        assert all(set(row.told_to) - {PATEL} for row in alerts(core))
    desk.go_to("workload")
    assert row_of(desk.list(), Officer=HUGHES)["Cases"] == "2"


def test_a_team_is_added_renamed_and_given_its_first_officer(desk: Desk, place: Path, time: StoppedTime) -> None:
    desk.go_to("people")
    desk.press("Shift+F2")
    desk.write("North")
    desk.press("Return")
    assert desk.problem("name") == "There is a team North already."
    desk.retype("Blue")
    desk.press("Return")
    assert desk.said() == "Team added."
    assert "nobody in Blue" in labels_of(desk.page())
    desk.tab_to("Team")
    desk.press("Home", "Down")
    empty = "Nobody is in Blue. Choose an officer of another team and press Shift+E to move them."
    assert empty in labels_of(desk.page())
    desk.press("F2")
    desk.retype("Green")
    desk.press("Return")
    assert desk.said() == "Renamed: Blue is now Green."
    desk.press("Ctrl+Z")
    assert desk.said() == "Undone."
    desk.tab_to("Team")
    desk.press("Home")
    desk.find("Hughes")
    desk.press("Shift+E")
    desk.tab_to("Team")
    desk.press("Home", "Down")
    desk.press("Return")
    assert desk.said() == f"Saved: {HUGHES}."
    desk.find("Hughes")
    assert row_of(desk.list(), Officer=HUGHES)["Team"] == "Blue"
    with another_workstation(place, time, ACCOUNT) as core:
        assert people(core)[HUGHES].team == "Blue"
    assert "nobody in Blue" not in labels_of(desk.page())
