"""The first page: what needs a person, list by list, in one list; letters work on the row under the cursor."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker, InlineBackground
from tests.gallery.pictures import a_window, settle
from tests.rows_to_show import a_case_file, a_unit, alert_rows
from tests.today_rows import a_today, my_rows, nothing_today, with_booked_and_decided
from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press, write
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.add_note import AddNote
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.see_decision import SeeDecision
from tracker.changes import Changes
from tracker.errors import RuleBroken, StorageProblem
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.open_alerts import OpenAlerts, OpenAlertsQuestion
from tracker.rows.today import Today, TodayList, TodayQuestion, TodayRow
from tracker.terms import Role
from ui.dialogs.escalate_delay_dialog import EscalateDelayDialog
from ui.dialogs.plan_day_dialog import PlanDayDialog
from ui.dialogs.record_bail_event_dialog import RecordBailEventDialog
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.today.today_page import TodayPage
from ui.tables.sectioned_view import Heading, MoreLine
from ui.widgets.form import FormDrawer

DETECTIVE, SUPERVISOR = frozenset({Role.DETECTIVE}), frozenset({Role.SUPERVISOR})
Shown = tuple[MainWindow, TodayPage]
Open = Callable[..., Shown]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the first page."""

    def open_it(
        tracker: FakeTracker | None = None, roles: frozenset[Role] = SUPERVISOR
    ) -> tuple[MainWindow, TodayPage]:
        window = a_window(tracker or a_unit(roles=roles), [TodayPage, CaseFilePage])
        hold(qtbot, window)
        page = window.pages.page("today")
        assert isinstance(page, TodayPage)
        return window, page

    return open_it


def headings(page: TodayPage) -> list[tuple[str, str]]:
    return [(line.title, line.count) for line in page.view.row_model().shown if isinstance(line, Heading)]


def cells(page: TodayPage, key: str) -> list[str]:
    model = page.view.row_model()
    place = model.index_of(key).row()
    return [str(model.index(place, column).data() or "") for column in range(model.columnCount())]


def go_to(page: TodayPage, key: str) -> None:
    page.view.setFocus()
    assert page.view.select_key(key), key


def tracker_of(page: TodayPage) -> FakeTracker:
    background = page.context.background
    assert isinstance(background, InlineBackground)
    assert isinstance(background.tracker, FakeTracker)
    return background.tracker


def asked(page: TodayPage) -> list[TodayQuestion]:
    return [one for one in tracker_of(page).asked if isinstance(one, TodayQuestion)]


def test_a_detective_sees_only_cases_by_what_is_due_next(opened: Open) -> None:
    window, page = opened(roles=DETECTIVE)
    assert headings(page) == [("My cases: what is due next", "9")]
    assert [line for line in page.view.row_model().shown if isinstance(line, TodayRow)] == list(my_rows())
    assert asked(page) == [TodayQuestion("officer-902")]
    assert cells(page, "mine milestone-0") == [
        "overdue", "44NI/00305/26", "Computer report · Device 1", "Thu 19 Mar 2026", "176 working days late",
        "Laboratory",
    ]  # fmt: skip
    assert cells(page, "mine milestone-2")[5] == "for DC 2207 Hughes"
    assert cells(page, "mine milestone-3")[2] == "Bail ends · Suspect 1"
    assert cells(page, "mine milestone-4")[3] == "20 Nov 26 16:41"
    assert cells(page, "mine milestone-5")[4] == "slipped 8 working days"
    assert cells(page, "mine case-8")[:3] == ["no next date", "44NI/00313/26", "No date ahead: what is next?"]
    assert page.footer_words() == "9 of 9 shown · 1 restricted case not shown"
    assert window.navigation.count_of("today") == 5
    window.close()


def test_a_supervisor_sees_each_list_with_its_count(opened: Open) -> None:
    window, page = opened()
    assert headings(page) == [
        ("Critical", "2"), ("To authorise this week", "3"), ("Unallocated", "2"), ("Nobody has taken on", "2"),
        ("My cases: what is due next", "9"), ("Drifting most", "14"), ("Who carries too much", "2"), ("Changed", "22"),
    ]  # fmt: skip
    said = {line.title: line.words for line in page.view.row_model().shown if isinstance(line, Heading)}
    assert said["Changed"] == ("since Thu 19 Nov 2026: 12 completed, 3 re-planned, 4 newly overdue, 2 opened, 1 closed")
    assert said["Who carries too much"].startswith("by workload points, against the median")
    more = [line.words for line in page.view.row_model().shown if isinstance(line, MoreLine)]
    assert more == ["and 9 more: Enter shows them all", "and 17 more: Enter shows them all"]
    assert cells(page, "overloaded officer-1") == [
        "far above the team", "DC 2207 Hughes", "102.5 points in 31 open cases", "", "167 % of the median", "Team 1",
    ]  # fmt: skip
    assert cells(page, "unallocated milestone-16")[2:] == [
        "Online abuse, risk not assessed", "reported 19 Nov 26", "", "no team",
    ]  # fmt: skip
    assert cells(page, "to_authorise milestone-12")[5] == "Inspector or above"
    assert cells(page, "critical milestone-11")[:3] == ["taken on", "44NI/00316/26", "Time limit on prosecution missed"]
    assert cells(page, "untaken milestone-17")[0] == "urgent"
    assert cells(page, "untaken milestone-18")[:3] == ["warning", "44NI/00323/26", "Protection not reviewed"]
    assert cells(page, "changed milestone-30")[:2] == ["completed", "44NI/00335/26"]
    assert (
        page.footer_words() == "30 of 56 shown · your team's, and cases without a team · 2 restricted cases not shown"
    )
    assert window.navigation.count_of("today") == 11
    window.close()


def test_who_carries_too_much_comes_by_itself_and_opens_the_workload(opened: Open) -> None:
    window, page = opened()
    gone: list[str] = []
    page.context = replace(page.context, navigate=lambda name, _record: gone.append(name))
    go_to(page, "overloaded officer-1")
    assert not window.commands.action("add_note").isEnabled()
    press("Return")
    assert gone == ["workload"]
    assert page.case_in_hand() == ""
    go_to(page, "mine milestone-0")
    assert page.case_in_hand() == "44NI/00305/26"
    window.close()


def test_a_list_that_cannot_be_reckoned_is_told_and_the_others_stay(opened: Open) -> None:
    tracker = a_unit()

    def without_weights(question: TodayQuestion) -> Today:
        if question.only is TodayList.OVERLOADED:
            raise RuleBroken("unknown_officer")
        return a_today(question)

    tracker.answers[TodayQuestion] = without_weights
    window, page = opened(tracker)
    assert len(headings(page)) == 7
    assert window.problem_banner.isVisible()
    window.close()


def test_my_team_or_every_team(opened: Open) -> None:
    window, page = opened()
    page.whose.set_choice("all")
    assert [(one.team_id, one.only) for one in asked(page)] == [
        ("team-1", None), ("team-1", TodayList.OVERLOADED), (None, None), (None, TodayList.OVERLOADED),
    ]  # fmt: skip
    assert "every team's" in page._footer.text()
    window.close()


def test_enter_on_a_count_opens_its_list_and_back_shows_all_again(opened: Open) -> None:
    window, page = opened()
    go_to(page, "more drifting")
    press("Return")
    settle()
    assert asked(page)[-1].only is TodayList.DRIFTING
    assert headings(page) == [("Drifting most", "5")]
    assert isinstance(page.view.selected_row(), TodayRow)
    assert focused() is page.view
    window.commands.action("back").trigger()
    settle()
    assert asked(page)[-2].only is None
    assert len(headings(page)) == 8
    go_to(page, "heading critical")
    press("Return")
    settle()
    assert headings(page) == [("Critical", "2")]
    go_to(page, "more critical")
    press("Return")
    settle()
    assert len(headings(page)) == 8
    window.close()


def test_up_and_down_go_through_every_line_and_with_control_from_part_to_part(opened: Open) -> None:
    window, page = opened()
    page.view.setFocus()
    seen = []
    for _ in range(5):
        seen.append(page.view.selected_row().key)
        press("Ctrl+Down")
    assert seen == [
        "critical milestone-10",
        "to_authorise milestone-12",
        "unallocated milestone-15",
        "untaken milestone-17",
        "mine milestone-0",
    ]
    press("Ctrl+Up")
    assert page.view.selected_row().key == "mine milestone-0"
    press("Down", "Ctrl+Up")
    assert page.view.selected_row().key == "mine milestone-0"
    press("Ctrl+Up", "Up")
    assert page.view.selected_row().key == "heading untaken"
    press("Ctrl+Shift+Down")
    assert page.view.selected_row().key == "heading untaken"
    for _ in range(9):
        press("Ctrl+Down")
    assert page.view.selected_row().key == "changed milestone-30"
    window.close()


def test_letters_open_the_forms_and_a_heading_has_none(opened: Open) -> None:
    window, page = opened(roles=DETECTIVE)
    tracker = tracker_of(page)
    enabled = {name: window.commands.action(name).isEnabled() for name in page.page_commands()}
    assert enabled == {name: name != "record_bail_event" for name in enabled}
    assert len(enabled) == 13
    go_to(page, "heading mine")
    assert not any(window.commands.action(name).isEnabled() for name in page.forms.may(None))
    go_to(page, "mine milestone-2")
    press("C")
    form = page.drawer()
    assert isinstance(form, FormDrawer)
    assert CaseFileQuestion("officer-902", "case-2", "from the page Today") in tracker.asked
    press("Return")
    (request,) = tracker.done
    assert isinstance(request, CompleteMilestone)
    assert request.milestone_id == "milestone-2"
    assert page.drawer() is None
    go_to(page, "mine milestone-1")
    press("Shift+N")
    write("asked again")
    press("Ctrl+Return")
    assert isinstance(tracker.done[-1], AddNote)
    window.close()


def test_a_milestone_that_is_gone_meanwhile_is_said(opened: Open) -> None:
    window, page = opened(roles=DETECTIVE)
    tracker = tracker_of(page)
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), milestones=())
    go_to(page, "mine milestone-2")
    press("C")
    assert page.drawer() is None
    assert window.status.said.text() == "The case has changed meanwhile."
    window.close()


def test_the_alert_of_a_row_is_acknowledged(opened: Open) -> None:
    window, page = opened(roles=DETECTIVE)
    tracker = tracker_of(page)
    alert = replace(alert_rows()[0], alert_id="alert-0", case_id="case-0")
    tracker.answers[OpenAlertsQuestion] = OpenAlerts((alert,), 0)
    tracker.answers[AcknowledgeAlert] = Changes()
    go_to(page, "mine milestone-0")
    press("A")
    write("ring the laboratory")
    press("Tab")
    write("+5")
    press("Return")
    (request,) = tracker.done
    assert (request.alert_id, request.next_step) == ("alert-0", "ring the laboratory")
    assert window.status.said.text().startswith("Acknowledged: ")
    assert OpenAlertsQuestion("officer-902", case_id="case-0") in tracker.asked
    go_to(page, "mine milestone-1")
    press("A")
    assert window.status.said.text() == "The alert has ended meanwhile."
    window.close()


def test_bail_is_recorded_from_its_row_and_opened_at_its_part(opened: Open) -> None:
    window, page = opened()
    go_to(page, "to_authorise milestone-12")
    assert not window.commands.action("complete_milestone").isEnabled()
    press("B")
    assert isinstance(page.drawer(), RecordBailEventDialog)
    press("Escape")
    press("Return")
    settle()
    case = window.pages.currentWidget()
    assert isinstance(case, CaseFilePage)
    assert case.tabs.currentWidget() is case.bail
    window.close()


def test_the_chosen_row_in_words(opened: Open) -> None:
    window, page = opened()
    go_to(page, "to_authorise milestone-12")
    words = page.panel.words()
    assert any("inspector or above" in line for line in words)
    go_to(page, "unallocated milestone-15")
    assert page.panel.words()[1] == "Reported Wed 11 Nov 2026, 9 days ago · 6 working days late"
    go_to(page, "mine milestone-5")
    assert page.panel.words()[1] == "Due Wed 25 Nov 2026, first due Sun 8 Nov 2026 · slipped 8 working days"
    go_to(page, "mine milestone-6")
    assert page.panel.words()[-1] == "Taken on: ring the school, by Tue 24 Nov 2026"
    go_to(page, "overloaded officer-1")
    assert page.panel.words()[1] == "102.5 points in 31 open cases"
    go_to(page, "heading critical")
    assert page.panel.words() == ["Choose a row. Enter on a heading shows its list in full."]
    window.close()


def test_finding_leaves_the_headings_out(opened: Open) -> None:
    window, page = opened()
    press("Ctrl+F")
    write("laboratory")
    assert {type(line) for line in page.view.row_model().shown} == {TodayRow}
    assert page._footer.text().startswith("1 of 56 shown")
    press("Escape")
    assert len(headings(page)) == 8
    window.close()


@pytest.mark.parametrize(
    ("roles", "answer", "words"),
    [
        (DETECTIVE, nothing_today, "No open case has you as its OIC"),
        (DETECTIVE, lambda question: replace(nothing_today(question), mine_restricted=2), "are restricted"),
    ],
)
def test_a_detective_without_a_case_is_told_so(
    opened: Open, roles: frozenset[Role], answer: Callable[[TodayQuestion], Today], words: str
) -> None:
    tracker = a_unit(roles=roles)
    tracker.answers[TodayQuestion] = answer
    window, page = opened(tracker)
    assert page._plain_heading.text() == "Nothing waits for you"
    assert words in page._plain_words.text()
    assert window.navigation.count_of("today") == 0
    window.close()


def test_a_supervisor_is_told_of_each_list_that_it_is_empty(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[TodayQuestion] = nothing_today
    window, page = opened(tracker)
    said = {line.title: line.words for line in page.view.row_model().shown if isinstance(line, Heading)}
    assert said["Unallocated"] == "every open case has an officer"
    assert said["Changed"] == "since Thu 19 Nov 2026: nothing"
    assert page.footer_words() == "your team's, and cases without a team · no case is withheld from you"
    window.close()


def test_a_page_that_cannot_be_read_offers_to_try_again(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[TodayQuestion] = StorageProblem("locked")
    window, page = opened(tracker)
    assert page._again.isVisible()
    tracker.answers[TodayQuestion] = a_today
    page._again.click()
    assert len(headings(page)) == 8
    tracker.answers[TodayQuestion] = StorageProblem("locked")
    press("F5")
    assert page._again.isVisible()
    assert not window.problem_banner.isVisible()
    window.close()


def test_everything_is_named_and_reached_and_a_heading_is_spoken_as_one(opened: Open) -> None:
    window, page = opened()
    assert nameless(window) == []
    page.view.setFocus()
    assert not_reached_by_tab(window) == []
    model = page.view.row_model()
    spoken = [model.data(model.index_of(key), 0x0B) for key in ("heading critical", "mine milestone-0")]
    assert spoken[0].startswith("Heading: Critical 2")
    window.close()


def test_a_decision_says_by_whom_and_why_and_one_key_says_it_was_seen(opened: Open) -> None:
    tracker = a_unit(roles=DETECTIVE)
    tracker.answers[TodayQuestion] = with_booked_and_decided
    window, page = opened(tracker)
    assert headings(page)[0] == ("Decided since you asked", "2")
    go_to(page, "decided milestone-51")
    state, _, about, when, because, who = cells(page, "decided milestone-51")
    assert (state, when, who) == ("refused", "20 Nov 26 08:41", "DI 77 Lewis")
    assert about == "ABE interview, AB · New date: Fri 8 Jan 2027 in place of Thu 12 Nov 2026"
    assert because == "hold it this month: the child asks for it"
    assert "Refused by DI 77 Lewis, Fri 20 Nov 2026 08:41" in page.panel.words()
    assert "Said to it: hold it this month: the child asks for it" in page.panel.words()
    assert not window.commands.action("complete_milestone").isEnabled()
    press("A")
    assert tracker.done == [SeeDecision("officer-902", "approval-7", 2)]
    assert page.drawer() is None
    assert window.status.said.text() == "Seen: ABE interview, AB, 44NI/00356/26."
    window.commands.action("undo").trigger()
    assert tracker.done[-1] == SeeDecision("officer-902", "approval-7", 3, seen=False)
    window.close()


def test_a_planned_day_is_told_where_it_passed_or_comes_before_the_due_day(opened: Open) -> None:
    tracker = a_unit(roles=DETECTIVE)
    tracker.answers[TodayQuestion] = with_booked_and_decided
    window, page = opened(tracker)
    assert cells(page, "planned milestone-40")[0] == "day passed"
    assert cells(page, "planned milestone-40")[3:5] == ["planned 13 Nov 26", "5 working days ago"]
    assert cells(page, "planned milestone-41")[0] == "overdue"
    assert cells(page, "mine milestone-60")[3:5] == ["planned 23 Nov 26", ""]
    go_to(page, "planned milestone-41")
    assert page.panel.words()[1] == "Due Sun 15 Nov 2026 · Planned for Tue 17 Nov 2026, 3 days ago"
    go_to(page, "mine milestone-2")
    press("Shift+D")
    assert isinstance(page.drawer(), PlanDayDialog)
    press("Escape")
    press("Shift+H")
    assert isinstance(page.drawer(), EscalateDelayDialog)
    window.close()
