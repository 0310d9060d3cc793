"""The form of a review asks what applies and nothing else, and says what is missing beside its field."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.review_rows import TODAY, a_position
from tests.ui.dialogs.a_submit import Submit
from tests.ui.held import hold
from tests.ui.keyboard import nameless
from tracker.actions.record_review import FollowUpAsked, LateAnswer
from tracker.errors import RuleBroken
from tracker.rows.reviews import ReviewPositionRow
from tracker.terms import BailCheck, DelayReason, Escalation, Holder, OtherChildren, RiskTrend, Welfare
from ui.dialogs.record_review_dialog import RecordReviewDialog
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField


def a_form(qtbot: QtBot, position: ReviewPositionRow, submit: Submit | None = None) -> RecordReviewDialog:
    form = RecordReviewDialog("officer-902", position, TODAY, submit or Submit())
    hold(qtbot, form)
    form.show()
    return form


def choose(form: RecordReviewDialog, name: str, choice: object) -> None:
    field = form.field(name)
    assert isinstance(field, ChoiceField)
    field.set_choice(choice)


def write(form: RecordReviewDialog, name: str, words: str) -> None:
    field = form.field(name)
    assert isinstance(field, QLineEdit)
    field.setText(words)
    if isinstance(field.parent(), DateField):
        field.textEdited.emit(words)


def test_it_is_filled_with_what_is_known_and_asks_only_what_applies(qtbot: QtBot) -> None:
    form = a_form(qtbot, a_position())
    said = "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())
    assert "Late: Computer report, EX1, due Thu 12 Mar 2026, 176 working days late" in said
    assert "S1: on bail, ends Sat 28 Nov 2026, conditions checked Fri 13 Nov 2026" in said
    assert "Ring the laboratory for a date, due Tue 17 Nov 2026" in said
    assert "Late: Sergeant's review" not in said
    assert not any(form.shows_field(name) for name in ("others_words", "bail_words", "escalation_words", "what_1"))
    choose(form, "others", OtherChildren.AT_RISK)
    choose(form, "bail", BailCheck.NOT_CHECKED)
    assert form.shows_field("others_words")
    assert form.shows_field("bail_words")
    assert nameless(form) == []

    quiet = a_position(late=(), on_bail=False, devices_out=False, with_cps=False, others_awaited=False, known=())
    form = a_form(qtbot, quiet)
    assert not any(form.shows_field(name) for name in ("cause_0", "cause_of_all", "bail", "devices", "cps", "agencies"))


def test_a_whole_review_becomes_one_request(qtbot: QtBot) -> None:
    submit = Submit()
    form = a_form(qtbot, a_position(), submit)
    choose(form, "risk", RiskTrend.HIGHER)
    write(form, "risk_words", " seen near the school ")
    choose(form, "others", OtherChildren.NONE_KNOWN)
    write(form, "voice", "spoken to")
    write(form, "enquiries", "phone open")
    choose(form, "cause_of_all", DelayReason.WORKLOAD)
    write(form, "expected_of_all", "4/12/26")
    write(form, "expected_0", "11/12/26")
    choose(form, "bail", BailCheck.KEPT)
    write(form, "devices", "with the laboratory")
    write(form, "cps", "with the lawyer")
    write(form, "agencies", "OIC rings")
    choose(form, "escalation", Escalation.NOT_NEEDED)
    choose(form, "welfare", Welfare.NO_CONCERN)
    write(form, "what_0", "Ring the doctor")
    write(form, "due_0", "24/11/26")
    assert form.shows_field("what_1")
    form.submit()
    (request,) = submit.requests
    assert (request.milestone_id, request.version, request.on) == ("review-s", 3, TODAY)
    assert (request.risk, request.risk_words, request.next_on) == (
        RiskTrend.HIGHER,
        "seen near the school",
        date(2026, 12, 18),
    )
    assert request.late == (
        LateAnswer("milestone-2", DelayReason.DFU_QUEUE, Holder.LABORATORY, date(2026, 12, 11)),
        LateAnswer("milestone-4", DelayReason.WORKLOAD, Holder.OUR_UNIT, date(2026, 12, 4)),
    )
    assert request.follow_ups == (FollowUpAsked("Ring the doctor", "officer-0", date(2026, 11, 24)),)


def test_what_is_missing_stands_beside_its_field_and_what_was_typed_stays(qtbot: QtBot) -> None:
    submit = Submit()
    form = a_form(qtbot, a_position(), submit)
    write(form, "voice", "spoken to")
    form.submit()
    submit.fail(RuleBroken("review_lacks", field="cause_1", missing="why it is late"))
    assert form.problem_of("cause_1").startswith("This does not stop the clock yet.")
    again = a_position()
    form.take(replace(again, due=tuple(replace(row, version=9) for row in again.due)))
    form.submit()
    assert (submit.requests[-1].version, submit.requests[-1].voice) == (9, "spoken to")


def test_a_follow_up_needs_who_and_by_when(qtbot: QtBot) -> None:
    form = a_form(qtbot, a_position(oic_id=None))
    write(form, "what_0", "Ring the doctor")
    form.submit()
    assert form.problem_of("owner_0") == "Choose who does it."
    form = a_form(qtbot, a_position())
    write(form, "what_0", "Ring the doctor")
    form.submit()
    assert form.problem_of("due_0") == "Enter the day by which it is done."


def test_the_last_day_allowed_is_proposed_and_what_is_typed_stays(qtbot: QtBot) -> None:
    position = a_position()
    sergeants, inspectors = position.due
    due = (
        replace(sergeants, next_by=date(2026, 12, 18), next_limit="Sergeant's review", planned_on=date(2026, 11, 13)),
        replace(inspectors, may=True, next_by=date(2027, 2, 26), next_limit="Inspector's review"),
    )
    form = a_form(qtbot, replace(position, due=due))
    which, next_on, held_on = form.field("milestone_id"), form.field("next_on"), form.field("on")
    assert isinstance(which, ChoiceField)
    assert isinstance(next_on, QLineEdit)
    assert isinstance(held_on, QLineEdit)
    assert which.currentText() == "Sergeant's review, due Mon 16 Nov 2026, planned Fri 13 Nov 2026"
    said = [label.text() for label in form.findChildren(QLabel)]
    assert any(words.startswith("Sergeant's review: Fri 18 Dec 2026 at the latest") for words in said)
    assert next_on.text() == "Fri 18 Dec 2026"
    write(form, "on", "18/11/26")
    assert next_on.text() == "Wed 16 Dec 2026"
    choose(form, "milestone_id", "review-i")
    assert next_on.text() == "Wed 24 Feb 2027"
    write(form, "next_on", "1/12/26")
    choose(form, "milestone_id", "review-s")
    assert next_on.text() == "1/12/26"
