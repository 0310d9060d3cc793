"""What is known of a case is entered and put right while it runs; clocks follow, and the history says so."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import DETECTIVE, INSPECTOR, SUPERVISOR, case_file, milestone, open_a_case
from tracker.actions.add_child import AddChild
from tracker.actions.add_device import AddDevice
from tracker.actions.add_suspect import AddSuspect
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.close_case import CloseCase
from tracker.actions.edit_case import LONGEST_OPERATION, EditCase
from tracker.actions.edit_child import EditChild
from tracker.actions.edit_suspect import EditSuspect
from tracker.actions.grade_risk import GradeRisk
from tracker.actions.open_case import NewChild, NewDevice, NewSuspect
from tracker.actions.record_event import RecordEvent
from tracker.bootstrap import Tracker
from tracker.domain.case import Case
from tracker.domain.risk_grading import RiskGrading
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.caseload import CaseloadQuestion
from tracker.terms import CaseKind, RiskGrade, SubjectKind, YesNo

TODAY = date(2026, 11, 20)


def loaded(core: Tracker, case_id: str) -> Case:
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        return work.cases.get(case_id)


def edited(core: Tracker, case_id: str, by: str = SUPERVISOR, **other: Any) -> EditCase:
    record = loaded(core, case_id).record
    facts: dict[str, Any] = {
        "kind": record.kind, "operation": record.operation, "supervisor_id": record.supervisor_id,
        "restricted": record.restricted,
    }  # fmt: skip
    return EditCase(by, case_id, record.version, **(facts | other))


def graded(core: Tracker, case_id: str, risk: RiskGrade, **other: Any) -> GradeRisk:
    facts: dict[str, Any] = {"because": "more is known", "steps": "see the child", "steps_by": TODAY}
    return GradeRisk(SUPERVISOR, case_id, case_file(core, case_id).version, risk, **(facts | other))


def test_risk_moves_the_targets_that_turn_on_it_and_is_told_with_its_steps(core: Tracker) -> None:
    case = open_a_case(core, risk=RiskGrade.LOW, children=(NewChild("AB", age_at_report=12),))
    core.do(RecordEvent(SUPERVISOR, case, "strategy_discussion", TODAY - timedelta(1)))
    was = milestone(core, case, "abe_interview").clocks[0].due
    moved = core.do(graded(core, case, RiskGrade.VERY_HIGH)).result
    now = milestone(core, case, "abe_interview").clocks[0]
    assert (was, now.due, now.first_due) == (date(2026, 11, 24), date(2026, 11, 23), was)
    assert isinstance(moved, int)
    assert moved > 0
    assert case_file(core, case).risk is RiskGrade.VERY_HIGH
    assert case_file(core, case).history[0].what == (
        "Graded the risk anew: more is known, see the child, by Fri 20 Nov 2026"
    )
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        (kept,) = work.kept.of_case(RiskGrading, case)
    assert (kept.was, kept.now, kept.steps_by) == (RiskGrade.LOW, RiskGrade.VERY_HIGH, TODAY)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"because": " "}, "reason_needed"),
        ({"steps": ""}, "steps_needed"),
        ({"steps_by": None}, "steps_day_needed"),
        ({"steps_by": TODAY - timedelta(1)}, "steps_day_past"),
    ],
)
def test_a_graver_risk_says_what_is_done_about_it(core: Tracker, other: dict[str, object], code: str) -> None:
    case = open_a_case(core, risk=RiskGrade.LOW)
    with pytest.raises(RuleBroken, match=code):
        core.do(graded(core, case, RiskGrade.HIGH, **other))
    assert case_file(core, case).risk is RiskGrade.LOW


@pytest.mark.parametrize("now", [RiskGrade.LOW, RiskGrade.MEDIUM])
def test_a_lesser_risk_needs_no_steps(core: Tracker, now: RiskGrade) -> None:
    case = open_a_case(core, risk=RiskGrade.HIGH)
    core.do(graded(core, case, now, steps="", steps_by=None))
    assert case_file(core, case).risk is now


def test_low_after_not_assessed_is_no_rise(core: Tracker) -> None:
    case = open_a_case(core, risk=RiskGrade.NOT_ASSESSED)
    core.do(graded(core, case, RiskGrade.LOW, steps="", steps_by=None))
    assert case_file(core, case).risk is RiskGrade.LOW


def test_a_stale_case_is_not_graded(core: Tracker) -> None:
    case = open_a_case(core, risk=RiskGrade.LOW)
    request = graded(core, case, RiskGrade.HIGH)
    core.do(edited(core, case, operation="Larkspur"))
    with pytest.raises(StaleRecord):
        core.do(request)


def test_kind_operation_and_supervisor_are_put_right(core: Tracker) -> None:
    case = open_a_case(core, kind=CaseKind.NOT_RECORDED)
    core.do(edited(core, case, kind=CaseKind.ONLINE_ABUSE, operation=" Operation   Elder ", supervisor_id=INSPECTOR))
    record = loaded(core, case).record
    assert (record.kind, record.operation, record.supervisor_id) == (
        CaseKind.ONLINE_ABUSE,
        "Operation Elder",
        INSPECTOR,
    )
    (row,) = core.ask(CaseloadQuestion(SUPERVISOR)).rows
    assert row.operation == "Operation Elder"
    planned = {kind for _, kind in core.rules.plan(CaseKind.ONLINE_ABUSE, SubjectKind.CASE)}
    assert {one.kind for one in loaded(core, case).milestones.values()} >= planned


def test_a_name_of_an_operation_has_a_length(core: Tracker) -> None:
    case = open_a_case(core)
    with pytest.raises(RuleBroken, match="name_too_long"):
        core.do(edited(core, case, operation="x" * (LONGEST_OPERATION + 1)))


def test_nobody_supervises_who_is_not_there(core: Tracker) -> None:
    case = open_a_case(core)
    with pytest.raises(NotFound):
        core.do(edited(core, case, supervisor_id="nobody"))


def test_a_restricted_case_is_seen_by_those_named_on_it(core: Tracker) -> None:
    case = open_a_case(core, supervisor_id=SUPERVISOR)
    core.do(AllocateCase(SUPERVISOR, case, case_file(core, case).version, DETECTIVE))
    core.do(edited(core, case, restricted=True))
    assert case_file(core, case, DETECTIVE).case_id == case
    assert case_file(core, case, SUPERVISOR).case_id == case
    with pytest.raises(NotFound):
        case_file(core, case, INSPECTOR)
    core.do(edited(core, case, restricted=False))
    core.do(edited(core, case, restricted=True))
    core.do(edited(core, case, restricted=False))
    assert case_file(core, case, INSPECTOR).case_id == case


def test_a_new_supervisor_of_a_restricted_case_is_named_on_it(core: Tracker) -> None:
    case = open_a_case(core, supervisor_id=SUPERVISOR)
    core.do(AllocateCase(SUPERVISOR, case, case_file(core, case).version, DETECTIVE))
    core.do(edited(core, case, restricted=True))
    with pytest.raises(RuleBroken, match="not_allowed"):
        core.do(edited(core, case, DETECTIVE, supervisor_id=INSPECTOR))
    with pytest.raises(NotFound):
        case_file(core, case, INSPECTOR)
    core.do(edited(core, case, supervisor_id=INSPECTOR))
    assert case_file(core, case, INSPECTOR).case_id == case
    core.do(edited(core, case, DETECTIVE, operation="Heron"))
    assert loaded(core, case).record.operation == "Heron"


def test_a_detective_restricts_nothing(core: Tracker) -> None:
    case = open_a_case(core)
    with pytest.raises(RuleBroken, match="not_allowed"):
        core.do(edited(core, case, DETECTIVE, restricted=True))
    assert not loaded(core, case).record.restricted


def test_children_suspects_and_devices_are_added_with_their_milestones(core: Tracker) -> None:
    case = open_a_case(core)
    child = core.do(AddChild(SUPERVISOR, case, NewChild("CD", age_at_report=4))).result
    suspect = core.do(AddSuspect(SUPERVISOR, case, NewSuspect("S2", " 77 "))).result
    device = core.do(AddDevice(SUPERVISOR, case, NewDevice("EX2", "tablet", "victim"))).result
    found = loaded(core, case)
    assert (found.children[str(child)].age_at_report, found.suspects[str(suspect)].records_number) == (4, "77")
    assert found.devices[str(device)].held_from == "victim"
    for subject in (child, suspect, device):
        assert any(one.subject_id == subject for one in found.milestones.values())
    told = [row.what for row in case_file(core, case).history[:3]]
    assert told == ["Added a device: EX2", "Added a suspect: S2", "Added a child: CD"]


@pytest.mark.parametrize("label", ["", "ab", "A name that is far too long"])
def test_a_label_is_short_and_stands_once(core: Tracker, label: str) -> None:
    case = open_a_case(core, suspects=(NewSuspect("AB"),), devices=(NewDevice("AB", "phone"),))
    requests = (
        AddChild(SUPERVISOR, case, NewChild(label)),
        AddSuspect(SUPERVISOR, case, NewSuspect(label)),
        AddDevice(SUPERVISOR, case, NewDevice(label, "phone")),
    )
    for request in requests:
        with pytest.raises(RuleBroken, match=r"label_(needed|in_use|too_long)"):
            core.do(request)


def test_a_device_is_of_some_kind_and_a_child_of_some_age(core: Tracker) -> None:
    case = open_a_case(core)
    with pytest.raises(RuleBroken, match="kind_needed"):
        core.do(AddDevice(SUPERVISOR, case, NewDevice("EX9", " ")))
    with pytest.raises(RuleBroken, match="age_cannot_be") as refused:
        core.do(AddChild(SUPERVISOR, case, NewChild("CD", age_at_offence=-1)))
    assert refused.value.field == "age_at_offence"


def test_facts_of_a_child_are_put_right_and_its_clocks_follow(core: Tracker) -> None:
    case = open_a_case(core, risk=RiskGrade.LOW, children=(NewChild("AB", age_at_report=12),))
    core.do(RecordEvent(SUPERVISOR, case, "strategy_discussion", TODAY - timedelta(1)))
    (child,) = loaded(core, case).children.values()
    core.do(EditChild(SUPERVISOR, case, child.id, child.version, NewChild("AB", age_at_report=7)))
    (now,) = loaded(core, case).children.values()
    assert (now.age_at_report, now.version) == (7, child.version + 1)
    assert milestone(core, case, "abe_interview").clocks[0].due == date(2026, 11, 23)
    with pytest.raises(StaleRecord):
        core.do(EditChild(SUPERVISOR, case, child.id, child.version, NewChild("AB")))
    with pytest.raises(NotFound):
        core.do(EditChild(SUPERVISOR, case, "nobody", 1, NewChild("AB")))


def test_facts_of_a_suspect_are_put_right(core: Tracker) -> None:
    case = open_a_case(core)
    (suspect,) = loaded(core, case).suspects.values()
    core.do(EditSuspect(SUPERVISOR, case, suspect.id, suspect.version, NewSuspect("S9", " 12 ", YesNo.YES)))
    (now,) = loaded(core, case).suspects.values()
    assert (now.label, now.records_number, now.access_to_children) == ("S9", "12", YesNo.YES)
    with pytest.raises(StaleRecord):
        core.do(EditSuspect(SUPERVISOR, case, suspect.id, suspect.version, NewSuspect("S1")))
    with pytest.raises(NotFound):
        core.do(EditSuspect(SUPERVISOR, case, "nobody", 1, NewSuspect("S1")))


def test_nothing_is_added_to_a_closed_case(core: Tracker) -> None:
    case = open_a_case(core)
    core.do(
        CloseCase(
            SUPERVISOR,
            case,
            case_file(core, case).version,
            "18",
            core.time.today(),
            without_review="held in the meeting",
        )
    )
    for request in (
        AddChild(SUPERVISOR, case, NewChild("CD")),
        AddSuspect(SUPERVISOR, case, NewSuspect("S2")),
        AddDevice(SUPERVISOR, case, NewDevice("EX2", "phone")),
    ):
        with pytest.raises(RuleBroken, match="case_closed"):
            core.do(request)
