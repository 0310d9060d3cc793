"""A device from seizure to return: stages in order, sent back, the laboratory's estimates, facts, the re-check."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.edit_device import EditDevice
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.move_device import MoveDevice
from tracker.actions.record_estimate import RecordEstimate
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.device_register import DeviceRegister, DeviceRegisterQuestion, DeviceRow
from tracker.terms import Accreditation, DevicePart, Holder, LabRole, MilestoneState, YesNo

SENT = ("device_seized", "device_risk_scored", "device_submitted")


def the_device(core: Tracker, case_id: str) -> DeviceRow:
    (row,) = case_file(core, case_id).devices
    return row


def move(core: Tracker, case_id: str, stage: str, on: date, note: str = "", by: str = SUPERVISOR) -> None:
    row = the_device(core, case_id)
    core.do(MoveDevice(by, case_id, row.device_id, row.course_version, stage, on, note))


def moved(core: Tracker, case_id: str, *stages: str, on: date = date(2026, 11, 2)) -> DeviceRow:
    for stage in stages:
        move(core, case_id, stage, on)
    return the_device(core, case_id)


def estimate(core: Tracker, case_id: str, day: date, told_on: date, **other: Any) -> None:
    row = the_device(core, case_id)
    core.do(RecordEstimate(SUPERVISOR, case_id, row.device_id, day, told_on, LabRole.EXAMINER, **other))


def refused(core: Tracker, case_id: str, stage: str, on: date, note: str = "") -> RuleBroken:
    with pytest.raises(RuleBroken) as broken:
        move(core, case_id, stage, on, note)
    return broken.value


def test_a_new_device_waits_to_be_seized(core: Tracker) -> None:
    row = the_device(core, open_a_case(core))
    assert (row.stage, row.part, row.days_held, row.band) == ("", DevicePart.NEVER_SENT, None, 1)
    assert [kind for kind, _ in row.may_move_to] == ["device_seized"]


def test_stages_follow_each_other_and_say_how_long(core: Tracker) -> None:
    case = open_a_case(core)
    row = moved(core, case, "device_seized")
    assert [kind for kind, _ in row.may_move_to] == ["device_triaged", "device_risk_scored"]
    row = moved(core, case, "device_risk_scored", "device_submitted", on=date(2026, 11, 5))
    assert (row.stage, row.part) == ("device_submitted", DevicePart.QUEUED)
    assert (row.days_in_stage, row.days_held) == (15, 18)
    row = moved(core, case, "device_accepted", "device_allocated", on=date(2026, 11, 9))
    assert row.part is DevicePart.STARTED
    assert [kind for kind, _ in row.may_move_to][:1] == ["device_imaged"]
    assert {kind for kind, _ in row.may_move_to[1:]} == {"device_triaged", "device_queued"}
    row = moved(core, case, "device_imaged", "device_analysed", "device_report_issued", on=date(2026, 11, 18))
    assert row.part is DevicePart.BACK
    row = moved(core, case, "device_reviewed", "device_returned", on=date(2026, 11, 20))
    assert (row.part, row.days_held) == (DevicePart.RETURNED, None)
    assert case_file(core, case).history[0].what == (
        "Moved a device on: Returned, retained or destroyed, EX1, Fri 20 Nov 2026"
    )


def test_what_is_out_of_order_is_refused_with_what_comes_first(core: Tracker) -> None:
    case = open_a_case(core)
    moved(core, case, "device_seized")
    broken = refused(core, case, "device_imaged", date(2026, 11, 3))
    assert (broken.code, broken.field) == ("device_stage_out_of_order", "stage")
    assert broken.values["missing"] == "Submission form and risk score"
    assert refused(core, case, "device_seized", date(2026, 11, 3)).code == "device_stage_done"
    assert refused(core, case, "device_rejected", date(2026, 11, 3), "x").code == "device_not_at_triage"
    assert refused(core, case, "abe_interview", date(2026, 11, 3)).code == "no_device_stage"
    assert refused(core, case, "device_risk_scored", date(2026, 11, 1)).code == "device_stage_before"


def test_what_was_passed_over_may_follow_between_its_neighbours(core: Tracker) -> None:
    case = open_a_case(core)
    moved(core, case, *SENT)
    broken = refused(core, case, "device_triaged", date(2026, 11, 3))
    assert (broken.code, broken.values["stage"]) == ("device_stage_after", "Submission form and risk score")
    assert moved(core, case, "device_triaged").stage == "device_submitted"


def test_what_is_not_required_is_not_expected(core: Tracker) -> None:
    case = open_a_case(core)
    row = milestone(core, case, "device_graded")
    core.do(MarkNotRequired(SUPERVISOR, case, row.milestone_id, row.version, "a phone without pictures"))
    moved(core, case, *SENT)
    assert refused(core, case, "device_graded", date(2026, 11, 3)).code == "device_stage_not_expected"


def test_sent_back_it_waits_with_us_to_be_submitted_again(core: Tracker) -> None:
    case = open_a_case(core)
    moved(core, case, *SENT)
    assert refused(core, case, "device_rejected", date(2026, 11, 4)).code == "rejection_reason_needed"
    move(core, case, "device_rejected", date(2026, 11, 4), "the form names no offence")
    row = the_device(core, case)
    assert (row.stage, row.part, row.rejections) == ("device_rejected", DevicePart.NEVER_SENT, 1)
    assert row.stage_since == date(2026, 11, 4)
    assert [kind for kind, _ in row.may_move_to] == ["device_submitted", "device_triaged"]
    again = milestone(core, case, "device_submitted", turn=2)
    assert (again.state, again.held_by) == (MilestoneState.OPEN, Holder.OUR_UNIT)
    assert refused(core, case, "device_accepted", date(2026, 11, 5)).values["missing"] == "Submitted to the laboratory"
    assert refused(core, case, "device_submitted", date(2026, 11, 3)).code == "device_stage_before"
    row = moved(core, case, "device_submitted", "device_accepted", on=date(2026, 11, 6))
    assert (row.stage, row.part, row.rejections) == ("device_accepted", DevicePart.QUEUED, 1)


def test_a_rejection_that_is_taken_back_asks_for_nothing_more(core: Tracker) -> None:
    case = open_a_case(core)
    moved(core, case, *SENT)
    move(core, case, "device_rejected", date(2026, 11, 4), "wrong exhibit")
    undone = milestone(core, case, "device_rejected")
    core.do(ReopenMilestone(SUPERVISOR, case, undone.milestone_id, undone.version, "it was another device"))
    row = the_device(core, case)
    assert (row.stage, row.rejections) == ("device_submitted", 0)
    move(core, case, "device_rejected", date(2026, 11, 5), "the form names no offence")
    assert the_device(core, case).rejections == 1


def test_who_saw_an_earlier_stage_is_told_that_it_moved(core: Tracker) -> None:
    case = open_a_case(core)
    seen = the_device(core, case)
    moved(core, case, "device_seized")
    with pytest.raises(StaleRecord):
        core.do(MoveDevice(SUPERVISOR, case, seen.device_id, seen.course_version, "device_triaged", date(2026, 11, 3)))


def test_each_change_of_the_laboratorys_estimate_is_kept(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    moved(core, case, *SENT)
    estimate(core, case, date(2026, 11, 27), date(2026, 11, 4))
    estimate(core, case, date(2026, 12, 18), date(2026, 11, 12))
    estimate(core, case, date(2027, 1, 8), date(2026, 11, 18))
    row = the_device(core, case)
    assert (row.estimate, row.estimate_for) == (date(2027, 1, 8), "Laboratory report issued")
    assert (row.estimate_moves, row.estimate_slip, row.estimate_late) == (2, 42, False)
    assert [(one.moved_days, one.told_by, one.recorded_by) for one in row.estimates] == [
        (21, LabRole.EXAMINER, "DS 902 Ade"),
        (21, LabRole.EXAMINER, "DS 902 Ade"),
        (None, LabRole.EXAMINER, "DS 902 Ade"),
    ]
    time.move_to(time.now() + timedelta(days=50))
    assert the_device(core, case).estimate_late
    assert case_file(core, case).history[0].what.endswith("EX1, expected Fri 8 Jan 2027, Wed 18 Nov 2026")


@pytest.mark.parametrize(
    ("day", "told_on", "stage", "code"),
    [
        (date(2026, 12, 1), date(2026, 11, 21), "device_report_issued", "date_in_future"),
        (date(2026, 12, 1), date(2026, 9, 30), "device_report_issued", "date_before_report"),
        (date(2026, 11, 9), date(2026, 11, 10), "device_report_issued", "estimate_in_the_past"),
        (date(2026, 12, 1), date(2026, 11, 10), "device_submitted", "device_stage_done"),
        (date(2026, 12, 1), date(2026, 11, 10), "abe_interview", "no_device_stage"),
    ],
)
def test_an_estimate_that_cannot_be_is_refused(core: Tracker, day: date, told_on: date, stage: str, code: str) -> None:
    case = open_a_case(core)
    moved(core, case, *SENT)
    with pytest.raises(RuleBroken) as broken:
        estimate(core, case, day, told_on, stage=stage)
    assert broken.value.code == code
    assert the_device(core, case).estimates == ()


def test_facts_of_a_device_are_changed_and_the_change_is_kept(core: Tracker) -> None:
    case = open_a_case(core)
    row = the_device(core, case)
    facts = EditDevice(
        SUPERVISOR, case, row.device_id, row.version, " EX1A ", "laptop", "victim", YesNo.YES, "Regional unit",
        Accreditation.ACCREDITED, YesNo.NO, 4, 0, 12,
    )  # fmt: skip
    core.do(facts)
    row = the_device(core, case)
    assert (row.exhibit, row.kind, row.held_from, row.priority_asked) == ("EX1A", "laptop", "victim", YesNo.YES)
    assert (row.laboratory, row.accreditation, row.declaration) == (
        "Regional unit",
        Accreditation.ACCREDITED,
        YesNo.NO,
    )
    assert (row.category_a, row.category_b, row.category_c) == (4, 0, 12)
    with pytest.raises(StaleRecord):
        core.do(facts)


@pytest.mark.parametrize(
    ("wrong", "field"), [({"exhibit": " "}, "exhibit"), ({"kind": ""}, "kind"), ({"category_b": -1}, "category_b")]
)
def test_facts_that_cannot_be_are_refused(core: Tracker, wrong: dict[str, Any], field: str) -> None:
    case = open_a_case(core)
    row = the_device(core, case)
    facts: dict[str, Any] = {"exhibit": "EX1", "kind": "phone", "held_from": "suspect"}
    with pytest.raises(RuleBroken) as broken:
        core.do(EditDevice(SUPERVISOR, case, row.device_id, row.version, **(facts | wrong)))
    assert broken.value.field == field


def test_the_childs_safety_is_looked_at_again_while_the_device_waits(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    row = moved(core, case, "device_seized", on=date(2026, 10, 20))
    assert (row.check_due, row.check_late, row.check_last) == (date(2026, 11, 17), 3, None)
    core.do(CompleteMilestone(SUPERVISOR, case, row.check_milestone_id, row.check_version, time.today()))
    row = the_device(core, case)
    assert (row.check_due, row.check_late, row.check_last) == (date(2026, 12, 18), 0, date(2026, 11, 20))


def test_the_register_lists_what_waits_and_counts_the_rest(core: Tracker) -> None:
    old = open_a_case(core)
    moved(core, old, *SENT, on=date(2026, 10, 5))
    new = open_a_case(core, reference="44NI/00306/26")
    moved(core, new, "device_seized")
    back = open_a_case(core, reference="44NI/00307/26")
    moved(
        core, back, *SENT, "device_accepted", "device_allocated", "device_imaged", "device_analysed",
        "device_report_issued", "device_reviewed", "device_returned",
    )  # fmt: skip
    closed = open_a_case(core, reference="44NI/00308/26")
    core.do(
        CloseCase(SUPERVISOR, closed, case_file(core, closed).version, "18", core.time.today(), without_review="agreed")
    )
    register: DeviceRegister = core.ask(DeviceRegisterQuestion(SUPERVISOR))
    assert [(row.case_id, row.part) for row in register.rows] == [
        (old, DevicePart.QUEUED),
        (new, DevicePart.NEVER_SENT),
    ]
    assert register.returned_not_shown == 1
    assert register.rows[0] == _without_stages(the_device(core, old))
    assert register.rows[0].days_late > 0
    assert core.ask(DeviceRegisterQuestion(SUPERVISOR, team_id=SOUTH)).rows == ()
    of_nobody = core.ask(DeviceRegisterQuestion(SUPERVISOR, oic_id=DETECTIVE))
    assert (of_nobody.rows, of_nobody.returned_not_shown) == ((), 0)


def test_devices_out_of_scope_are_not_found(core: Tracker) -> None:
    case = open_a_case(core, team_id=SOUTH)
    row = the_device(core, case)
    assert core.ask(DeviceRegisterQuestion(DETECTIVE)).rows == ()
    for request in (
        MoveDevice(DETECTIVE, case, row.device_id, row.course_version, "device_seized", date(2026, 11, 2)),
        RecordEstimate(DETECTIVE, case, row.device_id, date(2026, 12, 1), date(2026, 11, 2), LabRole.MANAGER),
        EditDevice(DETECTIVE, case, row.device_id, row.version, "EX1", "phone", "suspect"),
        MoveDevice(SUPERVISOR, case, "no-such-device", 1, "device_seized", date(2026, 11, 2)),
    ):
        with pytest.raises(NotFound):
            core.do(request)


def test_a_closed_case_takes_no_estimate_and_moves_no_device(core: Tracker) -> None:
    case = open_a_case(core)
    moved(core, case, "device_seized")
    core.do(
        CloseCase(SUPERVISOR, case, case_file(core, case).version, "18", core.time.today(), without_review="agreed")
    )
    row = the_device(core, case)
    assert row.may_move_to == ()
    assert refused(core, case, "device_triaged", date(2026, 11, 3)).code == "case_closed"
    with pytest.raises(RuleBroken) as broken:
        estimate(core, case, date(2026, 12, 1), date(2026, 11, 2))
    assert broken.value.code == "case_closed"


def _without_stages(row: DeviceRow) -> DeviceRow:
    return replace(row, stages=())
