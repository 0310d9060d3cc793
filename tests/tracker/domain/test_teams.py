"""What may be entered of a team."""

import pytest

from tracker.domain.people import Team
from tracker.domain.teams import LONGEST_NAME, check_team
from tracker.errors import RuleBroken

BLUE, RED = Team("team-1", "Blue"), Team("team-2", "Red")


def test_a_team_keeps_its_own_name() -> None:
    check_team(BLUE, [BLUE, RED])
    check_team(Team("team-3", "x" * LONGEST_NAME), [])


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "team_name_needed"), ("x" * (LONGEST_NAME + 1), "team_name_too_long"), ("BLUE", "team_name_taken")],
)
def test_a_team_without_a_name_of_its_own_is_refused(name: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_team(Team("team-3", name), [BLUE, RED])
    assert (refused.value.code, refused.value.field) == (code, "name")
