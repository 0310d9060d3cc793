"""The case list: rows, filters, changes, problems, and all of it by keyboard."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker, a_person
from tests.gallery.pictures import a_window
from tests.people_rows import an_allocation
from tests.rows_to_show import a_unit, case_rows
from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press, write
from tests.ui.parts import reload_of
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.allocate_cases import AllocateCases, CaseSeen
from tracker.changes import Changes
from tracker.errors import RuleBroken, StaleRecord, StorageProblem
from tracker.rows.allocation import AllocationQuestion
from tracker.rows.caseload import Caseload, CaseloadQuestion
from tracker.terms import Role
from ui.dialogs.allocate_dialog import AllocateDialog
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.case_panel import CasePanel
from ui.pages.caseload.caseload_page import TEAM_COLUMN, CaseloadPage

Open = Callable[[FakeTracker], tuple[MainWindow, CaseloadPage]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the case list."""

    def open_it(tracker: FakeTracker) -> tuple[MainWindow, CaseloadPage]:
        window = a_window(tracker, [CaseloadPage, CaseFilePage])
        hold(qtbot, window)
        page = window.pages.page("caseload")
        assert isinstance(page, CaseloadPage)
        return window, page

    return open_it


def questions(tracker: FakeTracker) -> list[CaseloadQuestion]:
    return [question for question in tracker.asked if isinstance(question, CaseloadQuestion)]


def footer(page: CaseloadPage) -> str:
    return page._footer.text().partition(" · no room for: ")[0]


def test_it_shows_the_rows_and_says_what_it_does_not_show(opened: Open) -> None:
    window, page = opened(a_unit())
    model = page.view.row_model()
    assert [row.reference for row in model.shown] == [row.reference for row in case_rows()]
    first = [model.index(0, place).data() for place in range(TEAM_COLUMN + 1)]
    assert first == [
        "overdue", "44NI/00305/26", "Strategy discussion", "19 Sep 26", "47", "DC 3312 Patel", "Very high", "297",
        "Awaiting allocation", "Team 1",
    ]  # fmt: skip
    assert footer(page) == "31 of 39: 6 closed, 2 restricted"
    window.close()


@pytest.mark.parametrize(
    ("role", "oic_id", "team_id"),
    [(Role.DETECTIVE, "officer-902", None), (Role.SUPERVISOR, None, "team-1"), (Role.INSPECTOR, None, "team-1")],
)
def test_it_begins_with_the_cases_that_are_ones_own_to_look_after(
    opened: Open, role: Role, oic_id: str | None, team_id: str | None
) -> None:
    tracker = a_unit(roles=frozenset({role}))
    window, _ = opened(tracker)
    assert questions(tracker) == [CaseloadQuestion("officer-902", oic_id, team_id, with_closed=False)]
    window.close()


def test_a_supervisor_without_a_team_sees_all(opened: Open) -> None:
    tracker = a_unit(team_id=None)
    window, page = opened(tracker)
    assert page.whose() == "all"
    assert questions(tracker) == [CaseloadQuestion("officer-902")]
    window.close()


def test_filters_ask_again_and_the_team_is_shown_where_it_differs(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    team = TEAM_COLUMN
    assert page.view.isColumnHidden(team)
    page._buttons["all"].click()
    page.with_closed.click()
    assert questions(tracker)[1:] == [
        CaseloadQuestion("officer-902"),
        CaseloadQuestion("officer-902", with_closed=True),
    ]
    assert not page.view.isColumnHidden(team)
    window.close()


def test_changes_refresh_it_and_the_cursor_stays_on_its_case(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    page.view.select_key("case-3")
    rows = tuple(reversed([replace(row, oic="DC 1 New") for row in case_rows()]))
    tracker.answers[CaseloadQuestion] = Caseload(rows, 0, 0)
    tracker.commit(Changes.of(case=["case-3"]))
    assert page.view.selected_row().case_id == "case-3"
    assert page.view.selected_row().oic == "DC 1 New"
    assert footer(page) == "31 of 31"
    window.close()


def test_alerts_alone_do_not_refresh_it(opened: Open) -> None:
    tracker = a_unit()
    window, _ = opened(tracker)
    tracker.commit(Changes.of(alert=["alert-1"]))
    assert len(questions(tracker)) == 1
    window.close()


def test_while_hidden_it_waits_and_asks_once_when_shown(opened: Open) -> None:
    tracker = a_unit()
    window, _ = opened(tracker)
    window.go_to("case_file", "case-0")
    tracker.commit(Changes.of(case=["case-1"]))
    tracker.commit(Changes.of(case=["case-2"]))
    assert len(questions(tracker)) == 1
    window.go_to("caseload")
    assert len(questions(tracker)) == 2
    window.close()


def test_it_says_a_problem_and_tries_again(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[CaseloadQuestion] = StorageProblem("locked")
    window, page = opened(tracker)
    assert not page.view.isVisible()
    assert page._plain_heading.text() == "This page cannot be shown"
    tracker.answers[CaseloadQuestion] = Caseload(case_rows(4), 0, 0)
    page._again.click()
    assert page.view.isVisible()
    assert footer(page) == "4 of 4"
    window.close()


@pytest.mark.parametrize(("button", "words"), [("mine", "you as its OIC"), ("team", "Your team"), ("all", "Ctrl+I")])
def test_an_empty_list_says_why_and_the_filters_stay(opened: Open, button: str, words: str) -> None:
    tracker = a_unit()
    tracker.answers[CaseloadQuestion] = Caseload((), 3, 1)
    window, page = opened(tracker)
    page._buttons[button].click()
    assert words in page._plain_words.text()
    assert page._buttons["all"].isVisible()
    assert footer(page) == "Not shown: 3 closed, 1 restricted"
    window.close()


def test_the_panel_says_what_is_next(opened: Open) -> None:
    window, page = opened(a_unit())
    page.view.select_key("case-1")
    assert page.panel.words() == [
        "44NI/00402/26",
        "Non-recent abuse\nRisk: high · day 203",
        "Next: ABE interview\ndue Sun 10 May 2026",
        "2 clocks overdue, the worst 146 working days late",
        "Held by: Our unit",
    ]
    page.view.select_key("case-7")
    assert "No next milestone." in page.panel.words()
    window.close()


def test_a_panel_without_a_row_asks_for_one(qtbot: QtBot) -> None:
    panel = CasePanel([])
    hold(qtbot, panel)
    assert panel.words() == ["Choose a case."]


def test_keyboard_alone_finds_a_case_and_opens_it(opened: Open) -> None:
    window, page = opened(a_unit())
    assert focused() is page.view
    press("Ctrl+F")
    write("hughes 402")
    assert [row.reference for row in page.view.row_model().shown] == ["44NI/00402/26"]
    assert footer(page) == "1 of 39: 30 without “hughes 402”, 6 closed, 2 restricted"
    press("Down")
    assert focused() is page.view
    press("Return")
    assert window.pages.current_name() == "case_file"
    window.close()


def test_escape_in_the_find_field_shows_all_again(opened: Open) -> None:
    window, page = opened(a_unit())
    press("Ctrl+F")
    write("hughes")
    press("Escape")
    assert focused() is page.view
    assert len(page.view.row_model().shown) == 31
    window.close()


def test_the_letter_o_opens_the_case_and_alt_left_comes_back(opened: Open) -> None:
    window, _ = opened(a_unit())
    press("Down", "O")
    assert window.pages.current_name() == "case_file"
    press("Alt+Left")
    assert window.pages.current_name() == "caseload"
    window.close()


def test_a_case_is_allocated_by_keyboard_alone(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("Down", "L")
    assert not page.panel.isVisible()
    write("1881")
    press("Return")
    assert tracker.done == [AllocateCase("officer-902", "case-1", 1, "officer-0")]
    assert page.drawer() is None
    assert page.panel.isVisible()
    assert window.status.said.text() == "Allocated: 44NI/00402/26."
    assert focused() is page.view
    window.close()


def test_several_cases_are_chosen_and_allocated(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("Shift+Down", "Shift+Down", "L")
    form = page.drawer()
    assert isinstance(form, AllocateDialog)
    assert form.accessibleName() == "Allocate 3 cases"
    write("2207")
    press("Return")
    seen = tuple(CaseSeen(f"case-{number}", 1) for number in range(3))
    assert tracker.done == [AllocateCases("officer-902", seen, "officer-1")]
    assert window.status.said.text() == "Allocated: 3 cases."
    window.close()


def test_a_broken_rule_stands_beside_the_officer(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[AllocateCase] = RuleBroken("officer_has_left", field="oic_id", officer="DC 1881 Ŵyn")
    window, page = opened(tracker)
    press("L")
    write("1881")
    press("Return")
    form = page.drawer()
    assert form is not None
    assert "DC 1881 Ŵyn" in form.problem_of("oic_id")
    window.close()


def test_a_stale_case_is_read_again_and_what_was_typed_stays(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[AllocateCase] = StaleRecord("stale", who="DS 700 Khan", when="10:42")
    window, page = opened(tracker)
    press("L")
    write("1881")
    press("Return")
    form = page.drawer()
    assert form is not None
    assert "Changed by DS 700 Khan at 10:42" in form.problem_of()
    found = an_allocation(AllocationQuestion("officer-902", ("case-0",)))
    newer = replace(found, rows=(replace(found.rows[0], version=7),))
    tracker.answers[AllocationQuestion] = newer
    tracker.answers[AllocateCase] = Changes()
    press("Space")
    assert not reload_of(form).isVisible()
    form.submit()
    assert tracker.done[-1] == AllocateCase("officer-902", "case-0", 7, "officer-0")
    window.close()


def test_every_control_has_a_name_and_is_reached_by_tab(opened: Open) -> None:
    window, page = opened(a_unit())
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    press("L")
    assert nameless(page) == []
    window.close()


def test_a_person_of_no_team_cannot_choose_it(opened: Open) -> None:
    tracker = FakeTracker(a_unit().answers, person=a_person(team_id=None, roles=frozenset({Role.DETECTIVE})))
    window, page = opened(tracker)
    assert page.whose() == "mine"
    assert not page._buttons["team"].isEnabled()
    window.close()
