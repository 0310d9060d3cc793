"""Where each suspect's file is: sent, accepted or not, action plans and what so many call for, days on each side."""

from datetime import date

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, open_a_case
from tests.statements import count_statements
from tracker.actions.open_case import NewSuspect
from tracker.actions.record_event import RecordEvent
from tracker.bootstrap import Tracker
from tracker.errors import NotFound
from tracker.rows.cps_position import CpsPosition, CpsPositionQuestion, CpsRow
from tracker.terms import Holder

TODAY = date(2026, 11, 20)


def ask(core: Tracker, case: str, by: str = SUPERVISOR) -> CpsPosition:
    found: CpsPosition = core.ask(CpsPositionQuestion(by, case))
    return found


def row(core: Tracker, case: str, suspect: str = "S1") -> CpsRow:
    (found,) = [row for row in ask(core, case).rows if row.suspect == suspect]
    return found


def happens(core: Tracker, case: str, kind: str, on: date, label: str = "S1") -> None:
    subject = next((one.subject_id for one in case_file(core, case).subjects if one.label == label), "")
    core.do(RecordEvent(SUPERVISOR, case, kind, on, subject))


def day(number: int) -> date:
    return date(2026, 11, number)


def test_before_the_file_is_sent(core: Tracker) -> None:
    case = open_a_case(core)
    found = row(core, case)
    assert (found.with_whom, found.state_key, found.milestone) == (None, "not_started", "File sent to the CPS")
    assert (found.sent_on, found.first_time, found.our_days, found.cps_days) == (None, None, 0, 0)
    answer = ask(core, case)
    assert (answer.advice_on, answer.advice_due) == (None, None)
    core.do(RecordEvent(SUPERVISOR, case, "early_advice", day(5)))
    assert ask(core, case).advice_on == day(5)


def test_a_file_goes_comes_back_and_is_accepted(core: Tracker) -> None:
    case = open_a_case(core)
    happens(core, case, "file_to_cps", day(2))
    found = row(core, case)
    assert (found.with_whom, found.state_key, found.milestone) == (Holder.CPS, "running", "File accepted at triage")
    happens(core, case, "file_rejected", day(5))
    found = row(core, case)
    assert (found.with_whom, found.rejections, found.first_time) == (Holder.OUR_UNIT, 1, False)
    assert (found.milestone, found.due, found.late, found.state_key) == ("File sent again", day(12), 6, "overdue")
    happens(core, case, "file_resubmitted", day(10))
    happens(core, case, "file_accepted", day(12))
    found = row(core, case)
    assert (found.accepted_on, found.our_days, found.cps_days) == (day(12), 5, 13)
    assert (found.milestone, found.due, found.state_key) == ("Charging decision", date(2026, 12, 10), "running")


def test_action_plans_are_counted_and_call_for_more(core: Tracker) -> None:
    case = open_a_case(core)
    for kind, on in (("file_to_cps", day(2)), ("file_accepted", day(2)), ("cps_action_plan_received", day(3))):
        happens(core, case, kind, on)
    found = row(core, case)
    assert (found.plans, found.plans_open, found.plan_due, found.warning) == (1, 1, date(2026, 12, 1), "")
    assert (found.with_whom, found.milestone) == (Holder.OUR_UNIT, "CPS action plan met")
    for kind, on in (("cps_action_plan", day(5)), ("cps_action_plan_received", day(6))):
        happens(core, case, kind, on)
    assert row(core, case).warning == "escalate"
    for kind, on in (("cps_action_plan", day(8)), ("cps_action_plan_received", day(9))):
        happens(core, case, kind, on)
    found = row(core, case)
    assert (found.plans, found.plans_open, found.warning) == (3, 1, "meeting")
    happens(core, case, "cps_action_plan", day(16))
    happens(core, case, "charging_decision", day(18))
    found = row(core, case)
    assert (found.state_key, found.warning, found.decision, found.decided_on) == (
        "done", "", "Charging decision", day(18),
    )  # fmt: skip
    assert (found.milestone_id, found.with_whom, found.our_days, found.cps_days) == ("", None, 2 + 2 + 7, 1 + 1 + 1 + 2)
    happens(core, case, "charged", day(19))
    assert row(core, case).decision == "Charged"


def test_each_suspect_has_a_row_of_its_own_in_as_many_statements(core: Tracker) -> None:
    def statements(case: str) -> int:
        with count_statements(core.database) as seen:
            ask(core, case)
        return len(seen)

    one = open_a_case(core)
    three = open_a_case(core, reference="44NI/00306/26", suspects=tuple(NewSuspect(f"S{n}") for n in (1, 2, 3)))
    happens(core, three, "file_to_cps", day(17), "S2")
    assert [(row.suspect, row.sent_on) for row in ask(core, three).rows] == [
        ("S1", None),
        ("S2", day(17)),
        ("S3", None),
    ]
    assert statements(three) == statements(one)


def test_due_soon_and_nobody_suspected(core: Tracker) -> None:
    case = open_a_case(core, reported_on=date(2026, 10, 1))
    for kind, on in (("file_to_cps", date(2026, 10, 20)), ("file_accepted", date(2026, 10, 26))):
        happens(core, case, kind, on)
    assert row(core, case).state_key == "due_soon"
    empty = open_a_case(core, reference="44NI/00306/26", suspects=())
    assert ask(core, empty).rows == ()


def test_out_of_scope_there_is_no_such_case(core: Tracker) -> None:
    case = open_a_case(core, team_id=SOUTH)
    with pytest.raises(NotFound):
        ask(core, case, DETECTIVE)
