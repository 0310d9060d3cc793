"""The forms about protection: a measure, its review, its end, a breach; bail conditions and their check."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.acknowledge_bail_check import AcknowledgeBailCheck
from tracker.actions.end_protection import EndProtection
from tracker.actions.record_breach import RecordBreach
from tracker.actions.record_protection import RecordProtection
from tracker.actions.review_protection import ReviewProtection
from tracker.actions.set_bail_conditions import NewCondition, SetBailConditions
from tracker.rows.case_file import CaseFile
from tracker.rows.protection import BailCheckRow, BailToCondition, MeasureRow
from tracker.terms import BailConditionKind, Checker, CheckOutcome, SubjectKind
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.checks_field import ChecksField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

CHECK_DAYS = 28
EVERY = ""


def labels(file: CaseFile, kind: SubjectKind) -> dict[str, str]:
    """Give the labels of the children or suspects of a case by their ids."""
    return {row.subject_id: row.label for row in file.subjects if row.subject_kind is kind}


class RecordProtectionDialog(RecordForm):
    """The measure, whom it restrains, whom it protects, until when, and who checks it."""

    def __init__(
        self, by: str, file: CaseFile, suspect_id: str, today: date, submit: Submit, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Record a protective measure"), submit, self.tr("Record measure"), parent)
        self._by, self._file, self._today = by, file, today
        names = {key: name for key, name, _ in file.protection.kinds}
        self._measure = ChoiceField(names, names.__getitem__)
        self.add_field(
            "measure",
            self.tr("&Measure"),
            self._measure,
            self.tr("Bail and custody count by themselves."),
        )
        suspects = {EVERY: self.tr("Nobody named")} | labels(file, SubjectKind.SUSPECT)
        self._suspect = ChoiceField(suspects, suspects.__getitem__, None)
        if suspect_id in suspects:
            self._suspect.set_choice(suspect_id)
        self.add_field("suspect_id", self.tr("&Restrains"), self._suspect)
        children = {EVERY: self.tr("Every child of the case")} | labels(file, SubjectKind.CHILD)
        self._child = ChoiceField(children, children.__getitem__, None)
        self.add_field("child_id", self.tr("&Protects"), self._child)
        self._since = DateField(today, "back")
        self._since.set_day(today)
        self.add_field("since", self.tr("&From"), self._since)
        self._until = DateField(today, "ahead")
        self.add_field("until", self.tr("&Until, if known"), self._until, self.tr("Its last day."))
        self._review_on = DateField(today, "ahead")
        self.add_field("review_on", self.tr("&Looked at again on"), self._review_on)
        self._checked_by = ChoiceField(Checker, lambda who: wording.sentence(wording.term(who)), None)
        self.add_field("checked_by", self.tr("&Checked by"), self._checked_by)
        self._note = self.note_field()
        self.add_field("note", self.tr("&Note, if one is needed"), self._note, self.tr("No names, no account."))
        self._measure.chosen.connect(self._propose_review)

    def record_id(self) -> str:
        return self._file.case_id

    def build(self) -> RecordProtection:
        measure, since = self._measure.choice(), self._since.day()
        if measure is None:
            raise FieldProblem("measure", self.tr("Choose the measure."))
        if since is None:
            raise FieldProblem("since", self.tr("Enter the day from which it holds."))
        return RecordProtection(
            by=self._by,
            case_id=self._file.case_id,
            measure=measure,
            since=since,
            suspect_id=self._suspect.choice(),
            child_id=self._child.choice(),
            until=self.day_if_any("until", self._until),
            review_on=self.day_if_any("review_on", self._review_on),
            checked_by=self._checked_by.choice(),
            note=self._note.toPlainText().strip(),
        )

    def what(self) -> str:
        """Give the name of the measure that is chosen."""
        return self._measure.currentText()

    def _propose_review(self) -> None:
        days = {key: days for key, _, days in self._file.protection.kinds}.get(self._measure.choice(), 0)
        if days and not self._review_on.text().strip():
            self._review_on.set_day(self._today + timedelta(days=days))


class MeasureForm(RecordForm):
    """A form about a measure that was entered."""

    def __init__(self, title: str, by: str, row: MeasureRow, submit: Submit, send: str) -> None:
        super().__init__(title.format(measure=row.name), submit, send)
        self._by = by
        self.row = row

    def record_id(self) -> str:
        return self.row.protection_id

    def take(self, record: MeasureRow) -> None:
        super().take(record)
        self.row = record


class ReviewProtectionDialog(MeasureForm):
    """The measure goes on: until when, and when it is looked at again."""

    def __init__(self, by: str, row: MeasureRow, today: date, submit: Submit) -> None:
        super().__init__(self.tr("Review: {measure}"), by, row, submit, self.tr("Record review"))
        self._until = DateField(today, "ahead")
        self._until.set_day(row.until)
        self.add_field("until", self.tr("&Until, if known"), self._until, self.tr("A later day where it was extended."))
        self._review_on = DateField(today, "ahead")
        self._review_on.set_day(today + timedelta(days=CHECK_DAYS))
        self.add_field("review_on", self.tr("&Looked at again on"), self._review_on)
        self._note = self.note_field()
        self.add_field("note", self.tr("&Note, if one is needed"), self._note)

    def build(self) -> ReviewProtection:
        return ReviewProtection(
            by=self._by,
            protection_id=self.row.protection_id,
            version=self.row.version,
            until=self.day_if_any("until", self._until),
            review_on=self.day_if_any("review_on", self._review_on),
            note=self._note.toPlainText().strip(),
        )


class EndProtectionDialog(MeasureForm):
    """From when it no longer protects, and why."""

    def __init__(self, by: str, row: MeasureRow, today: date, submit: Submit) -> None:
        super().__init__(self.tr("End: {measure}"), by, row, submit, self.tr("Record end"))
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&Ended on"), self._on, self.tr("From this day on it no longer protects."))
        self._reason = QLineEdit()
        self.add_field("reason", self.tr("&Why"), self._reason)

    def build(self) -> EndProtection:
        on = self._on.day()
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day it ended."))
        reason = self.required("reason", self._reason.text(), self.tr("Say why it ended."))
        return EndProtection(self._by, self.row.protection_id, self.row.version, on, reason)


class RecordBreachDialog(RecordForm):
    """Who broke which measure when; the supervisor is told."""

    def __init__(
        self, by: str, file: CaseFile, row: MeasureRow | None, suspect_id: str, today: date, submit: Submit
    ) -> None:
        super().__init__(self.tr("Record a breach"), submit, self.tr("Record breach"))
        self._by, self._file = by, file
        self._protection_id = row.protection_id if row is not None else ""
        if row is not None:
            self.add_words(row.name)
        suspects = labels(file, SubjectKind.SUSPECT)
        self._suspect = ChoiceField(suspects, suspects.__getitem__, None if len(suspects) == 1 else "Choose...")
        likely = (row.suspect_id if row is not None else "") or suspect_id
        if likely in suspects:
            self._suspect.set_choice(likely)
        self.add_field("suspect_id", self.tr("&Suspect"), self._suspect)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&On"), self._on)
        self._note = self.note_field()
        self.add_field(
            "note",
            self.tr("&What was broken"),
            self._note,
            self.tr("Which condition. Never what was done."),
        )

    def record_id(self) -> str:
        return self._file.case_id

    def build(self) -> RecordBreach:
        suspect, on = self._suspect.choice(), self._on.day()
        if suspect is None:
            raise FieldProblem("suspect_id", self.tr("Choose the suspect."))
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day."))
        note = self._note.toPlainText().strip()
        return RecordBreach(self._by, self._file.case_id, suspect, on, note, self._protection_id)


class SetBailConditionsDialog(RecordForm):
    """All conditions that hold from a day on; those before are superseded."""

    def __init__(
        self, by: str, file: CaseFile, bails: Mapping[str, BailToCondition], today: date, submit: Submit
    ) -> None:
        super().__init__(self.tr("Conditions of bail"), submit, self.tr("Set conditions"))
        self._by, self._file, self._bails = by, file, bails
        names = {key: bail.suspect for key, bail in bails.items()}
        self._bail = ChoiceField(names, names.__getitem__, None)
        self.add_field("arrest_id", self.tr("&Suspect"), self._bail)
        self._since = DateField(today, "back")
        self._since.set_day(today)
        self.add_field("since", self.tr("&From"), self._since)
        self._kinds = ChecksField([(kind, wording.term(kind), self._meaning(kind)) for kind in BailConditionKind])
        self.add_field("conditions", self.tr("&Conditions that hold from then on"), self._kinds)
        self._kinds.name_boxes(self.tr("Condition"))
        children = {EVERY: self.tr("Every child of the case")} | labels(file, SubjectKind.CHILD)
        self._child = ChoiceField(children, children.__getitem__, None)
        self.add_field("child_id", self.tr("No contact &with"), self._child)
        self._witness = QLineEdit()
        self.add_field(
            "witness", self.tr("No contact with a &witness, by role"), self._witness, self.tr("Leave empty where none.")
        )
        self._bail.chosen.connect(self._show_present)
        self._show_present()

    def record_id(self) -> str:
        return self._bail.choice() or ""

    def build(self) -> SetBailConditions:
        since, bail = self._since.day(), self._bails[self._bail.choice()]
        if since is None:
            raise FieldProblem("since", self.tr("Enter the day from which they hold."))
        chosen = self._kinds.chosen()
        witness = self._witness.text().strip()
        conditions = [
            NewCondition(kind, self._child.choice() if kind is BailConditionKind.NO_CONTACT else EVERY)
            for kind in BailConditionKind
            if kind in chosen
        ]
        if witness:
            conditions.append(NewCondition(BailConditionKind.NO_CONTACT, witness=witness))
        return SetBailConditions(self._by, self._file.case_id, bail.arrest_id, bail.version, since, tuple(conditions))

    def _meaning(self, kind: BailConditionKind) -> str:
        keeps_away = (BailConditionKind.NO_CONTACT, BailConditionKind.NO_UNSUPERVISED_CONTACT)
        return self.tr("Keeps the suspect from a child.") if kind in keeps_away else ""

    def _show_present(self) -> None:
        bail = self._bails[self._bail.choice()]
        for kind in BailConditionKind:
            self._kinds.box(kind).setChecked(kind in bail.kinds)


class AcknowledgeBailCheckDialog(RecordForm):
    """What the check found: complied, breached, or it could not be checked."""

    def __init__(
        self, by: str, file: CaseFile, checks: Mapping[str, BailCheckRow], today: date, submit: Submit
    ) -> None:
        super().__init__(self.tr("Check of bail conditions"), submit, self.tr("Record check"))
        self._by, self._file, self._checks = by, file, checks
        names = {key: check.suspect for key, check in checks.items()}
        self._check = ChoiceField(names, names.__getitem__, None)
        self.add_field("suspect_id", self.tr("&Suspect"), self._check)
        self._outcome = ChoiceField(CheckOutcome, lambda found: wording.sentence(wording.term(found)))
        self.add_field(
            "outcome",
            self.tr("&Found"),
            self._outcome,
            self.tr("A breach tells the supervisor. What could not be checked leaves the clock running."),
        )
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&On"), self._on)
        self._note = self.note_field()
        self.add_field("note", self.tr("&Note"), self._note, self.tr("Which condition, or why it was not checked."))

    def record_id(self) -> str:
        return self._checks[self._check.choice()].milestone_id

    def build(self) -> AcknowledgeBailCheck:
        outcome, on, check = self._outcome.choice(), self._on.day(), self._checks[self._check.choice()]
        if outcome is None:
            raise FieldProblem("outcome", self.tr("Choose what the check found."))
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day of the check."))
        return AcknowledgeBailCheck(
            self._by, self._file.case_id, check.milestone_id, check.version, outcome, on,
            self._note.toPlainText().strip(),
        )  # fmt: skip
