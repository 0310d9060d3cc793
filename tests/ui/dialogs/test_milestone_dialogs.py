"""The forms about a milestone: each builds exactly the request of its action."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.rows_to_show import TODAY, a_case_file, a_clock
from tests.ui.dialogs.a_submit import Submit
from tests.ui.held import hold
from tests.ui.keyboard import nameless, press, write
from tests.ui.parts import reload_of
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.record_delay import RecordDelay
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.case_file import MilestoneRow
from tracker.terms import DelayReason, Holder, LimitKind, MilestoneState
from ui.dialogs.complete_milestone_dialog import CompleteMilestoneDialog
from ui.dialogs.record_delay_dialog import RecordDelayDialog
from ui.dialogs.record_form import RecordForm
from ui.dialogs.reopen_milestone_dialog import ReopenMilestoneDialog
from ui.dialogs.reschedule_milestone_dialog import RescheduleMilestoneDialog

FILE = a_case_file()
REPORT = next(row for row in FILE.milestones if row.name == "Computer report")
DONE = next(row for row in FILE.milestones if row.state is MilestoneState.DONE)


def shown(qtbot: QtBot, form: RecordForm) -> RecordForm:
    """Show a form as its drawer would, with the focus in its first field."""
    hold(qtbot, form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.setFocus()
    return form


def words(form: RecordForm) -> str:
    return "\n".join(label.text() for label in form.findChildren(QLabel) if not label.isHidden())


def type_into(form: RecordForm, name: str, text: str) -> None:
    field = form.field(name)
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.textEdited.emit(text)
    else:
        assert isinstance(field, QPlainTextEdit)
        field.setPlainText(text)


def test_complete_is_one_key_for_a_milestone_that_happened_today(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, CompleteMilestoneDialog("officer-1", FILE, REPORT, TODAY, submit))
    press("Return")
    assert submit.requests == [CompleteMilestone("officer-1", "case-0", "milestone-2", 1, TODAY, "")]
    assert form.at_work()


def test_complete_takes_another_day_and_a_note_by_keyboard(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, CompleteMilestoneDialog("officer-1", FILE, REPORT, TODAY, submit))
    press("Ctrl+A")
    write("yesterday")
    press("Tab")
    write("two reports")
    press("Ctrl+Return")
    day = date(2026, 11, 19)
    assert submit.requests == [CompleteMilestone("officer-1", "case-0", "milestone-2", 1, day, "two reports")]
    assert form.at_work()


def test_complete_asks_for_the_time_where_a_clock_is_in_hours(qtbot: QtBot) -> None:
    submit = Submit()
    assert not shown(qtbot, CompleteMilestoneDialog("o", FILE, REPORT, TODAY, submit)).shows_field("at")
    form = shown(qtbot, CompleteMilestoneDialog("o", FILE, replace(REPORT, by_the_hour=True), TODAY, submit))
    assert form.shows_field("at")
    press("Tab")
    write("8.05")
    press("Return")
    assert submit.requests == [
        CompleteMilestone("o", "case-0", "milestone-2", 1, TODAY, "", datetime(2026, 11, 20, 8, 5, tzinfo=UTC))
    ]
    assert nameless(form) == []


def test_complete_without_a_time_goes_by_the_day(qtbot: QtBot) -> None:
    submit = Submit()
    shown(qtbot, CompleteMilestoneDialog("o", FILE, replace(REPORT, by_the_hour=True), TODAY, submit))
    press("Return")
    assert submit.requests[0].at is None


@pytest.mark.parametrize(
    ("day", "typed", "words"),
    [
        ("20 nov", "soon", "This is not a time. Leave it empty where it is not known."),
        ("29 mar", "01:30", "There was no such time on that day: the clocks went forward."),
        ("25 oct", "01:30", "Choose which of the two times it was."),
    ],
)
def test_complete_points_at_a_time_that_is_none_or_two(qtbot: QtBot, day: str, typed: str, words: str) -> None:
    submit = Submit()
    form = shown(qtbot, CompleteMilestoneDialog("o", FILE, replace(REPORT, by_the_hour=True), TODAY, submit))
    press("Ctrl+A")
    write(day)
    press("Tab")
    write(typed)
    press("Return")
    assert (submit.requests, form.problem_of("at")) == ([], words)
    if "two" in words:
        press("Tab", "Down", "Down", "Return")
        assert submit.requests[0].at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_complete_says_every_clock_with_who_set_it(qtbot: QtBot) -> None:
    law = a_clock(7, limit_kind=LimitKind.LAW, due=date(2026, 11, 27), to_be_confirmed=False)
    local = a_clock(8, due=date(2026, 11, 23), to_be_confirmed=True)
    form = CompleteMilestoneDialog("o", FILE, replace(REPORT, subject="Device 1", clocks=(law, local)), TODAY, Submit())
    hold(qtbot, form)
    assert "About: Device 1" in words(form)
    assert "Due Fri 27 Nov 2026 (law)" in words(form)
    assert "Due Mon 23 Nov 2026 (local target – to be confirmed by the force)" in words(form)


def test_complete_without_a_day_submits_nothing(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, CompleteMilestoneDialog("o", FILE, REPORT, TODAY, submit))
    press("Ctrl+A")
    write("whenever")
    press("Return")
    assert submit.requests == []
    assert "Enter the day it happened." in form.problem_of("on")


def test_the_form_waits_while_the_request_is_under_way_and_closes_when_it_succeeded(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, CompleteMilestoneDialog("o", FILE, REPORT, TODAY, submit))
    form.submit()
    form.submit()
    form.cancel()
    assert len(submit.requests) == 1
    with qtbot.waitSignals([form.succeeded, form.closed]):
        submit.succeed()


def test_a_broken_rule_stands_beside_its_field_and_the_form_stays(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, CompleteMilestoneDialog("o", FILE, REPORT, TODAY, submit))
    form.submit()
    submit.fail(RuleBroken("date_in_future", field="on", on=date(2026, 11, 21)))
    assert "Sat 21 Nov 2026 is in the future" in form.problem_of("on")
    assert not reload_of(form).isVisible()
    form.submit()
    assert len(submit.requests) == 2


def test_a_broken_rule_of_no_field_stands_under_the_form(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, CompleteMilestoneDialog("o", FILE, REPORT, TODAY, submit))
    form.submit()
    submit.fail(RuleBroken("case_closed", reference="44NI/00305/26"))
    assert "Case 44NI/00305/26 is closed" in form.problem_of()


def test_a_stale_milestone_offers_to_reload_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, CompleteMilestoneDialog("o", FILE, REPORT, TODAY, submit))
    type_into(form, "note", "report received")
    form.submit()
    submit.fail(StaleRecord("stale", who="DS 700 Khan", when="10:42"))
    assert "Changed by DS 700 Khan at 10:42" in form.problem_of()
    with qtbot.waitSignal(form.reload_wanted):
        press("Space")
    form.take(replace(REPORT, version=4))
    assert form.problem_of() == ""
    assert not reload_of(form).isVisible()
    form.submit()
    assert submit.requests[-1] == CompleteMilestone("o", "case-0", "milestone-2", 4, TODAY, "report received")


def test_reopen_needs_a_reason(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, ReopenMilestoneDialog("o", FILE, DONE, submit))
    assert "Done on Mon 2 Feb 2026" in words(form)
    form.submit()
    assert "Say why" in form.problem_of("reason")
    write("the wrong child")
    press("Ctrl+Return")
    assert submit.requests == [ReopenMilestone("o", "case-0", DONE.milestone_id, 1, "the wrong child")]


def test_replan_of_one_clock_does_not_ask_which(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, RescheduleMilestoneDialog("o", FILE, REPORT, TODAY, submit))
    write("27/11")
    press("Tab")
    write("the laboratory's new estimate")
    press("Ctrl+Return")
    clock = REPORT.clocks[0]
    assert submit.requests == [
        RescheduleMilestone(
            by="o",
            case_id="case-0",
            clock_id=clock.clock_id,
            version=1,
            seen_due=clock.due,
            to=date(2026, 11, 27),
            reason="the laboratory's new estimate",
        )
    ]
    assert form.at_work()


def two_targets() -> MilestoneRow:
    law = a_clock(6, limit_kind=LimitKind.LAW, may_be_rescheduled=False)
    one = a_clock(7, limit="First report", due=date(2026, 11, 27), first_due=date(2026, 11, 20), moves=2)
    other = a_clock(8, limit="Full report", due=date(2026, 12, 4), version=5)
    return replace(REPORT, clocks=(law, one, other))


def test_replan_of_several_asks_which_and_leaves_out_what_the_law_fixes(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, RescheduleMilestoneDialog("o", FILE, two_targets(), TODAY, submit))
    form.submit()
    assert "Choose which date" in form.problem_of("clock_id")
    form._which.set_choice("clock-7")
    assert "First due Fri 20 Nov 2026; this stays on the record" in words(form)
    assert "Moved 2 times so far." in words(form)
    form._which.set_choice("clock-8")
    form._to.set_day(date(2026, 12, 11))
    type_into(form, "reason", "agreed")
    form.submit()
    assert submit.requests == [
        RescheduleMilestone("o", "case-0", "clock-8", 5, date(2026, 12, 4), date(2026, 12, 11), "agreed")
    ]
    assert "clock-6" not in form._which.choices()


@pytest.mark.parametrize(("day", "reason", "field"), [("", "agreed", "to"), ("27/11", " ", "reason")])
def test_replan_needs_a_day_and_a_reason(qtbot: QtBot, day: str, reason: str, field: str) -> None:
    submit = Submit()
    form = shown(qtbot, RescheduleMilestoneDialog("o", FILE, REPORT, TODAY, submit))
    type_into(form, "to", day)
    type_into(form, "reason", reason)
    form.submit()
    assert submit.requests == []
    assert form.problem_of(field)


def test_a_delay_is_recorded_by_keyboard_alone(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, RecordDelayDialog("o", FILE, REPORT, TODAY, submit))
    write("Dig")
    press("Tab", "Tab", "Down", "Tab")
    write("ask for a date")
    press("Return")
    assert submit.requests == [
        RecordDelay(
            by="o",
            case_id="case-0",
            milestone_id="milestone-2",
            version=1,
            reason=DelayReason.DFU_QUEUE,
            awaited=Holder.LABORATORY,
            since=date(2026, 11, 19),
            next_step="ask for a date",
            note="",
        )
    ]
    assert form.at_work()


@pytest.mark.parametrize("missing", ["reason", "awaited", "since", "next_step"])
def test_a_delay_needs_its_cause_its_holder_its_day_and_a_next_step(qtbot: QtBot, missing: str) -> None:
    submit = Submit()
    form = shown(qtbot, RecordDelayDialog("o", FILE, REPORT, TODAY, submit))
    form._reason.set_choice(None if missing == "reason" else DelayReason.COURT)
    form._awaited.set_choice(None if missing == "awaited" else Holder.COURT)
    form._since.set_day(None if missing == "since" else TODAY)
    type_into(form, "next_step", "" if missing == "next_step" else "ask")
    form.submit()
    assert submit.requests == []
    assert form.problem_of(missing)


def test_escape_closes_without_doing_anything(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, RecordDelayDialog("o", FILE, REPORT, TODAY, submit))
    with qtbot.waitSignal(form.closed):
        press("Escape")
    assert submit.requests == []


def test_every_control_of_every_form_has_a_name_and_every_label_a_control(qtbot: QtBot) -> None:
    for form in (
        CompleteMilestoneDialog("o", FILE, REPORT, TODAY, Submit()),
        ReopenMilestoneDialog("o", FILE, DONE, Submit()),
        RescheduleMilestoneDialog("o", FILE, two_targets(), TODAY, Submit()),
        RecordDelayDialog("o", FILE, REPORT, TODAY, Submit()),
    ):
        shown(qtbot, form)
        assert nameless(form) == []
        labels = [label for label in form.findChildren(QLabel) if label.objectName() == "field_label"]
        assert labels
        assert all(label.buddy() is not None for label in labels)
