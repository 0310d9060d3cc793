"""What can be done about protection in a case: opens the form, says the result."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from tracker.rows.case_file import CaseFile
from tracker.rows.protection import MeasureRow, ProtectionRow
from tracker.terms import CaseStatus, SubjectKind
from ui import wording
from ui.dialogs.open_form import may_open
from ui.dialogs.protection_dialogs import (
    AcknowledgeBailCheckDialog,
    EndProtectionDialog,
    MeasureForm,
    RecordBreachDialog,
    RecordProtectionDialog,
    ReviewProtectionDialog,
    SetBailConditionsDialog,
    labels,
)
from ui.dialogs.record_forms import RecordForms
from ui.page_context import Page


class ChosenProtection(Protocol):
    """What is chosen on the tab."""

    def chosen_pair(self) -> ProtectionRow | None:
        """Give the child and suspect under the cursor."""

    def chosen_measure(self) -> MeasureRow | None:
        """Give the measure under the cursor."""


class ProtectionForms(RecordForms):
    """The forms about protection, one at a time in the drawer of the case."""

    def __init__(self, page: Page, file: Callable[[], CaseFile | None], chosen: ChosenProtection) -> None:
        super().__init__(page)
        self._file = file
        self._chosen = chosen

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about protection."""
        return {
            "record_protection": self.record,
            "review_protection": self.review,
            "end_protection": self.end,
            "record_breach": self.breach,
            "set_bail_conditions": self.conditions,
            "check_bail": self.check,
        }

    def may(self) -> dict[str, bool]:
        """Say which commands about protection may be used."""
        file, row = self._file(), self._chosen.chosen_measure()
        is_open = file is not None and file.status is not CaseStatus.CLOSED
        entered = row is not None and bool(row.protection_id)
        suspects = is_open and file is not None and bool(labels(file, SubjectKind.SUSPECT))
        return {
            "record_protection": is_open,
            "review_protection": is_open and entered and row is not None and not row.ended_because,
            "end_protection": is_open and entered and row is not None and not row.ended_because,
            "record_breach": suspects,
            "set_bail_conditions": is_open and file is not None and bool(file.protection.bails),
            "check_bail": is_open and file is not None and bool(file.protection.checks),
        }

    def record(self) -> None:
        """Ask which measure holds from when."""
        file = self._free("record_protection")
        if file is not None:
            pair = self._chosen.chosen_pair()
            suspect = pair.suspect_id if pair is not None else ""
            form = RecordProtectionDialog(self._by, file, suspect, self._today(), self._context.background.do)
            self._open(form, lambda _changes: self._say(self.tr("Recorded: {what}."), form.what()))

    def review(self) -> None:
        """Ask until when the chosen measure goes on."""
        row = self._chosen.chosen_measure()
        if self._free("review_protection") is not None and row is not None:
            form = ReviewProtectionDialog(self._by, row, self._today(), self._context.background.do)
            self._open(form, lambda _changes: self._say(self.tr("Reviewed: {what}."), row.name))

    def end(self) -> None:
        """Ask when and why the chosen measure ended."""
        row = self._chosen.chosen_measure()
        if self._free("end_protection") is not None and row is not None:
            form = EndProtectionDialog(self._by, row, self._today(), self._context.background.do)
            self._open(form, lambda _changes: self._say(self.tr("Ended: {what}."), row.name))

    def breach(self) -> None:
        """Ask what was broken and when."""
        file = self._free("record_breach")
        if file is not None:
            row, pair = self._chosen.chosen_measure(), self._chosen.chosen_pair()
            broken = row if row is not None and not row.over else None
            suspect = pair.suspect_id if pair is not None else ""
            form = RecordBreachDialog(self._by, file, broken, suspect, self._today(), self._context.background.do)
            self._open(form, lambda _changes: self._say(self.tr("Breach recorded; the supervisor is told."), ""))

    def conditions(self) -> None:
        """Ask which conditions of bail hold from when."""
        file = self._free("set_bail_conditions")
        if file is not None:
            bails = {bail.arrest_id: bail for bail in file.protection.bails}
            form = SetBailConditionsDialog(self._by, file, bails, self._today(), self._context.background.do)
            self._open(form, lambda _changes: self._say(self.tr("Conditions of bail set."), ""))

    def check(self) -> None:
        """Ask what the check of bail conditions found."""
        file = self._free("check_bail")
        if file is not None:
            checks = {check.suspect_id: check for check in file.protection.checks}
            form = AcknowledgeBailCheckDialog(self._by, file, checks, self._today(), self._context.background.do)
            said = self.tr("Check of bail conditions: {what}.")
            self._open(form, lambda _changes: self._say(said, wording.term(form.build().outcome)))

    def retake(self, file: CaseFile) -> None:
        """Hand a form that asked for it the record as it is now; one about bail is closed, to be opened anew."""
        form = self._asked_again()
        if isinstance(form, MeasureForm):
            for row in file.protection.measures:
                if row.protection_id == form.record_id():
                    form.take(row)
        elif form is not None:
            form.cancel()

    def _free(self, command: str) -> CaseFile | None:
        return self._file() if self.may()[command] and may_open(self._page) else None

    def _say(self, words: str, what: str) -> None:
        self._context.report(words.format(what=what), None)

    def _today(self) -> date:
        return self._context.time.today()
