"""The posts at each agency, lowest first, and the question that asks for them."""

from dataclasses import dataclass

from tracker.terms import Holder


@dataclass(frozen=True, slots=True)
class AgencyRolesQuestion:
    """All agencies that can be chased."""

    by: str


@dataclass(frozen=True, slots=True)
class AgencyRoleRow:
    """A post; step 1 is who is chased, a delay is escalated to a step above."""

    role_id: str
    agency: Holder
    step: int
    name: str


@dataclass(frozen=True, slots=True)
class AgencyRoles:
    """The posts of every agency, each agency's from its first step up; `confirmed` once the force has said so."""

    rows: tuple[AgencyRoleRow, ...]
    confirmed: bool

    def agencies(self) -> tuple[Holder, ...]:
        """Give who can be chased."""
        return tuple(dict.fromkeys(row.agency for row in self.rows))

    def of(self, agency: Holder | None, *, above: int = 0) -> tuple[AgencyRoleRow, ...]:
        """Give the posts of an agency above a step."""
        return tuple(row for row in self.rows if row.agency is agency and row.step > above)
