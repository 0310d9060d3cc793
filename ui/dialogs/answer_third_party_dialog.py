"""Material came, or was refused; builds AnswerThirdParty."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.answer_third_party import AnswerThirdParty
from tracker.rows.case_third_party import RequestRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

CAME, REFUSED = "came", "refused"


class AnswerThirdPartyDialog(RecordForm):
    """It came, on a day, or it was refused and why."""

    def __init__(self, by: str, row: RequestRow, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Record answer"), submit, self.tr("Record answer"), parent)
        self._by = by
        self._row = row
        words = self.tr("{source}: {what}, asked {day}")
        self.add_words(words.format(source=wording.term(row.source), what=row.what, day=wording.day(row.asked_on)))
        said = {CAME: self.tr("It came"), REFUSED: self.tr("It was refused")}
        self._how = ChoiceField(said, said.__getitem__, None)
        self.add_field("refused", self.tr("&How it ended"), self._how)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("O&n"), self._on)
        self._refusal = QLineEdit()
        self.add_field("refusal", self.tr("&Why it was refused"), self._refusal)
        self._how.chosen.connect(self._ask_why)
        self._ask_why()

    def record_id(self) -> str:
        return self._row.request_id

    def take(self, record: RequestRow) -> None:
        super().take(record)
        self._row = record

    def build(self) -> AnswerThirdParty:
        on, refused = self._on.day(), self._how.choice() == REFUSED
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day it ended."))
        refusal = ""
        if refused:
            refusal = self.required("refusal", self._refusal.text(), self.tr("Say why it was refused."))
        return AnswerThirdParty(
            by=self._by,
            request_id=self._row.request_id,
            version=self._row.version,
            on=on,
            refused=refused,
            refusal=refusal,
        )

    def _ask_why(self) -> None:
        self.show_field("refusal", shown=self._how.choice() == REFUSED)
