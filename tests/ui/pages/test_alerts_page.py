"""The open alerts: most serious first, taken on with a next step and a day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import a_window
from tests.rows_to_show import a_unit, alert_rows, why_rows
from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press, write
from tests.ui.parts import form_of
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.see_to_alert import SeeToAlert
from tracker.actions.snooze_alert import SnoozeAlert
from tracker.changes import Changes
from tracker.errors import NotFound, RuleBroken, StaleRecord, StorageProblem
from tracker.rows.alert_course import AlertMeasuresQuestion
from tracker.rows.open_alerts import OpenAlerts, OpenAlertsQuestion
from tracker.rows.why import WhyQuestion
from tracker.terms import AlertKind, AlertState
from ui.main_window.main_window import MainWindow
from ui.pages.alerts.alerts_page import AlertsPage
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.widgets.form import FormDrawer

Open = Callable[[FakeTracker], tuple[MainWindow, AlertsPage]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the alerts."""

    def open_it(tracker: FakeTracker) -> tuple[MainWindow, AlertsPage]:
        window = a_window(tracker, [AlertsPage, CaseFilePage])
        hold(qtbot, window)
        page = window.pages.page("alerts")
        assert isinstance(page, AlertsPage)
        return window, page

    return open_it


def test_it_shows_the_alerts_as_they_come_and_counts_them(opened: Open) -> None:
    window, page = opened(a_unit())
    model = page.view.row_model()
    assert [row.alert_id for row in model.shown] == [row.alert_id for row in alert_rows()]
    assert [model.index(1, place).data() for place in range(model.columnCount())] == [
        "Critical", "44NI/00402/26", "ABE interview", "DEV-04", "27 Mar 26", "27 Mar 26", "170", "Our unit",
        "DC 3312 Patel, DS 902 Ade", "not yet",
    ]  # fmt: skip
    without_date = [model.index(20, place).data() for place in (2, 4, 5, 6)]
    assert without_date == ["No owner", "", "", ""]
    assert page.footer_words() == "29 of 30: 1 restricted · 2 critical, 9 urgent, 9 warning, 9 notice · 4 acknowledged"
    window.close()


def test_the_chosen_alert_is_told_in_words(opened: Open) -> None:
    window, page = opened(a_unit())
    assert page.panel.words() == [
        "44NI/00305/26: Strategy discussion, critical",
        "Computer report: was due, 176 working days late",
        "Due Thu 19 Mar 2026, 176 working days late",
        "Limit: Computer report within 60 working days (DEV-04)",
        "Held by: Awaiting allocation",
        "Raised Mon 16 Nov 2026 11:41, told to DC 3312 Patel",
        "Not acknowledged yet",
        "If nobody takes it on, the next to be told hears of it on Mon 23 Nov 2026",
    ]
    page.view.select_key("alert-6")
    assert page.panel.words()[-1] == "DS 902 Ade: Escalate to the laboratory's duty manager, by Tue 24 Nov 2026"
    window.close()


def test_a_moved_date_and_an_alert_told_to_nobody(opened: Open) -> None:
    tracker = a_unit()
    row = replace(alert_rows()[0], first_due=date(2026, 2, 2), told_to=(), days_late=0)
    tracker.answers[OpenAlertsQuestion] = OpenAlerts((row,), 0)
    window, page = opened(tracker)
    said = page.panel.words()
    assert "First due Mon 2 Feb 2026" in said
    assert "Raised Mon 16 Nov 2026 11:41, told to nobody yet" in said
    assert "Due Thu 19 Mar 2026, less than a working day late" in said
    window.close()


def test_an_alert_is_acknowledged_by_keyboard_alone(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    assert focused() is page.view
    press("Down", "A")
    write("ring the duty manager")
    press("Tab")
    write("tomorrow")
    press("Return")
    assert tracker.done == [AcknowledgeAlert("officer-902", "alert-1", 1, "ring the duty manager", date(2026, 11, 21))]
    assert window.status.said.text() == "Acknowledged: 44NI/00402/26, next step by Sat 21 Nov 2026."
    assert focused() is page.view
    window.close()


def test_an_alert_is_put_off_by_keyboard_alone(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("F3", "Return")
    assert form_of(page, FormDrawer).problem_of("until")
    write("tue")
    press("Return")
    assert form_of(page, FormDrawer).problem_of("reason")
    write("the child is unwell")
    press("Return")
    assert tracker.done == [SnoozeAlert("officer-902", "alert-0", 1, date(2026, 11, 24), "the child is unwell")]
    assert window.status.said.text() == "Put off: 44NI/00305/26, until Tue 24 Nov 2026."
    assert not window.commands.action("see_to_alert").isEnabled()
    window.close()


def test_a_breach_is_said_to_be_seen_to_by_keyboard_alone(opened: Open) -> None:
    tracker = a_unit()
    breach = replace(alert_rows()[0], kind=AlertKind.CONDITIONS_BREACHED)
    tracker.answers[OpenAlertsQuestion] = OpenAlerts((breach,), 0)
    window, page = opened(tracker)
    press("Shift+F3", "Return")
    assert form_of(page, FormDrawer).problem_of("what_was_done")
    write("arrested for the breach")
    press("Return")
    assert tracker.done == [SeeToAlert("officer-902", "alert-0", 1, "arrested for the breach")]
    window.close()


def test_an_alert_that_has_ended_meanwhile_opens_no_form(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    tracker.answers[OpenAlertsQuestion] = OpenAlerts((), 0)
    press("A")
    assert page.drawer() is None
    assert window.status.said.text() == "The alert has ended meanwhile."
    window.close()


def test_a_warning_and_an_alert_that_was_put_off_are_told_as_such(opened: Open) -> None:
    tracker = a_unit()
    bail = replace(
        alert_rows()[0], kind=AlertKind.BAIL_ENDING, state=AlertState.SNOOZED, snoozed_until=date(2026, 11, 24),
        days_late=0,
    )  # fmt: skip
    tracker.answers[OpenAlertsQuestion] = OpenAlerts((bail,), 0)
    window, page = opened(tracker)
    model = page.view.row_model()
    assert [model.index(0, place).data() for place in (2, 6, 9)] == ["Bail ending", "", "off until 24 Nov 26"]
    assert page.panel.words()[-1] == "Put off until Tue 24 Nov 2026"
    assert "not late yet" in page.panel.words()[2]
    assert page._footer.text().endswith("1 put off")
    window.close()


def test_a_supervisor_sees_how_alerts_are_dealt_with(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    page.measures.click()
    assert tracker.asked[-1] == AlertMeasuresQuestion("officer-902", date(2026, 10, 23), date(2026, 11, 20))
    model = page.panel.measures.model
    assert [model.index(0, place).data() for place in range(7)] == [
        "All alerts", "412", "180", "140", "31", "22", "96",
    ]  # fmt: skip
    assert model.index(2, 0).data() == "Bail ending"
    page.measures.click()
    assert page.panel.words()[0] == "44NI/00305/26: Strategy discussion, critical"
    window.close()


def test_next_step_and_day_are_both_needed(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("A", "Return")
    assert form_of(page, FormDrawer).problem_of("next_step")
    write("ring")
    press("Return")
    assert form_of(page, FormDrawer).problem_of("next_step_by")
    assert tracker.done == []
    window.close()


def test_a_broken_rule_stands_beside_its_field(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[AcknowledgeAlert] = RuleBroken("next_step_needed", field="next_step")
    window, page = opened(tracker)
    press("A")
    write("x")
    press("Tab")
    write("today")
    press("Return")
    assert form_of(page, FormDrawer).problem_of("next_step")
    window.close()


def test_a_stale_alert_is_read_again(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[AcknowledgeAlert] = StaleRecord("stale", who="DS 700 Khan", when="10:42")
    window, page = opened(tracker)
    press("A")
    write("ring")
    press("Tab")
    write("today")
    press("Return")
    assert "DS 700 Khan" in form_of(page, FormDrawer).problem_of()
    tracker.answers[OpenAlertsQuestion] = OpenAlerts((replace(alert_rows()[0], version=5),), 0)
    tracker.answers[AcknowledgeAlert] = Changes()
    press("Space")
    form_of(page, FormDrawer).submit()
    assert tracker.done[-1] == AcknowledgeAlert("officer-902", "alert-0", 5, "ring", date(2026, 11, 20))
    window.close()


def test_w_explains_the_clock_that_raised_it(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[WhyQuestion] = (
        replace(why_rows()[0], clock_id="clock-0", limit="The one that is overdue"),
        replace(why_rows()[0], clock_id="clock-9", limit="Another"),
    )
    window, page = opened(tracker)
    press("W")
    assert tracker.asked[-1] == WhyQuestion("officer-902", "case-0", "milestone-0")
    said = page.panel.why.lines()
    assert said[0].startswith("The one that is overdue")
    assert not any("Another" in line for line in said)
    tracker.answers[WhyQuestion] = NotFound("not_found")
    press("Down")
    assert page.panel.why.lines() == ["There is no such record, or you may not see it."]
    page.view.select_key("alert-20")
    assert page.panel.why.lines() == ["This alert is about the case, not about a date."]
    window.close()


def test_o_and_enter_open_the_case(opened: Open) -> None:
    window, _ = opened(a_unit())
    press("O")
    assert window.pages.current_name() == "case_file"
    press("Alt+Left", "Return")
    assert window.pages.current_name() == "case_file"
    window.close()


def test_a_case_is_opened_at_what_the_alert_is_about(opened: Open) -> None:
    tracker = a_unit()
    first, *rest = alert_rows()
    of_milestone = replace(first, alert_id="of-milestone", case_id="case-0", milestone_id="milestone-4")
    unprotected = replace(first, alert_id="unprotected", kind=AlertKind.MEASURE_REVIEW_DUE, milestone_id=None)
    of_bail = replace(first, alert_id="of-bail", kind=AlertKind.BAIL_ENDING)
    unowned = replace(first, alert_id="unowned", kind=AlertKind.NO_OWNER, milestone_id=None)
    tracker.answers[OpenAlertsQuestion] = OpenAlerts((of_milestone, unprotected, of_bail, unowned, *rest), 0)
    window, page = opened(tracker)
    press("O")
    case = window.pages.page("case_file")
    assert isinstance(case, CaseFilePage)
    case.to_do_only.setChecked(True)
    case.find_field.setText("nothing of the kind")
    case.tabs.setCurrentIndex(5)
    for alert_id, tab in (("of-milestone", 0), ("unprotected", 3), ("of-bail", 1), ("of-milestone", 0), ("unowned", 0)):
        press("Alt+Left")
        page.view.select_key(alert_id)
        press("O")
        assert case.tabs.currentIndex() == tab
        if alert_id == "of-milestone":
            row = case.chosen_milestone()
            assert row is not None
            assert row.milestone_id == "milestone-4"
    window.close()


def test_told_to_me_asks_and_not_acknowledged_filters(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    page.told_to_me.click()
    asked = [question for question in tracker.asked if isinstance(question, OpenAlertsQuestion)]
    assert asked[-1] == OpenAlertsQuestion("officer-902", told_to="officer-902")
    page.not_acknowledged.click()
    assert all(row.state is AlertState.OPEN for row in page.view.row_model().shown)
    assert page._footer.text().startswith("25 of 30: 4 filtered out, 1 restricted")
    press("Ctrl+F")
    write("402")
    assert [row.reference for row in page.view.row_model().shown] == ["44NI/00402/26"]
    window.close()


def test_the_unit_list_is_found_by_its_name(opened: Open) -> None:
    tracker = a_unit()
    first, *rest = alert_rows()
    at_the_top = replace(first, alert_id="top", told_to=("DC 3312 Patel", "unit list"))
    tracker.answers[OpenAlertsQuestion] = OpenAlerts((at_the_top, *rest), 0)
    _, page = opened(tracker)
    page.find_field.setText("unit list")
    assert [row.alert_id for row in page.view.row_model().shown] == ["top"]


def test_the_navigation_counts_what_waits(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    counted: list[int] = []
    page.counted.connect(counted.append)
    tracker.commit(Changes.of(alert=["alert-1"]))
    assert counted == [25]
    window.close()


@pytest.mark.parametrize(("mine", "heading"), [(False, "No open alerts"), (True, "No alert waits for you")])
def test_no_alerts_is_good_news_in_a_sentence(opened: Open, mine: bool, heading: str) -> None:
    tracker = a_unit()
    tracker.answers[OpenAlertsQuestion] = OpenAlerts((), 2)
    window, page = opened(tracker)
    if mine:
        page.told_to_me.click()
    assert page._plain_heading.text() == heading
    assert page._footer.text() == "Not shown: 2 restricted"
    assert not window.commands.action("acknowledge_alert").isEnabled()
    window.close()


def test_changes_refresh_it_and_the_cursor_stays(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    page.view.select_key("alert-4")
    tracker.answers[OpenAlertsQuestion] = OpenAlerts(alert_rows()[3:], 0)
    tracker.commit(Changes.of(alert=None))
    assert page.view.selected_row().alert_id == "alert-4"
    assert page._footer.text().startswith("26 of 26")
    window.close()


def test_an_alert_can_be_gone_to(opened: Open) -> None:
    window, page = opened(a_unit())
    window.go_to("alerts", "alert-9")
    assert page.view.selected_row().alert_id == "alert-9"
    window.close()


def test_a_problem_is_said_and_tried_again(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    tracker.answers[OpenAlertsQuestion] = StorageProblem("locked")
    press("F5")
    assert page._plain_heading.text() == "This page cannot be shown"
    tracker.answers[OpenAlertsQuestion] = OpenAlerts(alert_rows(), 0)
    page._again.click()
    assert page.view.isVisible()
    window.close()


def test_every_control_has_a_name_and_is_reached_by_tab(opened: Open) -> None:
    window, page = opened(a_unit())
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    window.close()
