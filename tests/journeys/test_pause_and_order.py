"""A clock is paused, forgotten, found again and resumed by keyboard; a court's date is entered and holds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.cores import ACCOUNT, SUPERVISOR, milestone
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of
from tests.journeys.test_reschedule_and_delay import INTERVIEW, case_of, choose, open_milestone
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, LATE, at
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.terms import ClockState, DelayReason
from ui.pages.case_file.case_file_page import CaseFilePage


def words_under(desk: Desk) -> list[str]:
    """What stands under the list about the clocks of the chosen milestone."""
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    return page.milestones.clocks.lines()


def test_a_forgotten_pause_is_seen_and_ended(
    sit_down: Callable[[str], Desk], no_ticks: None, place: Path, time: StoppedTime
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    open_milestone(desk, LATE)
    desk.press("P")
    choose(desk, "The child or family needs time")
    desk.press("Tab")
    choose(desk, "Not ours")
    desk.press("Tab")
    desk.write("the child is unwell")
    desk.press("Tab", "Tab")
    desk.write("31/12/26")
    desk.retype("4/12/26")
    desk.press("Return")
    assert desk.said() == "Paused: ABE interview."
    assert row_of(desk.list(), Milestone=INTERVIEW)["State"] == "paused"
    assert "To be looked at again on Fri 4 Dec 2026" in words_under(desk)
    desk.leave()

    time.move_to(at(12, 21))
    desk = sit_down(ACCOUNT)
    open_milestone(desk, LATE)
    assert row_of(desk.list(), Milestone=INTERVIEW)["State"] == "paused too long"
    said = words_under(desk)
    assert "Paused since Fri 20 Nov 2026, for 31 days" in said
    assert "Should have been looked at again on Fri 4 Dec 2026, 17 days ago" in said
    assert "The child or family needs time: the child is unwell" in said
    desk.press("Shift+P", "Return")
    assert desk.said() == "Runs again: ABE interview."
    assert row_of(desk.list(), Milestone=INTERVIEW)["State"] == "overdue"
    with another_workstation(place, time, ACCOUNT) as core:
        clock = milestone(core, case_of(core, LATE), "abe_interview").clocks[0]
        assert (clock.state, clock.first_due) == (ClockState.RUNNING, date(2026, 11, 12))
        assert [(row.since, row.until, row.cause) for row in clock.pauses] == [
            (date(2026, 11, 20), date(2026, 12, 21), DelayReason.VICTIM_NEEDS_TIME)
        ]


def test_a_court_sets_a_date_and_a_start_is_corrected(supervisor: Desk, place: Path, time: StoppedTime) -> None:
    desk = supervisor
    open_milestone(desk, LATE)
    desk.press("F")
    desk.write("11/12/26")
    desk.press("Tab")
    choose(desk, "Court")
    desk.press("Return")
    assert desk.problem("authority") == "Say which court or officer set the date."
    desk.write("Crown Court")
    desk.press("Tab")
    desk.write("directions hearing")
    desk.press("Ctrl+Return")
    assert desk.said() == "Date fixed by order: ABE interview."
    desk.press("S")
    desk.write("11/11/26")
    desk.press("Tab")
    desk.write("the minutes say so")
    desk.press("Ctrl+Return")
    assert desk.said() == "Start corrected: ABE interview."
    row = row_of(desk.list(), Milestone=INTERVIEW)
    assert (row["Due"], row["First due"], row["Moves"]) == ("11 Dec 26", "12 Nov 26", "1")
    said = words_under(desk)
    assert "Fixed by order; the rules give Fri 13 Nov 2026" in said
    assert any("Crown Court; entered by DS 902 Ade" in line for line in said)
    desk.press("P")
    assert desk.said() == "No clock of ABE interview can be paused: the date of ABE-02 was ordered."
    with another_workstation(place, time, ACCOUNT) as core:
        assert "ABE-02" not in {alert.limit_id for alert in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows}
