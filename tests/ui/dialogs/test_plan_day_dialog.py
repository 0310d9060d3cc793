"""The form that says for which day something is booked, and where that day is shown."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.rows_to_show import TODAY, a_case_file, a_clock, a_unit
from tests.ui.dialogs.a_submit import Submit
from tests.ui.dialogs.test_milestone_dialogs import shown, words
from tests.ui.keyboard import nameless, press, write
from tests.ui.opened import OpenCase
from tests.ui.parts import reload_of
from tracker.actions.plan_day import PlanDay
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.case_file import CaseFileQuestion, MilestoneRow
from tracker.terms import ClockState, MilestoneState
from ui.dialogs.plan_day_dialog import PlanDayDialog
from ui.pages.case_file.milestone_columns import full_planned, planned

FILE = a_case_file()
DUE = a_clock(1, limit="Conference within 15 working days", due=date(2026, 12, 1))
CONFERENCE = replace(
    next(row for row in FILE.milestones if row.state is MilestoneState.OPEN),
    name="Initial child protection conference", subject="Child 1", clocks=(DUE,), planned_on=None,
)  # fmt: skip
BOOKED = replace(CONFERENCE, planned_on=date(2026, 11, 25))


def form_about(qtbot: QtBot, milestone: MilestoneRow, submit: Submit) -> PlanDayDialog:
    form: PlanDayDialog = shown(qtbot, PlanDayDialog("o", FILE, milestone, TODAY, submit))
    return form


def test_a_first_booking_by_keyboard_alone(qtbot: QtBot) -> None:
    submit = Submit()
    form = form_about(qtbot, CONFERENCE, submit)
    assert "About: Child 1" in words(form)
    assert "Conference within 15 working days: due Tue 1 Dec 2026" in words(form)
    assert nameless(form) == []
    write("25 nov")
    press("Return")
    assert submit.requests == [PlanDay("o", "case-0", CONFERENCE.milestone_id, CONFERENCE.version, date(2026, 11, 25))]


def test_a_changed_booking_says_the_one_before_and_asks_why(qtbot: QtBot) -> None:
    submit = Submit()
    form = form_about(qtbot, BOOKED, submit)
    assert "Planned for Wed 25 Nov 2026 so far." in words(form)
    form._on.set_day(date(2026, 11, 27))
    form.submit()
    submit.fail(RuleBroken("reason_needed", field="reason"))
    assert form.problem_of("reason")
    form._reason.setPlainText(" the chair is ill ")
    form.submit()
    assert submit.requests[-1] == PlanDay(
        "o", "case-0", BOOKED.milestone_id, BOOKED.version, date(2026, 11, 27), "the chair is ill"
    )  # fmt: skip


def test_an_empty_day_takes_the_booking_back_and_what_is_no_day_is_pointed_at(qtbot: QtBot) -> None:
    submit = Submit()
    form = form_about(qtbot, BOOKED, submit)
    press("Ctrl+A")
    write("soon")
    press("Return")
    assert (submit.requests, form.problem_of("on")) == (
        [], "This is not a day. Leave it empty where it is not known.",
    )  # fmt: skip
    press("Ctrl+A", "Delete", "Return")
    assert submit.requests[-1].on is None


def test_what_was_typed_stays_when_it_is_read_again(qtbot: QtBot) -> None:
    submit = Submit()
    form = form_about(qtbot, CONFERENCE, submit)
    form._on.set_day(date(2026, 11, 27))
    form.submit()
    submit.fail(StaleRecord("stale", who="DS 902 Ade", when=None))
    assert reload_of(form).isVisible()
    form.take(replace(BOOKED, version=7))
    form.submit()
    assert (submit.requests[-1].version, submit.requests[-1].on) == (7, date(2026, 11, 27))
    assert form.record_id() == CONFERENCE.milestone_id


@pytest.mark.parametrize(
    ("row", "short", "full"),
    [
        (CONFERENCE, "", ""),
        (BOOKED, "25 Nov 26", "Planned for Wed 25 Nov 2026"),
        (replace(BOOKED, planned_on=date(2026, 12, 1)), "1 Dec 26", "Planned for Tue 1 Dec 2026"),
        (replace(BOOKED, planned_on=date(2026, 12, 2)), "2 Dec 26",
         "Planned for Wed 2 Dec 2026, 1 day after it is due"),
        (replace(BOOKED, planned_on=date(2026, 12, 8)), "8 Dec 26",
         "Planned for Tue 8 Dec 2026, 7 days after it is due"),
        (replace(BOOKED, planned_on=date(2026, 12, 8), clocks=(replace(DUE, state=ClockState.STOPPED),)), "8 Dec 26",
         "Planned for Tue 8 Dec 2026"),
        (replace(BOOKED, state=MilestoneState.DONE), "", ""),
    ],
)  # fmt: skip
def test_the_booking_stands_beside_the_due_date(row: MilestoneRow, short: str, full: str) -> None:
    assert (planned(row), full_planned(row)) == (short, full)


@pytest.mark.parametrize(
    ("row", "typed", "said"),
    [
        (CONFERENCE, "25 nov", "Planned for Wed 25 Nov 2026: Initial child protection conference."),
        (BOOKED, "", "Planned for no day any more: Initial child protection conference."),
    ],
)
def test_the_letter_opens_the_form_and_the_status_bar_says_what_was_planned(
    open_case: OpenCase, row: MilestoneRow, typed: str, said: str
) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(FILE, milestones=(row,))
    window, page = open_case(tracker)
    assert ("Planned for Wed 25 Nov 2026" in page.milestones.clocks.lines()) is (row is BOOKED)
    press("Shift+D")
    assert isinstance(page.drawer(), PlanDayDialog)
    press("Ctrl+A", "Delete")
    write(typed)
    press("Return")
    assert [type(request) for request in tracker.done] == [PlanDay]
    assert window.status.said.text() == said
    window.close()


def test_what_is_done_is_not_planned(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(FILE, milestones=(replace(BOOKED, state=MilestoneState.DONE),))
    window, page = open_case(tracker)
    assert not window.commands.action("plan_day").isEnabled()
    press("Shift+D")
    assert page.drawer() is None
    window.close()
