"""What others owe, by keyboard: a medical and its report, a file that comes back, a wait chased and escalated."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.cores import ACCOUNT, SUPERVISOR
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, row_of, rows_of
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, EARLY, LATE
from tests.tracker.reports.report_rows import text_of
from tracker.bootstrap import Tracker
from tracker.rows.case_chases import CaseChases, CaseChasesQuestion
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.cps_position import CpsPositionQuestion
from tracker.terms import ChaseWay, Holder
from ui.dialogs.print_letter_dialog import PrintLetterDialog
from ui.pages.awaited.awaited_page import AwaitedPage
from ui.pages.case_file.case_file_page import CaseFilePage

RECORD, REPORT = "Record of the strategy discussion shared", "Medical report received"


def open_case(desk: Desk, reference: str = LATE) -> CaseFilePage:
    """Open a case from the list."""
    desk.go_to("caseload")
    desk.find(reference)
    desk.press("Return")
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    return page


def turn_to(desk: Desk, name: str) -> None:
    """Turn to a tab of the case with the keyboard, and into its list."""
    page = desk.page()
    assert isinstance(page, CaseFilePage)
    for _ in range(page.tabs.count()):
        if page.tabs.tabText(page.tabs.currentIndex()).startswith(name):
            break
        desk.press("Ctrl+Tab")
    assert page.tabs.tabText(page.tabs.currentIndex()).startswith(name)


def complete(desk: Desk, milestone: str, on: str) -> None:
    """Find a milestone of the open case and complete it on a day."""
    desk.find(milestone)
    desk.press("C")
    desk.retype(on)
    desk.press("Return")
    assert desk.said().startswith(f"Completed: {milestone}"), desk.said()


def record(desk: Desk, kind: str, on: str) -> None:
    """Record that something happened to the one suspect on a day."""
    desk.press("E")
    desk.retype(kind)
    desk.press("Tab", "Tab")
    desk.retype(on)
    desk.press("Return")
    assert desk.page().drawer() is None, desk.problem()


def case_id_of(core: Tracker, reference: str) -> str:
    return str(next(row.case_id for row in core.ask(CaseloadQuestion(SUPERVISOR)).rows if row.reference == reference))


def chases_of(place: Path, time: StoppedTime, reference: str = LATE) -> CaseChases:
    with another_workstation(place, time, ACCOUNT) as core:
        found: CaseChases = core.ask(CaseChasesQuestion(SUPERVISOR, case_id_of(core, reference)))
        return found


def test_a_wait_is_chased_and_escalated_from_the_list_of_waits(detective: Desk, place: Path, time: StoppedTime) -> None:
    desk = detective
    desk.go_to("awaited")
    page = desk.page()
    assert isinstance(page, AwaitedPage)
    desk.find(f"{LATE} record of")
    assert row_of(desk.list(), Case=LATE, Waits_for=RECORD)["Last chased"] == "never"
    desk.press("H")
    desk.write("p")
    desk.press("Return")
    assert desk.said() == "Chased: Social care, next Fri 27 Nov 2026."
    row = row_of(desk.list(), Case=LATE, Waits_for=RECORD)
    assert (row["Last chased"], row["Next step"]) == ("20 Nov 26, 1×", "27 Nov 26 Chase again")
    desk.press("Shift+H")
    desk.write("Team")
    desk.press("Tab")
    desk.write("no answer to three calls")
    desk.press("Tab")
    desk.write("the record")
    desk.press("Tab")
    desk.write("25/11/26")
    desk.press("Return")
    assert desk.said() == "Escalated to: Team manager, by Wed 25 Nov 2026."
    assert row_of(desk.list(), Case=LATE, Waits_for=RECORD)["Escalated to"] == "Team manager"
    assert page.agencies.words(Holder.SOCIAL_CARE).endswith("1 escalated")
    answer = chases_of(place, time)
    assert {(row.how, row.role) for row in answer.rows} == {(ChaseWay.PHONE, ""), (None, "Team manager")}
    desk.press("Ctrl+Z")
    assert desk.said() == "Withdrawn."
    assert row_of(desk.list(), Case=LATE, Waits_for=RECORD)["Escalated to"] == ""
    assert chases_of(place, time).escalations == ()
    desk.press("O")
    assert isinstance(desk.page(), CaseFilePage)
    turn_to(desk, "Chases")
    assert [row["What"] for row in rows_of(desk.list())] == ["– withdrawn", "Phone"]


def test_an_escalation_is_put_on_paper_right_after_it(
    detective: Desk, place: Path, time: StoppedTime, tmp_path: Path
) -> None:
    desk = detective
    desk.go_to("awaited")
    page = desk.page()
    assert isinstance(page, AwaitedPage)
    desk.find(f"{LATE} record of")
    desk.press("Shift+H")
    for words in ("Team", "no answer to three calls", "the record"):
        desk.write(words)
        desk.press("Tab")
    desk.write("25/11/26")
    desk.press("Return")
    assert desk.said() == "Escalated to: Team manager, by Wed 25 Nov 2026."
    assert page.uses.text() == "Escalated in 12 months: Team manager 1 time, answered 0"
    out = tmp_path / "letter.pdf"
    page.forms.letters.choose_file = lambda _name: out
    desk.press("Ctrl+P")
    form = desk.form(PrintLetterDialog)
    desk.wait_until(lambda: form.paper.page_count() == 1)
    desk.write("SC 44/1")
    desk.tab_to("Save as PDF")
    desk.press("Space")
    desk.wait_until(out.exists)
    desk.wait_until(lambda: desk.said() == "Saved: letter.pdf, and its cover sheet letter-cover.pdf.")
    words = text_of(out.read_bytes())
    for said in (f"EL-{LATE}-1", "Your reference SC 44/1", "no answer to three calls", "Team manager, Social care"):
        assert said in words, said
    assert "Patel" not in words
    with another_workstation(place, time, ACCOUNT) as core:
        file = core.ask(CaseFileQuestion(SUPERVISOR, case_id_of(core, LATE)))
        assert file.history[0].what.startswith("Printed the letter of an escalation")


def test_a_medical_is_decided_held_its_report_chased_and_received(
    sit_down: Callable[[str], Desk], no_ticks: None, place: Path, time: StoppedTime
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    open_case(desk)
    complete(desk, "Medical decided", "3/11/26")
    complete(desk, "Medical examination", "4/11/26")
    desk.find(REPORT)
    row = row_of(desk.list(), Milestone=REPORT)
    assert (row["State"], row["Due"]) == ("overdue", "11 Nov 26")
    desk.tick()
    desk.press("H")
    desk.write("e")
    desk.press("Tab", "Tab")
    desk.write("Paed")
    desk.press("Tab", "Tab")
    desk.write("24/11/26")
    desk.press("Return")
    assert desk.said() == "Chased: Health, next Fri 27 Nov 2026."
    (chased,) = chases_of(place, time).rows
    assert (chased.role, chased.until, chased.milestone) == ("Paediatrician", date(2026, 11, 24), REPORT)
    desk.find("Medical report chased")
    rows = rows_of(desk.list())
    assert {(row["Milestone"], row["Due"]) for row in rows} >= {("Medical report chased (2)", "27 Nov 26")}
    complete(desk, REPORT, "20/11/26")
    assert desk.said() == f"Completed: {REPORT}, 7 working days late."
    desk.find("Medical report chased")
    assert {row["State"] for row in rows_of(desk.list())} == {"done late", "not required"}


def test_a_file_goes_comes_back_has_an_action_plan_and_ends_in_a_charge(
    supervisor: Desk, place: Path, time: StoppedTime
) -> None:
    desk = supervisor
    page = open_case(desk, EARLY)
    complete(desk, "File sent to the CPS", "3/11/26")
    for kind, on in (
        ("File not accepted at triage", "5/11/26"),
        ("File sent again", "10/11/26"),
        ("File accepted at triage", "11/11/26"),
        ("CPS action plan received", "12/11/26"),
    ):
        record(desk, kind, on)
    turn_to(desk, "CPS")
    (row,) = rows_of(page.cps.view)
    assert (row["Now with"], row["Waits for"], row["Our days"], row["CPS days"]) == (
        "Our unit", "CPS action plan met", "13", "4",
    )  # fmt: skip
    assert (row["Accepted"], row["Action plans"]) == ("11 Nov 26, rejected 1 time", "1 received, 1 open, due 10 Dec 26")
    for kind, on in (("CPS action plan met", "16/11/26"), ("Charging decision", "18/11/26"), ("Charged", "19/11/26")):
        record(desk, kind, on)
    (row,) = rows_of(page.cps.view)
    assert (row["State"], row["Now with"], row["Our days"], row["CPS days"]) == ("done", "", "9", "6")
    assert row["Decision"] == "18 Nov 26 Charged"
    with another_workstation(place, time, ACCOUNT) as core:
        (found,) = core.ask(CpsPositionQuestion(SUPERVISOR, case_id_of(core, EARLY))).rows
        assert (found.rejections, found.first_time, found.plans, found.plans_open) == (1, False, 1, 0)
