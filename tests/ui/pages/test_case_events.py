"""Recording what happened, and a remand, on the page of a case: by keyboard, with the undo, and when it cannot be."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.rows_to_show import TODAY, a_case_file, a_unit
from tests.ui.keyboard import focused, press, write
from tests.ui.opened import OpenCase
from tracker.actions.record_event import RecordEvent
from tracker.actions.record_remand import RecordRemand
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.changes import Changes
from tracker.errors import RuleBroken, StorageProblem
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.recordable import RecordableQuestion
from tracker.terms import MilestoneState, SubjectKind
from ui.dialogs.record_event_dialog import RecordEventDialog
from ui.dialogs.record_remand_dialog import RecordRemandDialog


def test_an_event_is_recorded_by_its_letter_and_can_be_undone(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[RecordEvent] = Changes.of(case=["case-0"], milestone=["milestone-9"], result=0)
    window, page = open_case(tracker)
    press("E")
    form = page.drawer()
    assert isinstance(form, RecordEventDialog)
    assert tracker.asked[-1] == RecordableQuestion("officer-902", "case-0")
    write("injury")
    stops = []
    while focused() is not form._cancel:
        stops.append(focused())
        press("Tab")
    names = [stop.accessibleName() for stop in stops[:-1]]
    assert names == ["What happened", "Whom it is about", "Day it happened", "Time, if it is known",
                     "Note, if one is needed"]  # fmt: skip
    assert stops[-1] is form._send
    form._at.line.setText("07:15")
    press("Shift+Tab", "Return")
    at = datetime(2026, 11, 20, 7, 15, tzinfo=UTC)
    assert tracker.done == [RecordEvent("officer-902", "case-0", "injury_seen", TODAY, "child-1", "", at)]
    assert window.status.said.text() == "Recorded: Injury seen."
    done = replace(
        a_case_file().milestones[0], milestone_id="milestone-9", state=MilestoneState.DONE, happened_on=TODAY, version=4
    )
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), milestones=(done,))
    window.commands.action("undo").trigger()
    assert tracker.done[-1] == ReopenMilestone("officer-902", "case-0", "milestone-9", 4, "Completion undone")
    window.close()


def test_an_event_that_names_no_milestone_has_no_undo(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    window.commands.action("record_event").trigger()
    write("scene")
    press("Return")
    assert window.status.said.text() == "Recorded: Scene examined."
    assert not window.commands.action("undo").isEnabled()
    assert page.drawer() is None
    window.close()


def test_a_remand_is_recorded_by_its_letters(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    press("Shift+R")
    form = page.drawer()
    assert isinstance(form, RecordRemandDialog)
    form._limit.setCurrentIndex(1)
    form._confirmed_by.setText("CPS")
    form.submit()
    assert tracker.done == [RecordRemand("officer-902", "case-0", "suspect-1", "CPS-12", TODAY, "CPS")]
    assert window.status.said.text() == "Remand recorded for Suspect 1. The custody time limit runs."
    window.close()


def test_a_remand_that_the_rules_refuse_stands_beside_its_field(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[RecordRemand] = RuleBroken("custody_time_spent", field="days_served", served=60, amount=56)
    window, page = open_case(tracker)
    press("Shift+R")
    form = page.drawer()
    assert isinstance(form, RecordRemandDialog)
    form._limit.setCurrentIndex(2)
    form._confirmed_by.setText("CPS")
    form.submit()
    assert form.problem_of("days_served")
    window.close()


def test_without_a_suspect_nobody_can_be_remanded(open_case: OpenCase) -> None:
    tracker = a_unit()
    file = a_case_file()
    without = tuple(row for row in file.subjects if row.subject_kind is not SubjectKind.SUSPECT)
    tracker.answers[CaseFileQuestion] = replace(file, subjects=without)
    window, page = open_case(tracker)
    press("Shift+R")
    assert page.drawer() is None
    assert window.status.said.text().startswith("No suspect is on record for this case")
    window.close()


@pytest.mark.expects_log_warning
@pytest.mark.parametrize("command", ["record_event", "record_remand"])
def test_what_cannot_be_asked_is_said_in_the_banner(open_case: OpenCase, command: str) -> None:
    tracker = a_unit()
    tracker.answers[RecordableQuestion] = StorageProblem("locked")
    window, page = open_case(tracker)
    window.commands.action(command).trigger()
    assert page.drawer() is None
    assert window.problem_banner.isVisible()
    window.close()


@pytest.mark.parametrize("command", ["record_event", "record_remand"])
def test_a_form_that_is_at_work_is_not_pushed_aside(open_case: OpenCase, command: str) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    press("E")
    form = page.drawer()
    assert isinstance(form, RecordEventDialog)
    form._set_at_work(True)
    asked = len(tracker.asked)
    window.commands.action(command).trigger()
    assert (page.drawer(), len(tracker.asked)) == (form, asked)
    form._set_at_work(False)
    window.close()
