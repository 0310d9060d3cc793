"""Forecasts: from what the unit's clocks took, as was on record, within what the person may see."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import numpy as np
import pytest
from sqlalchemy import insert, true, update

from tests.cores import SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.performance.made_up_unit import DETECTIVES, HEAD, TEAMS, set_up_people, worked_cases
from tests.statements import count_statements
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.domain.access import Scope
from tracker.domain.case import Case
from tracker.domain.clock import Clock
from tracker.domain.forecast import counted_together
from tracker.domain.milestone_plan import Opened
from tracker.domain.review import REVIEWS
from tracker.domain.weekly_paper import RESTRICTED
from tracker.errors import NotFound, RuleBroken
from tracker.queries.forecast import Expected, _forecasts, expectations
from tracker.queries.forecast_facts import Waiting, counted_lengths, lengths_from_report, waiting_clocks
from tracker.queries.how_long import HowLong
from tracker.queries.view import View
from tracker.rows.forecast import Forecast, ForecastQuestion, LikelyToMiss, LikelyToMissQuestion, Outlook
from tracker.rows.weekly_drift import WeeklyDriftQuestion
from tracker.rules_in_force import shipped_rules
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.storage.scope import counted_condition
from tracker.storage.tables import case_access, case_record
from tracker.terms import TO_BE_DONE, ClockState, MilestoneState
from tracker.time_source import local_date
from tracker.wording import short_day

CASES = 30
HEAD_SCOPE = Scope(HEAD, None, unit_wide=True, sees_cases=True)


@cache
def the_cases() -> list[Case]:
    """Cases worked until today, made once for all tests; nobody changes them."""
    return worked_cases(CASES, StoppedTime(), shipped_rules())


def in_a_unit(database: Database, time: StoppedTime) -> tuple[Tracker, list[Case]]:
    set_up_people(database, time)
    core = Tracker(database, time, "", IdSource(time, seed=2))
    with core.database.work(HEAD, time, core.rules, core.new_id) as work:
        work.cases.add_many(the_cases())
        work.commit()
    return core, the_cases()


@pytest.fixture
def worked(sqlite_database: Database, time: StoppedTime) -> tuple[Tracker, list[Case]]:
    """A unit with these cases."""
    return in_a_unit(sqlite_database, time)


@pytest.fixture
def on_each(database: Database, time: StoppedTime) -> tuple[Tracker, list[Case]]:
    """The same on each engine."""
    return in_a_unit(database, time)


@contextmanager
def view_of(core: Tracker, now: datetime, scope: Scope = HEAD_SCOPE) -> Iterator[View]:
    with core.database.read() as connection:
        yield View(connection, scope, core.rules, now)


def expected_at(core: Tracker, at: datetime, without: str = "") -> dict[str, Expected]:
    """What was to be expected at an instant of all milestones with a date, asked now; from all cases but one."""
    with view_of(core, core.time.now()) as view:
        found = expectations(view, at, true(), case_record.c.id != without)
    return {one.waiting.milestone_id: one for one in found.expected}


def forecast_of(core: Tracker, case_id: str, milestone_id: str, by: str = HEAD) -> Forecast:
    found: Forecast = core.ask(ForecastQuestion(by, case_id, milestone_id))
    return found


def list_of(core: Tracker, by: str = HEAD, **whose: str) -> LikelyToMiss:
    found: LikelyToMiss = core.ask(LikelyToMissQuestion(by, **whose))
    return found


def version_of(core: Tracker, case_id: str, milestone_id: str) -> int:
    return next(row.version for row in case_file(core, case_id, HEAD).milestones if row.milestone_id == milestone_id)


def may_be_done_alone(core: Tracker, kind: str) -> bool:
    return kind not in REVIEWS and core.rules.kind(kind).opened is Opened.PLAN


def hide(core: Tracker, case: Case) -> None:
    with core.database.write() as connection:
        connection.execute(update(case_record).where(case_record.c.id == case.record.id).values(restricted=True))


def lengths_of(cases: list[Case], like: Clock, core: Tracker) -> list[tuple[int, bool]]:
    """How long clocks like one took until the end of yesterday, told from the cases themselves, one by one."""
    until = core.time.today() - timedelta(1)
    found = []
    for case in cases:
        for clock in case.clocks.values():
            alike = (clock.limit_id, clock.measure) == (like.limit_id, like.measure)
            if alike and clock.started_on is not None and clock.started_on <= until:
                ended = clock.stopped_on is not None and clock.stopped_on <= until and not clock.events[-1].reason
                end = clock.stopped_on if clock.stopped_on is not None and clock.stopped_on <= until else until
                found.append(((end - clock.started_on).days, ended))
    return found


def waiting_on(cases: list[Case], core: Tracker) -> Iterator[tuple[Case, Clock]]:
    limits = counted_together(core.rules)
    for case in cases:
        for clock in case.clocks.values():
            if clock.state is not ClockState.STOPPED and clock.limit_id in limits:
                yield case, clock


def test_a_forecast_is_what_the_cases_themselves_tell(on_each: tuple[Tracker, list[Case]]) -> None:
    core, cases = on_each
    said = []
    for case, clock in list(waiting_on(cases, core))[:12]:
        found = forecast_of(core, case.record.id, clock.milestone_id)
        lengths = lengths_of(cases, clock, core)
        waited = (core.time.today() - timedelta(1) - (clock.started_on or core.time.today())).days
        assert found.finished == sum(ended for _, ended in lengths)
        assert found.longer == sum(ended and days > waited for days, ended in lengths)
        assert (found.since, found.due) == (clock.started_on, clock.due)
        assert (found.outlook is Outlook.TOO_FEW) == (found.longer < 20)
        if found.outlook is Outlook.LIKELY:
            assert found.earliest <= found.likely <= (found.latest or found.likely)
            assert found.earliest >= core.time.today()
        said.append(found.outlook)
    assert {Outlook.LIKELY, Outlook.TOO_FEW} <= set(said)


def test_under_twenty_nothing_is_said_but_how_many_there_are(worked: tuple[Tracker, list[Case]]) -> None:
    core, cases = worked
    few = [
        forecast_of(core, case.record.id, clock.milestone_id)
        for case, clock in waiting_on(cases, core)
        if sum(ended for _, ended in lengths_of(cases, clock, core)) < 20
    ]
    assert few
    for one in few:
        assert one.outlook is Outlook.TOO_FEW
        assert (one.likely, one.earliest, one.latest, one.not_before, one.miss_percent) == (None,) * 5


def test_without_a_clock_it_is_counted_from_the_report_or_not_at_all(on_each: tuple[Tracker, list[Case]]) -> None:
    core, cases = on_each
    case, one = next(
        (case, one)
        for case in cases
        for one in case.milestones.values()
        if one.kind == "suspect_identified" and one.state in TO_BE_DONE
    )
    found = forecast_of(core, case.record.id, one.id)
    assert (found.from_report, found.since) == (True, case.record.reported_on)
    done = sum(
        each.kind == "suspect_identified" and each.state is MilestoneState.DONE and each.happened_on < core.time.today()
        for other in cases
        for each in other.milestones.values()
    )  # fmt: skip
    assert found.finished == done
    not_begun = next(
        one for one in case.milestones.values() if one.kind == "charging_decision" and not case.clocks_of(one.id)
    )
    assert forecast_of(core, case.record.id, not_begun.id) == Forecast(not_begun.id, Outlook.NOT_COUNTED)


def test_what_is_done_has_no_forecast(worked: tuple[Tracker, list[Case]]) -> None:
    core, cases = worked
    done = next(one for one in cases[0].milestones.values() if one.state is MilestoneState.DONE)
    for case_id in (cases[0].record.id, cases[1].record.id):
        with pytest.raises(NotFound):
            forecast_of(core, case_id, done.id)


def test_the_list_has_what_is_likely_to_miss_the_soonest_first(on_each: tuple[Tracker, list[Case]]) -> None:
    core, _ = on_each
    found = list_of(core)
    assert found.rows
    assert [row.due for row in found.rows] == sorted(row.due for row in found.rows)
    for row in found.rows:
        one = forecast_of(core, row.case_id, row.milestone_id)
        assert row.due >= core.time.today()
        assert found.over_percent <= row.miss_percent <= 99
        assert row.longer >= found.needed
        assert (row.miss_percent, row.likely, row.earliest) == (one.miss_percent, one.likely, one.earliest)
        assert row.likely is None or row.likely > row.due
    assert found.with_date > len(found.rows) + found.not_known
    assert found.late
    assert not found.confirmed


def test_whose_cases_and_which_are_counted(worked: tuple[Tracker, list[Case]]) -> None:
    core, _ = worked
    every = list_of(core)
    of_team = list_of(core, team_id=TEAMS[0].id)
    own = list_of(core, DETECTIVES[0].id, oic_id=DETECTIVES[0].id)
    assert of_team.rows == tuple(row for row in every.rows if row.team == TEAMS[0].name)
    assert 0 < of_team.with_date < every.with_date
    assert own.with_date < of_team.with_date
    case, clock = next((case, clock) for case, clock in waiting_on(the_cases(), core) if case.record.oic_id)
    asked = case.record.id, clock.milestone_id
    assert forecast_of(core, *asked, by=case.record.oic_id or "") == forecast_of(core, *asked)
    with pytest.raises(NotFound):
        forecast_of(core, *asked, by=next(one.id for one in DETECTIVES if one.team_id != case.record.team_id))


def test_a_restricted_case_counts_only_for_those_who_may_see_it(worked: tuple[Tracker, list[Case]]) -> None:
    core, cases = worked
    case, clock = next(waiting_on(cases[1:], core))
    before, listed = forecast_of(core, case.record.id, clock.milestone_id), list_of(core)
    behind = sum(ended for _, ended in lengths_of(cases[:1], clock, core))
    hide(core, cases[0])
    after = forecast_of(core, case.record.id, clock.milestone_id)
    assert after.finished == before.finished - behind < before.finished
    assert list_of(core).restricted_not_shown == 1
    assert list_of(core).with_date < listed.with_date
    with core.database.write() as connection:
        connection.execute(insert(case_access).values(case_id=cases[0].record.id, officer_id=HEAD))
    assert forecast_of(core, case.record.id, clock.milestone_id) == before
    with view_of(core, core.time.now(), Scope(HEAD, None, unit_wide=True, sees_cases=False)) as view:
        nobody = counted_condition(view.scope)
        assert all(one.chance is None for one in expectations(view, view.now, true(), nobody).expected)


def test_a_past_instant_gives_the_same_again_whatever_happened_since(
    on_each: tuple[Tracker, list[Case]], time: StoppedTime
) -> None:
    core, cases = on_each
    time.move_to(time.now().replace(hour=17))
    case, clock = next(
        (case, clock)
        for case, clock in waiting_on(cases, core)
        if may_be_done_alone(core, case.milestones[clock.milestone_id].kind)
    )
    dropped = case.record.id, clock.milestone_id
    core.do(MarkNotRequired(HEAD, *dropped, version_of(core, *dropped), "not needed"))
    time.forward(days=1)
    at = time.now()
    before = expected_at(core, at)
    live = {
        case.record.id: clock
        for case, clock in waiting_on(cases, core)
        if clock.milestone_id in before and may_be_done_alone(core, case.milestones[clock.milestone_id].kind)
    }
    assert len(live) > 9
    closed = min(live)
    without_it = expected_at(core, at, closed)
    time.move_to(at + timedelta(days=9))
    core.do(ReopenMilestone(HEAD, *dropped, version_of(core, *dropped), "needed after all"))
    for place, (case_id, clock) in enumerate(live.items()):
        version = version_of(core, case_id, clock.milestone_id)
        if place % 3 == 0:
            core.do(MarkNotRequired(HEAD, case_id, clock.milestone_id, version, "not needed"))
            continue
        core.do(CompleteMilestone(HEAD, case_id, clock.milestone_id, version, time.today() - timedelta(place % 9)))
        if place % 3 == 1:
            version = version_of(core, case_id, clock.milestone_id)
            core.do(ReopenMilestone(HEAD, case_id, clock.milestone_id, version, "not so"))
    core.do(CloseCase(HEAD, closed, case_file(core, closed, HEAD).version, "18", time.today(), without_review="agreed"))
    assert expected_at(core, at) == before
    assert expected_at(core, at, closed) == without_it != before
    assert without_it.keys() == before.keys()
    assert expected_at(core, time.now()).keys() != before.keys()


def test_the_number_of_statements_does_not_grow(sqlite_database: Database, time: StoppedTime) -> None:
    set_up_people(sqlite_database, time)
    core = Tracker(sqlite_database, time, "", IdSource(time, seed=2))
    counts = []
    for seed in (3, 4):
        with core.database.work(HEAD, time, core.rules, core.new_id) as work:
            cases = worked_cases(6, time, core.rules, seed)
            for case in cases:
                case.record = replace(case.record, reference=f"{seed}{case.record.reference}")
            work.cases.add_many(cases)
            work.commit()
        with view_of(core, time.now()) as view, count_statements(view.connection) as now:
            expectations(view, view.now, true(), true())
        with view_of(core, time.now()) as view, count_statements(view.connection) as then:
            expectations(view, view.now - timedelta(30), true(), true())
        with count_statements(core.database) as asked:
            list_of(core)
        with count_statements(core.database) as of_a_day:
            core.ask(LikelyToMissQuestion(HEAD, as_at=time.today() - timedelta(30)))
        counts.append((len(now), len(then), len(asked), len(of_a_day)))
    assert counts[0] == counts[1]
    assert counts[0] == (2, 6, 13, 16)


def test_a_clock_that_should_not_have_run_is_no_finished_one(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    discussed, shared = (milestone(core, case, f"strategy_{what}") for what in ("discussion", "record_shared"))
    core.do(CompleteMilestone(SUPERVISOR, case, discussed.milestone_id, discussed.version, date(2026, 11, 2)))
    discussed = milestone(core, case, "strategy_discussion")
    core.do(ReopenMilestone(SUPERVISOR, case, discussed.milestone_id, discussed.version, "it was another day"))
    time.forward(days=2)
    shared = milestone(core, case, "strategy_record_shared")
    core.do(CompleteMilestone(SUPERVISOR, case, shared.milestone_id, shared.version, time.today()))
    time.forward(days=2)
    with view_of(core, time.now()) as view:
        limits = counted_together(core.rules)
        found = counted_lengths(view, view.now, limits, (), true())
    (how_long,) = [how_long for (limit_id, _), how_long in found.items() if limit_id == shared_limit(core)]
    assert how_long.finished == 0
    assert how_long.still_open(np.array([40])).tolist() == [1]


def shared_limit(core: Tracker) -> str:
    return next(
        limit.id for limit in core.rules.pack.limits if limit.clock and limit.clock.stops == "strategy_record_shared"
    )


def test_from_the_report_what_is_not_required_was_open_until_then(core: Tracker, time: StoppedTime) -> None:
    cases = [open_a_case(core, reference=f"44NI/{number}/26") for number in (1, 2)]
    rows = [milestone(core, case, "suspect_identified") for case in cases]
    core.do(MarkNotRequired(SUPERVISOR, cases[0], rows[0].milestone_id, rows[0].version, "nobody to identify"))
    time.forward(days=10)
    core.do(CompleteMilestone(SUPERVISOR, cases[1], rows[1].milestone_id, rows[1].version, time.today()))
    time.forward(days=10)
    with view_of(core, time.now()) as view:
        how_long = lengths_from_report(view, "suspect_identified", true())
    assert how_long.finished == 1
    assert how_long.still_open(np.array([59, 60])).tolist() == [1, 0]


def test_where_half_of_them_never_ended_it_only_says_after_which_day(time: StoppedTime) -> None:
    since, at = time.today(), time.now()
    how_long = HowLong([(10, True, 25), (50, False, 60)])
    dues = [since + timedelta(days) for days in (9, 50, 51)]
    asked = [(Waiting("case", "one", "SG-02", None, since, due), due) for due in dues]
    early, late, unknown = _forecasts(asked, how_long, at)
    for made, _ in (early, late, unknown):
        assert (made.outlook, made.not_before, made.likely) == (Outlook.NOT_BEFORE, since + timedelta(10), None)
        assert (made.earliest, made.latest, made.finished, made.longer) == (since + timedelta(10), None, 25, 25)
    assert (early[0].miss_percent, early[1]) == (99, 1)
    assert (late[0].miss_percent, late[1]) == (71, pytest.approx(60 / 85))
    assert (unknown[0].miss_percent, unknown[1]) == (None, None)
    ((none, chance),) = _forecasts(asked[:1], None, at)
    assert (none.outlook, none.finished, chance) == (Outlook.TOO_FEW, 0, None)


def test_what_was_due_an_hour_ago_is_late_and_not_to_come(core: Tracker, time: StoppedTime) -> None:
    open_a_case(core)
    with view_of(core, time.now()) as view:
        limits = counted_together(view.rules)
        due_at = min(one.due_at for one in waiting_clocks(view, view.now, limits, (), true()) if one.due_at is not None)
    counts = []
    for minutes in (-1, 60):
        time.move_to(due_at + timedelta(minutes=minutes))
        with view_of(core, time.now()) as view:
            found = expectations(view, view.now, true(), true())
            counts.append((len(found.expected), found.late))
    assert local_date(due_at) == time.today()
    assert counts[1] == (counts[0][0] - 1, counts[0][1] + 1)


def likely_on_paper(core: Tracker, team_id: str | None = None) -> list[tuple[str, ...]]:
    report = core.ask(WeeklyDriftQuestion(HEAD, date(2026, 11, 16), team_id))
    (asked,) = [one for one in report.questions if one.key == "likely_to_miss"]
    return [line.cells for line in asked.lines]


def test_the_weekly_paper_has_the_same_list_and_has_it_again(
    worked: tuple[Tracker, list[Case]], time: StoppedTime
) -> None:
    core, cases = worked
    rows = list_of(core).rows
    assert [cells[:2] for cells in likely_on_paper(core)] == [(row.reference, row.milestone) for row in rows]
    cells, row = likely_on_paper(core)[0], rows[0]
    assert cells[2:4] == (row.oic, short_day(row.due))
    assert cells[-2:] == (f"{row.finished:,}", f"{row.miss_percent} %")
    assert cells[4] == short_day(row.likely or row.due)
    assert cells[5] == f"{short_day(row.earliest or row.due)} to {short_day(row.latest) if row.latest else 'not known'}"
    time.move_to(datetime(2026, 11, 23, 0, 5, tzinfo=UTC))
    frozen = likely_on_paper(core)
    assert frozen
    sunday = core.ask(LikelyToMissQuestion(HEAD, as_at=date(2026, 11, 22)))
    assert [(row.reference, row.milestone) for row in sunday.rows] == [cells[:2] for cells in frozen]
    time.forward(days=3)
    for case, clock in waiting_on(cases, core):
        if may_be_done_alone(core, case.milestones[clock.milestone_id].kind):
            version = version_of(core, case.record.id, clock.milestone_id)
            core.do(CompleteMilestone(HEAD, case.record.id, clock.milestone_id, version, time.today()))
            break
    assert likely_on_paper(core) == frozen
    assert core.ask(LikelyToMissQuestion(HEAD, as_at=date(2026, 11, 22))) == sunday
    with pytest.raises(RuleBroken):
        core.ask(LikelyToMissQuestion(HEAD, as_at=time.today() + timedelta(1)))
    hidden = next(case for case in cases if case.record.reference == frozen[0][0])
    hide(core, hidden)
    with core.database.write() as connection:
        connection.execute(insert(case_access).values(case_id=hidden.record.id, officer_id=HEAD))
    assert frozen[0][0] not in {cells[0] for cells in likely_on_paper(core)}
    assert {cells[0] for cells in likely_on_paper(core, RESTRICTED)} == {frozen[0][0]}
