"""Teams: what may be entered of one."""

from collections.abc import Iterable

from tracker.domain.people import Team
from tracker.errors import RuleBroken

LONGEST_NAME = 60


def check_team(team: Team, others: Iterable[Team]) -> None:
    """Refuse a team without a name, or with a name that another team has, in capitals or not.

    Raises:
        RuleBroken: with what is wrong with the name.
    """
    if not team.name:
        raise RuleBroken("team_name_needed", field="name")
    if len(team.name) > LONGEST_NAME:
        raise RuleBroken("team_name_too_long", field="name", longest=LONGEST_NAME)
    taken = next((one for one in others if one.id != team.id and one.name.casefold() == team.name.casefold()), None)
    if taken is not None:
        raise RuleBroken("team_name_taken", field="name", team=taken.name)
