"""Contact on the case file: what to mind stands before any contact is recorded, and what is still to tell beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.contact_rows import a_child, only_one_child
from tests.fakes import FakeTracker
from tests.gallery.pictures import settle
from tests.rows_to_show import a_case_file, a_unit
from tests.ui.keyboard import press
from tests.ui.opened import open_at_case
from tracker.actions.record_contact import RecordContact
from tracker.actions.set_contact_safety import SetContactSafety
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.contact import CaseContact
from tracker.terms import CaseStatus, ContactWay, ContactWith, NotReached, SafeToContact, ToldOf
from ui import contact_wording
from ui.dialogs.contact_dialogs import ContactSafetyDialog, RecordContactDialog
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage

Open = Callable[..., tuple[MainWindow, CaseFilePage]]
TODAY = date(2026, 11, 20)


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the contact of a case."""

    def open_it(tracker: FakeTracker) -> tuple[MainWindow, CaseFilePage]:
        window, page = open_at_case(qtbot, tracker)
        settle()
        page.tabs.setCurrentWidget(page.contact)
        page.contact.view.setFocus()
        settle()
        return window, page

    return open_it


def test_the_tab_says_how_long_ago_what_to_mind_and_what_is_to_tell(opened: Open) -> None:
    window, page = opened(a_unit())
    model = page.contact.view.row_model()
    cells = [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(2)]
    assert cells == [
        ["AB", "45 days ago",
         "Do not leave a message; The suspect lives there; Contact only through the social worker",
         "every 14 days, visit", "3 Nov 26", "3 Nov 26"],
        ["CD", "3 days ago", "not said yet", "not agreed yet", "15 Dec 26", "15 Dec 26"],
    ]  # fmt: skip
    said = page.contact.contacts.row_model()
    assert [said.index(row, 3).data() for row in range(3)] == [
        "nothing in particular", "not reached: not possible safely", "the arrest, how the case goes",
    ]  # fmt: skip
    told = "\n".join(page.contact.account.lines())
    assert "S1 · Victim told of the release · 2 working days late" in told
    assert "Victim told of the court's date · due Mon 23 Nov 2026" in told
    window.close()


def test_what_to_mind_stands_before_any_field_of_a_contact(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("F7")
    form = page.drawer()
    assert isinstance(form, RecordContactDialog)
    words = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert words.index("The suspect lives there") < words.index("&Outcome")
    form._told.box(ToldOf.ARREST).setChecked(True)
    form.submit()
    assert tracker.done == [
        RecordContact(
            "officer-902", "case-0", "child-0", TODAY, ContactWay.VISIT, ContactWith.SOCIAL_WORKER,
            frozenset({ToldOf.ARREST}),
        )
    ]  # fmt: skip
    assert window.status.said.text() == "Contact recorded: AB."
    window.close()


def test_who_was_not_reached_was_told_nothing(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("F7")
    form = page.drawer()
    assert isinstance(form, RecordContactDialog)
    form._told.box(ToldOf.ARREST).setChecked(True)
    form._outcome.set_choice(NotReached.NOT_SAFE)
    assert not form.shows_field("told")
    form.submit()
    (request,) = tracker.done
    assert (request.not_reached, request.told, request.who) == (NotReached.NOT_SAFE, frozenset(), None)
    window.close()


def test_where_nobody_has_said_what_to_mind_that_is_asked_first(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    page.contact.view.select_key("child-1")
    press("F7")
    form = page.drawer()
    assert isinstance(form, ContactSafetyDialog)
    assert window.status.said.text() == "Say first what must be minded before contact."
    form.field("every_days").setText("a week")
    form.submit()
    assert form.problem_of("every_days") == "Enter a number of days."
    form.field("every_days").setText("7")
    form._flags.box(SafeToContact.SAFE).setChecked(True)
    form.submit()
    assert tracker.done == [
        SetContactSafety("officer-902", "case-0", "child-1", frozenset({SafeToContact.SAFE}), None, 7, None)
    ]
    window.close()


def test_a_case_with_one_child_takes_a_contact_on_every_tab_and_a_closed_one_none(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), contact=only_one_child(flags=(SafeToContact.SAFE,)))
    window, page = opened(tracker)
    page.tabs.setCurrentWidget(page.milestones)
    assert window.commands.action("record_contact").isEnabled()
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), status=CaseStatus.CLOSED, contact=CaseContact())
    press("F5")
    assert not window.commands.action("record_contact").isEnabled()
    assert not page.contact._words.isHidden()
    window.close()


def test_what_to_mind_has_a_shape_for_how_grave_it_is() -> None:
    assert contact_wording.mind_mark(a_child()) == "critical"
    assert contact_wording.mind_mark(a_child(flags=(SafeToContact.NO_WRITING,))) == "overdue"
    assert contact_wording.mind_mark(a_child(flags=(SafeToContact.SAFE,))) == "done"
    assert contact_wording.mind_mark(a_child(flags=())) == "unknown"
    assert contact_wording.since(a_child(last_on=None, days_since=50)) == "none, 50 days since the report"
