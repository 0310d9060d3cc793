"""Say that an officer must not take a case, or that one may after all; builds RecordConflict or WithdrawConflict."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit

from tracker.actions.record_conflict import RecordConflict
from tracker.actions.withdraw_conflict import WithdrawConflict
from tracker.rows.conflicts import CaseConflicts, ConflictRow
from tracker.rows.people import OfficerRow
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FieldProblem, Submit
from ui.widgets.officer_picker import OfficerPicker

ANOTHER = ""


class ConflictDialog(RecordForm):
    """Who, and why: short, and no account of anybody's life."""

    def __init__(self, by: str, found: CaseConflicts, officers: Sequence[OfficerRow], submit: Submit) -> None:
        title = self.tr("Who must not take {reference}").format(reference=found.reference)
        super().__init__(title, submit, self.tr("Record"))
        self._by = by
        self._found = found
        choices: list[ConflictRow | str] = [ANOTHER, *found.rows]
        self._what = ChoiceField(choices, self._words, None)
        self.add_field("conflict_id", self.tr("&What"), self._what)
        self._officer = OfficerPicker(officers)
        self.add_field("officer_id", self.tr("&Officer"), self._officer)
        self._reason = QLineEdit()
        hint = self.tr("In a few words, such as: knows the family. No account of anybody's life.")
        self.add_field("reason", self.tr("&Reason"), self._reason, hint)
        self._what.chosen.connect(self._show)
        self.setFocusProxy(self._officer)
        self._show()

    def record_id(self) -> str:
        return self._found.case_id

    def build(self) -> RecordConflict | WithdrawConflict:
        conflict = self._what.choice()
        reason = self.required("reason", self._reason.text(), self.tr("Say why."))
        if isinstance(conflict, ConflictRow):
            return WithdrawConflict(self._by, conflict.conflict_id, conflict.version, reason)
        officer = self._officer.meant()
        if officer is None:
            raise FieldProblem("officer_id", self.tr("Choose an officer from the list."))
        return RecordConflict(self._by, self._found.case_id, officer, reason)

    def _show(self) -> None:
        self.show_field("officer_id", shown=not isinstance(self._what.choice(), ConflictRow))
        self.show_field("conflict_id", shown=bool(self._found.rows))

    def _words(self, choice: ConflictRow | str) -> str:
        if isinstance(choice, ConflictRow):
            return self.tr("Withdraw: {officer} ({reason})").format(officer=choice.officer, reason=choice.reason)
        return self.tr("Somebody must not take it")
