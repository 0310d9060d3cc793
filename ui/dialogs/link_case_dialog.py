"""Link a case with another; builds LinkCases."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit

from tracker.actions.link_cases import LinkCases
from tracker.rows.case_file import CaseFile
from tracker.rows.caseload import CaseloadRow
from tracker.terms import LinkKind
from ui.dialogs.case_field import CaseField
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FieldProblem, Submit

WIDTH = 520


class LinkCaseDialog(RecordForm):
    """Which case, how the two belong together, and the fact that says so."""

    def __init__(self, by: str, file: CaseFile, cases: Sequence[CaseloadRow], submit: Submit) -> None:
        super().__init__(
            self.tr("Link {reference} with another case").format(reference=file.reference), submit, self.tr("Link")
        )
        self._by = by
        self._file = file
        others = [row for row in cases if row.case_id != file.case_id]
        self._other = CaseField(others, "cases_to_link", self.tr("Cases to link with"))
        self.add_field("other_id", self.tr("Other &case"), self._other)
        self._kind = ChoiceField(LinkKind)
        self.add_field("kind", self.tr("&How they belong together"), self._kind)
        self._reason = QLineEdit()
        hint = self.tr("One fact, such as: both live at the address. No name, no account of anybody's life.")
        self.add_field("reason", self.tr("&Reason"), self._reason, hint)

    def record_id(self) -> str:
        return self._file.case_id

    def build(self) -> LinkCases:
        other, kind = self._other.case(), self._kind.choice()
        if other is None:
            raise FieldProblem("other_id", self.tr("Choose the other case: type a part of its reference."))
        if kind is None:
            raise FieldProblem("kind", self.tr("Choose how they belong together."))
        reason = self.required("reason", self._reason.text(), self.tr("Say which fact links them."))
        return LinkCases(self._by, self._file.case_id, other.case_id, kind, reason)

    def other(self) -> str:
        """Give the reference of the case that is chosen."""
        row = self._other.case()
        return row.reference if row is not None else ""

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())
