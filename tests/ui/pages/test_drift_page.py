"""The drift page: groups that add up, the milestones behind each, who held the cases, and the way to a case."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.drift_rows import A_BOARD, HELD
from tests.fakes import FakeTracker
from tests.gallery.pictures import a_window
from tests.rows_to_show import a_unit
from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press, write
from tracker.changes import Changes
from tracker.errors import StorageProblem
from tracker.rows.drift_board import DriftBoard, DriftBoardQuestion
from tracker.terms import Role
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.drift.drift_groups import BYS, By, groups
from ui.pages.drift.drift_page import DriftPage


def opened(qtbot: QtBot, tracker: FakeTracker | None = None) -> tuple[FakeTracker, MainWindow, DriftPage]:
    made = tracker or a_unit()
    window = a_window(made, [DriftPage, CaseFilePage])
    hold(qtbot, window)
    page = window.pages.page("drift")
    assert isinstance(page, DriftPage)
    return made, window, page


@pytest.mark.parametrize("by", BYS, ids=lambda by: by.name)
def test_groups_add_up_to_the_whole(by: By) -> None:
    found = groups(A_BOARD.rows, by)
    assert sum(group.milestones for group in found) == len(A_BOARD.rows)
    assert sum(group.days for group in found) == sum(row.drift for row in A_BOARD.rows)
    assert [group.days for group in found] == sorted((group.days for group in found), reverse=True)
    assert max(group.worst for group in found) == A_BOARD.rows[0].drift
    assert all(group.cases <= group.milestones for group in found)


def test_the_group_under_the_cursor_shows_its_milestones(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot)
    assert focused() is page.groups_view
    first = page.groups_view.selected_row()
    assert {row.kind for row in page.view.row_model().shown} == {first.key}
    press("Down")
    second = page.groups_view.selected_row()
    assert {row.kind for row in page.view.row_model().shown} == {second.key}
    assert page._footer.text() == (
        f"{second.milestones} shown of 37 late milestones, in 19 of 39 open cases. "
        "Not shown: 1 restricted, 2 not known: the calendar ends"
    )
    window.close()


def test_it_is_gathered_by_another_thing(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot)
    page.by_field.set_choice(BYS[2])
    assert "no cause recorded" in [group.words for group in page.groups_view.row_model().shown]
    window.close()


@pytest.mark.parametrize(
    ("role", "oic_id", "team_id"), [(Role.DETECTIVE, "officer-902", None), (Role.SUPERVISOR, None, "team-1")]
)
def test_it_begins_with_ones_own_and_asks_again(
    qtbot: QtBot, role: Role, oic_id: str | None, team_id: str | None
) -> None:
    tracker, window, page = opened(qtbot, a_unit(roles=frozenset({role})))
    asked = [question for question in tracker.asked if isinstance(question, DriftBoardQuestion)]
    assert asked == [DriftBoardQuestion("officer-902", oic_id, team_id)]
    page.whose.set_choice("all")
    assert tracker.asked[-1] == DriftBoardQuestion("officer-902")
    window.close()


def test_a_case_is_found_and_opened_by_keyboard(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot)
    reference = page.view.row_model().shown[1].reference
    press("Ctrl+F")
    write(reference)
    press("Down", "O")
    assert window.pages._here == ("case_file", next(r.case_id for r in A_BOARD.rows if r.reference == reference))
    window.close()


def test_the_bar_says_each_holder_with_days_and_share(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot)
    whole = sum(row.days for row in HELD)
    assert page.held.words()[0] == f"Our unit: 2,410 days ({round(241000 / whole)} %), 14 cases now"
    assert page.held.accessibleDescription().count(";") == len(HELD) - 1
    window.resize(1280, 720)
    narrow = page.held.heightForWidth(400)
    assert narrow > page.held.heightForWidth(2000)
    window.close()


def test_nothing_slipped_is_said_with_how_much_was_looked_at(qtbot: QtBot) -> None:
    tracker = a_unit()
    tracker.answers[DriftBoardQuestion] = DriftBoard((), HELD, 39, 0, 2)
    _, window, page = opened(qtbot, tracker)
    assert page._plain_heading.text() == "Nothing has slipped"
    assert page._plain_words.text() == "No milestone of 39 open cases is past its first due date."
    assert page._footer.text() == "Not shown: 2 restricted"
    window.close()


def test_without_holders_there_is_no_bar(qtbot: QtBot) -> None:
    tracker = a_unit()
    tracker.answers[DriftBoardQuestion] = replace(A_BOARD, held=())
    _, window, page = opened(qtbot, tracker)
    assert page.held.words() == []
    page.held.grab()
    window.close()


def test_it_follows_changes_and_says_a_problem(qtbot: QtBot) -> None:
    tracker, window, page = opened(qtbot)
    tracker.answers[DriftBoardQuestion] = StorageProblem("locked")
    tracker.commit(Changes.of(case=["case-1"]))
    assert page._plain_heading.text() == "This page cannot be shown"
    window.close()


def test_every_control_has_a_name_and_is_reached_by_tab(qtbot: QtBot) -> None:
    _, window, page = opened(qtbot)
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    window.close()
