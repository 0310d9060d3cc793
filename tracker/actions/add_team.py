"""Add a team to the unit."""

from dataclasses import dataclass

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import RULE_KEEPERS, check_may
from tracker.domain.people import Team
from tracker.domain.teams import check_team


@dataclass(frozen=True, slots=True)
class AddTeam:
    """A team of this name, with nobody in it yet."""

    by: str
    name: str


def add_team(request: AddTeam, work: Work) -> Changes:
    """Add a team; the result is its id.

    Raises:
        RuleBroken: not allowed, no name, or one that another team has.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    team = Team(work.act.new_id(), " ".join(request.name.split()))
    check_team(team, work.people.teams())
    work.people.add_team(team)
    work.audit.add("add_team", subject_id=team.id, name=team.name)
    return Changes.of(officer=None, result=team.id)
