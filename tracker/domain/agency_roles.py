"""Whom to chase at each agency, and to whom a delay is escalated: a ladder of posts, read from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.domain.table_reading import Fault, TableReader
from tracker.errors import RuleBroken
from tracker.terms import Holder, LimitKind

INVALID, FILE = "code_list_invalid", "agency_roles"


@dataclass(frozen=True, slots=True)
class AgencyRole:
    """A post at an agency; step 1 is who is chased, each further step is one up."""

    id: str
    agency: Holder
    step: int
    name: str


@dataclass(frozen=True, slots=True)
class AgencyLadders:
    """The posts of every agency that can be chased, each agency's from its first step up."""

    roles: tuple[AgencyRole, ...] = ()
    confirmed: bool = False

    def of(self, agency: Holder) -> tuple[AgencyRole, ...]:
        """Give the posts of an agency, lowest first; none where it cannot be chased."""
        return tuple(role for role in self.roles if role.agency is agency)

    def check_agency(self, agency: Holder) -> None:
        """Refuse whom nobody can chase: ourselves, the family, nobody.

        Raises:
            RuleBroken: `not_an_agency`.
        """
        if not self.of(agency):
            raise RuleBroken("not_an_agency", field="agency", agency=agency)

    def role(self, agency: Holder, role_id: str, *, above: int = 0) -> AgencyRole:
        """Give a post of an agency, above a step.

        Raises:
            RuleBroken: `role_of_agency_needed`: it has no such post, or not above that step.
        """
        for role in self.of(agency):
            if role.id == role_id and role.step > above:
                return role
        raise RuleBroken("role_of_agency_needed", field="role", agency=agency)

    def name(self, role_id: str) -> str:
        """Give the name of a post; its id where it is not listed any more."""
        return next((role.name for role in self.roles if role.id == role_id), role_id)


NO_AGENCIES = AgencyLadders()


def ladders_from(document: Mapping[str, Any]) -> AgencyLadders:
    """Build the ladders from their file.

    Raises:
        RuleBroken: something in the file is wrong; the values say which post and what.
    """
    reader = TableReader(document, _fault(""))
    reader.whole("version")
    reader.choice("kind", LimitKind)
    confirmed = reader.yes("confirmed")
    roles: list[AgencyRole] = []
    for table in reader.tables("role"):
        role = AgencyRole(table.text("id"), table.choice("agency", Holder), table.whole("step"), table.text("name"))
        table.finish()
        if role.id in {known.id for known in roles}:
            raise _fault(role.id)("said_twice", role.id)
        if role.step != 1 + sum(known.agency is role.agency for known in roles):
            raise _fault(role.id)("steps_not_in_order", role.step)
        roles.append(role)
    reader.finish()
    return AgencyLadders(tuple(roles), confirmed)


def _fault(role: str) -> Fault:
    def fault(what: str, value: object) -> RuleBroken:
        return RuleBroken(INVALID, file=FILE, row=role, what=what, value=value)

    return fault
