"""The one reader of resources/, and the code lists and weights it reads."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import resources
from tracker import resource_files
from tracker.terms import DelayReason, Holder, Rank, RiskGrade

ROOT = Path(resources.__file__).parent


def codes(name: str, key: str) -> list[dict[str, object]]:
    return resource_files.toml(f"codes/{name}.toml")[key]


# ---- the reader


def test_a_file_is_read_as_toml_or_bytes():
    raw = (ROOT / "weights" / "workload.toml").read_bytes()
    assert resource_files.data("weights/workload.toml") == raw
    assert resource_files.toml("weights/workload.toml") == tomllib.loads(raw.decode())


def test_a_folder_is_read_by_name_in_order():
    read = resource_files.toml_folder("bank_holidays")
    assert list(read) == ["court", "england_and_wales", "force", "laboratory"]
    assert read["court"] == resource_files.toml("bank_holidays/court.toml")


@pytest.mark.parametrize(
    "path",
    ["", "none.toml", "weights/none.toml", "../pyproject.toml", "weights/../weights/workload.toml", "/etc/hostname",
     "weights//workload.toml", "./weights/workload.toml", "weights\\workload.toml"],
)  # fmt: skip
def test_what_is_not_there_or_leads_out_is_refused(path):
    with pytest.raises(FileNotFoundError):
        resource_files.data(path)


def test_every_resource_is_every_file_but_code():
    on_disk = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    listed = resource_files.every_resource()
    assert set(listed) == on_disk
    assert listed == sorted(listed)
    assert {"time_limits/bail.toml", "milestone_plans/kinds.toml", "codes/outcomes.toml"} <= on_disk


def test_code_and_its_caches_are_no_resources(tmp_path, monkeypatch):
    package = tmp_path / "a_data_package"
    for path in ("__init__.py", "__pycache__/__init__.pyc", "__pycache__/left.toml", "plans/one.toml"):
        file = package / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(resource_files, "PACKAGE", package.name)
    assert resource_files.every_resource() == ["plans/one.toml"]


def test_every_toml_file_can_be_read_and_has_a_version():
    for folder in ("codes", "weights", "milestone_plans", "bank_holidays"):
        for name, document in resource_files.toml_folder(folder).items():
            assert document["version"] >= 1, name
    assert all(resource_files.toml_folder("time_limits").values())


def test_the_reader_brings_no_rules_with_it():
    code = "import sys, tracker.resource_files; print([name for name in sys.modules if name.startswith('tracker.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert run.stdout.strip() == "['tracker.resource_files']"


# ---- the code lists


@pytest.mark.parametrize(
    ("name", "key", "unique"),
    [
        ("outcomes", "outcome", ("code",)),
        ("ethnicity", "code", ("list", "code")),
        ("offence_classes", "offence_class", ("code",)),
        ("risk", "grade", ("scheme", "code")),
        ("ranks", "rank", ("id",)),
        ("delay_causes", "cause", ("id",)),
        ("protective_measures", "measure", ("id",)),
    ],
)
def test_a_code_stands_once_and_has_a_name(name, key, unique):
    rows = codes(name, key)
    keys = [tuple(row[part] for part in unique) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(isinstance(row["name"], str) and row["name"].strip() for row in rows)


def test_outcomes_are_one_to_twenty_two_with_three_alternates_and_our_own_for_a_transfer():
    (own,) = [row for row in codes("outcomes", "outcome") if row.get("by_transfer")]
    assert (own["code"], own["confidence"], "to be confirmed" in own["note"]) == ("TR", "-", True)
    rows = [row for row in codes("outcomes", "outcome") if row["code"] != own["code"]]
    assert {row["code"] for row in rows} == {str(number) for number in range(1, 23)} | {"1A", "2A", "3A"}
    assert [row["code"] for row in rows if row.get("alarm")] == ["17"]
    assert [row["code"] for row in rows if row.get("needs_reason")] == ["20"]
    assert {row["code"] for row in rows if row["confidence"] == "M"} == {"1", "1A", "2", "2A", "3", "3A", "4", "22"}


def test_the_two_ethnicity_lists_are_kept_apart():
    lists = {row["id"] for row in codes("ethnicity", "list")}
    by_list = {name: {row["code"]: row["name"] for row in codes("ethnicity", "code") if row["list"] == name}
               for name in lists}  # fmt: skip
    assert lists == {"16+1", "18+1"}
    assert len(by_list["16+1"]) == 17
    assert len(by_list["18+1"]) == 19
    assert by_list["16+1"]["O1"] == by_list["18+1"]["A4"] == "Chinese"
    assert set(by_list["18+1"]) - set(by_list["16+1"]) == {"W3", "A4", "O2"}
    assert set(by_list["16+1"]) - set(by_list["18+1"]) == {"O1"}


def test_offence_classes_of_the_field_are_there():
    rows = {row["code"]: row for row in codes("offence_classes", "offence_class")}
    read = [
        "17B",
        "20B",
        "19D",
        "19E",
        "19G",
        "19H",
        "21",
        "22B",
        "22A",
        "23",
        "71",
        "72",
        "73",
        "88A",
        "88C",
        "88E",
        "15",
    ]
    memory = ["11A", "13", "86", "5D", "8N", "105A", "106", "1", "4"]
    adult = ["19C", "19F", "17A", "20A"]
    assert set(rows) == {*read, *memory, *adult}
    assert {code for code, row in rows.items() if row.get("adult_class")} == set(adult)
    assert {code for code, row in rows.items() if row["confidence"] == "M"} == set(memory)


def test_each_cause_of_delay_has_a_holder_and_says_whether_it_is_ours():
    rows = {row["id"]: row for row in codes("delay_causes", "cause")}
    assert set(rows) == {reason.value for reason in DelayReason}
    for row in rows.values():
        assert Holder(str(row["holder"])) is not Holder.NOBODY
        assert isinstance(row["ours"], bool)
    not_ours = {"awaiting_social_care", "awaiting_health_report", "awaiting_appropriate_adult", "third_party_material",
                "cps_queue", "court", "victim_needs_time"}  # fmt: skip
    assert {name for name, row in rows.items() if not row["ours"]} == not_ours
    assert [name for name, row in rows.items() if row.get("shown_apart")] == ["dfu_queue"]
    assert rows["dfu_queue"]["holder"] == Holder.LABORATORY


def test_our_own_waits_are_held_by_us_or_our_laboratory_and_no_others():
    ours = {Holder.OUR_UNIT, Holder.LABORATORY, Holder.AWAITING_ALLOCATION}
    for row in codes("delay_causes", "cause"):
        assert (Holder(str(row["holder"])) in ours) is row["ours"], row["id"]


def test_ranks_stand_in_the_order_of_authority():
    rows = codes("ranks", "rank")
    assert [row["id"] for row in rows] == [rank.value for rank in Rank]
    assert [row["order"] for row in rows] == list(range(len(Rank)))
    titles = [title for row in rows for title in row["titles"]]
    assert len(set(titles)) == len(titles)
    assert {"DC", "DS", "DI", "DCI", "DSupt", "DCS", "Commander", "PSI"} <= set(titles)


def test_each_risk_scheme_has_its_grades():
    rows = codes("risk", "grade")
    counts = {scheme: [row["risk"] for row in rows if row["scheme"] == scheme] for scheme in ("kirat", "domestic")}
    assert counts == {"kirat": ["very_high", "high", "medium", "low"], "domestic": ["high", "medium", "low"]}
    assert sum(row["scheme"] == "missing" for row in rows) == 4
    assert all(RiskGrade(str(row["risk"])) is not RiskGrade.NOT_ASSESSED for row in rows)


def test_every_protective_measure_of_the_field_is_there():
    rows = {row["id"]: row for row in codes("protective_measures", "measure")}
    assert len(rows) == 15 + 4
    assert {name for name, row in rows.items() if row.get("derived")} == {
        "bail_conditions", "police_protection", "emergency_protection_order", "remand",
    }  # fmt: skip
    assert {name: row["check_days"] for name, row in rows.items() if "check_days" in row} == {
        "bail_conditions": 28,
        "abduction_notice": 28,
        "child_protection_plan": 28,
        "safety_plan": 28,
        "child_lives_apart": 28,
    }


def test_workload_points_are_those_of_the_field():
    (weights,) = resource_files.toml("weights/workload.toml")["edition"]
    assert weights["case"] == {
        "base": 4, "base_at_court": 2, "trial_month": 2, "extra_child": 2, "extra_suspect": 2,
        "most_for_extra_people": 10, "child_under_ten_or_intermediary": 2, "non_recent_or_institutional": 2,
        "suspect_on_bail": 2, "cps_action_plan_open": 2,
    }  # fmt: skip
    assert weights["risk"] == {"very_high": 4, "high": 3, "medium": 1, "low": 0, "not_assessed": 0}
    assert set(weights["risk"]) == {grade.value for grade in RiskGrade}
    assert [(step["from"], step["points"]) for step in weights["devices"]["steps"]] == [(1, 1), (4, 2), (11, 4)]
    assert weights["waiting_on_another_agency"] == {"percent": 50, "least": 2}
    assert weights["capacity"] == {"full_time_percent": 100, "student_percent": 50}
    assert weights["warning"] == {"amber_percent_of_median": 125, "red_percent_of_median": 150}
    assert weights["confirmed"] is False
