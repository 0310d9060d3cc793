"""The children nothing protects: what stands first, what a button lets through, and what is told of a row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import settle
from tests.rows_to_show import a_unit
from tests.ui.keyboard import press, write
from tests.ui.opened import open_page
from tests.ui.parts import page_of
from tracker.errors import StorageProblem
from tracker.rows.protection_register import ProtectionRegister, ProtectionRegisterQuestion
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.pages.protection.protection_page import ENDING, HAD_GAPS, NONE_NOW, TO_LOOK_AT, TO_TELL, ProtectionPage

Open = Callable[..., tuple[MainWindow, ProtectionPage]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the protection of all cases."""

    def open_it(tracker: FakeTracker) -> tuple[MainWindow, ProtectionPage]:
        window, page = open_page(qtbot, tracker, ProtectionPage, [CaseloadPage, ProtectionPage, CaseFilePage])
        settle()
        return window, page

    return open_it


def shown(page: ProtectionPage) -> list[str]:
    return [row.case_id[-1] for row in page.view.row_model().shown]


def cells(page: ProtectionPage, place: int) -> dict[str, str]:
    model = page.model
    return {
        column.title: model.index(model.shown.index(model.rows[place]), number).data()
        for number, column in enumerate(model.columns)
    }


def test_the_list_says_since_when_nothing_protects_what_ends_and_who_is_to_be_told(opened: Open) -> None:
    window, page = opened(a_unit())
    bare, _, unknown, ending, late, _ = (cells(page, place) for place in range(6))
    assert (bare["Protection now"], bare["Days"], bare["Late"]) == ("none since 21 Apr 26", "214", "4")
    assert (bare["To tell"], bare["Taken on by"]) == ("family", "DS 902 Ade, by 24 Nov 26")
    assert (unknown["Protection now"], unknown["Days without"]) == ("not known", "")
    assert (ending["Ends"], ending["To be looked at"]) == ("in 12 days", "25 Nov 26")
    assert late["To be looked at"] == "5 working days late"
    assert cells(page, 5)["Ends"] == "no end known"
    assert page._footer.text().startswith(
        "6 of 6 · not shown: those of 2 restricted cases · 31 open cases without a suspect who has access"
    )
    window.close()


def test_each_button_counts_and_shows_what_it_says(opened: Open) -> None:
    window, page = opened(a_unit())
    for name, expected, words in (
        (NONE_NOW, "01", "No protection now, 2"),
        (ENDING, "3", "Ends within 14 days, 1"),
        (TO_LOOK_AT, "4", "Check or review late, 1"),
        (TO_TELL, "0", "Somebody to tell, 1"),
        (HAD_GAPS, "0", "Had gaps before, 1"),
    ):
        button = page.parts.buttons[name]
        assert button.accessibleName() == words
        button.click()
        assert shown(page) == list(expected), name
    window.close()


def test_what_is_told_of_a_row_is_who_must_know_who_must_act_and_the_days_before(opened: Open) -> None:
    window, page = opened(a_unit())
    lines = page.account.lines()
    assert lines[0] == "44NI/00305/26: AB, S1. No active protection since Tue 21 Apr 2026, for 214 days"
    assert any("not since; last Mon 2 Mar 2026" in line for line in lines)
    assert any("7 working days late" in line and "Victim told of the release" in line for line in lines)
    assert any("told Tue 28 Apr 2026" in line for line in lines)
    assert any("20 Jan 26" in line and "4 days" in line for line in lines)
    assert any("4 milestones late in this case" in line for line in lines)
    window.close()


def test_a_row_opens_its_case_at_the_protection(opened: Open) -> None:
    window, page = opened(a_unit())
    page.view.setFocus()
    press("Return")
    settle()
    case = page_of(window, CaseFilePage)
    assert case.tabs.currentWidget() is case.protection
    window.close()


def test_the_words_of_the_find_field_narrow_the_list(opened: Open) -> None:
    window, page = opened(a_unit())
    page.find_field.begin()
    write("safety plan")
    assert shown(page) == ["4"]
    window.close()


def test_no_pair_and_no_answer_are_said(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[ProtectionRegisterQuestion] = ProtectionRegister(date(2026, 11, 20), 14, (), 3, 1)
    window, page = opened(tracker)
    assert page._plain_heading.text() == "No child of an open case needs protection, as far as is on record"
    assert page._footer.text() == "Not shown: 1 restricted"
    tracker.answers[ProtectionRegisterQuestion] = StorageProblem("locked", place="p")
    press("F5")
    assert page._plain_heading.text() == "This page cannot be shown"
    window.close()


def test_mine_are_those_whose_officer_i_am(opened: Open) -> None:
    tracker = a_unit()
    everybodys: ProtectionRegister = tracker.answers[ProtectionRegisterQuestion]
    mine = replace(everybodys, rows=everybodys.rows[:1], no_pairs=3, restricted_not_shown=0)
    tracker.answers[ProtectionRegisterQuestion] = lambda question: mine if question.oic_id else everybodys
    window, page = opened(tracker)
    page.whose.set_choice("mine")
    assert tracker.asked[-1] == ProtectionRegisterQuestion("officer-902", oic_id="officer-902")
    assert shown(page) == ["0"]
    assert page._footer.text().startswith("1 of 1 · 3 open cases without a suspect who has access")
    tracker.answers[ProtectionRegisterQuestion] = replace(mine, rows=())
    press("F5")
    assert page._plain_words.text() == "Choose Every officer's to see the cases of others."
    page.whose.set_choice("team")
    assert tracker.asked[-1] == ProtectionRegisterQuestion("officer-902", team_id="team-1")
    window.close()
