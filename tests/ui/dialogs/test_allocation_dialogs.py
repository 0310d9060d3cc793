"""Who could take a case, with the reasons; who must not; and what a leaver leaves to whom."""

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.people_rows import (
    a_candidate,
    a_leaver,
    an_absence,
    an_allocation,
    some_candidates,
    some_conflicts,
)
from tests.rows_to_show import OFFICERS
from tests.ui.dialogs.a_submit import Submit
from tests.ui.held import hold
from tests.ui.keyboard import nameless, press, write
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.officer_leaves import OfficerLeaves
from tracker.actions.record_conflict import RecordConflict
from tracker.actions.withdraw_conflict import WithdrawConflict
from tracker.rows.allocation import Allocation, AllocationQuestion
from tracker.rows.people import OfficerRow
from tracker.terms import Skill, WorkloadLevel
from ui.allocation_wording import fit, reasons, what_is_given
from ui.dialogs.allocate_dialog import AllocateDialog
from ui.dialogs.conflict_dialog import ConflictDialog
from ui.dialogs.officer_leaves_dialog import OfficerLeavesDialog

ROWS = tuple(OfficerRow(f"officer-{place}", title, "team-1", "Team 1") for place, title in enumerate(OFFICERS) if title)


def found(*case_ids: str) -> Allocation:
    return an_allocation(AllocationQuestion("o", case_ids))


def shown(qtbot: QtBot, form: Any) -> Any:
    hold(qtbot, form)
    form.show()
    form.activateWindow()
    form.setFocus()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def test_what_stands_against_each_is_said_in_a_word_and_a_shape() -> None:
    assert [fit(row) for row in some_candidates()] == [
        ("done", "fits"), ("due_soon", "above the team"), ("overdue", "far above the team"),
        ("due_soon", "not trained"), ("critical", "no capacity"), ("paused", "away"), ("none", "has it already"),
        ("critical", "conflict"),
    ]  # fmt: skip


def test_the_reasons_are_given_in_full() -> None:
    assert reasons(a_candidate(1), 1) == [
        "9 cases now (51.5 points); 63.5 points with this case, as the team",
        "Per full time 51.5 now, 63.5 with this case; the median of the team is 60", "Here for the next four weeks",
        "Trained for it",
    ]  # fmt: skip
    row = a_candidate(
        5,
        missing=(Skill.ABE_INTERVIEWER,),
        not_named=2,
        has_them=1,
        away_next=an_absence(5, 9, 14),
        conflicts=("44NI/1",),
    )
    assert reasons(replace(row, level=WorkloadLevel.NOT_COMPARED), 3) == [
        "9 cases now (51.5 points); 63.5 points with these cases",
        "Per full time 51.5 now, 63.5 with these cases; the median of the team is 60",
        "Here; leave 29 Nov 26 to 4 Dec 26",
        "Not trained: ABE interviewer",
        "Of another team: it goes to Team 2",
        "Must not take 44NI/1: a conflict is on record",
        "Not named on 2 restricted cases: allocating names them",
        "Has 1 case of these already",
    ]


def test_a_hand_over_shows_the_open_work_before(qtbot: QtBot) -> None:
    form = shown(qtbot, AllocateDialog("o", found("case-0"), Submit()))
    assert form._given.text().splitlines() == [
        "Now with DC 3312 Patel.", "It counts 12 points, by version 1 of the weights.",
        "DC 3312 Patel has 9 cases (60 points) now, and would have 8 (48 points); per full time 80, then 64.",
    ]  # fmt: skip
    assert form._goes_over.text().splitlines() == [
        "Goes over with it, and is recorded: 3 things to do, 3 open alerts", "12 Nov 26: ABE interview (C1), late",
        "24 Nov 26: Applicable bail period ended (S1)", "no date: Submitted to the laboratory (EX1)",
    ]  # fmt: skip
    assert form._send.text() == "Hand over"


def test_the_best_fit_stands_first_but_nobody_is_chosen(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, AllocateDialog("o", found("case-1"), submit))
    assert form._given.text().startswith("No officer has this case yet.")
    assert not form._goes_over.isVisible()
    press("Return")
    assert form.problem_of("oic_id") == "Choose an officer from the list."
    press("Down")
    assert form.reasons()[0].startswith("9 cases now")
    press("Down", "Up", "Return")
    assert submit.requests == [AllocateCase("o", "case-1", 1, "officer-1")]


def test_what_is_typed_chooses_only_where_it_fits_one(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, AllocateDialog("o", found("case-1"), submit))
    write("DC")
    assert form.reasons() == []
    press("Return")
    assert submit.requests == []
    press("Ctrl+A")
    write("okafor")
    assert form.reasons()[2] == "Away: leave until Sat 28 Nov 2026"
    form._officer.view.setFocus()
    press("Return")
    assert submit.requests == [AllocateCase("o", "case-1", 1, "officer-3")]


def test_several_cases_are_named_with_their_points() -> None:
    assert what_is_given(found("case-0", "case-1", "case-2")).splitlines() == [
        "3 cases, 36 points together. 1 of them somebody has: each is a hand-over.",
        "44NI/00305/26, 44NI/00402/26, 44NI/00499/26",
        "DC 3312 Patel has 9 cases (60 points) now, and would have 8 (48 points); per full time 80, then 64.",
    ]
    assert "hand-over" not in what_is_given(found("case-1", "case-2"))


def test_more_work_than_has_room_is_counted(qtbot: QtBot) -> None:
    much = replace(found("case-0"), open_work=found("case-0").open_work * 5)
    form = shown(qtbot, AllocateDialog("o", much, Submit()))
    assert form._goes_over.text().splitlines()[-1] == "and 3 more"


def test_a_leaver_hands_everything_over_in_one_step(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, OfficerLeavesDialog("o", a_leaver(), submit))
    assert form._theirs.text().splitlines() == [
        "4 open cases (48 points): 44NI/00305/26, 44NI/00402/26, 44NI/00499/26, 44NI/00596/26",
        "Supervises 2 cases", "Was told of 6 open alerts", "Has taken on 1 alert, open again from then on",
        "Has 3 follow-ups of reviews, for the officer in the case",
        "Asked for 2 approvals, for any supervisor to decide",
        "Stands in from 16 Nov 26 to 28 Nov 26",
    ]  # fmt: skip
    form._how.setCurrentIndex(1)
    form._cases.setFocus()
    form.submit()
    assert form.problem_of("cases_to") == "Choose who takes the cases over."
    write("2207")
    form.submit()
    assert form.problem_of("supervised_to") == "Choose who supervises them."
    form._supervised.set_officer("officer-4")
    form.submit()
    assert form.problem_of("covers_to") == "Choose who stands in."
    form._covers.set_officer("officer-1")
    form.submit()
    assert submit.requests == [OfficerLeaves("o", "officer-0", 3, "officer-1", (), "officer-4", "officer-1")]


def test_several_cases_are_proposed_to_be_shared_out(qtbot: QtBot) -> None:
    submit = Submit()
    found = a_leaver(supervised=0, covers=())
    form = shown(qtbot, OfficerLeavesDialog("o", found, submit))
    assert form.plan().splitlines() == [
        "DC 1044 Mensah, 90 points, then 102 points: 44NI/00402/26",
        "DC 2207 Hughes, 51.5 points, then 87.5 points: 44NI/00305/26, 44NI/00499/26, 44NI/00596/26",
    ]
    assert not form.shows_field("cases_to")
    form.submit()
    assert submit.requests == [OfficerLeaves("o", "officer-0", 3, None, found.shared_out)]


def test_a_case_that_nobody_may_take_is_for_a_person_to_decide(qtbot: QtBot) -> None:
    form = shown(qtbot, OfficerLeavesDialog("o", a_leaver(shared_out=(("case-0", "officer-1"),)), Submit()))
    assert not form.shows_field("how")
    assert form.shows_field("cases_to")


def test_a_leaver_with_nothing_is_asked_nothing(qtbot: QtBot) -> None:
    submit = Submit()
    nothing = a_leaver(rows=(), supervised=0, alerts=0, taken_on=0, approvals=0, follow_ups=0, covers=(), shared_out=())
    form = shown(qtbot, OfficerLeavesDialog("o", nothing, submit))
    assert form._theirs.text().startswith("Nothing is theirs")
    assert not any(form.shows_field(name) for name in ("cases_to", "supervised_to", "covers_to"))
    form.submit()
    assert submit.requests == [OfficerLeaves("o", "officer-0", 3)]


def test_what_is_not_seen_is_said(qtbot: QtBot) -> None:
    form = shown(qtbot, OfficerLeavesDialog("o", a_leaver(not_seen=2), Submit()))
    assert form._unseen.text().startswith("2 restricted cases that you are not named on")


def test_a_conflict_is_recorded_and_withdrawn(qtbot: QtBot) -> None:
    submit = Submit()
    form = shown(qtbot, ConflictDialog("o", some_conflicts(), ROWS, submit))
    write("2207")
    form.submit()
    assert form.problem_of("reason") == "Say why."
    form._reason.setText("  knows the family ")
    form.submit()
    assert submit.requests == [RecordConflict("o", "case-0", "officer-1", "knows the family")]
    again = shown(qtbot, ConflictDialog("o", some_conflicts(), ROWS, submit))
    assert again._what.itemText(1) == "Withdraw: DS 902 Ade (knows the family)"
    again._what.setCurrentIndex(1)
    assert not again.shows_field("officer_id")
    again._reason.setText("another family")
    again.submit()
    assert submit.requests[-1] == WithdrawConflict("o", "conflict-1", 2, "another family")


def test_without_a_conflict_only_the_officer_is_asked(qtbot: QtBot) -> None:
    form = shown(qtbot, ConflictDialog("o", replace(some_conflicts(), rows=()), ROWS, Submit()))
    assert not form.shows_field("conflict_id")
    form._reason.setText("x")
    form.submit()
    assert form.problem_of("officer_id") == "Choose an officer from the list."


@pytest.mark.parametrize("name", ["allocate", "leaver", "conflict"])
def test_every_control_has_a_name(qtbot: QtBot, name: str) -> None:
    made = {
        "allocate": lambda: AllocateDialog("o", found("case-0"), Submit()),
        "leaver": lambda: OfficerLeavesDialog("o", a_leaver(), Submit()),
        "conflict": lambda: ConflictDialog("o", some_conflicts(), ROWS, Submit()),
    }
    assert nameless(shown(qtbot, made[name]())) == []
