"""The person who acts, the officers and teams, as frozen rows."""

from dataclasses import dataclass

from tracker.terms import Role


@dataclass(frozen=True, slots=True)
class Person:
    """The person who acts, and the unit they act in."""

    officer_id: str
    title: str
    roles: frozenset[Role]
    team_id: str | None
    team: str
    unit: str
    demo: bool


@dataclass(frozen=True, slots=True)
class OfficersQuestion:
    """All active officers and the teams."""

    by: str


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer as shown in lists and pickers."""

    officer_id: str
    title: str
    team_id: str | None
    team: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team."""

    team_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Officers:
    """The officers and teams of the unit."""

    officers: tuple[OfficerRow, ...]
    teams: tuple[TeamRow, ...]
