"""Teams are added and renamed, on both engines."""

import pytest
from sqlalchemy import select

from tests.cores import DETECTIVE, NORTH, SUPERVISOR
from tracker.actions.add_team import AddTeam
from tracker.actions.edit_team import EditTeam
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.unit_people import UnitPeopleQuestion, UnitTeam
from tracker.storage.tables import audit_content


def teams(core: Tracker) -> dict[str, UnitTeam]:
    return {team.name: team for team in core.ask(UnitPeopleQuestion(SUPERVISOR)).teams}


def test_a_team_is_added_with_nobody_in_it_and_renamed(core: Tracker) -> None:
    added = core.do(AddTeam(SUPERVISOR, "  Blue   team ")).result
    blue = teams(core)["Blue team"]
    assert (blue.team_id, blue.officers, blue.version) == (added, 0, 1)
    core.do(EditTeam(SUPERVISOR, blue.team_id, 1, "Red team"))
    assert "Blue team" not in teams(core)
    assert teams(core)["Red team"].version == 2
    with pytest.raises(StaleRecord):
        core.do(EditTeam(SUPERVISOR, blue.team_id, 1, "Green team"))
    with core.database.read() as connection:
        said = connection.execute(select(audit_content.c.content)).scalars().all()
    assert any("Blue team" in one and "Red team" in one for one in said)


def test_officers_and_cases_stay_in_a_team_that_is_renamed(core: Tracker) -> None:
    before = next(team for team in teams(core).values() if team.team_id == NORTH)
    core.do(EditTeam(SUPERVISOR, NORTH, before.version, "Elsewhere"))
    people = core.ask(UnitPeopleQuestion(SUPERVISOR)).people
    assert before.officers == sum(person.team == "Elsewhere" for person in people) > 0


def test_what_is_refused(core: Tracker) -> None:
    core.do(AddTeam(SUPERVISOR, "Blue"))
    for request, code in (
        (AddTeam(SUPERVISOR, "blue"), "team_name_taken"),
        (AddTeam(SUPERVISOR, " "), "team_name_needed"),
        (AddTeam(DETECTIVE, "Red"), "not_allowed"),
        (EditTeam(DETECTIVE, NORTH, 1, "Red"), "not_allowed"),
        (EditTeam(SUPERVISOR, NORTH, 1, "Blue"), "team_name_taken"),
    ):
        with pytest.raises(RuleBroken, match=code):
            core.do(request)
    with pytest.raises(NotFound):
        core.do(EditTeam(SUPERVISOR, "nowhere", 1, "Red"))
