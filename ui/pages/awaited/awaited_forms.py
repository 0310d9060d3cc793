"""What can be done about an open wait: chase, escalate, say why it lasts, note."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from tracker.rows.awaited import AwaitedRow
from tracker.rows.case_file import CaseFile, CaseFileQuestion, MilestoneRow
from ui.dialogs.chase_forms import ChaseForms
from ui.dialogs.completion_undo import find
from ui.dialogs.letter_papers import LetterPapers
from ui.dialogs.milestone_forms import MilestoneForms
from ui.dialogs.note_forms import NoteForms
from ui.dialogs.open_form import may_open
from ui.dialogs.print_letter_dialog import ToSend
from ui.dialogs.to_chase import ToChase
from ui.page_context import Page
from ui.pages.awaited.awaited_columns import what


class AwaitedForms(QObject):
    """The forms of the page, one at a time in its drawer."""

    def __init__(self, page: Page, chosen: Callable[[], AwaitedRow | None]) -> None:
        super().__init__(page)
        self._page = page
        self._chosen = chosen
        self._context = page.context
        self._by = page.context.person.officer_id
        self._file: CaseFile | None = None
        self._milestone: MilestoneRow | None = None
        self._milestones = MilestoneForms(page, self)
        self._chases = ChaseForms(page)
        self._notes = NoteForms(page)
        self.letters = LetterPapers(page)

    def file(self) -> CaseFile | None:
        """Give the case a form is about."""
        return self._file

    def chosen_milestone(self) -> MilestoneRow | None:
        """Give the milestone a form is about."""
        return self._milestone

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about a row."""
        return {
            "complete_milestone": lambda: self._about_the_case(self._milestones.complete),
            "record_chase": lambda: self._chases.chase(to_chase(self._chosen())),
            "escalate_delay": lambda: self._chases.escalate(to_chase(self._chosen())),
            "record_delay": lambda: self._about_the_case(self._milestones.record_delay),
            "add_note": lambda: self._notes.add(self._chosen()),
            "print": lambda: self.letters.show(to_send(self._chosen())),
        }

    def retake(self) -> None:
        """Read again what a form asked for, and hand it over."""
        if self._milestones.wants_case() and self._file is not None:
            question = CaseFileQuestion(self._by, self._file.case_id, self.tr("to go on with a form"))
            self._context.background.ask(question, self._retake_case, self._context.problems.show)

    def _about_the_case(self, open_it: Callable[[], None]) -> None:
        row = self._chosen()
        if row is None or not may_open(self._page):
            return
        question = CaseFileQuestion(self._by, row.case_id, self.tr("from the page Awaited"))
        self._context.background.ask(
            question, lambda file: self._open_about(file, row.milestone_id, open_it), self._context.problems.show
        )

    def _open_about(self, file: CaseFile, milestone_id: str, open_it: Callable[[], None]) -> None:
        self._file, self._milestone = file, find(file, milestone_id)
        if self._milestone is None:
            self._context.report(self.tr("The case has changed meanwhile."), None)
            return
        open_it()

    def _retake_case(self, file: CaseFile) -> None:
        self._file = file
        self._milestones.retake(file)


def to_chase(row: AwaitedRow | None) -> ToChase | None:
    """Give what a chase of an open wait is about."""
    if row is None:
        return None
    return ToChase(row.case_id, row.reference, row.milestone_id, what(row), row.agency, row.waits)


def to_send(row: AwaitedRow | None) -> ToSend | None:
    """Give the letter of the last escalation of an open wait; None where it was not escalated."""
    if row is None or not row.escalation_id:
        return None
    return ToSend(row.case_id, row.reference, row.escalation_id, row.escalated_to)
