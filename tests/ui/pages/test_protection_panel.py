"""Protection on the case file: in the header and on the tab; measures, conditions and checks by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import settle
from tests.protection_rows import a_measure, a_pair, protection_of_a_case
from tests.rows_to_show import a_case_file, a_unit
from tests.ui.keyboard import focused, press, write
from tests.ui.opened import open_at_case
from tests.ui.parts import form_of
from tracker.actions.acknowledge_bail_check import AcknowledgeBailCheck
from tracker.actions.end_protection import EndProtection
from tracker.actions.record_breach import RecordBreach
from tracker.actions.record_protection import RecordProtection
from tracker.actions.review_protection import ReviewProtection
from tracker.actions.set_bail_conditions import NewCondition, SetBailConditions
from tracker.errors import StaleRecord
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.protection import CaseProtection
from tracker.terms import BailConditionKind, CaseStatus, Checker, CheckOutcome
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.protection_wording import header, now, now_in_full
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FormDrawer

Open = Callable[..., tuple[MainWindow, CaseFilePage]]
TODAY = date(2026, 11, 20)


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the protection of a case."""

    def open_it(tracker: FakeTracker) -> tuple[MainWindow, CaseFilePage]:
        window, page = open_at_case(qtbot, tracker)
        settle()
        page.tabs.setCurrentWidget(page.protection)
        page.protection.view.setFocus()
        settle()
        return window, page

    return open_it


def choose(form: FormDrawer, field: str, choice: object) -> None:
    control = form.field(field)
    assert isinstance(control, ChoiceField)
    control.set_choice(choice)


def test_the_tab_says_what_protects_whom_and_since_when_nothing_does(opened: Open) -> None:
    window, page = opened(a_unit())
    model = page.protection.view.row_model()
    first = [model.index(0, column).data() for column in range(model.columnCount())]
    assert first == ["none since 21 Apr 26", "AB", "S1, access: yes", "21 Apr 26", "", "", "222"]
    assert model.index(1, 0).data() == "Bail: no contact, Child protection plan"
    assert page.protection.words() == "Not shown: 1 adult, 1 suspect without access"
    assert "21 Apr 26 · 214 days · to Fri 20 Nov 2026" in page.protection.account.lines()
    assert any("could not check, 2 times in a row" in line for line in page.protection.account.lines())
    states = [page.protection.measures.row_model().index(row, 0).data() for row in range(4)]
    assert states == ["review passed", "in force", "keeps nobody away", "over"]
    window.close()


def test_the_header_says_the_worst(opened: Open) -> None:
    assert header(CaseProtection()) is None
    assert header(protection_of_a_case()) == ("critical", "Protection: none since Tue 21 Apr 2026 (AB)")
    bare = CaseProtection((a_pair(),))
    assert header(bare) == ("critical", "Protection: none since Tue 21 Apr 2026")
    guarded = protection_of_a_case().pairs[1]
    silent = a_pair(known=False, state_key="unknown", gaps=(), bare_days=0)
    assert header(CaseProtection((guarded, silent))) == ("unknown", "Protection: not known")
    assert header(CaseProtection((a_pair(), silent))) == (
        "critical", "Protection: none since Tue 21 Apr 2026 (AB)",
    )  # fmt: skip
    assert (now(silent), now_in_full(silent)[:9]) == ("not known", "Not known")
    assert header(CaseProtection((guarded,))) == ("due_soon", "Protection ends Tue 24 Nov 2026")
    safe = replace(guarded, state_key="done", until=None)
    assert header(CaseProtection((safe,))) == ("done", "Protection: Bail: no contact, Child protection plan")
    until = replace(safe, until=date(2027, 3, 1))
    assert header(CaseProtection((until,))) == (
        "done", "Protection: Bail: no contact, Child protection plan, to Mon 1 Mar 2027",
    )  # fmt: skip
    window, page = opened(a_unit())
    assert any(words.startswith("Protection: none since") for _, words in page.standing.said())
    window.close()


def test_a_measure_is_recorded_with_its_review_proposed(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("Shift+G", "Return")
    form = form_of(page, FormDrawer)
    assert form.problem_of("measure") == "Choose the measure."
    choose(form, "measure", "child_protection_plan")
    press("Return")
    (request,) = tracker.done
    assert isinstance(request, RecordProtection)
    assert (request.measure, request.since, request.review_on, request.checked_by) == (
        "child_protection_plan", TODAY, date(2026, 12, 18), Checker.OIC,
    )  # fmt: skip
    assert window.status.said.text() == "Recorded: Child protection plan."
    window.close()


def test_a_measure_is_reviewed_and_ended(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("Shift+J", "Return")
    assert tracker.done == [ReviewProtection("officer-902", "measure-1", 1, date(2028, 5, 31), date(2026, 12, 18))]
    press("Shift+Z", "Return")
    form = form_of(page, FormDrawer)
    assert form.problem_of("reason") == "Say why it ended."
    write("plan ended")
    press("Return")
    assert tracker.done[1] == EndProtection("officer-902", "measure-1", 1, TODAY, "plan ended")
    page.protection.measures.select_key("condition-0")
    assert not window.commands.action("end_protection").isEnabled()
    window.close()


def test_a_measure_that_was_changed_meanwhile_is_read_again(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[ReviewProtection] = StaleRecord("stale", who="DC 3312 Patel", when=tracker.time.now())
    window, page = opened(tracker)
    press("Shift+J", "Return")
    file = a_case_file()
    changed = replace(file.protection, measures=(a_measure("measure-1", version=4),))
    tracker.answers[CaseFileQuestion] = replace(file, protection=changed)
    press("Return")
    assert form_of(page, FormDrawer).build().version == 4
    window.close()


def test_a_breach_is_recorded_of_the_chosen_measure(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    page.protection.measures.select_key("measure-2")
    press("Shift+F")
    form = form_of(page, FormDrawer)
    form.field("note").setPlainText("was at the address")
    suspect = form.field("suspect_id")
    assert isinstance(suspect, ChoiceField)
    choose(form, "suspect_id", suspect.choices()[0])
    press("Ctrl+Return")
    (request,) = tracker.done
    assert isinstance(request, RecordBreach)
    assert (request.protection_id, request.on, request.note) == ("measure-2", TODAY, "was at the address")
    window.close()


def test_conditions_of_bail_are_set_with_those_that_hold_ticked(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("Shift+Y")
    form = form_of(page, FormDrawer)
    form.field("witness").setText("mother")
    form.submit()
    (request,) = tracker.done
    assert isinstance(request, SetBailConditions)
    assert request.conditions == (
        NewCondition(BailConditionKind.NO_CONTACT),
        NewCondition(BailConditionKind.NO_CONTACT, witness="mother"),
    )
    assert (request.arrest_id, request.version, request.since) == ("arrest-0", 3, TODAY)
    window.close()


def test_a_check_of_bail_says_what_it_found(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("Shift+K", "Return")
    form = form_of(page, FormDrawer)
    assert form.problem_of("outcome") == "Choose what the check found."
    assert isinstance(focused(), ChoiceField)
    choose(form, "outcome", CheckOutcome.COMPLIED)
    press("Return")
    assert tracker.done == [AcknowledgeBailCheck("officer-902", "case-0", "check-0", 1, CheckOutcome.COMPLIED, TODAY)]
    assert window.status.said.text() == "Check of bail conditions: complied."
    window.close()


def test_in_a_closed_case_and_without_need_nothing_is_offered(opened: Open) -> None:
    tracker = a_unit()
    closed = replace(a_case_file(), status=CaseStatus.CLOSED, protection=CaseProtection())
    tracker.answers[CaseFileQuestion] = closed
    window, page = opened(tracker)
    assert page.protection.words().startswith("No child and suspect of this case need protection")
    for name in ("record_protection", "set_bail_conditions", "check_bail", "record_breach"):
        assert not window.commands.action(name).isEnabled()
    window.close()
