"""The people of the demo unit: their posts, their leave, and who stands in."""

from collections import Counter
from datetime import date, timedelta
from itertools import count

import pytest

from tracker.demo.story import Part
from tracker.demo.the_unit import MAKER_ROLES, People, Roster, first_officer, people_of
from tracker.domain.people import Officer
from tracker.terms import Rank, Role

AS_OF = date(2026, 11, 20)


def people(officers: int, seed: int = 1) -> People:
    numbers = count(1)

    def new_id() -> str:
        return f"id-{next(numbers):04d}"

    return people_of(first_officer(new_id, "tester", seed), officers, seed, AS_OF, new_id)


def with_role(found: People, role: Role) -> list[Officer]:
    return [officer for officer in found.officers if role in officer.roles]


def test_twenty_four_officers_are_four_teams_each_with_a_supervisor():
    found = people(24)
    assert len(found.officers) == 24
    assert [team.name for team in found.teams] == ["Team 1", "Team 2", "Team 3", "Team 4"]
    assert [officer.team_id for officer in with_role(found, Role.SUPERVISOR)] == [team.id for team in found.teams]
    assert [officer.rank for officer in with_role(found, Role.INSPECTOR)] == [Rank.INSPECTOR]
    assert len(with_role(found, Role.UNIT_HEAD)) == 1
    sizes = Counter(officer.team_id for officer in with_role(found, Role.DETECTIVE))
    assert sorted(sizes.values()) == [4, 4, 5, 5]
    assert {officer.hours for officer in found.officers} > {40}


@pytest.mark.parametrize("officers", [0, 1, 2, 5, 6, 7, 13, 24, 61])
def test_there_is_always_the_maker_and_everybody_can_be_told_apart(officers):
    found = people(officers)
    maker = found.officers[0]
    assert len(found.officers) == max(officers, 1)
    assert (maker.account, maker.roles, maker.team_id) == ("tester", MAKER_ROLES, found.teams[0].id)
    assert [officer.account for officer in found.officers[1:]] == [""] * (len(found.officers) - 1)
    numbers = [officer.collar_number for officer in found.officers]
    assert len(set(numbers)) == len(numbers)
    teams = {team.id for team in found.teams}
    assert {officer.team_id for officer in with_role(found, Role.SUPERVISOR)} == teams


def test_somebody_is_on_leave_with_cover_somebody_without_and_one_has_left():
    found = people(24)
    away = [absence for absence in found.absences if absence.first_day <= AS_OF <= absence.last_day]
    assert {absence.cover_id is None for absence in away} == {True, False}
    covered = {absence.officer_id: absence.cover_id for absence in found.absences}
    teams = {officer.id: officer.team_id for officer in found.officers}
    assert all(teams[cover] == teams[officer] for officer, cover in covered.items() if cover is not None)
    assert found.left_on < AS_OF - timedelta(days=30)
    assert found.leaver not in covered


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    assert people(24) == people(24)
    assert [officer.surname for officer in people(24, seed=2).officers] != [
        officer.surname for officer in people(24).officers
    ]


def test_cover_stands_in_then_the_supervisor():
    roster = Roster(people(24))
    now = [one for one in roster.people.absences if one.first_day <= AS_OF <= one.last_day]
    covered = next(one for one in now if one.cover_id is not None)
    alone = next(one for one in now if one.cover_id is None)
    team = {officer.id: officer.team_id for officer in roster.people.officers}

    def who(officer_id: str, day: date = AS_OF) -> Officer:
        return roster.who(Part.OIC, officer_id, team[officer_id], day)

    assert who(covered.officer_id, covered.first_day - timedelta(days=1)).id == covered.officer_id
    assert who(covered.officer_id).id == covered.cover_id
    assert Role.SUPERVISOR in who(alone.officer_id).roles
    assert who(alone.officer_id).team_id == team[alone.officer_id]


def test_whoever_has_left_is_stood_in_for_and_given_nothing_more():
    roster = Roster(people(24))
    leaver = roster.people.leaver
    assert leaver is not None
    team_id = roster.officers[leaver].team_id
    assert not roster.leave(leaver).active
    assert Role.SUPERVISOR in roster.who(Part.OIC, leaver, team_id, AS_OF).roles
    for officer in roster.officers:
        roster.cases[officer] = 5
    roster.cases[leaver] = 0
    assert roster.least_busy(team_id or "", AS_OF).id != leaver


def test_where_there_is_nobody_else_the_maker_does_everything():
    roster = Roster(people(0))
    maker = roster.people.officers[0]
    assert {roster.who(part, maker.id, maker.team_id, AS_OF).id for part in Part} == {maker.id}
    assert roster.least_busy(maker.team_id or "", AS_OF).id == maker.id
