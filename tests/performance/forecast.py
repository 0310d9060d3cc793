"""Whether forecasts come true: of made-up units whose truth is known, and of the demo unit as at past days."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random

from sqlalchemy import select, true

from tests.calibration import SHARES, TRUTHS, Placed, placed, simulated, table
from tests.fakes import StoppedTime
from tests.performance.bare_driver import bare, send, statements_sent
from tests.performance.made_up_unit import HEAD, running_core
from tests.performance.measuring import Comparison, in_turn, judged, timed
from tests.performance.units import Units
from tracker.bootstrap import Tracker
from tracker.domain.access import Scope
from tracker.domain.forecast import counted_together
from tracker.new_unit import DemoWish, create_demo
from tracker.queries.forecast import expectations, forecast_rules
from tracker.queries.forecast_facts import changed_since, counted_lengths, group_of, waiting_clocks, watched_until
from tracker.queries.view import View
from tracker.rows.forecast import LikelyToMissQuestion
from tracker.storage.encryption import key_for
from tracker.storage.engine import open_database
from tracker.storage.ids import IdSource
from tracker.storage.tables import clock, milestone
from tracker.terms import ClockState, MilestoneState
from tracker.time_source import start_of_day

STANDS_AT = date(2026, 11, 20)
#: one of each day of the week: a forecast in days knows nothing of weekends
PAST_DAYS = (
    date(2025, 5, 19), date(2025, 7, 22), date(2025, 9, 24), date(2025, 11, 20), date(2026, 1, 23), date(2026, 3, 21),
    date(2026, 5, 24),
)  # fmt: skip
UNITS, CASES = 3_000, 150
EVERYBODY = Scope("bench", None, unit_wide=True, sees_cases=True, sees_restricted=True)
CHANCES = (-1, 10, 50, 100)
CALIBRATION = "of what was forecast for so many in a hundred, so many had happened"


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a clock: how many days it took, or ran so far without a completion."""

    since: date
    until: date
    done: bool


@dataclass(slots=True)
class LookedBack:
    """What became of the forecasts of a past day.

    `entered_late` had happened before that day and was not on record by then; `misses` is the chance to miss its date
    that was said of each that had one, and whether it did.
    """

    outcomes: list[Placed]
    misses: list[tuple[float, bool]]
    entered_late: int = 0


def forecast(units: Units) -> Iterator[Comparison]:
    """Print the tables of calibration, then compare the list of what is likely to miss with its own statements."""
    print(f"forecast: {CALIBRATION}")
    print(_line("", [f"{share:.0%}" for share in SHARES], "forecasts"))
    for name, draw in TRUTHS:
        for censored in (False, True):
            outcomes = list(simulated(draw, 1, UNITS, cases=CASES, censored=censored))
            _print(f"{name}, {'some still open' if censored else 'all over'}", outcomes)
    path = units.folder / "demo.db"
    create_demo(str(path), DemoWish(400, 24, 1, STANDS_AT, "bench"))
    looked_back(path)
    yield judged(partial(_listed, units.file(large=True)))


def looked_back(path: Path) -> None:
    """Print how the forecasts of the demo unit came out that were made as at past days."""
    time = StoppedTime(datetime(STANDS_AT.year, STANDS_AT.month, STANDS_AT.day, 9, tzinfo=UTC))
    with closing(Tracker(open_database(str(path), key=key_for(path)), time, "", IdSource(time))) as core:
        found = [look_back(core, start_of_day(day)) for day in PAST_DAYS]
    for day, one in zip(PAST_DAYS, found, strict=True):
        _print(f"demo unit as at {day:%a %d %b %Y}", one.outcomes)
    _print("demo unit, all of these days", [each for one in found for each in one.outcomes])
    misses = [each for one in found for each in one.misses]
    for low, high in pairwise(CHANCES):
        some = [(chance, missed) for chance, missed in misses if low < chance * 100 <= high]
        if some:
            said, did = (sum(each) / len(some) for each in zip(*some, strict=True))
            print(f"  chance to miss over {max(low, 0)} to {high} %: said {said:.0%}, did {did:.0%}, of {len(some):,}")
    print(f"  {sum(one.entered_late for one in found)} had happened before the day and were entered after it")


def look_back(core: Tracker, at: datetime) -> LookedBack:
    """Forecast what was open at an instant from what was on record by then, and place what became of it since."""
    limits, found, lots = counted_together(core.rules), LookedBack([], []), Random(1)
    with core.database.read() as connection:
        view = View(connection, EVERYBODY, core.rules, core.time.now())
        became = _became(view, limits)
        changed = changed_since(view, at, limits, true())
        lengths = counted_lengths(view, at, limits, changed, true())
        for one in waiting_clocks(view, at, limits, changed, true()):
            how_long, outcome = lengths.get(group_of(one, limits)), became[one.milestone_id, one.limit_id]
            waited = max(-1, (watched_until(at) - one.since).days)
            days = (outcome.until - one.since).days
            said = None if how_long is None else how_long.said_of([waited], [waited], 0.1, 0.9)[0]
            if how_long is None or said is None or not forecast_rules().are_enough(said.longer):
                continue
            if days > waited:
                found.outcomes.append(placed(how_long, waited, days, lots.random(), over=outcome.done))
            else:
                found.entered_late += outcome.done
        for each in expectations(view, at, true(), true()).expected:
            outcome = became[each.waiting.milestone_id, each.waiting.limit_id]
            if each.chance is None or (outcome.until <= each.due and not outcome.done):
                continue
            found.misses.append((each.chance, outcome.until > each.due))
    return found


def _became(view: View, limits: Mapping[str, str]) -> Mapping[tuple[str, str], Became]:
    rows = view.connection.execute(
        select(
            clock.c.milestone_id, clock.c.limit_id, clock.c.started_on, clock.c.stopped_on, clock.c.state,
            milestone.c.state.label("milestone_state"),
        )
        .join(milestone, milestone.c.id == clock.c.milestone_id)
        .where(clock.c.limit_id.in_(limits))
    )  # fmt: skip
    now = watched_until(view.now)
    return {
        (row.milestone_id, row.limit_id): Became(
            row.started_on,
            row.stopped_on if row.state == ClockState.STOPPED.value else now,
            row.state == ClockState.STOPPED.value and row.milestone_state == MilestoneState.DONE.value,
        )
        for row in rows
    }


def _listed(path: Path) -> Comparison:
    with running_core(path) as core, bare(path) as connection:
        question = LikelyToMissQuestion(HEAD)
        with statements_sent(core.database) as sent:
            core.ask(question)
        looks = [one for one in sent if one.statement.startswith(("SELECT", "WITH"))]
        return in_turn(
            "the answer of what is likely to miss, 10,000 cases",
            timed(lambda: core.ask(question)),
            timed(lambda: send(connection, looks, "BEGIN")),
            against="its statements by the bare driver",
            runs=3,
        )


def _print(name: str, outcomes: Sequence[Placed]) -> None:
    shares = [f"{line.happened:.1%}" for line in table(outcomes)]
    print(_line(name, shares, f"{len(outcomes):,}"), flush=True)


def _line(name: str, cells: Sequence[str], last: str) -> str:
    return f"  {name:<42}" + "".join(f"{cell:>8}" for cell in cells) + f"{last:>12}"
