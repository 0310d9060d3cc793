"""Somebody outside was asked for material; builds AskThirdParty."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.ask_third_party import AskThirdParty
from tracker.terms import ThirdParty
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


class AskThirdPartyDialog(RecordForm):
    """Of whom, for what, and whether a day was promised."""

    def __init__(
        self, by: str, case_id: str, reference: str, today: date, submit: Submit, parent: QWidget | None = None
    ) -> None:
        title = self.tr("Ask for material: {reference}").format(reference=reference)
        super().__init__(title, submit, self.tr("Record request"), parent)
        self._by = by
        self._case_id = case_id
        self._source = ChoiceField(ThirdParty)
        self.add_field("source", self.tr("Who was as&ked"), self._source)
        self._what = QLineEdit()
        hint = self.tr("The kind of material, without a name: attendance record, file of 2024.")
        self.add_field("what", self.tr("For &what"), self._what, hint)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("Aske&d on"), self._on)
        self._promised = DateField(today, "ahead")
        self.add_field("promised_by", self.tr("&Promised by, if a day was given"), self._promised)
        self._next_step = QLineEdit(self.tr("Chase if it has not come"))
        self.add_field("next_step", self.tr("Ne&xt step"), self._next_step)

    def record_id(self) -> str:
        return self._case_id

    def build(self) -> AskThirdParty:
        source, on = self._source.choice(), self._on.day()
        if source is None:
            raise FieldProblem("source", self.tr("Choose who was asked."))
        what = self.required("what", self._what.text(), self.tr("Say what was asked for."))
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day it was asked for."))
        return AskThirdParty(
            by=self._by,
            case_id=self._case_id,
            source=source,
            what=what,
            on=on,
            promised_by=self.day_if_any("promised_by", self._promised),
            next_step=self._next_step.text().strip(),
        )
