"""What each job does; every one can safely run twice, and gives how much it found to do."""

from datetime import date, datetime, timedelta

from tracker.actions.freeze_weekly_report import WITHOUT_CASES, FreezeWeeklyReport
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.domain.weekly_paper import RESTRICTED
from tracker.errors import RuleBroken
from tracker.jobs.clockwork import Clockwork, Pass
from tracker.storage.backup import copies_folder, copy_name, free_name, keep_newest
from tracker.storage.looks import seal_looks as seal
from tracker.storage.people_store import PeopleStore
from tracker.storage.unit_of_work import SCHEDULER
from tracker.terms import Change
from tracker.time_source import local_date

NIGHTLY = "nightly"
MOST_WEEKS = 8
WEEK = timedelta(days=7)


def sweep(clockwork: Clockwork, this: Pass) -> int:
    """Raise the alerts that are due; give how many are new."""
    raised = clockwork.do(RaiseAlerts(SCHEDULER, this.last_good)).result
    return raised if isinstance(raised, int) else 0


def freeze_weekly_reports(clockwork: Clockwork, this: Pass) -> int:
    """Freeze the papers of the weeks that are over: of the unit, each team and the restricted cases; give how many.

    A paper that fails does not keep the others from being frozen; its error is raised after them.
    """
    with clockwork.database.read() as connection:
        teams = PeopleStore(connection).teams()
    frozen, failures = 0, []
    for monday in weeks_to_freeze(this.last_good, this.now):
        for team_id in (None, *(team.id for team in teams), RESTRICTED):
            try:
                frozen += _freeze(clockwork, monday, team_id)
            except Exception as failure:  # noqa: BLE001 - whatever it is, it is raised below
                failures.append(failure)
    if failures:
        raise failures[0]
    return frozen


def weeks_to_freeze(last_good: datetime | None, now: datetime) -> list[date]:
    """Give the Mondays of the weeks that are over and have not been seen to, oldest first and not too many.

    A week is seen to by a good run after its end. A first run sees to the last whole week.
    """
    last_over = _monday(now) - WEEK
    first = last_over if last_good is None else max(_monday(last_good), last_over - (MOST_WEEKS - 1) * WEEK)
    return [first + number * WEEK for number in range((last_over - first).days // 7 + 1)]


def seal_looks(clockwork: Clockwork, _this: Pass) -> int:
    """Bind what was looked at to the audit trail; give how many looks there were."""
    with clockwork.database.work(SCHEDULER, clockwork.time, clockwork.rules, clockwork.new_id) as work:
        sealed = seal(work)
        work.commit()
    return sealed


def back_up(clockwork: Clockwork, this: Pass) -> int:
    """Copy the database, drop the oldest copies, and give how many were made; whoever runs a server copies its own."""
    path = clockwork.database.path
    if path is None:
        return 0
    folder = copies_folder(path)
    clockwork.database.copy_to(free_name(folder / copy_name(path, this.now, NIGHTLY)))
    keep_newest(folder, path.stem)
    return 1


def _freeze(clockwork: Clockwork, monday: date, team_id: str | None) -> int:
    try:
        changes = clockwork.do(FreezeWeeklyReport(SCHEDULER, monday, team_id))
    except RuleBroken as broken:
        if broken.code == WITHOUT_CASES:
            return 0
        raise
    return int(changes.touches(Change.REPORT))


def _monday(instant: datetime) -> date:
    day = local_date(instant)
    return day - timedelta(days=day.weekday())
