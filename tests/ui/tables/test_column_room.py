"""Columns fit into the room there is: spare room spreads, then words are made to fit, cut, and columns leave."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import dress, settle
from tests.ui.held import hold
from tests.ui.shown import pages, record_of, the_window
from ui.tables.column_room import Wanted, widths_in
from ui.tables.row_table_view import RowTableView


def column(place: int, usual: int = 100, needed: int = 60, **other: Any) -> Wanted:
    made = Wanted(place, usual, needed, heading=40, elides=False, spreads=False, leaves=0)
    return replace(made, **other)


def widths(columns: list[Wanted], room: int, *, may_leave: bool = True) -> dict[int, int]:
    return widths_in(columns, room, 50, may_leave=may_leave)


def test_room_to_spare_goes_to_what_spreads_up_to_a_measure() -> None:
    columns = [column(0), column(1, spreads=True), column(2)]
    assert widths(columns, 330) == {0: 100, 1: 130, 2: 100}
    assert widths(columns, 900)[1] == 150


def test_words_that_would_be_cut_have_room_to_spare_first() -> None:
    columns = [column(0, needed=130), column(1, spreads=True), column(2, needed=400)]
    assert widths(columns, 340) == {0: 115, 1: 100, 2: 125}
    assert widths(columns, 400) == {0: 130, 1: 120, 2: 150}


def test_with_too_little_room_columns_come_down_to_their_words() -> None:
    columns = [column(0), column(1, needed=200), column(2, needed=10)]
    found = widths(columns, 260)
    assert sum(found.values()) <= 260
    assert found[1] == 100
    assert found[0] >= 60
    assert found[2] >= 40


def test_then_words_are_cut_that_are_told_otherwise() -> None:
    columns = [column(0), column(1), column(2, needed=100, elides=True)]
    assert widths(columns, 205) == {0: 60, 1: 60, 2: 85}


def test_at_last_columns_leave_the_early_ones_first_and_the_first_three_never() -> None:
    columns = [*(column(place, needed=100) for place in range(5)), column(5, needed=100, leaves=-1)]
    assert list(widths(columns, 520)) == [0, 1, 2, 3, 5]
    assert 3 in widths([replace(columns[3], leaves=2), *columns[:3], *columns[4:]], 520)
    early = [*columns[:3], replace(columns[3], leaves=2), *columns[4:]]
    assert list(widths(early, 520)) == [0, 1, 2, 4, 5]
    assert list(widths(columns, 100)) == [0, 1, 2]


def test_what_the_person_has_chosen_never_leaves() -> None:
    columns = [column(place, needed=100) for place in range(5)]
    assert widths(columns, 300, may_leave=False) == dict.fromkeys(range(5), 100)


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768)], ids=["1280", "1366"])
def test_no_list_has_to_be_scrolled_sideways_and_all_parts_of_a_case_are_in_view(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int]
) -> None:
    dress(qapp, "light")
    window = the_window(size)
    hold(qtbot, window)
    wide: list[str] = []
    for page in pages():
        window.go_to(page.page_name, record_of(page))
        shown = window.pages.page(page.page_name)
        assert shown is not None
        tabs = shown.findChild(QTabWidget)
        for place in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(place)
                bar = tabs.tabBar()
                assert sum(bar.tabRect(one).width() for one in range(bar.count())) <= bar.width()
            qtbot.wait(0)
            wide += [
                f"{page.page_name} {place} {view.objectName()}: {view.horizontalScrollBar().maximum()}"
                for view in shown.findChildren(RowTableView)
                if view.isVisible() and view.horizontalScrollBar().maximum()
            ]
    assert wide == []
    assert window.size().toTuple() == size
    window.close()


@pytest.mark.parametrize(("page_name", "command"), [("people", "add_absence"), ("case_file", "record_chase")])
def test_no_heading_is_cut_beside_a_form(qtbot: QtBot, qapp: QApplication, page_name: str, command: str) -> None:
    dress(qapp, "light")
    window = the_window((1366, 768))
    hold(qtbot, window)
    page = next(page for page in pages() if page.page_name == page_name)
    window.go_to(page_name, record_of(page))
    shown = window.pages.page(page_name)
    assert shown is not None
    tabs = shown.findChild(QTabWidget)
    if tabs is not None:
        tabs.setCurrentIndex(next(place for place in range(tabs.count()) if tabs.tabText(place).startswith("Chases")))
    window.commands.action(command).trigger()
    settle()
    views = [view for view in shown.findChildren(RowTableView) if view.isVisible()]
    cut = [
        f"{view.objectName()}: {view.row_model().columns[place].title}"
        for view in views
        for place in view.choice.shown()
        if view.columnWidth(place) < view.horizontalHeader().sectionSizeHint(place)
    ]
    assert views
    assert cut == []
    window.close()


def test_what_has_no_room_is_named_under_the_list_and_comes_back_when_it_is_chosen(
    qtbot: QtBot, qapp: QApplication
) -> None:
    dress(qapp, "light")
    window = the_window((1280, 720))
    hold(qtbot, window)
    window.go_to("awaited")
    page = window.pages.page("awaited")
    assert page is not None
    (view,) = page.findChildren(RowTableView)
    titles = [one.title for one in view.row_model().columns]
    leaving = view.choice.without_room()
    assert {"OIC", "Team"} <= set(leaving)
    assert not {"Waits for", "Next step"} & set(leaving)
    assert page._footer.text().endswith(f"no room for: {', '.join(leaving)}")
    view.choice.want(titles.index("Team"), wanted=True)
    assert view.choice.without_room() == []
    assert not view.isColumnHidden(titles.index("Team"))
    view.choice.as_usual()
    assert view.choice.without_room() == leaving
    window.close()
