"""Skills: what a kind of case asks of whoever takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.domain.table_reading import TableReader
from tracker.errors import RuleBroken
from tracker.terms import CaseKind, Skill

FILE = "weights/skills.toml"


@dataclass(frozen=True, slots=True)
class WantedSkill:
    """A skill, and the kinds of case that ask for it; none means every kind."""

    skill: Skill
    kinds: tuple[CaseKind, ...]
    with_child: bool


def skills_from(document: Mapping[str, Any]) -> tuple[WantedSkill, ...]:
    """Read which skills are wanted from their data file.

    Raises:
        RuleBroken: something is missing, of another kind or unknown.
    """
    wanted = []
    for table in TableReader(document, _fault).tables("wanted"):
        skill = WantedSkill(
            table.choice("skill", Skill), table.choices("kinds", CaseKind), table.yes("with_child", default=False)
        )
        table.finish()
        wanted.append(skill)
    return tuple(wanted)


def wanted_for(kind: CaseKind, children: int, wanted: tuple[WantedSkill, ...]) -> tuple[Skill, ...]:
    """Give the skills that a case asks for, in the order of the file."""
    return tuple(
        one.skill for one in wanted if (not one.kinds or kind in one.kinds) and (children or not one.with_child)
    )


def _fault(what: str, value: object) -> RuleBroken:
    return RuleBroken("weights_invalid", file=FILE, what=what, value=value)
