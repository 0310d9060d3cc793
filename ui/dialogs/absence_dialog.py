"""Record or change an absence, or that somebody is sick today, with what moves shown before."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from tracker.actions.add_absence import AddAbsence
from tracker.actions.edit_absence import EditAbsence
from tracker.actions.sick_today import SickToday
from tracker.rows.absence_preview import AbsencePreview, AbsencePreviewQuestion
from tracker.rows.unit_people import AbsenceRow, UnitPerson
from tracker.terms import AbsenceReason
from ui.dialogs.record_form import RecordForm
from ui.people_wording import what_cover_gets, what_moves
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit
from ui.widgets.officer_picker import OfficerPicker

Ask = Callable[[Any, Callable[[Any], None], Callable[[Exception], None] | None], None]
#: a person certifies an illness alone for seven days, the first one counted
SICK_UNTIL = timedelta(days=6)


class AwayForm(RecordForm):
    """What all forms about an absence have: a cover, the days, and what moves."""

    def __init__(
        self, by: str, person: UnitPerson, today: date, ask: Ask, submit: Submit, title: str, submit_text: str
    ) -> None:
        super().__init__(title, submit, submit_text)
        self.by = by
        self.person = person
        self.today = today
        self._ask = ask
        self._preview: AbsencePreview | None = None
        self._moves = self.add_words(self.tr("Reading what moves..."))
        self.cover = OfficerPicker()

    def record_id(self) -> str:
        return self.person.officer_id

    def take(self, record: UnitPerson) -> None:
        super().take(record)
        self.person = record

    def add_cover(self) -> None:
        """Add the field for who stands in, with what they would look after under it."""
        self.add_field("cover_id", self.tr("Who stands &in"), self.cover)
        self._gets = self.add_words("")
        self.cover.editTextChanged.connect(self._say_what_cover_gets)

    def ask_again(self) -> None:
        """Ask what the days entered would move; while they are no days, nothing is asked."""
        first, last = self.days()
        if first is not None and last is not None and first <= last:
            question = AbsencePreviewQuestion(self.by, self.person.officer_id, first, last)
            self._ask(question, self._take_preview, self._fail)

    def days(self) -> tuple[date | None, date | None]:
        """Give the first and the last day entered."""
        raise NotImplementedError

    def chosen_cover(self) -> str | None:
        """Give the cover chosen, None where the field is empty; what is typed and nobody is pointed at."""
        chosen = self.cover.meant()
        if chosen is None and self.cover.currentText().strip():
            raise FieldProblem("cover_id", self.tr("Choose an officer from the list."))
        return chosen

    def _take_preview(self, preview: AbsencePreview) -> None:
        first_time = self._preview is None
        self._preview = preview
        self._moves.setText(what_moves(preview))
        chosen = self.first_cover() if first_time else self.cover.officer_id()
        self.cover.set_officers([row for row in preview.covers if not row.away_now])
        if first_time:
            self.cover.set_officer(chosen)
        self._say_what_cover_gets()

    def first_cover(self) -> str | None:
        """Give who is chosen at first."""
        return None

    def _say_what_cover_gets(self) -> None:
        chosen = self.cover.meant()
        rows = self._preview.covers if self._preview is not None else ()
        row = next((row for row in rows if row.officer_id == chosen), None)
        alerts = self._preview.alerts if self._preview is not None else 0
        self._gets.setText(what_cover_gets(row, alerts) if row is not None else "")
        self._gets.setVisible(row is not None)


class SickTodayDialog(AwayForm):
    """Who stands in, and until when it is expected; everything else is known."""

    def __init__(self, by: str, person: UnitPerson, today: date, ask: Ask, submit: Submit) -> None:
        title = self.tr("{officer} is sick today").format(officer=person.title)
        super().__init__(by, person, today, ask, submit, title, self.tr("Record as sick"))
        self.add_cover()
        self._until = DateField(today, "ahead")
        self._until.set_day(today + SICK_UNTIL)
        hint = self.tr("Seven days are certified by the person alone. Ends earlier when you say that they are back.")
        self.add_field("last_day", self.tr("Expected &until"), self._until, hint)
        self._until.changed.connect(self.ask_again)
        self.ask_again()

    def days(self) -> tuple[date | None, date | None]:
        return self.today, self._until.day()

    def build(self) -> SickToday:
        cover, until = self.chosen_cover(), self._until.day()
        if cover is None:
            raise FieldProblem("cover_id", self.tr("Choose who stands in."))
        if until is None:
            raise FieldProblem("last_day", self.tr("Enter until when it is expected."))
        return SickToday(self.by, self.person.officer_id, cover, until)


class AbsenceDialog(AwayForm):
    """Why, from when to when, and who stands in."""

    def __init__(
        self,
        by: str,
        person: UnitPerson,
        absence: AbsenceRow | None,
        today: date,
        ask: Ask,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        words = self.tr("Add an absence of {officer}") if absence is None else self.tr("Edit an absence of {officer}")
        send = self.tr("Add absence") if absence is None else self.tr("Save")
        super().__init__(by, person, today, ask, submit, words.format(officer=person.title), send)
        self._absence = absence
        self._reason = ChoiceField(AbsenceReason)
        self._reason.set_choice(AbsenceReason.LEAVE if absence is None else absence.reason)
        self.add_field("reason", self.tr("&Why"), self._reason)
        self._first, self._last = DateField(today, "ahead"), DateField(today, "ahead")
        self.add_field("first_day", self.tr("&First day"), self._first)
        self.add_field("last_day", self.tr("&Last day"), self._last)
        if absence is not None:
            self._first.set_day(absence.first_day)
            self._last.set_day(absence.last_day)
        self.add_cover()
        self._moves.setText(self.tr("Enter the days to see what moves."))
        self._first.changed.connect(self.ask_again)
        self._last.changed.connect(self.ask_again)
        self.setParent(parent)
        self.ask_again()

    def days(self) -> tuple[date | None, date | None]:
        return self._first.day(), self._last.day()

    def first_cover(self) -> str | None:
        return self._absence.cover_id if self._absence is not None else None

    def take(self, record: UnitPerson) -> None:
        super().take(record)
        if self._absence is not None:
            key = self._absence.absence_id
            self._absence = next((row for row in record.absences if row.absence_id == key), self._absence)

    def build(self) -> AddAbsence | EditAbsence:
        reason = self._reason.choice()
        first, last = self.days()
        if reason is None:
            raise FieldProblem("reason", self.tr("Choose why."))
        if first is None:
            raise FieldProblem("first_day", self.tr("Enter the first day away."))
        if last is None:
            raise FieldProblem("last_day", self.tr("Enter the last day away."))
        cover = self.chosen_cover()
        if self._absence is None:
            return AddAbsence(self.by, self.person.officer_id, first, last, reason, cover)
        return EditAbsence(self.by, self._absence.absence_id, self._absence.version, first, last, reason, cover)
