"""The first page: a detective works down what is due; a supervisor sees what changed meanwhile; by keyboard alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.cores import ACCOUNT, DETECTIVE, NORTH, open_a_case
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of, rows_of
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, LATE, at
from tests.ui.keyboard import focused
from tracker.rows.caseload import CaseloadQuestion
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.today.today_page import TodayPage
from ui.tables.sectioned_view import Heading

SitDown = Callable[[str], Desk]


def headings(desk: Desk) -> dict[str, str]:
    page = desk.page()
    assert isinstance(page, TodayPage)
    return {line.title: line.count for line in page.view.row_model().shown if isinstance(line, Heading)}


def test_a_detective_works_down_the_list(sit_down: SitDown, no_ticks: None, time: StoppedTime) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    assert desk.page().page_name == "today"
    assert headings(desk).keys() == {"My cases: what is due next"}
    before = desk.window.navigation.count_of("today")
    assert before
    desk.find("abe interview 305")
    row = row_of(desk.list(), Case=LATE, What="ABE interview · AB")
    assert (row["State"], row["When"], row["Late"]) == ("overdue", "Thu 12 Nov 2026", "6 working days late")
    desk.press("C")
    desk.retype("17/11")
    desk.press("Return")
    assert desk.said() == "Completed: ABE interview, 3 working days late."
    assert [row for row in rows_of(desk.list()) if row["What"].startswith("ABE interview ·")] == []
    after = desk.window.navigation.count_of("today")
    assert after is not None
    assert after < before
    desk.press("Ctrl+Z")
    assert desk.said() == "Reopened: ABE interview."
    assert row_of(desk.list(), Case=LATE, What="ABE interview · AB")["State"] == "overdue"


def test_one_keystroke_in_the_row_for_each_thing(sit_down: SitDown, no_ticks: None, time: StoppedTime) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    desk.find("abe interview 305")
    desk.press("A")
    assert focused().accessibleName() == "Next step"
    desk.write("ring the suite")
    desk.press("Tab")
    desk.retype("+3")
    desk.press("Return")
    assert desk.said() == f"Acknowledged: {LATE}, next step by Mon 23 Nov 2026."
    for key, name in (("H", "record_chase"), ("R", "replan_milestone"), ("D", "record_delay"), ("Shift+N", "add_note")):
        assert desk.window.commands.action(name).isEnabled()
        desk.press(key)
        assert desk.page().drawer() is not None, name
        desk.press("Escape")
        assert desk.page().drawer() is None
    desk.press("O")
    assert isinstance(desk.page(), CaseFilePage)
    desk.press("Alt+Left")
    assert desk.page().page_name == "today"


def test_a_supervisor_sees_what_is_new_and_opens_a_list_in_full(
    sit_down: SitDown, no_ticks: None, place: Path, time: StoppedTime
) -> None:
    desk = sit_down(ACCOUNT)
    assert headings(desk)["Unallocated"] == "0"
    with another_workstation(place, time, ACCOUNT) as core:
        for number in range(7):
            open_a_case(core, reference=f"44NI/0040{number}/26", reported_on=date(2026, 11, 19), team_id=NORTH)
    desk.press("F5")
    assert headings(desk)["Unallocated"] == "7"
    assert headings(desk)["Changed"] != "0"
    page = desk.page()
    assert isinstance(page, TodayPage)
    while page.view.selected_row().key.split()[0] != "unallocated":
        desk.press("Ctrl+Down")
    assert [row["Case"] for row in rows_of(desk.list())].count("44NI/00406/26") == 1
    page.view.select_key("more unallocated")
    desk.press("Return")
    assert headings(desk) == {"Unallocated": "7"}
    assert len(rows_of(desk.list())) == 9
    assert "7 of 7 shown" in page._footer.text()
    desk.press("Alt+Left")
    assert len(headings(desk)) == 8


def test_what_happened_while_one_was_away_is_told_on_monday(
    sit_down: SitDown, no_ticks: None, place: Path, time: StoppedTime
) -> None:
    time.move_to(at(11, 23))
    desk = sit_down(ACCOUNT)
    page = desk.page()
    assert isinstance(page, TodayPage)
    said = {line.title: line.words for line in page.view.row_model().shown if isinstance(line, Heading)}
    assert said["Changed"].startswith("since Fri 20 Nov 2026")
    with another_workstation(place, time, ACCOUNT) as core:
        assert {
            row.oic_id for row in core.ask(CaseloadQuestion(core.person.officer_id if core.person else "")).rows
        } == {DETECTIVE}
