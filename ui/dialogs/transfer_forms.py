"""Transfers of a case from its page: to another team, or to another force in two steps; each with undo."""

from collections.abc import Callable

from tracker.actions.answer_force import AnswerForce
from tracker.actions.take_transfer_back import TakeTransferBack
from tracker.rows.agency_roles import AgencyRoles, AgencyRolesQuestion
from tracker.rows.case_file import CaseFile, CaseFileQuestion
from tracker.rows.case_transfers import ForceRequestRow, TransferPreview, TransferQuestion
from tracker.rows.closing import ClosingQuestion
from tracker.terms import CaseStatus, ForceAnswer
from ui.dialogs.answer_force_dialog import AnswerForceDialog
from ui.dialogs.ask_force_dialog import AskForceDialog
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.record_forms import RecordForms
from ui.dialogs.transfer_case_dialog import TransferCaseDialog
from ui.page_context import Page
from ui.roles import SUPERVISORS


class TransferForms(RecordForms):
    """The forms in the drawer of their page, one at a time.

    Args:
        undo_closing: takes a case up again that an acceptance has closed.
    """

    def __init__(self, page: Page, file: Callable[[], CaseFile | None], undo_closing: Callable[[str], None]) -> None:
        super().__init__(page)
        self._file = file
        self._undo_closing = undo_closing

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about transfers."""
        return {"transfer_case": self.to_team, "transfer_to_force": self.to_force}

    def may(self, file: CaseFile | None) -> dict[str, bool]:
        """Say which of them may be used."""
        running = file is not None and file.status is not CaseStatus.CLOSED
        may = running and bool(SUPERVISORS & self._context.person.roles)
        return {"transfer_case": may, "transfer_to_force": may}

    def to_team(self) -> None:
        """Ask to which team the case goes, once what goes with it is known."""
        file = self._file()
        if file is not None and may_open(self._page):
            self._ask(file.case_id, self._open_preview)

    def to_force(self) -> None:
        """Ask which force was asked to take the case; where one has been, what came of it."""
        file = self._file()
        if file is None or not may_open(self._page):
            return
        question = AgencyRolesQuestion(self._by)
        asked = file.transfers.force_request
        self._context.background.ask(
            question,
            lambda roles: self._open_asking(file, roles) if asked is None else self._open_answer(file, asked, roles),
            self._context.problems.show,
        )

    def retake(self, file: CaseFile) -> None:
        """Hand a form that asked for it the case as it is now."""
        form, asked = self._asked_again(), file.transfers.force_request
        if isinstance(form, AskForceDialog):
            form.take(file)
        elif isinstance(form, AnswerForceDialog) and asked is not None:
            form.take_asked(asked)
            self._list(form, file.case_id)

    def _open_asking(self, file: CaseFile, roles: AgencyRoles) -> None:
        form = AskForceDialog(self._by, file, roles, self._context.time.today(), self._context.background.do)
        words = self.tr("Asked another force to take {reference}.").format(reference=file.reference)
        self._open(form, lambda changes: self._context.report(words, lambda: self._withdraw(file, str(changes.result))))

    def _withdraw(self, file: CaseFile, transfer_id: str) -> None:
        today, because = self._context.time.today(), self.tr("Request undone")
        request = AnswerForce(self._by, transfer_id, 1, ForceAnswer.WITHDRAWN, today, because)
        said = self.tr("No other force is asked any more to take {reference}.").format(reference=file.reference)
        self._do(request, said)

    def _open_answer(self, file: CaseFile, asked: ForceRequestRow, roles: AgencyRoles) -> None:
        form = AnswerForceDialog(
            self._by, file.case_id, file.reference, asked, roles, self._context.time.today(),
            self._context.background.do,
        )  # fmt: skip
        self._open(form, lambda _changes: self._answered(file, asked, form.answer()))
        self._list(form, file.case_id)

    def _answered(self, file: CaseFile, asked: ForceRequestRow, answer: ForceAnswer | None) -> None:
        if answer is ForceAnswer.ACCEPTED:
            words = self.tr("Transferred to {force}, and closed: {reference}.")
            said = words.format(force=asked.force, reference=file.reference)
            self._context.report(said, lambda: self._undo_closing(file.case_id))
            return
        words = self.tr("Not transferred to {force}: {reference} stays ours.")
        self._context.report(words.format(force=asked.force, reference=file.reference), None)

    def _list(self, form: AnswerForceDialog, case_id: str) -> None:
        self._context.background.ask(
            ClosingQuestion(self._by, case_id),
            lambda closing: self._still(form, lambda: form.take(closing)),
            lambda problem: self._still(form, lambda: form.cannot_list(problem)),
        )

    def _ask(self, case_id: str, then: Callable[[TransferPreview], None]) -> None:
        question = TransferQuestion(self._by, case_id)
        self._context.background.ask(question, then, self._context.problems.show)

    def _open_preview(self, preview: TransferPreview) -> None:
        form = TransferCaseDialog(self._by, preview, self._context.background.do)
        form.reload_wanted.connect(
            lambda: self._ask(preview.case_id, lambda again: self._still(form, lambda: form.take(again)))
        )
        open_form(self._page, form, lambda _changes: self._transferred(preview))

    def _transferred(self, preview: TransferPreview) -> None:
        words = self.tr("Transferred: {reference}.").format(reference=preview.reference)
        self._context.report(words, lambda: self._undo(preview.case_id))

    def _undo(self, case_id: str) -> None:
        question = CaseFileQuestion(self._by, case_id, self.tr("to undo its transfer"))
        self._context.background.ask(question, self._take_back, self._context.problems.show)

    def _take_back(self, file: CaseFile) -> None:
        request = TakeTransferBack(self._by, file.case_id, file.version, self.tr("Transfer undone"))
        said = self.tr("Not transferred after all: {reference}.").format(reference=file.reference)
        self._do(request, said)
