"""Bad cases 8, 9, 11, 12, 14, 17: days off, months of unequal length, timed and long clocks, summer time."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import alerts, allocate, arrest, complete, happened, london, replan, sweep, the_clock
from tests.cores import SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.bootstrap import Tracker
from tracker.cli.main import main
from tracker.errors import RuleBroken
from tracker.rows.why import WhyQuestion
from tracker.terms import AlertKind

SATURDAY, SUNDAY = 5, 6


def due(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["due", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_bad_case_08_a_period_of_law_ends_on_a_sunday_and_a_local_target_rolls(
    core: Tracker, time: StoppedTime
) -> None:
    time.move_to(london(2026, 12, 1))
    case_id = open_a_case(core, reported_on=date(2026, 8, 25))
    arrest(core, case_id, date(2026, 8, 29))
    bail = the_clock(core, case_id, "bail_ended")
    assert (bail.due, bail.due.weekday() if bail.due else None) == (date(2026, 11, 29), SUNDAY)
    happened(core, case_id, "device_seized", date(2026, 11, 5), "EX1")
    submission = the_clock(core, case_id, "device_submitted", "DIG-02")
    # three days for a high risk: Sun 8 Nov, so Mon 9 Nov
    assert submission.due == date(2026, 11, 9)
    (why,) = core.ask(WhyQuestion(SUPERVISOR, case_id, "device_submitted"))
    assert why.steps[-1].what == "not a working day, so the next working day"
    (why,) = core.ask(WhyQuestion(SUPERVISOR, case_id, "bail_ended"))
    assert "working day" not in " ".join(step.what for step in why.steps)


@pytest.mark.parametrize(
    ("arrest_on", "ends"),
    [
        ("2025-08-30", {3: "2025-11-30", 6: "2026-02-28", 9: "2026-05-30", 12: "2026-08-30"}),
        ("2026-01-29", {3: "2026-04-29", 6: "2026-07-29", 9: "2026-10-29", 12: "2027-01-29"}),
        ("2025-11-29", {3: "2026-02-28", 6: "2026-05-29", 9: "2026-08-29", 12: "2026-11-29"}),
        ("2024-02-28", {3: "2024-05-28", 6: "2024-08-28", 9: "2024-11-28", 12: "2025-02-28"}),
    ],
    ids=["from 31 August", "from 30 January", "from 30 November", "from 29 February"],
)
def test_bad_case_09_an_extension_counts_from_the_base_date_not_from_a_clamped_one(
    capsys: pytest.CaptureFixture[str], arrest_on: str, ends: dict[int, str]
) -> None:
    words = ["BAIL-02", "--from", arrest_on]
    assert due(capsys, *words)["due"] == ends[3]
    for months in (6, 9, 12):
        words += ["--event", f"extend={months}@{ends[3]}"]
        answer = due(capsys, *words)
        assert (answer["first_due"], answer["due"]) == (ends[3], ends[months])


def test_bad_case_11_due_today_is_not_overdue_and_a_timed_clock_expires_at_the_minute(
    core: Tracker, time: StoppedTime
) -> None:
    time.move_to(london(2026, 11, 10))
    case_id = open_a_case(core, reported_on=date(2026, 11, 9))
    complete(core, case_id, "strategy_discussion", date(2026, 11, 10))
    assert the_clock(core, case_id, "abe_interview").due == date(2026, 11, 12)
    time.move_to(london(2026, 11, 12, 23, 59))
    sweep(core)
    assert not the_clock(core, case_id, "abe_interview").overdue
    assert alerts(core, limit_id="ABE-02", kind=AlertKind.OVERDUE) == []
    time.move_to(london(2026, 11, 13, 0, 0))
    sweep(core)
    assert the_clock(core, case_id, "abe_interview").overdue
    assert len(alerts(core, limit_id="ABE-02", kind=AlertKind.OVERDUE)) == 1

    happened(core, case_id, "police_protection_started", date(2026, 11, 13), "AB")
    protection = the_clock(core, case_id, "police_protection_ended", "SG-13")
    assert protection.due_at == london(2026, 11, 16, 0, 0)
    time.move_to(london(2026, 11, 15, 23, 59))
    sweep(core)
    assert alerts(core, limit_id="SG-13", kind=AlertKind.OVERDUE) == []
    time.move_to(london(2026, 11, 16, 0, 0))
    sweep(core)
    assert len(alerts(core, limit_id="SG-13", kind=AlertKind.OVERDUE)) == 1


def test_bad_case_12_a_clock_of_two_years_is_stored_and_found_like_any_other(
    core: Tracker, time: StoppedTime, capsys: pytest.CaptureFixture[str]
) -> None:
    assert due(capsys, "BAIL-06-designated-long", "--from", "2026-11-20")["due"] == "2028-11-20"
    paused = due(
        capsys, "ABE-02", "--from", "2026-11-20", "--event", "pause@2026-11-20", "--event", "resume@2028-11-20"
    )  # fmt: skip
    assert paused["due"] > "2028-11-20"
    case_id = open_a_case(core, reported_on=date(2026, 11, 18))
    complete(core, case_id, "strategy_discussion", date(2026, 11, 19))
    replan(core, case_id, "abe_interview", date(2028, 11, 22), "the child is abroad")
    time.move_to(london(2028, 11, 22))
    sweep(core)
    assert alerts(core, limit_id="ABE-02", kind=AlertKind.OVERDUE) == []
    time.move_to(london(2028, 11, 23))
    sweep(core)
    (alert,) = alerts(core, limit_id="ABE-02", kind=AlertKind.OVERDUE)
    assert (alert.first_due, alert.due, alert.days_late) == (date(2026, 11, 23), date(2028, 11, 22), 1)


@pytest.mark.parametrize("changes", [date(2026, 3, 29), date(2026, 10, 25)], ids=["spring", "autumn"])
def test_bad_case_14_no_day_is_skipped_or_doubled_when_the_clocks_change(
    core: Tracker, time: StoppedTime, changes: date
) -> None:
    reported = changes - timedelta(days=12)
    time.move_to(london(reported.year, reported.month, reported.day))
    case_id = open_a_case(core, reported_on=reported)
    allocate(core, case_id)
    complete(core, case_id, "strategy_discussion", reported)
    sweep(core)
    late: list[int] = []
    ages: list[int] = []
    first = changes - timedelta(days=5)
    for number in range(10):
        day = first + timedelta(days=number)
        seen = set()
        for hour, minute in ((0, 30), (1, 30), (2, 30), (23, 30)):
            time.move_to(london(day.year, day.month, day.day, hour, minute))
            sweep(core)
            (alert,) = alerts(core, limit_id="ABE-02", kind=AlertKind.OVERDUE)
            seen.add((alert.days_late, case_file(core, case_id).age_days))
        ((days_late, age),) = seen
        assert days_late is not None
        late.append(days_late)
        ages.append(age)
    assert [later - earlier for earlier, later in pairwise(ages)] == [1] * 9
    worked = [(first + timedelta(days=number)).weekday() < SATURDAY for number in range(1, 10)]
    assert [later - earlier for earlier, later in pairwise(late)] == [int(one) for one in worked]


def test_bad_case_17_half_past_midnight_in_summer_is_that_day(core: Tracker, time: StoppedTime) -> None:
    # 00:30 on Tue 16 June in London
    time.move_to(datetime(2026, 6, 15, 23, 30, tzinfo=UTC))
    case_id = open_a_case(core, reported_on=date(2026, 6, 16))
    complete(core, case_id, "strategy_discussion", date(2026, 6, 16))
    assert milestone(core, case_id, "strategy_discussion").happened_on == date(2026, 6, 16)
    assert the_clock(core, case_id, "abe_interview").started_on == date(2026, 6, 16)
    file = case_file(core, case_id)
    assert file.age_days == 0
    with pytest.raises(RuleBroken, match="date_in_future"):
        complete(core, case_id, "crime_recorded", date(2026, 6, 17))
