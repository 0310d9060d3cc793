"""Add an officer to the unit."""

from dataclasses import dataclass, field

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import RULE_KEEPERS, check_may
from tracker.domain.officers import check_officer, check_roles_given
from tracker.domain.people import MONDAY_TO_FRIDAY, Officer
from tracker.terms import Rank, Role, Skill


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """What is entered of an officer. `account` is the operating system's account that acts as them."""

    collar_number: str
    surname: str
    rank: Rank
    roles: frozenset[Role]
    team_id: str | None = None
    account: str = ""
    hours: int = 40
    detective: bool = True
    skills: frozenset[Skill] = field(default_factory=frozenset)
    student: bool = False
    working_days: tuple[int, ...] = MONDAY_TO_FRIDAY

    def officer(self, officer_id: str, version: int = 1) -> Officer:
        """Give the officer of whom this is entered, without spaces around what was typed."""
        return Officer(
            officer_id,
            self.collar_number.strip(),
            self.surname.strip(),
            self.rank,
            self.roles,
            self.team_id,
            account=self.account.strip(),
            hours=self.hours,
            detective=self.detective,
            skills=self.skills,
            student=self.student,
            working_days=tuple(sorted(set(self.working_days))),
            version=version,
        )


@dataclass(frozen=True, slots=True)
class AddOfficer:
    """Somebody joins the unit."""

    by: str
    facts: OfficerFacts


def add_officer(request: AddOfficer, work: Work) -> Changes:
    """Add an officer; the result is the officer's id.

    Raises:
        RuleBroken: not allowed, a role that is not theirs to give, or a number or account that is another's.
    """
    check_may(work.act.roles, RULE_KEEPERS, who="a supervisor or an administrator")
    officer = request.facts.officer(work.act.new_id())
    check_officer(officer, work.people.officers())
    check_roles_given(None, officer, work.act.roles)
    work.people.add_officer(officer)
    work.audit.add(
        "add_officer", subject_id=officer.id, rank=officer.rank, roles=officer.roles, team=officer.team_id,
        collar_number=officer.collar_number, hours=officer.hours, skills=officer.skills,
    )  # fmt: skip
    return Changes.of(officer=[officer.id], result=officer.id)
