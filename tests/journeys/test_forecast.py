"""What is likely to miss its date: a supervisor goes from the list to a case, and reads when it likely happens."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cores import ACCOUNT, SUPERVISOR
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, labels_of, rows_of
from tests.performance.made_up_unit import DETECTIVES, HEAD, TEAMS, worked_cases
from tracker.domain.people import Officer
from tracker.storage.people_store import PeopleStore
from tracker.terms import Rank, Role
from ui.pages.case_file.case_file_page import CaseFilePage


@pytest.fixture
def with_a_past(place: Path, time: StoppedTime) -> None:
    """The unit has worked thirty more cases since the beginning of the year."""
    with another_workstation(place, time, ACCOUNT) as core:
        with core.database.write() as connection:
            people = PeopleStore(connection)
            people.add_team(TEAMS[-1])
            people.add_officer(Officer(HEAD, "78", "Marsh", Rank.CHIEF_INSPECTOR, frozenset({Role.UNIT_HEAD}), None))
            for officer in DETECTIVES:
                people.add_officer(officer)
        with core.database.work(SUPERVISOR, time, core.rules, core.new_id) as work:
            work.cases.add_many(worked_cases(30, time, core.rules))
            work.commit()


def test_from_the_list_to_the_case_and_its_forecast(
    with_a_past: None, sit_down: Callable[[str], Desk], no_ticks: None
) -> None:
    desk = sit_down(ACCOUNT)
    desk.go_to("drift")
    desk.tab_to("Views of where the time goes")
    desk.press("Right")
    desk.tab_to("Milestones likely to miss their date")
    row = rows_of(desk.list())[0]
    assert int(row["From"].replace(",", "")) >= 20
    assert f"{len(rows_of(desk.list()))} of" in labels_of(desk.page())
    desk.press("Home", "Return")
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    assert desk.case().reference == row["Case"]
    desk.find(row["Milestone"].partition(" (")[0])
    said = page.milestones.forecast.text()
    assert said.startswith(("Likely by", "More likely than not after"))
    assert f"from {row['From']} finished in this unit" in said
    assert "Chance to miss" in said
