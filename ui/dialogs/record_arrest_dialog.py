"""Record an arrest: whom, when, and how the suspect left the station; builds RecordArrest."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.record_arrest import RELEASES, RecordArrest
from tracker.rows.case_file import CaseFile
from tracker.terms import BailEventKind, InvestigatingBody, SubjectKind
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

NOT_RELEASED = "not_released"
WITH_RETURN = frozenset({BailEventKind.STREET_BAIL, BailEventKind.RELEASED_ON_BAIL})


def suspects(file: CaseFile) -> dict[str, str]:
    """Give the labels of the suspects of a case by their ids."""
    return {row.subject_id: row.label for row in file.subjects if row.subject_kind is SubjectKind.SUSPECT}


class RecordArrestDialog(RecordForm):
    """One arrest has one bail period: it starts on the day after, however the suspect was bailed."""

    def __init__(self, by: str, file: CaseFile, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Record arrest"), submit, self.tr("Record arrest"), parent)
        self._by = by
        self._case_id = file.case_id
        labels = suspects(file)
        self._suspect = ChoiceField(labels, labels.__getitem__, self.tr("Choose...") if len(labels) > 1 else None)
        self.add_field("suspect_id", self.tr("&Suspect"), self._suspect)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field(
            "on", self.tr("&Arrested on"), self._on, self.tr("The bail period is counted from the next day.")
        )
        self._released = ChoiceField((*RELEASES, NOT_RELEASED), self._release_words)
        self.add_field("released", self.tr("&What happened on release"), self._released)
        self._words = self.add_words("")
        self._words.setObjectName("field_hint")
        self._released_on = DateField(today, "back")
        self.add_field(
            "released_on", self.tr("&Released on"), self._released_on, self.tr("Leave empty for the day of the arrest.")
        )
        self._return_on = DateField(today, "ahead")
        self.add_field(
            "return_on",
            self.tr("Re&turn date, if earlier"),
            self._return_on,
            self.tr("Leave empty where it is the day the bail period ends."),
        )
        self._body = ChoiceField(InvestigatingBody, lambda body: wording.sentence(wording.term(body)), empty=None)
        self.add_field(
            "body", self.tr("&Investigated by"), self._body, self.tr("Other bodies have a longer bail period.")
        )
        self._records_number = QLineEdit()
        self.add_field("records_number", self.tr("&Number in the records system, if known"), self._records_number)
        self._released.chosen.connect(self._show_what_is_needed)
        self._show_what_is_needed()

    def record_id(self) -> str:
        return self._case_id

    def whom(self) -> str:
        """Give the label of the suspect that is chosen."""
        return self._suspect.currentText()

    def build(self) -> RecordArrest:
        suspect_id, on, released = self._suspect.choice(), self._on.day(), self._released.choice()
        if suspect_id is None:
            raise FieldProblem("suspect_id", self.tr("Choose the suspect."))
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day of the arrest."))
        if released is None:
            raise FieldProblem("released", self.tr("Choose what happened on release."))
        kind = released if isinstance(released, BailEventKind) else None
        return RecordArrest(
            by=self._by,
            case_id=self._case_id,
            suspect_id=suspect_id,
            on=on,
            released=kind,
            released_on=self.day_if_any("released_on", self._released_on) if kind else None,
            return_on=self.day_if_any("return_on", self._return_on) if kind in WITH_RETURN else None,
            body=self._body.choice(),
            records_number=self._records_number.text().strip(),
        )

    def _release_words(self, choice: BailEventKind | str) -> str:
        if isinstance(choice, BailEventKind):
            return wording.term(choice)
        return self.tr("Not released: charged or kept")

    def _show_what_is_needed(self) -> None:
        released = self._released.choice()
        words = {
            BailEventKind.STREET_BAIL: self.tr("Street bail and bail from a station share one period."),
            BailEventKind.RELEASED_FOR_CHARGING: self.tr(
                "The bail period does not begin until the prosecutor asks for more (PACE 1984 s.47ZL)."
            ),
            BailEventKind.RELEASED_UNDER_INVESTIGATION: self.tr(
                "There is no bail period and there are no conditions; reviews run from the release."
            ),
        }.get(released, "")
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.show_field("released_on", shown=released in RELEASES)
        self.show_field("return_on", shown=released in WITH_RETURN)
