"""Who is waited for: the list and its totals, narrowed by agency, chased and escalated by letter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from tests.agency_rows import a_wait, an_awaited
from tests.fakes import FakeTracker
from tests.gallery.pictures import settle
from tests.rows_to_show import a_case_file, a_unit
from tests.ui.keyboard import focused, press, write
from tests.ui.opened import open_page
from tests.ui.parts import form_of, reload_of
from tracker.actions.add_note import AddNote
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.escalate_delay import EscalateDelay
from tracker.actions.record_chase import RecordChase
from tracker.actions.record_delay import RecordDelay
from tracker.changes import Changes
from tracker.errors import StaleRecord, StorageProblem
from tracker.rows.awaited import AgencyTotal, Awaited, AwaitedQuestion
from tracker.rows.case_file import CaseFileQuestion
from tracker.terms import ChaseWay, Holder
from ui.dialogs.record_form import RecordForm
from ui.main_window.main_window import MainWindow
from ui.pages.awaited.awaited_page import WIDE, AwaitedPage
from ui.pages.case_file.case_file_page import CaseFilePage

Open = Callable[[FakeTracker], tuple[MainWindow, AwaitedPage]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the page."""

    def open_it(tracker: FakeTracker) -> tuple[MainWindow, AwaitedPage]:
        window, page = open_page(qtbot, tracker, AwaitedPage, [AwaitedPage, CaseFilePage])
        page.view.setFocus()
        return window, page

    return open_it


def a_tracker(*rows: int) -> FakeTracker:
    """Give the made-up unit; of the waits only those named, where any is."""
    tracker = a_unit()
    if rows:
        tracker.answers[AwaitedQuestion] = replace(an_awaited(), rows=tuple(a_wait(number) for number in rows))
    return tracker


def cells(page: AwaitedPage, row: int) -> list[str]:
    model = page.view.row_model()
    return [str(model.index(row, place).data()) for place in range(model.columnCount())]


def test_each_wait_says_how_long_and_what_was_done(opened: Open) -> None:
    window, page = opened(a_tracker())
    assert cells(page, 0) == [
        "overdue", "44NI/00305/26", "Laboratory", "Laboratory report issued · EX1", "204", "20 May 26", "131",
        "▲ 17 Nov 26, broken", "12 Nov 26, 3×", "20 Nov 26 Chase again", "Laboratory manager", "DC 3312 Patel",
        "Team 1",
    ]  # fmt: skip
    assert cells(page, 2)[3] == "School: Attendance record"
    assert cells(page, 6)[4:9] == ["3", "", "", "", "never"]
    assert page.footer_words() == (
        "7 of 7 · 4 delays escalated since Thu 1 Oct 2026 · not shown: those of 2 restricted cases"
    )
    assert window.navigation.count_of("awaited") == 7
    assert page.uses.text() == (
        "Escalated in 12 months: Laboratory manager 3 times, answered 2; CPS unit head 1 time, answered 0"
    )
    page.agencies.button(str(Holder.CPS)).click()
    assert page.uses.text() == "Escalated in 12 months: CPS unit head 1 time, answered 0"
    page.agencies.button(str(Holder.HEALTH)).click()
    assert page.uses.isHidden()
    window.close()


def test_the_chosen_wait_is_told_in_words(opened: Open) -> None:
    window, page = opened(a_tracker())
    said = page.account.lines()
    for words in (
        "44NI/00305/26 · Laboratory · Laboratory report issued · EX1", "Thu 30 Apr 2026, 204 days",
        "Wed 20 May 2026, 131 working days late", "Thu 12 Nov 2026, 3 times in all", "Tue 17 Nov 2026: broken",
        "Fri 20 Nov 2026 Chase again", "Laboratory manager, Sun 15 Nov 2026",
    ):  # fmt: skip
        assert any(words in line for line in said), words
    page.view.select_key("milestone-4")
    said = page.account.lines()
    for words in ("Sat 28 Nov 2026, due in 8 days", "never", "nothing is planned", "not escalated"):
        assert any(words in line for line in said), words
    page.view.select_key("milestone-6")
    assert any("no date" in line for line in page.account.lines())
    window.close()


def test_a_lateness_past_the_calendar_is_not_known(opened: Open) -> None:
    tracker = a_tracker()
    tracker.answers[AwaitedQuestion] = replace(an_awaited(), rows=(a_wait(0, late=None),))
    window, page = opened(tracker)
    assert cells(page, 0)[6] == "?"
    assert any("late, not known by how much" in line for line in page.account.lines())
    window.close()


def test_an_agencys_button_says_its_total_and_opens_its_list(opened: Open) -> None:
    window, page = opened(a_tracker())
    laboratory = page.agencies.button(Holder.LABORATORY)
    assert laboratory.text() == "Laboratory 2"
    assert page.agencies.words(Holder.LABORATORY) == "half over 106 days, 3 escalated"
    assert page.agencies.words(Holder.HEALTH) == "half over 96 days"
    assert page.agencies.button(Holder.COURT).isHidden()
    laboratory.click()
    assert [row.agency for row in page.view.row_model().shown] == [Holder.LABORATORY] * 2
    assert page._footer.text().startswith("2 of 7: 5 filtered out")
    page.agencies.button("broken").click()
    assert all(row.broken for row in page.view.row_model().shown)
    assert not laboratory.isChecked()
    page.agencies.button("every").click()
    assert len(page.view.row_model().shown) == 7
    window.close()


def test_a_list_that_is_gone_gives_way_to_all(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    page.agencies.button(Holder.HEALTH).click()
    answer = an_awaited()
    totals = tuple(total for total in answer.totals if total.agency is not Holder.HEALTH)
    tracker.answers[AwaitedQuestion] = replace(answer, totals=totals)
    window.commands.action("refresh").trigger()
    assert page.agencies.choice() == "every"
    assert len(page.view.row_model().shown) == 7
    window.close()


def test_find_narrows_the_list(opened: Open) -> None:
    window, page = opened(a_tracker())
    press("Ctrl+F")
    assert focused() is page.find_field
    write("health")
    assert [row.agency for row in page.view.row_model().shown] == [Holder.HEALTH]
    window.close()


def test_whose_waits_are_shown(opened: Open) -> None:
    tracker = a_tracker()
    window, page = opened(tracker)
    for whose in ("team", "mine"):
        page.whose.set_choice(whose)
    asked = [question for question in tracker.asked if isinstance(question, AwaitedQuestion)]
    assert [(one.team_id, one.oic_id) for one in asked] == [(None, None), ("team-1", None), (None, "officer-902")]
    window.close()


def test_a_wait_is_chased_with_three_keys(opened: Open) -> None:
    tracker = a_tracker()
    tracker.answers[RecordChase] = Changes.of(case=["case-0"], result="chase-9")
    window, page = opened(tracker)
    press("H")
    assert form_of(page, RecordForm).accessibleName() == "Record chase: Laboratory report issued · EX1"
    write("p")
    press("Return")
    (request,) = tracker.done
    assert (request.case_id, request.milestone_id, request.agency, request.how) == (
        "case-0", "milestone-0", Holder.LABORATORY, ChaseWay.PHONE,
    )  # fmt: skip
    assert window.status.said.text() == "Chased: Laboratory, next Fri 27 Nov 2026."
    window.close()


def test_a_wait_is_escalated_noted_explained_and_completed(opened: Open) -> None:
    tracker = a_tracker()
    for request in (EscalateDelay, AddNote, RecordDelay, CompleteMilestone):
        tracker.answers[request] = Changes.of(case=["case-0"])
    window, page = opened(tracker)
    page.view.select_key("milestone-2")
    press("Shift+H")
    assert form_of(page, RecordForm).accessibleName() == "Escalate: School: Attendance record"
    press("Escape")
    page.view.setFocus()
    press("Shift+N")
    write("rang")
    press("Ctrl+Return")
    page.view.setFocus()
    press("D")
    assert form_of(page, RecordForm).accessibleName() == "Record delay of Computer report"
    press("Escape")
    page.view.setFocus()
    press("C", "Return")
    assert [type(request) for request in tracker.done] == [AddNote, CompleteMilestone]
    questions = [one for one in tracker.asked if isinstance(one, CaseFileQuestion)]
    assert {one.reason for one in questions} == {"from the page Awaited"}
    window.close()


def test_a_form_about_a_changed_milestone_is_given_it_anew(opened: Open) -> None:
    tracker = a_tracker()
    tracker.answers[CompleteMilestone] = StaleRecord("stale", who="DS 700 Khan", when="10:42")
    window, page = opened(tracker)
    page.view.select_key("milestone-2")
    press("C", "Return")
    form = form_of(page, RecordForm)
    assert reload_of(form).isVisible()
    file = a_case_file()
    newer = tuple(replace(row, version=5) for row in file.milestones)
    tracker.answers[CaseFileQuestion] = replace(file, milestones=newer)
    tracker.answers[CompleteMilestone] = Changes.of(case=["case-0"])
    reload_of(form).click()
    form.submit()
    assert tracker.done[-1].version == 5
    window.close()


def test_a_wait_that_has_gone_meanwhile_is_said_so(opened: Open) -> None:
    tracker = a_tracker()
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), milestones=())
    window, page = opened(tracker)
    press("D")
    assert page.drawer() is None
    assert window.status.said.text() == "The case has changed meanwhile."
    window.close()


def test_o_and_enter_open_the_case(opened: Open) -> None:
    for key in ("O", "Return"):
        window, _ = opened(a_tracker())
        press(key)
        shown = window.pages.currentWidget()
        assert isinstance(shown, CaseFilePage)
        window.close()


def test_nobody_waited_for_and_what_cannot_be_read(opened: Open) -> None:
    tracker = a_tracker()
    tracker.answers[AwaitedQuestion] = Awaited((), (), date(2026, 10, 1), 1)
    window, page = opened(tracker)
    assert page._plain_heading.text() == "Nobody is waited for here"
    assert page._footer.text() == "not shown: those of 1 restricted case"
    assert not window.commands.action("record_chase").isEnabled()
    press("Ctrl+F")
    for key in ("record_chase", "record_delay", "add_note", "open_case"):
        page.page_commands()[key]()
    assert page.drawer() is None
    tracker.answers[AwaitedQuestion] = StorageProblem("locked")
    window.commands.action("refresh").trigger()
    assert page._plain_words.text().startswith("Somebody else is writing to the database.")
    window.close()


def test_the_wait_in_words_stands_beside_the_list_where_there_is_room(opened: Open) -> None:
    window, page = opened(a_tracker())
    window.resize(WIDE + 400, 900)
    assert page.account.x() == 0
    assert page._halves.orientation().name == "Horizontal"
    window.resize(1366, 768)
    assert page._halves.orientation().name == "Vertical"
    window.close()


def test_a_button_for_every_agency_goes_on_a_second_line_and_never_widens_the_window(opened: Open) -> None:
    tracker = a_tracker()
    totals = tuple(AgencyTotal(agency, 4, 400, 1, 2) for agency in Holder)
    tracker.answers[AwaitedQuestion] = replace(an_awaited(), totals=totals)
    window, page = opened(tracker)
    settle()
    around = window.findChild(QScrollArea, "around_pages")
    assert isinstance(around, QScrollArea)
    assert around.horizontalScrollBar().maximum() == 0
    first, last = page.agencies.button("every"), page.agencies.button("broken")
    assert last.mapTo(page, QPoint()).y() > first.mapTo(page, QPoint()).y()
    assert last.mapTo(page.agencies, QPoint()).x() + last.width() <= page.agencies.width()
    window.close()
