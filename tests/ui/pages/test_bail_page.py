"""The bail register: what ends first stands first, with who must authorise what by when; the rest is counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.bail_rows import a_bail_row, a_late_row, a_register, under_investigation
from tests.fakes import FakeTracker
from tests.gallery.pictures import SIZES, dress, settle
from tests.rows_to_show import a_case_file, a_unit
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press, write
from tests.ui.opened import open_page
from tests.ui.parts import form_of
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.actions.withdraw_bail_event import WithdrawBailEvent
from tracker.changes import Changes
from tracker.errors import RuleBroken, StaleRecord, StorageProblem
from tracker.rows.bail_register import BailRegister, BailRegisterQuestion
from tracker.rows.case_file import CaseFileQuestion
from tracker.terms import BailCondition, BailEventKind, Representations
from ui.bail_wording import row_key
from ui.dialogs.record_bail_event_dialog import RecordBailEventDialog
from ui.main_window.main_window import MainWindow
from ui.pages.bail.bail_page import BailPage
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.state_marks import SIZE
from ui.tables.delegates import PAD, STRONG_STATES
from ui.tables.row_table_model import MARK_ROLE

Open = Callable[..., tuple[MainWindow, BailPage]]
NOBODY = BailRegister(date(2026, 11, 20), 42, (), (), 3)


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the bail register."""

    def open_it(tracker: FakeTracker, size: tuple[int, int] = SIZES[0]) -> tuple[MainWindow, BailPage]:
        window, page = open_page(qtbot, tracker, BailPage, [CaseloadPage, BailPage, CaseFilePage], size=size)
        settle()
        return window, page

    return open_it


def cells(page: BailPage, place: int) -> list[str]:
    model = page.view.row_model()
    return [model.index(place, column).data() for column in range(model.columnCount())]


def test_what_ends_within_six_weeks_stands_first(opened: Open) -> None:
    window, page = opened(a_unit())
    register = a_register()
    shown = [row_key(row) for row in page.view.row_model().shown]
    assert shown == [row_key(row) for row in (*register.ending, *register.others)]
    assert page.footer_words() == (
        "11 of 13: 2 restricted · 5 end or are due within 42 days · 6 later or without an end"
    )
    assert window.navigation.count_of("bail") == 5
    window.close()


def test_a_row_says_when_it_ends_and_who_must_authorise_what_by_when(opened: Open) -> None:
    window, page = opened(a_unit())
    assert cells(page, 1) == [
        "on bail", "44NI/00305/26", "S1", "Tue 24 Nov 2026", "4 days left", "Inspector or above", "by 24 Nov 26",
        "24 Feb 27", "DC 3312 Patel", "Very high", "25 Aug 26", "24 Nov 26", "",
    ]  # fmt: skip
    two_readings = cells(page, 2)
    assert (two_readings[3], two_readings[12]) == ("Mon 30 Nov 2026, or 29 Nov", "to be confirmed by the force")
    court = cells(page, 4)
    assert (court[5], court[6]) == ("Magistrates' court", "lodge by 27 Nov 26")
    window.close()


def test_a_screen_reader_hears_who_must_do_what_in_full(opened: Open) -> None:
    window, page = opened(a_unit())
    model = page.view.row_model()
    who = [column.title for column in model.columns].index("Who next")
    spoken = model.index(4, who).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.splitlines() == [
        "First extension by the court, to 12 months: magistrates' court",
        "Lodge the papers by Fri 27 Nov 2026; last day Fri 11 Dec 2026",
        "Then it ends Thu 11 Mar 2027, or Sat 11 Sep 2027 at most",
        "18 months where the work is unlikely to finish otherwise.",
        "BAIL-06",
    ]
    assert model.index(0, who).data(Qt.ItemDataRole.AccessibleTextRole) == "nothing to authorise"
    to = model.index(3, who + 2)
    assert (to.data(), to.data(Qt.ItemDataRole.ToolTipRole)) == ("", None)
    window.close()


def test_one_form_at_a_time(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("Down", "B")
    form = form_of(page, RecordBailEventDialog)
    form._at_work = True
    page.forms.record_event()
    assert page.drawer() is form
    page.forms.record_arrest(a_case_file())
    assert page.drawer() is form
    form._at_work = False
    window.close()


def test_what_is_over_and_a_long_release_are_marked_by_shape_and_word(opened: Open) -> None:
    window, page = opened(a_unit())
    model, days = page.view.row_model(), [column.title for column in page.view.row_model().columns].index("Days")
    mark = model.columns[days].mark
    assert mark is not None
    said = {row.reference: (mark(row), model.columns[days].text(row)) for row in model.shown}
    assert said["44NI/00693/26"] == ("overdue", "2 days past")
    assert said["44NI/00596/26"] == ("overdue", "long: 96 days so far")
    assert said["44NI/01275/26"] == ("", "12 days so far")
    assert said["44NI/00305/26"] == ("", "4 days left")
    window.close()


def test_states_without_an_end_say_so(opened: Open) -> None:
    window, page = opened(a_unit())
    ends = {cells(page, place)[0]: cells(page, place)[3] for place in range(5, 9)}
    assert ends == {
        "suspended": "stands still",
        "court deciding": "when the court decides",
        "not begun": "has not begun",
        "on bail, no limit": "no limit",
    }
    assert cells(page, 7)[8] == "nobody yet"
    window.close()


def test_the_chosen_suspect_is_told_in_words(opened: Open) -> None:
    window, page = opened(a_unit())
    page.view.select_key(row_key(a_register().ending[2]))
    said = page.account.lines()
    assert said[0] == "44NI/00402/26 · S2: on bail, 9 days left"
    for line in (
        "Second extension of bail, to 9 months: superintendent or above",
        "By Sun 29 Nov 2026",
        "Then it ends Sun 28 Feb 2027",
        "Earlier reading: Sun 29 Nov 2026: warnings go by this day, and no return date may be later",
        "Return date: Sun 29 Nov 2026",
        "To be confirmed: rests on a reading that the force still has to confirm",
    ):
        assert line in said
    refused = next(line for line in said if line.startswith("Thu 27 Aug 2026"))
    assert "Not counted: an extension to 9 months needs a superintendent or above." in refused
    assert any("acting inspector" in line and "Conditions A B C D recorded" in line for line in said)
    assert any("Taken back: entered for the wrong suspect" in line for line in said)
    window.close()


def test_a_court_and_a_pending_application_are_told(opened: Open) -> None:
    window, page = opened(a_unit())
    page.view.select_key(row_key(a_register().ending[4]))
    said = page.account.lines()
    assert "Lodge the papers by Fri 27 Nov 2026; last day Fri 11 Dec 2026" in said
    assert "Then it ends Thu 11 Mar 2027, or Sat 11 Sep 2027 at most" in said
    page.view.select_key(row_key(a_register().others[1]))
    said = page.account.lines()
    assert "With the court since: Fri 30 Oct 2026" in said
    assert "Nothing: runs on until the court decides." in said
    assert "Hearing: oral if either side asks" in said
    page.view.select_key(row_key(a_late_row()))
    assert "The period is over, so it cannot be extended. Record what happened." in page.account.lines()
    window.close()


def test_the_parts_can_be_shown_alone_by_keyboard(qtbot: QtBot, opened: Open) -> None:
    window, page = opened(a_unit())
    press("Alt+N")
    qtbot.waitUntil(lambda: page.parts.choice() == "ending")
    assert len(page.view.row_model().shown) == 5
    assert page._footer.text().startswith("5 of 13: 6 filtered out, 2 restricted")
    press("Alt+T")
    qtbot.waitUntil(lambda: page.parts.choice() == "others")
    assert [row.reference for row in page.view.row_model().shown] == [row.reference for row in a_register().others]
    press("Alt+A")
    qtbot.waitUntil(lambda: page.parts.choice() == "everybody")
    press("Ctrl+F")
    write("suspended")
    assert [row.reference for row in page.view.row_model().shown] == ["44NI/00790/26"]
    window.close()


def test_mine_and_my_teams(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    page.whose.set_choice("mine")
    assert tracker.asked[-1] == BailRegisterQuestion("officer-902", oic_id="officer-902")
    assert page.parts.choice() == "everybody"
    page.whose.set_choice("team")
    asked = [question for question in tracker.asked if isinstance(question, BailRegisterQuestion)]
    assert asked[-1] == BailRegisterQuestion("officer-902", "team-1")
    assert asked[0] == BailRegisterQuestion("officer-902")
    window.close()


def test_enter_opens_the_case_at_its_bail(opened: Open) -> None:
    tracker = a_unit()
    second = under_investigation(case_id="case-0", reference="44NI/00305/26", suspect="S2", suspect_id="suspect-2")
    tracker.answers[BailRegisterQuestion] = replace(a_register(), ending=(second,))
    window, _page = opened(tracker)
    press("Return")
    case = window.pages.page("case_file")
    assert isinstance(case, CaseFilePage)
    assert window.pages.current_name() == "case_file"
    assert case.tabs.currentWidget() is case.bail
    chosen = case.bail.chosen_bail()
    assert chosen is not None
    assert chosen.suspect == "S2"
    assert focused() is case.bail.view
    press("Alt+Left", "O")
    assert window.pages.current_name() == "case_file"
    window.close()


def test_an_extension_is_recorded_from_the_register_by_keyboard_alone(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[RecordBailEvent] = Changes.of(case=["case-0"], result="event-9")
    window, page = opened(tracker)
    press("Down", "B", "Tab", "Tab")
    write("inspector")
    press("Tab", "Tab")
    write("DI 77 Lewis")
    for _ in range(4):
        press("Tab", "Space")
    press("Tab")
    write("18/11/26")
    press("Tab")
    write("made")
    press("Tab")
    write("today")
    press("Return")
    assert tracker.done == [
        RecordBailEvent(
            by="officer-902", case_id="case-0", arrest_id="arrest-0", version=3, kind=BailEventKind.EXTENDED,
            on=date(2026, 11, 20), authority="inspector", authorised_by="DI 77 Lewis",
            conditions=frozenset(BailCondition), informed_on=date(2026, 11, 18),
            representations=Representations.CONSIDERED, told_on=date(2026, 11, 20),
        )
    ]  # fmt: skip
    assert window.status.said.text() == "Recorded for S1: extended."
    press("Ctrl+Z")
    assert tracker.done[-1] == WithdrawBailEvent("officer-902", "case-0", "event-9", 1, "Entry undone")
    assert window.status.said.text() == "Withdrawn."
    assert page.drawer() is None
    window.close()


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[RecordBailEvent] = RuleBroken("wrong_rank", field="authority", to=9, wanted="x", given="y")
    window, page = opened(tracker)
    page.view.select_key(row_key(a_bail_row()))
    press("B", "Tab", "Tab")
    write("inspector")
    press("Tab", "Tab")
    write("DI 77 Lewis")
    form = form_of(page, RecordBailEventDialog)
    form._representations.set_choice(Representations.NONE_MADE)
    press("Return")
    assert form.problem_of("authority").startswith("Wrong rank")
    assert focused() is form.field("authority")
    authorised_by = form.field("authorised_by")
    assert isinstance(authorised_by, QLineEdit)
    assert authorised_by.text() == "DI 77 Lewis"
    press("Escape")
    assert page.drawer() is None
    assert focused() is page.view
    window.close()


def test_a_stale_arrest_is_read_again(opened: Open) -> None:
    tracker = a_unit()
    row = a_bail_row(may_be_recorded=(BailEventKind.ENDED,), following=())
    tracker.answers[BailRegisterQuestion] = a_register(ending=(row,))
    tracker.answers[RecordBailEvent] = StaleRecord("stale", who="DS 700 Khan", when="10:42")
    window, page = opened(tracker)
    press("B")
    write("bail")
    press("Return")
    form = form_of(page, RecordBailEventDialog)
    assert "DS 700 Khan" in form.problem_of()
    tracker.answers[BailRegisterQuestion] = a_register(ending=(replace(row, arrest_version=8),))
    tracker.answers[RecordBailEvent] = Changes()
    press("Space")
    form.submit()
    assert tracker.done[-1].version == 8
    assert window.status.said.text() == "Recorded for S1: bail ended."
    window.close()


def test_nothing_is_recorded_where_nothing_can_follow(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[BailRegisterQuestion] = a_register(ending=(a_bail_row(may_be_recorded=()),), others=())
    window, page = opened(tracker)
    assert not window.commands.action("record_bail_event").isEnabled()
    page.forms.record_event()
    assert page.drawer() is None
    window.close()


@pytest.mark.parametrize(
    ("whose", "words"),
    [("all", "open the case and press Shift+A"), ("team", "other teams"), ("mine", "the cases of others")],
)
def test_nobody_on_bail_is_said_in_a_sentence(opened: Open, whose: str, words: str) -> None:
    tracker = a_unit()
    tracker.answers[BailRegisterQuestion] = NOBODY
    window, page = opened(tracker)
    page.whose.set_choice(whose)
    assert page._plain_heading.text() == "Nobody is on bail or under investigation here"
    assert words in page._plain_words.text()
    assert page._footer.text() == "Not shown: 3 restricted"
    assert not window.commands.action("open_case").isEnabled()
    tracker.answers[BailRegisterQuestion] = replace(NOBODY, restricted_not_shown=0)
    press("F5")
    assert page._footer.text() == ""
    window.close()


def test_a_problem_is_said_and_tried_again(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[BailRegisterQuestion] = StorageProblem("locked")
    window, page = opened(tracker)
    assert page._plain_heading.text() == "This page cannot be shown"
    tracker.answers[BailRegisterQuestion] = a_register()
    page._again.click()
    assert page.view.isVisible()
    window.close()


def test_changes_refresh_it_and_the_cursor_stays(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    kept = row_key(a_register().ending[2])
    page.view.select_key(kept)
    tracker.answers[BailRegisterQuestion] = a_register(ending=a_register().ending[1:])
    tracker.commit(Changes.of(case=["case-4"]))
    assert row_key(page.view.selected_row()) == kept
    assert not page.concerns(Changes.of(report=["report-1"]))
    window.close()


def test_what_decides_is_read_whole_at_the_smaller_size(qapp: QApplication, opened: Open) -> None:
    dress(qapp, "light")
    window, page = opened(a_unit())
    assert (window.width(), window.height()) == SIZES[0]
    view, model = page.view, page.view.row_model()
    titles = [column.title for column in model.columns]
    last = titles.index("To")
    assert view.columnViewportPosition(last) + view.columnWidth(last) <= view.viewport().width()
    plain, bold = QFont(view.font()), QFont(view.font())
    bold.setBold(True)
    for place in range(model.rowCount()):
        for column in range(last + 1):
            index = model.index(place, column)
            mark = index.data(MARK_ROLE)
            strong = model.columns[column].bold or mark in STRONG_STATES
            words = QFontMetrics(bold if strong else plain).horizontalAdvance(index.data())
            beside = 2 * PAD + (SIZE + 6 if model.columns[column].mark else 0)
            assert words + beside <= view.columnWidth(column), (titles[column], index.data())
    window.close()


@pytest.mark.parametrize(("size", "beside"), [(SIZES[0], False), (SIZES[1], True)])
def test_what_is_told_stands_beside_the_list_where_there_is_room(
    opened: Open, size: tuple[int, int], beside: bool
) -> None:
    window, page = opened(a_unit(), size)
    settle()
    of_list = page.view.mapToGlobal(page.view.rect().bottomRight())
    told = page.account.mapToGlobal(page.account.rect().topLeft())
    assert (told.x() > of_list.x()) is beside
    assert (told.y() > of_list.y()) is not beside
    window.close()


def test_every_control_has_a_name_and_is_reached_by_tab(opened: Open) -> None:
    window, page = opened(a_unit())
    page.view.setFocus()
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    page.view.setFocus()
    press("Down", "B")
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    window.close()


def test_a_case_without_its_bail_part_opens_at_its_milestones(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), bail=())
    window, _page = opened(tracker)
    window.go_to("case_file", "case-0")
    case = window.pages.page("case_file")
    assert isinstance(case, CaseFilePage)
    assert case.tabs.currentWidget() is case.milestones
    window.close()
