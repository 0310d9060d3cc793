"""Alerts that must not get lost: when a clock jumps, when something is taken back, when a case is restricted."""

from dataclasses import replace
from datetime import date

import pytest

from tests.bad_cases.in_a_unit import (
    alerts,
    an_interview_due,
    arrest,
    complete,
    london,
    replan,
    subject,
    sweep,
    the_clock,
)
from tests.cores import DETECTIVE, INSPECTOR, NORTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.add_absence import AddAbsence
from tracker.actions.close_case import CloseCase
from tracker.actions.edit_case import EditCase
from tracker.actions.officer_leaves import OfficerLeaves
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_breach import RecordBreach
from tracker.actions.record_protection import RecordProtection
from tracker.actions.reopen_case import ReopenCase
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.domain.people import Officer
from tracker.storage.people_store import PeopleStore
from tracker.terms import AbsenceReason, AlertKind, AlertState, Rank, Role

INTERVIEW = "ABE-02"


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case of DC Patel's; its interview is due on Thu 12 Nov 2026, and it is the day before."""
    made = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    sweep(core)
    return made


def test_a_clock_that_is_set_back_makes_no_case_in_time_again(core: Tracker, time: StoppedTime, case_id: str) -> None:
    (before,) = alerts(core, kind=AlertKind.LATE_UNPROTECTED)
    time.move_to(london(2026, 11, 2, 1))
    sweep(core)
    (after,) = alerts(core, kind=AlertKind.LATE_UNPROTECTED)
    assert (after.alert_id, after.state) == (before.alert_id, AlertState.OPEN)


def test_what_was_told_to_be_late_is_back_with_its_milestone_although_the_clock_was_set_back(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    time.move_to(london(2026, 11, 13))
    sweep(core)
    (before,) = alerts(core, limit_id=INTERVIEW)
    time.move_to(london(2026, 11, 12))
    complete(core, case_id, "abe_interview", date(2026, 11, 12))
    assert alerts(core, limit_id=INTERVIEW) == []
    done = milestone(core, case_id, "abe_interview")
    core.do(ReopenMilestone(SUPERVISOR, case_id, done.milestone_id, done.version, "it was another child"))
    (after,) = alerts(core, limit_id=INTERVIEW)
    assert (after.alert_id, after.kind) == (before.alert_id, AlertKind.OVERDUE)


def test_a_breach_in_a_restricted_case_is_told_to_nobody_who_may_not_see_it(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    case = case_file(core, case_id)
    core.do(EditCase(SUPERVISOR, case_id, case.version, case.kind, "", SUPERVISOR, restricted=True))
    arrest(core, case_id, date(2026, 11, 10))
    order = core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", since=date(2026, 11, 10))).result
    suspect = subject(core, case_id, "S1")
    core.do(RecordBreach(SUPERVISOR, case_id, suspect, date(2026, 11, 11), "seen near the house", str(order)))
    (breach,) = alerts(core, kind=AlertKind.CONDITIONS_BREACHED)
    assert breach.told_to == ("DS 902 Ade",)


def test_a_warning_of_protection_is_back_when_a_closed_case_is_taken_up_again(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    core.do(
        RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", since=date(2026, 11, 2), until=date(2026, 11, 20))
    )
    sweep(core)
    (before,) = alerts(core, kind=AlertKind.CONDITIONS_LAPSING)
    version = case_file(core, case_id).version
    core.do(CloseCase(SUPERVISOR, case_id, version, "1", date(2026, 11, 11), without_review="a test"))
    assert alerts(core, kind=AlertKind.CONDITIONS_LAPSING) == []
    core.do(ReopenCase(SUPERVISOR, case_id, case_file(core, case_id).version, "a new witness"))
    sweep(core)
    (after,) = alerts(core, kind=AlertKind.CONDITIONS_LAPSING)
    assert (after.alert_id, after.told_to) == (before.alert_id, before.told_to)


def test_a_warning_that_was_skipped_is_told_when_it_stands_after_all(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    looked_at = time.now()
    due = the_clock(core, case_id, "review_inspector").due
    assert due == date(2027, 2, 1)
    time.move_to(london(2027, 1, 29))
    core.do(RaiseAlerts(looked_at=looked_at))
    time.move_to(london(2027, 1, 20))
    replan(core, case_id, "review_inspector", date(2027, 3, 31), "a court week", by=INSPECTOR)
    sweep(core)
    replan(core, case_id, "review_inspector", due, "no court week", by=INSPECTOR)
    sweep(core)
    (found,) = alerts(core, limit_id="SUP-04")
    assert (found.since, found.told_to) == (london(2027, 1, 18, 0), ("DC 3312 Patel",))


def test_an_alert_that_only_others_knew_of_is_told_to_those_named_when_its_case_is_restricted(
    core: Tracker, time: StoppedTime
) -> None:
    time.move_to(london(2026, 11, 2))
    made = open_a_case(core, reported_on=date(2026, 11, 2), supervisor_id=SUPERVISOR)
    core.do(AddAbsence(SUPERVISOR, SUPERVISOR, time.today(), time.today(), AbsenceReason.LEAVE))
    sweep(core)
    time.move_to(london(2026, 11, 3))
    sweep(core)
    (before,) = alerts(core, kind=AlertKind.NO_OWNER)
    assert before.told_to == ("DI 77 Lewis",)
    case = case_file(core, made)
    core.do(EditCase(SUPERVISOR, made, case.version, case.kind, "", SUPERVISOR, restricted=True))
    (after,) = alerts(core, kind=AlertKind.NO_OWNER)
    assert after.told_to == ("DI 77 Lewis", "DS 902 Ade")


def test_who_leaves_is_told_nothing_in_leaving_as_the_cover_of_who_takes_over(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    heir = Officer("officer-heir", "3313", "Bell", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), NORTH)
    with core.database.write() as connection:
        people = PeopleStore(connection)
        people.add_officer(heir)
        leaver = people.save_officer(replace(people.officer(DETECTIVE), working_days=(0, 1, 2)))
    time.move_to(london(2026, 11, 13))
    core.do(AddAbsence(SUPERVISOR, heir.id, time.today(), time.today(), AbsenceReason.LEAVE, DETECTIVE))
    sweep(core)
    (before,) = alerts(core, limit_id=INTERVIEW)
    assert before.told_to == ("DS 902 Ade",)
    core.do(OfficerLeaves(SUPERVISOR, DETECTIVE, leaver.version, heir.id, covers_to=INSPECTOR))
    sweep(core)
    (after,) = alerts(core, limit_id=INTERVIEW)
    assert set(after.told_to) == {"DS 902 Ade", "DI 77 Lewis"}
