"""How the demo unit stands on its day: plausible, whole, and with something in every part of the weekly paper."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.tracker.demo.conftest import CASES
from tests.tracker.demo.making import AS_OF
from tracker.bootstrap import Tracker
from tracker.demo.cast import Cast
from tracker.demo.make_demo import DemoMade
from tracker.demo.the_cases import tell
from tracker.domain.clock import Clock
from tracker.domain.clock_start import day_of
from tracker.rows.awaited import Awaited, AwaitedQuestion
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.caseload import Caseload, CaseloadQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.protection_register import ProtectionRegister, ProtectionRegisterQuestion
from tracker.rows.today import Today, TodayList, TodayQuestion
from tracker.rows.weekly_drift import WeeklyDrift, WeeklyDriftQuestion
from tracker.storage import tables
from tracker.storage.tables import (
    absence,
    alert,
    alert_step,
    case_record,
    clock,
    delay,
    force_transfer,
    officer,
    team_transfer,
)
from tracker.terms import (
    REVIEWS,
    AlertKind,
    AlertState,
    AlertStep,
    CaseKind,
    CaseStatus,
    ClockState,
    ForceAnswer,
    Holder,
)

THIS_WEEK = AS_OF - timedelta(days=AS_OF.weekday())


def by(core: Tracker) -> str:
    assert core.person is not None
    return core.person.officer_id


@pytest.fixture(scope="session")
def caseload(core: Tracker) -> Caseload:
    found: Caseload = core.ask(CaseloadQuestion(by(core)))
    return found


@pytest.fixture(scope="session")
def casts(core: Tracker) -> dict[str, Cast]:
    return dict(tell(CASES, 4, 1, AS_OF, core.rules).casts)


@pytest.fixture(scope="session")
def paper(core: Tracker) -> WeeklyDrift:
    found: WeeklyDrift = core.ask(WeeklyDriftQuestion(by(core), THIS_WEEK))
    return found


def every_clock(core: Tracker) -> list[Clock]:
    """Every clock of every case that is not restricted."""
    with core.database.work("scheduler", core.time, core.rules, core.new_id) as work:
        every = work.connection.execute(select(case_record.c.id).where(~case_record.c.restricted)).scalars().all()
        return [found for case_id in every for found in work.cases.get(case_id).clocks.values()]


def test_what_was_said_to_be_made_is_there(demo: tuple[Tracker, DemoMade], caseload: Caseload) -> None:
    core, told = demo
    with core.database.read() as connection:
        statuses = Counter(connection.execute(select(case_record.c.status)).scalars())
        officers = connection.execute(select(officer.c.active)).scalars().all()
        raised = len(connection.execute(select(alert.c.id)).all())
    assert (told.cases, told.officers, told.alerts) == (CASES, 24, raised)
    merged = 1
    assert sum(statuses.values()) == CASES + merged
    assert told.open_cases == CASES + merged - statuses[CaseStatus.CLOSED]
    assert set(statuses) == set(CaseStatus)
    assert sorted(officers) == [False, *[True] * 23]
    whole = core.ask(CaseloadQuestion(by(core), with_closed=True))
    assert len(whole.rows) == len(caseload.rows) + caseload.closed_not_shown
    assert len(whole.rows) + whole.restricted_not_shown == CASES
    assert caseload.restricted_not_shown > 0


def test_cases_passed_on_to_another_team_and_to_other_forces(core: Tracker, caseload: Caseload) -> None:
    with core.database.read() as connection:
        moved = connection.execute(select(team_transfer)).all()
        asked = {row.answer: row for row in connection.execute(select(force_transfer))}
    assert set(asked) == {ForceAnswer.AWAITED.value, ForceAnswer.ACCEPTED.value, ForceAnswer.REFUSED.value}
    (row,) = [row for row in caseload.rows if row.case_id == moved[0].case_id]
    assert (len(moved), row.oic, row.status) == (1, "", CaseStatus.AWAITING_ALLOCATION)
    (row,) = [row for row in caseload.rows if row.case_id == asked[ForceAnswer.AWAITED.value].case_id]
    assert row.held_by is Holder.ANOTHER_FORCE


def test_the_caseload_looks_like_one(caseload: Caseload) -> None:
    late = Counter(min(row.overdue, 4) for row in caseload.rows)
    size = len(caseload.rows)
    assert 0.12 <= late[0] / size <= 0.32
    assert 0.4 <= (late[1] + late[2] + late[3]) / size <= 0.75
    assert late[4] >= 5
    assert {row.kind for row in caseload.rows} >= set(CaseKind) - {CaseKind.NOT_RECORDED}
    ages = [row.age_days for row in caseload.rows]
    assert min(ages) < 10
    assert max(ages) > 400
    assert {row.held_by for row in caseload.rows} >= {
        Holder.OUR_UNIT, Holder.LABORATORY, Holder.CPS, Holder.COURT, Holder.HEALTH, Holder.AWAITING_ALLOCATION,
    }  # fmt: skip


def test_nothing_is_late_in_a_case_that_is_well_run(caseload: Caseload, casts: dict[str, Cast]) -> None:
    well_run = [row for row in caseload.rows if not casts[row.reference].drifts]
    assert len(well_run) >= 8
    assert [(row.reference, row.next_milestone) for row in well_run if row.overdue] == []
    assert all(row.next_due is not None for row in well_run), "its reviews and updates go on"


def test_nearly_every_case_that_drifts_now_is_late_now(caseload: Caseload, casts: dict[str, Cast]) -> None:
    drifting = [row for row in caseload.rows if casts[row.reference].drifts]
    assert sum(row.overdue > 0 or row.drift > 0 for row in drifting) >= 0.8 * len(drifting)


def test_every_section_of_the_weekly_paper_has_something(paper: WeeklyDrift) -> None:
    assert all((paper.slipped, paper.moved, paper.unallocated, paper.no_next_action, paper.done_late))
    assert any(row.said and not row.known for row in paper.corrections), "done in time, and recorded late"
    assert [asked.key for asked in paper.questions if not asked.lines] == []
    assert {row.held_by for row in paper.awaited} >= {
        Holder.OUR_UNIT, Holder.LABORATORY, Holder.HEALTH, Holder.SOCIAL_CARE, Holder.CPS, Holder.AWAITING_ALLOCATION,
    }  # fmt: skip
    assert len([row for row in paper.delay_counts if row.reason is not None]) >= 7
    assert paper.restricted_withheld > 0
    assert any(row.next_step for row in paper.slipped)
    unknown = {figure.key for figure in paper.figures if figure.last_week is None}
    assert unknown == {"critical"}, "nothing has checked the alerts since the unit was made"


def test_the_weeks_before_can_be_looked_at_too(core: Tracker, paper: WeeklyDrift) -> None:
    earlier: WeeklyDrift = core.ask(WeeklyDriftQuestion(by(core), THIS_WEEK - timedelta(weeks=12)))
    assert 0 < len(earlier.slipped) < len(paper.slipped)
    assert earlier.done_late


def test_every_stored_date_follows_from_the_events(core: Tracker) -> None:
    clocks = every_clock(core)
    assert len(clocks) > 30 * CASES
    wrong = [found.id for found in clocks if found.recomputed(core.rules.calendar(found.calendar)) != found]
    assert wrong == []


def test_what_the_sweeps_found_is_what_the_database_gives(core: Tracker) -> None:
    """The weekly sweeps look among the cases kept in memory; here the same is asked of the database."""
    now = core.time.now()
    with core.database.work("scheduler", core.time, core.rules, core.new_id) as work:
        store = work.alerts
        assert list(store.due_to_raise(now)) == []
        assert list(store.unowned_cases()) == []
        assert list(store.idle_cases()) == []
        assert store.settle(now) == 0
    with core.database.read() as connection:
        live = connection.execute(
            select(alert.c.kind, clock.c.state, clock.c.expires_at, clock.c.overdue_since, alert.c.episode,
                   clock.c.episode.label("present"))
            .select_from(alert.outerjoin(clock, clock.c.id == alert.c.clock_id))
            .where(alert.c.state != AlertState.ENDED.value)
        ).all()  # fmt: skip
    overdue = [row for row in live if row.kind == AlertKind.OVERDUE]
    assert overdue
    for row in overdue:
        assert row.state == ClockState.RUNNING
        assert row.expires_at <= now
        assert row.episode == row.present
        assert row.overdue_since is not None


def test_alerts_were_raised_week_by_week_and_some_taken_on(core: Tracker) -> None:
    with core.database.read() as connection:
        rows = connection.execute(select(alert.c.raised_at, alert.c.state, alert.c.ended_at)).all()
    assert len({row.raised_at for row in rows}) > 60
    assert all(row.ended_at is None or row.ended_at >= row.raised_at for row in rows)
    assert {row.state for row in rows} == {state.value for state in AlertState} - {AlertState.SNOOZED.value}
    taken = [row for row in core.ask(OpenAlertsQuestion(by(core))).rows if row.state is AlertState.ACKNOWLEDGED]
    assert all(row.acknowledged_by and row.next_step and row.next_step_by for row in taken)
    with core.database.read() as connection:
        lapsed = connection.execute(select(alert_step.c.id).where(alert_step.c.what == AlertStep.LAPSED.value)).all()
    assert lapsed, "not all of it was done"
    told = Counter(len(row.told_to) for row in core.ask(OpenAlertsQuestion(by(core))).rows)
    assert max(told) > min(told) == 1, "one person, and who stands in for one who is away"


def test_delays_are_noted_and_few_are_chased(core: Tracker) -> None:
    with core.database.read() as connection:
        rows = connection.execute(select(delay.c.milestone_id, delay.c.until)).all()
        away = connection.execute(select(absence.c.first_day, absence.c.last_day)).all()
    often = Counter(Counter(row.milestone_id for row in rows).values())
    assert often[1] > often[2] > 0
    assert {row.until is None for row in rows} == {True, False}
    assert any(row.first_day <= AS_OF <= row.last_day for row in away)


def test_what_was_done_was_entered_that_day_or_a_few_days_later(core: Tracker) -> None:
    lags: Counter[int] = Counter()
    for found in every_clock(core):
        last = found.events[-1]
        if last.kind == "stopped" and isinstance(last.on, date) and not last.reason:
            lags[(last.recorded_at.date() - day_of(last.on)).days] += 1
    assert min(lags) >= 0
    assert lags[0] > 10 * sum(count for lag, count in lags.items() if lag > 0) > 0


def test_others_are_chased_escalated_and_asked_for_material(core: Tracker) -> None:
    assert core.person is not None
    answer: Awaited = core.ask(AwaitedQuestion(core.person.officer_id))
    assert len({row.agency for row in answer.rows}) >= 4
    assert any(row.broken for row in answer.rows)
    assert any(row.chases for row in answer.rows)
    assert any(row.escalated_to for row in answer.rows)
    assert any(use.answered for use in answer.uses)
    assert any(use.answered < use.times for use in answer.uses)
    assert any(row.source is not None for row in answer.rows)
    with core.database.read() as connection:
        for table in (tables.chase, tables.escalation, tables.third_party_request, tables.note):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() > 5


def test_some_children_are_protected_and_some_were_not_for_a_while(core: Tracker) -> None:
    found: ProtectionRegister = core.ask(ProtectionRegisterQuestion(by(core)))
    assert {"critical", "overdue", "done"} <= {row.state_key for row in found.rows}
    assert any(row.gaps for row in found.rows)
    assert any(row.checked_by for row in found.rows)
    assert any(one.done for row in found.rows for one in row.to_tell)


def test_cases_that_belong_together_are_linked(core: Tracker) -> None:
    with core.database.read() as connection:
        kinds = connection.execute(select(tables.case_link.c.kind).order_by(tables.case_link.c.id)).scalars().all()
    assert len(kinds) == len(set(kinds)) == 4


def test_some_planned_days_have_passed_and_some_requests_are_decided(core: Tracker) -> None:
    found: Today = core.ask(TodayQuestion(by(core), board=True))
    planned = next(one for one in found.lists if one.in_list is TodayList.PLANNED)
    assert 0 < planned.total < CASES // 2
    assert {row.kind for row in planned.rows} <= set(REVIEWS)
    with core.database.read() as connection:
        states = Counter(connection.execute(select(tables.approval.c.state)).scalars())
        askers = connection.execute(select(tables.approval.c.asked_by).where(tables.approval.c.state != "asked"))
        first = next(iter(askers.scalars()))
    assert set(states) == {"asked", "approved", "refused"}
    told: Today = core.ask(TodayQuestion(first))
    assert any(one.in_list is TodayList.DECIDED and one.rows for one in told.lists)


def test_a_report_that_was_recorded_twice_is_one_case(core: Tracker) -> None:
    with core.database.read() as connection:
        (duplicate,) = connection.execute(select(case_record).where(case_record.c.merged_into.is_not(None))).all()
    (shown,) = [row for row in core.ask(CaseloadQuestion(by(core))).rows if row.also == (duplicate.reference,)]
    assert duplicate.reference == f"{shown.reference}D"
    file = core.ask(CaseFileQuestion(by(core), shown.case_id))
    assert any(row.note == f"merged into {shown.reference}" for row in file.milestones)
