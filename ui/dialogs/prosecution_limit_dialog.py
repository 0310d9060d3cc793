"""Say within what time the offence must be charged, and when it was committed; builds SetProsecutionLimit."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.set_prosecution_limit import SetProsecutionLimit
from tracker.rows.case_file import CaseFile
from tracker.terms import ProsecutionLimit
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

ANSWERS = (ProsecutionLimit.SUMMARY_ONLY, ProsecutionLimit.DOMESTIC_ABUSE, ProsecutionLimit.NONE)
LIMITED = (ProsecutionLimit.SUMMARY_ONLY, ProsecutionLimit.DOMESTIC_ABUSE)


class ProsecutionLimitDialog(RecordForm):
    """Which limit it is, what it means, and from which day it counts; a changed answer asks for a reason."""

    def __init__(self, by: str, file: CaseFile, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        title = self.tr("Limit on prosecution of {reference}").format(reference=file.reference)
        super().__init__(title, submit, self.tr("Set the limit"), parent)
        self._by = by
        self._file = file
        self._words = self.add_words("")
        self._limit = ChoiceField(ANSWERS)
        self.add_field("limit", self.tr("&Limit"), self._limit)
        self._meaning = self.add_words("")
        self._offence_on = DateField(today, "back")
        self.add_field(
            "offence_on",
            self.tr("Day of the &offence"),
            self._offence_on,
            self.tr("The first of several, where the charge would cover them all. It may lie before the report."),
        )
        self._reason = self.note_field()
        self.add_field("reason", self.tr("Reaso&n"), self._reason, self.tr("Needed where an earlier answer changes."))
        self._limit.chosen.connect(self._explain)
        self._limit.set_choice(file.prosecution)
        self._offence_on.set_day(file.offence_on)
        self._explain()
        self.take(file)

    def record_id(self) -> str:
        return self._file.case_id

    def take(self, record: CaseFile) -> None:
        super().take(record)
        self._file = record
        self._words.setText(
            self.tr("Nobody has said yet whether the offence must be charged within a time.")
            if record.prosecution is ProsecutionLimit.NOT_RECORDED
            else self.tr("Now: {answer}{day}.").format(
                answer=wording.term(record.prosecution), day=self._committed(record.offence_on)
            )
        )
        self.show_field("reason", shown=record.prosecution is not ProsecutionLimit.NOT_RECORDED)

    def build(self) -> SetProsecutionLimit:
        limit = self._limit.choice()
        if limit is None:
            raise FieldProblem("limit", self.tr("Choose which limit applies, or that there is none."))
        offence_on = self.day_if_any("offence_on", self._offence_on)
        if limit in LIMITED and offence_on is None:
            raise FieldProblem("offence_on", self.tr("Enter the day: the limit counts from it."))
        return SetProsecutionLimit(
            by=self._by,
            case_id=self._file.case_id,
            version=self._file.version,
            limit=limit,
            offence_on=offence_on,
            reason=self._reason.toPlainText().strip(),
        )

    def _committed(self, day: date | None) -> str:
        return self.tr(", offence on {day}").format(day=wording.day(day)) if day is not None else ""

    def _explain(self) -> None:
        means = {
            ProsecutionLimit.SUMMARY_ONLY: self.tr(
                "Six months from the offence to the charge or the information laid, such as for common assault on a "
                "child. A parent who hits a young child falls under this as a rule."
            ),
            ProsecutionLimit.DOMESTIC_ABUSE: self.tr(
                "Two years from the offence, and six months from the first statement or recorded interview made for "
                "use as evidence: both. Only common assault or battery that is domestic abuse, and only where both "
                "parties were 16 or over."
            ),
            ProsecutionLimit.NONE: self.tr("An indictable offence: no limit, and no clock."),
        }
        self._meaning.setText(means.get(self._limit.choice(), ""))
