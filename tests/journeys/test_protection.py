"""Protection recorded, lapsing and renewed, by keyboard alone: the header and the tab say since when there is none."""

from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, row_of
from tests.journeys.test_bail import choose, record_arrest
from tests.journeys.the_unit import LATE, at
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.protection.protection_page import ProtectionPage
from ui.pages.today.today_page import TodayPage

WHAT = "What protects each child now"


def open_protection(desk: Desk) -> CaseFilePage:
    """Open the case, and turn to its protection."""
    desk.window.go_to("caseload")
    desk.settle()
    desk.find(LATE)
    desk.press("Return")
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    while page.tabs.currentWidget() is not page.protection:
        desk.press("Ctrl+Tab")
    desk.tab_to(WHAT)
    return page


def over_the_case(page: CaseFilePage) -> str:
    """Give what the header says of protection."""
    return next(words for _, words in page.standing.said() if words.startswith("Protection"))


def test_protection_is_recorded_lapses_and_is_said_to_be_gone(supervisor: Desk, time: StoppedTime) -> None:
    desk = supervisor
    page = open_protection(desk)
    assert over_the_case(page) == "Protection: none since Mon 2 Nov 2026"
    assert row_of(page.protection.view, Child="AB")["Protection now"] == "none since 2 Nov 26"

    desk.press("Shift+G")
    choose(desk, "Written safety plan with social care")
    desk.tab_to("Until, if known")
    desk.write("27/11/26")
    desk.press("Return")
    assert desk.said() == "Recorded: Written safety plan with social care."
    row = row_of(page.protection.view, Child="AB")
    assert (row["Protection now"], row["Since"], row["Until"]) == (
        "Written safety plan with social care", "20 Nov 26", "27 Nov 26",
    )  # fmt: skip
    assert over_the_case(page) == "Protection ends Fri 27 Nov 2026"

    time.move_to(at(11, 30))
    desk.press("F5")
    assert over_the_case(page) == "Protection: none since Sat 28 Nov 2026"
    assert row_of(page.protection.view, Child="AB")["Protection now"] == "none since 28 Nov 26"
    assert any(line.startswith("28 Nov 26 · 3 days") for line in page.protection.account.lines())

    record_arrest(desk, "today", "Released on bail")
    assert over_the_case(page) == "Protection: none since Sat 28 Nov 2026"
    desk.press("Shift+Y")
    desk.tab_to("Condition: No contact")
    desk.press("Space", "Return")
    assert desk.said() == "Conditions of bail set."
    assert over_the_case(page).startswith("Protection: bail: no contact, to ")
    assert row_of(page.protection.view, Child="AB")["Since"] == "30 Nov 26"

    desk.press("Shift+K")
    desk.press("Tab")
    choose(desk, "Breached")
    desk.press("Return")
    assert desk.problem("note").startswith("Say in a few words which condition was broken.")
    desk.write("no contact")
    desk.press("Ctrl+Return")
    assert desk.said() == "Check of bail conditions: breached."
    assert row_of(page.protection.measures, Measure="Bail: no contact")["Breaches"] == "1, 30 Nov 26"


def test_who_has_no_protection_is_one_step_away_and_leads_to_the_case(supervisor: Desk) -> None:
    desk = supervisor
    desk.press("Ctrl+4")
    page = desk.page()
    assert isinstance(page, ProtectionPage)
    desk.press("Alt+N")
    desk.find(LATE)
    row = row_of(page.view, Case=LATE)
    assert (row["Protection now"], row["Child"]) == ("none since 2 Nov 26", "AB")
    assert any("family" in line for line in page.account.lines())
    desk.press("Return")
    case = desk.page()
    assert isinstance(case, CaseFilePage)
    assert case.tabs.currentWidget() is case.protection

    desk.press("Shift+G")
    choose(desk, "Written safety plan with social care")
    desk.press("Ctrl+Return")
    desk.press("Ctrl+4")
    assert page.parts.choice() == "none_now"
    assert [shown.reference for shown in page.model.shown] == []


def test_a_critical_alert_about_protection_opens_the_case_at_its_protection(supervisor: Desk) -> None:
    desk = supervisor
    desk.press("Ctrl+1")
    page = desk.page()
    assert isinstance(page, TodayPage)
    critical = next(line for line in page.model.shown if getattr(line, "alert_kind", None) is not None)
    page.view.select_key(page.model.key_of(critical))
    desk.press("Return")
    case = desk.page()
    assert isinstance(case, CaseFilePage)
    assert case.tabs.currentWidget() is case.protection
