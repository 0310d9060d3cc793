"""One case in full: what it shows, what can be done about a milestone, and the way back from it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import a_window
from tests.rows_to_show import TODAY, a_case_file, a_clock, a_moved_clock, a_paused_clock, a_unit, why_rows
from tests.transfer_rows import an_open_request, transfers_of_a_case
from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press, write
from tests.ui.opened import OpenCase
from tests.ui.parts import form_of
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.correct_start import CorrectStart
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.order_date import OrderDate
from tracker.actions.pause_clock import PauseClock
from tracker.actions.record_delay import RecordDelay
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.actions.resume_clock import ResumeClock
from tracker.changes import Changes
from tracker.errors import NotFound, RuleBroken, StaleRecord, StorageProblem
from tracker.rows.alert_course import CaseAlerts, CaseAlertsQuestion
from tracker.rows.case_file import CaseFile, CaseFileQuestion, ClockRow, HolderRow, MilestoneRow, MoveRow
from tracker.rows.case_transfers import CaseTransfers
from tracker.rows.why import WhyQuestion
from tracker.terms import (
    BailState,
    CaseStatus,
    ClockClass,
    ClockEventKind,
    ClockState,
    DelayReason,
    ForceAnswer,
    Holder,
    LimitKind,
    MilestoneState,
    RiskGrade,
)
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.case_file.list_panel import ListPanel
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.widgets.form import FormDrawer

REPORT = next(row for row in a_case_file().milestones if row.name == "Computer report")


def cell_texts(panel: ListPanel, row: int = 0) -> list[str]:
    """Give a row of a list as it is read."""
    return [panel.model.index(row, place).data() or "" for place in range(panel.model.columnCount())]


def a_file_with(milestone: MilestoneRow, **other: Any) -> CaseFile:
    """Give the case with one milestone only."""
    return replace(a_case_file(), milestones=(milestone,), **other)


def test_the_header_says_what_who_and_how_long(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    assert page._title.text() == "44NI/00305/26 · online abuse · very high risk · day 305"
    assert page._sub_line.text() == (
        "OIC DC 3312 Patel (one of 3 so far) · supervisor DS 902 Ade · Team 1 · reported Mon 19 Jan 2026 · open"
    )
    assert page.standing.said() == (
        ("", "Held by: Laboratory for 204 of 305 days"),
        ("overdue", "Next: Computer report, due Thu 12 Mar 2026"),
        ("critical", "Protection: none since Tue 21 Apr 2026 (AB)"),
        ("critical", "1 critical"),
        ("overdue", "1 overdue"),
        ("due_soon", "S1: bail ends Mon 30 Nov 2026, or 29 Nov"),
        ("overdue", "S2: long: 96 days since release"),
        ("paused", "1 paused too long"),
    )
    assert page._footer.text() == "10 of 10 milestones shown: 7 still to do, 2 overdue, 1 paused too long"
    window.close()


def test_the_header_says_that_another_force_was_asked_or_has_the_case(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), oic="", transfers=an_open_request())
    _, page = open_case(tracker)
    assert page._sub_line.text().startswith("No OIC now · supervisor DS 902 Ade")
    assert "West Mercia asked to take it since Mon 9 Nov 2026" in page.standing.words()
    (row,) = transfers_of_a_case().passed_on[2:]
    gone = replace(row, answer=ForceAnswer.ACCEPTED, ended_on=date(2026, 11, 2), reference="22/1", taken_back="")
    tracker.answers[CaseFileQuestion] = replace(
        a_case_file(), status=CaseStatus.CLOSED, closed_on=date(2026, 11, 2), outcome_code="TR",
        transfers=CaseTransfers(1, (gone,)),
    )  # fmt: skip
    page.refresh()
    assert page._sub_line.text().endswith(
        "closed Mon 2 Nov 2026 · transferred to West Mercia, Supervisor there as 22/1"
    )
    passed = page.holders.passed_on
    assert cell_texts(passed)[5] == "accepted 2 Nov 26 as 22/1"


def test_how_a_case_passed_on_is_listed_with_the_open_work(open_case: OpenCase) -> None:
    _, page = open_case(a_unit())
    passed = page.holders.passed_on
    assert passed.words() == "OIC so far: 3 officers, handed over 1 time, another force asked 1 time."
    assert cell_texts(passed) == ["2 Mar 26", "Handed over", "DC 1881 Ŵyn", "DC 3312 Patel", "3", "", "", "DS 902 Ade"]
    assert cell_texts(passed, 1)[5:7] == ["taken back", "the family has moved; then: the address was wrong"]
    assert cell_texts(passed, 2)[4:6] == ["", "refused by them 14 Sep 26"]
    work = passed.model.index(0, 4)
    assert "Computer report, Device 1" in work.data(Qt.ItemDataRole.ToolTipRole)


def test_the_header_of_a_closed_case_nobody_had(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(
        a_case_file(), oic_id=None, oic="", supervisor="", status=CaseStatus.CLOSED, closed_on=date(2026, 11, 2),
        outcome_code="16", risk=RiskGrade.NOT_ASSESSED, next_decisive="", next_decisive_due=None,
        transfers=CaseTransfers(),
    )  # fmt: skip
    window, page = open_case(tracker)
    assert "risk not assessed" in page._title.text()
    people = page._sub_line.text()
    assert people == "No OIC yet · Team 1 · reported Mon 19 Jan 2026 · closed Mon 2 Nov 2026 · outcome 16"
    assert [words for _, words in page.standing.said()] == [
        "Held by: Laboratory for 204 of 305 days", "No decisive milestone is open",
    ]  # fmt: skip
    window.close()


def test_milestones_come_most_pressing_first(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    model = page.milestones.view.row_model()
    assert [row.state_key for row in model.shown] == [
        "critical", "overdue", "due_soon", "paused", "running", "unknown", "not_started", "done_late", "done",
        "not_required",
    ]  # fmt: skip
    first = [model.index(0, place).data() for place in range(model.columnCount())]
    assert first == [
        "critical", "Computer report", "", "19 Mar 26", "", "19 Mar 26", "176", "", "Laboratory", "",
    ]  # fmt: skip
    window.close()


def test_the_clocks_of_one_milestone_stand_side_by_side(open_case: OpenCase) -> None:
    law = a_clock(6, limit="Report to the court", limit_id="CRT-01", limit_kind=LimitKind.LAW, basis="CrimPR 3.2")
    local = a_clock(
        7, limit="Report to the unit", to_be_confirmed=True, drift=12, first_due=date(2026, 11, 4),
        due=date(2026, 11, 30), overdue_since=datetime(2026, 11, 5, tzinfo=UTC), provisional=True, moves=1,
    )  # fmt: skip
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = a_file_with(replace(REPORT, clocks=(law, local), delays=()))
    window, page = open_case(tracker)
    said = page.milestones.clocks.lines()
    assert "CRT-01 · law · CrimPR 3.2" in said
    assert "INV-03 · local target – to be confirmed by the force · Force policy on interviews" in said
    assert "Due Mon 30 Nov 2026, in 10 days" in said
    assert "First due Wed 4 Nov 2026, moved 1 time" in said
    assert "12 working days late, counted from the first date" in said
    assert "Was overdue from Thu 5 Nov 2026 00:00" in said
    assert "Provisional: rests on a bank holiday not announced yet" in said
    window.close()


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (a_clock(1, late=9), ["overdue, 9 working days late"]),
        (a_clock(1, late=3, in_hours=True), ["overdue, 3 hours late"]),
        (a_clock(1, state=ClockState.PAUSED), ["paused"]),
        (
            a_clock(1, state=ClockState.STOPPED, drift=2),
            ["done late", "2 working days late, counted from the first date"],
        ),
        (a_clock(1, state=ClockState.STOPPED), ["done"]),
        (
            a_clock(1, late=9, clock_class=ClockClass.PERIOD, due=date(2026, 11, 7), drift=None),
            ["overdue", "Ended Sat 7 Nov 2026"],
        ),
        (a_clock(1, clock_class=ClockClass.PERIOD, due=date(2026, 11, 27), drift=None), ["Ends Fri 27 Nov 2026"]),
        (a_clock(1, due=TODAY), ["running", "Due Fri 20 Nov 2026, today"]),
        (
            a_clock(1, due=date(2026, 11, 21), due_at=datetime(2026, 11, 21, 14, 30, tzinfo=UTC)),
            ["Due Sat 21 Nov 2026 14:30, tomorrow"],
        ),
        (
            a_clock(1, due=None, first_due=None, unknown="the calendar ends on Fri 31 Dec 2027"),
            ["not known", "Due date not known: the calendar ends on Fri 31 Dec 2027"],
        ),
    ],
)
def test_each_state_of_a_clock_in_words(open_case: OpenCase, clock: Any, words: list[str]) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = a_file_with(replace(REPORT, clocks=(clock,)))
    window, page = open_case(tracker)
    said = page.milestones.clocks.lines()
    for line in words:
        assert line in said
    assert not any(re.search(r"(^| )-[0-9]", line) for line in said)
    window.close()


def test_a_paused_clock_says_why_since_when_and_that_nobody_looked_again(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    page.milestones.view.select_key("milestone-7")
    said = page.milestones.clocks.lines()
    for line in (
        "paused too long",
        "Paused since Mon 20 Apr 2026, for 214 days",
        "The child or family needs time: the family asked to wait until the exams are over",
        "Not our own wait: it does not count as lateness",
        "Should have been looked at again on Mon 4 May 2026, 200 days ago",
        (
            "Paused Mon 2 Mar 2026 to Mon 9 Mar 2026. Awaiting health report: second opinion."
            " Our own wait: it counts as lateness. DC 3312 Patel"
        ),
    ):
        assert line in said
    model = page.milestones.view.row_model()
    place = [row.milestone_id for row in model.shown].index("milestone-7")
    assert model.index(place, 0).data() == "paused too long"
    spoken = model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "State: paused too long. ABE interview within 10 working days: paused for 214 days"
    assert page._footer.text().endswith("1 paused too long")
    window.close()


@pytest.mark.parametrize(
    ("review_on", "words"),
    [
        (date(2026, 11, 27), "To be looked at again on Fri 27 Nov 2026"),
        (TODAY, "To be looked at again today"),
        (None, "Our own wait: it counts as lateness"),
    ],
)
def test_a_pause_that_is_in_its_time_says_when_it_is_looked_at_again(
    open_case: OpenCase, review_on: date | None, words: str
) -> None:
    clock = a_paused_clock(7, review_on=review_on, review_passed=False, pause_ours=True)
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = a_file_with(replace(REPORT, state_key="paused", clocks=(clock,)))
    window, page = open_case(tracker)
    said = page.milestones.clocks.lines()
    assert "paused" in said
    assert words in said
    assert not any("Should have been" in line for line in said)
    assert page.milestones.view.row_model().index(0, 0).data() == "paused"
    window.close()


def test_a_date_set_by_hand_is_shown_with_the_computed_one_its_moves_and_who_set_it(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    page.milestones.view.select_key("milestone-3")
    said = page.milestones.clocks.lines()
    for line in (
        "Fixed by order; the rules give Fri 11 Sep 2026",
        "First due Wed 9 Sep 2026, moved 2 times, by 30 working days in all",
        (
            "1. Re-planned Wed 9 Sep 2026: from Wed 9 Sep 2026 to Wed 7 Oct 2026. The local authority asked for time."
            " DC 3312 Patel, approved by DS 902 Ade"
        ),
        (
            "2. Ordered Wed 7 Oct 2026: from Wed 7 Oct 2026 to Wed 21 Oct 2026. Directions hearing."
            " Crown Court; entered by DC 3312 Patel"
        ),
        (
            "Start corrected Wed 9 Sep 2026: Mon 24 Aug 2026 was entered, Wed 26 Aug 2026 is right."
            " The letter went on Monday. DS 902 Ade"
        ),
    ):
        assert line in said, line
    window.close()


def test_a_replanned_date_and_one_moved_by_the_rules_say_what_became_of_them(open_case: OpenCase) -> None:
    moved = tuple(
        MoveRow(kind, TODAY, None, None, TODAY, None, "", "DC 3312 Patel", approved, "")
        for kind, approved in (
            (ClockEventKind.RESCHEDULED, ""),
            (ClockEventKind.RECKONED, "DC 3312 Patel"),
        )
    )
    clock = replace(
        a_clock(1, fixed_by="re-planned", computed=TODAY, moves=2, slip=None, moved=moved), overdue=True, late=None
    )
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = a_file_with(replace(REPORT, clocks=(clock,)))
    window, page = open_case(tracker)
    said = page.milestones.clocks.lines()
    assert "overdue, by how much is not known" in said
    assert "Re-planned; the rules give Fri 20 Nov 2026" in said
    assert "First due Fri 27 Nov 2026, moved 2 times" in said
    assert any(line.endswith("from not known to Fri 20 Nov 2026. DC 3312 Patel, without approval") for line in said)
    assert any("Worked out again" in line and "Approved and entered by DC 3312 Patel" in line for line in said)
    window.close()


def test_a_timed_clock_and_one_not_known_in_the_list(open_case: OpenCase) -> None:
    timed = a_clock(
        1, due=date(2026, 11, 21), due_at=datetime(2026, 11, 21, 14, 30, tzinfo=UTC), drift=30, in_hours=True
    )
    unknown = a_clock(2, due=None, first_due=None, unknown="no calendar")
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(
        a_case_file(),
        milestones=(
            replace(REPORT, milestone_id="a", clocks=(timed,)),
            replace(REPORT, milestone_id="b", clocks=(unknown,), state_key="unknown"),
        ),
    )
    window, page = open_case(tracker)
    model = page.milestones.view.row_model()
    assert [model.index(place, 3).data() for place in range(2)] == ["21 Nov 26 14:30", "not known"]
    assert model.index(0, 6).data() == "30 h"
    window.close()


def test_ctrl_tab_goes_through_the_parts_and_letters_stay_with_the_milestones(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    press("Ctrl+Tab")
    assert page.tabs.currentWidget() is page.bail
    press("Ctrl+Tab")
    assert page.tabs.currentWidget() is page.devices
    press("Ctrl+Tab")
    assert page.tabs.currentWidget() is page.protection
    press("Ctrl+Tab")
    assert page.tabs.currentWidget() is page.contact
    press("Ctrl+Tab")
    assert page.tabs.currentWidget() is page.delays
    assert not window.commands.action("complete_milestone").isEnabled()
    press("Ctrl+Tab")
    assert page.tabs.currentWidget() is page.chases
    press(*["Ctrl+Shift+Backtab"] * 6)
    assert page.tabs.currentWidget() is page.milestones
    assert window.commands.action("complete_milestone").isEnabled()
    window.close()


def test_days_of_no_holder_are_left_out_of_the_sum(open_case: OpenCase) -> None:
    tracker = a_unit()
    passing = HolderRow(date(2026, 1, 22), date(2026, 1, 22), Holder.HEALTH, "asked and answered")
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), holders=(*a_case_file().holders, passing))
    window, page = open_case(tracker)
    assert "Health" not in page.holders.words()
    assert page.holders.model.rowCount() == 4
    window.close()


def test_over_the_holders_stands_how_far_the_case_has_slipped(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), open_drift=176, total_slip=191, moves=1)
    window, page = open_case(tracker)
    words = "Open drift 176 working days, total slip 191 working days, dates moved 1 time."
    assert page.holders.words().endswith(f": 305 days in all. {words}")
    window.close()


def test_the_tabs_hold_delays_holders_history_and_subjects(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    assert {page.tabs.tabText(place) for place in range(page.tabs.count())} >= {
        "Milestones 10", "Bail 2", "Delays 2", "Holders 3", "History 2", "Subjects 3",
    }  # fmt: skip
    assert page.holders.words() == "Laboratory 204 days, Our unit 98 days, Awaiting allocation 3 days: 305 days in all."
    held = page.holders.model
    assert [held.index(place, 2).data() for place in range(3)] == ["3", "98", "204"]
    assert held.index(2, 1).data() == "still"
    delays = page.delays.model
    assert delays.index(0, 1).data() == "Digital forensics unit's queue"
    assert delays.index(0, 4).data() == "still"
    assert [page.history.model.index(place, 1).data() for place in range(2)] == ["DS 902 Ade", "DC 3312 Patel"]
    assert page.subjects.model.index(0, 0).data() == "Child"
    window.close()


def test_the_history_tells_what_became_of_each_alert(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    page.tabs.setCurrentWidget(page.history)
    page.history.of_alerts.click()
    assert tracker.asked[-1] == CaseAlertsQuestion("officer-902", "case-0")
    model = page.history.model
    said = [model.index(place, 2).data() for place in range(model.rowCount())]
    assert said[0] == "Computer report: was due on Thu 19 Mar 2026: lapsed: the next step was not done in time"
    assert (len(said), said[-1]) == (5, "Computer report: was due on Thu 19 Mar 2026: raised")
    tracker.answers[CaseAlertsQuestion] = CaseAlerts("case-0", ())
    page.refresh()
    assert page.history.words() == "No alert has been raised about this case."
    tracker.answers[CaseAlertsQuestion] = NotFound("not_found")
    page.refresh()
    assert page.history.words() == "There is no such record, or you may not see it."
    page.history.of_alerts.click()
    assert model.rowCount() == 2
    window.close()


def test_empty_parts_say_so(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = a_file_with(
        replace(REPORT, delays=(), clocks=()), holders=(), history=(), subjects=()
    )
    window, page = open_case(tracker)
    assert "No cause of delay is on record" in page.delays.words()
    assert page.holders.words() == "No holder is on record."
    assert page.history.words() == "Nothing is on record for this case yet."
    assert "No child, suspect or device" in page.subjects.words()
    assert "No clock runs towards this milestone." in page.milestones.clocks.lines()
    window.close()


def test_w_explains_the_date_and_w_again_goes_back(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[WhyQuestion] = tuple(
        replace(why, provisional=True, to_be_confirmed=True, first_due=date(2026, 3, 5)) for why in why_rows()
    )
    window, page = open_case(tracker)
    press("W")
    assert page.milestones.explains()
    assert tracker.asked[-1] == WhyQuestion("officer-902", "case-0", "milestone-2")
    said = page.milestones.why.lines()
    assert said[0] == "Computer report within 60 working days: due Thu 12 Mar 2026"
    assert said[1] == (
        "DEV-04 · local target – to be confirmed by the force · Force policy on digital forensics · limit version 1"
        " · laboratory version 3"
    )
    assert "First due Thu 5 Mar 2026; lateness is counted from that day." in said
    assert any(line.startswith("Provisional") for line in said)
    assert "Thu 18 Dec 2025 · 60 working days, the first being the next · Thu 12 Mar 2026 · DEV-04" in said
    press("Down")
    assert tracker.asked[-1] == WhyQuestion("officer-902", "case-0", "milestone-3")
    press("W")
    assert not page.milestones.explains()
    window.close()


def test_a_date_that_cannot_be_explained_says_why(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[WhyQuestion] = NotFound("not_found")
    window, page = open_case(tracker)
    press("W")
    assert page.milestones.why.lines() == ["There is no such record, or you may not see it."]
    tracker.answers[WhyQuestion] = ()
    press("Down")
    assert page.milestones.why.lines() == ["No clock runs towards this milestone, so it has no due date."]
    window.close()


def test_a_milestone_is_completed_by_keyboard_alone(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CompleteMilestone] = Changes.of(case=["case-0"], milestone=["milestone-2"], result=3)
    window, page = open_case(tracker)
    assert focused() is page.milestones.view
    press("C", "Return")
    assert tracker.done == [CompleteMilestone("officer-902", "case-0", "milestone-2", 1, TODAY, "")]
    assert window.status.said.text() == "Completed: Computer report, 3 working days late."
    assert page.drawer() is None
    assert focused() is page.milestones.view
    window.close()


@pytest.mark.parametrize(
    ("milestone", "result", "words"),
    [
        (REPORT, 0, "Completed: Computer report, on time."),
        (REPORT, 1, "Completed: Computer report, 1 working day late."),
        (replace(REPORT, clocks=()), 0, "Completed: Computer report."),
    ],
)
def test_what_is_said_after_completing(open_case: OpenCase, milestone: MilestoneRow, result: int, words: str) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = a_file_with(milestone)
    tracker.answers[CompleteMilestone] = Changes.of(case=["case-0"], result=result)
    window, _ = open_case(tracker)
    press("C", "Return")
    assert window.status.said.text() == words
    window.close()


def test_undo_reopens_it_with_the_version_as_it_is_now(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CompleteMilestone] = Changes.of(case=["case-0"], result=0)
    window, _ = open_case(tracker)
    press("C", "Return")
    done = replace(REPORT, state=MilestoneState.DONE, happened_on=TODAY, version=2)
    tracker.answers[CaseFileQuestion] = a_file_with(done)
    press("Ctrl+Z")
    assert tracker.done[-1] == ReopenMilestone("officer-902", "case-0", "milestone-2", 2, "Completion undone")
    assert window.status.said.text() == "Reopened: Computer report."
    window.close()


@pytest.mark.parametrize(
    "since",
    [
        replace(REPORT, version=3),
        replace(REPORT, state=MilestoneState.DONE, happened_on=date(2026, 11, 2), version=4),
    ],
)
def test_undo_leaves_alone_what_somebody_else_did_since(open_case: OpenCase, since: MilestoneRow) -> None:
    tracker = a_unit()
    tracker.answers[CompleteMilestone] = Changes.of(case=["case-0"], result=0)
    window, _ = open_case(tracker)
    press("C", "Return")
    tracker.answers[CaseFileQuestion] = a_file_with(since)
    press("Ctrl+Z")
    assert not any(isinstance(request, ReopenMilestone) for request in tracker.done)
    assert window.status.said.text() == "Not undone: the milestone has been changed since."
    window.close()


def test_undo_that_is_refused_is_said_in_the_banner(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CompleteMilestone] = Changes.of(case=["case-0"], result=0)
    tracker.answers[ReopenMilestone] = RuleBroken("case_closed", reference="44NI/00305/26")
    window, _ = open_case(tracker)
    press("C", "Return")
    done = replace(REPORT, state=MilestoneState.DONE, happened_on=TODAY, version=2)
    tracker.answers[CaseFileQuestion] = a_file_with(done)
    press("Ctrl+Z")
    assert "Case 44NI/00305/26 is closed" in window.problem_banner.words.text()
    window.close()


def test_shift_c_reopens_with_a_reason(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    page.milestones.view.select_key("milestone-0")
    press("Shift+C")
    write("wrong child")
    press("Ctrl+Return")
    assert tracker.done == [ReopenMilestone("officer-902", "case-0", "milestone-0", 1, "wrong child")]
    window.close()


def test_r_replans_and_d_records_a_delay(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, _ = open_case(tracker)
    press("R")
    write("+7")
    press("Tab")
    write("agreed")
    press("Ctrl+Return")
    press("D")
    write("Court")
    press("Tab", "Tab", "Tab")
    write("ask the listing officer")
    press("Return")
    replanned, delayed = tracker.done
    assert isinstance(replanned, RescheduleMilestone)
    assert (replanned.clock_id, replanned.to, replanned.reason) == ("clock-2", date(2026, 11, 27), "agreed")
    assert isinstance(delayed, RecordDelay)
    assert (delayed.reason, delayed.awaited, delayed.since) == (DelayReason.COURT, Holder.LABORATORY, TODAY)
    assert window.status.said.text() == "Delay recorded: Computer report."
    window.close()


def test_p_pauses_and_shift_p_lets_it_run_on(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    press("P")
    write("The")
    press("Tab")
    write("Not")
    press("Tab")
    write("unwell")
    press("Tab", "Tab")
    write("+10")
    press("Return")
    page.milestones.view.select_key("milestone-7")
    press("Shift+P", "Return")
    paused, resumed = tracker.done
    assert paused == PauseClock(
        "officer-902", "case-0", "clock-2", 1, TODAY, None, "unwell", DelayReason.VICTIM_NEEDS_TIME, False,
        date(2026, 11, 30),
    )  # fmt: skip
    assert resumed == ResumeClock("officer-902", "case-0", "clock-7", 1, TODAY, "")
    assert window.status.said.text() == "Runs again: Medical report."
    window.close()


def test_f_fixes_a_date_by_order_s_corrects_a_start_and_n_says_what_is_not_required(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, _ = open_case(tracker)
    press("F")
    write("+14")
    press("Tab")
    write("Court")
    press("Tab")
    write("Crown Court")
    press("Tab")
    write("directions")
    press("Ctrl+Return", "S")
    write("1/3")
    press("Tab")
    write("the receipt says so")
    press("Ctrl+Return", "N")
    write("no device was found")
    press("Ctrl+Return")
    assert tracker.done == [
        OrderDate("officer-902", "case-0", "clock-2", 1, date(2026, 12, 4), "directions", "Crown Court", by_court=True),
        CorrectStart("officer-902", "case-0", "clock-2", 1, date(2026, 3, 1), "the receipt says so"),
        MarkNotRequired("officer-902", "case-0", "milestone-2", 1, "no device was found"),
    ]
    assert window.status.said.text() == "Not required: Computer report."
    window.close()


@pytest.mark.parametrize(
    ("clocks", "key", "words"),
    [
        (
            (a_clock(2, limit_kind=LimitKind.CODE, limit_id="VIC-07", may_be_paused=False, basis="Code, Right 4"),),
            "P",
            "No clock of Computer report can be paused: VIC-07 is fixed by statutory code (Code, Right 4).",
        ),
        (
            (a_moved_clock(2),),
            "P",
            "No clock of Computer report can be paused: the date of INV-03 was ordered.",
        ),
        (
            (a_paused_clock(2),),
            "P",
            "No clock of Computer report can be paused: INV-03 is paused.",
        ),
        (
            (a_clock(2, clock_class=ClockClass.PERIOD, may_be_paused=False, limit_id="VRR-01", basis="CPS"),),
            "P",
            "No clock of Computer report can be paused: VRR-01 is a period (CPS).",
        ),
        (
            (a_clock(2, state=ClockState.STOPPED, may_be_ordered=False),),
            "F",
            "No date of Computer report can be ordered: INV-03 has stopped.",
        ),
        (
            (a_clock(2, may_be_corrected=False, clock_class=ClockClass.PERIOD, basis="bail"),),
            "S",
            "No start of Computer report can be corrected: INV-03 is a period (bail).",
        ),
    ],
)
def test_what_cannot_be_done_to_any_clock_is_said_with_the_reason(
    open_case: OpenCase, clocks: tuple[ClockRow, ...], key: str, words: str
) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = a_file_with(replace(REPORT, clocks=clocks))
    window, page = open_case(tracker)
    press(key)
    assert page.drawer() is None
    assert window.status.said.text() == words
    window.close()


def test_r_says_so_where_no_clock_runs(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    page.milestones.view.select_key("milestone-6")
    press("R")
    assert page.drawer() is None
    assert window.status.said.text() == "No date of File to CPS can be re-planned: no clock runs towards it."
    window.close()


def test_the_clock_button_opens_what_can_be_done_to_a_clock(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    button = page.milestones.actions_bar.findChild(QPushButton, "more_actions")
    assert (button.accessibleName(), button.isEnabled()) == ("Clock", True)
    names = [action.objectName() for action in button.menu().actions()]
    assert names == ["pause_clock", "resume_clock", "order_date", "correct_start", "plan_day", "mark_not_required"]
    page.tabs.setCurrentWidget(page.delays)
    assert not button.isEnabled()
    window.close()


def test_r_says_so_where_the_law_fixes_every_date(open_case: OpenCase) -> None:
    tracker = a_unit()
    law = a_clock(2, limit_kind=LimitKind.LAW, may_be_rescheduled=False)
    tracker.answers[CaseFileQuestion] = a_file_with(replace(REPORT, clocks=(law,)))
    window, page = open_case(tracker)
    press("R")
    assert page.drawer() is None
    assert "fixed by law" in window.status.said.text()
    window.close()


def test_letters_do_only_what_the_chosen_milestone_allows(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())

    def enabled() -> set[str]:
        return {name for name in page.page_commands() if window.commands.action(name).isEnabled()}

    always = {
        "add_child", "add_device", "add_note", "add_suspect", "allocate_case", "ask_third_party", "close_case",
        "edit_case", "grade_risk", "paper", "prosecution_limit", "record_arrest", "record_conflict", "record_event",
        "record_remand", "record_review", "find",
        "timeline", "timeline_as_list", "record_protection", "set_bail_conditions", "check_bail",
        "record_contact", "contact_safety", "link_case", "merge_case", "transfer_case", "transfer_to_force",
    }  # fmt: skip
    clocks = {"pause_clock", "order_date", "correct_start"}
    chase = {"record_chase", "escalate_delay"}
    to_do = clocks | chase | {
        "complete_milestone", "replan_milestone", "plan_day", "record_delay", "mark_not_required", "why_this_date",
    }  # fmt: skip
    assert enabled() == always | to_do
    page.milestones.view.select_key("milestone-0")
    assert enabled() == always | {"reopen_milestone", "correct_start", "why_this_date"}
    page.milestones.view.select_key("milestone-6")
    assert enabled() == always | to_do - clocks
    page.milestones.view.select_key("milestone-8")
    assert enabled() == always | {"reopen_milestone", "correct_start", "why_this_date"}
    page.tabs.setCurrentWidget(page.bail)
    assert enabled() == always | chase | {"record_bail_event", "withdraw_bail_event", "print"}
    page.tabs.setCurrentWidget(page.delays)
    assert enabled() == always | chase
    window.close()


def test_a_stale_milestone_is_read_again_and_the_form_goes_on(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CompleteMilestone] = StaleRecord("stale", who="DS 700 Khan", when="10:42")
    window, page = open_case(tracker)
    press("C", "Return")
    assert "Changed by DS 700 Khan at 10:42" in form_of(page, FormDrawer).problem_of()
    tracker.answers[CaseFileQuestion] = a_file_with(replace(REPORT, version=9))
    tracker.answers[CompleteMilestone] = Changes.of(case=["case-0"], result=0)
    press("Space")
    form_of(page, FormDrawer).submit()
    assert tracker.done[-1] == CompleteMilestone("officer-902", "case-0", "milestone-2", 9, TODAY, "")
    window.close()


def test_a_broken_rule_stands_beside_the_date(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CompleteMilestone] = RuleBroken("back_dated_too_far", field="on", days=28)
    window, page = open_case(tracker)
    press("C", "Return")
    assert "more than 28 days back" in form_of(page, FormDrawer).problem_of("on")
    window.close()


def test_changes_of_this_case_refresh_it_and_those_of_others_do_not(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    page.milestones.view.select_key("milestone-5")
    asked = len(tracker.asked)
    tracker.commit(Changes.of(case=["case-7"]))
    tracker.commit(Changes.of(alert=["alert-7"]))
    assert not any(isinstance(question, CaseFileQuestion) for question in tracker.asked[asked:])
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), oic="DC 1 New")
    tracker.commit(Changes.of(case=None))
    assert "OIC DC 1 New" in page._sub_line.text()
    chosen = page.chosen_milestone()
    assert chosen is not None
    assert chosen.milestone_id == "milestone-5"
    window.close()


def test_another_case_begins_at_its_first_milestone(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    page.milestones.view.select_key("milestone-5")
    page.tabs.setCurrentIndex(3)
    press("Alt+Left")
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), case_id="case-1", reference="44NI/00402/26")
    window.go_to("case_file", "case-1")
    assert page._title.text().startswith("44NI/00402/26")
    assert page.tabs.currentIndex() == 0
    chosen = page.chosen_milestone()
    assert chosen is not None
    assert chosen.milestone_id == "milestone-2"
    assert focused() is page.milestones.view
    window.close()


def test_a_case_out_of_reach_says_so(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = NotFound("not_found")
    window, page = open_case(tracker)
    assert page._title.text() == "Case"
    assert page._plain_words.text() == "There is no such record, or you may not see it."
    assert not window.commands.action("complete_milestone").isEnabled()
    window.close()


def test_a_problem_is_said_and_tried_again(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = StorageProblem("locked")
    window, page = open_case(tracker)
    tracker.answers[CaseFileQuestion] = a_case_file()
    page._again.click()
    assert page._title.text().startswith("44NI/00305/26")
    window.close()


def test_without_a_case_it_says_how_to_open_one(qtbot: QtBot) -> None:
    window = a_window(a_unit(), [CaseloadPage, CaseFilePage])
    hold(qtbot, window)
    window.go_to("case_file")
    page = window.pages.page("case_file")
    assert isinstance(page, CaseFilePage)
    assert page._plain_heading.text() == "No case is open"
    window.close()


def test_find_narrows_the_milestones(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    press("Ctrl+F")
    write("cps")
    assert [row.name for row in page.milestones.view.row_model().shown] == ["File to CPS"]
    press("Return")
    assert focused() is page.milestones.view
    assert page._footer.text().startswith("1 of 10 milestones shown")
    press("Ctrl+F", "Escape")
    page.to_do_only.click()
    assert len(page.milestones.view.row_model().shown) == 7
    assert page._footer.text().startswith("7 of 10 milestones shown")
    window.close()


def test_every_control_has_a_name_and_is_reached_by_tab(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    for place in range(1, page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        assert nameless(page) == []
    window.close()


def test_the_flags_of_a_case_that_nobody_holds_and_whose_bail_is_over(open_case: OpenCase) -> None:
    passed, released = a_case_file().bail
    still = replace(passed, suspect="S3", state=BailState.SUSPENDED, days_left=None, ends=None)
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(
        a_case_file(), oic="", oic_id=None, held_by=Holder.NOBODY, restricted=True, milestones=(),
        next_decisive_due=None, bail=(replace(passed, state=BailState.PASSED, days_left=-2), still,
                                      replace(released, long_since_release=False)),
    )  # fmt: skip
    window, page = open_case(tracker)
    assert page.standing.said() == (
        ("overdue", "Held by: Nobody for 204 of 305 days"),
        ("unknown", "Next: Computer report, no date yet"),
        ("critical", "Protection: none since Tue 21 Apr 2026 (AB)"),
        ("not_required", "Restricted"),
        ("overdue", "No OIC"),
        ("overdue", "S1: bail passed Mon 30 Nov 2026, or 29 Nov"),
        ("paused", "S3: bail stands still"),
    )
    window.close()


def test_a_case_that_cannot_be_read_says_nothing_of_the_one_before(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    tracker.answers[CaseFileQuestion] = StorageProblem("locked")
    window.commands.action("refresh").trigger()
    assert page.standing.said() == ()
    window.close()
