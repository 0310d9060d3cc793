"""Give a case to an officer, or hand it over; builds AllocateCase."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from tracker.actions.allocate_case import AllocateCase
from tracker.rows.people import Officers
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import FieldProblem, Submit
from ui.widgets.officer_picker import OfficerPicker


class CaseToAllocate(Protocol):
    """What the form needs of a case, whichever list it comes from."""

    @property
    def case_id(self) -> str: ...
    @property
    def reference(self) -> str: ...
    @property
    def oic_id(self) -> str | None: ...
    @property
    def oic(self) -> str: ...
    @property
    def version(self) -> int: ...


class AllocateCaseDialog(RecordForm):
    """Who becomes the officer in the case."""

    def __init__(
        self, by: str, case: CaseToAllocate, officers: Officers, submit: Submit, parent: QWidget | None = None
    ) -> None:
        title = self.tr("Allocate {reference}").format(reference=case.reference)
        super().__init__(title, submit, self.tr("Allocate"), parent)
        self._by = by
        self._case = case
        self._words = self.add_words("")
        self._officer = OfficerPicker(officers.officers)
        self.add_field("oic_id", self.tr("&Officer in the case"), self._officer)
        self.take(case)

    def record_id(self) -> str:
        return self._case.case_id

    def take(self, record: CaseToAllocate) -> None:
        super().take(record)
        self._case = record
        self._words.setText(
            self.tr("Now with {officer}.").format(officer=record.oic)
            if record.oic
            else self.tr("No officer has this case yet.")
        )

    def build(self) -> AllocateCase:
        officer_id = self._officer.officer_id()
        if officer_id is None:
            raise FieldProblem("oic_id", self.tr("Choose an officer from the list."))
        return AllocateCase(by=self._by, case_id=self._case.case_id, version=self._case.version, oic_id=officer_id)
