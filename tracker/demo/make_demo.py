"""Make the demo unit: its people, then every deed of every case in the order of time, in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import merge
from random import Random

from tracker.actions.officer_leaves import OfficerLeaves, officer_leaves
from tracker.demo.asking import ask_for_approval
from tracker.demo.carry_out import Making
from tracker.demo.kept_work import KeptAlerts, KeptCases, KeptProtection, KeptRecords
from tracker.demo.the_cases import tell
from tracker.demo.the_unit import People, Roster, first_officer, people_of
from tracker.demo.together import link_some, merge_one
from tracker.demo.transferring import transfer_some
from tracker.domain.ladder import UNIT_LIST
from tracker.domain.people import Officer
from tracker.domain.rule_book import RuleBook
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.storage.unit_of_work import SCHEDULER, UnitOfWork
from tracker.terms import CaseStatus
from tracker.time_source import LONDON, FixedTime, start_of_day

STORY = timedelta(days=1100)
SWEEP_AT, TAKEN_ON_AT, LEAVES_AT = time(7), time(7, 40), time(17)
TAKEN_ON_FOR = timedelta(weeks=10)
TAKEN_ON = 0.3
NEXT_STEPS = (
    "Ring and agree a date",
    "Will be done this week",
    "Supervisor to decide at the next review",
    "Chase in writing, copy to the inspector",
    "Waiting for an answer; chase again",
)
SAID_TIMES = 25

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a demo unit is created with: the time at which it begins, its identifiers, and its first officer."""

    time: FixedTime
    new_id: IdSource
    first_officer: Officer


@dataclass(frozen=True, slots=True)
class DemoMade:
    """What was made: cases, how many of them are open, officers, deeds done, alerts raised."""

    cases: int
    open_cases: int
    officers: int
    deeds: int
    alerts: int


def begin_demo(seed: int, as_of: date, account: str) -> Beginning:
    """Give what the database of a demo unit is to be created with, three years before the day it stands at."""
    began = FixedTime(datetime.combine(as_of - STORY, time(9), tzinfo=LONDON))
    new_id = IdSource(began, seed)
    return Beginning(began, new_id, first_officer(new_id, account, seed))


def make_demo(
    database: Database,
    rules: RuleBook,
    beginning: Beginning,
    *,
    cases: int,
    officers: int,
    seed: int,
    as_of: date,
    progress: Progress | None = None,
) -> DemoMade:
    """Fill a database, created with what `begin_demo` gave, with a made-up unit; all of it or nothing.

    The last thing that happens is a sweep in the first minute of the day `as_of`.

    Args:
        progress: told how many of all the deeds are done.
    """
    people = people_of(beginning.first_officer, officers, seed, as_of, beginning.new_id)
    story = tell(cases, len(people.teams), seed, as_of, rules)
    with database.work(SCHEDULER, beginning.time, rules, beginning.new_id) as work:
        making = _making(work, beginning, people)
        _add_people(making, people)
        timetable = merge(_sweeps(beginning.time.today(), as_of), _leaving(people), key=lambda entry: entry.at)
        upcoming = next(timetable, None)
        rng = Random(f"{seed}/alerts")
        say_every = max(1, len(story.deeds) // SAID_TIMES)
        for done, deed in enumerate(story.deeds):
            while upcoming is not None and upcoming.at <= deed.at:
                _keep(upcoming, making, as_of, rng)
                upcoming = next(timetable, None)
            making.perform(deed)
            if progress is not None and done % say_every == 0:
                progress(done, len(story.deeds))
        for entry in (upcoming, *timetable):
            if entry is not None:
                _keep(entry, making, as_of, rng)
        _finish(making, beginning.first_officer, cases=cases, officers=officers, seed=seed, as_of=as_of)
        work.commit()
    if progress is not None:
        progress(len(story.deeds), len(story.deeds))
    still_open = sum(case.record.status is not CaseStatus.CLOSED for case in making.cases.all())
    return DemoMade(cases, still_open, len(people.officers), len(story.deeds), making.raised)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something of the unit itself at an instant: a weekly sweep, or an officer who leaves."""

    at: datetime
    leaver: str | None = None


def _making(work: UnitOfWork, beginning: Beginning, people: People) -> Making:
    """Set up the unit of work for many people's acts, with stores that keep what they have."""
    cases = KeptCases(work)
    alerts = KeptAlerts(work, cases)
    kept = KeptRecords(work)
    protection = KeptProtection(work, cases)
    work.cases, work.alerts, work.kept, work.protection = cases, alerts, kept, protection
    return Making(work, beginning.time, beginning.new_id, Roster(people), cases, alerts, kept, protection)


def _add_people(making: Making, people: People) -> None:
    work, maker = making.work, people.officers[0]
    making.act_as(maker)
    for team in people.teams:
        work.people.add_team(team)
        work.audit.add("add_team", subject_id=team.id)
    work.people.save_officer(maker)
    for officer in people.officers[1:]:
        work.people.add_officer(officer)
        work.audit.add("add_officer", subject_id=officer.id, rank=officer.rank, roles=officer.roles)
    for absence in people.absences:
        work.people.add_absence(absence)
        work.audit.add("add_absence", subject_id=absence.officer_id, first=absence.first_day, last=absence.last_day)
    for duty in people.duty_days:
        work.people.add_duty_day(duty)
        work.audit.add("add_duty_day", subject_id=duty.officer_id, on=duty.day, reason=duty.reason)


def _sweeps(first: date, as_of: date) -> Iterator[Entry]:
    monday = first + timedelta(days=7 - first.weekday())
    while monday < as_of:
        yield Entry(datetime.combine(monday, SWEEP_AT, tzinfo=LONDON))
        monday += timedelta(days=7)


def _leaving(people: People) -> Iterator[Entry]:
    if people.leaver is not None:
        yield Entry(datetime.combine(people.left_on, LEAVES_AT, tzinfo=LONDON), people.leaver)


def _keep(entry: Entry, making: Making, as_of: date, rng: Random) -> None:
    making.time.move_to(entry.at)
    if entry.leaver is not None:
        _leave(making, entry.leaver)
        return
    making.sweep()
    if making.time.today() < as_of - TAKEN_ON_FOR:
        return
    making.time.move_to(datetime.combine(making.time.today(), TAKEN_ON_AT, tzinfo=LONDON))
    for alert, telling in making.alerts.new:
        restricted = making.cases.get(alert.case_id).record.restricted
        first = telling.told[0].recipient
        if first != UNIT_LIST and not restricted and rng.random() < TAKEN_ON:
            officer = making.roster.officers[first]
            making.acknowledge(alert, officer, rng.choice(NEXT_STEPS), rng.randint(2, 8))


def _leave(making: Making, leaver: str) -> None:
    """Somebody leaves: everything that is theirs goes to others in one step."""
    roster, day = making.roster, making.time.today()
    officer = roster.leave(leaver)
    theirs = [making.cases.get(case_id) for case_id in making.cases.open_of(oic_id=leaver)]
    making.cases.flush([case.record.id for case in theirs])
    apart = []
    for case in theirs:
        to = roster.least_busy(case.record.team_id or "", day)
        roster.cases[leaver] -= 1
        roster.cases[to.id] += 1
        apart.append((case.record.id, to.id))
        if case.record.restricted:
            roster.name(case.record.id, to.id)
    maker = roster.people.officers[0]
    by = making.act_as(maker)
    leaves = OfficerLeaves(by, leaver, officer.version, apart=tuple(apart), covers_to=maker.id)
    officer_leaves(leaves, making.work)


def _finish(making: Making, maker: Officer, *, cases: int, officers: int, seed: int, as_of: date) -> None:
    """Write everything, and let the last sweep find in the database what it finds."""
    making.time.move_to(start_of_day(as_of))
    ask_for_approval(making)
    link_some(making)
    transfer_some(making)
    making.cases.flush([case.record.id for case in making.cases.all()])
    making.kept.flush()
    making.alerts.from_database = making.protection.from_database = True
    making.sweep()
    making.cases.flush([case.record.id for case in making.cases.all()])
    merge_one(making)
    making.act_as(maker)
    making.work.audit.add("make_demo", cases=cases, officers=officers, seed=seed, as_of=as_of)
