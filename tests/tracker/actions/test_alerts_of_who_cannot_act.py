"""Alerts of somebody whose roles were taken away, and alerts that come back to a case that is another's now."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import alerts, an_interview_due, london, replan, subject, sweep, the_clock
from tests.cores import DETECTIVE, INSPECTOR, SOUTH, SUPERVISOR, case_file
from tests.fakes import StoppedTime
from tests.tracker.actions.test_alert_course import steps
from tests.tracker.actions.test_alerts_find_who_is_there import COLE, joins
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.add_officer import OfficerFacts
from tracker.actions.edit_officer import EditOfficer
from tracker.actions.end_protection import EndProtection
from tracker.actions.pause_clock import PauseClock
from tracker.actions.record_breach import RecordBreach
from tracker.actions.record_protection import RecordProtection
from tracker.actions.resume_clock import ResumeClock
from tracker.actions.transfer_case import TransferCase
from tracker.bootstrap import Tracker
from tracker.rows.open_alerts import AlertRow
from tracker.storage.people_store import PeopleStore
from tracker.terms import AlertKind, AlertState, AlertStep, DelayReason, PassedOver, Role

HEAD = "officer-head"


def late(core: Tracker) -> AlertRow:
    (found,) = alerts(core, limit_id="ABE-02")
    return found


def becomes(core: Tracker, officer_id: str, *roles: Role, **other: Any) -> None:
    """Change the roles of an officer, or other facts as well, by the head of the unit."""
    with core.database.read() as connection:
        known = {one.id: one for one in PeopleStore(connection).officers()}
    if HEAD not in known:
        head = frozenset({Role.UNIT_HEAD})
        joins(core, replace(COLE, id=HEAD, collar_number="1", account="head", roles=head))
    was = known[officer_id]
    facts = OfficerFacts(was.collar_number, was.surname, was.rank, frozenset(roles), was.team_id, was.account, **other)
    core.do(EditOfficer(HEAD, officer_id, was.version, facts))


def taken_on(core: Tracker, time: StoppedTime) -> None:
    """The interview is late, and its detective has taken the alert on."""
    an_interview_due(core, time, supervisor_id=SUPERVISOR)
    time.move_to(london(2026, 11, 13))
    sweep(core)
    before = late(core)
    core.do(AcknowledgeAlert(DETECTIVE, before.alert_id, before.version, "ring the suite", date(2026, 12, 11)))


@pytest.mark.parametrize("role", [Role.READER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_what_only_somebody_knows_who_may_act_no_more_is_told_to_the_supervisor(
    core: Tracker, time: StoppedTime, role: Role
) -> None:
    taken_on(core, time)
    becomes(core, DETECTIVE, role)
    after = late(core)
    assert (after.told_to, after.state) == (("DC 3312 Patel", "DS 902 Ade"), AlertState.OPEN)
    assert (AlertStep.PASSED_OVER.value, PassedOver.MAY_NOT_ACT.value) in steps(core, after.alert_id)


def test_what_only_somebody_knows_who_has_no_working_day_any_more_is_told_to_the_supervisor(
    core: Tracker, time: StoppedTime
) -> None:
    taken_on(core, time)
    becomes(core, DETECTIVE, Role.DETECTIVE, hours=0, working_days=())
    assert (late(core).told_to, late(core).state) == (("DC 3312 Patel", "DS 902 Ade"), AlertState.OPEN)


def test_who_is_no_supervisor_any_more_is_not_the_one_who_sees_to_a_breach(core: Tracker, time: StoppedTime) -> None:
    case_id = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    with core.database.write() as connection:
        people = PeopleStore(connection)
        people.save_officer(replace(people.officer(INSPECTOR), active=False))
    order = core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", since=date(2026, 11, 10))).result
    core.do(
        RecordBreach(SUPERVISOR, case_id, subject(core, case_id, "S1"), date(2026, 11, 11), "seen near", str(order))
    )
    (breach,) = alerts(core, kind=AlertKind.CONDITIONS_BREACHED)
    assert breach.told_to == ("DS 902 Ade",)
    becomes(core, SUPERVISOR, Role.DETECTIVE)
    (breach,) = alerts(core, kind=AlertKind.CONDITIONS_BREACHED)
    assert breach.told_to == ("DS 902 Ade", "unit list")


def test_who_may_act_as_before_keeps_what_they_have_taken_on(core: Tracker, time: StoppedTime) -> None:
    taken_on(core, time)
    becomes(core, DETECTIVE, Role.DETECTIVE, Role.READER)
    assert (late(core).told_to, late(core).state) == (("DC 3312 Patel",), AlertState.ACKNOWLEDGED)


def to_the_south(core: Tracker, case_id: str) -> None:
    joins(core, replace(COLE, team_id=SOUTH))
    core.do(TransferCase(SUPERVISOR, case_id, case_file(core, case_id).version, SOUTH, "they know the child", COLE.id))


def test_what_a_clock_that_runs_again_brings_back_is_told_in_the_team_that_has_the_case_now(
    core: Tracker, time: StoppedTime
) -> None:
    case_id = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    time.move_to(london(2026, 11, 13))
    sweep(core)
    time.move_to(london(2026, 11, 18))
    sweep(core)
    assert late(core).told_to == ("DC 3312 Patel", "DS 902 Ade")
    clock, today = the_clock(core, case_id, "abe_interview", "ABE-02"), time.today()
    off = PauseClock(
        SUPERVISOR, case_id, clock.clock_id, clock.version, today, None, "ill", DelayReason.VICTIM_NEEDS_TIME, False,
        today,
    )  # fmt: skip
    core.do(off)
    to_the_south(core, case_id)
    clock = the_clock(core, case_id, "abe_interview", "ABE-02")
    core.do(ResumeClock(SUPERVISOR, case_id, clock.clock_id, clock.version, today))
    assert set(late(core).told_to) == {"DC 3312 Patel", "DS 902 Ade", "DS 903 Cole"}


def test_what_a_date_that_is_moved_back_brings_back_is_told_to_who_can_give_the_case_out(
    core: Tracker, time: StoppedTime
) -> None:
    case_id = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    sweep(core)
    assert late(core).told_to == ("DC 3312 Patel",)
    replan(core, case_id, "abe_interview", date(2026, 11, 20), "no room")
    to_the_south(core, case_id)
    replan(core, case_id, "abe_interview", date(2026, 11, 12), "a room is free")
    back = late(core)
    assert (back.kind, set(back.told_to)) == (AlertKind.DUE_SOON, {"DC 3312 Patel", "DS 903 Cole"})


@pytest.mark.parametrize("day", [18, 19])
def test_the_gravest_alert_that_a_pass_brings_back_is_told_in_the_team_that_has_the_case_now(
    core: Tracker, time: StoppedTime, day: int
) -> None:
    case_id = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    time.move_to(london(2026, 11, 18))
    sweep(core)
    order = core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", since=date(2026, 11, 18))).result
    to_the_south(core, case_id)
    core.do(EndProtection(SUPERVISOR, str(order), 1, date(2026, 11, 18), "refused by the court"))
    time.move_to(london(2026, 11, day, 10))
    sweep(core)
    (back,) = alerts(core, kind=AlertKind.LATE_UNPROTECTED)
    assert set(back.told_to) == {"DC 3312 Patel", "DS 902 Ade", "DS 903 Cole"}
    told = back.told_to
    sweep(core)
    assert alerts(core, kind=AlertKind.LATE_UNPROTECTED)[0].told_to == told
