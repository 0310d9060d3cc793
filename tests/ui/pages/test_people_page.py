"""The people of the unit: where they are, who stands in, and what is recorded about it by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import settle
from tests.people_rows import a_preview, some_people
from tests.rows_to_show import a_unit
from tests.ui.accessible import not_reached_by_tab, without_a_name
from tests.ui.keyboard import press, write
from tests.ui.opened import open_page
from tests.ui.parts import form_of, reload_of, words_on
from tracker.actions.add_absence import AddAbsence
from tracker.actions.add_duty_day import AddDutyDay
from tracker.actions.add_officer import AddOfficer
from tracker.actions.edit_absence import EditAbsence
from tracker.actions.edit_officer import EditOfficer
from tracker.actions.end_absence import EndAbsence
from tracker.actions.remove_duty_day import RemoveDutyDay
from tracker.actions.sick_today import SickToday
from tracker.changes import Changes
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.absence_preview import AbsencePreviewQuestion
from tracker.rows.unit_people import UnitPeople, UnitPeopleQuestion
from tracker.terms import AbsenceReason, Rank, Role
from ui.dialogs.absence_dialog import AbsenceDialog, SickTodayDialog
from ui.dialogs.officer_dialog import OfficerDialog
from ui.main_window.main_window import MainWindow
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.pages.people.people_page import PeoplePage
from ui.widgets.form import FormDrawer

Open = Callable[..., tuple[MainWindow, PeoplePage]]
TODAY = date(2026, 11, 20)
ME = "officer-902"


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the people, with the cursor on an officer."""

    def open_it(tracker: FakeTracker, officer: str = "officer-0") -> tuple[MainWindow, PeoplePage]:
        window, page = open_page(qtbot, tracker, PeoplePage, [CaseloadPage, PeoplePage])
        settle()
        page.view.setFocus()
        page.view.select_key(officer)
        return window, page

    return open_it


def cells(page: PeoplePage, place: int) -> list[str]:
    model = page.view.row_model()
    return [model.index(place, column).data() for column in range(model.columnCount())]


def test_people_stand_in_the_order_of_the_answer_and_say_where_they_are(opened: Open) -> None:
    window, page = opened(a_unit())
    assert [cells(page, place)[:5] for place in (0, 2, 3, 5)] == [
        ["here", "DC 1881 Ŵyn", "Team 1", "", "leave 11 Dec 26 to 22 Dec 26"],
        ["sick until 25 Nov 26", "DC 3312 Patel", "Team 1", "DC 2207 Hughes", ""],
        ["leave until 28 Nov 26", "DC 4150 Okafor", "Team 1", "nobody named", ""],
        ["court today", "DC 1044 Mensah", "Team 2", "", ""],
    ]
    assert cells(page, 6)[6] == "24 h, Mon, Wed, Fri, student"
    assert page.footer_words() == (
        "8 of 10: 2 left the unit · 2 away today · 1 of them without a cover · open cases are those you may see"
    )
    window.close()


def test_sick_today_shows_what_moves_and_takes_one_form(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[SickToday] = Changes.of(officer=["officer-0"], result="absence-9")
    window, page = opened(tracker)
    press("Shift+S")
    form = form_of(page, SickTodayDialog)
    moves = (
        "10 open cases (68.5 points), 6 open alerts, 9 dates due in these days, 1 end of bail among them. "
        "DC 1881 Ŵyn stands in for DC 2718 Tattersall just then."
    )
    assert moves in words_on(form)
    offered = [form.cover.itemText(place) for place in range(form.cover.count())]
    assert offered == ["DC 2207 Hughes · Team 1", "DC 4150 Okafor · Team 1", "DC 1044 Mensah · Team 2"]
    press("Return")
    assert form.problem_of("cover_id") == "Choose who stands in."
    write("4150")
    cover_gets = (
        "DC 4150 Okafor has 9 cases (61.5 points), and would look after 19 cases (130 points).\n"
        "6 open alerts will be told to the cover.\n"
        "Away from Mon 23 Nov 2026: alerts then go to the supervisor.\n"
        "Not named on 2 restricted cases: their alerts go to the supervisor."
    )
    assert cover_gets in words_on(form)
    form.submit()
    assert tracker.done == [SickToday(ME, "officer-0", "officer-3", TODAY + timedelta(days=6))]
    assert window.status.said.text() == "Sick today: DC 1881 Ŵyn."
    window.commands.action("undo").trigger()
    assert tracker.done[-1] == EndAbsence(ME, "absence-9", 1, TODAY)
    window.close()


def test_other_days_are_asked_again_and_a_refusal_stands_beside_its_field(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[SickToday] = RuleBroken("absent_already", field="first_day", first=TODAY, last=TODAY)
    window, page = opened(tracker)
    press("Shift+S")
    form = form_of(page, SickTodayDialog)
    form.cover.set_officer("officer-1")
    form._until.set_day(date(2026, 11, 23))
    form.submit()
    assert tracker.asked[-1] == AbsencePreviewQuestion(ME, "officer-0", TODAY, date(2026, 11, 23))
    assert form.problem_of().startswith("An absence from Fri 20 Nov 2026 to Fri 20 Nov 2026 is on record already.")
    assert form.cover.officer_id() == "officer-1"
    window.close()


def test_somebody_who_is_away_is_not_sick_today_as_well(opened: Open) -> None:
    window, page = opened(a_unit(), "officer-2")
    assert not window.commands.action("sick_today").isEnabled()
    page.forms.sick_today()
    assert page.drawer() is None
    window.close()


def test_an_absence_is_added_changed_and_ended(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker, "officer-3")
    press("V")
    form = form_of(page, AbsenceDialog)
    assert "Enter the days to see what moves." in words_on(form)
    for problem, keys in (("first_day", "1/12/26"), ("last_day", "4/12/26")):
        form.submit()
        assert form.problem_of(problem)
        write(keys)
    assert tracker.asked[-1] == AbsencePreviewQuestion(ME, "officer-3", date(2026, 12, 1), date(2026, 12, 4))
    form.submit()
    assert tracker.done[-1] == AddAbsence(
        ME, "officer-3", date(2026, 12, 1), date(2026, 12, 4), AbsenceReason.LEAVE, None
    )  # fmt: skip
    page.view.select_key("officer-2")
    page.panel.view.setFocus()
    press("Shift+V")
    form = form_of(page, AbsenceDialog)
    form.submit()
    sick = some_people().people[2].absences[0]
    assert tracker.done[-1] == EditAbsence(
        ME, sick.absence_id, 1, sick.first_day, sick.last_day, AbsenceReason.SICK, "officer-1"
    )  # fmt: skip
    page.panel.view.setFocus()
    press("Shift+W", "Return")
    assert tracker.done[-1] == EndAbsence(ME, sick.absence_id, 1, TODAY)
    assert window.status.said.text() == "Back at work: DC 3312 Patel."
    window.close()


def test_what_is_typed_as_cover_and_is_nobody_is_pointed_at(opened: Open) -> None:
    window, page = opened(a_unit())
    press("Shift+S")
    write("9999")
    form_of(page, FormDrawer).submit()
    assert form_of(page, FormDrawer).problem_of("cover_id") == "Choose an officer from the list."
    window.close()


def test_a_day_at_court_is_added_and_taken_back_with_undo(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[AddDutyDay] = Changes.of(officer=["officer-5"], result="duty-9")
    window, page = opened(tracker, "officer-5")
    press("Y")
    form_of(page, FormDrawer).submit()
    assert form_of(page, FormDrawer).problem_of("day") == "Enter the day."
    write("tomorrow")
    press("Return")
    added = AddDutyDay(ME, "officer-5", TODAY + timedelta(days=1), AbsenceReason.COURT)
    assert tracker.done[-1] == added
    window.commands.action("undo").trigger()
    assert tracker.done[-1] == RemoveDutyDay(ME, "duty-9")
    page.panel.view.setFocus()
    page.panel.view.select_key("duty-4")
    press("Shift+W")
    assert tracker.done[-1] == RemoveDutyDay(ME, "duty-4")
    assert window.status.said.text() == "Taken back: court on Tue 24 Nov 2026."
    window.commands.action("undo").trigger()
    assert tracker.done[-1] == AddDutyDay(ME, "officer-5", TODAY + timedelta(days=4), AbsenceReason.COURT)
    window.close()


def test_an_officer_is_added(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("U")
    form = form_of(page, OfficerDialog)
    write("4477")
    press("Tab")
    write("Vance")
    form.submit()
    assert form.problem_of("rank") == "Choose the rank."
    form._rank.set_choice(Rank.CONSTABLE)
    form._hours.setText("many")
    form.submit()
    assert form.problem_of("hours") == "Enter whole hours a week; 0 for none."
    form._hours.setText("32")
    form._team.set_choice(some_people().teams[0])
    form.submit()
    (request,) = tracker.done
    assert isinstance(request, AddOfficer)
    facts = request.facts
    assert (facts.collar_number, facts.surname, facts.rank, facts.team_id) == (
        "4477", "Vance", Rank.CONSTABLE, "team-1",
    )  # fmt: skip
    assert (facts.roles, facts.hours, facts.working_days) == (frozenset({Role.DETECTIVE}), 32, (0, 1, 2, 3, 4))
    window.close()


def test_an_officer_is_changed_after_a_reload_with_what_was_typed(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[EditOfficer] = StaleRecord("stale", who="DI 77 Lewis", when=tracker.time.now())
    window, page = opened(tracker, "officer-6")
    press("Shift+E")
    form = form_of(page, OfficerDialog)
    form._hours.setText("30")
    form.submit()
    assert reload_of(form).isVisible()
    people = list(some_people().people)
    people[6] = replace(people[6], version=9)
    tracker.answers[UnitPeopleQuestion] = replace(some_people(), people=tuple(people))
    del tracker.answers[EditOfficer]
    reload_of(form).click()
    form.submit()
    request = tracker.done[-1]
    assert isinstance(request, EditOfficer)
    assert (request.version, request.facts.hours, request.facts.student) == (9, 30, True)
    assert request.facts.working_days == (0, 2, 4)
    window.close()


def test_who_may_not_record_sees_and_cannot(opened: Open) -> None:
    window, page = opened(a_unit(roles=frozenset({Role.DETECTIVE})))
    names = ("sick_today", "add_absence", "edit_absence", "end_absence", "add_duty_day", "edit_officer", "add_officer")
    assert not any(window.commands.action(name).isEnabled() for name in names)
    assert page.view.row_model().rowCount() == 8
    window.close()


def test_a_team_and_what_is_typed_narrow_the_list(opened: Open) -> None:
    window, page = opened(a_unit())
    page.team.set_choice(some_people().teams[1])
    assert page.view.row_model().rowCount() == 2
    assert page._footer.text().startswith("2 of 10: 6 filtered out, 2 left the unit")
    page.find_field.setText("tatter")
    assert [row.surname for row in page.view.row_model().shown] == ["Tattersall"]
    press("Ctrl+F")
    assert page.find_field.hasFocus()
    window.close()


def test_those_who_have_left_are_asked_for(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    page.with_left.setChecked(True)
    assert tracker.asked[-1] == UnitPeopleQuestion(ME, with_left=True)
    window.close()


def test_nobody_yet(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[UnitPeopleQuestion] = UnitPeople(TODAY, (), (), 0)
    window, page = opened(tracker)
    assert page._plain_heading.text() == "Nobody works here yet"
    assert page.panel.words()[0] == "Choose an officer."
    window.close()


@pytest.mark.parametrize(
    "command",
    [
        "sick_today",
        "add_absence",
        "edit_absence",
        "end_absence",
        "add_duty_day",
        "edit_officer",
        "add_officer",
        "officer_leaves",
    ],
)  # fmt: skip
def test_every_control_of_a_form_has_a_name_and_is_reached(qtbot: QtBot, opened: Open, command: str) -> None:
    officer = "officer-2" if command in {"edit_absence", "end_absence"} else "officer-0"
    window, page = opened(a_unit(), officer)
    window.commands.action(command).trigger()
    settle()
    qtbot.waitUntil(window.isActiveWindow)
    assert isinstance(page.drawer(), FormDrawer)
    assert without_a_name(window) == []
    assert not_reached_by_tab(window) == []
    window.close()


def test_nobody_to_stand_in_says_nothing_of_a_cover(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[AbsencePreviewQuestion] = a_preview(covers=(), covers_for=(), bail_ends=0)
    window, page = opened(tracker)
    press("Shift+S")
    form = form_of(page, SickTodayDialog)
    assert form.cover.count() == 0
    assert not any("would look after" in words for words in words_on(form))
    assert any(words.endswith("9 dates due in these days.") for words in words_on(form))
    window.close()
