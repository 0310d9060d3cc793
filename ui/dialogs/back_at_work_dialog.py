"""Somebody is back, or an absence will not be; builds EndAbsence."""

from datetime import date

from tracker.actions.end_absence import EndAbsence
from tracker.rows.unit_people import AbsenceRow, UnitPerson
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class BackAtWorkDialog(RecordForm):
    """The first day back; today at first."""

    def __init__(self, by: str, person: UnitPerson, absence: AbsenceRow, today: date, submit: Submit) -> None:
        super().__init__(self.tr("{officer} is back").format(officer=person.title), submit, self.tr("Record as back"))
        self._by = by
        self._person = person
        self._absence = absence
        self.add_words(
            self.tr("Away ({reason}) from {first} to {last}.").format(
                reason=wording.term(absence.reason).lower(),
                first=wording.day(absence.first_day),
                last=wording.day(absence.last_day),
            )
        )
        self._back_on = DateField(today, "ahead")
        self._back_on.set_day(max(today, absence.first_day))
        hint = self.tr("On or before its first day, the absence is taken away. Its entry stays in the log.")
        self.add_field("back_on", self.tr("First day &back"), self._back_on, hint)

    def record_id(self) -> str:
        return self._person.officer_id

    def take(self, record: UnitPerson) -> None:
        super().take(record)
        key = self._absence.absence_id
        self._absence = next((row for row in record.absences if row.absence_id == key), self._absence)

    def build(self) -> EndAbsence:
        day = self._back_on.day()
        if day is None:
            raise FieldProblem("back_on", self.tr("Enter the first day back."))
        return EndAbsence(self._by, self._absence.absence_id, self._absence.version, day)
