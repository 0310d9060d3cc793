"""Plays the inspectors' examples in a unit of their own, by the real sweep, and reads who was told when."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.bootstrap import Tracker
from tracker.domain.people import Officer, Team
from tracker.jobs.tick import tick
from tracker.jobs.timetable import TIMETABLE
from tracker.new_unit import NewUnit, set_up
from tracker.replay.examples import EXAMPLES, REPORTS
from tracker.replay.stories import DETECTIVE, REVIEWS, STORIES, SUPERVISOR, TEAM, Desk, Story
from tracker.rows.alert_course import AlertEntry, CaseAlerts, CaseAlertsQuestion
from tracker.rows.inspection_replay import Example, FirstAlert, InspectionReplay, Replayed, When
from tracker.settings import load_settings
from tracker.storage.engine import open_database
from tracker.storage.ids import IdSource
from tracker.storage.people_store import PeopleStore
from tracker.terms import AlertKind, Nation, Rank, Role, Rung
from tracker.time_source import LONDON, FixedTime, local_date

log = logging.getLogger(__name__)

#: a Monday in the morning, by rules that hold today
BEGINS = datetime(2026, 1, 12, 10, tzinfo=LONDON)
ACCOUNT, MACHINE, INSPECTOR = "replay", "replay", "replay-inspector"
SWEEP = tuple(job for job in TIMETABLE if job.name == "sweep")
#: limits in hours are looked at each hour, so long; then each morning, until every ladder has been climbed
HOURS, DAYS = 50, 75
WARNINGS = frozenset({AlertKind.DUE_SOON, AlertKind.LAW_LIMIT_NEAR, AlertKind.BAIL_ENDING})
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


def inspection_replay() -> InspectionReplay:
    """Build every example as a case, let time pass, and give the first alert of each, by the rules in force here."""
    log.info("the inspection replay begins: its cases are made up, and are thrown away")
    with _unit() as (core, time):
        case_ids = _play(core, time)
        rows = [
            _outcome(example, STORIES[example.number], core, case_ids[example.number])
            if example.number in STORIES
            else Replayed(example)
            for example in EXAMPLES
        ]
    return InspectionReplay(BEGINS, load_settings().limits_file is not None, tuple(rows), tuple(REPORTS.items()))


@contextmanager
def _unit() -> Iterator[tuple[Tracker, FixedTime]]:
    """Make a unit of a detective, a supervisor and an inspector, in a file that is removed again."""
    time = FixedTime(BEGINS)
    people = (
        Officer(SUPERVISOR, "1", "Supervisor", Rank.SERGEANT, frozenset({Role.SUPERVISOR}), None, account=ACCOUNT),
        Officer(DETECTIVE, "2", "Detective", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), TEAM),
        Officer(INSPECTOR, "3", "Inspector", Rank.INSPECTOR, frozenset({Role.INSPECTOR}), None),
    )
    with TemporaryDirectory(prefix="undrift-replay-") as folder:
        database = open_database(str(Path(folder) / "replay.db"), create=True)
        with closing(database):
            unit = NewUnit("Replay", Nation.ENGLAND, ACCOUNT, demo=True, first_officer=people[0])
            set_up(database, unit, time=time, new_id=IdSource(time, seed=1))
            with database.write() as connection:
                store = PeopleStore(connection)
                store.add_team(Team(TEAM, "Team"))
                for officer in people[1:]:
                    store.add_officer(officer)
            yield Tracker(database, time, ACCOUNT, IdSource(time, seed=2)), time


def _play(core: Tracker, time: FixedTime) -> Mapping[int, str]:
    """Do what was done in each case on its day, and run the sweep; give the id of each case by its number."""
    case_ids: dict[int, str] = {}
    for now in _instants():
        time.move_to(now)
        days = (local_date(now) - local_date(BEGINS)).days
        for number, story in STORIES.items():
            if days >= story.entered_after and number not in case_ids:
                case_ids[number] = _open(core, number, story)
            elif days in story.later and now.astimezone(LONDON).hour == BEGINS.hour:
                story.later[days](Desk(core, case_ids[number]))
        tick(core, now, MACHINE, SWEEP)
    return case_ids


def _instants() -> Iterator[datetime]:
    yield from (BEGINS + hour * AN_HOUR for hour in range(HOURS))
    yield from (BEGINS + day * A_DAY for day in range(HOURS * AN_HOUR // A_DAY + 1, DAYS))


def _open(core: Tracker, number: int, story: Story) -> str:
    request = story.request(f"REPLAY/{number:02}", local_date(BEGINS), BEGINS)
    desk = Desk(core, str(core.do(request).result))
    if story.allocated:
        desk.allocate()
    for deed in story.at_once:
        deed(desk)
    return desk.case_id


def _outcome(example: Example, story: Story, core: Tracker, case_id: str) -> Replayed:
    found: CaseAlerts = core.ask(CaseAlertsQuestion(SUPERVISOR, case_id))
    told = sorted((one for one in found.rows if one.rung is not None), key=lambda one: (one.at, one.key))
    alert = _first((one for one in told if one.limit_id in story.limits or one.kind in story.kinds), core)
    nearest = None if alert else _first((one for one in told if one.limit_id in REVIEWS), core)
    return Replayed(example, story.done, alert, nearest, story.note)


def _first(told: Iterable[AlertEntry], core: Tracker) -> FirstAlert | None:
    """Give the first alert among what was told, and when each rung was first told any of it."""
    rungs: dict[Rung, When] = {}
    first: AlertEntry | None = None
    late: When | None = None
    for one in told:
        first = first or one
        if one.rung is not None:
            rungs.setdefault(one.rung, _since_the_beginning(one.at))
        if one.kind not in WARNINGS:
            late = late or _since_the_beginning(one.at)
    if first is None:
        return None
    limits = (limit for limit in core.rules.pack.limits if limit.id == first.limit_id)
    about = next((limit.name for limit in limits), "")
    when = _since_the_beginning(first.at)
    return FirstAlert(first.kind, first.limit_id, about, when, late, tuple(rungs.items()))


def _since_the_beginning(at: datetime) -> When:
    return When((at - BEGINS) // AN_HOUR, (local_date(at) - local_date(BEGINS)).days)
