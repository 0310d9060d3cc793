"""What a kind of case asks of whoever takes it, as the data file says."""

import pytest

from tracker import resource_files
from tracker.domain.skills import skills_from, wanted_for
from tracker.errors import RuleBroken
from tracker.terms import CaseKind, Skill

WANTED = skills_from(resource_files.toml("weights/skills.toml"))


def test_a_case_with_a_child_asks_for_an_interviewer() -> None:
    assert wanted_for(CaseKind.NEGLECT, 2, WANTED) == (Skill.CHILD_ABUSE_SPECIALIST, Skill.ABE_INTERVIEWER)
    assert wanted_for(CaseKind.NEGLECT, 0, WANTED) == (Skill.CHILD_ABUSE_SPECIALIST,)
    assert wanted_for(CaseKind.ONLINE_ABUSE, 0, WANTED) == (Skill.CHILD_ABUSE_SPECIALIST, Skill.IMAGE_GRADER)


@pytest.mark.parametrize(
    "table",
    [{}, {"skill": "juggling"}, {"skill": "image_grader", "kinds": ["x"]}, {"skill": "image_grader", "kind": "x"}],
)
def test_a_wrong_file_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(RuleBroken) as refused:
        skills_from({"wanted": [table]})
    assert refused.value.code == "weights_invalid"
