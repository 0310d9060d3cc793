"""The letter of an escalation, from any page: shows it, has it numbered and logged, then prints it or writes it."""

from tracker.changes import Changes
from tracker.rows.escalation_letter import PrintedLetter
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.paper_outlets import PaperOutlets
from ui.dialogs.print_letter_dialog import PrintLetterDialog, ToSend
from ui.page_context import Page


class LetterPapers(PaperOutlets):
    """Letters of a page, one form at a time in its drawer."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, self.tr("Save the letter"), "escalation-letter.pdf")

    def show(self, letter: ToSend | None) -> None:
        """Show the letter of an escalation as it will be."""
        if letter is None or not may_open(self._page):
            return
        by, background = self._context.person.officer_id, self._context.background
        form = PrintLetterDialog(by, letter, background, self.take_printer, self.take_file)
        open_form(self._page, form, self._pass_on)

    def _pass_on(self, changes: Changes) -> None:
        made = changes.result
        if isinstance(made, PrintedLetter):
            self.send(made.pdf, self.tr("letter {number}").format(number=made.number))
