"""Every limit with a clock: what starts it is recorded as a person would, its clock runs as its row says, and stops."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import SUPERVISOR
from tests.tracker.actions.by_the_row import Row, clock_rows, due_by, starts_of
from tests.tracker.actions.course_of_a_case import REPORTED, Course, Unit, due_of, unit
from tests.tracker.rule_data import catalogue
from tracker.actions.record_remand import RecordRemand
from tracker.terms import CaseKind, ClockState, Nation, ProsecutionLimit, RiskGrade, SubjectKind

__all__ = ["unit"]

STARTED, STOPPED = date(2026, 6, 9), date(2026, 6, 18)

# BAIL-02 to BAIL-07, BAIL-14, BAIL-18 and the old regimes: the ledger of bail counts by them, one clock for each arrest
# BAIL-01: a day that the ledger of bail gives, the day after the arrest; nobody does anything by it
OF_BAIL = ("BAIL-01", "BAIL-02", "BAIL-03", "BAIL-04", "BAIL-05", "BAIL-06", "BAIL-07", "BAIL-14", "BAIL-18", "OLD-")
BY_THE_LEDGER = {row["id"] for row in clock_rows() if row["id"].startswith(OF_BAIL)}
# they lengthen the clock of another limit, or count back from a day: with tests of their own below; a transfer starts
# its own clocks, in the tests of transfers
OTHERWISE = {"CUS-02-superintendent", "SG-14-extension", "BAIL-08a", "SG-12", "SG-12-review", "TRF-01", "TRF-02"}
LIMITS = [row for row in clock_rows() if row["id"] not in BY_THE_LEDGER | OTHERWISE]

NEEDED_FIRST = {
    "victim_told_of_decision": {"VRR-01": "no_further_action", "VRR-04": "charging_decision",
                                "VRR-04-early": "charging_decision"},
}  # fmt: skip
# what the program completes by itself, and something that completes it
COMPLETED_BY = {
    "case_activity": "scene", "first_investigative_action": "scene", "family_contact": "child_seen_alone",
    "device_moved": "device_triaged",
}  # fmt: skip
PROSECUTION = {
    "LIM-01": ProsecutionLimit.SUMMARY_ONLY, "LIM-02": ProsecutionLimit.DOMESTIC_ABUSE,
    "LIM-02a": ProsecutionLimit.DOMESTIC_ABUSE,
}  # fmt: skip
RISK = {"DIG-05": RiskGrade.HIGH}


def case_for(row: Row, unit: Unit) -> Course:
    """Open a case in which a limit applies: of its kind, nation and risk, with what must be known first."""
    planned = {kind: set(plan.milestones) for kind, plan in catalogue().plans.items()}
    listed = set().union(*planned.values())
    wanted = {kind for kind in (*starts_of(row), row["stops"]) if kind in listed}
    kinds = [CaseKind(kind) for kind in row.get("case_kinds", [])] or [
        kind for kind in CaseKind if wanted <= planned[kind]
    ]
    other: dict[str, Any] = {}
    if row["id"] in PROSECUTION:
        other = {"prosecution": PROSECUTION[row["id"]], "offence_on": STARTED - timedelta(days=60)}
    nation = Nation.WALES if row["nation"] == "wales" else Nation.ENGLAND
    return unit.open(kind=kinds[0], nation=nation, risk=RISK.get(row["id"], RiskGrade.NOT_ASSESSED), **other)


def start_of(row: Row, event: str, course: Course) -> date:
    """Make what starts a clock happen, and give the day it counts from."""
    if event == "reported":
        return REPORTED
    if event == "offence_committed":
        return STARTED - timedelta(days=60)
    if row["id"].startswith("CPS-12"):
        suspect = course.subject(SubjectKind.SUSPECT)
        course.core.do(RecordRemand(SUPERVISOR, course.case_id, suspect, row["id"], STARTED, "CPS"))
        return STARTED
    if event in NEEDED_FIRST:
        course.happens(NEEDED_FIRST[event][row["id"]], STARTED)
    course.happens(event, STARTED)
    return STARTED


STARTS = [pytest.param(row, event, id=f"{row['id']} {event}") for row in LIMITS for event in starts_of(row)]


@pytest.mark.parametrize(("row", "event"), STARTS)
def test_a_clock_runs_from_what_starts_it_to_what_stops_it(unit: Unit, row: Row, event: str) -> None:
    course = case_for(row, unit)
    counted_from = start_of(row, event, course)
    # the report is activity itself, so that the second turn of SUP-07 counts from it
    first = 1 if row["stops"] == "case_activity" else 0
    clock = course.clocks(row["id"], row["stops"])[first]
    expected = due_by(row, counted_from)
    if row["stops"] != "entered_in_tracker":
        assert (clock.state, clock.started_on, due_of(clock)) == (ClockState.RUNNING, counted_from, expected)
        course.happens(COMPLETED_BY.get(row["stops"], row["stops"]), STOPPED)
    stopped = course.clocks(row["id"], row["stops"])[first]
    assert (stopped.state, due_of(stopped)) == (ClockState.STOPPED, expected)
    again = course.clocks(row["id"], row["stops"])[first + 1 :]
    assert [clock.state for clock in again] == ([ClockState.RUNNING] if row.get("recurs") else [])


def test_every_limit_with_a_clock_is_tried() -> None:
    tried = {row["id"] for row in LIMITS if starts_of(row)}
    after_lateness = {row["id"] for row in LIMITS if row.get("starts_when_overdue")}
    assert after_lateness == {"MED-08"}
    assert tried | after_lateness | OTHERWISE | BY_THE_LEDGER == {row["id"] for row in clock_rows()}
