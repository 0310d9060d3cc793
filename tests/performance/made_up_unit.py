"""A made-up unit to measure on: cases worked by the rules, some of them late, in a database of any size."""

import getpass
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Connection

from tests.fakes import A_FRIDAY, StoppedTime
from tracker.actions.open_case import NewChild, NewDevice, NewSuspect, OpenCase, case_of
from tracker.bootstrap import Tracker
from tracker.domain.act import Act
from tracker.domain.case import Case
from tracker.domain.delay import Delay
from tracker.domain.people import Officer, Team
from tracker.domain.rule_book import RuleBook
from tracker.new_unit import NewUnit, set_up
from tracker.rules_in_force import shipped_rules
from tracker.storage import tables
from tracker.storage.engine import Database, open_database
from tracker.storage.ids import IdSource
from tracker.storage.people_store import PeopleStore
from tracker.terms import CaseKind, ClockState, DelayReason, Holder, Nation, Rank, RiskGrade, Role

KEY = bytes(range(32))
HEAD = "officer-head"
TEAMS = tuple(Team(f"team-{name.casefold()}", name) for name in ("North", "South", "East"))
SURNAMES = (
    "Ade", "Baker", "Cole", "Dunn", "Ellis", "Frost", "Grant", "Hale", "Irwin", "Jones", "Khan", "Lewis",
    "Moss", "Novak", "Owen", "Patel", "Quinn", "Reed", "Shaw", "Todd", "Usman", "Vance", "Wood", "Young",
)  # fmt: skip
DETECTIVES = tuple(
    Officer(
        f"officer-{3000 + number}", str(3000 + number), name, Rank.CONSTABLE, frozenset({Role.DETECTIVE}),
        TEAMS[number % len(TEAMS)].id,
    )
    for number, name in enumerate(SURNAMES)
)  # fmt: skip
KINDS = tuple(kind for kind in CaseKind if kind is not CaseKind.NOT_RECORDED)
RISKS = (RiskGrade.VERY_HIGH, RiskGrade.HIGH, RiskGrade.MEDIUM, RiskGrade.LOW)
OLDEST_DAYS = 300
MOST_STEPS = 60
COPIED = (
    tables.case_record, tables.child, tables.suspect, tables.device, tables.arrest, tables.milestone, tables.clock,
    tables.clock_event, tables.delay, tables.holding,
)  # fmt: skip
NEW_KEYS = frozenset({"id", "case_id", "milestone_id", "suspect_id", "subject_id", "clock_id"})


def make_unit(path: Path, worked: int, copies: int = 1, key: bytes | None = KEY, now: datetime = A_FRIDAY) -> None:
    """Make a unit in a new file: so many cases worked by the rules, each of them so many times over."""
    time = StoppedTime(now)
    with closing(open_database(str(path), create=True, key=key)) as database:
        set_up_people(database, time)
        rules = shipped_rules()
        with database.work(HEAD, time, rules, IdSource(time, seed=1)) as work:
            work.cases.add_many(worked_cases(worked, time, rules))
            for copy in range(1, copies):
                copy_cases(work.connection, copy)
            work.commit()


@contextmanager
def running_core(path: Path, key: bytes | None = KEY) -> Iterator[Tracker]:
    """A running core on a unit's file, for the head of the unit, at the stopped time."""
    time = StoppedTime()
    with closing(Tracker(open_database(str(path), key=key), time, getpass.getuser(), IdSource(time))) as core:
        yield core


def set_up_people(database: Database, time: StoppedTime) -> None:
    """Make the unit of an empty database, with its head, its teams and its detectives."""
    account = getpass.getuser()
    head = Officer(HEAD, "77", "Marsh", Rank.CHIEF_INSPECTOR, frozenset({Role.UNIT_HEAD}), None, account=account)
    set_up(database, NewUnit("Unit North", Nation.ENGLAND, account, True, head), time=time, new_id=IdSource(time))
    with database.write() as connection:
        people = PeopleStore(connection)
        for team in TEAMS:
            people.add_team(team)
        for officer in DETECTIVES:
            people.add_officer(officer)


def worked_cases(number: int, time: StoppedTime, rules: RuleBook, seed: int = 3) -> list[Case]:
    """So many cases reported over ten months, each worked from its report to now; one clock in many runs late."""
    new_id = IdSource(time, seed=seed)
    chance = random.Random(seed)
    return [_Worker(time, rules, new_id, chance).case(place) for place in range(number)]


def copy_cases(connection: Connection, copy: int) -> None:
    """Store the first cases once more, each under a key and a reference of its own."""
    for table in COPIED:
        names = [column.name for column in table.columns]
        taken = [f"'{copy:03}' || {name}" if name in NEW_KEYS else f'"{name}"' for name in names]
        if table is tables.case_record:
            taken[names.index("reference")] = f"'{copy:03}' || substr(reference, 4)"
            taken[names.index("reference_folded")] = f"'{copy:03}' || substr(reference_folded, 4)"
        first = "id" if table is tables.case_record else "case_id"
        quoted = ", ".join(f'"{name}"' for name in names)
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({quoted}) SELECT {', '.join(taken)} FROM {table.name}"
            f" WHERE {first} IN (SELECT id FROM case_record WHERE reference LIKE '000/%')"
        )


class _Worker:
    """Works one case: what falls due is done a little early, a little late, or not yet."""

    def __init__(self, time: StoppedTime, rules: RuleBook, new_id: IdSource, chance: random.Random) -> None:
        self.today = time.today()
        self.rules = rules
        self.new_id = new_id
        self.chance = chance
        self.left: set[str] = set()

    def case(self, place: int) -> Case:
        chance = self.chance
        reported = self.today - timedelta(days=chance.randrange(OLDEST_DAYS))
        oic = chance.choice(DETECTIVES)
        asked = OpenCase(
            HEAD, f"000/{place:05}/26", chance.choice(KINDS), Nation.ENGLAND, reported, chance.choice(RISKS),
            team_id=oic.team_id, supervisor_id=HEAD,
            children=(NewChild("AB", age_at_report=chance.randrange(4, 17)),),
            suspects=(NewSuspect("CD"),),
            devices=(NewDevice("E1", "phone"),) if chance.random() < 0.4 else (),
        )  # fmt: skip
        work = SimpleNamespace(act=self._act(reported), rules=self.rules)
        case = case_of(asked, cast("Any", work))
        if chance.random() > 0.03 or reported < self.today - timedelta(days=4):
            case.allocate(oic.id, oic.team_id, reported, self.rules, self._act(reported))
        self._work(case)
        decisive = case.next_decisive(self.rules)
        if decisive is not None and chance.random() < 0.95 and not case.clocks_of(decisive.id):
            age = (self.today - reported).days
            self._delay(case, decisive.id, self.today - timedelta(days=chance.randrange(age + 1)))
        return case

    def _work(self, case: Case) -> None:
        for _ in range(MOST_STEPS):
            waiting = [
                (clock.due, clock.id)
                for clock in case.clocks.values()
                if clock.state is ClockState.RUNNING and clock.due is not None and clock.milestone_id not in self.left
            ]
            due, clock_id = min(waiting, default=(self.today, ""))
            if not clock_id or due - timedelta(days=2) > self.today:
                return
            self._take(case, clock_id, due)

    def _take(self, case: Case, clock_id: str, due: date) -> None:
        """Complete what is due, or leave it with a cause of delay, or move it."""
        clock, chance = case.clocks[clock_id], self.chance
        on = due + timedelta(days=chance.choice((-2, -1, -1, 0, 0, 0, 1, 4)))
        on = max(on, clock.started_on or on, case.record.reported_on)
        lot = chance.random()
        if lot < 0.02 or on > self.today:
            self.left.add(clock.milestone_id)
            if chance.random() < 0.5 and due < self.today:
                self._delay(case, clock.milestone_id, due)
        else:
            case.complete_milestone(clock.milestone_id, on, "", self.rules, self._act(on))

    def _delay(self, case: Case, milestone_id: str, since: date) -> None:
        act = self._act(since)
        delay = Delay(
            act.new_id(), case.record.id, milestone_id, self.chance.choice(tuple(DelayReason)),
            self.chance.choice((Holder.SOCIAL_CARE, Holder.CPS, Holder.LABORATORY)), since, None, "ring them", "",
            act.now, HEAD,
        )  # fmt: skip
        case.record_delay(delay, self.rules, act)

    def _act(self, on: date) -> Act:
        now = datetime(on.year, on.month, on.day, self.chance.randrange(8, 17), tzinfo=UTC)
        return Act(HEAD, frozenset({Role.UNIT_HEAD}), now, on, self.new_id)
