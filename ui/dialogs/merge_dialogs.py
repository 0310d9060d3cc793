"""A duplicate goes into the case that stays: which case that is, then what it does; builds MergeCases."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit

from tracker.actions.merge_cases import MergeCases
from tracker.rows.case_file import CaseFile
from tracker.rows.caseload import CaseloadRow
from tracker.rows.merging import MergePreview, MergeQuestion, MergeSubject
from ui import wording
from ui.dialogs.case_field import CaseField
from ui.dialogs.record_form import RecordForm
from ui.merge_wording import what_it_does
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FieldProblem, Submit

WIDTH = 560
ITSELF = ""


class MergeIntoDialog(RecordForm):
    """Which case stays. Nothing is done yet: what it would do is shown next.

    Args:
        ask: hands the question over; the form goes when the answer has come.
    """

    def __init__(self, by: str, file: CaseFile, cases: Sequence[CaseloadRow], ask: Submit) -> None:
        title = self.tr("Merge {reference} into another case").format(reference=file.reference)
        super().__init__(title, ask, self.tr("Show what it does"))
        self._by = by
        self._file = file
        self.add_words(
            self.tr("For one crime that was recorded twice. This record is the duplicate; it is closed by it.")
        )
        self._into = CaseField(
            [row for row in cases if row.case_id != file.case_id], "cases_to_merge", self.tr("Cases that may stay")
        )
        self.add_field("into_id", self.tr("&Case that stays"), self._into)
        self._into.view.row_activated.connect(lambda _row: self.submit())

    def record_id(self) -> str:
        return self._file.case_id

    def build(self) -> MergeQuestion:
        row = self._into.case()
        if row is None:
            raise FieldProblem("into_id", self.tr("Choose the case that stays: type a part of its reference."))
        return MergeQuestion(self._by, self._file.case_id, row.case_id)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())


class MergeCasesDialog(RecordForm):
    """Who is who, what the merge does, and the reference of the duplicate typed by hand."""

    #: another person is said to be the same; carries the question what that would do
    asked_again = Signal(object)

    def __init__(self, by: str, preview: MergePreview, submit: Submit) -> None:
        title = self.tr("Merge {reference} into {into}").format(
            reference=preview.reference, into=preview.into.reference
        )
        super().__init__(title, submit, self.tr("Merge for good"))
        self._by = by
        self._preview = preview
        self.add_words(self.tr("It cannot be undone. No date that runs moves, and nothing recorded is lost."))
        self._who: dict[str, ChoiceField] = {}
        for one in preview.subjects:
            self._add_subject(one)
        self._told = self.add_words(what_it_does(preview))
        self._typed = QLineEdit()
        hint = self.tr("{reference}, the duplicate: it will be closed and lead to {into}.").format(
            reference=preview.reference, into=preview.into.reference
        )
        self.add_field("typed", self.tr("&Type the reference of the duplicate"), self._typed, hint)

    def record_id(self) -> str:
        return self._preview.case_id

    def take(self, record: MergePreview) -> None:
        """Show what the merge does now."""
        super().take(record)
        self._preview = record
        self._told.setText(what_it_does(record))

    def preview(self) -> MergePreview:
        """Give what was shown last."""
        return self._preview

    def told(self) -> str:
        """Give what is said of what the merge does."""
        return self._told.text()

    def question(self) -> MergeQuestion:
        """Ask what the merge would do with who is who now."""
        return MergeQuestion(self._by, self._preview.case_id, self._preview.into.case_id, self._same())

    def build(self) -> MergeCases:
        preview = self._preview
        typed = self.required("typed", self._typed.text(), self.tr("Type the reference of the duplicate."))
        return MergeCases(
            self._by, preview.case_id, preview.version, preview.into.case_id, preview.into.version, typed, self._same()
        )

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def _same(self) -> tuple[tuple[str, str], ...]:
        return tuple((key, field.choice()) for key, field in self._who.items() if field.choice() != ITSELF)

    def _add_subject(self, one: MergeSubject) -> None:
        field = ChoiceField([key for key, _ in one.may_be] + [ITSELF], self._words_for(one), None)
        field.set_choice(one.same_as)
        field.chosen.connect(lambda _choice: self.asked_again.emit(self.question()))
        self._who[one.subject_id] = field
        label = self.tr("{kind} {label} of the duplicate").format(kind=wording.term(one.kind), label=one.label)
        self.add_field(f"same_{one.subject_id}", label, field)

    def _words_for(self, one: MergeSubject) -> Callable[[str], str]:
        labels = dict(one.may_be)
        same, own = self.tr("is the same as {label}"), self.tr("comes over as itself")
        return lambda key: own if key == ITSELF else same.format(label=labels[key])
