"""Alerts that come back: nobody's who has gone, with no rung left out, and never lost by a closing or an undo."""

from datetime import date

import pytest

from tests.bad_cases.in_a_unit import alerts, an_interview_due, complete, london, subject, sweep
from tests.cores import DETECTIVE, INSPECTOR, NORTH, SUPERVISOR, case_file, milestone
from tests.fakes import StoppedTime
from tests.tracker.actions.test_alert_course import day_by_day, ended, steps
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.close_case import CloseCase
from tracker.actions.officer_leaves import OfficerLeaves
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_breach import RecordBreach
from tracker.actions.record_protection import RecordProtection
from tracker.actions.reopen_case import ReopenCase
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.see_to_alert import SeeToAlert
from tracker.actions.snooze_alert import SnoozeAlert
from tracker.bootstrap import Tracker
from tracker.domain.people import Officer
from tracker.errors import RuleBroken
from tracker.rows.open_alerts import AlertRow
from tracker.storage.people_store import PeopleStore
from tracker.terms import AlertEnd, AlertKind, AlertState, AlertStep, PassedOver, Rank, Role, Rung, Severity

INTERVIEW = "ABE-02"


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case of DC Patel's; its interview is due on Thu 12 Nov 2026, and it is the day before."""
    made = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    sweep(core)
    return made


def the_one(core: Tracker, kind: AlertKind) -> AlertRow:
    (found,) = alerts(core, kind=kind)
    return found


def late(core: Tracker) -> AlertRow:
    (found,) = alerts(core, limit_id=INTERVIEW)
    return found


def close(core: Tracker, case_id: str, outcome: str) -> None:
    version = case_file(core, case_id).version
    core.do(CloseCase(SUPERVISOR, case_id, version, outcome, core.time.today(), without_review="a test"))
    sweep(core)


def reopen(core: Tracker, case_id: str) -> None:
    core.do(ReopenCase(SUPERVISOR, case_id, case_file(core, case_id).version, "a new witness"))
    sweep(core)


def undo_interview(core: Tracker, case_id: str) -> None:
    done = milestone(core, case_id, "abe_interview")
    core.do(ReopenMilestone(SUPERVISOR, case_id, done.milestone_id, done.version, "it was another child"))
    sweep(core)


def test_a_breach_nobody_has_seen_to_is_back_when_its_case_is_taken_up_again(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    order = core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", since=date(2026, 11, 10))).result
    suspect = subject(core, case_id, "S1")
    core.do(RecordBreach(SUPERVISOR, case_id, suspect, date(2026, 11, 11), "seen near the house", str(order)))
    before = the_one(core, AlertKind.CONDITIONS_BREACHED)
    close(core, case_id, "18")
    assert alerts(core, kind=AlertKind.CONDITIONS_BREACHED) == []
    reopen(core, case_id)
    after = the_one(core, AlertKind.CONDITIONS_BREACHED)
    assert (after.alert_id, after.state) == (before.alert_id, AlertState.OPEN)
    core.do(SeeToAlert(SUPERVISOR, after.alert_id, after.version, "arrested"))
    close(core, case_id, "18")
    reopen(core, case_id)
    assert alerts(core, kind=AlertKind.CONDITIONS_BREACHED) == [], "what was seen to is over"


def test_a_missed_time_limit_is_told_of_at_each_closing_and_once_until_it_is_seen_to(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    close(core, case_id, "17")
    first = the_one(core, AlertKind.TIME_LIMIT_EXPIRED)
    reopen(core, case_id)
    assert alerts(core, kind=AlertKind.TIME_LIMIT_EXPIRED) == []
    close(core, case_id, "17")
    assert the_one(core, AlertKind.TIME_LIMIT_EXPIRED).alert_id == first.alert_id, "on the same day it is the same"
    reopen(core, case_id)
    time.move_to(london(2026, 11, 13))
    close(core, case_id, "17")
    again = the_one(core, AlertKind.TIME_LIMIT_EXPIRED)
    assert again.since == london(2026, 11, 13, 0)
    core.do(SeeToAlert(SUPERVISOR, again.alert_id, again.version, "told the CPS and the family"))
    sweep(core)
    assert alerts(core, kind=AlertKind.TIME_LIMIT_EXPIRED) == []


def test_what_comes_back_is_nobodys_who_has_left(core: Tracker, time: StoppedTime, case_id: str) -> None:
    heir = Officer("officer-heir", "3313", "Bell", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), NORTH)
    with core.database.write() as connection:
        people = PeopleStore(connection)
        people.add_officer(heir)
        leaver = people.officer(DETECTIVE)
    time.move_to(london(2026, 11, 13))
    sweep(core)
    before = late(core)
    core.do(AcknowledgeAlert(DETECTIVE, before.alert_id, before.version, "ring the suite", date(2026, 12, 11)))
    complete(core, case_id, "abe_interview", date(2026, 11, 13))
    core.do(OfficerLeaves(SUPERVISOR, DETECTIVE, leaver.version, heir.id, covers_to=INSPECTOR))
    undo_interview(core, case_id)
    after = late(core)
    assert (after.alert_id, after.state, after.acknowledged_by) == (before.alert_id, AlertState.OPEN, "")
    assert "DC 3313 Bell" in after.told_to


def test_what_was_put_off_leaves_out_no_place_of_the_ladder(core: Tracker, time: StoppedTime, case_id: str) -> None:
    found = the_one(core, AlertKind.LATE_UNPROTECTED)
    off = SnoozeAlert(DETECTIVE, found.alert_id, found.version, date(2026, 11, 18), "the order is heard on Tuesday")
    core.do(off)
    day_by_day(core, time, london(2026, 11, 18))
    back = the_one(core, AlertKind.LATE_UNPROTECTED)
    assert (back.rung, back.told_to, back.climbs_on) == (Rung.SUPERVISOR, found.told_to, date(2026, 11, 19))
    day_by_day(core, time, london(2026, 11, 19))
    assert the_one(core, AlertKind.LATE_UNPROTECTED).rung is Rung.INSPECTOR
    assert (AlertStep.PASSED_OVER.value, PassedOver.MISSED.value) not in steps(core, found.alert_id)


def test_a_clock_that_is_set_back_makes_no_alert_less_serious(core: Tracker, time: StoppedTime, case_id: str) -> None:
    time.move_to(london(2026, 11, 20))
    sweep(core)
    before = late(core)
    assert before.severity is Severity.URGENT
    time.move_to(london(2026, 11, 13))
    sweep(core)
    assert late(core).severity is Severity.URGENT
    assert AlertStep.GREW.value not in {what for what, _ in steps(core, before.alert_id)}


def test_what_grows_as_serious_as_can_be_is_told_to_the_supervisor_at_once(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    time.move_to(london(2027, 1, 3))
    sweep(core)
    idle = the_one(core, AlertKind.NO_ACTIVITY)
    assert (idle.severity, idle.told_to) == (Severity.URGENT, ("DC 3312 Patel",))
    core.do(AcknowledgeAlert(DETECTIVE, idle.alert_id, idle.version, "ring the suite", date(2027, 1, 22)))
    day_by_day(core, time, london(2027, 1, 20))
    grown = the_one(core, AlertKind.NO_ACTIVITY)
    assert (grown.severity, grown.state) == (Severity.CRITICAL, AlertState.ACKNOWLEDGED)
    assert grown.told_to == ("DC 3312 Patel", "DS 902 Ade"), "although the officer has taken it on"


def test_one_warning_of_protection_stands_at_a_time_until_its_day_has_passed(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    ends = date(2026, 12, 4)
    core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", since=date(2026, 11, 2), until=ends))
    day_by_day(core, time, london(2026, 12, 1))
    warned = the_one(core, AlertKind.CONDITIONS_LAPSING)
    assert (warned.since, warned.severity) == (london(2026, 12, 1, 0), Severity.URGENT)
    off = SnoozeAlert(DETECTIVE, warned.alert_id, warned.version, ends, "the hearing is on Friday")
    with pytest.raises(RuleBroken) as broken:
        core.do(off)
    assert broken.value.code == "snooze_past_protection"
    time.move_to(london(2026, 11, 27))
    sweep(core)
    assert the_one(core, AlertKind.CONDITIONS_LAPSING).alert_id == warned.alert_id, "whatever the machine's clock says"
    time.move_to(london(2026, 12, 1))
    core.do(RaiseAlerts(looked_at=london(2026, 12, 1)))
    time.move_to(london(2026, 12, 5))
    core.do(RaiseAlerts(looked_at=london(2026, 12, 1)))
    assert the_one(core, AlertKind.CONDITIONS_LAPSING).severity is Severity.CRITICAL
    later, over = AlertEnd.LATER_WARNING, AlertEnd.RAN_OUT
    assert ended(core, AlertKind.CONDITIONS_LAPSING) == [later, later, over]


def test_a_warning_of_protection_whose_day_was_missed_is_kept_as_skipped(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    ends = date(2026, 12, 4)
    core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", since=date(2026, 11, 2), until=ends))
    sweep(core)
    looked_at = time.now()
    time.move_to(london(2026, 12, 1))
    core.do(RaiseAlerts(looked_at=looked_at))
    the_one(core, AlertKind.CONDITIONS_LAPSING)
    assert ended(core, AlertKind.CONDITIONS_LAPSING) == [AlertEnd.SKIPPED] * 2
