"""Record a remand in custody with the limit that was confirmed for it; builds RecordRemand."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.record_remand import RecordRemand
from tracker.rows.case_file import CaseFile
from tracker.rows.recordable import CustodyLimitRow, Recordable
from ui import wording
from ui.dialogs.record_arrest_dialog import suspects
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class RecordRemandDialog(RecordForm):
    """The clock runs only from a limit and a day that somebody has confirmed."""

    def __init__(
        self,
        by: str,
        file: CaseFile,
        recordable: Recordable,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Record remand"), submit, self.tr("Record remand"), parent)
        self._by = by
        self._case_id = file.case_id
        labels = suspects(file)
        self._suspect = ChoiceField(labels, labels.__getitem__, self.tr("Choose...") if len(labels) > 1 else None)
        self.add_field("suspect_id", self.tr("&Suspect"), self._suspect)
        self._limit = ChoiceField(recordable.custody_limits, self._limit_words)
        self.add_field("limit_id", self.tr("&Custody time limit"), self._limit)
        self._meaning = self.add_words("")
        self._meaning.setObjectName("field_hint")
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field(
            "on", self.tr("&First day"), self._on, self.tr("Of the remand, or of the sending. It counts as day one.")
        )
        self._served = QLineEdit()
        self.add_field(
            "days_served",
            self.tr("&Days already served"),
            self._served,
            self.tr("Leave empty to count them from the limit that runs now; 0 where there were none."),
        )
        self._confirmed_by = QLineEdit()
        self.add_field(
            "confirmed_by",
            self.tr("C&onfirmed by"),
            self._confirmed_by,
            self.tr("Who confirmed this limit and this day, such as the CPS or the court."),
        )
        self._note = self.note_field()
        self.add_field(
            "note", self.tr("&Note, if one is needed"), self._note, self.tr("No names, no account of the abuse.")
        )
        self._limit.chosen.connect(self._explain)
        self._explain()

    def record_id(self) -> str:
        return self._case_id

    def whom(self) -> str:
        """Give the label of the suspect that is chosen."""
        return self._suspect.currentText()

    def build(self) -> RecordRemand:
        suspect_id, limit, on = self._suspect.choice(), self._limit.choice(), self._on.day()
        if suspect_id is None:
            raise FieldProblem("suspect_id", self.tr("Choose the suspect."))
        if limit is None:
            raise FieldProblem("limit_id", self.tr("Choose the limit that was confirmed."))
        if on is None:
            raise FieldProblem("on", self.tr("Enter the first day."))
        return RecordRemand(
            by=self._by,
            case_id=self._case_id,
            suspect_id=suspect_id,
            limit_id=limit.limit_id,
            on=on,
            confirmed_by=self.required(
                "confirmed_by", self._confirmed_by.text(), self.tr("Say who confirmed the limit and the day.")
            ),
            days_served=self._days_served(),
            note=self._note.toPlainText().strip(),
        )

    def _days_served(self) -> int | None:
        typed = self._served.text().strip()
        if not typed:
            return None
        if not typed.isdecimal() or len(typed) > 4:
            raise FieldProblem("days_served", self.tr("Enter a number of days, or leave it empty."))
        return int(typed)

    def _limit_words(self, limit: CustodyLimitRow) -> str:
        name = limit.name.removeprefix("Custody time limit, ")
        return self.tr("{limit}: {days}").format(limit=wording.sentence(name), days=wording.count_of(limit.days, "day"))

    def _explain(self) -> None:
        limit = self._limit.choice()
        words = ""
        if isinstance(limit, CustodyLimitRow):
            words = (
                self.tr("Counted from the day the case was sent, less the days served. The limit that ran before ends.")
                if limit.from_sending
                else self.tr("Counted from the day of the first remand.")
            )
        self._meaning.setText(words)
        self._meaning.setVisible(bool(words))
