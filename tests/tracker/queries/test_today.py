"""What needs a person today: own and covered cases, and a supervisor's lists; on both engines."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.bail_cases import arrest, extend
from tests.cores import DETECTIVE, INSPECTOR, NORTH, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker import wording
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.pause_clock import PauseClock
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_event import RecordEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.bootstrap import Tracker
from tracker.domain.people import Absence, Officer
from tracker.queries import today_board, today_clocks, today_mine
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.today import Happened, Today, TodayList, TodayQuestion, TodayRow, TodayRows
from tracker.rows.workload import WorkloadQuestion
from tracker.storage.people_store import PeopleStore
from tracker.storage.tables import case_record, look
from tracker.terms import (
    REVIEWS,
    AlertKind,
    BailEventKind,
    ClockState,
    DelayReason,
    Rank,
    Role,
    Rung,
    Severity,
    WorkloadLevel,
)

OTHER, STRANGER = "officer-dc2", "officer-dc3"
TODAY = date(2026, 11, 20)


def add_officers(core: Tracker) -> None:
    """Add a colleague of the detective, and somebody of the other team."""
    with core.database.write() as connection:
        people = PeopleStore(connection)
        for officer_id, number, team in ((OTHER, "2207", NORTH), (STRANGER, "4150", SOUTH)):
            roles = frozenset({Role.DETECTIVE})
            people.add_officer(Officer(officer_id, number, "Hughes", Rank.CONSTABLE, roles, team))


def a_case(core: Tracker, number: int, oic: str | None = DETECTIVE, **other: Any) -> str:
    case_id = open_a_case(core, reference=f"44NI/{number:05}/26", **other)
    if oic is not None:
        core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, oic))
    return case_id


def ask(core: Tracker, by: str = DETECTIVE, **other: Any) -> Today:
    found: Today = core.ask(TodayQuestion(by, **other))
    return found


def board(core: Tracker, name: TodayList, by: str = SUPERVISOR, **other: Any) -> TodayRows:
    lists = {one.in_list: one for one in ask(core, by, board=True, mine=False, **other).lists}
    return lists[name]


def mine(core: Tracker, by: str = DETECTIVE, **other: Any) -> TodayRows:
    (found,) = ask(core, by, **other).lists
    assert found.in_list is TodayList.MINE
    return found


def of_kind(found: TodayRows, kind: str) -> TodayRow:
    return next(row for row in found.rows if row.kind == kind)


def everything_done(core: Tracker, case_id: str) -> None:
    """Leave nothing in a case that still has a clock."""
    while live := [
        row
        for row in case_file(core, case_id).milestones
        if any(clock.state is not ClockState.STOPPED for clock in row.clocks)
    ]:
        row = live[0]
        core.do(MarkNotRequired(SUPERVISOR, case_id, row.milestone_id, row.version, "nothing to do"))


def test_own_cases_come_by_what_is_due_next_the_overdue_first(core: Tracker) -> None:
    first, second = a_case(core, 1, reported_on=date(2026, 10, 1)), a_case(core, 2, reported_on=date(2026, 11, 18))
    a_case(core, 3, SUPERVISOR)
    found = mine(core)
    assert {row.case_id for row in found.rows} == {first, second}
    dates = [row.due_at or row.due for row in found.rows]
    assert dates == sorted(dates, key=lambda when: when.isoformat()[:10])
    states = [row.state_key for row in found.rows]
    assert states == sorted(states, key=["overdue", "due_soon", "running"].index)
    assert set(states) == {"overdue", "due_soon", "running"}
    assert found.total == len(found.rows)
    assert found.urgent == sum(state in ("overdue", "due_soon") for state in states)
    assert all(row.due is not None and row.due <= TODAY + timedelta(days=7) for row in found.rows)
    interview = of_kind(found, "child_seen_alone")
    assert (interview.subject, interview.oic, interview.covered) == ("AB", "DC 3312 Patel", False)
    assert interview.days_late == interview.drift
    assert ask(core).my_cases == 2


def test_each_milestone_stands_once_and_says_what_the_case_file_says(core: Tracker) -> None:
    case_id = a_case(core, 1)
    rows = mine(core).rows
    assert len({row.milestone_id for row in rows}) == len(rows)
    file = {row.milestone_id: row for row in case_file(core, case_id).milestones}
    for row in rows:
        clocks = [clock for clock in file[row.milestone_id or ""].clocks if clock.state is ClockState.RUNNING]
        assert row.due == min(clock.due for clock in clocks if clock.due)
        assert row.state_key == file[row.milestone_id or ""].state_key
        assert row.name == file[row.milestone_id or ""].name


def test_of_a_case_with_nothing_due_this_week_the_next_is_shown_and_of_one_without_a_date_that_it_has_none(
    core: Tracker, time: StoppedTime
) -> None:
    quiet = a_case(core, 1)
    everything_done(core, quiet)
    (row,) = mine(core).rows
    assert (row.state_key, row.milestone_id, row.due) == ("none", None, None)
    later = a_case(core, 2, reported_on=TODAY)
    with core.database.write() as connection:
        soon = TODAY + timedelta(days=8)
        connection.exec_driver_sql(
            f"UPDATE clock SET expires_at = NULL, due = NULL WHERE due <= '{soon}' AND state = 'running'"
        )
    rows = [row for row in mine(core).rows if row.case_id == later]
    assert len(rows) == 1
    assert rows[0].due is not None
    assert rows[0].due > soon
    with core.database.write() as connection:
        connection.exec_driver_sql("UPDATE clock SET expires_at = NULL, due = NULL WHERE state = 'running'")
    (row,) = (row for row in mine(core).rows if row.case_id == later)
    assert row.state_key == "unknown"
    assert [row.case_id for row in mine(core).rows] == [quiet, later]


def test_cases_of_somebody_absent_come_to_who_covers_them(core: Tracker, time: StoppedTime) -> None:
    add_officers(core)
    own, theirs = a_case(core, 1), a_case(core, 2, OTHER)
    assert {row.case_id for row in mine(core).rows} == {own}
    with core.database.write() as connection:
        people = PeopleStore(connection)
        people.add_absence(Absence("away", OTHER, TODAY, TODAY + timedelta(days=3), DETECTIVE))
        people.add_absence(Absence("over", STRANGER, TODAY - timedelta(days=9), TODAY - timedelta(days=1), DETECTIVE))
    found = mine(core)
    assert {(row.case_id, row.covered) for row in found.rows} == {(own, False), (theirs, True)}
    time.forward(days=4)
    assert {row.case_id for row in mine(core).rows} == {own}


def test_a_replanned_date_keeps_its_drift_and_a_pause_that_was_not_ours_takes_it_away(
    core: Tracker, time: StoppedTime
) -> None:
    case_id = a_case(core, 1)
    time.forward(days=20)
    plan = milestone(core, case_id, "investigation_plan").clocks[0]
    late = of_kind(mine(core), "investigation_plan").drift
    assert late == 14
    moved_to = time.today() + timedelta(days=3)
    core.do(RescheduleMilestone(SUPERVISOR, case_id, plan.clock_id, plan.version, plan.due, moved_to, "ill"))
    moved = of_kind(mine(core), "investigation_plan")
    assert (moved.replanned, moved.days_late, moved.drift, moved.state_key) == (True, 0, late, "due_soon")
    review = milestone(core, case_id, "first_review").clocks[0]
    before = of_kind(mine(core), "first_review")
    assert (before.days_late, before.drift) == (9, 9)
    since, until = date(2026, 11, 25), date(2026, 12, 1)
    pause = PauseClock(
        SUPERVISOR, case_id, review.clock_id, review.version, since, until, "exams", DelayReason.VICTIM_NEEDS_TIME,
        ours=False, review_on=None,
    )  # fmt: skip
    core.do(pause)
    after = of_kind(mine(core), "first_review")
    assert (after.days_late, after.drift) == (5, 5)


def test_restricted_cases_are_counted_and_not_shown(core: Tracker) -> None:
    a_case(core, 1)
    hidden = a_case(core, 2)
    with core.database.write() as connection:
        connection.execute(case_record.update().where(case_record.c.id == hidden).values(restricted=True))
    found = ask(core)
    assert found.mine_restricted == 1
    assert hidden not in {row.case_id for row in found.rows}
    found = ask(core, SUPERVISOR, board=True)
    assert found.board_restricted == 1
    assert hidden not in {row.case_id for row in found.rows}


def test_a_row_says_what_its_alert_says(core: Tracker) -> None:
    case_id = a_case(core, 1)
    core.do(RaiseAlerts())
    alerts = [row for row in core.ask(OpenAlertsQuestion(SUPERVISOR, case_id=case_id)).rows if row.milestone_id]
    assert alerts
    rows = {row.milestone_id: row for row in mine(core).rows}
    for alert in alerts:
        assert rows[alert.milestone_id].alert_id is not None
    taken = alerts[0]
    of_it = [one for one in alerts if one.milestone_id == taken.milestone_id]
    for one in of_it:
        core.do(AcknowledgeAlert(SUPERVISOR, one.alert_id, one.version, "ring them", TODAY))
    row = next(row for row in mine(core).rows if row.milestone_id == taken.milestone_id)
    assert (row.alert_id, row.acknowledged, row.promise, row.promised_by) == (None, True, "ring them", TODAY)
    a_case(core, 2)
    core.do(RaiseAlerts())
    assert {row.case_id for row in core.ask(OpenAlertsQuestion(SUPERVISOR, case_id=case_id)).rows} == {case_id}


def test_unallocated_cases_come_the_oldest_first_and_one_without_a_team_is_on_every_board(core: Tracker) -> None:
    new, old = a_case(core, 1, None, reported_on=TODAY), a_case(core, 2, None, reported_on=date(2026, 11, 2))
    south, nobodys = a_case(core, 3, None, team_id=SOUTH), a_case(core, 4, None, team_id=None)
    a_case(core, 5)
    found = board(core, TodayList.UNALLOCATED)
    assert {row.case_id for row in found.rows[:2]} == {south, nobodys}
    assert [row.case_id for row in found.rows[2:]] == [old, new]
    assert [row.state_key for row in found.rows][2:] == ["overdue", "due_soon"]
    assert found.rows[2].milestone_id is not None
    assert found.total == found.urgent == 4
    assert {row.case_id for row in board(core, TodayList.UNALLOCATED, team_id=NORTH).rows} == {new, old, nobodys}
    assert {row.case_id for row in board(core, TodayList.UNALLOCATED, team_id=SOUTH).rows} == {south, nobodys}


def test_what_is_critical_comes_from_the_alerts_those_that_nobody_took_on_first(core: Tracker) -> None:
    assert board(core, TodayList.CRITICAL).total == 0
    case_id = a_case(core, 1, reported_on=date(2026, 7, 1))
    arrest(core, case_id, date(2026, 8, 1), BailEventKind.RELEASED_ON_BAIL)
    core.do(RaiseAlerts())
    critical = [row for row in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows if row.severity == "critical"]
    assert {row.days_late is None for row in critical} == {True, False}
    found = board(core, TodayList.CRITICAL)
    # none is graver, so it stands above what is late by any number of days
    assert (critical[0].kind, found.rows[0].alert_kind) == (AlertKind.LATE_UNPROTECTED, AlertKind.LATE_UNPROTECTED)
    assert {row.alert_id for row in found.rows} <= {row.alert_id for row in critical}
    assert (found.total, found.urgent) == (len(critical), len(critical))
    assert {row.case_id for row in found.rows} == {case_id}
    first = next(row for row in critical if row.alert_id == found.rows[0].alert_id)
    core.do(AcknowledgeAlert(SUPERVISOR, first.alert_id, first.version, "ring them", TODAY))
    found = board(core, TodayList.CRITICAL, only=TodayList.CRITICAL)
    assert (found.rows[-1].acknowledged, found.rows[-1].promise) == (True, "ring them")
    assert found.urgent == len(critical) - 1


def test_bad_case_40_what_climbed_to_the_unit_list_stays_on_the_board_until_somebody_takes_it_on(
    core: Tracker, time: StoppedTime
) -> None:
    case_id = a_case(core, 1, reported_on=TODAY)
    looked_at = time.now()
    for _ in range(28):
        time.forward(days=1)
        core.do(RaiseAlerts(looked_at=looked_at))
        looked_at = time.now()
    rows = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    climbed = [row for row in rows if row.rung is Rung.UNIT_LIST and row.severity is not Severity.CRITICAL]
    found = board(core, TodayList.UNTAKEN, only=TodayList.UNTAKEN)
    assert {row.alert_id for row in found.rows} == {row.alert_id for row in climbed}
    assert found.total == found.urgent == len(climbed) > 2
    order = [tuple(Severity).index(row.severity) for row in found.rows if row.severity is not None]
    assert order == sorted(order, reverse=True)
    assert {row.case_id for row in found.rows} == {case_id}
    assert len(board(core, TodayList.UNTAKEN).rows) == min(5, len(climbed))
    first = next(row for row in climbed if row.alert_id == found.rows[0].alert_id)
    core.do(AcknowledgeAlert(SUPERVISOR, first.alert_id, first.version, "ring them", time.today()))
    assert board(core, TodayList.UNTAKEN).total == len(climbed) - 1


def test_bail_that_ends_this_week_is_to_be_authorised_by_its_rank_beside_the_reviews(core: Tracker) -> None:
    soon, later = a_case(core, 1, reported_on=date(2026, 7, 1)), a_case(core, 2, reported_on=date(2026, 7, 1))
    arrest(core, soon, date(2026, 8, 25), BailEventKind.RELEASED_ON_BAIL)
    arrest(core, later, date(2026, 9, 25), BailEventKind.RELEASED_ON_BAIL)
    found = board(core, TodayList.TO_AUTHORISE, only=TodayList.TO_AUTHORISE)
    (bail,) = (row for row in found.rows if row.bail is not None)
    assert (bail.case_id, bail.due, bail.who_may, bail.subject) == (
        soon, date(2026, 11, 25), "inspector or above", "S1",
    )  # fmt: skip
    reviews = {row.kind: row for row in found.rows if row.bail is None and row.case_id == soon}
    assert reviews["review_inspector"].who_may == "inspector or above"
    last_day = a_case(core, 3, reported_on=date(2026, 10, 1))
    found = board(core, TodayList.TO_AUTHORISE, only=TodayList.TO_AUTHORISE)
    assert [(row.kind, row.due) for row in found.rows if row.case_id == last_day] == [
        ("first_review", TODAY + timedelta(days=7))
    ]
    assert found.total == found.urgent == len(found.rows)
    assert [row.due for row in found.rows] == sorted(row.due for row in found.rows if row.due)
    first = board(core, TodayList.TO_AUTHORISE)
    assert first.total == found.total
    assert first.rows == found.rows[: len(first.rows)]


def test_a_review_is_asked_of_the_rank_that_may_hold_it(core: Tracker) -> None:
    a_case(core, 1, reported_on=date(2026, 5, 20))
    found = board(core, TodayList.TO_AUTHORISE, only=TodayList.TO_AUTHORISE)
    asked = {row.kind: row.who_may for row in found.rows}
    assert asked == {kind: f"{wording.term(REVIEWS[kind])} or above" for kind in asked}
    assert asked["review_superintendent"] == "chief inspector or above"


def test_a_court_is_asked_by_the_day_for_the_papers_not_by_the_last_day(core: Tracker) -> None:
    case_id = a_case(core, 1, reported_on=date(2026, 3, 1))
    made = arrest(core, case_id, date(2026, 2, 28) + timedelta(days=5), BailEventKind.RELEASED_ON_BAIL)
    extend(core, case_id, made, date(2026, 5, 28), "inspector")
    extend(core, case_id, made, date(2026, 8, 28), "superintendent")
    (row,) = (one for one in board(core, TodayList.TO_AUTHORISE, only=TodayList.TO_AUTHORISE).rows if one.bail)
    assert row.bail is not None
    step = row.bail.following[0]
    assert row.due == step.lodge_by
    assert row.bail.ends is not None
    assert row.due is not None
    assert row.due < row.bail.ends


def test_who_drifts_most_is_the_same_however_few_are_looked_at_first(
    core: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 9):
        a_case(core, number, reported_on=date(2026, 10, 1) + timedelta(days=5 * number))
    full = board(core, TodayList.DRIFTING, only=TodayList.DRIFTING)
    assert len(full.rows) == full.total == 8
    drifts = [row.drift or 0 for row in full.rows]
    assert drifts == sorted(drifts, reverse=True)
    worst = {
        row.case_id: max(
            (clock.drift or 0 for one in case_file(core, row.case_id).milestones for clock in one.clocks
             if clock.state is not ClockState.STOPPED and not clock.in_hours), default=0)
        for row in full.rows
    }  # fmt: skip
    assert all((row.drift or 0) >= worst[row.case_id] for row in full.rows)
    usual = board(core, TodayList.DRIFTING)
    monkeypatch.setattr(today_board, "FIRST_LOOK", 2)
    few = board(core, TodayList.DRIFTING)
    assert [row.drift for row in few.rows] == [row.drift for row in usual.rows] == drifts[:5]
    assert few.total == 8


def test_who_carries_more_than_the_team_is_told_by_points_and_only_when_asked_alone(core: Tracker) -> None:
    add_officers(core)
    with core.database.write() as connection:
        people = PeopleStore(connection)
        for number in range(3):
            roles = frozenset({Role.DETECTIVE})
            people.add_officer(Officer(f"more-{number}", str(number), "Frost", Rank.CONSTABLE, roles, NORTH))
    for number in range(1, 4):
        a_case(core, number)
    for number in range(3):
        a_case(core, 10 + number, f"more-{number}")
    a_case(core, 20, OTHER)
    found = board(core, TodayList.OVERLOADED, team_id=NORTH, only=TodayList.OVERLOADED)
    (row,) = found.rows
    weighed = {one.officer_id: one for one in core.ask(WorkloadQuestion(SUPERVISOR, NORTH)).rows}[DETECTIVE]
    assert (row.oic, row.open_cases, row.points, row.of_median) == (
        "DC 3312 Patel", 3, weighed.points, weighed.of_median,
    )  # fmt: skip
    assert row.level is WorkloadLevel.RED
    assert (found.urgent, found.total) == (0, 1)
    assert board(core, TodayList.OVERLOADED, team_id=SOUTH, only=TodayList.OVERLOADED).rows == ()
    assert TodayList.OVERLOADED not in {one.in_list for one in ask(core, SUPERVISOR, board=True).lists}


def test_what_changed_since_the_last_working_day_is_told_and_what_was_undone_is_not(
    core: Tracker, time: StoppedTime
) -> None:
    old = a_case(core, 1, reported_on=date(2026, 11, 16))
    time.forward(days=3)
    assert time.today().weekday() == 0
    counts = dict(board(core, TodayList.CHANGED).counts)
    assert ask(core, SUPERVISOR).since == TODAY
    assert counts[Happened.OPENED] == 1
    time.forward(days=1)
    row = milestone(core, old, "crime_recorded")
    core.do(CompleteMilestone(SUPERVISOR, old, row.milestone_id, row.version, time.today()))
    core.do(RecordEvent(SUPERVISOR, old, "scene", time.today()))
    undone = milestone(core, old, "scene")
    core.do(ReopenMilestone(SUPERVISOR, old, undone.milestone_id, undone.version, "not yet"))
    planned = next(
        (one, clock) for one in case_file(core, old).milestones for clock in one.clocks
        if clock.may_be_rescheduled and not clock.in_hours and not clock.moves
    )  # fmt: skip
    core.do(
        RescheduleMilestone(
            SUPERVISOR,
            old,
            planned[1].clock_id,
            planned[1].version,
            planned[1].due,
            time.today() + timedelta(days=9),
            "ill",
        )
    )  # fmt: skip
    found = board(core, TodayList.CHANGED, only=TodayList.CHANGED)
    told = {(row.happened, row.kind) for row in found.rows}
    assert (Happened.COMPLETED, "crime_recorded") in told
    assert (Happened.COMPLETED, "scene") not in told
    assert (Happened.REPLANNED, planned[0].kind) in told
    assert Happened.NEWLY_OVERDUE in dict(found.counts)
    assert Happened.OPENED not in dict(found.counts)
    assert sum(count for _, count in found.counts) == found.total == len(found.rows)
    row_of_it = next(row for row in found.rows if row.kind == "crime_recorded" and row.happened is Happened.COMPLETED)
    assert (row_of_it.by, row_of_it.happened_at) == ("DS 902 Ade", time.now())
    core.do(
        CloseCase(SUPERVISOR, old, case_file(core, old).version, "18", time.today(), without_review="told by phone")
    )
    found = board(core, TodayList.CHANGED)
    assert dict(found.counts)[Happened.CLOSED] == 1
    assert Happened.NEWLY_OVERDUE not in dict(found.counts)


def test_a_list_in_full_is_the_list_of_which_the_first_rows_were_shown(
    core: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 8):
        a_case(core, number)
    core.do(RaiseAlerts())
    monkeypatch.setattr(today_mine, "SHOWN_AT_ONCE", 3)
    monkeypatch.setattr(today_clocks, "AT_ONCE", 2)
    monkeypatch.setattr(today_board, "AT_ONCE", 2)
    shown, full = mine(core), mine(core, only=TodayList.MINE)
    assert (len(shown.rows), shown.total) == (3, len(full.rows))
    assert shown.rows == full.rows[:3]
    assert ask(core, SUPERVISOR, board=True, only=TodayList.MINE).lists[0].in_list is TodayList.MINE
    for name in (TodayList.CRITICAL, TodayList.TO_AUTHORISE, TodayList.DRIFTING, TodayList.CHANGED):
        shown, full = board(core, name), board(core, name, only=name)
        assert shown.total == full.total == len(full.rows)
        assert len(shown.rows) == min(5, shown.total)


def test_the_lists_come_in_the_order_of_the_page_and_are_logged_as_looked_at(core: Tracker) -> None:
    case_id = a_case(core, 1)
    found = ask(core, SUPERVISOR, board=True)
    unless_empty = (TodayList.OVERLOADED, TodayList.DECIDED)
    assert [one.in_list for one in found.lists] == [one for one in TodayList if one not in unless_empty]
    with core.database.read() as connection:
        looked = connection.execute(look.select().where(look.c.what == "Today")).all()
    assert looked[-1].records == [case_id]


def test_what_is_out_of_reach_is_in_no_list(core: Tracker) -> None:
    add_officers(core)
    a_case(core, 1)
    answer = ask(core, STRANGER, board=True)
    assert answer.rows == ()
    assert {row.case_id for row in ask(core, INSPECTOR, board=True).rows} == {
        row.case_id for row in core.ask(CaseloadQuestion(INSPECTOR)).rows
    }
    assert replace(answer, lists=()).rows == ()
