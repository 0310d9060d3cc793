"""Give a team another name."""

from dataclasses import dataclass, replace

from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import RULE_KEEPERS, check_may
from tracker.domain.teams import check_team


@dataclass(frozen=True, slots=True)
class EditTeam:
    """The name a team has from now on. `version` is the team's as the person saw it."""

    by: str
    team_id: str
    version: int
    name: str


def edit_team(request: EditTeam, work: Work) -> Changes:
    """Rename a team; its officers and cases stay in it, and papers that are frozen keep the name they were given.

    Raises:
        RuleBroken: not allowed, no name, or one that another team has. StaleRecord; NotFound.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    before = work.people.team(request.team_id)
    check_version(request.version, before.version, before.id, work)
    team = replace(before, name=" ".join(request.name.split()))
    check_team(team, work.people.teams())
    work.people.save_team(team)
    work.audit.add("edit_team", subject_id=team.id, was=before.name, now=team.name)
    return Changes.of(officer=None, case=None, result=team.id)
