"""Alerts reach who is there: another supervisor, a cover who works part of the week, whoever a graver risk concerns."""

from dataclasses import replace
from datetime import date

import pytest

from tests.bad_cases.in_a_unit import alerts, allocate, an_interview_due, complete, london, sweep
from tests.cores import DETECTIVE, INSPECTOR, NORTH, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.tracker.actions.test_alert_course import steps
from tests.tracker.intake.files import a_csv
from tracker.actions.add_absence import AddAbsence
from tracker.actions.close_case import CloseCase
from tracker.actions.edit_case import EditCase
from tracker.actions.grade_risk import GradeRisk
from tracker.actions.import_cases import ImportCases
from tracker.actions.officer_leaves import OfficerLeaves
from tracker.actions.reopen_case import ReopenCase
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.transfer_case import TransferCase
from tracker.bootstrap import Tracker
from tracker.domain.people import Officer
from tracker.intake.reading import read_file
from tracker.rows.open_alerts import AlertRow
from tracker.storage.people_store import PeopleStore
from tracker.terms import AbsenceReason, AlertKind, AlertStep, Rank, RiskGrade, Role, Severity

COLE = Officer("officer-cole", "903", "Cole", Rank.SERGEANT, frozenset({Role.SUPERVISOR}), None)
BELL = Officer("officer-bell", "3313", "Bell", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), NORTH)


def joins(core: Tracker, officer: Officer) -> None:
    with core.database.write() as connection:
        PeopleStore(connection).add_officer(officer)


def the_one(core: Tracker, kind: AlertKind) -> AlertRow:
    (found,) = alerts(core, kind=kind)
    return found


@pytest.mark.parametrize("away", [False, True])
def test_another_supervisor_or_the_cover_is_told_what_had_come_to_the_last_one(
    core: Tracker, time: StoppedTime, away: bool
) -> None:
    case_id = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    sweep(core)
    joins(core, COLE)
    if away:
        core.do(AddAbsence(SUPERVISOR, COLE.id, time.today(), time.today(), AbsenceReason.LEAVE, INSPECTOR))
    case = case_file(core, case_id)
    core.do(EditCase(SUPERVISOR, case_id, case.version, case.kind, "", COLE.id, restricted=False))
    told = the_one(core, AlertKind.LATE_UNPROTECTED).told_to
    assert set(told) == {"DC 3312 Patel", "DS 902 Ade", "DI 77 Lewis" if away else "DS 903 Cole"}
    beneath = next(row for row in alerts(core) if row.kind is AlertKind.OVERDUE)
    assert beneath.told_to == ("DC 3312 Patel",), "what had not come to the supervisor climbs in its time"


def test_who_takes_over_from_a_supervisor_who_leaves_is_told_what_that_one_knew(
    core: Tracker, time: StoppedTime
) -> None:
    joins(core, COLE)
    an_interview_due(core, time, supervisor_id=COLE.id)
    sweep(core)
    assert set(the_one(core, AlertKind.LATE_UNPROTECTED).told_to) == {"DC 3312 Patel", "DS 903 Cole"}
    core.do(OfficerLeaves(SUPERVISOR, COLE.id, 1, supervised_to=SUPERVISOR))
    assert set(the_one(core, AlertKind.LATE_UNPROTECTED).told_to) == {"DC 3312 Patel", "DS 903 Cole", "DS 902 Ade"}


def test_a_cover_who_is_off_on_that_day_of_the_week_is_told_on_the_next_and_the_supervisor_meanwhile(
    core: Tracker, time: StoppedTime
) -> None:
    an_interview_due(core, time, supervisor_id=SUPERVISOR)
    joins(core, replace(BELL, working_days=(0, 1, 2, 3)))
    core.do(AddAbsence(SUPERVISOR, DETECTIVE, date(2026, 11, 12), date(2026, 11, 27), AbsenceReason.LEAVE, BELL.id))
    time.move_to(london(2026, 11, 13))
    sweep(core)
    (late,) = alerts(core, limit_id="ABE-02")
    assert late.told_to == ("DS 902 Ade",)
    time.move_to(london(2026, 11, 16))
    sweep(core)
    (late,) = alerts(core, limit_id="ABE-02")
    assert late.told_to == ("DS 902 Ade", "DC 3313 Bell")


def test_what_a_case_lacks_is_as_serious_as_its_risk_is_graded_later(core: Tracker, time: StoppedTime) -> None:
    time.move_to(london(2026, 11, 2))
    case_id = open_a_case(core, reported_on=date(2026, 11, 2), supervisor_id=SUPERVISOR, risk=RiskGrade.MEDIUM)
    sweep(core)
    before = the_one(core, AlertKind.NO_OWNER)
    assert (before.severity, before.climbs_on) == (Severity.WARNING, date(2026, 11, 5))
    version, until = case_file(core, case_id).version, date(2026, 11, 4)
    core.do(GradeRisk(SUPERVISOR, case_id, version, RiskGrade.VERY_HIGH, "a new threat", "see the child", until))
    after = the_one(core, AlertKind.NO_OWNER)
    assert (after.alert_id, after.severity, after.climbs_on) == (before.alert_id, Severity.URGENT, date(2026, 11, 4))
    assert (AlertStep.GREW.value, Severity.URGENT.value) in steps(core, before.alert_id)
    core.do(GradeRisk(SUPERVISOR, case_id, case_file(core, case_id).version, RiskGrade.LOW, "it was a rumour"))
    assert the_one(core, AlertKind.NO_OWNER).severity is Severity.URGENT, "what was told stays as serious as it was"


def test_a_case_taken_up_again_whose_officer_has_left_has_no_owner_and_tells_who_is_here(
    core: Tracker, time: StoppedTime
) -> None:
    case_id = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    time.move_to(london(2026, 11, 13))
    sweep(core)
    (before,) = alerts(core, limit_id="ABE-02")
    assert before.told_to == ("DC 3312 Patel",)
    version = case_file(core, case_id).version
    core.do(CloseCase(SUPERVISOR, case_id, version, "18", time.today(), without_review="a test"))
    joins(core, BELL)
    core.do(OfficerLeaves(SUPERVISOR, DETECTIVE, 1))
    core.do(ReopenCase(SUPERVISOR, case_id, case_file(core, case_id).version, "a new witness"))
    (after,) = alerts(core, limit_id="ABE-02")
    assert (after.alert_id, after.told_to) == (before.alert_id, ("DC 3312 Patel", "DS 902 Ade"))
    sweep(core)
    assert the_one(core, AlertKind.NO_OWNER).told_to == ("DS 902 Ade",)
    sweep(core)
    the_one(core, AlertKind.NO_OWNER)
    allocate(core, case_id, BELL.id)
    assert alerts(core, kind=AlertKind.NO_OWNER) == []
    assert "DC 3313 Bell" in alerts(core, limit_id="ABE-02")[0].told_to


def test_what_comes_back_after_a_transfer_is_told_in_the_team_that_has_the_case_now(
    core: Tracker, time: StoppedTime
) -> None:
    case_id = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    joins(core, replace(COLE, team_id=SOUTH))
    time.move_to(london(2026, 11, 13))
    sweep(core)
    complete(core, case_id, "abe_interview", date(2026, 11, 13))
    core.do(TransferCase(SUPERVISOR, case_id, case_file(core, case_id).version, SOUTH, "they know the child", COLE.id))
    done = milestone(core, case_id, "abe_interview")
    core.do(ReopenMilestone(SUPERVISOR, case_id, done.milestone_id, done.version, "it was another child"))
    (back,) = alerts(core, limit_id="ABE-02")
    assert set(back.told_to) == {"DC 3312 Patel", "DS 903 Cole"}


def test_whom_the_spreadsheet_gives_a_restricted_case_may_see_it_and_is_told_of_its_alerts(
    core: Tracker, time: StoppedTime
) -> None:
    head = ["Crime Ref", "OIC", "Date Rptd", "Type"]
    row = ["44NI/00305/26", "DC 3312 Patel", "2026-11-02", "Rape"]
    core.do(ImportCases(SUPERVISOR, read_file(a_csv([head, row]), "tracker.csv", today=time.today())))
    sweep(core)
    case_id = alerts(core)[0].case_id
    case = case_file(core, case_id)
    core.do(EditCase(SUPERVISOR, case_id, case.version, case.kind, "", SUPERVISOR, restricted=True))
    joins(core, BELL)
    row[1] = "DC 3313 Bell"
    core.do(ImportCases(SUPERVISOR, read_file(a_csv([head, row]), "tracker.csv", today=time.today())))
    sweep(core)
    assert case_file(core, case_id, BELL.id).oic == "DC 3313 Bell"
    assert all("DC 3313 Bell" in one.told_to for one in alerts(core))
