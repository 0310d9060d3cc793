"""The forms about a clock, and about what is not required: each builds exactly the request of its action."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.rows_to_show import TODAY, a_case_file, a_clock, a_paused_clock
from tests.ui.dialogs.a_submit import Submit
from tests.ui.held import hold
from tests.ui.keyboard import nameless, press, write
from tests.ui.parts import reload_of
from tracker.actions.correct_start import CorrectStart
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.order_date import OrderDate
from tracker.actions.pause_clock import PauseClock
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.resume_clock import ResumeClock
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.case_file import MilestoneRow
from tracker.terms import DelayReason, LimitKind, MilestoneState
from ui.dialogs.clock_form import ClockForm
from ui.dialogs.correct_start_dialog import CorrectStartDialog
from ui.dialogs.mark_not_required_dialog import MarkNotRequiredDialog
from ui.dialogs.order_date_dialog import OrderDateDialog
from ui.dialogs.pause_clock_dialog import PauseClockDialog
from ui.dialogs.record_form import RecordForm
from ui.dialogs.reopen_milestone_dialog import ReopenMilestoneDialog
from ui.dialogs.reschedule_milestone_dialog import RescheduleMilestoneDialog
from ui.dialogs.resume_clock_dialog import ResumeClockDialog
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import Submit as Carry

FILE = a_case_file()
REPORT = next(row for row in FILE.milestones if row.name == "Computer report")
PAUSED = next(row for row in FILE.milestones if row.name == "Medical report")
NOT_REQUIRED = next(row for row in FILE.milestones if row.state is MilestoneState.NOT_REQUIRED)
FORMS = (PauseClockDialog, ResumeClockDialog, OrderDateDialog, CorrectStartDialog, RescheduleMilestoneDialog)

Make = Callable[[str, Any, MilestoneRow, date, Carry], ClockForm]


def shown(qtbot: QtBot, form: RecordForm) -> Any:
    """Show a form as its drawer would, with the focus in its first field."""
    hold(qtbot, form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.setFocus()
    return form


def words(form: RecordForm) -> str:
    return "\n".join(label.text() for label in form.findChildren(QLabel) if not label.isHidden())


def fill(form: RecordForm, **values: Any) -> None:
    """Put values into fields as a person would leave them."""
    for name, value in values.items():
        field = form.field(name)
        if isinstance(field, ChoiceField):
            field.set_choice(value)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(value)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(value)
            field.textEdited.emit(value)


def two_clocks(**other: Any) -> MilestoneRow:
    """A milestone of one limit of the law and two targets."""
    law = a_clock(6, limit_kind=LimitKind.LAW, may_be_paused=False, may_be_ordered=False, may_be_corrected=False)
    one = a_clock(7, limit="First report", due=date(2026, 11, 27), **other)
    return replace(
        REPORT, clocks=(law, one, a_clock(8, limit="Full report", due=date(2026, 12, 4), version=5, **other))
    )


def test_a_pause_is_entered_by_keyboard_alone(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, PauseClockDialog("o", FILE, REPORT, TODAY, submit))
    write("Court")
    press("Tab", "Down", "Down", "Tab")
    write("the trial was moved")
    press("Tab", "Ctrl+A")
    write("yesterday")
    press("Tab")
    write("fri")
    press("Ctrl+Return")
    assert submit.requests == [
        PauseClock(
            "o", "case-0", "clock-2", 1, date(2026, 11, 19), None, "the trial was moved", DelayReason.COURT, True, TODAY
        )
    ]
    assert form.at_work()


def test_a_pause_that_is_over_needs_no_day_to_look_again(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, PauseClockDialog("o", FILE, REPORT, TODAY, submit))
    fill(form, cause=DelayReason.OTHER, ours=False, reason="unwell", since="2/11", review_on="+3", until="9/11")
    form.submit()
    assert submit.requests == [
        PauseClock(
            "o", "case-0", "clock-2", 1, date(2026, 11, 2), date(2026, 11, 9), "unwell", DelayReason.OTHER, False, None
        )
    ]


@pytest.mark.parametrize(
    ("empty", "said"),
    [
        ({"cause": None}, "Choose what it waits for."),
        ({"ours": None}, "Choose whose need it is."),
        ({"reason": " "}, "A reason is needed."),
        ({"since": ""}, "Enter the day the pause began."),
        ({"review_on": ""}, "Enter the day on which somebody looks again."),
        ({"until": "whenever"}, "Enter the day it ended, or nothing."),
    ],
)
def test_what_a_pause_lacks_is_said_beside_its_field(qtbot: QtBot, empty: dict[str, Any], said: str) -> None:
    submit = Submit()
    form = shown(qtbot, PauseClockDialog("o", FILE, REPORT, TODAY, submit))
    whole = {"cause": DelayReason.COURT, "ours": False, "reason": "moved", "since": "today", "review_on": "+7"}
    fill(form, **(whole | empty))
    form.submit()
    assert submit.requests == []
    assert form.problem_of(next(iter(empty))) == said


def test_a_refusal_stands_beside_its_field_or_under_the_form(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, PauseClockDialog("o", FILE, REPORT, TODAY, submit))
    fill(form, cause=DelayReason.COURT, ours=False, reason="moved", review_on="+30")
    form.submit()
    submit.fail(RuleBroken("pause_needs_supervisor", field="review_on", days=10))
    assert "at most 10 working days in all" in form.problem_of("review_on")
    form.submit()
    submit.fail(RuleBroken("pause_fixed_by_law", field="clock_id", kind=LimitKind.LAW, basis="PACE 1984 s.47ZB"))
    assert form.problem_of() == "This limit is fixed by law and is not paused (PACE 1984 s.47ZB)."


def test_a_clock_runs_on_today_unless_another_day_is_said(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, ResumeClockDialog("o", FILE, PAUSED, TODAY, submit))
    assert "Paused since Mon 20 Apr 2026, for 214 days" in words(form)
    assert "Should have been looked at again on Mon 4 May 2026, 200 days ago" in words(form)
    press("Return")
    assert submit.requests == [ResumeClock("o", "case-0", "clock-7", 1, TODAY, "")]
    submit.fail(RuleBroken("pause_needs_supervisor", field="on", days=10))
    fill(form, on="4/5", note=" the exams are over ")
    form.submit()
    assert submit.requests[-1] == ResumeClock("o", "case-0", "clock-7", 1, date(2026, 5, 4), "the exams are over")


def test_a_day_is_needed_to_run_on_from(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, ResumeClockDialog("o", FILE, PAUSED, TODAY, submit))
    fill(form, on="")
    form.submit()
    assert submit.requests == []
    assert form.problem_of("on") == "Enter the day from which it runs again."


def test_an_ordered_date_is_entered_by_keyboard_alone(qtbot: QtBot) -> None:
    submit = Submit()
    shown(qtbot, OrderDateDialog("o", FILE, REPORT, TODAY, submit))
    write("4/12")
    press("Tab")
    write("Auth")
    press("Tab")
    write("superintendent")
    press("Tab")
    write("more time")
    press("Ctrl+Return")
    assert submit.requests == [
        OrderDate(
            "o", "case-0", "clock-2", 1, date(2026, 12, 4), "more time", "superintendent", by_court=False
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("empty", "said"),
    [
        ({"to": ""}, "Enter the date that was ordered."),
        ({"by_court": None}, "Choose who set the date."),
        ({"authority": " "}, "Say which court or officer set the date."),
        ({"reason": ""}, "A reason is needed."),
    ],
)
def test_what_an_order_lacks_is_said_beside_its_field(qtbot: QtBot, empty: dict[str, Any], said: str) -> None:
    submit = Submit()
    form = shown(qtbot, OrderDateDialog("o", FILE, REPORT, TODAY, submit))
    fill(form, **({"to": "+7", "by_court": True, "authority": "Crown Court", "reason": "hearing"} | empty))
    form.submit()
    assert submit.requests == []
    assert form.problem_of(next(iter(empty))) == said


def test_a_start_is_corrected_with_its_reason(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, CorrectStartDialog("o", FILE, REPORT, TODAY, submit))
    assert "as entered. Both days stay on the record." in words(form)
    form.submit()
    assert form.problem_of("to") == "Enter the day it started."
    write("1/3")
    form.submit()
    assert form.problem_of("reason") == "A reason is needed."
    write("the receipt says so")
    press("Ctrl+Return")
    assert submit.requests == [CorrectStart("o", "case-0", "clock-2", 1, date(2026, 3, 1), "the receipt says so")]


def test_what_is_not_required_needs_a_reason(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, MarkNotRequiredDialog("o", FILE, REPORT, submit))
    form.submit()
    assert form.problem_of("reason") == "Say why it is not required."
    write("no device was found")
    press("Ctrl+Return")
    assert submit.requests == [MarkNotRequired("o", "case-0", "milestone-2", 1, "no device was found")]
    submit.fail(StaleRecord("stale", who="DS 700 Khan", when="10:42"))
    form.take(replace(REPORT, version=4))
    form.submit()
    assert submit.requests[-1] == MarkNotRequired("o", "case-0", "milestone-2", 4, "no device was found")


def test_what_was_not_required_is_taken_back(qtbot: QtBot) -> None:
    submit = Submit()
    row = replace(NOT_REQUIRED, note="the child is seventeen.")
    form = shown(qtbot, ReopenMilestoneDialog("o", FILE, row, submit))
    assert "Not required: the child is seventeen. It is to be done again" in words(form)
    write("asked for after all")
    press("Ctrl+Return")
    assert submit.requests == [ReopenMilestone("o", "case-0", row.milestone_id, 1, "asked for after all")]


@pytest.mark.parametrize("make", [PauseClockDialog, OrderDateDialog, CorrectStartDialog])
def test_where_several_clocks_may_be_meant_the_form_asks_which_and_leaves_the_others_out(
    qtbot: QtBot, make: Make
) -> None:
    submit = Submit()
    form = shown(qtbot, make("o", FILE, two_clocks(), TODAY, submit))
    which = form.field("clock_id")
    assert isinstance(which, ChoiceField)
    assert which.choices() == ["clock-7", "clock-8"]
    form.submit()
    assert form.problem_of("clock_id") == "Choose which date is meant."
    which.set_choice("clock-8")
    assert "Full report\nLocal target · due Fri 4 Dec 2026" in words(form).replace(
        " – to be confirmed by the force", ""
    )


def test_a_clock_that_was_changed_meanwhile_is_read_again_and_what_was_typed_stays(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, PauseClockDialog("o", FILE, REPORT, TODAY, submit))
    fill(form, cause=DelayReason.COURT, ours=True, reason="moved", review_on="+7")
    form.submit()
    submit.fail(StaleRecord("stale", who="DS 700 Khan", when="10:42"))
    assert reload_of(form).isVisible()
    form.take(replace(REPORT, clocks=(replace(REPORT.clocks[0], version=9),)))
    form.submit()
    assert submit.requests[-1].version == 9
    assert submit.requests[-1].reason == "moved"


def test_a_clock_that_may_no_longer_be_paused_is_said_so(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, PauseClockDialog("o", FILE, REPORT, TODAY, submit))
    form.take(replace(REPORT, clocks=(a_paused_clock(2),)))
    form.submit()
    assert submit.requests == []
    assert "no clock is left that this can be done to" in form.problem_of()


def test_every_control_of_every_form_has_a_name_and_every_label_a_control_and_no_two_share_a_letter(
    qtbot: QtBot,
) -> None:
    both = two_clocks(may_be_resumed=True)
    for form in (
        *(make("o", FILE, both, TODAY, Submit()) for make in FORMS),
        MarkNotRequiredDialog("o", FILE, REPORT, Submit()),
    ):
        shown(qtbot, form)
        assert nameless(form) == []
        labels = [label for label in form.findChildren(QLabel) if label.objectName() == "field_label"]
        assert labels
        assert all(label.buddy() is not None for label in labels)
        letters = [label.text()[label.text().index("&") + 1].lower() for label in labels]
        assert sorted(set(letters)) == sorted(letters), form.accessibleName()
        assert "r" not in letters, "the letter of Reload"
