"""Bad cases 1, 2, 5, 8, 9, 10, 27: what the steps say of days off, unequal months, day one and a date that was set."""

import json
from datetime import date
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import complete, happened, london, replan
from tests.cores import SUPERVISOR, open_a_case
from tests.fakes import StoppedTime
from tests.new_calendars import apply, ship_extra
from tracker.bootstrap import Tracker
from tracker.cli.main import main
from tracker.rows.why import Why, WhyQuestion


def steps(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert main(["due", *words, "--json"]) == 0
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["steps"]
    return told


def why(core: Tracker, case_id: str, kind: str, limit: str) -> Why:
    whys: tuple[Why, ...] = core.ask(WhyQuestion(SUPERVISOR, case_id, kind))
    return next(one for one in whys if one.limit_id == limit)


def test_case_02_a_date_behind_the_end_of_the_calendar_says_up_to_which_day_it_is_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    *_, last = steps(capsys, "VIC-07", "--from", "2030-12-31")
    assert (last["code"], last["gives"], last["values"]["known_to"]) == ("unknown", "", "2030-12-31")
    assert last["what"] == (
        "not known: the calendar of England and Wales working days ends on 2030-12-31, before this day"
    )


def test_case_05_both_bank_holidays_and_the_weekend_between_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    told = steps(capsys, "VIC-07", "--from", "2026-12-24")
    # Christmas Day is a Friday, Boxing Day a Saturday with its day off on the Monday
    assert [(step["on"], step["what"]) for step in told if step["code"] in ("day_off", "weekends")] == [
        ("2026-12-25", "Christmas Day, not worked"),
        ("2026-12-28", "Boxing Day (substitute day), not worked"),
        ("2026-12-26", "2 days of weekends in between, not worked"),
    ]
    assert told[1]["values"]["day_one"] == "2026-12-29"
    assert told[1]["gives"] == "2026-12-30"


def test_case_08_a_local_target_says_why_it_moved_and_a_limit_of_law_why_it_stays(
    core: Tracker, time: StoppedTime, capsys: pytest.CaptureFixture[str]
) -> None:
    time.move_to(london(2026, 11, 6))
    case_id = open_a_case(core, reported_on=date(2026, 11, 2))
    happened(core, case_id, "device_seized", date(2026, 11, 5), "EX1")
    moved = why(core, case_id, "device_submitted", "DIG-02").steps[-1]
    assert (moved.on, moved.what, moved.gives) == (
        "Sun 8 Nov 2026", "not a working day, so the next working day", "Mon 9 Nov 2026",
    )  # fmt: skip
    stays = steps(capsys, "BAIL-02", "--from", "2026-08-29")[-1]
    assert (stays["code"], stays["gives"]) == ("not_rolled", "2026-11-29")
    assert stays["what"].startswith("a Sunday; it stays on that day: a limit fixed by law")


def test_case_09_an_extension_says_that_it_counts_from_the_base_date(capsys: pytest.CaptureFixture[str]) -> None:
    told = steps(capsys, "BAIL-02", "--from", "2025-08-30", "--event", "extend=6@2025-11-30")
    counts = [step for step in told if step["code"] == "months_same"]
    assert [(step["on"], step["gives"]) for step in counts] == [
        ("2025-08-31", "2025-11-30"), ("2025-08-31", "2026-02-28"),
    ]  # fmt: skip
    assert all("the last month has no corresponding date" in step["what"] for step in counts)
    extended = next(step for step in told if step["code"] == "extended")
    assert extended["what"] == "extended to 6 months in all; ended before: 2025-11-30"


@pytest.mark.parametrize(
    ("limit", "start", "day_one", "due"),
    [
        ("VIC-07", "2026-04-03", "2026-04-07", "2026-04-08"),
        ("VIC-07", "2026-04-04", "2026-04-07", "2026-04-08"),
        ("VIC-07", "2026-04-07T23:59", "2026-04-08", "2026-04-09"),
        ("DIG-02", "2026-04-04", "2026-04-05", "2026-04-13"),
    ],
    ids=["Good Friday", "a Saturday", "the last minute of a day", "calendar days"],
)
def test_case_10_day_one_of_an_event_on_a_day_off_is_said(
    capsys: pytest.CaptureFixture[str], limit: str, start: str, day_one: str, due: str
) -> None:
    told = steps(capsys, limit, "--from", start)
    assert told[1]["values"]["day_one"] == day_one
    assert day_one in told[1]["what"]
    assert told[-1]["gives"] == due or told[1]["gives"] == due


def test_case_27_a_set_date_and_the_one_the_rules_give_are_both_said(core: Tracker, time: StoppedTime) -> None:
    time.move_to(london(2026, 11, 10))
    case_id = open_a_case(core, reported_on=date(2026, 11, 9))
    complete(core, case_id, "strategy_discussion", date(2026, 11, 10))
    replan(core, case_id, "abe_interview", date(2026, 11, 24), "an interpreter is free then")
    told = why(core, case_id, "abe_interview", "ABE-02")
    assert (told.first_due, told.due) == (date(2026, 11, 12), date(2026, 11, 24))
    replanned = told.steps[-1]
    assert replanned.what == "re-planned: an interpreter is free then; before: Thu 12 Nov 2026"
    assert replanned.recorded == "recorded and approved Tue 10 Nov 2026 09:00 GMT by DS 902 Ade"


def test_case_01_a_new_bank_holiday_is_named_with_the_date_before_it(
    core: Tracker, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.move_to(london(2026, 11, 23))
    case_id = open_a_case(core, reported_on=date(2026, 11, 17))
    happened(core, case_id, "section_47_started", date(2026, 11, 19), "AB")
    before = why(core, case_id, "child_protection_conference", "SG-06")
    ship_extra(monkeypatch)
    apply(core)
    after = why(core, case_id, "child_protection_conference", "SG-06")
    assert after.steps[: len(before.steps)] == before.steps
    (changed,) = [step for step in after.steps if step.code == "recalculated"]
    assert changed.what.startswith("counted anew by England and Wales working days, version 2 in place of 1: ")
    assert changed.what.endswith(f"before: {before.steps[1].gives}")
    assert changed.gives_day == after.due != before.due
    assert [step.what for step in after.steps[len(before.steps) :] if step.code == "day_off"] == [
        "Extra bank holiday, not worked"
    ]
    assert (before.calendar_version, after.calendar_version, after.first_due) == (1, 2, before.due)
