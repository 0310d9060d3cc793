"""The catalogue of milestone kinds and the plan of each kind of case, as shipped, and what is refused."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from tests.tracker.rule_data import catalogue, pack
from tracker import resource_files
from tracker.domain.milestone_plan import Opened, catalogue_from, disagreements
from tracker.domain.time_limits import LimitPack
from tracker.errors import RuleBroken
from tracker.terms import CaseKind, Holder, SubjectKind

DEVICE_STAGES = (
    "device_seized", "device_triaged", "device_risk_scored", "device_submitted", "device_accepted", "device_queued",
    "device_allocated", "device_imaged", "device_analysed", "device_graded", "device_victim_check",
    "device_report_issued", "device_reviewed", "device_returned",
)  # fmt: skip
IN_EVERY_PLAN = {
    "reported", "allocated", "crime_recorded", "strategy_discussion", "investigation_plan", "suspect_identified",
    "first_review", "review_sergeant", "review_inspector", "review_superintendent", "disclosure_schedules",
    "review_before_closing", "outcome", "child_seen_alone", "victim_support_referral", "needs_assessment",
    "child_and_family_update", "intermediary_considered", "abe_plan", "abe_interview", "abe_record",
    "abe_quality_check", "suspect_interviewed", "file_to_cps", "file_accepted", "charging_decision",
}  # fmt: skip


def documents() -> dict[str, dict[str, Any]]:
    return deepcopy(resource_files.toml_folder("milestone_plans"))


def refusal(changed: dict[str, dict[str, Any]]) -> tuple[object, object, object, object]:
    with pytest.raises(RuleBroken) as refused:
        catalogue_from(changed)
    assert refused.value.code == "milestone_plan_invalid"
    return tuple(refused.value.values[name] for name in ("file", "kind", "what", "value"))


def kind_table(changed: dict[str, dict[str, Any]], kind_id: str) -> dict[str, Any]:
    return next(table for table in changed["kinds"]["kind"] if table["id"] == kind_id)


# ---- as shipped


def test_every_kind_of_case_has_its_plan():
    assert set(catalogue().plans) == set(CaseKind)
    for case_kind, plan in catalogue().plans.items():
        assert plan.kind is case_kind
        assert set(plan.milestones) >= IN_EVERY_PLAN, case_kind
        assert plan.milestones[0] == "reported"
        assert plan.milestones[-1] == "outcome"


def test_a_subject_gets_its_own_milestones_in_order():
    for case_kind in CaseKind:
        listed = catalogue().plans[case_kind].milestones
        parts = [catalogue().planned(case_kind, subject) for subject in SubjectKind]
        assert sorted(kind for part in parts for kind in part) == sorted(listed)
        for subject, part in zip(SubjectKind, parts, strict=True):
            assert [kind for kind in listed if kind in part] == list(part)
            assert {catalogue().kind(kind).subject for kind in part} == {subject}


@pytest.mark.parametrize("case_kind", list(CaseKind))
def test_a_device_goes_through_the_fourteen_stages_in_order(case_kind):
    planned = catalogue().planned(case_kind, SubjectKind.DEVICE)
    assert planned == (*DEVICE_STAGES, "device_safeguarding_check")


def test_each_plan_has_what_its_kind_of_case_needs():
    planned = {kind: set(catalogue().plans[kind].milestones) for kind in CaseKind}
    with_doctor = {kind for kind in CaseKind if "medical_examined" in planned[kind]}
    assert with_doctor == set(CaseKind) - {CaseKind.ONLINE_ABUSE, CaseKind.NOT_RECORDED}
    assert {kind for kind in CaseKind if "warrant_executed" in planned[kind]} == {CaseKind.ONLINE_ABUSE}
    assert {kind for kind in CaseKind if "risk_scored" in planned[kind]} == {CaseKind.ONLINE_ABUSE}
    assert {kind for kind in CaseKind if "scene" not in planned[kind]} == {
        CaseKind.ONLINE_ABUSE, CaseKind.NON_RECENT_ABUSE, CaseKind.NOT_RECORDED,
    }  # fmt: skip
    assert {kind for kind in CaseKind if "sarc_contacted" in planned[kind]} == {
        CaseKind.RECENT_SEXUAL_ABUSE, CaseKind.EXPLOITATION,
    }  # fmt: skip
    assert "injuries_photographed" not in planned[CaseKind.NON_RECENT_ABUSE]
    assert "early_advice" not in planned[CaseKind.NEGLECT]


def test_a_case_of_no_known_kind_needs_only_what_every_case_needs():
    common = set.intersection(*(set(plan.milestones) for plan in catalogue().plans.values()))
    assert set(catalogue().plans[CaseKind.NOT_RECORDED].milestones) == common


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("allocated", "crime_recorded"),
        ("strategy_discussion", "abe_plan"),
        ("abe_plan", "abe_interview"),
        ("needs_assessment", "abe_interview"),
        ("abe_interview", "suspect_interviewed"),
        ("suspect_interviewed", "device_submitted"),
        ("device_reviewed", "file_to_cps"),
        ("file_to_cps", "file_accepted"),
        ("file_accepted", "cps_action_plan"),
        ("cps_action_plan", "charging_decision"),
        ("charging_decision", "charged"),
        ("charged", "first_court_hearing"),
        ("sentenced", "outcome"),
    ],
)
def test_kinds_take_their_place_in_the_course_of_a_case(earlier, later):
    for case_kind in CaseKind:
        assert catalogue().place(case_kind, earlier) < catalogue().place(case_kind, later), case_kind


def test_no_two_decisive_kinds_share_a_place():
    for case_kind in CaseKind:
        places = [catalogue().place(case_kind, kind.id) for kind in catalogue().kinds.values() if kind.decisive]
        assert len(set(places)) == len(places)


def test_reviews_updates_and_checks_are_never_decisive():
    words = ("first_review", "review_sergeant", "review_inspector", "review_superintendent", "update", "check",
             "victim_told", "rui_review", "conference", "core_group")  # fmt: skip
    for kind in catalogue().kinds.values():
        if kind.recurs or any(word in kind.id for word in words):
            assert not kind.decisive, kind.id


def test_the_holder_is_who_is_awaited():
    holders = {
        "allocated": Holder.AWAITING_ALLOCATION, "abe_interview": Holder.OUR_UNIT, "device_submitted": Holder.OUR_UNIT,
        "device_accepted": Holder.LABORATORY, "device_report_issued": Holder.LABORATORY,
        "device_reviewed": Holder.OUR_UNIT, "medical_report": Holder.HEALTH, "file_accepted": Holder.CPS,
        "charging_decision": Holder.CPS, "cps_action_plan": Holder.OUR_UNIT, "third_party_asked": Holder.OUR_UNIT,
        "third_party_received": Holder.SOCIAL_CARE, "trial": Holder.COURT,
        "child_protection_conference": Holder.SOCIAL_CARE, "review_requested": Holder.CHILD_OR_FAMILY,
    }  # fmt: skip
    assert {kind: catalogue().kind(kind).holder for kind in holders} == holders


def test_the_opening_completes_the_report_and_the_entry():
    assert catalogue().at_opening() == ("reported", "entered_in_tracker")


def test_what_is_completed_with_what():
    assert set(catalogue().completed_with("abe_interview")) == {
        "case_activity", "first_investigative_action", "first_evidential_account", "family_contact",
    }  # fmt: skip
    assert set(catalogue().completed_with("device_imaged")) == {"case_activity", "device_moved"}
    assert catalogue().completed_with("device_moved") == ()
    assert catalogue().completed_with("case_activity") == ()
    assert catalogue().completed_with("entered_in_tracker") == ()
    with pytest.raises(RuleBroken, match="unknown_milestone_kind"):
        catalogue().completed_with("nothing")


def test_what_recurs_comes_to_an_end_with_what():
    assert catalogue().ended_with("medical_report") == ("medical_report_chased",)
    assert catalogue().ended_with("detention_ended") == ("custody_review",)
    assert set(catalogue().ended_with("released_on_bail")) == {
        "rui_review_sergeant", "rui_review_inspector", "rui_review_superintendent",
    }  # fmt: skip
    assert set(catalogue().ended_with("device_returned")) == {"device_moved", "device_safeguarding_check"}
    assert "bail_condition_check" in catalogue().ended_with("bail_ended")
    assert catalogue().ended_with("review_sergeant") == ()


def test_what_ends_something_happens_to_the_same_subject_or_the_case():
    for kind in catalogue().kinds.values():
        for ending in kind.ended_by:
            assert catalogue().kind(ending).subject in (kind.subject, SubjectKind.CASE), (kind.id, ending)


def test_every_stage_of_a_device_but_the_first_moves_it():
    assert set(DEVICE_STAGES[1:]) | {"device_rejected"} == set(catalogue().kind("device_moved").completed_by)


def test_activity_is_what_a_person_recorded():
    program = {kind.id for kind in catalogue().kinds.values() if not kind.is_activity}
    assert program == {"case_activity", "entered_in_tracker", "first_investigative_action", "family_contact",
                       "device_moved", "offence_committed", "transferred", "force_transfer_asked"}  # fmt: skip


def test_each_milestone_of_a_plan_is_opened_by_it():
    planned = {kind for plan in catalogue().plans.values() for kind in plan.milestones}
    assert planned == {kind.id for kind in catalogue().kinds.values() if kind.opened is Opened.PLAN}


# ---- limits and kinds


def changed_pack(limit_id: str, **clock: Any) -> LimitPack:
    limits = tuple(
        replace(limit, clock=replace(limit.clock, **clock)) if limit.id == limit_id and limit.clock else limit
        for limit in pack().limits
    )
    return replace(pack(), limits=limits)


def test_limits_and_kinds_agree_as_shipped():
    assert disagreements(catalogue(), pack()) == ()


@pytest.mark.parametrize(
    ("limit_id", "clock", "found"),
    [
        ("VIC-01", {"stops": "written_confirmation"}, "VIC-01:other_subject:arrested"),
        ("VIC-01", {"stops": "no_such_kind"}, "VIC-01:unknown_kind:no_such_kind"),
        ("VIC-01", {"starts": ("no_such_kind",)}, "VIC-01:unknown_kind:no_such_kind"),
        ("VIC-07", {"recurs": True}, "VIC-07:does_not_recur:victim_support_referral"),
        ("SUP-03", {"recurs": False}, "review_sergeant:no_recurring_limit"),
        ("CUS-02-superintendent", {"extends": "SG-14"}, "CUS-02-superintendent:extends_towards_another:SG-14"),
    ],
)
def test_a_disagreement_is_named(limit_id, clock, found):
    assert found in disagreements(catalogue(), changed_pack(limit_id, **clock))


def test_a_duty_that_concerns_an_unknown_kind_is_named():
    limits = tuple(replace(limit, concerns="nothing") if limit.id == "SUP-06" else limit for limit in pack().limits)
    assert disagreements(catalogue(), replace(pack(), limits=limits)) == ("SUP-06:unknown_kind:nothing",)


# ---- what is refused


@pytest.mark.parametrize(
    ("change", "what", "value"),
    [
        ({"subject": "officer"}, "unknown_value", "officer"),
        ({"holder": "the press"}, "unknown_value", "the press"),
        ({"holder": "nobody"}, "held_by_nobody", "scene"),
        ({"decisive": "no"}, "not_true_or_false", "decisive"),
        ({"opened": "never"}, "unknown_value", "never"),
        ({"opened": "event"}, "not_opened_by_a_plan", "scene"),
        ({"recurs": True, "repeats": True}, "recurs_and_is_decisive_or_repeats", "scene"),
        ({"recurs": True, "decisive": True}, "recurs_and_is_decisive_or_repeats", "scene"),
        ({"colour": "red"}, "unknown_key", "colour"),
        ({"name": ""}, "not_a_text", "name"),
        ({"completed_by": ["nothing"]}, "unknown_kind", "nothing"),
        ({"ended_by": ["outcome"]}, "ends_and_does_not_recur", "scene"),
    ],
)
def test_a_wrong_kind_is_refused(change, what, value):
    changed = documents()
    kind_table(changed, "scene").update(change)
    assert refusal(changed)[2:] == (what, value)


def test_what_ends_something_must_exist():
    changed = documents()
    kind_table(changed, "custody_review")["ended_by"] = ["nothing"]
    assert refusal(changed) == ("kinds", "custody_review", "unknown_kind", "nothing")


@pytest.mark.parametrize("bad_id", ["Scene", "the-scene", "9scene"])
def test_a_kind_has_field_words_for_an_id(bad_id):
    changed = documents()
    kind_table(changed, "scene")["id"] = bad_id
    assert refusal(changed) == ("kinds", bad_id, "bad_id", bad_id)


def test_a_kind_stands_once():
    changed = documents()
    changed["kinds"]["kind"].append(kind_table(changed, "scene"))
    assert refusal(changed) == ("kinds", "scene", "said_twice", "scene")


def test_a_kind_that_no_plan_lists_is_refused():
    changed = documents()
    changed["online_abuse"]["milestones"].remove("warrant_executed")
    assert refusal(changed) == ("kinds", "warrant_executed", "in_no_plan", "warrant_executed")


@pytest.mark.parametrize(
    ("milestone", "what"),
    [("no_such_kind", "unknown_kind"), ("arrested", "not_opened_by_a_plan"), ("case_activity", "not_opened_by_a_plan")],
)
def test_a_plan_lists_only_kinds_that_a_plan_opens(milestone, what):
    changed = documents()
    changed["neglect"]["milestones"].append(milestone)
    assert refusal(changed) == ("neglect", "", what, milestone)


def test_a_plan_lists_a_kind_once():
    changed = documents()
    changed["neglect"]["milestones"].append("scene")
    assert refusal(changed) == ("neglect", "", "not_a_list_of_texts", "milestones")


def test_a_plan_has_something_for_every_subject():
    changed = documents()
    listed = changed["neglect"]["milestones"]
    changed["neglect"]["milestones"] = [kind for kind in listed if not kind.startswith("device_")]
    assert refusal(changed) == ("neglect", "", "nothing_for_a_subject", "device")


def test_a_plan_stands_in_its_own_file():
    changed = documents()
    changed["neglect"]["kind"] = "online_abuse"
    assert refusal(changed) == ("neglect", "", "kind_is_not_the_file", "online_abuse")


@pytest.mark.parametrize("file", ["kinds", "neglect"])
def test_a_missing_file_is_refused(file):
    changed = documents()
    del changed[file]
    assert refusal(changed) == (file, "", "missing", file)


def test_an_unknown_key_in_a_plan_is_refused():
    changed = documents()
    changed["neglect"]["children"] = ["abe_interview"]
    assert refusal(changed) == ("neglect", "", "unknown_key", "children")


# ---- what ends


def test_what_recurs_while_something_lasts_ends_with_it():
    ended = {kind: catalogue().ended_with(kind) for kind in ("device_returned", "charged", "medical_report", "outcome")}
    assert ended == {
        "device_returned": ("device_moved", "device_safeguarding_check"),
        "charged": (
            "bail_condition_check", "rui_review_sergeant", "rui_review_inspector", "rui_review_superintendent",
        ),
        "medical_report": ("medical_report_chased",),
        "outcome": (),
    }  # fmt: skip


def test_an_end_that_is_no_kind_is_refused():
    changed = documents()
    kind_table(changed, "device_moved")["ended_by"] = ["device_lost"]
    assert refusal(changed) == ("kinds", "device_moved", "unknown_kind", "device_lost")


def test_what_does_not_recur_has_no_end():
    changed = documents()
    kind_table(changed, "scene")["ended_by"] = ["outcome"]
    assert refusal(changed) == ("kinds", "scene", "ends_and_does_not_recur", "scene")
