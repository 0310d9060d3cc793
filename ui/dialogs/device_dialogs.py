"""The forms about one device: next stage, the laboratory's estimate, its facts, the re-check of the child's safety."""

from datetime import date
from enum import Enum

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.edit_device import COUNTS, EditDevice
from tracker.actions.move_device import MoveDevice
from tracker.actions.record_estimate import RecordEstimate
from tracker.rows.device_register import DeviceRow
from tracker.terms import Accreditation, LabRole, YesNo
from ui import device_wording as device_words
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

REPORT_ISSUED = "device_report_issued"
FROM = ("suspect", "victim", "witness", "premises")


class DeviceForm(RecordForm):
    """A form about the device of a row."""

    def __init__(
        self, title: str, by: str, row: DeviceRow, submit: Submit, send: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title.format(exhibit=row.exhibit), submit, send, parent)
        self._by = by
        self.row = row

    def record_id(self) -> str:
        return self.row.device_id

    def take(self, record: DeviceRow) -> None:
        super().take(record)
        self.row = record


class MoveDeviceDialog(DeviceForm):
    """The stage it reached, the next one unless changed, and the day, today unless changed."""

    def __init__(self, by: str, row: DeviceRow, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Next stage of {exhibit}"), by, row, submit, self.tr("Record stage"), parent)
        self._words = self.add_words("")
        names = dict(row.may_move_to)
        self._stage = ChoiceField(names, names.__getitem__, None)
        self.add_field("stage", self.tr("&Stage reached"), self._stage)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&On"), self._on)
        self._note = self.note_field()
        self.add_field(
            "note",
            self.tr("&Note, if one is needed"),
            self._note,
            self.tr("Why, where the laboratory did not accept it. Never what was found."),
        )
        self.take(row)

    def take(self, record: DeviceRow) -> None:
        super().take(record)
        names = dict(record.may_move_to)
        self._stage.set_choices([kind for kind in self._stage.choices() if kind in names] or self._stage.choices())
        self._words.setText(device_words.stage(record))

    def build(self) -> MoveDevice:
        on = self._on.day()
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day it reached the stage."))
        return MoveDevice(
            by=self._by,
            case_id=self.row.case_id,
            device_id=self.row.device_id,
            version=self.row.course_version,
            stage=self._stage.choice(),
            on=on,
            note=self._note.toPlainText().strip(),
        )

    def stage_name(self) -> str:
        """Give the name of the stage that is chosen."""
        return self._stage.currentText()


class RecordEstimateDialog(DeviceForm):
    """The day the laboratory says, for which stage, when and by whom it was said."""

    def __init__(self, by: str, row: DeviceRow, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("The laboratory's estimate for {exhibit}"), by, row, submit, self.tr("Record estimate"), parent
        )
        if row.estimate is not None:
            words = self.tr("Told before: {day} for {stage}").format(
                day=wording.day(row.estimate), stage=row.estimate_for
            )
            self.add_words(words)
        self._day = DateField(today, "ahead")
        self.add_field("day", self.tr("&Expected on"), self._day)
        names = dict(row.to_come)
        self._stage = ChoiceField(names, names.__getitem__, None)
        if REPORT_ISSUED in names:
            self._stage.set_choice(REPORT_ISSUED)
        self.add_field("stage", self.tr("&For"), self._stage)
        self._told_by = ChoiceField(LabRole, lambda role: wording.sentence(wording.term(role)))
        self.add_field("told_by", self.tr("&Told by"), self._told_by, self.tr("By role, never by name."))
        self._told_on = DateField(today, "back")
        self._told_on.set_day(today)
        self.add_field("told_on", self.tr("Told &on"), self._told_on)

    def build(self) -> RecordEstimate:
        day, told_on, told_by = self._day.day(), self._told_on.day(), self._told_by.choice()
        if day is None:
            raise FieldProblem("day", self.tr("Enter the day the laboratory says."))
        if told_by is None:
            raise FieldProblem("told_by", self.tr("Choose who said it."))
        if told_on is None:
            raise FieldProblem("told_on", self.tr("Enter the day it was said."))
        return RecordEstimate(
            by=self._by,
            case_id=self.row.case_id,
            device_id=self.row.device_id,
            day=day,
            told_on=told_on,
            told_by=told_by,
            stage=self._stage.choice(),
        )


class EditDeviceDialog(DeviceForm):
    """What is known of the device; counts by category only."""

    def __init__(self, by: str, row: DeviceRow, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Facts of {exhibit}"), by, row, submit, self.tr("Save facts"), parent)
        self._exhibit = self._line("exhibit", self.tr("&Exhibit"), row.exhibit)
        self._kind = self._line("kind", self.tr("&Kind"), row.kind)
        self._held_from = ChoiceField(FROM, lambda held: wording.sentence(device_words.from_whom(held)), None)
        self._held_from.set_choice(row.held_from if row.held_from in FROM else FROM[0])
        self.add_field("held_from", self.tr("&Taken from"), self._held_from)
        self._priority = self._choice("priority_asked", self.tr("&Priority asked for"), YesNo, row.priority_asked)
        self._laboratory = self._line("laboratory", self.tr("&Laboratory"), row.laboratory)
        self._accreditation = self._choice(
            "accreditation", self.tr("&Accredited for this activity"), Accreditation, row.accreditation
        )
        self._declaration = self._choice(
            "declaration", self.tr("&Compliance declared in its report"), YesNo, row.declaration
        )
        labels = (self.tr("Graded A, count"), self.tr("Graded B, count"), self.tr("Graded C, count"))
        values = (row.category_a, row.category_b, row.category_c)
        self._counts = {
            name: self._line(name, label, "" if value is None else str(value))
            for name, label, value in zip(COUNTS, labels, values, strict=True)
        }

    def build(self) -> EditDevice:
        counts = {name: self._count(name, field.text().strip()) for name, field in self._counts.items()}
        return EditDevice(
            by=self._by,
            case_id=self.row.case_id,
            device_id=self.row.device_id,
            version=self.row.version,
            exhibit=self.required("exhibit", self._exhibit.text(), self.tr("Enter the exhibit reference.")),
            kind=self.required("kind", self._kind.text(), self.tr("Enter the kind of device.")),
            held_from=self._held_from.choice(),
            priority_asked=self._priority.choice(),
            laboratory=self._laboratory.text().strip(),
            accreditation=self._accreditation.choice(),
            declaration=self._declaration.choice(),
            **counts,
        )

    def _line(self, name: str, label: str, value: str) -> QLineEdit:
        field = QLineEdit(value)
        self.add_field(name, label, field)
        return field

    def _choice(self, name: str, label: str, choices: type[Enum], value: Enum) -> ChoiceField:
        field = ChoiceField(choices, lambda choice: wording.sentence(wording.term(choice)), None)
        field.set_choice(value)
        self.add_field(name, label, field)
        return field

    def _count(self, name: str, text: str) -> int | None:
        if not text:
            return None
        if not text.replace(",", "").isdecimal():
            raise FieldProblem(name, self.tr("Enter a count, or leave it empty."))
        return int(text.replace(",", ""))


class SafeguardingCheckDialog(DeviceForm):
    """Whether the child is still safe while the device waits: done on a day, with what follows."""

    def __init__(self, by: str, row: DeviceRow, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Re-check while {exhibit} waits"), by, row, submit, self.tr("Record re-check"), parent)
        self.add_words(self.tr("Who is near a child now, and what protects that child: looked at again."))
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&Looked at on"), self._on)
        self._note = self.note_field()
        self.add_field(
            "note", self.tr("&What follows, if anything"), self._note, self.tr("No names, no account of the abuse.")
        )

    def build(self) -> CompleteMilestone:
        on = self._on.day()
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day it was looked at."))
        return CompleteMilestone(
            by=self._by,
            case_id=self.row.case_id,
            milestone_id=self.row.check_milestone_id,
            version=self.row.check_version,
            on=on,
            note=self._note.toPlainText().strip(),
        )
