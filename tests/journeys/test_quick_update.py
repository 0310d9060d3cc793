"""Quick update: the commonest updates in at most eight keys after the case is chosen, saved within 0.3 seconds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.cores import ACCOUNT, case_file, milestone
from tests.fakes import StoppedTime
from tests.journeys.desk import Desk, another_workstation, rows_of
from tests.journeys.the_unit import DETECTIVES_ACCOUNT, LATE
from tests.ui.keyboard import focused
from tracker.actions.record_event import RecordEvent
from tracker.bootstrap import Tracker
from tracker.rows.case_chases import CaseChasesQuestion
from tracker.rows.caseload import CaseloadQuestion
from tracker.terms import MilestoneState
from ui.dialogs.quick_update_dialog import QuickUpdateDialog, Step

SitDown = Callable[[str], Desk]
MOST_KEYS = 8
MOST_SECONDS = 0.3
THURSDAY = date(2026, 11, 19)
#: what is typed after the case is chosen, the milestone it records, and what the status bar says
UPDATES = [
    ("a y", "abe_interview", "Completed: ABE interview held · AB · 44NI/00305/26, 5 working days late."),
    ("d y", "device_submitted", "Completed: Device submitted to the laboratory · EX1, phone · 44NI/00305/26"),
    ("u y", "child_and_family_update", "Completed: Child and family updated · AB · 44NI/00305/26"),
    ("m y", "medical_report", "Completed: Medical report received · AB · 44NI/00305/26"),
    ("f y", "file_to_cps", "Completed: File sent to the CPS · S1 · 44NI/00305/26"),
]


class Keys:
    """Presses keys without waiting in between, as a person does, and counts them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.pressed = 0
        self.seconds = 0.0

    def write(self, text: str) -> None:
        """Type, one key a letter."""
        self.pressed += len(text)
        QTest.keyClicks(focused(), text)

    def enter_and_wait(self) -> None:
        """Press Enter; take the processor time until the status bar says that it is saved: others may be at work."""
        self.pressed += 1
        before = self.desk.said()
        began = process_time()
        QTest.keyClick(focused(), "\r")
        while self.desk.said() == before:
            QApplication.processEvents()
            assert process_time() - began < 10, dialog_of(self.desk).problem()
        self.seconds = process_time() - began
        self.desk.settle()


def dialog_of(desk: Desk) -> QuickUpdateDialog:
    found = desk.window.findChild(QuickUpdateDialog)
    assert isinstance(found, QuickUpdateDialog)
    return found


def choose_case(desk: Desk, typed: str) -> QuickUpdateDialog:
    """Open the quick update, type part of the reference, and take the case."""
    desk.press("Ctrl+K")
    desk.write(typed)
    desk.press("Return")
    dialog = dialog_of(desk)
    desk.wait_until(lambda: dialog.step() is Step.WHAT)
    return dialog


def case_id(core: Tracker) -> str:
    rows = core.ask(CaseloadQuestion(core.person.officer_id if core.person else "")).rows
    return str(next(row.case_id for row in rows if row.reference == LATE))


@pytest.mark.parametrize(("typed", "kind", "said"), UPDATES, ids=[kind for _, kind, _ in UPDATES])
def test_the_commonest_updates_take_few_keys_and_are_saved_at_once(
    sit_down: SitDown, no_ticks: None, place: Path, time: StoppedTime, typed: str, kind: str, said: str
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    choose_case(desk, "305")
    keys = Keys(desk)
    keys.write(typed)
    keys.enter_and_wait()
    assert desk.said().startswith(said)
    assert keys.pressed <= MOST_KEYS
    assert keys.seconds <= MOST_SECONDS
    with another_workstation(place, time, ACCOUNT) as core:
        row = milestone(core, case_id(core), kind)
        assert (row.state, row.happened_on) == (MilestoneState.DONE, THURSDAY)
    desk.press("Ctrl+Z")
    assert desk.said().startswith("Reopened: ")
    with another_workstation(place, time, ACCOUNT) as core:
        assert milestone(core, case_id(core), kind).state is not MilestoneState.DONE


def test_a_chase_takes_few_keys_beside_its_answer_and_is_taken_back(
    sit_down: SitDown, no_ticks: None, place: Path, time: StoppedTime
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    dialog = choose_case(desk, "305")
    keys = Keys(desk)
    keys.write("c")
    first = dialog.lines.selected_row()
    keys.pressed += 1
    desk.press("Return")
    assert dialog.step() is Step.ANSWER
    QTest.keyClicks(focused(), "on leave until Monday")
    keys.enter_and_wait()
    assert keys.pressed <= MOST_KEYS
    assert desk.said() == f"Recorded: {first.text} · {LATE}."
    assert keys.seconds <= MOST_SECONDS
    with another_workstation(place, time, ACCOUNT) as core:
        (chase,) = [one for one in chases(core) if not one.withdrawn]
        assert (chase.agency, chase.answer, chase.on) == (
            first.entry.chases,
            "on leave until Monday",
            date(2026, 11, 20),
        )
    desk.press("Ctrl+Z")
    assert desk.said() == "Taken back: the chase."
    with another_workstation(place, time, ACCOUNT) as core:
        assert all(one.withdrawn for one in chases(core))


def chases(core: Tracker) -> list[Any]:
    return list(core.ask(CaseChasesQuestion(core.person.officer_id if core.person else "", case_id(core))).rows)


def subject_of(core: Tracker) -> str:
    return str(case_file(core, case_id(core)).subjects[0].subject_id)


def test_the_list_says_what_will_be_recorded_and_narrows_as_one_types(
    sit_down: SitDown, no_ticks: None, time: StoppedTime
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    dialog = choose_case(desk, "44NI/00305")
    keys = [row["Key"] for row in rows_of(dialog.lines)]
    assert [key for key in keys if key][:5] == ["A", "D", "U", "M", "F"]
    assert {row["When"] for row in rows_of(dialog.lines)} == {"today, Fri 20 Nov 2026"}
    desk.write("abe done yesterday")
    row = rows_of(dialog.lines)[0]
    assert (row["What happened"], row["About"], row["When"], row["Now"]) == (
        "ABE interview held", "AB", "yesterday, Thu 19 Nov 2026", "overdue",
    )  # fmt: skip
    desk.retype("phone sent 17/11")
    row = rows_of(dialog.lines)[0]
    assert (row["What happened"], row["When"]) == ("Device submitted to the laboratory", "Tue 17 Nov 2026")
    desk.retype("nothing of the kind")
    assert rows_of(dialog.lines) == []
    desk.press("Return")
    assert dialog.step() is Step.WHAT
    desk.retype("medical")
    assert all("edical" in row["What happened"] for row in rows_of(dialog.lines))
    first = dialog.lines.selected_row()
    desk.press("Down")
    assert dialog.lines.selected_row() != first
    desk.press("Up", "Up")
    assert dialog.lines.selected_row() == first
    desk.press("Escape")
    assert dialog.step() is Step.CASE
    desk.press("Escape")
    assert desk.window.findChild(QuickUpdateDialog) is None
    assert desk.list().isVisible()


def test_what_the_rules_refuse_is_said_and_nothing_typed_is_lost(
    sit_down: SitDown, no_ticks: None, place: Path, time: StoppedTime
) -> None:
    desk = sit_down(DETECTIVES_ACCOUNT)
    dialog = choose_case(desk, "305")
    desk.write("a 1/11/26")
    desk.press("Return")
    assert dialog.problem() == "Sun 1 Nov 2026 is before the report on Mon 2 Nov 2026."
    line = focused()
    assert isinstance(line, QLineEdit)
    assert line.text() == "a 1/11/26"
    desk.retype("a y")
    with another_workstation(place, time, ACCOUNT) as core:
        core.do(RecordEvent(core.person.officer_id if core.person else "", case_id(core), "abe_interview", THURSDAY,
                            subject_of(core)))  # fmt: skip
    desk.press("Return")
    assert dialog.problem().startswith("Changed by DS 902 Ade") or "already done" in dialog.problem()
    assert [row for row in rows_of(dialog.lines) if row["Key"] == "A"] == []


def test_the_case_in_hand_stands_first_and_several_found_are_shown_before_one_is_taken(detective: Desk) -> None:
    desk = detective
    desk.find(LATE)
    desk.press("Ctrl+K")
    dialog = dialog_of(desk)
    assert dialog.field.text() == LATE
    desk.press("Return")
    assert dialog.step() is Step.WHAT
    desk.press("Escape")
    desk.write("44NI")
    desk.press("Return")
    assert dialog.step() is Step.CASE
    assert len(rows_of(dialog.cases)) == 2
    desk.press("Down", "Return")
    desk.wait_until(lambda: dialog.step() is Step.WHAT)
    desk.press("Escape")
    desk.write("no such case")
    desk.press("Return")
    assert dialog.step() is Step.CASE
    assert "No open case you may see" in dialog._hint.text()
