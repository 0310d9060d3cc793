"""A clock whose limit stands in no file here: the force took its target away, or only another machine has it."""

from datetime import date

import pytest
from sqlalchemy import update

from tests.bad_cases.in_a_unit import alerts, an_interview_due, complete, london, replan, sweep, the_clock
from tests.cores import SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.close_case import CloseCase
from tracker.actions.order_date import OrderDate
from tracker.actions.pause_clock import PauseClock
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken
from tracker.rows.case_file import ClockRow
from tracker.rows.unit_health import Health, HealthRow, UnitHealthQuestion
from tracker.rows.why import WhyQuestion
from tracker.storage.tables import clock
from tracker.terms import AlertKind, DelayReason, Severity

INTERVIEW, GONE = "ABE-02", "FORCE-01"


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case whose interview, due on Thu 12 Nov 2026, runs under a target that the force has taken away."""
    made = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    with core.database.write() as connection:
        connection.execute(update(clock).where(clock.c.limit_id == INTERVIEW).values(limit_id=GONE))
    return made


def interview(core: Tracker, case_id: str) -> ClockRow:
    return the_clock(core, case_id, "abe_interview")


def missing(core: Tracker) -> list[HealthRow]:
    """What the health of the unit says of limits that are missing."""
    return [row for row in core.ask(UnitHealthQuestion(SUPERVISOR)).rows if row.key == "limits_gone"]


def test_one_unknown_limit_keeps_no_other_case_from_its_alerts(core: Tracker, time: StoppedTime, case_id: str) -> None:
    other = open_a_case(core, reference="44NI/00999/26")
    time.move_to(london(2026, 11, 13))
    sweep(core)
    assert {row.case_id for row in alerts(core)} >= {case_id, other}
    (late,) = (row for row in alerts(core, case_id=case_id) if row.limit_id == GONE)
    assert (late.kind, late.severity, late.due) == (AlertKind.OVERDUE, Severity.WARNING, date(2026, 11, 12))
    assert late.reason.startswith("FORCE-01 (not in the limits here): was due on Thu 12 Nov 2026")
    complete(core, case_id, "abe_interview", date(2026, 11, 13))
    assert [row for row in alerts(core, case_id=case_id) if row.limit_id == GONE] == []


def test_its_case_is_read_worked_and_closed_and_its_date_stays_as_it_is(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    row = interview(core, case_id)
    assert (row.limit, row.due, row.basis) == (
        "FORCE-01 (not in the limits here)", date(2026, 11, 12), "not in the limits here",
    )  # fmt: skip
    may = row.may_be_rescheduled, row.may_be_paused, row.may_be_resumed, row.may_be_ordered
    assert not any(may)
    (why,) = core.ask(WhyQuestion(SUPERVISOR, case_id, milestone(core, case_id, "abe_interview").milestone_id))
    assert why.limit_id == GONE
    with pytest.raises(RuleBroken, match="limit_gone"):
        replan(core, case_id, "abe_interview", date(2026, 11, 20), "no suite")
    pause = PauseClock(
        SUPERVISOR, case_id, row.clock_id, row.version, date(2026, 11, 11), None, "no suite",
        DelayReason.VICTIM_NEEDS_TIME, ours=False, review_on=date(2026, 11, 16),
    )  # fmt: skip
    order = OrderDate(SUPERVISOR, case_id, row.clock_id, row.version, date(2026, 11, 20), "the judge", "Court", True)
    for request in (pause, order):
        with pytest.raises(RuleBroken, match="limit_gone"):
            core.do(request)
    complete(core, case_id, "abe_interview", date(2026, 11, 11))
    done = milestone(core, case_id, "abe_interview")
    core.do(ReopenMilestone(SUPERVISOR, case_id, done.milestone_id, done.version, "another child"))
    assert interview(core, case_id).due == date(2026, 11, 12)
    version = case_file(core, case_id).version
    core.do(CloseCase(SUPERVISOR, case_id, version, "1", date(2026, 11, 11), without_review="a test"))


def test_the_health_of_the_unit_says_loudly_which_limits_are_missing(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    (row,) = missing(core)
    assert row.state is Health.WRONG
    assert row.detail == "1 clock under FORCE-01, which the limits here do not have. Put it back into the force's file"
    complete(core, case_id, "abe_interview", date(2026, 11, 11))
    assert missing(core) == []
