"""Give a case, or several, to an officer, or hand them over; builds AllocateCase or AllocateCases."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tracker.actions.allocate_case import AllocateCase
from tracker.actions.allocate_cases import AllocateCases, CaseSeen
from tracker.rows.allocation import Allocation
from ui.allocation_wording import what_goes_over, what_is_given
from ui.dialogs.candidates import candidate_field
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import FieldProblem, Submit

WIDTH = 540


class AllocateDialog(RecordForm):
    """Who could take it, the best fit first; nobody is chosen until the person chooses."""

    def __init__(self, by: str, found: Allocation, submit: Submit, parent: QWidget | None = None) -> None:
        count = len(found.rows)
        one = self.tr("Allocate {reference}").format(reference=found.rows[0].reference)
        title = one if count == 1 else self.tr("Allocate {count} cases").format(count=count)
        handed = count == 1 and found.rows[0].oic_id is not None
        super().__init__(title, submit, self.tr("Hand over") if handed else self.tr("Allocate"), parent)
        self._by = by
        self._found = found
        self._given = self.add_words("")
        self._officer = candidate_field(
            found.candidates, count, "allocate_candidates", self.tr("Who could take it, the best fit first")
        )
        self.add_field("oic_id", self.tr("&Officer in the case"), self._officer)
        self._goes_over = self.add_words("")
        self._officer.view.row_activated.connect(lambda _row: self.submit())
        self.take(found)

    def record_id(self) -> str:
        return ",".join(self.case_ids())

    def case_ids(self) -> tuple[str, ...]:
        """Give the cases that are given."""
        return tuple(row.case_id for row in self._found.rows)

    def take(self, record: Allocation) -> None:
        super().take(record)
        self._found = record
        self._given.setText(what_is_given(record))
        self._officer.set_rows(record.candidates)
        self._goes_over.setText(what_goes_over(record))
        self._goes_over.setVisible(bool(record.open_work))

    def reasons(self) -> list[str]:
        """Give what is said of who is chosen."""
        return self._officer.reasons()

    def build(self) -> AllocateCase | AllocateCases:
        row = self._officer.row()
        if row is None:
            raise FieldProblem("oic_id", self.tr("Choose an officer from the list."))
        seen = tuple(CaseSeen(one.case_id, one.version) for one in self._found.rows)
        if len(seen) == 1:
            return AllocateCase(by=self._by, case_id=seen[0].case_id, version=seen[0].version, oic_id=row.officer_id)
        return AllocateCases(self._by, seen, row.officer_id)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())
