"""Problems are told in words where a person can understand them; faults of ours are told as such."""

import pytest
from pytestqt.qtbot import QtBot

from tracker.errors import NotFound, RuleBroken, StaleRecord, StorageProblem
from ui.problems import Problems, field_of, in_words


def test_words_come_by_the_code() -> None:
    assert in_words(NotFound("not_found")) == "There is no such record, or you may not see it."
    assert "DS 902 Ade" in in_words(StaleRecord("stale", who="DS 902 Ade", when="09:41"))


def test_words_for_a_fault_of_ours_name_no_internals() -> None:
    words = in_words(KeyError("clock_id"))
    assert "clock_id" not in words
    assert words.endswith(".")


def test_a_broken_rule_knows_its_field() -> None:
    assert field_of(RuleBroken("date_in_future", field="on")) == "on"
    assert field_of(NotFound("not_found")) == ""


def test_what_a_person_can_understand_goes_to_the_banner(qtbot: QtBot) -> None:
    problems = Problems()
    tried = []
    with qtbot.waitSignal(problems.told) as told, qtbot.assertNotEmitted(problems.crashed):
        problems.show(RuleBroken("reason_needed"), lambda: tried.append(1))
    assert told.args[0] == "A reason is needed."
    told.args[1]()
    assert tried == [1]


def test_a_problem_of_storage_is_logged_by_its_code_only(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    Problems().show(StorageProblem("disk_full", place="unit.db"))
    assert "disk_full" in caplog.text
    assert "ade" not in caplog.text


def test_a_fault_of_ours_goes_to_the_crash_dialog_and_the_log(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    problems = Problems()
    fault = ValueError("a made-up fault")
    with qtbot.waitSignal(problems.crashed) as told, qtbot.assertNotEmitted(problems.told):
        problems.show(fault)
    assert told.args == [fault]
    assert "a made-up fault" in caplog.text
