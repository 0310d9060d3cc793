"""New calendars and limits: first what would move, then the live clocks move, each with a note; and only once."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.bad_cases.in_a_unit import alerts, complete, happened, london, replan, sweep, the_clock
from tests.cores import ACCOUNT, DETECTIVE, SUPERVISOR, case_file, milestone, open_a_case
from tests.databases import open_again
from tests.fakes import StoppedTime
from tests.new_calendars import IN_TEN_DAYS, apply, preview, ship, ship_extra
from tracker.actions.apply_rule_changes import ApplyRuleChanges
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.domain.calendar import DayOff
from tracker.domain.people import Officer
from tracker.errors import RuleBroken, StaleRecord
from tracker.storage.case_store import load_clocks
from tracker.storage.ids import IdSource
from tracker.storage.people_store import PeopleStore
from tracker.storage.tables import alert, audit_content, audit_entry, clock, look
from tracker.terms import AlertKind, CalendarName, ClockEventKind, ClockState, OnChange, Rank, Role


def clocks(core: Tracker, case_id: str) -> dict[str, Any]:
    with core.database.read() as connection:
        return {one.id: one for one in load_clocks(connection, case_id)}


def agree(core: Tracker, case_id: str) -> None:
    """What is stored is what the events give."""
    for one in clocks(core, case_id).values():
        assert one.recomputed(core.rules.calendar(one.calendar)) == one


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case reported on the day before, with clocks of every kind of count."""
    time.move_to(london(2026, 11, 20))
    case_id = open_a_case(core, reported_on=date(2026, 11, 19))
    happened(core, case_id, "device_seized", date(2026, 11, 19), "EX1")
    happened(core, case_id, "section_47_started", date(2026, 11, 19), "AB")
    return case_id


def a_report_due_on_the_day(core: Tracker, time: StoppedTime, case_id: str) -> str:
    """Hold the medical a week before the day, so that its report is due on it; give the id of that clock."""
    time.move_to(london(2026, 11, 24))
    complete(core, case_id, "medical_examined", date(2026, 11, 23))
    report = the_clock(core, case_id, "medical_report", "MED-07")
    assert report.due == IN_TEN_DAYS
    return report.clock_id


def test_nothing_waits_where_the_calendars_are_the_shipped_ones(core: Tracker, case_id: str) -> None:
    found = preview(core)
    assert (found.changes, found.rows, found.not_shown) == ((), (), 0)
    with pytest.raises(RuleBroken, match="nothing_to_apply"):
        core.do(ApplyRuleChanges(SUPERVISOR, found.seen, "why"))


def test_a_newer_list_is_only_shown_until_it_is_applied(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = clocks(core, case_id)
    ship_extra(monkeypatch)
    found = preview(core)
    assert {change.key for change in found.changes} == set(CalendarName)
    assert [(off.day, off.name) for off in found.changes[0].added] == [(IN_TEN_DAYS, "Extra bank holiday")]
    assert found.rows
    assert clocks(core, case_id) == before
    assert core.rules.working_days.is_working(IN_TEN_DAYS)


def test_live_clocks_move_with_a_note_each_and_what_is_stored_is_what_the_events_give(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = clocks(core, case_id)
    ship_extra(monkeypatch)
    shown = {row.clock_id: row for row in preview(core).rows}
    assert apply(core) == len(shown) > 0
    after = clocks(core, case_id)
    agree(core, case_id)
    assert not core.rules.working_days.is_working(IN_TEN_DAYS)
    for key, one in after.items():
        old = before[key]
        assert (one.first_due, one.started_on) == (old.first_due, old.started_on)
        if key not in shown:
            assert (one.due, one.events, one.version) == (old.due, old.events, old.version)
            continue
        note = one.events[-1]
        assert (note.kind, note.calendar_version) == (ClockEventKind.RECALCULATED, old.calendar_version)
        assert "Extra bank holiday Mon 30 Nov 2026" in note.reason
        assert (old.due, one.due) == (shown[key].old_due, shown[key].new_due)
        assert one.due > old.due
        assert one.version == old.version + 1


def test_hours_months_days_and_stopped_clocks_stay(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete(core, case_id, "strategy_discussion", date(2026, 11, 19))
    before = clocks(core, case_id)
    ship_extra(monkeypatch)
    apply(core)
    after = clocks(core, case_id)
    stopped = [one for one in before.values() if one.state is ClockState.STOPPED]
    assert stopped
    assert all(after[one.id] == one for one in stopped)
    by_hours = [one for one in before.values() if one.measure.unit in ("hours", "months")]
    assert by_hours
    assert all((after[one.id].due_at, after[one.id].due) == (one.due_at, one.due) for one in by_hours)
    agree(core, case_id)


def test_applying_twice_does_nothing_the_second_time(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ship_extra(monkeypatch)
    seen = preview(core).seen
    core.do(ApplyRuleChanges(SUPERVISOR, seen, "why"))
    after = clocks(core, case_id)
    assert preview(core).changes == ()
    with pytest.raises(RuleBroken, match="nothing_to_apply"):
        core.do(ApplyRuleChanges(SUPERVISOR, seen, "why"))
    assert clocks(core, case_id) == after


def test_a_holiday_taken_back_moves_them_back_and_both_notes_stay(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = clocks(core, case_id)
    ship_extra(monkeypatch)
    apply(core)
    ship(monkeypatch, DayOff(date(2030, 6, 3), "Another bank holiday"))
    found = preview(core)
    assert [off.day for off in found.changes[0].taken_away] == [IN_TEN_DAYS]
    apply(core)
    after = clocks(core, case_id)
    agree(core, case_id)
    assert {key: one.due for key, one in after.items()} == {key: one.due for key, one in before.items()}
    twice = [one for one in after.values() if len(one.events) == len(before[one.id].events) + 2]
    assert twice
    assert all("is worked" in one.events[-1].reason for one in twice)


def test_a_preview_that_is_no_longer_true_is_refused(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ship_extra(monkeypatch)
    found = preview(core)
    row = next(row for row in found.rows)
    done = next(one for one in case_file(core, case_id).milestones if row.clock_id in {c.clock_id for c in one.clocks})
    core.do(CompleteMilestone(SUPERVISOR, case_id, done.milestone_id, done.version, date(2026, 11, 20)))
    with pytest.raises(StaleRecord, match="preview_out_of_date"):
        core.do(ApplyRuleChanges(SUPERVISOR, found.seen, "why"))
    assert core.rules.working_days.is_working(IN_TEN_DAYS)
    assert apply(core)


def test_who_may_apply_and_that_a_reason_is_given(core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = Officer("clerk", "9", "Reed", Rank.POLICE_STAFF, frozenset({Role.ADMINISTRATOR}), None, detective=False)
    with core.database.write() as connection:
        PeopleStore(connection).add_officer(clerk)
    ship_extra(monkeypatch)
    seen = preview(core).seen
    with pytest.raises(RuleBroken, match="not_allowed"):
        core.do(ApplyRuleChanges(DETECTIVE, seen, "why"))
    with pytest.raises(RuleBroken, match="reason_needed"):
        core.do(ApplyRuleChanges(SUPERVISOR, seen, " "))
    unseen = preview(core, "clerk")
    assert (unseen.rows, unseen.seen) == ((), seen)
    assert unseen.not_shown == sum(change.counts.clocks for change in unseen.changes) > 0
    assert core.do(ApplyRuleChanges("clerk", seen, "why")).result


def test_the_list_is_within_scope_and_says_how_many_it_leaves_out(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_a_case(core, reference="44NI/00306/26", reported_on=date(2026, 11, 19), team_id=None)
    ship_extra(monkeypatch)
    whole, own = preview(core), preview(core, DETECTIVE)
    assert whole.not_shown == 0
    assert {row.case_id for row in own.rows} == {case_id}
    assert len(own.rows) + own.not_shown == len(whole.rows)
    assert own.changes == whole.changes


def test_one_entry_of_the_audit_trail_names_the_change_and_the_cases(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ship_extra(monkeypatch)
    moved = apply(core)
    with core.database.read() as connection:
        (entry,) = connection.execute(
            select(audit_content.c.content)
            .join(audit_entry, audit_entry.c.place == audit_content.c.place)
            .where(audit_entry.c.action == "apply_rule_changes")
        ).scalars()
    assert case_id in entry
    assert f'"moved":{moved}' in entry
    assert "announced by the Privy Council" in entry


def test_the_old_lateness_stays_and_the_alert_of_the_old_episode_ends_as_moved(
    core: Tracker, case_id: str, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = a_report_due_on_the_day(core, time, case_id)
    time.move_to(london(2026, 12, 1))
    sweep(core)
    assert alerts(core, clock_id=report, kind=AlertKind.OVERDUE)
    late_since = clocks(core, case_id)[report].overdue_since
    ship_extra(monkeypatch)
    counts = [change.counts for change in preview(core).changes]
    assert sum(one.no_longer_overdue for one in counts) == 1
    assert sum(one.become_overdue for one in counts) == 0
    apply(core)
    freed = clocks(core, case_id)[report]
    assert (freed.due, freed.overdue_since) == (date(2026, 12, 1), late_since)
    assert late_since is not None
    assert not alerts(core, clock_id=report, kind=AlertKind.OVERDUE)
    sweep(core)
    assert not alerts(core, clock_id=report, kind=AlertKind.OVERDUE)
    time.move_to(london(2026, 12, 2))
    sweep(core)
    assert alerts(core, clock_id=report, kind=AlertKind.OVERDUE)
    with core.database.read() as connection:
        ended = select(alert.c.ended_because).where(
            alert.c.clock_id == report, alert.c.state == "ended", alert.c.kind == AlertKind.OVERDUE.value
        )
        assert connection.execute(ended).scalars().all() == ["moved"]


def test_lateness_that_no_sweep_had_seen_yet_is_on_record(
    core: Tracker, case_id: str, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = a_report_due_on_the_day(core, time, case_id)
    time.move_to(london(2026, 12, 1))
    was = clocks(core, case_id)[report]
    assert was.overdue_since is None
    ship_extra(monkeypatch)
    apply(core)
    assert clocks(core, case_id)[report].overdue_since == was.expires_at


def test_a_clock_that_comes_back_to_an_old_date_is_told_of_again(
    core: Tracker, case_id: str, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_report_due_on_the_day(core, time, case_id)
    time.move_to(london(2026, 12, 1))
    sweep(core)
    told = {row.clock_id for row in alerts(core) if row.clock_id}
    ship_extra(monkeypatch)
    apply(core)
    ship(monkeypatch, DayOff(date(2030, 6, 3), "Another bank holiday"))
    apply(core)
    assert {row.clock_id for row in alerts(core) if row.clock_id} == told


def test_a_replanned_date_stays(
    core: Tracker, case_id: str, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = a_report_due_on_the_day(core, time, case_id)
    replan(core, case_id, "medical_report", date(2026, 12, 3), "leave")
    ship_extra(monkeypatch)
    assert report not in {row.clock_id for row in preview(core).rows}
    apply(core)
    after = clocks(core, case_id)[report]
    assert (after.first_due, after.due, after.moves) == (IN_TEN_DAYS, date(2026, 12, 3), 1)
    agree(core, case_id)
    assert preview(core).changes == ()


def test_a_clock_taken_up_again_is_behind_and_is_brought_along_when_that_is_applied(
    core: Tracker, case_id: str, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = a_report_due_on_the_day(core, time, case_id)
    complete(core, case_id, "medical_report", date(2026, 11, 24))
    ship_extra(monkeypatch)
    apply(core)
    row = milestone(core, case_id, "medical_report")
    core.do(ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "entered by mistake"))
    assert clocks(core, case_id)[report].due == IN_TEN_DAYS
    (change,) = preview(core).changes
    assert (change.calendar, change.old_version, change.new_version) == (CalendarName.FORCE, 3, 3)
    assert change.title.endswith("clocks still counted by an earlier version")
    assert apply(core) == 1
    assert clocks(core, case_id)[report].due == date(2026, 12, 1)
    assert preview(core).changes == ()
    agree(core, case_id)


def test_a_limit_that_keeps_leaves_its_running_clocks_alone(
    core: Tracker, case_id: str, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = a_report_due_on_the_day(core, time, case_id)
    limits = tuple(
        replace(limit, clock=replace(limit.clock, on_change=OnChange.KEEP))
        if limit.id == "MED-07" and limit.clock is not None
        else limit
        for limit in core.rules.pack.limits
    )
    core.rules = replace(core.rules, pack=replace(core.rules.pack, limits=limits))
    before = clocks(core, case_id)[report]
    ship_extra(monkeypatch)
    found = preview(core)
    assert report not in {row.clock_id for row in found.rows}
    assert sum(change.counts.kept for change in found.changes) == 1
    apply(core)
    assert clocks(core, case_id)[report] == before
    agree(core, case_id)
    assert preview(core).changes == ()


def test_who_looked_at_the_list_is_on_record_and_an_empty_list_is_no_look(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looks() -> list[Any]:
        with core.database.read() as connection:
            rows = connection.execute(select(look).where(look.c.what == "RuleChanges")).all()
        return [row.records for row in rows]

    preview(core)
    assert looks() == []
    ship_extra(monkeypatch)
    preview(core)
    assert looks() == [[case_id]]


@pytest.fixture
def second(core: Tracker) -> Iterator[Tracker]:
    """Another workstation, open since before."""
    database = open_again(core.database)
    with closing(Tracker(database, core.time, ACCOUNT, IdSource(core.time, seed=5))) as tracker:
        yield tracker


def test_a_second_workstation_notices_before_it_writes_and_goes_on(
    core: Tracker, second: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    second.on_changes(lambda changes: heard.extend(notice.code for notice in changes.notices))
    ship_extra(monkeypatch)
    apply(core)
    row = milestone(second, case_id, "strategy_discussion")
    assert heard == ["rules_changed"]
    assert not second.rules.working_days.is_working(IN_TEN_DAYS)
    second.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, date(2026, 11, 20)))
    agree(core, case_id)
    assert heard == ["rules_changed"]


def test_the_first_thing_it_does_may_be_a_write(
    core: Tracker, second: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    row = milestone(second, case_id, "strategy_discussion")
    second.on_changes(lambda changes: heard.extend(notice.code for notice in changes.notices))
    ship_extra(monkeypatch)
    apply(core)
    second.do(CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, date(2026, 11, 20)))
    assert heard == ["rules_changed"]
    newest = second.rules.working_days.version
    with core.database.read() as connection:
        started = connection.execute(
            select(clock.c.calendar_version).where(clock.c.calendar == "england_and_wales", clock.c.state == "running")
        ).scalars()
        assert set(started) <= {newest}
    agree(core, case_id)
