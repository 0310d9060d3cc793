"""Chases and third-party material on the case file: read when looked at, done by letter, undone, read anew if stale."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.agency_rows import a_chase, a_file, a_request, an_escalation, case_third_party
from tests.gallery.pictures import a_window, settle
from tests.rows_to_show import a_unit
from tests.ui.held import hold
from tests.ui.keyboard import press, write
from tests.ui.opened import OpenCase
from tests.ui.parts import form_of, reload_of
from tracker.actions.answer_escalation import AnswerEscalation
from tracker.actions.answer_third_party import AnswerThirdParty
from tracker.actions.ask_third_party import AskThirdParty
from tracker.actions.escalate_delay import EscalateDelay
from tracker.actions.record_chase import RecordChase
from tracker.actions.withdraw_chase import WithdrawChase
from tracker.actions.withdraw_third_party import WithdrawThirdParty
from tracker.changes import Changes
from tracker.errors import StaleRecord
from tracker.rows.case_chases import CaseChases, CaseChasesQuestion
from tracker.rows.case_third_party import CaseThirdParty, CaseThirdPartyQuestion
from tracker.rows.cps_position import CpsPosition, CpsPositionQuestion
from tracker.terms import ChaseWay, Holder, MilestoneState
from ui.dialogs.record_chase_dialog import RecordChaseDialog
from ui.dialogs.record_form import RecordForm
from ui.pages.alerts.alerts_page import AlertsPage
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.case_file.list_panel import ListPanel

TODAY = date(2026, 11, 20)


def turn_to(page: CaseFilePage, panel: ListPanel) -> None:
    page.tabs.setCurrentWidget(panel)
    settle()
    panel.view.setFocus()


def cells(panel: ListPanel, row: int) -> list[str]:
    model = panel.view.row_model()
    return [str(model.index(row, place).data()) for place in range(model.columnCount())]


def test_chases_are_listed_with_promises_kept_and_broken(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    assert not any(isinstance(question, CaseChasesQuestion) for question in tracker.asked)
    turn_to(page, page.chases)
    assert page.tabs.tabText(page.tabs.indexOf(page.chases)) == "Chases 4"
    assert page.chases.words() == "Escalated: Laboratory 1"
    assert cells(page.chases, 0) == [
        "20 Nov 26", "Phone", "Laboratory", "Examiner", "Computer report", "third in the queue", "26 Nov 26",
        "27 Nov 26 Chase again", "DC 3312 Patel",
    ]  # fmt: skip
    assert cells(page.chases, 1)[1:7] == [
        "▲ escalated", "Laboratory", "Laboratory manager", "Computer report",
        "A start date this month: two promises broken", "17 Nov 26, broken",
    ]  # fmt: skip
    assert cells(page.chases, 3)[1] == "– withdrawn"
    assert cells(page.chases, 3)[7] == "DC 3312 Patel: wrong case"
    window.close()


def test_h_chases_the_chosen_milestone_and_undo_withdraws_it(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[RecordChase] = Changes.of(case=["case-0"], result="chase-9")
    window, _ = open_case(tracker)
    press("H")
    write("p")
    press("Return")
    (request,) = tracker.done
    assert (request.milestone_id, request.agency, request.how) == ("milestone-2", Holder.LABORATORY, ChaseWay.PHONE)
    assert window.status.said.text() == "Chased: Laboratory, next Fri 27 Nov 2026."
    press("Ctrl+Z")
    assert tracker.done[1:] == [WithdrawChase("officer-902", "chase-9", 1, "Entry undone")]
    assert window.status.said.text() == "Withdrawn."
    window.close()


def test_a_chase_without_a_next_day_says_only_whom(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    press("H")
    write("p")
    form = form_of(page, RecordChaseDialog)
    form._next_chase.set_day(None)
    press("Return")
    assert window.status.said.text() == "Chased: Laboratory."
    window.close()


def test_shift_h_escalates_and_undo_withdraws_it(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[EscalateDelay] = Changes.of(case=["case-0"], result="escalation-9")
    window, _ = open_case(tracker)
    press("Shift+H")
    write("Head")
    press("Tab")
    write("two promises broken")
    press("Tab")
    write("a start date")
    press("Tab")
    write("27/11")
    press("Return")
    (request,) = tracker.done
    assert (request.role, request.milestone_id) == ("head_of_digital_forensics", "milestone-2")
    assert window.status.said.text() == "Escalated to: Head of digital forensics, by Fri 27 Nov 2026."
    press("Ctrl+Z")
    assert tracker.done[1:] == [WithdrawChase("officer-902", "escalation-9", 1, "Entry undone", escalation=True)]
    window.close()


def test_what_is_done_is_not_chased(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    may = window.commands.action("record_chase")
    assert may.isEnabled()
    page.milestones.view.select_key("milestone-0")
    row = page.chosen_milestone()
    assert row is not None
    assert row.state is MilestoneState.DONE
    assert not may.isEnabled()
    press("H")
    assert page.drawer() is None
    turn_to(page, page.delays)
    assert may.isEnabled()
    press("H")
    assert form_of(page, RecordForm).accessibleName() == "Record chase: 44NI/00305/26"
    window.close()


def test_a_chase_on_record_is_chased_again_answered_and_withdrawn(open_case: OpenCase) -> None:
    tracker = a_unit()
    for request in (AnswerEscalation, WithdrawChase):
        tracker.answers[request] = Changes.of(case=["case-0"])
    window, page = open_case(tracker)
    turn_to(page, page.chases)
    answers = window.commands.action("record_answer")
    assert not answers.isEnabled()
    press("J")
    assert page.drawer() is None
    press("H")
    assert form_of(page, RecordForm).record_id() == "milestone-2"
    press("Escape")
    page.chases.view.setFocus()
    page.chases.view.select_key("chase-1")
    assert answers.isEnabled()
    press("J")
    write("starts Monday")
    press("Return")
    assert tracker.done == [AnswerEscalation("officer-902", "chase-1", 1, TODAY, "starts Monday")]
    assert window.status.said.text() == "Answer recorded: Laboratory manager."
    page.chases.view.setFocus()
    press("X")
    write("wrong case")
    press("Return")
    assert tracker.done[1:] == [WithdrawChase("officer-902", "chase-1", 1, "wrong case", escalation=True)]
    assert window.status.said.text() == "Withdrawn: Laboratory, Wed 11 Nov 2026."
    page.chases.view.select_key("chase-3")
    assert not window.commands.action("withdraw_entry").isEnabled()
    window.close()


def test_an_entry_changed_meanwhile_is_read_again(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[AnswerEscalation] = StaleRecord("stale", who="DS 700 Khan", when="10:42")
    window, page = open_case(tracker)
    turn_to(page, page.chases)
    page.chases.view.select_key("chase-1")
    press("J")
    write("starts Monday")
    press("Return")
    form = form_of(page, RecordForm)
    assert reload_of(form).isVisible()
    tracker.answers[CaseChasesQuestion] = CaseChases("case-0", (a_chase(0), an_escalation(1, version=4)), ())
    tracker.answers[AnswerEscalation] = Changes.of(case=["case-0"])
    reload_of(form).click()
    form.submit()
    assert tracker.done[-1].version == 4
    window.close()


def test_no_chases_and_no_material_say_so(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseChasesQuestion] = CaseChases("case-0", (), ())
    tracker.answers[CaseThirdPartyQuestion] = CaseThirdParty("case-0", (), ())
    window, page = open_case(tracker)
    turn_to(page, page.chases)
    assert page.chases.words() == "Nobody has been chased in this case."
    press("J", "X")
    assert page.drawer() is None
    press("H")
    assert form_of(page, RecordForm).record_id() == "case-0"
    press("Escape")
    turn_to(page, page.third_party)
    assert page.third_party.words() == "No material has been asked for in this case."
    press("H")
    assert form_of(page, RecordForm).record_id() == "case-0"
    window.close()


def test_material_is_listed_with_its_days_and_how_it_ended(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    turn_to(page, page.third_party)
    assert page.third_party.words() == "Days waited: School 30, Medical records 21, Family court 6"
    assert cells(page.third_party, 0) == [
        "overdue", "School", "Attendance record", "21 Oct 26", "30", "4 Nov 26", "12", "31 Oct 26, broken",
        "16 Nov 26, 2 times", "", "DC 3312 Patel",
    ]  # fmt: skip
    assert cells(page.third_party, 1)[9] == "came 9 Nov 26"
    assert cells(page.third_party, 2)[9] == "refused 25 Oct 26: proceedings go on"
    window.close()


def test_material_is_asked_for_answered_chased_and_withdrawn(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[AskThirdParty] = Changes.of(case=["case-0"], result="request-9")
    tracker.answers[AnswerThirdParty] = Changes.of(case=["case-0"], result=12)
    tracker.answers[WithdrawThirdParty] = Changes.of(case=["case-0"])
    window, page = open_case(tracker)
    turn_to(page, page.third_party)
    press("Shift+T")
    write("Pho")
    press("Tab")
    write("subscriber")
    press("Return")
    assert window.status.said.text() == "Asked for: subscriber."
    press("Ctrl+Z")
    assert tracker.done[1:] == [WithdrawThirdParty("officer-902", "request-9", 1, "Entry undone")]
    page.third_party.view.setFocus()
    press("H")
    assert form_of(page, RecordForm).record_id() == "milestone-3"
    press("Escape")
    page.third_party.view.setFocus()
    press("J", "Return")
    assert tracker.done[2:] == [AnswerThirdParty("officer-902", "request-0", 1, TODAY)]
    assert window.status.said.text() == "Answer recorded: Attendance record, 12 working days late."
    page.third_party.view.setFocus()
    press("X")
    write("twice")
    press("Return")
    assert tracker.done[3:] == [WithdrawThirdParty("officer-902", "request-0", 1, "twice")]
    assert window.status.said.text() == "Withdrawn: Attendance record."
    page.third_party.view.select_key("request-1")
    assert not window.commands.action("record_answer").isEnabled()
    window.close()


def test_material_withdrawn_or_changed_meanwhile(open_case: OpenCase) -> None:
    tracker = a_unit()
    withdrawn = replace(a_request(0), waiting=False, withdrawn="DS 902 Ade: twice", state_key="not_required")
    tracker.answers[CaseThirdPartyQuestion] = CaseThirdParty("case-0", (withdrawn,), ())
    window, page = open_case(tracker)
    turn_to(page, page.third_party)
    assert cells(page.third_party, 0)[9] == "withdrawn: DS 902 Ade: twice"
    assert not window.commands.action("withdraw_entry").isEnabled()
    tracker.answers[CaseThirdPartyQuestion] = case_third_party()
    tracker.answers[AnswerThirdParty] = StaleRecord("stale", who="DS 700 Khan", when="10:42")
    window.commands.action("refresh").trigger()
    page.third_party.view.select_key("request-0")
    page.third_party.view.setFocus()
    press("J", "Return")
    form = form_of(page, RecordForm)
    rows = CaseThirdParty("case-0", (replace(a_request(0), version=3),), ())
    tracker.answers[CaseThirdPartyQuestion] = rows
    tracker.answers[AnswerThirdParty] = Changes.of(case=["case-0"], result=0)
    reload_of(form).click()
    form.submit()
    assert tracker.done[-1].version == 3
    assert window.status.said.text() == "Answer recorded: Attendance record."
    window.close()


def test_an_alert_is_chased_and_escalated(qtbot: QtBot) -> None:
    tracker = a_unit()
    window = a_window(tracker, [AlertsPage])
    hold(qtbot, window)
    window.go_to("alerts")
    page = window.pages.page("alerts")
    assert isinstance(page, AlertsPage)
    page.view.select_key("alert-1")
    page.view.setFocus()
    row = page.view.selected_row()
    press("H")
    form = page.drawer()
    assert isinstance(form, RecordForm)
    assert form.record_id() == row.milestone_id
    press("Escape")
    page.view.setFocus()
    page.view.select_key("alert-25")
    press("Shift+H")
    form = page.drawer()
    assert isinstance(form, RecordForm)
    assert form.record_id() == page.view.selected_row().case_id
    window.close()


def test_the_cps_tab_says_who_has_each_file_and_what_so_many_plans_call_for(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    turn_to(page, page.cps)
    assert page.cps.words().splitlines() == [
        "Early advice considered Mon 2 Mar 2026.",
        "▲ S1: 3 action plans. Inspector to meet the CPS (local rule, to be confirmed).",
    ]
    assert cells(page.cps, 0) == [
        "overdue", "S1", "Our unit", "CPS action plan met", "6 Nov 26", "10", "51", "91", "1 Jul 26",
        "20 Jul 26, rejected 1 time", "3 received, 1 open, due 6 Nov 26", "",
    ]  # fmt: skip
    assert cells(page.cps, 1)[2:] == [
        "", "", "", "", "0", "65", "1 Jul 26", "20 Jul 26, first time", "", "4 Sep 26 Charged",
    ]  # fmt: skip
    press("H")
    assert form_of(page, RecordForm).record_id() == "milestone-6"
    press("Escape")
    page.cps.view.setFocus()
    page.cps.view.select_key("suspect-2")
    press("H")
    form = form_of(page, RecordChaseDialog)
    assert form.record_id() == "case-0"
    assert form._agency.choice() is Holder.CPS
    window.close()


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (
            CpsPosition("case-0", (a_file(1, warning="escalate", plans=2),), None, date(2026, 11, 23)),
            [
                "Early advice not considered yet: due in 3 days.",
                "▲ S1: 2 action plans. Escalate (local rule, to be confirmed).",
            ],
        ),
        (CpsPosition("case-0", (a_file(1, warning=""),), None, None), ["Early advice not considered yet."]),
        (CpsPosition("case-0", (), None, None), ["No suspect is on record for this case."]),
    ],
)
def test_what_the_cps_tab_says_above_the_list(open_case: OpenCase, position: CpsPosition, words: list[str]) -> None:
    tracker = a_unit()
    tracker.answers[CpsPositionQuestion] = position
    window, page = open_case(tracker)
    turn_to(page, page.cps)
    assert page.cps.words().splitlines() == words
    window.close()


def test_a_file_that_was_not_judged_yet(open_case: OpenCase) -> None:
    tracker = a_unit()
    rejected = a_file(1, accepted_on=None, plan_due=None, plans=1, plans_open=0)
    unjudged = a_file(2, first_time=None, plans=0)
    tracker.answers[CpsPositionQuestion] = CpsPosition("case-0", (rejected, unjudged), None, None)
    window, page = open_case(tracker)
    turn_to(page, page.cps)
    assert cells(page.cps, 0)[9:11] == ["rejected 1 time", "1 received, 0 open"]
    assert cells(page.cps, 1)[9:11] == ["", ""]
    window.close()
