"""The people of the demo unit: teams, officers with made-up names, leave and cover, and who stands in for whom."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tracker.demo.story import Part
from tracker.domain.people import MONDAY_TO_FRIDAY, Absence, DutyDay, Officer, Team
from tracker.terms import AbsenceReason, Rank, Role, Skill

SURNAMES = (
    "Ade", "Ashdown", "Barlow", "Begum", "Calder", "Chaudhry", "Cheadle", "Dace", "Dhillon", "Eastwood", "Farrow",
    "Fenwick", "Gill", "Goddard", "Haldane", "Hussain", "Ibbotson", "Jessop", "Kaur", "Kershaw", "Lacey", "Lindqvist",
    "Marlow", "Mensah", "Nair", "Norcross", "Okafor", "Ormerod", "Patel", "Pennington", "Quayle", "Rahman", "Ridley",
    "Sandhu", "Stannard", "Tattersall", "Thorne", "Udall", "Vance", "Wardle", "Winstanley", "Yates",
)  # fmt: skip
OFFICERS_TO_A_TEAM = 6
STUDENT_EVERY = 7
FULL_TIME, PART_TIME = 40, (20, 24, 30, 32)
PARTS_OF_A_WEEK = {20: (0, 1, 2), 24: (0, 2, 4), 30: (0, 1, 2, 3), 32: (1, 2, 3, 4)}
LEAVES_BEFORE = timedelta(days=64)
MAKER_ROLES = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class People:
    """Everybody who works in the unit, or did. The first supervisor is whoever made the unit."""

    teams: tuple[Team, ...]
    officers: tuple[Officer, ...]
    absences: tuple[Absence, ...]
    duty_days: tuple[DutyDay, ...]
    leaver: str | None
    left_on: date


def first_officer(new_id: Callable[[], str], account: str, seed: int) -> Officer:
    """Give the supervisor to whom the account that makes the demo is bound."""
    names = _names(seed)
    return Officer(new_id(), "902", names[0], Rank.SERGEANT, MAKER_ROLES, None, account=account)


def people_of(maker: Officer, officers: int, seed: int, as_of: date, new_id: Callable[[], str]) -> People:
    """Give the people of a unit of so many officers, the maker among them; there is always the maker."""
    rng, names = Random(f"{seed}/people"), _names(seed)
    size = max(officers, 1)
    teams = tuple(Team(new_id(), f"Team {number + 1}") for number in range(max(1, size // OFFICERS_TO_A_TEAM)))
    numbers = rng.sample(range(1100, 9900), size)
    everybody = [replace(maker, team_id=teams[0].id)]
    for place in range(1, size):
        rank, roles, team = _post(place, size, teams)
        hours = FULL_TIME if rank is not Rank.CONSTABLE or rng.random() > 0.2 else rng.choice(PART_TIME)
        surname = names[place % len(names)]
        trained = Random(f"{seed}/skills/{place}")
        everybody.append(
            Officer(
                new_id(), str(numbers[place]), surname, rank, roles, team, hours=hours, skills=_skills(roles, trained),
                student=Role.DETECTIVE in roles and place % STUDENT_EVERY == 0,
                working_days=PARTS_OF_A_WEEK.get(hours, MONDAY_TO_FRIDAY),
            )
        )  # fmt: skip
    detectives = [officer for officer in everybody if Role.DETECTIVE in officer.roles]
    leaver = detectives[-1].id if len(detectives) > 3 else None
    staying = [officer for officer in detectives if officer.id != leaver]
    absences = tuple(_absences(staying, as_of, rng, new_id))
    duties = tuple(_duty_days(staying, as_of, new_id))
    return People(teams, tuple(everybody), absences, duties, leaver, as_of - LEAVES_BEFORE)


def _post(place: int, size: int, teams: tuple[Team, ...]) -> tuple[Rank, frozenset[Role], str | None]:
    """A supervisor for each team, then an inspector and a unit head where there are enough, then detectives in turn."""
    if place < len(teams):
        return Rank.SERGEANT, frozenset({Role.SUPERVISOR}), teams[place].id
    if place == len(teams) and size >= OFFICERS_TO_A_TEAM:
        return Rank.INSPECTOR, frozenset({Role.INSPECTOR}), None
    if place == len(teams) + 1 and size >= OFFICERS_TO_A_TEAM:
        return Rank.CHIEF_INSPECTOR, frozenset({Role.UNIT_HEAD}), None
    return Rank.CONSTABLE, frozenset({Role.DETECTIVE}), teams[place % len(teams)].id


def _absences(detectives: list[Officer], as_of: date, rng: Random, new_id: Callable[[], str]) -> Iterable[Absence]:
    """Yearly leave with cover in the past, somebody on leave today, and somebody away with no cover named."""
    for place, officer in enumerate(detectives):
        cover = _cover(officer, detectives)
        for year in range(3):
            first = as_of - timedelta(days=365 * year + rng.randint(40, 300))
            yield Absence(new_id(), officer.id, first, first + timedelta(days=rng.randint(6, 15)), cover)
        if place % 6 == 1:
            first = as_of - timedelta(days=rng.randint(2, 6))
            reason = AbsenceReason.SICK if place % 12 == 1 else AbsenceReason.LEAVE
            yield Absence(new_id(), officer.id, first, as_of + timedelta(days=rng.randint(5, 12)), cover, reason)
        if place % 9 == 4 and place % 6 != 1:
            first = as_of - timedelta(days=rng.randint(20, 45))
            last = as_of + timedelta(days=rng.randint(10, 40))
            yield Absence(new_id(), officer.id, first, last, reason=AbsenceReason.ABSTRACTED)


def _skills(roles: frozenset[Role], rng: Random) -> frozenset[Skill]:
    """Most detectives are accredited, fewer are trained for more; others have none on record."""
    if Role.DETECTIVE not in roles:
        return frozenset()
    shares = {
        Skill.CHILD_ABUSE_SPECIALIST: 0.7, Skill.ABE_INTERVIEWER: 0.65, Skill.SUSPECT_INTERVIEWER: 0.5,
        Skill.IMAGE_GRADER: 0.25, Skill.DISCLOSURE_OFFICER: 0.3, Skill.WELSH_SPEAKER: 0.06,
    }  # fmt: skip
    return frozenset(skill for skill, share in shares.items() if rng.random() < share)


def _duty_days(detectives: list[Officer], as_of: date, new_id: Callable[[], str]) -> Iterable[DutyDay]:
    """A few have days at court or in training in the coming weeks."""
    for place, officer in enumerate(detectives):
        if place % 5 == 2:
            for ahead in (4, 5, 6):
                yield DutyDay(new_id(), officer.id, as_of + timedelta(days=ahead), AbsenceReason.COURT)
        if place % 5 == 3:
            yield DutyDay(new_id(), officer.id, as_of + timedelta(days=12), AbsenceReason.TRAINING)


def _cover(officer: Officer, detectives: list[Officer]) -> str | None:
    others = [other.id for other in detectives if other.team_id == officer.team_id and other.id != officer.id]
    return others[0] if others else None


def _names(seed: int) -> list[str]:
    names = list(SURNAMES)
    Random(f"{seed}/names").shuffle(names)
    return names


@dataclass(slots=True)
class Roster:
    """Who does a part on a day: somebody who has left or is away is stood in for."""

    people: People
    officers: dict[str, Officer] = field(init=False)
    away: Mapping[str, list[Absence]] = field(init=False)
    cases: dict[str, int] = field(init=False)
    named: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.officers = {officer.id: officer for officer in self.people.officers}
        self.away = {
            officer: [absence for absence in self.people.absences if absence.officer_id == officer]
            for officer in self.officers
        }
        self.cases = dict.fromkeys(self.officers, 0)

    def who(self, part: Part, oic_id: str | None, team_id: str | None, day: date) -> Officer:
        """Give who does a part in a case."""
        if part is Part.OIC and oic_id is not None:
            if self._is_here(oic_id, day):
                return self.officers[oic_id]
            for absence in self.away[oic_id]:
                if absence.first_day <= day <= absence.last_day and self._is_here(absence.cover_id, day):
                    return self.officers[absence.cover_id or ""]
        if part is Part.INSPECTOR:
            return self._holding(Role.INSPECTOR, None)
        if part is Part.UNIT_HEAD:
            return self._holding(Role.UNIT_HEAD, None)
        return self._holding(Role.SUPERVISOR, team_id)

    def supervisor(self, team_id: str) -> Officer:
        """Give the supervisor of a team."""
        return self._holding(Role.SUPERVISOR, team_id)

    def least_busy(self, team_id: str, day: date) -> Officer:
        """Give the detective of a team with the least to do for their hours; the maker where there is none."""
        free = [
            officer
            for officer in self.officers.values()
            if Role.DETECTIVE in officer.roles and officer.team_id == team_id and self._is_here(officer.id, day)
        ]
        if not free:
            return self._holding(Role.SUPERVISOR, team_id)
        return min(free, key=lambda officer: (self.cases[officer.id] / officer.hours, officer.id))

    def name(self, case_id: str, officer_id: str) -> bool:
        """Note that an officer is named on a restricted case; say whether that is new."""
        new = (case_id, officer_id) not in self.named
        self.named.add((case_id, officer_id))
        return new

    def leave(self, officer_id: str) -> Officer:
        """Note that somebody has left; give them as they are now."""
        self.officers[officer_id] = replace(self.officers[officer_id], active=False)
        return self.officers[officer_id]

    def _is_here(self, officer_id: str | None, day: date) -> bool:
        officer = self.officers.get(officer_id or "")
        if officer is None or not officer.active:
            return False
        return not any(absence.first_day <= day <= absence.last_day for absence in self.away[officer.id])

    def _holding(self, role: Role, team_id: str | None) -> Officer:
        """Give the officer with a role, of a team where one is named; else the maker."""
        for officer in self.officers.values():
            if role in officer.roles and team_id in (None, officer.team_id):
                return officer
        return self.people.officers[0]
