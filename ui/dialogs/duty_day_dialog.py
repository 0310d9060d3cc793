"""Give a single day to court, training or another duty; builds AddDutyDay."""

from datetime import date

from tracker.actions.add_duty_day import AddDutyDay
from tracker.rows.unit_people import UnitPerson
from tracker.terms import AbsenceReason
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

OF_ONE_DAY = (AbsenceReason.COURT, AbsenceReason.TRAINING, AbsenceReason.ABSTRACTED, AbsenceReason.OTHER)


class DutyDayDialog(RecordForm):
    """Which day, and for what; alerts still reach the officer."""

    def __init__(self, by: str, person: UnitPerson, today: date, submit: Submit) -> None:
        title = self.tr("A day of other duty for {officer}").format(officer=person.title)
        super().__init__(title, submit, self.tr("Record day"))
        self._by = by
        self._person = person
        self.add_words(self.tr("The day lowers the capacity. Alerts still reach the officer."))
        self._day = DateField(today, "ahead")
        self.add_field("day", self.tr("&Day"), self._day)
        self._reason = ChoiceField(OF_ONE_DAY)
        self._reason.set_choice(AbsenceReason.COURT)
        self.add_field("reason", self.tr("&For"), self._reason)

    def record_id(self) -> str:
        return self._person.officer_id

    def build(self) -> AddDutyDay:
        day, reason = self._day.day(), self._reason.choice()
        if day is None:
            raise FieldProblem("day", self.tr("Enter the day."))
        if reason is None:
            raise FieldProblem("reason", self.tr("Choose what the day is for."))
        return AddDutyDay(self._by, self._person.officer_id, day, reason)
