"""Bail from the arrest to the charging decision, by keyboard alone: who must extend it, to when, and why not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.cores import ACCOUNT, SUPERVISOR
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of, rows_of
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, LATE, at
from tests.ui.keyboard import focused
from tracker.rows.bail_register import BailRegisterQuestion
from tracker.terms import BailCondition, BailEventKind, Representations
from ui.pages.bail.bail_page import BailPage
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.widgets.choice_field import ChoiceField

ON_BAIL, EXTENDED, FOR_CHARGING = "Released on bail", "Extended", "Released on bail for a charging decision"
CONDITIONS = 4


def open_bail(desk: Desk) -> CaseFilePage:
    """Open the case, and turn to its bail."""
    desk.go_to("caseload")
    desk.find(LATE)
    desk.press("Return", "Ctrl+Tab")
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    assert page.tabs.currentWidget() is page.bail
    desk.tab_to("Suspects on bail or under investigation")
    return page


def go_to_bail(desk: Desk) -> BailPage:
    """Go to the register of everybody on bail."""
    desk.go_to("bail")
    desk.press("F5")
    page = desk.page()
    assert isinstance(page, BailPage)
    return page


def choose(desk: Desk, words: str) -> None:
    """Choose from a list of choices with the arrow keys."""
    field = focused()
    assert isinstance(field, ChoiceField)
    desk.press("Home")
    while field.currentText() != words:
        before = field.currentIndex()
        desk.press("Down")
        assert field.currentIndex() > before, (
            f"{words} is not among {[field.itemText(n) for n in range(field.count())]}"
        )


def record_arrest(desk: Desk, on: str, released: str) -> None:
    """Record an arrest of the one suspect."""
    desk.press("Shift+A", "Tab")
    desk.retype(on)
    desk.press("Tab")
    choose(desk, released)
    desk.press("Return")


def extend(desk: Desk, rank: str, who: str, *, on: str = "today") -> None:
    """Record an extension by the police with all that the law wants recorded."""
    desk.press("B")
    choose(desk, EXTENDED)
    desk.press("Tab")
    desk.retype(on)
    desk.press("Tab")
    choose(desk, rank)
    desk.press("Tab", "Tab")
    desk.retype(who)
    for _ in range(CONDITIONS):
        desk.press("Tab", "Space")
    desk.press("Tab")
    desk.write("yesterday")
    desk.press("Tab")
    choose(desk, "Made and considered")
    desk.press("Tab")
    desk.write("today")
    desk.press("Return")


def test_from_the_arrest_to_the_charging_decision(supervisor: Desk, place: Path, time: StoppedTime) -> None:
    desk = supervisor
    page = open_bail(desk)
    assert page.bail.words() == "No arrest is on record for this case."
    record_arrest(desk, "3/11/26", ON_BAIL)
    assert desk.said() == "Arrest recorded: S1."
    row = row_of(page.bail.view, Suspect="S1")
    assert (row["State"], row["Starts"], row["Ends"]) == ("on bail", "4 Nov 26", "Wed 3 Feb 2027")
    assert (row["Who next"], row["By when"], row["To"]) == ("Inspector or above", "by 3 Feb 27", "3 May 27")
    why = "\n".join(page.bail.account.lines())
    assert "bail start date Wed 4 Nov 2026" in why
    assert "3 months beginning with this day" in why

    time.move_to(at(1, 25).replace(year=2027))
    bail = go_to_bail(desk)
    assert bail.parts.choice() == "everybody"
    row = row_of(bail.view, Case=LATE)
    assert (row["Days"], row["Who next"], row["By when"]) == ("9 days left", "Inspector or above", "by 3 Feb 27")
    assert [one.reference for one in bail._answer.ending] == [LATE]

    desk.press("Return")
    assert desk.page() is page
    assert page.tabs.currentWidget() is page.bail
    extend(desk, "Inspector", "DI 77 Lewis")
    assert desk.said() == "Recorded for S1: extended."
    row = row_of(page.bail.view, Suspect="S1")
    assert (row["Ends"], row["Who next"], row["To"]) == ("Mon 3 May 2027", "Superintendent or above", "3 Aug 27")
    told = row_of(page.bail.events, Counts="counts", Conditions="A B C D")
    assert (told["Authorised by"], told["Representations"]) == ("DI 77 Lewis, inspector", "made and considered")
    with another_workstation(place, time, ACCOUNT) as core:
        (kept,) = core.ask(BailRegisterQuestion(SUPERVISOR)).ending or core.ask(BailRegisterQuestion(SUPERVISOR)).others
        event = next(one for one in kept.events if one.kind is BailEventKind.EXTENDED)
        assert (kept.ends, kept.starts) == (date(2027, 5, 3), date(2026, 11, 4))
        assert (event.conditions, event.representations) == (tuple(BailCondition), Representations.CONSIDERED)
        assert (event.informed_on, event.told_on) == (date(2027, 1, 24), date(2027, 1, 25))

    time.move_to(at(4, 20).replace(year=2027))
    bail = go_to_bail(desk)
    row = row_of(bail.view, Case=LATE)
    assert (row["Who next"], row["By when"], row["To"]) == ("Superintendent or above", "by 3 May 27", "3 Aug 27")
    assert [one.reference for one in bail._answer.ending] == [LATE]

    extend(desk, "Inspector", "DI 77 Lewis")
    assert desk.problem("authority").startswith("Wrong rank: to extend to 9 months takes: superintendent, or above.")
    assert focused().accessibleName() == "Rank of who authorised it"
    choose(desk, "Superintendent")
    desk.press("Return")
    assert desk.said() == "Recorded for S1: extended."
    row = row_of(bail.view, Case=LATE)
    assert row["Ends"] == "Tue 3 Aug 2027"
    assert bail._answer.ending == ()

    desk.press("B")
    choose(desk, FOR_CHARGING)
    desk.press("Return")
    assert desk.said() == "Recorded for S1: released on bail for a charging decision."
    row = row_of(bail.view, Case=LATE)
    assert (row["State"], row["Ends"], row["Days"]) == ("suspended", "stands still", "")
    assert any(line.startswith("Suspended since: ") for line in bail.account.lines())
    desk.press("Ctrl+Z")
    assert desk.said() == "Withdrawn."
    row = row_of(bail.view, Case=LATE)
    assert (row["State"], row["Ends"]) == ("on bail", "Tue 3 Aug 2027")


def test_what_is_entered_too_late_is_refused_and_a_withdrawn_event_stays_on_record(
    supervisor: Desk, time: StoppedTime
) -> None:
    desk = supervisor
    page = open_bail(desk)
    record_arrest(desk, "3/11/26", ON_BAIL)
    time.move_to(at(2, 5).replace(year=2027))
    desk.press("F5")
    row = row_of(page.bail.view, Suspect="S1")
    assert (row["State"], row["Days"], row["Who next"]) == ("period over", "2 days past", "")
    extend(desk, "Inspector", "DI 77 Lewis")
    assert desk.problem("on").startswith("Too late: the period ended on Wed 3 Feb 2027")
    assert focused().accessibleName() == "Day"
    desk.retype("2/2/27")
    desk.tab_to("Told that a decision is coming, on")
    desk.retype("1/2/27")
    desk.tab_to("Told the result, on")
    desk.retype("2/2/27")
    desk.press("Return")
    assert desk.said() == "Recorded for S1: extended."
    assert row_of(page.bail.view, Suspect="S1")["Ends"] == "Mon 3 May 2027"
    desk.tab_to("What happened to the bail of the chosen suspect")
    desk.press("Down", "Shift+B")
    desk.write("the decision was not made that day")
    desk.press("Ctrl+Return")
    assert desk.said().startswith("Withdrawn: Extended")
    assert row_of(page.bail.view, Suspect="S1")["State"] == "period over"
    assert row_of(page.bail.events, Counts="taken back")["Authorised by"] == "DI 77 Lewis, inspector"


def test_a_detective_releases_under_investigation_and_the_reviews_are_listed(
    sit_down: Callable[[str], Desk], no_ticks: None
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    page = open_bail(desk)
    record_arrest(desk, "10/11/26", "Released under investigation")
    row = row_of(page.bail.view, Suspect="S1")
    assert (row["State"], row["Ends"], row["Days"]) == ("under investigation", "no limit", "10 days so far")
    bail = go_to_bail(desk)
    (row,) = [one for one in rows_of(bail.view) if one["Case"] == LATE]
    assert row["Who next"] == "Sergeant or above"
    assert row["By when"] == "by 8 Dec 26"
    desk.tab_to("Whose cases")
    choose(desk, "Mine")
    assert [one["OIC"] for one in rows_of(bail.view)] == ["DC 3312 Patel"]
